# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions to the store. Each is answered by steps in a key, never by reading all values."""

from __future__ import annotations

import json
import sqlite3
from typing import Dict, List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.model import Result
from ruhr_smartcity_plugin.core.sensors.store.records import (
    Correction,
    DailyMeans,
    Flagged,
    LatestValue,
    SourceInfo,
    StoredSource,
    StoredStation,
    StoredStream,
)

DAY_MS = 86_400_000
_REVISION = "SELECT revision FROM store"
_SOURCES = "SELECT id, created_at, fetched_at, kind, address, title, licence, attribution FROM source ORDER BY id"
_STATIONS = ("SELECT id, source, key, name, description, longitude, latitude, height_m, properties FROM station "
             "WHERE ? IS NULL OR source = ? ORDER BY id")
STREAMS = (
    "SELECT d.id, d.station, d.key, d.name, d.property, d.property_text, d.unit, d.unit_text, d.definition, "
    "d.statistic, d.step_s, (SELECT min(o.time) FROM observation o WHERE o.datastream = d.id), "
    "(SELECT max(o.time) FROM observation o WHERE o.datastream = d.id), d.n "
    "FROM datastream d JOIN station s ON s.id = d.station "
    "WHERE (? = '' OR d.property = ?) AND (? IS NULL OR s.source = ?) ORDER BY d.id")
# The newest time of a series is one step to the end of its part of the key: 5,000 steps, not 43.8 million rows.
LATEST = (
    "SELECT d.id, o.time, o.value FROM datastream d JOIN observation o ON o.datastream = d.id "
    "AND o.time = (SELECT max(m.time) FROM observation m WHERE m.datastream = d.id) "
    "WHERE ? = '' OR d.property = ?")
LATEST_TEXT = (
    "SELECT d.id, o.time, o.value FROM datastream d JOIN text_observation o ON o.datastream = d.id "
    "AND o.time = (SELECT max(m.time) FROM text_observation m WHERE m.datastream = d.id) "
    "WHERE ? = '' OR d.property = ?")
DAILY = (
    "SELECT (time - ?) / 86400000, avg(value), count(*) FROM observation "
    "WHERE datastream = ? AND time >= ? AND time < ? GROUP BY 1")
DAILY_UNFLAGGED = (
    "SELECT (time - ?) / 86400000, avg(value), count(*) FROM observation AS o "
    "WHERE datastream = ? AND time >= ? AND time < ? AND NOT EXISTS (SELECT 1 FROM flag AS f "
    "WHERE f.datastream = o.datastream AND f.time = o.time AND f.bits & ?) GROUP BY 1")
_FLAGS = "SELECT time, bits FROM flag WHERE datastream = ? AND time >= ? AND time < ? AND bits & ? ORDER BY time"
_CORRECTIONS = "SELECT time, old, new, noted_at FROM correction WHERE datastream = ? ORDER BY time, id"


def read_revision(connection: sqlite3.Connection) -> int:
    """Return how often values have been added or changed."""
    return connection.execute(_REVISION).fetchone()[0]


def read_sources(connection: sqlite3.Connection) -> List[StoredSource]:
    """Return all sources."""
    return [StoredSource(row[0], SourceInfo(*row[3:]), row[1], row[2]) for row in connection.execute(_SOURCES)]


def read_stations(connection: sqlite3.Connection, source_id: int | None) -> List[StoredStation]:
    """Return the stations of a source, or all."""
    return [StoredStation(*row[:8], properties=_properties(row[8]))
            for row in connection.execute(_STATIONS, (source_id, source_id))]


def read_streams(connection: sqlite3.Connection, name: str, source_id: int | None,
                 station_ids: Sequence[int] | None) -> List[StoredStream]:
    """Return the series of a property, a source and stations; all where nothing is asked for."""
    wanted = None if station_ids is None else {int(one) for one in station_ids}
    rows = connection.execute(STREAMS, (name, name, source_id, source_id))
    return [StoredStream(*row) for row in rows if wanted is None or row[1] in wanted]


def read_latest(connection: sqlite3.Connection, name: str) -> List[LatestValue]:
    """Return the newest result of each series, in the order of their ids."""
    newest: Dict[int, Tuple[int, Result]] = {}
    for stream, time, value in connection.execute(LATEST, (name, name)):
        newest[stream] = (time, value)
    for stream, time, value in connection.execute(LATEST_TEXT, (name, name)):
        if stream not in newest or newest[stream][0] < time:
            newest[stream] = (time, as_result(value))
    return [LatestValue(stream, *newest[stream]) for stream in sorted(newest)]


def read_daily_means(connection: sqlite3.Connection, stream_ids: Sequence[int], start_ms: int, end_ms: int,
                     offset_ms: int, exclude_bits: int) -> DailyMeans:
    """Return means by day; see `SeriesStore.daily_means`."""
    origin_ms = start_ms - (start_ms + offset_ms) % DAY_MS
    n_days = max(0, -((origin_ms - end_ms) // DAY_MS))
    ids = np.asarray(stream_ids, dtype=np.int64)
    means, counts = np.full((len(ids), n_days), np.nan), np.zeros((len(ids), n_days), dtype=np.int64)
    statement, last = (DAILY_UNFLAGGED, (exclude_bits,)) if exclude_bits else (DAILY, ())
    for number, stream in enumerate(ids.tolist()):
        for day, mean, count in connection.execute(statement, (origin_ms, stream, start_ms, end_ms, *last)):
            means[number, day], counts[number, day] = mean, count
    return DailyMeans(ids, origin_ms + DAY_MS * np.arange(n_days, dtype=np.int64), means, counts)


def read_flags(connection: sqlite3.Connection, stream_id: int, start_ms: int, end_ms: int, bits: int) -> Flagged:
    """Return the flags of a series that have one of `bits`."""
    rows = connection.execute(_FLAGS, (stream_id, start_ms, end_ms, bits)).fetchall()
    pairs = np.array(rows, dtype=np.int64).reshape(-1, 2)
    return Flagged(pairs[:, 0], pairs[:, 1])


def read_corrections(connection: sqlite3.Connection, stream_id: int) -> List[Correction]:
    """Return what the source has replaced, in order of time."""
    return [Correction(time, as_result(old), as_result(new), noted)
            for time, old, new, noted in connection.execute(_CORRECTIONS, (stream_id,))]


def as_result(value: object) -> Result:
    """Return a stored result as number, yes/no (a whole number in the file) or text."""
    if isinstance(value, int):
        return bool(value)
    return value if isinstance(value, float) else str(value)


def _properties(text: str) -> Dict[str, object]:
    try:
        properties = json.loads(text)
    except ValueError:
        return {}
    return properties if isinstance(properties, dict) else {}
