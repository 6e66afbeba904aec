# SPDX-License-Identifier: GPL-2.0-or-later
"""The one area all rooms work in, remembered in the QGIS project."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsProject, QgsRectangle
from qgis.PyQt.QtCore import QObject, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QStackedWidget

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.core.region.municipalities import Region, load_region
from ruhr_smartcity_plugin.ledger import Ledger

_SCOPE = "ruhr_smartcity"
CRS_25832 = "EPSG:25832"


class AreaContext(QObject):
    """Holds the chosen area; follows the map while "Map extent" is chosen."""

    changed = pyqtSignal(object)  # Area

    def __init__(self, project: QgsProject, canvas: Any, on_error: Callable[[BaseException], None],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.region: Region = load_region()
        self.area: Area = self.region.whole_area()
        self._project, self._canvas = project, canvas
        self._ledger = Ledger(on_error)
        # The map moves in many small steps; rooms are told once it stands still.
        self._settle = QTimer(self)
        self._settle.setSingleShot(True)
        self._settle.setInterval(300)
        self._settle.timeout.connect(self._follow_map)
        self._zoom_later = QTimer(self)
        self._zoom_later.setSingleShot(True)
        self._zoom_later.setInterval(400)
        self._zoom_later.timeout.connect(self.zoom_to_area)
        project.readProject.connect(self._read)
        self._ledger.push(lambda: project.readProject.disconnect(self._read))
        project.cleared.connect(self._read)
        self._ledger.push(lambda: project.cleared.disconnect(self._read))
        if canvas is not None:
            canvas.extentsChanged.connect(self._map_moved)
            self._ledger.push(lambda: canvas.extentsChanged.disconnect(self._map_moved))
        self._read()

    def choose(self, kind: AreaKind, key: str = "") -> None:
        """Choose another area and remember it in the project."""
        self._project.writeEntry(_SCOPE, "area_kind", kind.value)
        self._project.writeEntry(_SCOPE, "area_key", key)
        self._set(self._make(kind, key))

    def zoom_to_area(self) -> None:
        """Show the chosen area on the map."""
        if self._canvas is None or self.area.kind is AreaKind.EXTENT:
            return
        box = QgsRectangle(*self.area.box_25832)
        self._canvas.setExtent(self._transform(box, inverse=True))
        self._canvas.refresh()

    def zoom_soon(self) -> None:
        """Show the chosen area once the canvas has its size, e.g. after the welcome page has gone."""
        self._zoom_later.start()

    def leave_zoom(self) -> None:
        """Leave the map where somebody has put it since `zoom_soon`."""
        self._zoom_later.stop()

    def bring_map(self) -> None:
        """Put the map in the place of QGIS's welcome page, and show the area on a map that has no extent yet."""
        if self._canvas is None:
            return
        page = self._canvas
        while page is not None and not isinstance(page.parentWidget(), QStackedWidget):
            page = page.parentWidget()
        if page is not None:
            page.parentWidget().setCurrentWidget(page)
        if self._canvas.extent().isEmpty():
            self.zoom_soon()

    def close(self) -> None:
        """Disconnect from project and canvas."""
        self._settle.stop()
        self._zoom_later.stop()
        self._ledger.unwind()
        self._canvas = None  # whoever comes later finds no map

    def _read(self, *_: object) -> None:
        kind_text, _ok = self._project.readEntry(_SCOPE, "area_kind", AreaKind.REGION.value)
        key, _ok = self._project.readEntry(_SCOPE, "area_key", "")
        kind = next((one for one in AreaKind if one.value == kind_text), AreaKind.REGION)
        self._set(self._make(kind, key))

    def _make(self, kind: AreaKind, key: str) -> Area:
        try:
            if kind is AreaKind.MUNICIPALITY:
                return self.region.area_of_municipality(key)
            if kind is AreaKind.DISTRICT:
                return self.region.area_of_district(key)
        except KeyError:  # a project from elsewhere may name an area this version does not know
            return self.region.whole_area()
        if kind is AreaKind.EXTENT and self._canvas is not None:
            box = self._transform(self._canvas.extent(), inverse=False)
            return self.region.area_of_extent((box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()))
        return self.region.whole_area()

    def _transform(self, box: QgsRectangle, *, inverse: bool) -> QgsRectangle:
        map_crs = self._canvas.mapSettings().destinationCrs()
        ours = QgsCoordinateReferenceSystem(CRS_25832)
        source, target = (ours, map_crs) if inverse else (map_crs, ours)
        if not map_crs.isValid() or source == target:
            return box
        try:
            return QgsCoordinateTransform(source, target, self._project).transformBoundingBox(box)
        except QgsCsException:
            return QgsRectangle(*self.region.box_25832) if not inverse else box

    def _set(self, area: Area) -> None:
        if area != self.area:
            self.area = area
            self.changed.emit(area)

    def _map_moved(self) -> None:
        if self.area.kind is AreaKind.EXTENT:
            self._settle.start()

    def _follow_map(self) -> None:
        if self.area.kind is AreaKind.EXTENT:
            self._set(self._make(AreaKind.EXTENT, ""))
