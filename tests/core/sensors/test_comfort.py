# SPDX-License-Identifier: GPL-2.0-or-later
"""UTCI, moisture, black globe and WBGT against published values."""

from __future__ import annotations

import doctest
import time

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.comfort import globe, moisture, utci
from ruhr_smartcity_plugin.core.sensors.comfort.utci_terms import DEGREE, ROWS


@pytest.mark.parametrize("module", [globe, moisture, utci])
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


def test_the_polynomial_has_its_210_terms():
    lengths = [len(one) for one in ROWS]
    expected = [DEGREE + 1 - vapour - excess - wind for vapour in range(DEGREE + 1)
                for excess in range(DEGREE + 1 - vapour) for wind in range(DEGREE + 1 - vapour - excess)]
    assert lengths == expected
    assert sum(lengths) == 210


@pytest.mark.parametrize(("air", "radiant", "wind", "humidity", "published", "tolerance"), [
    # pythermalcomfort, validation table ts_utci.json 1.0.0 (shared with jsthermalcomfort and the R package comf).
    (25, 27, 1, 50, 25.2, 0.07), (19, 24, 1, 50, 20.0, 0.07), (19, 14, 1, 50, 16.8, 0.07), (27, 22, 1, 50, 25.5, 0.07),
    (27, 22, 10, 50, 20.0, 0.07), (27, 22, 16, 50, 15.8, 0.07), (9, 9, 1, 50, 8.7, 0.07), (25, 25, 1, 50, 24.6, 0.07),
    # ladybug-comfort, tests/utci_test.py.
    (20, 20, 3, 50, 16.24224, 1e-5), (30, 30, 0.5, 90, 35.511294, 1e-5), (24, 24, 0.5, 50, 23.8110341, 1e-6),
    # The same, inputs found for a UTCI (`calc_missing_utci_input`): sun, shade, wind, moisture.
    (20, 36.3803, 0.5, 50, 25, 1e-3), (26.9827, 20, 0.5, 50, 25, 1e-3), (22, 22, 5.77514, 50, 15, 1e-3),
    (20, 20, 0.5, 90.388989, 22, 1e-3), (26.413594, 26.413594, 5, 50, 22, 1e-3),
    # t4gpd, from the calculator on utci.org.
    (20, 25, 2.94, 50, 17.9, 0.05),
    # Ruhr-Universität Bochum, thermal-comfort, column UTCI_polynomial of the reference table of Bröde (utci.org).
    (-49.9, -66.6, 8, 78, -75.7, 0.06), (-49.8, -64.4, 4, 77, -63.5, 0.06), (-49.2, -54.8, 8, 100, -73.9, 0.06),
    (-49.0, -66.2, 5, 98, -66.1, 0.06),
])
def test_the_utci_is_the_published_one(air, radiant, wind, humidity, published, tolerance):
    assert float(utci.utci_c(air, radiant, wind, humidity)) == pytest.approx(published, abs=tolerance)


# ECMWF, thermofeel, tests/thermofeel_testcases.csv and utci.csv: t2m, td, va, mrt, UTCI in kelvin, with the vapour
# pressure of thermofeel's own formula.
_THERMOFEEL = np.array([
    (277.2389906, 273.1714606, 0.593496491, 286.1076888, 281.7822892871),
    (277.8891662, 273.2637218, 0.604020842, 287.3821844, 282.5903695417),
    (294.7049414, 286.6846011, 1.161550529, 295.1830954, 294.6498698424),
    (296.6268255, 287.0570729, 1.059064096, 296.3259857, 296.2806470002),
    (299.1527247, 286.65437, 0.667888613, 296.6378338, 298.0357230206),
])


def test_the_utci_of_europes_weather_centre_is_met():
    air, dew, wind, radiant, published = _THERMOFEEL.T
    found = utci.utci_of_vapour(air - 273.15, radiant - 273.15, wind, utci.saturation_hpa(dew - 273.15))
    assert np.abs(found + 273.15 - published).max() < 0.05


def test_the_polynomial_is_smooth_over_its_whole_range():
    # A wrong digit in a high term would show far from the published points.
    air = np.linspace(-50, 50, 41)[:, None, None]
    excess = np.array([-30.0, 0.0, 30.0, 70.0])[None, :, None]
    wind = np.array([0.5, 1.0, 5.0, 10.0, 17.0])[None, None, :]
    found = utci.utci_c(air, air + excess, wind, 50.0)
    assert found.shape == (41, 4, 5)
    inside = found[~np.isnan(found)]
    assert len(inside) > 700
    assert inside.min() > -130
    assert inside.max() < 75
    assert (np.diff(found[:, 1, :], axis=0)[5:-8] > 0).all()  # warmer air never feels colder


@pytest.mark.parametrize(("air", "radiant", "wind", "humidity"), [
    (50.1, 50.1, 1, 20), (-50.1, -50.1, 1, 50), (20, 90.1, 1, 50), (20, -10.1, 1, 50), (20, 20, 17.1, 50),
    (20, 20, -0.1, 50), (20, 20, 1, 120), (20, 20, 1, -1), (np.nan, 20, 1, 50), (20, np.nan, 1, 50), (45, 45, 1, 80),
])
def test_beyond_its_limits_the_utci_has_no_value(air, radiant, wind, humidity):
    assert np.isnan(utci.utci_c(air, radiant, wind, humidity))


def test_calm_counts_as_half_a_metre_per_second():
    assert utci.utci_c(30, 30, 0.0, 50) == utci.utci_c(30, 30, 0.5, 50)


def test_wind_is_carried_to_ten_metres_by_the_logarithm():
    assert float(utci.wind_at_10m(2.0, 10.0)) == pytest.approx(2.0)
    assert np.isnan(utci.wind_at_10m([2.0, 3.0], 0.0)).all()
    # By hand: ln(10 / 0.01) / ln(2 / 0.01) = 6.907755 / 5.298317.
    assert float(utci.wind_at_10m(1.0, 2.0)) == pytest.approx(1.303764, rel=1e-5)


def test_each_limit_belongs_to_the_warmer_class():
    # Limits after Bröde et al. (2012), table 5.
    codes = [utci.stress_class(one).code for one in (-40.1, -40, -27, -13, 0, 9, 26, 32, 38, 46)]
    assert codes == [-5, -4, -3, -2, -1, 0, 1, 2, 3, 4]
    assert utci.stress_class(45.9).title == "very strong heat stress"


def test_a_year_of_ten_minutes_takes_no_time():
    rng = np.random.default_rng(1)
    air = rng.uniform(-10, 35, 52_560)
    start = time.perf_counter()
    utci.utci_c(air, air + 10, rng.uniform(0.5, 8, air.size), 60.0)
    assert time.perf_counter() - start < 2.0  # 0.02 s on a desktop


def test_the_procedures_vapour_pressure_is_hardys():
    # ITS-90: 611.21 Pa at 0 °C; 2339.3 Pa at 20 °C.
    assert float(utci.saturation_hpa(0.0)) == pytest.approx(6.1121, abs=2e-4)
    assert float(utci.saturation_hpa(20.0)) == pytest.approx(23.3926, abs=3e-3)


def test_moisture_follows_magnus_both_ways():
    air, share = np.array([-20.0, 0.0, 20.0, 35.0]), np.array([80.0, 100.0, 50.0, 30.0])
    dew = moisture.dew_point_c(air, share)
    assert dew[1] == pytest.approx(0.0, abs=1e-12)
    assert moisture.relative_humidity(air, dew) == pytest.approx(share, rel=1e-12)
    assert np.isnan(moisture.dew_point_c(20.0, 0.0))
    assert np.isnan(moisture.vapour_pressure_hpa(20.0, 130.0))


def test_the_wet_bulb_is_stulls():
    assert float(moisture.wet_bulb_c(20.0, 50.0)) == pytest.approx(13.7, abs=0.05)  # the paper's own example
    assert np.isnan(moisture.wet_bulb_c(np.array([20.0, 51.0, 20.0]), np.array([4.0, 50.0, 100.0]))).all()


@pytest.mark.parametrize(("air", "globe_c", "wind", "diameter", "published"), [
    # Examples of DIN EN ISO 7726, as computed without its interim rounding by RUB's thermal-comfort.
    (30, 55, 0.3, 0.15, 74.4), (30, 53.2, 0.3, 0.1, 74.6), (30, 55, 0.1, 0.15, 70.6),
])
def test_mean_radiant_temperature_is_that_of_the_norm(air, globe_c, wind, diameter, published):
    assert float(globe.mean_radiant_c(globe_c, air, wind, diameter)) == pytest.approx(published, abs=0.06)


def test_a_globe_as_warm_as_the_air_sees_walls_as_warm():
    assert globe.mean_radiant_c([20.0, 20.0], [20.0, 20.0], [0.0, 5.0]) == pytest.approx([20.0, 20.0])
    assert np.isnan(globe.mean_radiant_c(20.0, 20.0, -1.0))


@pytest.mark.parametrize(("wet_bulb", "globe_c", "air", "published"), [
    (25, 32, 20, 25.9), (23, 32, 20, 24.5),
])
def test_wbgt_in_the_sun_is_the_published_one(wet_bulb, globe_c, air, published):
    # pythermalcomfort, validation table ts_wbgt.json 1.0.0.
    assert float(globe.wbgt_outdoor_c(wet_bulb, globe_c, air)) == pytest.approx(published, abs=1e-9)


@pytest.mark.parametrize(("wet_bulb", "globe_c", "published"), [(17.3, 40, 24.1), (21.1, 55, 31.3), (16.7, 40, 23.7)])
def test_wbgt_without_sun_is_the_published_one(wet_bulb, globe_c, published):
    assert float(globe.wbgt_indoor_c(wet_bulb, globe_c)) == pytest.approx(published, abs=0.05)  # as above


def test_the_natural_wet_bulb_follows_bernard_and_pourmoghani():
    # Hand calculation with the paper's two equations; the wet bulb of the same air stands for the psychrometer's.
    psychrometer = float(moisture.wet_bulb_c(30.0, 50.0))
    still, light, windy = (float(globe.natural_wet_bulb_c(30.0, 50.0, 31.0, one)) for one in (0.0, 1.0, 4.0))
    assert still == pytest.approx(30.0 - 0.85 * (30.0 - psychrometer))
    assert light == pytest.approx(30.0 - 0.96 * (30.0 - psychrometer))
    assert windy == pytest.approx(psychrometer)
    sunny = [float(globe.natural_wet_bulb_c(30.0, 50.0, 40.0, one)) for one in (0.05, 0.5, 2.0)]
    assert sunny == pytest.approx([psychrometer + 2.5 + 1.1, psychrometer + 2.5 + 0.1 / 0.5 ** 1.1 - 0.2,
                                   psychrometer + 2.5 - 0.1])
    assert np.isnan(globe.natural_wet_bulb_c(30.0, 50.0, np.nan, 1.0))
    whole = float(globe.wbgt_of_globe_c(30.0, 50.0, 40.0, 2.0))
    assert whole == pytest.approx(0.7 * sunny[2] + 0.2 * 40 + 0.1 * 30)


def test_the_simplified_wbgt_is_the_bureaus():
    # By hand with the vapour pressure of 30 °C and 50 %, 21.2 hPa.
    assert float(globe.simplified_wbgt_c(30.0, 50.0)) == pytest.approx(0.567 * 30 + 0.393 * 21.21 + 3.94, abs=0.02)
