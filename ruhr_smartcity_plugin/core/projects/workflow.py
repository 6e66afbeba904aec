# SPDX-License-Identifier: GPL-2.0-or-later
"""The way of a record from draft to archive: ENT → EIN → PRF → VOE → ARC, back by ZUR with a comment."""

from __future__ import annotations

from typing import Tuple

_STEPS = {
    "ENT": ("EIN", "ARC"),
    "EIN": ("PRF", "ZUR", "ENT"),
    "PRF": ("VOE", "ZUR"),
    "VOE": ("ZUR", "ARC"),
    "ZUR": ("EIN", "ENT", "ARC"),
    "ARC": ("ENT",),
}
COMMENT_NEEDED = ("ZUR",)


def reachable_states(state: str) -> Tuple[str, ...]:
    """Return the review states a record can be given now, its own first. An unknown state can become a draft.

    >>> reachable_states("PRF"), reachable_states("?")
    (('PRF', 'VOE', 'ZUR'), ('?', 'ENT'))
    """
    return (state, *_STEPS.get(state, ("ENT",)))


def needs_comment(before: str, after: str) -> bool:
    """Answer whether this step needs a comment: returning a record without saying why helps nobody."""
    return before != after and after in COMMENT_NEEDED
