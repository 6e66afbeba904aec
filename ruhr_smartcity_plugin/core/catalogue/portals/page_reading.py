# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of a catalogue whose counts and links are not to be trusted: what came, what is missing, whether to go on."""

from __future__ import annotations

from dataclasses import dataclass
from typing import List, Set, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.narrowing import is_asked_for
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import NetworkError


@dataclass(frozen=True)
class Page:
    """One answer. `count` is the stated number of hits, None if none is stated; `rows` the number of entries it holds.

    `says_end` is True where the service says that nothing follows, False where it names what follows, None if it is
    silent.
    """

    datasets: Tuple[Dataset, ...]
    rows: int
    count: int | None
    says_end: bool | None


class PageReading:
    """What has arrived so far.

    Each data set counts once, so a service that gives the same page for every question is not taken for complete.
    """

    def __init__(self, query: PortalQuery, start: int) -> None:
        self.start = start
        self._query = query
        self.position = start  # rows received, where the next page begins
        self.pages = 0
        self.largest_page = 0
        self.count: int | None = None
        self.is_over = False
        self._datasets: List[Dataset] = []
        self._seen: Set[str] = set()
        self._unreadable = 0
        self._end_was_said = False

    def take(self, page: Page) -> Tuple[Dataset, ...]:
        """Note a page; return what is new in it and asked for, and set `is_over` if there is no point in asking on."""
        self.pages += 1
        self.position += page.rows
        self.largest_page = max(self.largest_page, page.rows)
        new = [one for one in page.datasets if one.key not in self._seen]
        new = list({one.key: one for one in new}.values())
        self._seen.update(one.key for one in new)
        fresh = [one for one in new if is_asked_for(one, self._query)]
        self._datasets += fresh
        unreadable = page.rows - len(page.datasets)
        self._unreadable += unreadable
        # A count below what has been received is no count.
        self.count = page.count if page.count is not None and page.count >= self.received else None
        self._end_was_said = page.says_end is True or page.rows == 0
        # What cannot be read has no name to know it by again: a page of nothing else may be new, but where nothing is
        # counted either, nobody could say when to stop.
        is_repeated = not new and (bool(page.datasets) or self.count is None)
        self.is_over = page.rows == 0 or is_repeated or self._has_all(page)
        return tuple(fresh)

    @property
    def received(self) -> int:
        """Distinct entries seen, those before `start` included."""
        return self.start + len(self._seen) + self._unreadable

    @property
    def shown_count(self) -> int:
        """The number of hits to show while reading: the stated one, or what has come."""
        return self.received if self.count is None else self.count

    def result(self, error: NetworkError | None) -> SearchResult:
        """Return what came. Without a stated number, the end that the service says is the proof."""
        cause = error.sentence if error else ""
        received, is_proven = self.received, error is None and self.count is None and self._end_was_said
        expected = received if is_proven else self.count
        proof = Proof.PROBED if is_proven else Proof.NONE if expected is None else Proof.STATED
        # Where entries came twice, going on starts earlier: asking for some again is better than missing some.
        position = min(self.position, received)
        return SearchResult(
            tuple(self._datasets), Completeness(expected, received, proof, cause=cause), position,
            self._unreadable, error,
        )  # fmt: skip

    @property
    def has_counted(self) -> bool:
        """Answer whether as many entries have come as are counted; what is asked for then only looks behind that."""
        return self.count is not None and self.received >= self.count

    def _has_all(self, page: Page) -> bool:
        # Some services count the entries of the page: where one names what follows, that is looked at first.
        return page.says_end is True if self.count is None else self.has_counted and page.says_end is not False
