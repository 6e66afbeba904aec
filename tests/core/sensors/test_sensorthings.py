# SPDX-License-Identifier: GPL-2.0-or-later
"""The client against a loopback service that plays each known trap."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timezone
from urllib.parse import unquote

import pytest
import requests

from ruhr_smartcity_plugin.core.errors import (
    AddressRefusedError,
    CancelledError,
    HttpStatusError,
    IncompleteError,
    InputError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.sensors.model import FindingKind
from ruhr_smartcity_plugin.core.sensors.sensorthings import SensorThingsClient
from tests.support.loopback import Loopback, Reply

NOW = datetime(2026, 7, 20, 12, 30, tzinfo=timezone.utc)
START, END = datetime(2026, 7, 19, tzinfo=timezone.utc), datetime(2026, 7, 20, tzinfo=timezone.utc)
LATEST = [{"@iot.id": 1, "phenomenonTime": "2026-07-20T12:00:00Z", "result": 20.5, "resultTime": None}]


def client_of(url, **options):
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=2.0, total_s=10.0, attempts=1)
    return SensorThingsClient(HttpClient(session, limits=limits), url, clock=lambda: NOW, **options)


def thing(identity, **changes):
    stream = {
        "@iot.id": f"s{identity}",
        "name": "T",
        "unitOfMeasurement": {"symbol": "°C"},
        "ObservedProperty": {"name": "Lufttemperatur"},
        "Observations": LATEST,
        # A service adds this to every list that is as long as $top=1; it must not be followed.
        "Observations@iot.nextLink": "http://127.0.0.1:9/trap",
    }
    return {
        "@iot.id": identity,
        "name": f"Station {identity}",
        "Locations": [{"location": {"type": "Point", "coordinates": [7.2, 51.5]}}],
        "Datastreams": [stream],
        **changes,
    }


def things(route):
    return {"/v1.1/Things": route}


def pages_of(*pages, count=None, links=None):
    """Return a route for /v1.1/Things: pages by $skip, with nextLinks made by `links(number)`."""

    def route(request):
        number = int(request.value("$skip", "0"))
        answer = {"value": pages[number]}
        if count is not None:
            answer["@iot.count"] = count
        if number + 1 < len(pages):
            answer["@iot.nextLink"] = links(number + 1) if links else f"{{host}}/v1.1/Things?$skip={number + 1}"
        if "@iot.nextLink" in answer:
            answer["@iot.nextLink"] = answer["@iot.nextLink"].replace("{host}", "http://" + request.headers["Host"])
        return answer

    return route


@pytest.mark.parametrize(
    "links",
    [
        None,
        lambda n: f"Things?$skip={n}",  # relative to the page
        lambda n: f"?$skip={n}",
        lambda n: f"/v1.1/Things?$skip={n}",
        lambda n: f"http://user:word@{{bare}}/v1.1/Things?$skip={n}",
    ],
    ids=["absolute", "relative", "query only", "from the root", "with foreign log-in"],
)
def test_all_pages_are_followed_however_the_next_link_is_written(links):
    with Loopback(strict=True) as server:
        bare = links and (lambda n: links(n).replace("{bare}", server.host))
        server.routes["/v1.1/Things"] = pages_of([thing(1), thing(2)], [thing(3)], [], count=3, links=bare)
        report = client_of(server.url + "/v1.1").read_stations()
    assert [one.id for one in report.stations] == [1, 2, 3]
    assert report.is_complete
    assert report.next_url == ""
    assert report.stations[0].datastreams[0].latest.value == 20.5
    assert not any("Authorization" in one.headers for one in server.seen)


@pytest.mark.parametrize(
    "address", ["/v1.1", "/v1.1/", "/v1.1/Things", "/v1.1/Things?$top=3", "/v1.1/Datastreams(5)/Observations"]
)
def test_any_address_of_the_service_will_do(address):
    with Loopback({"/v1.1/Things": pages_of([thing(1)])}, strict=True) as server:
        assert len(client_of(server.url + address).read_stations().stations) == 1


@pytest.mark.parametrize(
    "address", ["", "example.org/v1.1", "file:///etc/hostname", "ftp://x/v1.1", "http://", "http://[::1/v1.1"]
)
def test_what_is_no_web_address_is_refused_before_any_request(address):
    with pytest.raises(InputError):
        client_of(address)


def test_a_relative_redirect_of_the_service_is_followed():
    routes = {
        "/v1.1/Things": Reply(301, b"", {"Location": "/v1.1/Things/"}),
        "/v1.1/Things/": pages_of([thing(1)], count=1),
    }
    with Loopback(routes) as server:
        assert client_of(server.url + "/v1.1").read_stations().is_complete


def test_a_next_link_to_an_inner_host_is_read_from_the_entered_address_and_said():
    with Loopback(strict=True) as foreign, Loopback(strict=True) as server:

        def link(n):
            return f"http://localhost:{foreign.port}/FROST-Server/v1.1/Things?$skip={n}"

        server.routes["/v1.1/Things"] = pages_of([thing(1)], [thing(2)], count=2, links=link)
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.is_complete
    assert foreign.seen == []
    (finding,) = report.findings
    assert finding.kind is FindingKind.NEXT_LINK_REPAIRED
    assert finding.item == f"localhost:{foreign.port}"


@pytest.mark.parametrize(
    "link", ["http://elsewhere.example/other?page=2", "file:///etc/hostname", "http://[::1", "//x/y"]
)
def test_a_next_link_that_leads_nowhere_known_ends_in_a_said_part(link):
    with Loopback(things(pages_of([thing(1)], [thing(2)], count=2, links=lambda _: link))) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert isinstance(report.broken_by, AddressRefusedError)
    assert (len(report.stations), report.is_complete, report.next_url) == (1, False, "")
    assert len(server.seen) == 1


@pytest.mark.parametrize("count", [None, 99])
def test_a_page_that_repeats_for_ever_is_noticed(count):
    endless = {"value": [thing(1), thing(2)], "@iot.nextLink": "Things?$skip=2"}
    with Loopback({"/v1.1/Things": lambda _: {**endless, **({"@iot.count": count} if count else {})}}) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert isinstance(report.broken_by, IncompleteError)
    assert not report.is_complete
    assert len(server.seen) <= 3


def test_links_in_a_circle_and_an_old_page_at_the_end_are_noticed():
    with Loopback() as server:
        pages = [[thing(1)], [thing(2)], [thing(3)]]
        server.routes["/v1.1/Things"] = pages_of(*pages, links=lambda n: f"Things?$skip={n % 2}")
        assert isinstance(client_of(server.url + "/v1.1").read_stations().broken_by, IncompleteError)
        server.routes["/v1.1/Things"] = pages_of([thing(1), thing(2)], [thing(1), thing(2)])
        assert isinstance(client_of(server.url + "/v1.1").read_stations().broken_by, IncompleteError)


def test_pages_that_overlap_by_one_give_no_station_twice():
    with Loopback(things(pages_of([thing(1), thing(2)], [thing(2), thing(3)], [thing(3)], count=3))) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert [one.id for one in report.stations] == [1, 2, 3]
    assert report.is_complete


def test_fewer_than_the_service_counts_is_never_shown_as_whole():
    with Loopback(things(pages_of([thing(1)], [thing(2)], count=5))) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert not report.is_complete
    assert report.completeness.sentence() == "2 of 5 records were loaded."


@pytest.mark.parametrize("count", ["12", -1, True, None, 1.5])
def test_a_nonsensical_count_counts_as_none(count):
    with Loopback(things({"value": [thing(1)], "@iot.count": count, "@iot.nextLink": None})) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.completeness.expected is None
    assert report.is_complete


def test_a_broken_page_gives_a_part_that_can_be_resumed_without_doubles():
    pages = {"0": [thing(1)], "1": [thing(2)]}
    broken = [True]

    def route(request):
        number = request.value("$skip", "0")
        if number == "1" and broken[0]:
            return Reply(500, "oops", content_type="text/plain")
        link = {"@iot.nextLink": "Things?$skip=1"} if number == "0" else {}
        return {"value": pages[number], "@iot.count": 2, **link}

    with Loopback({"/v1.1/Things": route}) as server:
        client = client_of(server.url + "/v1.1")
        part = client.read_stations()
        assert isinstance(part.broken_by, HttpStatusError)
        assert (len(part.stations), part.completeness.expected, part.is_complete) == (1, 2, False)
        assert part.next_url.endswith("/v1.1/Things?$skip=1")
        broken[0] = False
        whole = client.read_stations(resume=part)
    assert [one.id for one in whole.stations] == [1, 2]
    assert whole.is_complete


def test_stations_arrive_page_by_page():
    came = []
    with Loopback(things(pages_of([thing(1), thing(2)], [thing(3)], count=3))) as server:
        client_of(server.url + "/v1.1").read_stations(on_stations=lambda some: came.append([one.id for one in some]))
    assert came == [[1, 2], [3]]


def test_inner_pages_are_followed_also_from_an_empty_first_one():
    rest = [{"@iot.id": "s1b", "name": "F"}, {"@iot.id": "s1c", "name": "G"}]
    complete = [{**one, "ObservedProperty": {"name": one["name"]}, "Observations": LATEST} for one in rest]
    inner = {"Datastreams@iot.count": 3, "Datastreams@iot.nextLink": "Things(1)/Datastreams?$skip=1"}
    routes = {
        "/v1.1/Things": pages_of([thing(1, **inner), thing(2, **{"Datastreams": [], "Datastreams@iot.count": 1})]),
        "/v1.1/Things(1)/Datastreams": lambda request: (
            {"value": complete[:1], "@iot.nextLink": "Datastreams?$skip=2"}
            if request.value("$skip") == "1"
            else {"value": complete[1:]}
        ),
        "/v1.1/Things(2)/Datastreams": {"value": complete[:1]},
    }
    with Loopback(routes, strict=True) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert [[stream.id for stream in one.datastreams] for one in report.stations] == [["s1", "s1b", "s1c"], ["s1b"]]
    assert report.is_complete


def test_inner_locations_are_followed_and_text_ids_are_quoted():
    identity = "a'b/ü"
    link = {"Locations": [], "Locations@iot.nextLink": "Things('a''b%2F%C3%BC')/Locations?$skip=1"}
    seen = []

    def locations(request):
        seen.append(request.target)
        return {"value": [{"@iot.id": 1, "location": {"type": "Point", "coordinates": [7.1, 51.4]}}]}

    routes = {"/v1.1/Things": pages_of([thing(identity, **link)]), "/v1.1/Things('a''b%2F%C3%BC')/Locations": locations}
    with Loopback(routes, strict=True) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.stations[0].point_4326 == (7.1, 51.4)
    assert len(seen) == 1


def test_inner_pages_that_cannot_be_had_are_said():
    inner = {"Datastreams@iot.count": 3, "Datastreams@iot.nextLink": "Things(1)/Datastreams?$skip=1"}
    with Loopback(things(pages_of([thing(1, **inner)], count=1))) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.completeness.is_complete
    assert not report.is_complete
    (finding,) = report.findings
    assert finding.kind is FindingKind.STREAMS_MISSING
    assert "1 station " in finding.sentence


@pytest.mark.parametrize("status", [400, 404, 500, 422, 501])
@pytest.mark.parametrize("refuses", ["nested", "any"])
def test_a_service_that_refuses_expansion_is_read_piece_by_piece(status, refuses):
    bare = {"@iot.id": 5, "name": "Station 5"}
    stream = {"@iot.id": 7, "name": "T", "unitOfMeasurement": {"symbol": "°C"}}
    places = [{"@iot.id": 1, "location": {"type": "Point", "coordinates": [7.2, 51.5]}}]

    def all_things(request):
        expand = request.value("$expand")
        if "(" in expand or (expand and refuses == "any"):
            return Reply(status, {"message": "no"})
        expanded = {"Locations": places, "Datastreams": [stream]} if expand else {}
        return {"value": [{**bare, **expanded}], "@iot.count": 1}

    def streams(request):
        return Reply(status, {"message": "no"}) if request.value("$expand") else {"value": [stream]}

    routes = {
        "/v1.1/Things": all_things,
        "/v1.1/Things(5)/Locations": {"value": places},
        "/v1.1/Things(5)/Datastreams": streams,
        "/v1.1/Datastreams(7)/ObservedProperty": {"@iot.id": 1, "name": "Lufttemperatur"},
        "/v1.1/Datastreams(7)/Observations": {"value": LATEST},
    }
    with Loopback(routes, strict=True) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.is_complete
    (station,) = report.stations
    assert station.point_4326 == (7.2, 51.5)
    assert (station.datastreams[0].title, station.datastreams[0].latest.value) == ("Lufttemperatur", 20.5)
    assert [one.kind for one in report.findings] == [FindingKind.NESTED_EXPAND_REFUSED]


def test_an_expansion_ignored_in_silence_is_made_up_for():
    stream = {"@iot.id": 7, "name": "T", "Observations@iot.navigationLink": "…"}
    routes = {
        "/v1.1/Things": pages_of([thing(1, Datastreams=[stream])]),
        "/v1.1/Datastreams(7)/ObservedProperty": {"name": "Lufttemperatur"},
        "/v1.1/Datastreams(7)/Observations": {"value": LATEST},
    }
    with Loopback(routes, strict=True) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.stations[0].datastreams[0].latest.value == 20.5


def test_at_most_four_requests_run_at_once_and_a_failing_service_is_left_alone():
    running, most, lock = [0], [0], threading.Lock()

    def slow(_request):
        with lock:
            running[0] += 1
            most[0] = max(most[0], running[0])
        threading.Event().wait(0.02)
        with lock:
            running[0] -= 1
        return Reply(503, "busy", content_type="text/plain")

    many = [thing(n, Datastreams=[{"@iot.id": n, "name": "T", "ObservedProperty": {"name": "x"}}]) for n in range(40)]
    with Loopback(things(pages_of(many, count=40))) as server:
        server.routes.update({f"/v1.1/Datastreams({n})/Observations": slow for n in range(40)})
        report = client_of(server.url + "/v1.1").read_stations()
    assert most[0] <= 4
    assert len(server.seen) < 16
    (finding,) = report.findings
    assert finding.kind is FindingKind.LATEST_MISSING
    assert "40 measurements" in finding.sentence
    assert not report.is_complete


def test_things_without_an_id_are_counted_and_said():
    with Loopback(things(pages_of([thing(1), {"name": "x"}], count=2))) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert len(report.stations) == 1
    assert [one.kind for one in report.findings] == [FindingKind.UNREADABLE]
    assert not report.is_complete


def test_a_service_without_stations_is_whole_and_empty():
    with Loopback({"/v1.1/Things": {"value": [], "@iot.count": 0}}) as server:
        report = client_of(server.url + "/v1.1").read_stations()
    assert report.is_complete
    assert report.stations == ()


@pytest.mark.parametrize("body", [{}, [], "text", {"value": None}, {"value": {}}, 5])
def test_json_that_is_no_collection_is_no_sensorthings_service(body):
    with Loopback(things(Reply(200, json.dumps(body), content_type="application/json"))) as server:
        client = client_of(server.url + "/v1.1")
        with pytest.raises(UnexpectedContentError) as error:
            client.read_stations()
    assert server.url in error.value.sentence


def test_an_address_without_a_service_is_told_with_a_hint():
    with Loopback() as server, pytest.raises(HttpStatusError) as error:
        client_of(server.url).read_stations()
    assert "/v1.1" in error.value.sentence


def test_nan_in_the_answer_is_refused():
    body = '{"value": [{"@iot.id": 1, "x": NaN}]}'
    with Loopback(things(Reply(200, body, content_type="application/json"))) as server:
        client = client_of(server.url + "/v1.1")
        with pytest.raises(UnexpectedContentError):
            client.read_stations()


def test_a_cancel_between_pages_stops():
    class StopAfterFirst:
        stopped = False

        def is_cancelled(self):
            return self.stopped

        def report(self, fraction, text=""):
            self.stopped = True

    with Loopback(things(pages_of([thing(1)], [thing(2)], count=2))) as server:
        client = client_of(server.url + "/v1.1")
        with pytest.raises(CancelledError):
            client.read_stations(progress=StopAfterFirst())
    assert len(server.seen) == 1


def observation(hour, result):
    return {"phenomenonTime": f"2026-07-19T{hour:02d}:00:00Z", "result": result}


def test_a_series_comes_in_order_whatever_the_pages_and_unusable_results_are_counted():
    def route(request):
        assert request.value("$select") == "phenomenonTime,result"
        assert "phenomenonTime ge 2026-07-19T00:00:00.000Z" in request.value("$filter")
        if request.value("$skip"):
            return {"value": [observation(1, "1.5"), observation(0, True)]}
        values = [observation(3, 3), observation(2, None), observation(4, "broken"), observation(5, "NaN")]
        return {
            "value": values,
            "@iot.count": 6,
            "@iot.nextLink": "Observations?$skip=4&$select=phenomenonTime,result"
            "&$filter=phenomenonTime ge 2026-07-19T00:00:00.000Z",
        }

    with Loopback({"/v1.1/Datastreams('x')/Observations": route}, strict=True) as server:
        report = client_of(server.url + "/v1.1").fetch_series("x", START, END)
    assert report.series.values.tolist() == [1.0, 1.5, 3.0]
    assert report.is_complete
    assert "3 values" in report.findings[0].sentence


def test_values_outside_the_span_are_dropped_where_a_service_ignores_the_filter():
    values = [
        observation(0, 1),
        {"phenomenonTime": "2026-07-20T00:00:00Z", "result": 2},
        {"phenomenonTime": "1999-07-20T00:00:00Z", "result": 3},
    ]
    with Loopback({"/v1.1/Datastreams(1)/Observations": {"value": values}}) as server:
        assert client_of(server.url + "/v1.1").fetch_series(1, START, END).series.values.tolist() == [1.0]


@pytest.mark.parametrize("refused", ["$top", "$orderby", "$select"])
def test_a_series_is_read_with_fewer_options_where_some_are_refused(refused):
    def route(request):
        return Reply(400, {"message": refused}) if refused in request.query else {"value": [observation(0, 1)]}

    with Loopback({"/v1.1/Datastreams(1)/Observations": route}) as server:
        report = client_of(server.url + "/v1.1").fetch_series(1, START, END)
    assert len(report.series) == 1
    assert refused not in unquote(server.seen[-1].target)


def test_a_series_cut_short_says_so():
    first = {"value": [observation(0, 1)], "@iot.count": 2, "@iot.nextLink": "Observations?$skip=1"}
    with Loopback() as server:
        server.routes["/v1.1/Datastreams(1)/Observations"] = lambda request: (
            Reply(500, "x", content_type="text/plain") if request.value("$skip") else first
        )
        report = client_of(server.url + "/v1.1").fetch_series(1, START, END)
    assert isinstance(report.broken_by, HttpStatusError)
    assert not report.is_complete
    assert (report.completeness.expected, report.completeness.received) == (2, 1)


def test_an_empty_series_is_whole():
    with Loopback({"/v1.1/Datastreams(1)/Observations": {"value": [], "@iot.count": 0}}) as server:
        report = client_of(server.url + "/v1.1").fetch_series(1, START, END)
    assert report.is_complete
    assert len(report.series) == 0
