# SPDX-License-Identifier: GPL-2.0-or-later
"""The map's extent in degrees, as catalogues know extents, and the way back."""

from __future__ import annotations

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsRectangle

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.gui.workbench import Workbench


def shown_extent(bench: Workbench) -> Extent4326 | None:
    """Return what the map shows (west, south, east, north); None for no map, one without a system or out in space."""
    way = degrees_to_map(bench)
    if way is None:
        return None
    try:
        reverse = QgsCoordinateTransform.TransformDirection.ReverseTransform
        box = way.transformBoundingBox(bench.canvas.extent(), reverse)
    except QgsCsException:
        return None
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def show_extent(bench: Workbench, extent: Extent4326, margin: float = 0.0) -> bool:
    """Show a part of the world on the map; answers False where the map's system has no place for it.

    `margin` is what to show around it on each side, as a share of its longer side.
    """
    way = degrees_to_map(bench)
    if way is None:
        return False
    try:
        box = way.transformBoundingBox(QgsRectangle(*extent))
    except QgsCsException:
        return False
    box.grow(max(box.width(), box.height()) * margin)
    bench.canvas.setExtent(box)
    bench.canvas.refresh()
    return True


def degrees_to_map(bench: Workbench) -> QgsCoordinateTransform | None:
    """Return the way from degrees into the map's system; None for no map, or one whose system is not known."""
    crs = bench.canvas.mapSettings().destinationCrs() if bench.canvas is not None else None
    if crs is None or not crs.isValid():
        return None
    return QgsCoordinateTransform(QgsCoordinateReferenceSystem("EPSG:4326"), crs, bench.project)
