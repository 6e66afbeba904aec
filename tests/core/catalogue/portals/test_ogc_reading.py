# SPDX-License-Identifier: GPL-2.0-or-later
"""A service whose address does not say what it is: asked what it answers with, and no more than needed."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import find_services
from ruhr_smartcity_plugin.core.errors import BusyError, UnexpectedContentError
from tests.support.loopback import Loopback, Reply
from tests.support.xml_reader import read_xml

TILES = {"tilejson": "3.0.0", "name": "Grundkarte", "tiles": ["{z}/{x}/{y}.pbf"], "vector_layers": []}


def test_an_answer_that_says_what_it_is_is_not_fetched_to_look_at_it_again(client):
    with Loopback({"/karte": TILES}, strict=True) as server:
        (found,) = find_services(client, f"{server.url}/karte", read_xml=read_xml).descriptions
        assert len(server.seen) == 2  # what it is, and the description
    assert (found.kind, found.title) == (ServiceKind.VECTOR_TILES, "Grundkarte")


def test_damaged_json_is_no_service_and_its_cause_is_kept(client):
    damaged = Reply(200, '{"tilejson": ', content_type="application/json")
    refused = pytest.raises(UnexpectedContentError, match="No map or data service")
    with Loopback({"/karte": damaged}) as server, refused as caught:
        find_services(client, f"{server.url}/karte", read_xml=read_xml, service="Stadtkarte")
    assert "JSONDecodeError" in caught.value.detail


def test_a_service_that_is_busy_is_not_asked_for_other_kinds(client):
    with Loopback({"/karte": Reply(503, headers={"Retry-After": "3600"})}) as server:
        with pytest.raises(BusyError):
            find_services(client, f"{server.url}/karte", read_xml=read_xml)
        assert len(server.seen) == 1


WMS = """<WMS_Capabilities version="1.3.0"><Service><Title>Klima</Title></Service><Capability><Layer><Name>a</Name>
</Layer></Capability></WMS_Capabilities>"""
PAGE = "<!DOCTYPE html><html><body>{}</body></html>"
REFUSED = """<ows:ExceptionReport xmlns:ows="o"><ows:Exception exceptionCode="{}" locator="{}"><ows:ExceptionText>{}
</ows:ExceptionText></ows:Exception></ows:ExceptionReport>"""


def _markup(status, text, kind="text/xml"):
    return Reply(status, text, content_type=kind)


def _services(client, answers):
    """Ask a server that speaks WMS and answers other services as `answers` say, "" being all that are not named."""

    def answer(seen):
        wanted = seen.value("SERVICE")
        if wanted == "WMS":
            return _markup(200, WMS)
        reply = answers.get(wanted, answers[""]) if wanted else _markup(400, "which service?", "text/plain")
        return _markup(reply.status, reply.body.replace("{service}", wanted), reply.content_type)

    with Loopback({"/ows": answer}) as server:
        found = find_services(client, f"{server.url}/ows", read_xml=read_xml, service="Stadtkarte")
    assert [one.kind for one in found.descriptions] == [ServiceKind.WMS]
    return found


@pytest.mark.parametrize(
    "usual",
    [
        _markup(404, "no"),
        _markup(400, "no"),
        _markup(501, "no"),
        _markup(200, WMS),
        _markup(200, REFUSED.format("OperationNotSupported", "", "")),
        _markup(200, REFUSED.format("InvalidParameterValue", "service", "Wrong value")),
        _markup(200, REFUSED.format("NoApplicableCode", "", "Dienst {service} gibt es hier nicht")),
        _markup(200, "<ServiceExceptionReport><ServiceException>WFS request not enabled.</ServiceException>"
                     "</ServiceExceptionReport>"),
        # QGIS Server 3.40
        _markup(500, "<ServiceExceptionReport><ServiceException code='Service configuration error'>Service unknown or "
                     "unsupported</ServiceException></ServiceExceptionReport>"),
        _markup(500, "no"),
        _markup(200, PAGE.format("MapServer Message"), "text/html"),
    ],
)  # fmt: skip
def test_a_service_the_server_does_not_have_is_passed_over_in_silence(client, usual):
    assert _services(client, {"": usual}).failures == ()


@pytest.mark.parametrize("usual", [_markup(404, "no"), _markup(200, PAGE.format("MapServer Message"), "text/html")])
@pytest.mark.parametrize(
    ("broken", "reason"),
    [
        (_markup(500, "down"), "internal fault"),
        (_markup(500, REFUSED.format("NoApplicableCode", "", "Datenbank weg")), "Datenbank weg"),
        (_markup(200, REFUSED.format("NoApplicableCode", "", "Datenbank weg")), "Datenbank weg"),
        (_markup(200, PAGE.format("Wartung"), "text/html"), "a web page instead of data"),
        (_markup(200, "<WFS_Capabilities><Feature"), "broken answer"),
        (_markup(200, "<fehler>Datenbank weg</fehler>"), "does not describe a WFS"),
        (_markup(200, "\x00\x01Datenmüll", "text/xml"), "something other than XML"),
        (_markup(403, "no"), "does not allow this"),
    ],
)
def test_a_service_that_is_there_and_fails_is_named_with_the_reason(client, usual, broken, reason):
    (failure,) = _services(client, {"": usual, "WFS": broken}).failures
    sentence = failure.left_out("Stadtkarte").sentence
    assert sentence.startswith("The WFS of “Stadtkarte” is missing from the list: ")
    assert reason in sentence
