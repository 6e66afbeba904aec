# SPDX-License-Identifier: GPL-2.0-or-later
"""Changing the corners of a place on the map: drag, insert, delete; with snapping and the advanced panel."""

from __future__ import annotations

from typing import Any, List

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsPointXY,
    QgsProject,
)
from qgis.gui import QgsMapMouseEvent, QgsMapTool, QgsMapToolAdvancedDigitizing, QgsRubberBand
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent

from ruhr_smartcity_plugin.adapters.projects.place_geometry import CRS_25832
from ruhr_smartcity_plugin.translation import tr

_REACH_PX = 12


class VertexTool(QgsMapToolAdvancedDigitizing):
    """Edits a copy of a line or an area (EPSG:25832), shown in the system of the map."""

    drawn = pyqtSignal(object)  # list of one QgsGeometry, EPSG:25832
    is_single_click = False
    left = pyqtSignal()
    said = pyqtSignal(str)

    def __init__(self, canvas: Any, cad_dock: Any, project: QgsProject, geometry: QgsGeometry) -> None:
        super().__init__(canvas, cad_dock)
        self._project = project
        self._transform = self._to_map()
        self._shown = QgsGeometry(geometry)
        self._shown.transform(self._transform)  # from EPSG:25832 there is a way into any map that shows the place
        self._steps: List[QgsGeometry] = []
        self._vertex = -1  # the one that is dragged, or was touched last
        self._is_dragging = False
        self._band = QgsRubberBand(canvas, geometry.type())
        self._corners = QgsRubberBand(canvas, Qgis.GeometryType.Point)
        self._active = QgsRubberBand(canvas, Qgis.GeometryType.Point)
        self._style()
        canvas.destinationCrsChanged.connect(self._map_changed)

    def flags(self) -> Any:
        return QgsMapTool.Flags()

    @property
    def sentence(self) -> str:
        """What to do on the map."""
        return tr("Drag corners, press on a line between them to add one, Delete removes the marked one. A right click "
                  "or Enter takes the result over, Esc goes back to the project.")

    @property
    def has_sketch(self) -> bool:
        """Whether something would be lost."""
        return bool(self._steps)

    def activate(self) -> None:
        super().activate()
        self._draw()

    def discard(self) -> None:
        """Take everything of the tool off the map for good."""
        self.canvas().destinationCrsChanged.disconnect(self._map_changed)
        for band in (self._band, self._corners, self._active):
            self.canvas().scene().removeItem(band)

    def finish(self) -> None:
        """Hand the changed geometry over."""
        changed = QgsGeometry(self._shown)
        try:
            changed.transform(self._transform, Qgis.TransformDirection.Reverse)
        except QgsCsException:
            self.said.emit(tr("A corner lies where EPSG:25832 has no place. Move it back."))
            return
        self.drawn.emit([changed])

    def undo(self) -> None:
        """Take the last step back."""
        if self._steps:
            self._shown = self._steps.pop()
            self._vertex = -1
            self._draw()

    # --- mouse and keys ---
    def cadCanvasPressEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton:
            return
        # Where the mouse is, not where it snaps to: another layer's corner must not hide one's own.
        at = self.toMapCoordinates(event.originalPixelPoint())
        reach = (_REACH_PX * self.canvas().mapUnitsPerPixel()) ** 2
        _point, vertex, _before, _after, distance = self._shown.closestVertex(at)
        if distance > reach:
            distance, point, after, _side = self._shown.closestSegmentWithContext(at)
            if distance > reach:
                return
            self._keep_step()
            self._shown.insertVertex(point.x(), point.y(), after)
            vertex = after
        else:
            self._keep_step()
        self._vertex, self._is_dragging = vertex, True
        self._draw()

    def cadCanvasMoveEvent(self, event: QgsMapMouseEvent) -> None:
        if self._is_dragging:
            self._move(event.mapPoint())

    def cadCanvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.finish()
        elif self._is_dragging:
            self._is_dragging = False
            self._move(event.mapPoint())
            if self._steps and self._steps[-1].equals(self._shown):
                self._steps.pop()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        if key == Qt.Key.Key_Escape:
            event.accept()
            self.left.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()
            self.finish()
        elif key == Qt.Key.Key_Delete:
            event.accept()
            self._delete()
        elif key == Qt.Key.Key_Backspace:
            event.accept()
            self.undo()

    def _move(self, point: QgsPointXY) -> None:
        self._shown.moveVertex(point.x(), point.y(), self._vertex)
        self._draw()

    def _delete(self) -> None:
        if self._vertex < 0:
            self.said.emit(tr("Click a corner first, then delete it."))
            return
        shorter = QgsGeometry(self._shown)
        if not shorter.deleteVertex(self._vertex) or shorter.isEmpty():
            self.said.emit(tr("The last corners cannot be removed. Remove the place in the list instead."))
            return
        self._keep_step()
        self._shown, self._vertex = shorter, -1
        self._draw()

    def _keep_step(self) -> None:
        self._steps.append(QgsGeometry(self._shown))

    def _to_map(self) -> QgsCoordinateTransform:
        return QgsCoordinateTransform(
            QgsCoordinateReferenceSystem(CRS_25832), self.canvas().mapSettings().destinationCrs(), self._project)

    def _map_changed(self) -> None:
        """Follow the map into another coordinate system, with all steps: another project may have been opened."""
        before, self._transform = self._transform, self._to_map()
        try:
            for one in (self._shown, *self._steps):
                one.transform(before, Qgis.TransformDirection.Reverse)
                one.transform(self._transform)
        except QgsCsException:
            self.left.emit()  # this map cannot show the place
            return
        self._is_dragging = False
        self._draw()

    # --- drawing ---
    def _style(self) -> None:
        colour = QgsMapToolAdvancedDigitizing.digitizingStrokeColor()
        self._band.setColor(colour)
        self._band.setFillColor(QgsMapToolAdvancedDigitizing.digitizingFillColor())
        self._band.setWidth(2)
        for band, size in ((self._corners, 8), (self._active, 12)):
            band.setColor(colour)
            band.setFillColor(QColor(255, 255, 255, 200))
            band.setIcon(QgsRubberBand.IconType.ICON_FULL_BOX if band is self._corners
                         else QgsRubberBand.IconType.ICON_BOX)
            band.setIconSize(size)
            band.setWidth(2)

    def _draw(self) -> None:
        self._band.setToGeometry(self._shown, None)
        corners = QgsGeometry.fromMultiPointXY([QgsPointXY(one) for one in self._shown.vertices()])
        self._corners.setToGeometry(corners, None)
        self._active.reset(Qgis.GeometryType.Point)
        if self._vertex >= 0:
            self._active.addPoint(QgsPointXY(self._shown.vertexAt(self._vertex)))
