# SPDX-License-Identifier: GPL-2.0-or-later
"""What waits for somebody: records to be checked again, records to be reviewed, contacts to be deleted."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Iterable, List, Tuple

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


def dated_as_before(before: Iterable[ProjectBundle], now: Iterable[ProjectBundle]) -> List[Tuple[ProjectBundle, int]]:
    """Return projects with the dates they had before `as_still_valid`, each with the version that step made of it.

    Whoever saved after it is not overwritten: the store has another version then. What is gone is left out.
    """
    known = {one.project.uuid: one.project for one in before}
    found = []
    for one in now:
        old = known.get(one.project.uuid)
        if old is not None:
            dated = replace(one.project, as_of=old.as_of, next_review=old.next_review)
            found.append((replace(one, project=dated), old.version + 1))
    return found
