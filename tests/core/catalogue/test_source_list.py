# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from dataclasses import replace

import pytest

from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped
from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import SourceList, merge, parse_list, to_document
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.paths import resource

PORTAL = {
    "id": "herne",
    "title": "Herne",
    "url": "https://daten.herne.example/",
    "kind": "ckan",
    "operator": "Stadt Herne",
}
SERVICE = {
    "id": "baum",
    "title": "Bäume",
    "kind": "WFS",
    "url": "https://geo.herne.example/wfs",
    "publisher": "Stadt Herne",
    "layers": ["ms:baum"],
}


def _own(**more) -> SourceList:
    return parse_list({"portals": [PORTAL], "services": [SERVICE], **more}, "own.json", SourceOwner.OWN)


def test_the_shipped_lists_have_no_problem_and_every_portal_a_kind():
    shipped = load_shipped()
    assert not shipped.problems
    assert shipped.sources
    assert all(one.kind is not None for one in shipped.sources)
    assert len({one.key for one in shipped.sources}) == len(shipped.sources)


def test_catalogues_of_the_whole_state_or_country_are_not_in_the_index_unless_asked_for():
    assert {one.key for one in load_shipped().sources if not one.is_indexed} == {"opennrw", "govdata"}


def test_a_list_for_others_keeps_what_its_author_left_out_of_the_index():
    theirs = parse_list({"portals": [{**PORTAL, "indexed": False}]}, "x", SourceOwner.CENTRAL)
    kept = parse_list(to_document(theirs, for_others=True), "x", SourceOwner.CENTRAL)
    assert [one.is_indexed for one in kept.sources] == [False]


def test_a_list_written_and_read_again_is_the_same():
    own = _own(hidden=["bochum"])
    own = replace(own, sources=tuple(replace(one, authcfg="abc1234", is_indexed=False) for one in own.sources))
    assert parse_list(to_document(own, for_others=False), "x", SourceOwner.OWN) == own


def test_what_leaves_the_house_holds_no_log_in_and_nothing_hidden():
    own = _own(hidden=["bochum"])
    own = replace(own, sources=tuple(replace(one, authcfg="canary7") for one in own.sources))
    document = to_document(own, for_others=True)
    assert "canary7" not in repr(document)
    assert "hidden" not in document


def test_the_log_in_of_a_geo_service_is_kept_and_stays_in_the_house():
    own = parse_list({"services": [{**SERVICE, "authcfg": "canary7"}]}, "x", SourceOwner.OWN)
    assert parse_list(to_document(own, for_others=False), "x", SourceOwner.OWN).services[0]["authcfg"] == "canary7"
    assert "canary7" not in repr(to_document(own, for_others=True))


def test_a_geo_service_with_a_key_in_the_address_of_an_edition_stays_in_the_house():
    edition = {"title": "2020", "url": "https://x.example/a?token=canary8", "layers": ["1"]}
    row = {"title": "A", "kind": "WMS", "url": "https://x.example/a", "editions": [edition]}
    own = parse_list({"services": [row]}, "x", SourceOwner.OWN)
    assert parse_list(to_document(own, for_others=False), "x", SourceOwner.OWN) == own
    assert to_document(own, for_others=True)["services"] == []


def test_a_log_in_in_somebody_elses_list_is_not_taken_over():
    theirs = {"portals": [{**PORTAL, "authcfg": "evil123"}], "services": [{**SERVICE, "authcfg": "evil123"}]}
    read = parse_list(theirs, "x", SourceOwner.CENTRAL)
    assert read.sources[0].authcfg == read.services[0]["authcfg"] == ""
    assert "evil123" not in repr(merge(SourceList(), read).kept)


@pytest.mark.parametrize("document", [None, [], "x", {}, {"portals": {}}, {"portals": [{}] * 2001}])
def test_what_is_no_list_is_refused_as_a_whole(document):
    with pytest.raises(InputError, match="liste"):
        parse_list(document, "liste.json", SourceOwner.CENTRAL)


@pytest.mark.parametrize(
    "row",
    [
        None,
        7,
        {},
        {**PORTAL, "url": "file:///etc/passwd"},
        {**PORTAL, "url": "/vsicurl/https://x.example"},
        {**PORTAL, "url": "https://user:word@x.example"},
        {**PORTAL, "url": "C:/liste.ttl", "kind": "dcat"},
        {**PORTAL, "kind": "gopher"},
        {**PORTAL, "title": ["a"]},
        {**PORTAL, "title": "x" * 5000},
    ],
)
def test_a_broken_row_is_told_and_the_others_stay(row):
    read = parse_list({"portals": [row, PORTAL]}, "x", SourceOwner.CENTRAL)
    assert [one.title for one in read.sources] == ["Herne"]
    assert [one.number for one in read.problems] == [1]
    assert read.problems[0].sentence


@pytest.mark.parametrize(
    "row", [{**SERVICE, "kind": "FTP"}, {**SERVICE, "layers": "a,b"}, {**SERVICE, "url": "ftp://x"}]
)
def test_a_broken_service_is_told_too(row):
    read = parse_list({"services": [row, SERVICE]}, "x", SourceOwner.CENTRAL)
    assert [one["id"] for one in read.services] == ["baum"]
    assert len(read.problems) == 1


def test_the_kind_may_be_left_to_be_found_out():
    for kind in ("auto", "", None):
        read = parse_list({"portals": [{**PORTAL, "kind": kind}]}, "x", SourceOwner.OWN)
        assert read.sources[0].kind is None
    assert _own().sources[0].kind is PortalKind.CKAN


def test_merging_adds_what_is_new_and_replaces_nothing():
    other = {**PORTAL, "url": "https://daten.herne.example", "title": "Anderer Name"}
    new = {**PORTAL, "url": "https://daten.marl.example", "title": "Marl"}
    theirs = parse_list({"portals": [other, new], "services": [SERVICE]}, "x", SourceOwner.CENTRAL)
    merged = merge(_own(), theirs)
    assert merged.added == ("Marl",)
    assert merged.known == 2
    assert [one.title for one in merged.kept.sources] == ["Herne", "Marl"]
    assert all(one.owner is SourceOwner.OWN for one in merged.kept.sources)


def test_merging_twice_adds_nothing_more():
    theirs = parse_list({"portals": [PORTAL]}, "x", SourceOwner.CENTRAL)
    once = merge(SourceList(), theirs).kept
    assert merge(once, theirs).added == ()


def test_services_of_the_same_id_keep_both_under_two_ids():
    other = {**SERVICE, "url": "https://geo.marl.example/wfs"}
    merged = merge(_own(), parse_list({"services": [other]}, "x", SourceOwner.CENTRAL))
    assert [one["id"] for one in merged.kept.services] == ["baum", "baum-2"]


def test_services_of_one_address_without_ids_all_stay():
    plain = {key: value for key, value in SERVICE.items() if key != "id"}
    rows = [plain, {**plain, "layers": ["ms:kita"]}, {**plain, "layers": []}, {**plain, "title": "noch einmal"}]
    read = parse_list({"services": rows}, "x", SourceOwner.CENTRAL).services
    assert [one["layers"] for one in read] == [["ms:baum"], ["ms:kita"], []]
    again = parse_list({"services": rows[::-1]}, "x", SourceOwner.CENTRAL).services
    assert {one["id"] for one in again} == {one["id"] for one in read}


@pytest.mark.parametrize("key", ["portals", "services"])
def test_a_row_that_repeats_another_one_is_told(key):
    row = PORTAL if key == "portals" else SERVICE
    again = {**row, "id": "anders", "title": "noch einmal", "url": row["url"].replace("herne", "HERNE")}
    read = parse_list({key: [row, again, row]}, "x", SourceOwner.CENTRAL)
    assert len(read) == 1
    assert [(one.number, one.name) for one in read.problems] == [(2, "noch einmal"), (3, row["title"])]
    assert "repeats" in read.problems[0].sentence


def test_rows_under_a_misspelt_name_are_told_and_remarks_are_not():
    document = {"portals": [PORTAL], "Services": [SERVICE, SERVICE], "contacts": [{"mail": "gis@herne.example"}],
                "checked": "2026-11-01", "tags": ["a"]}  # fmt: skip
    read = parse_list(document, "x", SourceOwner.CENTRAL)
    assert len(read) == 1
    assert [(one.number, one.name) for one in read.problems] == [(1, "Bäume"), (2, "Bäume")]
    assert "“Services”" in read.problems[0].sentence


def test_an_id_that_two_services_of_a_list_have_loses_neither():
    rows = [SERVICE, {**SERVICE, "title": "Kitas", "layers": ["ms:kita"]}, SERVICE]
    read = parse_list({"services": rows}, "x", SourceOwner.CENTRAL).services
    assert [one["title"] for one in read] == ["Bäume", "Kitas"]
    assert read[0]["id"] == "baum"
    assert read[1]["id"] != "baum"


def test_the_services_of_the_shipped_list_keep_the_ids_they_are_hidden_by():
    rows = json.loads(resource("data", "services.json").read_text(encoding="utf-8"))["services"]
    assert [one["id"] for one in load_shipped().services] == [one["id"] for one in rows]


def test_pictures_and_objects_of_one_address_are_two_services():
    both = [{**SERVICE, "id": kind, "kind": kind, "layers": []} for kind in ("WMS", "WFS")]
    merged = merge(SourceList(), parse_list({"services": both}, "x", SourceOwner.CENTRAL))
    assert [one["kind"] for one in merged.kept.services] == ["WMS", "WFS"]
    assert merge(merged.kept, parse_list({"services": both}, "x", SourceOwner.CENTRAL)).known == 2


def test_a_service_is_taken_in_although_its_address_is_a_portal_of_the_list_too():
    portal = {**PORTAL, "url": SERVICE["url"], "kind": "ogc"}
    merged = merge(SourceList(), parse_list({"portals": [portal], "services": [SERVICE]}, "x", SourceOwner.CENTRAL))
    assert merged.added == ("Herne", "Bäume")
    later = merge(replace(merged.kept, services=()), parse_list({"services": [SERVICE]}, "x", SourceOwner.CENTRAL))
    assert later.added == ("Bäume",)
