# SPDX-License-Identifier: GPL-2.0-or-later
"""The menu "Evaluate" and the window of thresholds, by gestures."""

from __future__ import annotations

import json
import sys

import numpy as np
import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton

from ruhr_smartcity_plugin.adapters.sensors.own_thresholds import load_thresholds
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.gui.sensors.threshold_dialog import ThresholdDialog


@pytest.fixture
def store_path(tmp_path):
    path = tmp_path / "herne.sqlite"
    streams = (Datastream("t", "T", Unit("", "°C"), ObservedProperty("Lufttemperatur")),
               Datastream("x", "X", Unit("", "V"), ObservedProperty("Laune")))
    with SeriesStore.create(path) as store:
        ids = store.put_stations(store.put_source(SourceInfo("csv", "here", "Herne")), [
            Station("A", "Rathaus", point_4326=(7.22, 51.53), datastreams=streams)])
        for key in ("t", "x"):
            store.write(ids["A", key], np.arange(48) * 3_600_000 + 1_780_000_000_000, np.arange(48) / 2.0)
    return path


def actions(room):
    return {one.objectName().replace("evaluate_", ""): one for one in room.evaluate.actions() if one.objectName()}


def test_the_store_that_is_shown_is_named_and_unknown_quantities_are_marked(room, idle, store_path):
    room.service.set_address("https://frost.example/v1.1")
    room.open_store(store_path)
    idle()
    assert room.service.address.currentText() == ""
    assert room.count.text().startswith("herne.sqlite: 2 measurements")
    lines = [room.model.data(room.model.index(row), Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
    assert [("unknown quantity" in one) for one in lines] == ["Laune" in one for one in lines]
    assert sum("unknown quantity" in one for one in lines) == 1


def test_every_evaluation_opens_with_store_quantity_and_thresholds(room, idle, qtbot, store_path, tmp_path):
    room.open_store(store_path)
    idle()
    room.property.setCurrentIndex(room.property.findText("Air temperature"))
    path = tmp_path / "sensors" / "thresholds.json"
    path.parent.mkdir(exist_ok=True)
    path.write_text(json.dumps({"air_temperature": {"high": 45}}))
    opened = {}
    room.evaluate.dialogs.open = lambda name, parameters: opened.update({name: parameters})
    room.evaluate.aboutToShow.emit()
    assert "herne.sqlite" in room.evaluate.actions()[0].text()
    for name, action in actions(room).items():
        if name != "thresholds":
            action.trigger()
    assert set(opened) == {f"ruhr:{name}" for name in (
        "stationquality", "climateindices", "stationperiods", "stationrain", "stationheat", "stationseries")}
    assert all(one["STORE"] == str(store_path) for one in opened.values())
    assert opened["ruhr:climateindices"]["PROPERTY"] == "air_temperature"
    assert "PROPERTY" not in opened["ruhr:stationrain"]
    assert json.loads(opened["ruhr:stationquality"]["THRESHOLDS"]) == {"air_temperature": {"high": 45}}


def test_a_processing_that_is_off_is_said(room, idle, store_path, monkeypatch):
    room.open_store(store_path)
    idle()
    monkeypatch.setitem(sys.modules, "processing", None)
    actions(room)["stationrain"].trigger()
    assert "Processing" in room.banner.text


def test_without_stored_values_the_way_to_them_is_said(room):
    actions(room)["climateindices"].trigger()
    assert "Fetch some first" in room.banner.text


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sensors" / "thresholds.json"


def cell(dialog, quantity, title):
    table = dialog.table
    row = next(row for row in range(table.rowCount())
               if table.item(row, 0).data(Qt.ItemDataRole.UserRole) == quantity)
    column = next(number for number in range(table.columnCount()) if table.horizontalHeaderItem(number).text() == title)
    return table.item(row, column)


def press(dialog, kind):
    QTest.mouseClick(dialog.buttons.button(kind), Qt.MouseButton.LeftButton)


@pytest.fixture
def dialog(qtbot, path):
    dialog = ThresholdDialog(path)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_own_thresholds_are_bold_kept_and_only_what_differs(dialog, path, qtbot):
    high, stuck = cell(dialog, "air_temperature", "Highest"), cell(dialog, "pm10", "Stuck (h)")
    assert (high.text(), high.font().bold()) == ("43", False)
    high.setText("45,5")
    assert high.font().bold()
    assert "43" in high.toolTip()
    stuck.setSelected(True)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Delete)
    assert stuck.text() == ""
    press(dialog, QDialogButtonBox.StandardButton.Save)
    assert not dialog.isVisible(), dialog.problem.text()
    assert load_thresholds(path) == {"air_temperature": {"high": 45.5}, "pm10": {"stuck_h": None}}
    again = ThresholdDialog(path)
    qtbot.addWidget(again)
    assert cell(again, "air_temperature", "Highest").font().bold()
    QTest.mouseClick(again.findChild(QPushButton, "threshold_shipped"), Qt.MouseButton.LeftButton)
    press(again, QDialogButtonBox.StandardButton.Save)
    assert load_thresholds(path) == {}


@pytest.mark.parametrize(("title", "text", "word"), [
    ("Highest", "hot", "Air temperature, Highest"), ("Lowest", "50", "below the highest")])
def test_a_threshold_that_cannot_be_is_said_and_nothing_is_kept(dialog, path, title, text, word):
    cell(dialog, "air_temperature", title).setText(text)
    press(dialog, QDialogButtonBox.StandardButton.Save)
    assert dialog.isVisible()
    assert word in dialog.problem.text()
    assert not path.exists()
    press(dialog, QDialogButtonBox.StandardButton.Cancel)
    assert not dialog.isVisible()


@pytest.mark.parametrize("content", ["[]", '{"pm10": 3}', '{"pm10": {"loud": 3}}', '{"pm10": {"low": "x"}}', "{"])
def test_a_file_that_holds_something_else_is_said(path, content):
    path.parent.mkdir(parents=True)
    path.write_text(content)
    with pytest.raises(InputError):
        load_thresholds(path)
