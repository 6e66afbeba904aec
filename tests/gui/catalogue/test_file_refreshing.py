# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers made from one file on the web are refreshed together, and what is new in it is told."""

from __future__ import annotations

import json
from typing import Any, List

import pytest
from qgis.core import Qgis, QgsProject

from ruhr_smartcity_plugin.adapters.layers.marks import CORRECTION_PROPERTY
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from tests.gui.catalogue.gestures import quiet, refreshed
from tests.support.geofiles import EAST, LAT, LON, NORTH, feature, geojson
from tests.support.loopback import Loopback, Reply


@pytest.fixture(autouse=True)
def _cache(workbench, tmp_path) -> None:
    workbench.settings.cache_folder.setValue(str(tmp_path / "cache"))


@pytest.fixture
def server():
    with Loopback() as server:
        yield server


def points(count: int) -> List[Any]:
    return [feature({"type": "Point", "coordinates": [LON + row / 1000, LAT]}, nr=row) for row in range(count)]


def areas(count: int) -> List[Any]:
    def ring(row: int) -> List[Any]:
        west = LON + row / 100
        return [[west, LAT], [west + 0.005, LAT], [west + 0.005, LAT + 0.005], [west, LAT]]

    return [feature({"type": "Polygon", "coordinates": [ring(row)]}, nr=100 + row) for row in range(count)]


def serve(server, features: List[Any], crs: str = "") -> None:
    body = geojson(features, crs) if crs else geojson(features)
    server.routes["/a.geojson"] = Reply(200, body, {}, "application/geo+json")


def add(qtbot, room, server) -> List[Any]:
    url = server.url + "/a.geojson"
    resource = Distribution("r1", "Datei", url, classify(url, ""))
    room.adding.add(Dataset("d1", "Grün", "Portal", distributions=(resource,)), resource)
    qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=20_000)
    quiet(qtbot, room)
    return list(QgsProject.instance().mapLayers().values())


def test_points_and_areas_of_one_file_come_up_to_date_together(qtbot, room, server):
    serve(server, [*points(10), *areas(5)])
    made = add(qtbot, room, server)
    names = [one.name() for one in made]
    assert sorted(one.featureCount() for one in made) == [5, 10]
    serve(server, [*points(12), *areas(9)])
    refreshed(qtbot, room, made[0])
    assert sorted(one.featureCount() for one in made) == [9, 12]
    assert [one.name() for one in made] == names


def test_a_file_that_says_it_is_a_page_is_marked_until_it_is_whole(qtbot, room, server):
    page = json.dumps({**json.loads(geojson(points(10))), "numberMatched": 12})
    server.routes["/a.geojson"] = Reply(200, page.encode(), {}, "application/geo+json")
    (layer,) = add(qtbot, room, server)
    assert layer.name() == "Grün (INCOMPLETE: 10 of 12)"
    assert "10 of 12 objects loaded. The file itself says" in room.workbench.messages.recent[-1].sentence
    server.routes["/a.geojson"] = Reply(200, page.replace('"nr": 0', '"nr": 99').encode(), {}, "application/geo+json")
    refreshed(qtbot, room, layer)
    assert layer.name() == "Grün (INCOMPLETE: 10 of 12)"
    serve(server, points(12))
    refreshed(qtbot, room, layer)
    assert (layer.name(), layer.featureCount()) == ("Grün", 12)


def test_areas_that_are_new_in_a_file_of_points_get_a_layer_below_it_and_are_told(qtbot, room, server):
    serve(server, points(10))
    (layer,) = add(qtbot, room, server)
    serve(server, [*points(10), *areas(5)])
    text = refreshed(qtbot, room, layer)
    assert "New in the file: Areas (5). They are on the map" in text
    assert "Nothing has changed" not in text
    (fresh,) = [one for one in QgsProject.instance().mapLayers().values() if one is not layer]
    assert (fresh.name(), fresh.featureCount(), fresh.geometryType()) == ("Grün (Areas)", 5, Qgis.GeometryType.Polygon)
    assert fresh.readOnly()
    assert read_origin(fresh).parameters["data set"] == "d1"
    tree = QgsProject.instance().layerTreeRoot()
    assert [one.layerId() for one in tree.findLayers()] == [layer.id(), fresh.id()]
    assert tree.findLayer(fresh.id()).parent() == tree.findLayer(layer.id()).parent()
    serve(server, [*points(11), *areas(7)])
    refreshed(qtbot, room, fresh)  # as one that was there from the first
    assert (layer.featureCount(), fresh.featureCount()) == (11, 7)
    assert len(QgsProject.instance().mapLayers()) == 2


def test_areas_the_user_has_removed_do_not_come_back_with_a_refresh(qtbot, room, server):
    serve(server, [*points(10), *areas(5)])
    made = {one.geometryType(): one for one in add(qtbot, room, server)}
    QgsProject.instance().removeMapLayer(made[Qgis.GeometryType.Polygon].id())
    serve(server, [*points(11), *areas(5)])
    refreshed(qtbot, room, made[Qgis.GeometryType.Point])
    assert [one.featureCount() for one in QgsProject.instance().mapLayers().values()] == [11]


def test_areas_that_are_new_are_only_told_where_nothing_is_refreshed(qtbot, room, server):
    serve(server, points(10))
    (layer,) = add(qtbot, room, server)
    serve(server, [*points(10), *areas(5)])
    room.refreshing.show_changes(layer)
    quiet(qtbot, room)
    assert "Areas (5). Refresh the copy to see them." in room.workbench.messages.recent[-1].sentence
    assert list(QgsProject.instance().mapLayers().values()) == [layer]


def test_the_menu_asks_once_for_the_layers_of_one_file(qtbot, room, server):
    serve(server, [*points(10), *areas(5)])
    made = add(qtbot, room, server)
    serve(server, [*points(12), *areas(9)])
    server.seen.clear()
    room.refreshing.refresh_all(made)
    qtbot.waitUntil(lambda: sorted(one.featureCount() for one in made) == [9, 12], timeout=20_000)
    quiet(qtbot, room)
    assert len(server.seen) == 1


def test_objects_without_a_place_that_are_new_are_told(qtbot, room, server):
    serve(server, points(10))
    (layer,) = add(qtbot, room, server)
    serve(server, [*points(10), *(feature(None, nr=row) for row in range(200, 220))])
    text = refreshed(qtbot, room, layer)
    assert "20 added" in text
    assert "20 objects without a place" in text


def test_the_layer_knows_where_its_objects_lie_now(qtbot, room, server):
    serve(server, points(10))
    (layer,) = add(qtbot, room, server)
    before = layer.extent().xMaximum()
    serve(server, points(300))
    refreshed(qtbot, room, layer)
    assert layer.extent().xMaximum() > before
    assert layer.extent().xMaximum() == pytest.approx(layer.dataProvider().extent().xMaximum())


def test_a_correction_is_said_once_and_goes_when_the_publisher_has_mended_the_file(qtbot, room, server):
    def metres(count: int) -> List[Any]:
        return [feature({"type": "Point", "coordinates": [EAST + row, NORTH]}, nr=row) for row in range(count)]

    lie, true = "urn:ogc:def:crs:EPSG::4326", "urn:ogc:def:crs:EPSG::25832"
    serve(server, metres(10), lie)
    (layer,) = add(qtbot, room, server)
    assert layer.name() == "Grün (place corrected)"
    serve(server, metres(11), lie)
    refreshed(qtbot, room, layer)
    assert layer.name() == "Grün (place corrected)"
    assert read_origin(layer).changed
    serve(server, metres(12), true)
    refreshed(qtbot, room, layer)
    assert layer.name() == "Grün"
    assert not layer.customProperty(CORRECTION_PROPERTY)
    assert (read_origin(layer).changed, read_origin(layer).parameters.get("place")) == (False, None)


# --- data known to be of the Ruhr -------------------------------------------------------------------
def mislabelled(server, count: int) -> None:
    """Places in zone 32 under the label of zone 33, where their numbers lie in Saxony."""
    features = [feature({"type": "Point", "coordinates": [EAST + row, NORTH]}, nr=row) for row in range(count)]
    serve(server, features, "urn:ogc:def:crs:EPSG::25833")


@pytest.mark.parametrize(("towns", "is_put_right"), [(("05911000",), True), ((), False)])
def test_a_wrong_zone_on_data_of_a_town_of_the_ruhr_is_put_right_and_said_also_by_a_refresh(
    qtbot, room, server, towns, is_put_right
):
    mislabelled(server, 10)
    resource = Distribution("r1", "Datei", server.url + "/a.geojson", classify(server.url + "/a.geojson", ""))
    dataset = Dataset("d1", "Grün", "GovData", distributions=(resource,), municipalities=frozenset(towns))
    room.adding.add(dataset, resource)
    qtbot.waitUntil(lambda: bool(QgsProject.instance().mapLayers()), timeout=20_000)
    quiet(qtbot, room)
    (layer,) = QgsProject.instance().mapLayers().values()
    stated = "EPSG:25832" if is_put_right else "EPSG:25833"
    assert layer.crs().authid() == stated
    corrected = "The source says EPSG:25833, but the numbers are ETRS89 / UTM 32N (EPSG:25832)."
    assert (corrected in room.banner.text) == is_put_right
    assert ("Check the place." in room.banner.text) != is_put_right
    assert layer.name() == ("Grün (place corrected)" if is_put_right else "Grün")
    mislabelled(server, 12)
    refreshed(qtbot, room, layer)
    assert (layer.featureCount(), layer.crs().authid()) == (12, stated)
