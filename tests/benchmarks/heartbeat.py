# SPDX-License-Identifier: GPL-2.0-or-later
"""G10: the longest time the main thread could not answer while a job of the plugin ran in the background."""

from __future__ import annotations

import json
import time
from typing import Any, Callable, Dict

from tests.benchmarks import jobs
from tests.benchmarks.catalogue_search import start_index
from tests.benchmarks.qgis_session import start_processing, start_qgis
from tests.support.heartbeat import Heartbeat

LIMIT_S = 600


def run(work: str, areas: str, raster: str) -> Dict[str, float]:
    """Run a job in a task beside the heartbeat; returns the longest gap and how long the job took."""
    application = start_qgis()
    start_processing()
    from qgis.PyQt.QtCore import QTimer

    starts = {"zonal": lambda: _start_zonal(areas, raster), "catalogue": _start_catalogue, "wfs": jobs.start_wfs,
              "stations": jobs.start_stations, "register": jobs.start_register, "index": start_index}
    start = starts[work]()
    application.processEvents()  # what preparing has left to do is not part of the job
    ended = []
    started = time.perf_counter()
    with Heartbeat() as heart:
        # Qt's own loop, as in QGIS: a loop in Python would keep the interpreter from the task.
        kept = [start(lambda ok: (ended.append(ok), application.quit()))]
        QTimer.singleShot(LIMIT_S * 1000, application.quit)
        if not ended:
            application.exec()
    seconds = time.perf_counter() - started
    kept.clear()
    if ended != [True]:
        raise SystemExit(f"the job {work} did not end well: {ended}")
    return {"longest_gap_s": heart.longest_gap_s, "seconds": seconds}


def _start_zonal(areas: str, raster: str) -> Callable[[Callable[[bool], None]], Any]:
    from qgis.core import (
        QgsApplication,
        QgsProcessingAlgRunnerTask,
        QgsProcessingContext,
        QgsProcessingFeedback,
        QgsProject,
        QgsRasterLayer,
        QgsVectorLayer,
    )

    layers = [QgsVectorLayer(areas, "areas", "ogr"), QgsRasterLayer(raster, "raster", "gdal")]
    QgsProject.instance().addMapLayers(layers)
    context, feedback = QgsProcessingContext(), QgsProcessingFeedback(False)
    context.setProject(QgsProject.instance())
    parameters = {"AREAS": layers[0].id(), "RASTER": layers[1].id(), "BAND": 1, "OUTPUT": "memory:"}

    def start(ended: Callable[[bool], None]) -> Any:
        algorithm = QgsApplication.processingRegistry().algorithmById("ruhr:zonalstatistics").create()
        task = QgsProcessingAlgRunnerTask(algorithm, parameters, context, feedback)
        task.executed.connect(lambda ok, _results: ended(ok))
        QgsApplication.taskManager().addTask(task)
        return task, algorithm, context, feedback

    return start


def _start_catalogue(n_pages: int = 10, n_per_page: int = 100) -> Callable[[Callable[[bool], None]], Any]:
    """Parse CKAN pages of the size the portal client asks for, as its task does."""
    from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
    from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import read_package

    page = json.dumps({"success": True, "result": {"results": [_package(i) for i in range(n_per_page)]}})
    board = TaskBoard()

    def work(progress: Any) -> int:
        read = 0
        for number in range(n_pages):
            for package in json.loads(page)["result"]["results"]:
                read_package(package, portal="Test", root="https://portal.invalid/")
                read += 1
            progress.report((number + 1) / n_pages)
        return read

    def start(ended: Callable[[bool], None]) -> Any:
        task = board.run(
            "catalogue", work, publish=lambda n: ended(n == n_pages * n_per_page), failed=lambda _error: ended(False)
        )
        return board, task

    return start


def _package(number: int) -> dict:
    text = "Bäume, Straßen, Plätze und Quartiere der Stadt; " * 40
    resource = {
        "id": f"r{number}",
        "name": "Daten",
        "format": "WFS",
        "url": f"https://portal.invalid/wfs/{number}?SERVICE=WFS",
        "description": text[:400],
    }
    return {
        "id": f"p{number}",
        "name": f"datensatz-{number}",
        "title": f"Datensatz {number}",
        "notes": text,
        "license_id": "dl-by-de/2.0",
        "organization": {"title": "Stadt Bochum"},
        "metadata_modified": "2026-03-01T12:00:00",
        "tags": [{"name": word} for word in ("baum", "kataster", "grün")],
        "resources": [{**resource, "id": f"r{number}-{i}"} for i in range(6)],
    }
