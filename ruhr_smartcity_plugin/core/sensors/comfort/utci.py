# SPDX-License-Identifier: GPL-2.0-or-later
"""Universal Thermal Climate Index: how hot or cold a walking person feels outdoors, as an air temperature in °C.

Bröde, P. et al. (2012): Deriving the operational procedure for the Universal Thermal Climate Index (UTCI).
International Journal of Biometeorology 56, 481-494; the polynomial of 6th degree of its supplement. Against the full
model it is off by 1.1 K (root mean square).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.comfort.utci_terms import DEGREE, ROWS
from ruhr_smartcity_plugin.translation import tr

# Limits of the regression: air temperature, radiant minus air temperature, wind at 10 m, vapour pressure.
AIR_C, RADIANT_EXCESS_K, WIND_10M_MS, VAPOUR_HPA = (-50.0, 50.0), (-30.0, 70.0), (0.5, 17.0), (0.0, 50.0)
# Below 0.5 m/s the procedure takes 0.5: a person walks at 1.1 m/s in any case.
_ROUGHNESS_M = 0.01
# Hardy (1998), ITS-90 formulations for vapor pressure, coefficients for water.
_HARDY = (-2.8365744e3, -6.028076559e3, 1.954263612e1, -2.737830188e-2, 1.6261698e-5, 7.0229056e-10, -1.8680009e-13)
_HARDY_LOGARITHM = 2.7150305


@dataclass(frozen=True)
class StressClass:
    """A class of thermal stress: UTCI from `low` to below `high` (°C); `code` is stable, from -5 to 4."""

    code: int
    low: float
    high: float
    title: str


def utci_c(air_c: Any, radiant_c: Any, wind_10m_ms: Any, humidity: Any) -> np.ndarray:
    """Return the UTCI in °C, an array of the inputs' common shape; NaN where an input is beyond the limits.

    `radiant_c` is the mean radiant temperature in °C, `wind_10m_ms` the wind at 10 m in m/s (see `wind_at_10m`),
    `humidity` in %. Calm below 0.5 m/s counts as 0.5 m/s, as the procedure has it; wind above 17 m/s has no value.

    >>> round(float(utci_c(25.0, 25.0, 1.0, 50.0)), 1)
    24.6
    """
    air, radiant, wind, share = np.broadcast_arrays(*(
        np.asarray(one, dtype=np.float64) for one in (air_c, radiant_c, wind_10m_ms, humidity)))
    share = np.where((share >= 0) & (share <= 105), np.minimum(share, 100.0), np.nan)
    return utci_of_vapour(air, radiant, wind, saturation_hpa(air) * share / 100.0)


def utci_of_vapour(air_c: Any, radiant_c: Any, wind_10m_ms: Any, vapour_hpa: Any) -> np.ndarray:
    """Return the UTCI in °C from the vapour pressure in hPa instead of the relative humidity."""
    air, radiant, wind, vapour = np.broadcast_arrays(*(
        np.asarray(one, dtype=np.float64) for one in (air_c, radiant_c, wind_10m_ms, vapour_hpa)))
    wind = np.where((wind >= 0) & (wind < WIND_10M_MS[0]), WIND_10M_MS[0], wind)
    excess = radiant - air
    valid = (_within(air, AIR_C) & _within(excess, RADIANT_EXCESS_K) & _within(wind, WIND_10M_MS)
             & _within(vapour, VAPOUR_HPA))
    return air + _offset(np.where(valid, air, np.nan), excess, wind, vapour / 10.0)


def saturation_hpa(air_c: Any) -> np.ndarray:
    """Return the saturation vapour pressure over water in hPa, as the procedure of the UTCI has it (Hardy 1998)."""
    kelvin = np.asarray(air_c, dtype=np.float64) + 273.15
    logarithm = _HARDY_LOGARITHM * np.log(kelvin)
    for power, factor in enumerate(_HARDY, start=-2):
        logarithm = logarithm + factor * kelvin ** float(power)
    return np.exp(logarithm) / 100.0


def wind_at_10m(wind_ms: Any, height_m: float) -> np.ndarray:
    """Return the wind speed at 10 m from one at `height_m` above ground (logarithmic profile, roughness 0.01 m).

    As the procedure of the UTCI relates the wind at the body to that at 10 m (Bröde et al. 2012): over open ground, not
    between buildings. NaN for a height below 0.1 m.
    """
    if not height_m >= 10.0 * _ROUGHNESS_M:
        return np.full(np.shape(wind_ms), np.nan)
    return np.asarray(wind_ms, dtype=np.float64) * np.log(10.0 / _ROUGHNESS_M) / np.log(height_m / _ROUGHNESS_M)


def stress_classes() -> Tuple[StressClass, ...]:
    """Return the ten classes of thermal stress, coldest first (Bröde et al. 2012, table 5; Błażejczyk et al. 2013)."""
    titles = (tr("extreme cold stress"), tr("very strong cold stress"), tr("strong cold stress"),
              tr("moderate cold stress"), tr("slight cold stress"), tr("no thermal stress"),
              tr("moderate heat stress"), tr("strong heat stress"), tr("very strong heat stress"),
              tr("extreme heat stress"))
    bounds = (-np.inf, -40.0, -27.0, -13.0, 0.0, 9.0, 26.0, 32.0, 38.0, 46.0, np.inf)
    return tuple(StressClass(number - 5, low, high, title)
                 for number, (low, high, title) in enumerate(zip(bounds[:-1], bounds[1:], titles)))


def stress_class(utci: float) -> StressClass | None:
    """Return the class of a UTCI in °C; None for NaN.

    >>> stress_class(24.6).code, stress_class(38.0).code, stress_class(float("nan"))
    (0, 3, None)
    """
    return next((one for one in stress_classes() if one.low <= utci < one.high), None)


def _within(values: np.ndarray, limits: Tuple[float, float]) -> np.ndarray:
    return (values >= limits[0]) & (values <= limits[1])


def _offset(air: np.ndarray, excess: np.ndarray, wind: np.ndarray, vapour_kpa: np.ndarray) -> np.ndarray:
    rows = iter(ROWS)
    by_vapour = [[[_polynomial(next(rows), air) for _wind in range(DEGREE + 1 - vapour - radiant)]
                  for radiant in range(DEGREE + 1 - vapour)] for vapour in range(DEGREE + 1)]
    return _polynomial([_polynomial([_polynomial(one, wind) for one in by_excess], excess)
                        for by_excess in by_vapour], vapour_kpa)


def _polynomial(factors: Any, at: np.ndarray) -> np.ndarray:
    """Return the polynomial with rising `factors` (numbers or arrays) at `at`, by Horner's rule."""
    total = np.zeros_like(at)
    for factor in reversed(factors):
        total = total * at + factor
    return total
