# SPDX-License-Identifier: GPL-2.0-or-later
"""What two registers held before they went apart, where one was made by copying the other's file."""

from __future__ import annotations

from typing import Sequence

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.history import state_at, versions_of
from ruhr_smartcity_plugin.core.projects.merging import same_content


def common_origin(ours: ProjectBundle, theirs: ProjectBundle, our_history: Sequence[Change],
                  their_history: Sequence[Change]) -> ProjectBundle | None:
    """Return a project as of the last save that stands in both histories; None if there is none, or it is not told.

    Histories as `ProjectStore.history` gives them. A save is the same if all of its rows are: who, when, and what.
    """
    known = set(versions_of(their_history))
    last = next((one.number for one in versions_of(our_history) if one in known), 0)
    if not last:
        return None
    mine, other = state_at(ours, our_history, last), state_at(theirs, their_history, last)
    is_told = not mine.gaps and not other.gaps and same_content(mine.bundle, other.bundle)
    return mine.bundle if is_told else None
