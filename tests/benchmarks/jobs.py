# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs of the rooms for the heartbeat (G10), on loopback services and a register made for it.

Each is prepared first; the function returned starts the job, and calls `ended` with True or False.
"""

from __future__ import annotations

import json
import tempfile
from dataclasses import replace
from datetime import datetime, timedelta, timezone
from pathlib import Path
from typing import Any, Callable, Dict

Ended = Callable[[bool], None]
Start = Callable[[Ended], Any]

N_TREES = 10_000
N_STATIONS = 2_000
N_PROJECTS = 10_000


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
    """The sensors room reads a SensorThings service page by page and puts the stations on the map."""
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom
    from tests.support.loopback import Loopback
    from tests.support.workbench import open_workbench

    server = Loopback().__enter__()
    pages = make_pages(N_STATIONS, f"{server.url}/v1.1/Things")
    server.routes["/v1.1/Things"] = lambda seen: pages[int(seen.value("$skip", "0"))]
    bench = open_workbench()
    workbench = bench.__enter__()
    room = SensorsRoom(workbench)
    room.resize(400, 800)
    room.show()

    def start(ended: Ended) -> Any:
        def check() -> None:
            layers = list(workbench.project.mapLayers().values())
            ended(sum(one.featureCount() for one in layers) == N_STATIONS)

        room.loader.loaded.connect(lambda _report: room.show_on_map())
        room.station_map.ended.connect(check)
        room.loader.failed.connect(lambda _error: ended(False))
        room.station_map.failed.connect(lambda _error: ended(False))
        room.load_service(f"{server.url}/v1.1")
        return server, bench, room

    return start


def make_pages(n: int, url: str, n_per_page: int = 100) -> Dict[int, str]:
    """Pages of a SensorThings service by what they skip: stations in a grid over the Ruhr, with one value each."""
    now = datetime.now(timezone.utc)
    stations = []
    for number in range(n):
        time = (now - timedelta(minutes=number % 200)).isoformat()
        stream = {"@iot.id": number, "name": "2 m", "unitOfMeasurement": {"symbol": "°C"},
                  "ObservedProperty": {"name": "Lufttemperatur"},
                  "Observations": [{"phenomenonTime": time, "result": 10.0 + number % 20}]}
        degrees = [6.7 + 0.02 * (number % 50), 51.3 + 0.01 * (number // 50)]
        place = {"location": {"type": "Point", "coordinates": degrees}}
        stations.append({"@iot.id": number, "name": f"Station {number}", "Locations": [place], "Datastreams": [stream]})
    pages = {}
    for skip in range(0, n, n_per_page):
        page = {"@iot.count": n, "value": stations[skip : skip + n_per_page]}
        if skip + n_per_page < n:
            page["@iot.nextLink"] = f"{url}?$skip={skip + n_per_page}"
        pages[skip] = json.dumps(page)
    return pages


def start_register() -> Start:
    """The projects room opens a register of many projects and saves one of them."""
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
    from tests.benchmarks.register_input import make_register
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
            uuid = next(one.uuid for one in register.entries if one.review_state == "ENT" and one.status == "UMS")
            register.fetch(register.store, uuid, publish=save, failed=lambda _error: ended(False))

        register.opened.connect(opened)
        # The lists are read anew after the save and then prepared; when they are shown, the room is done.
        register.saved.connect(lambda _path: room.content.indexed.connect(lambda: ended(True)))
        register.failed.connect(lambda _error: ended(False))
        register.open(path)
        return bench, room

    return start

