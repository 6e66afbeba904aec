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
    shared: Dict[str, Dict[str, Any]]  # by table and id, rows of the whole register; None: not there

    def rows(self, statement: str, values: Values) -> Sequence[Row]:
        """Return the rows of a question."""

    def run(self, statement: str, values: Values) -> int:
        """Run a statement; return how many rows it changed."""

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        """Run a statement once for each set of values."""

    def later(self, statement: str, values: Values) -> None:
        """Run a statement together with others like it, before the next that is run or asked."""

    def list_value(self, texts: Sequence[str]) -> Any:
        """Return a list of texts as the value of a statement; see `Dialect.one_of`."""

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> Any:
        """Return a position (see `Site`) as the value of a statement."""

    def geometry_of(self, shape: SiteShape, value: Any) -> Any:
        """Return the position in a value of a row of the table of a shape; see `Site`."""

    def box_of(self, row: Row) -> Box | None:
        """Return the box of the geometry in a row of `Statements.list_places`; None if it has none."""

    def after_save(self, moment: str) -> None:
        """Do what the database needs after rows were changed."""


class Waiting:
    """Statements that wait for others like them: a database far away is asked once for all.

    What others point at is written first, whatever project it came with.
    """

    statements: Statements

    def __init__(self) -> None:
        self.codes: Dict[str, str] = {}
        self.shared: Dict[str, Dict[str, Any]] = {}
        self._waiting: Dict[str, List[Values]] = {}

    def later(self, statement: str, values: Values) -> None:
        self._waiting.setdefault(statement, []).append(values)

    def catch_up(self) -> None:
        """Run what waits."""
        waiting, self._waiting = self._waiting, {}
        for statement in sorted(waiting, key=self.statements.rank):
            self.run_many(statement, waiting[statement])

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        """Run a statement once for each set of values."""
        raise NotImplementedError


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


class SqliteSession(Waiting):
    """A transaction on a GeoPackage; see `Session`."""

    statements = SQLITE

    def __init__(self, connection: sqlite3.Connection) -> None:
        super().__init__()
        self._connection = connection

    def rows(self, statement: str, values: Values) -> List[Row]:
        self.catch_up()
        return self._connection.execute(statement, values).fetchall()

    def run(self, statement: str, values: Values) -> int:
        self.catch_up()
        return self._connection.execute(statement, values).rowcount

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        self.catch_up()
        self._connection.executemany(statement, values)

    def list_value(self, texts: Sequence[str]) -> str:
        return json.dumps(list(texts))

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> bytes | None:
        return encode(shape, coordinates)

    def geometry_of(self, shape: SiteShape, value: Any) -> Any:
        return decode(value, shape)

    def box_of(self, row: Row) -> Box | None:
        envelope = quick_envelope(row["geom"])
        return None if envelope is None else (envelope[0], envelope[2], envelope[1], envelope[3])

    def after_save(self, moment: str) -> None:
        self.catch_up()
        values: Dict[str, Any] = {"moment": moment}
        self._connection.execute(_TOUCH_CONTENTS, values)
