# SPDX-License-Identifier: GPL-2.0-or-later
"""Fetching values into a store by gestures, its columns, and the store in the room."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from pathlib import Path

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.gui.sensors import fetch_dialog
from ruhr_smartcity_plugin.gui.sensors.fetch_dialog import FetchDialog
from ruhr_smartcity_plugin.gui.sensors.mapping_dialog import MappingDialog
from tests.support.loopback import Loopback, Reply

EVIL = "<b>Rathaus</b>"


def press(window, name):
    button = window.findChild(QPushButton, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


@pytest.fixture
def table(tmp_path):
    now = datetime.now(timezone.utc).replace(minute=0, second=0, microsecond=0)
    rows = ["Station;Rechtswert;Hochwert;Zeit;Lufttemperatur [°C];Zweig"]
    for hours in range(48, -1, -1):
        moment = now - timedelta(hours=hours)
        rows += [f"{name};{x};5710000;{moment:%d.%m.%Y %H:%M};{20 + hours % 5},5;7"
                 for name, x in ((EVIL, 376500), ("Park", 377500))]
    path = tmp_path / "herne.csv"
    path.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return path


@pytest.fixture
def window(bench, room, qtbot, tmp_path, idle):
    dialog = FetchDialog(bench, tmp_path / "kept" / "values.sqlite", room)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.fetched.connect(room.open_store)
    dialog.show()
    yield dialog
    dialog.reject()


def test_a_table_is_fetched_and_its_stations_stand_in_the_room(window, room, table, idle, bench):
    assert not window.start.isEnabled()
    window.source.setEditText(str(table))
    assert window.chosen_kind() == "csv"
    press(window, "fetch_start_button")
    idle()
    assert window.banner.state == "done"
    assert "2" in window.banner.text
    idle()
    titles = {(one.station.name, one.property_title) for one in room.model.readings()}
    assert (EVIL, "Air temperature") in titles
    assert bench.settings.sensor_sources.value()[0] == str(table)
    index = next(row for row in range(room.model.rowCount())
                 if room.model.readings()[row].property_title == "Air temperature")
    room.list.setCurrentIndex(room.model.index(index))
    press(room, "show_chart")
    idle()
    assert "25" in room.chart_panel.views.lines.summary()


def test_columns_can_be_changed_and_are_remembered(window, table, monkeypatch, idle, qtbot):
    seen = {}

    def change(dialog):
        seen["zone"] = dialog.zone.currentData()
        dialog.zone.setCurrentIndex(dialog.zone.findData("UTC"))
        row = [dialog.table.item(row, 0).text() for row in range(dialog.table.rowCount())].index("Zweig")
        box = dialog.table.cellWidget(row, 2)
        box.setCurrentIndex(box.findData("-"))
        return dialog.DialogCode.Accepted

    monkeypatch.setattr(MappingDialog, "exec", change)
    window.source.setEditText(str(table))
    press(window, "fetch_columns")
    press(window, "fetch_start_button")
    idle()
    with SeriesStore.open(Path(window.store.filePath())) as store:
        assert {one.property for one in store.streams()} == {"air_temperature"}
    again = MappingDialog(table, window._memory.recall(str(table)))
    qtbot.addWidget(again)
    assert again.zone.currentData() == "UTC"
    assert "Zweig" not in again.mapping().values
    assert again.mapping().station == "Station"


def test_the_window_of_columns_shows_what_was_recognised(table, qtbot, window):
    dialog = MappingDialog(table, window._memory.recall(""))
    qtbot.addWidget(dialog)
    assert dialog.notes.text()
    assert (dialog.time.currentData(), dialog.x.currentText(), dialog.y.currentText()) == (
        "Zeit", "Rechtswert", "Hochwert")
    assert dialog.crs.crs().authid() == "EPSG:25832"
    assert dialog.mapping().values["Lufttemperatur [°C]"].property == "air_temperature"
    dialog.station.setCurrentIndex(0)
    dialog.station_name.setText("Nur eine")
    dialog.x.setEditText("7,22")
    assert (dialog.mapping().station, dialog.mapping().x) == ("Nur eine", 7.22)


def test_what_fails_is_told_and_the_window_stays(window, tmp_path, idle):
    broken = tmp_path / "broken.csv"
    broken.write_text("<html>gone</html>")
    window.source.setEditText(str(broken))
    press(window, "fetch_start_button")
    idle()
    assert window.banner.state == "failed"
    assert "broken.csv" in window.banner.text
    assert window.start.isEnabled()


def test_a_service_that_breaks_off_is_told_and_tried_again(window, idle, monkeypatch, bench):
    stations = [{"mstkey": "63", "mstname": "Bottrop", "mste32": 362710, "mstn32": 5710690}]
    moment = datetime.now(timezone.utc) - timedelta(hours=3)
    hours = [{"mstkey": "63", "kmpkey": 3, "zeitpunkt": moment.isoformat(), "wert": 20}]
    with Loopback() as server:
        server.routes.update({"/api/station.php": stations, "/api/stundenmittelwerte.php":
                              lambda seen: Reply(500) if seen.value("komponente") == "1" else
                              (hours if seen.value("komponente") == "3" else [])})
        window.source.setEditText(f"{server.url}/api/")
        window.kind.setCurrentIndex(window.kind.findData("lanuk"))
        press(window, "fetch_start_button")
        idle()
        assert window.banner.state == "partly"
        with SeriesStore.open(Path(window.store.filePath())) as store:
            assert sum(one.n for one in store.streams()) == 1


def test_a_fetch_that_is_stopped_keeps_what_came(window, table, idle, monkeypatch):
    from ruhr_smartcity_plugin.core.errors import CancelledError

    monkeypatch.setattr(fetch_dialog, "fetch_into", lambda *_: (_ for _ in ()).throw(CancelledError("stopped")))
    window.source.setEditText(str(table))
    press(window, "fetch_start_button")
    idle()
    assert window.banner.state == "stale"
    assert window.start.isEnabled()


def test_a_store_opened_last_is_offered_again(room, bench, tmp_path, idle):
    path = tmp_path / "other.sqlite"
    SeriesStore.create(path).close()
    room.stores._open(path)
    idle()
    assert room.stores.path == path
    assert room.banner.state == "empty"
