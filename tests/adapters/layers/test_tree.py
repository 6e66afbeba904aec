# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsPointXY, QgsProject, QgsVectorLayer
from qgis.gui import QgsMapCanvas

from ruhr_smartcity_plugin.adapters.layers.tree import ROOT_TITLE, add_to_room, room_group
from ruhr_smartcity_plugin.core.errors import LayerError


def _layer(name: str) -> QgsVectorLayer:
    layer = QgsVectorLayer("Point?crs=EPSG:25832", name, "memory")
    for x, y in ((370000, 5705000), (380000, 5710000)):
        feature = QgsFeature()
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(x, y)))
        layer.dataProvider().addFeature(feature)
    layer.updateExtents()
    return layer


def test_layers_of_a_room_share_one_sub_group_on_top_of_the_tree_newest_first(qgis_app):
    project = QgsProject()
    project.layerTreeRoot().addGroup("Eigene")
    add_to_room(project, _layer("a"), "Data")
    add_to_room(project, _layer("b"), "Data")
    add_to_room(project, _layer("c"), "Projects")
    top = project.layerTreeRoot().children()[0]
    assert top.name() == ROOT_TITLE
    assert [group.name() for group in top.children()] == ["Projects", "Data"]
    assert [node.name() for node in room_group(project, "Data").children()] == ["b", "a"]
    assert len(project.layerTreeRoot().children()) == 2


def test_a_group_the_user_renamed_is_used_again(qgis_app):
    project = QgsProject()
    add_to_room(project, _layer("a"), "Data")
    room_group(project, "Data").setName("Meine Daten")
    project.layerTreeRoot().children()[0].setName("Ruhr")
    add_to_room(project, _layer("b"), "Data")
    assert len(project.layerTreeRoot().children()) == 1
    assert [node.name() for node in room_group(project, "Data").children()] == ["b", "a"]


def test_an_invalid_layer_is_refused_with_its_name(qgis_app):
    project = QgsProject()
    with pytest.raises(LayerError, match="kaputt"):
        add_to_room(project, QgsVectorLayer("/nowhere/x.gpkg", "kaputt", "ogr"), "Data")
    assert project.layerTreeRoot().children() == []


def test_the_canvas_is_zoomed_in_its_own_crs(qgis_app):
    project = QgsProject()
    canvas = QgsMapCanvas()
    canvas.resize(400, 300)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:4326"))
    add_to_room(project, _layer("a"), "Data", zoom_canvas=canvas)
    centre = canvas.extent().center()
    # 375000/5707500 in EPSG:25832 is 7.194 E 51.503 N
    assert centre.x() == pytest.approx(7.2, abs=0.02)
    assert centre.y() == pytest.approx(51.5, abs=0.02)


def test_groups_are_found_by_code_whatever_language_made_them(qgis_app):
    project = QgsProject()
    add_to_room(project, _layer("a"), "catalogue", theme="envi")
    group = room_group(project, "catalogue")
    assert group.customProperty("ruhr_smartcity/room") == "catalogue"
    assert room_group(project, "Data") == group  # a caller that knows the title only
    assert [node.name() for node in group.children()] == ["Environment"]
    add_to_room(project, _layer("b"), "catalogue", theme="ENVI")
    assert [node.name() for node in room_group(project, "catalogue", "envi").children()] == ["b", "a"]


def test_a_group_of_an_older_project_is_taken_over(qgis_app):
    project = QgsProject()
    root = project.layerTreeRoot().insertGroup(0, "Ruhr Smart City")
    root.setCustomProperty("ruhr_smartcity/room", "root")
    old = root.insertGroup(0, "Data")
    old.setCustomProperty("ruhr_smartcity/room", "Data")
    add_to_room(project, _layer("a"), "catalogue")
    assert [group.name() for group in root.children()] == ["Data"]
    assert old.customProperty("ruhr_smartcity/room") == "catalogue"
