# SPDX-License-Identifier: GPL-2.0-or-later
"""Answers of air quality and citizens' services in the shapes their documentations and users show, with every trap."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.sensors.sources.air_services import (
    lanuk_stream,
    parse_lanuk_hours,
    parse_lanuk_stations,
    parse_uba_measures,
    parse_uba_stations,
    uba_stream,
)
from ruhr_smartcity_plugin.core.sensors.sources.citizen_services import parse_box_values, parse_boxes, parse_community


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


BOX = {
    "_id": "5a8d1c25bc2d41001927a265", "name": "Herne <b>Mitte</b>", "exposure": "outdoor", "model": "luftdaten_sds011",
    "currentLocation": {"type": "Point", "coordinates": [7.2257, 51.5388, 61.2], "timestamp": "2024-01-01T00:00:00Z"},
    "sensors": [
        {"_id": "s1", "title": "Temperatur", "unit": "°C", "sensorType": "BMP280",
         "lastMeasurement": {"value": "21.50", "createdAt": "2026-07-01T12:00:03.123Z"}},
        {"_id": "s2", "title": "rel. Luftfeuchte", "unit": "%", "lastMeasurement": "5f0c"},
        {"_id": "s3", "title": "PM10", "unit": "µg/m³", "lastMeasurement": {"value": "NaN", "createdAt": "gestern"}},
        {"title": "without id"}, "nonsense",
    ],
}


def test_boxes_keep_free_titles_and_read_values_in_quotation_marks():
    station, = parse_boxes([BOX, {"name": "without id"}, None])
    assert (station.point_4326, station.properties["height_m"]) == ((7.2257, 51.5388), 61.2)
    assert [one.title for one in station.datastreams] == ["Temperatur", "rel. Luftfeuchte", "PM10"]
    assert [one.latest.value if one.latest else None for one in station.datastreams] == [21.5, None, None]


def test_boxes_as_geojson_and_without_a_place():
    feature = {"type": "Feature", "geometry": BOX["currentLocation"],
               "properties": {name: value for name, value in BOX.items() if name != "currentLocation"}}
    assert parse_boxes({"type": "FeatureCollection", "features": [feature]})[0].point_4326 == (7.2257, 51.5388)
    assert parse_boxes([{**BOX, "currentLocation": None}])[0].point_4326 is None
    assert parse_boxes({"message": "error"}) == []


def test_values_of_a_box():
    batch = parse_box_values([{"value": "21.5", "createdAt": "2026-07-01T12:00:00Z"},
                              {"value": "", "createdAt": "2026-07-01T12:05:00Z"},
                              {"value": "22.5", "createdAt": "2026-07-01T12:10:00.000Z"}, 7])
    assert batch.values.tolist() == [21.5, 22.5]
    assert batch.times_ms.tolist() == [ms("2026-07-01T12:00"), ms("2026-07-01T12:10")]


def reading(sensor, values, **place):
    return {"id": 1, "timestamp": "2026-07-01 12:00:00", "sensor": {"id": sensor, "sensor_type": {"name": "SDS011"}},
            "location": {"id": 77, "latitude": "51.538", "longitude": "7.225", "altitude": "61.2", "country": "DE",
                         "indoor": 0, **place},
            "sensordatavalues": [{"value_type": name, "value": value} for name, value in values.items()]}


def test_sensors_at_one_place_are_one_station_and_times_are_utc():
    stations, batches = parse_community([
        reading(10, {"P1": "12.5", "P2": "7.1"}), reading(11, {"temperature": "21.4", "humidity": "nan", "odd": "3"}),
        reading(12, {"P1": "99"}, indoor=1), reading(13, {"P1": "8"}, id=78, latitude="abc"), {"location": None}])
    assert [one.id for one in stations] == ["77", "78"]
    assert stations[0].point_4326 == (7.225, 51.538)
    assert stations[1].point_4326 is None
    assert {one.id: one.observed_property.name for one in stations[0].datastreams} == {
        "10/P1": "pm10", "10/P2": "pm2p5", "11/temperature": "air_temperature", "11/humidity": "relative_humidity",
        "11/odd": "odd"}
    assert batches["77", "10/P1"].times_ms.tolist() == [ms("2026-07-01T12:00")]
    assert len(batches["77", "11/humidity"]) == 0


def test_lanuk_stations_lie_in_utm_and_keep_their_names():
    answer = [{"mstkey": "63", "mstkrz": "BOTT", "mstname": "Bottrop-Welheim", "mststrasse": "Welheimer Straße",
               "mstplz": "46238", "mstort": "Bottrop", "mste32": "362710", "mstn32": "5710690"},
              {"mstkey": "1", "mstname": "ohne Ort", "mste32": "", "mstn32": None}, {"mstname": "ohne Schlüssel"}]
    first, second = parse_lanuk_stations(answer)
    assert (first.id, first.name, first.description) == ("63", "Bottrop-Welheim", "Welheimer Straße, 46238 Bottrop")
    assert first.point_4326 == pytest.approx((7.0164, 51.5311), abs=5e-3)
    assert second.point_4326 is None


def test_lanuk_stations_as_lists_of_lists():
    rows = [["mstkey", "mstkrz", "mstname", "mste32", "mstn32"], [63, "BOTT", "Bottrop-Welheim", 362710, 5710690]]
    assert parse_lanuk_stations(rows)[0].name == "Bottrop-Welheim"


@pytest.mark.parametrize("time", [
    {"zeitpunkt": "2026-07-01T13:00"}, {"datum": "2026-07-01", "zeit": "13:00"}, {"ende": "2026-07-01 13:00:00"},
    {"zeitpunkt": "2026-07-01T14:00:00+02:00"}, {"zeitpunkt": "2026-07-01T12:00:00Z"},
])
def test_lanuk_hours_are_winter_time_whatever_they_are_called(time):
    found = parse_lanuk_hours([{"mstkey": "63", "kmpkey": 3, "wert": "21,5", **time}, {"mstkey": "63", "kmpkey": 3},
                               {"mstkey": "63", "kmpkey": 3, "wert": -999, **time}])
    assert found["63", "3"].times_ms.tolist() == [ms("2026-07-01T12:00")]
    assert found["63", "3"].values.tolist() == [21.5]
    assert lanuk_stream("3").observed_property.name == "no2"
    assert lanuk_stream("999").observed_property.name == "999"


UBA = {
    "request": {"component": "1", "scope": "1"},
    "indices": {"data": {"station id": {"date start": ["component id", "scope id", "value", "date end", "index"]}}},
    "data": {"21": {"2026-07-01 11:00:00": [1, 2, 16, "2026-07-01 12:00:00", "3"],
                    "2026-07-01 12:00:00": [1, 2, None, "2026-07-01 13:00:00", None],
                    "2026-07-01 23:00:00": [1, 2, 18.5, "2026-07-01 24:00:00", "3"],
                    "broken": [1]}},
}


def test_uba_values_stand_at_the_end_of_their_hour_in_winter_time():
    batch = parse_uba_measures(UBA)["21", "1"]
    assert batch.times_ms.tolist() == [ms("2026-07-01T11:00"), ms("2026-07-01T23:00")]
    assert batch.values.tolist() == [16.0, 18.5]
    assert uba_stream("1").observed_property.name == "pm10"


def test_uba_without_data_and_uba_stations():
    assert parse_uba_measures({"data": []}) == {}
    answer = {"indices": ["station id", "station code", "station name", "station city", "station synonym",
                          "station active from", "station active to", "station longitude", "station latitude"],
              "data": {"802": ["802", "DENW006", "Lünen-Niederaden", "Lünen", "", "1986", None, "7.5700", "51.5922"]}}
    station, = parse_uba_stations(answer)
    assert (station.name, station.description, station.point_4326) == ("Lünen-Niederaden", "Lünen", (7.57, 51.5922))


@pytest.mark.parametrize("answer", [{"error": "x"}, "text", None, 7])
def test_an_answer_that_is_something_else_is_said(answer):
    with pytest.raises(UnexpectedContentError):
        parse_uba_measures(answer)
    with pytest.raises(UnexpectedContentError):
        parse_lanuk_stations(answer)
