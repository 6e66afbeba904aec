# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.place_check import note_on_place, note_on_place_25832

# Bochum town hall: 375885 E 5704850 N in EPSG:25832, 7.2162 E 51.4818 N
EAST, NORTH, LON, LAT = 375885.0, 5704850.0, 7.2162, 51.4818
# The same by PROJ 9 in DHDN / Gauss-Krüger 2 and 3
GK_2, GK_3 = (2_584_279.75, 5_705_875.63), (3_375_909.72, 5_706_691.29)


@pytest.mark.parametrize(
    ("x", "y", "crs", "words"),
    [
        (EAST, NORTH, "EPSG:25832", ""),
        (LON, LAT, "OGC:CRS84", ""),
        (EAST, NORTH, "EPSG:5555", ""),  # the same with heights
        (EAST, NORTH, "EPSG:3044", ""),
        (LON, LAT, "EPSG:4979", ""),
        (LON, LAT, "EPSG:4937", ""),
        (32_000_000 + EAST, NORTH, "EPSG:4647", ""),
        (32_000_000 + EAST, NORTH, "EPSG:5652", ""),
        (*GK_2, "EPSG:31466", ""),
        (*GK_2, "EPSG:5676", ""),
        (*GK_3, "EPSG:5677", ""),
        (NORTH, EAST, "EPSG:25832", "swapped"),
        (NORTH, EAST, "EPSG:5555", "swapped"),
        (LAT, LON, "EPSG:4326", "swapped"),
        (LAT, LON, "EPSG:4979", "swapped"),
        (EAST, NORTH, "EPSG:4326", "metres"),  # Köln's MapServer: srsName 4326, metres of UTM inside
        (NORTH, EAST, "EPSG:4326", "metres"),
        (*GK_2, "EPSG:25832", "a Gauss-Krüger coordinate"),
        (*GK_3, "EPSG:5676", "a Gauss-Krüger coordinate; read it as DHDN / Gauss-Krüger 3"),
        (32_000_000 + EAST, NORTH, "EPSG:25832", "zone number"),
        (691_600.0, 5_334_700.0, "EPSG:25832", "None of the objects lies in the Ruhr"),  # Munich
    ],
)
def test_a_wrong_place_is_named_with_its_likely_cause(x, y, crs, words):
    note = note_on_place([x, x + 0.001], [y, y + 0.001], crs)
    assert words in note
    assert bool(note) == bool(words)


@pytest.mark.parametrize("crs", ["EPSG:25833", "EPSG:25831", "EPSG:3035", "EPSG:5243", "EPSG:5556", "USER:100000", ""])
def test_a_system_that_is_not_known_here_is_not_accused(crs):
    assert note_on_place([EAST], [NORTH], crs) == ""


def test_one_object_in_the_region_is_enough_for_a_layer_of_the_whole_state():
    assert note_on_place([691_600.0, EAST], [5_334_700.0, NORTH], "EPSG:25832") == ""
    assert note_on_place_25832([691_600.0, EAST], [5_334_700.0, NORTH]) == ""


def test_of_transformed_places_only_inside_or_outside_is_told():
    nan = float("nan")
    for x, y in [(691_600.0, 5_334_700.0), (nan, nan), GK_2, (0.0, 0.0)]:
        assert "None of the objects lies in the Ruhr" in note_on_place_25832([x], [y])
    assert note_on_place_25832([], []) == ""
    assert note_on_place_25832([nan, EAST], [nan, NORTH]) == ""
