# SPDX-License-Identifier: GPL-2.0-or-later
"""Sources, stations and series into the store, and what is noted about them. Runs inside the caller's transaction."""

from __future__ import annotations

import json
import math
import sqlite3
from typing import Dict, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.model import Datastream, Station
from ruhr_smartcity_plugin.core.sensors.store import naming, writing
from ruhr_smartcity_plugin.core.sensors.store.records import FetchState, SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.schema import now_ms

_PUT_SOURCE = (
    "INSERT INTO source (kind, address, title, licence, attribution, created_at) VALUES (?, ?, ?, ?, ?, ?) "
    "ON CONFLICT (kind, address) DO UPDATE SET title = excluded.title, licence = excluded.licence, "
    "attribution = excluded.attribution")
_SOURCE_ID = "SELECT id FROM source WHERE kind = ? AND address = ?"
PUT_STATION = (
    "INSERT INTO station (source, key, name, description, longitude, latitude, height_m, properties) "
    "VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT (source, key) DO UPDATE SET name = excluded.name, "
    "description = excluded.description, longitude = excluded.longitude, latitude = excluded.latitude, "
    "height_m = excluded.height_m, properties = excluded.properties")
_STATION_ID = "SELECT id FROM station WHERE source = ? AND key = ?"
_STREAM = "SELECT id, unit, n FROM datastream WHERE station = ? AND key = ?"
_UNITS = "SELECT unit, unit_text, unit_name, unit_definition FROM datastream WHERE id = ?"
_ADD_STREAM = (
    "INSERT INTO datastream (name, property, property_text, definition, unit, unit_text, unit_name, unit_definition, "
    "statistic, station, key) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)")
_UPDATE_STREAM = (
    "UPDATE datastream SET name = ?, property = ?, property_text = ?, definition = ?, unit = ?, unit_text = ?, "
    "unit_name = ?, unit_definition = ?, statistic = ? WHERE id = ?")
_RESTATE = "UPDATE observation SET value = ? WHERE datastream = ? AND time = ?"
_PUT_FETCH = "INSERT OR REPLACE INTO fetch (datastream, until, state, error, tried_at) VALUES (?, ?, ?, ?, ?)"
_FETCHED = (
    "UPDATE source SET fetched_at = ? WHERE id = (SELECT s.source FROM station s JOIN datastream d ON d.station = s.id "
    "WHERE d.id = ?)")
_FETCH = "SELECT until, state, error, tried_at FROM fetch WHERE datastream = ?"
_UNCHECK = "UPDATE flag SET bits = bits & ~? WHERE datastream = ? AND bits & ?"
_ADD_FLAG = (
    "INSERT INTO flag (datastream, time, bits) VALUES (?, ?, ?) "
    "ON CONFLICT (datastream, time) DO UPDATE SET bits = bits | excluded.bits")
_SWEEP_FLAGS = "DELETE FROM flag WHERE datastream = ? AND bits = 0"


def put_source(connection: sqlite3.Connection, info: SourceInfo) -> int:
    """Add or update a source and return its id."""
    row = (info.kind, info.address, info.title, info.licence, info.attribution, now_ms())
    connection.execute(_PUT_SOURCE, row)
    return connection.execute(_SOURCE_ID, (info.kind, info.address)).fetchone()[0]


def put_stations(connection: sqlite3.Connection, source_id: int,
                 listed: Sequence[Station]) -> Dict[Tuple[str, str], int]:
    """Add or update stations with their series; see `SeriesStore.put_stations`."""
    ids: Dict[Tuple[str, str], int] = {}
    for station in listed:
        longitude, latitude = station.point_4326 or (None, None)
        properties = json.dumps(dict(station.properties), ensure_ascii=False, default=str)
        connection.execute(PUT_STATION, (
            source_id, str(station.id), station.name, station.description, longitude, latitude,
            _height_m(station.properties.get("height_m")), properties))
        (station_id,) = connection.execute(_STATION_ID, (source_id, str(station.id))).fetchone()
        for stream in station.datastreams:
            ids[str(station.id), str(stream.id)] = _put_stream(connection, station_id, str(stream.id), stream)
    return ids


def _put_stream(connection: sqlite3.Connection, station_id: int, key: str, stream: Datastream) -> int:
    name, source_unit, said = naming.understood(stream)
    statistic = stream.statistic or said
    unit = naming.stored_unit(name, source_unit)
    row = (stream.name, name, stream.title, stream.observed_property.definition, unit, source_unit, stream.unit.name,
           stream.unit.definition, statistic)
    found = connection.execute(_STREAM, (station_id, key)).fetchone()
    if found is None:
        return connection.execute(_ADD_STREAM, (*row, station_id, key)).lastrowid
    stream_id, known_unit, count = found
    if not unit:
        row = (*row[:4], *connection.execute(_UNITS, (stream_id,)).fetchone(), statistic)
    elif count and known_unit != unit:
        # A unit that the source names only now is taken for that of the values before.
        before = known_unit or naming.spelled(source_unit)
        if not naming.can_restate(before, unit, name):
            return _put_stream(connection, station_id, f"{key} [{unit}]", stream)
        _restate(connection, stream_id, before, unit, name)
    connection.execute(_UPDATE_STREAM, (*row, stream_id))
    return stream_id


def _restate(connection: sqlite3.Connection, stream_id: int, unit_from: str, unit_to: str, name: str) -> None:
    """Convert the values of a series whose unit is understood only now."""
    times, values = writing.read_results(connection, stream_id, -(2**63), 2**63 - 1, writing.NUMBERS)
    restated = naming.converted(values, unit_from, unit_to, name)
    rows = zip(restated.tolist(), times.tolist())
    connection.executemany(_RESTATE, ((value, stream_id, time) for value, time in rows))
    connection.execute(writing.COUNT_CHANGE)


def set_fetch(connection: sqlite3.Connection, stream_id: int, until_ms: int | None, state: str, error: str) -> None:
    """Note how far a series has been fetched; the source has answered if there is no error."""
    tried_ms = now_ms()
    connection.execute(_PUT_FETCH, (stream_id, until_ms, state, error, tried_ms))
    if not error:
        connection.execute(_FETCHED, (tried_ms, stream_id))


def fetch_state(connection: sqlite3.Connection, stream_id: int) -> FetchState | None:
    """Return how far a series has been fetched; None if nobody has tried."""
    row = connection.execute(_FETCH, (stream_id,)).fetchone()
    return None if row is None else FetchState(*row)


def write_flags(connection: sqlite3.Connection, stream_id: int, times_ms: np.ndarray, bits: np.ndarray,
                checked: int) -> None:
    """Replace the flags `checked` of a series by those given."""
    connection.execute(_UNCHECK, (checked, stream_id, checked))
    found = zip(times_ms.tolist(), (bits & checked).tolist())
    connection.executemany(_ADD_FLAG, ((stream_id, time, one) for time, one in found if one))
    connection.execute(_SWEEP_FLAGS, (stream_id,))


def _height_m(raw: object) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return None
    try:
        height = float(raw)
    except ValueError:
        return None
    return height if math.isfinite(height) else None
