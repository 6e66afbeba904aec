# SPDX-License-Identifier: GPL-2.0-or-later
"""The same data set harvested upwards is one hit; two towns' data sets never are."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.duplicates import (
    Listing,
    group_twins,
    home_towns,
    merge_twins,
    stated_towns,
    twin_keys,
)
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.licence import recognise_licence
from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from tests.support.page_portal import PagePortal

BOCHUM, ESSEN = "05911000", "05113000"
TOWN, REGION, STATE, LAND = ("https://bochum.opendata.example", "https://opendata.example", "https://state.example",
                             "https://land.example")  # fmt: skip
GUID = "496eea5d-d6ef-4dc2-aeb0-d15c4fbf3178"


def entry(root, title="Baumkataster", *urls, town=BOCHUM, publisher="Stadt Bochum", key="", **more):
    distributions = tuple(Distribution(str(i), "Datei", url, (ServiceKind.CSV,)) for i, url in enumerate(urls))
    values = {"landing_url": f"{root}/dataset/{key or 'baum'}", **more}
    return Dataset(key or "baum", title, root.partition("//")[2], publisher=publisher, distributions=distributions,
                   municipalities=frozenset({town} - {""}), municipality_evidence="publisher" if town else "",
                   portal_root=root, **values)  # fmt: skip


def groups(*datasets):
    listings = [Listing(number, one.portal_root, twin_keys(one), stated_towns(one), home_towns(one))
                for number, one in enumerate(datasets)]  # fmt: skip
    return group_twins(listings)


def test_the_publishers_identifier_makes_twins_whatever_the_title_is():
    assert groups(entry(TOWN, identifier=GUID), entry(LAND, "Bäume in Bochum", identifier=GUID.upper())) == [(0, 1)]


def test_a_short_identifier_counts_for_the_same_publisher_only():
    one = entry(TOWN, identifier="17")
    assert groups(one, entry(LAND, "Anders", identifier="17", publisher="Bochum")) == [(0, 1)]
    assert groups(one, entry(LAND, "Anders", identifier="17", publisher="Stadt Essen", town="")) == [(0,), (1,)]


def test_an_identifier_that_is_the_landing_page_of_the_other_makes_twins():
    url = f"{TOWN}/dataset/baum"
    assert groups(entry(TOWN), entry(LAND, "Bäume", identifier=url.replace("https", "http") + "/")) == [(0, 1)]


@pytest.mark.parametrize("page", [
    f"{TOWN}/dataset/baum-2024", f"{TOWN}/explore/dataset/baum-2024", f"{TOWN}/catalog?uuid={GUID}", f"{TOWN}/x/baum",
])  # fmt: skip
def test_the_page_of_one_data_set_makes_twins_whatever_the_title_is(page):
    own = entry(TOWN, landing_url=page, publisher="")
    assert groups(own, entry(STATE, "Bäume", landing_url=page.replace("https", "http"))) == [(0, 1)]
    assert groups(own, entry(STATE, "Bäume", identifier=page, landing_url="")) == [(0, 1)]


def test_a_page_that_may_be_about_all_data_of_a_town_makes_twins_of_the_same_title_only():
    page = "https://www.bochum.example/opendata"
    monuments = entry(TOWN, "Denkmalliste", landing_url=page)
    assert groups(monuments, entry(STATE, "Radwege", landing_url=page)) == [(0,), (1,)]
    assert groups(monuments, entry(STATE, "Denkmalliste", landing_url=page, publisher="Open.NRW")) == [(0, 1)]


def test_a_front_page_is_nobodys_landing_page():
    front = "https://www.bochum.example/"
    assert groups(entry(TOWN, landing_url=front), entry(STATE, "Wald", landing_url=front)) == [(0,), (1,)]


def test_the_same_resources_make_twins_if_they_are_unique_or_the_title_is_the_same():
    file = f"{TOWN}/dataset/{GUID}/resource/{GUID}/download/baum.csv"
    assert groups(entry(TOWN, "A", file), entry(STATE, "B", file)) == [(0, 1)]
    service = "https://geo.example/wms?SERVICE=WMS"
    assert groups(entry(TOWN, "Bäume", service), entry(STATE, "Stadtplan", service)) == [(0,), (1,)]
    assert groups(entry(TOWN, "Bäume", service), entry(STATE, "Bäume", service, publisher="RVR")) == [(0, 1)]


def test_a_file_kept_by_ckan_is_the_same_under_every_host_of_its_tenants():
    path, wfs = f"/dataset/{GUID}/resource/{GUID[:-1]}9/download/b.csv", "https://geo.bochum.example/?service=WFS"
    tenant, whole = entry(TOWN, "Bäume", TOWN + path, wfs), entry(REGION, "Bäume", wfs, REGION + path)
    state = entry(STATE, "Bäume in Bochum", f"{REGION}/ckan{path}", wfs, key="x")
    assert groups(tenant, whole, state) == [(0, 1, 2)]
    other = entry(REGION, "Bäume", wfs, REGION + path.replace("9/download", "8/download"), publisher="", town="")
    assert groups(tenant, other) == [(0,), (1,)]


def test_a_pair_of_services_that_holds_all_layers_of_a_town_makes_no_twins_of_other_titles():
    pair = ("https://geo.example/ows?SERVICE=WMS", "https://geo.example/ows?SERVICE=WFS")
    nurseries = entry(TOWN, "Kindertagesstätten Bochum", *pair, key="kitas")
    assert groups(nurseries, entry(REGION, "Spielplätze Bochum", *pair, key="spiel")) == [(0,), (1,)]
    assert groups(nurseries, entry(REGION, "Kindertagesstätten Bochum", *pair, publisher="RVR", town="")) == [(0, 1)]


def test_harvested_from_catalogue_to_catalogue_it_stays_one_even_with_another_title():
    file = f"{TOWN}/dataset/{GUID}/resource/{GUID}/download/baum.csv"
    town = entry(TOWN, "Baumkataster", file, key="baumkataster")
    region = entry(REGION, "Baumkataster Bochum", file, identifier=town.landing_url, key="bochum-baumkataster")
    state = entry(STATE, "Baumkataster Bochum", file, identifier=f"{town.landing_url}/", key=GUID)
    land = entry(LAND, "Baumkataster (Bochum)", landing_url=town.landing_url, key=f"{LAND}/{GUID}")
    assert groups(town, region, state, land) == [(0, 1, 2, 3)]


def test_title_publisher_and_host_make_twins():
    one, other = entry(TOWN, "Baumkataster", "https://geo.example/a.csv"), "https://geo.example/b.csv"
    assert groups(one, entry(STATE, "Baumkataster", other, publisher="Bochum")) == [(0, 1)]
    assert groups(one, entry(STATE, "Baumkataster", other, publisher="Open.NRW")) == [(0, 1)]  # by the town
    assert groups(one, entry(STATE, "Baumkataster", "https://else.example/b.csv")) == [(0,), (1,)]
    assert groups(one, entry(STATE, "Baumbestand", other)) == [(0,), (1,)]


@pytest.mark.parametrize("shared", [
    {"identifier": GUID}, {"landing_url": "https://geo.example/baum/kataster"}, {},
])  # fmt: skip
def test_two_towns_baumkataster_never_merge(shared):
    file = "https://geo.example/baum.csv"
    essen = entry(REGION, "Baumkataster", file, town=ESSEN, publisher="Stadt Essen", **shared)
    bochum = entry(TOWN, "Baumkataster", file, **shared)
    assert groups(bochum, essen) == [(0,), (1,)]
    # not even through a third entry that says nothing about its town
    assert len(groups(bochum, essen, entry(LAND, "Baumkataster", file, town="", publisher="", **shared))) > 1


OFFICE = {"publisher": "Vermessungsamt", "town": ""}


@pytest.mark.parametrize("entries", [
    (entry("https://opendata-duisburg.de", "Bäume", key="a", identifier="17", **OFFICE),
     entry("https://opendata.essen.de", "Schulen", key="b", identifier="17", **OFFICE)),
    (entry("https://opendata-duisburg.de", "Hausnummern", "https://wfs.example/d", key="a", **OFFICE),
     entry("https://opendata.essen.de", "Hausnummern", "https://wfs.example/e", key="b", **OFFICE)),
    (entry("https://opendata-duisburg.de", "Hausnummern", "https://wfs.example/d", key="a", **OFFICE),
     entry(REGION, "Hausnummern", "https://wfs.example/e", town=ESSEN, publisher="Vermessungsamt", key="b")),
])  # fmt: skip
def test_offices_of_one_name_on_the_catalogues_of_two_towns_never_merge(tmp_path, entries):
    assert groups(*map(with_towns, entries)) == [(0,), (1,)]
    portals = {f"key{number}": PagePortal(one, root=one.portal_root) for number, one in enumerate(entries)}
    index = CatalogueIndex(tmp_path / "index.sqlite")
    sources = [CatalogueSource(key, one.title, one.root) for key, one in portals.items()]
    IndexBuilder(index, lambda source: portals[source.key]).refresh(sources)
    assert index.count(FindQuery()) == 2


def test_an_office_on_its_towns_catalogue_still_merges_with_what_was_harvested_from_there():
    own = with_towns(entry("https://opendata.essen.de", "Bäume", key="a", identifier="17", **OFFICE))
    assert groups(own, entry(STATE, "Baumkataster", key="b", identifier="17", **OFFICE)) == [(0, 1)]
    shared = with_towns(entry("https://opendata-duisburg.de", "Stadtplan", key="c", identifier=GUID, **OFFICE))
    again = with_towns(entry("https://opendata.essen.de", "Stadtplan", key="d", identifier=GUID, **OFFICE))
    assert groups(shared, again) == [(0, 1)], "what is of both towns stands in both catalogues"


def test_a_number_without_a_publisher_tells_nothing():
    nobodys = {"town": "", "publisher": "", "identifier": "17"}
    assert groups(entry(STATE, "Bäume", key="a", **nobodys), entry(LAND, "Schulen", key="b", **nobodys)) == [(0,), (1,)]


def test_one_portal_never_gives_two_entries_of_a_group():
    first = entry(TOWN, key="a", identifier=GUID)
    second = entry(TOWN, key="b", identifier=GUID)
    assert groups(first, second) == [(0,), (1,)]
    assert groups(first, second, entry(LAND, identifier=GUID)) == [(0,), (1,), (2,)]


FILE = f"{TOWN}/dataset/{GUID}/resource/{GUID}/download/baum.csv"


def test_a_portal_that_harvests_a_data_set_in_two_ways_spoils_nothing():
    ways = [entry(LAND, "Baumkataster", FILE, key=key, identifier=GUID, publisher=by)
            for key, by in (("nrw", "Open.NRW"), ("rvr", "RVR"))]  # fmt: skip
    others = [entry(root, "Baumkataster", FILE, identifier=GUID) for root in (TOWN, REGION, STATE)]
    assert groups(*ways) == [(0, 1)]
    assert groups(*ways, *others) == [(0, 1, 2, 3, 4)]
    assert groups(ways[0], others[0], ways[1]) == [(0, 1, 2)]
    merged = merge_twins((*ways, *others), {TOWN: 1, REGION: 2, STATE: 3, LAND: 4})
    assert [place.portal_root for place in merged.places] == [TOWN, REGION, STATE, LAND, LAND]


def test_so_does_an_identifier_with_the_same_resources_where_these_have_no_form_of_their_own():
    service = "https://geo.example/ows?SERVICE=WFS"
    ways = [entry(LAND, "Bäume", service, key=key, identifier=GUID) for key in "ab"]
    assert groups(*ways, entry(TOWN, "Bäume", service, identifier=GUID)) == [(0, 1, 2)]


@pytest.mark.parametrize("other", [
    entry(LAND, "Baumkataster 2023", FILE, key="b", identifier=GUID),
    entry(LAND, "Baumkataster", "https://geo.example/2023.csv", key="b", identifier=GUID),
    entry(LAND, "Baumkataster", FILE, key="b", identifier=GUID, town=ESSEN, publisher="Stadt Essen"),
])  # fmt: skip
def test_two_entries_of_a_portal_that_differ_in_title_resources_or_town_stay_two(other):
    first = entry(LAND, "Baumkataster", FILE, key="a", identifier=GUID)
    assert groups(first, other) == [(0,), (1,)]
    assert len(groups(first, other, entry(TOWN, "Baumkataster", FILE, identifier=GUID))) > 1


def test_one_service_with_the_data_of_two_years_stays_two_in_every_portal():
    service, years = "https://geo.example/ows?SERVICE=WFS", ("Bäume 2023", "Bäume 2024")
    entries = [entry(root, year, service, key=year) for root in (TOWN, LAND) for year in years]
    assert groups(*entries) == [(0, 2), (1, 3)]
    assert groups(entry(LAND, "Bäume", service, key="a"), entry(LAND, "Bäume", service, key="b")) == [(0,), (1,)]


def test_an_extent_proves_no_difference():
    guessed = Dataset("x", "B", "L", portal_root=LAND, identifier=GUID, municipalities=frozenset({ESSEN}),
                      municipality_evidence="extent")  # fmt: skip
    assert groups(entry(TOWN, identifier=GUID), guessed) == [(0, 1)]


def test_groups_do_not_depend_on_the_order_of_keys():
    entries = [entry(root, identifier=GUID) for root in (TOWN, REGION, STATE, LAND)]
    assert groups(*entries) == groups(*reversed(entries)) == [(0, 1, 2, 3)]


def test_the_portal_with_the_resources_on_its_host_wins_and_is_completed():
    file = f"{TOWN}/download/baum.csv"
    town = entry(TOWN, "Baumkataster", file, tags=("baum",))
    region = entry(REGION, "Baumkataster", file, notes="Alle Bäume", contact="Grünflächenamt", tags=("umwelt",))
    land = entry(LAND, "Baumkataster (GovData)", file, licence=recognise_licence("dl-by-de/2.0"), notes="andere")
    sizes = {TOWN: 104, REGION: 2400, LAND: 90_000}
    merged = merge_twins((land, region, town), sizes)
    assert (merged.portal_root, merged.title) == (TOWN, "Baumkataster")
    assert (merged.notes, merged.contact, merged.licence.key) == ("Alle Bäume", "Grünflächenamt", "dl-by-de/2.0")
    assert merged.tags == ("baum", "umwelt")
    assert [place.portal_root for place in merged.places] == [TOWN, REGION, LAND]
    assert merged.places[0].landing_url == f"{TOWN}/dataset/baum"


def test_a_merged_data_set_has_the_themes_of_all_and_is_found_by_each(tmp_path):
    file = f"{TOWN}/download/baum.csv"
    town = entry(TOWN, "Baumkataster", file, themes=("Freizeit & Grün", "Umwelt"))
    land = entry(LAND, "Baumkataster", file, themes=("freizeit-gruen", "envi", "regi"))
    assert merge_twins((land, town), {TOWN: 1, LAND: 9}).themes == ("Freizeit & Grün", "Umwelt", "regi")
    portals = {one.portal_root: PagePortal(one, root=one.portal_root) for one in (town, land)}
    index = CatalogueIndex(tmp_path / "i.sqlite")
    sources = [CatalogueSource(root, root, root) for root in portals]
    IndexBuilder(index, lambda source: portals[source.url]).refresh(sources)
    assert index.count(FindQuery("", {Facet.THEME: frozenset({"regi"})})) == 1
    assert len(index.count_facets(FindQuery())[Facet.THEME]) == 3


def test_a_harvester_does_not_overwrite_the_licence_the_publisher_states():
    town = entry(TOWN, licence=recognise_licence("CC BY 4.0 (nicht kommerziell)"))
    land = entry(LAND, licence=recognise_licence("cc-by/4.0"))
    assert merge_twins((land, town), {TOWN: 104, LAND: 90_000}).licence == town.licence


def test_the_town_is_taken_from_another_entry_if_the_nearest_says_none():
    merged = merge_twins((entry(TOWN, town=""), entry(LAND)), {TOWN: 1, LAND: 9})
    assert (merged.municipalities, merged.municipality_evidence) == (frozenset({BOCHUM}), "publisher")


def test_harvested_upwards_it_is_one_hit_with_all_places_found_by_each(tmp_path):
    file = f"{TOWN}/dataset/x/resource/y/download/baum.csv"
    portals = [PagePortal(entry(root, "Baumkataster", file, identifier=GUID, key=f"k{i}"), root=root)
               for i, root in enumerate((LAND, STATE, REGION, TOWN))]  # fmt: skip
    portals[0].datasets.append(entry(LAND, "Baumkataster", "https://e.example/baum.csv", town=ESSEN, key="essen",
                                     publisher="Stadt Essen"))  # fmt: skip
    index = CatalogueIndex(tmp_path / "i.sqlite")
    by_root = {one.root: one for one in portals}
    sources = [CatalogueSource(root, root, root) for root in by_root]
    IndexBuilder(index, lambda source: by_root[source.url]).refresh(sources)
    found = index.find(FindQuery("baumkataster"))
    assert found.total == index.count(FindQuery()) == 2
    bochum = next(one for one in found.hits if BOCHUM in one.municipalities)
    assert bochum.portal_root == TOWN
    assert {place.portal_root for place in bochum.places} == {TOWN, REGION, STATE, LAND}
    assert index.dataset(STATE, "k1") == bochum
    portal_counts = {one.value: one.count for one in index.count_facets(FindQuery())[Facet.PORTAL]}
    assert portal_counts == {LAND: 2, STATE: 1, REGION: 1, TOWN: 1}
    # If the town's portal goes, the next nearest speaks for it.
    IndexBuilder(index, lambda source: by_root[source.url]).keep_only(sources[:3])
    assert index.dataset(STATE, "k1").portal_root in (STATE, REGION, LAND)
    assert index.count(FindQuery()) == 2
