# SPDX-License-Identifier: GPL-2.0-or-later
"""One open transaction of a register's store, whichever database it is."""

from __future__ import annotations

import json
import sqlite3
from typing import Any, Dict, List, Mapping, Protocol, Sequence

from ruhr_smartcity_plugin.adapters.projects.statements import Statements
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode, encode, quick_envelope
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.region.area import Box

Row = Mapping[str, Any]
Values = Mapping[str, Any]


class Session(Protocol):
    """Runs statements inside one transaction; the store begins and ends it."""

    statements: Statements
    codes: Dict[str, str]  # by prefix, the last code this transaction has given

    def rows(self, statement: str, values: Values) -> Sequence[Row]:
        """Return the rows of a question."""

    def run(self, statement: str, values: Values) -> int:
        """Run a statement; return how many rows it changed."""

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        """Run a statement once for each set of values."""

    def list_value(self, texts: Sequence[str]) -> Any:
        """Return a list of texts as the value of a statement; see `Dialect.one_of`."""

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> Any:
        """Return a position (see `Site`) as the value of a statement."""

    def geometry_of(self, value: Any) -> Any:
        """Return the position in a value of a row."""

    def box_of(self, row: Row) -> Box | None:
        """Return the box of the geometry in a row of `Statements.list_places`; None if it has none."""

    def after_save(self, moment: str) -> None:
        """Do what the database needs after rows were changed."""


class _Sqlite:
    def value(self, name: str) -> str:
        return "".join((":", name))

    stored_geometry = value

    def read_geometry(self, column: str) -> str:
        return column

    def one_of(self, column: str, name: str) -> str:
        return "".join((column, " IN (SELECT value FROM json_each(:", name, "))"))

    read_box = read_geometry

    def caseless(self, column: str) -> str:
        return " ".join((column, "COLLATE NOCASE"))


SQLITE = Statements(_Sqlite())
# Readers trust the boxes in gpkg_contents; empty ones are computed from the data.
_TOUCH_CONTENTS = (
    "UPDATE gpkg_contents SET last_change = :moment, min_x = NULL, min_y = NULL, max_x = NULL, max_y = NULL WHERE "
    "table_name = 'project' OR data_type = 'features'")


class SqliteSession:
    """A transaction on a GeoPackage; see `Session`."""

    statements = SQLITE

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self.codes: Dict[str, str] = {}

    def rows(self, statement: str, values: Values) -> List[Row]:
        return self._connection.execute(statement, values).fetchall()

    def run(self, statement: str, values: Values) -> int:
        return self._connection.execute(statement, values).rowcount

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        self._connection.executemany(statement, values)

    def list_value(self, texts: Sequence[str]) -> str:
        return json.dumps(list(texts))

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> bytes | None:
        return encode(shape, coordinates)

    def geometry_of(self, value: Any) -> Any:
        return decode(value)

    def box_of(self, row: Row) -> Box | None:
        envelope = quick_envelope(row["geom"])
        return None if envelope is None else (envelope[0], envelope[2], envelope[1], envelope[3])

    def after_save(self, moment: str) -> None:
        values: Dict[str, Any] = {"moment": moment}
        self._connection.execute(_TOUCH_CONTENTS, values)
