# SPDX-License-Identifier: GPL-2.0-or-later
"""Expected metres from PROJ 9 (EPSG:4258 to EPSG:25832): 51.4818 N 7.2162 E is 376136.715 5704913.893."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.coordinates import parse_coordinates, recognise_coordinates

PROJ = (376136.715, 5704913.893)


@pytest.mark.parametrize(("latitude", "longitude", "x", "y"), [
    # PROJ 9.1.1, EPSG:4258 -> EPSG:25832
    (51.4818, 7.2162, 376136.7147, 5704913.8927),
    (47.3, 5.9, 265652.2066, 5243164.2448),
    (55.0, 15.0, 883570.6194, 6111268.0701),
])
def test_degrees_anywhere_in_germany_agree_with_proj_to_the_millimetre(latitude, longitude, x, y):
    place = parse_coordinates(f"{latitude} {longitude}")
    assert (place.x, place.y) == pytest.approx((x, y), abs=0.001)


@pytest.mark.parametrize("text", [
    "51.4818, 7.2162", "51,4818 7,2162", "51,4818; 7,2162", "7.2162 51.4818", "51.4818,7.2162", "51,4818,7,2162",
    "51,4818° N 7,2162° O", "7,2162° O; 51,4818° N", "lat 51.4818 lon 7.2162",
])
def test_degrees_in_many_spellings_mean_the_same_place(text):
    place = parse_coordinates(text)
    assert (place.x, place.y) == pytest.approx(PROJ, abs=0.001)


@pytest.mark.parametrize("text", [
    "51°28'54.48\"N 7°12'58.32\"E", "51° 28′ 54,48″ N, 7° 12′ 58,32″ O", "7° 12′ 58,32″ O 51° 28′ 54,48″ N",
    "N 51° 28,908' E 7° 12,972'", "51 28 54,48 N 7 12 58.32 E", "7 12 58,32 O; 51 28 54,48 N", "N 51 28,908 E 7 12,972",
    "51:28:54.48N 7:12:58.32E",
])
def test_degrees_minutes_and_seconds_mean_the_same_place(text):
    place = parse_coordinates(text)  # 28′54.48″ is 0.4818°, 12′58.32″ is 0.2162°
    assert (place.x, place.y) == pytest.approx(PROJ, abs=0.01)


@pytest.mark.parametrize("text", [
    "377000 5705000", "5705000 377000", "377.000 5.705.000", "377000,0 5705000,0", "377000;5705000",
    "32377000 5705000", "E 377000 N 5705000", "Rechtswert: 377000 Hochwert: 5705000", "377,000 5,705,000",
    "EPSG:25832 377000 5705000", "32U 377000 5705000", "32 U 377.000 5.705.000", "UTM 32N E 377000 N 5705000",
    "32U 5705000; 377000", "UTM-Zone 32: 377000 / 5705000",
])
def test_utm_metres_in_many_spellings_mean_the_same_place(text):
    place = parse_coordinates(text)
    assert (place.x, place.y) == (377000.0, 5705000.0)


def test_german_thousands_and_decimal_comma_together():
    place = parse_coordinates("377.000,5 5.705.000,25")
    assert (place.x, place.y) == (377000.5, 5705000.25)


def test_the_answer_says_how_the_text_was_read():
    assert "northing before easting" in parse_coordinates("5705000 377000").read_as
    assert "zone" in parse_coordinates("32377000 5705000").read_as


def test_text_that_can_be_read_in_two_ways_is_refused_with_a_way_out():
    with pytest.raises(InputError) as error:  # 47 and 5.5, or 47.5 and 5
        parse_coordinates("47,5,5")
    assert "several ways" in error.value.sentence


def test_gauss_krueger_is_told_roughly_and_refused_where_nobody_looks():
    assert not recognise_coordinates("2584000 5706000").is_exact
    with pytest.raises(InputError) as error:
        parse_coordinates("2584000 5706000")
    assert "Gauss" in error.value.sentence
    assert "2584000" in error.value.sentence


def test_gauss_krueger_of_a_zone_far_from_the_ruhr_is_recognised_and_refused():
    with pytest.raises(InputError) as error:
        parse_coordinates("4577000 5705000")
    assert "Gauss" in error.value.sentence


@pytest.mark.parametrize("text", ["", "Rathaus Bochum", "1 2", "nan inf", "51.5", "51.5 7.2 3.3", "51° S 7° O",
                                  "-51.5 7.2", "1e5 2e6", "377000 5705000 12", "🦊 51,5 7,2", "9" * 500])
def test_anything_else_is_refused_with_an_example(text):
    with pytest.raises(InputError) as error:
        parse_coordinates(text)
    assert "no coordinates in Germany" in error.value.sentence


# PROJ 9.1.1 without grids, to EPSG:25832; this module's Gauss-Krüger is good to 3 m
@pytest.mark.parametrize(("text", "x", "y", "metres", "crs"), [
    ("2584000 5706000", 375610.656, 5704985.687, 3, "EPSG:31466"),
    ("5706000,0 2584000,0", 375610.656, 5704985.687, 3, "EPSG:31466"),
    ("Rechtswert 3.376.000 Hochwert 5.706.700", 375975.243, 5704858.707, 3, "EPSG:31467"),
    ("803303 6708700", 376162.569, 5705993.029, 0.01, "EPSG:3857"),
    # EPSG:4326 13.4 52.5 is 391390.731 5817855.240 in zone 33
    ("33391390,731 5817855,240", 798609.521, 5825756.241, 0.01, "EPSG:25833"),
])
def test_the_other_usual_systems_are_recognised_and_named(text, x, y, metres, crs):
    place = recognise_coordinates(text)
    assert place.crs == crs
    assert (place.x, place.y) == pytest.approx((x, y), abs=metres)


# Zone, band and square of well-known places: Brandenburg Gate 33U UU, Munich 32U PU, Bochum 32U LC
@pytest.mark.parametrize(("text", "x", "y"), [
    ("32U LC 77000 05000", 377000.5, 5705000.5), ("32ulc7705", 377500, 5705500),
    ("32U PU 91184 35055", 691184.5, 5335055.5),
])
def test_grid_references_are_read_as_the_middle_of_their_square(text, x, y):
    place = recognise_coordinates(text)
    assert (place.x, place.y) == (x, y)
    assert "UTMREF" in place.read_as


@pytest.mark.parametrize("text", ["32U AC 77000 05000", "32U LC 77000 0500", "32U LC"])
def test_a_grid_reference_that_cannot_be_is_refused(text):
    with pytest.raises(InputError) as error:
        recognise_coordinates(text)
    assert "UTMREF" in error.value.sentence


def test_exchanged_axes_are_flagged():
    assert recognise_coordinates("5705000 377000").is_swapped
    assert recognise_coordinates("7.2162 51.4818").is_swapped
    assert not recognise_coordinates("51.4818 7.2162").is_swapped


def test_metres_of_zone_33_are_taken_for_what_they_are():
    place = parse_coordinates("33U 300000 5705000")
    assert (place.crs, place.given) == ("EPSG:25833", (300000.0, 5705000.0))
    assert (place.x, place.y) == pytest.approx((716791.07, 5705688.31), abs=0.01)  # PROJ 9.1.1


@pytest.mark.parametrize("text", [
    "51 28 54 N 7 12 58 W", "51°28'54\"N 7°12'58\"W", "51 75 54 N 7 12 58 E", "51 28 54 S 7 12 58 E",
    "32 377000 5705000", "31U 377000 5705000"])
def test_what_lies_elsewhere_or_cannot_be_is_refused(text):
    with pytest.raises(InputError):
        parse_coordinates(text)
