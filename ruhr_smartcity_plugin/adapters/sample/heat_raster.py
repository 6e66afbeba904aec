# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the invented heat pattern as a GeoTIFF, so that an office without network can try an analysis."""

from __future__ import annotations

import os
from pathlib import Path

from osgeo import gdal

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.region.heat_pattern import synthetic_heat
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

CELL_M = 100.0


def create_heat_raster(path: Path) -> Path:
    """Write a 100 m raster (°C, EPSG:25832) over the region, replacing an older one. Raises StoreError."""
    import numpy as np
    from qgis.core import QgsCoordinateReferenceSystem

    region = load_region()
    xmin, ymin, xmax, ymax = region.box_25832
    columns, rows = int(np.ceil((xmax - xmin) / CELL_M)), int(np.ceil((ymax - ymin) / CELL_M))
    xs = xmin + (np.arange(columns) + 0.5) * CELL_M
    ys = ymax - (np.arange(rows) + 0.5) * CELL_M
    towns = [(*one.point_25832, one.area_km2, float(one.population)) for one in region.municipalities]
    heat = synthetic_heat(xs, ys, towns)
    part = path.with_suffix(".part.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(str(part), columns, rows, 1, gdal.GDT_Float32,
                                                   ["TILED=YES", "COMPRESS=DEFLATE"])
    if dataset is None:
        raise StoreError(tr("The sample raster cannot be written to {folder}. Check the rights of the folder.").format(
            folder=path.parent), gdal.GetLastErrorMsg())
    try:
        dataset.SetGeoTransform((xmin, CELL_M, 0.0, ymax, 0.0, -CELL_M))
        dataset.SetProjection(QgsCoordinateReferenceSystem("EPSG:25832").toWkt())
        dataset.GetRasterBand(1).WriteArray(heat)
        dataset.GetRasterBand(1).SetDescription(tr("synthetic air temperature, °C"))
    finally:
        del dataset
    os.replace(part, path)
    return path
