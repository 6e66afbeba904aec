# SPDX-License-Identifier: GPL-2.0-or-later
"""A vector file as an indexed GeoPackage of our own: fast on each draw, and without what else the file brought along.

A foreign GeoPackage is copied too: it may carry a default style with actions, which QGIS would load with it.
"""

from __future__ import annotations

import hashlib
import os
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

from osgeo import gdal, ogr

from ruhr_smartcity_plugin.adapters.layers.files import LocalFile
from ruhr_smartcity_plugin.adapters.layers.files_gdal import Complaints, listening, open_file
from ruhr_smartcity_plugin.adapters.layers.files_json import state_mixed_as_text
from ruhr_smartcity_plugin.adapters.layers.files_letters import in_utf_8
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.file_check_dbf import judge_encoding, to_one_encoding
from ruhr_smartcity_plugin.core.catalogue.file_part import ENDS_BYTES, judge_geojson, judge_gml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.errors import LayerError, StoreBusyError, StoreError, StoreFullError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sqlite_file import is_locked, open_read_only
from ruhr_smartcity_plugin.translation import tr

#: The one layer of a copy.
TABLE = "objects"
GEOMETRY = "object_geometry"
ROW_ID = "object_row"
# Tables in which QGIS keeps styles and whole projects.
_NO_DATA = frozenset({"layer_styles", "qgis_projects"})
#: The family of rows without a geometry.
NO_PLACE = "table"
_FLAT = {
    ogr.wkbPoint: "point", ogr.wkbMultiPoint: "point",
    ogr.wkbLineString: "line", ogr.wkbMultiLineString: "line",
    ogr.wkbPolygon: "polygon", ogr.wkbMultiPolygon: "polygon",
}  # fmt: skip
# Constant texts on purpose: nothing foreign is ever part of SQL.
_FAMILY_SQL = {
    "point": "SELECT * FROM objects WHERE ST_GeometryType(object_geometry) IN ('POINT', 'MULTIPOINT')",
    "line": "SELECT * FROM objects WHERE ST_GeometryType(object_geometry) IN "
            "('LINESTRING', 'MULTILINESTRING', 'CIRCULARSTRING', 'COMPOUNDCURVE', 'MULTICURVE')",
    "polygon": "SELECT * FROM objects WHERE ST_GeometryType(object_geometry) IN "
               "('POLYGON', 'MULTIPOLYGON', 'CURVEPOLYGON', 'MULTISURFACE')",
    "collection": "SELECT * FROM objects WHERE ST_GeometryType(object_geometry) = 'GEOMETRYCOLLECTION'",
    NO_PLACE: "SELECT * FROM objects WHERE object_geometry IS NULL",
}  # fmt: skip
#: The family of each type of geometry, as SQL names it; all others are "collection".
FAMILY_OF = {
    name: family
    for family, names in {
        "point": ("POINT", "MULTIPOINT"),
        "line": ("LINESTRING", "MULTILINESTRING", "CIRCULARSTRING", "COMPOUNDCURVE", "MULTICURVE"),
        "polygon": ("POLYGON", "MULTIPOLYGON", "CURVEPOLYGON", "MULTISURFACE"),
        "collection": ("GEOMETRYCOLLECTION",),
    }.items()
    for name in names
}


@dataclass(frozen=True)
class Part:
    """One layer of a vector file: its name there, number of rows, whether it has geometries, and its CRS.

    `crs` is an authority id, "" if the file states none; `crs_wkt` is for systems without one. `lost_letters` are
    those of the whole file that could not be kept when its mixed letters were put into one encoding, just now.
    `encoding` is the name of the one the file has although its format prescribes another; "" if all is well. `lack` is
    what the file itself says to be missing in it, all layers together; None if it says nothing of the kind.
    `is_clamped`: whole numbers of the file are larger than 64 bits hold.
    """

    name: str
    rows: int
    is_spatial: bool
    crs: str = ""
    crs_wkt: str = ""
    lost_letters: int = 0
    encoding: str = ""
    lack: Completeness | None = None
    is_clamped: bool = False

    def notes(self) -> Tuple[str, ...]:
        """Return what the user is told of letters and numbers."""
        found = []
        if self.is_clamped:
            found.append(tr("Whole numbers of more than 18 digits were cut to the largest one a layer can hold."))
        if self.encoding:
            sentence = tr("The file is not in UTF-8; it was read as {encoding}. Check the umlauts.")
            found.append(sentence.format(encoding=self.encoding))
        if self.lost_letters:
            lost = self.lost_letters
            found.append(tr("The shapefile mixes encodings: %n letter(s) could not be kept and became “?”.", "", lost))
        return tuple(found)


@dataclass(frozen=True)
class Copy:
    """A finished copy. `types` counts rows by geometry type; `without_place` are rows with no (usable) geometry."""

    path: Path
    rows: int
    types: Dict[str, int]
    without_place: int

    @property
    def families(self) -> Tuple[str, ...]:
        """The families of geometries: point, line, polygon, collection, in this order."""
        found = {FAMILY_OF.get(name, "collection") for name in self.types}
        return tuple(one for one in _FAMILY_SQL if one in found)


def parts_of(file: LocalFile) -> Tuple[Part, ...]:
    """Return the layers of a vector file that have rows.

    Raises
    ------
    LayerError
        It cannot be read, or has no rows at all.
    """
    with listening() as heard:
        lost = _mend_letters(file)
        encoding = in_utf_8(file.path)[1] if file.kind is ServiceKind.GEOJSON else ""
        source = open_objects(file)
        layers = map(source.GetLayer, range(source.GetLayerCount()))
        parts = tuple(replace(_part(layer), lost_letters=lost, encoding=encoding) for layer in layers)
        del source
        filled = tuple(one for one in parts if one.rows and one.name.lower() not in _NO_DATA)
        lack = _lack_of(file, sum(one.rows for one in filled))
        if not filled:
            sentence = tr("The file is empty: it has no objects.") if not heard.texts else _broken()
            raise LayerError(sentence, f"{file.path.name}: {heard}")
    return tuple(replace(one, lack=lack, is_clamped=heard.is_clamped) for one in filled)


def _lack_of(file: LocalFile, rows: int) -> Completeness | None:
    """Return what a file says to be missing in it: an answer of a service that holds one page only."""
    if file.kind not in (ServiceKind.GEOJSON, ServiceKind.GML):
        return None
    is_json = file.kind is ServiceKind.GEOJSON
    with (in_utf_8(file.path)[0] if is_json else file.path).open("rb") as content:
        head = content.read(ENDS_BYTES)
        content.seek(max(0, content.seek(0, os.SEEK_END) - ENDS_BYTES))
        return judge_geojson(head, content.read(), rows) if is_json else judge_gml(head, rows)


def copy_part(file: LocalFile, part: Part, progress: Progress = SILENT) -> Copy:
    """Copy one layer of a vector file into an indexed GeoPackage beside it, whole or not at all.

    Raises
    ------
    LayerError
        The file is damaged, or not every row arrived in the copy.
    StoreFullError
        The disk is full.
    CancelledError
        The user stopped it.
    """
    digest = hashlib.sha256(part.name.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    target = file.path.with_name(f"{TABLE}-{digest}.gpkg")
    progress.report(0.5, tr("Preparing the objects for the map"))

    def make() -> None:
        with listening() as heard:
            source = open_objects(file)
            options = ["-nln", TABLE, *_created(source.GetLayerByName(part.name), promote=True)]
            translate(source, target, [*options, part.name], heard, progress)
            del source

    return _made_once(target, part.rows, make)


def _made_once(target: Path, rows: int, make: Callable[[], None]) -> Copy:
    """Return the copy that is there, if it is whole: a layer may show it, and the source it was made from is the same.

    Only otherwise it is made.
    """
    if target.is_file():
        try:
            return read_back(target, rows)
        except LayerError:
            pass  # cut or damaged since
    make()
    return read_back(target, rows)


def by_family(copy: Copy, progress: Progress = SILENT) -> Dict[str, Copy]:
    """Return a copy for each family of geometries, as a layer shows one only; rows without geometry become a table.

    With one family its copy keeps such rows, and single and multi geometries are made alike.

    Raises
    ------
    LayerError, StoreFullError, CancelledError
        As `copy_part`.
    """
    families = copy.families
    if not families:
        return {NO_PLACE: copy}
    if len(families) == 1 and len(copy.types) == 1:
        _state_type(copy.path, next(iter(copy.types)))
        return {families[0]: copy}
    if len(families) == 1:
        return {families[0]: _split(copy, families[0], ["-nlt", "PROMOTE_TO_MULTI"], copy.rows, progress)}
    split = {one: _split(copy, one, _family_options(copy, one), _rows_of(copy, one), progress) for one in families}
    nulls = copy.rows - sum(copy.types.values())
    if nulls:
        options = ["-dialect", "SQLITE", "-sql", _FAMILY_SQL[NO_PLACE], "-nlt", "NONE"]
        split[NO_PLACE] = _split(copy, NO_PLACE, options, nulls, progress)
    return split


def _family_options(copy: Copy, family: str) -> List[str]:
    is_mixed = sum(FAMILY_OF.get(name, "collection") == family for name in copy.types) > 1
    return ["-dialect", "SQLITE", "-sql", _FAMILY_SQL[family], *(["-nlt", "PROMOTE_TO_MULTI"] if is_mixed else [])]


def _rows_of(copy: Copy, family: str) -> int:
    return sum(count for name, count in copy.types.items() if FAMILY_OF.get(name, "collection") == family)


def _split(copy: Copy, family: str, options: List[str], rows: int, progress: Progress) -> Copy:
    target = copy.path.with_name(f"{copy.path.stem}-{family}.gpkg")

    def make() -> None:
        with listening() as heard:
            translate(_reopen(copy.path), target, ["-nln", TABLE, *_layout_options(), *options], heard, progress)

    split = _made_once(target, rows, make)
    if split.types:
        _state_type(target, next(iter(split.types)))
    return split


def _state_type(path: Path, name: str) -> None:
    """Write the one geometry type of the copy into its contents; from JSON it is only known when all is read."""
    try:
        with closing(open_read_only(path)) as connection:
            kept = connection.execute("SELECT geometry_type_name FROM gpkg_geometry_columns").fetchall()
        if kept == [(name,)]:  # a copy of before, in a folder that may only be read by now, say
            return
        with closing(sqlite3.connect(path)) as connection, connection:
            connection.execute("UPDATE gpkg_geometry_columns SET geometry_type_name = ?", (name,))
    except sqlite3.Error as error:
        raise _unusable(path, error) from error


def rewrite(copy: Copy, crs: str, *, swapped: bool, progress: Progress = SILENT) -> Copy:
    """Return the copy with its coordinates read as `crs` (x and y exchanged first if `swapped`), in one pass in C.

    Raises
    ------
    LayerError, StoreFullError, CancelledError
        As `copy_part`.
    """
    system = "".join(one for one in crs if one.isalnum())
    target = copy.path.with_name(f"{copy.path.stem}-placed-{system}{'-swapped' if swapped else ''}.gpkg")
    options = ["-nln", TABLE, *_layout_options()]
    if swapped:
        options += ["-s_srs", crs, "-t_srs", crs, "-ct", "+proj=axisswap +order=2,1"]
    else:
        options += ["-a_srs", crs]

    def make() -> None:
        with listening() as heard:
            translate(_reopen(copy.path), target, options, heard, progress)

    return _made_once(target, copy.rows, make)


def open_objects(file: LocalFile) -> Any:
    """Open a vector file with the letters it really has. Use it inside `listening`; raises as there."""
    if file.kind is ServiceKind.GEOJSON:
        return open_file(in_utf_8(file.path)[0], file.kind)
    if file.kind is not ServiceKind.SHP:
        return open_file(file.path, file.kind)
    _mend_letters(file)
    table = file.path.with_suffix(".dbf")
    encoding = judge_encoding(table.read_bytes()).encoding.upper() if table.is_file() else "UTF-8"
    gdal.SetThreadLocalConfigOption("SHAPE_RESTORE_SHX", "YES")  # an archive without .shx is still a shapefile
    try:
        return open_file(file.path, file.kind, f"ENCODING={encoding}")
    finally:
        gdal.SetThreadLocalConfigOption("SHAPE_RESTORE_SHX", None)


def _mend_letters(file: LocalFile) -> int:
    """Put the table of a shapefile into one encoding if it has two; returns how many letters were lost."""
    table = file.path.with_suffix(".dbf")
    if file.kind is not ServiceKind.SHP or not table.is_file():
        return 0
    content = table.read_bytes()
    if not judge_encoding(content).mixed_rows:
        return 0
    mended, lost = to_one_encoding(content)
    table.write_bytes(mended)
    return lost


def _reopen(path: Path) -> Any:
    return gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])


def _part(layer: Any) -> Part:
    system = layer.GetSpatialRef()
    crs = ""
    if system is not None and system.GetAuthorityCode(None):
        crs = f"{system.GetAuthorityName(None)}:{system.GetAuthorityCode(None)}"
    rows = max(layer.GetFeatureCount(), 0)
    wkt = system.ExportToWkt() if system is not None else ""
    return Part(layer.GetName(), rows, layer.GetGeomType() != ogr.wkbNone, crs, wkt)


def _layout_options() -> List[str]:
    return [
        "-f", "GPKG", "-lco", f"GEOMETRY_NAME={GEOMETRY}", "-lco", f"FID={ROW_ID}", "-lco", "SPATIAL_INDEX=YES",
        "-gt", "65536", "-unsetFid",
    ]  # fmt: skip


def _created(layer: Any, *, promote: bool) -> List[str]:
    """Single and multi geometries mix in most files; points stay as they are, analyses want them so."""
    kind = ogr.GT_Flatten(layer.GetGeomType())
    is_extended = promote and _FLAT.get(kind) in ("line", "polygon")
    return [*_layout_options(), *(["-nlt", "PROMOTE_TO_MULTI"] if is_extended else [])]


def translate(source: Any, target: Path, options: List[str], heard: Complaints, progress: Progress) -> None:
    """Have GDAL write what it opened, with options as of ogr2ogr; `target` appears whole or not at all.

    Raises
    ------
    LayerError
        GDAL complained of something, since `heard` began to listen.
    StoreError, CancelledError
        The disk is full, another program holds the old file, or the user stopped it; nothing is left.
    """
    staging = target.with_name(f".{target.stem}-{uuid.uuid4().hex[:8]}.gpkg")

    def step(fraction: float, _text: str, _data: object) -> int:
        progress.report(0.5 + 0.4 * fraction)
        return 0 if progress.is_cancelled() else 1

    try:
        try:
            made = gdal.VectorTranslate(str(staging), source, options=options, callback=step)
            is_made = made is not None
            del made  # closes the file
        except RuntimeError as error:
            is_made = False
            heard.texts.append(str(error))
        stop_if_cancelled(progress)
        if not is_made or heard.texts:
            raise _failure(heard, target)
        state_mixed_as_text(staging)
        os.replace(staging, target)
    except sqlite3.Error as error:
        heard.texts.append(str(error))
        raise _failure(heard, target) from error
    except OSError as error:
        sentence = tr("The file “{name}” cannot be written. Choose another place or close programs that use it.")
        raise StoreError(sentence.format(name=target.name), str(error)) from error
    finally:
        for path in staging.parent.glob(f"{staging.name}*"):
            path.unlink(missing_ok=True)


def _failure(heard: Complaints, target: Path) -> LayerError | StoreFullError:
    detail = f"{target.name}: {heard}"
    if any(word in str(heard).lower() for word in ("disk is full", "no space", "disk i/o")):
        return StoreFullError(tr("There is no room left in the cache folder. Free some space and try again."), detail)
    return LayerError(_broken(), detail)


def _broken() -> str:
    return tr("The file is damaged and was not added, as objects would be missing. Try again, or tell the publisher.")


def _unusable(path: Path, error: sqlite3.Error) -> LayerError | StoreBusyError:
    """Return the error of a copy SQLite cannot use: held by somebody else, or damaged."""
    if is_locked(error):
        sentence = tr("Another program uses the copy of this file. Close it there and try again.")
        return StoreBusyError(sentence, f"{path}: {error}")
    return LayerError(_broken(), f"{path.name}: {error}")


def read_back(path: Path, expected: int) -> Copy:
    """Return what a written copy holds: rows, geometry types, and rows without a place (null, empty, no number).

    Raises
    ------
    LayerError
        It is damaged, or rows are missing.
    StoreBusyError
        Another program holds it; nothing is said about the copy.
    """
    try:
        with closing(open_read_only(path)) as connection:
            rows = connection.execute("SELECT count(*) FROM objects").fetchone()[0]
            spatial = connection.execute("SELECT count(*) FROM gpkg_geometry_columns").fetchone()[0]
            placed = connection.execute("SELECT count(*) FROM rtree_objects_object_geometry").fetchone()[0] if spatial \
                else rows
    except sqlite3.Error as error:
        raise _unusable(path, error) from error
    if rows < expected:
        raise LayerError(_broken(), f"{path.name}: {rows} of {expected} rows")
    return Copy(path, rows, _types(path) if spatial else {}, rows - placed)


def _types(path: Path) -> Dict[str, int]:
    dataset = _reopen(path)
    result = dataset.ExecuteSQL(
        "SELECT ST_GeometryType(object_geometry) AS kind, count(*) AS number FROM objects "
        "WHERE object_geometry IS NOT NULL GROUP BY 1"
    )
    try:
        return {row.GetField(0): row.GetField(1) for row in result if row.GetField(0)}
    finally:
        dataset.ReleaseResultSet(result)
