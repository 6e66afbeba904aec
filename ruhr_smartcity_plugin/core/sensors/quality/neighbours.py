# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of a station against its neighbours: values, clock, warming by the sun.

The neighbours' median at each hour stands for what the air around did; it is robust against a bad neighbour. After
D. Fenner et al.: CrowdQC+, a quality-control for crowdsourced air-temperature observations enabling world-wide
urban climate applications, Frontiers in Environmental Science 9 (2021), 720747 (median and spread, height correction,
radiation), and F. Meier et al.: Crowdsourcing air temperature from citizen weather stations for urban climate
research, Urban Climate 19 (2017), 170-191 (radiative errors).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, local_offset_ms
from ruhr_smartcity_plugin.core.sensors.indices.heat import LAPSE_K_PER_M
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.series import Series

RADIUS_M = 15_000.0
FEWEST = 3
MOST = 12
SPREADS = 5.0
_MAD_TO_SIGMA = 1.4826
_WEEK_H = 168
_LAGS_H = (-2, -1, 1, 2)
_WARM_HOURS = (10, 16)
_WARM_K = 2.0
_FEW_HOURS = 12


@dataclass(frozen=True)
class Placed:
    """A series and where it is measured: metres in EPSG:25832, height in metres above sea level or None."""

    series: Series
    point_25832: Tuple[float, float]
    height_m: float | None = None


@dataclass(frozen=True)
class HourGrid:
    """Hourly means of all stations: `values` of shape (stations, hours), NaN where missing; `first_hour` since 1970."""

    first_hour: int
    values: np.ndarray


def make_grid(stations: Sequence[Placed]) -> HourGrid:
    """Put the series into one grid of hours (UTC)."""
    filled = [one.series.times.astype(np.int64) // HOUR_MS for one in stations]
    starts = [one[0] for one in filled if len(one)]
    if not starts:
        return HourGrid(0, np.full((len(stations), 0), np.nan))
    first, last = int(min(starts)), int(max(one[-1] for one in filled if len(one)))
    values = np.full((len(stations), last - first + 1), np.nan)
    for row, (one, hour) in enumerate(zip(stations, filled)):
        if len(hour):
            sums = np.bincount(hour - first, weights=one.series.values, minlength=values.shape[1])
            counts = np.bincount(hour - first, minlength=values.shape[1])
            values[row, counts > 0] = sums[counts > 0] / counts[counts > 0]
    return HourGrid(first, values)


def check_neighbours(stations: Sequence[Placed], least: float, is_temperature: bool) -> list:
    """Return the flags of each station's values (``int64`` bits, one array per station).

    `least` is the smallest difference from the neighbours' median that counts, in the quantity's unit; it also must be
    five times the spread of the neighbours. Air temperatures are brought to the station's height (0.65 K per 100 m)
    and checked for warming by the sun. Nothing is flagged with fewer than three neighbours within 15 km.
    """
    grid = make_grid(stations)
    points = np.array([one.point_25832 for one in stations], dtype=np.float64).reshape(-1, 2)
    heights = np.array([np.nan if one.height_m is None else one.height_m for one in stations])
    found = []
    for row, one in enumerate(stations):
        mine = _neighbours_of(row, points)
        hours = np.zeros(grid.values.shape[1], dtype=np.int64)
        if len(mine) >= FEWEST and grid.values.shape[1]:
            others = grid.values[mine]
            if is_temperature:
                others = others + np.nan_to_num((heights[mine] - heights[row]) * LAPSE_K_PER_M)[:, None]
            hours = _flag_hours(grid.values[row], others, least, grid.first_hour, is_temperature)
        position = one.series.times.astype(np.int64) // HOUR_MS - grid.first_hour
        found.append(hours[position] if len(position) else np.zeros(0, dtype=np.int64))
    return found


def _neighbours_of(row: int, points: np.ndarray) -> np.ndarray:
    distance = np.hypot(*(points - points[row]).T)
    near = np.flatnonzero((distance <= RADIUS_M) & (np.arange(len(points)) != row))
    return near[np.argsort(distance[near], kind="stable")][:MOST]


def _flag_hours(own: np.ndarray, others: np.ndarray, least: float, first_hour: int,
                is_temperature: bool) -> np.ndarray:
    counts = (~np.isnan(others)).sum(axis=0)
    enough = counts >= FEWEST
    median, spread = np.full(len(own), np.nan), np.full(len(own), np.nan)
    if enough.any():
        median[enough] = np.nanmedian(others[:, enough], axis=0)
        spread[enough] = np.nanmedian(np.abs(others[:, enough] - median[enough]), axis=0) * _MAD_TO_SIGMA
    difference = own - median
    bits = np.zeros(len(own), dtype=np.int64)
    with np.errstate(invalid="ignore"):
        bits[np.abs(difference) > np.maximum(least, SPREADS * spread)] |= int(Flag.NEIGHBOUR)
    bits[_shifted_hours(own, median)] |= int(Flag.CLOCK_SHIFT)
    if is_temperature:
        bits[_sunny_hours(difference, first_hour)] |= int(Flag.RADIATION)
    return bits


def _shifted_hours(own: np.ndarray, median: np.ndarray) -> np.ndarray:
    """Flag weeks whose course fits the neighbours' clearly better when moved by one or two whole hours."""
    mask = np.zeros(len(own), dtype=bool)
    for start in range(0, len(own), _WEEK_H):
        week = slice(start, min(start + _WEEK_H, len(own)))
        still = _misfit(own, median, week, 0)
        if still is None:
            continue
        moved = [one for one in (_misfit(own, median, week, lag) for lag in _LAGS_H) if one is not None]
        mask[week] = bool(moved) and min(moved) < 0.5 * still and still > 0.2
    return mask


def _misfit(own: np.ndarray, median: np.ndarray, week: slice, lag: int) -> float | None:
    """Return the standard deviation of own minus neighbours, `lag` hours apart; None with too few common hours."""
    index = np.arange(week.start, week.stop)
    index = index[(index + lag >= 0) & (index + lag < len(median))]
    difference = own[index] - median[index + lag]
    difference = difference[~np.isnan(difference)]
    return float(difference.std()) if len(difference) >= _WEEK_H // 2 else None


def _sunny_hours(difference: np.ndarray, first_hour: int) -> np.ndarray:
    """Flag the warm hours of weeks in which the station is much warmer than its neighbours by day only."""
    hours_ms = (np.arange(len(difference)) + first_hour) * HOUR_MS
    local = ((hours_ms + local_offset_ms(hours_ms)) // HOUR_MS) % 24
    is_warm = (local >= _WARM_HOURS[0]) & (local < _WARM_HOURS[1])
    is_night = (local >= 22) | (local < 5)
    mask = np.zeros(len(difference), dtype=bool)
    for start in range(0, len(difference), _WEEK_H):
        week = slice(start, start + _WEEK_H)
        mine, warm, night = difference[week], is_warm[week], is_night[week]
        by_day, by_night = (mine[part & ~np.isnan(mine)] for part in (warm, night))
        if len(by_day) >= _FEW_HOURS and len(by_night) >= _FEW_HOURS:
            usual = np.median(by_night) + _WARM_K
            if np.median(by_day) > usual:
                with np.errstate(invalid="ignore"):
                    mask[week] = warm & (mine > usual)
    return mask
