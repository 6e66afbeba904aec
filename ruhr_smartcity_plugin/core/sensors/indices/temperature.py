# SPDX-License-Identifier: GPL-2.0-or-later
"""Days that count by their air temperature, heat waves and degree days; all in °C.

Definitions of the German weather service (Wetterlexikon, "Kenntage"): Sommertag Tmax >= 25, Heißer Tag Tmax >= 30,
Tropennacht Tmin >= 20, Frosttag Tmin < 0, Eistag Tmax < 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.daily import DailyValues, TimeLabel, daily_values, nightly_values
from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
from ruhr_smartcity_plugin.core.sensors.series import Series

SUMMER_C, HOT_C, TROPICAL_C, FROST_C = 25.0, 30.0, 20.0, 0.0
DESERT_C = 35.0
HEAT_WAVE_DAYS = 3


@dataclass(frozen=True)
class HeatWave:
    """Days of a heat wave: first and last (``datetime64[D]``, both included), and the mean of their maxima in °C."""

    first: np.datetime64
    last: np.datetime64
    mean_maximum: float

    @property
    def days(self) -> int:
        """How many days it lasted."""
        return int((self.last - self.first).astype(int)) + 1


@dataclass(frozen=True)
class TemperatureIndices:
    """Counts of the days that count (valid ones only), and what they were counted from.

    `valid_days` and `days` tell how many of how many days were complete enough, `completeness` is the share of all
    steps of the period that hold a value, 0 to 1. `tropical_nights` are nights from 18 to 06 UTC of which
    `valid_nights` were complete enough; `tropical_nights_calendar` are days whose minimum stays at 20 °C or more.
    Means and extremes are NaN without a valid day.
    """

    days: int
    valid_days: int
    valid_nights: int
    completeness: float
    summer_days: int
    hot_days: int
    desert_days: int
    tropical_nights: int
    tropical_nights_calendar: int
    frost_days: int
    ice_days: int
    heat_waves: int
    heat_wave_days: int
    heating_degree_days: float
    heating_degree_days_20_15: float
    cooling_degree_days: float
    growing_degree_days: float
    mean: float
    mean_minimum: float
    mean_maximum: float
    minimum: float
    maximum: float


def temperature_indices(series: Series, frame: DayFrame, min_completeness: float, step_ms: int | None = None,
                        label: TimeLabel = TimeLabel.INSTANT) -> TemperatureIndices:
    """Count the days of `frame` by a series of air temperatures in °C.

    A day counts if at least `min_completeness` (0 to 1) of its steps hold a value, a night likewise. Nothing is
    extrapolated: missing days make the counts too small, which `valid_days` tells.
    """
    days = daily_values(series, frame, step_ms, label)
    nights = nightly_values(series, frame, step_ms, label)
    is_day, is_night = days.valid(min_completeness), nights.valid(min_completeness)
    low, high, mean = days.low[is_day], days.high[is_day], days.mean[is_day]
    waves = heat_waves(days, min_completeness)
    weights = frame.lengths_ms.astype(np.float64)
    return TemperatureIndices(
        days=len(frame),
        valid_days=int(is_day.sum()),
        valid_nights=int(is_night.sum()),
        completeness=float((days.completeness * weights).sum() / weights.sum()),
        summer_days=int((high >= SUMMER_C).sum()),
        hot_days=int((high >= HOT_C).sum()),
        desert_days=int((high >= DESERT_C).sum()),
        tropical_nights=int((nights.low[is_night] >= TROPICAL_C).sum()),
        tropical_nights_calendar=int((low >= TROPICAL_C).sum()),
        frost_days=int((low < FROST_C).sum()),
        ice_days=int((high < FROST_C).sum()),
        heat_waves=len(waves),
        heat_wave_days=sum(one.days for one in waves),
        heating_degree_days=heating_degree_days(mean),
        heating_degree_days_20_15=heating_degree_days(mean, room_c=20.0, limit_c=15.0),
        cooling_degree_days=cooling_degree_days(mean),
        growing_degree_days=growing_degree_days(low, high),
        mean=_of(np.mean, mean),
        mean_minimum=_of(np.mean, low),
        mean_maximum=_of(np.mean, high),
        minimum=_of(np.min, low),
        maximum=_of(np.max, high),
    )


def heat_waves(days: DailyValues, min_completeness: float) -> List[HeatWave]:
    """Return the heat waves after Kyselý (2000), the definition the German weather service cites for Germany.

    A heat wave is the longest stretch of days in which the maximum reaches 30 °C on at least three days, the mean
    of all its maxima is at least 30 °C, and no maximum is below 25 °C. A day that does not count ends it.
    Source: J. Kyselý, J. Kalvová, V. Květoň: Heat waves in the south Moravian region during the period 1961-1995,
    Studia Geophysica et Geodaetica 44 (2000), 57-72.
    """
    is_day = days.valid(min_completeness)
    warm = is_day & (np.where(is_day, days.high, -np.inf) >= SUMMER_C)
    found: List[HeatWave] = []
    for start, end in _stretches(warm):
        found.extend(_waves_in(days, start, end))
    return found


def heating_degree_days(means_c: np.ndarray, room_c: float = 15.0, limit_c: float = 15.0) -> float:
    """Return the sum of (room - mean) over days with a mean below the heating limit, in K·d.

    With 15 and 15 °C the Heizgradtage G15 of VDI 4710 part 2, with 20 and 15 °C the Gradtagszahl Gt20/15 of VDI 3807.
    """
    cold = means_c[means_c < limit_c]
    return float((room_c - cold).sum())


def cooling_degree_days(means_c: np.ndarray, base_c: float = 21.0, limit_c: float = 24.0) -> float:
    """Return the sum of (mean - base) over days with a mean of at least the limit, in K·d.

    21 and 24 °C are those of Eurostat (nrg_chdd, "Energy statistics - cooling and heating degree days").
    """
    warm = means_c[means_c >= limit_c]
    return float((warm - base_c).sum())


def growing_degree_days(lows_c: np.ndarray, highs_c: np.ndarray, base_c: float = 10.0, cap_c: float = 30.0) -> float:
    """Return the sum of max((Tmin + Tmax) / 2 - base, 0) with both ends limited to base and cap, in K·d.

    Source: G. S. McMaster, W. W. Wilhelm: Growing degree-days: one equation, two interpretations, Agricultural and
    Forest Meteorology 87 (1997), 291-300, method 2.
    """
    low, high = np.clip(lows_c, base_c, cap_c), np.clip(highs_c, base_c, cap_c)
    return float(((low + high) / 2.0 - base_c).sum())


def _waves_in(days: DailyValues, start: int, end: int) -> List[HeatWave]:
    """Return the heat waves in a stretch of warm days: the longest one, and those before and after it."""
    found = _longest(days.high[start:end])
    if found is None:
        return []
    first, last = start + found[0], start + found[1]
    wave = HeatWave(days.days[first], days.days[last - 1], float(days.high[first:last].mean()))
    return [*_waves_in(days, start, first), wave, *_waves_in(days, last, end)]


def _longest(highs: np.ndarray) -> Tuple[int, int] | None:
    """Return (first, last + 1) of the longest run that is a heat wave, the earlier of equals; None without one."""
    sums = np.concatenate(([0.0], np.cumsum(highs - HOT_C)))
    hot = np.concatenate(([0], np.cumsum(highs >= HOT_C)))
    for length in range(len(highs), HEAT_WAVE_DAYS - 1, -1):
        # The tolerance is far below a thermometer's step; sums of differences are not exact.
        fits = (sums[length:] - sums[:-length] >= -1e-9) & (hot[length:] - hot[:-length] >= HEAT_WAVE_DAYS)
        if fits.any():
            first = int(np.argmax(fits))
            return first, first + length
    return None


def _stretches(flags: np.ndarray) -> List[Tuple[int, int]]:
    """Return (first, last + 1) of each run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([False], flags, [False])).astype(np.int8)))
    return [(int(first), int(last)) for first, last in zip(edges[::2], edges[1::2])]


def _of(function: object, values: np.ndarray) -> float:
    return float(function(values)) if len(values) else float("nan")
