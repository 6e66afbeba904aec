# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.place_check import note_on_place

# Bochum town hall: 375885 E 5704850 N in EPSG:25832, 7.2162 E 51.4818 N
EAST, NORTH, LON, LAT = 375885.0, 5704850.0, 7.2162, 51.4818


@pytest.mark.parametrize(
    ("x", "y", "crs", "words"),
    [
        (EAST, NORTH, "EPSG:25832", ""),
        (LON, LAT, "OGC:CRS84", ""),
        (NORTH, EAST, "EPSG:25832", "swapped"),
        (LAT, LON, "EPSG:4326", "swapped"),
        (EAST, NORTH, "EPSG:4326", "metres"),  # Köln's MapServer: srsName 4326, metres of UTM inside
        (NORTH, EAST, "EPSG:4326", "metres"),
        (32_000_000 + EAST, NORTH, "EPSG:25832", "zone number"),
        (691_600.0, 5_334_700.0, "EPSG:25832", "None of the objects lies in the Ruhr"),  # Munich
    ],
)
def test_a_wrong_place_is_named_with_its_likely_cause(x, y, crs, words):
    note = note_on_place([x, x + 0.001], [y, y + 0.001], crs)
    assert words in note
    assert bool(note) == bool(words)


def test_one_object_in_the_region_is_enough_for_a_layer_of_the_whole_state():
    assert note_on_place([691_600.0, EAST], [5_334_700.0, NORTH], "EPSG:25832") == ""
