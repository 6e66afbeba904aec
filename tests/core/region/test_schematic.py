# SPDX-License-Identifier: GPL-2.0-or-later
"""Schematic areas: measured with shapely, which the computation does not use."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely

from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.schematic import compute_areas, schematic_areas

MUNICIPALITIES = load_region().municipalities
AREAS = schematic_areas()
POLYGONS = [shapely.Polygon(area.ring_25832) for area in AREAS]


def test_each_municipality_has_one_valid_polygon():
    assert [area.ags for area in AREAS] == [one.ags for one in MUNICIPALITIES]
    assert all(polygon.is_valid and polygon.area > 0 for polygon in POLYGONS)


def test_each_polygon_holds_its_point_and_lies_in_its_box():
    for one, polygon in zip(MUNICIPALITIES, POLYGONS):
        assert polygon.contains(shapely.Point(one.point_25832)), one.name
        assert shapely.box(*one.box_25832).buffer(0.01).covers(polygon), one.name


def test_each_area_is_within_one_percent_of_the_known_one():
    for one, area, polygon in zip(MUNICIPALITIES, AREAS, POLYGONS):
        assert polygon.area / 1e6 == pytest.approx(one.area_km2, rel=0.01), one.name
        assert area.area_km2 == pytest.approx(polygon.area / 1e6, rel=1e-9)


def test_no_two_polygons_overlap():
    tree = shapely.STRtree(POLYGONS)
    first, second = tree.query(POLYGONS, predicate="intersects")
    overlap = [POLYGONS[i].intersection(POLYGONS[j]).area for i, j in zip(first, second) if i < j]
    assert max(overlap) < 1.0  # m²: rounding only


def test_the_result_is_always_the_same():
    assert compute_areas(MUNICIPALITIES) == AREAS


def test_a_single_municipality_gets_its_size():
    one = replace(MUNICIPALITIES[0], area_km2=100.0)
    assert compute_areas([one])[0].area_km2 == pytest.approx(100.0, rel=0.01)
    assert compute_areas([]) == ()


def test_the_text_of_a_polygon_is_closed_wkt():
    polygon = shapely.from_wkt(AREAS[0].wkt())
    assert polygon.is_valid
    assert polygon.area == pytest.approx(POLYGONS[0].area, rel=1e-5)
