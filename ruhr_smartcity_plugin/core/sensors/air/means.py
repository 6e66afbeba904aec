# SPDX-License-Identifier: GPL-2.0-or-later
"""Means over the hour, eight hours, the day and the year, each only where enough of it was measured.

Shares after directive 2008/50/EC, annex XI A, and (EU) 2024/2881, annex V: an hour needs 45 minutes, eight hours six of
them, a day 18 hours (its largest mean of eight hours: 18 of 24 such means).
"""

from __future__ import annotations

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.daily import DailyValues, TimeLabel, daily_values
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayFrame
from ruhr_smartcity_plugin.core.sensors.series import TIME_TYPE, Series

ENOUGH = 0.75
# Of a year the directives want 90 %, of which up to 5 % may be lost to calibration (2008/50/EC, annex I A).
ENOUGH_OF_YEAR = 0.85
_WINDOW_H = 8


def hourly_means(series: Series, step_ms: int | None = None, label: TimeLabel = TimeLabel.END) -> Series:
    """Return the means of whole hours, each at its end (UTC), in the series' unit.

    Hours of which less than three quarters were measured are left out. A series that comes once an hour or more
    seldom is returned as it is. Air quality services label means by their end, hence the default of `label`.
    """
    step = step_ms if step_ms is not None else series.step_ms()
    if len(series) == 0 or step is None or step >= HOUR_MS:
        return series
    times = series.times.astype(np.int64)
    hour = (times - (1 if label is TimeLabel.END else 0)) // HOUR_MS
    slot = (times - (1 if label is TimeLabel.END else 0)) // step
    edges = np.concatenate(([0], np.flatnonzero(np.diff(hour)) + 1))
    is_new = np.concatenate(([True], np.diff(slot) > 0))
    held = np.add.reduceat(is_new.astype(np.int64), edges)
    counts = np.diff(np.append(edges, len(times)))
    means = np.add.reduceat(series.values, edges) / counts
    is_enough = held * step >= ENOUGH * HOUR_MS - 1e-6
    ends = (hour[edges] + 1) * HOUR_MS
    return Series(ends[is_enough].astype(TIME_TYPE), means[is_enough])


def eight_hour_means(hours: Series) -> Series:
    """Return the running means of eight hours, each at its end; windows with fewer than six hours are left out."""
    if len(hours) == 0:
        return hours
    number = hours.times.astype(np.int64) // HOUR_MS
    first, last = int(number[0]), int(number[-1]) + _WINDOW_H - 1
    values, counts = np.zeros(last - first + 1), np.zeros(last - first + 1)
    np.add.at(values, number - first, hours.values)
    np.add.at(counts, number - first, 1.0)
    window = np.ones(_WINDOW_H)
    sums, held = np.convolve(values, window)[:len(values)], np.convolve(counts, window)[:len(values)]
    is_enough = held >= ENOUGH * _WINDOW_H - 1e-6
    ends = (np.arange(first, last + 1)[is_enough]) * HOUR_MS
    return Series(ends.astype(TIME_TYPE), sums[is_enough] / held[is_enough])


def daily_means(hours: Series, frame: DayFrame) -> DailyValues:
    """Return what hourly means say of each day; `valid(ENOUGH)` tells which days count."""
    return daily_values(hours, frame, HOUR_MS, TimeLabel.END)


def daily_largest_eight_hours(hours: Series, frame: DayFrame) -> DailyValues:
    """Return the running means of eight hours per day, each counted to the day it ends on; `high` is the largest."""
    return daily_values(eight_hour_means(hours), frame, HOUR_MS, TimeLabel.END)
