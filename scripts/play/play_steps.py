# SPDX-License-Identifier: GPL-2.0-or-later
"""The main job, step by step, as a planner would do it with mouse and keyboard."""

from __future__ import annotations

from typing import Iterator

from play_catalogue import play_doctor, play_index, play_notes, play_search
from play_driver import Condition, Stage
from play_gestures import LEFT, type_text, window
from play_import import play_import
from play_team import play_team
from play_values import play_values
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QAbstractItemView, QApplication, QWidget


def play_sample(stage: Stage) -> Iterator[Condition]:
    """Open the demo workspace from the menu."""
    action = stage.iface.mainWindow().findChild(QAction, "RuhrSmartCitySample")
    action.trigger()
    yield lambda: _layer("Schemat") is not None
    projects = stage.plugin.dock.room("projects")
    yield lambda: stage.idle() and len(projects.register.entries) >= stage.config["expected_projects"]
    stage.picture("2_sample")
    stage.counted(stage.config["expected_projects"], len(projects.register.entries), "projects of the sample register")


def play_projects(stage: Stage) -> Iterator[Condition]:
    """Correct the position of a project on the map, save, and read it back."""
    room = stage.room("projects")
    yield stage.idle
    type_text(stage.child(room, "project_search"), "302")
    yield lambda: room.model.rowCount() == 1
    room.list.setCurrentIndex(room.model.index(0, 0))
    QTest.mouseClick(stage.child(room, "show_on_map"), LEFT)
    yield stage.idle
    uuid, before = room.selected().uuid, room.selected().version
    QTest.mouseClick(stage.child(room, "edit_project"), LEFT)
    yield lambda: stage.idle() and window("project_dialog") is not None
    dialog = window("project_dialog")
    stage.picture("3_project_overview")
    yield from _play_pages(stage, dialog)
    dialog.tabs.setCurrentWidget(dialog.tab_places)
    dialog.sites.setCurrentItem(dialog.sites.topLevelItem(0))
    QTest.mouseClick(dialog.pick_place, LEFT)
    yield lambda: not dialog.isVisible()
    canvas = stage.iface.mapCanvas()
    QTest.mouseClick(canvas.viewport(), LEFT, Qt.KeyboardModifier.NoModifier,
                     QPoint(canvas.width() // 2 + 30, canvas.height() // 2 - 20))
    yield dialog.isVisible
    stage.picture("3_project_places")
    picked = dialog.bundle().sites[0].coordinates
    QTest.keyClick(dialog, Qt.Key.Key_S, Qt.KeyboardModifier.ControlModifier)
    yield lambda: stage.idle() and not dialog.isWindowModified()
    stored = room.register.store.get(uuid)
    same = max(abs(a - b) for a, b in zip(stored.sites[0].coordinates, picked)) < 0.001
    raised = stored.project.version == before + 1
    dialog.tabs.setCurrentWidget(dialog.tab_history)
    yield stage.idle
    tree = stage.child(dialog, "history")
    tree.topLevelItem(tree.topLevelItemCount() - 1).setSelected(True)
    QTest.mouseClick(stage.child(dialog, "history_compare"), LEFT)
    yield lambda: stage.child(dialog, "comparison").rowCount() > 0
    stage.picture("3_projects")
    dialog.close()
    stage.counted(1, int(same and raised), f"place saved and read back, version {stored.project.version}")


def _play_pages(stage: Stage, dialog: QWidget) -> Iterator[Condition]:
    """Look at the pages of the project, add a milestone, and take that back."""
    for name in ("participants", "funding", "effect", "links", "documents"):
        dialog.tabs.setCurrentWidget(getattr(dialog, f"tab_{name}"))
        yield stage.idle
        stage.picture(f"3_project_{name}")
    dialog.tabs.setCurrentWidget(dialog.tab_time)
    QTest.mouseClick(stage.child(dialog, "add_milestones"), LEFT)
    type_text(stage.child(dialog, "milestones_title"), "Zehnter Haltepunkt")
    yield lambda: dialog.undo_button.isEnabled()
    stage.picture("3_project_time")
    while dialog.undo_button.isEnabled():
        QTest.mouseClick(dialog.undo_button, LEFT)
        yield stage.idle
    if dialog.is_dirty:
        raise ValueError("undo has left something of the milestone behind")


def play_sensors(stage: Stage) -> Iterator[Condition]:
    """Load the stations of a SensorThings service, put them on the map, open a chart; compare sample stations."""
    room = stage.room("sensors")
    yield stage.idle
    type_text(room.service.address.lineEdit(), stage.config["sensorthings"])
    QTest.mouseClick(stage.child(room, "load_stations"), LEFT)
    yield lambda: stage.idle() and room.report is not None
    QTest.mouseClick(stage.child(room, "show_on_map"), LEFT)
    yield stage.idle
    room.list.setCurrentIndex(room.model.index(0, 0))
    QTest.mouseClick(stage.child(room, "show_chart"), LEFT)
    yield lambda: stage.idle() and room.chart_panel.isVisible()
    stage.picture("4_sensors")
    stage.counted(stage.config["expected_stations"], len(room.report.stations),
                  "stations of the SensorThings service, with the chart of one")
    yield from _compare_stations(stage, room)


def _compare_stations(stage: Stage, room: QWidget) -> Iterator[Condition]:
    """Compare the temperatures of two sample stations, then look at the hours of a month's days."""
    panel, report = room.chart_panel, room.report
    room.open_sample()
    yield lambda: stage.idle() and room.report is not None and room.report is not report
    rows = [row for row, one in enumerate(room.model.readings()) if one.datastream.unit.symbol == "°C"]
    for row, button in ((rows[3], "show_chart"), (rows[4], "add_to_chart")):
        room.list.setCurrentIndex(room.model.index(row, 0))
        QTest.mouseClick(stage.child(room, button), LEFT)
        yield stage.idle
    QTest.mouseClick(stage.child(panel, "period_168"), LEFT)
    yield stage.idle
    QTest.keyClick(panel.views.lines, Qt.Key.Key_End)
    stage.picture("4_sensors_two_stations")
    QTest.mouseClick(stage.child(panel, "period_720"), LEFT)
    panel.view_choice.setCurrentIndex(1)
    yield stage.idle
    stage.picture("4_sensors_hours")
    panel.view_choice.setCurrentIndex(0)
    yield stage.idle


def play_analysis(stage: Stage) -> Iterator[Condition]:
    """Run the zonal statistics of the sample raster over the schematic municipalities, from the dock."""
    room = stage.room("analyses")
    yield stage.idle
    room.list.setCurrentRow(0)
    QTest.mouseClick(stage.child(room, "analyses_start"), LEFT)
    yield lambda: _running_dialog() is not None
    dialog = _running_dialog()
    dialog.runButton().click()
    yield lambda: room.results.count() > 0
    stage.note(_last_lines(stage.child(dialog, "txtLog").toPlainText()))
    dialog.close()
    yield stage.idle
    layer = QgsProject.instance().mapLayer(room.results.item(0).data(Qt.ItemDataRole.UserRole))
    room.list.setCurrentRow(0)
    stage.iface.mapCanvas().setExtent(layer.extent())
    stage.iface.mapCanvas().refresh()
    yield lambda: stage.iface.mapCanvas().isDrawing()
    yield stage.idle
    tree = stage.iface.layerTreeView()
    tree.setCurrentLayer(layer)
    tree.scrollTo(tree.currentIndex(), QAbstractItemView.ScrollHint.PositionAtTop)
    stage.picture("5_analyses")
    with_values = sum(1 for one in layer.getFeatures() if one["count"])
    stage.counted(stage.config["expected_areas"], with_values, "areas with statistics of the raster")


STEPS = [("index", play_index), ("catalogue", play_search), ("notes", play_notes), ("doctor", play_doctor),
         ("sample", play_sample), ("projects", play_projects), ("import", play_import), ("team", play_team),
         ("sensors", play_sensors), ("values", play_values), ("analysis", play_analysis)]


def _running_dialog() -> QWidget | None:
    return next((one for one in QApplication.topLevelWidgets() if hasattr(one, "runButton") and one.isVisible()), None)


def _last_lines(log: str, n: int = 6) -> str:
    """Return what Processing said at the end of a run, in one line."""
    return " | ".join([line.strip() for line in log.splitlines() if line.strip()][-n:])


def _layer(start: str) -> object | None:
    return next((one for one in QgsProject.instance().mapLayers().values() if one.name().startswith(start)), None)
