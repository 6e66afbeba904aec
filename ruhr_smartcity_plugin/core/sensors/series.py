# SPDX-License-Identifier: GPL-2.0-or-later
"""A station's values over time as arrays: gaps, and down-sampling to pixels that keeps every peak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterator, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

# A step longer than this many usual steps is a gap: one missing value of an hourly series is one.
GAP_FACTOR = 1.5
TIME_TYPE = "datetime64[ms]"


@dataclass(frozen=True)
class Series:
    """Values over time.

    `times` is a ``datetime64[ms]`` array in UTC, strictly ascending; `values` a ``float64`` array of the same
    length, finite.
    """

    times: np.ndarray
    values: np.ndarray

    def __len__(self) -> int:
        return len(self.times)

    def between(self, start: np.datetime64, end: np.datetime64) -> Series:
        """Return the part from `start` to before `end` (UTC)."""
        first, last = np.searchsorted(self.times, [np.datetime64(start, "ms"), np.datetime64(end, "ms")])
        return Series(self.times[first:last], self.values[first:last])

    def step_ms(self) -> int | None:
        """Return the usual distance of two values in milliseconds (the median); None below two values."""
        if len(self) < 2:
            return None
        return int(np.median(np.diff(self.times).astype(np.int64)))

    def gap_starts(self) -> np.ndarray:
        """Return the positions after which values are missing (int array)."""
        step = self.step_ms()
        if step is None:
            return np.empty(0, dtype=np.int64)
        return np.flatnonzero(np.diff(self.times).astype(np.int64) > GAP_FACTOR * step)

    def runs(self) -> Iterator[Tuple[int, int]]:
        """Yield (first, last + 1) of each part without a gap."""
        if len(self) == 0:
            return
        edges = np.concatenate(([0], self.gap_starts() + 1, [len(self)]))
        for first, last in zip(edges[:-1], edges[1:]):
            yield int(first), int(last)

    def nearest(self, moment: np.datetime64) -> int | None:
        """Return the position of the value nearest in time; None for an empty series."""
        if len(self) == 0:
            return None
        after = int(np.searchsorted(self.times, np.datetime64(moment, "ms")))
        if after == 0:
            return 0
        if after == len(self):
            return len(self) - 1
        earlier = moment - self.times[after - 1]
        return after if self.times[after] - moment < earlier else after - 1


def make_series(times_ms: object, values: object) -> Series:
    """Return a series of UTC milliseconds since 1970 and numbers in any order.

    Of several values with one time the last given stays: services append corrections. Numbers that are not finite
    are dropped. Raises `InputError` for arrays of different length.
    """
    stamps = np.asarray(times_ms, dtype=np.int64)
    numbers = np.asarray(values, dtype=np.float64)
    if stamps.shape != numbers.shape or stamps.ndim != 1:
        raise InputError(tr("Times and values do not belong together: their numbers differ."),
                         f"{stamps.shape} times, {numbers.shape} values")
    finite = np.isfinite(numbers)
    stamps, numbers = stamps[finite], numbers[finite]
    order = np.argsort(stamps, kind="stable")
    stamps, numbers = stamps[order], numbers[order]
    last = np.append(stamps[1:] != stamps[:-1], True) if len(stamps) else np.empty(0, dtype=bool)
    return Series(stamps[last].astype(TIME_TYPE), numbers[last])


@dataclass(frozen=True)
class Columns:
    """A series put into columns of pixels; arrays of one length, only columns that hold values, ascending.

    `low` and `high` are the smallest and largest value in a column, `first` and `last` its outer ones in time,
    `counts` how many there are.
    """

    index: np.ndarray
    low: np.ndarray
    high: np.ndarray
    first: np.ndarray
    last: np.ndarray
    counts: np.ndarray


def downsample_min_max(series: Series, start: np.datetime64, end: np.datetime64, columns: int) -> Columns:
    """Put the values from `start` to before `end` into `columns` columns of equal duration.

    Unlike averaging or taking each n-th value this keeps every peak: the minimum and maximum of all columns
    are those of the series. Raises `InputError` for less than one column or an empty span.
    """
    span_ms = int((np.datetime64(end, "ms") - np.datetime64(start, "ms")).astype(np.int64))
    if columns < 1 or span_ms <= 0:
        raise InputError(tr("There is no room for a chart: its width or its time span is empty."))
    part = series.between(start, end)
    if len(part) == 0:
        empty = np.empty(0)
        return Columns(np.empty(0, dtype=np.int64), empty, empty, empty, empty, np.empty(0, dtype=np.int64))
    # Times ascend: where each column begins is looked up, instead of working out the column of each of many values.
    begins_ms = -(-np.arange(columns + 1, dtype=np.int64) * span_ms // columns)
    begins = np.searchsorted(part.times.view(np.int64), int(np.datetime64(start, "ms").astype(np.int64)) + begins_ms)
    column = np.flatnonzero(np.diff(begins))
    edges, ends = begins[column], begins[column + 1]
    return Columns(
        index=column,
        low=np.minimum.reduceat(part.values, edges),
        high=np.maximum.reduceat(part.values, edges),
        first=part.values[edges],
        last=part.values[ends - 1],
        counts=ends - edges,
    )
