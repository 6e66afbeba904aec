# SPDX-License-Identifier: GPL-2.0-or-later
"""The local index together with the list of geo services, which needs no index: one list of hits, one set of counts."""

from __future__ import annotations

from dataclasses import replace
from itertools import compress
from typing import Dict, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_key
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount, Finder, FindQuery, FindResult, SourceState
from ruhr_smartcity_plugin.core.catalogue.local_search import is_named
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms


class JoinedFinder:
    """A `Finder` over an index and a short list beside it, of which no entry is in the index.

    Hits of the list that have the words themselves in title or tags come first, the others after those of the index;
    so do all without words, where the index goes newest first.
    """

    def __init__(self, index: Finder, listed: Sequence[Dataset], synonyms: Synonyms | None = None) -> None:
        self._index, self._listed = index, MemoryFinder(listed, synonyms=synonyms)

    def find(self, query: FindQuery, *, limit: int = 100, start: int = 0) -> FindResult:
        """Return the best hits; `limit` of them from `start` on."""
        first, last = self._listed_hits(query)
        hits = list(first[start : start + limit])
        # At least one is asked for: of none an index does not say whether there are any.
        found = self._index.find(query, limit=max(1, limit - len(hits)), start=max(0, start - len(first)))
        hits += found.hits[: limit - len(hits)]
        if not found.is_at_least:
            begin = max(0, start - len(first) - found.total)
            hits += last[begin : begin + limit - len(hits)]
        return FindResult(tuple(hits), len(first) + found.total + len(last), found.is_at_least)

    def count(self, query: FindQuery) -> int:
        """Return the exact number of hits."""
        return self._index.count(query) + self._listed.count(query)

    def count_facets(self, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        """Return the values of every facet with the counts of both, most frequent first."""
        index, listed = self._index.count_facets(query), self._listed.count_facets(query)
        return {facet: _added(facet, index[facet], listed[facet]) for facet in Facet}

    def dataset(self, portal_root: str, key: str) -> Dataset | None:
        """Return one data set; None if neither holds it."""
        return self._index.dataset(portal_root, key) or self._listed.dataset(portal_root, key)

    def states(self) -> Tuple[SourceState, ...]:
        """Return what the index holds of each portal."""
        return self._index.states()

    def size_bytes(self) -> int:
        """Return the size of the index on the disk."""
        return self._index.size_bytes()

    def _listed_hits(self, query: FindQuery) -> Tuple[Tuple[Dataset, ...], Tuple[Dataset, ...]]:
        """Return the hits of the list that go before those of the index, and those that go after them."""
        hits = self._listed.find(query, limit=len(self._listed)).hits
        if not query.words.strip():
            return (), hits
        named = [is_named(one, query.words) for one in hits]
        return tuple(compress(hits, named)), tuple(one for one, is_first in zip(hits, named) if not is_first)


def _added(facet: Facet, index: Tuple[FacetCount, ...], listed: Tuple[FacetCount, ...]) -> Tuple[FacetCount, ...]:
    """Return the rows of both; a value they spell differently is one row, in the spelling of the index."""
    rows: Dict[Tuple[str, str], FacetCount] = {facet_key(facet.value, row.value): row for row in index}
    for row in listed:
        key = facet_key(facet.value, row.value)
        known = rows.get(key)
        rows[key] = replace(known, count=known.count + row.count) if known is not None else row
    return tuple(sorted(rows.values(), key=lambda row: (-row.count, row.title.casefold(), row.value)))
