# SPDX-License-Identifier: GPL-2.0-or-later
"""What every source of observations gives: stations, and the values of their streams piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Iterator, Mapping, Protocol, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.sensors.model import StationReport
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo


@dataclass(frozen=True)
class StreamKey:
    """A stream by the ids its source uses, as texts."""

    station: str
    stream: str


def _no_times() -> np.ndarray:
    return np.empty(0, dtype=np.int64)


@dataclass(frozen=True)
class Batch:
    """Values of one stream: `times_ms` (``int64``, milliseconds UTC, any order) and `values` (``float64``, the source's
    unit), of one length. Results that are texts or yes/no are in `text_times_ms` and `texts`.
    """

    times_ms: np.ndarray
    values: np.ndarray
    text_times_ms: np.ndarray = field(default_factory=_no_times)
    texts: Tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.times_ms) + len(self.texts)


@dataclass(frozen=True)
class Piece:
    """What came of one stream.

    `until_ms` (UTC milliseconds): all values before it are there, so that the next fetch goes on from it; None where
    nothing is known. `error` is what cut the stream short; the values given are good all the same.
    """

    key: StreamKey
    batch: Batch
    until_ms: int | None = None
    error: RuhrError | None = None


@dataclass(frozen=True)
class Wish:
    """What is to be fetched.

    `box_4326` is (west, south, east, north) in degrees, None for everywhere; `start` and `end` are aware datetimes,
    None for "from the first" and "to the last". `since` are later starts by stream: what is there already.
    """

    box_4326: Tuple[float, float, float, float] | None = None
    start: datetime | None = None
    end: datetime | None = None
    since: Mapping[StreamKey, datetime] = field(default_factory=dict)

    def start_of(self, key: StreamKey) -> datetime | None:
        """Return from when on a stream is wanted: the later of `start` and `since`."""
        return max((one for one in (self.start, self.since.get(key)) if one is not None), default=None)


class ObservationSource(Protocol):
    """A source opened for reading. `is_service` says that it can be asked for what is new alone."""

    info: SourceInfo
    is_service: bool

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the wish's box with their streams. Raises `RuhrError` where none can be had."""

    def observations(self, wanted: Sequence[StreamKey], wish: Wish, progress: Progress) -> Iterator[Piece]:
        """Yield the values of the wanted streams as they come, in the calling thread.

        Raises `CancelledError`; other errors come with the stream they hit.
        """
