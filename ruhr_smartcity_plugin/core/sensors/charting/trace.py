# SPDX-License-Identifier: GPL-2.0-or-later
"""A series in a chart, with what it is of, what was noticed about its values, and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from typing import List, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.quality.flags import DOUBTFUL, Flag, split_flags
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged, SourceInfo
from ruhr_smartcity_plugin.core.sensors.unit import parse_unit
from ruhr_smartcity_plugin.translation import tr

#: Source, station and stream.
Key = Tuple[str, ...]
#: A value before which others are missing is not doubtful itself, and the gap is seen anyway.
MARKED = ~int(Flag.GAP_BEFORE)


def no_flags() -> Flagged:
    """Return the flags of a series nobody has checked."""
    return Flagged(np.empty(0, dtype=np.int64), np.empty(0, dtype=np.int64))


@dataclass(frozen=True, eq=False)
class Trace:
    """A series to draw. `key` tells it from others; `number` stands for its colour and never changes.

    `quantity` is the canonical name or "", `statistic` what a value is of its interval ("" for an instant).
    """

    key: Key
    station: str
    title: str
    unit: str
    series: Series
    number: int = 0
    flags: Flagged = field(default_factory=no_flags)
    source: SourceInfo | None = None
    quantity: str = ""
    statistic: str = ""

    @property
    def axis_unit(self) -> str:
        """The unit that decides on the axis, however the source spells it."""
        return parse_unit(self.unit, self.quantity) or self.unit

    @cached_property
    def times_ms(self) -> np.ndarray:
        """The times as UTC milliseconds (int64), a view of the series'."""
        return self.series.times.view(np.int64)

    @cached_property
    def gap_after(self) -> np.ndarray:
        """The positions after which values are missing (int64, ascending)."""
        return self.series.gap_starts()

    @cached_property
    def trusted(self) -> Series:
        """The values nothing speaks against: what is summed up leaves the doubtful ones out, a line shows them."""
        doubtful = self.flags.times_ms[(self.flags.bits & int(DOUBTFUL)) != 0]
        if not len(doubtful):
            return self.series
        kept = ~np.isin(self.times_ms, doubtful)
        return Series(self.series.times[kept], self.series.values[kept])

    def left_out(self, start_ms: int, end_ms: int) -> int:
        """Return how many values from `start_ms` to `end_ms` (UTC, both included) are not trusted."""
        span = np.datetime64(start_ms, "ms"), np.datetime64(end_ms + 1, "ms")
        return len(self.series.between(*span)) - len(self.trusted.between(*span))

    def position_near(self, time_ms: int) -> int | None:
        """Return the position of the value that stands for a moment: the nearest one, at most one step away."""
        position = self.series.nearest(np.datetime64(int(time_ms), "ms"))
        if position is None:
            return None
        distance = abs(int(self.times_ms[position]) - int(time_ms))
        return position if distance <= (self._step_ms or 0) else None

    def flags_at(self, position: int) -> List[Flag]:
        """Return what was noticed about a value."""
        time_ms = int(self.times_ms[position])
        place = int(np.searchsorted(self.flags.times_ms, time_ms))
        if place < len(self.flags.times_ms) and int(self.flags.times_ms[place]) == time_ms:
            return split_flags(int(self.flags.bits[place]))
        return []

    @cached_property
    def _step_ms(self) -> int | None:
        return self.series.step_ms()


def short_labels(traces: Sequence[Trace]) -> List[str]:
    """Return what tells the traces apart: the station, the property, or both.

    One trace needs both.
    """
    stations, titles = {one.station for one in traces}, {one.title for one in traces}
    if len(traces) > 1 and len(titles) == 1 and len(stations) == len(traces):
        return [one.station for one in traces]
    if len(traces) > 1 and len(stations) == 1 and len(titles) == len(traces):
        return [one.title for one in traces]
    return [f"{one.station} · {one.title}" for one in traces]


def common_title(traces: Sequence[Trace]) -> str:
    """Return what a chart of the traces is of, in a few words; empty without any."""
    stations, titles = {one.station for one in traces}, {one.title for one in traces}
    if len(traces) < 2:
        return "".join(short_labels(traces))
    if len(titles) == 1:
        return tr("{measurement}, %n station(s)", "", len(stations)).format(measurement=titles.pop())
    if len(stations) == 1:
        return stations.pop()
    return tr("%n measurement(s)", "", len(traces))
