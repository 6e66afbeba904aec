# SPDX-License-Identifier: GPL-2.0-or-later
"""Drawing a place on the map with QGIS's own digitising: snapping, advanced panel, Backspace, right click to end."""

from __future__ import annotations

from typing import Any, List

from qgis.core import Qgis, QgsFeature, QgsGeometry, QgsMapLayer, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapMouseEvent, QgsMapTool, QgsMapToolCapture, QgsMapToolDigitizeFeature, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

from ruhr_smartcity_plugin.adapters.projects.place_geometry import CRS_25832
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.translation import tr

_KINDS = {
    SiteShape.POINT: ("Point", QgsMapToolCapture.CaptureMode.CapturePoint, 1),
    SiteShape.LINE: ("MultiLineString", QgsMapToolCapture.CaptureMode.CaptureLine, 2),
    SiteShape.AREA: ("MultiPolygon", QgsMapToolCapture.CaptureMode.CapturePolygon, 3),
}


class DrawTool(QgsMapToolDigitizeFeature):
    """Captures a line, an area, or points, into a layer of its own, which never becomes part of the QGIS project.

    With `several`, points are collected until the user ends; else one click is all.
    """

    drawn = pyqtSignal(object)  # list of QgsGeometry, EPSG:25832
    left = pyqtSignal()  # Esc, or right click on nothing
    said = pyqtSignal(str)

    def __init__(self, canvas: Any, cad_dock: Any, project: QgsProject, shape: SiteShape, *,
                 several: bool = False) -> None:
        kind, mode, self._least = _KINDS[shape]
        super().__init__(canvas, cad_dock, mode)
        self._project, self._shape = project, shape
        self.is_single_click = shape is SiteShape.POINT and not several
        self._points: List[QgsGeometry] = []
        #: Whether all that is handed over was snapped to features, or placed by numbers in the advanced panel.
        self.is_exact = False
        self._exact: List[bool] = []  # of each corner or point
        self._cad_dock, self._is_locked = cad_dock, False
        self._marks = QgsRubberBand(canvas, Qgis.GeometryType.Point)
        self._marks.setColor(QgsMapToolCapture.digitizingStrokeColor())
        self._marks.setIcon(QgsRubberBand.IconType.ICON_FULL_BOX)
        self._marks.setIconSize(8)
        self._scratch = QgsVectorLayer(f"{kind}?crs={CRS_25832}", "place", "memory")
        self._scratch.startEditing()
        self._before = ""  # id of the layer that was current
        self._is_switching = False
        self.setLayer(self._scratch)
        self.digitizingCompleted.connect(self._completed)

    def flags(self) -> Any:
        # Not an "edit tool": QGIS would take it away whenever a layer that is not being edited becomes the active one.
        return QgsMapTool.Flags()

    def capabilities(self) -> Any:
        return QgsMapToolCapture.Capability.ValidateGeometries

    def supportsTechnique(self, technique: Any) -> bool:
        return technique in (Qgis.CaptureTechnique.StraightSegments, Qgis.CaptureTechnique.Streaming)

    @property
    def sentence(self) -> str:
        """What to do on the map."""
        if self.is_single_click:
            return tr("Click the place on the map. Esc goes back to the project.")
        if self._shape is SiteShape.POINT:
            return tr("Click one place or several. Backspace takes the last one back, a right click takes them over, "
                      "Esc goes back to the project.")
        if self._shape is SiteShape.LINE:
            return tr("Click the points of the line. Backspace takes the last one back, a right click ends the line, "
                      "Esc goes back to the project.")
        return tr("Click the corners of the area. Backspace takes the last one back, a right click closes the area, "
                  "Esc goes back to the project.")

    @property
    def has_sketch(self) -> bool:
        """Whether something would be lost."""
        return bool(self.size() or self._points)

    def activate(self) -> None:
        canvas = self.canvas()
        self._remember(canvas.currentLayer())
        # QGIS keeps the layer that is current now, and crashes at the end if it has been removed since: let it be ours.
        canvas.setCurrentLayer(self._scratch)
        super().activate()
        self._keep_snapping()
        canvas.currentLayerChanged.connect(self._layer_changed)
        self._project.layersWillBeRemoved.connect(self._layers_going)
        self._project.aboutToBeCleared.connect(self._project_going)

    def deactivate(self) -> None:
        canvas = self.canvas()
        try:
            canvas.currentLayerChanged.disconnect(self._layer_changed)
        except TypeError:  # QGIS deactivates some tools twice
            return
        self._project.layersWillBeRemoved.disconnect(self._layers_going)
        self._project.aboutToBeCleared.disconnect(self._project_going)
        super().deactivate()
        canvas.setCurrentLayer(self._project.mapLayer(self._before))

    def discard(self) -> None:
        """Take the marks off the map for good."""
        self.canvas().scene().removeItem(self._marks)

    def finish(self) -> None:
        """End the drawing as a right click does."""
        if self._shape is SiteShape.POINT:
            if self._points:
                self.drawn.emit(list(self._points))
            else:
                self.left.emit()
            return
        if not self._may_end():
            return
        self._judge(self.size())
        corners = [QgsPointXY(one) for one in self.pointsZM()]  # in the scratch layer's system
        self.stopCapturing()
        self.drawn.emit([QgsGeometry.fromPolylineXY(corners) if self._shape is SiteShape.LINE
                         else QgsGeometry.fromPolygonXY([corners])])

    def undo(self, is_again: bool = False) -> None:
        """Take the last point back; `is_again` is QGIS's, for a key that is held down."""
        if self._shape is not SiteShape.POINT:
            super().undo(is_again)
            del self._exact[self.size():]
        elif self._points:
            self._points.pop()
            del self._exact[len(self._points):]
            self._show_points()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        dock = self._cad_dock  # QGIS lets go of its locks before it asks the method below
        self._is_locked = dock.cadEnabled() and dock.constraintX().isLocked() and dock.constraintY().isLocked()
        super().canvasReleaseEvent(event)

    def cadCanvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            if self._shape is SiteShape.POINT:
                self.finish()
                return
            if self.size() == 0:
                self.left.emit()
                return
            if not self._may_end():
                return
            self._judge(self.size())
        else:
            # What QGIS adds in between, as when it streams, follows the hand.
            known = len(self._points) if self._shape is SiteShape.POINT else self.size()
            self._exact += [False] * (known - len(self._exact))
            self._exact[known:] = [self._is_placed_exactly(event)]
            self._judge(known + 1)
        super().cadCanvasReleaseEvent(self._without_match(event))

    def _judge(self, count: int) -> None:
        del self._exact[count:]  # the advanced panel takes points back, too, and tells nobody
        self.is_exact = len(self._exact) == count and all(self._exact)

    def _is_placed_exactly(self, event: QgsMapMouseEvent) -> bool:
        match, near = event.mapPointMatch(), self.canvas().mapUnitsPerPixel() / 100
        return self._is_locked or (match.isValid() and match.point().distance(event.mapPoint()) <= near)

    def _without_match(self, event: QgsMapMouseEvent) -> QgsMapMouseEvent:
        """Return the event at the snapped point, but without telling to what it snapped.

        From the corner it snapped to, QGIS 3.40 takes the numbers of that layer as if they were those of the map.
        """
        plain = QgsMapMouseEvent(self.canvas(), event.type(), event.originalPixelPoint(), event.button(),
                                 event.buttons(), event.modifiers())
        plain.setMapPoint(event.mapPoint())
        return plain

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.finish()
        elif event.key() == Qt.Key.Key_Backspace and self._shape is SiteShape.POINT:
            event.accept()
            self.undo()
        else:
            super().keyPressEvent(event)
            if self._shape is not SiteShape.POINT:  # Backspace: QGIS's own code does not ask `undo` of a subclass
                del self._exact[self.size():]

    def _may_end(self) -> bool:
        if self.size() >= self._least:
            return True
        self.said.emit(tr("A line needs at least two points.") if self._shape is SiteShape.LINE
                       else tr("An area needs at least three corners."))
        return False

    def _completed(self, feature: QgsFeature) -> None:
        if self._shape is not SiteShape.POINT or self.is_single_click:
            self.drawn.emit([feature.geometry()])
            return
        self._points.append(feature.geometry())
        self._show_points()

    def _show_points(self) -> None:
        self._marks.reset(Qgis.GeometryType.Point)
        for one in self._points:
            self._marks.addGeometry(one, self._scratch.crs())
        if self._points:
            self.said.emit(tr("%n place(s) set. Click on, or end with a right click.", "", len(self._points)))

    def _layer_changed(self, layer: QgsMapLayer | None) -> None:
        """The user has taken another layer: snapping follows, the drawing stays in its own."""
        if self._is_switching or layer is self._scratch or layer == self._scratch:
            return
        self._remember(layer)
        self._is_switching = True
        self.canvas().setCurrentLayer(self._scratch)
        self._is_switching = False
        self._keep_snapping()

    def _layers_going(self, ids: List[str]) -> None:
        """The layer QGIS snaps to is taken away, perhaps with its whole project: QGIS would go on asking it."""
        if self._before in ids:
            self._before = ""
            self.canvas().snappingUtils().setCurrentLayer(self._scratch)

    def _project_going(self) -> None:
        """QGIS drops a sketch with its project: what makes a place is taken over before."""
        if self._points or self.size() >= self._least:
            self.finish()

    def _remember(self, layer: QgsMapLayer | None) -> None:
        self._before = layer.id() if layer is not None else ""

    def _keep_snapping(self) -> None:
        """Let "snap to the active layer" mean the user's layer, not the empty one of the drawing."""
        layer = self._project.mapLayer(self._before)
        if isinstance(layer, QgsVectorLayer):
            self.canvas().snappingUtils().setCurrentLayer(layer)
