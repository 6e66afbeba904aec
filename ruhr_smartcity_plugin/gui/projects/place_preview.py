# SPDX-License-Identifier: GPL-2.0-or-later
"""The places of the project being edited, shown on the map while its dialog is open."""

from __future__ import annotations

from typing import Any, Dict, Iterable, List

from qgis.core import (
    Qgis,
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.gui import QgsRubberBand
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.projects.place_geometry import CRS_25832, geometry_of
from ruhr_smartcity_plugin.core.projects.record import Site

# Colours that stand out from each other for all kinds of colour vision, with a white rim on any map.
_ALL, _SELECTED = QColor(0, 114, 178), QColor(213, 94, 0)
_KINDS = (Qgis.GeometryType.Polygon, Qgis.GeometryType.Line, Qgis.GeometryType.Point)
_MARGIN = 1.3
_LEAST_SIDE_M = 400.0


class PlacePreview:
    """Draws rubber bands: nothing of it gets into layers, prints, or the saved QGIS project."""

    def __init__(self, canvas: Any, project: QgsProject) -> None:
        self._canvas, self._project = canvas, project
        self._crs = QgsCoordinateReferenceSystem(CRS_25832)
        self._bands: Dict[Any, QgsRubberBand] = {}
        self.is_on = True

    def show(self, sites: Iterable[Site], selected: Iterable[str]) -> None:
        """Draw these places; those with the ids in `selected` stand out."""
        if self._canvas is None or sip.isdeleted(self._canvas):
            return
        chosen = set(selected)
        drawn: Dict[Any, List[QgsGeometry]] = {(kind, mark): [] for mark in (False, True) for kind in _KINDS}
        for site in sites if self.is_on else ():
            geometry = geometry_of(site)
            if not geometry.isNull():
                drawn[(geometry.type(), site.uuid in chosen)].append(geometry)
        for key, geometries in drawn.items():
            band = self._band(*key)
            band.reset(key[0])
            for geometry in geometries:
                band.addGeometry(geometry, self._crs, False)
            band.updatePosition()
            band.update()

    def clear(self) -> None:
        """Take everything off the map."""
        if self._canvas is not None and not sip.isdeleted(self._canvas):
            for band in self._bands.values():
                self._canvas.scene().removeItem(band)
        self._bands.clear()

    def flash(self, sites: Iterable[Site]) -> None:
        """Let places blink; the map moves if none of them can be seen."""
        geometries = [one for one in map(geometry_of, sites) if not one.isNull()]
        extent = self._extent(geometries)
        if extent is None:
            return
        if not self._canvas.extent().intersects(extent):
            self._canvas.setCenter(extent.center())
            self._canvas.refresh()
        self._canvas.flashGeometries(geometries, self._crs)

    def zoom(self, sites: Iterable[Site]) -> None:
        """Show places as large as the map allows."""
        extent = self._extent([one for one in map(geometry_of, sites) if not one.isNull()])
        if extent is not None:
            self._canvas.setExtent(extent)
            self._canvas.refresh()

    def _extent(self, geometries: List[QgsGeometry]) -> QgsRectangle | None:
        """Return the box of geometries in the system of the map, with a margin; None if there is nothing to show."""
        if self._canvas is None or not geometries:
            return None
        box = geometries[0].boundingBox()
        for one in geometries[1:]:
            box.combineExtentWith(one.boundingBox())
        box.scale(_MARGIN)
        box.grow(max(0.0, (_LEAST_SIDE_M - max(box.width(), box.height())) / 2))
        try:
            return QgsCoordinateTransform(
                self._crs, self._canvas.mapSettings().destinationCrs(), self._project).transformBoundingBox(box)
        except QgsCsException:
            return None

    def _band(self, kind: Any, is_selected: bool) -> QgsRubberBand:
        band = self._bands.get((kind, is_selected))
        if band is None:
            band = self._bands[(kind, is_selected)] = QgsRubberBand(self._canvas, kind)
            colour = _SELECTED if is_selected else _ALL
            band.setColor(colour)
            band.setSecondaryStrokeColor(QColor(255, 255, 255, 200))
            band.setFillColor(QColor(colour.red(), colour.green(), colour.blue(), 50))
            band.setWidth(4 if is_selected else 2)
            band.setIcon(QgsRubberBand.IconType.ICON_CIRCLE if is_selected else QgsRubberBand.IconType.ICON_FULL_BOX)
            band.setIconSize(14 if is_selected else 9)
        return band
