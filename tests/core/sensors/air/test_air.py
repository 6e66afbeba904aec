# SPDX-License-Identifier: GPL-2.0-or-later
"""Means, limits and the index of air quality, by hand and against slow counts."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.air.exceedances import judge
from ruhr_smartcity_plugin.core.sensors.air.limits import Averaging, Limit, index_bounds, index_classes, limit_sets
from ruhr_smartcity_plugin.core.sensors.air.means import (
    daily_largest_eight_hours,
    eight_hour_means,
    hourly_means,
)
from ruhr_smartcity_plugin.core.sensors.air.quality_index import classify, quality_index, worst_substance
from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayRule, frame_days
from ruhr_smartcity_plugin.core.sensors.series import make_series


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def hours_from(start, values):
    """Return hourly means that end one hour after `start` and each hour after it."""
    return make_series([ms(start) + (number + 1) * HOUR_MS for number in range(len(values))], values)


def utc_days(first, last):
    return frame_days(np.datetime64(first), np.datetime64(last), DayRule.UTC)


def test_an_hour_counts_with_45_minutes_and_lies_at_its_end():
    times = [ms("2026-07-01T10:10") + number * 600_000 for number in range(6)]  # the means that end 10:10 to 11:00
    whole = hourly_means(make_series(times, [1, 2, 3, 4, 5, 9]))
    assert (whole.times.tolist(), whole.values.tolist()) == ([datetime(2026, 7, 1, 11)], [4.0])
    assert len(hourly_means(make_series(times[:5], [1, 2, 3, 4, 5]), step_ms=600_000)) == 1
    assert len(hourly_means(make_series(times[:4], [1, 2, 3, 4]), step_ms=600_000)) == 0
    instants = hourly_means(make_series(times, [1, 2, 3, 4, 5, 9]), label=TimeLabel.INSTANT)
    assert instants.values.tolist() == [3.0]  # the reading of 11:00 opens the next hour


def test_eight_hours_need_six_of_them():
    values = eight_hour_means(hours_from("2026-07-01T00:00", [10.0] * 6 + [90.0] * 4))
    assert values.times[0] == np.datetime64("2026-07-01T06:00")
    assert values.values[:3].tolist() == [10.0, pytest.approx((60 + 90) / 7), pytest.approx((60 + 180) / 8)]
    slow = [10.0] * 6 + [90.0] * 4
    assert values.values[4] == pytest.approx(np.mean(slow[2:10]))
    # After the last hour the window still holds seven and six hours.
    assert values.times[-1] == np.datetime64("2026-07-01T12:00")


def test_the_largest_eight_hours_count_to_the_day_they_end_on():
    hours = hours_from("2026-07-01T17:00", [120.0] * 8 + [0.0] * 23)  # the window 17:00 to 01:00 is the largest
    days = daily_largest_eight_hours(hours, utc_days("2026-07-01", "2026-07-02"))
    assert days.high.tolist() == [120.0, 120.0]
    assert days.valid(0.75).tolist() == [False, True]


def test_a_daily_limit_counts_days_and_rounds_as_the_authorities_do():
    limit = Limit("pm10", Averaging.DAY, 50.0, allowed=1)
    hours = hours_from("2026-07-01T00:00", [50.4] * 24 + [50.5] * 24 + [80.0] * 24)
    found = judge(hours, utc_days("2026-07-01", "2026-07-03"), limit)
    assert (found.exceedances, found.valid, found.expected, found.is_kept) == (2, 3, 3, False)
    assert found.value == pytest.approx(80.0)


def test_a_day_with_17_hours_does_not_count_and_one_with_18_does():
    limit = Limit("pm10", Averaging.DAY, 50.0)
    for count, valid in ((17, 0), (18, 1)):
        found = judge(hours_from("2026-07-01T00:00", [60.0] * count), utc_days("2026-07-01", "2026-07-01"), limit)
        assert (found.valid, found.exceedances) == (valid, valid)


def test_what_is_kept_with_too_much_missing_is_not_said_to_be_kept():
    limit = Limit("pm10", Averaging.DAY, 50.0, allowed=0)
    days = utc_days("2026-07-01", "2026-07-10")
    assert judge(hours_from("2026-07-01T00:00", [10.0] * 24), days, limit).is_kept is None
    assert judge(hours_from("2026-07-01T00:00", [60.0] * 24), days, limit).is_kept is False
    assert judge(make_series([], []), days, limit).is_kept is None


def test_hours_and_years():
    days = utc_days("2026-01-01", "2026-12-31")
    values = np.full(8760, 40.0)
    values[100:119] = 201.0
    hours = hours_from("2026-01-01T00:00", values)
    hour = Limit("no2", Averaging.HOUR, 200.0, allowed=18)
    assert (judge(hours, days, hour).exceedances, judge(hours, days, hour).is_kept) == (19, False)
    year = judge(hours, days, Limit("no2", Averaging.YEAR, 40.0))
    assert year.value == pytest.approx((40.0 * 8741 + 201.0 * 19) / 8760)
    assert (year.exceedances, year.valid, year.expected, year.is_kept) == (0, 8760, 8760, True)
    assert judge(hours, days, Limit("no2", Averaging.YEAR, 20.0)).is_kept is False
    most = hours_from("2026-01-01T00:00", values[:7000])
    assert judge(most, days, Limit("no2", Averaging.YEAR, 40.0)).is_kept is None


def test_the_hour_that_ends_at_midnight_belongs_to_the_day_before():
    hours = make_series([ms("2026-07-01T00:00"), ms("2026-07-02T00:00")], [300.0, 300.0])
    found = judge(hours, utc_days("2026-07-01", "2026-07-01"), Limit("no2", Averaging.HOUR, 200.0))
    assert found.exceedances == 1


@pytest.mark.parametrize(("name", "value", "expected"), [
    ("no2", 10.4, 1), ("no2", 10.5, 2), ("no2", 30.0, 2), ("no2", 31.0, 3), ("no2", 100.0, 4), ("no2", 101.0, 5),
    ("pm10", 9.0, 1), ("pm10", 27.0, 2), ("pm10", 54.0, 3), ("pm10", 90.0, 4), ("pm10", 90.6, 5),
    ("pm2p5", 5.0, 1), ("pm2p5", 16.0, 3), ("o3", 144.0, 3), ("o3", 145.0, 4), ("o3", 241.0, 5), ("so2", 0.0, 1),
])
def test_classes_of_the_index_are_those_published(name, value, expected):
    # Umweltbundesamt, "Der Luftqualitätsindex (LQI) des Umweltbundesamtes", table of classes.
    assert classify(name, np.array([value])).tolist() == [expected]


def test_the_worst_substance_decides_and_the_count_tells_how_many_were_measured():
    found = quality_index({
        "no2": hours_from("2026-07-01T00:00", [5.0, 35.0]),
        "o3": hours_from("2026-07-01T01:00", [20.0, 250.0]),
        "air_temperature": hours_from("2026-07-01T00:00", [99.0]),
    })
    assert found.classes.tolist() == [1, 3, 5]
    assert found.substances.tolist() == [1, 2, 1]
    assert found.times_ms.tolist() == [ms("2026-07-01T01:00"), ms("2026-07-01T02:00"), ms("2026-07-01T03:00")]
    assert worst_substance({"no2": 5.0, "pm10": 60.0, "o3": float("nan")}) == ("pm10", 4)
    assert worst_substance({"air_temperature": 20.0}) == ("", 0)
    assert len(quality_index({}).classes) == 0


def test_the_shipped_limits_are_those_of_the_directives():
    sets = {one.id: one for one in limit_sets()}
    assert list(sets) == ["eu-2008", "eu-2030", "who-2021"]

    def annual(name, quantity):
        return next(one.limit for one in sets[name].of(quantity) if one.averaging is Averaging.YEAR)

    assert [annual(name, "no2") for name in sets] == [40, 20, 10]
    assert [annual(name, "pm10") for name in sets] == [40, 20, 15]
    assert [annual(name, "pm2p5") for name in sets] == [25, 10, 5]
    assert all(one.source for one in sets.values())
    assert all(list(bounds) == sorted(bounds) and len(bounds) == len(index_classes()) - 1
               for bounds in index_bounds().values())
