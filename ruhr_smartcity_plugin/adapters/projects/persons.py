# SPDX-License-Identifier: GPL-2.0-or-later
"""What a register holds on one person, and deleting it: all tables, the history, and what a file keeps unseen."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, List, Mapping, Sequence, Set, Tuple

from ruhr_smartcity_plugin.adapters.projects.connection import connect
from ruhr_smartcity_plugin.adapters.projects.drafts import drafts_in
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.person_rows import TextTable, delete_row, text_tables, update_row
from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import InputError, StoreForbiddenError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.projects.import_report import report_bytes
from ruhr_smartcity_plugin.core.projects.persons import (
    CONTACT,
    HISTORY,
    ORGANISATION,
    WHO_COLUMNS,
    Holding,
    Person,
    Treatment,
    holdings_report,
    new_pseudonym,
)
from ruhr_smartcity_plugin.translation import tr

_CONTACT_WORDS = ("name", "mail", "phone")
# What only tells of records, or of their state at the last synchronisation.
_NOT_RECORDS = (HISTORY, "outbox", "conflict", "sync_base", "sync_comment")
_KEPT_TABLES = (ORGANISATION, "membership")
_BLANK_CONTACT = {"name": None, "mail": None, "phone": None, "function": None, "consent": False, "deleted": True,
                  "consent_date": None, "delete_after": None}
_REMOTES = "SELECT DISTINCT remote FROM sync_base"


@dataclass(frozen=True)
class _Found:
    """A row with what of it concerns the person."""

    table: TextTable
    values: Mapping[str, Any]
    columns: Tuple[str, ...]
    is_about: bool  # the whole row is about the person


def find_person(store: SqlStore, person: Person, *, edits: bool = True) -> Tuple[Holding, ...]:
    """Return every field that holds something on a person. `edits`: also what they wrote or changed.

    Raises InputError for a register behind a web service, whose tables and history cannot be seen from here.
    """
    _refuse_service(store)
    with store.reading() as session:
        return _holdings(session, _scan(session, person), edits=edits)


@dataclass(frozen=True)
class Deleted:
    """What was deleted, and whether a file was rewritten afterwards, so that no traces remain in its freed pages."""

    holdings: Tuple[Holding, ...]
    is_rewritten: bool = True


def delete_person(store: SqlStore, person: Person, who: str, *, edits: bool = True) -> Deleted:
    """Delete what a register holds on a person, all or nothing; returns what it was. See `Treatment`.

    Projects that lose something get a new version, so that no open window writes it back. `edits`: the person's name
    as editor is replaced by a pseudonym too.

    Raises StoreReadOnlyError, StoreBusyError, and StoreForbiddenError if the rights leave something.
    """
    _refuse_service(store)
    if store.read_only_reason:
        raise StoreReadOnlyError(store.read_only_reason)
    pseudonym = new_pseudonym()
    with store.writing() as session:
        found = _scan(session, person)
        holdings = _holdings(session, found, edits=edits)
        _Deletion(session, person, pseudonym, who, edits=edits).run(found)
        left = [one for one in _holdings(session, _scan(session, person), edits=edits)
                if one.treatment is not Treatment.KEPT]
        if left:
            places = ", ".join(sorted({f"{one.table}.{one.field}" for one in left}))
            raise StoreForbiddenError(tr(
                "The register “{name}” does not let you delete everything on this person. Nothing was deleted; ask the "
                "administrator to do it.").format(name=store.title), places)
    return Deleted(holdings, not isinstance(store, GeoPackageStore) or empty_freed_pages(store.path))


def _refuse_service(store: Any) -> None:
    if not isinstance(store, SqlStore):
        raise InputError(tr(
            "Behind a web service only its operator sees all that is held on a person. Open the register itself, the "
            "GeoPackage or the database, or ask the operator."))


def empty_freed_pages(path: Path) -> bool:
    """Rewrite a register file, so that nothing deleted remains in it or beside it; answers whether that was possible.

    It is not while another program reads the file.
    """
    with closing(connect(path, read_only=False)) as connection:
        try:
            connection.execute("VACUUM")
            return not connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        except sqlite3.OperationalError:
            return False


def notes_on(store: SqlStore) -> Tuple[str, ...]:
    """Return where else the person may still stand: copies that no store can reach."""
    notes = []
    if isinstance(store, GeoPackageStore):
        backups = sorted({one.name for folder in (store.path.parent, store.path.parent / "backups") if folder.is_dir()
                          for one in folder.glob("*.gpkg") if one.name.startswith((f"{store.path.stem}.backup-",
                                                                                   f"{store.path.stem}.aside-"))})
        if backups:
            notes.append(tr("Backups still hold the former state; delete them or let them expire: {names}.").format(
                names=", ".join(backups)))
        with store.reading() as session:
            remotes = [one["remote"] for one in session.rows(_REMOTES, {})]
        if remotes:
            notes.append(tr("This file is synchronised with {names}: delete the person there too, else it comes "
                            "back.").format(names=", ".join(remotes)))
    else:
        notes.append(tr("Only what your log-in may see was searched. Freed rows and backups of a database are the "
                        "administrator's task (VACUUM FULL, retention of the backups)."))
    notes.append(tr("Exported files, reports, and unsaved drafts of other people on their computers are not searched."))
    notes.append(tr("Processing's history in QGIS keeps the names typed here: empty it when the request is done."))
    return tuple(notes)


def notes_on_drafts(person: Person, workspace: Path, *, only_count: bool) -> Tuple[str, ...]:
    """Take a person out of this user's unsaved drafts of all registers, or only look; returns what is to be said."""
    named, left = drafts_in(workspace).clean(person, new_pseudonym(), only_count=only_count)
    notes = []
    if named and only_count:
        notes.append(tr("%n unsaved draft(s) on this computer name the person; deleting takes them out.", "", named))
    elif named:
        notes.append(tr("The person was taken out of %n unsaved draft(s) on this computer.", "", named))
    if left:
        notes.append(tr("%n unsaved draft(s) that are being edited name the person: save or discard them, then run "
                        "this again.", "", left))
    return tuple(notes)


def write_report(path: Path, register: str, person: Person, holdings: Sequence[Holding], notes: Sequence[str]) -> None:
    """Write what was found as HTML or, by the ending, as CSV. Raises StoreError."""
    as_page = path.suffix.lower() != ".csv"
    text = holdings_report(person, holdings, notes, register=register, as_page=as_page)
    write_kept(path, report_bytes(text, as_page=as_page))


def _scan(session: Session, person: Person) -> List[_Found]:
    tables = text_tables(session)
    contacts = _contacts_of(session, tables, person)
    found: List[_Found] = []
    for table in tables:
        for row in table.rows(session):
            columns = tuple(one for one in table.columns if person.is_in(row[one]))
            is_about = _record_of(table, row) in contacts
            if is_about or columns:
                found.append(_Found(table, dict(row), columns, is_about))
    return found


def _contacts_of(session: Session, tables: List[TextTable], person: Person) -> Set[str]:
    """Return the ids of the contacts that are the person, also of those that only the history remembers."""
    contacts: Set[str] = set()
    for table in tables:
        if table.name == CONTACT:
            contacts.update(row["uuid"] for row in table.rows(session) if person.is_contact(row))
        elif table.name == HISTORY:
            contacts.update(row["record_uuid"] for row in table.rows(session)
                            if row["table_name"] == CONTACT and row["field"] in _CONTACT_WORDS
                            and (person.is_in(row["old_value"]) or person.is_in(row["new_value"])))
    return contacts


def _record_of(table: TextTable, row: Mapping[str, Any]) -> str:
    """Return the id of the record a row is, or tells of."""
    if table.name == CONTACT:
        return row["uuid"]
    return row["record_uuid"] if table.name in (HISTORY, "conflict") else ""


def _holdings(session: Session, found: List[_Found], *, edits: bool) -> Tuple[Holding, ...]:
    titles = {row["uuid"]: row["title"] for row in session.rows("SELECT uuid, title FROM project", {})}
    holdings: List[Holding] = []
    for one in found:
        owner = _owner(one)
        shown = [name for name in one.table.columns if one.values[name]] if one.is_about else one.columns
        for name in shown:
            treatment = _treatment(one, name)
            if treatment is Treatment.PSEUDONYM and not edits:
                continue
            holdings.append(Holding(one.table.name, one.values["fid"], name, str(one.values[name]), treatment, owner,
                                    titles.get(owner, "")))
    return tuple(holdings)


def _owner(one: _Found) -> str:
    if one.table.name == "project":
        return one.values["uuid"]
    return next((one.values[name] for name in ("project_uuid", "from_uuid", "record_uuid") if one.values.get(name)), "")


def _treatment(one: _Found, column: str) -> Treatment:
    told_of = one.values.get("table_name") if column in ("old_value", "new_value") else one.table.name
    if (told_of in _KEPT_TABLES and column not in WHO_COLUMNS) or column == "owner":
        return Treatment.KEPT
    if one.is_about:
        return Treatment.DELETED
    return Treatment.PSEUDONYM if column in WHO_COLUMNS else Treatment.REPLACED


class _Deletion:
    """Deletes inside the open transaction."""

    def __init__(self, session: Session, person: Person, pseudonym: str, who: str, *, edits: bool) -> None:
        self._session, self._person, self._pseudonym, self._edits = session, person, pseudonym, edits
        self._who = person.replaced(who, pseudonym) if edits else who  # people may delete themselves
        self._touched: Dict[str, List[Dict[str, Any]]] = {}  # project -> rows of the history

    def run(self, found: List[_Found]) -> None:
        for one in found:
            if one.is_about:
                self._delete(one)
            else:
                self._replace(one)
        for uuid, changes in self._touched.items():
            self._note(uuid, changes)

    def _delete(self, one: _Found) -> None:
        if one.table.name == CONTACT:
            # Blanked first: where the rights do not allow to delete, nothing personal remains.
            editors = {name: self._person.replaced(one.values[name], self._pseudonym) for name in one.columns
                       if name in WHO_COLUMNS}
            blank = {**_BLANK_CONTACT, **editors, "version": one.values["version"] + 1}
            update_row(self._session, CONTACT, one.values["fid"], blank)
            if not one.values["project_uuid"]:
                self._leave_trace(one)
            if not one.values["deleted"]:
                self._remember(one, {"table_name": CONTACT, "record_uuid": one.values["uuid"], "field": "deleted",
                                     "old_value": "0", "new_value": "1"})
        delete_row(self._session, one.table.name, one.values["fid"])

    def _leave_trace(self, one: _Found) -> None:
        """Note that a contact of an organisation was deleted, and nothing of it: copies see that it is no loss.

        The row is still there: the rights of a team ask it who may do this.
        """
        uuid, version = one.values["uuid"], one.values["version"]
        self._session.run(self._session.statements.insert_change, {
            "table_name": CONTACT, "record_uuid": uuid, "project_uuid": uuid, "version_before": version,
            "version_after": version + 1, "field": "deleted", "old_value": "0", "new_value": "1",
            "changed_by": self._who, "changed_at": utc_now(), "comment": tr("Personal data deleted")})

    def _replace(self, one: _Found) -> None:
        values: Dict[str, Any] = {}
        for name in one.columns:
            treatment = _treatment(one, name)
            if treatment is Treatment.KEPT or (treatment is Treatment.PSEUDONYM and not self._edits):
                continue
            values[name] = self._person.replaced(one.values[name], self._pseudonym)
            if treatment is Treatment.REPLACED and one.table.name not in _NOT_RECORDS:
                # Old and new are the same: going back to a version before must not bring the person back.
                uuid = one.values.get("uuid") or _owner(one)
                self._remember(one, {"table_name": one.table.name, "record_uuid": uuid, "field": name,
                                     "old_value": values[name], "new_value": values[name]})
        if values:
            if "version" in one.values:
                values["version"] = one.values["version"] + 1
            update_row(self._session, one.table.name, one.values["fid"], values)

    def _remember(self, one: _Found, change: Dict[str, Any]) -> None:
        owner = _owner(one)
        if owner:
            self._touched.setdefault(owner, []).append(change)

    def _note(self, uuid: str, changes: List[Dict[str, Any]]) -> None:
        session, now = self._session, utc_now()
        rows = session.rows(" ".join((
            "SELECT fid, version FROM project WHERE uuid =", session.statements.dialect.value("uuid"))), {"uuid": uuid})
        if not rows:
            return
        version = rows[0]["version"]
        update_row(session, "project", rows[0]["fid"], {"version": version + 1, "changed_at": now,
                                                        "changed_by": self._who})
        common = {"project_uuid": uuid, "version_before": version, "version_after": version + 1, "changed_at": now,
                  "changed_by": self._who, "comment": tr("Personal data deleted")}
        session.run_many(session.statements.insert_change, [{**one, **common} for one in changes])
        session.after_save(now)
