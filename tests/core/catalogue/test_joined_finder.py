# SPDX-License-Identifier: GPL-2.0-or-later
"""The index and the list of geo services as one: expected values are counted by hand in `demo_entries`."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery, FindResult
from ruhr_smartcity_plugin.core.catalogue.joined_finder import JoinedFinder
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from tests.support.finder import BOCHUM, demo_entries, demo_finder


def service(key: str, title: str, **more) -> Dataset:
    return Dataset(key, title, "Geo services", **more)


SERVICES = (
    service("map", "Karte der Bäume", themes=("envi",), publisher="RVR"),
    service("noise", "Umgebungslärm NRW", notes="Bäume dämpfen ihn.", themes=("envi", "tran"), publisher="LANUK"),
)


def joined() -> JoinedFinder:
    return JoinedFinder(demo_finder(), SERVICES)


def keys(query: FindQuery, **window) -> list:
    return [one.key for one in joined().find(query, **window).hits]


def test_a_service_with_the_words_in_its_title_goes_first_and_one_with_them_elsewhere_last():
    inside = [one.key for one in demo_finder().find(FindQuery("bäume")).hits]
    assert inside
    assert keys(FindQuery("bäume")) == ["map", *inside, "noise"]
    assert keys(FindQuery()) == [*(one.key for one in demo_entries()), "map", "noise"]


def test_pages_follow_each_other_without_gap_or_repetition():
    for words in ("", "bäume"):
        whole = keys(FindQuery(words))
        for size in (1, 2, 3, 4):
            pages = [keys(FindQuery(words), limit=size, start=start) for start in range(0, len(whole), size)]
            assert [key for page in pages for key in page] == whole, (words, size)
    assert keys(FindQuery(), limit=0) == []


def test_total_count_and_facets_are_those_of_both():
    for words in ("", "bäume", "lärm", "nichts davon"):
        query = FindQuery(words)
        assert joined().find(query).total == joined().count(query) == len(keys(query)), words
        for facet, rows in joined().count_facets(query).items():
            for row in rows:
                assert joined().count(FindQuery(words, {facet: frozenset({row.value})})) == row.count, (facet, row)


def test_a_theme_that_both_spell_differently_is_one_row_with_the_count_of_both():
    index = MemoryFinder([Dataset("a", "Klimaanalyse", "P", themes=("Umwelt & Klima",), portal_root="https://p.example")])
    both = JoinedFinder(index, (service("own", "Eigener Dienst", themes=("umwelt-klima",)),))
    (row,) = both.count_facets(FindQuery())[Facet.THEME]
    assert (row.value, row.count) == ("Umwelt & Klima", 2)
    assert both.count(FindQuery(facets={Facet.THEME: frozenset({row.value})})) == 2


def test_a_chosen_value_that_only_the_index_has_leaves_the_services_out():
    query = FindQuery(facets={Facet.MUNICIPALITY: frozenset({BOCHUM})})
    assert joined().count(query) == demo_finder().count(query)
    assert keys(FindQuery(facets={Facet.PUBLISHER: frozenset({"LANUK"})})) == ["noise"]


def test_a_total_that_was_not_counted_to_the_end_stays_a_lower_bound():
    class Typing(MemoryFinder):
        def find(self, query, *, limit=100, start=0):
            found = super().find(query, limit=limit, start=start)
            return FindResult(found.hits, start + len(found.hits), True)

    found = JoinedFinder(Typing(demo_entries()), SERVICES).find(FindQuery("baum"), limit=3)
    assert found.is_at_least
    assert found.hits[0].key == "map"


def test_a_data_set_of_either_is_given():
    assert joined().dataset("", "noise") is SERVICES[1]
    first = demo_entries()[0]
    assert joined().dataset(first.portal_root, first.key).title == first.title
    assert joined().dataset("", "nothing") is None
