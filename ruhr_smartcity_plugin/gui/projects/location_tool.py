# SPDX-License-Identifier: GPL-2.0-or-later
"""Picking one place on the map."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsPointXY, QgsProject
from qgis.gui import QgsMapMouseEvent, QgsMapToolEmitPoint
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent

CRS_25832 = "EPSG:25832"


class PlaceTool(QgsMapToolEmitPoint):
    """Takes one click, or Esc; then the tool that was active before is active again."""

    picked = pyqtSignal(float, float)  # EPSG:25832, metres
    cancelled = pyqtSignal()

    def __init__(self, canvas: Any, project: QgsProject) -> None:
        super().__init__(canvas)
        self._project = project
        self._before: Any = None
        self._done = False
        self.setCursor(Qt.CursorShape.CrossCursor)

    def start(self) -> None:
        """Become the active map tool."""
        self._before = self.canvas().mapTool()
        self._done = False
        self.canvas().setMapTool(self)
        # Esc must work although the key goes to whatever has the focus inside the canvas.
        self.canvas().installEventFilter(self)
        self.canvas().setFocus()

    def canvasReleaseEvent(self, event: QgsMapMouseEvent) -> None:
        if event.button() == Qt.MouseButton.RightButton:
            self.stop()
            self.cancelled.emit()
            return
        point = self._to_25832(event.mapPoint())
        if point is not None:
            self.stop()
            self.picked.emit(point.x(), point.y())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            event.accept()
            self.stop()
            self.cancelled.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape and not self._done:
            self.stop()
            self.cancelled.emit()
            return True
        return False

    def deactivate(self) -> None:
        super().deactivate()
        if not self._done:  # the user took another tool
            self._done = True
            self.canvas().removeEventFilter(self)
            self.cancelled.emit()

    def stop(self) -> None:
        """Hand the map back to the tool that was active before."""
        if self._done:
            return
        self._done = True
        canvas = self.canvas()
        canvas.removeEventFilter(self)
        if canvas.mapTool() is self or canvas.mapTool() == self:
            canvas.unsetMapTool(self)
            if self._before is not None:
                canvas.setMapTool(self._before)

    def _to_25832(self, point: QgsPointXY) -> QgsPointXY | None:
        map_crs = self.canvas().mapSettings().destinationCrs()
        ours = QgsCoordinateReferenceSystem(CRS_25832)
        if not map_crs.isValid() or map_crs == ours:
            return point
        try:
            return QgsCoordinateTransform(map_crs, ours, self._project).transform(point)
        except QgsCsException:
            return None
