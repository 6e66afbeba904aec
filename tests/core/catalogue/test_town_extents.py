# SPDX-License-Identifier: GPL-2.0-or-later
"""Which town an extent points to. The places are those of the shipped municipalities' boxes."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.municipalities import evidence_text
from ruhr_smartcity_plugin.core.catalogue.town_extents import coverage_by_extent, extent_of_towns, town_boxes_4326

BOCHUM, ESSEN, DUISBURG = "05911000", "05113000", "05112000"


def grown(box, share):
    dx, dy = share * (box[2] - box[0]), share * (box[3] - box[1])
    return box[0] - dx, box[1] - dy, box[2] + dx, box[3] + dy


def test_bochums_box_lies_where_the_map_shows_it():
    west, south, east, north = town_boxes_4326()[BOCHUM]
    assert 7.09 < west < 7.12  # Wattenscheid
    assert 51.40 < south < 51.42  # the Ruhr at Stiepel
    assert 7.33 < east < 7.36  # Langendreer
    assert 51.52 < north < 51.54  # Gerthe


@pytest.mark.parametrize("share", [0.0, 0.05, -0.05])
def test_the_box_of_a_town_is_that_town_rounded_or_not(share):
    for ags in (BOCHUM, ESSEN, DUISBURG):
        found = coverage_by_extent(grown(town_boxes_4326()[ags], share))
        assert (found.municipalities, found.evidence) == (frozenset({ags}), "extent")


def test_a_place_inside_names_the_towns_whose_boxes_hold_it():
    assert BOCHUM in coverage_by_extent((7.215, 51.481, 7.216, 51.482)).municipalities  # Bochum town hall
    assert BOCHUM in coverage_by_extent((7.215, 51.481, 7.215, 51.481)).municipalities


@pytest.mark.parametrize("extent", [
    None, (5.86, 50.32, 9.46, 52.53), (-180.0, -90.0, 180.0, 90.0), (13.3, 52.5, 13.4, 52.6),
    (6.3, 51.2, 8.1, 51.8), (float("nan"),) * 4, (7.3, 51.5, 7.1, 51.4), (370000.0, 5700000.0, 380000.0, 5710000.0),
])  # fmt: skip
def test_the_state_the_world_berlin_the_whole_region_and_nonsense_name_no_town(extent):
    assert not coverage_by_extent(extent)


def test_the_box_around_towns_and_districts():
    west, _south, east, _north = extent_of_towns(frozenset({BOCHUM, ESSEN}), frozenset())
    bochum, essen = town_boxes_4326()[BOCHUM], town_boxes_4326()[ESSEN]
    assert (west, east) == (min(bochum[0], essen[0]), max(bochum[2], essen[2]))
    assert extent_of_towns(frozenset(), frozenset({"05562"})) is not None
    assert extent_of_towns(frozenset({"09162000"}), frozenset()) is None


def test_the_evidence_is_told():
    texts = {evidence_text(one) for one in ("geocoding", "publisher", "title", "portal", "extent")}
    assert len(texts) == 5
    assert evidence_text("") == ""
