# SPDX-License-Identifier: GPL-2.0-or-later
"""Moisture of air: vapour pressure, dew point, relative humidity, and the wet bulb of a ventilated psychrometer.

Temperatures in °C, humidity in % over water, pressures in hPa; floats or numpy arrays of one shape. NaN stays NaN.
"""

from __future__ import annotations

from typing import Any

import numpy as np

# Magnus formula over water, WMO-No. 8 (2021 update of the 2018 edition), volume I, annex 4.B; -45 to 60 °C.
_MAGNUS_HPA, _MAGNUS_FACTOR, _MAGNUS_C = 6.112, 17.62, 243.12


def saturation_pressure_hpa(temperature_c: Any) -> np.ndarray:
    """Return the saturation vapour pressure over water in hPa (Magnus formula of the WMO).

    >>> float(saturation_pressure_hpa(0.0)), round(float(saturation_pressure_hpa(20.0)), 2)
    (6.112, 23.33)
    """
    air = np.asarray(temperature_c, dtype=np.float64)
    return _MAGNUS_HPA * np.exp(_MAGNUS_FACTOR * air / (_MAGNUS_C + air))


def vapour_pressure_hpa(temperature_c: Any, humidity: Any) -> np.ndarray:
    """Return the vapour pressure in hPa; NaN for a humidity that is not 0 to 105 %."""
    share = np.asarray(humidity, dtype=np.float64)
    return saturation_pressure_hpa(temperature_c) * np.where((share >= 0) & (share <= 105), share, np.nan) / 100.0


def dew_point_c(temperature_c: Any, humidity: Any) -> np.ndarray:
    """Return the dew point in °C (Magnus formula, inverted); NaN for air without moisture.

    >>> round(float(dew_point_c(20.0, 50.0)), 1)
    9.3
    """
    pressure = vapour_pressure_hpa(temperature_c, humidity)
    logarithm = np.log(np.where(pressure > 0, pressure, np.nan) / _MAGNUS_HPA)
    return _MAGNUS_C * logarithm / (_MAGNUS_FACTOR - logarithm)


def relative_humidity(temperature_c: Any, dew_point: Any) -> np.ndarray:
    """Return the relative humidity in % from air temperature and dew point."""
    return 100.0 * saturation_pressure_hpa(dew_point) / saturation_pressure_hpa(temperature_c)


def wet_bulb_c(temperature_c: Any, humidity: Any) -> np.ndarray:
    """Return the wet-bulb temperature of a ventilated, shaded psychrometer in °C at sea level.

    Stull (2011), Journal of Applied Meteorology and Climatology 50, 2267-2269, equation 1: within -1.0 to +0.65 K for
    5 to 99 % and -20 to 50 °C; NaN outside, and below the line of figure 3 where cold and dry air meet.

    >>> round(float(wet_bulb_c(20.0, 50.0)), 1)
    13.7
    """
    air, share = np.broadcast_arrays(np.asarray(temperature_c, dtype=np.float64), np.asarray(humidity, np.float64))
    cold_and_dry = (air < 10.0) & (share < 5.0 + 2.27 * (10.0 - air) / 2.0)
    valid = (air >= -20) & (air <= 50) & (share >= 5) & (share <= 99) & ~cold_and_dry
    part = np.where(valid, share, np.nan)
    return (air * np.arctan(0.151977 * np.sqrt(part + 8.313659)) + np.arctan(air + part) - np.arctan(part - 1.676331)
            + 0.00391838 * part ** 1.5 * np.arctan(0.023101 * part) - 4.686035)
