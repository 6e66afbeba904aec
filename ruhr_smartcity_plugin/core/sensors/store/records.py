# SPDX-License-Identifier: GPL-2.0-or-later
"""What the series store takes and gives. All times are UTC; `…_ms` are whole milliseconds since 1970."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Mapping

import numpy as np

from ruhr_smartcity_plugin.core.sensors.model import Result


@dataclass(frozen=True)
class SourceInfo:
    """Where stations come from. `kind` is the type (e.g. "sensorthings"); kind and address tell sources apart."""

    kind: str
    address: str
    title: str
    licence: str = ""
    attribution: str = ""


@dataclass(frozen=True)
class StoredSource:
    """A source in the store; `fetched_ms` is when it last answered, None before."""

    id: int
    info: SourceInfo
    created_ms: int
    fetched_ms: int | None = None


@dataclass(frozen=True)
class StoredStation:
    """A station in the store; `key` is its id at the source. Degrees (EPSG:4326) and metres, None if unknown."""

    id: int
    source_id: int
    key: str
    name: str
    description: str = ""
    longitude: float | None = None
    latitude: float | None = None
    height_m: float | None = None
    properties: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True)
class StoredStream:
    """A series in the store.

    `property` is the canonical name or "" if the source's `property_text` is not recognised. `unit` is what the values
    stand in, `unit_text` what the source sends. `step_s` is the usual distance of two values, None below three.
    `first_ms` and `last_ms` are None for a series without numbers; `n` counts numbers and texts.
    """

    id: int
    station_id: int
    key: str
    name: str
    property: str
    property_text: str
    unit: str
    unit_text: str
    definition: str = ""
    statistic: str = ""
    step_s: float | None = None
    first_ms: int | None = None
    last_ms: int | None = None
    n: int = 0


@dataclass(frozen=True)
class Written:
    """What came of writing values.

    `new` times were not there before, `same` were there with the same value, `corrected` with another one, which is
    noted. `dropped` were no finite numbers, `repeated` stood more than once in what was given (the last one counts).
    """

    new: int = 0
    same: int = 0
    corrected: int = 0
    dropped: int = 0
    repeated: int = 0

    def __add__(self, other: Written) -> Written:
        return Written(self.new + other.new, self.same + other.same, self.corrected + other.corrected,
                       self.dropped + other.dropped, self.repeated + other.repeated)


@dataclass(frozen=True)
class LatestValue:
    """The newest result of a series: a number, or a text or yes/no where it has none."""

    stream_id: int
    time_ms: int
    value: Result


@dataclass(frozen=True)
class DailyMeans:
    """Means by series and day.

    `means` (float64) and `counts` (int64) have the shape [series, day]; a day without values is NaN and 0. `starts_ms`
    (int64) are the beginnings of the days; `stream_ids` (int64) the series in the order asked for.
    """

    stream_ids: np.ndarray
    starts_ms: np.ndarray
    means: np.ndarray
    counts: np.ndarray


@dataclass(frozen=True)
class FetchState:
    """A series is complete to before `until_ms` (None: nothing yet); `state` is the caller's word."""

    until_ms: int | None
    state: str
    error: str
    tried_ms: int


@dataclass(frozen=True)
class Correction:
    """The source replaced a value; noted at `noted_ms`."""

    time_ms: int
    old: Result
    new: Result
    noted_ms: int


@dataclass(frozen=True)
class Flagged:
    """Flagged times of a series: `times_ms` ascending and `bits`, int64 arrays of one length."""

    times_ms: np.ndarray
    bits: np.ndarray
