# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing a copy of a register and the register it was made of together, record by record.

Each record ends in one of the outcomes below, and the work can be stopped between any two steps: what was pushed but
not yet noted, or noted on one side only, merges without conflict when it is done again.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Protocol, Sequence, Set, Tuple

from ruhr_smartcity_plugin.core.errors import RuhrError, StoreError, VersionConflictError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.carriage import WHOLE, Carriage
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.comment_sync import CommentReport
from ruhr_smartcity_plugin.core.projects.common_origin import common_origin
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.gone_back import GoneBack
from ruhr_smartcity_plugin.core.projects.master_joining import name_key, with_joined
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase
from ruhr_smartcity_plugin.core.projects.merging import (
    Conflict,
    Decision,
    Decisions,
    Merge,
    Side,
    merge_bundles,
    same_content,
)
from ruhr_smartcity_plugin.core.projects.portions import found_in, saved_each
from ruhr_smartcity_plugin.core.projects.store import Answer, PortionStore, ProjectStore, Write
from ruhr_smartcity_plugin.translation import tr

# A record that is saved by others again and again while we merge is left for the next time.
_TRIES = 3
# So many records are one transaction: fast on a slow line, and little to do again if it breaks.
_PORTION = 50


class Outcome(Enum):
    """What became of a record."""

    PUSHED = "pushed"
    PULLED = "pulled"
    MERGED = "merged"  # both sides had changed
    CONFLICT = "conflict"
    FAILED = "failed"


@dataclass(frozen=True)
class Base:
    """What both sides held when a record was last synchronised, and under which versions."""

    bundle: ProjectBundle
    remote_version: int
    local_version: int


@dataclass(frozen=True)
class Sent:
    """What was sent to the other side, under which version, and the state of the copy it was made of."""

    bundle: ProjectBundle
    made_of: ProjectBundle
    base_version: int
    is_deletion: bool = False


@dataclass(frozen=True)
class RecordResult:
    """One record: what became of it, the case if it is in conflict, or the reason it failed."""

    uuid: str
    title: str
    outcome: Outcome
    case: ConflictCase | MasterCase | None = None
    reason: str = ""
    is_worth_another_try: bool = False

    @property
    def conflicts(self) -> Tuple[Conflict, ...]:
        """What only a person can decide."""
        return self.case.conflicts if self.case else ()


@dataclass(frozen=True)
class SyncReport:
    """All records that needed something, in order, and what became of the comments."""

    records: Tuple[RecordResult, ...] = ()
    comments: CommentReport = field(default_factory=CommentReport)

    def count(self, *outcomes: Outcome) -> int:
        """Return how many records ended so."""
        return sum(one.outcome in outcomes for one in self.records)


@dataclass(frozen=True)
class Settled:
    """A record both sides agree on: as the other side holds it, and the version here that it replaces (0: none)."""

    bundle: ProjectBundle
    base_version: int
    here: ProjectBundle | None = None  # what is kept here, if it is something else


class Copy(Protocol):
    """A local register that remembers what it was made of."""

    def versions(self) -> Dict[str, Tuple[int, bool]]:
        """See `ProjectStore`."""

    def find_all(self, uuids: Sequence[str]) -> Dict[str, ProjectBundle]:
        """See `PortionStore`."""

    def bases_of(self, uuids: Sequence[str]) -> Dict[str, Base]:
        """Return the state of records at their last synchronisation, if they ever were."""

    def base_versions(self) -> Dict[str, Tuple[int, int, str]]:
        """Return of every record, at its last synchronisation: version there and here, when it was changed there."""

    def history(self, uuid: str) -> Sequence[Change]:
        """See `ProjectStore`."""

    def queue_all(self, sents: Mapping[str, Sent]) -> None:
        """Note that records are on their way; they stay noted until they are settled."""

    def queued(self) -> Dict[str, Sent]:
        """Return the records on their way."""

    def settle(self, items: Sequence[Settled]) -> Dict[str, RuhrError]:
        """Take records over, with code and tombstone, and remember the state, out of the queue: all in one step.

        Returns what kept a record from being taken over; the others are.
        """

    def confirm(self, uuid: str) -> None:
        """Take a record out of the queue: there is nothing to send any more."""

    def refuse(self, uuid: str, reason: str) -> None:
        """Note why the other side did not take a record."""

    def cases(self) -> Dict[str, ConflictCase]:
        """Return the conflicts that were found, with what was decided about them."""

    def keep_case(self, case: ConflictCase) -> None:
        """Keep a record in conflict until it is settled."""


def synchronise(local: Copy, remote: ProjectStore, who: str, progress: Progress, *,
                on_conflict: Side | None = None, decisions: Decisions | None = None) -> SyncReport:
    """Bring both sides together. Conflicts are reported, or all decided for one side by `on_conflict`.

    What was decided in the copy is applied where it still fits. A record that cannot be saved fails alone. Raises
    ConnectionFailedError if the connection is lost for good, and CancelledError; what was done until then is done.
    """
    work = _Synchroniser(local, remote, who, on_conflict, decisions or {})
    ours, theirs, known = local.versions(), remote.versions(), local.base_versions()
    work.gone = {uuid for uuid, (_version, is_deleted) in theirs.items() if is_deleted and uuid not in ours}
    todo = [uuid for uuid in dict.fromkeys((*theirs, *ours))
            if uuid in work.queued or _is_to_do(uuid, ours, theirs, known, work.gone_back)]
    return SyncReport(tuple(work.run(todo, progress)))


Versions = Mapping[str, Tuple[int, bool]]


def _is_to_do(uuid: str, ours: Versions, theirs: Versions, known: Mapping[str, Tuple[int, int, str]],
              gone_back: GoneBack) -> bool:
    mine, other = ours.get(uuid), theirs.get(uuid)
    if uuid in known:
        there, here, moment = known[uuid]
        return (other and other[0], mine and mine[0]) != (there, here) or gone_back.is_another(uuid, moment)
    # A record that was made and deleted on one side only is nobody's business.
    return not all(one is None or one[1] for one in (mine, other))


@dataclass(frozen=True)
class _Plan:
    """What is to be done with one record. `write` None: nothing is to be sent."""

    uuid: str
    title: str
    outcome: Outcome | None
    base_version: int = 0  # of the version here that is replaced
    bundle: ProjectBundle | None = None  # as the other side holds it, if nothing is sent; None: nothing to take over
    write: Write | None = None
    sent: Sent | None = None
    case: ConflictCase | None = None
    here: ProjectBundle | None = None  # what is kept here, if it is not what the other side holds


class _Synchroniser:
    def __init__(self, local: Copy, remote: ProjectStore, who: str, on_conflict: Side | None,
                 decisions: Decisions) -> None:
        self._local, self._remote, self._who = local, remote, who
        self._on_conflict, self._decisions = on_conflict, decisions
        self.queued, self._cases = local.queued(), local.cases()
        # What the other side cannot hold is not compared with it: it counts as unchanged there.
        self._carriage: Carriage = getattr(remote, "carriage", WHOLE)
        self._keeps_tombstones: bool = getattr(remote, "keeps_tombstones", True)
        self._size = _PORTION if isinstance(remote, PortionStore) else 1
        self.gone_back = GoneBack(remote)
        self.gone: Set[str] = set()  # deleted there, and never here
        self._known: Dict[str, Dict[Any, Any]] = {}  # by list, read when the first project names something of it

    def run(self, todo: List[str], progress: Progress) -> List[RecordResult]:
        """Work through records in portions. What others saved meanwhile, or refers to a later one, gets its turn again.
        """
        results: Dict[str, RecordResult] = {}
        left = list(todo)
        for _ in range(_TRIES):
            again: List[str] = []
            for start in range(0, len(left), self._size):
                stop_if_cancelled(progress)
                progress.report(start / len(left), tr("Synchronising record {number} of {count}").format(
                    number=start + 1, count=len(left)))
                for one in self._portion(left[start:start + self._size]):
                    results[one.uuid] = one
                    if one.outcome is Outcome.FAILED and one.is_worth_another_try:
                        again.append(one.uuid)
            left = again
            if not left:
                break
        return [results[uuid] for uuid in todo if uuid in results]

    def _portion(self, uuids: Sequence[str]) -> Iterator[RecordResult]:
        ours, theirs = self._local.find_all(uuids), found_in(self._remote, uuids)
        self._bring_named(theirs.values())
        bases = self._local.bases_of(uuids)
        self.gone_back.ask([uuid for uuid, one in bases.items()
                            if uuid in theirs and theirs[uuid].project.version > one.remote_version])
        plans: List[_Plan] = []
        for uuid in uuids:
            mine, other = ours.get(uuid), theirs.get(uuid)
            plans.append(self._planned(uuid, mine, other, bases.get(uuid) or self._origin_of(mine, other)))
        for plan in plans:
            if plan.case is not None:
                self._local.keep_case(plan.case)
            elif plan.bundle is None and plan.write is None and plan.uuid in self.queued:
                self._local.confirm(plan.uuid)
        sent = {one.uuid: one.sent for one in plans if one.sent is not None}
        if sent:
            self._local.queue_all(sent)
            self.queued.update(sent)
        writes = {one.uuid: one.write for one in plans if one.write is not None}
        answers = dict(zip(writes, saved_each(self._remote, list(writes.values()), self._who))) if writes else {}
        settled = {one.uuid: self._completed(answers.get(one.uuid, one.bundle), one) for one in plans}
        failures = self._local.settle([
            Settled(settled[one.uuid], one.base_version, one.here) for one in plans
            if isinstance(settled[one.uuid], ProjectBundle)])
        for plan in plans:
            answer = settled[plan.uuid]
            error = answer if isinstance(answer, RuhrError) else failures.get(plan.uuid)
            if error is not None:
                yield self._failed(plan, error)
            elif plan.outcome is not None:
                yield RecordResult(plan.uuid, plan.title, plan.outcome, plan.case)

    def _bring_named(self, theirs: Iterable[ProjectBundle]) -> None:
        """Take over tombstones of projects that were never here, if others refer to them: else those cannot come."""
        named = {one.to_uuid for bundle in theirs for one in bundle.relations} & self.gone
        self.gone -= named
        for bundle in found_in(self._remote, sorted(named)).values() if named else ():
            project = bundle.project
            # Should the second step not be reached, it looks as if the deletion there was not seen yet.
            alive = replace(bundle, relations=(), project=replace(project, deleted=False, version=project.version - 1))
            if not self._local.settle([Settled(alive, 0)]):
                self._local.settle([Settled(bundle, 1)])

    def _completed(self, answer: Answer | None, plan: _Plan) -> Answer | None:
        """Add to what the other side holds what it cannot hold, and what therefore stays as it is here."""
        whole = plan.sent.bundle if plan.sent is not None else None
        return self._carriage.completed(answer, whole) if isinstance(answer, ProjectBundle) else answer

    def _failed(self, plan: _Plan, error: RuhrError) -> RecordResult:
        if isinstance(error, VersionConflictError):  # somebody saved in between: look again
            reason = tr("Others kept saving this record. It will be tried again next time.")
            return RecordResult(plan.uuid, plan.title, Outcome.FAILED, reason=reason, is_worth_another_try=True)
        self._local.refuse(plan.uuid, error.sentence)
        bundle = plan.write.bundle if plan.write else plan.bundle
        # A project it refers to may have come meanwhile.
        return RecordResult(plan.uuid, plan.title, Outcome.FAILED, reason=error.sentence,
                            is_worth_another_try=bool(bundle and bundle.relations) and type(error) is StoreError)

    def _planned(self, uuid: str, ours: ProjectBundle | None, theirs: ProjectBundle | None,
                 known: Base | None) -> _Plan:
        base = self._base_of(uuid, theirs, known)
        if base is not None and theirs is not None and self._went_back(base, known, theirs):
            base = None  # the other side went back, to a backup of it: what it lost must not vanish here unasked
        if theirs is None and base is not None and not self._keeps_tombstones:
            theirs = _gone(base)
        if ours is None:
            return _Plan(uuid, theirs.project.title, Outcome.PULLED, 0, theirs) if theirs else _Plan(uuid, "", None)
        version, title = ours.project.version, ours.project.title
        if self._carriage.part_of(replace(ours, project=replace(ours.project, deleted=False))) is None:
            return self._withheld(base, ours, theirs)
        if theirs is not None:
            theirs = self._carriage.completed(theirs, base.bundle if base else ours)
        ours = self._with_known_entries(ours)
        if theirs is None:
            new = replace(ours, project=replace(ours.project, version=0, code=""))
            return self._pushed(Merge(new, is_deleted=ours.project.deleted), ours, None)
        has_changed_here = base is None or version != base.local_version
        has_changed_there = base is None or theirs.project.version != base.remote_version
        if not has_changed_here:
            return _Plan(uuid, theirs.project.title, Outcome.PULLED, version, theirs) if has_changed_there else \
                _Plan(uuid, title, None)
        case = ConflictCase(base.bundle if base else None, ours, theirs)
        decided = self._decisions_on(case)
        merge = merge_bundles(case.base, ours, theirs, decided)
        if merge.conflicts:
            kept = {one.key: decided[one.key] for one in case.conflicts if one.key in decided}
            return _Plan(uuid, title, Outcome.CONFLICT, case=replace(case, decisions=kept))
        return self._pushed(merge, ours, theirs, was_changed=has_changed_there)

    def _went_back(self, base: Base, known: Base | None, theirs: ProjectBundle) -> bool:
        if base is not known:  # they hold what we sent
            return theirs.project.version < base.remote_version
        return self.gone_back.lost(theirs.project.uuid, (base.remote_version, base.bundle.project.changed_at),
                                   (theirs.project.version, theirs.project.changed_at))

    def _origin_of(self, ours: ProjectBundle | None, theirs: ProjectBundle | None) -> Base | None:
        """Return what both were made of if one register is a copied file of the other: its first synchronisation."""
        if ours is None or theirs is None or same_content(ours, theirs):
            return None
        uuid = ours.project.uuid
        origin = common_origin(ours, theirs, self._local.history(uuid), self._remote.history(uuid))
        return Base(origin, origin.project.version, origin.project.version) if origin is not None else None

    def _base_of(self, uuid: str, theirs: ProjectBundle | None, known: Base | None) -> Base | None:
        """Return the common origin. If the other side holds what we sent, it is what that was made of.

        This is how work goes on that was broken off after the other side had saved: our edits are in there already.
        """
        sent = self.queued.get(uuid)
        if sent is not None and theirs is not None and theirs.project.deleted == sent.is_deletion \
                and theirs.project.version > sent.base_version \
                and same_content(theirs, self._carriage.part_of(sent.bundle) or sent.bundle):
            return Base(sent.made_of, sent.base_version, sent.made_of.project.version)
        return known

    def _withheld(self, base: Base | None, ours: ProjectBundle, theirs: ProjectBundle | None) -> _Plan:
        """Plan for a project that may not be at the other side: what is there is taken over here, and withdrawn.

        Deleted there, it stays here: it is nobody else's business.
        """
        uuid, title, version = ours.project.uuid, ours.project.title, ours.project.version
        if theirs is None:
            return _Plan(uuid, title, None)
        theirs = self._carriage.completed(theirs, base.bundle if base else ours)
        if theirs.project.deleted:
            sent = self.queued.get(uuid)  # withdrawn before, and broken off before what was there was taken over
            kept = merge_bundles(sent.made_of, ours, sent.bundle).bundle if sent and sent.is_deletion else ours
            return _Plan(uuid, title, None, version, theirs, here=kept)
        case = ConflictCase(base.bundle if base else None, ours, theirs)
        decided = self._decisions_on(case)
        merge = merge_bundles(case.base, ours, theirs, decided)
        if merge.conflicts:
            return _Plan(uuid, title, Outcome.CONFLICT, case=case)
        kept = ours if merge.is_deleted else merge.bundle
        there = theirs.project.version
        return _Plan(uuid, title, Outcome.PUSHED, version, theirs, Write(theirs, there, is_deletion=True),
                     Sent(kept, ours, there, True), here=kept)

    def _decisions_on(self, case: ConflictCase) -> Decisions:
        if not case.conflicts:
            return {}
        kept = self._cases.get(case.uuid)
        chosen = {one.key: Decision(self._on_conflict) for one in case.conflicts} if self._on_conflict else {}
        return {**chosen, **(kept.fitting(case.conflicts) if kept else {}), **self._decisions}

    def _pushed(self, merge: Merge, ours: ProjectBundle, theirs: ProjectBundle | None, *,
                was_changed: bool = False) -> _Plan:
        uuid, version = merge.bundle.project.uuid, theirs.project.version if theirs else 0
        title, here = merge.bundle.project.title, ours.project.version
        if merge.is_deleted and theirs is None:
            return _Plan(uuid, title, None)
        part = self._carriage.part_of(merge.bundle)
        if part is None and not merge.is_deleted:  # the other side made it one that may not go there: taken over here
            return _Plan(uuid, title, Outcome.PULLED, here, theirs, here=merge.bundle)
        is_new_there = not merge.is_deleted and (
            theirs is None or not same_content(part, self._carriage.part_of(theirs) or theirs))
        sent = Sent(merge.bundle, ours, version, merge.is_deleted)
        write = None
        if merge.is_deleted and not theirs.project.deleted:
            # Should somebody bring it back, what was edited before the deletion comes with it.
            is_edited = self._carriage is WHOLE and not same_content(merge.bundle, theirs)
            write = Write(merge.bundle if is_edited else theirs, version, is_deletion=True, is_edited=is_edited)
        elif not merge.is_deleted and (is_new_there or theirs.project.deleted):
            write = Write(part, version)
        if write is None and self._carriage is not WHOLE and not was_changed:
            return _Plan(uuid, title, None, here, theirs, here=ours)  # only what stays here was changed
        outcome: Outcome | None = Outcome.PULLED
        if is_new_there or merge.is_deleted:
            outcome = Outcome.MERGED if was_changed and is_new_there else Outcome.PUSHED
        elif same_content(ours, theirs) and ours.project.code == theirs.project.code:
            outcome = None  # both sides say the same: only that is noted
        kept = merge.bundle if self._carriage is not WHOLE and write is None and not merge.is_deleted else None
        return _Plan(uuid, title, outcome, here, theirs, write, sent if write else None, here=kept)

    def _with_known_entries(self, bundle: ProjectBundle) -> ProjectBundle:
        """Both sides may have written down the same organisation or programme: the one that is there already counts.

        So does the one that others were joined into.
        """
        for attribute in ("organisations", "programmes"):
            for one in getattr(bundle, attribute):
                known = self._known_there(attribute)
                twin = known.get(name_key(attribute, one))
                if twin is not None and one.uuid not in known:
                    bundle = with_joined(bundle, attribute, twin, (one.uuid,))
        return bundle

    def _known_there(self, attribute: str) -> Dict[Any, Any]:
        """Return what the other side holds of a list and has not deleted, by id and by name."""
        if attribute not in self._known:
            listed = self._remote.list_organisations() if attribute == "organisations" \
                else self._remote.list_programmes()
            named = {name_key(attribute, one): one for one in reversed(listed)}
            named.pop(None, None)
            self._known[attribute] = {**named, **{one.uuid: one for one in listed}}
        return self._known[attribute]


def _gone(base: Base) -> ProjectBundle:
    """Return the tombstone of a record that the other side deleted for good."""
    if base.bundle.project.deleted:
        return base.bundle
    return replace(base.bundle, project=replace(base.bundle.project, deleted=True, version=base.remote_version + 1))
