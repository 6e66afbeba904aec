# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables of series as municipalities send them: wide and long, German numbers, several head lines, local time."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping, ValueColumn, read_mapping, write_mapping
from ruhr_smartcity_plugin.core.sensors.sources.source import StreamKey
from ruhr_smartcity_plugin.core.sensors.sources.table import read_table


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def read(text, mapping="", name="station.csv", encoding="utf-8"):
    return read_table(TableSource(name, content=text.encode(encoding)), read_mapping(mapping))


WIDE = """Station;Rechtswert;Hochwert;Datum;Uhrzeit;Lufttemperatur [°C];rel. Luftfeuchte [%];Bemerkung
Rathaus;376500,0;5710000,0;01.07.2026;12:00;21,5;48;ok
Rathaus;376500,0;5710000,0;01.07.2026;13:00;-;50;
Rathaus;376500,0;5710000,0;01.07.2026;14:00;-999;51;
Park;377000,5;5711000,0;01.07.2026;12:00;19,0;60;
Park;377000,5;5711000,0;01.07.2026;13:00;1.019,0;61;
"""


def test_a_wide_table_is_recognised_without_any_mapping():
    content = read(WIDE, encoding="cp1252")
    assert [(one.id, len(one.datastreams)) for one in content.stations] == [("Rathaus", 2), ("Park", 2)]
    assert content.mapping.time == ("Datum", "Uhrzeit")
    assert content.mapping.timezone == "local"
    assert {title: (one.property, one.unit) for title, one in content.mapping.values.items()} == {
        "Lufttemperatur [°C]": ("air_temperature", "°C"), "rel. Luftfeuchte [%]": ("relative_humidity", "%")}
    temperature = content.batches[StreamKey("Rathaus", "Lufttemperatur [°C]")]
    assert (temperature.times_ms.tolist(), temperature.values.tolist()) == ([ms("2026-07-01T10:00")], [21.5])
    assert content.batches[StreamKey("Park", "Lufttemperatur [°C]")].values.tolist() == [19.0, 1019.0]
    assert content.stations[0].point_4326 == pytest.approx((7.2207, 51.5257), abs=2e-3)
    assert content.rows == 5


def test_times_read_by_guess_are_told():
    assert any("local time" in one.sentence for one in read(WIDE).findings)
    assert not read(WIDE, '{"timezone": "UTC"}').findings


LONG = """# Klimamessnetz Herne
# Stand 02.07.2026

Messstelle,Zeitpunkt (UTC),Kenngröße,Wert,Einheit
HER1,2026-07-01 12:00:00,Lufttemperatur,21.5,°C
HER1,2026-07-01 12:00:00,PM10,12,µg/m³
HER1,2026-07-01 12:10:00,Lufttemperatur,21.7,°C
HER2,2026-07-01 12:00:00,Lufttemperatur,nan,°C
HER2,2026-07-01 12:10:00,Lufttemperatur,20.9,°C
"""


def test_a_long_table_is_recognised_with_lines_above_its_head():
    content = read(LONG)
    assert content.mapping.is_long
    assert (content.mapping.property_column, content.mapping.value_column) == ("Kenngröße", "Wert")
    assert content.mapping.timezone == "UTC"
    values = content.batches[StreamKey("HER1", "Lufttemperatur")]
    assert (values.times_ms.tolist(), values.values.tolist()) == (
        [ms("2026-07-01T12:00"), ms("2026-07-01T12:10")], [21.5, 21.7])
    assert len(content.batches[StreamKey("HER2", "Lufttemperatur")]) == 1
    units = {one.id: one.unit.symbol for one in content.stations[0].datastreams}
    assert units == {"Lufttemperatur": "°C", "PM10": "µg/m³"}


def test_a_file_of_one_station_carries_its_name_and_place_from_the_mapping():
    mapping = json.dumps({"station": "Ecowitt Bochum", "x": 7.2162, "y": 51.4818, "crs": "EPSG:4326", "time": "Time",
                          "timezone": "+01:00", "values": {"T(C)": {"property": "air_temperature", "unit": "°C"}}})
    content = read("Time,T(C),Batt\n2026-07-01 12:00,21.5,1\n2026-07-01 12:05,21.6,1\n", mapping)
    station, = content.stations
    assert (station.id, station.point_4326) == ("Ecowitt Bochum", pytest.approx((7.2162, 51.4818), abs=1e-6))
    assert content.batches[StreamKey("Ecowitt Bochum", "T(C)")].times_ms.tolist() == [
        ms("2026-07-01T11:00"), ms("2026-07-01T11:05")]
    assert read("Zeit;Temperatur °C\n01.07.2026 12:00;21,5\n01.07.2026 13:00;21,9\n", name="GW2001_AB12.csv"
                ).stations[0].id == "GW2001_AB12"


def test_columns_that_are_stations():
    mapping = '{"values": {"A": {"property": "air_temperature", "unit": "°C", "station": "Nord"}, ' \
              '"B": {"property": "air_temperature", "unit": "°C", "station": "Süd"}}, "timezone": "UTC"}'
    content = read("Zeit;A;B\n01.07.2026 12:00;21,5;22,5\n01.07.2026 13:00;;23,5\n", mapping)
    assert {key.station: len(batch) for key, batch in content.batches.items()} == {"Nord": 1, "Süd": 2}


def test_the_hours_of_the_clock_s_change_tell_the_zone():
    rows = [f"29.03.2026 {hour:02d}:00;{hour},0" for hour in (0, 1, 3, 4, 5)]
    assert read("Zeit;Temperatur [°C]\n" + "\n".join(rows)).mapping.timezone == "local"
    rows = [f"29.03.2026 {hour:02d}:00;{hour},0" for hour in range(6)]
    assert read("Zeit;Temperatur [°C]\n" + "\n".join(rows)).mapping.timezone == "CET"


def test_rows_that_cannot_be_read_are_left_out_and_counted():
    text = "Zeit;Temperatur [°C]\n01.07.2026 12:00;21,5\ngestern;22,0\n01.07.2026 13:00;22,0;zuviel\n" \
           "01.07.2026 14:00;23,0\nZeit;Temperatur [°C]\n" + "".join(
               f"{day:02d}.07.2026 15:00;23,0\n" for day in range(2, 30))
    content = read(text)
    assert (content.rows, content.left_out, sorted(content.lines)) == (30, 2, [3, 4])
    assert any(one.is_loss for one in content.findings)
    assert len(next(iter(content.batches.values()))) == 30


def test_a_cell_that_is_no_number_costs_only_itself():
    rows = [f"{day:02d}.07.2026 15:00;23,0;50" for day in range(1, 30)]
    rows[4] = "05.07.2026 15:00;?;51"
    batches = read("Zeit;Temperatur [°C];Feuchte [%]\n" + "\n".join(rows),
                   '{"values": {"Temperatur [°C]": {}, "Feuchte [%]": {"property": "relative_humidity"}}}').batches
    assert [len(one) for one in batches.values()] == [28, 29]


def test_values_that_stand_for_none_can_be_named():
    text = "Zeit;Temperatur [°C]\n01.07.2026 12:00;99,9\n01.07.2026 13:00;-999\n01.07.2026 14:00;20,0\n"
    values = next(iter(read(text, '{"nodata": [99.9]}').batches.values())).values.tolist()
    assert values == [-999.0, 20.0]
    text = text.replace("99,9", "defekt")
    mapping = '{"nodata": ["Defekt", -999], "values": {"Temperatur [°C]": {"property": "air_temperature"}}}'
    assert next(iter(read(text, mapping).batches.values())).values.tolist() == [20.0]


@pytest.mark.parametrize(("mapping", "word"), [
    ('{"time": "Zeitpunkt"}', "Zeitpunkt"), ("[1]", "object"), ("{", "JSON"), ('{"zeit": "x"}', "zeit"),
    ('{"values": {"A": {"quantity": "x"}}}', "A"), ('{"x": true}', "x"), ('{"timezone": "Mars"}', "Mars"),
    ('{"property_column": "a"}', "value_column"), ('{"nodata": [[]]}', "nodata"), ('{"values": 5}', "values"),
])
def test_a_mapping_that_cannot_be_used_is_said(mapping, word):
    with pytest.raises(InputError) as error:
        read("Zeit;Temperatur [°C]\n01.07.2026 12:00;21,5\n01.07.2026 13:00;21,5\n", mapping)
    assert word in error.value.sentence


@pytest.mark.parametrize("text", [
    "", "a;b\n", "Name;Wert\nx;1\ny;2\n", "Zeit;Text\n01.07.2026 12:00;a\n01.07.2026 13:00;b\n"])
def test_a_table_without_times_or_values_is_said(text):
    with pytest.raises(InputError):
        read(text)


def test_a_mapping_comes_back_from_its_text():
    mapping = SeriesMapping(station="Station", x="x", y=5.5, time=("Datum", "Uhrzeit"), timezone="UTC",
                            values={"T": ValueColumn("air_temperature", "°C", "Nord")}, nodata=(-1.0,))
    assert read_mapping(write_mapping(mapping)) == mapping
    assert read_mapping(" ") == SeriesMapping()


def test_a_column_without_a_unit_gets_the_usual_one_only_where_its_values_fit():
    def unit_of(value):
        rows = [f"01.07.2026 {hour:02d}:00;{value}" for hour in range(24)]
        content = read("\n".join(["Zeit;Lufttemperatur", *rows]), '{"timezone": "UTC"}')
        assert content.mapping.values["Lufttemperatur"].property == "air_temperature"
        return content.mapping.values["Lufttemperatur"].unit

    assert (unit_of("21,5"), unit_of("21.5")) == ("°C", "°C")
    assert unit_of("294,5") == ""


def test_a_long_table_without_units_is_read_in_the_usual_ones():
    rows = [f"A;2026-07-01T{hour:02d}:00:00Z;{name};{value}" for hour in range(3)
            for name, value in (("air_temperature", "21.5"), ("pm10", "12"), ("odd", "5"))]
    mapping = '{"station": "s", "time": "t", "property_column": "p", "value_column": "v"}'
    station, = read("\n".join(["s;t;p;v", *rows]), mapping).stations
    units = {one.id: one.unit.symbol for one in station.datastreams}
    assert units == {"air_temperature": "°C", "pm10": "µg/m³", "odd": ""}
