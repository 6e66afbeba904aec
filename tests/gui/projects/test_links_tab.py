# SPDX-License-Identifier: GPL-2.0-or-later
"""Data sets and sensors of a project are chosen from what the plugin knows already."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QListWidget, QPushButton

from ruhr_smartcity_plugin.adapters.sensors.station_layer import STATIONS_PROPERTY
from ruhr_smartcity_plugin.adapters.sensors.station_table import station_fields
from ruhr_smartcity_plugin.core.catalogue.memory_finder import MemoryFinder
from ruhr_smartcity_plugin.gui.catalogue.keeping import shelf_of
from ruhr_smartcity_plugin.gui.projects.link_chooser import LinkChooser
from tests.adapters.projects.bundles import simple
from tests.gui.projects.keys import click, enter
from tests.support.finder import demo_entries

SERVICE = "https://sta.example.org/v1.1"


@pytest.fixture
def dialog(show, store):
    dialog = show(store.save(simple(), 0, "Bert"))
    dialog.tabs.setCurrentWidget(dialog.tab_links)
    return dialog


def open_chooser(dialog, qtbot, button):
    click(qtbot, dialog.findChild(QPushButton, button))
    return dialog.findChild(LinkChooser)


def titles(chooser):
    offers = chooser.findChild(QListWidget, "link_offers")
    return [offers.item(row).text().split("\n")[0] for row in range(offers.count())]


def test_a_data_set_of_the_catalogue_is_chosen_by_keys_and_saved_with_its_address(dialog, bench, store, idle, qtbot):
    bench.shared["finder"] = MemoryFinder(demo_entries())
    bench.shared["shelf"] = None
    shelf_of(bench).toggle_favourite(demo_entries()[-1])
    chooser = open_chooser(dialog, qtbot, "choose_datasets")
    assert titles(chooser) == ["Waldflächen der Metropole Ruhr"]  # the shelf is near at hand
    enter(chooser.words, "baum")
    qtbot.waitUntil(lambda: len(titles(chooser)) == 3, timeout=3000)
    row = titles(chooser).index("Baumkataster Herne")
    for _step in range(row):
        qtbot.keyClick(chooser.words, Qt.Key.Key_Down)
    qtbot.keyClick(chooser.words, Qt.Key.Key_Return)
    assert dialog.findChild(QListWidget, "link_offers") is None or not chooser.isVisible()
    dialog.save()
    idle()
    (kept,) = store.get(dialog.stored.project.uuid).datasets
    assert (kept.catalogue, kept.dataset_id) == ("https://opendata.ruhr", "baum-he")


def test_a_station_on_the_map_is_chosen_as_sensor_once(dialog, bench, idle, qtbot):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "Lufttemperatur", "memory")
    layer.dataProvider().addAttributes(list(station_fields()))
    layer.updateFields()
    for number, name in enumerate(("Herne Mitte", "Bochum Süd")):
        feature = QgsFeature(layer.fields())
        for field, value in (("station", name), ("property", "Lufttemperatur"), ("station_id", f"T{number}"),
                             ("datastream_id", f"D{number}")):
            feature[field] = value
        layer.dataProvider().addFeature(feature)
    layer.setCustomProperty(STATIONS_PROPERTY, f"{SERVICE}|Lufttemperatur")
    bench.project.addMapLayer(layer)
    for _time in range(2):
        chooser = open_chooser(dialog, qtbot, "choose_sensors")
        chooser.words.setText("herne")
        chooser.ask()
        assert titles(chooser) == ["Herne Mitte · Lufttemperatur"]
        click(qtbot, chooser.take_button)
        chooser.deleteLater()
        qtbot.waitUntil(lambda: dialog.findChild(LinkChooser) is None, timeout=3000)
    (kept,) = dialog.bundle().sensors
    assert (kept.service_url, kept.thing_id, kept.datastream_id) == (SERVICE, "T0", "D0")


def test_without_anything_to_choose_the_window_says_what_to_do_and_escape_leaves_it(dialog, bench, qtbot):
    chooser = open_chooser(dialog, qtbot, "choose_sensors")
    assert "Sensors" in chooser.findChild(QLabel, "link_state").text()
    assert not chooser.take_button.isEnabled()
    qtbot.keyClick(chooser.words, Qt.Key.Key_Escape)
    assert dialog.bundle().sensors == ()
