# SPDX-License-Identifier: GPL-2.0-or-later
"""One check, one request, one honest word for what came of it. The services are on loopback."""

from __future__ import annotations

import doctest
import threading
from datetime import datetime, timezone

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue import service_check, tile_template
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceCheck, ServiceState, check_service
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.loopback import Loopback, Reply
from tests.support.stopped import STOPPED

WMS = '<?xml version="1.0"?><!-- x --><WMS_Capabilities version="1.3.0"></WMS_Capabilities>'
WFS = '<wfs:WFS_Capabilities xmlns:wfs="http://www.opengis.net/wfs/2.0" version="2.0.0"/>'
EXCEPTION = '<ows:ExceptionReport xmlns:ows="x"><ows:Exception><ows:ExceptionText>kaputt</ows:ExceptionText>' \
            "</ows:Exception></ows:ExceptionReport>"
LOGIN_PAGE = '<!DOCTYPE html><html><form><input type="password"></form></html>'


def client(**limits) -> HttpClient:
    session = requests.Session()
    session.trust_env = False
    return HttpClient(session, limits=Limits(**{"inactivity_s": 2.0, "total_s": 4.0, **limits}))


def xml(text: str, status: int = 200) -> Reply:
    return Reply(status, text, content_type="text/xml")


def check(kind: ServiceKind, route, path: str = "/ows", **more) -> ServiceCheck:
    with Loopback({path: route}) as server:
        return check_service(client(), kind, server.url + path, **more)


@pytest.mark.parametrize(
    ("kind", "answer", "state"),
    [
        (ServiceKind.WMS, xml(WMS), ServiceState.OK),
        (ServiceKind.WMS, xml(WMS.replace("WMS_", "WMT_MS_")), ServiceState.OK),
        (ServiceKind.WFS, xml(WFS), ServiceState.OK),
        (ServiceKind.WMTS, xml('<Capabilities xmlns="x"/>'), ServiceState.OK),
        (ServiceKind.OAPIF, {"links": []}, ServiceState.OK),
        (ServiceKind.STA, {"value": []}, ServiceState.OK),
        (ServiceKind.ARCGIS, {"currentVersion": 11, "layers": []}, ServiceState.OK),
        (ServiceKind.CSV, "a;b\n1;2\n", ServiceState.OK),
        (ServiceKind.CSV, "x" * 300_000, ServiceState.OK),
        (ServiceKind.WMS, xml(WFS), ServiceState.NO_SERVICE),
        (ServiceKind.WFS, xml(WMS), ServiceState.NO_SERVICE),
        (ServiceKind.WMS, "<html><body>Wartung</body></html>", ServiceState.NO_SERVICE),
        (ServiceKind.CSV, "<!DOCTYPE html><html>weg</html>", ServiceState.NO_SERVICE),
        (ServiceKind.OAPIF, {"error": "x"}, ServiceState.NO_SERVICE),
        (ServiceKind.OAPIF, "{", ServiceState.NO_SERVICE),
        (ServiceKind.WMS, LOGIN_PAGE, ServiceState.LOGIN),
        (ServiceKind.WMS, Reply(401, "nein"), ServiceState.LOGIN),
        (ServiceKind.WMS, Reply(403, "nein"), ServiceState.LOGIN),
        (ServiceKind.WMS, xml(EXCEPTION), ServiceState.DEAD),
        (ServiceKind.WMS, Reply(404, "weg"), ServiceState.DEAD),
        (ServiceKind.WMS, Reply(500, "kaputt"), ServiceState.DEAD),
        (ServiceKind.WMS, Reply(503, "voll"), ServiceState.DEAD),
        (ServiceKind.WMS, "", ServiceState.DEAD),
    ],
)
def test_each_answer_has_its_state_and_a_sentence(kind, answer, state):
    found = check(kind, answer)
    assert found.state is state
    assert found.sentence().endswith((".", "!"))
    assert found.checked_at.tzinfo is not None


def test_an_ogc_service_is_asked_once_for_its_capabilities_and_nothing_else():
    with Loopback({"/ows": Reply(503, "voll")}, strict=True) as server:
        check_service(client(), ServiceKind.WMS, server.url + "/ows?map=a&REQUEST=GetMap&LAYERS=x")
        (asked,) = server.seen
    assert asked.query == {"map": ["a"], "SERVICE": ["WMS"], "REQUEST": ["GetCapabilities"]}


def test_of_a_file_only_the_beginning_is_asked_for():
    with Loopback({"/a.csv": Reply(206, "a;b\n")}) as server:
        assert check_service(client(), ServiceKind.CSV, server.url + "/a.csv").state is ServiceState.OK
        assert server.seen[0].headers["Range"] == "bytes=0-1023"


# By hand, at zoom 12: x = (7.2126 + 180) / 360 * 4096 = 2130.06; ln(tan 51.4812° + 1 / cos 51.4812°) = 1.05154,
# y = (1 - 1.05154 / π) / 2 * 4096 = 1362.5; from the south 4096 - 1 - 1362 = 2733.
@pytest.mark.parametrize(
    ("kind", "template", "path"),
    [
        (ServiceKind.XYZ, "/t/{z}/{x}/{y}.png", "/t/12/2130/1362.png"),
        (ServiceKind.XYZ, "/t/%7Bz%7D/%7Bx%7D/%7B-y%7D.png", "/t/12/2130/2733.png"),
        (ServiceKind.VECTOR_TILES, "/v/{z}/{x}/{y}.pbf", "/v/12/2130/1362.pbf"),
    ],
)
def test_of_tiles_the_one_of_bochum_is_asked_for(kind, template, path):
    with Loopback({path: Reply(200, b"\x89PNG", content_type="image/png")}, strict=True) as server:
        assert check_service(client(), kind, server.url + template).state is ServiceState.OK


def test_vector_tiles_of_arcgis_are_asked_for_their_description():
    def answer(seen):
        page = Reply(200, "<!DOCTYPE html><html></html>", content_type="text/html")
        return {"tiles": ["tile/{z}/{y}/{x}.pbf"]} if seen.value("f") == "json" else page

    assert check(ServiceKind.VECTOR_TILES, answer, "/a/VectorTileServer").state is ServiceState.OK


def test_a_redirect_to_another_place_is_told_with_the_new_address():
    with Loopback({"/neu": xml(WMS)}) as new:
        with Loopback({"/alt": Reply(301, "", {"Location": new.url + "/neu?SERVICE=WMS"})}) as old:
            found = check_service(client(), ServiceKind.WMS, old.url + "/alt")
        assert found.state is ServiceState.MOVED
        assert found.moved_to == new.url + "/neu"
        took = found.milliseconds
        assert found.sentence() == f"The service answers from a new address ({took} ms): {new.url}/neu"


@pytest.mark.parametrize("status", [302, 303, 307])
def test_a_redirect_for_the_time_being_is_no_new_address(status):
    """RFC 9110, 15.4: only after 301 and 308 is the new address to be asked from now on."""
    with Loopback({"/neu": xml(WMS), "/alt": Reply(status, "", {"Location": "/neu?SERVICE=WMS"})}) as server:
        found = check_service(client(), ServiceKind.WMS, server.url + "/alt")
    assert (found.state, found.moved_to) == (ServiceState.OK, "")


def test_a_redirect_to_what_is_no_such_service_is_not_called_moved():
    with Loopback({"/neu": "<html>Start</html>", "/alt": Reply(302, "", {"Location": "/neu"})}) as server:
        found = check_service(client(), ServiceKind.WMS, server.url + "/alt")
    assert (found.state, found.moved_to) == (ServiceState.NO_SERVICE, "")


def test_an_answer_after_more_than_three_seconds_is_slow():
    times = iter([10.0, 13.2])
    found = check(ServiceKind.WMS, xml(WMS), clock=lambda: next(times))
    assert (found.state, found.milliseconds) == (ServiceState.SLOW, 3200)
    assert found.sentence() == "The service answers, but slowly (3,200 ms)."


def test_nobody_at_the_address_is_dead_with_the_reason():
    found = check_service(client(), ServiceKind.WMS, "http://127.0.0.1:9/ows")
    assert found.state is ServiceState.DEAD
    assert "No connection" in found.sentence()


def test_a_service_that_hangs_is_dead_in_time():
    hold = threading.Event()
    with Loopback({"/ows": lambda _seen: hold.wait(10) or "zu spät"}) as server:
        found = check_service(client(inactivity_s=0.3), ServiceKind.WMS, server.url + "/ows")
        hold.set()
    assert found.state is ServiceState.DEAD
    assert 200 <= found.milliseconds < 3000


@pytest.mark.parametrize("url", ["file:///etc/passwd", "/vsicurl/https://x.example", "PG:host=x", ""])
def test_what_is_no_web_address_is_not_asked(url):
    for kind in (ServiceKind.WMS, ServiceKind.CSV, ServiceKind.OAPIF, ServiceKind.ARCGIS):
        assert check_service(client(), kind, url).state is ServiceState.NO_SERVICE


def test_a_cancel_is_no_result():
    with pytest.raises(CancelledError):
        check(ServiceKind.WMS, xml(WMS), progress=STOPPED)


def test_a_check_comes_back_from_its_record():
    checked_at = datetime(2026, 11, 22, tzinfo=timezone.utc)
    one = ServiceCheck("https://x.example/", ServiceState.DEAD, 12, checked_at, "", "Weg.")
    assert ServiceCheck.from_record(one.to_record()) == one


@pytest.mark.parametrize("change", [{"state": "?"}, {"checked_at": "gestern"}, {"checked_at": "2026-11-22T10:00:00"}])
def test_a_damaged_record_is_refused(change):
    one = ServiceCheck("https://x.example/", ServiceState.OK, 12, datetime(2026, 11, 22, tzinfo=timezone.utc))
    with pytest.raises(ValueError, match=r".+"):
        ServiceCheck.from_record({**one.to_record(), **change})


def test_every_state_has_a_word_of_its_own():
    assert len({one.text() for one in ServiceState}) == len(ServiceState)
    assert [one for one in ServiceState if one.is_usable] == [ServiceState.OK, ServiceState.SLOW, ServiceState.MOVED]


def test_examples_in_the_docstrings_hold():
    assert doctest.testmod(service_check).failed == 0
    assert doctest.testmod(tile_template).failed == 0
