# SPDX-License-Identifier: GPL-2.0-or-later
"""The wind of a station: which of its streams are speed and direction, and the rose of them."""

from __future__ import annotations

from typing import Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Station
from ruhr_smartcity_plugin.core.sensors.quantity import recognise
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.core.sensors.unit import convert
from ruhr_smartcity_plugin.core.sensors.wind_rose import WindRose, make_wind_rose

_SPEED, _DIRECTION = "wind_speed", "wind_from_direction"


def wind_streams(station: Station) -> Tuple[Datastream, Datastream] | None:
    """Return the streams of a station's wind speed and direction; None where it does not measure both.

    Largest and smallest speeds of intervals do not belong to a direction at one time.
    """
    found = {}
    for one in station.datastreams:
        quantity = recognise(one.title, one.unit.symbol or one.unit.name)
        if quantity in (_SPEED, _DIRECTION) and one.statistic not in ("max", "min"):
            found.setdefault(quantity, one)
    return (found[_SPEED], found[_DIRECTION]) if len(found) == 2 else None


def rose_of(speed: Trace, direction: Trace, window: TimeWindow) -> WindRose:
    """Return the wind rose of what a window shows, without doubtful values.

    Raises UnitError for a speed in no unit of speed.
    """
    in_ms = Series(speed.trusted.times, convert(speed.trusted.values, speed.unit, "m/s", _SPEED))
    span = np.datetime64(window.start_ms, "ms"), np.datetime64(window.end_ms + 1, "ms")
    return make_wind_rose(in_ms, direction.trusted, span=span)
