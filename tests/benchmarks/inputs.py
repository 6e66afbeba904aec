# SPDX-License-Identifier: GPL-2.0-or-later
"""Synthetic inputs of the benchmarks, made once per size and kept below build/."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import shapely
from osgeo import gdal, ogr, osr

from tests.benchmarks.sizes import Size

SEED = 25832
CELL_M = 10.0
WEST, SOUTH = 340_000.0, 5_680_000.0
NODATA = -9999.0


@dataclass(frozen=True)
class Inputs:
    raster: Path
    blocks: Path
    municipalities: Path


def make_inputs(size: Size, folder: Path) -> Inputs:
    """Return the inputs of a size; they are made anew when this file or numpy has changed."""
    version = hashlib.sha256(Path(__file__).read_bytes() + np.__version__.encode() + repr(size).encode()).hexdigest()
    here = folder / f"{size.name}-{version[:12]}"
    made = Inputs(here / "raster.tif", here / "blocks.gpkg", here / "municipalities.gpkg")
    if not (here / "complete").exists():
        here.mkdir(parents=True, exist_ok=True)
        _write_raster(made.raster, size.side)
        blocks = make_blocks(size.n_blocks, size.side)
        write_areas(made.blocks, blocks)
        write_areas(made.municipalities, _dissolve(blocks, size.n_municipalities))
        (here / "complete").touch()
    return made


def make_cells(side: int) -> np.ndarray:
    """A smooth field with noise in float32, one cell in a hundred without a value."""
    rng = np.random.default_rng(SEED)
    axis = np.linspace(0, 6 * np.pi, side, dtype=np.float32)
    cells = 20 + 3 * np.sin(axis)[:, None] * np.cos(axis)[None, :]
    cells = (cells + rng.standard_normal((side, side), dtype=np.float32)).astype(np.float32)
    cells[rng.random((side, side), dtype=np.float32) < 0.01] = NODATA
    return cells


def make_blocks(n: int, side: int) -> np.ndarray:
    """Voronoi cells that share their edges exactly and cover the raster."""
    length = side * CELL_M
    points = np.random.default_rng(SEED).uniform(0, length, (n, 2)) + np.array((WEST, SOUTH))
    frame = shapely.box(WEST, SOUTH, WEST + length, SOUTH + length)
    cells = shapely.get_parts(shapely.voronoi_polygons(shapely.multipoints(points), extend_to=frame))
    return shapely.intersection(cells, frame)


def _dissolve(blocks: np.ndarray, n: int) -> np.ndarray:
    """Unite the blocks around n centres, so that the large areas have ragged borders like real ones."""
    centres = shapely.centroid(blocks)
    seeds = centres[np.random.default_rng(SEED + 1).choice(len(blocks), n, replace=False)]
    nearest = shapely.STRtree(seeds).nearest(centres)
    return np.array([shapely.coverage_union_all(blocks[nearest == number]) for number in range(n)])


def _write_raster(path: Path, side: int) -> None:
    options = ["TILED=YES", "BLOCKXSIZE=256", "BLOCKYSIZE=256"]
    dataset = gdal.GetDriverByName("GTiff").Create(str(path), side, side, 1, gdal.GDT_Float32, options)
    dataset.SetGeoTransform((WEST, CELL_M, 0, SOUTH + side * CELL_M, 0, -CELL_M))
    dataset.SetProjection(_reference().ExportToWkt())
    dataset.GetRasterBand(1).SetNoDataValue(NODATA)
    dataset.GetRasterBand(1).WriteArray(make_cells(side))


def write_areas(path: Path, polygons: np.ndarray) -> None:
    path.unlink(missing_ok=True)
    dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(path))
    layer = dataset.CreateLayer("areas", _reference(), ogr.wkbMultiPolygon)
    layer.CreateField(ogr.FieldDefn("number", ogr.OFTInteger))
    layer.StartTransaction()
    for number, wkb in enumerate(shapely.to_wkb(polygons)):
        feature = ogr.Feature(layer.GetLayerDefn())
        feature.SetField("number", number)
        feature.SetGeometry(ogr.ForceToMultiPolygon(ogr.CreateGeometryFromWkb(wkb)))
        layer.CreateFeature(feature)
    layer.CommitTransaction()


def _reference() -> osr.SpatialReference:
    reference = osr.SpatialReference()
    reference.ImportFromEPSG(25832)
    return reference
