# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing the master data of a copy and of the register it was made of together, after their projects.

Every record takes part, whether a project names it or not. The work can be stopped between any two records: what was
sent but not yet noted merges without conflict when it is done again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any, Dict, List, Protocol, Sequence, Tuple, runtime_checkable

from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError, StillNamedError, VersionConflictError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.changes import GONE, RECORD_FIELD, Change
from ruhr_smartcity_plugin.core.projects.gone_back import GoneBack
from ruhr_smartcity_plugin.core.projects.master import BY_NAME, CONTACT_TABLE, MASTER_TABLES, MasterRecord, same_record
from ruhr_smartcity_plugin.core.projects.master_history import restored
from ruhr_smartcity_plugin.core.projects.master_joining import joined_masters, name_key
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase, merge_masters
from ruhr_smartcity_plugin.core.projects.merging import Decision, Decisions, Side
from ruhr_smartcity_plugin.core.projects.synchronising import Outcome, RecordResult, SyncReport
from ruhr_smartcity_plugin.translation import tr

_TABLES = {one.name: number for number, one in enumerate(MASTER_TABLES)}


@runtime_checkable
class MasterStore(Protocol):
    """A register that keeps master data; one behind a web service, or as the public sees it, does not."""

    def masters(self) -> Tuple[MasterRecord, ...]:
        """Return all records, deleted ones too."""

    def master_users(self) -> Dict[str, Tuple[str, ...]]:
        """Return by id the titles of the projects that name an organisation or a programme; deleted ones do not."""

    def save_masters(self, records: Sequence[MasterRecord], who: str, comment: str = "") -> Tuple[MasterRecord, ...]:
        """Save records in one transaction, and return what the store now holds, in order.

        A record that is stored as given writes nothing. Raises VersionConflictError if somebody else saved meanwhile,
        StillNamedError if a record to be deleted is named by projects, StoreForbiddenError if the rights refuse it.
        """

    def history(self, uuid: str) -> Tuple[Change, ...]:
        """Return the changes of one record, newest first; of one that was deleted for good only that it was."""


def keeps_masters(store: object) -> bool:
    """Answer whether a register keeps master data that this log-in may see."""
    return isinstance(store, MasterStore) and getattr(store, "keeps_masters", True)


@dataclass(frozen=True)
class MasterBase:
    """What both sides held of a record when it was last synchronised, and its version here."""

    record: MasterRecord  # as the other side held it, with its version there
    local_version: int


@dataclass(frozen=True)
class MasterSent:
    """What was sent to the other side, with the version there it was to replace, and what it was made of here."""

    record: MasterRecord
    made_of: MasterRecord


class MasterCopy(Protocol):
    """A local register that remembers what its master data were made of."""

    def masters(self) -> Tuple[MasterRecord, ...]:
        """See `MasterStore`."""

    def master_users(self) -> Dict[str, Tuple[str, ...]]:
        """See `MasterStore`."""

    def save_masters(self, records: Sequence[MasterRecord], who: str, comment: str = "") -> Tuple[MasterRecord, ...]:
        """See `MasterStore`."""

    def begin(self) -> None:
        """Note that the other side keeps master data."""

    def master_bases(self) -> Dict[str, MasterBase]:
        """Return the state of each record at its last synchronisation, if it ever was."""

    def sent_masters(self) -> Dict[str, MasterSent]:
        """Return the records on their way."""

    def queue_master(self, sent: MasterSent) -> None:
        """Note that a record is on its way; it stays noted until it is settled."""

    def settle_master(self, remote: MasterRecord, base_version: int) -> None:
        """Take a record over, with its tombstone, and remember the state, out of the queue: all in one step.

        `base_version` is the version here that it replaces, 0 for none. Raises VersionConflictError.
        """

    def refuse_master(self, uuid: str, reason: str) -> None:
        """Note why the other side did not take a record."""

    def master_cases(self) -> Dict[str, MasterCase]:
        """Return the conflicts that were found, with what was decided about them."""

    def keep_master_case(self, case: MasterCase) -> None:
        """Keep a record in conflict until it is settled."""


def synchronise_masters(local: MasterCopy, remote: object, who: str, progress: Progress, *,
                        on_conflict: Side | None = None, decisions: Decisions | None = None) -> SyncReport:
    """Bring the master data of both sides together; a side that keeps none is left alone.

    Conflicts are reported, or all decided for one side by `on_conflict`. A record that cannot be saved fails alone.
    Raises ConnectionFailedError if the connection is lost for good, and CancelledError.
    """
    if not keeps_masters(remote):
        return SyncReport()
    local.begin()
    work = _Work(local, remote, who, on_conflict, decisions or {})
    return SyncReport(tuple(work.run(progress)))


class _Work:
    def __init__(self, local: MasterCopy, remote: Any, who: str, on_conflict: Side | None,
                 decisions: Decisions) -> None:
        self._local, self._remote, self._who = local, remote, who
        self._on_conflict, self._decisions = on_conflict, decisions
        self._ours = {one.uuid: one for one in local.masters()}
        self._theirs = {one.uuid: one for one in remote.masters()}
        self._gone_back = GoneBack(remote)
        self._bases, self._sent, self._cases = local.master_bases(), local.sent_masters(), local.master_cases()

    def run(self, progress: Progress) -> List[RecordResult]:
        self._join_twins()
        todo = [uuid for uuid in self._in_order() if self._is_to_do(uuid)]
        results = []
        for number, uuid in enumerate(todo):
            stop_if_cancelled(progress)
            progress.report(number / len(todo), tr("Synchronising record {number} of {count}").format(
                number=number + 1, count=len(todo)))
            found = self._record(uuid)
            if found is not None:
                results.append(found)
        return results

    @cached_property
    def _users(self) -> Dict[str, Tuple[str, ...]]:
        return self._local.master_users()

    def _in_order(self) -> List[str]:
        # Contacts need their organisation there.
        known = {**self._ours, **self._theirs}
        return sorted(known, key=lambda uuid: _TABLES[known[uuid].table])

    def _is_to_do(self, uuid: str) -> bool:
        ours, theirs, base = self._ours.get(uuid), self._theirs.get(uuid), self._bases.get(uuid)
        if base is not None:
            there, known = theirs.version if theirs else None, base.record.changed_at
            return uuid in self._sent or (ours and ours.version, there) != (base.local_version, base.record.version) \
                or (bool(known and theirs and theirs.changed_at) and theirs.changed_at != known)
        # A record that was made and deleted on one side only is nobody's business.
        return not all(one is None or one.deleted for one in (ours, theirs))

    def _record(self, uuid: str) -> RecordResult | None:
        ours, theirs, base = self._ours.get(uuid), self._theirs.get(uuid), self._base_of(uuid)
        if base is not None and theirs is not None and self._went_back(base, theirs):
            base = None  # the other side went back, to a backup of it: what it lost must not vanish here unasked
        if theirs is None and base is not None and base.record.table == CONTACT_TABLE:
            # Only contacts are deleted for good. What else is missing a backup does not know yet: it is sent again.
            theirs = replace(base.record, deleted=True, version=0)
            if not self._is_erased_there(uuid):
                base = None  # perhaps a backup did not hold it
        if ours is None:
            return self._pulled(theirs, None) if theirs is not None else None
        if theirs is None:
            return self._pushed(replace(ours, version=0), ours, None)
        is_named = ours.deleted != theirs.deleted and uuid in self._users
        if is_named and ours.deleted:  # the projects that came from there name it
            ours = self._brought_back(ours)
        has_changed_there = base is None or theirs.version != base.record.version
        if base is not None and ours.version == base.local_version and not is_named:
            return self._pulled(theirs, ours) if has_changed_there else None
        # What projects name is not deleted, whoever came first.
        case = MasterCase(base.record if base else None, ours, replace(theirs, deleted=False) if is_named else theirs)
        decided = self._decisions_on(case)
        merge = merge_masters(case.base, ours, case.other, decided)
        if merge.conflicts:
            kept = {one.key: decided[one.key] for one in case.conflicts if one.key in decided}
            self._local.keep_master_case(replace(case, decisions=kept))
            return RecordResult(uuid, named(ours), Outcome.CONFLICT, case)
        if same_record(merge.record, theirs):
            outcome = Outcome.PULLED if has_changed_there and not same_record(ours, theirs) else None
            return self._pulled(theirs, ours, outcome)
        return self._pushed(merge.record, ours, theirs, was_changed=has_changed_there)

    def _went_back(self, base: MasterBase, theirs: MasterRecord) -> bool:
        if base is not self._bases.get(theirs.uuid):  # they hold what we sent
            return theirs.version < base.record.version
        if theirs.version > base.record.version:
            self._gone_back.ask([theirs.uuid])
        return self._gone_back.lost(theirs.uuid, (base.record.version, base.record.changed_at),
                                    (theirs.version, theirs.changed_at))

    def _base_of(self, uuid: str) -> MasterBase | None:
        """Return the common origin. If the other side holds what we sent, it is what that was made of."""
        sent, theirs = self._sent.get(uuid), self._theirs.get(uuid)
        if sent is not None and theirs is not None and theirs.version > sent.record.version \
                and same_record(theirs, sent.record):
            return MasterBase(replace(sent.made_of, version=sent.record.version), sent.made_of.version)
        return self._bases.get(uuid)

    def _is_erased_there(self, uuid: str) -> bool:
        """Answer whether somebody deleted a record there for good, as the data of a person are: the history tells."""
        return any(one.field == RECORD_FIELD and one.new_value == GONE for one in self._remote.history(uuid))

    def _decisions_on(self, case: MasterCase) -> Decisions:
        if not case.conflicts:
            return {}
        kept = self._cases.get(case.uuid)
        chosen = {one.key: Decision(self._on_conflict) for one in case.conflicts} if self._on_conflict else {}
        return {**chosen, **(kept.fitting(case.conflicts) if kept else {}), **self._decisions}

    def _pushed(self, merged: MasterRecord, ours: MasterRecord, theirs: MasterRecord | None, *,
                was_changed: bool = False) -> RecordResult | None:
        """Send a record, then note here what the other side holds."""
        if merged.deleted and theirs is None:
            return None
        self._local.queue_master(MasterSent(merged, ours))
        try:
            (stored,) = self._remote.save_masters([merged], self._who)
        except ConnectionFailedError:
            raise
        except StillNamedError as error:
            if theirs is None:
                return self._failed(ours, error)
            return self._not_deleted(ours, error)
        except RuhrError as error:
            return self._failed(ours, error)
        return self._pulled(stored, ours, Outcome.MERGED if was_changed and theirs is not None else Outcome.PUSHED)

    def _not_deleted(self, ours: MasterRecord, error: StillNamedError) -> RecordResult:
        """What projects name there is needed here, too, with what was changed here before it was deleted."""
        self._sent.pop(ours.uuid, None)
        self._brought_back(ours)
        found = self._record(ours.uuid)
        if found is not None and found.outcome in (Outcome.CONFLICT, Outcome.FAILED):
            return found
        return self._failed(ours, error)

    def _brought_back(self, ours: MasterRecord) -> MasterRecord:
        """Undo a deletion here, with the contacts that went with it."""
        back = restored(self._ours.values(), ours)
        stored = self._local.save_masters(back, self._who, tr("Projects of the team's register name the entry"))
        self._ours.update({one.uuid: one for one in stored})
        return self._ours[ours.uuid]

    def _pulled(self, theirs: MasterRecord, ours: MasterRecord | None,
                outcome: Outcome | None = Outcome.PULLED) -> RecordResult | None:
        if ours is None and theirs.deleted:
            return None
        try:
            self._local.settle_master(theirs, ours.version if ours else 0)
        except RuhrError as error:
            return self._failed(theirs, error)
        return RecordResult(theirs.uuid, named(theirs), outcome) if outcome is not None else None

    def _failed(self, one: MasterRecord, error: RuhrError) -> RecordResult:
        if isinstance(error, VersionConflictError):  # somebody saved in between: look again
            reason = tr("Others kept saving this record. It will be tried again next time.")
            return RecordResult(one.uuid, named(one), Outcome.FAILED, reason=reason)
        self._local.refuse_master(one.uuid, error.sentence)
        return RecordResult(one.uuid, named(one), Outcome.FAILED, reason=error.sentence)

    # --- both sides wrote down the same entry ---
    def _join_twins(self) -> None:
        """An entry that is there already counts: ours goes, unless a project here still names it.

        What only ours states is entered in the other one, and its contacts go over to it.
        """
        there = {_name_of(one): one for one in self._theirs.values() if not one.deleted}
        there.pop(None, None)
        new = [one for one in self._ours.values() if not one.deleted and one.uuid not in self._theirs
               and one.uuid not in self._bases and _name_of(one) in there]
        users = self._local.master_users() if new else {}
        for one in new:
            if users.get(one.uuid):
                continue
            twin = there[_name_of(one)]
            if twin.uuid not in self._ours:
                self._local.settle_master(twin, 0)
                self._read_again()
            if self._ours[twin.uuid].deleted:
                continue  # deleted here, and not yet there
            edits = joined_masters(self._ours[twin.uuid], [one], self._ours.values())
            self._local.save_masters(edits, self._who, tr("The entry is in the team's register already"))
            self._read_again()

    def _read_again(self) -> None:
        self._ours = {one.uuid: one for one in self._local.masters()}
        self._bases = self._local.master_bases()


def named(one: MasterRecord) -> str:
    """Return what a report calls a record."""
    return one.title or tr("Contact")


def _name_of(one: MasterRecord) -> Tuple[str, ...] | None:
    key = name_key(BY_NAME[one.table].attribute, one.record)
    return (one.table, *key) if key is not None else None
