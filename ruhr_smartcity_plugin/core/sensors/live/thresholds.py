# SPDX-License-Identifier: GPL-2.0-or-later
"""Thresholds of measured values: each crossing is told once, and again only after the value has come back."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from enum import Enum
from typing import Iterable, List, Sequence, Set, Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.model import EntityId
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.translation import tr


class Side(Enum):
    """On which side of the limit a value is told."""

    ABOVE = "above"
    BELOW = "below"


@dataclass(frozen=True)
class Threshold:
    """One threshold, in the unit of the measurement it names.

    `property` is the title of the measurement, `station` the name of a station ("" means every one). A value that
    crossed `limit` has come back once it lies `hysteresis` (≥ 0) on the other side of it.
    """

    property: str
    limit: float
    side: Side = Side.ABOVE
    station: str = ""
    hysteresis: float = 0.0

    def concerns(self, reading: Reading) -> bool:
        """Answer whether this threshold is about the reading."""
        return self.property == reading.property_title and self.station in ("", reading.station.name)

    def is_crossed(self, value: float) -> bool:
        """Answer whether a value lies beyond the limit; the limit itself does not."""
        return value > self.limit if self.side is Side.ABOVE else value < self.limit

    def has_come_back(self, value: float) -> bool:
        """Answer whether a value lies so far on the other side that the next crossing is news."""
        if self.side is Side.ABOVE:
            return value <= self.limit - self.hysteresis
        return value >= self.limit + self.hysteresis


@dataclass(frozen=True)
class Crossing:
    """A reading that has crossed a threshold."""

    threshold: Threshold
    reading: Reading
    value: float


class ThresholdWatch:
    """Remembers what was told already. The same readings may be shown any number of times."""

    def __init__(self, thresholds: Sequence[Threshold] = ()) -> None:
        self.thresholds = tuple(thresholds)
        self._told: Set[Tuple[Threshold, EntityId, EntityId]] = set()

    def set_thresholds(self, thresholds: Sequence[Threshold]) -> None:
        """Take other thresholds; what stays the same is not told again."""
        self.thresholds = tuple(thresholds)
        self._told = {one for one in self._told if one[0] in self.thresholds}

    def judge(self, readings: Iterable[Reading]) -> List[Crossing]:
        """Return what has newly crossed. Values that are stale, missing or no numbers change nothing."""
        found = []
        for reading in readings:
            latest = reading.datastream.latest
            value = latest.value if latest is not None and not reading.is_stale else None
            if value is None:
                continue
            for threshold in self.thresholds:
                if not threshold.concerns(reading):
                    continue
                key = (threshold, reading.station.id, reading.datastream.id)
                if key in self._told:
                    if threshold.has_come_back(value):
                        self._told.discard(key)
                elif threshold.is_crossed(value):
                    self._told.add(key)
                    found.append(Crossing(threshold, reading, value))
        return found


def checked_thresholds(thresholds: Sequence[Threshold]) -> Tuple[Threshold, ...]:
    """Return the thresholds, each once. Raises InputError for one without a measurement or with a negative way back."""
    for number, one in enumerate(thresholds, 1):
        if not one.property.strip():
            raise InputError(tr("Line {number} names no measurement. Choose one, or remove the line.").format(
                number=number))
        if one.hysteresis < 0:
            raise InputError(tr("Line {number}: the way back cannot be negative. Enter 0 or more.").format(
                number=number))
    return tuple(dict.fromkeys(thresholds))


def write_thresholds(thresholds: Sequence[Threshold]) -> str:
    """Return the thresholds as text to keep."""
    return json.dumps([{**asdict(one), "side": one.side.value} for one in thresholds], ensure_ascii=False)


def read_thresholds(text: str) -> Tuple[Threshold, ...]:
    """Return kept thresholds; lines that cannot be read are left out.

    >>> read_thresholds('[{"property": "PM10", "limit": 50, "side": "above"}, {"limit": "x"}]')[0].limit
    50.0
    """
    try:
        kept = json.loads(text or "[]")
    except ValueError:
        return ()
    found = []
    for one in kept if isinstance(kept, list) else []:
        try:
            found.append(Threshold(str(one["property"]), float(one["limit"]), Side(one.get("side", "above")),
                                   str(one.get("station", "")), max(float(one.get("hysteresis", 0.0)), 0.0)))
        except (AttributeError, KeyError, TypeError, ValueError):
            continue
    return tuple(found)
