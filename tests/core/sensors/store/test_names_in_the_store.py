# SPDX-License-Identifier: GPL-2.0-or-later
"""What sources call their measurements, on its way into the store."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.sensors import quantity
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyRule, checked_table
from ruhr_smartcity_plugin.core.sensors.sources.mapping import read_mapping
from ruhr_smartcity_plugin.core.sensors.sources.table import read_table
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.core.sensors.store.test_series_store import HOUR, SOURCE, make_station


@pytest.fixture
def keep(tmp_path):
    """Write a value of a stream and return the stream and the value as they are kept."""
    with SeriesStore.create(tmp_path / "store.sqlite") as store:

        def keep_value(name, unit, value):
            ids = store.put_stations(store.put_source(SOURCE), [make_station(1, name=name, unit=unit)])
            store.write(ids["1", "s0"], [HOUR], [value])
            (stream,) = store.streams()
            return stream, store.series(stream.id).values[0]

        yield keep_value


@pytest.mark.parametrize(("name", "unit", "value", "expected"), [
    ("Lufttemp. 2m", "K", 300.15, ("air_temperature", "°C", "K", "", 27.0)),
    ("Lufttemperatur", "Grad", 20.0, ("air_temperature", "°C", "Grad", "", 20.0)),
    ("NO2", "ppb", 10.0, ("no2", "µg/m³", "ppb", "", 19.1248)),
    ("air_temperature_max", "°F", 86.0, ("air_temperature", "°C", "°F", "max", 30.0)),
    ("Batterietemperatur", "°F", 86.0, ("", "°F", "°F", "", 86.0)),  # unknown, kept as it is
    ("Temperatur", "%", 50.0, ("", "%", "%", "", 50.0)),
    ("baromabsin", "", 29.92, ("air_pressure", "hPa", "inHg", "", 1013.2073)),  # the name tells the unit
    ("Lufttemperatur", "", 20.0, ("air_temperature", "", "", "", 20.0)),  # nobody tells it: nothing is guessed
])
def test_values_are_kept_in_the_unit_of_their_quantity(keep, name, unit, value, expected):
    stream, kept = keep(name, unit, value)
    assert (stream.property, stream.unit, stream.unit_text, stream.statistic) == expected[:4]
    assert kept == pytest.approx(expected[4], abs=1e-3)
    assert stream.property_text == name


def test_unit_and_factor_of_a_users_rule_reach_the_values(keep):
    undo = quantity.use_names(checked_table([PropertyRule("Fühler 3", "soil_temperature", "°F", 0.1)]).interpret)
    try:
        stream, kept = keep("Fühler 3", "V", 500.0)
    finally:
        undo()
    assert (stream.property, stream.unit, stream.unit_text) == ("soil_temperature", "°C", "0.1×°F")
    assert kept == pytest.approx(10.0)


TABLE = """Zeit (UTC);tempf;Fühler 3 [V];Laune
01.07.2026 12:00;86,0;500;7
01.07.2026 12:10;87,8;510;8
"""


def test_columns_of_a_table_are_kept_as_their_names_and_the_users_rules_say(tmp_path):
    undo = quantity.use_names(checked_table([PropertyRule("Fühler 3", "soil_temperature", "°F", 0.1)]).interpret)
    try:
        content = read_table(TableSource("garten.csv", content=TABLE.encode("utf-8")), read_mapping(""))
        with SeriesStore.create(tmp_path / "store.sqlite") as store:
            ids = store.put_stations(store.put_source(SOURCE), content.stations)
            for key, batch in content.batches.items():
                store.write(ids[key.station, key.stream], batch.times_ms, batch.values)
            kept = {one.property_text: (one.property, one.unit, store.series(one.id).values.tolist())
                    for one in store.streams()}
    finally:
        undo()
    assert {(name, unit): values for name, unit, values in kept.values()} == {
        ("air_temperature", "°C"): [pytest.approx(30.0), pytest.approx(31.0)],
        ("soil_temperature", "°C"): [pytest.approx(10.0), pytest.approx(10.5555556)],
        ("", ""): [7.0, 8.0]}
