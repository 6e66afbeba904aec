# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest
from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.marks import is_short, mark_completeness
from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.adapters.layers.sample import make_sample_layer
from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.municipalities import load_region


def test_a_short_layer_carries_its_mark_in_name_properties_and_origin_until_it_is_whole(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    write_origin(layer, Origin("Bäume"))
    mark_completeness(layer, "Bäume", Completeness(20001, 3000))
    assert layer.name() == "Bäume (INCOMPLETE: 3,000 of 20,001)"
    assert is_short(layer)
    assert read_origin(layer).parameters == {"objects received": "3000", "objects stated": "20001"}
    assert "objects received = 3000" in layer.metadata().history()
    mark_completeness(layer, "Bäume", Completeness(20001, 20001))
    assert layer.name() == "Bäume"
    assert not is_short(layer)


def test_a_picture_has_no_mark(qgis_app):
    layer = QgsVectorLayer("Point?crs=EPSG:25832", "x", "memory")
    mark_completeness(layer, "Karte", None)
    assert layer.name() == "Karte"
    assert not is_short(layer)


def test_sample_points_lie_one_in_each_municipality(qgis_app):
    layer = make_sample_layer(SampleSource("sample-points"))
    assert layer.featureCount() == 53
    region = load_region()
    for feature in layer.getFeatures():
        point = feature.geometry().asPoint()
        xmin, ymin, xmax, ymax = region.by_ags(feature["ags"]).box_25832
        assert xmin <= point.x() <= xmax
        assert ymin <= point.y() <= ymax


def test_the_schematic_municipalities_are_all_there(qgis_app):
    assert make_sample_layer(SampleSource("schematic-municipalities")).featureCount() == 53


def test_an_unknown_sample_is_an_error(qgis_app):
    with pytest.raises(LayerError):
        make_sample_layer(SampleSource("../../etc/passwd"))
