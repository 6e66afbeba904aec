# SPDX-License-Identifier: GPL-2.0-or-later
"""A catalogue service (CSW 2.0.2) with ISO 19139 records, such as the GeoNetwork of a regional geo data portal."""

from __future__ import annotations

import math
from typing import Dict, List, Set, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address
from ruhr_smartcity_plugin.core.catalogue.portals import csw_request
from ruhr_smartcity_plugin.core.catalogue.portals.absence import no_such_dataset, portal_must_be_there
from ruhr_smartcity_plugin.core.catalogue.portals.csw_record import (
    RecordPage,
    check_capabilities,
    read_page,
    read_single,
)
from ruhr_smartcity_plugin.core.catalogue.portals.csw_request import MANNERS, Manner
from ruhr_smartcity_plugin.core.catalogue.portals.iso19139 import IsoRecord, with_services
from ruhr_smartcity_plugin.core.catalogue.portals.page_reading import Page, PageReading
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PageListener, PortalKind, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.xml_element import Element, XmlReader

PAGE_ROWS = 100
# Services are few; a catalogue that gives more pages of them than this is read without them.
_MOST_SERVICE_PAGES = 30
# Statuses that say "not in this way", as opposed to "not now".
_REFUSALS = frozenset({400, 404, 405, 415, 422, 500, 501})


class CswPortal:
    """One catalogue service. Use it in a task: it waits for the network.

    A data set gets the addresses of the services that name it as their data (`srv:operatesOn`). For that the service
    records are read once, before the first answer.
    """

    kind = PortalKind.CSW

    def __init__(self, client: HttpClient, address: str, title: str = "", *, read_xml: XmlReader) -> None:
        self.root = base_address(address)
        self.title = title or urlsplit(self.root).netloc
        self._client, self._read_xml, self._has_title = client, read_xml, bool(title)
        self._is_checked = False
        self._manner: Manner | None = None
        self._services: Dict[str, List[Dataset]] | None = None
        #: The reading of the services where it was broken off: by a limit of time, or by the user.
        self._services_begun: Tuple[PageReading, Dict[str, List[Dataset]]] | None = None

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
        """Return all records that match, page by page; see `Portal.search`.

        Goes on until as many different records have come as the catalogue counts, or until nothing new comes.

        Raises
        ------
        NetworkError
            No answer, an error status, or an answer that is no CSW's.
        CancelledError
            The user stopped it before the first page.
        """
        reading = PageReading(query, start)
        constraint = csw_request.filter_of(query)
        while not reading.is_over and (limit is None or reading.position - start < limit):
            rows = page_rows if limit is None else min(page_rows, start + limit - reading.position)
            try:
                stop_if_cancelled(progress)
                if reading.pages == 0:
                    self._prepare(progress)
                page = self._records(constraint, reading.position, rows, progress)
            except (NetworkError, CancelledError) as error:
                if reading.pages == 0:
                    raise
                is_fault = isinstance(error, NetworkError) and not reading.has_counted
                return reading.result(error if is_fault else None)
            fresh = reading.take(self._as_page(page, reading))
            if on_page is not None and fresh:
                on_page(fresh, reading.shown_count)
            progress.report(min(1.0, reading.received / max(reading.shown_count, 1)))
        return reading.result(None)

    def dataset(self, key: str, *, progress: Progress = SILENT) -> Dataset:
        """Return one record anew (GetRecordById), with the addresses as they are now.

        Raises
        ------
        HttpStatusError
            404: the catalogue no longer has it.
        NetworkError
            It did not answer properly.
        """
        with portal_must_be_there():
            self._prepare(progress)
            root = self._get(csw_request.record_parameters(key), progress, refresh=True)
        record = read_single(root, portal=self.title, address=self.root)
        if record is None:
            raise no_such_dataset(self.title, key)
        return self._coupled(record)

    def _prepare(self, progress: Progress) -> None:
        """Ask once whether this is a CSW, and which services belong to which data."""
        if not self._is_checked:
            params = {"SERVICE": "CSW", "REQUEST": "GetCapabilities", "VERSION": csw_request.VERSION}
            title = check_capabilities(self._get(params, progress), self.title)
            self.title = self.title if self._has_title or not title else title
            self._is_checked = True
        if self._services is None:
            self._services = self._read_services(progress)

    def _read_services(self, progress: Progress) -> Dict[str, List[Dataset]]:
        """Return the service records by the data they name; nothing where the catalogue cannot be asked for them.

        What has come is kept when it is broken off, so that a slow catalogue is read through in the end.
        """
        constraint = csw_request.filter_of(PortalQuery(), services_only=True)
        reading, found = self._services_begun = self._services_begun or (PageReading(PortalQuery(), 0), {})
        while not reading.is_over:
            try:
                stop_if_cancelled(progress)
                page = self._records(constraint, reading.position, PAGE_ROWS, progress)
            except (UnexpectedContentError, HttpStatusError) as error:
                if reading.has_counted:
                    break
                if reading.pages or not _is_refusal(error):
                    raise
                found = {}
                break
            reading.take(self._as_page(page, reading))
            for record in page.records:
                for code in record.operates_on if record.is_service else ():
                    found.setdefault(code, []).append(record.dataset)
            too_many = reading.pages == 1 and (reading.count or 0) > _MOST_SERVICE_PAGES * page.rows
            if not reading.is_over and (too_many or reading.pages >= _MOST_SERVICE_PAGES):
                found = {}
                break
        self._services_begun = None
        return found

    def _coupled(self, record: IsoRecord) -> Dataset:
        own: Set[str] = set()
        services: List[Dataset] = []
        for code in sorted(record.codes) if not record.is_service else ():
            for one in (self._services or {}).get(code, ()):
                if one.key not in own:
                    own.add(one.key)
                    services.append(one)
        return with_services(record.dataset, tuple(services)) if services else record.dataset

    def _as_page(self, page: RecordPage, reading: PageReading) -> Page:
        datasets = tuple(self._coupled(one) for one in page.records)
        says_end = None if page.next_start is None else page.next_start < 0
        if says_end is False and page.rows < reading.largest_page and page.next_start >= (page.count or math.inf):
            says_end = None  # the last page: some servers name a record behind the last one
        return Page(datasets, page.rows, page.count, says_end)

    def _records(self, constraint: str, start: int, rows: int, progress: Progress) -> RecordPage:
        """Ask for a page, the first time in the manner the server understands."""
        manners: Tuple[Manner, ...] = (self._manner,) if self._manner else MANNERS
        refusals: List[NetworkError] = []
        for manner in manners:
            try:
                page = self._records_in(manner, constraint, start, rows, progress)
            except (UnexpectedContentError, HttpStatusError) as error:
                if not _is_refusal(error):
                    raise
                refusals.append(error)
                continue
            self._manner = manner
            return page
        raise refusals[0]

    def _records_in(self, manner: Manner, constraint: str, start: int, rows: int, progress: Progress) -> RecordPage:
        if manner.is_post:
            answer = self._client.send(
                "POST", self.root, body=csw_request.records_document(constraint, start, rows, manner),
                content_type="application/xml; charset=utf-8", expect=Content.XML, service=self.title,
                progress=progress,
            )  # fmt: skip
            root = self._read_xml(answer.body, self.title)
        else:
            root = self._get(csw_request.records_parameters(constraint, start, rows, manner), progress)
        return read_page(root, portal=self.title, address=self.root)

    def _get(self, params: Dict[str, str], progress: Progress, *, refresh: bool = False) -> Element:
        answer = self._client.get(
            self.root, params=params, expect=Content.XML, service=self.title, progress=progress, refresh=refresh
        )
        return self._read_xml(answer.body, self.title)


def _is_refusal(error: NetworkError) -> bool:
    """Answer whether another manner of asking may help: the service understood that it was asked, and said no."""
    if isinstance(error, HttpStatusError):
        return error.status in _REFUSALS
    return isinstance(error, UnexpectedContentError)
