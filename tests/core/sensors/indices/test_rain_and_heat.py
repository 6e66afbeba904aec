# SPDX-License-Identifier: GPL-2.0-or-later
"""Rain sums with return periods, and differences of heat, by hand."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel, daily_values
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayRule, frame_days
from ruhr_smartcity_plugin.core.sensors.indices.heat import cooling_rates, heat_difference, hours_above
from ruhr_smartcity_plugin.core.sensors.indices.rain import (
    MINUTE_MS,
    largest_sums,
    make_return_table,
    rain_days,
    return_period,
)
from ruhr_smartcity_plugin.core.sensors.series import make_series

TABLE = make_return_table((5, 60), (1, 10, 100), ((6.0, 12.0, 18.0), (15.0, 30.0, 45.0)))


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def test_largest_sums_by_hand_and_by_a_slow_count():
    random = np.random.default_rng(25832)
    times = [ms("2026-07-14T12:00") + number * 5 * MINUTE_MS for number in range(200)]
    del times[50:60]
    values = np.round(random.gamma(0.2, 2.0, len(times)), 1)
    for one in largest_sums(make_series(times, values), 5 * MINUTE_MS):
        slow = max(sum(value for time, value in zip(times, values) if end - one.duration_min * MINUTE_MS < time <= end)
                   for end in times)
        assert one.height_mm == pytest.approx(slow)
        assert one.end_ms - one.begin_ms == one.duration_min * MINUTE_MS
        assert one.period_a is None


def test_durations_that_are_no_multiple_of_the_step_are_left_out():
    series = make_series([ms("2026-07-14T12:00"), ms("2026-07-14T13:00")], [10.0, 5.0])
    assert [one.duration_min for one in largest_sums(series, HOUR_MS)][:3] == [60, 120, 180]
    assert largest_sums(make_series([], []), HOUR_MS) == []


def test_return_periods_are_interpolated_in_their_logarithm():
    assert return_period(TABLE, 60, 30.0) == pytest.approx(10.0)
    assert return_period(TABLE, 60, 22.5) == pytest.approx(10 ** 0.5)
    assert return_period(TABLE, 60, 14.9) == 0.0
    assert return_period(TABLE, 60, 45.1) == float("inf")
    assert return_period(TABLE, 30, 20.0) is None


@pytest.mark.parametrize("heights", [
    ((6.0, 12.0), (15.0, 30.0, 45.0)),
    ((6.0, 12.0, 11.0), (15.0, 30.0, 45.0)),
    ((16.0, 20.0, 30.0), (15.0, 30.0, 45.0)),
    ((0.0, 12.0, 18.0), (15.0, 30.0, 45.0)),
    (),
])
def test_a_table_that_cannot_be_right_is_refused(heights):
    with pytest.raises(InputError):
        make_return_table((5, 60), (1, 10, 100), heights)


def test_days_with_rain_and_dry_spells():
    times = [ms("2026-07-01T00:00") + (number + 1) * HOUR_MS for number in range(24 * 6)]
    values = np.zeros(len(times))
    values[23] = 1.0  # the hour that ends at midnight is still of the first day
    values[24 * 5] = 25.0
    keep = np.ones(len(times), dtype=bool)
    keep[24 * 2:24 * 3] = False  # the third day is missing
    series = make_series(np.array(times)[keep], values[keep])
    frame = frame_days(np.datetime64("2026-07-01"), np.datetime64("2026-07-06"), DayRule.UTC)
    found = rain_days(daily_values(series, frame, HOUR_MS, TimeLabel.END), 0.9)
    assert (found.days, found.valid_days, found.total_mm) == (6, 5, 26.0)
    assert (found.wet_days, found.heavy_days, found.longest_dry_spell) == (2, 1, 2)


def test_difference_by_local_hour_and_season_with_height():
    times = [ms("2026-07-01T00:00") + number * HOUR_MS for number in range(48)]
    reference = make_series(times, np.full(48, 20.0))
    town = make_series(times[:24], [20.0 + (3.0 if number == 20 else 1.0) for number in range(24)])
    found = heat_difference(town, reference)
    assert found.pairs == 24
    assert found.by_hour_and_season[2, 22] == 3.0  # 20 UTC is 22 o'clock in summer
    assert found.mean == pytest.approx((23 * 1.0 + 3.0) / 24)
    assert np.isnan(found.by_hour_and_season[0]).all()
    higher = heat_difference(town, reference, station_height_m=120.0, reference_height_m=20.0)
    assert higher.mean - found.mean == pytest.approx(0.65)
    assert heat_difference(town, reference, station_height_m=120.0).height_correction_k == 0.0
    assert np.isnan(heat_difference(make_series([], []), reference).mean)


def test_cooling_of_the_evening_and_hours_above():
    times = [ms("2026-07-01T12:00") + number * HOUR_MS for number in range(24)]
    series = make_series(times, 30.0 - 0.5 * np.arange(24))
    frame = frame_days(np.datetime64("2026-07-01"), np.datetime64("2026-07-02"), DayRule.UTC)
    rates = cooling_rates(series, frame)
    assert np.isnan(rates[0])
    assert rates[1] == pytest.approx(0.5)
    assert hours_above(series, 28.0, HOUR_MS) == 4.0
    assert hours_above(make_series(times[:6], [31.0] * 6), 30.0, HOUR_MS // 6) == 1.0
