# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding and counting among data sets in memory; expected values are counted by hand in `demo_entries`."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_name, facet_title, facet_values
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from tests.support.finder import BOCHUM, HERNE, RECKLINGHAUSEN, ROOT, demo_entries, demo_finder, entry


def titles(query: FindQuery) -> list:
    return [one.title for one in demo_finder().find(query).hits]


def counts(facet: Facet, query: FindQuery) -> dict:
    return {row.value: row.count for row in demo_finder().count_facets(query)[facet]}


def test_an_empty_query_finds_everything_in_its_order():
    assert titles(FindQuery()) == [one.title for one in demo_entries()]


def test_values_of_a_facet_add_up_and_facets_narrow_each_other():
    both = {Facet.MUNICIPALITY: frozenset({BOCHUM, HERNE})}
    assert len(titles(FindQuery(facets=both))) == 5
    assert titles(FindQuery("baum", {**both, Facet.LICENCE: frozenset({"open"})})) == [
        "Baumkataster Bochum", "Baumkataster Herne",
    ]  # fmt: skip


def test_a_facets_own_choice_does_not_narrow_its_own_counts_but_the_others():
    query = FindQuery("baumkataster", {Facet.MUNICIPALITY: frozenset({BOCHUM})})
    assert counts(Facet.MUNICIPALITY, query) == {BOCHUM: 1, HERNE: 1, "05113000": 1}
    assert counts(Facet.LICENCE, query) == {"open": 1}
    assert counts(Facet.FORMAT, query) == {"WFS": 1, "CSV": 1}


def test_a_resource_that_comes_in_two_formats_counts_for_both():
    url = "https://x.example/download/7"
    both = Distribution("1", "Baum", url, classify(url, "gml, shape"))
    finder = MemoryFinder((Dataset("a", "Baumkataster", "P", distributions=(both,)),))
    assert {row.value for row in finder.count_facets(FindQuery())[Facet.FORMAT]} == {"SHP", "GML"}
    assert finder.count(FindQuery(facets={Facet.FORMAT: frozenset({"GML"})})) == 1


def test_counts_come_most_frequent_first_with_names():
    first = demo_finder().count_facets(FindQuery())[Facet.MUNICIPALITY][0]
    assert (first.value, first.title, first.count) == (BOCHUM, "Bochum", 3)


def test_counts_agree_with_what_choosing_the_value_finds():
    for words in ("", "baum"):
        for facet, rows in demo_finder().count_facets(FindQuery(words)).items():
            for row in rows:
                found = demo_finder().find(FindQuery(words, {facet: frozenset({row.value})}))
                assert found.total == row.count, (facet, row)


def test_hits_come_in_pages():
    found = demo_finder().find(FindQuery(), limit=3, start=6)
    assert (found.total, [one.key for one in found.hits]) == (8, ["schule-re", "wald"])


def test_what_has_no_date_was_not_changed_since():
    undated = MemoryFinder((entry("a", "A", modified=None), entry("b", "B", modified=datetime(2026, 1, 2))))
    since = FindQuery(changed_since=datetime(2026, 1, 2, tzinfo=timezone.utc))
    assert [one.key for one in undated.find(since).hits] == ["b"]


def test_the_area_keeps_regional_entries_and_those_of_the_towns_district():
    district = entry("kreis", "Kreisdaten", districts=frozenset({"05562"}))
    finder = MemoryFinder((*demo_entries(), district))
    keys = [one.key for one in finder.find(FindQuery(area_ags=frozenset({RECKLINGHAUSEN}))).hits]
    assert keys == ["schule-re", "wald", "kreis"]


def test_the_extent_counts_by_the_entrys_box_else_by_its_town_else_it_stays():
    herne_4326 = (7.15, 51.50, 7.28, 51.58)
    far = entry("far", "Fern", extent_4326=(6.0, 51.0, 6.1, 51.1))
    near = entry("near", "Nah", extent_4326=(7.2, 51.5, 7.3, 51.6))
    finder = MemoryFinder((far, near, *demo_entries()))
    keys = {one.key for one in finder.find(FindQuery(extent_4326=herne_4326)).hits}
    assert {"near", "baum-he", "wald"} <= keys
    assert not {"far", "haushalt-nix"} & keys
    paris = {one.key for one in finder.find(FindQuery(extent_4326=(2.2, 48.8, 2.4, 48.9))).hits}
    assert paris == {"wald"}


def test_more_entries_are_taken_once():
    finder = demo_finder().with_more((demo_entries()[0], entry("neu", "Neu"), entry("neu", "Neu")))
    assert len(finder) == 9
    assert finder.find(FindQuery("neu")).total == 1
    assert finder.dataset(ROOT, "neu").title == "Neu"
    assert finder.dataset(ROOT, "fehlt") is None


def test_spellings_of_a_theme_are_one_value():
    spellings = ("Umwelt und Klima", "umwelt-klima", "Umwelt & Klima")
    finder = MemoryFinder([entry(str(number), "A", themes=(one,)) for number, one in enumerate(spellings)])
    (row,) = finder.count_facets(FindQuery())[Facet.THEME]
    assert (row.title, row.count) == ("Umwelt und Klima", 3)
    for one in spellings:
        assert finder.find(FindQuery(facets={Facet.THEME: frozenset({one})})).total == 3


def test_the_district_of_a_town_is_a_value_of_its_data_sets():
    values = facet_values(entry("a", "A", RECKLINGHAUSEN, ServiceKind.WFS))
    assert values[Facet.DISTRICT] == {"05562"}
    assert values[Facet.LOADABLE] == {"yes"}
    assert facet_values(Dataset("x", "X", "P"))[Facet.PORTAL] == frozenset()


@pytest.mark.parametrize(
    ("facet", "value", "title"),
    [
        (Facet.MUNICIPALITY, BOCHUM, "Bochum"),
        (Facet.MUNICIPALITY, "99999999", "99999999"),
        (Facet.DISTRICT, "05562", "Kreis Recklinghausen"),
        (Facet.FORMAT, "OAPIF", "OGC API Features"),
        (Facet.LICENCE, "unknown", "licence unknown"),
        (Facet.PORTAL, "https://opendata.ruhr/", "opendata.ruhr"),
        (Facet.PUBLISHER, "<b>Amt</b>", "<b>Amt</b>"),
    ],
)
def test_values_are_named_as_people_know_them(facet, value, title):
    assert facet_title(facet, value) == title
    assert facet_name(facet)
