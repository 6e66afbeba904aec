# SPDX-License-Identifier: GPL-2.0-or-later
"""A register file of 10,000 projects with 40,000 places: opening, first save of a day, a later one, first map."""

from __future__ import annotations

import tempfile
import time
from dataclasses import replace
from pathlib import Path
from typing import Any, Callable, Dict, Tuple

from tests.benchmarks.sizes import Size
from tests.benchmarks.subprocesses import measure

N_PROJECTS = 10_000
#: Seconds; the first save of a day makes the backup, and has no aim of its own.
LIMITS_S = {"save": 0.3, "map": 1.5, "map_in_town": 1.5}


def register_file(size: Size) -> Dict[str, Any]:
    """Measure each step in a process of its own and print the slowest beside the aims."""
    rounds = [measure("register_file") for _ in range(size.rounds)]
    slowest = {step: max(one[step] for one in rounds) for step in ("open", "first_save", "save", "map", "map_in_town")}
    missed = [step for step, limit in LIMITS_S.items() if slowest[step] > limit]
    shown = ", ".join(f"{step} {seconds:.2f} s" for step, seconds in slowest.items())
    print(f"register of {N_PROJECTS} projects: {shown} (aims: {LIMITS_S}): {'missed' if missed else 'reached'}")
    return {"name": "register file", "n": N_PROJECTS, "rounds": rounds, "limits_s": LIMITS_S}


def run() -> Dict[str, float]:
    """One round; called in the worker's process."""
    from tests.benchmarks.qgis_session import start_qgis

    start_qgis()
    from qgis.core import QgsProject, QgsRectangle

    from ruhr_smartcity_plugin.adapters.projects.geopackage_store import open_store
    from ruhr_smartcity_plugin.adapters.projects.register_layers import RegisterLayers
    from ruhr_smartcity_plugin.core.region.municipalities import load_region
    from tests.benchmarks.register_input import make_register

    with tempfile.TemporaryDirectory(prefix="ruhr-bench-") as folder:
        path = Path(folder) / "register.gpkg"
        make_register(path, N_PROJECTS)
        opened, store = _timed(lambda: open_store(path))
        bundle = store.get(store.list_projects()[N_PROJECTS // 2].uuid)
        saves = []
        for number in range(2):
            bundle = replace(bundle, project=replace(bundle.project, title=f"Neu {number}"))
            seconds, bundle = _timed(lambda one=bundle: store.save(one, one.project.version, "anna"))
            saves.append(seconds)
        layers = RegisterLayers(QgsProject.instance())
        # The first map is that of somebody who has just opened the register: the layers are made in that time, too.
        shown, points = _timed(lambda: layers.show(path))
        whole = QgsRectangle(*load_region().box_25832)
        first = shown + _drawn(layers.layers_of(path), whole)
        # Near enough for the labels of all three layers.
        town = QgsRectangle.fromCenterAndSize(points.extent().center(), 5_000, 3_000)
        answer = {"open": opened, "first_save": saves[0], "save": saves[1],
                  "map": first, "map_in_town": _drawn(layers.layers_of(path), town)}
        QgsProject.instance().clear()
    return answer


def _drawn(layers: list, extent: Any) -> float:
    from qgis.core import QgsMapRendererParallelJob, QgsMapSettings
    from qgis.PyQt.QtCore import QSize

    settings = QgsMapSettings()
    settings.setLayers(layers)
    settings.setDestinationCrs(layers[0].crs())
    settings.setExtent(extent)
    settings.setOutputSize(QSize(1600, 1000))

    def draw() -> None:
        job = QgsMapRendererParallelJob(settings)
        job.start()
        job.waitForFinished()

    return _timed(draw)[0]


def _timed(work: Callable[[], Any]) -> Tuple[float, Any]:
    started = time.perf_counter()
    answer = work()
    return time.perf_counter() - started, answer
