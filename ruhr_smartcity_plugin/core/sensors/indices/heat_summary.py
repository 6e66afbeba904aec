# SPDX-License-Identifier: GPL-2.0-or-later
"""The heat at one station in numbers: against a reference, by hours above thresholds, and as people feel it."""

from __future__ import annotations

from typing import Dict, List, Mapping, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.comfort.globe import mean_radiant_c, wbgt_of_globe_c
from ruhr_smartcity_plugin.core.sensors.comfort.utci import utci_c, wind_at_10m
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayFrame
from ruhr_smartcity_plugin.core.sensors.indices.heat import (
    SEASONS,
    cooling_rates,
    heat_difference,
    hourly_values,
    hours_above,
)
from ruhr_smartcity_plugin.core.sensors.series import Series

NIGHT = (22, 23, 0, 1, 2, 3, 4, 5)
DAY = tuple(range(10, 18))
WARM_C, HOT_C = 25.0, 30.0
STRONG_UTCI_C, VERY_STRONG_UTCI_C = 32.0, 38.0
#: Reference value of the WBGT for moderate work of acclimatised people (ISO 7243:2017, table A.1).
WBGT_C = 28.0
INPUTS = ("air_temperature", "relative_humidity", "wind_speed", "black_globe_temperature")


def heat_names() -> List[Tuple[str, type]]:
    """Return the names of the numbers with their types, in the order of the table."""
    return [
        *((name, float) for name in ("difference", "difference_day", "difference_night")),
        *((f"difference_{season.lower()}", float) for season in SEASONS), ("pairs", int), ("height_correction", float),
        *((name, float) for name in ("hours_above_25", "hours_above_30", "cooling_per_hour", "utci_max")),
        *((name, int) for name in ("utci_hours", "utci_hours_strong", "utci_hours_very_strong")),
        ("wbgt_max", float), ("wbgt_hours_above_28", int),
    ]


def heat_of(inputs: Mapping[str, Series], reference: Series | None, frame: DayFrame, step_ms: int,
            heights_m: Tuple[float | None, float | None] = (None, None),
            wind_height_m: float = 10.0) -> Dict[str, object]:
    """Return the numbers of one station; those whose inputs are missing are None.

    Parameters
    ----------
    inputs : series by quantity (`INPUTS`); the air temperature is needed.
    reference : air temperature of the reference station, None for no comparison.
    heights_m : of the station and of the reference above sea level.
    wind_height_m : height of the wind sensor above ground, for the UTCI's wind at 10 m.

    Differences are station minus reference in K at the reference's height; day is 10 to 18, night 22 to 6 o'clock local
    time. UTCI and WBGT are computed from hourly means where humidity, wind and black globe are there.
    """
    air = inputs["air_temperature"]
    found: Dict[str, object] = {name: None for name, _ in heat_names()}
    if reference is not None:
        compared = heat_difference(air, reference, *heights_m)
        weights, table = compared.counts, compared.by_hour_and_season
        found.update(difference=compared.mean, pairs=compared.pairs, height_correction=compared.height_correction_k,
                     difference_day=_mean(table[:, DAY], weights[:, DAY]),
                     difference_night=_mean(table[:, NIGHT], weights[:, NIGHT]))
        for row, name in enumerate(SEASONS):
            found[f"difference_{name.lower()}"] = _mean(table[row], weights[row])
    rates = cooling_rates(air, frame)
    found.update(hours_above_25=hours_above(air, WARM_C, step_ms), hours_above_30=hours_above(air, HOT_C, step_ms),
                 cooling_per_hour=float(np.nanmean(rates)) if np.isfinite(rates).any() else None)
    if all(name in inputs and len(inputs[name]) for name in INPUTS):
        found.update(_felt([inputs[name] for name in INPUTS], wind_height_m))
    return found


def _felt(series: List[Series], wind_height_m: float) -> Dict[str, object]:
    """Return UTCI and WBGT of the hours all four have."""
    hours, values = zip(*(hourly_values(one) for one in series))
    common = hours[0]
    for other in hours[1:]:
        common = np.intersect1d(common, other, assume_unique=True)
    air, humidity, wind, globe = (one[np.searchsorted(hour, common)] for hour, one in zip(hours, values))
    utci = utci_c(air, mean_radiant_c(globe, air, wind), wind_at_10m(wind, wind_height_m), humidity)
    wbgt = wbgt_of_globe_c(air, humidity, globe, wind)
    with np.errstate(invalid="ignore"):
        return {
            "utci_max": _largest(utci), "utci_hours": int(np.isfinite(utci).sum()),
            "utci_hours_strong": int((utci >= STRONG_UTCI_C).sum()),
            "utci_hours_very_strong": int((utci >= VERY_STRONG_UTCI_C).sum()),
            "wbgt_max": _largest(wbgt), "wbgt_hours_above_28": int((wbgt > WBGT_C).sum()),
        }


def _largest(values: np.ndarray) -> float | None:
    return float(np.nanmax(values)) if np.isfinite(values).any() else None


def _mean(values: np.ndarray, weights: np.ndarray) -> float | None:
    total = weights.sum()
    return float((np.nan_to_num(values) * weights).sum() / total) if total else None


def usual_step_ms(series: Series, known_s: float | None) -> int:
    """Return the step of a series in milliseconds: the known one, else the median, else an hour."""
    return round(known_s * 1000) if known_s else series.step_ms() or HOUR_MS
