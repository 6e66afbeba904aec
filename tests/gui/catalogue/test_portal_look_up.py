# SPDX-License-Identifier: GPL-2.0-or-later
"""A portal is asked for today's address so that nobody waits for it."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from types import SimpleNamespace
from typing import List, Tuple

import pytest
import requests

from ruhr_smartcity_plugin.adapters.catalogue.source_store import CatalogueSources, new_source
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, TooLargeError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT
from ruhr_smartcity_plugin.gui.catalogue import portal_look_up
from ruhr_smartcity_plugin.gui.catalogue.portal_look_up import PortalLookUp
from tests.support.ckan import CkanServer, package
from tests.support.dcat import hydra_page
from tests.support.dkan import catalogue as dkan_catalogue
from tests.support.dkan import many
from tests.support.loopback import Loopback, Reply, Seen
from tests.support.pycsw_records import record
from tests.support.stopped import STOPPED

CAPABILITIES = (
    '<csw:Capabilities xmlns:csw="c" xmlns:ows="o" version="2.0.2"><ows:OperationsMetadata>'
    '<ows:Operation name="GetRecords"/></ows:OperationsMetadata></csw:Capabilities>'
)


def catalogue(seen: Seen) -> Reply:
    """Answer as a CSW without services."""
    asked = seen.value("REQUEST")
    text = CAPABILITIES
    if asked == "GetRecords":
        text = (
            '<csw:GetRecordsResponse xmlns:csw="c"><csw:SearchResults numberOfRecordsMatched="0" nextRecord="0"/>'
            "</csw:GetRecordsResponse>"
        )
    elif asked == "GetRecordById":
        one = record(seen.value("ID"), "Bäume").split("?>", 1)[1]
        text = f'<csw:GetRecordByIdResponse xmlns:csw="c">{one}</csw:GetRecordByIdResponse>'
    return Reply(200, text, content_type="application/xml")


@pytest.fixture
def looking(tmp_path, qgis_app) -> Tuple[PortalLookUp, CatalogueSources, List[float]]:
    now = [1000.0]
    sources = CatalogueSources(tmp_path)
    bench = SimpleNamespace(shared={"sources": sources})
    look_up = PortalLookUp(bench, lambda _url: (HttpClient(requests.Session()), ""), clock=lambda: now[0])
    return look_up, sources, now


def asked_for(key: str, root: str) -> Dataset:
    return Dataset(key, key, "Portal", portal_root=root)


def test_the_services_of_a_csw_are_read_once_for_several_clicks(looking):
    look_up, sources, now = looking
    with Loopback({"/csw": catalogue}) as server:
        root = f"{server.url}/csw"
        sources.add(new_source(root, "Portal", PortalKind.CSW))
        requests_of = []
        for key in ("a", "b", "c"):
            before = len(server.seen)
            assert look_up(asked_for(key, root), SILENT).key == key
            requests_of.append(len(server.seen) - before)
        assert requests_of[1:] == [1, 1]
        now[0] += 601
        look_up(asked_for("a", root), SILENT)  # services may have changed meanwhile
        assert len(server.seen) == 2 * requests_of[0] + 2


def test_a_portal_that_is_away_is_asked_again_after_a_minute_only(looking):
    look_up, sources, now = looking
    with Loopback({"/api/3/action/package_show": Reply(503)}) as server:
        sources.add(new_source(server.url, "Portal", PortalKind.CKAN))
        for later, seen in ((0, 1), (30, 1), (61, 2)):
            now[0] = 1000.0 + later
            with pytest.raises(HttpStatusError):
                look_up(asked_for("a", server.url), SILENT)
            assert len(server.seen) == seen


def test_a_portal_that_no_longer_has_a_data_set_is_asked_for_the_next(looking):
    look_up, sources, _now = looking
    with CkanServer([package("b", "Wege")]) as portal:
        sources.add(new_source(portal.url, "Portal", PortalKind.CKAN))
        with pytest.raises(HttpStatusError):
            look_up(asked_for("a", portal.url), SILENT)
        assert look_up(asked_for("b", portal.url), SILENT).title == "Wege"


@pytest.mark.parametrize("kind", [PortalKind.CKAN, None])
def test_a_portal_that_was_added_by_the_address_of_a_page_is_asked(looking, kind):
    look_up, sources, _now = looking
    with CkanServer([package("b", "Wege")]) as portal:
        sources.add(new_source(f"{portal.url}/dataset/wege", "Portal", kind))
        assert look_up(asked_for("b", portal.url), SILENT).title == "Wege"


def slow_catalogue(now: List[float]):
    """A CSW with three pages of services that takes five seconds for each answer."""

    def answer(seen: Seen) -> Reply:
        now[0] += 5.0
        if seen.value("REQUEST") != "GetRecords":
            return catalogue(seen)
        start = int(seen.value("STARTPOSITION"))
        rows = "".join(record(f"s{number}", "Dienst").split("?>", 1)[1] for number in range(start, start + 100))
        following = start + 100 if start < 201 else 0
        found = f'<csw:SearchResults numberOfRecordsMatched="300" nextRecord="{following}">{rows}'
        text = f'<csw:GetRecordsResponse xmlns:csw="c">{found}</csw:SearchResults></csw:GetRecordsResponse>'
        return Reply(200, text, content_type="application/xml")

    return answer


def test_a_csw_that_needs_half_a_minute_for_its_first_answer_gives_it(tmp_path, qgis_app):
    """Capabilities, three pages of services and the record at 5 s each: 25 s."""
    now = [1000.0]
    sources = CatalogueSources(tmp_path)
    client = HttpClient(requests.Session(), clock=lambda: now[0])
    look_up = PortalLookUp(SimpleNamespace(shared={"sources": sources}), lambda _url: (client, ""), lambda: now[0])
    with Loopback({"/csw": slow_catalogue(now)}) as server:
        sources.add(new_source(f"{server.url}/csw", "Portal", PortalKind.CSW))
        assert look_up(asked_for("a", f"{server.url}/csw"), SILENT).key == "a"
    assert now[0] == 1025.0


def test_a_dkan_portal_tells_the_address_of_today(looking):
    look_up, sources, now = looking
    distribution = {"title": "Bäume", "downloadURL": "https://x.example/2026.csv", "format": "csv"}
    entry = {"identifier": "b", "title": "Bäume", "distribution": [distribution]}
    known = {"a": dkan_catalogue([entry])}

    def document(seen: Seen) -> Reply:
        return Reply(304) if seen.headers.get("If-None-Match") == '"a"' else Reply(200, known["a"], {"ETag": '"a"'})

    with Loopback({"/data.json": document}) as server:
        sources.add(new_source(server.url, "Portal", PortalKind.DKAN))
        for _later in range(2):
            found = look_up(asked_for("b", server.url), SILENT)
            assert [one.url for one in found.distributions] == ["https://x.example/2026.csv"]
            now[0] += 3600  # an hour later only what is new is asked for
        assert [one.headers.get("If-None-Match") for one in server.seen] == [None, '"a"']


def test_a_dkan_portal_whose_list_is_too_large_is_not_asked_again_at_once(looking, monkeypatch):
    look_up, sources, _now = looking
    monkeypatch.setattr(portal_look_up, "_MOST_BYTES", 1000)
    with Loopback({"/data.json": dkan_catalogue(many(100))}) as server:
        sources.add(new_source(server.url, "Portal", PortalKind.DKAN))
        seen = []
        for _click in range(2):
            with pytest.raises(TooLargeError):
                look_up(asked_for("e-0001", server.url), SILENT)
            seen.append(len(server.seen))
        assert seen[0] == seen[1]


def test_a_catalogue_file_on_the_web_tells_the_address_of_today_and_is_left_alone_when_away(looking):
    look_up, sources, now = looking
    with Loopback({"/k.rdf": Reply(200, hydra_page(0, 3, 3, ""), content_type="application/rdf+xml")}) as server:
        root = f"{server.url}/k.rdf"
        sources.add(new_source(root, "Katalog", PortalKind.DCAT))
        assert look_up(asked_for("https://d.example/1", root), SILENT).title == "Satz 1"
        server.routes["/k.rdf"] = Reply(503)
        for later, seen in ((0, 2), (300, 2), (601, 3)):
            now[0] = 1000.0 + later
            with pytest.raises(HttpStatusError):
                look_up(asked_for("https://d.example/1", root), SILENT)
            assert len(server.seen) == seen


def test_two_tasks_that_ask_one_slow_portal_read_its_services_once(looking):
    look_up, sources, _now = looking
    asking, go_on = Event(), Event()

    def slow(seen: Seen) -> Reply:
        if seen.value("REQUEST") == "GetRecords":
            asking.set()
            go_on.wait(10)
        return catalogue(seen)

    with Loopback({"/csw": slow}) as server, ThreadPoolExecutor(2) as pool:
        root = f"{server.url}/csw"
        sources.add(new_source(root, "Portal", PortalKind.CSW))
        first = pool.submit(look_up, asked_for("a", root), SILENT)
        assert asking.wait(10)
        second = pool.submit(look_up, asked_for("b", root), SILENT)
        go_on.set()
        assert [one.result(10).key for one in (first, second)] == ["a", "b"]
        assert len([one for one in server.seen if one.value("REQUEST") == "GetRecords"]) == 1


def test_a_task_that_waits_for_another_one_can_be_stopped(looking):
    look_up, sources, _now = looking
    asking, go_on = Event(), Event()

    def slow(seen: Seen) -> Reply:
        asking.set()
        go_on.wait(10)
        return catalogue(seen)

    with Loopback({"/csw": slow}) as server, ThreadPoolExecutor(1) as pool:
        root = f"{server.url}/csw"
        sources.add(new_source(root, "Portal", PortalKind.CSW))
        first = pool.submit(look_up, asked_for("a", root), SILENT)
        assert asking.wait(10)
        with pytest.raises(CancelledError):
            look_up(asked_for("b", root), STOPPED)
        go_on.set()
        assert first.result(10).key == "a"
