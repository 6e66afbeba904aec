# SPDX-License-Identifier: GPL-2.0-or-later
"""A store of measured values as the room's source: fetched once, asked without a network."""

from __future__ import annotations

from collections import defaultdict
from datetime import datetime, timezone
from pathlib import Path
from typing import Dict, List

from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.model import (
    Completeness,
    Datastream,
    Observation,
    ObservedProperty,
    Station,
    StationReport,
    Unit,
)
from ruhr_smartcity_plugin.core.sensors.sensorthings import StationsHandler
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.core.sensors.store.records import LatestValue, StoredStream
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.gui.sensors.wording import quantity_title


class StoreSource:
    """Asks a store file; each question opens and closes it, so that any thread may ask."""

    is_synthetic = False

    def __init__(self, path: Path) -> None:
        self.path = path
        self.address = path.as_uri()
        self.title = path.stem

    def read_stations(self, progress: Progress, on_stations: StationsHandler | None = None,
                      resume: StationReport | None = None) -> StationReport:
        """Return all stations that have values. Raises `StoreError`."""
        del resume
        stop_if_cancelled(progress)
        with SeriesStore.open(self.path, read_only=True) as store:
            latest = {one.stream_id: one for one in store.latest()}
            streams: Dict[int, List[Datastream]] = defaultdict(list)
            for one in store.streams():
                if one.id in latest:
                    streams[one.station_id].append(_datastream(one, latest[one.id]))
            listed = [one for one in store.stations() if one.id in streams]
        stations = tuple(
            Station(one.id, one.name, one.description,
                    None if one.longitude is None or one.latitude is None else (one.longitude, one.latitude),
                    tuple(streams[one.id]), one.properties) for one in listed)
        if on_stations is not None:
            on_stations(stations)
        completeness = Completeness(len(stations), len(stations), reached_end=True)
        return StationReport(self.address, stations, completeness, datetime.now(timezone.utc))

    def fetch_series(self, datastream: Datastream, start: datetime, end: datetime, progress: Progress) -> SeriesReport:
        """Return a stream's values from `start` to before `end`. Raises `StoreError`."""
        stop_if_cancelled(progress)
        with SeriesStore.open(self.path, read_only=True) as store:
            series = store.series(int(datastream.id), to_ms(start), to_ms(end))
        return SeriesReport(series, Completeness(len(series), len(series), reached_end=True))


def _datastream(stream: StoredStream, newest: LatestValue) -> Datastream:
    moment = datetime.fromtimestamp(newest.time_ms / 1000.0, timezone.utc)
    title = quantity_title(stream.property) or stream.property_text or stream.name
    return Datastream(stream.id, stream.name, Unit(stream.unit, stream.unit), ObservedProperty(title, stream.definition),
                      Observation(moment, moment, newest.value), stream.statistic)
