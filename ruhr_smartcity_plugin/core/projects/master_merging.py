# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing two edited versions of a record of the master data together: field by field, as projects are merged.

Nothing is decided here that somebody might want to decide; the result does not depend on which side is called local.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import FrozenSet, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD
from ruhr_smartcity_plugin.core.projects.deciding import Deciding
from ruhr_smartcity_plugin.core.projects.details import Strategy
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, diff_master, same_record
from ruhr_smartcity_plugin.core.projects.merging import (
    Conflict,
    ConflictKey,
    Decision,
    Decisions,
    Side,
    all_values,
    merge_record,
)


@dataclass(frozen=True)
class MasterMerge:
    """The merged record, with the version of the remote side, and what is still to be decided."""

    record: MasterRecord
    conflicts: Tuple[Conflict, ...] = ()


def merge_masters(base: MasterRecord | None, local: MasterRecord, remote: MasterRecord,
                  decisions: Decisions | None = None) -> MasterMerge:
    """Merge two versions of one record. `base` is what both started from; None if both made it on their own."""
    decided = decisions or {}
    merged, conflicts = merge_record(remote.table, remote.uuid, base.record if base else None, _agreed(base, local,
                                     remote, local), _agreed(base, local, remote, remote), decided)
    result = replace(remote, record=merged)
    if local.deleted == remote.deleted:
        # What both have deleted needs no decision about its fields.
        return MasterMerge(result, () if remote.deleted else conflicts)
    if base is not None and base.deleted:
        return MasterMerge(replace(result, deleted=False), conflicts)  # one side has brought it back
    kept, gone = (remote, local) if local.deleted else (local, remote)
    if base is not None and same_record(base, kept):
        return MasterMerge(replace(gone, version=remote.version))
    key = ConflictKey(remote.table, remote.uuid, RECORD_FIELD)
    decision = decided.get(key)
    # Whoever deleted may have edited before, which stays with the record if it stays.
    if decision is None:
        sides = [None if one.deleted else all_values(one.record) for one in (local, remote)]
        conflict = Conflict(key, all_values(base.record) if base else None, *sides)
        return MasterMerge(replace(result, deleted=False), (conflict, *conflicts))
    if (local if decision.side is Side.LOCAL else remote).deleted:
        return MasterMerge(replace(gone, version=remote.version))
    return MasterMerge(replace(result, deleted=False), conflicts)


def _agreed(base: MasterRecord | None, local: MasterRecord, remote: MasterRecord, side: MasterRecord) -> object:
    """Return a side's record; themes are a list of codes, which merges without conflict."""
    if not isinstance(side.record, Strategy):
        return side.record
    before = _themes(base) if base is not None else frozenset()
    ours, theirs = _themes(local), _themes(remote)
    if ours == theirs:
        return replace(side.record, themes=remote.record.themes)
    if (base is not None and ours == before) or (base is not None and theirs == before):
        return side.record
    kept = (before & ours & theirs) | (ours - before) | (theirs - before)
    return replace(side.record, themes=" ".join(sorted(kept)))


def _themes(one: MasterRecord) -> FrozenSet[str]:
    return frozenset(one.record.themes.split())


@dataclass(frozen=True)
class MasterCase(Deciding):
    """A record in conflict; see `ConflictCase`, whose face it has."""

    base: MasterRecord | None
    mine: MasterRecord
    other: MasterRecord
    decisions: Mapping[ConflictKey, Decision] = field(default_factory=dict)

    @cached_property
    def conflicts(self) -> Tuple[Conflict, ...]:
        """What only a person can decide, decided or not."""
        return merge_masters(self.base, self.mine, self.other).conflicts

    @property
    def uuid(self) -> str:
        """The id of the record."""
        return self.other.uuid

    @property
    def title(self) -> str:
        """What the record is called here, or there if it is deleted here."""
        return self.mine.title or self.other.title

    @property
    def taken(self) -> int:
        """How many fields of either side come together without a question."""
        if self.base is None:
            return 0
        disputed = {name for one in self.conflicts for values in (one.local, one.remote) if values for name in values}
        merged = merge_masters(self.base, self.mine, self.other).record
        return sum(one.field not in disputed for one in diff_master(self.base, merged))

    @property
    def other_editor(self) -> Tuple[str, str]:
        """Who made the other version, and when (UTC)."""
        return self.other.changed_by, self.other.changed_at

    def merged(self) -> MasterMerge:
        """Return the record as it is with the decisions made so far."""
        return merge_masters(self.base, self.mine, self.other, self.decisions)
