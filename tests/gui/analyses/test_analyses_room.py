# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Analyses" by gestures on its widgets."""

from __future__ import annotations

import sys
from datetime import datetime, timezone

import numpy as np
import pytest
from osgeo import gdal
from qgis.core import QgsApplication, QgsFeature, QgsGeometry, QgsProject, QgsRasterLayer, QgsRectangle, QgsVectorLayer
from qgis.gui import QgsBrowserGuiModel
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QLabel, QPushButton

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.messages import Messages
from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY
from ruhr_smartcity_plugin.adapters.region.boundaries import schematic_layer
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.analyses.panel import AnalysesRoom
from ruhr_smartcity_plugin.gui.analyses.registry import propose_inputs
from ruhr_smartcity_plugin.gui.area_context import AreaContext
from ruhr_smartcity_plugin.gui.states import EMPTY, FAILED, HIDDEN
from ruhr_smartcity_plugin.gui.workbench import Workbench
from tests.support.processing import registered_provider


@pytest.fixture
def provider(qgis_processing):
    with registered_provider() as made:
        yield made


@pytest.fixture(autouse=True)
def browser_model(qgis_iface, monkeypatch):
    """Processing's form wants a real browser model, which the stand-in for iface lacks."""
    model = QgsBrowserGuiModel()
    monkeypatch.setattr(qgis_iface, "browserModel", lambda: model, raising=False)


@pytest.fixture
def workbench(qgis_canvas, qgis_parent):
    project = QgsProject.instance()
    project.clear()
    settings, area = Settings(), AreaContext(project, qgis_canvas, Messages().fail)
    opened = []
    made = Workbench(
        qgis_parent,
        qgis_canvas,
        project,
        Messages(),
        TaskBoard(),
        settings,
        area,
        open_room=opened.append,
        open_sample=lambda: opened.append("sample"),
    )
    made.shared["opened"] = opened
    yield made
    area.close()
    settings.unregister()
    project.clear()


@pytest.fixture
def room(provider, workbench, qtbot):
    made = AnalysesRoom(workbench)
    qtbot.addWidget(made)
    made.resize(340, 560)
    made.show()
    yield made
    made.close_room()


@pytest.fixture
def polygons(workbench):
    layer = QgsVectorLayer("Polygon?crs=EPSG:25832&field=name:string", "Districts", "memory")
    feature = QgsFeature(layer.fields())
    feature.setAttributes(["Mitte"])
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(370000, 5710000, 370020, 5710030)))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    return layer


@pytest.fixture
def raster(tmp_path):
    path = str(tmp_path / "heat.tif")
    dataset = gdal.GetDriverByName("GTiff").Create(path, 3, 3, 1, gdal.GDT_Float32)
    dataset.SetGeoTransform((370000, 10, 0, 5710030, 0, -10))
    dataset.GetRasterBand(1).WriteArray(np.arange(1, 10).reshape(3, 3))
    dataset = None
    layer = QgsRasterLayer(path, "Heat", "gdal")
    layer.setCrs(QgsVectorLayer("Point?crs=EPSG:25832", "", "memory").crs())
    return layer


def result_layer(name="Raster statistics", day=1):
    layer = QgsVectorLayer("Polygon?crs=EPSG:25832", name, "memory")
    feature = QgsFeature()
    feature.setGeometry(QgsGeometry.fromRect(QgsRectangle(370000, 5710000, 370020, 5710030)))
    layer.dataProvider().addFeatures([feature])
    layer.updateExtents()
    at = datetime(2026, 11, day, 12, tzinfo=timezone.utc)
    write_origin(layer, Origin(title=name, method="test", fetched_at=at, inputs=(Origin(title="Heat"),)))
    return layer


def start_button(room) -> QPushButton:
    return room.findChild(QPushButton, "analyses_start")


def banner_text(room) -> str:
    return room.findChild(QLabel, "state_text").text()


def test_the_list_names_each_analysis_and_says_what_it_answers(room):
    item = room.list.item(0)
    title, description = item.text().split("\n")
    assert title == "Raster statistics per area"
    assert description.startswith("How warm")
    assert not item.icon().isNull()
    assert room.choice().algorithm_id == "ruhr:zonalstatistics"


@pytest.mark.parametrize("word", ["raster", "HITZE", "Zonenstatistik", "mean per polygon"])
def test_typing_finds_an_analysis_by_name_description_or_german_tag(room, qtbot, word):
    qtbot.keyClicks(room.search, word)
    assert not room.list.item(0).isHidden()
    assert not room.nothing_found.isVisible()


def test_a_word_nothing_has_is_said_and_start_is_off_until_the_search_is_cleared(room, qtbot):
    qtbot.keyClicks(room.search, "xyzzy")
    assert room.nothing_found.isVisible()
    assert not start_button(room).isEnabled()
    room.search.clear()
    assert not room.nothing_found.isVisible()
    assert start_button(room).isEnabled()


def test_an_empty_project_says_what_is_missing_and_offers_two_ways_in(room, workbench, qtbot):
    assert room.banner.state == EMPTY
    assert "polygons" in banner_text(room)
    assert "raster" in banner_text(room)
    for number in (0, 1):
        qtbot.mouseClick(room.findChild(QPushButton, f"state_action_{number}"), Qt.MouseButton.LeftButton)
    assert workbench.shared["opened"] == ["catalogue", "sample"]


def test_the_banner_names_only_what_is_still_missing(room, workbench, polygons, raster, qtbot):
    workbench.project.addMapLayer(polygons)
    qtbot.waitUntil(lambda: "polygons" not in banner_text(room))
    assert "raster" in banner_text(room)
    workbench.project.addMapLayer(raster)
    qtbot.waitUntil(lambda: room.banner.state == HIDDEN)


def test_a_map_service_is_no_raster_with_values(room, workbench, polygons, qtbot):
    workbench.project.addMapLayer(polygons)
    tiles = QgsRasterLayer("type=xyz&url=http://127.0.0.1:9/{z}/{x}/{y}.png", "tiles", "wms")
    workbench.project.addMapLayer(tiles)
    qtbot.waitUntil(lambda: "polygons" not in banner_text(room))
    assert room.banner.state == EMPTY


def test_start_opens_the_form_filled_with_the_layers_that_fit(room, workbench, polygons, raster, qtbot):
    workbench.project.addMapLayers([polygons, raster])
    qtbot.mouseClick(start_button(room), Qt.MouseButton.LeftButton)
    assert len(room._dialogs) == 1
    dialog = room._dialogs._open[0]
    assert not dialog.isModal()
    given = dialog.mainWidget().createProcessingParameters()
    assert (given["AREAS"], given["RASTER"]) == (polygons.id(), raster.id())
    dialog.reject()
    qtbot.waitUntil(lambda: len(room._dialogs) == 0)


def test_places_of_projects_are_proposed_only_where_no_other_layer_fits(provider, workbench, polygons):
    places = QgsVectorLayer("MultiPolygon?crs=EPSG:25832", "Smart City projects (areas)", "memory")
    places.setCustomProperty(VIEW_PROPERTY, "project_areas")
    workbench.project.addMapLayer(places)
    statistics = QgsApplication.processingRegistry().algorithmById("ruhr:zonalstatistics")
    assert places.id() in propose_inputs(statistics, workbench.project).parameters.values()
    workbench.project.addMapLayer(polygons, False)
    workbench.project.layerTreeRoot().addLayer(polygons)
    proposed = propose_inputs(statistics, workbench.project).parameters.values()
    assert polygons.id() in proposed
    assert places.id() not in proposed


def test_enter_in_the_list_starts_too(room, qtbot):
    room.list.setFocus()
    qtbot.keyClick(room.list, Qt.Key.Key_Return)
    assert len(room._dialogs) == 1


def test_a_run_from_the_room_ends_as_a_styled_layer_in_the_list_of_results(room, workbench, polygons, raster, qtbot):
    workbench.project.addMapLayers([polygons, raster])
    dialog = room.start()
    with qtbot.waitSignal(dialog.algorithmFinished, timeout=20_000) as finished:
        dialog.runButton().click()
    assert finished.args[0] is True
    qtbot.waitUntil(lambda: room.results.count() == 1)
    assert "Heat" in room.results.item(0).text()
    layer = workbench.project.mapLayer(room.results.item(0).data(Qt.ItemDataRole.UserRole))
    feature = next(layer.getFeatures())
    # by hand: the columns 1 4 7 and 2 5 8 of 1 … 9
    assert (feature["count"], feature["sum"], feature["max"]) == (6, 27, 8)
    dialog.close()


def test_results_are_listed_newest_first_and_leave_with_their_layer(room, workbench, qtbot):
    old, new = result_layer("old", 1), result_layer("new", 2)
    workbench.project.addMapLayers([new, old])
    qtbot.waitUntil(lambda: room.results.count() == 2)
    assert [room.results.item(row).text().split("\n")[0] for row in (0, 1)] == ["new", "old"]
    assert not room.no_results.isVisible()
    workbench.project.removeMapLayers([old.id(), new.id()])
    qtbot.waitUntil(lambda: room.results.count() == 0)
    assert room.no_results.isVisible()


def test_layers_that_are_no_results_are_not_listed(room, workbench, polygons, qtbot):
    workbench.project.addMapLayers([polygons, result_layer()])
    qtbot.waitUntil(lambda: room.results.count() == 1)


def test_a_double_click_zooms_to_the_result(room, workbench, qtbot):
    workbench.canvas.setDestinationCrs(polygon_crs())
    workbench.project.addMapLayer(result_layer())
    qtbot.waitUntil(lambda: room.results.count() == 1)
    room.results.setCurrentRow(0)
    room.results.itemActivated.emit(room.results.item(0))
    assert workbench.canvas.extent().contains(QgsRectangle(370000, 5710000, 370020, 5710030))
    assert workbench.canvas.extent().width() < 1000


def polygon_crs():
    return QgsVectorLayer("Point?crs=EPSG:25832", "", "memory").crs()


def test_a_result_without_areas_says_so(room, workbench, qtbot):
    empty = result_layer()
    empty.dataProvider().truncate()
    empty.updateExtents()
    workbench.project.addMapLayer(empty)
    qtbot.waitUntil(lambda: room.results.count() == 1)
    room.results.itemActivated.emit(room.results.item(0))
    assert room.banner.state == FAILED


def test_missing_shapely_is_said_in_place(room, monkeypatch, qtbot):
    monkeypatch.setitem(sys.modules, "shapely", None)
    qtbot.mouseClick(start_button(room), Qt.MouseButton.LeftButton)
    assert room.banner.state == FAILED
    assert "shapely" in banner_text(room)


def test_processing_switched_off_is_said_in_place(room, monkeypatch, qtbot):
    monkeypatch.setitem(sys.modules, "processing", None)
    qtbot.mouseClick(start_button(room), Qt.MouseButton.LeftButton)
    assert room.banner.state == FAILED
    assert "Processing" in banner_text(room)


def test_without_the_provider_the_list_is_empty_and_comes_back_with_it(room, provider):
    registry = QgsApplication.processingRegistry()
    registry.removeProvider(provider)
    assert room.list.count() == 0
    assert not start_button(room).isEnabled()
    again = RuhrProvider()
    registry.addProvider(again)
    assert room.list.count() == 1
    registry.removeProvider(again)


def test_closing_the_room_closes_its_forms_and_leaves_nothing_connected(provider, workbench, qtbot):
    rooms = []
    for _ in range(20):
        room = AnalysesRoom(workbench)
        qtbot.addWidget(room)
        room.start()
        room.close_room()
        assert len(room._dialogs) == 0
        assert len(room.ledger) == 0
        rooms.append(room)
    workbench.project.addMapLayer(result_layer())
    qtbot.wait(20)
    assert [room.results.count() for room in rooms] == [0] * 20


def test_the_room_fits_a_dock_of_320_pixels(room):
    assert room.minimumSizeHint().width() <= 320


def test_every_input_has_a_name_for_screen_readers(room):
    assert room.search.accessibleName()
    assert room.list.accessibleName()
    assert room.results.accessibleName()


def test_the_room_follows_the_area_and_lets_the_user_compute_all(room, workbench):
    box = room.area_only
    assert box.isHidden()
    workbench.area.choose(AreaKind.MUNICIPALITY, "05916000")
    assert not box.isHidden()
    assert "Herne" in box.text()
    layer = QgsProject.instance().addMapLayer(schematic_layer())
    limited = room._limited({"AREAS": layer.id()})["AREAS"]
    assert limited.filterExpression == "to_string(\"ags\") IN ('05916000', '5916000')"
    box.setChecked(False)
    assert room._limited({"AREAS": layer.id()}) == {"AREAS": layer.id()}
