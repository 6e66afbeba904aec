# SPDX-License-Identifier: GPL-2.0-or-later
"""A store answers like a service: its stations with their newest values, and a series of one of them."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Dict, List

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
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.core.sensors.store.records import LatestValue, StoredStation, StoredStream
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore

# Units in the spelling of CF that nobody writes behind a number.
_SHOWN = {"degree": "°", "1": ""}


def read_station_report(store: SeriesStore) -> StationReport:
    """Return the stations that have values; their ids, and those of their datastreams, are the store's.

    What is recognised is named in the user's language, so that stations of several sources come together.
    """
    latest = {one.stream_id: one for one in store.latest()}
    streams: Dict[int, List[Datastream]] = {}
    for one in store.streams():
        if one.id in latest:
            streams.setdefault(one.station_id, []).append(_datastream(one, latest[one.id]))
    stations = [_station(one, streams[one.id]) for one in store.stations() if one.id in streams]
    completeness = Completeness(len(stations), len(stations), reached_end=True)
    return StationReport(store.path.absolute().as_uri(), tuple(stations), completeness, datetime.now(timezone.utc))


def read_series_report(store: SeriesStore, stream_id: int, start: datetime, end: datetime) -> SeriesReport:
    """Return the values of a series from `start` to before `end` (aware datetimes), and all that the store knows of it;
    empty for an unknown one."""
    series = store.series(stream_id, to_ms(start), to_ms(end))
    whole = Completeness(len(series), len(series), reached_end=True)
    described = store.described([stream_id])
    if not described:
        return SeriesReport(series, whole)
    return SeriesReport(series, whole, flags=store.flags(stream_id), source=described[0].source,
                        quantity=described[0].stream.property)


def _station(one: StoredStation, streams: List[Datastream]) -> Station:
    point = None if one.longitude is None or one.latitude is None else (one.longitude, one.latitude)
    return Station(one.id, one.name, one.description, point, tuple(streams), one.properties)


def _datastream(one: StoredStream, newest: LatestValue) -> Datastream:
    title = quantities()[one.property].title if one.property in quantities() else one.property_text
    time = datetime.fromtimestamp(newest.time_ms / 1000.0, timezone.utc)
    unit = Unit(symbol=_SHOWN.get(one.unit, one.unit))
    return Datastream(one.id, one.name, unit, ObservedProperty(title, one.definition),
                      Observation(time, time, newest.value), one.statistic)
