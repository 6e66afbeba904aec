# SPDX-License-Identifier: GPL-2.0-or-later
"""Expected metres from PROJ 9: EPSG:4258 51.4818 N 7.2162 E is 376136.715 5704913.893 in EPSG:25832."""

from __future__ import annotations

import pytest
from qgis.core import QgsCoordinateReferenceSystem, QgsFeature, QgsGeometry, QgsProject, QgsRectangle, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.projects.boundary_places import BoundaryPlaces
from ruhr_smartcity_plugin.adapters.projects.place_features import MOST_FEATURES, take_selected
from ruhr_smartcity_plugin.adapters.projects.place_geometry import (
    geometry_of,
    position_in,
    read_places,
    read_typed_place,
    to_25832,
)
from ruhr_smartcity_plugin.adapters.region.boundary_pages import Boundary
from ruhr_smartcity_plugin.adapters.region.boundary_store import boundaries_path, write_boundaries
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.record import Site, SiteShape
from ruhr_smartcity_plugin.core.region.municipalities import load_region

PLACE = (376136.715, 5704913.893)
BOCHUM, GELSENKIRCHEN = "05911000", "05513000"


def read(wkt, crs="EPSG:25832"):
    return read_places(QgsGeometry.fromWkt(wkt), to_25832(QgsCoordinateReferenceSystem(crs), QgsProject.instance()))


def typed(text, crs=""):
    return read_typed_place(text, crs, QgsProject.instance())


# --- geometries ---
@pytest.mark.parametrize(("wkt", "shape", "coordinates"), [
    ("PointZM(1 2 3 4)", SiteShape.POINT, (1, 2)),
    ("LineStringZ(0 0 1, 5 5 1)", SiteShape.LINE, (((0, 0), (5, 5)),)),
    ("MultiLineString((0 0, 1 1), (2 2, 3 3))", SiteShape.LINE, (((0, 0), (1, 1)), ((2, 2), (3, 3)))),
    ("Polygon((0 0, 4 0, 4 4, 0 0))", SiteShape.AREA, ((((0, 0), (4, 0), (4, 4), (0, 0)),),)),
])
def test_geometries_lose_heights_and_become_places(qgis_app, wkt, shape, coordinates):
    (place,) = read(wkt)
    assert (place.shape, place.coordinates, place.was_repaired) == (shape, coordinates, False)
    assert geometry_of(Site(shape=place.shape, coordinates=place.coordinates)).isGeosValid()


def test_points_of_a_multipoint_are_single_and_a_collection_gives_each_kind(qgis_app):
    assert [one.coordinates for one in read("MultiPoint((1 2), (3 4))")] == [(1, 2), (3, 4)]
    mixed = read("GeometryCollection(Point(9 9), LineString(0 0, 1 1), LineString(2 2, 3 3))")
    assert [one.shape for one in mixed] == [SiteShape.POINT, SiteShape.LINE]
    assert len(mixed[1].coordinates) == 2


def test_curves_become_short_lines(qgis_app):
    (place,) = read("CircularString(0 0, 1 1, 2 0)")
    assert len(place.coordinates[0]) > 20


@pytest.mark.parametrize(("wkt", "size"), [
    ("TIN Z(((0 0 0,10 0 0,0 10 0,0 0 0)),((10 0 0,10 10 0,0 10 0,10 0 0)))", 100),
    ("PolyhedralSurface Z(((0 0 0,10 0 0,10 5 0,0 5 0,0 0 0)),((0 0 0,0 0 9,10 0 9,10 0 0,0 0 0)))", 50),  # and a wall
])
def test_a_body_is_the_ground_it_covers(qgis_app, wkt, size):
    """Its faces were lost, and the place was one without corners, which no list could show."""
    (place,) = read(wkt)
    assert geometry_of(Site(shape=place.shape, coordinates=place.coordinates)).area() == pytest.approx(size)


def test_any_system_becomes_that_of_the_register(qgis_app):
    (place,) = read("Point(7.2162 51.4818)", "EPSG:4258")
    assert place.coordinates == pytest.approx(PLACE, abs=0.001)


def test_an_area_that_crosses_itself_is_taken_apart_and_told(qgis_app):
    (place,) = read("Polygon((0 0, 10 10, 10 0, 0 10, 0 0))")
    assert place.was_repaired
    area = geometry_of(Site(shape=place.shape, coordinates=place.coordinates))
    assert area.isGeosValid()
    assert area.area() == pytest.approx(50)  # two triangles of 10 by 5


@pytest.mark.parametrize(("wkt", "word"), [
    ("Point EMPTY", "nothing"), ("LineString(1 1, 1 1)", "no length"), ("Polygon((0 0, 5 5, 10 10, 0 0))", "extent"),
])
def test_what_is_no_place_is_refused_with_a_sentence(qgis_app, wkt, word):
    with pytest.raises(InputError) as error:
        read(wkt)
    assert word in error.value.sentence or "encloses nothing" in error.value.sentence


def test_a_position_without_a_place_in_the_system_is_refused(qgis_app):
    with pytest.raises(InputError):
        read("Point(nan nan)", "EPSG:3857")
    with pytest.raises(InputError):
        read("Point(500 500)", "EPSG:4326")


# --- typed ---
# PROJ 9.1.1 (cs2cs EPSG:31466 EPSG:25832 and so on)
@pytest.mark.parametrize(("text", "crs", "expected"), [
    ("2584000 5706000", "", (375610.656, 5704985.687)),
    ("3376000 5706700", "EPSG:31467", (375975.243, 5704858.707)),
    ("5706700 3376000", "EPSG:31467", (375975.243, 5704858.707)),  # exchanged
    ("803303 6708700", "EPSG:3857", (376162.569, 5705993.029)),
    ("51,4818 7,2162", "EPSG:4326", PLACE), ("7,2162 51,4818", "EPSG:4326", PLACE),
    ("-40000 5720000", "EPSG:25833", None), ("377000 5705000", "EPSG:25832", (377000, 5705000)),
])
def test_typed_numbers_are_converted_by_qgis(qgis_app, text, crs, expected):
    place = typed(text, crs)
    if expected is not None:
        assert (place.x, place.y) == pytest.approx(expected, abs=0.1)
    assert place.is_swapped == (text in ("5706700 3376000", "7,2162 51,4818"))


def test_a_place_far_away_can_be_typed_in_a_chosen_system(qgis_app):
    place = typed("51,5072; -0,1276", "EPSG:4326")  # London: lies far in the west of zone 32
    assert place.x < 0
    with pytest.raises(InputError):
        typed("51,5072; -0,1276")
    with pytest.raises(InputError) as error:
        typed("am Rathaus", "EPSG:4326")
    assert "two numbers" in error.value.sentence


def test_a_position_is_shown_in_a_system_as_it_is_typed_there(qgis_app):
    site = Site(coordinates=PLACE)
    assert position_in(site, "EPSG:4326", QgsProject.instance()) == pytest.approx((51.4818, 7.2162), abs=1e-6)
    assert position_in(site, "", QgsProject.instance()) == pytest.approx(PLACE)
    assert position_in(Site(), "", QgsProject.instance()) is None


# --- selections ---
@pytest.fixture
def layer(qgis_app):
    def make(kind, wkts, crs="EPSG:25832"):
        made = QgsVectorLayer(f"{kind}?crs={crs}&field=name:string", "Haltestellen", "memory")
        for number, wkt in enumerate(wkts):
            feature = QgsFeature(made.fields())
            feature.setGeometry(QgsGeometry.fromWkt(wkt))
            feature["name"] = f" Halt \n {number} "
            made.dataProvider().addFeature(feature)
        made.selectAll()
        return made

    return make


def take(layer, *, as_one=False, field="name"):
    return take_selected(layer, field, as_one=as_one, project=QgsProject.instance())


def test_each_selected_feature_becomes_a_place_with_its_label(layer):
    taken = take(layer("Point", ["Point(7.2162 51.4818)", "Point EMPTY"], "EPSG:4258"))
    ((label, place),) = taken.places
    assert label == "Halt 0"
    assert place.coordinates == pytest.approx(PLACE, abs=0.001)
    assert taken.skipped == 1


def test_numbers_without_a_coordinate_system_are_no_places(layer):
    """They would be taken for metres in EPSG:25832: 7, 51 lies in the Gulf of Guinea."""
    with pytest.raises(InputError, match="no coordinate system"):
        take(layer("Point", ["Point(7.2162 51.4818)"], ""))


def test_lines_become_one_place_and_areas_are_dissolved(layer):
    lines = take(layer("LineString", ["LineString(0 0, 1 1)", "LineString(2 2, 3 3)"]), as_one=True)
    assert [(label, len(one.coordinates)) for label, one in lines.places] == [("Halt 0", 2)]
    areas = take(layer("Polygon", ["Polygon((0 0, 2 0, 2 2, 0 2, 0 0))", "Polygon((1 0, 3 0, 3 2, 1 2, 1 0))"]),
                 as_one=True)
    ((_label, area),) = areas.places
    assert geometry_of(Site(shape=area.shape, coordinates=area.coordinates)).area() == pytest.approx(6)


def test_a_selection_that_is_empty_or_too_large_is_refused(layer):
    some = layer("Point", ["Point(1 1)"] * (MOST_FEATURES + 1))
    with pytest.raises(InputError) as error:
        take(some)
    assert str(MOST_FEATURES) in error.value.sentence
    some.removeSelection()
    with pytest.raises(InputError) as error:
        take(some)
    assert "Haltestellen" in error.value.sentence


# --- municipalities ---
def test_a_line_is_said_to_cross_the_municipalities_of_its_corners(qgis_app, tmp_path):
    region = load_region()
    ends = tuple(region.by_ags(ags).point_25832 for ags in (GELSENKIRCHEN, BOCHUM))
    touched = BoundaryPlaces(region, tmp_path).touched(Site(shape=SiteShape.LINE, coordinates=(ends,)))
    assert set(touched.ags) == {GELSENKIRCHEN, BOCHUM}
    assert not touched.is_sure


def test_official_boundaries_say_for_sure_which_municipalities_a_line_crosses(qgis_app, tmp_path):
    region, half = load_region(), 900.0
    squares = [Boundary(one.ags, one.name, "", QgsGeometry.fromRect(QgsRectangle(*_square(one.point_25832, half))))
               for one in region.municipalities]
    write_boundaries(boundaries_path(tmp_path), squares, fetched_at="2026-11-22T00:00:00+00:00", source_url="x")
    places = BoundaryPlaces(region, tmp_path)
    (west, y), (east, _y) = region.by_ags(GELSENKIRCHEN).point_25832, region.by_ags(BOCHUM).point_25832
    bochum_y = region.by_ags(BOCHUM).point_25832[1]
    corners = ((west - half + 1, y), (west + half - 1, y), (east - 10, bochum_y))
    line = Site(shape=SiteShape.LINE, coordinates=(corners,))
    touched = places.touched(line)
    assert touched.is_sure
    assert touched.ags[0] == GELSENKIRCHEN  # the longer part
    assert BOCHUM in touched.ags
    assert places.touched(Site(coordinates=(west, y))).ags == (GELSENKIRCHEN,)
    assert places.touched(Site()).ags == ()


def _square(point, half):
    return point[0] - half, point[1] - half, point[0] + half, point[1] + half
