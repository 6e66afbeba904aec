# SPDX-License-Identifier: GPL-2.0-or-later
"""Units: spellings of services, exact conversion, gases."""

from __future__ import annotations

import doctest

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError, UnitError
from ruhr_smartcity_plugin.core.sensors import unit
from ruhr_smartcity_plugin.core.sensors.unit import convert, is_convertible, parse_unit


def test_the_examples_in_the_docstrings_hold():
    result = doctest.testmod(unit)
    assert result.attempted >= 2 and result.failed == 0


@pytest.mark.parametrize("spelling, canonical", [
    ("°C", "°C"), ("ºC", "°C"), ("℃", "°C"), ("Cel", "°C"), ("ucum:Cel", "°C"), ("degree celcius", "°C"), ("degC", "°C"),
    ("http://qudt.org/vocab/unit/DEG_C", "°C"), ("K", "K"), ("Kelvin", "K"), ("℉", "°F"),
    ("%", "%"), ("% rH", "%"), ("Prozent", "%"), ("hPa", "hPa"), ("mbar", "hPa"), ("Pa", "Pa"), ("inHg", "inHg"),
    ("m/s", "m/s"), ("m s-1", "m/s"), ("km/h", "km/h"), ("Knoten", "kn"), ("mph", "mph"), ("°", "degree"),
    ("Grad", "degree"), ("mm", "mm"), ("l/m²", "mm"), ("l/m2", "mm"), ("W/m^2", "W/m²"), ("W m-2", "W/m²"),
    ("µg/m³", "µg/m³"), ("μg/m³", "µg/m³"), ("ug/m3", "µg/m³"), ("Mikrogramm pro Kubikmeter", "µg/m³"),
    ("mg/m³", "mg/m³"), ("ppb", "ppb"), ("dB(A)", "dB"), ("Lux", "lx"), ("m³/s", "m³/s"), ("1/8", "1/8"),
    ("", ""), ("mm/h", ""), ("Furlong", ""), ("-", ""),
])
def test_units_are_known_as_services_write_them(spelling, canonical):
    assert parse_unit(spelling) == canonical


def test_no_spelling_stands_for_two_units():
    rows = unit._document()["units"]
    spellings = [one for row in rows for one in {unit._fold(text) for text in (row["unit"], *row.get("also", ()))}]
    assert sorted({one for one in spellings if spellings.count(one) > 1}) == []


@pytest.mark.parametrize("value, unit_from, unit_to, expected", [
    (0.0, "K", "°C", -273.15), (273.15, "K", "°C", 0.0), (212.0, "°F", "°C", 100.0), (-40.0, "°F", "°C", -40.0),
    (33.0, "°F", "°C", 5 / 9), (20.0, "°C", "°F", 68.0), (25.0, "°C", "K", 298.15),
    (36.0, "km/h", "m/s", 10.0), (1.0, "kn", "m/s", 1852 / 3600), (1.0, "mph", "m/s", 0.44704),
    (101325.0, "Pa", "hPa", 1013.25), (760.0, "mmHg", "hPa", 1013.25), (29.92, "inHg", "hPa", 1013.207337472),
    (1.0, "in", "mm", 25.4), (1.0, "l/m²", "mm", 1.0), (2.5, "m", "cm", 250.0), (0.5, "h", "min", 30.0),
    (1.0, "kW/m²", "W/m²", 1000.0), (6.0, "J/cm² in 10 min", "W/m²", 100.0), (36.0, "J/cm² in 1 h", "W/m²", 100.0),
    (0.31, "m³/m³", "%", 31.0), (8.0, "1/8", "%", 100.0), (50.0, "%", "1/8", 4.0), (3.2, "V", "mV", 3200.0),
    (1.0, "mg/m³", "µg/m³", 1000.0), (400.0, "ppm", "ppb", 400_000.0), (180.0, "degree", "rad", np.pi),
])
def test_conversions_are_exact(value, unit_from, unit_to, expected):
    assert convert(value, unit_from, unit_to) == pytest.approx(expected, rel=1e-9, abs=1e-12)


def test_round_numbers_stay_round():
    # No 5/9 or 1/3.6 that was rounded before it is used.
    assert [convert(float(one), "km/h", "m/s") for one in (18, 36, 90, 180)] == [5.0, 10.0, 25.0, 50.0]
    assert [convert(float(one), "°F", "°C") for one in (32, 50, 68, 86)] == [0.0, 10.0, 20.0, 30.0]
    assert convert(101325.0, "Pa", "hPa") == 1013.25


def test_arrays_keep_their_shape_and_their_gaps():
    values = np.array([[32.0, np.nan], [50.0, 68.0]])
    result = convert(values, "°F", "°C")
    assert result.shape == (2, 2)
    assert np.isnan(result[0, 1]) and result[1].tolist() == [10.0, 20.0]
    assert values[0, 0] == 32.0  # the caller's array is not touched


@pytest.mark.parametrize("gas, micrograms_per_ppb", [
    # Factors of the EU and the UK (DEFRA) at 20 °C and 1013 mbar, two decimals as printed. They are in the UK's
    # objectives, too: 100 ppb of SO2 are 266 µg/m³, 5 ppb of benzene 16.25 µg/m³.
    ("o3", 2.00), ("no2", 1.91), ("no", 1.25), ("so2", 2.66), ("benzene", 3.25), ("nox", 1.91),
])
def test_ppb_become_micrograms_by_the_published_factors(gas, micrograms_per_ppb):
    factor = convert(1.0, "ppb", "µg/m³", gas)
    assert round(factor, 2) == micrograms_per_ppb
    assert convert(factor, "µg/m³", "ppb", gas) == pytest.approx(1.0, rel=1e-12)


def test_carbon_monoxide_in_ppm_becomes_milligrams():
    assert round(convert(10.0, "ppm", "mg/m³", "co"), 1) == 11.6  # the UK's objective: 10 ppm are 11.6 mg/m³
    # By hand: 28.010 g/mol over 8.314462618 * 293.15 / 101.325 l/mol.
    assert convert(1.0, "ppm", "mg/m³", "co") == pytest.approx(28.010 / (8.314462618 * 293.15 / 101.325), rel=1e-12)


@pytest.mark.parametrize("unit_from, unit_to, quantity", [
    ("%", "°C", "air_temperature"), ("ppb", "µg/m³", ""), ("ppb", "µg/m³", "pm10"), ("Furlong", "m", ""),
    ("kJ/m²", "W/m²", "global_radiation"), ("", "°C", "air_temperature"),
])
def test_what_has_no_way_is_refused_with_a_sentence(unit_from, unit_to, quantity):
    assert not is_convertible(unit_from, unit_to, quantity)
    with pytest.raises(UnitError, match="cannot be stated") as caught:
        convert(1.0, unit_from, unit_to, quantity)
    assert isinstance(caught.value, InputError)


def test_grad_is_a_temperature_or_a_direction_after_the_quantity():
    assert parse_unit("Grad", "air_temperature") == "°C"
    assert parse_unit("Grad", "wind_from_direction") == "degree"
    assert convert(68.0, "°F", "Grad", "soil_temperature") == 20.0
