# SPDX-License-Identifier: GPL-2.0-or-later
"""A record in conflict: the three versions of it, what is to be decided, and what was decided so far."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from functools import cached_property
from typing import Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import diff_bundles
from ruhr_smartcity_plugin.core.projects.deciding import Deciding
from ruhr_smartcity_plugin.core.projects.merging import (
    Conflict,
    ConflictKey,
    Decision,
    Merge,
    Side,
    merge_bundles,
)


@dataclass(frozen=True)
class ConflictCase(Deciding):
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
