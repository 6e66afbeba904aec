# SPDX-License-Identifier: GPL-2.0-or-later
"""An analysis follows the chosen area: by municipality keys where the layer has them, else by the area's box."""

from __future__ import annotations

import pytest
from qgis.core import QgsFeature, QgsFeatureRequest, QgsGeometry, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.region.boundaries import schematic_layer
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.gui.analyses.area_inputs import area_expression, limit_to_area

HERNE = load_region().area_of_municipality("05916000")
WESEL = load_region().area_of_district("05170")


def names(layer, area):
    request = QgsFeatureRequest().setFilterExpression(area_expression(layer, area, QgsProject.instance()))
    return {one["name"] for one in layer.getFeatures(request)}


@pytest.mark.parametrize("area", [HERNE, WESEL], ids=["town", "district"])
def test_areas_with_municipality_keys_are_limited_by_them(qgis_app, area):
    wanted = {load_region().by_ags(ags).name for ags in area.ags}
    assert names(schematic_layer(), area) == wanted


@pytest.mark.parametrize("kind", ["string", "integer"])
def test_keys_that_lost_their_leading_zero_are_found_too(qgis_app, kind):
    layer = QgsVectorLayer(f"Polygon?crs=EPSG:25832&field=AGS:{kind}&field=name:string", "blocks", "memory")
    features = []
    for ags, name in ((5916000, "Herne"), (5915000, "Hamm")):
        feature = QgsFeature(layer.fields())
        feature.setAttributes([str(ags) if kind == "string" else ags, name])
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    assert names(layer, HERNE) == {"Herne"}


@pytest.mark.parametrize("crs", ["EPSG:25832", "EPSG:4326"])
def test_other_areas_are_limited_to_what_touches_the_box_in_their_own_crs(qgis_app, crs):
    layer = QgsVectorLayer(f"Polygon?crs={crs}&field=name:string", "blocks", "memory")
    boxes = {"EPSG:25832": {"Herne": (375000, 5711000), "Hamm": (415000, 5725000)},
             "EPSG:4326": {"Herne": (7.21, 51.54), "Hamm": (7.82, 51.68)}}[crs]
    size = 100 if crs == "EPSG:25832" else 0.001
    features = []
    for name, (x, y) in boxes.items():
        feature = QgsFeature(layer.fields())
        feature["name"] = name
        feature.setGeometry(QgsGeometry.fromWkt(
            f"POLYGON (({x} {y}, {x + size} {y}, {x + size} {y + size}, {x} {y + size}, {x} {y}))"))
        features.append(feature)
    layer.dataProvider().addFeatures(features)
    assert names(layer, HERNE) == {"Herne"}


def test_the_whole_region_limits_nothing(qgis_app):
    layer = schematic_layer()
    assert limit_to_area(layer, load_region().whole_area(), QgsProject.instance()) == layer.id()
    assert load_region().whole_area().kind is AreaKind.REGION


def test_a_limited_input_computes_only_its_areas(qgis_app, qgis_processing, tmp_path):
    import processing

    from ruhr_smartcity_plugin.adapters.sample.heat_raster import create_heat_raster
    from tests.support.processing import registered_provider

    layer = QgsProject.instance().addMapLayer(schematic_layer())
    source = limit_to_area(layer, HERNE, QgsProject.instance())
    raster = create_heat_raster(tmp_path / "heat.tif")
    with registered_provider():
        done = processing.run("ruhr:zonalstatistics", {"AREAS": source, "RASTER": str(raster), "OUTPUT": "memory:"})
    assert [one["name"] for one in done["OUTPUT"].getFeatures()] == ["Herne"]
    QgsProject.instance().clear()
