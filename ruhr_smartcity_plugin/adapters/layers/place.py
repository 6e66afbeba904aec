# SPDX-License-Identifier: GPL-2.0-or-later
"""Do the objects of a loaded layer lie in the Ruhr? Asked in whatever coordinate reference system the layer has."""

from __future__ import annotations

import math
from typing import List, Sequence, Tuple

from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsCsException,
    QgsPointXY,
)

from ruhr_smartcity_plugin.core.catalogue.place_check import is_judged_as_declared, note_on_place, note_on_place_25832
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr


def note_on_layer_place(name: str, crs: QgsCoordinateReferenceSystem, xs: Sequence[float], ys: Sequence[float]) -> str:
    """Return what is wrong with the places of a layer's objects; "" if at least one lies in the region.

    `xs` and `ys` are one coordinate per object in `crs`, x east or longitude as QGIS has it; `name` is the layer's.
    """
    if not xs:
        return ""
    if not crs.isValid():
        sentence = tr("“{layer}” has no known coordinate reference system. Set it in the layer properties.")
        return sentence.format(layer=quotable(name))
    if is_judged_as_declared(crs.authid()):
        return note_on_place(xs, ys, crs.authid())
    return note_on_place_25832(*places_in_25832(crs, xs, ys))


def places_in_25832(
    crs: QgsCoordinateReferenceSystem, xs: Sequence[float], ys: Sequence[float]
) -> Tuple[List[float], List[float]]:
    """Return places in EPSG:25832 of coordinates in `crs`, x first; NaN where a coordinate has none."""
    # A task may not ask the project for its choice of operations; some metres do not matter here.
    target = QgsCoordinateReferenceSystem("EPSG:25832")
    transform = QgsCoordinateTransform(_living(crs), _living(target), QgsCoordinateTransformContext())
    transform.disableFallbackOperationHandler(True)
    east, north = [], []
    for x, y in zip(xs, ys):
        try:
            place = transform.transform(QgsPointXY(x, y))
        except QgsCsException:
            place = QgsPointXY(math.nan, math.nan)
        east.append(place.x())
        north.append(place.y())
    return east, north


def area_of_use(crs: QgsCoordinateReferenceSystem) -> Tuple[float, float, float, float] | None:
    """Return the area `crs` is made for, in degrees (west, south, east, north); None if it is not known."""
    area = _living(crs).bounds()
    return None if area.isEmpty() else (area.xMinimum(), area.yMinimum(), area.xMaximum(), area.yMaximum())


def _living(crs: QgsCoordinateReferenceSystem) -> QgsCoordinateReferenceSystem:
    """Return `crs` with a definition: QGIS 3.40 loses it with the thread that made it first, see `TaskBoard`."""
    if not crs.isValid() or crs.toWkt():
        return crs
    QgsCoordinateReferenceSystem.invalidateCache()
    QgsCoordinateTransform.invalidateCache()
    return QgsCoordinateReferenceSystem(crs.authid())
