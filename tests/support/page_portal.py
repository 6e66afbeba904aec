# SPDX-License-Identifier: GPL-2.0-or-later
"""A portal in memory that pages like real ones, notes what it is asked, and fails on demand."""

from __future__ import annotations

from typing import Any, Callable, Dict, List

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import BusyError, NetworkError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress


class PagePortal:
    """`datasets` may be changed between searches. `fails_at`: the page that begins there gives an error, once.

    `before_page(start)` is called before each page. `asked` holds (modified_since, start) of every search.
    """

    kind = PortalKind.CKAN

    def __init__(self, *datasets: Dataset, root: str = "https://portal.example.org", rows: int = 10) -> None:
        self.datasets: List[Dataset] = list(datasets)
        self.root, self.title, self.rows = root, root.partition("//")[2], rows
        self.asked: List[tuple] = []
        self.fails_at: Dict[int, NetworkError] = {}
        self.before_page: Callable[[int], None] = lambda _start: None
        self.unreadable = 0
        self.stated: int | None = None

    def search(self, query: PortalQuery, *, on_page: Any = None, progress: Progress = SILENT, start: int = 0,
               limit: int | None = None) -> SearchResult:
        del limit
        self.asked.append((query.modified_since, start))
        since = query.modified_since
        hits = [one for one in self.datasets if since is None or (one.modified and one.modified >= since)]
        count = self.stated if self.stated is not None else len(hits) + self.unreadable
        position = start
        while position < count:
            self.before_page(position)
            error = self.fails_at.pop(position, None)
            if error is not None or progress.is_cancelled():
                if error is not None and position == start:
                    raise error
                return SearchResult((), Completeness(count, position, Proof.STATED), position, 0, error)
            page = tuple(hits[position : position + self.rows])
            if page and on_page is not None:
                on_page(page, count)
            position += max(len(page), 1)
        return SearchResult((), Completeness(count, count), position, self.unreadable)


def busy() -> BusyError:
    """Return the error of an overloaded portal."""
    return BusyError("The portal is overloaded. Try again later.", "503", status=503)


class StopAfter:
    """A progress that is cancelled when `wants()` says so."""

    def __init__(self, wants: Callable[[], bool]) -> None:
        self._wants = wants
        self.texts: List[str] = []
        self.fractions: List[float] = []

    def is_cancelled(self) -> bool:
        return self._wants()

    def report(self, fraction: float, text: str = "") -> None:
        self.fractions.append(fraction)
        if text:
            self.texts.append(text)
