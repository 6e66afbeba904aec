# SPDX-License-Identifier: GPL-2.0-or-later
"""Deciding conflicts one by one: the same for projects and for master data."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Iterable, Mapping, TypeVar

from ruhr_smartcity_plugin.core.projects.merging import Conflict, ConflictKey, Decision, Decisions, Side, same_values

_Case = TypeVar("_Case", bound="Deciding")


class Deciding:
    """What cases of conflict have in common. They are frozen dataclasses and say what is in conflict."""

    decisions: Mapping[ConflictKey, Decision]
    conflicts: Any  # Tuple[Conflict, ...]: what only a person can decide, decided or not

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to decide."""
        return all(one.key in self.decisions for one in self.conflicts)

    def with_decision(self: _Case, key: ConflictKey, decision: Decision | None) -> _Case:
        """Return the case with one more decision, or one less."""
        kept = {one: made for one, made in self.decisions.items() if one != key}
        return self._with({**kept, key: decision} if decision else kept)

    def with_all_for(self: _Case, side: Side) -> _Case:
        """Return the case with everything decided for one side."""
        return self._with({one.key: Decision(side) for one in self.conflicts})

    def fitting(self, conflicts: Iterable[Conflict]) -> Decisions:
        """Return the decisions that still fit: nothing they were made about has changed since."""
        known = {one.key: one for one in self.conflicts}
        return {one.key: self.decisions[one.key] for one in conflicts
                if one.key in self.decisions and one.key in known
                and same_values(one.local, known[one.key].local) and same_values(one.remote, known[one.key].remote)}

    def _with(self: _Case, decisions: Decisions) -> _Case:
        changed: Any = self
        return replace(changed, decisions=decisions)
