# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads a portal page by page until everything it counted is there, and notices if its list moved meanwhile."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Callable, Dict, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.narrowing import is_asked_for
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import CancelledError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Page:
    """One answer of a portal: how many hits it counts, and its rows."""

    count: int
    rows: Tuple[Any, ...]


# (start, rows, steady) → page. A steady order does not change while entries are edited: by name, not by date.
FetchPage = Callable[[int, int, bool], Page]


@dataclass(frozen=True)
class Paging:
    """How one search of one portal is read.

    `read` turns a row into a data set and raises `ValueError` for what is none.
    """

    portal: str
    query: PortalQuery
    fetch: FetchPage
    read: Callable[[Any], Dataset]
    page_rows: int
    most_rows: int

    def search(
        self,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
    ) -> SearchResult:
        """Return what the pages from `start` on hold; see `Portal.search` for the rules.

        Entries edited, added or deleted while the pages are read move others across page borders: one is seen twice,
        another one never. Where the numbers show that, everything is read once more in a steady order.
        """
        first = Passage(self, start)
        error = first.run(limit, on_page, progress)
        if error is not None or start or not first.is_finished or not first.is_doubtful:
            return first.result(error)
        return self._read_again(first, on_page, progress)

    def _read_again(self, first: Passage, on_page: PageListener | None, progress: Progress) -> SearchResult:
        second = Passage(self, 0, is_steady=True)
        second.known.update(first.found)
        try:
            error = second.run(None, on_page, progress)
        except (NetworkError, CancelledError) as failure:
            error = failure if isinstance(failure, NetworkError) else self._moved(first)
        if error is None and (not second.is_finished or second.has_moved or second.idle_pages):
            error = self._moved(second)
        if error is None:
            return second.result(None, order=first)
        first.count = max(first.count, second.count)
        first.found.update({key: one for key, one in second.found.items() if key not in first.found})
        return first.result(error)

    def _moved(self, passage: Passage) -> UnexpectedContentError:
        sentence = tr("“{portal}” counts {count} data sets but lists {seen} different ones. Search again later.")
        seen, count = group_digits(passage.distinct), group_digits(passage.count)
        sentence = sentence.format(portal=quotable(self.portal, 80), count=count, seen=seen)
        return UnexpectedContentError(sentence, f"{passage.idle_pages} pages repeated others; counts {passage.counts}")


class Passage:
    """One way through the pages, and what it has brought so far."""

    def __init__(self, paging: Paging, start: int, *, is_steady: bool = False) -> None:
        self._paging, self._start, self._is_steady = paging, start, is_steady
        self.position, self.count = start, 0
        self.pages = self.idle_pages = self.unreadable = 0
        self.counts: Dict[int, None] = {}
        self.found: Dict[str, Dataset] = {}
        self.known: Dict[str, Dataset] = {}

    @property
    def distinct(self) -> int:
        """Return how many different entries were seen."""
        return len(self.found) + self.unreadable

    @property
    def is_finished(self) -> bool:
        """Answer whether as many rows were seen as the portal counts."""
        return self.pages > 0 and self.position >= self.count

    @property
    def has_moved(self) -> bool:
        """Answer whether the number of hits changed on the way."""
        return len(self.counts) > 1

    @property
    def is_doubtful(self) -> bool:
        """Answer whether an entry may have been missed although enough rows came."""
        return self.has_moved or self.distinct < self.count

    def run(self, limit: int | None, on_page: PageListener | None, progress: Progress) -> NetworkError | None:
        """Read on to the end or the limit; returns why it ended early, raises if not even one page came."""
        paging = self._paging
        while limit is None or self.position - self._start < limit:
            left = paging.most_rows if limit is None else self._start + limit - self.position
            asked = min(paging.page_rows, paging.most_rows, left)
            try:
                stop_if_cancelled(progress)
                page = paging.fetch(self.position, asked, self._is_steady)
            except (NetworkError, CancelledError) as error:
                if self.pages == 0:
                    raise
                # Behind the last counted row many portals fail: that says nothing against their count.
                return error if isinstance(error, NetworkError) and not self.is_finished else None
            if self.is_finished and not self._brings_new(page):
                break
            fresh = self._take(page)
            if on_page is not None and fresh:
                on_page(fresh, self.count)
            progress.report(min(1.0, self.position / max(self.count, 1)))
            if not page.rows or (self.is_finished and not self._may_be_capped(page, asked)):
                break
        return None

    def _may_be_capped(self, page: Page, asked: int) -> bool:
        """Answer whether the portal may hold more than it counts: its count is below what came, or ends a full page."""
        return page.count < self.distinct or (page.count == self.distinct and len(page.rows) >= asked)

    def _brings_new(self, page: Page) -> bool:
        """Answer whether a page behind the last counted row holds a data set that has not been seen."""
        for row in page.rows:
            try:
                if self._paging.read(row).key not in self.found:
                    return True
            except ValueError:
                continue
        return False

    def _take(self, page: Page) -> Tuple[Dataset, ...]:
        """Keep the rows of a page; returns the data sets nobody was told of yet."""
        self.pages += 1
        self.counts[page.count] = None
        self.position += len(page.rows)
        before, readable, fresh = len(self.found), 0, []
        for row in page.rows:
            try:
                dataset = self._paging.read(row)
            except ValueError:
                self.unreadable += 1
                continue
            readable += 1
            if dataset.key not in self.found:
                self.found[dataset.key] = dataset
                if dataset.key not in self.known and is_asked_for(dataset, self._paging.query):
                    fresh.append(dataset)
        self.count = max(page.count, self.distinct)  # a count below what came is no count
        # What cannot be read has no name to know it by again, so it does not make a repeated page a new one.
        self.idle_pages += readable > 0 and len(self.found) == before
        return tuple(fresh)

    def result(self, error: NetworkError | None, *, order: Passage | None = None) -> SearchResult:
        """Return what was found, in the order of another passage where that one has it."""
        keys = [key for key in (order.found if order else ()) if key in self.found]
        datasets = (self.found[key] for key in dict.fromkeys([*keys, *self.found]))
        asked_for = tuple(one for one in datasets if is_asked_for(one, self._paging.query))
        seen, next_start = min(self.position, self.count), self.position
        if error is not None and self.is_finished:
            # What is missing may stand anywhere: going on at the end would find nothing and look whole.
            seen, next_start = min(seen, self.distinct), 0
        completeness = Completeness(self.count, seen, Proof.STATED, cause=error.sentence if error else "")
        return SearchResult(asked_for, completeness, next_start, self.unreadable, error)
