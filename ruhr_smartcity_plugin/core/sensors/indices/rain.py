# SPDX-License-Identifier: GPL-2.0-or-later
"""Rain: largest sums by duration, their return periods by a table the user enters, days with rain, dry spells."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.daily import DailyValues
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.translation import tr

MINUTE_MS = 60_000
#: Durations of KOSTRA-DWD in minutes.
DURATIONS_MIN = (5, 10, 15, 20, 30, 45, 60, 90, 120, 180, 240, 360, 540, 720, 1080, 1440, 2880, 4320)
WET_MM, HEAVY_MM = 1.0, 20.0


@dataclass(frozen=True)
class ReturnTable:
    """Heights of rain in mm by duration (rows, minutes) and return period (columns, years), as KOSTRA-DWD gives them
    for a grid cell; entered by the user, since they are not ours to ship."""

    durations_min: Tuple[int, ...]
    periods_a: Tuple[float, ...]
    heights_mm: Tuple[Tuple[float, ...], ...]


@dataclass(frozen=True)
class LargestSum:
    """The largest sum of one duration: height in mm, and when it began and ended (milliseconds UTC).

    `completeness` is the share of the window's steps that hold a value, 0 to 1.
    `period_a` is its return period in years: None without a table, 0.0 below its smallest and infinity above its
    largest period.
    """

    duration_min: int
    height_mm: float
    begin_ms: int
    end_ms: int
    completeness: float = 1.0
    period_a: float | None = None


@dataclass(frozen=True)
class RainDays:
    """Rain of the days that count: sum in mm, days from 1.0 mm and from 20 mm on, longest run of days below 1.0 mm."""

    days: int
    valid_days: int
    total_mm: float
    wet_days: int
    heavy_days: int
    longest_dry_spell: int


def make_return_table(durations_min: Sequence[int], periods_a: Sequence[float],
                      heights_mm: Sequence[Sequence[float]]) -> ReturnTable:
    """Return a checked table. Raises `InputError` unless it is whole, and heights rise with duration and period."""
    heights = np.asarray(heights_mm, dtype=np.float64) if len({len(row) for row in heights_mm}) == 1 else np.empty(0)
    is_whole = heights.shape == (len(durations_min), len(periods_a)) and heights.size > 0
    is_rising = is_whole and all(
        np.all(np.diff(one) > 0) for one in (np.asarray(durations_min), np.asarray(periods_a))) and bool(
        np.all(np.diff(heights, axis=0) >= 0) and np.all(np.diff(heights, axis=1) > 0) and np.all(heights > 0))
    if not is_rising:
        raise InputError(tr("The table of rain heights cannot be used: each row needs a height for each return period, "
                            "and heights must rise with the duration and with the return period."),
                         f"shape {heights.shape}")
    return ReturnTable(tuple(durations_min), tuple(map(float, periods_a)), tuple(map(tuple, heights.tolist())))


def largest_sums(series: Series, step_ms: int, durations_min: Sequence[int] = DURATIONS_MIN,
                 table: ReturnTable | None = None) -> List[LargestSum]:
    """Return the largest sum of each duration that is a multiple of the step.

    Each value is the rain in mm of the step that ends at its time. Windows over a gap count what was measured: sums
    are never too large. Return periods are those of the table without a correction for the moving window.
    """
    if len(series) == 0:
        return []
    ends = series.times.astype(np.int64)
    sums = np.concatenate(([0.0], np.cumsum(series.values)))
    found = []
    for duration in durations_min:
        span = duration * MINUTE_MS
        if span < step_ms or span % step_ms:
            continue
        first = np.searchsorted(ends, ends - span, side="right")
        heights = sums[1:] - sums[first]
        last = int(np.argmax(heights))
        height = float(heights[last])
        period = return_period(table, duration, height) if table is not None else None
        held = min((last + 1 - int(first[last])) * step_ms / span, 1.0)
        found.append(LargestSum(duration, height, int(ends[last]) - span, int(ends[last]), held, period))
    return found


def return_period(table: ReturnTable, duration_min: int, height_mm: float) -> float | None:
    """Return the return period in years of a height; None for a duration the table does not hold.

    Between two periods it is interpolated linearly in the logarithm of the period, as KOSTRA-DWD-2010R (Bericht zur
    Revision, 2017) does; 0.0 below the smallest, infinity above the largest.
    """
    if duration_min not in table.durations_min:
        return None
    heights = table.heights_mm[table.durations_min.index(duration_min)]
    if height_mm < heights[0] - 1e-9:
        return 0.0
    if height_mm > heights[-1] + 1e-9:
        return float("inf")
    return float(np.exp(np.interp(height_mm, heights, np.log(table.periods_a))))


def rain_days(daily: DailyValues, min_completeness: float) -> RainDays:
    """Sum up daily sums in mm. A day that does not count ends a dry spell: nobody knows whether it rained."""
    is_day = daily.valid(min_completeness)
    sums = daily.total[is_day]
    is_dry = is_day & (np.where(is_day, daily.total, np.inf) < WET_MM - 1e-9)
    edges = np.flatnonzero(np.diff(np.concatenate(([False], is_dry, [False])).astype(np.int8)))
    longest = int((edges[1::2] - edges[::2]).max()) if len(edges) else 0
    return RainDays(len(daily), int(is_day.sum()), float(sums.sum()), int((sums >= WET_MM - 1e-9).sum()),
                    int((sums >= HEAVY_MM - 1e-9).sum()), longest)
