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
        (found,) = find_services(client, f"{server.url}/karte", read_xml=read_xml)
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
