# SPDX-License-Identifier: GPL-2.0-or-later
"""A service that speaks OGC API Records (OGC 20-004r1): one catalogue, or all catalogues of its landing page."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Dict, List, Mapping, Set, Tuple
from urllib.parse import quote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof, Verdict
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.ogc_address import landing_address
from ruhr_smartcity_plugin.core.catalogue.portals.absence import is_absence, no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_links import link_address
from ruhr_smartcity_plugin.core.catalogue.portals.page_reading import Page, PageReading
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.portals.records_record import contains_words, read_record
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

PAGE_ROWS = 100
_MOST_COLLECTION_PAGES = 50
_ACCEPT = {"Accept": "application/json, application/geo+json;q=0.9"}
_ACCEPT_ITEMS = {"Accept": "application/geo+json, application/json;q=0.9"}


class RecordsPortal:
    """One service. Use it in a task: it waits for the network.

    The address is that of the landing page, of a catalogue (``/collections/ID``) or of its items.
    """

    kind = PortalKind.RECORDS

    def __init__(self, client: HttpClient, address: str, title: str = "") -> None:
        landing, self._collection = landing_address(address)
        self._landing = landing
        self.root = f"{landing}/collections/{quote(self._collection, safe='')}" if self._collection else landing
        self.title = title or urlsplit(landing).netloc
        self._client, self._has_title = client, bool(title)
        self._catalogues: Dict[str, str] = {}  # the addresses of their items by their names

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
        """Return all records that match, page by page along the service's own links; see `Portal.search`.

        The standard's `q` has no way to ask for two words that both occur, so the longest word is asked for and the
        others are looked for in what comes. The box is not asked for: the answer would lack all records without one.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer of something else.
        CancelledError
            The user stopped it before the first page.
        """
        stop_if_cancelled(progress)
        walk = _Walk(self, query, on_page, progress, start, limit, page_rows)
        unread = list(self._find_catalogues(progress).items())
        while unread and walk.read(*unread.pop(0)):
            pass
        return walk.result(has_unread=bool(unread))

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one record anew.

        Raises
        ------
        HttpStatusError
            404: no catalogue of the service has it any more.
        NetworkError
            The service did not answer properly.
        """
        with portal_must_be_there():
            catalogues = self._find_catalogues(progress)
        # Keys kept from when the service had one catalogue name none: every one is asked for them.
        for name, items_url in sorted(catalogues.items(), key=lambda one: not key.startswith(self._prefix(one[0]))):
            prefix = self._prefix(name)
            record_id = key[len(prefix) :] if key.startswith(prefix) else key
            base, _, query = items_url.partition("?")
            address = f"{base}/{quote(record_id, safe='')}" + (f"?{query}" if query else "")
            try:
                return self.read(self._ask(address, {}, _ACCEPT_ITEMS, progress, refresh=True), name, items_url)
            except HttpStatusError as error:
                if not is_absence(error):
                    raise
            except ValueError as error:
                raise _not_records(self.title, str(error)) from error
        raise no_such_dataset(self.title, key)

    def page(self, url: str, params: Mapping[str, str], progress: Progress) -> Tuple[Mapping[str, Any], str]:
        """Return a page of records and the address of the next one ("" if there is none)."""
        answer = self._ask(url, params, _ACCEPT_ITEMS, progress)
        if not isinstance(answer.get("features"), list):
            raise _not_records(self.title, "no member 'features'")
        return answer, link_address(answer, url, "next")

    def read(self, record: Any, catalogue: str, items_url: str) -> Dataset:
        """Return the data set of a record; raises ValueError if it is none."""
        return read_record(
            record, portal=self.title, root=self.root, items_url=items_url, key_prefix=self._prefix(catalogue)
        )

    def _prefix(self, catalogue: str) -> str:
        """Return what keys begin with: ids are unique in one catalogue only."""
        return f"{catalogue}:" if len(self._catalogues) > 1 else ""

    def _find_catalogues(self, progress: Progress) -> Mapping[str, str]:
        """Return the catalogues and the addresses of their items, asked for once."""
        if not self._catalogues:
            document = self._ask(self._landing, {}, _ACCEPT, progress)
            own_title = text_of(document.get("title"))
            self.title = self.title if self._has_title or not own_title else own_title
            first = link_address(document, self._landing, "data") or f"{self._landing}/collections"
            found = self._collections(first, progress)
            if self._collection:
                found = {name: url for name, url in found.items() if name == self._collection}
            if not found:
                sentence = tr("“{portal}” offers no catalogue of records (OGC API Records). Check its address.")
                raise UnexpectedContentError(sentence.format(portal=self.title), "no collection with records")
            self._catalogues = found
        return self._catalogues

    def _collections(self, url: str, progress: Progress) -> Dict[str, str]:
        found: Dict[str, str] = {}
        seen: Set[str] = set()
        base = url
        while url and url not in seen and len(seen) < _MOST_COLLECTION_PAGES:
            seen.add(url)
            document = self._ask(url, {}, _ACCEPT, progress)
            collections = document.get("collections")
            for one in collections if isinstance(collections, list) else []:
                name = text_of(one.get("id")) if isinstance(one, Mapping) else ""
                if name and _holds_records(one):
                    items = link_address(one, base, "items")
                    found[name] = items or f"{base.split('?')[0].rstrip('/')}/{quote(name, safe='')}/items"
            url = link_address(document, url, "next")
        return found

    def _ask(
        self, url: str, params: Mapping[str, str], headers: Mapping[str, str], progress: Progress, *,
        refresh: bool = False,
    ) -> Mapping:  # fmt: skip
        answer = self._client.get_json(
            url, params=params or None, headers=headers, service=self.title, progress=progress, refresh=refresh
        )
        if not isinstance(answer, Mapping):
            raise _not_records(self.title, f"a JSON {type(answer).__name__}")
        return answer


def _holds_records(collection: Mapping[str, Any]) -> bool:
    kind = collection.get("itemType")
    kinds = kind if isinstance(kind, list) else [kind]
    return any(text_of(one).lower() in ("record", "catalog", "catalogue") for one in kinds)


def _not_records(portal: str, detail: str) -> UnexpectedContentError:
    sentence = tr("“{portal}” does not answer as a catalogue of records (OGC API Records). Check its address.")
    return UnexpectedContentError(sentence.format(portal=portal), detail)


class _Walk:
    """The way through the catalogues of a service, one after another."""

    def __init__(
        self, portal: RecordsPortal, query: PortalQuery, on_page: PageListener | None, progress: Progress, start: int,
        limit: int | None, page_rows: int,
    ) -> None:  # fmt: skip
        self._portal, self._query, self._on_page, self._progress = portal, query, on_page, progress
        self._start, self._to_skip, self._left = start, start, limit
        self._rows = page_rows if limit is None else min(page_rows, start + limit)
        self._kept: List[Dataset] = []
        self._is_early = False
        words = sorted(query.text.split(), key=len, reverse=True)
        self._word, self._others = (words[0], words[1:]) if words else ("", [])
        self._is_sifted = bool(self._others or query.modified_since or query.extent_4326)
        self._matching = 0  # records with all words, those before the place to start at included
        self._parts: List[SearchResult] = []
        self._keys: Set[str] = set()

    def read(self, catalogue: str, items_url: str) -> bool:
        """Read one catalogue; answers whether to go on with the next."""
        reading, url, params = PageReading(self._query, 0), items_url, self._params()
        seen: Set[str] = set()
        error: NetworkError | None = None
        while url and not reading.is_over and url not in seen and self._left != 0:
            seen.add(url)
            try:
                stop_if_cancelled(self._progress)
                answer, following = self._portal.page(url, params, self._progress)
            except (NetworkError, CancelledError) as failure:
                if not self._parts and reading.pages == 0:
                    raise
                if reading.has_counted and isinstance(failure, NetworkError):
                    break
                error = failure if isinstance(failure, NetworkError) else None
                self._is_early = True
                break
            self._tell(reading.take(self._read_page(answer, following, catalogue, items_url)), reading)
            url, params = following, {}
        self._parts.append(reading.result(error))
        self._is_early = self._is_early or self._left == 0
        return not self._is_early

    def result(self, *, has_unread: bool) -> SearchResult:
        """Return what the catalogues brought; nobody knows how many hits those hold that were not asked."""
        judged = [part.completeness for part in self._parts]
        is_counted = not has_unread and all(one.expected is not None for one in judged)
        expected = sum(one.expected or 0 for one in judged) if is_counted else None
        proofs = {one.proof for one in judged}
        proof = Proof.NONE if expected is None or Proof.NONE in proofs else Proof.STATED
        if expected is not None and proofs == {Proof.PROBED}:
            proof = Proof.PROBED
        causes = dict.fromkeys(one.cause for one in judged if one.cause)
        received = sum(one.received for one in judged)
        completeness = Completeness(expected, received, proof, cause=" ".join(causes))
        if self._is_sifted and not self._is_early and completeness.verdict is Verdict.COMPLETE:
            # The service has counted the records of one word and any date; all are here to be counted better.
            completeness = replace(completeness, expected=self._matching, received=self._matching)
        return SearchResult(
            self._with_all_words(self._kept),
            completeness,
            self._start + len(self._kept) if self._is_early else sum(part.next_start for part in self._parts),
            sum(part.unreadable for part in self._parts),
            next((part.error for part in self._parts if part.error), None),
        )

    def _params(self) -> Dict[str, str]:
        params = {"limit": str(self._rows)}
        if self._word:
            # A comma would separate two words of which one is enough.
            params["q"] = self._word.replace(",", " ").strip()
        return params

    def _read_page(self, answer: Mapping[str, Any], following: str, catalogue: str, items_url: str) -> Page:
        datasets: List[Dataset] = []
        rows = answer["features"]
        for row in rows:
            try:
                datasets.append(self._portal.read(row, catalogue, items_url))
            except ValueError:
                continue
        count = answer.get("numberMatched")
        is_count = isinstance(count, int) and not isinstance(count, bool) and count >= 0
        return Page(tuple(datasets), len(rows), count if is_count else None, not following)

    def _tell(self, fresh: Tuple[Dataset, ...], reading: PageReading) -> None:
        """Hand over what is new and asked for, behind the place to start at and within the limit."""
        kept = []
        for one in fresh:
            if one.key in self._keys:
                continue
            self._keys.add(one.key)
            self._matching += contains_words(one, self._others)
            if self._to_skip > 0:
                self._to_skip -= 1
            elif self._left != 0:
                self._left = None if self._left is None else self._left - 1
                kept.append(one)
        self._kept += kept
        shown = self._with_all_words(kept)
        if self._on_page is not None and shown:
            before = sum(part.completeness.expected or part.completeness.received for part in self._parts)
            self._on_page(shown, before + reading.shown_count)
        self._progress.report(min(1.0, reading.received / max(reading.shown_count, 1)))

    def _with_all_words(self, datasets: List[Dataset]) -> Tuple[Dataset, ...]:
        return tuple(one for one in datasets if contains_words(one, self._others))
