# SPDX-License-Identifier: GPL-2.0-or-later
"""Undo and redo while a project or master data are edited: states, one for each step a person would call one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, FrozenSet, Generic, List, Mapping, Tuple, TypeVar

from ruhr_smartcity_plugin.core.projects.bundle import CHILD_TABLES, CODE_TABLES, ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, SHARED_TABLES, FieldChange, diff_bundles

_BURST_S = 2.0
_STEPS = 200

_ATTRIBUTES = {**{one.name: one.attribute for one in CHILD_TABLES},
               **{table: attribute for table, attribute, _column in CODE_TABLES}}
_State = TypeVar("_State")


@dataclass(frozen=True)
class Spot:
    """Where something was changed: field of the project or list of the bundle, element and column; see `Finding`."""

    field: str
    item: str = ""
    column: str = ""


@dataclass(frozen=True)
class _Step(Generic[_State]):
    before: _State
    after: _State
    keys: FrozenSet[Any]
    spot: Spot
    at_s: float


class _Steps(Generic[_State]):
    """States in the order they were made; times are seconds of a clock that only goes forward."""

    def __init__(self, first: _State) -> None:
        self._now = first
        self._done: List[_Step[_State]] = []
        self._undone: List[_Step[_State]] = []

    @property
    def can_undo(self) -> bool:
        """Whether there is a step to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is a step that was taken back."""
        return bool(self._undone)

    def undo(self) -> Tuple[_State, Spot] | None:
        """Return the state before the last step, and where that step was; None if there is none."""
        if not self._done:
            return None
        step = self._done.pop()
        self._undone.append(step)
        self._now = step.before
        return step.before, step.spot

    def redo(self) -> Tuple[_State, Spot] | None:
        """Return the state after the step that was taken back last, and where it was; None if there is none."""
        if not self._undone:
            return None
        step = self._undone.pop()
        self._done.append(step)
        self._now = step.after
        return step.after, step.spot

    def _add(self, state: _State, keys: FrozenSet[Any], spot: Spot, at_s: float) -> None:
        """Add a step, or lengthen the last one: changes of the same fields in a burst are a word, not its letters."""
        last = self._done[-1] if self._done and not self._undone else None
        if last is not None and keys <= last.keys and at_s - last.at_s <= _BURST_S:
            self._done[-1] = _Step(last.before, state, last.keys, last.spot, at_s)
        else:
            self._done.append(_Step(self._now, state, keys, spot, at_s))
            del self._done[:-_STEPS]
        self._undone.clear()
        self._now = state


class EditHistory(_Steps[ProjectBundle]):
    """The states of one project since it was shown.

    Changes of the same field within two seconds of each other are one step.
    """

    def record(self, bundle: ProjectBundle, at_s: float) -> None:
        """Remember a state; nothing happens if it says the same as the one before."""
        changes = diff_bundles(self._now, bundle)
        if changes:
            keys = frozenset((one.table_name, one.record_uuid, one.field)
                             for one in changes if one.table_name not in SHARED_TABLES)
            self._add(bundle, keys, _spot(changes), at_s)


Lists = Mapping[str, Tuple[Any, ...]]


class ListHistory(_Steps[Lists]):
    """The states of some lists of records; see `EditHistory`. A record that comes or goes is a step of its own."""

    def record(self, lists: Lists, at_s: float) -> None:
        """Remember a state; nothing happens if it says the same as the one before."""
        spot = _spot_in_lists(self._now, lists)
        if spot is not None:
            self._add(lists, frozenset({spot if spot.column else object()}), spot, at_s)


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
