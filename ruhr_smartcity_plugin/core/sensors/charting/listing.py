# SPDX-License-Identifier: GPL-2.0-or-later
"""What a chart shows as a table: one row per moment, one column per trace; and as CSV for spreadsheets."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from typing import Iterator, List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, local_offset_ms
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell

CSV_COLUMNS = ("station", "property", "unit", "time_utc", "time_local", "value", "flags", "source", "licence")


@dataclass(frozen=True)
class Listing:
    """The moments at which any trace has a value, ascending (UTC milliseconds, int64), and by trace and moment the
    position of the value in the trace, -1 where it has none (int64, shape [traces, moments])."""

    times_ms: np.ndarray
    positions: np.ndarray


def make_listing(traces: Sequence[Trace], window: TimeWindow) -> Listing:
    """Return the table of what a window shows."""
    spans = [np.searchsorted(one.times_ms, [window.start_ms, window.end_ms + 1]) for one in traces]
    inside = [one.times_ms[first:last] for one, (first, last) in zip(traces, spans)]
    times = np.concatenate([np.empty(0, dtype=np.int64), *inside])
    times.sort(kind="stable")  # merges what is in order already
    times = times[np.concatenate((np.ones(min(len(times), 1), dtype=bool), times[1:] != times[:-1]))]
    positions = np.full((len(traces), len(times)), -1, dtype=np.int64)
    for row, (moments, (first, _last)) in enumerate(zip(inside, spans)):
        positions[row, np.searchsorted(times, moments)] = first + np.arange(len(moments))
    return Listing(times, positions)


def to_csv(traces: Sequence[Trace], window: TimeWindow, decimal_sign: str = ",") -> str:
    """Return the values a window shows with a header line, trace after trace.

    Times in UTC and in local time with offset, semicolons, and no cell that could become a formula. `flags` are what
    was noticed about a value.
    """
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(CSV_COLUMNS)
    for one in traces:
        writer.writerows(_rows(one, window, decimal_sign))
    return out.getvalue()


def origin_of(source: SourceInfo | None) -> Tuple[str, str]:
    """Return who is to be named and under which licence; empty texts where nobody said."""
    return ("", "") if source is None else (source.attribution or source.title, source.licence)


def _rows(trace: Trace, window: TimeWindow, decimal_sign: str) -> Iterator[List[str]]:
    first, last = np.searchsorted(trace.times_ms, [window.start_ms, window.end_ms + 1]).tolist()
    head = [guard_cell(one) for one in (trace.station, trace.title, trace.unit)]
    tail = [guard_cell(one) for one in origin_of(trace.source)]
    times = trace.times_ms[first:last]
    utc, local = _texts(times, "ms"), _texts(times + local_offset_ms(times), "s")
    offsets_h = (local_offset_ms(times) // HOUR_MS).tolist()
    flagged = np.isin(times, trace.flags.times_ms).tolist()
    for number, value in enumerate(trace.series.values[first:last].tolist()):
        noticed = ", ".join(one.title for one in trace.flags_at(first + number)) if flagged[number] else ""
        moment = f"{local[number].replace('T', ' ')}+{offsets_h[number]:02d}:00"
        yield [*head, f"{utc[number]}Z", moment, repr(value).replace(".", decimal_sign), noticed, *tail]


def _texts(times_ms: np.ndarray, unit: str) -> List[str]:
    return np.datetime_as_string(times_ms.astype("datetime64[ms]"), unit=unit).tolist()
