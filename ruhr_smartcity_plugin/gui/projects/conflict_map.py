# SPDX-License-Identifier: GPL-2.0-or-later
"""Both positions of a place in conflict, flashed on the map: mine in blue, the other in orange."""

from __future__ import annotations

from typing import Any, List, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCsException,
    QgsGeometry,
    QgsProject,
    QgsRectangle,
)
from qgis.PyQt.QtCore import QPoint, QRect
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.core.projects.gpkg_geometry import encode_wkb
from ruhr_smartcity_plugin.core.projects.merging import Conflict

_MINE, _OTHER = QColor(0, 90, 200), QColor(230, 110, 0)
_MARGIN_M = 100.0
_LEAST_PX = 60  # a narrower strip shows nothing


class ConflictMap:
    """Shows positions on a canvas; without one it shows nothing."""

    def __init__(self, canvas: Any) -> None:
        self._canvas = canvas

    def can_show(self, conflict: Conflict) -> bool:
        """Answer whether the conflict is about positions that the map can show."""
        return self._canvas is not None and bool(_geometries(conflict))

    def flash(self, conflict: Conflict, *, zoom: bool = False, covered: QRect | None = None) -> None:
        """Flash the positions of both sides; with `zoom` the map moves there, beside what a window covers (screen)."""
        found = _geometries(conflict)
        crs = QgsCoordinateReferenceSystem("EPSG:25832")
        if zoom and found:
            box = found[0][0].boundingBox()
            for geometry, _colour in found[1:]:
                box.combineExtentWith(geometry.boundingBox())
            box.grow(max(_MARGIN_M, 0.5 * max(box.width(), box.height())))
            try:
                transform = QgsCoordinateTransform(crs, self._canvas.mapSettings().destinationCrs(),
                                                   QgsProject.instance())
                self._canvas.setExtent(self._framed(transform.transformBoundingBox(box), covered))
                self._canvas.refresh()
            except QgsCsException:
                return  # the map's coordinate system does not reach there: there is nothing to see
        for geometry, colour in found:
            faded = QColor(colour)
            faded.setAlpha(0)
            self._canvas.flashGeometries([geometry], crs, colour, faded, 3, 700)

    def _framed(self, box: QgsRectangle, covered: QRect | None) -> QgsRectangle:
        """Return the extent that shows `box` in the largest part of the map which the window leaves free."""
        whole = QRect(self._canvas.mapToGlobal(QPoint(0, 0)), self._canvas.size())
        free = largest_free_part(whole, covered) if covered is not None else whole
        if free == whole:
            return box
        scale = max(box.width() / free.width(), box.height() / free.height())  # map units per pixel
        left = box.center().x() - (free.center().x() - whole.left()) * scale
        top = box.center().y() + (free.center().y() - whole.top()) * scale
        return QgsRectangle(left, top - whole.height() * scale, left + whole.width() * scale, top)


def largest_free_part(whole: QRect, covered: QRect) -> QRect:
    """Return the largest strip beside `covered`; all of `whole` if nothing, or too much, is covered (pixels)."""
    hidden = whole.intersected(covered)
    if hidden.isEmpty():
        return whole
    strips = (
        QRect(whole.left(), whole.top(), hidden.left() - whole.left(), whole.height()),
        QRect(hidden.right() + 1, whole.top(), whole.right() - hidden.right(), whole.height()),
        QRect(whole.left(), whole.top(), whole.width(), hidden.top() - whole.top()),
        QRect(whole.left(), hidden.bottom() + 1, whole.width(), whole.bottom() - hidden.bottom()))
    best = max(strips, key=lambda one: one.width() * one.height())
    return best if min(best.width(), best.height()) >= _LEAST_PX else whole


def _geometries(conflict: Conflict) -> List[Tuple[QgsGeometry, QColor]]:
    found = []
    for values, colour in ((conflict.local, _MINE), (conflict.remote, _OTHER)):
        if values and values.get("coordinates") is not None and values.get("shape") is not None:
            geometry = QgsGeometry()
            geometry.fromWkb(bytes(encode_wkb(values["shape"], values["coordinates"])))
            found.append((geometry, colour))
    return found
