# SPDX-License-Identifier: GPL-2.0-or-later
"""The map's extent in degrees, as catalogues know extents, and the way back."""

from __future__ import annotations

from typing import Any

from qgis.core import QgsCoordinateReferenceSystem, QgsCoordinateTransform, QgsCsException, QgsRectangle

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.gui.workbench import Workbench


def shown_extent(bench: Workbench) -> Extent4326 | None:
    """Return what the map shows (west, south, east, north); None for no map, or one far out in space."""
    if bench.canvas is None:
        return None
    try:
        box = _transform(bench).transformBoundingBox(bench.canvas.extent())
    except QgsCsException:
        return None
    return box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum()


def show_extent(bench: Workbench, extent: Extent4326) -> bool:
    """Show a part of the world on the map; answers False where the map's system has no place for it."""
    if bench.canvas is None:
        return False
    try:
        reverse = QgsCoordinateTransform.TransformDirection.ReverseTransform
        box = _transform(bench).transformBoundingBox(QgsRectangle(*extent), reverse)
    except QgsCsException:
        return False
    bench.canvas.setExtent(box)
    bench.canvas.refresh()
    return True


def _transform(bench: Workbench) -> Any:
    crs = bench.canvas.mapSettings().destinationCrs()
    return QgsCoordinateTransform(crs, QgsCoordinateReferenceSystem("EPSG:4326"), bench.project)
