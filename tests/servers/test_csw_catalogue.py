# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pycsw, asked directly and through a proxy that breaks answers: complete, or said."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Iterator

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.csw import CswPortal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.chaos import Chaos
from tests.support.faults import PASSING_FAULTS, PORTAL_FAULTS, fault_name
from tests.support.pycsw import PycswServer
from tests.support.pycsw_records import dataset_id, service_address, service_id
from tests.support.xml_reader import read_xml

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def catalogue() -> Iterator[PycswServer]:
    with PycswServer() as server:
        yield server


def portal(address: str, *, attempts: int = 1, inactivity_s: float = 3.0, title: str = "Katalog") -> CswPortal:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=inactivity_s, total_s=10.0, attempts=attempts)
    return CswPortal(HttpClient(session, limits=limits, wait=lambda _seconds: None), address, title, read_xml=read_xml)


def test_every_record_arrives_once_although_the_server_caps_its_pages(catalogue):
    pages = []
    found = portal(catalogue.csw_url).search(
        PortalQuery(), on_page=lambda fresh, count: pages.append((len(fresh), count))
    )
    assert pages == [(50, 123), (50, 123), (23, 123)]
    assert {one.key for one in found.datasets} == set(catalogue.records)
    assert found.completeness.verdict is Verdict.COMPLETE
    assert found.is_complete


def test_the_address_may_be_pasted_with_a_request(catalogue):
    pasted = f"{catalogue.csw_url}?service=CSW&version=2.0.2&request=GetCapabilities"
    one = portal(pasted, title="")
    assert len(one.search(PortalQuery("Baumkataster")).datasets) == 5
    assert one.title == "Geodatenkatalog der Metropole Ruhr (Test)"
    assert one.root == catalogue.csw_url


@pytest.mark.parametrize(
    ("words", "count"),
    [
        ("Baumkataster", 5),
        ("Bebauungspläne Mülheim", 1),
        ("Straßenverzeichnis", 5),
        ("gibtesnicht", 0),
        ('<ogc:Filter>"&\' *?\\', 0),
        ("Planung & Bürger <Stand", 105),
        ("3D-Gebäudemodell", 5),
    ],
)
def test_all_words_have_to_occur_and_signs_are_text(catalogue, words, count):
    found = portal(catalogue.csw_url).search(PortalQuery(words))
    assert len(found.datasets) == count
    assert found.is_complete


def test_a_box_and_a_date_narrow_the_search(catalogue):
    hamm = portal(catalogue.csw_url).search(PortalQuery(extent_4326=(7.75, 51.6, 7.9, 51.7)))
    assert hamm.is_complete
    towns = {one.publisher for one in hamm.datasets}
    assert towns == {"Stadt Hamm", ""}, "records of the whole world touch the box too"
    since = datetime(2026, 6, 1, tzinfo=timezone.utc)
    changed = portal(catalogue.csw_url).search(PortalQuery("Radverkehrsnetz", modified_since=since))
    assert changed.is_complete
    assert all(one.modified >= since for one in changed.datasets)
    everything = portal(catalogue.csw_url).search(PortalQuery()).datasets
    expected = {one.key for one in everything if one.modified is None or one.modified >= since}
    newer = portal(catalogue.csw_url).search(PortalQuery(modified_since=since))
    assert {one.key for one in newer.datasets} <= expected
    assert {one.key for one in everything if one.modified and one.modified >= since} <= {
        one.key for one in newer.datasets
    }


def test_data_sets_carry_the_addresses_of_their_services(catalogue):
    found = {one.key: one for one in portal(catalogue.csw_url).search(PortalQuery("Bochum")).datasets}
    for number in range(6):
        urls = {one.kind: one.url for one in found[dataset_id(0, number)].distributions}
        assert urls[ServiceKind.WMS].startswith(service_address(0, "wms"))
        assert urls[ServiceKind.WFS].startswith(service_address(0, "wfs"))
    assert ServiceKind.WMS not in found[dataset_id(0, 6)].kinds()
    assert found[service_id(0, "wms")].is_loadable


def test_one_record_is_fetched_anew_with_its_services(catalogue):
    found = portal(catalogue.csw_url).dataset(dataset_id(1, 2))
    assert found.title == "Bebauungspläne Essen"
    assert ServiceKind.WFS in found.kinds()


def test_a_record_that_is_gone_is_a_404_with_a_sentence(catalogue):
    with pytest.raises(HttpStatusError, match="no longer lists") as caught:
        portal(catalogue.csw_url).dataset("gibt-es-nicht")
    assert caught.value.status == 404


def test_a_limit_is_kept_and_going_on_brings_the_rest(catalogue):
    one = portal(catalogue.csw_url)
    first = one.search(PortalQuery(), limit=30)
    assert (len(first.datasets), first.next_start, first.is_complete) == (30, 30, False)
    rest = one.search(PortalQuery(), start=first.next_start)
    assert len(rest.datasets) == 93
    assert {d.key for d in first.datasets} | {d.key for d in rest.datasets} == set(catalogue.records)
    assert rest.is_complete


@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_a_page_that_fails_leaves_what_came_before_and_says_so(catalogue, fault):
    with Chaos(catalogue.url) as proxy:
        proxy.rules = [{"match": "STARTPOSITION=51", **fault}]
        found = portal(f"{proxy.url}/csw", inactivity_s=0.5).search(PortalQuery())
    assert len(found.datasets) == 50
    assert found.completeness.verdict is Verdict.SHORT
    assert "50 of 123" in found.completeness.sentence()
    assert isinstance(found.error, NetworkError)
    assert found.error.sentence in found.completeness.sentence()
    assert (found.next_start, found.is_complete) == (50, False)


@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_a_first_answer_that_fails_is_a_sentence(catalogue, fault):
    with Chaos(catalogue.url, [fault]) as proxy, pytest.raises(NetworkError) as caught:
        portal(f"{proxy.url}/csw", inactivity_s=0.5).search(PortalQuery())
    assert caught.value.sentence.endswith((".", "…"))


@pytest.mark.parametrize("fault", [*PASSING_FAULTS, {"fault": "empty"}], ids=fault_name)
def test_a_page_that_fails_once_is_asked_for_again(catalogue, fault):
    with Chaos(catalogue.url) as proxy:
        proxy.rules = [{"match": "STARTPOSITION=51", "n": 1, **fault}]
        found = portal(f"{proxy.url}/csw", attempts=3).search(PortalQuery())
    if fault["fault"] == "empty":  # an empty 200 may be the answer; it is not repeated, but said
        assert found.error is not None or found.is_complete
    else:
        assert found.is_complete
        assert len(found.datasets) == 123


def test_going_on_after_a_failed_page_completes_the_list(catalogue):
    with Chaos(catalogue.url) as proxy:
        proxy.rules = [{"match": "STARTPOSITION=101", "fault": "status", "code": 500, "n": 1}]
        one = portal(f"{proxy.url}/csw")
        first = one.search(PortalQuery())
        rest = one.search(PortalQuery(), start=first.next_start)
    assert len(first.datasets) + len(rest.datasets) == 123
    assert rest.is_complete


def test_a_server_that_refuses_get_is_asked_by_post(catalogue):
    with Chaos(catalogue.url) as proxy:
        proxy.rules = [{"match": "REQUEST=GetRecords&", "fault": "status", "code": 405}]
        found = portal(f"{proxy.url}/csw").search(PortalQuery("Bebauungspläne Essen"))
        methods = {entry["method"] for entry in proxy.log}
    assert [one.title for one in found.datasets] == ["Bebauungspläne Essen"]
    assert methods == {"GET", "POST"}


def test_the_user_stops_between_two_pages(catalogue):
    class Stopper:
        stop = False

        def is_cancelled(self) -> bool:
            return self.stop

        def report(self, fraction: float, text: str = "") -> None:
            del fraction, text

    stopper = Stopper()

    def on_page(fresh: tuple, count: int) -> None:
        del fresh, count
        stopper.stop = True

    found = portal(catalogue.csw_url).search(PortalQuery(), on_page=on_page, progress=stopper)
    assert (len(found.datasets), found.error, found.is_complete) == (50, None, False)
    with pytest.raises(CancelledError):
        portal(catalogue.csw_url).search(PortalQuery(), progress=stopper)


def test_the_qt_reader_reads_the_same(catalogue):
    from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml as read_with_qt

    one = portal(catalogue.csw_url)
    plain = one.search(PortalQuery()).datasets
    one._read_xml = read_with_qt
    assert one.search(PortalQuery()).datasets == plain


def test_an_address_that_is_no_catalogue_says_so(catalogue):
    with pytest.raises((UnexpectedContentError, HttpStatusError)):
        portal(f"{catalogue.url}/csw?mode=oaipmh&verb=Identify").search(PortalQuery())
