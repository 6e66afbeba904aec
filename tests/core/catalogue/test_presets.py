# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.index.record import pack, unpack
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue, load_services, load_shipped
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.source_list import checked_service
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.paths import resource


def test_every_preset_has_source_date_and_a_web_address():
    rows = json.loads(resource("data", "services.json").read_text(encoding="utf-8"))["services"]
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        assert row["source"], row["id"]
        assert datetime.fromisoformat(row["date_checked"]), row["id"]
    for one in load_services():
        assert one.is_loadable, one.key
        for each in one.distributions:
            assert each.layers or each.kind.is_file or one.is_unverified, one.key
    assert all(portal.url.startswith("https://") for portal in load_shipped().sources)


def test_each_year_of_aerial_photographs_is_a_resource_with_the_address_and_layer_of_that_year():
    """RVR: /dop/dop_2021 … 2006, layer dop_<year>."""
    yearly = next(one for one in load_services() if one.key == "rvr-dop-jahre")
    assert yearly.is_unverified
    assert [(one.title, one.url, one.layers) for one in yearly.distributions] == [
        (str(year), f"https://geodaten.metropoleruhr.de/dop/dop_{year}", (f"dop_{year}",))
        for year in range(2021, 2005, -1)
    ]
    assert len({one.key for one in yearly.distributions}) == 16
    assert [one.key for one in search_local(load_services(), "Luftbild 2014")] == ["rvr-dop-jahre"]


def test_editions_of_a_list_are_checked_like_its_rows():
    row = {"url": "https://x.example/2021", "kind": "WMS"}
    for editions in ([{"title": "2021", "url": "ftp://x", "layers": []}], {"2021": "https://x.example"}, ["2021"]):
        with pytest.raises(RuhrError):
            checked_service({**row, "editions": editions})


def test_a_preset_asks_its_service_for_the_coordinate_system_that_its_note_recommends():
    tree_cover = next(one for one in load_services() if one.key == "eea-baumdichte")
    offered = ServiceLayer("0", "0", ("EPSG:25832", "EPSG:3857", "EPSG:4326"))
    for kind, crs in ((ServiceKind.WMS, "EPSG:3857"), (ServiceKind.WMTS, "EPSG:25832")):
        service = ServiceDescription(kind, "https://x.example/wms", "", "1.3.0", (offered,))
        service = service.preferring(tree_cover.distributions[0].crs)
        assert service.source_of(service.layers[0]).crs == crs
        assert service.preferring("EPSG:31467") == service.preferring("") == service


def test_the_day_on_which_we_checked_an_address_is_no_change_of_the_data():
    for one in load_services():
        assert one.modified is None
        assert one.address_checked is not None
        assert unpack(pack(one)) == one


def test_an_unverified_service_says_so():
    unverified = [one for one in load_services() if one.is_unverified]
    assert unverified
    assert all("not verified" in one.remarks[0] for one in unverified)


def test_the_sample_catalogue_shows_every_licence_state_and_leads_to_sample_layers():
    datasets = load_sample_catalogue()
    assert {one.licence_state.value for one in datasets} == {"open", "conditions", "closed", "unknown"}
    assert {d.sample.sample_id for one in datasets for d in one.distributions if d.sample} == {
        "schematic-municipalities",
        "sample-points",
    }


@pytest.mark.parametrize("content", ["", "{", "[]", '{"services": 1}'])
def test_a_broken_list_is_one_sentence(tmp_path, content):
    path = tmp_path / "services.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(InputError, match=r"services\.json"):
        load_services(path)


def test_a_licence_in_place_of_the_wording_leaves_the_publisher_to_be_named():
    trees = next(one for one in load_sample_catalogue() if one.key == "baumkataster-beispiel")
    licence = recognise_licence("dl-de/by-2-0")
    one = replace(trees.distributions[0], licence=licence, attribution=licence.title)
    origin = replace(trees, distributions=(one,)).origin_of(one, datetime.now(timezone.utc))
    assert origin.source_note().startswith(f"© {trees.publisher}, {licence.title}")


def test_the_origin_of_a_resource_carries_what_the_catalogue_says():
    trees = next(one for one in load_sample_catalogue() if one.key == "baumkataster-beispiel")
    fetched = datetime(2026, 11, 1, tzinfo=timezone.utc)
    origin = trees.origin_of(trees.distributions[0], fetched)
    assert origin.publisher == "Stadt Bochum"
    assert origin.licence == "Datenlizenz Deutschland – Namensnennung – Version 2.0"
    assert origin.licence_url == "https://www.govdata.de/dl-de/by-2-0"
    assert origin.attribution == "Stadt Bochum (Beispiel)"
    assert origin.fetched_at == fetched


@pytest.mark.parametrize(
    ("words", "title"),
    [
        ("B-Plan", "Bebauungspläne der Metropole Ruhr (INSPIRE)"),
        ("Kindergarten", "Kindertageseinrichtungen NRW (Karte)"),
        ("Solarkataster", "Solarpotenzial der Dachflächen NRW (Energieatlas)"),
        ("Höhenmodell", "Digitales Geländemodell NRW (Rasterdaten)"),
        ("Überschwemmung nrw", "Hochwassergefahrenkarten NRW"),
    ],
)
def test_planners_words_find_presets_that_are_called_otherwise(words, title):
    assert title in [one.title for one in search_local(load_services(), words)]


def test_the_typed_word_in_the_title_goes_before_its_synonym_there():
    found = [one.title for one in search_local(load_services(), "Geländemodell")]
    assert found[0] == "Digitales Geländemodell NRW (Rasterdaten)"
    assert "Normalisiertes digitales Oberflächenmodell NRW" in found[1:]


def test_a_service_is_found_in_each_town_it_covers_and_in_the_list_it_stands_in():
    services = MemoryFinder(load_services())
    for town in ("05911000", "05170024"):  # Bochum, Moers
        found = services.find(FindQuery("Luftbild", {Facet.MUNICIPALITY: frozenset({town})}))
        assert "rvr-dop" in [one.key for one in found.hits]
    towns = {one.key: one.municipalities for one in load_services()}
    assert towns["herne-baustellen"] == {"05916000"}
    assert towns["gelsenkirchen-mobilitaet"] == {"05513000"}
    assert {len(towns[key]) for key in ("nrw-dop", "bkg-vg250", "dwd-warnungen", "eea-baumdichte", "nrw-boris")} == {53}
    (listed,) = services.count_facets(FindQuery())[Facet.PORTAL]
    assert (listed.title, listed.count) == ("Geo services", len(services))
    assert services.find(FindQuery(facets={Facet.PORTAL: frozenset({listed.value})})).total == listed.count


def test_a_service_of_the_whole_region_is_also_offered_beside_it():
    cologne_4326 = (6.9, 50.9, 7.0, 51.0)
    found = {one.key for one in MemoryFinder(load_services()).find(FindQuery(extent_4326=cologne_4326)).hits}
    assert "nrw-dop" in found
    assert "herne-baustellen" not in found


def test_own_synonyms_count_and_short_ones_only_where_a_word_begins():
    synonyms = Synonyms.of([("Schiene", "Bahn"), ("Grube", "Bergbau")])
    rows = [Dataset(title, title, "Portal") for title in ("Autobahn", "Bahnhof", "Bergbauberechtigungen")]
    assert [one.title for one in search_local(rows, "schiene", synonyms)] == ["Bahnhof"]
    assert [one.title for one in search_local(rows, "grube", synonyms)] == ["Bergbauberechtigungen"]
