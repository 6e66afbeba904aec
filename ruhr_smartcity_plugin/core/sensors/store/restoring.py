# SPDX-License-Identifier: GPL-2.0-or-later
"""Series as they leave a store and come into another one: with all that is known of them, in their stored unit."""

from __future__ import annotations

import json
import sqlite3
from dataclasses import dataclass, field
from typing import Dict, List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.store import naming, queries, stations, writing
from ruhr_smartcity_plugin.core.sensors.store.records import (
    Flagged,
    SourceInfo,
    StoredStation,
    StoredStream,
    Written,
)
from ruhr_smartcity_plugin.translation import tr

_STATION_ID = "SELECT id FROM station WHERE source = ? AND key = ?"
_STREAM = "SELECT id, unit FROM datastream WHERE station = ? AND key = ?"
_ADD_STREAM = (
    "INSERT INTO datastream (station, key, name, property, property_text, definition, unit, unit_text, unit_name, "
    "unit_definition, statistic) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', '', ?)")
_ADD_FLAGS = (
    "INSERT INTO flag (datastream, time, bits) VALUES (?, ?, ?) "
    "ON CONFLICT (datastream, time) DO UPDATE SET bits = bits | excluded.bits")


@dataclass(frozen=True)
class DescribedStream:
    """A series with its station and source. The ids are those of the store it comes from."""

    source: SourceInfo
    station: StoredStation
    stream: StoredStream


@dataclass(frozen=True)
class Content:
    """Results of a series in its stored unit: numbers, texts and yes/no, and flags; times are UTC milliseconds."""

    times_ms: np.ndarray = field(default_factory=lambda: np.empty(0, dtype=np.int64))
    values: np.ndarray = field(default_factory=lambda: np.empty(0))
    texts: Sequence[Tuple[int, bool | str]] = ()
    flagged: Flagged = field(default_factory=lambda: Flagged(np.empty(0, np.int64), np.empty(0, np.int64)))


def describe(connection: sqlite3.Connection, stream_ids: Sequence[int] | None) -> List[DescribedStream]:
    """Return the series asked for, or all, in the order of their ids."""
    wanted = None if stream_ids is None else {int(one) for one in stream_ids}
    sources: Dict[int, SourceInfo] = {one.id: one.info for one in queries.read_sources(connection)}
    places = {one.id: one for one in queries.read_stations(connection, None)}
    return [DescribedStream(sources[places[one.station_id].source_id], places[one.station_id], one)
            for one in queries.read_streams(connection, "", None, None) if wanted is None or one.id in wanted]


def restore(connection: sqlite3.Connection, described: DescribedStream, content: Content, noted_ms: int) -> Written:
    """Put a series of another store into this one; what differs from values that are here counts as a correction."""
    stream_id, unit = _stream_of(connection, described)
    values = naming.converted(content.values, described.stream.unit, unit, described.stream.property)
    numbers = writing.number_portion(content.times_ms, values)
    written = writing.write_portion(connection, stream_id, numbers, writing.NUMBERS, noted_ms)
    if content.texts:
        texts = writing.text_portion([one[0] for one in content.texts], [one[1] for one in content.texts])
        written += writing.write_portion(connection, stream_id, texts, writing.TEXTS, noted_ms)
    flags = zip(content.flagged.times_ms.tolist(), content.flagged.bits.tolist())
    connection.executemany(_ADD_FLAGS, ((stream_id, time, bits) for time, bits in flags if bits))
    return written


def _stream_of(connection: sqlite3.Connection, described: DescribedStream) -> Tuple[int, str]:
    """Return the id and the unit of the series here, made if need be."""
    station, stream = described.station, described.stream
    source_id = stations.put_source(connection, described.source)
    connection.execute(stations.PUT_STATION, (
        source_id, station.key, station.name, station.description, station.longitude, station.latitude,
        station.height_m, json.dumps(dict(station.properties), ensure_ascii=False, default=str)))
    (station_id,) = connection.execute(_STATION_ID, (source_id, station.key)).fetchone()
    found = connection.execute(_STREAM, (station_id, stream.key)).fetchone()
    if found is None:
        row = (station_id, stream.key, stream.name, stream.property, stream.property_text, stream.definition,
               stream.unit, stream.unit_text, stream.statistic)
        return connection.execute(_ADD_STREAM, row).lastrowid, stream.unit
    if not naming.can_restate(stream.unit, found[1], stream.property):
        raise InputError(tr(
            "The series “{name}” of “{station}” is stored in {known} and comes in {unit}: that cannot be converted. "
            "Import into a new store.").format(name=stream.name, station=station.name, known=found[1] or "?",
                                               unit=stream.unit or "?"))
    return found
