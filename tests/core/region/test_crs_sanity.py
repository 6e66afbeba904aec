# SPDX-License-Identifier: GPL-2.0-or-later
"""Coordinates of the Ruhr betray their system. Reference values: PROJ 9 as QGIS 3.40 runs it, unless said otherwise."""

from __future__ import annotations

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.region.crs_sanity import Finding, find_source_crs, judge_point, judge_points
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.reference_systems import SYSTEMS, UTM_32, find_system
from ruhr_smartcity_plugin.core.region.transverse_mercator import GRS80, TransverseMercator

# longitude, latitude, easting and northing in EPSG:25832
PROJ_POINTS = (
    (6.299, 51.214, 311360.0790, 5677089.9905),
    (7.998, 51.822, 430940.4874, 5741715.5617),
    (6.4531, 51.6624, 323855.0520, 5726562.1516),  # Xanten
    (7.0131, 51.4508, 361941.5354, 5701829.9495),  # Essen
    (9.0, 51.5, 500000.0, 5705429.1666),  # on the central meridian
)
BOCHUM_LON_LAT = (7.2162, 51.4818)
BOCHUM_25832 = (376136.7147, 5704913.8927)


@pytest.mark.parametrize(("lon", "lat", "east", "north"), PROJ_POINTS)
def test_utm_agrees_with_proj_within_a_tenth_of_a_millimetre_both_ways(lon, lat, east, north):
    assert np.array(UTM_32.forward(lon, lat)) == pytest.approx((east, north), abs=1e-4)
    assert np.array(UTM_32.inverse(east, north)) == pytest.approx((lon, lat), abs=2e-9)


def test_the_northing_on_the_central_meridian_is_the_scaled_meridian_arc():
    # Independent check: the arc from the equator by numerical integration of the meridian radius of curvature.
    semi_major, inverse_flattening = GRS80
    e2 = (2 - 1 / inverse_flattening) / inverse_flattening
    step = np.radians(51.5) / 200_000
    phi = (np.arange(200_000) + 0.5) * step
    arc = np.sum(semi_major * (1 - e2) / (1 - e2 * np.sin(phi) ** 2) ** 1.5) * step
    _east, north = TransverseMercator(GRS80, 9.0, 1.0, 0.0).forward(9.0, 51.5)
    assert north == pytest.approx(arc, abs=1e-3)


@pytest.mark.parametrize(("crs", "x", "y"), [("EPSG:31466", 2570416.4914, 5702139.4074),
                                             ("EPSG:31467", 3361903.1592, 5703525.4813)])
def test_gauss_krueger_lands_within_five_metres_of_projs_grid(crs, x, y):
    # PROJ with the grid BETA2007: 361883.9400, 5701685.5500
    assert np.array(find_system(crs).to_25832(x, y)) == pytest.approx((361883.9400, 5701685.5500), abs=5.0)


def test_web_mercator_goes_through_longitude_and_latitude():
    # x = R·λ and y = R·ln(tan(π/4 + φ/2)) by hand, R = 6378137
    lon, lat = np.radians(BOCHUM_LON_LAT)
    x, y = 6378137 * lon, 6378137 * np.log(np.tan(np.pi / 4 + lat / 2))
    assert np.array(find_system("EPSG:3857").to_25832(x, y)) == pytest.approx(BOCHUM_25832, abs=1e-3)


E_, N_ = BOCHUM_25832
LON, LAT = BOCHUM_LON_LAT


@pytest.mark.parametrize(("x", "y", "claimed", "kind", "crs", "swapped"), [
    (E_, N_, "EPSG:25832", Finding.FITS, "EPSG:25832", False),
    (LON, LAT, "EPSG:4326", Finding.FITS, "EPSG:4326", False),
    (LON, LAT, "OGC:CRS84", Finding.FITS, "EPSG:4326", False),
    (LAT, LON, "EPSG:4326", Finding.SWAPPED_AXES, "EPSG:4326", True),
    (N_, E_, "EPSG:25832", Finding.SWAPPED_AXES, "EPSG:25832", True),
    (E_, N_, "EPSG:4326", Finding.METRES_NOT_DEGREES, "EPSG:25832", False),
    (N_, E_, "EPSG:4326", Finding.METRES_NOT_DEGREES, "EPSG:25832", True),  # as a city's MapServer answers
    (LON, LAT, "EPSG:25832", Finding.DEGREES_NOT_METRES, "EPSG:4326", False),
    (LAT, LON, "EPSG:25832", Finding.DEGREES_NOT_METRES, "EPSG:4326", True),
    (32_000_000 + E_, N_, "EPSG:25832", Finding.ZONE_PREFIX, "EPSG:4647", False),
    (N_, 32_000_000 + E_, "EPSG:25832", Finding.ZONE_PREFIX, "EPSG:4647", True),
    (32_000_000 + E_, N_, "EPSG:4326", Finding.ZONE_PREFIX, "EPSG:4647", False),
    (32_000_000 + E_, N_, "EPSG:4647", Finding.FITS, "EPSG:4647", False),
    (2584475.4530, 5705802.6145, "EPSG:25832", Finding.GAUSS_KRUEGER, "EPSG:31466", False),
    (3376102.2851, 5706610.3089, "EPSG:4326", Finding.GAUSS_KRUEGER, "EPSG:31467", False),
    (803303.7095, 6706965.1672, "EPSG:4326", Finding.WEB_MERCATOR, "EPSG:3857", False),
    (E_, N_, "EPSG:3857", Finding.OTHER_CRS, "EPSG:25832", False),
    (E_, N_, "EPSG:2056", Finding.OTHER_CRS, "EPSG:25832", False),  # a system this page does not know
    (0.0, 0.0, "EPSG:4326", Finding.NULL_ISLAND, "EPSG:4326", False),
    (0.0, 0.0, "EPSG:25832", Finding.NULL_ISLAND, "EPSG:25832", False),
    (8.5417, 47.3769, "EPSG:4326", Finding.OUTSIDE, "EPSG:4326", False),  # Zürich
    (691607.0, 5334760.0, "EPSG:25832", Finding.OUTSIDE, "EPSG:25832", False),  # Munich
    (1.0, 2.0, "EPSG:2056", Finding.OUTSIDE, "", False),
    (500.0, 100.0, "EPSG:4326", Finding.IMPOSSIBLE, "", False),
    (float("nan"), 51.0, "EPSG:4326", Finding.IMPOSSIBLE, "", False),
    (float("inf"), 51.0, "EPSG:25832", Finding.IMPOSSIBLE, "", False),
])
def test_a_coordinate_is_judged(x, y, claimed, kind, crs, swapped):
    verdict = judge_point(x, y, claimed)
    assert (verdict.kind, verdict.crs, verdict.swapped) == (kind, crs, swapped)
    assert bool(verdict.sentence) is (kind is not Finding.FITS)
    if verdict.is_repairable or (kind is Finding.FITS):
        # The Gauss-Krüger points of these cases lie 160 m beside Bochum's: DHDN and ETRS89 differ by that.
        tolerance = 200.0 if kind is Finding.GAUSS_KRUEGER else 1e-3
        assert verdict.corrected_25832 == pytest.approx(BOCHUM_25832, abs=tolerance)


def test_a_place_outside_keeps_its_place():
    verdict = judge_point(691607.0, 5334760.0, "EPSG:25832")
    assert verdict.corrected_25832 == (691607.0, 5334760.0)
    assert not verdict.is_repairable


def test_the_sentence_names_numbers_and_the_system_to_use():
    sentence = judge_point(N_, E_, "EPSG:4326").sentence
    assert "EPSG:25832" in sentence
    assert "exchanged axes" in sentence


def test_every_point_of_the_region_is_recognised_in_every_system_and_both_orders():
    points = np.array([one.point_25832 for one in load_region().municipalities])
    for system in SYSTEMS:
        x, y = _in_system(system.crs, points)
        for swapped in (False, True):
            first, second = (y, x) if swapped else (x, y)
            best = find_source_crs(first, second)[0]
            assert (best.crs, best.swapped, best.share) == (system.crs, swapped, 1.0)
            judged = judge_points(first, second, system.crs)
            assert set(judged.kinds) == {Finding.SWAPPED_AXES if swapped else Finding.FITS}
            assert np.allclose(judged.x_25832, points[:, 0], atol=10.0)


def _in_system(crs, points):
    """The way back from EPSG:25832, by Newton steps on `to_25832`: independent of its inner formulas."""
    guess = np.array({"EPSG:25832": (372000, 5709000), "EPSG:4326": (7.1, 51.5), "EPSG:4647": (32372000, 5709000),
                      "EPSG:31466": (2580000, 5709000), "EPSG:31467": (3372000, 5709000),
                      "EPSG:3857": (790000, 6710000)}[crs], dtype=float)
    place = np.tile(guess, (len(points), 1))
    step = np.array([1e-4, 1e-4]) if crs == "EPSG:4326" else np.array([10.0, 10.0])
    convert = find_system(crs).to_25832
    for _round in range(8):
        here = np.column_stack(convert(place[:, 0], place[:, 1]))
        dx = (np.column_stack(convert(place[:, 0] + step[0], place[:, 1])) - here) / step[0]
        dy = (np.column_stack(convert(place[:, 0], place[:, 1] + step[1])) - here) / step[1]
        miss = points - here
        determinant = dx[:, 0] * dy[:, 1] - dy[:, 0] * dx[:, 1]
        place[:, 0] += (miss[:, 0] * dy[:, 1] - miss[:, 1] * dy[:, 0]) / determinant
        place[:, 1] += (miss[:, 1] * dx[:, 0] - miss[:, 0] * dx[:, 1]) / determinant
    return place[:, 0], place[:, 1]


def test_many_coordinates_are_judged_one_by_one():
    judged = judge_points([E_, N_, float("nan"), LON, 0.0], [N_, E_, 1.0, LAT, 0.0], "EPSG:25832")
    assert judged.kinds == (Finding.FITS, Finding.SWAPPED_AXES, Finding.IMPOSSIBLE, Finding.DEGREES_NOT_METRES,
                            Finding.NULL_ISLAND)
    assert judged.count(Finding.FITS) == 1
    assert np.isnan(judged.x_25832[2])
    assert judged.x_25832[[0, 1, 3]] == pytest.approx([E_] * 3, abs=1e-3)


def test_nothing_is_judged_as_nothing():
    assert judge_points([], []).kinds == ()
    assert find_source_crs([], []) == ()
    assert find_source_crs([float("nan")], [1.0]) == ()
    assert find_source_crs([1e9], [1e9]) == ()


def test_a_few_neighbours_outside_do_not_hide_the_system():
    x = np.array([E_] * 9 + [691607.0])
    y = np.array([N_] * 9 + [5334760.0])
    best = find_source_crs(x, y)[0]
    assert (best.crs, best.swapped) == ("EPSG:25832", False)
    assert best.share == pytest.approx(0.9)


def test_the_margin_widens_the_region():
    just_outside = (430677 + 5000.0, 5709000.0)
    assert judge_point(*just_outside).kind is Finding.FITS
    assert judge_point(*just_outside, margin_m=0.0).kind is Finding.OUTSIDE
