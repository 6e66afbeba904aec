# SPDX-License-Identifier: GPL-2.0-or-later
"""All indices of one stream over a period as names and numbers, by what the stream measures."""

from __future__ import annotations

from dataclasses import asdict
from typing import Dict, List, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.air.exceedances import judge
from ruhr_smartcity_plugin.core.sensors.air.limits import Averaging, limit_sets
from ruhr_smartcity_plugin.core.sensors.air.means import hourly_means
from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel, daily_values
from ruhr_smartcity_plugin.core.sensors.indices.days import DayFrame
from ruhr_smartcity_plugin.core.sensors.indices.rain import largest_sums, rain_days
from ruhr_smartcity_plugin.core.sensors.indices.temperature import temperature_indices
from ruhr_smartcity_plugin.core.sensors.series import Series

AIR = frozenset({"no2", "pm10", "pm2p5", "o3", "so2", "co", "benzene"})
_RAIN_MIN = (10, 60, 1440)


def index_names(quantity: str) -> List[Tuple[str, type]]:
    """Return the names of the indices of a quantity with their types (int or float), in the order of the table."""
    names: List[Tuple[str, type]] = [("days", int), ("valid_days", int), ("completeness", float)]
    if quantity == "air_temperature":
        names += [*((one, int) for one in ("valid_nights", "summer_days", "hot_days", "desert_days", "tropical_nights",
                                           "tropical_nights_calendar", "frost_days", "ice_days", "heat_waves",
                                           "heat_wave_days")),
                  *((one, float) for one in ("heating_degree_days", "heating_degree_days_20_15", "cooling_degree_days",
                                             "growing_degree_days", "mean_minimum", "mean_maximum"))]
    if quantity == "precipitation_amount":
        names += [("total", float), ("wet_days", int), ("heavy_days", int), ("longest_dry_spell", int),
                  *((f"max_{one}min", float) for one in _RAIN_MIN)]
    if quantity in AIR:
        names += [(_limit_name(one.id, limit), int) for one in limit_sets() for limit in one.of(quantity)
                  if limit.averaging is not Averaging.YEAR]
    return [*names, ("mean", float), ("minimum", float), ("maximum", float)]


def indices_of(quantity: str, series: Series, frame: DayFrame, min_completeness: float, step_ms: int | None,
               label: TimeLabel = TimeLabel.INSTANT) -> Dict[str, object]:
    """Return the indices of a series in the quantity's unit; what cannot be said is None or not a number.

    Means and extremes are over valid days. Exceedances of limits for air are counted by the rules of
    `core.sensors.air`.
    """
    if quantity == "air_temperature":
        found = asdict(temperature_indices(series, frame, min_completeness, step_ms, label))
        return {name: found[name] for name, _ in index_names(quantity)}
    days = daily_values(series, frame, step_ms, label)
    is_day = days.valid(min_completeness)
    weights = frame.lengths_ms.astype(np.float64)
    found = {
        "days": len(frame), "valid_days": int(is_day.sum()),
        "completeness": float((days.completeness * weights).sum() / weights.sum()),
        "mean": _of(np.mean, days.mean[is_day]), "minimum": _of(np.min, days.low[is_day]),
        "maximum": _of(np.max, days.high[is_day]),
    }
    if quantity == "precipitation_amount":
        rain = rain_days(days, min_completeness)
        found.update(total=rain.total_mm, wet_days=rain.wet_days, heavy_days=rain.heavy_days,
                     longest_dry_spell=rain.longest_dry_spell)
        sums = {one.duration_min: one.height_mm for one in largest_sums(series, step_ms or 3_600_000, _RAIN_MIN)}
        found.update({f"max_{one}min": sums.get(one) for one in _RAIN_MIN})
    if quantity in AIR:
        hours = hourly_means(series, step_ms, label)
        for one in limit_sets():
            for limit in one.of(quantity):
                if limit.averaging is not Averaging.YEAR:
                    found[_limit_name(one.id, limit)] = judge(hours, frame, limit).exceedances
    return found


def _limit_name(identity: str, limit: object) -> str:
    """Return the name of a count of exceedances, e.g. "eu_2030_day_above_45"."""
    return f"{identity.replace('-', '_')}_{limit.averaging.value}_above_{limit.limit:g}".replace(".", "p")


def _of(function: object, values: np.ndarray) -> float:
    return float(function(values)) if len(values) else float("nan")
