# SPDX-License-Identifier: GPL-2.0-or-later
"""Sums per day and night, against a slow count in plain Python and by hand."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.daily import TimeLabel, daily_values, nightly_values
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS, DayRule, frame_days
from ruhr_smartcity_plugin.core.sensors.series import make_series


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def day(text):
    return np.datetime64(text)


def hourly(start, hours, value=lambda number: 10.0):
    return make_series([ms(start) + number * HOUR_MS for number in range(hours)],
                       [value(number) for number in range(hours)])


def test_a_value_at_midnight_opens_the_new_day():
    series = make_series([ms("2026-07-01T23:00"), ms("2026-07-02T00:00"), ms("2026-07-02T01:00")], [1.0, 30.0, 2.0])
    frame = frame_days(day("2026-07-01"), day("2026-07-02"), DayRule.UTC)
    assert daily_values(series, frame).high.tolist() == [1.0, 30.0]
    assert daily_values(series, frame, label=TimeLabel.END).high.tolist() == [30.0, 2.0]


@pytest.mark.parametrize(("start", "length", "date"), [
    ("2026-03-28T23:00", 23, "2026-03-29"),
    ("2026-10-24T22:00", 25, "2026-10-25"),
    ("2026-06-30T22:00", 24, "2026-07-01"),
])
def test_a_whole_local_day_is_complete_whether_it_has_23_24_or_25_hours(start, length, date):
    frame = frame_days(day(date), day(date), DayRule.LOCAL)
    values = daily_values(hourly(start, length), frame)
    assert values.counts.tolist() == [length]
    assert values.completeness.tolist() == [1.0]
    missing_one = daily_values(hourly(start, length - 1), frame)
    assert missing_one.completeness.tolist() == pytest.approx([(length - 1) / length])


def test_values_that_come_oftener_do_not_fill_a_gap():
    often = [ms("2026-07-01T00:00") + number * 60_000 for number in range(12 * 60)]  # half a day, each minute
    values = daily_values(make_series(often, np.ones(len(often))),
                          frame_days(day("2026-07-01"), day("2026-07-01"), DayRule.UTC), step_ms=HOUR_MS)
    assert values.completeness.tolist() == [0.5]


def test_a_day_without_values_is_not_a_number_and_not_zero():
    frame = frame_days(day("2026-07-01"), day("2026-07-03"), DayRule.UTC)
    values = daily_values(hourly("2026-07-02T00:00", 24), frame)
    assert values.counts.tolist() == [0, 24, 0]
    assert np.isnan(values.low[[0, 2]]).all()
    assert np.isnan(values.total[[0, 2]]).all()
    assert values.completeness.tolist() == [0.0, 1.0, 0.0]
    assert values.valid(0.0).tolist() == [False, True, False]


def test_the_night_runs_from_18_to_6_utc_both_included_and_counts_to_its_end():
    frame = frame_days(day("2026-07-02"), day("2026-07-02"), DayRule.LOCAL)
    inside = make_series([ms("2026-07-01T18:00"), ms("2026-07-02T06:00")], [19.0, 25.0])
    assert nightly_values(inside, frame, HOUR_MS).low.tolist() == [19.0]
    outside = make_series([ms("2026-07-01T17:59"), ms("2026-07-02T00:00"), ms("2026-07-02T06:01")], [5.0, 21.0, 5.0])
    assert nightly_values(outside, frame, HOUR_MS).low.tolist() == [21.0]
    whole = nightly_values(hourly("2026-07-01T18:00", 13), frame, HOUR_MS)
    assert whole.completeness.tolist() == [1.0]


@pytest.mark.parametrize("rule", DayRule)
@pytest.mark.parametrize("label", TimeLabel)
def test_sums_agree_with_a_slow_count(rule, label):
    random = np.random.default_rng(25832)
    times = np.unique(random.integers(ms("2026-03-26T00:00"), ms("2026-04-02T00:00"), 400))
    series = make_series(times, random.normal(10, 8, len(times)))
    frame = frame_days(day("2026-03-25"), day("2026-04-03"), rule)
    values = daily_values(series, frame, HOUR_MS, label)
    for number in range(len(frame)):
        begin, end = frame.edges_ms[number], frame.edges_ms[number + 1]
        mine = [(time, value) for time, value in zip(times.tolist(), series.values.tolist())
                if (begin < time <= end if label is TimeLabel.END else begin <= time < end)]
        assert values.counts[number] == len(mine)
        shift = 1 if label is TimeLabel.END else 0
        slots = {(time - shift - begin) // HOUR_MS for time, _ in mine}
        assert values.completeness[number] == pytest.approx(min(len(slots) / ((end - begin) / HOUR_MS), 1.0))
        if mine:
            numbers = [value for _, value in mine]
            assert (values.low[number], values.high[number]) == (min(numbers), max(numbers))
            assert values.mean[number] == pytest.approx(sum(numbers) / len(numbers))
            assert values.total[number] == pytest.approx(sum(numbers))


def test_an_empty_series_and_a_step_of_nothing():
    frame = frame_days(day("2026-07-01"), day("2026-07-02"), DayRule.UTC)
    assert daily_values(make_series([], []), frame).counts.tolist() == [0, 0]
    with pytest.raises(InputError):
        daily_values(hourly("2026-07-01T00:00", 24), frame, step_ms=0)
