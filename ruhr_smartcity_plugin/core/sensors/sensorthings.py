# SPDX-License-Identifier: GPL-2.0-or-later
"""Stations, latest values and series of an OGC SensorThings 1.1 service: whole, or said what is missing."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import TYPE_CHECKING, Callable, Dict, Iterator, List, Sequence, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.sensors.completion import Completion, is_refusal
from ruhr_smartcity_plugin.core.sensors.entities import parse_station
from ruhr_smartcity_plugin.core.sensors.instant import format_instant
from ruhr_smartcity_plugin.core.sensors.model import (
    Completeness,
    EntityId,
    Finding,
    FindingKind,
    Station,
    StationReport,
)
from ruhr_smartcity_plugin.core.sensors.paging import Page, PageReader, entity_path, normalise_root, with_options
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport

_LATEST = "Observations($orderby=phenomenonTime desc;$top=1)"
# From everything in one request to nothing expanded; what is left out is read piece by piece.
_STREAM_EXPANSIONS = (f"{_LATEST},ObservedProperty", "", "")
_THING_EXPANSIONS = (f"Locations,Datastreams($expand={_STREAM_EXPANSIONS[0]})", "Locations,Datastreams", "")
# Services clamp or refuse $top, refuse to sort, or refuse to select; the last form always works.
_SERIES_FORMS = (
    ("$select", "$orderby", "$top", "$count"),
    ("$select", "$orderby", "$count"),
    ("$select", "$count"),
    (),
)
_PAGE_SIZE = 1000
_LASTING = (
    FindingKind.PLACES_MISSING,
    FindingKind.STREAMS_MISSING,
    FindingKind.LATEST_MISSING,
    FindingKind.NESTED_EXPAND_REFUSED,
)

StationsHandler = Callable[[Sequence[Station]], None]
Clock = Callable[[], datetime]


def _utc_now() -> datetime:
    return datetime.now(timezone.utc)


class SensorThingsClient:
    """Reads one service.

    Parameters
    ----------
    client : HTTP; its limits hold for each request.
    address : any address of the service, with or without trailing slash; its root is taken.
    service : the name the user knows it by; the host if empty.

    Raises
    ------
    InputError
        The address is no http(s) address.
    """

    def __init__(self, client: HttpClient, address: str, *, service: str = "", clock: Clock = _utc_now) -> None:
        self.root_url = normalise_root(address)
        self.service = service or (urlsplit(self.root_url).hostname or "")
        self._client, self._clock = client, clock

    def read_stations(self, *, progress: Progress = SILENT, on_stations: StationsHandler | None = None,
                      resume: StationReport | None = None) -> StationReport:
        """Return all Things with places, streams and each stream's latest value.

        `on_stations` gets the stations page by page, in the calling thread. A reading that breaks after its first
        page returns what came, with `broken_by` and where to go on; give that report as `resume` to load the rest.

        Raises
        ------
        NetworkError
            Nothing could be read at all.
        CancelledError
            The user stopped.
        """
        reading = _StationReading(PageReader(self._client, self.root_url, self.service, progress), resume)
        broken_by: RuhrError | None = None
        try:
            for stations in reading.pages():
                if on_stations is not None:
                    on_stations(stations)
                if reading.expected:
                    text = tr("{received} of {expected} stations").format(
                        received=len(reading.stations), expected=reading.expected)
                    progress.report(min(len(reading.stations) / reading.expected, 1.0), text)
        except CancelledError:
            raise
        except RuhrError as error:
            if not reading.stations:
                raise self._first_failure(error) from error
            broken_by = error
        return reading.report(self.root_url, self._clock(), broken_by)

    def fetch_series(self, datastream_id: EntityId, start: datetime, end: datetime, *,
                     progress: Progress = SILENT) -> SeriesReport:
        """Return the series of one stream, from `start` to before `end` (aware datetimes), in order of time.

        A reading that breaks after its first page returns what came, with `broken_by`.

        Raises
        ------
        NetworkError
            Nothing could be read.
        CancelledError
            The user stopped.
        """
        from ruhr_smartcity_plugin.core.sensors.series_report import SeriesBuilder

        url = self.root_url + entity_path("Datastreams", datastream_id) + "/Observations"
        reader = PageReader(self._client, self.root_url, self.service, progress)
        builder = SeriesBuilder(start, end)
        broken_by: RuhrError | None = None
        used: List[int] = []
        try:
            for page in _first_accepted(reader, list(_series_urls(url, start, end)), used.append):
                builder.add_page(page)
                progress.report(builder.fraction())
        except CancelledError:
            raise
        except RuhrError as error:
            if not builder.received:
                raise
            broken_by = error
        return replace(builder.report(broken_by), is_ordered="$orderby" in _SERIES_FORMS[used[-1]])

    def _first_failure(self, error: RuhrError) -> RuhrError:
        if isinstance(error, HttpStatusError) and error.status == 404:
            sentence = tr("“{address}” is no SensorThings service. Check the address; it usually ends in /v1.1.")
            return HttpStatusError(sentence.format(address=self.root_url), error.detail, status=404)
        return error


class _StationReading:
    """One pass over the Things of a service."""

    def __init__(self, reader: PageReader, resume: StationReport | None) -> None:
        self.stations: Dict[EntityId, Station] = {one.id: one for one in resume.stations} if resume else {}
        self.expected: int | None = resume.completeness.expected if resume else None
        self._reader = reader
        self._start_url = resume.next_url if resume else ""
        self._next_url = self._start_url
        self._level = 0
        self._unreadable = resume.completeness.received - len(resume.stations) if resume else 0
        self._completion = Completion(reader, self._datastream_options)
        # What the first part could not load stays missing; everything else is counted over both parts.
        self._earlier = tuple(one for one in resume.findings if one.kind in _LASTING) if resume else ()

    def pages(self) -> Iterator[List[Station]]:
        """Yield the stations page by page."""
        for page in self._things():
            if page.count is not None:
                self.expected = page.count
            fresh = []
            for thing in self._completion.complete_things(page.entities):
                station = parse_station(thing)
                if station is None:
                    self._unreadable += 1
                else:
                    self.stations[station.id] = station
                    fresh.append(station)
            self._next_url = page.next_url
            yield fresh

    def report(self, root_url: str, fetched_at: datetime, broken_by: RuhrError | None) -> StationReport:
        """Return what came."""
        received = len(self.stations) + self._unreadable
        completeness = Completeness(self.expected, received, reached_end=broken_by is None)
        next_url = self._next_url if broken_by is not None else ""
        return StationReport(root_url, tuple(self.stations.values()), completeness, fetched_at, self._findings(),
                             broken_by, next_url)

    def _things(self) -> Iterator[Page]:
        if self._start_url:
            yield from self._reader.walk(self._start_url, known=set(self.stations))
            return
        urls = [
            with_options(self._reader.root_url + "Things", {"$count": "true", "$expand": expansion})
            for expansion in _THING_EXPANSIONS
        ]
        yield from _first_accepted(self._reader, urls, self._set_level)

    def _set_level(self, level: int) -> None:
        self._level = level

    def _datastream_options(self) -> Dict[str, str]:
        return {"$expand": _STREAM_EXPANSIONS[self._level]}

    def _findings(self) -> Tuple[Finding, ...]:
        found = list(self._earlier)
        if self._level:
            found.append(Finding(FindingKind.NESTED_EXPAND_REFUSED, tr(
                "The service does not deliver stations with their values in one request; they were read one by one.")))
        for host in sorted(self._reader.repaired_links):
            sentence = tr(
                "The service names “{host}” as the place of its next page; it was read from the address you entered.")
            found.append(Finding(FindingKind.NEXT_LINK_REPAIRED, sentence.format(host=host), host))
        if self._unreadable:
            sentence = tr("Left out because they have no identifier: %n station(s).", "", self._unreadable)
            found.append(Finding(FindingKind.UNREADABLE, sentence, is_loss=True))
        without_place = sum(one.point_4326 is None for one in self.stations.values())
        if without_place:
            sentence = tr("Without a place and so not on the map: %n station(s).", "", without_place)
            found.append(Finding(FindingKind.NO_PLACE, sentence))
        found.extend(self._completion.findings())
        return tuple(dict.fromkeys(found))


def _first_accepted(reader: PageReader, urls: Sequence[str],
                    accepted: Callable[[int], None] = lambda _number: None) -> Iterator[Page]:
    """Walk the first of `urls` whose options the service does not refuse."""
    for number, url in enumerate(urls):
        accepted(number)
        pages = reader.walk(url)
        try:
            first = next(pages)
        except HttpStatusError as error:
            if not is_refusal(error) or number + 1 == len(urls):
                raise
            continue
        yield first
        yield from pages
        return


def _series_urls(url: str, start: datetime, end: datetime) -> Iterator[str]:
    values = {
        "$select": "phenomenonTime,result",
        "$orderby": "phenomenonTime asc",
        "$top": str(_PAGE_SIZE),
        "$count": "true",
    }
    times = f"phenomenonTime ge {format_instant(start)} and phenomenonTime lt {format_instant(end)}"
    for form in _SERIES_FORMS:
        yield with_options(url, {"$filter": times, **{key: values[key] for key in form}})
