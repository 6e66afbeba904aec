# SPDX-License-Identifier: GPL-2.0-or-later
"""From the JSON of a SensorThings service to stations, streams and observations.

Everything in it is foreign: each field may be missing, null, or of another type than the standard says.
"""

from __future__ import annotations

import math
from typing import Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.instant import parse_time
from ruhr_smartcity_plugin.core.sensors.model import (
    Datastream,
    EntityId,
    Observation,
    ObservedProperty,
    Result,
    Station,
    Unit,
)

Entity = Mapping[str, object]


def parse_id(entity: Entity) -> EntityId | None:
    """Return `@iot.id` as it is, whole number or text; None if there is no usable one."""
    value = entity.get("@iot.id")
    if isinstance(value, bool) or not isinstance(value, (int, str)) or value == "":
        return None
    return value


def parse_station(entity: Entity) -> Station | None:
    """Return the station of a Thing with its expanded Locations and Datastreams; None without an id."""
    identity = parse_id(entity)
    if identity is None:
        return None
    streams = tuple(one for one in (parse_datastream(raw) for raw in entities_in(entity, "Datastreams")) if one)
    properties = entity.get("properties")
    return Station(
        id=identity,
        name=_text(entity.get("name")) or str(identity),
        description=_text(entity.get("description")),
        point_4326=_point_of_thing(entity),
        datastreams=streams,
        properties=properties if isinstance(properties, Mapping) else {},
    )


def parse_datastream(entity: Entity) -> Datastream | None:
    """Return the stream of a Datastream with its expanded ObservedProperty and Observations; None without an id."""
    identity = parse_id(entity)
    if identity is None:
        return None
    return Datastream(
        id=identity,
        name=_text(entity.get("name")) or str(identity),
        unit=_parse_unit(entity.get("unitOfMeasurement")),
        observed_property=parse_observed_property(entity.get("ObservedProperty")),
        latest=find_latest(entities_in(entity, "Observations")),
    )


def parse_observed_property(raw: object) -> ObservedProperty:
    """Return the observed property; empty where the service gives none."""
    if not isinstance(raw, Mapping):
        return ObservedProperty()
    return ObservedProperty(_text(raw.get("name")), _text(raw.get("definition")), _text(raw.get("description")))


def parse_observation(entity: Entity) -> Observation | None:
    """Return one observation; None where time or result cannot be used (NaN and infinity included)."""
    result = parse_result(entity.get("result"))
    if result is None:
        return None
    try:
        begin, end = parse_time(entity.get("phenomenonTime"))
    except InputError:
        return None
    return Observation(begin, end, result, _parse_result_time(entity.get("resultTime")))


def parse_result(raw: object) -> Result | None:
    """Return a result as number, yes/no or text; None for null, not-a-number, infinity and nested results.

    Numbers in quotation marks are numbers: several gateways send them so.

    >>> parse_result("21.5"), parse_result(True), parse_result("offline"), parse_result("NaN"), parse_result(1e999)
    (21.5, True, 'offline', None, None)
    """
    if isinstance(raw, bool):
        return raw
    if isinstance(raw, (int, float)):
        return _finite(raw)
    if not isinstance(raw, str):
        return None
    try:
        number = float(raw)
    except ValueError:
        return raw.strip() or None
    return _finite(number)


def find_latest(entities: Iterable[Entity]) -> Observation | None:
    """Return the observation with the latest end; None if there is none that can be read."""
    readable = [one for one in (parse_observation(entity) for entity in entities) if one is not None]
    return max(readable, key=lambda one: one.end, default=None)


def entities_in(entity: Entity, name: str) -> Tuple[Entity, ...]:
    """Return the entities expanded under `name`, whatever the service put there."""
    raw = entity.get(name)
    return tuple(one for one in raw if isinstance(one, Mapping)) if isinstance(raw, list) else ()


def parse_point(raw: object) -> Tuple[float, float] | None:
    """Return (longitude, latitude) of a GeoJSON geometry or Feature; None where there is none.

    A line or an area is stood for by the centre of its box. Coordinates are taken as they are; whether they
    make sense where they should lie is asked when they are put on a map.
    """
    if not isinstance(raw, Mapping):
        return None
    if raw.get("type") == "Feature" or "geometry" in raw:
        return parse_point(raw.get("geometry"))
    positions = list(_positions(raw.get("coordinates"), depth=0))
    if not positions:
        return None
    xs, ys = [one[0] for one in positions], [one[1] for one in positions]
    return (min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2


def _positions(raw: object, depth: int) -> Iterable[Tuple[float, float]]:
    if not isinstance(raw, list) or depth > 4:
        return
    if len(raw) >= 2 and all(isinstance(one, (int, float)) and not isinstance(one, bool) for one in raw[:2]):
        x, y = _finite(raw[0]), _finite(raw[1])
        if x is not None and y is not None:
            yield x, y
        return
    for one in raw:
        yield from _positions(one, depth + 1)


def _point_of_thing(entity: Entity) -> Tuple[float, float] | None:
    places = [one.get("location") for one in entities_in(entity, "Locations")]
    # Some services give Things no Location; the area their streams observe then says where they are.
    places += [one.get("observedArea") for one in entities_in(entity, "Datastreams")]
    return next((point for point in map(parse_point, places) if point is not None), None)


def _parse_unit(raw: object) -> Unit:
    if not isinstance(raw, Mapping):
        return Unit()
    return Unit(_text(raw.get("name")), _text(raw.get("symbol")), _text(raw.get("definition")))


def _parse_result_time(raw: object):
    try:
        return parse_time(raw)[1]
    except InputError:
        return None


def _finite(value: float) -> float | None:
    try:
        number = float(value)
    except OverflowError:
        return None
    return number if math.isfinite(number) else None


def _text(raw: object) -> str:
    return raw.strip() if isinstance(raw, str) else ""
