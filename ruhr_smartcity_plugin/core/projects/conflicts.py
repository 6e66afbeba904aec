# SPDX-License-Identifier: GPL-2.0-or-later
"""A record in conflict: the three versions of it, what is to be decided, and what was decided so far."""

from __future__ import annotations

import json
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Dict, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import diff_bundles
from ruhr_smartcity_plugin.core.projects.merging import (
    Conflict,
    ConflictKey,
    Decision,
    Decisions,
    Merge,
    Side,
    merge_bundles,
    same_values,
)


@dataclass(frozen=True)
class ConflictCase:
    """`mine` and `other` differ in what both have changed since `base` (None: both made the record on their own)."""

    base: ProjectBundle | None
    mine: ProjectBundle
    other: ProjectBundle
    decisions: Mapping[ConflictKey, Decision] = field(default_factory=dict)

    @cached_property
    def conflicts(self) -> Tuple[Conflict, ...]:
        """What only a person can decide, decided or not."""
        return merge_bundles(self.base, self.mine, self.other).conflicts

    @property
    def uuid(self) -> str:
        """The id of the project."""
        return self.other.project.uuid

    @property
    def title(self) -> str:
        """What the project is called here, or there if it is deleted here."""
        return self.mine.project.title or self.other.project.title

    @property
    def other_editor(self) -> Tuple[str, str]:
        """Who made the other version, and when (UTC)."""
        return self.other.project.changed_by, self.other.project.changed_at

    @property
    def is_decided(self) -> bool:
        """Whether nothing is left to decide."""
        return all(one.key in self.decisions for one in self.conflicts)

    @property
    def taken(self) -> int:
        """How many fields of either side come together without a question."""
        disputed = {(one.key.uuid, name) for one in self.conflicts
                    for values in (one.local, one.remote) if values for name in values}
        merged = merge_bundles(self.base, self.mine, self.other).bundle
        return sum((one.record_uuid, one.field) not in disputed for one in diff_bundles(self.base, merged)) \
            if self.base else 0

    def merged(self) -> Merge:
        """Return the record as it is with the decisions made so far."""
        return merge_bundles(self.base, self.mine, self.other, self.decisions)

    def with_decision(self, key: ConflictKey, decision: Decision | None) -> ConflictCase:
        """Return the case with one more decision, or one less."""
        kept = {one: made for one, made in self.decisions.items() if one != key}
        return replace(self, decisions={**kept, key: decision} if decision else kept)

    def with_all_for(self, side: Side) -> ConflictCase:
        """Return the case with everything decided for one side."""
        return replace(self, decisions={one.key: Decision(side) for one in self.conflicts})

    def fitting(self, conflicts: Iterable[Conflict]) -> Decisions:
        """Return the decisions that still fit: nothing they were made about has changed since."""
        known = {one.key: one for one in self.conflicts}
        return {one.key: self.decisions[one.key] for one in conflicts
                if one.key in self.decisions and one.key in known
                and same_values(one.local, known[one.key].local) and same_values(one.remote, known[one.key].remote)}


def dump_key(key: ConflictKey) -> str:
    """Return a key as text."""
    return json.dumps([key.table, key.uuid, key.field])


def load_key(text: str) -> ConflictKey:
    """Return the key in a text of `dump_key`."""
    return ConflictKey(*json.loads(text))


def dump_decision(decision: Decision) -> str:
    """Return a decision as text; combined values are texts themselves."""
    return json.dumps({"side": decision.side.value, "values": decision.values}, ensure_ascii=False)


def load_decision(text: str) -> Decision:
    """Return the decision in a text of `dump_decision`."""
    plain: Dict[str, object] = json.loads(text)
    values = plain["values"]
    return Decision(Side(plain["side"]), values if isinstance(values, dict) else None)
