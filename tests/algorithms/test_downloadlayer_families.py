# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` with points, areas and objects without a place in one layer: all of them can be seen."""

from __future__ import annotations

import pytest
from qgis.core import Qgis, QgsProcessingContext, QgsProcessingUtils, QgsProject

from tests.support.loopback import Loopback
from tests.support.mixed_objects import Mixed, place

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
