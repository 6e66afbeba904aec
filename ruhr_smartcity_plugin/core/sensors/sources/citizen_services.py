# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers of openSenseMap and Sensor.Community: stations of citizens, all values as texts, names in free words."""

from __future__ import annotations

import math
from typing import Any, Dict, Iterable, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.instant import parse_instant
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Observation, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.series_report import to_ms
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch

Record = Mapping[str, Any]
#: Names and units of Sensor.Community's value types; others are kept as they are.
VALUE_TYPES: Mapping[str, Tuple[str, str]] = {
    "P0": ("pm1", "µg/m³"), "P1": ("pm10", "µg/m³"), "P2": ("pm2p5", "µg/m³"), "temperature": ("air_temperature", "°C"),
    "humidity": ("relative_humidity", "%"), "pressure": ("air_pressure", "Pa"),
    "pressure_at_sealevel": ("air_pressure_at_sea_level", "Pa"), "noise_LAeq": ("sound_level", "dB"),
}


def parse_boxes(answer: Any) -> List[Station]:
    """Return the stations of openSenseMap's ``/boxes``; entries that are none are passed.

    Boxes come as a list, or as features of GeoJSON with the box as properties.
    """
    if isinstance(answer, Mapping) and isinstance(answer.get("features"), list):
        answer = [{**(one.get("properties") or {}), "currentLocation": one.get("geometry")}
                  for one in answer["features"] if isinstance(one, Mapping)]
    return [_box(one) for one in _records(answer) if _text(one.get("_id"))]


def parse_box_values(answer: Any) -> Batch:
    """Return the values of ``/boxes/{id}/data/{sensor}``; texts that are no numbers are passed."""
    pairs = [(_ms(one.get("createdAt")), _number(one.get("value"))) for one in _records(answer)]
    return _batch(pairs)


def parse_community(answer: Any) -> Tuple[List[Station], Dict[Tuple[str, str], Batch]]:
    """Return stations and values of Sensor.Community's lists of readings.

    Sensors at one location are one station; of each reading every value is one of a stream "sensor id/value type".
    Indoor sensors are left out.
    """
    stations: Dict[str, Dict[str, Any]] = {}
    values: Dict[Tuple[str, str], List[Tuple[int | None, float | None]]] = {}
    for one in _records(answer):
        place, sensor = one.get("location"), one.get("sensor")
        if not isinstance(place, Mapping) or not isinstance(sensor, Mapping) or str(place.get("indoor")) == "1":
            continue
        station = _text(place.get("id")) or f"{place.get('latitude')},{place.get('longitude')}"
        known = stations.setdefault(station, {"place": place, "streams": {}})
        time = _ms(one.get("timestamp"))
        for value in _records(one.get("sensordatavalues")):
            kind = _text(value.get("value_type"))
            if kind:
                stream = f"{_text(sensor.get('id'))}/{kind}"
                known["streams"].setdefault(stream, kind)
                values.setdefault((station, stream), []).append((time, _number(value.get("value"))))
    listed = [_community_station(key, one["place"], one["streams"]) for key, one in stations.items()]
    return listed, {key: _batch(pairs) for key, pairs in values.items()}


def _box(record: Record) -> Station:
    location = record.get("currentLocation")
    location = location if isinstance(location, Mapping) else {}
    coordinates = location.get("coordinates")
    numbers = [_number(one) for one in coordinates] if isinstance(coordinates, list) else []
    point = (numbers[0], numbers[1]) if len(numbers) >= 2 and None not in numbers[:2] else None
    properties = {"exposure": _text(record.get("exposure")), "model": _text(record.get("model"))}
    if len(numbers) > 2 and numbers[2] is not None:
        properties["height_m"] = numbers[2]
    streams = tuple(_sensor(one) for one in _records(record.get("sensors")) if _text(one.get("_id")))
    identity = _text(record["_id"])
    return Station(identity, _text(record.get("name")) or identity, _text(record.get("description")), point, streams,
                   {name: value for name, value in properties.items() if value != ""})


def _sensor(record: Record) -> Datastream:
    title, unit, last = _text(record.get("title")), _text(record.get("unit")), record.get("lastMeasurement")
    latest = None
    if isinstance(last, Mapping):
        value, time = _number(last.get("value")), _text(last.get("createdAt"))
        try:
            moment = parse_instant(time)
        except InputError:
            moment = None
        if value is not None and moment is not None:
            latest = Observation(moment, moment, value)
    identity = _text(record["_id"])
    return Datastream(identity, title or identity, Unit(unit, unit), ObservedProperty(title), latest)


def _community_station(key: str, place: Record, streams: Mapping[str, str]) -> Station:
    x, y, height = (_number(place.get(name)) for name in ("longitude", "latitude", "altitude"))
    listed = []
    for stream, kind in streams.items():
        name, unit = VALUE_TYPES.get(kind, (kind, ""))
        listed.append(Datastream(stream, kind, Unit(unit, unit), ObservedProperty(name, "", kind)))
    return Station(key, f"Sensor.Community {key}", point_4326=None if x is None or y is None else (x, y),
                   datastreams=tuple(listed), properties={} if height is None else {"height_m": height})


def _batch(pairs: Sequence[Tuple[int | None, float | None]]) -> Batch:
    known = [(time, value) for time, value in pairs if time is not None and value is not None]
    return Batch(np.array([one[0] for one in known], dtype=np.int64), np.array([one[1] for one in known], dtype=float))


def _records(raw: Any) -> Iterable[Record]:
    return [one for one in raw if isinstance(one, Mapping)] if isinstance(raw, list) else []


def _number(raw: Any) -> float | None:
    if isinstance(raw, bool) or not isinstance(raw, (int, float, str)):
        return None
    try:
        number = float(raw)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _ms(raw: Any) -> int | None:
    try:
        return to_ms(parse_instant(raw)) if isinstance(raw, str) else None
    except InputError:
        return None


def _text(raw: Any) -> str:
    return str(raw).strip() if isinstance(raw, (str, int)) and not isinstance(raw, bool) else ""
