# SPDX-License-Identifier: GPL-2.0-or-later
"""A catalogue that comes as one document: searched here, as its publisher cannot be asked questions."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Any, Callable, Dict, Iterable, Tuple

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.local_search import search_local
from ruhr_smartcity_plugin.core.catalogue.portals.absence import no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.narrowing import is_asked_for
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

_BETWEEN_LOOKS = 100  # rows read between two looks at whether to stop: some 30 ms
_HAND_OVER = 200  # so many data sets are told of at once, to keep lists smooth


@dataclass(frozen=True)
class WholeCatalogue:
    """All data sets of a catalogue; with `error`, those that came before it broke off."""

    datasets: Tuple[Dataset, ...]
    unreadable: int = 0
    error: NetworkError | None = None

    def search(self, query: PortalQuery, *, on_page: PageListener | None, start: int, limit: int | None
               ) -> SearchResult:
        """Return the hits from `start` on; with an `error` nobody knows how many there are."""
        found = search_local((one for one in self.datasets if is_asked_for(one, query)), query.text, query.synonyms)
        end = len(found) if limit is None else min(len(found), start + max(0, limit))
        hits = found[start:end]
        if on_page is not None:
            for place in range(0, len(hits), _HAND_OVER):
                on_page(hits[place : place + _HAND_OVER], len(found))
        if self.error is not None:
            missing = Completeness(None, len(hits), Proof.NONE, at_least=True, cause=self.error.sentence)
            return SearchResult(hits, missing, start + len(hits), self.unreadable, self.error)
        completeness = Completeness(len(found), max(start, end), Proof.STATED)
        return SearchResult(hits, completeness, max(start, end), self.unreadable)

    def dataset(self, key: str, portal: str) -> Dataset:
        """Return one data set.

        Raises
        ------
        NetworkError
            The catalogue broke off before it; or `HttpStatusError` 404: it does not list it.
        """
        found = next((one for one in self.datasets if one.key == key), None)
        if found is None:
            raise self.error or no_such_dataset(portal, key)
        return found


@dataclass(frozen=True)
class ReadVersion:
    """A catalogue that was read, and what its server said to know this version by; for questions whether it is new."""

    catalogue: WholeCatalogue
    etag: str = ""
    last_modified: str = ""

    @classmethod
    def of(cls, catalogue: WholeCatalogue, answer: Answer) -> ReadVersion:
        """Return the version an answer brought."""
        return cls(catalogue, answer.headers.get("ETag", ""), answer.headers.get("Last-Modified", ""))

    def conditions(self) -> Dict[str, str]:
        """Return the header fields that ask for what is newer."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}

    def is_in(self, answer: Answer) -> bool:
        """Answer whether there is nothing newer. QGIS's own cache turns a 304 into the kept answer."""
        return answer.status == 304 or (bool(self.etag) and answer.headers.get("ETag", "") == self.etag)


class WholeCataloguePortal:
    """A portal that is one document: subclasses say by `_fetch` how it is had; see `Portal` for the methods."""

    title: str
    _catalogue: WholeCatalogue | None = None
    _read_before: ReadVersion | None = None  # by `dataset`

    def search(
        self,
        query: PortalQuery,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
    ) -> SearchResult:
        """Return all data sets that match; see `Portal.search`.

        A search from the start reads the catalogue anew, one that goes on uses what was read then.
        """
        catalogue = self._catalogue
        if catalogue is None or start == 0 or catalogue.error is not None:
            catalogue = self._catalogue = self._fetch(progress)
        progress.report(1.0)
        return catalogue.search(query, on_page=on_page, start=start, limit=limit)

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew; see `Portal.dataset`."""
        with portal_must_be_there():
            catalogue = self._fetch(progress, refresh=True)
        return catalogue.dataset(key, self.title)

    def _fetch(self, progress: Progress, *, refresh: bool = False) -> WholeCatalogue:
        raise NotImplementedError


def collect(
    rows: Iterable[Any],
    read: Callable[[Any], Dataset],
    error: NetworkError | None = None,
    *,
    progress: Progress = SILENT,
) -> WholeCatalogue:
    """Return the catalogue of `rows`; what `read` refuses with `ValueError` is counted, what repeats is kept once.

    Some publishers give several data sets one identifier, or none: with other titles they are told apart by these,
    with other publishers by these, too, all of them. The first could be another one next time, and what was kept of it
    would lead to the wrong data.

    Raises
    ------
    CancelledError
        The user stopped it, and nothing was lost on the way before (no `error`).
    """
    found: Dict[Tuple[str, str, str], Dataset] = {}
    unreadable = 0
    for number, row in enumerate(rows):
        if error is None and number % _BETWEEN_LOOKS == 0:
            stop_if_cancelled(progress)
        try:
            dataset = read(row)
        except ValueError:
            unreadable += 1
            continue
        found.setdefault((dataset.key, dataset.title, dataset.publisher), dataset)
    times = Counter(part for names in found for part in (names[:1], names[:2]))
    named = (
        one
        if times[names[:1]] == 1
        else replace(one, key="#".join(names[:2] if times[names[:2]] == 1 else names))
        for names, one in found.items()
    )
    return WholeCatalogue(tuple(named), unreadable, error)
