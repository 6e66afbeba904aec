# SPDX-License-Identifier: GPL-2.0-or-later
"""How long a chart of a million values takes to be drawn anew: whole, zoomed, with the cursor moved, as a heat map.

A million values are two years of minutes. There are gaps and flags in them, as real ones have. No peer: QGIS 3.40
draws no series of stations.
"""

from __future__ import annotations

import statistics
import time
from typing import Any, Callable, Dict, List

import numpy as np

from tests.benchmarks.sizes import Size
from tests.benchmarks.subprocesses import measure

COUNT, LIMIT_MS, ROUNDS = 1_000_000, 100.0, 15
WIDTH, HEIGHT = 1_200, 500
_START_MS, _MINUTE_MS = 1_704_067_200_000, 60_000  # 2024-01-01
_GAP_EVERY, _FLAG_EVERY = 5_000, 2_000


def chart_redraw(_size: Size) -> Dict[str, Any]:
    """Measure, print and return; the same number of values at every size."""
    answer = measure("chart_redraw", count=COUNT)
    medians = {name: statistics.median(times) for name, times in answer["ms"].items()}
    most = max(max(times) for times in answer["ms"].values())
    shown = ", ".join(f"{name} {value:.0f}" for name, value in medians.items())
    verdict = "reached" if most < LIMIT_MS else "missed"
    print(f"chart of {COUNT:,} values, redraw in ms: {shown}; longest of all {most:.0f} (aim {LIMIT_MS:.0f}): "
          f"{verdict}; first shown after {answer['first_ms']:.0f}")
    return {"name": "chart redraw", "limit_ms": LIMIT_MS, "differences": answer["differences"], **answer}


def run(count: int) -> Dict[str, Any]:
    """Draw in the worker's process, on a widget that is never shown: painting is the same, a screen adds nothing."""
    from tests.benchmarks.qgis_session import start_qgis

    start_qgis()
    from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
    from ruhr_smartcity_plugin.gui.sensors.chart.hour_chart import HourChart
    from ruhr_smartcity_plugin.gui.sensors.chart.line_chart import LineChart
    from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import LineContent

    trace = make_trace(count)
    whole = TimeWindow.whole_of(int(trace.times_ms[0]), int(trace.times_ms[-1]))
    lines, hours = LineChart(), HourChart()
    for chart in (lines, hours):
        chart.resize(WIDTH, HEIGHT)
    first_ms = _timed(lambda: (lines.set_content(LineContent((trace,), "minutes"), whole), lines.grab()))
    hours_first_ms = _timed(lambda: (hours.set_content(trace, whole), hours.grab()))
    (strokes,) = lines._laid_out(lines.rect_f()).strokes
    peaks = [float(strokes.high.max()), float(trace.series.values.max())]
    found: Dict[str, List[float]] = {
        "whole": [_timed(lambda: _redrawn(lines)) for _ in range(ROUNDS)],
        "zoomed": [_timed(lambda part=part: _zoomed(lines, part)) for part in np.linspace(0.9, 0.01, ROUNDS)],
    }
    lines.show_all()
    lines.grab()
    moments = np.linspace(whole.first_ms, whole.last_ms, ROUNDS).astype(np.int64).tolist()
    found["cursor"] = [_timed(lambda at=at: (lines.move_cursor(at), lines.grab())) for at in moments]
    found["heat map"] = [_timed(lambda: _redrawn(hours)) for _ in range(ROUNDS)]
    return {"ms": found, "first_ms": first_ms, "hours_first_ms": hours_first_ms,
            "differences": [] if peaks[0] == peaks[1] else [f"the peak {peaks[1]} is drawn as {peaks[0]}"]}


def make_trace(count: int) -> Any:
    """Minutes with days and years in them, a single peak, a gap and a flag now and then."""
    from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
    from ruhr_smartcity_plugin.core.sensors.series import make_series
    from ruhr_smartcity_plugin.core.sensors.store.records import Flagged

    numbers = np.arange(count)
    numbers = numbers + 30 * (numbers // _GAP_EVERY)
    values = 10 + 8 * np.sin(numbers / 525_960 * 2 * np.pi) + 5 * np.sin(numbers / 1_440 * 2 * np.pi)
    values += np.random.default_rng(25832).normal(0, 1, count)
    values[count // 3] = 55.5
    times = _START_MS + _MINUTE_MS * numbers
    flagged = times[::_FLAG_EVERY]
    return Trace(("bench",), "Bochum", "Air temperature", "°C", make_series(times, values),
                 flags=Flagged(flagged, np.full(len(flagged), 8)))


def _redrawn(chart: Any) -> None:
    chart.redraw()
    chart.grab()


def _zoomed(chart: Any, share: float) -> None:
    window = chart.window_ms
    span_ms = round((window.last_ms - window.first_ms) * share)
    chart.set_window(window.narrowed(window.first_ms, window.first_ms + span_ms))
    chart.grab()


def _timed(work: Callable[[], Any]) -> float:
    started = time.perf_counter()
    work()
    return 1000 * (time.perf_counter() - started)
