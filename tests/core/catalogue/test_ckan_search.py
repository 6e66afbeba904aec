# SPDX-License-Identifier: GPL-2.0-or-later
"""Paging, errors and foreign answers of a CKAN portal, over a plain session on loopback."""

from __future__ import annotations

import json

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import CkanPortal, escape_query, portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import (
    AddressRefusedError,
    CancelledError,
    HttpStatusError,
    NetworkError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.ckan import CkanServer, package

LIMITS = Limits(inactivity_s=2.0, total_s=5.0, attempts=1)


def _packages(count: int) -> list:
    return [package(f"satz-{number:04d}", f"Datensatz {number}") for number in range(count)]


def _portal(server: CkanServer) -> CkanPortal:
    session = requests.Session()
    session.trust_env = False
    return CkanPortal(HttpClient(session, limits=LIMITS), server.url, "Testportal")


def _json_answer(document: object, status: int = 200) -> tuple:
    return status, {"Content-Type": "application/json"}, json.dumps(document).encode()


class Stopper:
    """Cancels after a number of pages."""

    def __init__(self) -> None:
        self.stop = False
        self.fractions: list = []

    def is_cancelled(self) -> bool:
        return self.stop

    def report(self, fraction: float, text: str = "") -> None:
        self.fractions.append(fraction)


def test_all_pages_are_read_and_each_arrives_through_the_callback():
    pages = []
    with CkanServer(_packages(250)) as server:
        result = _portal(server).search(PortalQuery(""), on_page=lambda found, count: pages.append((len(found), count)))
        assert [query["start"] for query in server.requests] == ["0", "100", "200"]
        assert server.unexpected == []
    assert pages == [(100, 250), (100, 250), (50, 250)]
    assert len({one.key for one in result.datasets}) == 250
    assert result.is_complete
    assert result.completeness.verdict is Verdict.COMPLETE


def test_a_portal_that_gives_fewer_rows_than_asked_for_is_still_read_to_the_end():
    with CkanServer(_packages(95), max_rows=20) as server:
        result = _portal(server).search(PortalQuery(""))
        assert [query["start"] for query in server.requests] == ["0", "20", "40", "60", "80"]
    assert len(result.datasets) == 95
    assert result.is_complete


def test_an_empty_answer_is_complete_with_nothing():
    with CkanServer(_packages(3)) as server:
        result = _portal(server).search(PortalQuery("gibtesnicht"))
    assert result.datasets == ()
    assert result.is_complete


def test_an_empty_page_before_the_end_is_said_to_be_incomplete_and_ends_the_search():
    empty = {"success": True, "result": {"count": 250, "results": []}}
    with CkanServer(_packages(250)) as server:
        server.faults[100] = _json_answer(empty)
        result = _portal(server).search(PortalQuery(""))
        assert len(server.requests) == 2
    assert not result.is_complete
    assert result.completeness.verdict is Verdict.SHORT
    assert result.completeness.sentence() == "100 of 250 objects loaded."


def test_a_failing_later_page_keeps_what_came_and_can_be_continued():
    with CkanServer(_packages(250)) as server:
        server.faults[100] = (500, {}, b"")
        portal = _portal(server)
        first = portal.search(PortalQuery(""))
        assert isinstance(first.error, NetworkError)
        assert not first.is_complete
        assert first.next_start == 100
        rest = portal.search(PortalQuery(""), start=first.next_start)
    assert rest.is_complete
    assert len({one.key for one in (*first.datasets, *rest.datasets)}) == 250


def test_a_limit_stops_early_and_says_where_to_go_on():
    with CkanServer(_packages(250)) as server:
        result = _portal(server).search(PortalQuery(""), limit=120)
        assert [query["rows"] for query in server.requests] == ["100", "20"]
    assert (len(result.datasets), result.next_start, result.is_complete) == (120, 120, False)
    assert result.error is None


def test_a_data_set_that_appears_on_two_pages_is_given_once():
    packages = _packages(100)
    with CkanServer([*packages, packages[0], package("neu", "Neu")]) as server:
        result = _portal(server).search(PortalQuery(""))
    assert len(result.datasets) == 101
    assert result.is_complete


@pytest.mark.parametrize("damaged", [0, 1, 99])
def test_a_portal_that_repeats_its_first_page_is_never_whole_not_even_by_going_on(damaged):
    rows = [*_packages(100 - damaged), *["no object"] * damaged]
    repeated = _json_answer({"success": True, "result": {"count": 500, "results": rows}})
    with CkanServer([]) as server:
        server.faults, server.faults_stay = dict.fromkeys(range(0, 500, 100), repeated), True
        portal = _portal(server)
        result = portal.search(PortalQuery(""))
        rest = portal.search(PortalQuery(""), start=result.next_start)
    assert len(result.datasets) == 100 - damaged
    assert result.completeness.verdict is Verdict.SHORT
    assert "counts 500 data sets but lists" in result.error.sentence
    assert result.next_start == 0, "what is missing may stand anywhere"
    assert not rest.is_complete


def test_cancel_between_pages_keeps_what_came():
    stopper = Stopper()

    def stop(found: tuple, count: int) -> None:
        stopper.stop = True

    with CkanServer(_packages(250)) as server:
        result = _portal(server).search(PortalQuery(""), on_page=stop, progress=stopper)
        assert len(server.requests) == 1
    assert len(result.datasets) == 100
    assert not result.is_complete


def test_cancel_before_the_first_page_raises():
    stopper = Stopper()
    stopper.stop = True
    with CkanServer([]) as server, pytest.raises(CancelledError):
        _portal(server).search(PortalQuery(""), progress=stopper)


def test_progress_reaches_one():
    watcher = Stopper()
    with CkanServer(_packages(150)) as server:
        _portal(server).search(PortalQuery(""), progress=watcher)
    assert watcher.fractions[-1] == 1.0


def test_an_unreadable_entry_is_counted_and_does_not_cost_the_others():
    with CkanServer([package("a", "A"), "no object", {"title": "ohne Namen"}, package("b", "B")]) as server:
        result = _portal(server).search(PortalQuery(""))
    assert [one.key for one in result.datasets] == ["a", "b"]
    assert result.unreadable == 2
    assert result.is_complete


@pytest.mark.parametrize(
    ("document", "words"),
    [
        ({"success": False, "error": {"message": "Search Query is invalid", "__type": "x"}}, "Search Query is invalid"),
        ({"success": False, "error": "kaputt"}, "kaputt"),
        ({"success": False}, "no reason"),
        ({"success": True, "result": [{"title": "x"}]}, "DKAN"),
        ({"success": True, "result": {"count": "viele", "results": []}}, "CKAN"),
        ({"success": True, "result": {"count": -1, "results": []}}, "CKAN"),
        ({"success": True, "result": {"count": 1}}, "CKAN"),
        ({"success": True}, "CKAN"),
        ([], "CKAN"),
        ({}, "CKAN"),
    ],
)
def test_an_answer_that_is_no_search_result_is_refused_in_one_sentence(document, words):
    with CkanServer([]) as server:
        server.faults[0] = _json_answer(document)
        with pytest.raises(UnexpectedContentError) as caught:
            _portal(server).search(PortalQuery(""))
    assert words in caught.value.sentence
    assert "Testportal" in caught.value.sentence


@pytest.mark.parametrize("body", [b'{"success": true, "result": {"cou', b"<html><body>Wartung</body></html>", b"NaN"])
def test_broken_json_and_web_pages_are_named_errors(body):
    with CkanServer([]) as server:
        server.faults[0] = (200, {"Content-Type": "application/json"}, body)
        with pytest.raises(NetworkError):
            _portal(server).search(PortalQuery(""))


def test_ckans_own_error_status_names_the_portals_reason():
    with CkanServer([]) as server:
        server.faults[0] = _json_answer({"success": False, "error": {"message": "Solr is down"}}, 409)
        with pytest.raises(HttpStatusError):
            _portal(server).search(PortalQuery(""))


@pytest.mark.parametrize(
    ("pasted", "root"),
    [
        ("opendata.ruhr", "https://opendata.ruhr"),
        ("https://opendata.ruhr/", "https://opendata.ruhr"),
        ("https://opendata.rvr.ruhr/dataset/baumkataster", "https://opendata.rvr.ruhr"),
        ("https://bochum.opendata.ruhr/api/3/action/package_search?q=x", "https://bochum.opendata.ruhr"),
        ("https://www.govdata.de/ckan/api/3/action", "https://www.govdata.de/ckan"),
        ("https://opendata.ruhr/de/dataset/baumkataster", "https://opendata.ruhr"),
        ("https://opendata.ruhr/de", "https://opendata.ruhr/de"),
        ("http://127.0.0.1:5000", "http://127.0.0.1:5000"),
    ],
)
def test_the_root_is_found_in_what_people_paste(pasted, root):
    assert portal_root(pasted) == root


@pytest.mark.parametrize("address", ["file:///etc/passwd", "", "PG:dbname=x", "/vsicurl/http://x", "\\\\server\\share"])
def test_a_portal_address_that_is_no_web_address_is_refused(address):
    with pytest.raises(AddressRefusedError):
        portal_root(address)


@pytest.mark.parametrize(
    ("text", "query"),
    [
        ("Bäume  Straße", "Bäume Straße"),
        ("", "*:*"),
        ("a:b", r"a\:b"),
        ('"x" OR y', r"\"x\" or y"),
        ("organization:*", r"organization\:\*"),
        ("a && b", r"a \&& b"),
    ],
)
def test_search_words_are_words_and_no_query_language(text, query):
    assert escape_query(text) == query
