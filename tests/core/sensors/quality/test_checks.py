# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks of one series by itself: what is flagged, and what an honest series must not be flagged for."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.core.sensors.quality.checks import check_series, find_duplicates, find_missing_summer_hour
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag, split_flags
from ruhr_smartcity_plugin.core.sensors.quality.thresholds import (
    Thresholds,
    known_quantities,
    threshold_sources,
    thresholds_for,
)
from ruhr_smartcity_plugin.core.sensors.series import make_series

TEN_MINUTES = 600_000
TEMPERATURE = thresholds_for("air_temperature")


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def every(step, values, start="2026-07-01T00:00"):
    return make_series([ms(start) + number * step for number in range(len(values))], values)


def flags(series, limits, **more):
    return [[one.name for one in split_flags(bits)] for bits in check_series(series, limits, **more).tolist()]


def summer_days(count, step=TEN_MINUTES):
    """Return an honest course of temperature with noise, in tenths of a degree."""
    moments = np.arange(count * 24 * HOUR_MS // step) * step
    noise = np.random.default_rng(25832).normal(0, 0.15, len(moments))
    return np.round(20 - 8 * np.cos(moments / (24 * HOUR_MS) * 2 * np.pi) + noise, 1)


def test_an_honest_series_carries_no_flag():
    assert not check_series(every(TEN_MINUTES, summer_days(10)), TEMPERATURE).any()


def test_values_outside_the_range_are_flagged_and_those_at_its_ends_are_not():
    found = flags(every(HOUR_MS, [-30.0, -30.1, 43.0, 43.1]), Thresholds(low=-30, high=43))
    assert found == [[], ["RANGE"], [], ["RANGE"]]


def test_a_spike_is_one_value_and_no_step():
    values = summer_days(1)
    values[70] += 9.0
    found = check_series(every(TEN_MINUTES, values), TEMPERATURE)
    assert np.flatnonzero(found).tolist() == [70]
    assert split_flags(int(found[70])) == [Flag.SPIKE]


def test_a_step_is_flagged_once_where_it_happens():
    values = summer_days(1)
    values[70:] += 15.0
    found = check_series(every(TEN_MINUTES, values), Thresholds(step_minute=3, step_hour=12, spike=4))
    assert np.flatnonzero(found).tolist() == [70]
    assert split_flags(int(found[70])) == [Flag.STEP]


@pytest.mark.parametrize(("step", "change", "is_flagged"), [
    (60_000, 3.0, False), (60_000, 3.1, True), (HOUR_MS, 12.0, False), (HOUR_MS, 12.1, True),
    (2 * HOUR_MS, 12.1, True), (4 * HOUR_MS, 30.0, False), (TEN_MINUTES, 3.1, False), (TEN_MINUTES, 11.0, True),
])
def test_the_allowed_change_grows_with_the_time(step, change, is_flagged):
    series = every(step, [10.0, 10.0, 10.0 + change, 10.0 + change])
    assert (flags(series, Thresholds(step_minute=3, step_hour=12))[2] == ["STEP"]) is is_flagged


def test_values_that_stay_the_same_for_too_long_are_flagged_from_the_first():
    values = [10.0, *[12.0] * 37, 13.0]  # 36 steps of ten minutes are six hours
    found = flags(every(TEN_MINUTES, values), Thresholds(stuck_h=6))
    assert found == [[], *[["STUCK"]] * 37, []]
    assert not check_series(every(TEN_MINUTES, [10.0, *[12.0] * 36, 13.0]), Thresholds(stuck_h=6)).any()


def test_fog_and_calm_may_last():
    fog = every(TEN_MINUTES, [99.0] * 100)
    assert not check_series(fog, thresholds_for("relative_humidity")).any()
    assert check_series(every(TEN_MINUTES, [80.0] * 100), thresholds_for("relative_humidity")).all()
    assert not check_series(every(TEN_MINUTES, [0.0] * 200), thresholds_for("wind_speed")).any()


def test_a_gap_is_flagged_at_its_end_and_breaks_a_stuck_run():
    times = [ms("2026-07-01T00:00") + number * HOUR_MS for number in range(12)]
    del times[5:7]
    found = flags(make_series(times, [12.0] * 10), Thresholds(stuck_h=6))
    assert found[5] == ["GAP_BEFORE"]
    assert all(one == [] for number, one in enumerate(found) if number != 5)


def test_directions_turn_over_north():
    limits = Thresholds(step_minute=90, step_hour=90, spike=60)
    assert not check_series(every(TEN_MINUTES, [350.0, 355.0, 2.0, 358.0, 8.0]), limits, circle=360.0).any()
    assert flags(every(TEN_MINUTES, [10.0, 10.0, 150.0, 150.0]), limits, circle=360.0)[2] == ["STEP"]


def test_times_given_twice():
    assert find_duplicates(np.array([5, 7, 5, 9, 7, 5])).tolist() == [False, False, True, False, True, True]
    times = [ms("2026-07-01T00:00") + number * TEN_MINUTES for number in range(10)]
    found = flags(make_series([*times, times[4] + 1000], np.arange(11.0)), Thresholds())
    assert found[5] == ["DUPLICATE"]


def logged_by_a_local_clock(first, last):
    """Return hourly times as a logger with Berlin time writes them, wrongly read as UTC."""
    moment, end, stamps = first, last, []
    while moment < end:
        local = moment.astimezone(ZoneInfo("Europe/Berlin"))
        stamps.append(int(local.replace(tzinfo=timezone.utc).timestamp() * 1000))
        moment += timedelta(minutes=10)
    return stamps


def test_a_clock_on_local_time_is_flagged_through_the_summer():
    first, last = (datetime(2026, *day, tzinfo=timezone.utc) for day in ((3, 20), (11, 5)))
    stamps = logged_by_a_local_clock(first, last)
    series = make_series(stamps, np.arange(len(stamps), dtype=float))
    mask = find_missing_summer_hour(series)
    flagged = series.times[mask]
    assert flagged[0] == np.datetime64("2026-03-29T03:00")
    assert np.datetime64("2026-10-25T00:00") < flagged[-1] < np.datetime64("2026-10-25T03:00")
    utc = every(TEN_MINUTES, np.arange(144 * 20.0), "2026-03-20T00:00")
    assert not find_missing_summer_hour(utc).any()


def test_another_gap_of_an_hour_is_no_clock():
    times = [ms("2026-03-28T00:00") + number * TEN_MINUTES for number in range(300)]
    keep = [time for time in times if not ms("2026-03-29T04:00") <= time < ms("2026-03-29T05:00")]
    assert not find_missing_summer_hour(make_series(keep, np.arange(float(len(keep))))).any()
    longer = [time for time in times if not ms("2026-03-29T02:00") <= time < ms("2026-03-29T06:00")]
    assert not find_missing_summer_hour(make_series(longer, np.arange(float(len(longer))))).any()


def test_no_values_and_one_value():
    for count in (0, 1, 2):
        assert check_series(every(HOUR_MS, [12.0] * count), TEMPERATURE).tolist() == [0] * count


def test_own_thresholds_stand_over_the_shipped_ones():
    own = {"air_temperature": {"high": 50, "stuck_h": None}}
    found = thresholds_for("air_temperature", own)
    assert (found.high, found.stuck_h, found.low) == (50.0, None, -30.0)
    assert thresholds_for("nobody_knows") == Thresholds()
    for wrong in ({"highest": 50}, {"high": "50"}, {"high": True}, {"high": float("nan")}):
        with pytest.raises(InputError):
            thresholds_for("air_temperature", {"air_temperature": wrong})


def test_each_shipped_threshold_is_whole_and_has_a_source():
    assert {"range", "step", "stuck"} <= set(threshold_sources())
    for name in known_quantities():
        limits = thresholds_for(name)
        assert limits.low is None or limits.high is None or limits.low < limits.high
