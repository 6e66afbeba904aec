# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` puts a copy in its right place, says so, or refuses: as a layer on the map does."""

from __future__ import annotations

import json

import pytest
from qgis.core import QgsProcessingException, QgsVectorLayer

from tests.support.geofiles import EAST, LAT, LON, NORTH
from tests.support.loopback import Loopback
from tests.support.lying_wfs import LyingWfs

AROUND = f"{EAST - 50},{EAST + 50},{NORTH - 50},{NORTH + 50} [EPSG:25832]"
ELSEWHERE = f"{EAST + 500},{EAST + 550},{NORTH - 50},{NORTH + 50} [EPSG:25832]"


@pytest.fixture
def download(run, tmp_path):
    def call(url, **more):
        parameters = {"URL": url, "OUTPUT": str(tmp_path / "copy.gpkg"), **more}
        return run(parameters, algorithm="ruhr:downloadlayer")

    return call


def places(path):
    layer = QgsVectorLayer(str(path), "copy", "ogr")
    assert layer.isValid()
    found = [next(one.geometry().vertices()) for one in layer.getFeatures()]
    return layer.crs().authid(), [(one.x(), one.y()) for one in found]


def geojson(points, crs):
    features = [
        {"type": "Feature", "geometry": {"type": "Point", "coordinates": one}, "properties": {"name": "Baum"}}
        for one in points
    ]
    stated = {"crs": {"type": "name", "properties": {"name": crs}}} if crs else {}
    return json.dumps({"type": "FeatureCollection", "name": "baeume", **stated, "features": features})


@pytest.mark.parametrize(
    ("place", "stated", "system", "where"),
    [
        ((LAT, LON), "EPSG:4326", "EPSG:4326", (LON, LAT)),  # as the standard has it
        ((LON, LAT), "EPSG:4326", "EPSG:4326", (LON, LAT)),  # longitude first where the system says latitude first
        ((NORTH, EAST), "EPSG:25832", "EPSG:25832", (EAST, NORTH)),  # north first
        ((EAST, NORTH), "EPSG:4326", "EPSG:25832", (EAST, NORTH)),  # metres under the label of degrees
        ((NORTH, EAST), "EPSG:4326", "EPSG:25832", (EAST, NORTH)),
    ],
)
def test_a_service_that_lies_about_its_coordinates_is_copied_to_the_right_place(
    download, place, stated, system, where
):
    with LyingWfs([place] * 5, stated) as server:
        results, feedback, _context = download(server.url + "/wfs", SERVICE="wfs")
    found, points = places(results["OUTPUT"])
    assert found == system
    assert points == [pytest.approx(where, abs=1e-3)] * 5
    is_wrong = (place, stated) != ((LAT, LON), "EPSG:4326")
    assert any("corrected" in one for one in feedback.warnings) == is_wrong
    assert results["SOURCE_NOTE"].endswith("(data changed)") == is_wrong


# Bochum town hall by core's TransverseMercator (Krüger's series), to the metre.
ZONES = {"EPSG:25831": (792_469.0, 5_711_754.0), "EPSG:25833": (-40_391.0, 5_732_147.0)}


@pytest.mark.parametrize("system", ZONES)
def test_exchanged_axes_of_the_neighbouring_zones_are_put_right(download, system):
    east, north = ZONES[system]
    with LyingWfs([(north, east)] * 5, system) as server:
        results, feedback, _context = download(server.url + "/wfs", SERVICE="wfs")
    assert places(results["OUTPUT"]) == (system, [pytest.approx((east, north), abs=1e-3)] * 5)
    assert "The axes were exchanged in the source. The place was corrected." in feedback.warnings
    body = geojson([(north, east)] * 5, system.replace("EPSG:", "urn:ogc:def:crs:EPSG::"))
    with Loopback({"/a.geojson": body}) as server:
        results, feedback, _context = download(server.url + "/a.geojson")
    assert places(results["OUTPUT"]) == (system, [pytest.approx((east, north), abs=1e-3)] * 5)


@pytest.mark.parametrize(("extent", "count"), [(AROUND, 5), (ELSEWHERE, 0)])
@pytest.mark.parametrize("place", [(EAST, NORTH), (NORTH, EAST)])
def test_an_extent_is_met_where_the_objects_really_lie(download, place, extent, count):
    with LyingWfs([place] * 5, "EPSG:25832") as server:
        results, _feedback, _context = download(server.url + "/wfs", SERVICE="wfs", EXTENT=extent)
    assert results["RECEIVED"] == len(places(results["OUTPUT"])[1]) == count


@pytest.mark.parametrize(("extent", "count"), [("", 5), (AROUND, 5), (ELSEWHERE, 0)])
@pytest.mark.parametrize(
    ("point", "stated"),
    [
        ((NORTH, EAST), "urn:ogc:def:crs:EPSG::25832"),
        ((EAST, NORTH), ""),  # GeoJSON without a statement means degrees
        ((LAT, LON), ""),
    ],
)
def test_a_file_that_lies_about_its_coordinates_is_copied_to_the_right_place(download, point, stated, extent, count):
    with Loopback({"/b.geojson": geojson([point] * 5, stated)}, strict=True) as server:
        results, feedback, _context = download(
            f"{server.url}/b.geojson", SERVICE="file", EXTENT=extent, CRS="EPSG:25832"
        )
    found, points = places(results["OUTPUT"])
    assert found == "EPSG:25832"
    assert points == [pytest.approx((EAST, NORTH), abs=5.0)] * count  # LAT, LON are rounded
    assert (results["EXPECTED"], results["RECEIVED"]) == (count, count)
    assert any("corrected" in one for one in feedback.warnings)


def test_mixed_places_are_refused_and_nothing_is_written(download, tmp_path):
    mixed = [(LAT, LON)] * 3 + [(LON, LAT)] * 2
    refused = pytest.raises(QgsProcessingException, match="3 of 5 objects")
    with LyingWfs(mixed, "EPSG:4326") as server, refused:
        download(server.url + "/wfs", SERVICE="wfs", ALLOW_INCOMPLETE=True)
    assert list(tmp_path.iterdir()) == []
