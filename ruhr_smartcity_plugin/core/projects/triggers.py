# SPDX-License-Identifier: GPL-2.0-or-later
"""Triggers of a register file: what somebody edits in plain QGIS gets version, time, history and tombstone, too.

The plugin raises the version of a row itself with every change and names who adds one; the triggers act on changes
that do neither. The history of such changes names "QGIS" as the author, for SQLite knows no users. It leaves out
positions, which SQL cannot write as text, and what contacts held, for that is personal.
"""

from __future__ import annotations

from typing import Dict, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES
from ruhr_smartcity_plugin.core.projects.changes import INTERNAL_TABLE
from ruhr_smartcity_plugin.core.projects.columns import columns_of
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project, ProjectInternal

AUTHOR = "QGIS"
_NOW = "strftime('%Y-%m-%dT%H:%M:%fZ', 'now')"
_STAMP = " ".join(("changed_at =", _NOW, ", changed_by = 'QGIS'"))
_TECHNICAL = ("fid", "uuid", "version", "created_at", "created_by", "changed_at", "changed_by", "deleted", "source")
# Tables of the whole register, without a history of their own.
SHARED_TABLES = ("organisation", "funding_programme", "strategy", "comment")
_PERSONAL = ("contact",)
_CODE_COLUMNS = {table: column for table, _attribute, column in CODE_TABLES}
_HISTORY = ("INSERT INTO change (table_name, record_uuid, project_uuid, version_before, version_after, field, "
            "old_value, new_value, changed_by, changed_at)")


def names_of_triggers() -> Tuple[str, ...]:
    """Return the names of all triggers the plugin makes."""
    return tuple(_name(table, event) for table in tables_with_triggers() for event in ("add", "change", "delete"))


def tables_with_triggers() -> Tuple[str, ...]:
    """Return the tables whose rows may be edited in plain QGIS."""
    return (*_owners(), *SHARED_TABLES)


def drop_statements() -> Tuple[str, ...]:
    """Return statements that remove the triggers, as far as they are there."""
    return tuple(_text("DROP TRIGGER IF EXISTS", one) for one in names_of_triggers())


def trigger_statements(columns: Dict[str, Sequence[str]]) -> Tuple[str, ...]:
    """Return the statements that make the triggers. `columns`: the columns of each table as the file has them."""
    statements = []
    for table, owner in {**_owners(), **dict.fromkeys(SHARED_TABLES, "")}.items():
        own = columns[table]
        statements += [_on_add(table, owner), _on_change(table, owner, own), _on_delete(table, owner, own)]
    return tuple(statements)


def _owners() -> Dict[str, str]:
    """Return each table whose rows belong to a project, and the column that says to which."""
    return {"project": "uuid", INTERNAL_TABLE: "project_uuid", **{one.name: one.owner for one in CHILD_TABLES},
            **{table: "project_uuid" for table, _attribute, _column in CODE_TABLES}}


def _on_add(table: str, owner: str) -> str:
    stamp = _text("UPDATE", table, "SET created_at =", _NOW, ", created_by = 'QGIS',", _STAMP, "WHERE fid = NEW.fid;")
    if table == "comment":  # the thread sorts by the moment, and says who wrote
        said = _text("SET written_at = coalesce(NEW.written_at,", _NOW, "), author = coalesce(NEW.author, 'QGIS'),")
        stamp = stamp.replace("SET", said, 1)
    body = [stamp]
    if owner:
        body += [_history(table, owner, "NEW", "NULL"), _raise_project(table, owner, "NEW")]
    return _text("CREATE TRIGGER", _name(table, "add"), "AFTER INSERT ON", table, "WHEN NEW.changed_at IS NULL BEGIN",
                 *body, "END")


def _on_change(table: str, owner: str, columns: Sequence[str]) -> str:
    content = ", ".join(_quoted(one) for one in columns if one == "deleted" or one not in _TECHNICAL)
    condition = "NEW.version = OLD.version AND NEW.changed_at IS OLD.changed_at"
    if table == "project":
        # The plugin takes a code from one project for another without touching more of it.
        condition = _text(condition, "AND NOT (OLD.code IS NOT NULL AND NEW.code IS NULL) AND NEW.version >= 0")
    elif owner:
        # A service in front of the file writes positions apart from the rest, between a mark and the final version.
        condition = _text(condition, "AND NOT EXISTS (SELECT 1 FROM project WHERE version < 0 AND uuid =",
                          _column("NEW", owner), ")")
    body = [_text("UPDATE", table, "SET version = OLD.version + 1,", _STAMP, "WHERE fid = NEW.fid;")]
    if owner:
        # History first: the version of the project is still that of before.
        body = [_history(table, owner, "NEW", "OLD"), *body, _raise_project(table, owner, "NEW")]
    return _text("CREATE TRIGGER", _name(table, "change"), "AFTER UPDATE OF", content, "ON", table, "WHEN",
                 condition, "BEGIN", *body, "END")


def _on_delete(table: str, owner: str, columns: Sequence[str]) -> str:
    """A row that is deleted comes back as a tombstone, without which others would send it again."""
    special = {"version": "OLD.version + 1", "deleted": "1", "changed_at": _NOW, "changed_by": "'QGIS'"}
    if table in _PERSONAL:
        kept = (*_TECHNICAL, "project_uuid", "organisation_uuid")
        special.update({one: "NULL" for one in columns if one not in kept}, consent="0")
    values = ", ".join(special.get(one, _column("OLD", one)) for one in columns)
    body = [_text("INSERT INTO", table, "(", ", ".join(map(_quoted, columns)), ") VALUES (", values, ");")]
    if table in _CODE_COLUMNS:
        body += [_history(table, owner, "NULL", "OLD"), _raise_project(table, owner, "OLD")]
    elif owner:
        body = [_text(_HISTORY, "SELECT", _literal(table), ",", _record("OLD", table, owner), ", p.uuid, p.version, "
                      "p.version + 1, 'deleted', '0', '1', 'QGIS',", _NOW, _of_project(table, owner, "OLD"), ";"),
                *body, _raise_project(table, owner, "OLD")] if table != "project" else [
                    *body, _text(_HISTORY, "VALUES ('project', OLD.uuid, OLD.uuid, OLD.version, OLD.version + 1, "
                                 "'deleted', '0', '1', 'QGIS',", _NOW, ");")]
    return _text("CREATE TRIGGER", _name(table, "delete"), "AFTER DELETE ON", table, "WHEN OLD.deleted = 0 BEGIN",
                 *body, "END")


def _history(table: str, owner: str, new: str, old: str) -> str:
    fields = _text("(", " UNION ALL ".join(_fields(table, new, old)), ")")
    versions = "p.version, p.version + 1"
    if table == "project":
        # The row itself: as it is added it has version 1 already, as it is changed not yet the next one.
        versions = "p.version - 1, p.version" if old == "NULL" else "OLD.version, OLD.version + 1"
    row = old if new == "NULL" else new
    return _text(_HISTORY, "SELECT", _literal(table), ",", _record(row, table, owner), ", p.uuid,", versions,
                 ", v.field, v.old, v.new, 'QGIS',", _NOW, _of_project(table, owner, row).replace(
                     "FROM project p", _text("FROM project p,", fields, "v")), "AND v.old IS NOT v.new;")


def _fields(table: str, new: str, old: str) -> Tuple[str, ...]:
    if table in _PERSONAL:
        return (_text("SELECT 'deleted' AS field,", "NULL" if old == "NULL" else "CAST(OLD.deleted AS TEXT)",
                      "AS old, CAST(NEW.deleted AS TEXT) AS new"),)
    if table in _CODE_COLUMNS:
        before, after = _code_list(table, new, old, "OLD"), _code_list(table, new, old, "NEW")
        return (_text("SELECT", _literal(_CODE_COLUMNS[table]), "AS field,", before, "AS old,", after, "AS new"),)
    return tuple(_text("SELECT", _literal(name), "AS field,", "NULL" if old == "NULL" else _as_text(old, name),
                       "AS old,", _as_text(new, name), "AS new") for name in (*_fields_of(table), "deleted"))


def _code_list(table: str, new: str, old: str, which: str) -> str:
    """Codes have no identity of their own: the history tells the list of a project, as the plugin does."""
    column, row = _quoted(_CODE_COLUMNS[table]), old if which == "OLD" else new
    changed = "NEW" if new != "NULL" else "OLD"
    others = _text("SELECT", column, "AS code FROM", table, "WHERE project_uuid =", _column(changed, "project_uuid"),
                   "AND deleted = 0 AND fid <>", _column(changed, "fid"))
    one = "" if row == "NULL" else _text("UNION SELECT", _column(row, _CODE_COLUMNS[table]), "WHERE",
                                         _column(row, "deleted"), "= 0")
    return _text("(SELECT group_concat(code, ' ') FROM (", others, one, "ORDER BY 1))")


def _fields_of(table: str) -> Tuple[str, ...]:
    records = {"project": Project, INTERNAL_TABLE: ProjectInternal, **{one.name: one.record for one in CHILD_TABLES}}
    return tuple(one.name for one in columns_of(records[table]) if one.name not in (*TECHNICAL_FIELDS, *_TECHNICAL))


def _record(row: str, table: str, owner: str) -> str:
    # As the plugin names them: the internal part and lists of codes by their project.
    own_id = table in ("project", *(one.name for one in CHILD_TABLES))
    return _column(row, "uuid" if own_id else owner)


def _of_project(table: str, owner: str, row: str) -> str:
    return _text("FROM project p WHERE p.uuid =", _column(row, owner))


def _raise_project(table: str, owner: str, row: str) -> str:
    if table == "project":
        return ""
    return _text("UPDATE project SET version = version + 1,", _STAMP, "WHERE version >= 0 AND uuid =",
                 _column(row, owner), ";")


def _as_text(row: str, column: str) -> str:
    return _text("CAST(", _column(row, column), "AS TEXT)")


def _column(row: str, name: str) -> str:
    return ".".join((row, _quoted(name)))


def _name(table: str, event: str) -> str:
    return "_".join(("ruhr", table, event))


def _quoted(name: str) -> str:
    return "".join(('"', name, '"'))


def _literal(text: str) -> str:
    return "".join(("'", text, "'"))


def _text(*parts: str) -> str:
    return " ".join(one for one in parts if one)
