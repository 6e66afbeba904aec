# SPDX-License-Identifier: GPL-2.0-or-later
"""How often the wind blew from where, and how strong: the counts behind a wind rose."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.translation import tr

SECTORS = (8, 12, 16, 36)
# Upper limits in m/s: Beaufort 1 and 2, 3, 4, 5, and above (WMO-No. 8, volume I, annex 5.B, rounded to half metres).
SPEED_CLASSES_MS = (1.5, 3.5, 5.5, 8.0, 11.0)
# Below the starting speed of common anemometers a vane points anywhere.
CALM_BELOW_MS = 0.5
NORTH_DEGREES = 360.0


@dataclass(frozen=True)
class WindRose:
    """Frequencies of the wind in percent of all times with a known wind; with the calms they add to 100.

    `percent` has one row per sector, clockwise from north, and one column per class of speed. `centres` are the
    sectors' middles in degrees, `lower_ms` the classes' lower limits. `known` is at how many times the wind was
    known, of `expected` that the time asked for would hold.
    """

    percent: np.ndarray
    calm_percent: float
    centres: np.ndarray
    lower_ms: np.ndarray
    known: int
    expected: int
    mean_speed_ms: float

    @property
    def completeness(self) -> float:
        """The share of times with a known wind, 0 to 1."""
        return min(self.known / self.expected, 1.0) if self.expected else 0.0

    @property
    def sector_percent(self) -> np.ndarray:
        """Percent per sector, all speeds together."""
        return self.percent.sum(axis=1)

    @property
    def prevailing_degrees(self) -> float | None:
        """The middle of the sector the wind came from most often; None without wind."""
        by_sector = self.sector_percent
        return float(self.centres[int(np.argmax(by_sector))]) if by_sector.any() else None


def make_wind_rose(speed: Series, direction: Series, sectors: int = 16,
                   classes_ms: Sequence[float] = SPEED_CLASSES_MS, calm_below_ms: float = CALM_BELOW_MS,
                   span: Tuple[np.datetime64, np.datetime64] | None = None) -> WindRose:
    """Count speed (m/s) and direction (degrees the wind comes from) that were measured at the same time.

    The first sector is centred on north; 360 and 0 are both north. Wind below `calm_below_ms` is calm, whatever the
    vane says and whether it says anything; stronger wind without a direction is not known. `span` is the time asked
    for (start, end exclusive, UTC), by default that of the speeds; completeness is counted against it. Raises
    InputError for a number of sectors that is not 8, 12, 16 or 36, and for classes that do not rise.
    """
    if sectors not in SECTORS:
        raise InputError(tr("A wind rose has 8, 12, 16 or 36 sectors, not {count}.").format(count=sectors))
    limits = np.asarray(classes_ms, dtype=np.float64)
    if np.any(np.diff(limits) <= 0) or (len(limits) and limits[0] <= calm_below_ms):
        raise InputError(tr("The limits of the speed classes have to rise, and the first has to lie above the calm."))
    if span is not None:
        speed, direction = speed.between(*span), direction.between(*span)
    _times, at_speed, at_direction = np.intersect1d(speed.times, direction.times, True, return_indices=True)
    strength, bearing = speed.values[at_speed], direction.values[at_direction]
    windy = (strength >= calm_below_ms) & (bearing >= 0) & (bearing <= NORTH_DEGREES)
    strength, bearing = strength[windy], bearing[windy]
    still = speed.values[(speed.values >= 0) & (speed.values < calm_below_ms)]
    known = len(strength) + len(still)
    width = NORTH_DEGREES / sectors
    sector = np.floor((bearing + width / 2.0) / width).astype(np.int64) % sectors
    level = np.searchsorted(limits, strength, side="right")
    counts = np.bincount(sector * (len(limits) + 1) + level, minlength=sectors * (len(limits) + 1))
    share = 100.0 / known if known else 0.0
    return WindRose(
        percent=counts.reshape(sectors, len(limits) + 1) * share,
        calm_percent=len(still) * share,
        centres=np.arange(sectors) * width,
        lower_ms=np.concatenate(([calm_below_ms], limits)),
        known=known,
        expected=_expected(speed, span),
        mean_speed_ms=float(np.concatenate((strength, still)).mean()) if known else float("nan"),
    )


def _expected(speed: Series, span: Tuple[np.datetime64, np.datetime64] | None) -> int:
    """Return how many values the time holds at the usual step; without a step, how many there are."""
    step = speed.step_ms()
    if step is None:
        return len(speed)
    if span is None:
        return int((speed.times[-1] - speed.times[0]).astype(np.int64)) // step + 1
    whole_ms = int((np.datetime64(span[1], "ms") - np.datetime64(span[0], "ms")).astype(np.int64))
    return -(-whole_ms // step)
