# SPDX-License-Identifier: GPL-2.0-or-later
"""What there is to draw of a trace in a window: a line where values are few, else a band that keeps every peak."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.charting.trace import MARKED, Trace
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.series import downsample_min_max


@dataclass(frozen=True)
class Strokes:
    """Arrays of one length: `times_ms` (float64) with the smallest and largest value there.

    `is_band`: each stands for a column of pixels; else `low` and `high` are the value itself. `runs` are (first,
    last + 1) of the parts without a gap. `span` is the smallest and largest value inside the window, None without any;
    a line goes on to the window's edge. `count` is the number of values inside, `real` are (first, last + 1) of those
    that were measured, without the two worked out for the edges.
    """

    times_ms: np.ndarray
    low: np.ndarray
    high: np.ndarray
    runs: Tuple[Tuple[int, int], ...]
    is_band: bool
    span: Tuple[float, float] | None
    count: int
    real: Tuple[int, int]


@dataclass(frozen=True)
class Marks:
    """Flagged values to mark, one per column of pixels at most; arrays of one length."""

    times_ms: np.ndarray
    values: np.ndarray


def make_strokes(trace: Trace, window: TimeWindow, columns: int) -> Strokes:
    """Return what to draw on `columns` columns of pixels. Millions of values take a few milliseconds."""
    first, last = np.searchsorted(trace.times_ms, [window.start_ms, window.end_ms + 1])
    if last - first > columns:
        return _band(trace, window, columns, int(first))
    return _line(trace, window, int(first), int(last))


def _line(trace: Trace, window: TimeWindow, first: int, last: int) -> Strokes:
    """Return the values from `first` to before `last` as a line that ends at the window's edges."""
    times, values, gaps = trace.times_ms, trace.series.values, trace.gap_after
    inside = values[first:last]
    before = [(window.start_ms, _between(trace, first - 1, window.start_ms))] if _goes_on(trace, first - 1) else []
    after = [(window.end_ms, _between(trace, last - 1, window.end_ms))] if _goes_on(trace, last - 1) else []
    line = np.concatenate(([value for _time, value in before], inside, [value for _time, value in after]))
    moments = np.concatenate(([time for time, _value in before], times[first:last], [time for time, _value in after]))
    breaks = gaps[np.searchsorted(gaps, first):np.searchsorted(gaps, last - 1)] - first + len(before)
    span = (float(inside.min()), float(inside.max())) if len(inside) else None
    real = (len(before), len(before) + len(inside))
    return Strokes(moments, line, line, _runs(breaks, len(line)), False, span, len(inside), real)


def _goes_on(trace: Trace, position: int) -> bool:
    """Answer whether a value and the next one belong together."""
    return 0 <= position < len(trace.times_ms) - 1 and position not in trace.gap_after


def _between(trace: Trace, position: int, time_ms: int) -> float:
    """Return the value of the line between a value and the next one."""
    pair = slice(position, position + 2)
    return float(np.interp(time_ms, trace.times_ms[pair], trace.series.values[pair]))


def _band(trace: Trace, window: TimeWindow, columns: int, first: int) -> Strokes:
    start, end = (np.datetime64(one, "ms") for one in (window.start_ms, window.end_ms + 1))
    found = downsample_min_max(trace.series, start, end, columns)
    last_positions = first + np.cumsum(found.counts) - 1
    breaks = np.flatnonzero(np.isin(last_positions[:-1], trace.gap_after, assume_unique=True))
    width_ms = (window.span_ms + 1) / columns
    times = window.start_ms + (found.index + 0.5) * width_ms
    span = (float(found.low.min()), float(found.high.max()))
    return Strokes(times, found.low, found.high, _runs(breaks, len(times)), True, span, int(found.counts.sum()),
                   (0, len(times)))


def make_marks(trace: Trace, window: TimeWindow, columns: int) -> Marks:
    """Return the flagged values in a window; of those that share a column of pixels the first."""
    bits = trace.flags.bits & MARKED
    flagged = trace.flags.times_ms[bits != 0]
    flagged = flagged[(flagged >= window.start_ms) & (flagged <= window.end_ms)]
    places = np.searchsorted(trace.times_ms, flagged)
    places = places[(places < len(trace.times_ms))]
    flagged = flagged[:len(places)]  # only times after the last value were dropped
    places = places[trace.times_ms[places] == flagged]
    column = (trace.times_ms[places] - window.start_ms) * columns // (window.span_ms + 1)
    _column, chosen = np.unique(column, return_index=True)
    places = places[chosen]
    return Marks(trace.times_ms[places].astype(np.float64), trace.series.values[places])


def gap_spans(trace: Trace, window: TimeWindow) -> np.ndarray:
    """Return the gaps that touch a window as (from, to) in UTC milliseconds, shape [n, 2] (int64)."""
    times, gaps = trace.times_ms, trace.gap_after
    spans = np.column_stack((times[gaps], times[gaps + 1]))
    return spans[(spans[:, 1] > window.start_ms) & (spans[:, 0] < window.end_ms)]


def _runs(breaks: np.ndarray, count: int) -> Tuple[Tuple[int, int], ...]:
    if not count:
        return ()
    edges = [0, *(int(one) + 1 for one in breaks), count]
    return tuple(zip(edges[:-1], edges[1:]))
