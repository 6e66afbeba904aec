# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of the master data, inside an open transaction of whichever database it is."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.adapters.projects.session import Row, Session
from ruhr_smartcity_plugin.adapters.projects.statements import Dialect, names
from ruhr_smartcity_plugin.core.errors import StillNamedError, StoreError, StoreForbiddenError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.changes import FieldChange
from ruhr_smartcity_plugin.core.projects.columns import record_of, values_of
from ruhr_smartcity_plugin.core.projects.master import (
    BY_NAME,
    CONTACT_TABLE,
    MASTER_TABLES,
    MasterRecord,
    diff_master,
    in_order,
    same_record,
)
from ruhr_smartcity_plugin.translation import tr

_STAMPS = ("version", "deleted", "changed_at", "changed_by")
_MOST_NAMED = 3
_USERS = (
    "SELECT named.uuid AS uuid, p.title AS title, p.uuid AS project_uuid FROM project p JOIN ("
    "SELECT uuid AS project_uuid, lead_uuid AS uuid FROM project UNION "
    "SELECT project_uuid, organisation_uuid FROM project_organisation WHERE NOT deleted UNION "
    "SELECT project_uuid, organisation_uuid FROM contact WHERE NOT deleted UNION "
    "SELECT project_uuid, programme_uuid FROM funding WHERE NOT deleted) named ON named.project_uuid = p.uuid "
    "WHERE NOT p.deleted AND named.uuid IS NOT NULL")


def read_masters(session: Session) -> Tuple[MasterRecord, ...]:
    """Return all records of the master data, deleted ones too, by table and in the order they were made."""
    found: List[MasterRecord] = []
    for table in MASTER_TABLES:
        rows = session.rows(_text(_select(table.name), "ORDER BY fid"), {})
        found += [_record(table.name, row) for row in rows]
    return tuple(found)


def read_users(session: Session, uuid: str = "") -> Dict[str, Tuple[str, ...]]:
    """Return by id the titles of the projects that name an organisation or a programme; of one id, if given."""
    value = session.statements.dialect.value
    rows = session.rows(_text(_USERS, "AND named.uuid =", value("uuid")), {"uuid": uuid}) if uuid else \
        session.rows(_USERS, {})
    found: Dict[str, Tuple[str, ...]] = {}
    for row in rows:
        found[row["uuid"]] = (*found.get(row["uuid"], ()), row["title"])
    return found


def read_naming(session: Session) -> Tuple[Tuple[str, str], ...]:
    """Return each project that is not deleted with what it names of the organisations and programmes, by ids."""
    return tuple((row["project_uuid"], row["uuid"]) for row in session.rows(_USERS, {}))


def write_masters(session: Session, records: Sequence[MasterRecord], who: str, comment: str, *,
                  may_be_named: bool = False) -> Tuple[MasterRecord, ...]:
    """Write records inside the open transaction and return them as read back, in order; see `MasterStore`.

    `may_be_named`: what another register has deleted is deleted here, too, whatever names it.
    """
    now, written = utc_now(), []
    for one in in_order(records):
        before = _stored(session, one)
        if before is not None and _is_saved(before, one, who):
            continue  # asked again, because the answer to the first time was lost
        if (before.version if before else 0) != one.version:
            raise _stale(one, before)
        changes = diff_master(before, one)
        if not changes:
            continue
        if one.deleted and not may_be_named:
            refuse_if_named(session, one)
        _write(session, one, before, {"changed_at": now, "changed_by": who})
        _write_history(session, one, changes, {"changed_at": now, "changed_by": who, "comment": comment or None})
        written.append(one)
    stored = {one.uuid: _stored(session, one) for one in records}
    for one in written:
        _refuse_other_content(one, stored[one.uuid])
    if written:
        session.after_save(now)
    return tuple(found for one in records for found in [stored[one.uuid]] if found is not None)


def refuse_if_named(session: Session, one: MasterRecord) -> None:
    """Raise StillNamedError if projects name the record."""
    titles = read_users(session, one.uuid).get(one.uuid, ())
    if titles:
        error = StillNamedError(still_named(one, titles), f"{one.table} {one.uuid}")
        error.private = (*titles, one.title)
        raise error
    asked = session.statements.is_named
    if asked and session.rows(asked, {"uuid": one.uuid})[0]["named"]:
        error = StillNamedError(tr("“{name}” is named by projects of others that your log-in does not show. It was not "
                                   "deleted.").format(name=one.title), f"{one.table} {one.uuid}")
        error.private = (one.title,)
        raise error


def still_named(one: MasterRecord, titles: Sequence[str]) -> str:
    """Return why a record cannot be deleted, as a sentence."""
    more = [tr("%n more", "", len(titles) - _MOST_NAMED)] if len(titles) > _MOST_NAMED else []
    return tr("“{name}” is named by projects and was not deleted: {titles}. Choose something else there first.").format(
        name=one.title, titles=", ".join([*titles[:_MOST_NAMED], *more]))


def _write(session: Session, one: MasterRecord, before: MasterRecord | None, stamp: Dict[str, Any]) -> None:
    values = {**values_of(one.record), **stamp, "deleted": one.deleted, "base_version": one.version,
              "version": one.version + 1}
    dialect = session.statements.dialect
    if before is None:
        session.run(insert_statement(dialect, one.table), values)
    elif session.run(_update(dialect, one.table), values) != 1:
        raise StoreForbiddenError(tr(
            "The register does not let you change “{name}”: it belongs to another municipality, or only reviewers may "
            "do it. Nothing was saved.").format(name=one.title), f"{one.table} {one.uuid}: the change was swallowed")


def _write_history(session: Session, one: MasterRecord, changes: Sequence[FieldChange], common: Dict[str, Any]) -> None:
    # A record of the whole register is its own owner in the history.
    versions = {"project_uuid": one.uuid, "version_before": one.version, "version_after": one.version + 1}
    session.run_many(session.statements.insert_change, [{**vars(change), **versions, **common} for change in changes])


def _stored(session: Session, one: MasterRecord) -> MasterRecord | None:
    asked = _text(_select(one.table), "AND uuid =", session.statements.dialect.value("uuid"))
    rows = session.rows(asked, {"uuid": one.uuid})
    return _record(one.table, rows[0]) if rows else None


def _is_saved(stored: MasterRecord, one: MasterRecord, who: str) -> bool:
    return (stored.version, stored.changed_by) == (one.version + 1, who) and same_record(stored, one)


def _stale(one: MasterRecord, before: MasterRecord | None) -> VersionConflictError:
    name = (before.changed_by if before else "") or tr("Somebody else")
    error = VersionConflictError(
        tr("{name} has changed “{title}” since you opened it. Nothing was saved yet.").format(
            name=name, title=one.title),
        f"{one.table} base {one.version}", uuid=one.uuid, base_version=one.version,
        store_version=before.version if before else 0)
    error.private = (name, one.title)
    return error


def _refuse_other_content(one: MasterRecord, stored: MasterRecord | None) -> None:
    """A write that reports success may have done less (triggers, rights); only what is read back counts."""
    if stored is None or stored.version != one.version + 1 or not same_record(stored, one):
        raise StoreError(tr("The register did not take over the record as it was sent. Nothing was saved."),
                         f"{one.table} {one.uuid}")


def _record(table: str, row: Row) -> MasterRecord:
    return MasterRecord(table, record_of(BY_NAME[table].record, row), row["version"], bool(row["deleted"]),
                        row["changed_at"] or "", row["changed_by"] or "")


@lru_cache(maxsize=16)
def _select(table: str) -> str:
    owned = "project_uuid IS NULL" if table == CONTACT_TABLE else "uuid IS NOT NULL"  # others have no such column
    return _text("SELECT", ", ".join(map(_quoted, (*_STAMPS, *names(BY_NAME[table].record)))), "FROM", _quoted(table),
                 "WHERE", owned)


@lru_cache(maxsize=32)
def insert_statement(dialect: Dialect, table: str) -> str:
    """Return the statement that adds a record to a table."""
    columns = (*_STAMPS, *names(BY_NAME[table].record))
    values = [dialect.value(one) for one in (*columns, "changed_at", "changed_by")]
    return _text("INSERT INTO", _quoted(table), "(", ", ".join(map(_quoted, (*columns, "created_at", "created_by"))),
                 ") VALUES (", ", ".join(values), ")")


@lru_cache(maxsize=32)
def _update(dialect: Dialect, table: str) -> str:
    columns = [one for one in (*_STAMPS, *names(BY_NAME[table].record)) if one != "uuid"]
    pairs = ", ".join(_text(_quoted(one), "=", dialect.value(one)) for one in columns)
    return _text("UPDATE", _quoted(table), "SET", pairs, "WHERE uuid =", dialect.value("uuid"), "AND version =",
                 dialect.value("base_version"))


def _quoted(name: str) -> str:
    return "".join(('"', name, '"'))


def _text(*parts: str) -> str:
    return " ".join(parts)
