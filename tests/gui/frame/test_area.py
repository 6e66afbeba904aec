# SPDX-License-Identifier: GPL-2.0-or-later
"""One area for all rooms: typed or chosen, remembered in the QGIS project, following the map if asked."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsRectangle
from qgis.PyQt.QtCore import Qt

from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.area_context import AreaContext
from ruhr_smartcity_plugin.gui.frame.area_selector import AreaSelector


@pytest.fixture
def selector(workbench, qtbot):
    made = AreaSelector(workbench.area)
    qtbot.addWidget(made)
    made.show()
    return made


def type_name(qtbot, selector, text):
    selector.lineEdit().selectAll()
    qtbot.keyClicks(selector.lineEdit(), text)
    qtbot.keyClick(selector.lineEdit(), Qt.Key.Key_Return)


def test_a_new_project_starts_with_the_whole_region(workbench):
    assert workbench.area.area.kind is AreaKind.REGION
    assert len(workbench.area.area.ags) == 53


def test_the_choice_is_remembered_in_the_project(workbench, tmp_path):
    workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    path = str(tmp_path / "stadt.qgz")
    assert workbench.project.write(path)
    workbench.project.clear()
    assert workbench.area.area.kind is AreaKind.REGION
    assert workbench.project.read(path)
    assert workbench.area.area.name == "Bochum"


def test_rooms_are_told_once_per_change(workbench):
    told = []
    workbench.area.changed.connect(told.append)
    workbench.area.choose(AreaKind.DISTRICT, "05170")
    workbench.area.choose(AreaKind.DISTRICT, "05170")
    assert [area.name for area in told] == ["Kreis Wesel"]


@pytest.mark.parametrize(("kind", "key"), [("municipality", "99999999"), ("district", ""), ("planet", "x"),
                                           ("municipality", "'; DROP")])
def test_an_area_this_version_does_not_know_is_the_whole_region(workbench, kind, key):
    workbench.project.writeEntry("ruhr_smartcity", "area_kind", kind)
    workbench.project.writeEntry("ruhr_smartcity", "area_key", key)
    context = AreaContext(workbench.project, workbench.canvas, workbench.messages.fail)
    assert context.area.kind is AreaKind.REGION
    context.close()


def test_a_map_without_an_extent_is_given_the_area_another_one_stays(workbench, qtbot):
    assert workbench.canvas.extent().isEmpty()
    workbench.area.bring_map()
    qtbot.waitUntil(lambda: workbench.canvas.extent().contains(376000, 5705000), timeout=3000)
    workbench.canvas.setExtent(QgsRectangle(320000, 5720000, 322000, 5722000))
    workbench.area.bring_map()
    assert not workbench.area._zoom_later.isActive()


def test_the_map_extent_is_followed_once_the_map_stands_still(workbench, qtbot):
    workbench.canvas.setExtent(QgsRectangle(370000, 5700000, 380000, 5708000))
    workbench.area.choose(AreaKind.EXTENT)
    assert workbench.area.area.contains("05911000")
    told = []
    workbench.area.changed.connect(told.append)
    for step in range(5):
        workbench.canvas.setExtent(QgsRectangle(320000 + step, 5720000, 322000 + step, 5722000))
    qtbot.waitUntil(lambda: len(told) == 1, timeout=3000)
    assert not workbench.area.area.contains("05911000")


def test_a_map_in_degrees_or_web_mercator_gives_the_same_area(workbench):
    for crs, box in (("EPSG:4326", (7.15, 51.45, 7.3, 51.52)), ("EPSG:3857", (796000, 6701000, 812000, 6713000))):
        workbench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
        workbench.canvas.setExtent(QgsRectangle(*box))
        workbench.area.choose(AreaKind.EXTENT)
        assert workbench.area.area.contains("05911000"), crs
        assert not workbench.area.area.contains("05170052"), crs


@pytest.mark.parametrize("crs", ["EPSG:25832", "EPSG:4326", "EPSG:3857"])
def test_zooming_shows_the_area_in_any_map(workbench, crs):
    workbench.canvas.setDestinationCrs(QgsCoordinateReferenceSystem(crs))
    workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    workbench.area.zoom_to_area()
    workbench.area.choose(AreaKind.EXTENT)
    assert workbench.area.area.contains("05911000")
    xmin, ymin, xmax, ymax = workbench.area.area.box_25832
    assert xmin < 368428 + 1
    assert ymin < 5697052 + 1
    assert xmax > 385396 - 1
    assert ymax > 5710450 - 1


def test_a_closed_context_follows_nothing_any_more(workbench, qtbot):
    context = AreaContext(workbench.project, workbench.canvas, workbench.messages.fail)
    context.close()
    told = []
    context.changed.connect(told.append)
    workbench.project.writeEntry("ruhr_smartcity", "area_kind", "district")
    workbench.project.writeEntry("ruhr_smartcity", "area_key", "05170")
    workbench.project.cleared.emit()
    assert told == []


@pytest.mark.parametrize(("typed", "name"), [("Bochum", "Bochum"), ("bochum", "Bochum"), ("Kreis Wesel", "Kreis Wesel"),
                                             ("Wesel", "Wesel"), ("Muelheim an der Ruhr", "Mülheim an der Ruhr"),
                                             ("Ennepe-Ruhr", "Ennepe-Ruhr-Kreis"), ("Herne, Stadt", "Herne")])
def test_an_area_is_chosen_by_typing_its_name(workbench, selector, qtbot, typed, name):
    type_name(qtbot, selector, typed)
    assert workbench.area.area.name == name
    assert selector.currentText() == name


def test_an_unknown_name_gives_way_to_the_chosen_area(workbench, selector, qtbot):
    workbench.area.choose(AreaKind.MUNICIPALITY, "05911000")
    type_name(qtbot, selector, "Atlantis")
    assert workbench.area.area.name == "Bochum"
    assert selector.currentText() == "Bochum"


def test_an_area_is_chosen_by_arrow_keys(workbench, selector, qtbot):
    qtbot.keyClick(selector, Qt.Key.Key_Down)
    qtbot.keyClick(selector, Qt.Key.Key_Down)
    qtbot.keyClick(selector.lineEdit(), Qt.Key.Key_Return)
    assert workbench.area.area.kind is not AreaKind.REGION


def test_the_selector_follows_the_context(workbench, selector):
    workbench.area.choose(AreaKind.DISTRICT, "05978")
    assert selector.currentText() == "Kreis Unna"
    workbench.project.clear()
    assert selector.currentText() == workbench.area.region.whole_area().name


def test_the_selector_lists_everything_once(selector):
    names = [selector.itemText(index) for index in range(selector.count()) if selector.itemText(index)]
    assert len(names) == len(set(names)) == 1 + 1 + 4 + 53
    assert selector.accessibleName()
