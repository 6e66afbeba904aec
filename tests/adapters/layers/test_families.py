# SPDX-License-Identifier: GPL-2.0-or-later
"""Which layers a table with several kinds of geometry needs, so that each object is in one of them."""

from __future__ import annotations

from pathlib import Path
from typing import List

import pytest
from osgeo import ogr
from qgis.core import Qgis, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.families import families_of, family_for

RING = "((0 0, 1 0, 1 1, 0 0))"


@pytest.fixture
def written(qgis_app, tmp_path):
    def write(*shapes: str | None, name: str = "orte.gpkg") -> Path:
        """Write a table of any geometries; the field `nr` counts them from zero."""
        dataset = ogr.GetDriverByName("GPKG").CreateDataSource(str(tmp_path / name))
        layer = dataset.CreateLayer("orte", None, ogr.wkbUnknown, ["GEOMETRY_NAME=geom"])
        layer.CreateField(ogr.FieldDefn("nr", ogr.OFTInteger))
        for number, wkt in enumerate(shapes):
            row = ogr.Feature(layer.GetLayerDefn())
            row["nr"] = number
            row.SetGeometry(ogr.CreateGeometryFromWkt(wkt) if wkt else None)
            layer.CreateFeature(row)
        row = layer = dataset = None  # closes the file
        return tmp_path / name

    return write


def opened(source: str) -> QgsVectorLayer:
    layer = QgsVectorLayer(source, "x", "ogr")
    assert layer.isValid()
    return layer


def numbers(layer: QgsVectorLayer) -> List[int]:
    return [feature["nr"] for feature in layer.getFeatures()]


def test_each_object_is_in_one_layer_single_multi_curved_and_empty_ones_alike(written):
    path = written(
        "POINT (1 1)", f"POLYGON {RING}", f"MULTIPOLYGON ({RING})", "LINESTRING (0 0, 1 1)", None,
        "CIRCULARSTRING (0 0, 1 1, 2 0)", "POINT EMPTY", f"CURVEPOLYGON {RING}", "GEOMETRYCOLLECTION (POINT (1 1))",
    )  # fmt: skip
    families = {one.name: (one.rows, opened(one.source)) for one in families_of(path)}
    assert {name: numbers(layer) for name, (_rows, layer) in families.items()} == {
        "collection": [8], "polygon": [1, 2, 7], "line": [3, 5], "point": [0, 6], "table": [4],
    }  # fmt: skip
    for rows, layer in families.values():
        assert rows == layer.featureCount()
    types = {name: layer.wkbType() for name, (_rows, layer) in families.items()}
    assert types["polygon"] == Qgis.WkbType.MultiPolygon
    assert types["point"] == Qgis.WkbType.Point
    assert types["table"] == Qgis.WkbType.NoGeometry


def test_heights_stay_known(written):
    layers = {one.name: opened(one.source) for one in families_of(written("POINT Z (1 1 5)", f"POLYGON {RING}"))}
    assert layers["point"].wkbType() == Qgis.WkbType.PointZ
    assert layers["polygon"].wkbType() == Qgis.WkbType.Polygon


@pytest.mark.parametrize("shapes", [("POINT (1 1)", "MULTIPOINT (1 1)", None), (None,), ()])
def test_one_family_needs_one_layer(written, shapes):
    assert families_of(written(*shapes)) == ()


def test_a_file_that_is_none_has_no_families(qgis_app, tmp_path):
    (tmp_path / "x.gpkg").write_bytes(b"no GeoPackage")
    assert families_of(tmp_path / "x.gpkg") == ()
    assert families_of(tmp_path / "gone.gpkg") == ()


def test_a_layer_keeps_its_family_in_another_file(written):
    before = written("POINT (1 1)", f"POLYGON {RING}", None)
    after = written("POINT (1 1)", "LINESTRING (0 0, 1 1)", name="after.gpkg")
    layers = {one.name: opened(one.source) for one in families_of(before)}
    found = {name: family_for(layer, after) for name, layer in layers.items()}
    assert {name: (one.name, one.rows) for name, one in found.items()} == {
        "polygon": ("polygon", 0), "point": ("point", 1), "table": ("table", 0),
    }  # fmt: skip
    assert numbers(opened(found["polygon"].source)) == []


def test_a_layer_of_a_whole_table_stays_one_while_the_table_has_one_family(written):
    layer = opened(f"{written('POINT (1 1)')}|layername=orte")
    assert family_for(layer, written("POINT (1 1)", "POINT (2 2)", name="after.gpkg")) is None
    assert family_for(layer, written("POINT (1 1)", f"POLYGON {RING}", name="mixed.gpkg")).name == "point"


def test_a_file_is_looked_at_once_until_it_changes(written, monkeypatch):
    path = written("POINT (1 1)", f"POLYGON {RING}")
    first = families_of(path)
    with monkeypatch.context() as patch:
        patch.setattr("ruhr_smartcity_plugin.adapters.layers.families._types", None)
        assert families_of(path) == first
    dataset = ogr.Open(str(path), update=1)
    row = ogr.Feature(dataset.GetLayer(0).GetLayerDefn())
    row.SetGeometry(ogr.CreateGeometryFromWkt("LINESTRING (0 0, 1 1)"))
    dataset.GetLayer(0).CreateFeature(row)
    row = dataset = None  # closes the file
    assert [one.name for one in families_of(path)] == ["polygon", "line", "point"]
