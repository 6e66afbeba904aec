# SPDX-License-Identifier: GPL-2.0-or-later
"""Services opened as sources: SensorThings, LANUK, UBA, openSenseMap and Sensor.Community."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from typing import Any, Callable, Dict, Iterator, List, Mapping, Sequence, Tuple

import numpy as np

from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, RuhrError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32
from ruhr_smartcity_plugin.core.sensors.instant import format_instant, to_ms
from ruhr_smartcity_plugin.core.sensors.model import Completeness, Datastream, EntityId, Station, StationReport
from ruhr_smartcity_plugin.core.sensors.sensorthings import SensorThingsClient
from ruhr_smartcity_plugin.core.sensors.sources import air_services, citizen_services
from ruhr_smartcity_plugin.core.sensors.sources.parallel import in_parallel
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch, Piece, StreamKey, Wish
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo

EARLIEST = datetime(1970, 1, 1, tzinfo=timezone.utc)
#: openSenseMap gives at most 10,000 values per request; one a minute for six days.
BOX_WINDOW = timedelta(days=6)
BOX_LIMIT = 10_000
#: Without a start these services are asked for a month: their whole past would be years of requests.
USUAL_SPAN = timedelta(days=30)
#: A year of hours of one station at a time.
AIR_WINDOW = timedelta(days=366)
#: What users copy from a documentation, to be cut off.
_ENDPOINT = re.compile(
    r"(?:station|stundenmittelwerte|lqindex)\.php$|(?:stations|measures)/json$|/boxes(?:/.*)?$|/filter/.*$")
Box = Tuple[float, float, float, float]


def ruhr_box_4326() -> Box:
    """Return the region's box in degrees, with some 10 km around it."""
    xmin, ymin, xmax, ymax = load_region().box_25832
    west, south = UTM_32.inverse(xmin - 10_000, ymin - 10_000)
    east, north = UTM_32.inverse(xmax + 10_000, ymax + 10_000)
    return float(west), float(south), float(east), float(north)


class _Service:
    """What the services share: streams fetched four at a time, errors kept with the stream they hit."""

    is_service = True
    #: Where the service lies on its host.
    prefix = ""

    def __init__(self, client: HttpClient, info: SourceInfo, clock: Callable[[], datetime] | None = None) -> None:
        self.info = info
        self._root = info.address.rstrip("/") + "/"
        self._client = client
        self._now = clock or (lambda: datetime.now(timezone.utc))

    def observations(self, wanted: Sequence[StreamKey], wish: Wish, progress: Progress) -> Iterator[Piece]:
        """Yield the values of each stream as they come."""
        yield from in_parallel(lambda key: self._guarded(key, wish, progress), wanted, self._client.wait, progress)

    def _guarded(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        try:
            stop_if_cancelled(progress)
            return self._fetch(key, wish, _Cancelling(progress))
        except CancelledError:
            raise
        except RuhrError as error:
            return Piece(key, nothing(), None, error)

    def _fetch(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        raise NotImplementedError

    def _json(self, path: str, params: Mapping[str, str], progress: Progress) -> Any:
        return self._client.get_json(self._root + path, params=dict(params), service=self.info.title, progress=progress)

    def _first_json(self, path: str, params: Mapping[str, str], progress: Progress) -> Any:
        """Ask for the stations. A user may give the host alone, or an address copied from the documentation."""
        given = self.info.address.partition("?")[0]
        given = _ENDPOINT.sub("", given).rstrip("/") + "/"
        for root in dict.fromkeys((given, given + self.prefix)):
            self._root = root
            try:
                return self._json(path, params, progress)
            except HttpStatusError as error:
                if error.status != 404 or root != given or not self.prefix:
                    raise
        return None

    def _report(self, stations: Sequence[Station]) -> StationReport:
        return StationReport(self.info.address, tuple(stations), Completeness(None, len(stations), reached_end=True),
                             self._now())

    def _span(self, key: StreamKey, wish: Wish) -> Tuple[datetime, datetime]:
        end = wish.end or self._now()
        return wish.start_of(key) or end - USUAL_SPAN, end


class SensorThingsSource(_Service):
    """A service after OGC SensorThings 1.1."""

    def __init__(self, client: HttpClient, info: SourceInfo, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(client, info, clock)
        self._things = SensorThingsClient(client, info.address)
        # A whole number and a text are different ids in an address: Datastreams(7) and Datastreams('7').
        self._ids: Dict[str, EntityId] = {}
        self.info = replace(info, address=self._things.root_url, title=info.title or self._things.service)

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the box, those without a place too."""
        report = self._things.read_stations(progress=progress)
        self._ids = {str(one.id): one.id for station in report.stations for one in station.datastreams}
        return replace(report, stations=within(report.stations, wish.box_4326))

    def _fetch(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        end = wish.end or self._now() + timedelta(days=1)  # stations whose clock runs fast
        report = self._things.fetch_series(self._ids.get(key.stream, key.stream), wish.start_of(key) or EARLIEST, end,
                                           progress=progress)
        times = report.series.times.astype(np.int64)
        is_kept = report.broken_by is None or report.is_ordered
        until = int(times[-1]) + 1 if len(times) and is_kept else None
        return Piece(key, Batch(times, report.series.values), until, report.broken_by)


class LanukSource(_Service):
    """The air quality API of NRW: hourly means and the air quality index."""

    prefix = "api/"

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the box; which component is measured where only the values tell."""
        answer = self._first_json("station.php", {"format": "json"}, progress)
        listed = within(air_services.parse_lanuk_stations(answer), wish.box_4326)
        streams = tuple(map(air_services.lanuk_stream, (*air_services.LANUK_COMPONENTS, air_services.LANUK_INDEX)))
        return self._report([replace(one, datastreams=streams) for one in listed])

    def _fetch(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        start, end = self._span(key, wish)

        def ask(begin: datetime, until: datetime) -> Batch:
            is_index = key.stream == air_services.LANUK_INDEX
            components = air_services.LANUK_INDEX_COMPONENTS if is_index else key.stream
            answer = self._json("lqindex.php" if is_index else "stundenmittelwerte.php", {
                "station": key.station, "komponente": components, "beginn": _winter(begin), "ende": _winter(until),
                "index": "obj", "messwerteliste": "name"}, progress)
            if is_index:
                return air_services.parse_lanuk_index(answer).get(key.station, nothing())
            return air_services.parse_lanuk_hours(answer).get((key.station, key.stream), nothing())

        return _windows(key, ask, start, end, AIR_WINDOW)


class UbaSource(_Service):
    """The air data API of the German Environment Agency, version 4: hourly means."""

    prefix = "api/air-data/v4/"

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the box; without one those in and around the Ruhr."""
        answer = self._first_json("stations/json", {"lang": "de"}, progress)
        listed = within(air_services.parse_uba_stations(answer), wish.box_4326 or ruhr_box_4326(), only_placed=True)
        streams = tuple(map(air_services.uba_stream, air_services.UBA_COMPONENTS))
        return self._report([replace(one, datastreams=streams) for one in listed])

    def _fetch(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        start, end = self._span(key, wish)

        def ask(begin: datetime, until: datetime) -> Batch:
            first, last = begin + timedelta(hours=1), until + timedelta(hours=1)  # winter time
            answer = self._json("measures/json", {
                "date_from": f"{first:%Y-%m-%d}", "time_from": str(first.hour + 1), "date_to": f"{last:%Y-%m-%d}",
                "time_to": str(last.hour + 1), "station": key.station, "component": key.stream, "scope": "2",
                "lang": "de"}, progress)
            return air_services.parse_uba_measures(answer).get((key.station, key.stream), nothing())

        return _windows(key, ask, start, end, AIR_WINDOW)


class OpenSenseMapSource(_Service):
    """Stations of citizens on openSenseMap."""

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the outdoor stations in the box; without one those in and around the Ruhr."""
        box = wish.box_4326 or ruhr_box_4326()
        asked = {"bbox": ",".join(f"{one:.5f}" for one in box), "exposure": "outdoor", "format": "json"}
        answer = self._first_json("boxes", asked, progress)
        return self._report(within(citizen_services.parse_boxes(answer), box, only_placed=True))

    def _fetch(self, key: StreamKey, wish: Wish, progress: Progress) -> Piece:
        start, end = self._span(key, wish)

        def ask(begin: datetime, until: datetime) -> Batch:
            answer = self._json(f"boxes/{key.station}/data/{key.stream}", {
                "from-date": format_instant(begin), "to-date": format_instant(until), "format": "json"}, progress)
            return citizen_services.parse_box_values(answer)

        return _windows(key, ask, start, end, BOX_WINDOW, BOX_LIMIT)


class CommunitySource(_Service):
    """Sensor.Community: what was sent in the last five minutes; a past builds up by fetching again and again."""

    prefix = "airrohr/v1/"

    def __init__(self, client: HttpClient, info: SourceInfo, clock: Callable[[], datetime] | None = None) -> None:
        super().__init__(client, info, clock)
        self._batches: Dict[Tuple[str, str], Batch] = {}

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the box that have just sent; without one those in and around the Ruhr."""
        west, south, east, north = wish.box_4326 or ruhr_box_4326()
        answer = self._first_json(f"filter/box={south:.5f},{west:.5f},{north:.5f},{east:.5f}", {}, progress)
        stations, self._batches = citizen_services.parse_community(answer)
        return self._report(within(stations, (west, south, east, north), only_placed=True))

    def observations(self, wanted: Sequence[StreamKey], wish: Wish, progress: Progress) -> Iterator[Piece]:
        """Yield what came with the stations."""
        for key in wanted:
            stop_if_cancelled(progress)
            yield Piece(key, self._batches.get((key.station, key.stream), nothing()))


class _Cancelling:
    """Passes on the wish to stop; how far a single request is, is not told: four run at once."""

    def __init__(self, progress: Progress) -> None:
        self._progress = progress

    def is_cancelled(self) -> bool:
        return self._progress.is_cancelled()

    def report(self, fraction: float, text: str = "") -> None:
        SILENT.report(fraction, text)


def nothing() -> Batch:
    """Return no values."""
    return Batch(np.empty(0, dtype=np.int64), np.empty(0))


def within(stations: Sequence[Station], box: Box | None, only_placed: bool = False) -> Tuple[Station, ...]:
    """Return the stations in a box of degrees; those without a place stay unless `only_placed`."""
    if box is None:
        return tuple(stations)
    west, south, east, north = box

    def is_in(station: Station) -> bool:
        if station.point_4326 is None:
            return not only_placed
        x, y = station.point_4326
        return west <= x <= east and south <= y <= north

    return tuple(filter(is_in, stations))


def _windows(key: StreamKey, ask: Callable[[datetime, datetime], Batch], start: datetime, end: datetime,
             window: timedelta, limit: int = 0) -> Piece:
    """Ask for one window after the other. One that came full is asked for again after its last value."""
    batches: List[Batch] = []
    begin, until_ms = start, None
    while begin < end:
        stop = min(begin + window, end)
        try:
            batch = ask(begin, stop)
        except CancelledError:
            raise
        except RuhrError as error:
            return Piece(key, _joined(batches, start, end), until_ms, error)
        batches.append(batch)
        until_ms = int(batch.times_ms.max()) + 1 if len(batch.times_ms) else until_ms
        if limit and len(batch.times_ms) >= limit:
            newest, oldest = int(batch.times_ms.max()), int(batch.times_ms.min())
            if oldest - to_ms(begin) <= to_ms(stop) - newest:  # oldest first: go on after the newest
                later = EARLIEST + timedelta(milliseconds=newest)
                begin = later if later > begin else stop
                continue
            window = window / 2  # newest first: the same start again with less
            if window >= timedelta(minutes=1):
                continue
        begin = stop
    return Piece(key, _joined(batches, start, end), until_ms)


def _joined(batches: Sequence[Batch], start: datetime, end: datetime) -> Batch:
    times = np.concatenate([np.empty(0, dtype=np.int64), *(one.times_ms for one in batches)])
    values = np.concatenate([np.empty(0), *(one.values for one in batches)])
    inside = (times >= to_ms(start)) & (times < to_ms(end))  # not every service applies the limits
    return Batch(times[inside], values[inside])


def _winter(moment: datetime) -> str:
    return f"{moment.astimezone(timezone(timedelta(hours=1))):%Y-%m-%dT%H:%M}"


def streams_of(stations: Sequence[Station]) -> Iterator[Tuple[StreamKey, Datastream]]:
    """Yield each stream with its key."""
    for station in stations:
        for one in station.datastreams:
            yield StreamKey(str(station.id), str(one.id)), one
