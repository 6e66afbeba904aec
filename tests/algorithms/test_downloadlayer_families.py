# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` with points, areas and objects without a place in one layer: all of them can be seen."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsProcessingContext, QgsProcessingUtils, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.families import families_of
from tests.support.loopback import Loopback
from tests.support.mixed_objects import Mixed, area, bundle, line, nowhere, place

ALGORITHM = "ruhr:downloadlayer"
PATHS = ["/api/collections/orte", "/orte.geojson"]
NOTE = (
    "The copy holds several kinds of geometry in one table (Areas: 5, Points: 10, Without a place: 3). "
    "QGIS shows one kind per layer."
)


def download(run, mixed, path, target, *, is_opened=False):
    """Run the algorithm; returns results, feedback and context. `is_opened`: as the toolbox does."""
    context = QgsProcessingContext()
    context.setProject(QgsProject.instance())
    if is_opened:
        details = QgsProcessingContext.LayerDetails("Orte", QgsProject.instance(), "OUTPUT")
        context.addLayerToLoadOnCompletion(str(target), details)
    with Loopback(mixed.routes()) as server:
        return run({"URL": server.url + path, "OUTPUT": str(target)}, context=context, algorithm=ALGORITHM)


@pytest.mark.parametrize("path", PATHS)
def test_a_mixed_copy_says_what_it_holds(run, tmp_path, path):
    results, feedback, _context = download(run, Mixed(), path, tmp_path / "orte.gpkg")
    assert NOTE in feedback.warnings
    assert (results["EXPECTED"], results["RECEIVED"]) == (18, 18)


@pytest.mark.parametrize("path", PATHS)
def test_the_toolbox_opens_a_layer_for_each_family(run, tmp_path, path):
    _results, _feedback, context = download(run, Mixed(), path, tmp_path / "orte.gpkg", is_opened=True)
    shown = {}
    for source, details in context.layersToLoadOnCompletion().items():
        layer = QgsProcessingUtils.mapLayerFromString(source, context)
        details.setOutputLayerName(layer)
        shown[layer.name()] = (layer.geometryType(), layer.featureCount(), len(list(layer.getFeatures())))
    assert shown == {
        "Orte (Areas)": (Qgis.GeometryType.Polygon, 5, 5),
        "Orte (Points)": (Qgis.GeometryType.Point, 10, 10),
        "Orte (Without a place)": (Qgis.GeometryType.Null, 3, 3),
    }


@pytest.mark.parametrize("path", PATHS)
def test_a_copy_of_one_family_is_opened_as_it_is(run, tmp_path, path):
    mixed = Mixed()
    mixed.objects = [place(number) for number in range(4)]
    _results, feedback, context = download(run, mixed, path, tmp_path / "orte.gpkg", is_opened=True)
    assert feedback.warnings == []
    assert list(context.layersToLoadOnCompletion()) == [str(tmp_path / "orte.gpkg")]


SPLIT = "{} objects came as a collection of geometries, which QGIS does not draw."


def of_table(path):
    """Return the rows of each kind in the file, as QGIS counts them: number and the sum of "nr"."""
    found = {}
    for family in families_of(path) or [None]:
        layer = QgsVectorLayer(family.source if family else str(path), "orte", "ogr")
        rows = [one for one in layer.getFeatures() if one.hasGeometry()]
        assert layer.geometryType() is not Qgis.GeometryType.Unknown
        found[layer.geometryType()] = sorted(one["nr"] for one in rows)
    return found


@pytest.mark.parametrize("path", PATHS)
def test_collections_are_parted_by_kind_with_their_attributes(run, tmp_path, path):
    mixed, target = Mixed(), tmp_path / "orte.gpkg"
    mixed.objects = [place(1), bundle(7, area(1), place(2), place(3), line(4)), bundle(8, bundle(0, area(5)), place(6))]
    results, feedback, _context = download(run, mixed, path, target)
    assert any(one.startswith(SPLIT.format(2)) for one in feedback.warnings)
    assert (results["EXPECTED"], results["RECEIVED"]) == (3, 3)
    kind = Qgis.GeometryType
    assert of_table(target) == {kind.Polygon: [7, 8], kind.Line: [7], kind.Point: [1, 7, 8]}
    assert "changed" in results["SOURCE_NOTE"]


@pytest.mark.parametrize("path", PATHS)
def test_collections_of_areas_only_become_areas_beside_the_others(run, tmp_path, path):
    mixed, target = Mixed(), tmp_path / "orte.gpkg"
    mixed.objects = [area(1), area(2, "MultiPolygon"), bundle(7, area(3), area(4)), bundle(9), nowhere(11)]
    results, feedback, _context = download(run, mixed, path, target)
    assert (results["EXPECTED"], results["RECEIVED"]) == (5, 5)
    assert not any("QGIS shows one kind per layer" in one for one in feedback.warnings)
    assert of_table(target) == {Qgis.GeometryType.Polygon: [1, 2, 7]}
    layer = QgsVectorLayer(str(target), "orte", "ogr")
    assert layer.wkbType() == Qgis.WkbType.MultiPolygon
    assert layer.featureCount() == 5
    (two,) = [one for one in layer.getFeatures() if one["nr"] == 7]
    assert two.geometry().constGet().numGeometries() == 2
