# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of a register's daily backups are kept."""

from __future__ import annotations

from datetime import date
from typing import FrozenSet, Iterable, List, Set, Tuple

DAYS_KEPT = 7
WEEKS_KEPT = 4


def outdated_days(days: Iterable[date]) -> FrozenSet[date]:
    """Return the days whose backup may go: all but the newest seven and, before them, one for each of four weeks.

    Days without a backup do not count, so that nothing goes while nobody works.

    >>> len(outdated_days([date(2026, 1, day) for day in range(1, 8)]))
    0
    """
    newest_first = sorted(set(days), reverse=True)
    older = newest_first[DAYS_KEPT:]
    weeks: Set[Tuple[int, int]] = set()
    kept: List[date] = []
    for day in older:
        week = tuple(day.isocalendar())[:2]
        if week not in weeks and len(weeks) < WEEKS_KEPT:
            weeks.add(week)
            kept.append(day)
    return frozenset(older) - frozenset(kept)
