# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes the invented heat pattern as a GeoTIFF, so that an office without network can try an analysis."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from osgeo import gdal
from qgis.core import QgsCoordinateReferenceSystem

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.region.heat_pattern import synthetic_heat
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

CELL_M = 100.0


def create_heat_raster(path: Path) -> Path:
    """Write a 100 m raster (°C, EPSG:25832) over the region, replacing an older one. Raises StoreError."""
    import numpy as np

    region = load_region()
    xmin, ymin, xmax, ymax = region.box_25832
    columns, rows = int(np.ceil((xmax - xmin) / CELL_M)), int(np.ceil((ymax - ymin) / CELL_M))
    xs = xmin + (np.arange(columns) + 0.5) * CELL_M
    ys = ymax - (np.arange(rows) + 0.5) * CELL_M
    towns = [(*one.point_25832, one.area_km2, float(one.population)) for one in region.municipalities]
    heat = synthetic_heat(xs, ys, towns)
    part = path.with_suffix(".part.tif")
    try:
        _write(part, heat, xmin, ymax)
        _verify(part, heat)
        os.replace(part, path)
    except (OSError, RuntimeError) as error:
        sentence = tr("The sample raster cannot be written to {folder}. Check the rights and the space left.")
        detail = f"{error} {gdal.GetLastErrorMsg()}".strip()
        raise StoreError(sentence.format(folder=path.parent), detail) from error
    finally:
        part.unlink(missing_ok=True)
    return path


def _write(path: Path, heat: np.ndarray, xmin: float, ymax: float) -> None:
    rows, columns = heat.shape
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), columns, rows, 1, gdal.GDT_Float32,
                                                   ["TILED=YES", "COMPRESS=DEFLATE"])
    if dataset is None:
        raise RuntimeError("the driver made no file")
    try:
        dataset.SetGeoTransform((xmin, CELL_M, 0.0, ymax, 0.0, -CELL_M))
        dataset.SetProjection(QgsCoordinateReferenceSystem("EPSG:25832").toWkt())
        dataset.GetRasterBand(1).WriteArray(heat)
        dataset.GetRasterBand(1).SetDescription(tr("synthetic air temperature, °C"))
    finally:
        del dataset  # closes the file; drivers do not say when that fails


def _verify(path: Path, heat: np.ndarray) -> None:
    dataset = gdal.Open(str(path))
    stored = dataset.ReadAsArray() if dataset is not None else None
    if stored is None or stored.shape != heat.shape or (stored != heat).any():
        raise RuntimeError("the raster read back differs from what was written")
