# SPDX-License-Identifier: GPL-2.0-or-later
"""The client against a real SensorThings 1.1 service, directly and through the fault proxy."""

from __future__ import annotations

import json
import urllib.request
from datetime import datetime, timedelta, timezone
from urllib.parse import quote

import numpy as np
import pytest
import requests

from ruhr_smartcity_plugin.core.errors import (
    BusyError,
    IncompleteError,
    NetworkError,
    TimedOutError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.sensors.model import FindingKind
from ruhr_smartcity_plugin.core.sensors.reading import make_readings
from ruhr_smartcity_plugin.core.sensors.sensorthings import SensorThingsClient
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply
from tests.support.sensorthings import SensorThingsServer

pytestmark = pytest.mark.server

END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)
WHOLE_SPAN = (END - timedelta(hours=100), END + timedelta(hours=1))


def client_of(url, **limits):
    session = requests.Session()
    session.trust_env = False
    chosen = Limits(**{"inactivity_s": 20.0, "total_s": 60.0, **limits})
    return SensorThingsClient(HttpClient(session, limits=chosen), url)


@pytest.fixture(scope="module", params=["uuid", "int"])
def service(request):
    """A service that gives five entities a page, so that everything has pages."""
    with SensorThingsServer(request.param, page=5) as server:
        yield server


@pytest.fixture
def proxy(service):
    base = service.url.rsplit("/v1.1", 1)[0]
    with Chaos(base) as chaos:
        yield chaos


def check_all_stations(report):
    assert report.is_complete, (report.findings, report.broken_by)
    assert report.completeness.expected == report.completeness.received == len(report.stations) == 12
    assert {len(one.datastreams) for one in report.stations} == {2}
    for station in report.stations:
        assert station.point_4326 is not None
        assert {(one.title, one.unit.symbol) for one in station.datastreams} == {
            ("Lufttemperatur", "°C"), ("Relative Luftfeuchte", "%")}
    by_name = {one.name: one for one in report.stations}
    assert by_name["Oberhausen Sterkrade"].point_4326 == (6.847, 51.522)
    assert by_name["Mülheim an der Ruhr Styrum"]


def check_latest_values(report):
    """Seed: all stations report up to 12:00 UTC, Xanten has been silent for ten hours."""
    for station in report.stations:
        hour = 2 if station.name.startswith("Xanten") else 12
        for stream in station.datastreams:
            assert stream.latest.time == END.replace(hour=hour)


def test_all_stations_come_with_place_property_unit_and_latest_value(service):
    report = client_of(service.url).read_stations()
    check_all_stations(report)
    check_latest_values(report)
    assert report.findings == ()
    kind = int if service.id_type == "int" else str
    assert {type(one.id) for one in report.stations} == {kind}


def test_the_latest_value_is_the_one_in_the_database(service):
    # Formula of the seed, by hand for Bochum Innenstadt (urban 1.0), hour 71: phase cos((71+13-14)/24·2π) = cos(70π/12)
    phase = np.cos(70 * np.pi / 12)
    expected = round(21 + 6.5 * phase + 1.0 * (1.5 - phase) + 0.6 * np.sin(71 * 1.7), 1)
    report = client_of(service.url).read_stations()
    (station,) = [one for one in report.stations if one.name == "Bochum Innenstadt"]
    (air,) = [one for one in station.datastreams if one.title == "Lufttemperatur"]
    assert air.latest.value == pytest.approx(expected)


def test_the_silent_station_is_the_stale_one(service):
    readings = make_readings(client_of(service.url).read_stations().stations, END + timedelta(minutes=10))
    assert {one.station.name for one in readings if one.is_stale} == {"Xanten Bislicher Insel"}


@pytest.mark.parametrize(("name", "values", "gaps"), [("Bochum Innenstadt", 72, 0), ("Essen Kronprinzenstraße", 66, 1)])
def test_a_series_comes_whole_in_order_and_with_its_gap(service, name, values, gaps):
    client = client_of(service.url)
    (station,) = [one for one in client.read_stations().stations if one.name == name]
    report = client.fetch_series(station.datastreams[0].id, *WHOLE_SPAN)
    assert report.is_complete
    assert report.completeness.expected == len(report.series) == values
    assert np.all(np.diff(report.series.times).astype(int) > 0)
    assert len(report.series.gap_starts()) == gaps
    assert report.series.times[-1] == np.datetime64("2026-07-20T12:00", "ms")


def test_a_span_takes_its_start_and_not_its_end(service):
    client = client_of(service.url)
    station = client.read_stations().stations[0]
    report = client.fetch_series(station.datastreams[0].id, END - timedelta(hours=3), END)
    assert len(report.series) == 3
    assert report.series.times[-1] == np.datetime64("2026-07-20T11:00", "ms")


def test_every_inner_list_on_pages_of_its_own_still_comes_whole():
    with SensorThingsServer("int", page=1) as server:
        report = client_of(server.url).read_stations()
    check_all_stations(report)
    check_latest_values(report)


def test_the_service_as_published_refuses_nested_expansion_and_is_read_piece_by_piece():
    with SensorThingsServer("uuid", as_published=True) as server:
        client = client_of(server.url)
        report = client.read_stations()
        series = client.fetch_series(report.stations[0].datastreams[0].id, *WHOLE_SPAN)
    check_all_stations(report)
    check_latest_values(report)
    assert [one.kind for one in report.findings] == [FindingKind.NESTED_EXPAND_REFUSED]
    assert series.is_complete
    assert len(series.series) in (66, 72)


def test_through_a_quiet_proxy_nothing_changes(proxy):
    check_all_stations(client_of(proxy.url + "/v1.1").read_stations())


@pytest.mark.parametrize(
    ("fault", "error"),
    [
        ({"fault": "truncate", "pct": 50}, NetworkError),
        ({"fault": "status", "code": 503, "headers": [["Retry-After", "3600"]]}, BusyError),
        ({"fault": "status", "code": 429}, BusyError),
        ({"fault": "hang"}, TimedOutError),
        ({"fault": "stall", "pct": 50}, TimedOutError),
        ({"fault": "reset"}, NetworkError),
        ({"fault": "html"}, UnexpectedContentError),
        ({"fault": "empty"}, NetworkError),
        ({"fault": "garble"}, NetworkError),
    ],
    ids=lambda value: value.get("fault") + str(value.get("code", "")) if isinstance(value, dict) else "",
)
def test_a_page_that_fails_is_said_and_the_rest_can_be_loaded(proxy, fault, error):
    client = client_of(proxy.url + "/v1.1", inactivity_s=0.5, total_s=2.0, attempts=2, max_wait_s=0.2)
    proxy.rules = [{"match": "$skip=5", **fault}]
    part = client.read_stations()
    assert isinstance(part.broken_by, error)
    assert part.broken_by.sentence
    assert not part.is_complete
    assert (len(part.stations), part.completeness.expected) == (5, 12)
    proxy.rules = []
    whole = client.read_stations(resume=part)
    check_all_stations(whole)


@pytest.mark.parametrize("fault", [{"fault": "hang"}, {"fault": "reset"}, {"fault": "status", "code": 503}])
def test_a_first_page_that_fails_is_an_error_and_no_empty_list(proxy, fault):
    proxy.rules = [{"match": "/Things", **fault}]
    client = client_of(proxy.url + "/v1.1", inactivity_s=0.5, total_s=1.0, attempts=1)
    with pytest.raises(NetworkError) as error:
        client.read_stations()
    assert error.value.sentence


def test_a_busy_service_is_asked_again_after_the_time_it_names(proxy):
    proxy.rules = [{"match": "$skip=5", "fault": "status", "code": 503, "headers": [["Retry-After", "0"]], "n": 1}]
    check_all_stations(client_of(proxy.url + "/v1.1").read_stations())
    assert sum("$skip=5" in json.dumps(one, default=str) for one in proxy.log) == 2


def test_a_series_whose_second_page_fails_says_how_much_is_missing(proxy):
    client = client_of(proxy.url + "/v1.1", attempts=1)
    station = client.read_stations().stations[0]
    # The service refuses more than 1,000 a page; without $top it gives five.
    proxy.rules = [{"match": "$top=1000", "fault": "status", "code": 422},
                   {"match": "$skip=10", "fault": "truncate", "pct": 50}]
    report = client.fetch_series(station.datastreams[0].id, *WHOLE_SPAN)
    assert isinstance(report.broken_by, NetworkError)
    assert not report.is_complete
    # Two pages of five; this service repeats the last one of a page at the top of the next.
    assert (report.completeness.received, report.completeness.expected) == (9, 72)


class _Bent:
    """Passes requests on to the real service and bends its answers."""

    def __init__(self, service, bend):
        self._base, self._bend = service.url.rsplit("/v1.1", 1)[0], bend

    def __call__(self, request):
        target = quote(request.target, safe="/?&=$(),;:'%@")
        with urllib.request.urlopen(self._base + target, timeout=30) as answer:
            return Reply(200, json.dumps(self._bend(request, json.load(answer))), content_type="application/json")


def test_a_next_link_to_another_host_is_read_from_the_entered_address(service):
    def bend(_request, document):
        if "@iot.nextLink" in document:
            path = document["@iot.nextLink"].split("/", 3)[3]
            document["@iot.nextLink"] = f"http://frost.intern:8080/{path}"
        return document

    with Loopback({"/v1.1/Things": _Bent(service, bend)}, strict=True) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    check_all_stations(report)
    assert [(one.kind, one.item) for one in report.findings] == [
        (FindingKind.NEXT_LINK_REPAIRED, "frost.intern:8080")]


def test_a_cache_that_repeats_a_page_is_noticed(service):
    kept = []

    def bend(_request, document):
        kept.append(document)
        return kept[0] if len(kept) < 3 else {**kept[0], "@iot.nextLink": f"Things?$skip={len(kept)}"}

    with Loopback({"/v1.1/Things": _Bent(service, bend)}) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert isinstance(report.broken_by, IncompleteError)
    assert (len(report.stations), report.completeness.expected, report.is_complete) == (5, 12, False)


def test_the_newest_value_lies_where_the_demo_wants_it():
    end = datetime(2026, 11, 22, 15, tzinfo=timezone.utc)
    with SensorThingsServer("int", end=end) as server:
        report = client_of(server.url).read_stations()
    assert max(stream.latest.time for one in report.stations for stream in one.datastreams) == end
