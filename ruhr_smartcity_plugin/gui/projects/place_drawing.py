# SPDX-License-Identifier: GPL-2.0-or-later
"""The walk from the dialog to the map and back with a drawn place."""

from __future__ import annotations

from typing import Any, Callable, List

from qgis.core import QgsGeometry, QgsProject
from qgis.gui import QgsAdvancedDigitizingDockWidget, QgsMapTool, QgsMapToolPan, QgsMapToolZoom
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QObject, QPoint, Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QGroupBox, QLabel, QPushButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.location_tool import DrawTool
from ruhr_smartcity_plugin.gui.projects.place_vertex_tool import VertexTool
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_WIDEST = 760


class PlaceDrawing(QObject):
    """Hides the window of `page` while the user draws; then the tool that was active before is active again."""

    # list of QgsGeometry, EPSG:25832, not yet judged; map scale, 0 for old places; whether all was snapped or typed
    drawn = pyqtSignal(object, float, bool)

    def __init__(self, workbench: Workbench, page: QWidget) -> None:
        super().__init__(page)
        self._bench, self._page = workbench, page
        self._tool: Any = None
        self._before: Any = None
        self._bar: DrawBar | None = None
        self._own_dock: QgsAdvancedDigitizingDockWidget | None = None

    @property
    def is_possible(self) -> bool:
        """Whether there is a map to draw on."""
        return self._bench.canvas is not None

    def draw(self, shape: SiteShape, *, several: bool = False) -> None:
        """Let the user draw a place of this shape; `several` lets points follow each other."""
        self._start(DrawTool(self._bench.canvas, self._cad_dock(), self._bench.project, shape, several=several))

    def edit(self, geometry: QgsGeometry) -> None:
        """Let the user change the corners of a geometry (EPSG:25832)."""
        self._start(VertexTool(self._bench.canvas, self._cad_dock(), self._bench.project, geometry))

    def stop(self) -> None:
        """Hand the map back to the tool that was active before; the window stays as it is."""
        tool, self._tool = self._tool, None
        bar, self._bar = self._bar, None
        canvas = self._bench.canvas
        if tool is None or sip.isdeleted(canvas) or sip.isdeleted(tool):
            return
        bar.close_bar()
        canvas.mapToolSet.disconnect(self._tool_set)
        tool.blockSignals(True)
        canvas.removeEventFilter(self)
        if canvas.mapTool() == tool:
            canvas.unsetMapTool(tool)
            if self._before is not None and not sip.isdeleted(self._before):
                canvas.setMapTool(self._before)
        tool.discard()
        # Not now: the tool may be the one that is calling.
        QTimer.singleShot(0, lambda: None if sip.isdeleted(tool) else tool.deleteLater())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # QGIS's map passes no key on while it is being dragged or redrawn; Esc must always work.
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and self._tool is not None:
            self._back()
            return True
        return False

    def _start(self, tool: Any) -> None:
        self.stop()
        canvas = self._bench.canvas
        self._before = canvas.mapTool()
        self._tool = tool
        tool.drawn.connect(self._drawn)
        tool.left.connect(self._back)
        self._page.window().hide()
        self._bench.area.bring_map()
        canvas.setMapTool(tool)
        canvas.installEventFilter(self)
        canvas.mapToolSet.connect(self._tool_set)
        self._bar = DrawBar(canvas, tool, self._bench.project, self._cad_dock(), self._back)
        canvas.window().activateWindow()
        canvas.setFocus()

    def _cad_dock(self) -> Any:
        if self._bench.cad_dock is not None:
            return self._bench.cad_dock
        if self._own_dock is None:
            self._own_dock = QgsAdvancedDigitizingDockWidget(self._bench.canvas, self._bench.main_window)
            self._own_dock.hide()
            self.destroyed.connect(self._own_dock.deleteLater)
        return self._own_dock

    def _tool_set(self, new: QgsMapTool | None, _old: QgsMapTool | None = None) -> None:
        """Another tool was taken: who moves the map in between keeps the sketch; all else leaves the drawing."""
        if self._tool is None:
            return
        is_ours = new == self._tool
        if is_ours or (self._tool.has_sketch and isinstance(new, (QgsMapToolPan, QgsMapToolZoom))):
            self._bar.show_paused(not is_ours)
        else:
            self._back()

    def _drawn(self, geometries: List[QgsGeometry]) -> None:
        if self._tool is None:
            return
        # Corners are changed where they are wrong; that says nothing of the others.
        is_old = isinstance(self._tool, VertexTool)
        scale = 0.0 if is_old else self._bench.canvas.scale()
        is_exact = not is_old and self._tool.is_exact
        self._back()
        self.drawn.emit(geometries, scale, is_exact)

    def _back(self) -> None:
        if self._tool is None:
            return
        self.stop()
        window = self._page.window()
        window.show()
        window.raise_()
        window.activateWindow()


class DrawBar(QGroupBox):
    """Lies over the map while a place is drawn: says what to do, and does it for who has no right mouse button."""

    def __init__(self, canvas: Any, tool: Any, project: QgsProject, cad_dock: Any, back: Callable[[], None]) -> None:
        # A group box beside the map: QGIS's dark themes make other frames, and all that is in the map, transparent.
        super().__init__(canvas.parentWidget() or canvas)
        self.setObjectName("place_draw_bar")
        self.setAutoFillBackground(True)
        self._canvas, self._project, self._sentence = canvas, project, tool.sentence
        layout = QVBoxLayout(self)
        self.text = QLabel(tool.sentence, self)
        self.text.setObjectName("place_draw_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        layout.addWidget(self.text)
        row = QWidget(self)
        self._buttons = FlowLayout(row)
        layout.addWidget(row)
        self._resume = self._button("place_draw_resume", tr("&Go on drawing"), lambda: canvas.setMapTool(tool))
        self._resume.hide()
        if not tool.is_single_click:
            self._button("place_draw_finish", tr("&Finish"), tool.finish)
            self._button("place_draw_undo", tr("Take &back the last step"), tool.undo)
        self._button("place_draw_back", tr("Back without a &change"), back)
        self._snapping = self._button("place_draw_snapping", tr("&Snapping"), self._switch_snapping)
        self._snapping.setCheckable(True)
        self._snapping.setChecked(project.snappingConfig().enabled())
        self._cad = self._button("place_draw_cad", tr("Advanced &digitising panel"),
                                 lambda: cad_dock.setUserVisible(self._cad.isChecked()))
        self._cad.setCheckable(True)
        self._cad.setChecked(cad_dock.isVisible())
        tool.said.connect(self.text.setText)
        canvas.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def show_paused(self, paused: bool) -> None:
        """Say that the drawing waits while the map is moved, and how to go on."""
        self.text.setText(tr("The drawing waits while you move the map.") if paused else self._sentence)
        self._resume.setVisible(paused)
        self._place()

    def close_bar(self) -> None:
        """Leave the map."""
        self._canvas.removeEventFilter(self)
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.Move):
            self._place()
        return False

    def _button(self, name: str, text: str, slot: Callable[[], None]) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.clicked.connect(lambda _on=False: slot())
        self._buttons.addWidget(button)
        return button

    def _switch_snapping(self) -> None:
        config = self._project.snappingConfig()
        config.setEnabled(self._snapping.isChecked())
        self._project.setSnappingConfig(config)

    def _place(self) -> None:
        width = max(200, min(_WIDEST, self._canvas.width() - 20))
        corner = self._canvas.mapTo(self.parentWidget(), QPoint(10, 10))
        self.setGeometry(corner.x(), corner.y(), width, self.layout().totalHeightForWidth(width))
