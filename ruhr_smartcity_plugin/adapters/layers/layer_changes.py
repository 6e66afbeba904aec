# SPDX-License-Identifier: GPL-2.0-or-later
"""What changed between two copies of a layer: added, removed and changed objects, counted and as a layer."""

from __future__ import annotations

import re
import sqlite3
import uuid
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Dict, Iterable, List, Set, Tuple

from osgeo import gdal, ogr
from qgis.core import QgsCategorizedSymbolRenderer, QgsRendererCategory, QgsSymbol, QgsVectorLayer
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.download_file import (
    FID,
    GEOMETRY,
    SOURCE_ID,
    add_index,
    create_table,
    failures_named,
    replacing,
    state_contents,
    take_triggers,
)
from ruhr_smartcity_plugin.adapters.layers.download_record import table_of
from ruhr_smartcity_plugin.core.catalogue.download import wkb
from ruhr_smartcity_plugin.core.catalogue.download.columns import FieldType, table_names
from ruhr_smartcity_plugin.core.catalogue.download.staging import quoted, worded, writing
from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only
from ruhr_smartcity_plugin.translation import tr

CHANGE = "change"
ADDED, REMOVED, CHANGED = "added", "removed", "changed"
_KEY = re.compile(r"(?i)(^|_)(gml_?id|uuid|guid|objid|id|kennung|kennziffer|nummer|nr)$")
# "zeile" is the line of a table's file, as `table_writer` names it.
_ROW_NUMBER = re.compile(r"(?i)(ogc_|esri_)?(fid|oid|gid|row_?id|object_?id|objectid|zeile)")
# Okabe and Ito (2008): told apart with every kind of colour vision.
_COLOURS = {ADDED: "#009e73", REMOVED: "#d55e00", CHANGED: "#0072b2"}


@dataclass(frozen=True)
class Changes:
    """Numbers of objects; `by_id` says whether objects were known by their ids, else only whole objects compare.

    `new_fields` and `lost_fields` are names only one of the copies has; `systems` are the coordinate systems (before,
    after) where they differ: then no objects were compared.
    """

    added: int
    removed: int
    changed: int
    by_id: bool
    path: Path
    new_fields: Tuple[str, ...] = ()
    lost_fields: Tuple[str, ...] = ()
    systems: Tuple[str, str] | None = None

    @property
    def total(self) -> int:
        """How many objects differ."""
        return self.added + self.removed + self.changed

    @property
    def is_any(self) -> bool:
        """Answer whether anything differs: objects, columns or the coordinate system."""
        return bool(self.total or self.new_fields or self.lost_fields or self.systems)

    def sentence(self) -> str:
        """Say it to the user."""
        said = []
        if self.systems is not None:
            text = tr("The coordinate system has changed from {before} to {after}; the objects were not compared.")
            said.append(text.format(before=self.systems[0] or "?", after=self.systems[1] or "?"))
        if self.total:
            said.append(self._counted())
        if self.new_fields:
            said.append(tr("New columns: {names}.").format(names=quotable(", ".join(self.new_fields), 160)))
        if self.lost_fields:
            said.append(tr("Columns that are gone: {names}.").format(names=quotable(", ".join(self.lost_fields), 160)))
        return " ".join(said) or tr("Nothing has changed.")

    def _counted(self) -> str:
        words = {"added": self.added, "removed": self.removed, "changed": self.changed}
        if self.by_id:
            return tr("{added} added, {removed} removed, {changed} changed.").format(**words)
        sentence = tr("{added} added, {removed} removed. The source has no ids: a changed object counts as both.")
        return sentence.format(**words)


def changes_path(folder: Path, after: Path) -> Path:
    """Return where a comparison with the copy `after` is written: a place of its own, as layers may show earlier ones.

    What was compared with the same copy may have been another one.
    """
    return folder / f"changes.{after.stem}.{uuid.uuid4().hex[:8]}.gpkg"


def find_changes(before: Path, after: Path, target: Path, table: str = "") -> Changes:
    """Compare two copies and write the objects that differ into a GeoPackage with a field `change`.

    Removed objects are shown as they were, changed ones as they are now. `table` is the one to compare where a file has
    several.

    Raises
    ------
    StoreError
        A copy cannot be read, or the file cannot be written.
    """
    old, new = _Copy.read(before, table), _Copy.read(after, table)
    # Row numbers are given anew at each export: by them, everything would have changed.
    own = [{name for name in one.fields if not _ROW_NUMBER.fullmatch(name) and name != SOURCE_ID} for one in (old, new)]
    fields = {"lost_fields": tuple(sorted(own[0] - own[1])), "new_fields": tuple(sorted(own[1] - own[0]))}
    if old.crs != new.crs:  # each object would have moved, and the removed ones would lie elsewhere
        return Changes(0, 0, 0, False, target, **fields, systems=(old.crs, new.crs))
    shared = [name for name in new.fields if name in old.fields and not _ROW_NUMBER.fullmatch(name)]
    key = next((name for name in old.keys if name in new.keys), "")
    names = table_names([CHANGE], (*new.fields, FID, GEOMETRY))
    codes = new.codes | old.codes
    with replacing(target) as passing:
        kinds = {names[CHANGE]: FieldType.TEXT, **{name: new.fields[name] for name in shared}}
        create_table(passing, CHANGE, new.crs, kinds, codes, False)
        with writing(), closing(sqlite3.connect(str(passing), isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS old", (str(before),))
            connection.execute("ATTACH ? AS new", (str(after),))
            _teach_shapes(connection, codes)
            triggers = take_triggers(connection, CHANGE)
            connection.execute("BEGIN")
            counts, n_rows = _Comparison(connection, old, new, shared, names[CHANGE], key).run()
            state_contents(connection, CHANGE, n_rows, (None,) * 4)
            for trigger in triggers:
                connection.execute(trigger)
            connection.execute("COMMIT")
        add_index(passing, CHANGE)
    return Changes(counts[ADDED], counts[REMOVED], counts[CHANGED], bool(key), target, **fields)


def _teach_shapes(connection: sqlite3.Connection, codes: Set[int]) -> None:
    """Have SQLite compare what geometries show, not how they were written.

    One new multi geometry makes multi geometries of all others in a copy, and GDAL writes other headers than we do.
    """
    found = connection.execute("SELECT srs_id FROM gpkg_geometry_columns WHERE table_name = ?", (CHANGE,)).fetchone()
    promoted = any(code % wkb.HEIGHT > wkb.POLYGON for code in codes)
    connection.create_function(
        "shape", 1, lambda blob: blob and wkb.alike(blob, found[0], promoted=promoted), deterministic=True
    )


@dataclass(frozen=True)
class _Copy:
    """The table of one copy.

    `keys` are the fields that tell its objects apart, the source's own id first; True where several rows are the parts
    of one object.
    """

    table: str
    geometry: str
    fields: Dict[str, FieldType]
    crs: str
    codes: Set[int]
    keys: Dict[str, bool]

    @classmethod
    def read(cls, path: Path, table: str) -> _Copy:
        table = table or table_of(path)
        if not table:
            sentence = tr("The copy “{name}” cannot be read for the comparison. Refresh the layer.")
            raise StoreError(sentence.format(name=path.name), "no table with objects")
        with writing(), closing(open_read_only(path)) as connection:
            found = connection.execute(
                "SELECT column_name, geometry_type_name FROM gpkg_geometry_columns WHERE table_name = ?", (table,)
            ).fetchone()
            geometry, kind = found or ("", "")
            rows = connection.execute("SELECT name, type, pk FROM pragma_table_info(?)", (table,)).fetchall()
            fields = {name: _kind(declared) for name, declared, pk in rows if not pk and name != geometry}
            likely = sorted(filter(is_key_name, fields), key=lambda name: name != SOURCE_ID)
            plain = {name for name in likely if _tells_apart(connection, table, name)}
            parted = {name for name in likely if kind == "GEOMETRY" and name not in plain
                      and _tells_parts(connection, table, geometry, name, fields)}  # fmt: skip
            keys = {name: name in parted for name in likely if name in plain | parted}
        return cls(table, geometry, fields, *_place_of(path, table), keys)

    def values(self, shared: List[str], prefix: str = "") -> List[str]:
        """Return the SQL of geometry and shared fields, in this order."""
        shape = f"shape({prefix}{quoted(self.geometry)})" if self.geometry else "NULL"
        return [shape, *(prefix + quoted(name) for name in shared)]


def is_key_name(name: str) -> bool:
    """Answer whether a field's name promises an id that stays.

    >>> [is_key_name(one) for one in ("feature_id", "uuid", "baum_nr", "OBJECTID", "fid", "breite")]
    [True, True, True, False, False, False]
    """
    return name == SOURCE_ID or (_KEY.search(name) is not None and _ROW_NUMBER.fullmatch(name) is None)


def _tells_apart(connection: sqlite3.Connection, table: str, name: str) -> bool:
    twice = worded("SELECT 1 FROM", quoted(table), "GROUP BY", quoted(name), "HAVING count(*) > 1 OR", quoted(name),
                   "IS NULL LIMIT 1")  # fmt: skip
    return connection.execute(twice).fetchone() is None


def _tells_parts(connection: sqlite3.Connection, table: str, geometry: str, name: str, fields: Iterable[str]) -> bool:
    """Answer whether rows share an id only where a collection was parted: equal but for the kind of geometry."""
    connection.create_function("family", 1, lambda blob: wkb.family(blob) if blob else 0, deterministic=True)
    kinds = f"count(DISTINCT family({quoted(geometry)}))"
    objects = worded("SELECT", quoted(name), "AS id, count(*) >", kinds, "AS is_twice FROM", quoted(table), "GROUP BY",
                     ", ".join(map(quoted, fields)))  # fmt: skip
    unlike = worded("SELECT 1 FROM (", objects, ") GROUP BY id HAVING count(*) > 1 OR max(is_twice) OR id IS NULL",
                    "LIMIT 1")  # fmt: skip
    return connection.execute(unlike).fetchone() is None


def _kind(declared: str) -> FieldType:
    base = declared.upper().split("(")[0]
    if base in ("MEDIUMINT", "INT", "TINYINT", "SMALLINT"):
        return FieldType.INTEGER
    if base in ("DOUBLE", "FLOAT"):
        return FieldType.REAL
    return next((kind for kind in FieldType if kind.value == base), FieldType.TEXT)


def _place_of(path: Path, table: str) -> tuple:
    """Return coordinate system and geometry codes of a table."""
    with failures_named():
        dataset = gdal.OpenEx(str(path), gdal.OF_VECTOR)
        layer = dataset.GetLayerByName(table)
        system, kind = layer.GetSpatialRef(), layer.GetGeomType()
        crs = f"{system.GetAuthorityName(None)}:{system.GetAuthorityCode(None)}" if system is not None else ""
        flat = ogr.GT_Flatten(kind)
        codes = {flat + (wkb.HEIGHT if ogr.GT_HasZ(kind) else 0)} if wkb.POINT <= flat <= wkb.COLLECTION else set()
        if flat == ogr.wkbUnknown:  # a table that holds any must stay one
            codes = {wkb.POINT, wkb.COLLECTION}
        layer = dataset = None  # closes the file
    return crs, codes


class _Comparison:
    """The statements; all work is SQLite's, none is done row by row here."""

    def __init__(
        self, connection: sqlite3.Connection, old: _Copy, new: _Copy, shared: List[str], change: str, key: str
    ) -> None:
        self._connection, self._key, self._change = connection, quoted(key), quoted(change)
        self._by_id = bool(key)
        self._has_parts = self._by_id and (old.keys[key] or new.keys[key])
        self._old, self._new = f"old.{quoted(old.table)}", f"new.{quoted(new.table)}"
        self._names = [GEOMETRY, *shared]
        self._target = worded("INSERT INTO", CHANGE, "(", ", ".join(map(quoted, [change, *self._names])), ")")
        self._values = {self._old: old.values(shared), self._new: new.values(shared)}
        self._columns = {one: ", ".join(values) for one, values in self._values.items()}
        self._pairs = list(zip(old.values(shared, "a."), new.values(shared, "b.")))

    def run(self) -> Tuple[Dict[str, int], int]:
        """Write what differs; return the numbers of objects by change, and that of rows."""
        if self._by_id:
            self._only_in(self._new, self._old, ADDED)
            self._only_in(self._old, self._new, REMOVED)
            if self._has_parts:
                self._differing_parts()
            else:
                self._differing()
        else:
            self._except(self._new, self._old, ADDED)
            self._except(self._old, self._new, REMOVED)
        counted = f"count(DISTINCT {self._key})" if self._by_id else "count(*)"
        counts = worded("SELECT", self._change, ",", counted, ", count(*) FROM", CHANGE, "GROUP BY 1")
        rows = self._connection.execute(counts).fetchall()
        objects = {kind: number for kind, number, _rows in rows}
        return {kind: objects.get(kind, 0) for kind in (ADDED, REMOVED, CHANGED)}, sum(row[2] for row in rows)

    def _only_in(self, one: str, other: str, change: str) -> None:
        statement = worded(
            self._target, "SELECT ?,", self._columns[one], "FROM", one, "WHERE", self._key, "NOT IN ( SELECT",
            self._key, "FROM", other, ")",
        )  # fmt: skip
        self._connection.execute(statement, (change,))

    def _except(self, one: str, other: str, change: str) -> None:
        """Write the objects of one copy the other has not, or has fewer times: equal ones are told by their number."""
        names = ", ".join(map(quoted, self._names))
        statement = worded(self._target, "SELECT ?,", names, "FROM (", self._unlike(one, other), ")")
        self._connection.execute(statement, (change,))

    def _unlike(self, one: str, other: str) -> str:
        return worded(self._numbered(one), "EXCEPT", self._numbered(other))

    def _numbered(self, one: str) -> str:
        columns = ", ".join(f"{value} AS {quoted(name)}" for value, name in zip(self._values[one], self._names))
        names = ", ".join(map(quoted, self._names))
        return worded("SELECT *, row_number() OVER ( PARTITION BY", names, ") FROM ( SELECT", columns, "FROM", one, ")")

    def _differing(self) -> None:
        columns = ", ".join(new for _old, new in self._pairs)
        differs = " OR ".join(f"{old} IS NOT {new}" for old, new in self._pairs)
        statement = worded(
            self._target, "SELECT ?,", columns, "FROM", self._old, "AS a JOIN", self._new, "AS b ON",
            f"a.{self._key} = b.{self._key}", "WHERE", differs,
        )  # fmt: skip
        self._connection.execute(statement, (CHANGED,))

    def _differing_parts(self) -> None:
        """Write all parts of the objects of both copies of which a part is another than before, is new or is gone."""
        unlike = (worded("SELECT", self._key, "FROM (", self._unlike(one, other), ")")
                  for one, other in ((self._new, self._old), (self._old, self._new)))  # fmt: skip
        statement = worded(
            self._target, "SELECT ?,", self._columns[self._new], "FROM", self._new, "WHERE", self._key, "IN (",
            " UNION ALL ".join(unlike), ") AND", self._key, "IN ( SELECT", self._key, "FROM", self._old, ")",
        )  # fmt: skip
        self._connection.execute(statement, (CHANGED,))


def style_changes(layer: QgsVectorLayer) -> None:
    """Colour a layer of changes by kind. Main thread."""
    titles = {ADDED: tr("added"), REMOVED: tr("removed"), CHANGED: tr("changed")}
    categories = []
    for kind, title in titles.items():
        symbol = QgsSymbol.defaultSymbol(layer.geometryType())
        if symbol is None:
            return  # a table
        symbol.setColor(QColor(_COLOURS[kind]))
        categories.append(QgsRendererCategory(kind, symbol, title))
    layer.setRenderer(QgsCategorizedSymbolRenderer(CHANGE, categories))
