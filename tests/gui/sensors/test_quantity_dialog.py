# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's names of measurements, by gestures on the dialog."""

from __future__ import annotations

import json

import pytest
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QDialogButtonBox, QPushButton, QToolButton

from ruhr_smartcity_plugin.adapters.sensors.property_names import (
    follow_property_names,
    load_property_names,
    property_names_path,
    save_property_names,
)
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyRule, PropertyTable
from ruhr_smartcity_plugin.core.sensors.quantity import recognise
from ruhr_smartcity_plugin.gui.sensors import panel
from ruhr_smartcity_plugin.gui.sensors.quantity_dialog import QuantityDialog

SEEN = [("Temperatur", "°C"), ("Fühler 3 [V]", ""), ("<b>Laune</b>", "%"), ("Fühler 3", "V")]


@pytest.fixture
def path(tmp_path):
    return tmp_path / "sensors" / "observed_properties.json"


@pytest.fixture
def dialog(qtbot, path):
    dialog = QuantityDialog(path, SEEN)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def press(dialog, name):
    button = dialog.findChild(QPushButton, name)
    assert button.isEnabled(), name
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def save(dialog):
    QTest.mouseClick(dialog.buttons.button(QDialogButtonBox.StandardButton.Save), Qt.MouseButton.LeftButton)


def choose(dialog, row, column, data):
    combo = dialog.table.cellWidget(row, column)
    combo.setCurrentIndex(combo.findData(data))


def test_what_the_stations_leave_unknown_gets_a_meaning_and_is_kept(dialog, path):
    assert "2" in dialog.unknown.text()
    press(dialog, "quantity_unknown")
    assert [one.text for one in dialog.table.rules()] == ["Fühler 3", "<b>Laune</b>"]
    assert not dialog.unknown.isVisibleTo(dialog)
    choose(dialog, 0, 1, "soil_temperature")
    choose(dialog, 0, 2, "K")
    dialog.table.item(0, 3).setText("0,1")
    save(dialog)
    assert not dialog.isVisible()
    assert load_property_names(path) == PropertyTable((
        PropertyRule("Fühler 3", "soil_temperature", "K", 0.1), PropertyRule("<b>Laune</b>", "")))


def test_a_factor_of_thousands_is_read_back_as_it_was(qtbot, path):
    kept = PropertyTable((PropertyRule("Fühler 3", "soil_temperature", "K", 1000.0),))
    save_property_names(kept, path)
    dialog = QuantityDialog(path, ())
    qtbot.addWidget(dialog)
    dialog.show()
    save(dialog)
    assert load_property_names(path) == kept


def test_a_name_can_be_tried_before_it_is_kept(dialog):
    dialog.trial.setText("Lufttemp. 2m [K]")
    assert dialog.verdict.text() == "Air temperature, in K; kept in °C"
    dialog.trial.setText("Batterietemperatur [°C]")
    assert dialog.verdict.text().startswith("Unknown")
    press(dialog, "quantity_add")
    dialog.table.item(0, 0).setText("Batterietemperatur")
    choose(dialog, 0, 1, "surface_temperature")
    assert dialog.verdict.text() == "Surface temperature, in °C"
    units = dialog.table.cellWidget(0, 2)
    assert [units.itemData(number) for number in range(units.count())] == ["", "°C", "K", "°F"]


@pytest.mark.parametrize(("text", "factor", "word"), [("", "1", "no name"), ("A", "viel", "above zero")])
def test_a_line_that_cannot_be_is_said_and_nothing_is_written(dialog, path, text, factor, word):
    dialog.table.add(PropertyRule(text, "pm10"))
    dialog.table.item(0, 3).setText(factor)
    save(dialog)
    assert dialog.isVisible()
    assert word in dialog.problem.text()
    assert not path.exists()
    dialog.table.setCurrentCell(0, 0)
    press(dialog, "quantity_remove")
    assert dialog.table.rowCount() == 0
    assert not dialog.problem.isVisible()


def test_the_rooms_menu_opens_the_names_and_a_broken_file_is_said(room, bench, monkeypatch):
    opened = []
    monkeypatch.setattr(panel, "edit_property_names", lambda path, seen, parent: opened.append((path, seen)))
    (action,) = [one for one in room.findChild(QToolButton, "sensor_more").menu().actions()
                 if one.text() == "Names of measurements …"]
    action.trigger()
    path = property_names_path(bench.workspace_dir())
    assert opened == [(path, [])]
    monkeypatch.undo()
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps({"rules": "none"}), "utf-8")
    with pytest.raises(InputError):
        load_property_names(path)
    action.trigger()
    assert "no table of observed properties" in room.banner.text


def test_no_file_means_no_names_of_ones_own(path):
    assert load_property_names(path) == PropertyTable()
    table = PropertyTable((PropertyRule("A", "pm10", "µg/m³"),))
    save_property_names(table, path)
    assert load_property_names(path) == table


def test_names_take_effect_when_they_are_saved_and_a_broken_file_leaves_the_shipped_ones(path, qgis_app):
    undo = follow_property_names(lambda: path)
    try:
        assert recognise("Fühler 3") == ""
        save_property_names(PropertyTable((PropertyRule("Fühler 3", "soil_temperature"),)), path)
        assert recognise("Fühler 3") == "soil_temperature"
        path.write_text("{", "utf-8")
        assert recognise("Fühler 3") == ""
        assert recognise("Lufttemperatur") == "air_temperature"
        path.unlink()
        assert recognise("Fühler 3") == ""
    finally:
        undo()
