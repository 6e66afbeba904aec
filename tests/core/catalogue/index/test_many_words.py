# SPDX-License-Identifier: GPL-2.0-or-later
"""A typed part that hundreds of words hold ("plan") still finds every hit, and the list agrees with the counts."""

from __future__ import annotations

from itertools import product

import pytest

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.index import view
from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder
from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms
from tests.support.page_portal import PagePortal

SYLLABLES = ("ab", "be", "ce", "do", "fu", "ga", "hu", "ki", "lo", "mu", "na", "po", "ra", "so", "tu")
PLANS = tuple("".join(pair).capitalize() + "plan" for pair in product(SYLLABLES, SYLLABLES))  # 225 words


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    # Each of the 225 words stands in two hits; those of the other entries, in one only, are the rarest.
    entries = [Dataset(plan + part, f"{plan} Teil {part}", "P", publisher="Essen") for plan in PLANS for part in "12"]
    entries += [
        Dataset("whole", "Plan", "P", publisher="Kamen"),
        Dataset("begins", "Planzeichen", "P", publisher="Kamen"),
        Dataset("holds", "Abfuhrplanung", "P", publisher="Kamen"),
        Dataset("noted", "Termine", "P", publisher="Kamen", notes="Müllplanung"),
    ]
    portal = PagePortal(*entries, rows=500)
    path, synonyms = tmp_path_factory.mktemp("index") / "index.sqlite", Synonyms.of([["entwurf", "plan"]])
    made = CatalogueIndex(path, synonyms=synonyms)
    IndexBuilder(made, lambda _source: portal).refresh([CatalogueSource("a", "Portal A", portal.root)])
    yield made
    made.close()


def titles(result):
    return [one.title for one in result.hits]


def test_a_second_word_finds_hits_of_rare_words_too_as_many_as_the_counts_say(index):
    query = FindQuery("plan kamen")
    found = index.find(query)
    assert titles(found) == ["Plan", "Planzeichen", "Abfuhrplanung", "Termine"]
    assert (found.total, found.is_at_least) == (4, False)
    assert index.count(query) == 4
    assert [row.count for row in index.count_facets(query)[Facet.PUBLISHER]] == [4]


def test_so_does_a_facet(index):
    query = FindQuery("plan", {Facet.PUBLISHER: frozenset({"Kamen"})})
    assert sorted(titles(index.find(query))) == ["Abfuhrplanung", "Plan", "Planzeichen", "Termine"]


def test_the_word_itself_and_what_begins_with_it_are_found_while_typing(index, monkeypatch):
    monkeypatch.setattr(view.View, "all_ids", lambda *_: pytest.fail("takes longer than a keystroke"))
    assert titles(index.find(FindQuery("plan"), limit=1)) == ["Plan"]
    assert "Planzeichen" in titles(index.find(FindQuery("plan"), limit=150))


def test_every_hit_can_be_reached_and_the_total_is_exact_or_a_lower_bound(index):
    everything = index.find(FindQuery("plan"), limit=1000)
    assert (len(everything.hits), everything.total, everything.is_at_least) == (454, 454, False)
    pages = [index.find(FindQuery("plan"), limit=100, start=start) for start in range(0, 500, 100)]
    assert [title for page in pages for title in titles(page)] == titles(everything)
    assert [page.is_at_least for page in pages] == [True, True, True, True, False]
    assert all(page.total <= 454 for page in pages)


def test_a_page_that_ends_with_the_last_hit_tells_the_exact_total(index):
    last = index.find(FindQuery("plan"), limit=454)
    assert (last.total, last.is_at_least) == (454, False)


def test_more_words_than_are_counted_in_one_question_are_counted_all_the_same(index, monkeypatch):
    monkeypatch.setattr(view, "_MOST_WORDS_COUNTED", 50)
    monkeypatch.setattr(view, "_WORDS_AT_ONCE", 7)
    index._masks.clear()
    assert index.count(FindQuery("plan")) == 454
    index._masks.clear()
    assert index.count(FindQuery("plan teil")) == 450


def test_a_synonym_that_many_words_begin_with_finds_all_its_hits(index, monkeypatch):
    monkeypatch.setattr(view, "_MOST_WORDS_TYPED", 1)
    found = index.find(FindQuery("entwurf"))
    assert sorted(titles(found)) == ["Plan", "Planzeichen"]  # in short synonyms parts of words do not count
    assert found.total == index.count(FindQuery("entwurf"))
