# SPDX-License-Identifier: GPL-2.0-or-later
"""The SQL of the register's stores. Names of tables and columns come from the model, values are always parameters."""

from __future__ import annotations

from functools import cached_property, lru_cache
from typing import Dict, Protocol, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ChildTable
from ruhr_smartcity_plugin.core.projects.changes import INTERNAL_TABLE, ORGANISATION_TABLE, PROGRAMME_TABLE, Change
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
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

    def read_box(self, column: str) -> str:
        """Return the columns from which a session makes the box of a geometry."""

    def caseless(self, column: str) -> str:
        """Return a text column by which rows are sorted without regard to case."""


class Statements:
    """The statements of one dialect; each is put together once."""

    def __init__(self, dialect: Dialect) -> None:
        self.dialect = dialect
        self.select_projects = self._select_some("project", names(Project), "uuid")
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
        self.list_moments = "SELECT uuid, changed_at FROM project"
        self.moments_of_versions = _text(
            "SELECT DISTINCT project_uuid, version_after, changed_at FROM change WHERE",
            dialect.one_of("project_uuid", "uuids"))
        # Between both lie the codes of one prefix; asked so, the index answers.
        self.select_codes = _text("SELECT code FROM project WHERE code >=", dialect.value("prefix"), "AND code <",
                                  dialect.value("beyond"))
        self.select_internals = _text(self._select_some(
            INTERNAL_TABLE, ("project_uuid", *names(ProjectInternal)), "project_uuid"), "AND NOT deleted")
        self.insert_internal = self._insert(INTERNAL_TABLE, (
            "uuid", "created_at", "created_by", *_STAMPED, "project_uuid", *names(ProjectInternal)))
        self.update_internal = _text(
            "UPDATE", INTERNAL_TABLE, "SET version = version + 1,",
            self._pairs(("deleted", *_STAMPED, *names(ProjectInternal))),
            "WHERE project_uuid =", dialect.value("project_uuid"))
        self._shared = {ORGANISATION_TABLE: Organisation, PROGRAMME_TABLE: FundingProgramme}
        self.insert_change = self._insert("change", names(Change))
        self.list_projects = _text(
            "SELECT", ", ".join(_entry_columns()), "FROM project p LEFT JOIN organisation o ON o.uuid = p.lead_uuid "
            "WHERE NOT p.deleted ORDER BY", dialect.caseless("p.title"), ", p.fid")
        self.list_municipalities = (
            "SELECT project_uuid, ags FROM project_municipality WHERE NOT deleted ORDER BY role <> 'FEDER', fid")
        self.all_projects = _text("SELECT", _listed(names(Project)), "FROM project WHERE NOT deleted ORDER BY",
                                  dialect.caseless("title"), ", fid")
        self.all_internal = _text("SELECT project_uuid AS owner,", _listed(names(ProjectInternal)), "FROM",
                                  INTERNAL_TABLE, "WHERE NOT deleted")
        self.list_texts = "SELECT uuid, description, challenge, solution, result FROM project WHERE NOT deleted"
        self.list_partners = (
            "SELECT c.project_uuid AS owner, o.name AS name FROM project_organisation c "
            "JOIN organisation o ON o.uuid = c.organisation_uuid WHERE NOT c.deleted")
        self.history = _text("SELECT", _listed(names(Change)), "FROM change WHERE project_uuid =",
                             dialect.value("uuid"), "ORDER BY fid DESC")
        self.changes_since = _text(
            "SELECT", _listed(names(Change)), "FROM change WHERE changed_at >", dialect.value("moment"),
            "ORDER BY fid DESC LIMIT", dialect.value("limit"))
        self._add_exchange()
        self._children = {one.name: one for one in CHILD_TABLES}
        self.is_named = ""  # where a log-in does not see all projects: whether one of them names a record (`uuid`)

    def _add_exchange(self) -> None:
        dialect = self.dialect
        # The whole history of projects that changed after a moment, and were there before it.
        self.histories_since = _text(
            "SELECT", _listed(names(Change)), "FROM change WHERE project_uuid IN (SELECT c.project_uuid FROM change c "
            "JOIN project p ON p.uuid = c.project_uuid WHERE c.changed_at >", dialect.value("moment"),
            "AND p.created_at <=", dialect.value("moment"), ") ORDER BY fid DESC")
        self.made_since = _text("SELECT uuid FROM project WHERE created_at >", dialect.value("moment"))
        self.select_comments = _text(self._select("comment", names(Comment), ("project_uuid",)), "ORDER BY fid")
        self.select_comment = self._select("comment", names(Comment), ("uuid",))
        self.list_comments = _text("SELECT", _listed(names(Comment)), "FROM comment WHERE changed_at >",
                                   dialect.value("moment"), "ORDER BY fid")
        self.insert_comment = self._insert("comment", ("created_at", "created_by", *names(Comment)))
        self.update_comment = _text(
            "UPDATE comment SET", self._pairs(("text", "done", "version", "deleted", *_STAMPED)),
            "WHERE uuid =", dialect.value("uuid"), "AND version =", dialect.value("base_version"))
        self.overdue_contacts = _text(
            "SELECT c.project_uuid AS owner FROM contact c JOIN project p ON p.uuid = c.project_uuid "
            "WHERE NOT c.deleted AND NOT p.deleted AND c.delete_after <", dialect.value("day"),
            "UNION ALL SELECT c.organisation_uuid FROM contact c JOIN organisation o ON o.uuid = c.organisation_uuid "
            "WHERE c.project_uuid IS NULL AND NOT c.deleted AND NOT o.deleted AND c.delete_after <",
            dialect.value("day"))

    def rank(self, statement: str) -> int:
        """Return the place of a statement among those that add rows: what others point at comes first."""
        return self._ranks.get(statement, len(self._ranks))

    @cached_property
    def _ranks(self) -> Dict[str, int]:
        ordered = (*map(self.insert_shared, self._shared), self.insert_project, self.insert_internal,
                   *(self.insert_child(one.name) for one in CHILD_TABLES))
        return {statement: rank for rank, statement in enumerate(ordered)}

    @lru_cache(maxsize=8)  # noqa: B019 (one object for each dialect, kept for ever)
    def list_shared(self, table: str) -> str:
        """Return the question for all rows of a table that belongs to the whole register, by name."""
        columns = names(self._shared[table])
        return _text("SELECT", _listed(columns), "FROM", _quoted(table), "WHERE NOT deleted ORDER BY",
                     self.dialect.caseless(_quoted(columns[0])), ", fid")

    @lru_cache(maxsize=8)  # noqa: B019
    def all_shared(self, table: str) -> str:
        """Return the question for all rows of such a table, deleted ones too: a project may still name them."""
        return _text("SELECT", _listed(names(self._shared[table])), "FROM", _quoted(table))

    @lru_cache(maxsize=8)  # noqa: B019
    def select_shared(self, table: str) -> str:
        """Return the question for some rows (`uuids`) of such a table, also if they are deleted."""
        return self._select_some(table, names(self._shared[table]), "uuid")

    @lru_cache(maxsize=8)  # noqa: B019
    def insert_shared(self, table: str) -> str:
        """Return the statement that adds a row to such a table."""
        return self._insert(table, ("created_at", "created_by", *_STAMPED, *names(self._shared[table])))

    @lru_cache(maxsize=128)  # noqa: B019
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
        """Return the question for the rows of several projects (`uuids`); `owner` is the project's id."""
        child = self._children.get(table)
        owner = _quoted(_owner(child))
        columns = [_text(owner, "AS owner"), *map(_quoted, self._row_of(table))]
        if child is not None and child.shape is not None:
            columns.append(_text(self.dialect.read_geometry("geom"), "AS geom"))
        return _text("SELECT", ", ".join(columns), "FROM", _quoted(table), "WHERE",
                     self.dialect.one_of(owner, "uuids"), "AND NOT deleted ORDER BY fid")

    @lru_cache(maxsize=128)  # noqa: B019
    def all_children(self, table: str) -> str:
        """Return the question for the rows of all projects that are not deleted; `owner` is the project's id."""
        child = self._children.get(table)
        columns = [_text(_quoted(_owner(child)), "AS owner"), *map(_quoted, self._row_of(table))]
        if child is not None and child.shape is not None:
            columns.append(_text(self.dialect.read_geometry("geom"), "AS geom"))
        return _text("SELECT", ", ".join(columns), "FROM", _quoted(table), "WHERE NOT deleted ORDER BY fid")

    @lru_cache(maxsize=128)  # noqa: B019
    def list_places(self, table: str) -> str:
        """Return the question for the label, the visibility and the box of all places in a table of sites."""
        return _text("SELECT project_uuid AS owner, fid, label, visibility,", self.dialect.read_box("geom"), "FROM",
                     _quoted(table), "WHERE NOT deleted")

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

    def _select_some(self, table: str, columns: Sequence[str], key: str) -> str:
        return _text("SELECT", _listed(columns), "FROM", _quoted(table), "WHERE",
                     self.dialect.one_of(_quoted(key), "uuids"))

    def _select(self, table: str, columns: Sequence[str], keys: Sequence[str], *, alive: bool = False) -> str:
        wanted = " AND ".join(_text(_quoted(key), "=", self.dialect.value("uuid")) for key in keys)
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
