# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs of the rooms for the heartbeat (G10), on loopback services and inputs made in memory.

Each is prepared first; the function returned starts the job, and calls `ended` with True or False.
"""

from __future__ import annotations

import tempfile
from contextlib import closing
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, List

Ended = Callable[[bool], None]
Start = Callable[[Ended], Any]

N_TREES = 10_000
N_STATIONS = 2_000
N_PROJECTS = 2_000


def start_wfs() -> Start:
    """The data room adds a layer of a MapServer: fetch all objects, judge, mark, put on the map."""
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
    from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
    from ruhr_smartcity_plugin.gui.catalogue.layer_adding import LayerAdding
    from tests.support.mapserver import MapServer
    from tests.support.workbench import open_workbench

    server = MapServer(N_TREES).start()
    bench = open_workbench()
    workbench = bench.__enter__()
    adding = LayerAdding(workbench)
    url = f"{server.url}?SERVICE=WFS&TYPENAMES=ms:baeume"
    distribution = Distribution("trees", "Bäume", url, (ServiceKind.WFS,))
    dataset = Dataset("trees", "Baumkataster", "Test", distributions=(distribution,))

    def start(ended: Ended) -> Any:
        adding.added.connect(lambda added: ended(added.loaded.completeness.received == N_TREES))
        adding.failed.connect(lambda _error, _retry: ended(False))
        adding.add(dataset, distribution)
        return server, bench, adding

    return start


def start_stations() -> Start:
    """The sensors room takes stations as a service gives them, page by page, and puts them on the map."""
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom
    from tests.support.workbench import open_workbench

    bench = open_workbench()
    workbench = bench.__enter__()
    room = SensorsRoom(workbench)
    room.resize(400, 800)
    room.show()
    source = _Stations(make_stations(N_STATIONS))

    def start(ended: Ended) -> Any:
        def check() -> None:
            layers = list(workbench.project.mapLayers().values())
            ended(sum(one.featureCount() for one in layers) == N_STATIONS)

        room.loader.loaded.connect(lambda _report: room.show_on_map())
        room.station_map.ended.connect(check)
        room.loader.failed.connect(lambda _error: ended(False))
        room.station_map.failed.connect(lambda _error: ended(False))
        room._start(source)
        return bench, room

    return start


class _Stations:
    """A source of the room whose pages come from memory."""

    address, title, is_synthetic = "https://stations.invalid/v1.1/", "stations.invalid", False

    def __init__(self, stations: List[Any]) -> None:
        self._stations = stations

    def read_stations(self, progress: Any, on_stations: Any = None, resume: Any = None) -> Any:
        from ruhr_smartcity_plugin.core.sensors.model import Completeness, StationReport

        for first in range(0, len(self._stations), 100):
            on_stations(self._stations[first : first + 100])
            progress.report(first / len(self._stations))
        n = len(self._stations)
        return StationReport(self.address, tuple(self._stations), Completeness(n, n, True), datetime.now(timezone.utc))


def make_stations(n: int) -> List[Any]:
    """Stations with one air temperature each, in a grid over the Ruhr."""
    from ruhr_smartcity_plugin.core.sensors.model import Datastream, Observation, ObservedProperty, Station, Unit

    now = datetime.now(timezone.utc)
    stations = []
    for number in range(n):
        time = now - timedelta(minutes=number % 200)
        latest = Observation(time, time, 10.0 + number % 20)
        stream = Datastream(f"s{number}", "2 m", Unit("", "°C", ""), ObservedProperty("Lufttemperatur"), latest)
        place = (6.7 + 0.02 * (number % 50), 51.3 + 0.01 * (number // 50))
        stations.append(Station(f"t{number}", f"Station {number}", point_4326=place, datastreams=(stream,)))
    return stations


def start_register() -> Start:
    """The projects room opens a register of many projects and saves one of them."""
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
    from tests.support.workbench import open_workbench

    path = Path(tempfile.mkdtemp(prefix="ruhr-bench-")) / "register.gpkg"
    make_register(path, N_PROJECTS)
    bench = open_workbench()
    workbench = bench.__enter__()
    room = ProjectsRoom(workbench)
    room.resize(400, 800)
    room.show()
    register = room.register

    def start(ended: Ended) -> Any:
        def save(bundle: Any) -> None:
            project = replace(bundle.project, title=f"{bundle.project.title}, saved")
            register.save(register.store, replace(bundle, project=project), "", publish=lambda _saved: None,
                          failed=lambda _error: ended(False))

        def opened() -> None:
            if len(register.entries) != N_PROJECTS:
                ended(False)
                return
            register.fetch(register.store, register.entries[0].uuid, publish=save, failed=lambda _error: ended(False))

        register.opened.connect(opened)
        # The lists are read anew after the save; when they are shown, the room is done.
        register.saved.connect(lambda _path: register.changed.connect(lambda: ended(True)))
        register.failed.connect(lambda _error: ended(False))
        register.open(path)
        return bench, room

    return start


def make_register(path: Path, n: int) -> None:
    """Copies of the sample projects, written in one transaction."""
    from ruhr_smartcity_plugin.adapters.projects.connection import connect
    from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
    from ruhr_smartcity_plugin.adapters.projects.sample import SAMPLE_EDITOR, sample_bundles
    from ruhr_smartcity_plugin.adapters.projects.save import write_bundle

    create_store(path)
    bundles = sample_bundles()
    with closing(connect(path, read_only=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        for number in range(n):
            write_bundle(connection, bundles[number % len(bundles)].as_copy(), 0, SAMPLE_EDITOR, "")
        connection.execute("COMMIT")
