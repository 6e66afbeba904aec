# SPDX-License-Identifier: GPL-2.0-or-later
"""What a copy of a register remembers of its master data: one row a record, in a table that only copies have."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any, Dict, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore
from ruhr_smartcity_plugin.adapters.projects.master_rows import read_masters, write_masters
from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.adapters.projects.session import Session
from ruhr_smartcity_plugin.core.projects.conflicts import dump_decision, dump_key, load_decision, load_key
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, as_plain_master, read_plain_master
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase
from ruhr_smartcity_plugin.core.projects.master_outbox import MasterWaiting
from ruhr_smartcity_plugin.core.projects.master_sync import MasterBase, MasterSent
from ruhr_smartcity_plugin.core.projects.outbox import WaitingState
from ruhr_smartcity_plugin.translation import tr

_MAKE = (
    "CREATE TABLE IF NOT EXISTS sync_master (fid INTEGER PRIMARY KEY AUTOINCREMENT NOT NULL, "
    "record_uuid TEXT NOT NULL UNIQUE, remote TEXT NOT NULL, local_version INTEGER, base TEXT, sent TEXT, "
    "made_of TEXT, error TEXT, mine TEXT, other TEXT, origin TEXT, decisions TEXT, synchronised_at DATETIME)")
_IS_THERE = "SELECT count(*) AS n FROM sqlite_master WHERE type = 'table' AND name = 'sync_master'"
_BEGIN = "INSERT INTO sync_master (record_uuid, remote) VALUES (:uuid, :remote) ON CONFLICT (record_uuid) DO NOTHING"
_ALL = "SELECT * FROM sync_master WHERE remote = :remote ORDER BY fid"
_QUEUE = (
    "UPDATE sync_master SET remote = :remote, sent = :sent, made_of = :made_of, error = NULL "
    "WHERE record_uuid = :uuid")
_SETTLE = (
    "UPDATE sync_master SET remote = :remote, base = :base, local_version = :local_version, sent = NULL, "
    "made_of = NULL, error = NULL, mine = NULL, other = NULL, origin = NULL, decisions = NULL, synchronised_at = :now "
    "WHERE record_uuid = :uuid")
_DISCARD = (
    "UPDATE sync_master SET local_version = :local_version, sent = NULL, made_of = NULL, error = NULL, mine = NULL, "
    "other = NULL, origin = NULL, decisions = NULL WHERE record_uuid = :uuid")
_REFUSE = "UPDATE sync_master SET error = :reason WHERE record_uuid = :uuid"
_KEEP = (
    "UPDATE sync_master SET remote = :remote, mine = :mine, other = :other, origin = :origin, decisions = :decisions "
    "WHERE record_uuid = :uuid")
_DECIDE = "UPDATE sync_master SET decisions = :decisions WHERE record_uuid = :uuid"


class MasterDataCopy:
    """The local side of a synchronisation of master data; see `MasterCopy`. `remote` names the other side."""

    def __init__(self, store: GeoPackageStore, remote: str) -> None:
        self._store, self._remote = store, remote

    def begin(self) -> None:
        """Note that the other side keeps master data: from now on what is edited here waits to be sent there."""
        with self._store.writing() as session:
            session.run(_MAKE, {})

    def masters(self) -> Tuple[MasterRecord, ...]:
        return self._store.masters()

    def master_users(self) -> Dict[str, Tuple[str, ...]]:
        return self._store.master_users()

    def save_masters(self, records: Sequence[MasterRecord], who: str, comment: str = "") -> Tuple[MasterRecord, ...]:
        return self._store.save_masters(records, who, comment)

    def master_bases(self) -> Dict[str, MasterBase]:
        return {row["record_uuid"]: MasterBase(_load(row["base"]), row["local_version"])
                for row in self._rows() if row["base"]}

    def sent_masters(self) -> Dict[str, MasterSent]:
        return {row["record_uuid"]: MasterSent(_load(row["sent"]), _load(row["made_of"]))
                for row in self._rows() if row["sent"]}

    def queue_master(self, sent: MasterSent) -> None:
        self._run(_QUEUE, sent.record.uuid, sent=_dump(sent.record), made_of=_dump(sent.made_of))

    def settle_master(self, remote: MasterRecord, base_version: int) -> None:
        with self._store.writing() as session:
            version = base_version
            taken = MasterRecord(remote.table, remote.record, base_version, remote.deleted)
            for one in write_masters(session, [taken], remote.changed_by, tr("synchronised"), may_be_named=True):
                version = one.version
            self._put(session, _SETTLE, remote.uuid, base=_dump(remote), local_version=version, now=utc_now())

    def refuse_master(self, uuid: str, reason: str) -> None:
        self._run(_REFUSE, uuid, reason=reason)

    def master_cases(self) -> Dict[str, MasterCase]:
        return {row["record_uuid"]: MasterCase(
            _load(row["origin"]) if row["origin"] else None, _load(row["mine"]), _load(row["other"]),
            {load_key(key): load_decision(made) for key, made in json.loads(row["decisions"] or "{}").items()})
            for row in self._rows() if row["mine"]}

    def keep_master_case(self, case: MasterCase) -> None:
        self._run(_KEEP, case.uuid, mine=_dump(case.mine), other=_dump(case.other), decisions=_decisions(case),
                  origin=_dump(case.base) if case.base else None)

    def keep_decisions(self, cases: Sequence[MasterCase]) -> None:
        """Keep what was decided so far; the versions it is about stay as they were found."""
        with self._store.writing() as session:
            for case in cases:
                self._put(session, _DECIDE, case.uuid, decisions=_decisions(case))

    def waiting_masters(self) -> Tuple[MasterWaiting, ...]:
        """Return what is not yet at the other side, refused records first."""
        with self._store.reading() as session:
            waiting, in_conflict, refused = master_state(session, self._remote)
            mine = {one.uuid: one for one in read_masters(session)}
        bases = self.master_bases()
        states = {**dict.fromkeys(refused, WaitingState.REFUSED), **dict.fromkeys(in_conflict, WaitingState.CONFLICT)}
        return tuple(MasterWaiting(mine[uuid], bases[uuid].record if uuid in bases else None,
                                   states.get(uuid, WaitingState.WAITING), refused.get(uuid, ""))
                     for uuid in dict.fromkeys((*refused, *in_conflict, *waiting)) if uuid in mine)

    def discard(self, record: MasterWaiting, who: str) -> None:
        """Give up what was changed here: the record is again what both sides held last, or deleted if only here.

        Raises VersionConflictError if the record was saved again after it was read.
        """
        kept = replace(record.mine, deleted=True) if record.base is None else replace(
            record.base, version=record.mine.version)
        with self._store.writing() as session:
            (stored,) = write_masters(session, [kept], who, tr("change discarded"), may_be_named=True)
            self._put(session, _DISCARD, record.uuid, local_version=stored.version)

    def _rows(self) -> Sequence[Mapping[str, Any]]:
        with self._store.reading() as session:
            return _rows(session, self._remote)

    def _run(self, statement: str, uuid: str, **values: object) -> None:
        with self._store.writing() as session:
            self._put(session, statement, uuid, **values)

    def _put(self, session: Session, statement: str, uuid: str, **values: object) -> None:
        session.run(_MAKE, {})
        known = {"uuid": uuid, "remote": self._remote}
        session.run(_BEGIN, known)
        session.run(statement, {**known, **values})


def master_state(session: Session, remote: str) -> Tuple[Tuple[str, ...], Tuple[str, ...], Dict[str, str]]:
    """Return the ids of the master data that wait to be synchronised, are in conflict, or were refused (and why)."""
    if not session.rows(_IS_THERE, {})[0]["n"]:
        return (), (), {}  # a service for the public keeps none: nothing waits for it
    rows = {row["record_uuid"]: row for row in _rows(session, remote)}
    waiting: List[str] = []
    for one in read_masters(session):
        row = rows.get(one.uuid)
        known = row["local_version"] if row is not None else None
        if (known is None and not one.deleted) or known not in (None, one.version) or (row is not None and row["sent"]):
            waiting.append(one.uuid)
    in_conflict = tuple(uuid for uuid, row in rows.items() if row["mine"])
    return tuple(waiting), in_conflict, {uuid: row["error"] for uuid, row in rows.items() if row["error"]}


def _rows(session: Session, remote: str) -> Sequence[Mapping[str, Any]]:
    if not session.rows(_IS_THERE, {})[0]["n"]:
        return ()
    return session.rows(_ALL, {"remote": remote})


def _dump(one: MasterRecord) -> str:
    return json.dumps(as_plain_master(one), ensure_ascii=False)


def _load(text: str) -> MasterRecord:
    return read_plain_master(json.loads(text))


def _decisions(case: MasterCase) -> str:
    return json.dumps({dump_key(key): dump_decision(made) for key, made in case.decisions.items()}, ensure_ascii=False)
