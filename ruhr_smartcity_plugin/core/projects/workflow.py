# SPDX-License-Identifier: GPL-2.0-or-later
"""The way of a record from draft to archive: ENT → EIN → PRF → VOE → ARC, back by ZUR with a comment."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Tuple

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from ruhr_smartcity_plugin.translation import tr

_STEPS = {
    "ENT": ("EIN", "ARC"),
    "EIN": ("PRF", "ZUR", "ENT"),
    "PRF": ("VOE", "ZUR"),
    "VOE": ("ZUR", "ARC"),
    "ZUR": ("EIN", "ENT", "ARC"),
    "ARC": ("ENT",),
}
COMMENT_NEEDED = ("ZUR",)
# Steps of those who review; a store without roles leaves them to everybody.
REVIEWERS_STEPS = ("PRF", "VOE", "ZUR")


@dataclass(frozen=True)
class Step:
    """A step that follows: the state it leads to, and the sentences why it cannot be taken yet (none: it can)."""

    target: str
    obstacles: Tuple[str, ...] = ()

    @property
    def needs_comment(self) -> bool:
        """Whether the step is taken with a comment only."""
        return self.target in COMMENT_NEEDED


def reachable_states(state: str) -> Tuple[str, ...]:
    """Return the review states a record can be given now, its own first. An unknown state can become a draft.

    >>> reachable_states("PRF"), reachable_states("?")
    (('PRF', 'VOE', 'ZUR'), ('?', 'ENT'))
    """
    return (state, *_STEPS.get(state, ("ENT",)))


def needs_comment(before: str, after: str) -> bool:
    """Answer whether this step needs a comment: returning a record without saying why helps nobody."""
    return before != after and after in COMMENT_NEEDED


def next_steps(bundle: ProjectBundle, state: str, context: Context, *, may_review: bool) -> Tuple[Step, ...]:
    """Return the steps that follow the stored `state` for the project as it is being edited."""
    return tuple(Step(target, _obstacles(bundle, target, context, may_review=may_review))
                 for target in reachable_states(state)[1:])


def _obstacles(bundle: ProjectBundle, target: str, context: Context, *, may_review: bool) -> Tuple[str, ...]:
    if target in REVIEWERS_STEPS and not may_review:
        return (tr("This step is for those who review. Your log-in has the rights of a member."),)
    moved = replace(bundle, project=replace(bundle.project, review_state=target))
    return tuple(dict.fromkeys(one.sentence for one in check(moved, context) if one.severity is Severity.ERROR))
