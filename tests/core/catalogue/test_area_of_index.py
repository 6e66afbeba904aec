# SPDX-License-Identifier: GPL-2.0-or-later
"""The index keeps to the user's area as the search in memory does: regional data sets and whole districts stay."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind, SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.selection import Selection
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from tests.support.finder import BOCHUM, HERNE, RECKLINGHAUSEN, ROOT, demo_entries, entry

ENTRIES = (*demo_entries(), entry("kreis", "Kreisdaten", districts=frozenset({"05562"})))


class ListPortal:
    """A portal that gives its list in one page."""

    kind, title, root = PortalKind.CKAN, "opendata.ruhr", ROOT

    def search(self, query, *, on_page=None, progress=None, start=0, limit=None):
        if on_page is not None:
            on_page(ENTRIES, len(ENTRIES))
        return SearchResult(ENTRIES, Completeness(len(ENTRIES), len(ENTRIES)), len(ENTRIES))


@pytest.fixture
def index(tmp_path):
    made = CatalogueIndex(tmp_path / "index.sqlite")
    IndexBuilder(made, lambda _source: ListPortal()).refresh([CatalogueSource("a", "opendata.ruhr", ROOT)])
    yield made
    made.close()


@pytest.mark.parametrize("words", ["", "baum"])
@pytest.mark.parametrize("area", [(), (HERNE,), (RECKLINGHAUSEN,), (BOCHUM, HERNE), ("05978020",)])
def test_index_and_memory_agree_on_an_area(index, words, area):
    query = FindQuery(words, area_ags=frozenset(area))
    memory = MemoryFinder(ENTRIES)
    assert {one.key for one in index.find(query).hits} == {one.key for one in memory.find(query).hits}
    counted = {row.value: row.count for row in index.count_facets(query)[Facet.FORMAT]}
    assert counted == {row.value: row.count for row in memory.count_facets(query)[Facet.FORMAT]}


@pytest.mark.parametrize("town", [RECKLINGHAUSEN, "05562024", HERNE])
def test_a_chosen_town_finds_what_is_about_its_whole_district_as_the_algorithm_does(index, town):
    query = FindQuery(facets={Facet.MUNICIPALITY: frozenset({town})})
    memory, algorithm = MemoryFinder(ENTRIES), Selection(towns=frozenset({town}))
    expected = {one.key for one in ENTRIES if algorithm.accepts(one)}
    assert ("kreis" in expected) == (town != HERNE)
    for finder in (index, memory):
        assert {one.key for one in finder.find(query).hits} == expected
        (count,) = [row.count for row in finder.count_facets(FindQuery())[Facet.MUNICIPALITY] if row.value == town]
        assert count == len(expected)
