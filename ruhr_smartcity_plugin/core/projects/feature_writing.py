# SPDX-License-Identifier: GPL-2.0-or-later
"""What has to be written to a feature service so that it holds a project as it is wanted.

A service writes row by row. So that no half saved project passes for a whole one, a save first marks the project's row
by a negative version ("being saved"), then writes what hangs on it, reads it all back, and sets the new version last.
The mark names the version the save started from and four digits that follow from what is saved: the same save, begun
again, finds its own mark and goes on.
"""

from __future__ import annotations

import zlib
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Any, Dict, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.feature_layers import (
    CHILD_TABLE_NAMES,
    ORGANISATION,
    PROJECT,
    TABLES,
    FeatureLayer,
)
from ruhr_smartcity_plugin.core.projects.feature_rows import Key, Row, Rows, differences

_DIGITS = 10_000
_STAMPS = frozenset(("version", "deleted", "created_at", "changed_at"))
# After so long a save that was broken off may be replaced by somebody else's.
ABANDONED_AFTER_S = 120.0


class Action(Enum):
    """What is done to a row."""

    INSERT = "insert"
    UPDATE = "update"
    DELETE = "delete"


@dataclass(frozen=True)
class Write:
    """One action on one layer: the values to write, and by which values its row is found."""

    action: Action
    layer: FeatureLayer
    values: Mapping[str, Any] = field(default_factory=dict)
    where: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class State:
    """What the service holds of a project: its row, what hangs on it (deleted rows too), and organisations by id."""

    project: Row | None = None
    children: Mapping[Key, Row] = field(default_factory=dict)
    organisations: Mapping[str, Row] = field(default_factory=dict)

    @property
    def raw_version(self) -> int:
        """The version as it stands there, negative while it is being saved; 0 if there is no row."""
        return int(self.project.get("version") or 0) if self.project else 0

    @property
    def version(self) -> int:
        """The version that was saved as a whole; 0 for none."""
        return whole_version(self.raw_version)

    @property
    def is_deleted(self) -> bool:
        """Whether the project's row is a tombstone."""
        return bool(self.project and self.project.get("deleted"))


@dataclass(frozen=True)
class Goal:
    """What the service shall hold: the project's values, what hangs on it, organisations that must be known."""

    uuid: str
    base_version: int
    project: Row
    children: Rows
    organisations: Mapping[str, Row]
    moment: str

    @property
    def version(self) -> int:
        """The version the save ends with."""
        return self.base_version + 1

    @property
    def mark(self) -> int:
        """The version that says that this very save is under way."""
        content = repr((sorted(self.project.items()), sorted(self.children.items(), key=lambda one: one[0])))
        return -(self.version * _DIGITS + zlib.crc32(content.encode("utf-8", "replace")) % _DIGITS)


def whole_version(raw: int) -> int:
    """Return the version that is complete, of one that may be a mark.

    >>> whole_version(7), whole_version(-80123), whole_version(-10001)
    (7, 7, 0)
    """
    return raw if raw >= 0 else (-raw) // _DIGITS - 1


def is_abandoned(row: Row, now: datetime) -> bool:
    """Answer whether a save was begun so long ago (or by so wrong a clock) that it will not be finished."""
    try:
        begun = datetime.fromisoformat(str(row.get("changed_at")).replace("Z", "+00:00"))
        return abs((now - begun).total_seconds()) > ABANDONED_AFTER_S
    except (ValueError, TypeError):
        return True


def lacking(state: State, goal: Goal) -> List[str]:
    """Return what differs from the goal, as "table.column", versions aside."""
    found = [f"{PROJECT}.{name}" for name in differences(goal.project, state.project or {})]
    if state.is_deleted:
        found.append(f"{PROJECT}.deleted")
    for key, row in goal.children.items():
        there = state.children.get(key)
        if there is None or there.get("deleted"):
            found.append(f"{key[0]}.uuid")
        else:
            found += [f"{key[0]}.{name}" for name in differences(row, there)]
    found += [f"{key[0]}.deleted" for key, row in state.children.items()
              if key not in goal.children and not row.get("deleted")]
    found += [f"{ORGANISATION}.uuid" for uuid in goal.organisations if uuid not in state.organisations]
    return found


def is_swallowed(state: State, goal: Goal) -> bool:
    """Answer whether the project's row bears the mark of this save without its values, which are written with it."""
    return state.raw_version == goal.mark and bool(differences(goal.project, state.project or {}))


class Planner:
    """Makes the writes that lead from a state to a goal, group by group; a group is one request if possible."""

    def __init__(self, layers: Mapping[str, FeatureLayer]) -> None:
        self._layers = layers

    def next_groups(self, state: State, goal: Goal) -> List[List[Write]]:
        """Return the groups of the next step; the state is to be read again after it. Nothing if all is done."""
        organisations = [Write(Action.INSERT, self._layers[ORGANISATION], self._new(ORGANISATION, row, goal.moment))
                         for uuid, row in goal.organisations.items() if uuid not in state.organisations]
        children = self._child_groups(state, goal)
        first = [organisations] if organisations else []
        if state.raw_version == goal.mark:
            return [*first, *children] or [self._project_update(state, goal, {"version": goal.version})]
        if state.raw_version == goal.version and not lacking(state, goal):
            return []
        if state.project is None:
            values = {**self._new(PROJECT, goal.project, goal.moment), "version": goal.mark}
            return [*first, [Write(Action.INSERT, self._layers[PROJECT], values)]]
        values = {**self._changed(state, goal), "version": goal.mark}
        return [*first, self._project_update(state, goal, values)]

    def restoration(self, start: State, state: State, goal: Goal) -> List[List[Write]]:
        """Return the writes that lead back to the state a save began with."""
        alive = {key: dict(row) for key, row in start.children.items() if not row.get("deleted")}
        rows = {key: {name: value for name, value in row.items() if name not in _STAMPS} for key, row in alive.items()}
        before = {name: value for name, value in (start.project or {}).items() if name != "geom"}
        back = Goal(goal.uuid, goal.base_version, before, rows, {}, goal.moment)
        return [*self._child_groups(state, back), self._project_update(state, back, before)]

    def deletion_mark(self, state: State, uuid: str) -> int:
        """Return the version that says that a deletion for good is under way; 0 if it is one write and needs none.

        What hangs on a project goes first, so nobody may be saving it meanwhile.
        """
        if self._layers[PROJECT].has("deleted") or not state.children:
            return 0
        return -((state.version + 1) * _DIGITS + zlib.crc32(f"deletion {uuid}".encode()) % _DIGITS)

    def marking(self, state: State, uuid: str, mark: int, moment: str) -> List[Write]:
        """Return the write that sets a mark, if nobody was faster."""
        where = {"uuid": uuid, "version": state.raw_version}
        return [Write(Action.UPDATE, self._layers[PROJECT], {"version": mark, "changed_at": moment}, where)]

    def deletion(self, state: State, uuid: str, moment: str) -> List[List[Write]]:
        """Return the writes that delete a project: a tombstone if the service has the column, else for good."""
        layer = self._layers[PROJECT]
        where = {"uuid": uuid, "version": state.raw_version}
        if layer.has("deleted"):
            values = {"deleted": True, "version": state.version + 1, "changed_at": moment}
            return [[Write(Action.UPDATE, layer, values, where)]]
        return [*self.removal(state), [Write(Action.DELETE, layer, {}, where)]]

    def removal(self, state: State) -> List[List[Write]]:
        """Return the writes that take away all that hangs on a project; what points at others first."""
        return [[Write(Action.DELETE, self._layers[table], {}, {"uuid": uuid})
                 for (name, uuid) in state.children if name == table]
                for table in reversed(CHILD_TABLE_NAMES) if any(name == table for name, _uuid in state.children)]

    def _changed(self, state: State, goal: Goal) -> Dict[str, Any]:
        changed = {name: goal.project[name] for name in differences(goal.project, state.project or {})}
        if self._layers[PROJECT].has("deleted") and state.is_deleted:
            changed["deleted"] = False
        return {**changed, "changed_at": goal.moment}

    def _project_update(self, state: State, goal: Goal, values: Row) -> List[Write]:
        where = {"uuid": goal.uuid, "version": state.raw_version}
        return [Write(Action.UPDATE, self._layers[PROJECT], values, where)]

    def _child_groups(self, state: State, goal: Goal) -> List[List[Write]]:
        groups = [[self._removed(key, row, goal) for key, row in state.children.items()
                   if key[0] == table and key not in goal.children and not row.get("deleted")]
                  for table in reversed(CHILD_TABLE_NAMES)]
        groups += [[self._put(key, row, state.children.get(key), goal) for key, row in goal.children.items()
                    if key[0] == table and _is_other(row, state.children.get(key))] for table in CHILD_TABLE_NAMES]
        return [one for one in groups if one]

    def _removed(self, key: Key, row: Row, goal: Goal) -> Write:
        layer, where = self._layers[key[0]], {"uuid": key[1]}
        if not layer.has("deleted"):
            return Write(Action.DELETE, layer, {}, where)
        return Write(Action.UPDATE, layer, {"deleted": True, **self._stamp(layer, row, goal.moment)}, where)

    def _put(self, key: Key, row: Row, there: Row | None, goal: Goal) -> Write:
        layer = self._layers[key[0]]
        if there is None:
            return Write(Action.INSERT, layer, self._new(key[0], row, goal.moment))
        changed = {name: row[name] for name in differences(row, there)}
        if there.get("deleted"):
            changed["deleted"] = False
        return Write(Action.UPDATE, layer, {**changed, **self._stamp(layer, there, goal.moment)}, {"uuid": key[1]})

    def _stamp(self, layer: FeatureLayer, there: Row, moment: str) -> Dict[str, Any]:
        stamp = {"version": int(there.get("version") or 0) + 1, "changed_at": moment}
        return {name: value for name, value in stamp.items() if layer.has(name)}

    def _new(self, table: str, row: Row, moment: str) -> Dict[str, Any]:
        layer = self._layers[table]
        stamp = {"version": 1, "deleted": False, "created_at": moment, "changed_at": moment}
        return {**row, **{name: value for name, value in stamp.items() if layer.has(name)}}


def _is_other(row: Row, there: Row | None) -> bool:
    return there is None or bool(there.get("deleted")) or bool(differences(row, there))


def tables_to_ask(layers: Mapping[str, FeatureLayer]) -> Tuple[str, ...]:
    """Return the tables whose rows belong to one project and that the service has."""
    return tuple(one for one in TABLES if one in layers and one not in (PROJECT, ORGANISATION))
