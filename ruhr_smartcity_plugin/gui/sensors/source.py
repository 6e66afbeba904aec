# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the room's stations come from: a service or a file, asked the same way, always from a task."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Callable, Protocol
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.sensors.model import Datastream, StationReport
from ruhr_smartcity_plugin.core.sensors.paging import normalise_root
from ruhr_smartcity_plugin.core.sensors.sensorthings import SensorThingsClient, StationsHandler
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.core.sensors.store.report import read_series_report, read_station_report
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.core.sensors.tasking import TaskingClient
from ruhr_smartcity_plugin.translation import tr


class StationsSource(Protocol):
    """What the room asks; `address` tells sources apart, `title` is shown."""

    address: str
    title: str
    is_synthetic: bool

    def read_stations(self, progress: Progress, on_stations: StationsHandler | None = None,
                      resume: StationReport | None = None) -> StationReport:
        """Read all stations, or the rest after `resume`."""

    def fetch_series(self, datastream: Datastream, start: datetime, end: datetime, progress: Progress) -> SeriesReport:
        """Read one stream's values from `start` to before `end`."""

    def current(self) -> StationsSource:
        """Return the same source passing over caches."""


class ServiceSource:
    """A SensorThings service. Raises `InputError` for an address that is none."""

    is_synthetic = False

    def __init__(self, address: str, make_client: Callable[[str], HttpClient]) -> None:
        self.address = normalise_root(address)
        self.title = urlsplit(self.address).netloc.rpartition("@")[2]
        self._make_client = make_client

    def read_stations(self, progress: Progress, on_stations: StationsHandler | None = None,
                      resume: StationReport | None = None) -> StationReport:
        """Read all stations, or the rest after `resume`."""
        return self._client().read_stations(progress=progress, on_stations=on_stations, resume=resume)

    def fetch_series(self, datastream: Datastream, start: datetime, end: datetime, progress: Progress) -> SeriesReport:
        """Read one stream's values from `start` to before `end`."""
        return self._client().fetch_series(datastream.id, start, end, progress=progress)

    def current(self) -> ServiceSource:
        """Return the same service passing over caches."""
        return ServiceSource(self.address, lambda host: self._make_client(host).past_caches())

    def tasking(self, authcfg: str, http: Callable[[str, str], HttpClient]) -> TaskingClient:
        """Return what controls the service's devices, with the log-in the user chose for it. For use in a task."""
        host = urlsplit(self.address).hostname or ""
        return TaskingClient(http(authcfg, host if authcfg else ""), self.address, service=self.title)

    def _client(self) -> SensorThingsClient:
        # Made in the task: QGIS's network manager belongs to the thread that asks.
        host = urlsplit(self.address).hostname or ""
        return SensorThingsClient(self._make_client(host), self.address, service=self.title)


class FileSource:
    """A series store, such as the synthetic sample."""

    def __init__(self, path: Path, *, is_synthetic: bool) -> None:
        self.path = path
        self.address = path.as_uri()
        self.is_synthetic = is_synthetic
        self.title = tr("Sample stations") if is_synthetic else path.name

    def read_stations(self, progress: Progress, on_stations: StationsHandler | None = None,
                      resume: StationReport | None = None) -> StationReport:
        """Read all stations."""
        del resume
        stop_if_cancelled(progress)
        with SeriesStore.open(self.path, read_only=True) as store:
            report = read_station_report(store)
        if on_stations is not None:
            on_stations(report.stations)
        return report

    def fetch_series(self, datastream: Datastream, start: datetime, end: datetime, progress: Progress) -> SeriesReport:
        """Read one stream's values from `start` to before `end`."""
        stop_if_cancelled(progress)
        with SeriesStore.open(self.path, read_only=True) as store:
            return read_series_report(store, int(datastream.id), start, end)

    def current(self) -> FileSource:
        """Return the file itself: nothing is cached."""
        return self
