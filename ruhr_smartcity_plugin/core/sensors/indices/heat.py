# SPDX-License-Identifier: GPL-2.0-or-later
"""How much warmer a station is than a reference: by hour and season, cooling at night, hours above thresholds."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayFrame, local_offset_ms
from ruhr_smartcity_plugin.core.sensors.series import Series

#: Fall of temperature with height in K per metre: the standard atmosphere's (ISO 2533), used to compare stations.
LAPSE_K_PER_M = 0.0065
SEASONS = ("DJF", "MAM", "JJA", "SON")


@dataclass(frozen=True)
class HeatDifference:
    """Mean difference station minus reference in K, by local hour (columns 0 to 23) and season (rows of `SEASONS`).

    `by_hour_and_season` and `counts` have the shape (4, 24); cells without common hours are NaN. `mean` is over all
    common hours, `pairs` their number, `height_correction_k` what was added to the station for its height.
    """

    by_hour_and_season: np.ndarray
    counts: np.ndarray
    mean: float
    pairs: int
    height_correction_k: float


def heat_difference(station: Series, reference: Series, station_height_m: float | None = None,
                    reference_height_m: float | None = None) -> HeatDifference:
    """Compare two series of air temperature (°C) at the hours both have.

    Values are averaged per hour first. With both heights the station's temperature is brought to the reference's
    height by 0.65 K per 100 m; nothing is corrected if one is unknown.
    """
    correction = 0.0
    if station_height_m is not None and reference_height_m is not None:
        correction = (station_height_m - reference_height_m) * LAPSE_K_PER_M
    mine, my_values = hourly_values(station)
    other, other_values = hourly_values(reference)
    _, here, there = np.intersect1d(mine, other, assume_unique=True, return_indices=True)
    difference = my_values[here] + correction - other_values[there]
    hour, season = _hour_and_season(mine[here] * HOUR_MS)
    cell = season * 24 + hour
    counts = np.bincount(cell, minlength=96).astype(np.int64)
    sums = np.bincount(cell, weights=difference, minlength=96)
    means = np.full(96, np.nan)
    means[counts > 0] = sums[counts > 0] / counts[counts > 0]
    mean = float(difference.mean()) if len(difference) else float("nan")
    return HeatDifference(means.reshape(4, 24), counts.reshape(4, 24), mean, len(difference), correction)


def hours_above(series: Series, threshold: float, step_ms: int) -> float:
    """Return for how many hours a series was above a threshold; each value stands for one step."""
    return float((series.values > threshold).sum() * step_ms / HOUR_MS)


def cooling_rates(series: Series, frame: DayFrame) -> np.ndarray:
    """Return the cooling of each night in K per hour, NaN where it was not measured; one value per day of `frame`.

    It is the fall from 18 to 24 UTC of the evening before, when streets and roofs give off what they stored:
    (T at 18 UTC - T at 24 UTC) / 6 h, each the value nearest in time and not more than half an hour away.
    """
    midnights = frame.days.astype("datetime64[ms]").astype(np.int64)
    evening, midnight = _at(series, midnights - 6 * HOUR_MS), _at(series, midnights)
    return (evening - midnight) / 6.0


def hourly_values(series: Series) -> tuple:
    """Return the hours since 1970 (UTC) that hold values, ascending, and their means."""
    if len(series) == 0:
        return np.empty(0, dtype=np.int64), np.empty(0)
    hour = series.times.astype(np.int64) // HOUR_MS
    edges = np.concatenate(([0], np.flatnonzero(np.diff(hour)) + 1))
    counts = np.diff(np.append(edges, len(hour)))
    return hour[edges], np.add.reduceat(series.values, edges) / counts


def _at(series: Series, moments_ms: np.ndarray) -> np.ndarray:
    values = np.full(len(moments_ms), np.nan)
    if len(series) == 0:
        return values
    times = series.times.astype(np.int64)
    after = np.clip(np.searchsorted(times, moments_ms), 0, len(times) - 1)
    before = np.maximum(after - 1, 0)
    nearest = np.where(np.abs(times[after] - moments_ms) <= np.abs(times[before] - moments_ms), after, before)
    is_near = np.abs(times[nearest] - moments_ms) <= HOUR_MS // 2
    values[is_near] = series.values[nearest[is_near]]
    return values


def _hour_and_season(times_ms: np.ndarray) -> tuple:
    local = times_ms + local_offset_ms(times_ms)
    hour = (local // HOUR_MS) % 24
    month = local.astype("datetime64[ms]").astype("datetime64[M]").astype(np.int64) % 12
    return hour.astype(np.int64), ((month + 1) // 3 % 4).astype(np.int64)
