# SPDX-License-Identifier: GPL-2.0-or-later
"""Measured values fetched into a store, checked and summed up: the room's window and the toolbox."""

from __future__ import annotations

from pathlib import Path
from typing import Iterator

from play_driver import Condition, Stage
from play_gestures import LEFT, type_text, window
from qgis.core import QgsProject
from qgis.PyQt.QtTest import QTest


def play_values(stage: Stage) -> Iterator[Condition]:
    """Fetch the values of the SensorThings service, then run the checks and the indices over them."""
    room = stage.room("sensors")
    yield stage.idle
    room.stores.fetch()
    yield lambda: window("RuhrFetchValues") is not None
    dialog = window("RuhrFetchValues")
    type_text(dialog.source.lineEdit(), stage.config["sensorthings"])
    stage.picture("4_values_fetch")
    QTest.mouseClick(dialog.start, LEFT)
    yield lambda: stage.idle() and dialog.banner.state == "done"
    store = dialog.store.filePath()
    stage.picture("4_values_fetched")
    dialog.close()
    yield lambda: stage.idle() and room.report is not None and room.source.path == Path(store)
    room.list.setCurrentIndex(room.model.index(0, 0))
    QTest.mouseClick(stage.child(room, "show_chart"), LEFT)
    yield lambda: stage.idle() and room.chart_panel.isVisible()
    stage.picture("4_values_store")
    stations = len(room.report.stations)
    yield from _run(stage, "stationquality", store, {}, "4_values_quality")
    yield from _run(stage, "climateindices", store, {"PROPERTY": "air_temperature", "MIN_COMPLETENESS": 0.5},
                    "4_values_indices")
    stage.counted(stage.config["expected_stations"], stations, "stations with values in the store")


def _run(stage: Stage, name: str, store: str, more: dict, picture: str) -> Iterator[Condition]:
    """Run an algorithm of the toolbox and look at its layer."""
    import processing

    before = set(QgsProject.instance().mapLayers())
    processing.runAndLoadResults(f"ruhr:{name}", {"STORE": store, "OUTPUT": "TEMPORARY_OUTPUT", **more})
    (added,) = set(QgsProject.instance().mapLayers()) - before
    layer = QgsProject.instance().mapLayer(added)
    canvas = stage.iface.mapCanvas()
    canvas.setExtent(layer.extent().buffered(5_000))
    canvas.refresh()
    yield stage.idle
    stage.iface.layerTreeView().setCurrentLayer(layer)
    stage.picture(picture)
