# SPDX-License-Identifier: GPL-2.0-or-later
"""What a catalogue without an index has answered so far: a portal page by page, a list at once."""

from __future__ import annotations

from typing import Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.portals.portal import SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms


class LiveHits:
    """The hits of one search. `count` is what the portal says it has, `result` how the search ended.

    A portal has looked at the words itself; of a list (`is_list`) everything is here, and the words still choose.
    """

    def __init__(self, portal: str = "", words: str = "", *, is_list: bool = False) -> None:
        self.portal, self.words, self.is_list = portal, words, is_list
        self.finder = MemoryFinder(())
        self.count: int | None = None
        self.result: SearchResult | None = None

    def __len__(self) -> int:
        return len(self.finder)

    @classmethod
    def of_list(cls, title: str, datasets: Sequence[Dataset], synonyms: Synonyms | None = None) -> LiveHits:
        """Return a list that is all here; words are looked up with the synonyms, the shipped ones by default."""
        made = cls(title, is_list=True)
        made.finder, made.count = MemoryFinder(datasets, synonyms=synonyms), len(datasets)
        return made

    def take_page(self, datasets: Tuple[Dataset, ...], count: int) -> None:
        """Take a page; what is there already is not taken twice. Towns are found as for the index."""
        self.finder = self.finder.with_more(tuple(map(with_towns, datasets)))
        self.count = count

    def end(self, result: SearchResult) -> None:
        """The search has ended, whole or early."""
        self.result = result
        self.count = result.completeness.expected

    def stop(self) -> None:
        """The user stopped it: what has arrived stays, and the rest can still be loaded."""
        known = Completeness(self.count, len(self))
        self.result = SearchResult(self.finder.datasets, known, len(self))

    @property
    def is_complete(self) -> bool:
        """Answer whether nothing is known to be missing."""
        return self.result is None or self.result.is_complete

    @property
    def percent(self) -> int | None:
        """How much of it is here; None while nobody knows."""
        return min(100, 100 * len(self) // self.count) if self.count else None
