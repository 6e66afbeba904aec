# SPDX-License-Identifier: GPL-2.0-or-later
"""The checks of a whole store: flags written to it, and the state of each series."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import Callable, Dict, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.quality.checks import check_series
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.quality.health import Health, judge_health
from ruhr_smartcity_plugin.core.sensors.quality.neighbours import Placed, check_neighbours
from ruhr_smartcity_plugin.core.sensors.quality.thresholds import thresholds_for
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.core.sensors.store.records import StoredStream
from ruhr_smartcity_plugin.core.sensors.store.schema import now_ms
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

_ALL = int(~Flag(0))
_CIRCLES = {"wind_from_direction": 360.0}
Points = Mapping[int, Tuple[float, float]]


@dataclass(frozen=True)
class Assessed:
    """A series and its state."""

    stream: StoredStream
    health: Health


def assess(store: SeriesStore, quantity: str, points_25832: Points, start_ms: int | None, end_ms: int | None,
           own_thresholds: Mapping[str, Mapping[str, object]], progress: Progress = SILENT,
           clock: Callable[[], int] = now_ms) -> List[Assessed]:
    """Check the series of a quantity ("" for all) from `start_ms` to before `end_ms` (None: whole series).

    Flags found are written to the store; those of a check that finds nothing any more go. `points_25832` are the
    places of the stations by their ids. Largest and smallest values of intervals are not compared with neighbours.

    Raises `CancelledError` between two quantities or series: what was checked until then stays.
    """
    groups: Dict[str, List[StoredStream]] = defaultdict(list)
    for one in store.streams(quantity):
        groups[one.property].append(one)
    heights = {one.id: one.height_m for one in store.stations()}
    count, done = sum(map(len, groups.values())), 0
    found: List[Assessed] = []
    for name, streams in groups.items():
        limits = thresholds_for(name, own_thresholds)
        series = [store.series(one.id, start_ms, end_ms) for one in streams]
        bits = [check_series(one, limits, _CIRCLES.get(name)) for one in series]
        if limits.neighbour is not None:
            _add_neighbours(streams, series, bits, points_25832, heights, limits.neighbour, name)
        for stream, one, flags in zip(streams, series, bits):
            stop_if_cancelled(progress)
            _write(store, stream, one, flags)
            found.append(Assessed(stream, _health(stream, one, flags, start_ms, end_ms, clock())))
            done += 1
            progress.report(done / count)
    return found


def _add_neighbours(streams: Sequence[StoredStream], series: Sequence[Series], bits: Sequence[np.ndarray],
                    points: Points, heights: Mapping[int, float | None], least: float, name: str) -> None:
    """Add the flags of the comparison with neighbours to `bits`."""
    places = [number for number, one in enumerate(streams)
              if one.station_id in points and one.statistic not in ("max", "min")]
    placed = [Placed(series[number], points[streams[number].station_id], heights.get(streams[number].station_id))
              for number in places]
    for number, flags in zip(places, check_neighbours(placed, least, name == "air_temperature")):
        bits[number][:] |= flags


def _write(store: SeriesStore, stream: StoredStream, series: Series, flags: np.ndarray) -> None:
    """Write the flags of a period; those outside it stay."""
    times = series.times.astype(np.int64)
    flagged = flags != 0
    kept = store.flags(stream.id)
    outside = ~np.isin(kept.times_ms, times)
    store.write_flags(stream.id, np.concatenate((times[flagged], kept.times_ms[outside])),
                      np.concatenate((flags[flagged], kept.bits[outside])), _ALL)


def _health(stream: StoredStream, series: Series, flags: np.ndarray, start_ms: int | None, end_ms: int | None,
            now: int) -> Health:
    first = start_ms if start_ms is not None else (stream.first_ms if stream.first_ms is not None else now)
    last = end_ms if end_ms is not None else now
    step = round(stream.step_s * 1000) if stream.step_s else None
    return judge_health(series, flags, first, max(last, first + 1), now, step)
