# SPDX-License-Identifier: GPL-2.0-or-later
"""Each shape that real services send is understood, and nonsense does no harm."""

from __future__ import annotations

import json
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.sensors.entities import (
    find_latest,
    parse_observation,
    parse_point,
    parse_result,
    parse_station,
)

# Shape of FROST's answers as its client's tests and sensors.bgs.ac.uk record them.
RECORDED = {
    "@iot.id": 19,
    "@iot.selfLink": "https://example.org/v1.1/Things(19)",
    "name": "Recorded station",
    "description": "…",
    "properties": {"owner": "x"},
    "Locations": [{"@iot.id": 3, "location": {"type": "Point", "coordinates": [7.2162, 51.4818, 98.0]}}],
    "Datastreams@iot.count": 1,
    "Datastreams": [
        {
            "@iot.id": 66,
            "name": "Air Temperature",
            "observationType": "http://www.opengis.net/def/observationType/OGC-OM/2.0/OM_Measurement",
            "phenomenonTime": "2010-01-01T00:00:00.000Z/2019-01-13T06:00:00.000Z",
            "unitOfMeasurement": {"name": "degree celcius", "symbol": "°C", "definition": "ucum:Cel"},
            "ObservedProperty": {"@iot.id": 1, "name": "Lufttemperatur", "definition": "x"},
            "Observations": [{"phenomenonTime": "2016-01-07T02:00:00.000Z", "resultTime": None, "result": 0.15}],
        }
    ],
}


def with_changes(**changes):
    return {**json.loads(json.dumps(RECORDED)), **changes}


def test_a_recorded_thing_becomes_a_station():
    station = parse_station(RECORDED)
    assert (station.id, station.name, station.point_4326) == (19, "Recorded station", (7.2162, 51.4818))
    (stream,) = station.datastreams
    assert (stream.id, stream.title, stream.unit.symbol) == (66, "Lufttemperatur", "°C")
    assert stream.latest.value == 0.15
    assert stream.latest.time == datetime(2016, 1, 7, 2, tzinfo=timezone.utc)
    assert stream.latest.result_time is None


def test_a_text_id_stays_text():
    assert parse_station(with_changes(**{"@iot.id": "a'b/1"})).id == "a'b/1"


@pytest.mark.parametrize("identity", [None, "", True, 1.5, {}, []])
def test_a_thing_without_a_usable_id_is_no_station(identity):
    assert parse_station(with_changes(**{"@iot.id": identity})) is None


def test_a_feature_as_location_is_understood_like_hamburgs():
    feature = {"type": "Feature", "geometry": {"type": "Point", "coordinates": [9.99, 53.55]}}
    assert parse_point(feature) == (9.99, 53.55)
    # Some services leave the type out.
    assert parse_point({"geometry": {"type": "Point", "coordinates": [9.99, 53.55]}}) == (9.99, 53.55)


def test_a_line_and_an_area_are_stood_for_by_the_centre_of_their_box():
    assert parse_point({"type": "LineString", "coordinates": [[7, 51], [8, 52]]}) == (7.5, 51.5)
    ring = [[7, 51], [8, 51], [8, 53], [7, 53], [7, 51]]
    assert parse_point({"type": "Polygon", "coordinates": [ring]}) == (7.5, 52.0)


@pytest.mark.parametrize(
    "geometry",
    [None, "POINT(7 51)", [], {}, {"type": "Point"}, {"type": "Point", "coordinates": []},
     {"type": "Point", "coordinates": ["7", "51"]}, {"type": "Point", "coordinates": [7]},
     {"type": "Point", "coordinates": [True, False]}, {"type": "Point", "coordinates": [1e400, 51]},
     {"type": "Point", "coordinates": [10**400, 51]}, {"type": "Feature", "geometry": None}],
)
def test_a_broken_geometry_is_no_place(geometry):
    assert parse_point(geometry) is None


def test_a_thing_without_location_stands_where_its_stream_observes():
    area = {"type": "Polygon", "coordinates": [[[7, 51], [7.2, 51], [7.2, 51.2], [7, 51.2], [7, 51]]]}
    streams = [{"@iot.id": 1, "name": "x"}, {"@iot.id": 2, "name": "y", "observedArea": area}]
    station = parse_station(with_changes(Locations=[], Datastreams=streams))
    assert station.point_4326 == pytest.approx((7.1, 51.1))
    assert parse_station(with_changes(Locations=None, Datastreams=[])).point_4326 is None


def test_an_interval_counts_from_its_end():
    observation = parse_observation(
        {"phenomenonTime": "2026-07-01T11:00:00Z/2026-07-01T12:00:00Z", "result": 20, "resultTime": "rubbish"})
    assert observation.time == datetime(2026, 7, 1, 12, tzinfo=timezone.utc)
    assert observation.begin == datetime(2026, 7, 1, 11, tzinfo=timezone.utc)
    assert observation.result_time is None


@pytest.mark.parametrize(
    ("raw", "expected"),
    [(0, 0.0), (21.5, 21.5), ("21.5", 21.5), (" offline ", "offline"), (True, True), (False, False),
     (None, None), ("", None), ("NaN", None), ("inf", None), ("-Infinity", None), (float("nan"), None),
     (float("inf"), None), (10**400, None), ({"x": 1}, None), ([1, 2], None)],
)
def test_results_are_number_text_or_yes_no_and_never_nan(raw, expected):
    result = parse_result(raw)
    assert result == expected
    assert type(result) is type(expected)


def test_yes_no_and_text_have_no_number():
    for result in (True, "offline"):
        assert parse_observation({"phenomenonTime": "2026-07-01T12:00:00Z", "result": result}).value is None


def test_the_latest_is_found_whatever_the_order_and_unreadable_ones_do_not_count():
    times = ["2026-07-01T10:00:00Z", "2026-07-01T12:00:00+00:00", "2026-07-01T13:30:00+02:00", "rubbish"]
    found = find_latest([{"phenomenonTime": time, "result": number} for number, time in enumerate(times)])
    assert found.value == 1
    assert find_latest([]) is None


@pytest.mark.parametrize("name", ["Locations", "Datastreams"])
@pytest.mark.parametrize("value", [None, "x", 5, {}, [None, 5, "x"]])
def test_collections_of_the_wrong_type_are_empty(name, value):
    assert parse_station(with_changes(**{name: value})).id == 19


@pytest.mark.parametrize("field", ["name", "description", "unitOfMeasurement", "ObservedProperty", "Observations"])
@pytest.mark.parametrize("value", [None, 5, [], {}, "x"])
def test_any_field_of_a_stream_may_be_missing_or_of_another_type(field, value):
    stream = {**RECORDED["Datastreams"][0], field: value}
    (parsed,) = parse_station(with_changes(Datastreams=[stream])).datastreams
    assert parsed.id == 66
    assert parsed.title
