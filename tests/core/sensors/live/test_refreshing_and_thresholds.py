# SPDX-License-Identifier: GPL-2.0-or-later
"""The course of refreshing, and thresholds that are told once."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.live.refreshing import RefreshCourse, read_intervals, with_interval
from ruhr_smartcity_plugin.core.sensors.live.thresholds import (
    Side,
    Threshold,
    ThresholdWatch,
    checked_thresholds,
    read_thresholds,
    write_thresholds,
)
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Observation, Station
from ruhr_smartcity_plugin.core.sensors.reading import Reading

NOON = datetime(2026, 7, 1, 12, tzinfo=timezone.utc)


def reading(value, *, station="Park", stream=1, is_stale=False):
    latest = None if value is None else Observation(NOON, NOON, value)
    return Reading(Station(station, station), Datastream(stream, "Air temperature", latest=latest), is_stale)


def told(watch, *values):
    return [len(watch.judge([reading(one)])) for one in values]


def test_nothing_is_due_before_the_window_is_open_and_an_interval_has_passed():
    course = RefreshCourse(300)
    assert not course.is_due(10_000)
    course.open(10_000)
    assert not course.is_due(10_299)
    assert course.is_due(10_300)


def test_an_interval_below_the_minimum_is_raised_to_it():
    assert RefreshCourse(1).interval_s == 60


def test_fetches_never_overlap_however_long_one_takes():
    course = RefreshCourse(60)
    course.open(0)
    course.begin(60)
    assert not course.is_due(100_000)
    course.succeed(100_000)
    assert (course.is_due(100_059), course.is_due(100_060)) == (False, True)


def test_hiding_stops_and_showing_again_does_not_ask_sooner():
    course = RefreshCourse(60)
    course.open(0)
    course.begin(60)
    course.close()
    assert not course.is_due(1000)
    course.open(70)
    assert (course.is_due(119), course.is_due(120)) == (False, True)


def test_each_failure_doubles_the_pause_up_to_an_hour_and_a_success_ends_that():
    course = RefreshCourse(600)
    course.open(0)
    pauses = []
    for _ in range(4):
        course.begin(0)
        course.fail(0)
        pauses.append(course.wait_s(0))
    assert pauses == [1200, 2400, 3600, 3600]
    course.fail(0, retry_after_s=7200)
    assert course.wait_s(0) == 7200
    course.succeed(0)
    assert (course.failures, course.wait_s(0)) == (0, 600)


def test_intervals_are_kept_by_source_and_broken_texts_mean_off():
    kept = with_interval(with_interval("", "https://a/", 5), "https://b/", 10)
    assert read_intervals(kept) == {"https://a/": 5, "https://b/": 10}
    assert read_intervals(with_interval(kept, "https://a/", 0)) == {"https://b/": 10}
    assert [read_intervals(one) for one in ("", "{", "[]", '{"a": true}', '{"a": -5}')] == [{}] * 5


def test_a_crossing_is_told_once_and_again_only_after_the_way_back():
    watch = ThresholdWatch([Threshold("Air temperature", 30.0, hysteresis=1.0)])
    assert told(watch, 30.0, 30.1, 31.0, 29.5, 30.5, 29.0, 30.1) == [0, 1, 0, 0, 0, 0, 1]
    below = ThresholdWatch([Threshold("Air temperature", 0.0, Side.BELOW, hysteresis=0.5)])
    assert told(below, 0.0, -0.1, 0.4, -1.0, 0.5, -0.1) == [0, 1, 0, 0, 0, 1]


def test_stations_are_watched_each_for_itself_and_stale_texts_and_gaps_change_nothing():
    watch = ThresholdWatch([Threshold("Air temperature", 30.0), Threshold("Air temperature", 30.0, station="Rathaus")])
    assert watch.judge([reading(None), reading("hot"), reading(True), reading(35.0, is_stale=True)]) == []
    assert len(watch.judge([reading(31.0), reading(31.0, station="Rathaus")])) == 3
    assert watch.judge([reading(None), reading(31.0, station="Rathaus")]) == []
    watch.set_thresholds(watch.thresholds[:1])
    assert watch.judge([reading(32.0)]) == []


def test_thresholds_survive_being_kept_and_what_cannot_be_is_refused():
    one = Threshold("Lufttemperatur „2 m“", -1.5, Side.BELOW, "Park", 0.5)
    assert read_thresholds(write_thresholds([one])) == (one,)
    assert [read_thresholds(text) for text in ("{", "{}", "[3]", '[{"property": "a", "limit": null}]')] == [()] * 4
    assert checked_thresholds([one, one]) == (one,)
    with pytest.raises(InputError, match="Line 2"):
        checked_thresholds([one, Threshold(" ", 1.0)])
    with pytest.raises(InputError, match="negative"):
        checked_thresholds([Threshold("a", 1.0, hysteresis=-1.0)])
