# SPDX-License-Identifier: GPL-2.0-or-later
"""Files opened as sources: tables of series and station files of the German weather service, here or at an address."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Callable, Dict, Iterator, List, Mapping, Sequence, Tuple
from urllib.parse import unquote, urljoin, urlsplit

import numpy as np

from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource, readable
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError, RuhrError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.model import Completeness, Finding, FindingKind, Station, StationReport
from ruhr_smartcity_plugin.core.sensors.sources import dwd
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping
from ruhr_smartcity_plugin.core.sensors.sources.services import nothing, ruhr_box_4326, within
from ruhr_smartcity_plugin.core.sensors.sources.source import Batch, Piece, StreamKey, Wish
from ruhr_smartcity_plugin.core.sensors.sources.table import read_table
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.translation import tr

_LINK = re.compile(r"""href\s*=\s*["']([^"'?#]+)["']""", re.IGNORECASE)
_STATION_IN_NAME = re.compile(r"_(\d{5})(?:_|\.)")
TABLE_SUFFIXES = (".csv", ".txt", ".tsv", ".dat")
DWD_SUFFIXES = (".zip", ".txt")


class _Files:
    """Reads all files with the stations, since only they tell which stations there are; values wait in memory."""

    is_service = False

    def __init__(self, info: SourceInfo, client: HttpClient | None) -> None:
        self.info = info
        self._client = client
        self._batches: Dict[StreamKey, Batch] = {}
        self._findings: List[Finding] = []

    def observations(self, wanted: Sequence[StreamKey], wish: Wish, progress: Progress) -> Iterator[Piece]:
        """Yield the values read, from the wish's start to before its end."""
        for number, key in enumerate(wanted):
            stop_if_cancelled(progress)
            yield Piece(key, _between(self._batches.get(key, nothing()), wish))
            progress.report((number + 1) / len(wanted))

    def _report(self, stations: Sequence[Station], error: RuhrError | None = None) -> StationReport:
        return StationReport(self.info.address, tuple(stations),
                             Completeness(None, len(stations), reached_end=error is None),
                             datetime.now(timezone.utc), tuple(self._findings), error)

    def _read_all(self, names: Sequence[str], read: Callable[[str], None], progress: Progress) -> None:
        """Read the files one by one; one that cannot be read is told and passed, unless it is the only one."""
        for number, name in enumerate(names):
            stop_if_cancelled(progress)
            progress.report(number / len(names), tr("Reading {name}").format(name=_file_name(name)))
            try:
                read(name)
            except CancelledError:
                raise
            except RuhrError as error:
                if len(names) == 1:
                    raise
                self._findings.append(Finding(FindingKind.UNREADABLE, error.sentence, _file_name(name), is_loss=True))

    def _content(self, address: str, expect: Content, progress: Progress) -> bytes:
        """Return the bytes of a file or of an address. Raises `InputError` and network errors."""
        if is_address(address):
            return self._client.get(address, expect=expect, service=self.info.title, progress=progress).body
        with readable(_file_name(address)):
            return Path(address).read_bytes()


class TableFiles(_Files):
    """A table, or a folder of tables with one station each, as a file or at an address."""

    def __init__(self, info: SourceInfo, mapping: SeriesMapping, client: HttpClient | None = None) -> None:
        super().__init__(info, client)
        self._mapping = mapping
        #: The whole mapping of the last file read, to be remembered.
        self.used_mapping: SeriesMapping | None = None

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations of all files in the box."""
        found: Dict[str, Station] = {}
        parts: Dict[StreamKey, List[Batch]] = {}

        def read(name: str) -> None:
            source = TableSource(_file_name(name), None if is_address(name) else Path(name),
                                 self._content(name, Content.ANY, progress) if is_address(name) else b"")
            content = read_table(source, self._mapping, progress)
            self.used_mapping = content.mapping
            self._findings.extend(content.findings)
            for one in content.stations:
                found[str(one.id)] = _together(found.get(str(one.id)), one)
            for key, batch in content.batches.items():
                parts.setdefault(key, []).append(batch)

        self._read_all(_files_in(self.info.address, TABLE_SUFFIXES), read, progress)
        self._batches = {key: _joined(some) for key, some in parts.items()}
        return self._report(within(tuple(found.values()), wish.box_4326))


class DwdFiles(_Files):
    """Zips of the Climate Data Center: one, a folder of them, or a directory at its address."""

    def stations(self, wish: Wish, progress: Progress) -> StationReport:
        """Return the stations in the box; of a directory on the Web without a box those in and around the Ruhr."""
        found: Dict[str, Station] = {}
        parts: Dict[StreamKey, List[Batch]] = {}
        listed, names = self._listed(wish, progress)

        def read(name: str) -> None:
            content = self._content(name, Content.ANY, progress)
            short = _file_name(name)
            file = dwd.read_zip(short, io.BytesIO(content), listed) if short.lower().endswith(".zip") else \
                dwd.parse_product(short, content.decode("latin-1"), listed)
            station = file.station
            found[str(station.id)] = _together(found.get(str(station.id)), station)
            for stream, batch in file.batches.items():
                parts.setdefault(StreamKey(str(station.id), stream), []).append(batch)

        self._read_all(names, read, progress)
        self._batches = {key: _joined(some) for key, some in parts.items()}
        return self._report(within(tuple(found.values()), wish.box_4326))

    def _listed(self, wish: Wish, progress: Progress) -> Tuple[Mapping[str, dwd.ListedStation], Sequence[str]]:
        """Return the station list, and the files of wanted stations."""
        address = self.info.address
        if is_address(address) and not urlsplit(address).path.lower().endswith(DWD_SUFFIXES):
            root = address.rstrip("/") + "/"
            page = self._content(root, Content.ANY, progress).decode("utf-8", "replace")
            names = [urljoin(root, one) for one in dict.fromkeys(_LINK.findall(page))]
            names = [one for one in names if one.startswith(root)]
            box = wish.box_4326 or ruhr_box_4326()
        else:
            names, box = _files_in(address, DWD_SUFFIXES), wish.box_4326
        lists = [one for one in names if dwd.is_station_list(_file_name(one))]
        listed: Dict[str, dwd.ListedStation] = {}
        for one in lists:
            listed.update(dwd.parse_station_list(self._content(one, Content.ANY, progress).decode("latin-1")))
        files = [one for one in names if one not in lists and one.lower().endswith(DWD_SUFFIXES)]
        files = [one for one in files if _may_lie_in(one, listed, box)]
        if not files:
            raise InputError(tr("There is no station file of the German weather service in {address} for this area."
                                ).format(address=address), f"{len(names)} names")
        return listed, files


def is_address(text: str) -> bool:
    """Answer whether a text is an http(s) address and no path."""
    return text.lower().startswith(("http://", "https://"))


def _files_in(path: str, suffixes: Tuple[str, ...]) -> List[str]:
    """Return a file, or the files of a folder by name. Raises `InputError` if there is none."""
    if is_address(path):
        return [path]
    place = Path(path)
    if place.is_file():
        return [str(place)]
    with readable(place.name):
        names = sorted(str(one) for one in place.glob("*") if one.suffix.lower() in suffixes and one.is_file()) \
            if place.is_dir() else []
    if not names:
        raise InputError(tr("There is no file to read at “{path}”. Check the path.").format(path=path))
    return names


def _may_lie_in(name: str, listed: Mapping[str, dwd.ListedStation], box: Tuple[float, ...] | None) -> bool:
    """Answer whether a file's station may lie in the box: it does, or nobody knows before it is read."""
    match = _STATION_IN_NAME.search(_file_name(name))
    known = listed.get(match[1]) if match else None
    if box is None or known is None:
        return box is None or not listed
    west, south, east, north = box
    return west <= known.point_4326[0] <= east and south <= known.point_4326[1] <= north


def _file_name(name: str) -> str:
    return unquote(urlsplit(name).path.rsplit("/", 1)[-1]) if is_address(name) else Path(name).name


def _together(known: Station | None, fresh: Station) -> Station:
    """Return one station with the streams of both files; the later one's name and place count."""
    if known is None:
        return fresh
    streams = {one.id: one for one in (*known.datastreams, *fresh.datastreams)}
    return replace(fresh, point_4326=fresh.point_4326 or known.point_4326, datastreams=tuple(streams.values()),
                   properties={**known.properties, **fresh.properties})


def _joined(batches: Sequence[Batch]) -> Batch:
    return Batch(np.concatenate([one.times_ms for one in batches]), np.concatenate([one.values for one in batches]))


def _between(batch: Batch, wish: Wish) -> Batch:
    inside = np.ones(len(batch.times_ms), dtype=bool)
    if wish.start is not None:
        inside &= batch.times_ms >= to_ms(wish.start)
    if wish.end is not None:
        inside &= batch.times_ms < to_ms(wish.end)
    return Batch(batch.times_ms[inside], batch.values[inside])
