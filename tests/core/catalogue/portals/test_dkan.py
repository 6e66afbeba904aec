# SPDX-License-Identifier: GPL-2.0-or-later
"""DKAN portals with all that Bonn, Essen and Duisburg put into their records."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.dkan import DkanPortal
from ruhr_smartcity_plugin.core.catalogue.portals.dkan_record import read_entry
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, TooLargeError, UnexpectedContentError
from tests.support.dkan import PACKAGE, catalogue, dkan_server, many, old_dkan_server
from tests.support.loopback import Loopback, Reply

UTC = timezone.utc


def _read(**members):
    return read_entry({"identifier": "x", "title": "X", **members}, portal="P", root="https://p.example")


def test_one_request_gives_the_whole_catalogue(client):
    with dkan_server() as server:
        result = DkanPortal(client, server.url, "Essen").search(PortalQuery())
        assert len(server.seen) == 1
    assert [one.key for one in result.datasets] == ["5b7c-straßenbäume-§-12", "haushalt-2024", "nur-kennung"]
    assert result.unreadable == 3
    assert result.is_complete


def test_a_full_entry_is_read(client):
    with dkan_server() as server:
        dataset = DkanPortal(client, server.url, "Essen").search(PortalQuery()).datasets[0]
        root = server.url
    assert dataset.title == "Straßenbäume Essen"
    assert dataset.notes == "Alle Bäume der Stadt.\n\nStand: 2025"
    assert dataset.publisher == "Stadt Essen"
    assert dataset.municipalities == {"05113000"}
    assert dataset.licence.key == "dl-zero-de/2.0"
    assert dataset.modified == datetime(2016, 3, 2, 12, 1, 2, tzinfo=UTC)
    assert dataset.data_date == datetime(2015, 12, 31, tzinfo=UTC)
    assert dataset.extent_4326 == (6.9, 51.3, 7.1, 51.5)
    assert dataset.themes == ("envi",)
    assert dataset.tags == ("Bäume", "Umwelt")
    assert dataset.contact == "Grün und Gruga, gruen@essen.example"
    assert dataset.landing_url == "https://opendata.essen.example/dataset/stra%C3%9Fenb%C3%A4ume"
    assert (dataset.portal_root, dataset.identifier) == (root, "5b7c-straßenbäume-§-12")
    assert [one.kind for one in dataset.distributions] == [ServiceKind.CSV, ServiceKind.WFS]


def test_single_values_numbered_objects_and_texts_in_place_of_lists_are_read(client):
    with dkan_server() as server:
        _, budget, bare = DkanPortal(client, server.url, "Essen").search(PortalQuery()).datasets
    assert budget.notes == "Ohne Auszeichnung: a < b & c"
    assert (budget.tags, budget.themes) == (("Finanzen",), ("econ",))
    assert budget.publisher == "Stadt Duisburg"
    assert budget.modified == datetime(2024, 2, 1, tzinfo=UTC)
    assert budget.extent_4326 is None
    assert [one.kind for one in budget.distributions] == [ServiceKind.XLSX, ServiceKind.TEXT]
    assert budget.distributions[1].url == ""
    assert "web address" in budget.distributions[1].problem
    assert budget.licence_state is LicenceState.UNKNOWN
    assert bare.title == "nur-kennung"
    assert [one.url for one in bare.distributions] == ["https://x.example/einzeln.pdf"]


@pytest.mark.parametrize(
    "member",
    ["publisher", "distribution", "keyword", "theme", "contactPoint", "spatial", "temporal", "license", "modified"],
)
@pytest.mark.parametrize("value", [None, "text", 7, [], {}, [None, 3, {}], True, [[]], {"0": {"0": None}}])
def test_any_member_may_hold_nonsense(member, value):
    assert _read(**{member: value}).key == "x"


def test_words_are_searched_here_with_umlauts_either_way_and_parts_of_words(client):
    with dkan_server() as server:
        portal = DkanPortal(client, server.url, "Essen")
        for words in ("Baeume", "STRASSENBÄUME", "gruga", "haushalt 2024"):
            found = portal.search(PortalQuery(words))
            assert found.is_complete
            assert len(found.datasets) == (0 if words == "gruga" else 1)


def test_date_and_box_narrow_and_keep_what_is_unknown(client):
    with dkan_server() as server:
        portal = DkanPortal(client, server.url, "Essen")
        since = portal.search(PortalQuery(modified_since=datetime(2020, 1, 1, tzinfo=UTC)))
        east = portal.search(PortalQuery(extent_4326=(7.5, 51.3, 7.6, 51.6)))
    assert [one.key for one in since.datasets] == ["haushalt-2024", "nur-kennung"]
    assert [one.key for one in east.datasets] == ["haushalt-2024", "nur-kennung"]


def test_a_search_that_goes_on_uses_what_was_fetched_and_one_from_the_start_asks_anew(client):
    with dkan_server(many(25)) as server:
        portal = DkanPortal(client, server.url, "Essen")
        first = portal.search(PortalQuery(), limit=10)
        second = portal.search(PortalQuery(), start=first.next_start, limit=10)
        third = portal.search(PortalQuery(), start=second.next_start, limit=10)
        assert len(server.seen) == 1
        portal.search(PortalQuery())
        assert len(server.seen) == 2
    assert [len(one.datasets) for one in (first, second, third)] == [10, 10, 5]
    assert [one.is_complete for one in (first, second, third)] == [False, False, True]
    assert len({one.key for part in (first, second, third) for one in part.datasets}) == 25


def test_hits_arrive_in_pieces_with_the_whole_count(client):
    told = []
    with dkan_server(many(450)) as server:
        DkanPortal(client, server.url).search(PortalQuery(), on_page=lambda found, n: told.append((len(found), n)))
    assert told == [(200, 450), (200, 450), (50, 450)]


def test_one_data_set_is_read_anew_or_said_to_be_gone(client):
    with dkan_server() as server:
        portal = DkanPortal(client, f"{server.url}/data.json", "Essen")
        assert portal.root == server.url
        assert portal.dataset("haushalt-2024").title == "Haushalt 2024"
        with pytest.raises(HttpStatusError) as caught:
            portal.dataset("weg")
    assert caught.value.status == 404
    assert "weg" in caught.value.sentence


@pytest.mark.parametrize("document", [{}, {"dataset": "viele"}, 3, {"success": False}, {"dataset": None}])
def test_another_document_is_refused_in_one_sentence(client, document):
    with Loopback({"GET /data.json": document}) as server, pytest.raises(UnexpectedContentError) as caught:
        DkanPortal(client, server.url, "Essen").search(PortalQuery())
    assert "Essen" in caught.value.sentence


def test_an_empty_catalogue_is_complete_with_nothing(client):
    with dkan_server([]) as server:
        result = DkanPortal(client, server.url, "Essen").search(PortalQuery())
    assert result.datasets == ()
    assert result.is_complete


# --- portals without data.json --------------------------------------------------------------------
def test_a_portal_without_data_json_is_read_by_its_list_of_names(client):
    with old_dkan_server([PACKAGE]) as server:
        (dataset,) = DkanPortal(client, server.url, "Bonn").search(PortalQuery()).datasets
    assert dataset.key == "straßenbäume-§-12"
    assert dataset.notes == "Baumbestand & Standorte"
    assert dataset.publisher == "Stadt Moers"
    assert dataset.municipalities == {"05170024"}
    assert dataset.themes == ()
    assert dataset.licence.key == "dl-by-de/2.0"
    assert dataset.modified == datetime(2016, 3, 2, 10, tzinfo=UTC)
    assert dataset.distributions[0].kind is ServiceKind.GEOJSON


SHOW = "GET /api/3/action/package_show"


def _search_singly(client, count, broken, failing):
    """Search a portal that answers `failing` for some of its packages; returns the result and how many were asked."""
    packages = [{**PACKAGE, "name": f"p-{one}", "id": str(one)} for one in range(count)]
    with old_dkan_server(packages) as server:
        inner = server.routes[SHOW]
        names = {f"p-{one}" for one in broken}
        server.routes[SHOW] = lambda request: failing if request.value("id") in names else inner(request)
        result = DkanPortal(client, server.url, "Bonn").search(PortalQuery())
        return result, len([one for one in server.seen if one.path.endswith("package_show")])


@pytest.mark.parametrize(
    "failing", [Reply(500, ""), Reply(404, ""), Reply(200, "<html>Fehler</html>", content_type="text/html"),
                {"success": False, "error": {"message": "kaputt"}}]
)  # fmt: skip
def test_a_package_that_fails_hides_none_that_follow_and_is_no_whole_catalogue(client, failing):
    result, asked = _search_singly(client, 5, [1], failing)
    assert (len(result.datasets), asked) == (4, 5)
    assert not result.is_complete
    assert isinstance(result.error, NetworkError)
    assert "4 of 5" in result.error.sentence


@pytest.mark.parametrize("status", [401, 403, 429, 503])
def test_a_portal_that_is_busy_or_closed_is_not_asked_on(client, status):
    result, asked = _search_singly(client, 5, [1, 2, 3, 4], Reply(status, "", headers={"Retry-After": "3600"}))
    assert (len(result.datasets), asked) == (1, 2)
    assert "1 of 5" in result.error.sentence


def test_a_portal_that_gives_no_package_at_all_is_asked_for_twenty(client):
    result, asked = _search_singly(client, 50, range(50), Reply(500, ""))
    assert (result.datasets, asked) == ((), 20)
    assert "0 of 50" in result.error.sentence


def test_entries_that_share_an_identifier_are_told_apart_by_their_titles_and_found_again(client):
    entries = [{"identifier": "1", "title": title} for title in ("Bäume", "Schulen", "Bäume", "Schulen")]
    with Loopback({"/data.json": {"dataset": entries}}, strict=True) as server:
        portal = DkanPortal(client, server.url)
        result = portal.search(PortalQuery())
        again = portal.dataset(result.datasets[1].key)
    assert [one.title for one in result.datasets] == ["Bäume", "Schulen"]
    assert len({one.key for one in result.datasets}) == 2
    assert again.title == "Schulen"


def test_entries_that_share_an_identifier_are_found_again_in_another_order(client):
    entries = [{"identifier": "1", "title": title} for title in ("Bäume", "Schulen")]
    with Loopback({"/data.json": lambda _request: Reply(200, catalogue(entries))}, strict=True) as server:
        portal = DkanPortal(client, server.url)
        known = {one.title: one.key for one in portal.search(PortalQuery()).datasets}
        entries.reverse()
        assert {title: portal.dataset(key).title for title, key in known.items()} == {one: one for one in known}


def test_lists_where_texts_should_be_and_themes_in_one_text_are_read():
    resource = {"accessURL": ["https://x.example/w"], "format": ["WFS"]}
    entry = {"identifier": ["a"], "title": ["Bäume"], "modified": ["2016-03-02"], "theme": "Umwelt, Verkehr",
             "license": ["https://www.govdata.de/dl-de/zero-2-0"], "distribution": [resource]}  # fmt: skip
    dataset = read_entry(entry, portal="P", root="https://p.example")
    assert (dataset.key, dataset.title, dataset.themes) == ("a", "Bäume", ("envi", "tran"))
    assert dataset.modified == datetime(2016, 3, 2, tzinfo=UTC)
    assert dataset.licence.key == "dl-zero-de/2.0"
    assert [(one.kind, one.url) for one in dataset.distributions] == [(ServiceKind.WFS, "https://x.example/w")]


def test_entries_of_two_publishers_without_identifier_are_two_data_sets(client):
    entries = [{"title": "Baumkataster", "publisher": one} for one in ("Stadt Essen", "Stadt Herne", "Stadt Essen")]
    with dkan_server(entries) as server:
        portal = DkanPortal(client, server.url, "Essen")
        found = portal.search(PortalQuery()).datasets
        assert [portal.dataset(one.key).publisher for one in found] == ["Stadt Essen", "Stadt Herne"]
    assert len({one.key for one in found}) == 2


def test_the_words_are_looked_up_with_the_synonyms_of_the_user(client):
    entries = [{"identifier": name, "title": name} for name in ("Bergehalde Hoheward", "Schulen")]
    with Loopback({"/data.json": {"dataset": entries}}, strict=True) as server:
        portal, own = DkanPortal(client, server.url), Synonyms.of([("Landmarke", "Bergehalde")])
        assert not portal.search(PortalQuery("landmarke")).datasets
        (found,) = portal.search(PortalQuery("landmarke", synonyms=own)).datasets
    assert found.title == "Bergehalde Hoheward"


# --- today's data set -----------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "condition"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_a_catalogue_that_has_not_changed_is_not_sent_again(client, name, condition):
    version = ["Mon, 02 Nov 2026 10:00:00 GMT"]
    entries = many(3)

    def document(request):
        if request.headers.get(condition) == version[0]:
            return Reply(304)
        return Reply(200, catalogue(entries), {name: version[0]})

    with Loopback({"GET /data.json": document}, strict=True) as server:
        portal = DkanPortal(client, server.url, "Essen")
        assert [portal.dataset(f"e-000{one}").title for one in (0, 1, 2)] == ["Eintrag 0", "Eintrag 1", "Eintrag 2"]
        assert [bool(one.headers.get(condition)) for one in server.seen] == [False, True, True]
        version[0], entries[1]["title"] = "Tue, 03 Nov 2026 10:00:00 GMT", "Umbenannt"
        assert portal.dataset("e-0001").title == "Umbenannt"


def test_a_cached_answer_in_place_of_a_304_is_known_by_its_mark(client):
    """QGIS's disk cache answers with 200 and the kept text."""
    with Loopback({"GET /data.json": Reply(200, catalogue(many(3)), {"ETag": '"a"'})}, strict=True) as server:
        portal = DkanPortal(client, server.url, "Essen")
        first = portal.dataset("e-0001")
        assert portal.dataset("e-0001") is first


def test_of_a_catalogue_that_is_too_large_one_data_set_is_asked_for_alone(client):
    small = client.with_limits(replace(client.limits, max_bytes=20_000))
    entry = {"identifier": "e-0001", "title": "Allein", "distribution": [{"downloadURL": "https://x.example/a.csv"}]}
    routes = {"GET /data.json": catalogue(many(2000)), "GET /api/1/metastore/schemas/dataset/items/e-0001": entry}
    with Loopback(routes) as server:
        found = DkanPortal(small, server.url, "Essen").dataset("e-0001")
        assert [one.url for one in found.distributions] == ["https://x.example/a.csv"]
        with pytest.raises(TooLargeError):
            DkanPortal(small, server.url, "Essen").dataset("e-0002")


def test_an_old_portal_is_asked_for_one_package_only(client):
    other = {**PACKAGE, "name": "anderes"}
    with old_dkan_server([PACKAGE, other]) as server:
        server.strict = False
        assert DkanPortal(client, server.url, "Bonn").dataset("anderes").key == "anderes"
        assert [one.value("id") for one in server.asked("/api/3/action/package_show")] == ["anderes"]
        with pytest.raises(HttpStatusError) as caught:
            DkanPortal(client, server.url, "Bonn").dataset("weg")
    assert caught.value.status == 404


def test_a_portal_that_is_gone_says_nothing_of_its_data_sets(client):
    with Loopback({}) as server, pytest.raises(NetworkError) as caught:
        DkanPortal(client, server.url, "Bonn").dataset("baeume")
    assert not isinstance(caught.value, HttpStatusError)


@pytest.mark.parametrize("at_resource", [True, False])
def test_how_the_source_is_to_be_named_is_read_from_resource_or_entry(client, at_resource):
    said = {"licenseAttributionByText": "© Stadt Essen"}
    entry = {"identifier": "a", "title": "A", "distribution": [{"format": "csv", **(said if at_resource else {})}]}
    with Loopback({"/data.json": {"dataset": [{**entry, **({} if at_resource else said)}]}}) as server:
        (dataset,) = DkanPortal(client, server.url, "Essen").search(PortalQuery()).datasets
    assert dataset.attribution == "© Stadt Essen"
