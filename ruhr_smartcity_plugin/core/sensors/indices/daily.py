# SPDX-License-Identifier: GPL-2.0-or-later
"""A series summed up per day, and per night: count, completeness, smallest, largest, mean, sum."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayFrame
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.translation import tr

NIGHT_START_H, NIGHT_END_H = -6, 6  # hours from midnight UTC: 18 to 06 UTC, as the German weather service has it


class TimeLabel(Enum):
    """What a value's time says.

    INSTANT: when it was measured, so that 0:00 opens the new day. END: the end of the interval it stands for, so
    that 0:00 closes the day before.
    """

    INSTANT = "instant"
    END = "end"


@dataclass(frozen=True)
class DailyValues:
    """What a series says of each day; arrays of one length, NaN where a day has no value.

    `days` are dates (``datetime64[D]``); `counts` the numbers of values; `completeness` the share of the day's
    steps that hold at least one value, 0 to 1; `low`, `high`, `mean` and `total` are in the series' unit.
    """

    days: np.ndarray
    counts: np.ndarray
    completeness: np.ndarray
    low: np.ndarray
    high: np.ndarray
    mean: np.ndarray
    total: np.ndarray

    def __len__(self) -> int:
        return len(self.days)

    def valid(self, min_completeness: float) -> np.ndarray:
        """Return which days count: they hold values, and at least that share of what a whole day has (bool array)."""
        return (self.counts > 0) & (self.completeness >= min_completeness - 1e-9)


def daily_values(series: Series, frame: DayFrame, step_ms: int | None = None,
                 label: TimeLabel = TimeLabel.INSTANT) -> DailyValues:
    """Sum up a series by the days of `frame`.

    `step_ms` is the time between two values; without it the series' median step counts. Values that come oftener
    than once a step, or twice with the clocks' change, do not make a day more complete than it is.
    Raises `InputError` for a step that is not positive.
    """
    return _sum_up(series, frame.days, frame.edges_ms[:-1], frame.edges_ms[1:], step_ms, label)


def nightly_values(series: Series, frame: DayFrame, step_ms: int | None = None,
                   label: TimeLabel = TimeLabel.INSTANT) -> DailyValues:
    """Sum up the nights from 18 to 06 UTC, each counted to the day it ends on.

    Instants at 18:00 and at 06:00 both belong to the night: it is the period of the minimum thermometer, which is
    read and set back then. Source: German weather service, Thema des Tages of 10 August 2013 ("von 18 Uhr am Vortag
    bis 6 Uhr (UTC)", all ten-minute readings count).
    """
    midnights = frame.days.astype("datetime64[ms]").astype(np.int64)
    starts, ends = midnights + NIGHT_START_H * HOUR_MS, midnights + NIGHT_END_H * HOUR_MS
    return _sum_up(series, frame.days, starts, ends, step_ms, label, holds_end=True)


def _sum_up(series: Series, days: np.ndarray, starts: np.ndarray, ends: np.ndarray, step_ms: int | None,
            label: TimeLabel, holds_end: bool = False) -> DailyValues:
    step = _require_step(series, step_ms)
    times = series.times.astype(np.int64)
    side_first = "right" if label is TimeLabel.END else "left"
    side_last = "right" if label is TimeLabel.END or holds_end else "left"
    first = np.searchsorted(times, starts, side=side_first)
    last = np.searchsorted(times, ends, side=side_last)
    counts = last - first
    low, high, mean, total = (np.full(len(days), np.nan) for _ in range(4))
    has = counts > 0
    if has.any():
        low[has] = _reduce(np.minimum, series.values, first[has], last[has])
        high[has] = _reduce(np.maximum, series.values, first[has], last[has])
        total[has] = _reduce(np.add, series.values, first[has], last[has])
        mean[has] = total[has] / counts[has]
    held = _steps_held(times, starts, first, last, step, label)
    expected = np.maximum((ends - starts) / step, 1.0)
    return DailyValues(days, counts, np.minimum(held / expected, 1.0), low, high, mean, total)


def _reduce(function: np.ufunc, values: np.ndarray, first: np.ndarray, last: np.ndarray) -> np.ndarray:
    """Return `function` over values[first:last] for each pair, none of them empty; ranges may overlap."""
    # Every second result of reduceat is the stretch between two ranges. The added value keeps `last` in reach.
    padded = np.append(values, values[-1])
    return function.reduceat(padded, np.column_stack((first, last)).ravel())[::2]


def _steps_held(times: np.ndarray, starts: np.ndarray, first: np.ndarray, last: np.ndarray, step: int,
                label: TimeLabel) -> np.ndarray:
    """Return how many different steps of each range hold a value; 0 for a range without any."""
    counts = np.maximum(last - first, 0)
    if counts.sum() == 0:
        return np.zeros(len(first))
    owner = np.repeat(np.arange(len(first)), counts)
    position = np.arange(counts.sum()) - np.repeat(np.cumsum(counts) - counts, counts) + np.repeat(first, counts)
    offset = times[position] - starts[owner] - (1 if label is TimeLabel.END else 0)
    slot = offset // step
    is_new = np.ones(len(slot), dtype=bool)
    is_new[1:] = (slot[1:] != slot[:-1]) | (owner[1:] != owner[:-1])
    return np.bincount(owner[is_new], minlength=len(first)).astype(np.float64)


def _require_step(series: Series, step_ms: int | None) -> int:
    step = step_ms if step_ms is not None else series.step_ms()
    if step is None:
        return 24 * HOUR_MS  # a single value: nothing tells how often it should come
    if step <= 0:
        raise InputError(tr("The time between two values must be longer than nothing."), f"step {step} ms")
    return step
