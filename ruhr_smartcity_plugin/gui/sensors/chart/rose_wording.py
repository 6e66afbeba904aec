# SPDX-License-Identifier: GPL-2.0-or-later
"""How directions and speeds of the wind are called."""

from __future__ import annotations

from typing import List

from ruhr_smartcity_plugin.core.sensors.wind_rose import NORTH_DEGREES, WindRose
from ruhr_smartcity_plugin.gui.sensors.wording import number_text
from ruhr_smartcity_plugin.translation import tr


def point_text(degrees: float) -> str:
    """Return the point of the compass, one of sixteen, nearest to a direction."""
    points = tr("N NNE NE ENE E ESE SE SSE S SSW SW WSW W WNW NW NNW", "points of the compass").split()
    width = NORTH_DEGREES / len(points)
    return points[round(degrees / width) % len(points)]


def direction_text(degrees: float) -> str:
    """Return a direction as point of the compass with its degrees."""
    return f"{point_text(degrees)} ({round(degrees)}°)"


def speed_labels(rose: WindRose) -> List[str]:
    """Return the classes of speed in words, with the unit."""
    limits = [number_text(float(one)) for one in rose.lower_ms]
    labels = [f"{low}–{high} m/s" for low, high in zip(limits[:-1], limits[1:])]
    return [*labels, tr("from {speed} m/s").format(speed=limits[-1])]
