# SPDX-License-Identifier: GPL-2.0-or-later
"""Days by temperature, against series computed by hand: with gaps, clock changes, midnight extremes, missing days."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.indices.daily import daily_values
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayRule, frame_days
from ruhr_smartcity_plugin.core.sensors.indices.temperature import (
    cooling_degree_days,
    growing_degree_days,
    heat_waves,
    heating_degree_days,
    temperature_indices,
)
from ruhr_smartcity_plugin.core.sensors.series import make_series


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def series_of(days):
    """Return hourly values in UTC: for each (date, lows, highs) the night low until 11, then the high."""
    times, values = [], []
    for date, low, high in days:
        for hour in range(24):
            times.append(ms(f"{date}T{hour:02d}:00"))
            values.append(low if hour < 11 else high)
    return make_series(times, values)


def frame(first, last, rule=DayRule.UTC):
    return frame_days(np.datetime64(first), np.datetime64(last), rule)


def test_each_day_counts_where_its_definition_says():
    series = series_of([
        ("2026-07-01", 12.0, 24.9), ("2026-07-02", 12.0, 25.0), ("2026-07-03", 19.9, 29.9), ("2026-07-04", 20.0, 30.0),
        ("2026-07-05", 20.1, 35.0), ("2026-07-06", -0.1, 0.0), ("2026-07-07", 0.0, 5.0), ("2026-07-08", -5.0, -0.1),
    ])
    found = temperature_indices(series, frame("2026-07-01", "2026-07-08"), 1.0)
    assert (found.days, found.valid_days, found.completeness) == (8, 8, 1.0)
    assert (found.summer_days, found.hot_days, found.desert_days) == (4, 2, 1)
    assert (found.frost_days, found.ice_days) == (2, 1)
    assert found.tropical_nights_calendar == 2
    assert (found.minimum, found.maximum) == (-5.0, 35.0)


def test_tropical_night_and_calendar_day_differ():
    # The night to 5 July is tropical; a storm in the afternoon ends the day cool.
    times = [ms("2026-07-04T12:00") + number * HOUR_MS for number in range(36)]
    values = [22.0 if number < 24 else 17.0 for number in range(36)]
    found = temperature_indices(make_series(times, values), frame("2026-07-05", "2026-07-05"), 0.9)
    assert (found.tropical_nights, found.tropical_nights_calendar) == (1, 0)
    # By the other definition only: cool at 18 UTC the day before, at least 20 °C from midnight on.
    times = [ms("2026-07-04T18:00") + number * HOUR_MS for number in range(30)]
    values = [19.0 if number < 6 else 20.0 for number in range(30)]
    found = temperature_indices(make_series(times, values), frame("2026-07-05", "2026-07-05"), 0.9)
    assert (found.tropical_nights, found.tropical_nights_calendar) == (0, 1)


def test_gaps_make_days_invalid_and_are_told():
    whole = series_of([("2026-07-01", 15.0, 31.0), ("2026-07-02", 15.0, 31.0)])
    keep = np.ones(48, dtype=bool)
    keep[30:42] = False  # half of the second day
    gappy = make_series(whole.times[keep].astype(np.int64), whole.values[keep])
    strict = temperature_indices(gappy, frame("2026-07-01", "2026-07-03"), 0.75, step_ms=HOUR_MS)
    assert (strict.days, strict.valid_days, strict.hot_days) == (3, 1, 1)
    assert strict.completeness == pytest.approx(36 / 72)
    assert temperature_indices(gappy, frame("2026-07-01", "2026-07-03"), 0.5, step_ms=HOUR_MS).hot_days == 2


@pytest.mark.parametrize(("date", "start", "hours"), [("2026-03-29", "2026-03-28T23:00", 23),
                                                      ("2026-10-25", "2026-10-24T22:00", 25)])
def test_days_of_clock_change_are_valid_and_hold_their_own_hours(date, start, hours):
    values = [10.0] * hours
    values[-1] = 26.0  # 23 o'clock local: of this day locally
    times = [ms(start) + number * HOUR_MS for number in range(hours)]
    found = temperature_indices(make_series(times, values), frame(date, date, DayRule.LOCAL), 1.0)
    assert (found.valid_days, found.summer_days) == (1, 1)


def test_an_extreme_at_midnight_counts_once_and_by_the_rule():
    series = make_series([ms("2026-07-01T21:00"), ms("2026-07-01T22:00"), ms("2026-07-01T23:00")], [20.0, 30.0, 20.0])
    local = frame("2026-07-01", "2026-07-02", DayRule.LOCAL)  # 22:00 UTC is local midnight, so of the 2nd
    assert daily_values(series, local).high.tolist() == [20.0, 30.0]
    assert daily_values(series, frame("2026-07-01", "2026-07-02", DayRule.CET)).high.tolist() == [30.0, 20.0]
    assert temperature_indices(series, local, 0.0).hot_days == 1


def waves(highs, missing=()):
    days = [(f"2026-07-{number + 1:02d}", 15.0, high) for number, high in enumerate(highs) if number not in missing]
    daily = daily_values(series_of(days), frame("2026-07-01", f"2026-07-{len(highs):02d}"), HOUR_MS)
    return [(one.days, str(one.first)) for one in heat_waves(daily, 0.9)]


def test_heat_waves_after_kysely_by_hand():
    assert waves([30.0, 31.0, 29.9]) == []
    assert waves([30.0, 30.0, 30.0]) == [(3, "2026-07-01")]
    # A day of 28 °C inside is carried as long as the mean stays at 30 °C.
    assert waves([32.0, 33.0, 28.0, 31.0, 24.0, 35.0]) == [(4, "2026-07-01")]
    # It goes on over days of less than 30 °C at its end, too, while the mean holds.
    assert waves([33.0, 33.0, 33.0, 25.0, 25.0]) == [(4, "2026-07-01")]
    # Below 25 °C it ends.
    assert waves([33.0, 33.0, 24.9, 33.0]) == []
    assert waves([33.0, 33.0, 33.0, 33.0], missing=(1,)) == []
    # A day below 30 °C begins one only where the mean holds.
    assert waves([26.0, 30.0, 30.0, 30.0]) == [(3, "2026-07-02")]
    assert waves([26.0, 40.0, 40.0, 40.0]) == [(4, "2026-07-01")]
    # Two in one warm stretch: the longer one first, then what is left beside it.
    assert waves([33.0, 33.0, 33.0, *[25.0] * 6, *[34.0] * 4]) == [(4, "2026-07-01"), (7, "2026-07-07")]


def test_degree_days_by_hand():
    means = np.array([-5.0, 10.0, 14.9, 15.0, 20.0, 23.9, 24.0, 26.0])
    assert heating_degree_days(means) == pytest.approx(20.0 + 5.0 + 0.1)
    assert heating_degree_days(means, 20.0, 15.0) == pytest.approx(25.0 + 10.0 + 5.1)
    assert cooling_degree_days(means) == pytest.approx(3.0 + 5.0)
    # McMaster and Wilhelm, method 2: (8, 22) counts as (10, 22), (20, 34) as (20, 30).
    assert growing_degree_days(np.array([8.0, 20.0, 2.0]), np.array([22.0, 34.0, 9.0])) == pytest.approx(6.0 + 15.0)


def test_no_values_give_no_days_and_no_numbers():
    found = temperature_indices(make_series([], []), frame("2026-07-01", "2026-07-03"), 0.75)
    assert (found.days, found.valid_days, found.completeness, found.hot_days) == (3, 0, 0.0, 0)
    assert np.isnan(found.mean)
    assert np.isnan(found.maximum)
