# SPDX-License-Identifier: GPL-2.0-or-later
"""A downloaded table with points, lines and areas: QGIS draws one kind per layer, so each gets a layer of its own.

The table stays whole, as the source gave it; each layer reads the rows of its family.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Dict, List, Tuple

from osgeo import gdal
from qgis.core import Qgis, QgsProviderRegistry, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.download_file import GEOMETRY
from ruhr_smartcity_plugin.adapters.layers.download_record import table_of
from ruhr_smartcity_plugin.adapters.layers.files_copy import FAMILY_OF, NO_PLACE
from ruhr_smartcity_plugin.adapters.layers.files_layer import family_title
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only
from ruhr_smartcity_plugin.translation import tr

# The head of a file of SQLite, in which each change is counted.
_HEAD_BYTES = 100
# From the bottom of the map to its top; each with the type of its single geometries, as QGIS's addresses name it.
_SINGLE = {"collection": "GeometryCollection", "polygon": "Polygon", "line": "LineString", "point": "Point"}
# The filter of a layer with the rows that have no geometry.
_WITHOUT_PLACE = f'"{GEOMETRY}" IS NULL'
_SHOWN_BY = {
    Qgis.GeometryType.Point: "point",
    Qgis.GeometryType.Line: "line",
    Qgis.GeometryType.Polygon: "polygon",
    Qgis.GeometryType.Unknown: "collection",
    Qgis.GeometryType.Null: NO_PLACE,
}


@dataclass(frozen=True)
class Family:
    """The rows of one family in a mixed table, and the address (for QGIS's provider “ogr”) of a layer with them."""

    name: str
    rows: int
    source: str

    def titled(self, title: str) -> str:
        """Return the name of its layer."""
        return f"{title} ({family_title(self.name)})"


def families_of(path: Path) -> Tuple[Family, ...]:
    """Return the families in the table of a GeoPackage, from the bottom of the map to its top.

    None where one layer shows all: the table has one family only, or no geometries, or cannot be read. Rows without a
    geometry come last. All rows of a mixed table are looked at (about 1 s per million), but only once as long as the
    file does not change: whoever fetches one asks in its task, and the window has the answer.
    """
    try:
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError:
        return ()
    return _families(path, head)


@lru_cache(maxsize=64)
def _families(path: Path, _head: bytes) -> Tuple[Family, ...]:
    table = table_of(path)
    try:
        with closing(open_read_only(path)) as connection:
            found = connection.execute(
                "SELECT geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
            ).fetchone()
    except sqlite3.Error:
        return ()
    if found is None or found[0] != "GEOMETRY":
        return ()
    types = _types(path, table)
    families = [_family(path, one, types) for one in _SINGLE if one in map(_name_of, types)]
    if len(families) < 2:
        return ()
    if "" in types:
        families.append(Family(NO_PLACE, types[""][0], f"{whole_source(path)}|subset={_WITHOUT_PLACE}"))
    return tuple(families)


def whole_source(path: Path, geometry_type: str = "") -> str:
    """Return the address of the table of a downloaded file; with a type, of its rows of that type's family."""
    parts = {"path": str(path), "layerName": table_of(path), "geometryType": geometry_type}
    return QgsProviderRegistry.instance().encodeUri("ogr", parts)


def same_part(source: str, path: Path, table: str) -> str:
    """Return the address of a table in another file, restricted to the family `source` is restricted to, if any."""
    kind, subset = _restriction(source)
    parts = {"path": str(path), "layerName": table, "geometryType": kind, "subset": subset}
    return QgsProviderRegistry.instance().encodeUri("ogr", parts)


def is_part(layer: QgsVectorLayer) -> bool:
    """Answer whether a layer was opened to show one family of a table, and no other."""
    return any(_restriction(layer.source()))


def _restriction(source: str) -> Tuple[str, str]:
    """Return the type of geometry and the filter for rows without one, which restrict a layer to a family; "" for none.

    A user's own filter is none of these, nor a type that QGIS names because it is the table's only one.
    """
    parts = QgsProviderRegistry.instance().decodeUri("ogr", source)
    kind = "" if parts.get("uniqueGeometryType") == "yes" else str(parts.get("geometryType") or "")
    subset = str(parts.get("subset") or "")
    return kind, subset if subset == _WITHOUT_PLACE else ""


def family_name(layer: QgsVectorLayer) -> str:
    """Return the family a layer shows, by its kind of geometry."""
    return _SHOWN_BY.get(layer.geometryType(), NO_PLACE)


def family_for(layer: QgsVectorLayer, path: Path) -> Family | None:
    """Return what a layer goes on to show in another file; None for the whole table.

    A layer of one family stays one, without rows where the other file has none of it.
    """
    families, name = families_of(path), family_name(layer)
    found = next((one for one in families if one.name == name), None)
    if found is None and is_part(layer):
        return Family(name, 0, same_part(layer.source(), path, table_of(path)))
    return found or (families[0] if families else None)


def note_on_families(path: Path) -> Tuple[str, ...]:
    """Return the note for a file whose objects need several layers; none for all other files."""
    families = families_of(path)
    if not families:
        return ()
    listed = ", ".join(f"{family_title(one.name)}: {group_digits(one.rows)}" for one in families)
    note = tr("The copy holds several kinds of geometry in one table ({families}). QGIS shows one kind per layer.")
    return (note.format(families=listed),)


def _name_of(kind: str) -> str:
    return FAMILY_OF.get(kind, "collection") if kind else NO_PLACE


def _family(path: Path, name: str, types: Dict[str, Tuple[int, bool]]) -> Family:
    own = {kind: counted for kind, counted in types.items() if _name_of(kind) == name}
    is_single = set(own) == {_SINGLE[name].upper()}
    # Curves, too, are shown by a layer of the multi type.
    geometry_type = _SINGLE[name] if is_single or name == "collection" else f"Multi{_SINGLE[name]}"
    has_height = name != "collection" and any(high for _rows, high in own.values())
    source = whole_source(path, geometry_type + ("25D" if has_height else ""))
    return Family(name, sum(rows for rows, _high in own.values()), source)


def _types(path: Path, table: str) -> Dict[str, Tuple[int, bool]]:
    """Return the number of rows of each type of geometry, and whether some have heights; "" are rows without one."""
    dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR | gdal.OF_READONLY, allowed_drivers=["GPKG"])
    kind, height = f"ST_GeometryType({quoted(GEOMETRY)})", f"ST_MinZ({quoted(GEOMETRY)})"
    statement = worded(
        "SELECT", kind, "AS kind, max(", height, "IS NOT NULL) AS high, count(*) AS number FROM", quoted(table),
        "GROUP BY 1",
    )  # fmt: skip
    result = dataset.ExecuteSQL(statement)
    try:
        rows: List[Tuple[str, int, int]] = [(row.GetField(0), row.GetField(1), row.GetField(2)) for row in result]
    finally:
        dataset.ReleaseResultSet(result)
    return {kind or "": (number, bool(high)) for kind, high, number in rows}
