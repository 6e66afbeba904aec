# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometry collections, which QGIS does not draw, parted by kind: each kind becomes an object with all attributes."""

from __future__ import annotations

import os
import shutil
import sqlite3
import uuid
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, Dict, List, Tuple

from osgeo import gdal, ogr

from ruhr_smartcity_plugin.adapters.layers.files_copy import Copy, read_back
from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded
from ruhr_smartcity_plugin.core.errors import LayerError, StoreFullError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only
from ruhr_smartcity_plugin.translation import tr

COLLECTION = "GEOMETRYCOLLECTION"
_OPEN_TYPES = ("GEOMETRY", COLLECTION)
# From the bottom of the map to its top, as elsewhere; the first one keeps the object's own row.
_MULTI = (ogr.wkbMultiPolygon, ogr.wkbMultiLineString, ogr.wkbMultiPoint)
_SINGLE = {ogr.wkbPolygon: ogr.wkbMultiPolygon, ogr.wkbLineString: ogr.wkbMultiLineString,
           ogr.wkbPoint: ogr.wkbMultiPoint}  # fmt: skip
_ROWS_A_TURN = 200


def note_on_split(count: int) -> Tuple[str, ...]:
    """Return the note on collections that were parted; none if there were none."""
    text = tr("%n object(s) came as a collection of geometries, which QGIS does not draw. Their points, lines and "
              "areas became objects of their own, with all attributes.", "", count)  # fmt: skip
    return (text,) if count else ()


def without_collections(copy: Copy, progress: Progress = SILENT) -> Tuple[Copy, int]:
    """Return the copy of a file without collections, and how many there were. For use in a task.

    Raises
    ------
    LayerError, StoreFullError, CancelledError
        Nothing is left of it.
    """
    count = copy.types.get(COLLECTION, 0)
    if not count:
        return copy, 0
    target = copy.path.with_name(f"{copy.path.stem}-parts.gpkg")
    if not target.is_file():
        staging = target.with_name(f".{target.stem}-{uuid.uuid4().hex[:8]}.gpkg")
        try:
            shutil.copyfile(copy.path, staging)
            split_collections(staging, progress)
            os.replace(staging, target)
        except OSError as error:
            text = tr("There is no room left in the cache folder. Free some space and try again.")
            raise StoreFullError(text, str(error)) from error
        finally:
            for left in staging.parent.glob(f"{staging.name}*"):
                left.unlink(missing_ok=True)
    return replace(read_back(target, copy.rows), without_place=copy.without_place), count


def split_collections(path: Path, progress: Progress = SILENT) -> int:
    """Part the collections in the tables of a GeoPackage nobody uses yet; return how many there were.

    Raises
    ------
    LayerError
        It cannot be written.
    CancelledError
        The user stopped it; the file is of no use then.
    """
    try:
        return sum(_split(path, table, column, progress) for table, column in _open_tables(path))
    except (sqlite3.Error, RuntimeError) as error:
        raise _failed(path, str(error)) from error


def _open_tables(path: Path) -> List[Tuple[str, str]]:
    """Return table and geometry column of those that may hold several kinds; others need not be read."""
    with closing(open_read_only(path)) as connection:
        rows = connection.execute("SELECT table_name, column_name, geometry_type_name FROM gpkg_geometry_columns")
        return [(table, column) for table, column, kind in rows.fetchall() if kind in _OPEN_TYPES]


def _split(path: Path, table: str, column: str, progress: Progress) -> int:
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])
    rows = _rows_of(dataset, table, column)
    del dataset
    collections = rows.pop(COLLECTION, [])
    if not collections:
        return 0
    _state_type(path, table, "GEOMETRY")
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE, allowed_drivers=["GPKG"])
    layer = dataset.GetLayerByName(table)
    dataset.StartTransaction()
    made = {ogr.GeometryTypeToName(one) for number in _turns(collections, progress) for one in _part(layer, number)}
    families = {kind.replace("MULTI", "", 1) for kind in rows} | {_plain(one) for one in made}
    if len(families) == 1 and any(not kind.startswith("MULTI") for kind in rows):
        for numbers in rows.values():
            for number in _turns(numbers, progress):
                _promote(layer, number)
    if dataset.CommitTransaction() != ogr.OGRERR_NONE:
        raise _failed(path, gdal.GetLastErrorMsg())
    del layer, dataset  # closes the file
    if len(families) == 1:
        _state_type(path, table, f"MULTI{families.pop()}")
    return len(collections)


def _turns(numbers: List[int], progress: Progress) -> Any:
    for at, number in enumerate(numbers):
        if at % _ROWS_A_TURN == 0:
            stop_if_cancelled(progress)
        yield number


def _rows_of(dataset: Any, table: str, column: str) -> Dict[str, List[int]]:
    """Return the rows by type of geometry."""
    layer = dataset.GetLayerByName(table)
    kind = f"ST_GeometryType({quoted(column)})"
    statement = worded("SELECT", kind, "AS kind,", f"{quoted(layer.GetFIDColumn())} + 0 AS number FROM", quoted(table),
                       "WHERE", quoted(column), "IS NOT NULL")  # fmt: skip
    found: Dict[str, List[int]] = {}
    result = dataset.ExecuteSQL(statement)
    try:
        for row in result:
            found.setdefault(row.GetField(0) or "", []).append(int(row.GetField(1)))
    finally:
        dataset.ReleaseResultSet(result)
    return found


def _part(layer: Any, number: int) -> List[int]:
    """Give the row the first kind of geometry it holds, and each other kind a row of its own; return the kinds."""
    feature = layer.GetFeature(number)
    parts: Dict[int, Any] = {}
    _collect(feature.GetGeometryRef(), parts)
    kinds = [kind for kind in _MULTI if kind in parts]
    feature.SetGeometry(parts[kinds[0]] if kinds else None)
    _require(layer.SetFeature(feature))
    for kind in kinds[1:]:
        more = feature.Clone()
        more.SetFID(-1)
        more.SetGeometry(parts[kind])
        _require(layer.CreateFeature(more))
    return kinds


def _collect(geometry: Any, parts: Dict[int, Any]) -> None:
    """Add the simple geometries of one, however deep, to those of their kind."""
    if geometry is None or geometry.IsEmpty():
        return
    if geometry.HasCurveGeometry():
        geometry = geometry.GetLinearGeometry()
    flat = ogr.GT_Flatten(geometry.GetGeometryType())
    if flat in _SINGLE:
        kind = _SINGLE[flat]
        if kind not in parts:
            parts[kind] = ogr.Geometry(kind)
        parts[kind].AddGeometry(geometry)
    elif geometry.GetGeometryCount():
        for at in range(geometry.GetGeometryCount()):
            _collect(geometry.GetGeometryRef(at), parts)


def _promote(layer: Any, number: int) -> None:
    feature = layer.GetFeature(number)
    geometry = feature.GetGeometryRef().Clone()
    kind = _SINGLE.get(ogr.GT_Flatten(geometry.GetGeometryType()))
    if kind is not None:
        feature.SetGeometry(ogr.ForceTo(geometry, ogr.GT_SetZ(kind) if geometry.Is3D() else kind))
        _require(layer.SetFeature(feature))


def _plain(name: str) -> str:
    """Return the family in GDAL's name of a type.

    >>> _plain("Multi Line String")
    'LINESTRING'
    """
    return name.replace("Multi", "").replace(" ", "").upper()


def _state_type(path: Path, table: str, name: str) -> None:
    with closing(sqlite3.connect(path)) as connection, connection:
        stated = "UPDATE gpkg_geometry_columns SET geometry_type_name = ? WHERE table_name = ?"
        connection.execute(stated, (name, table))


def _require(answer: int) -> None:
    if answer != ogr.OGRERR_NONE:
        raise RuntimeError(gdal.GetLastErrorMsg() or f"OGR error {answer}")


def _failed(path: Path, detail: str) -> LayerError:
    sentence = tr("The geometries of the file could not be parted by kind. Check the space left, and try again.")
    return LayerError(sentence, f"{path.name}: {detail}")
