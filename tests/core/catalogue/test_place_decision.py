# SPDX-License-Identifier: GPL-2.0-or-later
"""How the coordinates of a whole layer are read: by majority, and never a part of them in the wrong place."""

from __future__ import annotations

import math

import pytest

from ruhr_smartcity_plugin.core.catalogue.place_check import PlaceAction, decide_place, lies_near, lies_sensibly

# Bochum town hall; UTM from the Gauss-Krüger tests of this project, Gauss-Krüger 2 and Web Mercator as
# tests/adapters/layers/test_place_of_layers.py and EPSG's formula 1024: x = 6378137 * radians(7.2126).
EAST, NORTH, LON, LAT = 375885.0, 5704850.0, 7.2126, 51.4812
MERCATOR = (6378137 * math.radians(LON), 6378137 * math.asinh(math.tan(math.radians(LAT))))


@pytest.mark.parametrize(
    ("place", "stated", "crs", "swapped"),
    [
        ((NORTH, EAST), "EPSG:25832", "EPSG:25832", True),
        ((LAT, LON), "EPSG:4326", "EPSG:4326", True),
        ((LAT, LON), "EPSG:4258", "EPSG:4326", True),
        ((EAST, NORTH), "EPSG:4326", "EPSG:25832", False),
        ((NORTH, EAST), "EPSG:4326", "EPSG:25832", True),
        ((5638278.57, 366433.2), "EPSG:4326", "EPSG:25832", True),  # as Cologne's server wrote it
        ((32e6 + EAST, NORTH), "EPSG:25832", "EPSG:4647", False),
        ((NORTH, 32e6 + EAST), "EPSG:4647", "EPSG:4647", True),
        ((2584280.0, 5705876.0), "EPSG:25832", "EPSG:31466", False),
        ((LON, LAT), "EPSG:25832", "EPSG:4326", False),
        (MERCATOR, "EPSG:4326", "EPSG:3857", False),
        ((EAST, NORTH), "", "EPSG:25832", False),
    ],
)
def test_a_layer_that_lies_about_itself_is_read_as_it_is(place, stated, crs, swapped):
    decision = decide_place([place[0]] * 3, [place[1]] * 3, stated)
    assert (decision.action, decision.crs, decision.swapped) == (PlaceAction.CORRECT, crs, swapped)
    assert decision.sentence


@pytest.mark.parametrize(
    ("place", "stated"),
    [((EAST, NORTH), "EPSG:25832"), ((EAST, NORTH), "EPSG:32632"), ((LON, LAT), "OGC:CRS84"),
     ((405000.0, 5757000.0), "EPSG:25832"), ((294000.0, 5629000.0), "EPSG:25832")],  # Münster, Aachen
)  # fmt: skip
def test_a_right_layer_of_the_state_is_left_alone_without_a_word(place, stated):
    decision = decide_place([place[0]], [place[1]], stated)
    assert (decision.action, decision.sentence) == (PlaceAction.KEEP, "")


def test_a_layer_of_berlin_is_kept_and_said_to_lie_elsewhere():
    decision = decide_place([13.4], [52.5], "EPSG:4326")
    assert decision.action is PlaceAction.KEEP
    assert "None of the objects" in decision.sentence


# 2 % of 100 objects are 2: that many are slips of single objects, one more makes a mixture.
@pytest.mark.parametrize(
    ("right", "wrong", "action"),
    [(98, 2, PlaceAction.KEEP), (97, 3, PlaceAction.REFUSE), (50, 50, PlaceAction.REFUSE),
     (3, 97, PlaceAction.REFUSE), (2, 98, PlaceAction.CORRECT), (0, 100, PlaceAction.CORRECT)],
)  # fmt: skip
def test_the_majority_decides_and_mixtures_are_refused(right, wrong, action):
    decision = decide_place([LON] * right + [LAT] * wrong, [LAT] * right + [LON] * wrong, "EPSG:4326")
    assert decision.action is action
    assert str(min(right, wrong) or 0) in decision.sentence or not right


def test_few_that_would_fit_do_not_move_the_many_that_lie_elsewhere():
    # One point of ten off Somalia (51.5 E, 7.2 N) looks like Bochum with exchanged axes.
    decision = decide_place([51.48] + [10.0] * 9, [7.21] + [20.0] * 9, "EPSG:4326")
    assert decision.action is PlaceAction.KEEP
    assert "1 of 10" in decision.sentence


def test_what_is_no_place_does_not_count():
    nan = math.nan
    decision = decide_place([LAT, nan, 0.0, math.inf], [LON, 1.0, 0.0, 1.0], "EPSG:4326")
    assert decision.action is PlaceAction.CORRECT
    assert decide_place([nan, 0.0], [nan, 0.0], "EPSG:4326").action is PlaceAction.KEEP
    assert decide_place([], [], "").sentence == ""


def test_a_system_that_is_not_known_is_judged_by_what_was_transformed():
    assert decide_place([4127416.0], [3155969.0], "EPSG:3035", fits=[True]).action is PlaceAction.KEEP
    wrong = decide_place([EAST], [NORTH], "EPSG:3035", fits=[False])
    assert (wrong.action, wrong.crs) == (PlaceAction.CORRECT, "EPSG:25832")


# Leipzig in zone 33, 317000 E 5691000 N; its numbers read as zone 32 lie west of Duisburg.
LEIPZIG = (317_000.0, 5_691_000.0)


def test_what_lies_sensibly_in_the_declared_system_is_kept_and_the_other_reading_told():
    decision = decide_place([LEIPZIG[0]] * 3, [LEIPZIG[1]] * 3, "EPSG:25833", [False] * 3, [True] * 3)
    assert decision.action is PlaceAction.KEEP
    assert decision.sentence == (
        "As EPSG:25833, which the source states, the objects lie outside the Ruhr region; read as "
        "ETRS89 / UTM 32N (EPSG:25832) they would lie in or near it. Check the place."
    )


def test_objects_that_lie_sensibly_elsewhere_make_no_mixture_with_those_of_the_ruhr():
    xs, ys = [-40391.0, LEIPZIG[0]], [5732147.0, LEIPZIG[1]]  # Bochum and Leipzig in zone 33
    decision = decide_place(xs, ys, "EPSG:25833", [True, False], [False, True])
    assert (decision.action, decision.sentence) == (PlaceAction.KEEP, "")


def test_degrees_are_degrees_although_the_origin_of_the_declared_system_lies_in_germany():
    decision = decide_place([LON], [LAT], "EPSG:5243", [False], [True])
    assert (decision.action, decision.crs) == (PlaceAction.CORRECT, "EPSG:4326")


@pytest.mark.parametrize(
    ("east", "north", "area", "is_sensible"),
    [
        # Berlin (13.4 E 52.5 N), Kraków (20 E 50 N), Oslo (10.7 E 59.9 N) by PROJ in zone 32, to the kilometre
        (798_000.0, 5_827_000.0, (12.0, 46.4, 18.0, 84.4), True),
        (798_000.0, 5_827_000.0, None, True),
        (798_000.0, 5_827_000.0, (0.0, 37.0, 6.0, 82.4), False),
        (1_286_000.0, 5_613_000.0, (18.0, 37.0, 24.0, 84.0), True),
        (595_000.0, 6_641_000.0, (6.0, 38.0, 12.0, 84.0), False),
        (math.nan, math.nan, None, False),
        (math.inf, 1e30, None, False),
    ],
)
def test_a_place_around_germany_within_the_area_of_its_system_makes_sense(east, north, area, is_sensible):
    assert lies_sensibly([east], [north], area).tolist() == [is_sensible]


def test_near_is_a_hundred_kilometres_around():
    assert lies_near([EAST, 405000.0, 690000.0, math.nan], [NORTH, 5757000.0, 5334700.0, 0.0]).tolist() == [
        True, True, False, False,
    ]  # fmt: skip


def test_a_million_places_are_judged_in_a_moment():
    import time

    start = time.process_time()
    assert decide_place([LAT] * 1_000_000, [LON] * 1_000_000, "EPSG:4326").action is PlaceAction.CORRECT
    assert time.process_time() - start < 10.0


def test_data_known_to_be_of_the_ruhr_are_read_as_of_the_ruhr_though_the_wrong_label_leads_to_a_real_place():
    xs, ys = [LEIPZIG[0]] * 3, [LEIPZIG[1]] * 3
    decision = decide_place(xs, ys, "EPSG:25833", [False] * 3, [True] * 3, is_regional=True)
    assert (decision.action, decision.crs, decision.swapped) == (PlaceAction.CORRECT, "EPSG:25832", False)
    assert decision.sentence == (
        "The source says EPSG:25833, but the numbers are ETRS89 / UTM 32N (EPSG:25832). The place was corrected."
    )


def test_data_of_the_ruhr_with_objects_elsewhere_stay_where_they_are():
    xs, ys = [-40391.0, LEIPZIG[0]], [5732147.0, LEIPZIG[1]]  # Bochum and Leipzig in zone 33
    decision = decide_place(xs, ys, "EPSG:25833", [True, False], [False, True], is_regional=True)
    assert (decision.action, decision.sentence) == (PlaceAction.KEEP, "")


def test_exchanged_axes_of_a_system_that_is_not_judged_here_are_put_right():
    north, east = [5732147.0] * 3, [-40391.0] * 3  # Bochum in zone 33, north first
    decision = decide_place(north, east, "EPSG:25833", [False] * 3, [False] * 3, [True] * 3)
    assert (decision.action, decision.crs, decision.swapped) == (PlaceAction.CORRECT, "EPSG:25833", True)
    assert decision.sentence == "The axes were exchanged in the source. The place was corrected."
    mixed = decide_place([north[0], east[0]], [east[0], north[0]], "EPSG:25833", [False, True], None, [True, False])
    assert mixed.action is PlaceAction.REFUSE
    assert "with exchanged axes" in mixed.sentence


@pytest.mark.parametrize("stated", ["", "EPSG:31467"])
@pytest.mark.parametrize(("utm", "degrees", "action"), [(50, 50, PlaceAction.REFUSE), (97, 3, PlaceAction.REFUSE),
                                                        (98, 2, PlaceAction.CORRECT), (100, 0, PlaceAction.CORRECT)])
def test_a_mixture_of_two_readings_that_are_not_stated_is_refused(stated, utm, degrees, action):
    decision = decide_place([EAST] * utm + [LON] * degrees, [NORTH] * utm + [LAT] * degrees, stated)
    assert decision.action is action
    told = f"{degrees} of 100 objects lie in the wrong place"
    assert (told in decision.sentence) == (action is PlaceAction.CORRECT and degrees > 0)


def test_objects_without_a_place_at_the_origin_are_said():
    decision = decide_place([LON, 0.0, 0.0], [LAT, 0.0, 0.0], "EPSG:4326")
    assert (decision.action, decision.sentence) == (
        PlaceAction.KEEP, "2 objects lie at 0, 0: their place is missing in the source.")
    assert decide_place([0.0], [0.0], "EPSG:4326").sentence == ""  # the middle of a picture of the world
