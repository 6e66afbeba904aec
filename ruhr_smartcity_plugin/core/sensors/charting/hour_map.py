# SPDX-License-Identifier: GPL-2.0-or-later
"""A series by hour of the day and by day, in local time: the pattern of days and nights over weeks and years."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.indices.days import (
    DAY_MS,
    HOUR_MS,
    DayFrame,
    DayRule,
    frame_covering,
    local_offset_ms,
)
from ruhr_smartcity_plugin.core.sensors.quantity import quantities

HOURS = 24
_CHANGED_HOUR = 2  # clocks go from 2 to 3 in spring and from 3 to 2 in autumn (directive 2000/84/EC)
# A mean, sum or extreme stands for the interval that ends at its time; see `model.Observation`.
_OF_INTERVALS = frozenset({"mean", "sum", "max", "min"})


@dataclass(frozen=True, eq=False)
class HourMap:
    """Values by hour and day; `values` (float64, NaN without a value) and `counts` (int64) have the shape [24, days].

    The hour from 14:00 to 15:00 is row 14. What measures sums holds the sum of the hour, directions their vector mean,
    largest and smallest values the extreme, all else the mean. The hour that is left out in spring never has a value;
    the one that comes twice in autumn holds both. `left_out` is the number of values that were left out as doubtful.
    """

    frame: DayFrame
    values: np.ndarray
    counts: np.ndarray
    left_out: int = 0

    @cached_property
    def clock_hours(self) -> np.ndarray:
        """How many hours each cell stands for: 0 where the clocks skip it, 2 where it comes twice (int64)."""
        hours = np.ones(self.values.shape, dtype=np.int64)
        hours[_CHANGED_HOUR] += (self.frame.lengths_ms - DAY_MS) // HOUR_MS
        return hours

    def span(self) -> Tuple[float, float] | None:
        """Return the smallest and the largest value; None without any."""
        known = self.values[self.counts > 0]
        return (float(known.min()), float(known.max())) if len(known) else None

    def day_at(self, time_ms: float) -> int:
        """Return the number of the day that holds a moment (UTC milliseconds); that of the nearer end outside."""
        place = int(np.searchsorted(self.frame.edges_ms, time_ms, side="right")) - 1
        return min(max(place, 0), len(self.frame) - 1)

    def in_columns(self, edges_ms: np.ndarray) -> np.ndarray:
        """Return the values for columns between the moments `edges_ms` (float64, shape [24, columns]).

        A column that holds several days shows their mean, so that none is skipped; NaN outside the days, too.
        """
        first = np.searchsorted(self.frame.edges_ms, edges_ms[:-1], side="right") - 1
        last = np.maximum(np.searchsorted(self.frame.edges_ms, edges_ms[1:], side="left"), first + 1)
        first, last = np.clip(first, 0, len(self.frame)), np.clip(last, 0, len(self.frame))
        known = self.counts > 0
        zero = np.zeros((HOURS, 1))
        sums = np.concatenate((zero, np.cumsum(np.where(known, self.values, 0.0), axis=1)), axis=1)
        numbers = np.concatenate((zero, np.cumsum(known, axis=1)), axis=1)
        count = numbers[:, last] - numbers[:, first]
        single = last - first == 1
        means = np.divide(sums[:, last] - sums[:, first], count, out=np.full(count.shape, np.nan), where=count > 0)
        means[:, single] = self.values[:, first[single]]  # as they are, without the rounding of the sums
        return means


def make_hour_map(trace: Trace, start_ms: int, end_ms: int) -> HourMap:
    """Sort the values from `start_ms` to `end_ms` (UTC, both included) into hours and days of the Ruhr's clocks.

    Doubtful ones are left out.
    """
    part = trace.trusted.between(np.datetime64(start_ms, "ms"), np.datetime64(end_ms + 1, "ms"))
    shift = 1 if trace.statistic in _OF_INTERVALS else 0
    times, values = part.times.view(np.int64) - shift, part.values
    frame = frame_covering(min([start_ms, *times[:1].tolist()]), max(end_ms - shift, start_ms), DayRule.LOCAL)
    local = times + local_offset_ms(times)
    day = local // DAY_MS - int(frame.days[0].astype(np.int64))
    cell = (local % DAY_MS) // HOUR_MS * len(frame) + day
    size = HOURS * len(frame)
    counts = np.bincount(cell, minlength=size)
    found = np.full(size, np.nan)
    known = counts > 0
    found[known] = _summed_up(trace, cell, values, counts)[known]
    return HourMap(frame, found.reshape(HOURS, -1), counts.reshape(HOURS, -1), trace.left_out(start_ms, end_ms))


def _summed_up(trace: Trace, cell: np.ndarray, values: np.ndarray, counts: np.ndarray) -> np.ndarray:
    """Return the value of each cell; anything for cells without values."""
    quantity = quantities().get(trace.quantity)
    size, divisor = len(counts), np.maximum(counts, 1)
    if quantity is not None and quantity.kind == "direction":
        angle = np.radians(values)
        east, north = (np.bincount(cell, part, minlength=size) for part in (np.sin(angle), np.cos(angle)))
        return np.degrees(np.arctan2(east, north)) % 360.0
    if trace.statistic in ("max", "min"):
        extreme = np.full(size, -np.inf if trace.statistic == "max" else np.inf)
        (np.maximum if trace.statistic == "max" else np.minimum).at(extreme, cell, values)
        return extreme
    sums = np.bincount(cell, values, minlength=size)
    return sums if quantity is not None and quantity.kind == "sum" else sums / divisor
