# SPDX-License-Identifier: GPL-2.0-or-later
"""One line of the station list and one point of the station layer: a station's latest value of one property."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Dict, List, Sequence

from ruhr_smartcity_plugin.core.sensors.model import Datastream, Station

# A network reports every 5 to 60 minutes; two hours of silence are no delay any more.
STALE_AFTER = timedelta(hours=2)


@dataclass(frozen=True)
class Reading:
    """The latest value of one stream. `is_stale`: more than two hours older than the newest of the same property."""

    station: Station
    datastream: Datastream
    is_stale: bool

    @property
    def property_title(self) -> str:
        """The property's name."""
        return self.datastream.title

    @property
    def time(self) -> datetime | None:
        """When it was measured (UTC); None if there is no value."""
        return self.datastream.latest.time if self.datastream.latest else None

    def age_h(self, now: datetime) -> float | None:
        """Return the age in hours; never negative, since clocks of stations run fast, too."""
        return max((now - self.time).total_seconds() / 3600.0, 0.0) if self.time else None


def make_readings(stations: Sequence[Station], now: datetime) -> List[Reading]:
    """Return a reading for each stream, in the stations' order. A stream without any value counts as stale.

    A value from the future (a station whose clock is wrong) does not make the others look old.
    """
    newest: Dict[str, datetime] = {}
    for station in stations:
        for stream in station.datastreams:
            if stream.latest and stream.latest.time <= now + STALE_AFTER:
                newest[stream.title] = max(stream.latest.time, newest.get(stream.title, stream.latest.time))
    return [
        Reading(station, stream, _is_stale(stream, newest)) for station in stations for stream in station.datastreams
    ]


def newest_time(readings: Sequence[Reading]) -> datetime | None:
    """Return the time of the newest value (UTC); None if there is none."""
    return max((one.time for one in readings if one.time is not None), default=None)


def _is_stale(stream: Datastream, newest: Dict[str, datetime]) -> bool:
    if stream.latest is None:
        return True
    return newest.get(stream.title, stream.latest.time) - stream.latest.time > STALE_AFTER
