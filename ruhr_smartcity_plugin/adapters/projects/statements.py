# SPDX-License-Identifier: GPL-2.0-or-later
"""The SQL of the register's stores. Names of tables and columns come from the model, values are always parameters."""

from __future__ import annotations

from functools import lru_cache
from typing import Protocol, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable
from ruhr_smartcity_plugin.core.projects.changes import INTERNAL_TABLE, Change
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.record import Organisation, Project, ProjectEntry, ProjectInternal

_STAMPED = ("changed_at", "changed_by")


class Dialect(Protocol):
    """How a database wants its SQL."""

    def value(self, name: str) -> str:
        """Return the placeholder of a named value."""

    def stored_geometry(self, name: str) -> str:
        """Return the placeholder of a geometry that is written."""

    def read_geometry(self, column: str) -> str:
        """Return the column of a geometry that is read."""

    def one_of(self, column: str, name: str) -> str:
        """Return the condition that a column holds one of the texts in a named list."""

    def caseless(self, column: str) -> str:
        """Return a text column by which rows are sorted without regard to case."""


class Statements:
    """The statements of one dialect; each is put together once."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.select_projects = self._select("project", names(Project), "uuid")
        self.insert_project = self._insert("project", names(Project))
        self.update_project = _text(
            "UPDATE project SET", self._pairs(_without(names(Project), ("uuid", "created_at", "created_by"))),
            "WHERE uuid =", dialect.value("uuid"), "AND version =", dialect.value("base_version"))
        self.delete_project = _text(
            "UPDATE project SET", self._pairs(("deleted", "version", *_STAMPED)), "WHERE uuid =", dialect.value("uuid"),
            "AND version =", dialect.value("base_version"), "AND NOT deleted")
        self.free_code = _text("UPDATE project SET code = NULL WHERE code =", dialect.value("code"), "AND uuid <>",
                               dialect.value("uuid"))
        self.list_versions = "SELECT uuid, version, deleted FROM project"
        self.select_codes = "SELECT code FROM project WHERE code IS NOT NULL"
        self.select_internals = self._select(
            INTERNAL_TABLE, ("project_uuid", *names(ProjectInternal)), "project_uuid", alive=True)
        self.insert_internal = self._insert(INTERNAL_TABLE, (
            "uuid", "created_at", "created_by", *_STAMPED, "project_uuid", *names(ProjectInternal)))
        self.update_internal = _text(
            "UPDATE", INTERNAL_TABLE, "SET version = version + 1,",
            self._pairs(("deleted", *_STAMPED, *names(ProjectInternal))),
            "WHERE project_uuid =", dialect.value("project_uuid"))
        self.select_organisations = self._select("organisation", names(Organisation), "uuid")
        self.insert_organisation = self._insert("organisation", (
            "created_at", "created_by", *_STAMPED, *names(Organisation)))
        self.insert_change = self._insert("change", names(Change))
        self.list_projects = _text(
            "SELECT", ", ".join(_entry_columns()), "FROM project p LEFT JOIN organisation o ON o.uuid = p.lead_uuid "
            "WHERE NOT p.deleted ORDER BY", dialect.caseless("p.title"), ", p.fid")
        self.list_municipalities = (
            "SELECT project_uuid, ags FROM project_municipality WHERE NOT deleted ORDER BY role <> 'FEDER', fid")
        self.list_organisations = _text(
            "SELECT", _listed(names(Organisation)), "FROM organisation WHERE NOT deleted ORDER BY",
            dialect.caseless("name"), ", fid")
        self.history = _text("SELECT", _listed(names(Change)), "FROM change WHERE project_uuid =",
                             dialect.value("uuid"), "ORDER BY fid DESC")
        self.changes_since = _text(
            "SELECT", _listed(names(Change)), "FROM change WHERE changed_at >", dialect.value("moment"),
            "ORDER BY fid DESC LIMIT", dialect.value("limit"))
        self._children = {one.name: one for one in CHILD_TABLES}

    @lru_cache(maxsize=128)  # noqa: B019 (one object for each dialect, kept for ever)
    def select_children(self, table: str) -> str:
        """Return the question for the rows of a project (`uuid`) that are not deleted."""
        columns = [*map(_quoted, self._row_of(table))]
        child = self._children.get(table)
        if child is not None and child.shape is not None:
            columns.append(_text(self.dialect.read_geometry("geom"), "AS geom"))
        return _text("SELECT", ", ".join(columns), "FROM", _quoted(table), "WHERE", _quoted(_owner(child)), "=",
                     self.dialect.value("uuid"), "AND NOT deleted ORDER BY fid")

    @lru_cache(maxsize=128)  # noqa: B019
    def select_children_of(self, table: str) -> str:
        """Return the question for the rows of several projects (`uuids`); `owner_uuid` says whose each is."""
        columns = [*map(_quoted, self._row_of(table))]
        child = self._children.get(table)
        owner = _quoted(_owner(child))
        if child is not None and child.shape is not None:
            columns.append(_text(self.dialect.read_geometry("geom"), "AS geom"))
        return _text("SELECT", ", ".join((*columns, _text(owner, "AS owner_uuid"))), "FROM", _quoted(table), "WHERE",
                     self.dialect.one_of(owner, "uuids"), "AND NOT deleted ORDER BY fid")

    @lru_cache(maxsize=128)  # noqa: B019
    def insert_child(self, table: str) -> str:
        """Return the statement that adds a row."""
        child = self._children.get(table)
        columns = (*self._row_of(table), "created_at", "created_by", *_STAMPED, _owner(child))
        return self._insert(table, columns, has_geometry=child is not None and child.shape is not None)

    @lru_cache(maxsize=128)  # noqa: B019
    def update_child(self, table: str) -> str:
        """Return the statement that changes a row of the same project, or brings a deleted one back."""
        child = self._children.get(table)
        pairs = self._pairs(("deleted", *_STAMPED, *_without(self._row_of(table), ("uuid",))))
        if child is not None and child.shape is not None:
            pairs = ", ".join((pairs, _text("geom =", self.dialect.stored_geometry("geom"))))
        return _text("UPDATE", _quoted(table), "SET version = version + 1,", pairs, self._mine(child))

    @lru_cache(maxsize=128)  # noqa: B019
    def remove_child(self, table: str) -> str:
        """Return the statement that sets the tombstone of a row."""
        return _text("UPDATE", _quoted(table), "SET version = version + 1,", self._pairs(("deleted", *_STAMPED)),
                     self._mine(self._children.get(table)))

    def _mine(self, child: ChildTable | None) -> str:
        return _text("WHERE uuid =", self.dialect.value("uuid"), "AND", _quoted(_owner(child)), "=",
                     self.dialect.value("project_uuid"))

    def _row_of(self, table: str) -> Tuple[str, ...]:
        child = self._children.get(table)
        if child is not None:
            return names(child.record)
        return ("uuid", next(column for name, _attribute, column in CODE_TABLES if name == table))

    def _select(self, table: str, columns: Sequence[str], key: str, *, alive: bool = False) -> str:
        wanted = self.dialect.one_of(_quoted(key), "uuids")
        return _text("SELECT", _listed(columns), "FROM", _quoted(table), "WHERE", wanted,
                     "AND NOT deleted" if alive else "")

    def _insert(self, table: str, columns: Sequence[str], *, has_geometry: bool = False) -> str:
        listed, values = [*map(_quoted, columns)], [self._given(one) for one in columns]
        if has_geometry:
            listed.append("geom")
            values.append(self.dialect.stored_geometry("geom"))
        return _text("INSERT INTO", _quoted(table), "(", ", ".join(listed), ") VALUES (", ", ".join(values), ")")

    def _given(self, column: str) -> str:
        # Who made a row is who changed it first.
        made_by = {"created_at": "changed_at", "created_by": "changed_by", "from_uuid": "project_uuid"}
        return self.dialect.value(made_by.get(column, column))

    def _pairs(self, columns: Sequence[str]) -> str:
        return ", ".join(_text(_quoted(one), "=", self.dialect.value(one)) for one in columns)


def names(record: type) -> Tuple[str, ...]:
    """Return the names of a record's columns."""
    return tuple(one.name for one in columns_of(record))


def _entry_columns() -> Tuple[str, ...]:
    special = {"lead_name": "o.name AS lead_name"}
    return tuple(special.get(one, ".".join(("p", _quoted(one)))) for one in names(ProjectEntry))


def _owner(child: ChildTable | None) -> str:
    return "project_uuid" if child is None else child.owner


def _without(columns: Sequence[str], left_out: Sequence[str]) -> Tuple[str, ...]:
    return tuple(one for one in columns if one not in left_out)


def _listed(columns: Sequence[str]) -> str:
    return ", ".join(map(_quoted, columns))


def _quoted(name: str) -> str:
    return "".join(('"', name, '"'))


def _text(*parts: str) -> str:
    return " ".join(parts)
