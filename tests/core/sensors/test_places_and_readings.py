# SPDX-License-Identifier: GPL-2.0-or-later
"""Where stations stand and which are silent."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone

import pytest

from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Observation, ObservedProperty, Station
from ruhr_smartcity_plugin.core.sensors.places import in_area, place_stations
from ruhr_smartcity_plugin.core.sensors.reading import make_readings, newest_time

NOW = datetime(2026, 7, 20, 12, 30, tzinfo=timezone.utc)
BOCHUM = (7.2162, 51.4818)
BOCHUM_25832 = (376136.715, 5704913.893)  # transformed with PROJ (QgsCoordinateTransform, QGIS 3.40.6)


def station(identity, point=BOCHUM, age_h=0.5, name="Lufttemperatur"):
    latest = None
    if age_h is not None:
        time = NOW - timedelta(hours=age_h)
        latest = Observation(time, time, 20.0)
    stream = Datastream(identity, "stream", observed_property=ObservedProperty(name), latest=latest)
    return Station(identity, f"Station {identity}", point_4326=point, datastreams=(stream,))


def test_a_station_in_the_ruhr_is_placed_in_utm():
    placement = place_stations([station(1)])
    assert placement.sentences() == ()
    assert placement.points_25832[1] == pytest.approx(BOCHUM_25832, abs=0.01)


@pytest.mark.parametrize("point", [(51.4818, 7.2162), (376136.7, 5704913.9)])
def test_swapped_axes_and_metres_are_corrected_and_said(point):
    placement = place_stations([station(1), station(2, point)])
    assert placement.points_25832[2] == pytest.approx(BOCHUM_25832, abs=0.1)
    (sentence,) = placement.sentences()
    assert sentence.startswith("The coordinates of 1 station ")


def test_a_station_elsewhere_keeps_its_place():
    placement = place_stations([station(1, (9.99, 53.55))])  # Hamburg
    assert placement.points_25832[1] == pytest.approx((565590.941, 5933912.165), abs=0.01)  # PROJ, as above
    assert placement.sentences() == ()


@pytest.mark.parametrize("point", [(0.0, 0.0), (7.2, 1000.0)])
def test_an_impossible_place_is_left_out_and_said(point):
    placement = place_stations([station(1, point)])
    assert placement.points_25832 == {}
    assert len(placement.sentences()) == 1


def test_placements_of_several_pages_add_up():
    first = place_stations([station(1), station(2, (0.0, 0.0))])
    both = first.with_more(place_stations([station(3, (51.4818, 7.2162))]))
    assert set(both.points_25832) == {1, 3}
    assert (both.corrected, both.left_out) == (1, 1)
    assert len(both.sentences()) == 2


def test_stations_without_a_place_are_simply_not_placed():
    assert place_stations([station(1, None)]).points_25832 == {}


def test_the_area_filter_takes_its_box_and_the_region_takes_all():
    region = load_region()
    bochum, essen = region.area_of_municipality("05911000"), region.area_of_municipality("05113000")
    point = place_stations([station(1)]).points_25832[1]
    assert in_area(point, bochum)
    assert not in_area(point, essen)
    assert not in_area(None, bochum)
    assert in_area(None, region.whole_area())


def test_a_station_more_than_two_hours_behind_the_newest_is_stale():
    readings = make_readings([station(1, age_h=0.5), station(2, age_h=2.5), station(3, age_h=2.51)], NOW)
    assert [one.is_stale for one in readings] == [False, False, True]
    assert readings[2].age_h(NOW) == pytest.approx(2.51)


def test_each_property_has_its_own_newest_value():
    readings = make_readings([station(1, age_h=0), station(2, age_h=24, name="Niederschlag")], NOW)
    assert [one.is_stale for one in readings] == [False, False]


def test_a_stream_without_a_value_is_stale_and_a_clock_in_the_future_makes_nobody_else_stale():
    readings = make_readings([station(1), station(2, age_h=None), station(3, age_h=-24 * 365)], NOW)
    assert [one.is_stale for one in readings] == [False, True, False]
    assert readings[1].age_h(NOW) is None
    assert readings[2].age_h(NOW) == 0.0
    assert newest_time(readings[:2]) == NOW - timedelta(hours=0.5)
    assert newest_time([]) is None
