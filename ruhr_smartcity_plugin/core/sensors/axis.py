# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the axes of a chart have their marks: round values, round local times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import List

from ruhr_smartcity_plugin.core.sensors.local_time import local_hour, local_midnight, to_local

_HOUR_STEPS = (1, 2, 3, 6, 12)
_DAY_STEPS = (1, 2, 5, 7, 10, 14, 30)


@dataclass(frozen=True)
class TimeMark:
    """A mark of the time axis; `is_midnight` marks carry the date, others the hour."""

    moment: datetime
    is_midnight: bool


def value_marks(low: float, high: float, most: int) -> List[float]:
    """Return round values that enclose `low` to `high`, at most about `most` of them; two where all values are equal.

    >>> value_marks(12.8, 33.8, 5)
    [10.0, 15.0, 20.0, 25.0, 30.0, 35.0]
    """
    if high <= low:
        low, high = low - 0.5, high + 0.5
    step = _round_step((high - low) / max(most, 1))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [round(number * step, 10) for number in range(first, last + 1)]


def time_marks(start: datetime, end: datetime, most: int) -> List[TimeMark]:
    """Return the marks from `start` to `end` (aware datetimes), at most `most` of them, at round local times."""
    span_h = (end - start).total_seconds() / 3600.0
    most = max(most, 1)
    hours = next((step for step in _HOUR_STEPS if span_h / step <= most), 0)
    if hours:
        return _hour_marks(start, end, hours)
    days = next((step for step in _DAY_STEPS if span_h / 24.0 / step <= most), _DAY_STEPS[-1])
    first = to_local(start).date()
    # Counted from a fixed day, so that marks stay put when the span moves.
    first -= timedelta(days=first.toordinal() % days)
    marks = []
    while (moment := local_midnight(first)) <= end:
        if moment >= start:
            marks.append(TimeMark(moment, True))
        first += timedelta(days=days)
    return marks


def _hour_marks(start: datetime, end: datetime, step: int) -> List[TimeMark]:
    marks = []
    day = to_local(start).date()
    while local_midnight(day) <= end:
        for hour in range(0, 24, step):
            moment = local_hour(day, hour)
            if start <= moment <= end and to_local(moment).hour == hour:
                marks.append(TimeMark(moment, hour == 0))
        day += timedelta(days=1)
    return marks


def _round_step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9))
