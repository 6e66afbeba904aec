# SPDX-License-Identifier: GPL-2.0-or-later
"""What a black globe tells: mean radiant temperature, and the wet-bulb globe temperature (WBGT).

Temperatures in °C, wind in m/s at the instrument; floats or numpy arrays of one shape. NaN stays NaN.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ruhr_smartcity_plugin.core.sensors.comfort.moisture import vapour_pressure_hpa, wet_bulb_c

# The globe of ISO 7726: 150 mm across, matt black. Small globes of sensor networks measure 40 to 100 mm.
STANDARD_GLOBE_M, STANDARD_EMISSIVITY = 0.15, 0.95


def mean_radiant_c(globe_c: Any, air_c: Any, wind_ms: Any, diameter_m: float = STANDARD_GLOBE_M,
                   emissivity: float = STANDARD_EMISSIVITY) -> np.ndarray:
    """Return the mean radiant temperature in °C from a globe in balance (ISO 7726:1998, annex B.2.3).

    The larger of natural and forced convection counts. Meant for a globe that has settled, after some 20 minutes; in
    sun and wind the value scatters by several kelvin. NaN for negative wind and where no temperature balances.

    >>> round(float(mean_radiant_c(53.2, 30.0, 0.3, 0.1)), 1)
    74.6
    """
    globe, air, wind = np.broadcast_arrays(*(np.asarray(one, dtype=np.float64) for one in (globe_c, air_c, wind_ms)))
    forced = 6.3 * np.where(wind >= 0, wind, np.nan) ** 0.6 / diameter_m ** 0.4
    natural = 1.4 * (np.abs(globe - air) / diameter_m) ** 0.25
    # The norm rounds 1.4 and 6.3 over the Stefan-Boltzmann constant to 0.25e8 and 1.1e8.
    warming = np.where(natural > forced, 0.25e8 / 1.4 * natural, 1.1e8 / 6.3 * forced) / emissivity * (globe - air)
    fourth = (globe + 273.15) ** 4 + warming
    return np.where(fourth > 0, fourth, np.nan) ** 0.25 - 273.15


def natural_wet_bulb_c(air_c: Any, humidity: Any, globe_c: Any, wind_ms: Any) -> np.ndarray:
    """Return the natural wet-bulb temperature in °C: a wet wick in sun and wind as they are.

    Bernard and Pourmoghani (1999), Applied Occupational and Environmental Hygiene 14, 126-134, equations 1 and 2, on
    the wet bulb of Stull (2011), whose limits hold: 5 to 99 %, -20 to 50 °C. `humidity` in %, `wind_ms` at the
    instrument. NaN outside.
    """
    air, share, globe, wind = np.broadcast_arrays(*(
        np.asarray(one, dtype=np.float64) for one in (air_c, humidity, globe_c, wind_ms)))
    psychrometer, speed = wet_bulb_c(air, share), np.where(wind >= 0, wind, np.nan)
    blown = np.clip(speed, 0.03, 3.0)
    shaded = np.select([speed < 0.03, speed > 3.0], [0.85, 1.0], 0.96 + 0.069 * np.log10(blown))
    sunny = np.select([speed < 0.1, speed > 1.0], [1.1, -0.1], 0.1 / np.clip(speed, 0.1, 1.0) ** 1.1 - 0.2)
    excess = globe - air
    found = np.where(excess < 4.0, air - shaded * (air - psychrometer), psychrometer + 0.25 * excess + sunny)
    return np.where(np.isnan(speed) | np.isnan(excess), np.nan, found)


def wbgt_outdoor_c(natural_wet_bulb: Any, globe_c: Any, air_c: Any) -> np.ndarray:
    """Return the WBGT in °C in the sun: 0.7 natural wet bulb, 0.2 globe, 0.1 air (ISO 7243:2017, equation 2).

    >>> round(float(wbgt_outdoor_c(25.0, 32.0, 20.0)), 1)
    25.9
    """
    return 0.7 * np.asarray(natural_wet_bulb, np.float64) + 0.2 * np.asarray(globe_c) + 0.1 * np.asarray(air_c)


def wbgt_indoor_c(natural_wet_bulb: Any, globe_c: Any) -> np.ndarray:
    """Return the WBGT in °C without sun: 0.7 natural wet bulb, 0.3 globe (ISO 7243:2017, equation 1).

    >>> round(float(wbgt_indoor_c(25.0, 30.0)), 1)
    26.5
    """
    return 0.7 * np.asarray(natural_wet_bulb, np.float64) + 0.3 * np.asarray(globe_c, np.float64)


def wbgt_of_globe_c(air_c: Any, humidity: Any, globe_c: Any, wind_ms: Any) -> np.ndarray:
    """Return the WBGT in °C in the sun from a station with a black globe of 150 mm.

    The natural wet bulb is estimated (see `natural_wet_bulb_c`), hence the value is no measurement after ISO 7243.
    """
    return wbgt_outdoor_c(natural_wet_bulb_c(air_c, humidity, globe_c, wind_ms), globe_c, air_c)


def simplified_wbgt_c(air_c: Any, humidity: Any) -> np.ndarray:
    """Return the simplified WBGT in °C of the Australian Bureau of Meteorology, from temperature and humidity alone.

    0.567 Ta + 0.393 e + 3.94 with e in hPa (ACSM 1984). It assumes moderately strong sun and light wind: too high at
    night, under cloud and in wind. To be labelled "simplified" wherever it is shown.

    >>> round(float(simplified_wbgt_c(30.0, 50.0)), 1)
    29.3
    """
    return 0.567 * np.asarray(air_c, np.float64) + 0.393 * vapour_pressure_hpa(air_c, humidity) + 3.94
