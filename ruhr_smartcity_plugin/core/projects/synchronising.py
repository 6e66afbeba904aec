# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing a copy of a register and the register it was made of together, record by record.

Each record ends in one of the outcomes below, and the work can be stopped between any two steps: what was pushed but
not yet noted, or noted on one side only, merges without conflict when it is done again.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import Enum
from typing import Dict, FrozenSet, Iterable, List, Mapping, Protocol, Tuple

from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, RuhrError, VersionConflictError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.carriage import WHOLE, Carriage
from ruhr_smartcity_plugin.core.projects.merging import (
    Conflict,
    Decision,
    Decisions,
    Merge,
    Side,
    merge_bundles,
    same_content,
)
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.core.projects.store import ProjectStore
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.translation import tr

# A record that is saved by others again and again while we merge is left for the next time.
_TRIES = 3


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
    """One record: what became of it, its conflicts or the reason it failed."""

    uuid: str
    title: str
    outcome: Outcome
    conflicts: Tuple[Conflict, ...] = ()
    reason: str = ""


@dataclass(frozen=True)
class SyncReport:
    """All records that needed something, in order."""

    records: Tuple[RecordResult, ...] = ()

    def count(self, *outcomes: Outcome) -> int:
        """Return how many records ended so."""
        return sum(one.outcome in outcomes for one in self.records)


class Copy(ProjectStore, Protocol):
    """A local register that remembers what it was made of."""

    def adopt(self, bundle: ProjectBundle, base_version: int) -> ProjectBundle:
        """Take over a record as the other side holds it, with its code and its tombstone; see `save`."""

    def base_of(self, uuid: str) -> Base | None:
        """Return the state of a record at the last synchronisation; None if it never was."""

    def base_versions(self) -> Dict[str, Tuple[int, int]]:
        """Return remote and local version of every record at its last synchronisation."""

    def remember(self, uuid: str, base: Base) -> None:
        """Keep the state both sides hold now."""

    def queue(self, uuid: str, sent: Sent) -> None:
        """Note that a record is on its way; it stays noted until `confirm`."""

    def queued(self) -> Dict[str, Sent]:
        """Return the records on their way."""

    def confirm(self, uuid: str) -> None:
        """Take a record out of the queue: the other side holds it."""

    def refuse(self, uuid: str, reason: str) -> None:
        """Note why the other side did not take a record."""


def synchronise(local: Copy, remote: ProjectStore, who: str, progress: Progress, *,
                on_conflict: Side | None = None, decisions: Decisions | None = None) -> SyncReport:
    """Bring both sides together. Conflicts are reported, or all decided for one side by `on_conflict`.

    A record that cannot be saved fails alone. Raises ConnectionFailedError if the connection is lost for good, and
    CancelledError; what was done until then is done.
    """
    ours, theirs, known, queued = local.versions(), remote.versions(), local.base_versions(), local.queued()
    work = _Synchroniser(local, remote, who, on_conflict, decisions or {}, frozenset(theirs))
    todo = [uuid for uuid in dict.fromkeys((*theirs, *ours))
            if uuid in queued or _is_to_do(uuid, ours, theirs, known)]
    results: List[RecordResult] = []
    for number, uuid in enumerate(todo):
        stop_if_cancelled(progress)
        progress.report(number / len(todo), tr("Synchronising record {number} of {count}").format(
            number=number + 1, count=len(todo)))
        found = work.one(uuid)
        if found is not None:
            results.append(found)
    return SyncReport(tuple(results))


Versions = Mapping[str, Tuple[int, bool]]


def _is_to_do(uuid: str, ours: Versions, theirs: Versions, known: Mapping[str, Tuple[int, int]]) -> bool:
    mine, other = ours.get(uuid), theirs.get(uuid)
    if uuid in known:
        return (other and other[0], mine and mine[0]) != known[uuid]
    # A record that was made and deleted on one side only is nobody's business.
    return not all(one is None or one[1] for one in (mine, other))


class _Synchroniser:
    def __init__(self, local: Copy, remote: ProjectStore, who: str, on_conflict: Side | None,
                 decisions: Decisions, there: FrozenSet[str]) -> None:
        self._local, self._remote, self._who = local, remote, who
        self._on_conflict, self._decisions = on_conflict, decisions
        self._there = there
        # What the other side cannot hold is not compared with it: it counts as unchanged there.
        self._carriage: Carriage = getattr(remote, "carriage", WHOLE)
        self._keeps_tombstones: bool = getattr(remote, "keeps_tombstones", True)
        self._organisations = {_name_of(one): one for one in reversed(remote.list_organisations())}

    def one(self, uuid: str) -> RecordResult | None:
        """Bring one record together; None if nothing was to do after all."""
        title = ""
        try:
            for _ in range(_TRIES):
                ours = self._local.find(uuid)
                if ours is not None and uuid not in self._there and self._is_withheld(ours):
                    return None
                theirs = self._remote.find(uuid)
                title = (ours or theirs).project.title if ours or theirs else ""
                try:
                    return self._brought_together(uuid, ours, theirs)
                except VersionConflictError:
                    continue  # somebody saved in between: look again
            reason = tr("Others kept saving this record. It will be tried again next time.")
            return RecordResult(uuid, title, Outcome.FAILED, reason=reason)
        except ConnectionFailedError:
            raise
        except RuhrError as error:
            self._local.refuse(uuid, error.sentence)
            return RecordResult(uuid, title, Outcome.FAILED, reason=error.sentence)

    def _brought_together(self, uuid: str, ours: ProjectBundle | None,
                          theirs: ProjectBundle | None) -> RecordResult | None:
        base = self._base_of(uuid, theirs)
        if theirs is None and base is not None and not self._keeps_tombstones:
            theirs = _gone(base)
        if ours is None:
            return self._pulled(theirs, None)
        if self._is_withheld(ours):
            return self._withheld(base, ours, theirs)
        theirs = self._carriage.completed(theirs, base.bundle if base else ours) if theirs is not None else None
        ours = self._with_known_organisations(ours)
        if theirs is None:
            return self._pushed(Merge(replace(ours, project=replace(ours.project, version=0, code="")),
                                      is_deleted=ours.project.deleted), ours, None)
        has_changed_here = base is None or ours.project.version != base.local_version
        has_changed_there = base is None or theirs.project.version != base.remote_version
        if not has_changed_here:
            found = self._pulled(theirs, ours) if has_changed_there else None
            self._local.confirm(uuid)
            return found
        merge = self._merged(base, ours, theirs)
        if merge.conflicts:
            return RecordResult(uuid, ours.project.title, Outcome.CONFLICT, merge.conflicts)
        return self._pushed(merge, ours, theirs, was_changed=has_changed_there)

    def _is_withheld(self, ours: ProjectBundle) -> bool:
        return self._carriage.part_of(replace(ours, project=replace(ours.project, deleted=False))) is None

    def _base_of(self, uuid: str, theirs: ProjectBundle | None) -> Base | None:
        """Return the common origin. If the other side holds what we sent, it is what that was made of.

        This is how work goes on that was broken off after the other side had saved: our edits are in there already.
        """
        sent = self._local.queued().get(uuid)
        if sent is not None and theirs is not None and theirs.project.deleted == sent.is_deletion \
                and theirs.project.version > sent.base_version \
                and same_content(theirs, self._carriage.part_of(sent.bundle) or sent.bundle):
            return Base(sent.made_of, sent.base_version, sent.made_of.project.version)
        return self._local.base_of(uuid)

    def _withheld(self, base: Base | None, ours: ProjectBundle, theirs: ProjectBundle | None) -> RecordResult | None:
        """Bring together a project that may not be at the other side: what is there is taken over here, and withdrawn.

        Deleted there, it stays here: it is nobody else's business.
        """
        if theirs is None:
            return None
        uuid, title = ours.project.uuid, ours.project.title
        origin = base.bundle if base else ours
        if theirs.project.deleted:
            self._note(self._carriage.completed(theirs, origin), ours)
            self._local.confirm(uuid)
            return None
        merge = self._merged(base, ours, self._carriage.completed(theirs, origin))
        if merge.conflicts:
            return RecordResult(uuid, title, Outcome.CONFLICT, merge.conflicts)
        kept = merge.bundle if not merge.is_deleted else ours
        stored = ours if merge.is_deleted else self._local.adopt(kept, ours.project.version)
        self._remote.delete(uuid, theirs.project.version, self._who)
        gone = replace(kept.project, deleted=True, version=theirs.project.version + 1)
        self._note(replace(kept, project=gone), stored)
        self._local.confirm(uuid)
        return RecordResult(uuid, title, Outcome.PUSHED)

    def _merged(self, base: Base | None, ours: ProjectBundle, theirs: ProjectBundle) -> Merge:
        origin = base.bundle if base else None
        merge = merge_bundles(origin, ours, theirs, self._decisions)
        if merge.conflicts and self._on_conflict is not None:
            chosen = {one.key: Decision(self._on_conflict) for one in merge.conflicts}
            return merge_bundles(origin, ours, theirs, {**chosen, **self._decisions})
        return merge

    def _pulled(self, theirs: ProjectBundle | None, ours: ProjectBundle | None) -> RecordResult | None:
        if theirs is None:
            return None
        stored = self._write_here(theirs, ours)
        self._note(theirs, stored)
        return RecordResult(theirs.project.uuid, theirs.project.title, Outcome.PULLED)

    def _pushed(self, merge: Merge, ours: ProjectBundle, theirs: ProjectBundle | None, *,
                was_changed: bool = False) -> RecordResult | None:
        uuid, version = merge.bundle.project.uuid, theirs.project.version if theirs else 0
        if merge.is_deleted and theirs is None:
            return None
        part = self._carriage.part_of(merge.bundle)
        if part is None and not merge.is_deleted:  # the other side made it one that may not go there: taken over here
            stored = self._local.adopt(merge.bundle, ours.project.version)
            self._note(theirs or merge.bundle, stored)
            return RecordResult(uuid, merge.bundle.project.title, Outcome.PULLED)
        is_new_there = not merge.is_deleted and (
            theirs is None or not same_content(part, self._carriage.part_of(theirs) or theirs))
        self._local.queue(uuid, Sent(merge.bundle, ours, version, merge.is_deleted))
        if merge.is_deleted:
            if not theirs.project.deleted:
                self._remote.delete(uuid, version, self._who)
        elif is_new_there or theirs.project.deleted:
            self._remote.save(part, version, self._who)
        confirmed = self._remote.find(uuid) or replace(theirs or merge.bundle, project=replace(
            (theirs or merge.bundle).project, deleted=True, version=version + 1))
        confirmed = self._carriage.completed(confirmed, merge.bundle)
        stored = self._write_here(confirmed, ours)
        self._note(confirmed, stored)
        self._local.confirm(uuid)
        if self._carriage is not WHOLE and not (is_new_there or was_changed or merge.is_deleted):
            return None  # only what stays here was changed
        outcome = Outcome.MERGED if was_changed and is_new_there else Outcome.PUSHED
        return RecordResult(uuid, merge.bundle.project.title, outcome if is_new_there or merge.is_deleted else
                            Outcome.PULLED)

    def _write_here(self, theirs: ProjectBundle, ours: ProjectBundle | None) -> ProjectBundle:
        return self._local.adopt(theirs, ours.project.version if ours else 0)

    def _note(self, theirs: ProjectBundle, stored: ProjectBundle) -> None:
        self._local.remember(theirs.project.uuid, Base(theirs, theirs.project.version, stored.project.version))

    def _with_known_organisations(self, bundle: ProjectBundle) -> ProjectBundle:
        """Both sides may have written down the same organisation: the one that is there already counts."""
        renamed = {one.uuid: self._organisations[_name_of(one)] for one in bundle.organisations
                   if _name_of(one) in self._organisations}
        if all(uuid == one.uuid for uuid, one in renamed.items()):
            return bundle

        def known(uuid: str) -> str:
            return renamed[uuid].uuid if uuid in renamed else uuid

        return replace(
            bundle, project=replace(bundle.project, lead_uuid=known(bundle.project.lead_uuid)),
            partners=tuple(replace(one, organisation_uuid=known(one.organisation_uuid)) for one in bundle.partners),
            contacts=tuple(replace(one, organisation_uuid=known(one.organisation_uuid)) for one in bundle.contacts),
            organisations=_once(renamed.get(one.uuid, one) for one in bundle.organisations))


def _gone(base: Base) -> ProjectBundle:
    """Return the tombstone of a record that the other side deleted for good."""
    if base.bundle.project.deleted:
        return base.bundle
    return replace(base.bundle, project=replace(base.bundle.project, deleted=True, version=base.remote_version + 1))


def _name_of(one: Organisation) -> Tuple[str, str]:
    return fold_text(one.name), one.ags


def _once(organisations: Iterable[Organisation]) -> Tuple[Organisation, ...]:
    return tuple({one.uuid: one for one in organisations}.values())
