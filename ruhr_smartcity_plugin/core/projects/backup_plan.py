# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of a register's daily backups are kept, and when one of them is made anew."""

from __future__ import annotations

from datetime import date
from typing import FrozenSet, Iterable, List, Set, Tuple

DAYS_KEPT = 7
WEEKS_KEPT = 4
_MORE_AT_LEAST = 10  # projects


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


def is_outgrown(then: int, now: int) -> bool:
    """Answer whether a register holds so many more projects than its backup of the day that it is made anew.

    So the backup of the first day, made when the first project was saved, does not stay nearly empty. A register in
    use hardly doubles within a day, and keeps the state of the morning.

    >>> is_outgrown(1, 200), is_outgrown(1, 5), is_outgrown(500, 700)
    (True, False, False)
    """
    return now >= 2 * then + _MORE_AT_LEAST
