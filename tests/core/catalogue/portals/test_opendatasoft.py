# SPDX-License-Identifier: GPL-2.0-or-later
"""Opendatasoft portals: metadata in nested and flat form, and the ends of paging."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Verdict
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.opendatasoft import OpendatasoftPortal
from ruhr_smartcity_plugin.core.catalogue.portals.opendatasoft_record import read_row
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import HttpStatusError, UnexpectedContentError
from tests.support.loopback import Loopback, Reply
from tests.support.opendatasoft import BASE, FLAT_ROW, ROW, OpendatasoftServer, rows

UTC = timezone.utc


def _portal(client, server):
    return OpendatasoftPortal(client, server.url, "Dortmund")


def test_a_full_row_is_read(client):
    with OpendatasoftServer([ROW]) as server:
        (dataset,) = _portal(client, server).search(PortalQuery()).datasets
        root = server.url
    assert (dataset.key, dataset.title, dataset.publisher) == ("fb67-baumkataster", "Baumkataster", "Stadt Dortmund")
    assert dataset.notes == "Bäume der Stadt mehr"
    assert dataset.municipalities == {"05913000"}
    assert dataset.licence.key == "dl-zero-de/2.0"
    assert dataset.attribution == "© Stadt Dortmund; Grünflächenamt"
    assert dataset.modified == datetime(2026, 2, 3, 4, 5, 6, tzinfo=UTC)
    assert dataset.data_date == datetime(2025, 6, 30, tzinfo=UTC)
    assert dataset.contact == "Fachbereich 67, gruen@dortmund.example"
    assert dataset.themes == ("envi", "Freizeit")
    assert dataset.extent_4326 == (7.3, 51.4, 7.6, 51.6)
    assert dataset.landing_url == f"{root}/explore/dataset/fb67-baumkataster/"
    assert dataset.portal_root == root


def test_the_exports_of_a_data_set_are_its_resources(client):
    with OpendatasoftServer([ROW]) as server:
        (dataset,) = _portal(client, server).search(PortalQuery()).datasets
        base = f"{server.url}{BASE}/datasets/fb67-baumkataster"
    assert [(one.kind, one.url) for one in dataset.distributions] == [
        (ServiceKind.GEOJSON, f"{base}/exports/geojson"),
        (ServiceKind.SHP, f"{base}/exports/shp"),
        (ServiceKind.KML, f"{base}/exports/kml"),
        (ServiceKind.CSV, f"{base}/exports/csv"),
        (ServiceKind.XLSX, f"{base}/exports/xlsx"),
        (ServiceKind.JSON, f"{base}/exports/json"),
        (ServiceKind.GPKG, f"{base}/alternative_exports/baum_gpkg"),
        (ServiceKind.PDF, f"{base}/attachments/merkblatt_pdf"),
    ]


def test_a_data_set_without_places_has_no_map_exports_and_one_without_rows_none():
    plain = read_row({"dataset_id": "a", "features": []}, portal="P", root="https://p.example")
    empty = read_row({"dataset_id": "a", "has_records": False}, portal="P", root="https://p.example")
    assert [one.kind for one in plain.distributions] == [ServiceKind.CSV, ServiceKind.XLSX, ServiceKind.JSON]
    assert empty.distributions == ()


def test_flat_metadata_of_an_export_are_read():
    dataset = read_row(FLAT_ROW, portal="P", root="https://p.example")
    assert (dataset.key, dataset.title) == ("flach", "Flacher Eintrag")
    assert dataset.licence_state is LicenceState.CONDITIONS
    assert dataset.contact == "Amt"
    assert dataset.distributions[0].kind is ServiceKind.GEOJSON


@pytest.mark.parametrize("member", ["metas", "features", "attachments", "alternative_exports", "has_records"])
@pytest.mark.parametrize("value", [None, "text", 7, [], {}, [None, 3, {}], True, {"default": [1]}])
def test_any_member_may_hold_nonsense(member, value):
    assert read_row({"dataset_id": "x", member: value}, portal="P", root="https://p.example").title == "x"


def test_all_pages_are_read_in_hundreds(client):
    with OpendatasoftServer(rows(230)) as server:
        result = _portal(client, server).search(PortalQuery())
        assert [one.value("offset") for one in server.seen] == ["0", "100", "200"]
        assert {one.value("order_by") for one in server.seen} == {"dataset_id"}
    assert len(result.datasets) == 230
    assert result.is_complete


def test_words_are_a_quoted_text_and_never_a_condition(client):
    tricky = {"dataset_id": "b", "metas": {"default": {"title": 'x") or 1=1 or search("'}}}
    with OpendatasoftServer([ROW, tricky]) as it:
        portal = _portal(client, it)
        assert [one.key for one in portal.search(PortalQuery("baumkataster")).datasets] == ["fb67-baumkataster"]
        assert [one.key for one in portal.search(PortalQuery('x") or 1=1 or search("')).datasets] == ["b"]
        assert it.seen[-1].value("where") == 'search("x\\") or 1=1 or search(\\"")'


def test_the_date_is_asked_for_and_checked_again(client):
    since = PortalQuery(modified_since=datetime(2024, 1, 1, tzinfo=UTC))
    for refuses in (False, True):
        with OpendatasoftServer(rows(32), refuses_conditions=refuses) as server:
            result = _portal(client, server).search(since)
        assert {one.modified.year for one in result.datasets} == {2024, 2025}
        assert len(result.datasets) == 4
        assert result.is_complete


def test_beyond_ten_thousand_hits_the_export_gives_the_rest(client):
    told = []
    with OpendatasoftServer(rows(10_050)) as server:
        result = _portal(client, server).search(PortalQuery(), on_page=lambda found, n: told.extend(found))
        paths = [one.path for one in server.seen]
    assert paths.count(f"{BASE}/exports/json") == 1
    assert len(paths) == 101
    assert len(result.datasets) == 10_050
    assert len({one.key for one in told}) == len(told) == 10_050
    assert result.is_complete


def test_beyond_ten_thousand_hits_a_failing_export_is_said(client):
    with OpendatasoftServer(rows(10_050)) as server:
        server.routes[f"GET {BASE}/exports/json"] = Reply(500, "")
        result = _portal(client, server).search(PortalQuery())
    assert len(result.datasets) == 10_000
    assert not result.is_complete
    assert result.completeness.verdict is Verdict.SHORT
    assert "10,000" in result.error.sentence


def test_a_search_may_start_beyond_the_end_of_pages(client):
    with OpendatasoftServer(rows(10_050)) as server:
        result = _portal(client, server).search(PortalQuery(), start=10_000)
        assert [one.path for one in server.seen] == [f"{BASE}/exports/json"]
    assert len(result.datasets) == 50
    assert result.is_complete


@pytest.mark.parametrize(("start", "limit"), [(0, None), (9_900, None), (10_000, None), (10_000, 20), (0, 10_020)])
def test_beyond_ten_thousand_hits_of_words_the_order_of_the_export_costs_none(client, start, limit):
    catalogue = rows(10_050)
    before = {one["dataset_id"] for one in catalogue[:start]}  # what the pages before brought, by rank
    with OpendatasoftServer(catalogue) as server:
        server.routes[f"GET {BASE}/exports/json"] = catalogue[::-1]
        result = _portal(client, server).search(PortalQuery("satz"), start=start, limit=limit)
    assert len(before | {one.key for one in result.datasets}) == 10_050
    assert result.is_complete


def test_one_data_set_is_read_anew_or_said_to_be_gone(client):
    with OpendatasoftServer([ROW]) as server:
        server.routes[f"GET {BASE}/datasets/weg"] = Reply(404, {"error_code": "DatasetNotFound", "message": "weg"})
        portal = _portal(client, server)
        assert portal.dataset("fb67-baumkataster").title == "Baumkataster"
        with pytest.raises(HttpStatusError) as caught:
            portal.dataset("weg")
    assert caught.value.status == 404


@pytest.mark.parametrize("document", [[], {}, {"total_count": "viele", "results": []}, {"total_count": 3}, "x"])
def test_another_answer_is_refused_in_one_sentence(client, document):
    reply = Reply(200, {"message": "kaputt"} if document == "x" else document)
    with Loopback({f"GET {BASE}/datasets": reply}) as server, pytest.raises(UnexpectedContentError) as caught:
        _portal(client, server).search(PortalQuery())
    assert "Dortmund" in caught.value.sentence


@pytest.mark.parametrize(
    "address",
    [
        "https://open-data.dortmund.example",
        "https://open-data.dortmund.example/explore/?q=baum",
        "https://open-data.dortmund.example/explore/dataset/fb67/",
        "https://open-data.dortmund.example/api/explore/v2.1/catalog/datasets?limit=5",
        "open-data.dortmund.example/pages/startseite",
    ],
)
def test_the_root_is_found_in_what_people_paste(client, address):
    assert OpendatasoftPortal(client, address).root == "https://open-data.dortmund.example"
