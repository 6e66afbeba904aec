# SPDX-License-Identifier: GPL-2.0-or-later
"""Search of a CKAN portal through its action API, page by page until everything that was counted is there."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, List, Mapping, Set, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package, text_of
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import CancelledError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

PAGE_ROWS = 100
MOST_ROWS = 1000  # CKAN gives no more per page, whatever is asked for
# Words and signs with a meaning in the portal's query language (Solr): user text is text, not a query.
_SOLR_SIGNS = re.compile(r'([+\-!(){}\[\]^"~*?:\\/]|&&|\|\|)')
_SOLR_WORDS = re.compile(r"\b(AND|OR|NOT|TO)\b")
_API_PATH = re.compile(r"/(api(/.*)?|dataset(/.*)?|group(/.*)?|organization(/.*)?)$")


def portal_root(address: str) -> str:
    """Return the root of a portal from what people paste: without scheme, or the address of one of its pages.

    >>> portal_root("opendata.ruhr/dataset/baumkataster"), portal_root("https://x.org/api/3/action/package_search")
    ('https://opendata.ruhr', 'https://x.org')

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    text = address.strip()
    if re.match(r"^[\w.\-]+\.[a-zA-Z]{2,}(:\d+)?(/.*)?$", text):
        text = f"https://{text}"
    parts = urlsplit(checked_address(text))
    return f"{parts.scheme}://{parts.netloc}{_API_PATH.sub('', parts.path.rstrip('/'))}"


def escape_query(text: str) -> str:
    r"""Return user text as plain words for CKAN's search; an empty text finds everything.

    >>> escape_query("Straßen: A/B"), escape_query("")
    ('Straßen\\: A\\/B', '*:*')
    """
    words = " ".join(text.split())
    if not words:
        return "*:*"
    return _SOLR_WORDS.sub(lambda found: found.group(0).lower(), _SOLR_SIGNS.sub(r"\\\1", words))


class CkanPortal:
    """One CKAN portal. Use it in a task: it waits for the network."""

    kind = PortalKind.CKAN

    def __init__(self, client: HttpClient, address: str, title: str = "") -> None:
        self.root = portal_root(address)
        self.title = title or urlsplit(self.root).netloc
        self._client = client

    def search(
        self,
        query: PortalQuery,
        *,
        on_page: PageListener | None = None,
        progress: Progress = SILENT,
        start: int = 0,
        limit: int | None = None,
        page_rows: int = PAGE_ROWS,
    ) -> SearchResult:
        """Return all data sets that match, telling `on_page(datasets, count)` about each page as it arrives.

        Goes on by the number of rows received, as portals may give fewer rows than asked for. A data set that appears
        on two pages (the portal changed meanwhile) is given once. If a later page fails, what came before is returned
        with the error; the first page's error is raised.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer that is not CKAN's (DKAN, a web page).
        CancelledError
            The user stopped it before the first page.
        """
        reading = _Reading(self.title, self.root, start)
        while limit is None or reading.position - start < limit:
            rows = min(page_rows, MOST_ROWS, MOST_ROWS if limit is None else start + limit - reading.position)
            try:
                stop_if_cancelled(progress)
                page = self._fetch(query.text, reading.position, rows, progress)
            except (NetworkError, CancelledError) as error:
                if reading.pages == 0:
                    raise
                return reading.result(error if isinstance(error, NetworkError) else None)
            fresh = reading.take(page)
            if on_page is not None and fresh:
                on_page(fresh, reading.count)
            progress.report(reading.position / max(reading.count, 1))
            if not page.rows or reading.position >= reading.count:
                break
        return reading.result(None)

    def _fetch(self, text: str, start: int, rows: int, progress: Progress) -> _Page:
        # `name` as last key: without it hits of equal rank may repeat on, or be missing from, the next page.
        params = {
            "q": escape_query(text),
            "rows": str(rows),
            "start": str(start),
            "sort": "score desc, metadata_modified desc, name asc",
        }
        url = f"{self.root}/api/3/action/package_search"
        answer = self._client.get_json(url, params=params, service=self.title, progress=progress)
        return read_page(answer, self.title)


@dataclass(frozen=True)
class _Page:
    count: int
    rows: Tuple[Any, ...]


def read_page(answer: Any, portal: str) -> _Page:
    """Return count and rows of a `package_search` answer.

    Raises
    ------
    UnexpectedContentError
        The portal reports an error, or answers in another form than CKAN's.
    """
    if not isinstance(answer, Mapping) or "success" not in answer:
        raise _not_ckan(portal, "no CKAN envelope")
    if answer.get("success") is not True:
        reason = answer.get("error")
        words = text_of(reason.get("message")) if isinstance(reason, Mapping) else text_of(reason)
        sentence = tr("The portal “{portal}” refused the search: {reason}. Change the search words or try again later.")
        sentence = sentence.format(portal=portal, reason=quotable(words) or tr("no reason given"))
        raise UnexpectedContentError(sentence, f"success is {answer.get('success')!r}")
    result = answer.get("result")
    if isinstance(result, list):
        raise _not_ckan(portal, "result is a list, as DKAN sends it")
    rows = result.get("results") if isinstance(result, Mapping) else None
    count = result.get("count") if isinstance(result, Mapping) else None
    if not isinstance(rows, list) or not isinstance(count, int) or isinstance(count, bool) or count < 0:
        raise _not_ckan(portal, "result has no count or no results")
    return _Page(count, tuple(rows))


def _not_ckan(portal: str, detail: str) -> UnexpectedContentError:
    sentence = tr("“{portal}” does not answer as a CKAN portal. Check its address; DKAN portals are not supported yet.")
    return UnexpectedContentError(sentence.format(portal=portal), detail)


class _Reading:
    """What has arrived so far."""

    def __init__(self, portal: str, root: str, start: int) -> None:
        self.position, self.count, self.pages = start, 0, 0
        self._portal, self._root = portal, root
        self._datasets: List[Dataset] = []
        self._seen: Set[str] = set()
        self._unreadable = 0

    def take(self, page: _Page) -> Tuple[Dataset, ...]:
        self.pages += 1
        self.count = page.count
        self.position += len(page.rows)
        fresh = []
        for row in page.rows:
            try:
                dataset = read_package(row, portal=self._portal, root=self._root)
            except ValueError:
                self._unreadable += 1
                continue
            if dataset.key not in self._seen:
                self._seen.add(dataset.key)
                fresh.append(dataset)
        self._datasets += fresh
        return tuple(fresh)

    def result(self, error: NetworkError | None) -> SearchResult:
        cause = error.sentence if error else ""
        seen = min(self.position, self.count)
        return SearchResult(
            tuple(self._datasets), Completeness(self.count, seen, Proof.STATED, cause=cause), self.position,
            self._unreadable, error,
        )  # fmt: skip
