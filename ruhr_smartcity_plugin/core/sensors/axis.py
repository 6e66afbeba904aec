# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the axes of a chart have their marks: round values, round local times."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from typing import Callable, List

from ruhr_smartcity_plugin.core.sensors.local_time import local_hour, local_midnight, to_local

_MINUTE_STEPS = (1, 2, 5, 10, 15, 30)
_HOUR_STEPS = (1, 2, 3, 6, 12)
_DAY_STEPS = (1, 2, 5, 7, 10, 14)
_MONTH_STEPS = (1, 2, 3, 6)
_YEAR_STEPS = (1, 2, 5, 10, 20, 50, 100)
_MONTH_DAYS, _YEAR_DAYS = 30.44, 365.25


class TimeScale(Enum):
    """What a mark says: a time of the day, a day, a month, or a year."""

    CLOCK = "clock"
    DAY = "day"
    MONTH = "month"
    YEAR = "year"


@dataclass(frozen=True)
class TimeMark:
    """A mark of the time axis; `is_midnight` marks begin a day."""

    moment: datetime
    is_midnight: bool
    scale: TimeScale = TimeScale.DAY


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
    """Return the marks from `start` to `end` (aware datetimes), at most about `most` of them, at round local times."""
    span_h = (end - start).total_seconds() / 3600.0
    most = max(most, 1)
    minutes = next((step for step in _MINUTE_STEPS if span_h * 60.0 / step <= most), 0)
    if minutes:
        return _minute_marks(start, end, minutes)
    hours = next((step for step in _HOUR_STEPS if span_h / step <= most), 0)
    if hours:
        return _hour_marks(start, end, hours)
    span_d = span_h / 24.0
    days = next((step for step in _DAY_STEPS if span_d / step <= most), 0)
    if days:
        return _date_marks(start, end, TimeScale.DAY, lambda day: _day_after(day, days))
    months = next((step for step in _MONTH_STEPS if span_d / _MONTH_DAYS / step <= most), 0)
    if months:
        return _date_marks(start, end, TimeScale.MONTH, lambda day: _month_after(day, months))
    years = next((step for step in _YEAR_STEPS if span_d / _YEAR_DAYS / step <= most), _YEAR_STEPS[-1])
    return _date_marks(start, end, TimeScale.YEAR, lambda day: date(day.year - day.year % years + years, 1, 1))


def _minute_marks(start: datetime, end: datetime, step: int) -> List[TimeMark]:
    # The local time differs from UTC by whole hours, so a round minute is one in both.
    moment = start.replace(minute=start.minute - start.minute % step, second=0, microsecond=0)
    marks = []
    while moment <= end:
        if moment >= start:
            local = to_local(moment)
            is_midnight = (local.hour, local.minute) == (0, 0)
            marks.append(TimeMark(moment, is_midnight, TimeScale.DAY if is_midnight else TimeScale.CLOCK))
        moment += timedelta(minutes=step)
    return marks


def _hour_marks(start: datetime, end: datetime, step: int) -> List[TimeMark]:
    marks = []
    day = to_local(start).date()
    while local_midnight(day) <= end:
        for hour in range(0, 24, step):
            moment = local_hour(day, hour)
            if start <= moment <= end and to_local(moment).hour == hour:
                marks.append(TimeMark(moment, hour == 0, TimeScale.CLOCK if hour else TimeScale.DAY))
        day += timedelta(days=1)
    return marks


def _date_marks(start: datetime, end: datetime, scale: TimeScale, after: Callable[[date], date]) -> List[TimeMark]:
    """Return the marks at the local midnights of round dates; `after` gives the round date that follows a date."""
    marks = []
    day = to_local(start).date() - timedelta(days=1)
    while (moment := local_midnight(day := after(day))) <= end:
        if moment >= start:
            marks.append(TimeMark(moment, True, scale))
    return marks


def _day_after(day: date, step: int) -> date:
    # Counted from a fixed day, so that marks stay put when the span moves.
    return date.fromordinal(day.toordinal() - day.toordinal() % step + step)


def _month_after(day: date, step: int) -> date:
    number = (day.year * 12 + day.month - 1) // step * step + step
    return date(number // 12, number % 12 + 1, 1)


def _round_step(raw: float) -> float:
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 2.5, 5, 10) if factor * power >= raw * (1 - 1e-9))
