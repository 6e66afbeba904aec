# SPDX-License-Identifier: GPL-2.0-or-later
"""What a catalogue without an index has answered so far: a portal page by page, a list at once."""

from __future__ import annotations

from datetime import datetime
from typing import Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.selection import with_towns
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms


class LiveHits:
    """The hits of one search. `count` is what the portal says it has, `result` how the search ended.

    A portal has looked at words and date (`asked`) itself, but not at the box, which none is asked for; of a list
    (`is_list`) everything is here, and the words still choose.
    """

    def __init__(self, portal: str, asked: PortalQuery, *, is_list: bool = False) -> None:
        self.portal, self.asked, self.is_list = portal, asked, is_list
        self.finder = MemoryFinder(())
        self.count: int | None = None
        self.result: SearchResult | None = None

    def __len__(self) -> int:
        return len(self.finder)

    @classmethod
    def of_list(cls, title: str, datasets: Sequence[Dataset], synonyms: Synonyms | None = None) -> LiveHits:
        """Return a list that is all here; words are looked up with the synonyms, the shipped ones by default."""
        made = cls(title, PortalQuery(), is_list=True)
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
    def is_partly_here(self) -> bool:
        """Answer whether the portal has, or may have, more of it."""
        return not self.is_list and (self.result is None or not self.result.is_complete)

    def lacks_parts(self, organisation: str, group: str) -> bool:
        """Answer whether the portal was asked for another organisation or group than these ("" for all)."""
        return not self.is_list and (self.asked.organisation, self.asked.group) != (organisation, group)

    def lacks_since(self, moment: datetime | None) -> bool:
        """Answer whether only later changes were asked for than those since a moment; None is any time."""
        since = self.asked.modified_since
        return since is not None and (moment is None or moment < since)

    @property
    def percent(self) -> int | None:
        """How much of it is here; None while nobody knows."""
        return min(100, 100 * len(self) // self.count) if self.count else None
