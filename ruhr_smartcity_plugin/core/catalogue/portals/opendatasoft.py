# SPDX-License-Identifier: GPL-2.0-or-later
"""Opendatasoft portals through their Explore API 2.1."""

from __future__ import annotations

from datetime import timezone
from typing import Any, Callable, Dict, List, Mapping
from urllib.parse import quote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, group_digits
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence, no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.opendatasoft_record import read_row
from ruhr_smartcity_plugin.core.catalogue.portals.paging import Page, Paging
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.catalogue.portals.whole_catalogue import collect
from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

MOST_ROWS = 100  # per page; more is refused with 400
MOST_BY_PAGES = 10_000  # offset + limit beyond that is refused; only the exports give more
_PAGE_PATHS = ("/api/", "/explore", "/pages")


class OpendatasoftPortal:
    """One Opendatasoft portal. Use it in a task: it waits for the network."""

    kind = PortalKind.OPENDATASOFT

    def __init__(self, client: HttpClient, address: str, title: str = "") -> None:
        self.root = _root(address)
        self.title = title or urlsplit(self.root).netloc
        self._client = client
        self._api = f"{self.root}/api/explore/v2.1/catalog"

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

        Pages end at 10,000 hits. Where there are more, the rest comes from the catalogue's export in one piece; of a
        search for words, all hits, whatever `start` and `limit` are.
        """

        def fetch(start: int, rows: int, is_steady: bool) -> Page:
            if start >= MOST_BY_PAGES:
                raise _EndOfPagesError(self._beyond_pages())
            params = {"limit": str(min(rows, MOST_BY_PAGES - start)), "offset": str(start)}
            return read_page(self._ask_for(query, "datasets", params, progress, is_steady), self.title)

        paging = Paging(self.title, query, fetch, self._read, MOST_ROWS, MOST_ROWS)
        try:
            result = paging.search(on_page=on_page, progress=progress, start=start, limit=limit)
        except _EndOfPagesError:
            return self._by_export(query, None, on_page, progress, start, limit)
        if isinstance(result.error, _EndOfPagesError):
            return self._by_export(query, result, on_page, progress, start, limit)
        return result

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one data set anew; see `Portal.dataset`."""
        try:
            row = self._ask(f"datasets/{quote(key, safe='')}", {}, progress, refresh=True)
            return self._read(row)
        except HttpStatusError as error:
            if not is_absence(error):
                raise
            with portal_must_be_there():
                read_page(self._ask("datasets", {"limit": "1"}, progress), self.title)
            raise no_such_dataset(self.title, key, error.detail) from error
        except ValueError as error:
            raise _not_opendatasoft(self.title, str(error)) from error

    def _by_export(
        self,
        query: PortalQuery,
        pages: SearchResult | None,
        on_page: PageListener | None,
        progress: Progress,
        start: int,
        limit: int | None,
    ) -> SearchResult:
        """Return all hits from the export; if it fails, what the pages brought and why the rest is missing."""
        try:
            rows = self._ask_for(query, "exports/json", {}, progress)
            if not isinstance(rows, list):
                raise _not_opendatasoft(self.title, "the export is no list")
        except NetworkError as error:
            if pages is None:
                raise
            sentence = f"{self._beyond_pages()} {error.sentence}"
            count = pages.completeness.expected
            missing = Completeness(count, pages.next_start, Proof.STATED, cause=sentence)
            failure = NetworkError(sentence, error.detail)
            return SearchResult(pages.datasets, missing, pages.next_start, pages.unreadable, failure)
        known = {one.key for one in pages.datasets} if pages else set()
        whole = collect(rows, self._read, progress=progress)
        if query.text:
            # Pages come by rank, the export does not: what they lack may stand anywhere in it.
            start, limit = 0, None
        untold = PortalQuery("", query.modified_since, query.extent_4326)
        tell = _fresh_only(on_page, known) if on_page else None
        return whole.search(untold, on_page=tell, start=start, limit=limit)

    def _beyond_pages(self) -> str:
        sentence = tr("“{portal}” gives no more than {most} data sets page by page.")
        return sentence.format(portal=quotable(self.title, 80), most=group_digits(MOST_BY_PAGES))

    def _ask_for(
        self, query: PortalQuery, path: str, params: Mapping[str, str], progress: Progress, is_steady: bool = False
    ) -> Any:
        """Ask with all conditions; a portal that refuses date or order (400) is asked with the words alone."""
        plain = {**params, **condition(PortalQuery(query.text))}
        order = {} if query.text and not is_steady else {"order_by": "dataset_id"}
        full = {**params, **order, **condition(query)}
        try:
            return self._ask(path, full, progress)
        except HttpStatusError as error:
            if error.status != 400 or full == plain:
                raise
        return self._ask(path, plain, progress)

    def _ask(self, path: str, params: Mapping[str, str], progress: Progress, *, refresh: bool = False) -> Any:
        return self._client.get_json(
            f"{self._api}/{path}", params=params, service=self.title, progress=progress, refresh=refresh
        )

    def _read(self, row: Any) -> Dataset:
        return read_row(row, portal=self.title, root=self.root)


class _EndOfPagesError(UnexpectedContentError):
    """The portal would refuse the next page."""


def condition(query: PortalQuery) -> Dict[str, str]:
    r"""Return the `where` of a search; user text is a quoted string in it, never part of the language.

    >>> condition(PortalQuery('Bäume "alt"'))
    {'where': 'search("Bäume \\"alt\\"")'}
    >>> condition(PortalQuery())
    {}
    """
    words = " ".join(query.text.split())
    parts: List[str] = [f"search({_quoted(words)})"] if words else []
    if query.modified_since is not None:
        moment = query.modified_since.astimezone(timezone.utc).strftime("%Y-%m-%dT%H:%M:%SZ")
        parts.append(f"modified >= date'{moment}'")
    return {"where": " and ".join(parts)} if parts else {}


def read_page(answer: Any, portal: str) -> Page:
    """Return count and rows of one page of the catalogue.

    Raises
    ------
    UnexpectedContentError
        The answer is another document.
    """
    rows = answer.get("results") if isinstance(answer, Mapping) else None
    count = answer.get("total_count") if isinstance(answer, Mapping) else None
    if isinstance(rows, list) and isinstance(count, int) and not isinstance(count, bool) and count >= 0:
        return Page(count, tuple(rows))
    reason = text_of(answer.get("message")) if isinstance(answer, Mapping) else ""
    raise _not_opendatasoft(portal, reason or "no total_count or no results")


def _fresh_only(on_page: PageListener, known: set) -> Callable[[tuple, int], None]:
    def tell(found: tuple, count: int) -> None:
        fresh = tuple(one for one in found if one.key not in known)
        if fresh:
            on_page(fresh, count)

    return tell


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _root(address: str) -> str:
    root = portal_root(address.split("?")[0])
    parts = urlsplit(root)
    places = [parts.path.find(one) for one in _PAGE_PATHS if one in f"{parts.path}/"]
    path = parts.path[: min(place for place in places if place >= 0)] if any(p >= 0 for p in places) else parts.path
    return f"{parts.scheme}://{parts.netloc}{path.rstrip('/')}"


def _not_opendatasoft(portal: str, detail: str) -> UnexpectedContentError:
    sentence = tr("“{portal}” does not answer as an Opendatasoft portal. Check its address and its kind.")
    return UnexpectedContentError(sentence.format(portal=quotable(portal, 80)), detail)
