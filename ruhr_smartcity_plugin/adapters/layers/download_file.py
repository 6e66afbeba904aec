# SPDX-License-Identifier: GPL-2.0-or-later
"""From the staging file to an indexed GeoPackage, built beside its place and put there only when it is whole."""

from __future__ import annotations

import os
import sqlite3
import uuid
from array import array
from contextlib import closing, contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain, islice
from pathlib import Path
from typing import Dict, Iterator, List, Set, Tuple

from osgeo import gdal, ogr, osr

from ruhr_smartcity_plugin.adapters.layers.leftovers import sweep_parts
from ruhr_smartcity_plugin.core.catalogue.download import wkb
from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType, table_names
from ruhr_smartcity_plugin.core.catalogue.download.feed import Bounds
from ruhr_smartcity_plugin.core.catalogue.download.rtree import fill_rtree
from ruhr_smartcity_plugin.core.catalogue.download.staging import Staging, column, quoted, worded, writing
from ruhr_smartcity_plugin.core.errors import StoreError, StoreFullError
from ruhr_smartcity_plugin.translation import tr

GEOMETRY, FID, SOURCE_ID = "geom", "fid", "feature_id"
_MOST_INDEXED = 2_000_000  # boxes at once: some 300 MB
_OGR_TYPES = {
    FieldType.BOOLEAN: (ogr.OFTInteger, ogr.OFSTBoolean),
    FieldType.INTEGER: (ogr.OFTInteger64, ogr.OFSTNone),
    FieldType.REAL: (ogr.OFTReal, ogr.OFSTNone),
    FieldType.DATE: (ogr.OFTDate, ogr.OFSTNone),
    FieldType.TIME: (ogr.OFTDateTime, ogr.OFSTNone),
    FieldType.TEXT: (ogr.OFTString, ogr.OFSTNone),
}


@dataclass(frozen=True)
class Written:
    """What a file holds: objects kept, objects left out because they lie outside the area, the box of all."""

    kept: int
    outside: int
    bounds: Bounds | None


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """Give a passing path beside `path`; what is there at the end takes its place, or nothing if the body fails.

    Raises
    ------
    StoreError
        The folder cannot be written, or another program holds the old file.
    """
    passing = path.with_name(f".{path.stem}-{uuid.uuid4().hex[:8]}.part.gpkg")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        sweep_parts(path.parent)
        yield passing
        _flush(passing)
        _remove_companions(path)
        os.replace(passing, path)
    except OSError as error:
        sentence = tr("The file “{name}” cannot be written. Choose another place or close programs that use it.")
        raise StoreError(sentence.format(name=path.name), str(error)) from error
    finally:
        for left in (passing, *_companions(passing)):
            with suppress(OSError):  # `sweep_parts` takes it the next time
                left.unlink()


def _flush(path: Path) -> None:
    with path.open("rb+") as file:
        os.fsync(file.fileno())


def _companions(path: Path) -> Tuple[Path, ...]:
    return tuple(path.with_name(path.name + end) for end in ("-wal", "-shm", "-journal"))


def _remove_companions(path: Path) -> None:
    """Journals of the old file would be read as the new one's."""
    for one in _companions(path):
        one.unlink(missing_ok=True)


def write_file(
    staging: Staging, path: Path, table: str, srs: str, *, area: Bounds | None = None, keeps_doubles: bool = False
) -> Written:
    """Write the staged objects into a new GeoPackage with a spatial index.

    `srs` is an authority id or "" for an unknown system, `area` in it leaves out what lies outside. Of objects with
    one key the first is kept, unless `keeps_doubles`.

    Raises
    ------
    StoreFullError, StoreError
        The disk is full, or the file cannot be written.
    """
    types = staging.columns.types()
    names = table_names(types, (FID, GEOMETRY, SOURCE_ID))
    create_table(path, table, srs, {names[one]: types[one] for one in types}, staging.codes, staging.has_ids)
    add_index(path, table)  # while it is empty: filled below from the boxes that are known already
    source = staging.detach()
    with writing(), closing(sqlite3.connect(str(path), isolation_level=None)) as connection:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("ATTACH ? AS pages", (str(source),))
        connection.create_function("promoted", 1, lambda blob: blob and wkb.promote(blob), deterministic=True)
        connection.create_function("iso_time", 1, iso_time, deterministic=True)
        kept, total, bounds = _copy(connection, staging, table, names, types, area, keeps_doubles)
    return Written(kept, total - kept, bounds)


def create_table(
    path: Path, table: str, srs: str, fields: Dict[str, FieldType], codes: Set[int], has_ids: bool
) -> None:
    """Create a GeoPackage with one empty table, without its spatial index."""
    with failures_named():
        driver = ogr.GetDriverByName("GPKG")
        dataset = driver.CreateDataSource(str(path), ["VERSION=1.2"])
        if dataset is None:
            raise StoreError(tr("The download could not be written. Nothing was changed."), gdal.GetLastErrorMsg())
        system = None
        if srs:
            system = osr.SpatialReference()
            system.SetFromUserInput(srs)
        options = ["SPATIAL_INDEX=NO", f"GEOMETRY_NAME={GEOMETRY}", f"FID={FID}"]
        layer = dataset.CreateLayer(table, system, geometry_type(codes), options)
        described = ([(SOURCE_ID, FieldType.TEXT)] if has_ids else []) + list(fields.items())
        for name, kind in described:
            definition = ogr.FieldDefn(name, _OGR_TYPES[kind][0])
            definition.SetSubType(_OGR_TYPES[kind][1])
            layer.CreateField(definition)
        layer = dataset = None  # closes the file


def geometry_type(codes: Set[int]) -> int:
    """Return the OGR type that holds all geometries: multi where single and multi are mixed, any where kinds are."""
    if not codes:
        return ogr.wkbUnknown
    flat, has_height = {code % wkb.HEIGHT for code in codes}, any(code > wkb.HEIGHT for code in codes)
    families = {code - 3 if wkb.MULTIPOINT <= code <= wkb.MULTIPOLYGON else code for code in flat}
    if len(families) > 1 or wkb.COLLECTION in families:
        found = ogr.wkbGeometryCollection if flat == {wkb.COLLECTION} else ogr.wkbUnknown
    else:
        found = max(flat)
    return ogr.GT_SetZ(found) if has_height else found


def _copy(
    connection: sqlite3.Connection,
    staging: Staging,
    table: str,
    names: Dict[str, str],
    types: Dict[str, FieldType],
    area: Bounds | None,
    keeps_doubles: bool,
) -> Tuple[int, int, Bounds | None]:
    """Copy the objects; return how many were kept, how many there are, and the box of the kept ones."""
    triggers = take_triggers(connection, table)
    flat = {code % wkb.HEIGHT for code in staging.codes}
    is_mixed = len(flat) == 2 and max(flat) - min(flat) == 3
    targets = [FID, GEOMETRY, *([SOURCE_ID] if staging.has_ids else []), *names.values()]
    values = ["rowid", "promoted(geom)" if is_mixed else "geom", *(["substr(key, 2)"] if staging.has_ids else [])]
    values += [_value(column(place), types[name]) for place, name in enumerate(names)]
    has_doubles = staging.n_rows != staging.n_objects and not keeps_doubles
    condition = "rowid IN (SELECT min(rowid) FROM pages.staged GROUP BY key)" if has_doubles else "1"
    total = connection.execute(worded("SELECT count(*) FROM pages.staged WHERE", condition)).fetchone()[0]
    bounds = list(area or ())
    if area is not None:
        condition = worded(condition, "AND xmax >= ? AND ymax >= ? AND xmin <= ? AND ymin <= ?")
    connection.execute("BEGIN")
    copied = worded(
        "INSERT INTO", quoted(table), "(", ", ".join(map(quoted, targets)), ") SELECT", ", ".join(values),
        "FROM pages.staged WHERE", condition,
    )  # fmt: skip
    connection.execute(copied, bounds)
    _fill_index(connection, f"rtree_{table}_{GEOMETRY}", condition, bounds)
    kept = connection.execute(worded("SELECT count(*) FROM", quoted(table))).fetchone()[0]
    box = connection.execute(
        worded("SELECT min(xmin), min(ymin), max(xmax), max(ymax) FROM pages.staged WHERE", condition), bounds
    ).fetchone()
    state_contents(connection, table, kept, box)
    for trigger in triggers:
        connection.execute(trigger)
    connection.execute("COMMIT")
    return kept, total, None if box[0] is None else box


def _fill_index(connection: sqlite3.Connection, name: str, condition: str, bounds: List[float]) -> None:
    """Index the boxes of the copied objects, at once where SQLite lets us and memory holds them."""
    import numpy as np

    rows = worded("SELECT rowid, xmin, xmax, ymin, ymax FROM pages.staged WHERE xmin IS NOT NULL AND", condition)
    flat = array("d", chain.from_iterable(islice(connection.execute(rows, bounds), _MOST_INDEXED + 1)))
    table = np.frombuffer(flat).reshape(-1, 5)
    if len(table) <= _MOST_INDEXED:
        try:
            fill_rtree(connection, name, table[:, 0].astype("int64"), table[:, 1:])
            return
        except sqlite3.OperationalError as error:
            if "may not be modified" not in str(error):  # SQLite's defensive mode, in which nothing has changed
                raise
    connection.execute(worded("INSERT INTO", quoted(name), rows), bounds)


def _value(name: str, kind: FieldType) -> str:
    """Return the SQL that reads a staged value in the type of its field."""
    if kind is FieldType.TEXT:
        return f"CAST({name} AS TEXT)"
    if kind is FieldType.DATE:
        return f"replace(substr(nullif({name}, ''), 1, 10), '/', '-')"
    if kind is FieldType.TIME:
        return f"iso_time(nullif({name}, ''))"
    if kind is FieldType.REAL:
        return f"CAST(nullif({name}, '') AS REAL)"
    whole = f"CAST(nullif({name}, '') AS INTEGER)"
    return f"CASE {name} WHEN 'true' THEN 1 WHEN 'false' THEN 0 ELSE {whole} END"


def iso_time(text: str | None) -> str | None:
    """Return a time as GeoPackage wants it: UTC with milliseconds; without a zone it is taken as it is.

    >>> iso_time("2026-03-01T10:00:00+01:00"), iso_time("2026/03/01 10:00")
    ('2026-03-01T09:00:00.000Z', '2026-03-01T10:00:00.000Z')
    """
    if not text:
        return None
    plain = text.replace("/", "-").replace(" ", "T").replace("Z", "+00:00")
    sign = max(plain.rfind("+"), plain.rfind("-", 11))
    moment = datetime.fromisoformat(plain[: sign if sign > 0 else None].split(".")[0])
    if sign > 0:
        digits = plain[sign + 1 :].replace(":", "").ljust(4, "0")
        shift = timedelta(hours=int(digits[:2]), minutes=int(digits[2:]))
        moment += -shift if plain[sign] == "+" else shift
    fraction = plain[: sign if sign > 0 else None].partition(".")[2][:3].ljust(3, "0")
    return f"{moment.isoformat(timespec='seconds')}.{fraction}Z"


def take_triggers(connection: sqlite3.Connection, table: str) -> List[str]:
    """Drop the triggers that count row by row; return their statements."""
    rows = connection.execute(
        "SELECT name, sql FROM main.sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)
    ).fetchall()
    for name, _statement in rows:
        connection.execute(worded("DROP TRIGGER", quoted(name)))
    return [statement for _name, statement in rows]


def state_contents(connection: sqlite3.Connection, table: str, n: int, box: Tuple) -> None:
    """Write the number of objects and their box into the tables that programs read first."""
    connection.execute("UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (n, table))
    connection.execute(
        "UPDATE gpkg_contents SET min_x = ?, min_y = ?, max_x = ?, max_y = ? WHERE table_name = ?", (*box, table)
    )
    connection.execute("UPDATE gpkg_geometry_columns SET z = 2 WHERE z = 1 AND table_name = ?", (table,))


def add_index(path: Path, table: str) -> None:
    """Build the spatial index. Raises StoreError if that fails."""
    with failures_named():
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_UPDATE)
        name = table.replace("'", "''")
        # OGR's own function: its triggers and extension rows are those that GDAL and QGIS expect.
        result = dataset.ExecuteSQL(f"SELECT CreateSpatialIndex('{name}', '{GEOMETRY}')")
        is_made = result is not None and (result.GetNextFeature() or [0])[0] == 1
        detail = gdal.GetLastErrorMsg()
        dataset.ReleaseResultSet(result)
        result = dataset = None
        if not is_made:
            raise StoreError(tr("The download could not be written. Nothing was changed."), detail)


@contextmanager
def failures_named() -> Iterator[None]:
    """Turn GDAL's failures into named errors; its messages stay off the console."""
    gdal.PushErrorHandler("CPLQuietErrorHandler")
    gdal.ErrorReset()
    try:
        yield
    except RuntimeError as error:
        detail = str(error)
    else:
        detail = gdal.GetLastErrorMsg() if gdal.GetLastErrorType() >= gdal.CE_Failure else ""
    finally:
        gdal.PopErrorHandler()
    if not detail:
        return
    if "full" in detail or "disk I/O" in detail:
        raise StoreFullError(tr("There is not enough room on the disk for the download. Nothing was written."), detail)
    raise StoreError(tr("The download could not be written. Nothing was changed."), detail)
