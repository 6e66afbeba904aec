# SPDX-License-Identifier: GPL-2.0-or-later
"""A GeoPackage that is a copy of another register: it remembers what both sides held at the last synchronisation."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Dict, Iterable, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.master_copy import master_state
from ruhr_smartcity_plugin.adapters.projects.reading import read_bundle
from ruhr_smartcity_plugin.adapters.projects.save import utc_now, write_bundles
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import dump_projects, load_projects
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.comments import Comment
from ruhr_smartcity_plugin.core.projects.conflicts import (
    ConflictCase,
    dump_decision,
    dump_key,
    load_decision,
    load_key,
)
from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord, WaitingState
from ruhr_smartcity_plugin.core.projects.store import Write
from ruhr_smartcity_plugin.core.projects.synchronising import Base, Sent, Settled
from ruhr_smartcity_plugin.translation import tr

_PUT_BASE = (
    "INSERT INTO sync_base (project_uuid, remote, remote_version, local_version, payload, synchronised_at) "
    "VALUES (:uuid, :remote, :remote_version, :local_version, :payload, :now) ON CONFLICT (project_uuid) DO UPDATE SET "
    "remote = :remote, remote_version = :remote_version, local_version = :local_version, payload = :payload, "
    "synchronised_at = :now")
_GET_BASES = (
    "SELECT * FROM sync_base WHERE project_uuid IN (SELECT value FROM json_each(:uuids)) AND remote = :remote")
_KEEP_BASE = "UPDATE sync_base SET local_version = :version WHERE project_uuid = :uuid"
_LIST_BASES = (
    "SELECT project_uuid, remote_version, local_version, CASE WHEN json_valid(payload) THEN "
    "json_extract(payload, '$.projects[0].project.changed_at') END AS moment FROM sync_base WHERE remote = :remote")
_TAKE_OUT = "DELETE FROM outbox WHERE record_uuid = :uuid"
_PUT_IN = (
    "INSERT INTO outbox (record_uuid, operation, payload, base_version, tries, created_at) "
    "VALUES (:uuid, :operation, :payload, :base_version, :tries, :now)")
_TRIES = "SELECT coalesce(max(tries), 0) AS tries FROM outbox WHERE record_uuid = :uuid"
_QUEUED = "SELECT record_uuid, operation, payload, base_version FROM outbox ORDER BY fid"
_SAVE, _DELETE = "save", "delete"
_REFUSE = "UPDATE outbox SET error = :reason WHERE record_uuid = :uuid"
_WAITING = "SELECT record_uuid, tries, error FROM outbox ORDER BY fid"

# A row without a field holds the three versions of a record; the others hold one decision each.
_PUT_CASE = (
    "INSERT INTO conflict (record_uuid, field, local, remote, base, decision, created_at) "
    "VALUES (:uuid, :field, :local, :remote, :base, :decision, :now)")
_DROP_CASE = "DELETE FROM conflict WHERE record_uuid = :uuid"
_DROP_DECISIONS = "DELETE FROM conflict WHERE record_uuid = :uuid AND field IS NOT NULL"
_CASES = "SELECT record_uuid, local, remote, base FROM conflict WHERE field IS NULL ORDER BY fid"
_CASE_IDS = "SELECT record_uuid FROM conflict WHERE field IS NULL"
_DECISIONS = "SELECT record_uuid, field, decision FROM conflict WHERE field IS NOT NULL AND decision IS NOT NULL"

# Only a copy has this table: where it comes from, without any log-in but the id of QGIS's password store.
_MAKE_ORIGIN = (
    "CREATE TABLE IF NOT EXISTS sync_remote (fid INTEGER PRIMARY KEY CHECK (fid = 1), remote TEXT NOT NULL, "
    "address TEXT NOT NULL, authcfg TEXT, title TEXT NOT NULL, synchronised_at DATETIME)")
_PUT_ORIGIN = (
    "INSERT INTO sync_remote (fid, remote, address, authcfg, title) VALUES (1, :remote, :address, :authcfg, :title) "
    "ON CONFLICT (fid) DO UPDATE SET remote = :remote, address = :address, authcfg = :authcfg, title = :title")
# Comments as both sides held them last: what their merge starts from.
_MAKE_COMMENTS = (
    "CREATE TABLE IF NOT EXISTS sync_comment (fid INTEGER PRIMARY KEY, uuid TEXT NOT NULL UNIQUE, "
    "project_uuid TEXT NOT NULL, text TEXT NOT NULL, field TEXT, done INTEGER NOT NULL, deleted INTEGER NOT NULL)")
COPY_TABLES = {"sync_remote": _MAKE_ORIGIN, "sync_comment": _MAKE_COMMENTS}
_HAS_COMMENTS = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'sync_comment'"
_COMMENTS = "SELECT * FROM sync_comment"
_PUT_COMMENT = (
    "INSERT INTO sync_comment (uuid, project_uuid, text, field, done, deleted) "
    "VALUES (:uuid, :project_uuid, :text, :field, :done, :deleted) ON CONFLICT (uuid) DO UPDATE SET "
    "text = :text, field = :field, done = :done, deleted = :deleted")
_HAS_ORIGIN = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'sync_remote'"
_ORIGIN = "SELECT * FROM sync_remote WHERE fid = 1"
_NOTE_END = "UPDATE sync_remote SET synchronised_at = :now WHERE fid = 1"
_EDITED = (
    "SELECT p.uuid FROM project p LEFT JOIN sync_base b ON b.project_uuid = p.uuid AND b.remote = :remote "
    "WHERE (b.local_version IS NULL AND NOT p.deleted) OR b.local_version <> p.version")


@dataclass(frozen=True)
class Origin:
    """The register a copy was made of: its key, its address without a log-in, and what users call it."""

    key: str
    address: str
    authcfg: str
    title: str
    synchronised_at: str = ""  # UTC; empty: never to the end


@dataclass(frozen=True)
class CopyState:
    """What users should know about a copy: ids of records that wait, are in conflict, or were refused (and why)."""

    origin: Origin
    waiting: Tuple[str, ...] = ()
    in_conflict: Tuple[str, ...] = ()
    refused: Mapping[str, str] = field(default_factory=dict)


class RegisterCopy:
    """The local side of a synchronisation; see `Copy`. `remote` names the other side, without any log-in."""

    def __init__(self, store: GeoPackageStore, remote: str) -> None:
        self._store, self._remote = store, remote

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        return self._store.versions()

    def find_all(self, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
        return self._store.find_all(uuids)

    def history(self, uuid: str) -> Tuple[Change, ...]:
        return self._store.history(uuid)

    def settle(self, items: Sequence[Settled]) -> Dict[str, RuhrError]:
        if not items:
            return {}
        try:
            self._settle_at_once(items)
        except RuhrError as error:
            if len(items) == 1:
                return {items[0].bundle.project.uuid: error}
            found: Dict[str, RuhrError] = {}
            for one in items:
                found.update(self.settle([one]))
            return found
        return {}

    def _settle_at_once(self, items: Sequence[Settled]) -> None:
        with self._store.writing() as session:
            writes = [_adoption(session, one) for one in items]
            stored = write_bundles(session, [one for one in writes if one is not None],
                                   lambda one: one.bundle.project.changed_by, tr("synchronised"), takes_code=True)
            here = {one.project.uuid: one.project.version for one in stored}
            for one in items:
                uuid = one.bundle.project.uuid
                session.run(_PUT_BASE, {
                    "uuid": uuid, "remote": self._remote, "remote_version": one.bundle.project.version,
                    "local_version": here.get(uuid, one.base_version), "payload": dump_projects([one.bundle]),
                    "now": utc_now()})
                session.run(_TAKE_OUT, {"uuid": uuid})
                session.run(_DROP_CASE, {"uuid": uuid})

    def bases_of(self, uuids: Sequence[str]) -> Dict[str, Base]:
        with self._store.reading() as session:
            rows = session.rows(_GET_BASES, {"uuids": session.list_value(uuids), "remote": self._remote})
        return {row["project_uuid"]: Base(load_projects(row["payload"])[0], row["remote_version"],
                                          row["local_version"]) for row in rows}

    def base_versions(self) -> Dict[str, Tuple[int, int, str]]:
        return {row["project_uuid"]: (row["remote_version"], row["local_version"], row["moment"] or "")
                for row in self._ask(_LIST_BASES, remote=self._remote)}

    def queue_all(self, sents: Mapping[str, Sent]) -> None:
        with self._store.writing() as session:
            for uuid, sent in sents.items():
                tries = session.rows(_TRIES, {"uuid": uuid})[0]["tries"]
                session.run(_TAKE_OUT, {"uuid": uuid})
                session.run(_PUT_IN, {
                    "uuid": uuid, "operation": _DELETE if sent.is_deletion else _SAVE, "tries": tries + 1,
                    "base_version": sent.base_version, "payload": dump_projects([sent.bundle, sent.made_of]),
                    "now": utc_now()})

    def queued(self) -> Dict[str, Sent]:
        return {row["record_uuid"]: Sent(*load_projects(row["payload"]), row["base_version"],
                                         row["operation"] == _DELETE) for row in self._ask(_QUEUED)}

    def confirm(self, uuid: str) -> None:
        self._run(_TAKE_OUT, uuid=uuid)

    def refuse(self, uuid: str, reason: str) -> None:
        self._run(_REFUSE, uuid=uuid, reason=reason)

    def waiting(self) -> Tuple[Tuple[str, int, str], ...]:
        """Return the records on their way: id, number of tries, why the last one failed (may be empty)."""
        return tuple((row["record_uuid"], row["tries"], row["error"] or "") for row in self._ask(_WAITING))

    def waiting_records(self) -> Tuple[WaitingRecord, ...]:
        """Return what is not yet at the other side: refused records first, then those in conflict, each by title."""
        state = state_of(self._store)
        if state is None:
            return ()
        uuids = tuple(dict.fromkeys((*state.refused, *state.in_conflict, *state.waiting)))
        mine, bases = self.find_all(uuids), self.bases_of(uuids)
        states = {**dict.fromkeys(state.refused, WaitingState.REFUSED),
                  **dict.fromkeys(state.in_conflict, WaitingState.CONFLICT)}
        found = [WaitingRecord(mine[uuid], bases[uuid].bundle if uuid in bases else None,
                               states.get(uuid, WaitingState.WAITING), state.refused.get(uuid, ""))
                 for uuid in uuids if uuid in mine]
        for one in found:
            one.changes  # noqa: B018 (compared here, in the task, not where it is shown)
        order = list(WaitingState)
        return tuple(sorted(found, key=lambda one: (order.index(one.state), one.title.casefold())))

    def discard(self, record: WaitingRecord, who: str) -> None:
        """Give up what was changed here: the record is again what both sides held last, or deleted if only here.

        What others have changed since comes with the next synchronisation. Raises VersionConflictError if the record
        was saved again after `record` was read.
        """
        uuid, version, base = record.uuid, record.mine.project.version, record.base
        is_deletion = base is None or base.project.deleted
        with self._store.writing() as session:
            if not (is_deletion and record.mine.project.deleted):
                write = Write(record.mine if base is None else base, version, is_deletion=is_deletion)
                (stored,) = write_bundles(session, [write], lambda _one: who, tr("change discarded"), takes_code=True)
                version = stored.project.version
            session.run(_KEEP_BASE, {"uuid": uuid, "version": version})
            session.run(_TAKE_OUT, {"uuid": uuid})
            session.run(_DROP_CASE, {"uuid": uuid})

    # --- conflicts ---
    def cases(self) -> Dict[str, ConflictCase]:
        with self._store.reading() as session:
            rows, decided = session.rows(_CASES, {}), session.rows(_DECISIONS, {})
        made: Dict[str, dict] = {}
        for row in decided:
            made.setdefault(row["record_uuid"], {})[load_key(row["field"])] = load_decision(row["decision"])
        return {row["record_uuid"]: ConflictCase(
            load_projects(row["base"])[0] if row["base"] else None, load_projects(row["local"])[0],
            load_projects(row["remote"])[0], made.get(row["record_uuid"], {})) for row in rows}

    def keep_case(self, case: ConflictCase) -> None:
        with self._store.writing() as session:
            session.run(_DROP_CASE, {"uuid": case.uuid})
            session.run(_PUT_CASE, {
                "uuid": case.uuid, "field": None, "local": dump_projects([case.mine]), "decision": None,
                "remote": dump_projects([case.other]), "base": dump_projects([case.base]) if case.base else None,
                "now": utc_now()})
            _put_decisions(session, case)

    def keep_decisions(self, cases: Sequence[ConflictCase]) -> None:
        """Keep what was decided so far; the versions it is about stay as they were found."""
        with self._store.writing() as session:
            for case in cases:
                session.run(_DROP_DECISIONS, {"uuid": case.uuid})
                _put_decisions(session, case)

    # --- comments ---
    def comment_bases(self) -> Dict[str, Comment]:
        """See `CommentMemory`."""
        if not self._ask(_HAS_COMMENTS)[0]["n"]:
            return {}
        return {row["uuid"]: Comment(row["project_uuid"], row["text"], uuid=row["uuid"], field=row["field"] or "",
                                     done=bool(row["done"]), deleted=bool(row["deleted"]))
                for row in self._ask(_COMMENTS)}

    def keep_comment_bases(self, comments: Iterable[Comment]) -> None:
        """See `CommentMemory`."""
        with self._store.writing() as session:
            session.run(_MAKE_COMMENTS, {})
            session.run_many(_PUT_COMMENT, [
                {"uuid": one.uuid, "project_uuid": one.project_uuid, "text": one.text, "field": one.field,
                 "done": one.done, "deleted": one.deleted} for one in comments])

    # --- where it comes from ---
    def bind(self, address: str, authcfg: str, title: str) -> None:
        """Note of which register this is a copy."""
        with self._store.writing() as session:
            session.run(_MAKE_ORIGIN, {})
            session.run(_PUT_ORIGIN, {"remote": self._remote, "address": address, "authcfg": authcfg, "title": title})

    def note_end(self) -> None:
        """Note that a synchronisation came to its end now."""
        if origin_of(self._store) is not None:
            self._run(_NOTE_END, now=utc_now())

    def _ask(self, statement: str, **values: object) -> Sequence[Mapping]:
        with self._store.reading() as session:
            return session.rows(statement, values)

    def _run(self, statement: str, **values: object) -> None:
        with self._store.writing() as session:
            session.run(statement, values)


def _adoption(session: Session, one: Settled) -> Write | None:
    """Return what is to be written here; None if the record is deleted on both sides, or was never here."""
    kept = one.here or one.bundle
    if not kept.project.deleted:
        return Write(kept, one.base_version)
    stored = read_bundle(session, one.bundle.project.uuid)
    if stored is None or stored.project.deleted:
        return None
    return Write(one.bundle, one.base_version, is_deletion=True)


def _put_decisions(session: Session, case: ConflictCase) -> None:
    for key, decision in case.decisions.items():
        session.run(_PUT_CASE, {"uuid": case.uuid, "field": dump_key(key), "local": None, "remote": None, "base": None,
                                "decision": dump_decision(decision), "now": utc_now()})


def origin_of(store: GeoPackageStore) -> Origin | None:
    """Return of which register a file is a copy; None if it is none."""
    with store.reading() as session:
        if not session.rows(_HAS_ORIGIN, {})[0]["n"]:
            return None
        rows = session.rows(_ORIGIN, {})
    if not rows:
        return None
    row = rows[0]
    return Origin(row["remote"], row["address"], row["authcfg"] or "", row["title"], row["synchronised_at"] or "")


def state_of(store: GeoPackageStore) -> CopyState | None:
    """Return what users should know about a copy; None if the file is none."""
    origin = origin_of(store)
    if origin is None:
        return None
    with store.reading() as session:
        edited = [row["uuid"] for row in session.rows(_EDITED, {"remote": origin.key})]
        on_their_way = {row["record_uuid"]: row["error"] or "" for row in session.rows(_WAITING, {})}
        disputed = tuple(row["record_uuid"] for row in session.rows(_CASE_IDS, {}))
        masters, masters_disputed, masters_refused = master_state(session, origin.key)
    refused = {**{uuid: reason for uuid, reason in on_their_way.items() if reason}, **masters_refused}
    return CopyState(origin, tuple(dict.fromkeys((*edited, *on_their_way, *masters))), (*disputed, *masters_disputed),
                     refused)
