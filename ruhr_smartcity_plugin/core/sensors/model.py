# SPDX-License-Identifier: GPL-2.0-or-later
"""Stations and what they measure, in the terms of OGC SensorThings (18-088, part 1: sensing, version 1.1)."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import Mapping, Tuple, Union

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.translation import tr

EntityId = Union[int, str]
Result = Union[float, bool, str]


@dataclass(frozen=True)
class Unit:
    """Unit of measurement; `definition` is a UCUM code or an address."""

    name: str = ""
    symbol: str = ""
    definition: str = ""


@dataclass(frozen=True)
class ObservedProperty:
    """What is measured, e.g. air temperature."""

    name: str = ""
    definition: str = ""
    description: str = ""


@dataclass(frozen=True)
class Observation:
    """One value.

    `begin` and `end` are aware datetimes in UTC; they are equal for an instant. A mean over an interval
    counts from its end on, as the German weather service labels it, hence `time`.
    """

    begin: datetime
    end: datetime
    result: Result
    result_time: datetime | None = None

    @property
    def time(self) -> datetime:
        """When the value was complete (UTC)."""
        return self.end

    @property
    def value(self) -> float | None:
        """The result as a number; None for text and for yes/no."""
        return self.result if isinstance(self.result, float) else None


@dataclass(frozen=True)
class Datastream:
    """One property measured at one station. `latest` is None if nothing was measured or it is not known.

    `statistic` is what a value is of its interval: "mean", "sum", "max" or "min"; "" for an instant or where it is not
    known.
    """

    id: EntityId
    name: str
    unit: Unit = field(default_factory=Unit)
    observed_property: ObservedProperty = field(default_factory=ObservedProperty)
    latest: Observation | None = None
    statistic: str = ""

    @property
    def title(self) -> str:
        """The property's name, or the stream's own where the service names no property."""
        return self.observed_property.name or self.name


@dataclass(frozen=True)
class Station:
    """A Thing with its place. `point_4326` is (longitude, latitude) in degrees, None where the service gives none.

    `properties` are the service's own remarks, never interpreted as anything but text.
    """

    id: EntityId
    name: str
    description: str = ""
    point_4326: Tuple[float, float] | None = None
    datastreams: Tuple[Datastream, ...] = ()
    properties: Mapping[str, object] = field(default_factory=dict)


class FindingKind(Enum):
    """What was noticed while reading a service; the values are stable."""

    NEXT_LINK_REPAIRED = "next-link-repaired"
    NESTED_EXPAND_REFUSED = "nested-expand-refused"
    UNREADABLE = "unreadable"
    NO_PLACE = "no-place"
    PLACES_MISSING = "places-missing"
    STREAMS_MISSING = "streams-missing"
    LATEST_MISSING = "latest-missing"
    VALUES_REFUSED = "values-refused"
    RECOGNISED = "recognised"


@dataclass(frozen=True)
class Finding:
    """Something the user may want to know; `is_loss` says that records are missing because of it."""

    kind: FindingKind
    sentence: str
    item: str = ""
    is_loss: bool = False


@dataclass(frozen=True)
class Completeness:
    """How many records came of how many the service states; `expected` is None where it states nothing."""

    expected: int | None
    received: int
    reached_end: bool

    @property
    def is_complete(self) -> bool:
        """Answer whether the last page was reached and nothing the service counts is missing."""
        return self.reached_end and (self.expected is None or self.received >= self.expected)

    def sentence(self) -> str:
        """Say it to the user."""
        if self.is_complete:
            return tr("Loaded completely: %n record(s).", "", self.received)
        if self.expected is None:
            return tr("Loaded so far: %n record(s); the service did not deliver all pages.", "", self.received)
        return tr("{received} of {expected} records were loaded.").format(
            received=self.received, expected=self.expected
        )


@dataclass(frozen=True)
class StationReport:
    """What came of reading a service's stations.

    `next_url` is where a broken reading goes on, `broken_by` what broke it (both empty after the last page).
    `fetched_at` is an aware datetime in UTC.
    """

    service_url: str
    stations: Tuple[Station, ...]
    completeness: Completeness
    fetched_at: datetime
    findings: Tuple[Finding, ...] = ()
    broken_by: RuhrError | None = None
    next_url: str = ""

    @property
    def is_complete(self) -> bool:
        """Answer whether nothing is missing: no station, no data stream."""
        return self.completeness.is_complete and not any(one.is_loss for one in self.findings)
