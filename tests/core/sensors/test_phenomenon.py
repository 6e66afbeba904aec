# SPDX-License-Identifier: GPL-2.0-or-later
"""What services call their measurements, and what must stay unknown."""

from __future__ import annotations

import doctest

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors import phenomenon, property_table, quantity
from ruhr_smartcity_plugin.core.sensors.phenomenon import interpret, property_document, words_of
from ruhr_smartcity_plugin.core.sensors.property_table import (
    PropertyRule,
    PropertyTable,
    checked_table,
    table_from_document,
)
from ruhr_smartcity_plugin.core.sensors.quantity import parse_property, quantities, recognise, understand
from ruhr_smartcity_plugin.core.sensors.unit import parse_unit


@pytest.mark.parametrize("module", [phenomenon, property_table, quantity])
def test_the_examples_in_the_docstrings_hold(module):
    result = doctest.testmod(module)
    assert result.attempted > 0
    assert result.failed == 0


@pytest.mark.parametrize(("text", "unit", "expected"), [
    # openSenseMap and devices of citizens
    ("Temperatur", "°C", "air_temperature"), ("rel. Luftfeuchte", "%", "relative_humidity"),
    ("Luftdruck", "hPa", "air_pressure"), ("Luftdruck", "Pa", "air_pressure"), ("PM10", "µg/m³", "pm10"),
    ("PM2.5", "µg/m³", "pm2p5"), ("Feinstaub PM2,5", "µg/m³", "pm2p5"), ("Beleuchtungsstärke", "lx", "illuminance"),
    ("Lautstärke", "dB(A)", "sound_level"), ("Luftfeuchtigkeit", "%", "relative_humidity"), ("CO₂", "ppm", "co2"),
    ("Humidity", "%", "relative_humidity"), ("TEMPERATURE", "Celsius", "air_temperature"),
    # columns of offices
    ("Lufttemp. 2m", "", "air_temperature"), ("Lufttemperatur (2 m) [°C]", "", "air_temperature"),
    ("Windgeschw.", "km/h", "wind_speed"), ("Windgeschwindigkeit (10 m) in m/s", "", "wind_speed"),
    ("Windrichtung [Grad]", "", "wind_from_direction"), ("Temperatur [Grad]", "", "air_temperature"),
    ("Wind", "m/s", "wind_speed"), ("Wind [km/h]", "km/h", "wind_speed"), ("Wind", "°", "wind_from_direction"),
    ("Niederschlag mm", "", "precipitation_amount"),
    ("Globalstrahlung W/m²", "", "global_radiation"), ("Globe-Temperatur", "°C", "black_globe_temperature"),
    ("Luftdruck reduziert auf NN", "hPa", "air_pressure_at_sea_level"), ("Windböen", "m/s", "wind_speed_of_gust"),
    ("maximale Windgeschwindigkeit", "m/s", "wind_speed_of_gust"), ("Stickstoffdioxid (NO₂)", "µg/m³", "no2"),
    ("Ozon", "µg/m³", "o3"), ("O3", "ppb", "o3"), ("Kohlenmonoxid", "mg/m³", "co"), ("NO", "µg/m³", "no"),
    ("Bodentemperatur 20 cm", "°C", "soil_temperature"), ("Taupunkt", "°C", "dew_point_temperature"),
    ("Anzahl Kfz", "Kfz", "vehicle_count"), ("Luftqualitätsindex", "", "air_quality_index"),
    # Dortmund's network and Ecowitt
    ("atmospheric_pressure_reduced", "hPa", "air_pressure_at_sea_level"),
    ("vapor_pressure", "hPa", "water_vapor_pressure"),
    ("maximum_wind_speed", "m/s", "wind_speed_of_gust"), ("solar_radiation", "W/m²", "global_radiation"),
    ("black_globe_temperature", "°C", "black_globe_temperature"), ("Outdoor Temperature(℃)", "", "air_temperature"),
    ("Wind Direction(deg)", "", "wind_from_direction"), ("ABS Pressure(hPa)", "", "air_pressure"),
    ("REL Pressure(hPa)", "", "air_pressure_at_sea_level"), ("Gust(m/s)", "", "wind_speed_of_gust"),
    # LoRaWAN boards
    ("Temperatur (BME280)", "°C", "air_temperature"), ("TempC_SHT", "°C", "air_temperature"),
    ("decoded_payload_humidity", "%", "relative_humidity"), ("pressure_nn", "Pa", "air_pressure_at_sea_level"),
    # SensorThings
    ("AirTemperature", "ucum:Cel", "air_temperature"), ("Relative Humidity", "%", "relative_humidity"),
    ("Air Temperature at 2 m above ground", "degree celcius", "air_temperature"), ("NO2 concentration", "µg/m³", "no2"),
])
def test_names_of_services_and_offices_are_recognised(text, unit, expected):
    assert recognise(text, unit) == expected


@pytest.mark.parametrize(("text", "unit"), [
    ("Temperatur", "%"), ("Batterietemperatur", "°C"), ("Temperatur Batterie", "°C"), ("Temperatur Asphalt", "°C"),
    ("Bodentemperatur", "%"), ("Indoor Temperature", "°C"), ("Temperatur Rathaus", "Furlong"), ("Wind", ""),
    ("Gefühlte Temperatur", "°C"), ("UTCI", "°C"), ("absolute_humidity", "g/m³"), ("absolute humidity", "%"),
    ("air_temperature_qc_range_check", ""), ("Lufttemperatur Vorhersage", "°C"), ("Feinstaub", "µg/m³"),
    ("No", ""), ("CO", ""), ("T", ""), ("P1", ""), ("200", ""), ("3", "µg/m³"), ("Sonne", ""), ("", ""), ("???", ""),
    ("Lufttemperatur Anomalie", "K"), ("Number of bikes available", "1"), ("Temperature external", "°C"),
    # Sums since midnight would count each drop a hundred times.
    ("Daily Rain(mm)", ""), ("Regen heute", "mm"), ("Hourly Rain(mm)", ""), ("Rain Rate(mm/hr)", ""),
    ("dailyrainmm", ""), ("Niederschlagsdauer", "min"), ("UV radiation", "W/m²"), ("x_orientation_angle", "°"),
])
def test_what_is_not_certain_stays_unknown(text, unit):
    assert recognise(text, unit) == ""


@pytest.mark.parametrize(("source", "code", "expected", "unit"), [
    ("lanuk", "200", "pm10", "µg/m³"), ("lanuk", "201", "pm2p5", "µg/m³"), ("lanuk", "3", "no2", "µg/m³"),
    ("lanuk", "1", "o3", "µg/m³"), ("lanuk", "113", "air_temperature", "°C"),
    ("uba", "3", "o3", "µg/m³"), ("uba", "5", "no2", "µg/m³"), ("uba", "2", "co", "mg/m³"),
    ("uba", "9", "pm2p5", "µg/m³"),
    ("sensorcommunity", "P1", "pm10", "µg/m³"), ("sensorcommunity", "P2", "pm2p5", "µg/m³"),
    ("sensorcommunity", "pressure", "air_pressure", "Pa"), ("sensorcommunity", "temperature", "air_temperature", "°C"),
    ("dwd", "TT_10", "air_temperature", "°C"), ("dwd", "RF_TU", "relative_humidity", "%"),
    ("dwd", "R1", "precipitation_amount", "mm"),
    ("dwd", "PP_10", "air_pressure", "hPa"), ("dwd", "P", "air_pressure_at_sea_level", "hPa"),
    ("dwd", "F", "wind_speed", "m/s"),
    ("dwd", "GS_10", "global_radiation", "J/cm² in 10 min"), ("dwd", "SD_10", "sunshine_duration", "h"),
    ("", "tt_tu", "air_temperature", "°C"), ("", "RWS_10", "precipitation_amount", "mm"),
    ("", "DD_10", "wind_from_direction", "degree"),
    ("", "tempf", "air_temperature", "°F"), ("", "baromabsin", "air_pressure", "inHg"),
    ("dwd", "TM5_10", "", ""), ("dwd", "QN", "", ""), ("dwd", "eor", "", ""),
])
def test_codes_mean_what_their_source_says(source, code, expected, unit):
    meaning = interpret(code, source=source)
    assert meaning.is_unit_stated
    assert (meaning.quantity, meaning.unit) == (expected, unit)


def test_a_name_tells_which_kind_of_value_it_is():
    assert [interpret(one, "°C").statistic for one in (
        "air_temperature_max", "Maximumtemperatur", "Lufttemperatur Minimum", "Tagesmitteltemperatur", "Lufttemperatur")
    ] == ["max", "max", "min", "mean", ""]
    assert [interpret(one, source="dwd").statistic for one in ("TXK", "TNK", "TMK", "RSK")] == [
        "max", "min", "mean", "sum"]


def test_the_table_is_sound():
    document, known = property_document(), quantities()
    assert list(known)[:3] == ["air_temperature", "dew_point_temperature", "wet_bulb_temperature"]
    assert len(known) == 44
    for name, one in known.items():
        assert parse_unit(one.unit, name) == one.unit, name
        assert one.low < one.high, name
        assert one.kind in ("mean", "sum", "direction", "count", "state")
        # Each quantity is found by its own names.
        assert parse_property(name) == name
        assert {recognise(title, one.unit) for title in one.titles.values()} == {name}
    rows = [row for key in ("specific", "general", "short", "codes") for row in document[key]]
    assert {row["quantity"] for row in rows} <= {*known, ""}
    assert {parse_unit(row["unit"]) == row["unit"] for row in document["codes"]} == {True}
    for words in (document["neutral"], document["foreign"], *document["statistics"].values()):
        assert [one for one in words if words_of(one) != (one,)] == []
    certain = {words_of(text): row["quantity"] for row in document["specific"] for text in row["texts"]}
    assert sum(len(row["texts"]) for row in document["specific"]) - len(certain) < 60  # spellings that fold to one
    assert [text for row in document["specific"] for text in row["texts"]
            if certain[words_of(text)] != row["quantity"]] == []


@pytest.mark.parametrize(("text", "name"), [
    ("pm2.5", "pm2p5"), ("PM25", "pm2p5"), ("air temperature", "air_temperature"), ("NO", "no"), ("co", "co"),
    ("Lufttemperatur", "air_temperature"), ("", ""), ("relative_humidity", "relative_humidity"),
])
def test_the_property_parameter_takes_names_and_their_spellings(text, name):
    assert parse_property(text) == name


def test_a_wrong_property_parameter_is_told_the_names():
    with pytest.raises(InputError, match="air_temperature, dew_point_temperature"):
        parse_property("Gemütlichkeit")


def test_the_users_names_come_before_the_shipped_ones():
    table = checked_table([
        PropertyRule("Fühler 3", "soil_temperature", "Grad Celsius", 0.1), PropertyRule("Temperatur", ""),
        PropertyRule("Regen (l/m²)", "precipitation_amount")])
    assert table.rules[0].unit == "°C"
    found = table.interpret("FÜHLER-3")
    assert (found.quantity, found.unit, found.factor) == ("soil_temperature", "°C", 0.1)
    assert table.interpret("Temperatur", "°C").quantity == ""  # unknown on purpose
    assert table.interpret("Lufttemperatur", "°C").quantity == "air_temperature"
    assert table.interpret("Regen (l/m²)").unit == "mm"
    assert table.interpret("Fühler 3 [V]", "V").source_unit == "0.1×°C"
    assert table.interpret("TT_10", source="dwd").quantity == "air_temperature"
    # A rule without a unit of its own does not make a temperature of percents.
    assert PropertyTable((PropertyRule("X", "air_temperature"),)).interpret("X", "%").quantity == ""
    assert table_from_document(table.to_document()) == table


@pytest.mark.parametrize(("rules", "word"), [
    ([PropertyRule(" ", "pm10")], "no name"), ([PropertyRule("a", "pm10"), PropertyRule("A", "o3")], "same name"),
    ([PropertyRule("a", "nonsense")], "no quantity"), ([PropertyRule("a", "pm10", "%")], "cannot be in"),
    ([PropertyRule("a", "pm10", "", 0.0)], "above zero"), ([PropertyRule("a", "pm10", "", float("nan"))], "above zero"),
])
def test_a_rule_that_cannot_be_is_refused_with_its_name(rules, word):
    with pytest.raises(InputError, match=word):
        checked_table(rules)


@pytest.mark.parametrize("document", [
    None, [], {"rules": [{}]}, {"rules": 3}, {"rules": [{"text": "a", "quantity": "pm10", "factor": "x"}]}])
def test_a_file_that_is_no_table_is_refused(document):
    with pytest.raises(InputError):
        table_from_document(document)


def test_everyone_asks_the_users_names_while_they_are_in_use():
    table = checked_table([PropertyRule("Fühler 3", "soil_temperature", "°C", 0.1)])
    undo = quantity.use_names(table.interpret)
    try:
        assert recognise("Fühler 3", "V") == "soil_temperature"
        assert understand("Fühler 3", "V").source_unit == "0.1×°C"
        assert understand("TNK", source="dwd").statistic == "min"
    finally:
        undo()
    assert recognise("Fühler 3", "V") == ""


def test_a_unit_nobody_states_is_marked_as_a_guess():
    assert not interpret("Lufttemperatur").is_unit_stated
    assert interpret("Lufttemperatur", "K").is_unit_stated
    assert interpret("Lufttemperatur [K]").is_unit_stated
    table = PropertyTable((PropertyRule("A", "air_temperature"), PropertyRule("B", "air_temperature", "K")))
    assert [table.interpret(one).is_unit_stated for one in "AB"] == [False, True]
