# SPDX-License-Identifier: GPL-2.0-or-later
"""CKAN portals whose lists move while they are read, that are narrowed to a tenant, or asked for single data sets."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import CkanPortal, organisation_of, portal_address
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import HttpStatusError, UnexpectedContentError
from tests.support.ckan import CkanServer, package, resource
from tests.support.loopback import Loopback

UTC = timezone.utc
ESSEN = {"organization": {"name": "stadt-essen", "title": "Stadt Essen"}}


def _packages(count: int) -> list:
    return [package(f"satz-{number:04d}", f"Datensatz {number}") for number in range(count)]


class Moving(CkanServer):
    """Changes its list once, just before the answer to the n-th search."""

    def __init__(self, packages, change, before=2):
        super().__init__(packages, strict=True)
        self._change, self._before = change, before

    def answer(self, path):
        if len(self.requests) == self._before - 1:
            self._change(self.packages)
            self._before = -1
        return super().answer(path)


# --- lists that move ------------------------------------------------------------------------------
def _edit_the_last(packages):
    packages.insert(0, packages.pop())  # newest first: what was edited jumps to the front


def _delete_the_first(packages):
    del packages[0]


def _add_one(packages):
    packages.insert(0, package("zz-neu", "Neu"))


@pytest.mark.parametrize(
    ("change", "keys"),
    [
        (_edit_the_last, [f"satz-{number:04d}" for number in range(250)]),
        (_delete_the_first, [f"satz-{number:04d}" for number in range(1, 250)]),
        (_add_one, [*(f"satz-{number:04d}" for number in range(250)), "zz-neu"]),
    ],
)
def test_a_list_that_moves_while_it_is_read_is_read_again_in_a_steady_order(client, change, keys):
    told = []
    with Moving(_packages(250), change) as server:
        result = CkanPortal(client, server.url).search(PortalQuery(), on_page=lambda found, n: told.extend(found))
        assert [one["sort"] for one in server.requests][3:] == ["name asc"] * 3
    assert sorted(one.key for one in result.datasets) == keys
    assert result.is_complete
    assert len({one.key for one in told}) == len(told)
    assert {one.key for one in told} >= set(keys)


def test_a_list_that_does_not_come_to_rest_is_said(client):
    class Restless(CkanServer):
        def answer(self, path):
            self.packages.insert(0, package(f"aa-{len(self.requests)}", "Neu"))
            return super().answer(path)

    with Restless(_packages(250)) as server:
        result = CkanPortal(client, server.url, "Testportal").search(PortalQuery())
        assert len(server.requests) <= 8
    assert not result.is_complete
    assert isinstance(result.error, UnexpectedContentError)
    assert "Testportal" in result.error.sentence
    assert len(result.datasets) >= 250


def test_a_portal_that_ignores_the_start_is_said_to_repeat_itself(client):
    class Stuck(CkanServer):
        def answer(self, path):
            return super().answer(path.replace("start=100", "start=0").replace("start=200", "start=0"))

    with Stuck(_packages(250)) as server:
        result = CkanPortal(client, server.url).search(PortalQuery())
        assert len(server.requests) == 6
    assert len(result.datasets) == 100
    assert not result.is_complete
    assert result.completeness.verdict is Verdict.SHORT
    assert (result.completeness.expected, result.completeness.received) == (250, 100)


@pytest.mark.parametrize("stated", [0, 50, 100, 150, 200, 249])
def test_a_count_below_what_the_portal_holds_hides_nothing(client, stated):
    class Low(CkanServer):
        def answer(self, path):
            status, headers, body = super().answer(path)
            return status, headers, body.replace(b'"count": 250', b'"count": %d' % stated)

    with Low(_packages(250)) as server:
        result = CkanPortal(client, server.url).search(PortalQuery())
    assert len(result.datasets) == 250
    assert result.is_complete
    assert result.completeness.expected == 250


def test_a_portal_that_fails_behind_its_last_row_is_complete(client):
    with CkanServer(_packages(200)) as server:
        server.faults, server.faults_stay = {200: (500, {}, b"")}, True
        result = CkanPortal(client, server.url).search(PortalQuery())
    assert len(result.datasets) == 200
    assert result.is_complete


def test_the_second_reading_may_fail_without_costing_what_came(client):
    with Moving(_packages(250), _edit_the_last) as server:
        portal = CkanPortal(client, server.url)
        inner, server.faults_stay = server.answer, True
        server.answer = lambda path: (500, {}, b"") if "sort=name" in path else inner(path)
        result = portal.search(PortalQuery())
    assert len(result.datasets) == 249
    assert not result.is_complete
    assert isinstance(result.error, HttpStatusError)


def test_a_limited_search_is_not_read_twice(client):
    with Moving(_packages(250), _edit_the_last) as server:
        CkanPortal(client, server.url).search(PortalQuery(), limit=150)
        assert len(server.requests) == 2


# --- conditions -----------------------------------------------------------------------------------
def test_the_date_is_asked_for_and_checked_again(client):
    packages = [package(f"satz-{year}", "X", metadata_modified=f"{year}-06-01T00:00:00") for year in (2024, 2026)]
    since = PortalQuery(modified_since=datetime(2026, 1, 1, tzinfo=UTC))
    with CkanServer(packages, strict=True) as server:
        result = CkanPortal(client, server.url).search(since)
        assert server.requests[0]["fq"] == "+metadata_modified:[2026-01-01T00:00:00Z TO *]"
    assert [one.key for one in result.datasets] == ["satz-2026"]
    assert result.is_complete


def test_a_portal_that_ignores_the_filter_is_narrowed_here(client):
    old = package("alt", "Alt", metadata_modified="2020-01-01T00:00:00")
    undated = package("ohne", "Ohne", metadata_modified=None)

    class Deaf(CkanServer):
        def answer(self, path):
            return super().answer(path.split("&fq=")[0])

    with Deaf([old, undated, package("neu", "Neu")]) as server:
        query = PortalQuery(modified_since=datetime(2026, 1, 1, tzinfo=UTC))
        result = CkanPortal(client, server.url).search(query)
    assert [one.key for one in result.datasets] == ["ohne", "neu"]
    assert result.is_complete


def test_the_box_is_checked_here_and_never_asked_as_the_portal_would_drop_what_has_none(client):
    def placed(name, x, y):
        return package(name, name, extras=[{"key": "spatial", "value": f'{{"type":"Point","coordinates":[{x},{y}]}}'}])

    with CkanServer([placed("innen", 7.2, 51.5), placed("aussen", 9, 50), package("ohne", "O")], strict=True) as server:
        result = CkanPortal(client, server.url).search(PortalQuery(extent_4326=(7.0, 51.0, 7.5, 52.0)))
        assert set(server.requests[0]) == {"q", "rows", "start", "sort"}
    assert [one.key for one in result.datasets] == ["innen", "ohne"]


@pytest.mark.parametrize(
    "tail",
    [
        "/organization/stadt-essen",
        "/organization/stadt-essen/",
        "/dataset?organization=stadt-essen",
        "/api/3/action/package_search?fq=organization:stadt-essen",
        '/dataset/?q=&fq=organization:"stadt-essen"',
    ],
)
def test_an_address_of_an_organisation_narrows_the_portal_to_it(client, tail):
    packages = [package("a", "A"), package("b", "B", **ESSEN)]
    with CkanServer(packages, strict=True) as server:
        portal = CkanPortal(client, server.url + tail)
        result = portal.search(PortalQuery())
        assert server.requests[0]["fq"] == '+organization:"stadt-essen"'
        assert portal.root == f"{server.url}/organization/stadt-essen"
    (dataset,) = result.datasets
    assert (dataset.key, dataset.portal_root) == ("b", portal.root)
    assert dataset.landing_url == f"{server.url}/dataset/b"


@pytest.mark.parametrize("tail", ["/group/envi", "/dataset/?groups=envi", "/api/3/action/x?fq=groups:envi"])
def test_an_address_of_a_group_narrows_the_portal_to_it_instead_of_becoming_the_whole_portal(client, tail):
    with CkanServer([package("a", "A")], strict=True) as server:
        portal = CkanPortal(client, server.url + tail)
        portal.search(PortalQuery())
        assert server.requests[0]["fq"] == '+groups:"envi"'
        assert portal.root == f"{server.url}/group/envi"


def test_an_address_may_narrow_to_a_group_of_an_organisation():
    root = CkanPortal(None, "https://x.example/organization/stadt-essen?groups=envi").root
    assert root == portal_address(root) == "https://x.example/organization/stadt-essen?groups=envi"


def test_an_organisation_in_an_address_is_a_name_and_no_query():
    assert organisation_of('https://x.example/dataset?organization=a" OR *:*') == "aOR"
    assert organisation_of("https://bochum.opendata.ruhr/") == ""


# --- single data sets -----------------------------------------------------------------------------
def test_a_data_set_is_resolved_anew_as_its_resource_addresses_change_monthly(client):
    row = package("soll-fahrplandaten-vrr", "Fahrplan", resource("r", "GTFS", "https://x.example/alt.zip"))
    with CkanServer([row], strict=True) as server:
        portal = CkanPortal(client, server.url)
        (found,) = portal.search(PortalQuery()).datasets
        row["resources"] = [resource("r2", "GTFS", "https://x.example/neu.zip")]
        again = portal.dataset(found.key)
    assert again.distributions[0].url == "https://x.example/neu.zip"
    assert again.portal_root == server.url


def test_a_data_set_that_is_gone_is_said(client):
    with CkanServer([], strict=True) as server, pytest.raises(HttpStatusError) as caught:
        CkanPortal(client, server.url, "Testportal").dataset("weg")
    assert caught.value.status == 404
    assert "Testportal" in caught.value.sentence
    assert "weg" in caught.value.sentence


def test_gone_in_the_envelope_only_is_gone_too(client):
    document = {"success": False, "error": {"__type": "Not Found Error", "message": "Nicht gefunden"}}
    with Loopback({"/api/3/action/package_show": document}) as server, pytest.raises(HttpStatusError) as caught:
        CkanPortal(client, server.url).dataset("weg")
    assert caught.value.status == 404


def test_a_package_in_a_list_as_dkan_sends_it_is_read(client):
    document = {"success": True, "result": [package("a", "A")]}
    with Loopback({"/api/3/action/package_show": document}) as server:
        assert CkanPortal(client, server.url).dataset("a").title == "A"


@pytest.mark.parametrize("result", [[], None, {}, "x", [3]])
def test_an_answer_without_package_is_refused(client, result):
    document = {"success": True, "result": result}
    with Loopback({"/api/3/action/package_show": document}) as server, pytest.raises(UnexpectedContentError):
        CkanPortal(client, server.url).dataset("a")


# --- its organisations and groups -----------------------------------------------------------------
HERNE = {"organization": {"name": "stadt-herne", "title": "Stadt Herne"}}


def _many_towns():
    towns = [{"organization": {"name": f"stadt-{number}", "title": f"Stadt {number}"}} for number in range(60)]
    return [
        *(package(f"essen-{number}", f"Baum {number}", **ESSEN) for number in range(3)),
        *(package(f"herne-{number}", f"Lärm {number}", **HERNE) for number in range(2)),
        *(package(f"satz-{number}", "Lärm", **town) for number, town in enumerate(towns)),
    ]


def test_the_organisations_and_groups_of_a_portal_are_all_there_with_titles_and_numbers(client):
    with CkanServer(_many_towns(), strict=True) as server:
        parts = CkanPortal(client, f"{server.url}/organization/stadt-herne").parts()
        assert server.requests == [{"rows": "0", "facet.field": '["organization", "groups"]', "facet.limit": "-1"}]
    assert [(one.name, one.title, one.datasets) for one in parts.organisations[:2]] == [
        ("stadt-essen", "Stadt Essen", 3),
        ("stadt-herne", "Stadt Herne", 2),
    ]
    assert len(parts.organisations) == 62  # CKAN itself would have given 50
    assert [(one.name, one.datasets) for one in parts.groups] == [("envi", 65)]


def test_a_search_brings_the_parts_of_all_its_hits_although_only_the_first_were_read(client):
    with CkanServer(_many_towns(), strict=True) as server:
        result = CkanPortal(client, server.url).search(PortalQuery("Lärm", with_parts=True), limit=5, page_rows=3)
        assert ["facet.field" in one for one in server.requests] == [True, False]
    assert len(result.datasets) == 5
    assert sum(one.datasets for one in result.parts.organisations) == 62
    assert not result.is_complete


def test_a_search_is_narrowed_to_parts_by_the_portal_itself(client):
    with CkanServer(_many_towns(), strict=True) as server:
        query = PortalQuery(organisation='stadt-herne" OR *:*', group="envi")
        result = CkanPortal(client, server.url).search(PortalQuery(organisation="stadt-herne", group="envi"))
        assert server.requests[0]["fq"] == '+organization:"stadt-herne" +groups:"envi"'
        CkanPortal(client, server.url).search(query)
        assert server.requests[1]["fq"] == '+organization:"stadt-herneOR" +groups:"envi"'  # a name, no query
    assert [one.key for one in result.datasets] == ["herne-0", "herne-1"]


def test_parts_of_a_narrowed_search_are_counted_without_their_own_choice(client):
    with CkanServer(_many_towns(), strict=True) as server:
        query = PortalQuery("Lärm", organisation="stadt-herne", group="envi", with_parts=True)
        parts = CkanPortal(client, server.url).search(query).parts
        asked = [(one["rows"], one.get("fq", ""), one["q"]) for one in server.requests]
    assert asked == [
        ("100", '+organization:"stadt-herne" +groups:"envi"', "Lärm"),
        ("0", '+groups:"envi"', "Lärm"),
        ("0", '+organization:"stadt-herne"', "Lärm"),
    ]
    assert sum(one.datasets for one in parts.organisations) == 62
    assert [(one.name, one.datasets) for one in parts.groups] == [("envi", 2)]


@pytest.mark.parametrize("facets", [{}, {"search_facets": "none"}, {"search_facets": {"organization": {"items": [7]}}},
                                    {"facets": []}, {"search_facets": {"groups": {"items": [{"count": True}]}}}])
def test_a_portal_that_counts_no_parts_is_searched_all_the_same(client, facets):
    document = {"success": True, "result": {"count": 1, "results": [package("a", "A")], **facets}}
    with Loopback({"/api/3/action/package_search": document}) as server:
        result = CkanPortal(client, server.url).search(PortalQuery(with_parts=True))
    assert not result.parts
    assert [one.key for one in result.datasets] == ["a"]
