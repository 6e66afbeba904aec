# SPDX-License-Identifier: GPL-2.0-or-later
"""Kinds of portals that speak JSON or RDF against every fault: whole, or said; never a short list as a whole one."""

from __future__ import annotations

from contextlib import contextmanager

import pytest

from ruhr_smartcity_plugin.core.catalogue.portals.ckan import CkanPortal
from ruhr_smartcity_plugin.core.catalogue.portals.csw import CswPortal
from ruhr_smartcity_plugin.core.catalogue.portals.dcat import DcatPortal
from ruhr_smartcity_plugin.core.catalogue.portals.dkan import DkanPortal
from ruhr_smartcity_plugin.core.catalogue.portals.ogc import OgcPortal
from ruhr_smartcity_plugin.core.catalogue.portals.opendatasoft import OpendatasoftPortal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind, PortalQuery
from ruhr_smartcity_plugin.core.catalogue.portals.records import RecordsPortal
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError
from tests.support.chaos import Chaos
from tests.support.ckan import CkanServer, package
from tests.support.dcat import hydra_page
from tests.support.dkan import dkan_server, many
from tests.support.faults import PORTAL_FAULTS, fault_name
from tests.support.loopback import Loopback, Reply
from tests.support.opendatasoft import OpendatasoftServer, rows
from tests.support.xml_reader import read_xml

COUNT = 250
FAULTS = [*PORTAL_FAULTS, {"fault": "status", "code": 503, "headers": [["Retry-After", "3600"]]}]
IDS = [*map(fault_name, PORTAL_FAULTS), "status503_later"]


def _rdf_server():
    def page(request):
        number = int(request.value("page", "0"))
        following = f"?page={number + 1}" if number < 2 else ""
        return Reply(200, hydra_page(number, 100, COUNT, following), content_type="application/rdf+xml")

    return Loopback({"GET /": page, "GET ": page}, strict=True)


@contextmanager
def portal_of(kind, client, rules):
    """Give a portal with 250 data sets behind a proxy with faults; "page 2" is the second of its three pages."""
    servers = {
        "ckan": (lambda: CkanServer([package(f"s-{one:03d}", "S") for one in range(COUNT)], strict=True), CkanPortal),
        "opendatasoft": (lambda: OpendatasoftServer(rows(COUNT)), OpendatasoftPortal),
        "dkan": (lambda: dkan_server(many(COUNT)), DkanPortal),
        "dcat": (_rdf_server, lambda *given: DcatPortal(*given, read_xml=read_xml)),
        "csw": (Loopback, lambda *given: CswPortal(*given, read_xml=read_xml)),
        "records": (Loopback, RecordsPortal),
        "ogc": (Loopback, lambda client, url, *more: OgcPortal(client, f"{url}/wms?", *more, read_xml=read_xml)),
    }
    make, portal = servers[kind]
    with make() as server, Chaos(server.url) as proxy:
        proxy.rules = rules
        yield portal(client, proxy.url, "Testportal")


SECOND_PAGE = {"ckan": "start=100", "opendatasoft": "offset=100", "dcat": "page=1"}


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
@pytest.mark.parametrize("kind", ["ckan", "opendatasoft", "dkan", "dcat"])
def test_a_broken_first_answer_is_a_named_error(hasty_client, kind, fault):
    with portal_of(kind, hasty_client, [{"match": "", **fault}]) as portal, pytest.raises(NetworkError) as caught:
        portal.search(PortalQuery())
    assert caught.value.sentence
    assert "Traceback" not in caught.value.sentence


@pytest.mark.parametrize("fault", FAULTS, ids=IDS)
@pytest.mark.parametrize("kind", ["ckan", "opendatasoft", "dcat"])
def test_a_broken_second_page_is_said_and_keeps_the_first(hasty_client, kind, fault):
    with portal_of(kind, hasty_client, [{"match": SECOND_PAGE[kind], **fault}]) as portal:
        result = portal.search(PortalQuery())
    assert not result.is_complete
    assert len(result.datasets) == 100
    assert result.error.sentence
    assert result.completeness.received <= 100


@pytest.mark.parametrize("kind", ["ckan", "opendatasoft", "dkan", "dcat"])
def test_two_times_overloaded_and_then_good_is_good(hasty_client, kind):
    rules = [{"match": SECOND_PAGE.get(kind, ""), "fault": "status", "code": 503, "n": 2}]
    with portal_of(kind, hasty_client, rules) as portal:
        result = portal.search(PortalQuery())
    assert result.is_complete
    assert len(result.datasets) == COUNT


@pytest.mark.parametrize("kind", ["ckan", "opendatasoft"])
def test_a_search_that_broke_off_can_be_continued(hasty_client, kind):
    rules = [{"match": SECOND_PAGE[kind], "fault": "status", "code": 500, "n": 1}]
    with portal_of(kind, hasty_client, rules) as portal:
        first = portal.search(PortalQuery())
        rest = portal.search(PortalQuery(), start=first.next_start)
    assert rest.is_complete
    assert len({one.key for one in (*first.datasets, *rest.datasets)}) == COUNT


@pytest.mark.parametrize("kind", ["ckan", "opendatasoft", "dkan", "dcat"])
def test_an_undisturbed_portal_is_whole_and_tells_each_data_set_once(hasty_client, kind):
    told = []
    with portal_of(kind, hasty_client, []) as portal:
        result = portal.search(PortalQuery(), on_page=lambda found, count: told.extend(one.key for one in found))
    assert result.is_complete
    assert len(told) == len(set(told)) == COUNT == len(result.datasets)


class Stopping:
    """Cancels after it was asked a number of times."""

    def __init__(self, patience):
        self.patience = patience

    def is_cancelled(self):
        self.patience -= 1
        return self.patience < 0

    def report(self, fraction, text=""):
        assert 0 <= fraction <= 1


@pytest.mark.parametrize("patience", [0, 1, 5, 20, 60])
@pytest.mark.parametrize("kind", ["ckan", "opendatasoft", "dkan", "dcat"])
def test_a_stopped_search_is_never_a_whole_one(hasty_client, kind, patience):
    with portal_of(kind, hasty_client, []) as portal:
        try:
            result = portal.search(PortalQuery(), progress=Stopping(patience))
        except CancelledError:
            return
    assert result.is_complete == (len(result.datasets) == COUNT)


@pytest.mark.parametrize("kind", [one.value for one in PortalKind])
def test_a_portal_that_moved_away_does_not_make_its_data_sets_look_deleted(hasty_client, kind):
    rules = [{"match": "", "fault": "status", "code": 404}]
    with portal_of(kind, hasty_client, rules) as portal, pytest.raises(NetworkError) as caught:
        portal.dataset("s-001")
    assert not isinstance(caught.value, HttpStatusError)
    assert "404" in caught.value.sentence
