# SPDX-License-Identifier: GPL-2.0-or-later
"""The cached boundaries: one GeoPackage, replaced as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator, Sequence

from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.region.boundary_pages import Boundary
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.translation import tr

LAYER_NAME = "municipalities"
_FIELDS = ("ags", "name", "stated_on", "fetched_at", "source_url")
_EPSG = 25832
# Without GDAL's own table of counts: after a failed write it would hold a count that is not that of the rows.
_CREATION = ["ADD_GPKG_OGR_CONTENTS=NO"]


def boundaries_path(cache_dir: Path) -> Path:
    """Return the file of the cached boundaries; it may not exist."""
    return cache_dir / "boundaries" / "municipalities.gpkg"


def write_boundaries(path: Path, boundaries: Sequence[Boundary], *, fetched_at: str, source_url: str) -> None:
    """Store the boundaries (geometry in EPSG:25832) in place of those in the file.

    An existing file is changed in one transaction, so that layers open on it stay whole and saved projects keep their
    source; a new one, or one in place of a damaged file, appears complete under its name or not at all.

    Raises
    ------
    StoreError
        The folder or file cannot be written; what was there is unchanged.
    """
    rows = [(one, fetched_at, source_url) for one in boundaries]
    with _quiet_gdal(path):
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.is_file() and _count(path) > 0:
            _refill(path, rows)
        else:
            _create(path, rows)


def count_boundaries(path: Path) -> int:
    """Return how many boundaries the file holds; 0 where there is none or it cannot be read."""
    if not path.is_file():
        return 0
    with _quiet_gdal(path):
        return _count(path)


def _refill(path: Path, rows: Sequence[tuple]) -> None:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    if dataset is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    layer = dataset.GetLayerByName(LAYER_NAME)
    _check(dataset.StartTransaction(), "StartTransaction")
    try:
        for fid in [feature.GetFID() for feature in layer]:
            _check(layer.DeleteFeature(fid), "DeleteFeature")
        _fill(layer, rows)
        if layer.GetFeatureCount() != len(rows):
            raise RuntimeError(f"{layer.GetFeatureCount()} of {len(rows)} rows stored")
    except BaseException:
        dataset.RollbackTransaction()
        raise
    _check(dataset.CommitTransaction(), "CommitTransaction")


def _create(path: Path, rows: Sequence[tuple]) -> None:
    part = path.with_name(path.stem + ".part.gpkg")
    part.unlink(missing_ok=True)
    try:
        _write_new(part, rows)
        _verify(part, len(rows))
        for rest in ("-wal", "-shm"):  # of the damaged file that is being replaced
            path.with_name(path.name + rest).unlink(missing_ok=True)
        os.replace(part, path)
    finally:
        part.unlink(missing_ok=True)


def _write_new(path: Path, rows: Sequence[tuple]) -> None:
    dataset = gdal.GetDriverByName("GPKG").Create(str(path), 0, 0, 0, gdal.GDT_Unknown, _CREATION)
    if dataset is None:
        raise RuntimeError(gdal.GetLastErrorMsg())
    system = osr.SpatialReference()
    _check(system.ImportFromEPSG(_EPSG), "ImportFromEPSG")
    # 53 areas need no index, and GDAL would build it when the file is closed, where an error cannot be reported.
    layer = dataset.CreateLayer(LAYER_NAME, system, ogr.wkbMultiPolygon, ["SPATIAL_INDEX=NO"])
    for name in _FIELDS:
        _check(layer.CreateField(ogr.FieldDefn(name, ogr.OFTString)), name)
    _check(dataset.StartTransaction(), "StartTransaction")
    _fill(layer, rows)
    _check(dataset.CommitTransaction(), "CommitTransaction")


def _fill(layer: ogr.Layer, rows: Sequence[tuple]) -> None:
    for boundary, fetched_at, source_url in rows:
        feature = ogr.Feature(layer.GetLayerDefn())
        values = (boundary.ags, boundary.name, boundary.stated_on, fetched_at, source_url)
        for name, value in zip(_FIELDS, values):
            feature.SetField(name, value)
        _check(feature.SetGeometry(ogr.CreateGeometryFromWkb(bytes(boundary.geometry.asWkb()))), "SetGeometry")
        _check(layer.CreateFeature(feature), f"CreateFeature {boundary.ags}")


def _verify(path: Path, expected: int) -> None:
    """Read the file back and force it to the disk: a full disk shows here at the latest."""
    with path.open("rb+") as handle:
        os.fsync(handle.fileno())
    if _count(path) != expected:
        raise RuntimeError(f"{_count(path)} of {expected} rows stored")


def _count(path: Path) -> int:
    try:
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["GPKG"])
        layer = dataset.GetLayerByName(LAYER_NAME) if dataset is not None else None
        return layer.GetFeatureCount() if layer is not None else 0
    except RuntimeError:  # no GeoPackage, and another plugin has switched GDAL's exceptions on
        return 0


def _check(code: int, what: str) -> None:
    if code != 0:
        raise RuntimeError(f"{what}: {gdal.GetLastErrorMsg() or code}")


@contextmanager
def _quiet_gdal(path: Path) -> Iterator[None]:
    """Turn what GDAL and the file system say into one named error; nothing goes to the standard error stream."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    try:
        yield
    except (OSError, RuntimeError) as error:
        sentence = tr("The boundaries could not be stored in {path}. Check the free space and your rights in this "
                      "folder, or choose another cache folder in the options.")
        raise StoreError(sentence.format(path=path), f"{type(error).__name__}: {error}") from error
    finally:
        gdal.PopErrorHandler()
