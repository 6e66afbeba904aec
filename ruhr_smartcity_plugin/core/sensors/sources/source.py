# SPDX-License-Identifier: GPL-2.0-or-later
"""What every source of observations gives: stations, and the values of their streams piece by piece."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime
from typing import Iterator, Protocol, Tuple

import numpy as np

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


class ObservationSource(Protocol):
    """A source opened for reading."""

    info: SourceInfo

    def stations(self, progress: Progress) -> StationReport:
        """Return the stations with their streams. Raises `RuhrError` where none can be had."""

    def observations(self, wanted: Tuple[StreamKey, ...], start: datetime | None, end: datetime | None,
                     progress: Progress) -> Iterator[Tuple[StreamKey, Batch]]:
        """Yield the values of the wanted streams from `start` to before `end` (aware; None: without limit), as they
        come. Raises `RuhrError` where the reading breaks; what was yielded until then is whole."""
