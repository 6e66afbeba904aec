# SPDX-License-Identifier: GPL-2.0-or-later
"""How often a substance was above a limit, and whether that is more than allowed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ruhr_smartcity_plugin.core.sensors.air.limits import Averaging, Limit
from ruhr_smartcity_plugin.core.sensors.air.means import (
    ENOUGH,
    ENOUGH_OF_YEAR,
    daily_largest_eight_hours,
    daily_means,
)
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayFrame
from ruhr_smartcity_plugin.core.sensors.series import Series


@dataclass(frozen=True)
class Judgement:
    """A series against one limit.

    `value` is the mean of the period for YEAR, else the largest value compared (NaN without any); `exceedances` counts
    the hours or days above the limit (0 or 1 for YEAR). `valid` of `expected` hours or days were complete enough;
    `is_enough` says that no share worth mentioning is missing. `is_kept` is None where it cannot be said: nothing
    measured, or kept so far with too much missing.
    """

    limit: Limit
    value: float
    exceedances: int
    valid: int
    expected: int
    is_enough: bool
    is_kept: bool | None


def judge(hours: Series, frame: DayFrame, limit: Limit) -> Judgement:
    """Compare hourly means (at their ends, in the limit's unit) with a limit over the days of `frame`.

    Values are rounded to the limit's own decimals before they are compared, halves up, as the guidance to decision
    2011/850/EU has it: a daily mean of 50.4 µg/m³ does not exceed 50. For limits whose exceedances are averaged over
    several years, a frame of one year is compared by itself.
    """
    inside = _within(hours, frame)
    values, expected = _compared(inside, frame, limit)
    rounded = _round_half_up(values, limit.limit)
    exceedances = int((rounded > limit.limit).sum())
    share = len(inside) / max(_hours_of(frame), 1) if limit.averaging is Averaging.YEAR else len(values) / expected
    is_enough = share >= ENOUGH_OF_YEAR
    allowed = 0 if limit.averaging is Averaging.YEAR else limit.allowed
    is_kept: bool | None = exceedances <= allowed
    if len(values) == 0 or ((is_kept or limit.averaging is Averaging.YEAR) and not is_enough):
        is_kept = None
    valid = len(inside) if limit.averaging is Averaging.YEAR else len(values)
    whole = _hours_of(frame) if limit.averaging is Averaging.YEAR else expected
    largest = float(values.max()) if len(values) else float("nan")
    return Judgement(limit, largest, exceedances, valid, whole, is_enough, is_kept)


def _compared(hours: Series, frame: DayFrame, limit: Limit) -> tuple:
    """Return the values compared with the limit, and how many there would be without gaps."""
    if limit.averaging is Averaging.HOUR:
        return hours.values, _hours_of(frame)
    if limit.averaging is Averaging.YEAR:
        return (np.array([hours.values.mean()]) if len(hours) else np.empty(0)), 1
    days = daily_means(hours, frame) if limit.averaging is Averaging.DAY else daily_largest_eight_hours(hours, frame)
    is_day = days.valid(ENOUGH)
    return (days.mean if limit.averaging is Averaging.DAY else days.high)[is_day], len(frame)


def _within(hours: Series, frame: DayFrame) -> Series:
    """Return the hours that end within the frame: after its beginning, up to its end."""
    first, last = np.searchsorted(hours.times.astype(np.int64), frame.edges_ms[[0, -1]], side="right")
    return Series(hours.times[first:last], hours.values[first:last])


def _hours_of(frame: DayFrame) -> int:
    return int((frame.edges_ms[-1] - frame.edges_ms[0]) // HOUR_MS)


def _round_half_up(values: np.ndarray, limit: float) -> np.ndarray:
    text = f"{limit:g}"
    scale = 10.0 ** (len(text.partition(".")[2]) if "." in text else 0)
    return np.floor(values * scale + 0.5 + 1e-9) / scale
