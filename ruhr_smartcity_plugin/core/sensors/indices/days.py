# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a day begins: in local time with summer time, in UTC, or in Central European (winter) time all year."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from enum import Enum

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

HOUR_MS = 3_600_000
DAY_MS = 24 * HOUR_MS


class DayRule(Enum):
    """When a day begins; the values are static strings of the parameter DAY.

    LOCAL: midnight of the clocks in the Ruhr; days have 23, 24 or 25 hours. UTC: midnight UTC. CET: midnight of
    Central European Time all year (23 UTC), as the German weather service's older daily values have it.
    """

    LOCAL = "local"
    UTC = "utc"
    CET = "cet"


@dataclass(frozen=True)
class DayFrame:
    """Whole days one after the other.

    `days` are their dates (``datetime64[D]``, length n), `edges_ms` where they begin and the last one ends
    (``int64`` milliseconds UTC, length n + 1).
    """

    days: np.ndarray
    edges_ms: np.ndarray

    def __len__(self) -> int:
        return len(self.days)

    @property
    def lengths_ms(self) -> np.ndarray:
        """How long each day is in milliseconds: 23 and 25 hours where the clocks change."""
        return np.diff(self.edges_ms)


def frame_days(first: np.datetime64, last: np.datetime64, rule: DayRule) -> DayFrame:
    """Return the days from `first` to `last`, both included (dates in the time of `rule`).

    Raises `InputError` if the last is before the first.
    """
    begin, end = np.datetime64(first, "D"), np.datetime64(last, "D")
    if end < begin:
        raise InputError(tr("The period ends before it begins. Exchange its dates."), f"{begin} to {end}")
    days = np.arange(begin, end + np.timedelta64(2, "D"))
    midnights = days.astype("datetime64[ms]").astype(np.int64)
    if rule is DayRule.CET:
        edges = midnights - HOUR_MS
    elif rule is DayRule.LOCAL:
        edges = midnights - _offset_at_midnight_ms(days)
    else:
        edges = midnights
    return DayFrame(days[:-1], edges)


def frame_covering(start_ms: int, end_ms: int, rule: DayRule) -> DayFrame:
    """Return the days that hold the moments from `start_ms` to `end_ms` (milliseconds UTC, both included)."""
    first, last = (day_of(np.array([moment], dtype=np.int64), rule)[0] for moment in (start_ms, end_ms))
    return frame_days(first, last, rule)


def day_of(times_ms: np.ndarray, rule: DayRule) -> np.ndarray:
    """Return the date (``datetime64[D]``) of each moment (``int64`` milliseconds UTC) by the rule."""
    moments = np.asarray(times_ms, dtype=np.int64)
    if rule is DayRule.CET:
        moments = moments + HOUR_MS
    elif rule is DayRule.LOCAL:
        moments = moments + local_offset_ms(moments)
    return moments.astype("datetime64[ms]").astype("datetime64[D]")


def local_offset_ms(times_ms: np.ndarray) -> np.ndarray:
    """Return the offset of the Ruhr's clocks from UTC for moments in UTC (both ``int64`` milliseconds).

    By the rule of the EU since 1996 (directive 2000/84/EC): summer time from the last Sunday of March to the last
    Sunday of October, both at 1:00 UTC. Years before 1996 follow the same rule, though the clocks then changed
    back in September.
    """
    moments = np.asarray(times_ms, dtype=np.int64)
    if moments.size == 0:
        return np.zeros(0, dtype=np.int64)
    edges = moments[[moments.argmin(), moments.argmax()]].astype("datetime64[ms]").astype("datetime64[Y]")
    first, last = (edges.astype(int) + 1970).tolist()
    changes = np.array([_change_ms(year, month) for year in range(first, last + 1) for month in (3, 10)])
    is_summer = np.searchsorted(changes, moments, side="right") % 2 == 1
    return np.where(is_summer, 2 * HOUR_MS, HOUR_MS).astype(np.int64)


def _offset_at_midnight_ms(days: np.ndarray) -> np.ndarray:
    # The clocks change at 1:00 UTC, so an hour and a half before midnight UTC holds what holds at local midnight.
    return local_offset_ms(days.astype("datetime64[ms]").astype(np.int64) - HOUR_MS - HOUR_MS // 2)


def _change_ms(year: int, month: int) -> int:
    last = datetime(year, month, 31, 1, tzinfo=timezone.utc)
    back = (last.weekday() + 1) % 7
    return int(last.timestamp()) * 1000 - back * DAY_MS
