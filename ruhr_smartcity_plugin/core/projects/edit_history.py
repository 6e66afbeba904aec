# SPDX-License-Identifier: GPL-2.0-or-later
"""Undo and redo while one project is edited: its states, one for each step a person would call one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, SHARED_TABLES, FieldChange, diff_bundles

_BURST_S = 2.0
_STEPS = 200

_ATTRIBUTES = {**{one.name: one.attribute for one in CHILD_TABLES},
               **{table: attribute for table, attribute, _column in CODE_TABLES}}
_Key = Tuple[str, str, str]


@dataclass(frozen=True)
class Spot:
    """Where something was changed: field of the project or list of the bundle, element and column; see `Finding`."""

    field: str
    item: str = ""
    column: str = ""


@dataclass(frozen=True)
class _Step:
    before: ProjectBundle
    after: ProjectBundle
    keys: FrozenSet[_Key]
    spot: Spot
    at_s: float


class EditHistory:
    """The states of one project since it was shown. Times are seconds of a clock that only goes forward.

    Changes of the same field within two seconds of each other are one step: a word, not its letters.
    """

    def __init__(self, first: ProjectBundle) -> None:
        self._now = first
        self._done: List[_Step] = []
        self._undone: List[_Step] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def record(self, bundle: ProjectBundle, at_s: float) -> None:
        """Remember a state; nothing happens if it says the same as the one before."""
        changes = diff_bundles(self._now, bundle)
        if not changes:
            return
        keys = frozenset((one.table_name, one.record_uuid, one.field)
                         for one in changes if one.table_name not in SHARED_TABLES)
        last = self._done[-1] if self._done else None
        if last is not None and not self._undone and keys <= last.keys and at_s - last.at_s <= _BURST_S:
            self._done[-1] = _Step(last.before, bundle, last.keys, last.spot, at_s)
        else:
            self._done.append(_Step(self._now, bundle, keys, _spot(changes), at_s))
            del self._done[:-_STEPS]
        self._undone.clear()
        self._now = bundle

    def undo(self) -> Tuple[ProjectBundle, Spot] | None:
        """Return the state before the last step, and where that step was; None if there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._now = step.before
        return step.before, step.spot

    def redo(self) -> Tuple[ProjectBundle, Spot] | None:
        """Return the state after the step that was taken back last, and where it was; None if there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._now = step.after
        return step.after, step.spot


Lists = Mapping[str, Tuple[Any, ...]]


class ListHistory:
    """The states of some lists of records; see `EditHistory`. Changes of one field in a burst are one step."""

    def __init__(self, first: Lists) -> None:
        self._now = first
        self._done: List[Tuple[Lists, Lists, Spot, float]] = []
        self._undone: List[Tuple[Lists, Lists, Spot, float]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def record(self, lists: Lists, at_s: float) -> None:
        """Remember a state; nothing happens if it says the same as the one before."""
        spot = _spot_in_lists(self._now, lists)
        if spot is None:
            return
        last = self._done[-1] if self._done and not self._undone else None
        if last is not None and spot.column and last[2] == spot and at_s - last[3] <= _BURST_S:
            self._done[-1] = (last[0], lists, spot, at_s)
        else:
            self._done.append((self._now, lists, spot, at_s))
            del self._done[:-_STEPS]
        self._undone.clear()
        self._now = lists

    def undo(self) -> Tuple[Lists, Spot] | None:
        """Return the state before the last step, and where that step was; None if there is none."""
        return self._step(self._done, self._undone, 0)

    def redo(self) -> Tuple[Lists, Spot] | None:
        """Return the state after the step that was taken back last, and where it was; None if there is none."""
        return self._step(self._undone, self._done, 1)

    def _step(self, source: List[Any], target: List[Any], which: int) -> Tuple[Lists, Spot] | None:
        if not source:
            return None
        target.append(source.pop())
        self._now = target[-1][which]
        return self._now, target[-1][2]


def _spot_in_lists(before: Lists, after: Lists) -> Spot | None:
    for attribute, records in after.items():
        old, new = {one.uuid: one for one in before.get(attribute, ())}, {one.uuid: one for one in records}
        for uuid in dict.fromkeys((*new, *old)):
            if uuid not in old or uuid not in new:
                return Spot(attribute, uuid)
            column = next((name for name, value in vars(new[uuid]).items() if value != vars(old[uuid])[name]), None)
            if column is not None:
                return Spot(attribute, uuid, column)
    return None


def _spot(changes: Tuple[FieldChange, ...]) -> Spot:
    own = [one for one in changes if one.table_name not in SHARED_TABLES]
    change = own[0] if own else changes[0]
    attribute = _ATTRIBUTES.get(change.table_name)
    if change.table_name in SHARED_TABLES:
        return Spot("lead_uuid")
    if attribute is None:
        return Spot(change.field)
    if any(change.table_name == table for table, _attribute, _column in CODE_TABLES):
        return Spot(attribute)
    return Spot(attribute, change.record_uuid, "" if change.field == RECORD_FIELD else change.field)
