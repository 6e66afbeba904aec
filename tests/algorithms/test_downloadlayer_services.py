# SPDX-License-Identifier: GPL-2.0-or-later
"""``ruhr:downloadlayer`` heeds what a service says of axes, systems, fields, shapes, or tells what it cannot keep."""

from __future__ import annotations

import json
import re

import pytest
from qgis.core import (
    QgsCoordinateReferenceSystem,
    QgsCoordinateTransform,
    QgsCoordinateTransformContext,
    QgsPointXY,
    QgsVectorLayer,
)

from tests.support.geofiles import EAST, NORTH
from tests.support.loopback import Loopback, Reply
from tests.support.lying_wfs import LyingWfs

# Six of the twenty trees, which stand 100 m apart; the box in another system reaches no further one.
AREA = f"{EAST + 450},{EAST + 1050},{NORTH - 20},{NORTH + 20} [EPSG:25832]"
INSIDE = [5, 6, 7, 8, 9, 10]
CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"


@pytest.fixture
def download(run, tmp_path):
    def call(url, **more):
        parameters = {"URL": url, "OUTPUT": str(tmp_path / "copy.gpkg"), **more}
        return run(parameters, algorithm="ruhr:downloadlayer")

    return call


def trees(crs):
    """The places of the trees in a system, x first."""
    systems = [QgsCoordinateReferenceSystem(one) for one in ("EPSG:25832", crs)]
    transform = QgsCoordinateTransform(*systems, QgsCoordinateTransformContext())
    points = [transform.transform(QgsPointXY(EAST + 100 * one, NORTH)) for one in range(20)]
    return [(one.x(), one.y()) for one in points]


def is_in(place, box):
    return box[0] <= place[0] <= box[2] and box[1] <= place[1] <= box[3]


def numbers_and_crs(path):
    layer = QgsVectorLayer(str(path), "copy", "ogr")
    return sorted(one["nr"] for one in layer.getFeatures()), layer.crs().authid()


class HeedsArea(LyingWfs):
    """Reads an area by the order of the system itself, which it also writes in, or by x first."""

    def __init__(self, crs, *, reads_x_first=False):
        super().__init__([(y, x) for x, y in trees(crs)], crs)
        self.reads_x_first = reads_x_first

    def _answer_wfs(self, request):
        values = {name.upper(): one[0] for name, one in request.query.items()}
        if "BBOX" not in values:
            return super()._answer_wfs(request)
        box = [float(one) for one in values["BBOX"].split(",")[:4]]
        box = [box[1], box[0], box[3], box[2]] if self.reads_x_first else box
        found = [(number, place) for number, place in enumerate(self.places) if is_in(place, box)]
        given = [] if values.get("RESULTTYPE", "") else found[int(values.get("STARTINDEX", 0)) :]
        text = '<?xml version="1.0" encoding="UTF-8"?>' + self._collection(given, len(found))
        return Reply(200, text.encode("utf-8"), content_type="text/xml; charset=UTF-8")


@pytest.mark.parametrize("reads_x_first", [False, True])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4258", "EPSG:31466", "EPSG:3044"])
def test_an_area_of_a_wfs_brings_its_objects_whatever_the_order_of_axes(download, crs, reads_x_first):
    """INSPIRE services offer EPSG:4258 as a rule; an area in the wrong order is an empty one, and would be complete."""
    with HeedsArea(crs, reads_x_first=reads_x_first) as server:
        results, feedback, _context = download(server.url + "/wfs", SERVICE="wfs", EXTENT=AREA)
    assert (results["EXPECTED"], results["RECEIVED"]) == (6, 6)
    assert numbers_and_crs(results["OUTPUT"]) == (INSIDE, crs)
    assert feedback.warnings == []


def test_an_area_in_which_there_is_nothing_is_empty_in_either_order(download):
    far = f"{EAST},{EAST + 50},{NORTH + 5_000},{NORTH + 5_100} [EPSG:25832]"
    with HeedsArea("EPSG:4258") as server:
        results, _feedback, _context = download(server.url + "/wfs", SERVICE="wfs", EXTENT=far)
    assert (results["EXPECTED"], results["RECEIVED"]) == (0, 0)


class Collection:
    """A collection in degrees, longitude first, and in a system with north first, both as the standard has it."""

    def __init__(self, crs):
        self.system = f"http://www.opengis.net/def/crs/EPSG/0/{crs.partition(':')[2]}"
        self.places = {CRS84: trees("EPSG:4326"), self.system: [(y, x) for x, y in trees(crs)]}

    def describe(self, seen):
        return {"collections": [{"id": "b", "title": "Bäume", "crs": [CRS84, self.system], "links": []}]}

    def items(self, seen):
        found = list(range(20))
        if seen.value("bbox"):
            box = [float(one) for one in seen.value("bbox").split(",")]
            within = self.places[seen.value("bbox-crs", CRS84)]
            found = [one for one in found if is_in(within[one], box)]
        start, size = int(seen.value("offset", "0")), int(seen.value("limit", "10"))
        places = self.places[seen.value("crs", CRS84)]
        features = [
            {"type": "Feature", "id": one, "properties": {"nr": one},
             "geometry": {"type": "Point", "coordinates": places[one]}}
            for one in found[start : start + size]
        ]  # fmt: skip
        document = {"type": "FeatureCollection", "numberMatched": len(found), "features": features, "links": []}
        return Reply(200, json.dumps(document), content_type="application/geo+json")


@pytest.mark.parametrize("area", [None, AREA])
@pytest.mark.parametrize("crs", ["EPSG:4326", "EPSG:4258", "EPSG:31466"])
def test_a_collection_that_also_offers_a_system_with_north_first_is_no_lie(download, crs, area):
    service = Collection(crs)
    routes = {"/": {"title": "Dienst", "links": []}, "/collections": service.describe,
              "/collections/b/items": service.items}  # fmt: skip
    with Loopback(routes) as server:
        more = {"EXTENT": area} if area else {}
        results, feedback, _context = download(server.url + "/", SERVICE="oapif", CRS=crs, **more)
    assert numbers_and_crs(results["OUTPUT"]) == (INSIDE if area else list(range(20)), crs)
    assert results["EXPECTED"] == results["RECEIVED"]
    assert feedback.warnings == []


@pytest.mark.parametrize(("extent", "count"), [("7.1,7.9,51.2,51.9", 20), ("7.1,7.9,51.2,51.9 [EPSG:25832]", 0)])
def test_an_extent_in_degrees_that_names_no_system_is_in_degrees_and_a_named_one_is_believed(download, extent, count):
    """Where there is no project, as in `qgis_process`, nobody says in which system bare numbers are."""
    with LyingWfs(trees("EPSG:25832"), "EPSG:25832") as server:
        results, _feedback, _context = download(server.url + "/wfs", SERVICE="wfs", EXTENT=extent)
    assert results["RECEIVED"] == count


class OwnSystem(LyingWfs):
    """Offers EPSG:25832 and answers in a system of its own all the same, which its geometries name."""

    def _capabilities(self):
        return super()._capabilities().replace(f"EPSG::{self.stated[5:]}", "EPSG::25832")


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:5650", "EPSG:3857", "EPSG:31467"])
def test_the_system_that_the_answers_name_counts_more_than_the_one_asked_for(download, crs):
    axes_exchanged = QgsCoordinateReferenceSystem(crs).hasAxisInverted()
    places = [(y, x) if axes_exchanged else (x, y) for x, y in trees(crs)]
    with OwnSystem(places, crs) as server:
        results, feedback, _context = download(server.url + "/wfs", SERVICE="wfs", CRS="EPSG:25832")
    assert numbers_and_crs(results["OUTPUT"]) == (list(range(20)), "EPSG:25832")
    layer = QgsVectorLayer(results["OUTPUT"], "copy", "ogr")
    points = [one.geometry().asPoint() for one in layer.getFeatures()]
    wanted = [QgsPointXY(EAST + 100 * one, NORTH) for one in range(20)]
    assert all(one.distance(other) < 5 for one, other in zip(points, wanted))  # Gauss-Krüger without a grid
    assert feedback.warnings == []


def test_a_system_with_heights_is_no_other_one(download):
    with OwnSystem(trees("EPSG:25832"), "EPSG:5555") as server:
        results, _feedback, _context = download(server.url + "/wfs", SERVICE="wfs")
    assert numbers_and_crs(results["OUTPUT"]) == (list(range(20)), "EPSG:25832")
    assert "changed" not in results["SOURCE_NOTE"]


def test_a_field_without_any_value_is_a_field_of_the_copy(download):
    """GML leaves empty values out; compared with an older copy the field would be lost, and its values the same."""

    class Nameless(LyingWfs):
        def _collection(self, numbered, matched):
            return re.sub(r"<t:nr>\d+</t:nr>", "", super()._collection(numbered, matched))

    with Nameless(trees("EPSG:25832"), "EPSG:25832") as server:
        results, _feedback, _context = download(server.url + "/wfs", SERVICE="wfs")
    fields = QgsVectorLayer(results["OUTPUT"], "copy", "ogr").fields()
    assert [(one.name(), one.typeName()) for one in fields][1:] == [("feature_id", "String"), ("nr", "Integer64")]


def test_arcs_that_became_straight_lines_are_told(download):
    """dl-de/by wants changes named; a GeoPackage could hold arcs, GeoJSON in between cannot."""

    class Arcs(LyingWfs):
        def _collection(self, numbered, matched):
            arc = "<gml:Arc><gml:posList>{0} {1} {0} 5705010 375900 {1}</gml:posList></gml:Arc>"
            arc = f"<gml:segments>{arc}</gml:segments>"
            text = super()._collection(numbered, matched).replace("gml:Point", "gml:Curve")
            for _number, place in numbered:
                text = text.replace(f"<gml:pos>{place[0]} {place[1]}</gml:pos>", arc.format(*place), 1)
            return text

    with Arcs([(375_800 + one, 5_705_000) for one in range(3)], "EPSG:25832") as server:
        results, feedback, _context = download(server.url + "/wfs", SERVICE="wfs")
    assert any("straight lines" in one for one in feedback.warnings)
    assert "changed" in results["SOURCE_NOTE"]
