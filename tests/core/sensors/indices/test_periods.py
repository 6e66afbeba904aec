# SPDX-License-Identifier: GPL-2.0-or-later
"""Months, seasons and years with the rule of the WMO, by hand."""

from __future__ import annotations

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.indices.daily import DailyValues
from ruhr_smartcity_plugin.core.sensors.indices.periods import (
    PeriodKind,
    Statistic,
    difference_from_normal,
    monthly_normals,
    normals_of,
    period_values,
)


def daily(first, last, missing=()):
    days = np.arange(np.datetime64(first), np.datetime64(last) + 1)
    complete = np.where(np.isin(days, np.array(missing, dtype="datetime64[D]")), 0.0, 1.0)
    number = days.astype("datetime64[M]").astype(np.int64) % 12 + 1.0  # the month's number as value
    return DailyValues(days, np.where(complete > 0, 24, 0), complete, number, number, number, number)


def dates(first, count):
    return [str(np.datetime64(first) + number) for number in range(count)]


def values_of(data, kind, statistic=Statistic.MEAN):
    return period_values(data, data.mean, kind, statistic, 0.75)


def test_months_with_ten_days_missing_count_and_with_eleven_do_not():
    ten = dates("2026-07-01", 4) + dates("2026-07-06", 4) + dates("2026-07-11", 2)
    assert values_of(daily("2026-07-01", "2026-07-31", ten), PeriodKind.MONTH).is_complete.tolist() == [True]
    eleven = [*ten, "2026-07-15"]
    found = values_of(daily("2026-07-01", "2026-07-31", eleven), PeriodKind.MONTH)
    assert (found.is_complete.tolist(), found.missing.tolist()) == ([False], [11])


def test_four_missing_in_a_row_count_and_five_do_not():
    for count, expected in ((4, True), (5, False)):
        found = values_of(daily("2026-07-01", "2026-07-31", dates("2026-07-10", count)), PeriodKind.MONTH)
        assert (found.is_complete.tolist(), found.missing_in_a_row.tolist()) == ([expected], [count])


def test_a_sum_needs_every_day():
    found = values_of(daily("2026-06-01", "2026-07-31", ["2026-07-10"]), PeriodKind.MONTH, Statistic.SUM)
    assert found.is_complete.tolist() == [True, False]
    assert found.values.tolist() == [6.0 * 30, 7.0 * 30]


def test_seasons_begin_with_december_march_june_and_september():
    found = values_of(daily("2025-12-01", "2026-11-30"), PeriodKind.SEASON)
    assert [str(one) for one in found.first] == ["2025-12-01", "2026-03-01", "2026-06-01", "2026-09-01"]
    assert [str(one) for one in found.last] == ["2026-02-28", "2026-05-31", "2026-08-31", "2026-11-30"]
    assert found.is_complete.all()
    assert found.values[2] == pytest.approx((6 * 30 + 7 * 31 + 8 * 31) / 92)


def test_a_year_needs_all_its_months():
    assert values_of(daily("2026-01-01", "2026-12-31"), PeriodKind.YEAR).is_complete.tolist() == [True]
    found = values_of(daily("2026-01-01", "2026-12-20"), PeriodKind.YEAR)
    assert (found.is_complete.tolist(), found.missing.tolist()) == ([False], [11])


def test_extremes_are_those_of_valid_days():
    data = daily("2026-06-01", "2026-08-31")
    found = period_values(data, data.high, PeriodKind.SEASON, Statistic.MAXIMUM, 0.75)
    assert found.values.tolist() == [8.0]


def test_differences_from_normals_by_month_and_season():
    normals = np.arange(1.0, 13.0) - 0.5
    months = values_of(daily("2026-06-01", "2026-08-31"), PeriodKind.MONTH)
    assert difference_from_normal(months, normals, Statistic.MEAN).tolist() == pytest.approx([0.5, 0.5, 0.5])
    winter = values_of(daily("2025-12-01", "2026-02-28"), PeriodKind.SEASON)
    expected = (12 * 31 + 1 * 31 + 2 * 28) / 90 - (11.5 + 0.5 + 1.5) / 3
    assert difference_from_normal(winter, normals, Statistic.MEAN).tolist() == pytest.approx([expected])


def test_the_normal_of_a_season_of_sums_is_a_sum_and_extremes_have_none():
    normals = np.arange(1.0, 13.0)
    summer = values_of(daily("2026-06-01", "2026-08-31"), PeriodKind.SEASON)
    assert normals_of(summer, normals, Statistic.SUM).tolist() == [6 + 7 + 8]
    assert np.isnan(normals_of(summer, normals, Statistic.MAXIMUM)).all()
    july = values_of(daily("2026-07-01", "2026-07-31"), PeriodKind.MONTH)
    assert normals_of(july, normals, Statistic.MAXIMUM).tolist() == [7.0]


def test_normals_need_four_of_five_years():
    data = daily("2020-01-01", "2025-12-31")
    year = data.days.astype("datetime64[Y]").astype(int) + 1970
    january = data.days.astype("datetime64[M]").astype(int) % 12 == 0
    february = data.days.astype("datetime64[M]").astype(int) % 12 == 1
    data.counts[(january & (year == 2021)) | (february & (year < 2022))] = 0
    values = np.where(january, year - 2000.0, 3.0)
    months = period_values(data, values, PeriodKind.MONTH, Statistic.MEAN, 0.75)
    found = monthly_normals(months, 2020, 2024)
    assert found[0] == pytest.approx((20 + 22 + 23 + 24) / 4)
    assert np.isnan(found[1])
    assert found[2:].tolist() == [3.0] * 10


def test_periods_have_names():
    days = daily("2025-12-01", "2026-08-31")
    assert values_of(days, PeriodKind.SEASON).names() == ["2026-DJF", "2026-MAM", "2026-JJA"]
    assert values_of(days, PeriodKind.MONTH).names()[:2] == ["2025-12", "2026-01"]
    assert values_of(days, PeriodKind.YEAR).names() == ["2025", "2026"]


def test_no_days_give_no_periods():
    empty = DailyValues(np.empty(0, dtype="datetime64[D]"), *(np.empty(0) for _ in range(6)))
    assert len(period_values(empty, empty.mean, PeriodKind.MONTH, Statistic.MEAN, 0.75)) == 0
