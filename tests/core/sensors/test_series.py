# SPDX-License-Identifier: GPL-2.0-or-later
"""Series: order, gaps and down-sampling, checked against hand calculations."""

from __future__ import annotations

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.series import downsample_min_max, make_series

HOUR = 3_600_000
START = np.datetime64("2026-07-01T00:00", "ms")
START_MS = int(START.astype(np.int64))


def hourly(values, hours=None):
    hours = range(len(values)) if hours is None else hours
    return make_series([START_MS + hour * HOUR for hour in hours], values)


def test_values_in_any_order_become_ascending_and_the_last_given_correction_wins():
    series = make_series([2 * HOUR, 0, HOUR, HOUR], [2.0, 0.0, 9.0, 1.0])
    assert series.values.tolist() == [0.0, 1.0, 2.0]
    assert series.times.dtype == np.dtype("datetime64[ms]")


def test_numbers_that_are_not_finite_are_dropped():
    assert hourly([1.0, np.nan, np.inf, 4.0]).values.tolist() == [1.0, 4.0]


def test_times_and_values_of_different_number_are_refused():
    with pytest.raises(InputError):
        make_series([0, 1], [1.0])


def test_an_empty_series_has_no_step_no_run_and_no_nearest():
    empty = make_series([], [])
    assert len(empty) == 0
    assert empty.step_ms() is None
    assert list(empty.runs()) == []
    assert empty.nearest(START) is None
    assert len(downsample_min_max(empty, START, START + np.timedelta64(1, "h"), 10).index) == 0


def test_one_missing_hour_parts_an_hourly_series():
    series = hourly([1.0] * 5, hours=[0, 1, 2, 4, 5])  # hour 3 is missing
    assert series.step_ms() == HOUR
    assert list(series.runs()) == [(0, 3), (3, 5)]


def test_a_late_value_within_half_a_step_is_no_gap():
    series = make_series([0, HOUR, 2 * HOUR + HOUR // 3, 3 * HOUR], [1.0] * 4)
    assert list(series.runs()) == [(0, 4)]


def test_the_hour_of_the_clock_change_is_no_gap_because_times_are_utc():
    # 2026-10-25: local 02:00 comes twice, in UTC 0:00 and 1:00 follow each other.
    start = int(np.datetime64("2026-10-24T22:00", "ms").astype(np.int64))
    assert list(make_series([start + hour * HOUR for hour in range(6)], [1.0] * 6).runs()) == [(0, 6)]


def test_nearest_is_the_closer_neighbour():
    series = hourly([1.0, 2.0, 3.0])
    minute = np.timedelta64(1, "m")
    assert series.nearest(START + 29 * minute) == 0
    assert series.nearest(START + 31 * minute) == 1
    assert series.nearest(START - minute) == 0
    assert series.nearest(START + 1000 * minute) == 2


def test_columns_hold_minimum_maximum_first_and_last_of_their_hours():
    # Hand calculation: four columns of two hours; the third holds no value.
    series = hourly([5.0, 1.0, 7.0, 3.0, 2.0, 9.0], hours=[0, 1, 2, 3, 6, 7])
    columns = downsample_min_max(series, START, START + np.timedelta64(8, "h"), 4)
    assert columns.index.tolist() == [0, 1, 3]
    assert columns.low.tolist() == [1.0, 3.0, 2.0]
    assert columns.high.tolist() == [5.0, 7.0, 9.0]
    assert columns.first.tolist() == [5.0, 7.0, 2.0]
    assert columns.last.tolist() == [1.0, 3.0, 9.0]
    assert columns.counts.tolist() == [2, 2, 2]


def test_no_peak_is_lost_where_averages_and_every_nth_value_lose_it():
    values = np.zeros(100_000)
    values[54_321] = 40.0
    values[12_345] = -30.0
    series = make_series(START_MS + np.arange(100_000) * 60_000, values)
    columns = downsample_min_max(series, START, START + np.timedelta64(100_000, "m"), 300)
    assert columns.high.max() == 40.0
    assert columns.low.min() == -30.0
    assert columns.counts.sum() == 100_000
    assert values[:: 100_000 // 300].max() == 0.0  # what taking every 333rd value would show


def test_values_outside_the_span_are_left_out_and_the_end_is_open():
    series = hourly([1.0, 2.0, 3.0])
    columns = downsample_min_max(series, START + np.timedelta64(1, "h"), START + np.timedelta64(2, "h"), 5)
    assert columns.high.tolist() == [2.0]


def test_a_chart_without_room_is_refused():
    with pytest.raises(InputError):
        downsample_min_max(hourly([1.0]), START, START, 10)
    with pytest.raises(InputError):
        downsample_min_max(hourly([1.0]), START, START + np.timedelta64(1, "h"), 0)
