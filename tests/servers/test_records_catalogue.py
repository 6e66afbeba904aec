# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pygeoapi as catalogue (OGC API Records), asked directly and through a proxy that breaks answers."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Iterator

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.catalogue.portals.records import RecordsPortal
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.chaos import Chaos
from tests.support.faults import PORTAL_FAULTS, fault_name
from tests.support.pygeoapi import PygeoapiServer, make_trees, pygeoapi_server
from tests.support.pygeoapi_records import make_records

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def service() -> Iterator[PygeoapiServer]:
    records, more = make_records(120), make_records(30, "alt")
    with pygeoapi_server(make_trees(20), cap=50, records=records, more_records=more) as server:
        yield server


def portal(address: str, *, attempts: int = 1, inactivity_s: float = 3.0, title: str = "Katalog") -> RecordsPortal:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=inactivity_s, total_s=10.0, attempts=attempts)
    return RecordsPortal(HttpClient(session, limits=limits, wait=lambda _seconds: None), address, title)


def test_one_catalogue_is_read_whole_although_its_pages_are_capped(service):
    pages = []
    found = portal(service.records_url).search(
        PortalQuery(), on_page=lambda fresh, count: pages.append((len(fresh), count))
    )
    assert pages == [(50, 120), (50, 120), (20, 120)]
    assert {one.key for one in found.datasets} == {one["id"] for one in make_records(120)}
    assert found.completeness.verdict is Verdict.COMPLETE
    assert found.is_complete


@pytest.mark.parametrize("path", ["", "/", "/collections", "/?f=html"])
def test_a_landing_page_leads_to_all_its_catalogues_and_no_features(service, path):
    one = portal(f"{service.url}{path}", title="")
    found = one.search(PortalQuery())
    assert len(found.datasets) == 150
    assert found.is_complete
    assert one.title == "Geodienst der Stadt Bochum (Test)"


def test_words_boxes_and_dates_narrow_the_search(service):
    one = portal(service.records_url)
    assert len(one.search(PortalQuery("Baumkataster")).datasets) == 24
    both = one.search(PortalQuery("Straßenbeleuchtung Hamm"))
    assert len(both.datasets) == 8
    assert all("Hamm" in found.title for found in both.datasets)
    assert both.is_complete
    assert (both.completeness.expected, both.completeness.verdict) == (8, Verdict.COMPLETE), "not 24, of one word"
    assert len(one.search(PortalQuery(extent_4326=(7.8, 51.6, 7.9, 51.7))).datasets) == 40
    since = datetime(2026, 9, 1, tzinfo=timezone.utc)
    newer = one.search(PortalQuery(modified_since=since))
    assert len(newer.datasets) == 13, "numbers 8, 17, … 116 of 120 were changed in September"
    assert newer.is_complete
    assert newer.completeness.expected == 13
    assert one.search(PortalQuery("gibtesnicht")).datasets == ()
    nothing = one.search(PortalQuery("Straßenbeleuchtung Wanne-Eickel"))
    assert (nothing.datasets, nothing.completeness.expected) == ((), 0)


def test_hits_of_two_words_are_counted_whole_when_the_rest_has_come_too(service):
    one = portal(service.records_url)
    first = one.search(PortalQuery("Straßenbeleuchtung Hamm"), limit=12)
    rest = one.search(PortalQuery("Straßenbeleuchtung Hamm"), start=first.next_start)
    assert not first.is_complete
    assert len(first.datasets) + len(rest.datasets) == rest.completeness.expected == 8
    assert rest.is_complete


def test_a_limit_ends_the_search_and_the_rest_follows(service):
    one = portal(service.url)
    first = one.search(PortalQuery(), limit=70)
    assert (len(first.datasets), first.next_start, first.is_complete) == (70, 70, False)
    rest = one.search(PortalQuery(), start=first.next_start)
    assert len(rest.datasets) == 80
    assert not {d.key for d in first.datasets} & {d.key for d in rest.datasets}
    assert rest.is_complete


def test_one_record_is_fetched_anew_from_whichever_catalogue_has_it(service):
    assert portal(service.url).dataset("alt0003").title.startswith("Öffentliche Grünflächen")
    with pytest.raises(HttpStatusError, match="no longer lists") as caught:
        portal(service.url).dataset("gibt-es-nicht")
    assert caught.value.status == 404


def test_a_service_without_records_says_so(service):
    with pytest.raises(UnexpectedContentError, match="no catalogue of records"):
        portal(service.features_url).search(PortalQuery())


@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_a_page_that_fails_leaves_what_came_before_and_says_so(service, fault):
    with Chaos(service.url) as proxy:
        proxy.rules = [{"match": "offset=50", **fault}]
        found = portal(f"{proxy.url}/collections/katalog", inactivity_s=0.5).search(PortalQuery())
    assert len(found.datasets) == 50
    assert found.completeness.verdict is Verdict.SHORT
    assert "50 of 120" in found.completeness.sentence()
    assert isinstance(found.error, NetworkError)
    assert (found.next_start, found.is_complete) == (50, False)


@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_a_first_answer_that_fails_is_a_sentence(service, fault):
    with Chaos(service.url, [fault]) as proxy, pytest.raises(NetworkError) as caught:
        portal(proxy.url, inactivity_s=0.5).search(PortalQuery())
    assert len(caught.value.sentence) > 20


def test_a_second_catalogue_that_fails_is_said_and_resumed(service):
    with Chaos(service.url) as proxy:
        proxy.rules = [{"match": "/archiv/items", "fault": "status", "code": 500, "n": 1}]
        one = portal(proxy.url)
        first = one.search(PortalQuery())
        rest = one.search(PortalQuery(), start=first.next_start)
    assert (len(first.datasets), first.is_complete) == (120, False)
    assert first.completeness.verdict is not Verdict.COMPLETE
    assert first.error is not None
    assert (len(rest.datasets), rest.is_complete) == (30, True)


def test_a_page_that_fails_once_is_asked_for_again(service):
    with Chaos(service.url) as proxy:
        proxy.rules = [{"match": "offset=50", "fault": "status", "code": 503, "n": 2}]
        found = portal(proxy.url, attempts=3).search(PortalQuery())
    assert len(found.datasets) == 150
    assert found.is_complete


def test_the_user_stops(service):
    class Stopper:
        stop = False

        def is_cancelled(self) -> bool:
            return self.stop

        def report(self, fraction: float, text: str = "") -> None:
            del fraction, text
            self.stop = True

    stopper = Stopper()
    found = portal(service.url).search(PortalQuery(), progress=stopper)
    assert (len(found.datasets), found.error, found.is_complete) == (50, None, False)
    with pytest.raises(CancelledError):
        portal(service.url).search(PortalQuery(), progress=stopper)
