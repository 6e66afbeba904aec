# SPDX-License-Identifier: GPL-2.0-or-later
"""What waits for somebody: records to be checked again, records to be reviewed, contacts to be deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Iterable

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.dates import MONTHS_UNTIL_REVIEW, add_months
from ruhr_smartcity_plugin.core.projects.filters import Perspective, is_stale
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry


@dataclass(frozen=True)
class Reminders:
    """How many projects are due, how many of them are one's own, how many wait for one's review, and contacts."""

    stale: int = 0
    stale_mine: int = 0
    to_review: int = 0
    contacts: int = 0


def count_reminders(entries: Iterable[ProjectEntry], perspective: Perspective, *, may_review: bool,
                    overdue_contacts: int = 0) -> Reminders:
    """Return what waits in a register for a person; what is due is what the list's filter shows."""
    listed = tuple(entries)
    stale = [one for one in listed if is_stale(one, perspective.today)]
    return Reminders(
        stale=len(stale), stale_mine=sum(map(perspective.is_mine, stale)),
        to_review=sum(one.review_state == "EIN" for one in listed) if may_review else 0, contacts=overdue_contacts)


def as_still_valid(bundle: ProjectBundle, today: date) -> ProjectBundle:
    """Return a project whose statements somebody has just found to be right: dated today, due in half a year."""
    return replace(bundle, project=replace(
        bundle.project, as_of=today, next_review=add_months(today, MONTHS_UNTIL_REVIEW)))
