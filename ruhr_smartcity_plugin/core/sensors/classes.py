# SPDX-License-Identifier: GPL-2.0-or-later
"""Classes by which stations are coloured on the map."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import List, Sequence

from ruhr_smartcity_plugin.core.sensors.model import Datastream
from ruhr_smartcity_plugin.paths import resource

_CELSIUS = frozenset({"°c", "ucum:cel", "cel", "degc", "deg c", "grad celsius", "degree celsius", "degrees celsius"})
# Beyond all values; class limits of a style must be numbers.
LOWEST, HIGHEST = -1e9, 1e9


@dataclass(frozen=True)
class ValueClass:
    """Values from `lower` to below `upper` and their colour ("#rrggbb")."""

    lower: float
    upper: float
    colour: str


@lru_cache(maxsize=1)
def _shipped() -> dict:
    return json.loads(resource("styles", "station_classes.json").read_text(encoding="utf-8"))


def is_celsius(stream: Datastream) -> bool:
    """Answer whether a stream's unit is degrees Celsius, as services write it (the common misspelling included)."""
    unit = stream.unit
    texts = {unit.symbol, unit.name.replace("celcius", "celsius"), unit.definition.rsplit("/", 1)[-1]}
    return any(text.strip().lower() in _CELSIUS for text in texts)


def temperature_classes() -> List[ValueClass]:
    """Return the classes for temperatures in °C, five degrees each."""
    table = _shipped()["temperature_c"]
    bounds = [LOWEST, *table["upper_bounds"], HIGHEST]
    limits = zip(bounds[:-1], bounds[1:], table["colours"])
    return [ValueClass(float(lower), float(upper), colour) for lower, upper, colour in limits]


def even_classes(values: Sequence[float]) -> List[ValueClass]:
    """Return up to five classes of equal width with round limits that hold all values; empty without values.

    >>> [(one.lower, one.upper) for one in even_classes([3.0, 97.0])]
    [(0.0, 20.0), (20.0, 40.0), (40.0, 60.0), (60.0, 80.0), (80.0, 100.0)]
    >>> [one.upper for one in even_classes([38.7, 82.0])]
    [40.0, 60.0, 80.0, 100.0]
    """
    if not values:
        return []
    low, high = min(values), max(values)
    colours = _shipped()["other"]["colours"]
    step = _round_step((high - low) / len(colours))
    limits = _limits(low, step, len(colours))
    while not limits[0] <= low <= high < limits[-1]:
        step = _round_step(step * 1.01)
        limits = _limits(low, step, len(colours))
    # A class above all values says nothing ("100 to 120 %").
    return [ValueClass(*one) for one in zip(limits[:-1], limits[1:], colours) if one[0] <= high]


def _limits(low: float, step: float, count: int) -> List[float]:
    first = math.floor(low / step)
    return [round((first + number) * step, 9) for number in range(count + 1)]


def _round_step(raw: float) -> float:
    """Return the next of 1, 2, 5 times a power of ten that is not below `raw`; 1 where there is no spread."""
    if raw <= 0:
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1, 2, 5, 10) if factor * power >= raw * 0.999999)
