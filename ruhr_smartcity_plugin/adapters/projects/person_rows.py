# SPDX-License-Identifier: GPL-2.0-or-later
"""All rows of a register's tables in which a person could stand, whichever database it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Dict, Iterator, List, Mapping, Tuple

from ruhr_smartcity_plugin.adapters.projects.session import Session, SqliteSession

_SQLITE_TABLES = "SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name"
_SQLITE_COLUMNS = "SELECT name, type FROM pragma_table_info(:table)"
_POSTGRES_TABLES = (
    "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = current_schema() "
    "AND table_type = 'BASE TABLE' ORDER BY table_name")
_POSTGRES_COLUMNS = (
    "SELECT column_name AS name, data_type AS type FROM information_schema.columns "
    "WHERE table_schema = current_schema() AND table_name = %(table)s ORDER BY ordinal_position")
_NOT_OURS = ("gpkg_", "sqlite_", "rtree_", "layer_styles", "vocabulary", "register_schema")
_TEXT_TYPES = ("TEXT", "CHARACTER", "VARCHAR", "STRING", "JSON")
_NO_WORDS = ("sha256", "code", "ags")


@dataclass(frozen=True)
class TextTable:
    """A table with the columns that hold words; `others` are the columns that tell whose row it is."""

    name: str
    columns: Tuple[str, ...]
    others: Tuple[str, ...]

    def rows(self, session: Session) -> Iterator[Mapping[str, Any]]:
        """Return all rows, deleted ones too."""
        listed = ", ".join(map(quoted, ("fid", *self.columns, *self.others)))
        statement = " ".join(("SELECT", listed, "FROM", quoted(self.name), "ORDER BY fid"))
        yield from (dict(one) for one in session.rows(statement, {}))


def text_tables(session: Session) -> List[TextTable]:
    """Return the tables of a register in which words stand."""
    is_file = isinstance(session, SqliteSession)
    names = [one["name"] for one in session.rows(_SQLITE_TABLES if is_file else _POSTGRES_TABLES, {})]
    found = []
    for name in names:
        if name.startswith(_NOT_OURS):
            continue
        rows = session.rows(_SQLITE_COLUMNS if is_file else _POSTGRES_COLUMNS, {"table": name})
        kinds: Dict[str, str] = {one["name"]: str(one["type"]).upper() for one in rows}
        words = tuple(one for one, kind in kinds.items() if kind.startswith(_TEXT_TYPES) and not _is_key(one))
        if "fid" in kinds and words:
            others = ("uuid", "project_uuid", "from_uuid", "record_uuid", "table_name", "deleted", "version")
            found.append(TextTable(name, words, tuple(one for one in others if one in kinds and one not in words)))
    return found


def _is_key(column: str) -> bool:
    return column.endswith("uuid") or column in _NO_WORDS or column == "table_name"


def update_row(session: Session, table: str, row: int, values: Mapping[str, Any]) -> int:
    """Change some columns of a row; returns how many rows that were.

    `values` raise the version where the table has one: the triggers of a file take any other change for one past the
    plugin, and would note the old values in the history.
    """
    value = session.statements.dialect.value
    pairs = ", ".join(" ".join((quoted(one), "=", value(one))) for one in values)
    statement = " ".join(("UPDATE", quoted(table), "SET", pairs, "WHERE fid =", value("row_id")))
    return session.run(statement, {**values, "row_id": row})


def delete_row(session: Session, table: str, row: int) -> int:
    """Delete a row for good; returns how many rows that were."""
    value = session.statements.dialect.value("row_id")
    return session.run(" ".join(("DELETE FROM", quoted(table), "WHERE fid =", value)), {"row_id": row})


def quoted(name: str) -> str:
    """Return the name of a table or column as SQL takes it."""
    return "".join(('"', name.replace('"', '""'), '"'))
