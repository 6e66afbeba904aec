# SPDX-License-Identifier: GPL-2.0-or-later
"""The projects room with a large register: opening, each key press, the dialog, a save, the map; and reading it all.

The peer of a key press is QGIS's own filter on the same table (the provider's, in SQL).
"""

from __future__ import annotations

import math
import statistics
import tempfile
import time
from pathlib import Path
from typing import Any, Callable, Dict, List, Tuple

from tests.benchmarks.qgis_session import start_qgis
from tests.benchmarks.register_input import SITES_PER_PROJECT, make_register
from tests.benchmarks.subprocesses import measure

SIZES = (1_000, 3_000, 10_000)
#: Seconds that must not be passed with 10,000 projects and 40,000 places.
AIMS = {"open": 1.0, "key": 0.1, "filter": 0.1, "dialog": 0.2, "save": 0.3, "first draw": 1.5}
_TYPED = ("v", "ve", "verkehr", "verkehr n", "verkehr netz", "verkehr netz 99", "")
_WAIT_S = 60


def register_room(rounds: int) -> Dict[str, Any]:
    """Measure at three sizes and print the largest with its aims, and the growth between the outer two."""
    kinds: Dict[str, List[List[float]]] = {}
    for n in SIZES:
        answers = [measure("register_room", n=n) for _ in range(rounds)]
        for kind in answers[0]["seconds"]:
            kinds.setdefault(kind, []).append([one["seconds"][kind] for one in answers])
    middle = {kind: [statistics.median(one) for one in values] for kind, values in kinds.items()}
    print(f"register of {SIZES[-1]} projects, {SIZES[-1] * SITES_PER_PROJECT} places:")
    for kind, (first, *_between, last) in middle.items():
        exponent = math.log(max(last, 1e-6) / max(first, 1e-6)) / math.log(SIZES[-1] / SIZES[0])
        verdict = "" if kind not in AIMS else f", aim {1000 * AIMS[kind]:.0f}: " + (
            "reached" if last <= AIMS[kind] else "missed")
        print(f"  {kind}: {1000 * last:.0f} ms{verdict}; growth {exponent:.2f} (1 is linear)")
    print(f"  a key press in QGIS's own filter takes {middle['peer key'][-1] / middle['key'][-1]:.1f} times as long")
    return {"name": "register room", "n": list(SIZES), "seconds": kinds, "aims": AIMS}


def run(n: int) -> Dict[str, Any]:
    """Measure once in this process, with a register of `n` projects made for it."""
    application = start_qgis()
    path = Path(tempfile.mkdtemp(prefix="ruhr-bench-")) / "register.gpkg"
    make_register(path, n)
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
    from tests.support.workbench import open_workbench

    with open_workbench() as bench:
        room = ProjectsRoom(bench)
        room.resize(400, 800)
        room.show()
        application.processEvents()
        seconds = {"open": _until(lambda: room.open_file(str(path)), lambda: room.model.rowCount() == n)}
        _until(lambda: None, lambda: not bench.tasks.running())
        seconds["key"] = max(_timed(lambda text=text: _press(room, text, application)) for text in _TYPED)
        seconds["filter"] = max(_timed(one) for one in _filters(room, application))
        # The first dialog of a session reads QGIS's parts from disk, the first save of a day makes a backup.
        seconds["first dialog"], seconds["first save"] = _edit(room, "Gemessen")
        _until(lambda: None, lambda: not bench.tasks.running())
        seconds["dialog"], seconds["save"] = _edit(room, "Noch einmal gemessen")
        _until(lambda: None, lambda: not bench.tasks.running())
        _until(lambda: None, lambda: len(room.map.layers.layers_of(room.register.store)) == 3)
        seconds["first draw"] = _timed(lambda: _draw(room))
        seconds["whole register"] = _timed(room.register.store.all_projects)
        seconds["peer key"] = _timed(_qgis_filter(path))
        room.close_room()
    return {"seconds": seconds}


def _until(start: Callable[[], Any], is_done: Callable[[], bool]) -> float:
    """Return how long it takes in Qt's own loop, as in QGIS: one in Python would keep the interpreter from tasks."""
    from qgis.PyQt.QtCore import QEventLoop, QTimer

    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(1)
    timer.timeout.connect(lambda: loop.quit() if is_done() else None)
    QTimer.singleShot(_WAIT_S * 1000, loop.quit)
    began = time.perf_counter()
    start()
    timer.start()
    if not is_done():
        loop.exec()
    if not is_done():
        raise RuntimeError("the room did not come to an end")
    return time.perf_counter() - began


def _timed(work: Callable[[], Any]) -> float:
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def _press(room: Any, text: str, application: Any) -> None:
    room.search.setText(text)
    application.processEvents()  # until it is painted


def _filters(room: Any, application: Any) -> List[Callable[[], None]]:
    """Return the ticks of each facet's first value, and taking all off, below open filters with all their numbers."""
    from ruhr_smartcity_plugin.core.projects.filters import Facet

    room.filter_popup.open_below(room.filter_button)
    application.processEvents()

    def tick(facet: Any) -> None:
        room.content.switch(facet, room.content.index.values(facet)[0], True)
        application.processEvents()  # until list and filters are painted

    def all_off() -> None:
        room.content.show_all()
        application.processEvents()

    ticks = [lambda facet=facet: tick(facet) for facet in Facet if room.content.index.values(facet)]
    return [*ticks, all_off, room.filter_popup.hide]


def _edit(room: Any, title: str) -> Tuple[float, float]:
    from qgis.PyQt.QtCore import QCoreApplication

    uuid = next(one.uuid for one in room.register.entries if one.review_state == "ENT" and one.status == "UMS")
    began = time.perf_counter()
    _until(lambda: room.edit_project(uuid), lambda: any(one.isVisible() for one in room.dialogs.shown))
    QCoreApplication.processEvents()  # until it is painted
    dialog_s = time.perf_counter() - began
    dialog = room.dialogs.shown[-1]
    dialog.title.setText(title)
    saved: List[Any] = []
    room.register.saved.connect(saved.append)
    save_s = _until(dialog.save, lambda: bool(saved))
    dialog.close()
    return dialog_s, save_s


def _draw(room: Any) -> None:
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings, QgsRectangle
    from qgis.PyQt.QtCore import QSize

    layers = room.map.layers.layers_of(room.register.store)
    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(QgsRectangle(*room.workbench.area.region.box_25832))
    settings.setOutputSize(QSize(1200, 900))
    job = QgsMapRendererParallelJob(settings)
    job.start()
    job.waitForFinished()


def _qgis_filter(path: Path) -> Callable[[], int]:
    from qgis.core import QgsFeatureRequest, QgsVectorLayer

    layer = QgsVectorLayer(f"{path}|layername=project", "peer", "ogr")
    columns = ("title", "summary", "description", "challenge", "solution", "result")
    wanted = " OR ".join(f"\"{one}\" ILIKE '%verkehr%'" for one in columns)
    request = QgsFeatureRequest().setFilterExpression(wanted).setSubsetOfAttributes(["uuid", "title"], layer.fields())
    return lambda: sum(1 for _feature in layer.getFeatures(request))
