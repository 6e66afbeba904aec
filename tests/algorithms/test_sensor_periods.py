# SPDX-License-Identifier: GPL-2.0-or-later
"""Months, normals and heavy rain of stations as the toolbox runs them; numbers by hand."""

from __future__ import annotations

import numpy as np
import pytest
from qgis.core import QgsProcessingException

from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from tests.support.processing import table

HOUR_MS = 3_600_000


def make_store(path, quantity, unit, first, values, flagged=()):
    stream = Datastream("t", "T", Unit("", unit), ObservedProperty(quantity))
    times = np.datetime64(first, "ms").astype(np.int64) + np.arange(len(values)) * HOUR_MS
    values = np.asarray(values, dtype=float)
    kept = np.isfinite(values)
    with SeriesStore.create(path) as store:
        ids = store.put_stations(store.put_source(SourceInfo("csv", "here", "Herne")), [
            Station("A", "Rathaus", point_4326=(7.22, 51.53), datastreams=(stream,))])
        store.write(ids["A", "t"], times[kept], values[kept])
        if flagged:
            bits = np.full(len(flagged), int(Flag.SPIKE))
            store.write_flags(ids["A", "t"], times[list(flagged)], bits, int(Flag.SPIKE))
    return str(path)


def years_of(first_year, last_year):
    """Return hours whose value is the month's number, plus ten from 2025 on."""
    hours = np.arange(np.datetime64(f"{first_year}-01-01"), np.datetime64(f"{last_year + 1}-01-01"),
                      np.timedelta64(1, "h"))
    month = hours.astype("datetime64[M]").astype(int) % 12 + 1
    return month + 10.0 * (hours >= np.datetime64("2025-01-01"))


@pytest.fixture(scope="module")
def years(tmp_path_factory):
    """Return a store with the years 2020 to 2025; 2025 lacks eleven days of March, and one value is flagged."""
    values = years_of(2020, 2025)
    march = int((np.datetime64("2025-03-05") - np.datetime64("2020-01-01")).astype(int)) * 24
    values[march:march + 11 * 24] = np.nan
    spike = int((np.datetime64("2025-06-10") - np.datetime64("2020-01-01")).astype(int)) * 24
    values[spike] = 39.0
    return make_store(tmp_path_factory.mktemp("years") / "s.sqlite", "air_temperature", "°C", "2020-01-01", values,
                      flagged=(spike,))


def periods(run, store, *names, **more):
    results, _, _ = run({"STORE": store, "OUTPUT": "memory:", "DAY": "utc", **more}, algorithm="ruhr:stationperiods")
    return table(results["OUTPUT"], *names)


def test_months_with_their_difference_from_the_stations_own_normal(run, years):
    found = periods(run, years, "period", "value", "missing", "is_complete", "left_out", "normal", "difference",
                    START="2025-01-01", END="2025-12-31", NORMAL_YEARS="2020-2024")
    assert found[0] == ("2025-01", 11.0, 0, True, 0, 1.0, 10.0)
    assert found[2][:6] == ("2025-03", 13.0, 11, False, 0, 3.0)
    assert found[2][6] is None  # an incomplete month has no difference
    assert found[5] == ("2025-06", 16.0, 0, True, 1, 6.0, 10.0)
    assert len(found) == 12


def test_seasons_and_own_normals_in_german_numbers(run, years):
    normals = [cell for month in range(1, 13) for cell in (month, f"{month},5")]
    found = periods(run, years, "period", "days", "value", "normal", START="2024-12-01", END="2025-11-30",
                    PERIOD="season", NORMALS=normals)
    assert [(name, days) for name, days, _, _ in found] == [
        ("2025-DJF", 90), ("2025-MAM", 92), ("2025-JJA", 92), ("2025-SON", 91)]
    assert found[2][2] == pytest.approx((30 * 16 + 31 * 17 + 31 * 18) / 92)
    assert [one[3] for one in found] == pytest.approx([(12.5 + 1.5 + 2.5) / 3, 4.5, 7.5, 10.5])


def test_a_year_has_a_maximum_and_no_normal_of_it(run, years):
    found = periods(run, years, "period", "statistic", "value", "normal", START="2024-01-01", END="2024-12-31",
                    PERIOD="year", STATISTIC="maximum", NORMAL_YEARS="2020-2023")
    assert found == [("2024", "maximum", 12.0, None)]


@pytest.mark.parametrize(("changes", "word"), [
    ({"NORMAL_YEARS": "1991"}, "1991-2020"), ({"NORMAL_YEARS": "2020-1991"}, "1991-2020"),
    ({"NORMALS": [13, 4]}, "1 to 12"), ({"NORMALS": [1, "cold"]}, "cold"), ({"NORMALS": [1, 2, 3]}, "2 columns"),
    ({"NORMALS": [1, 2], "NORMAL_YEARS": "1991-2020"}, "one of the two"),
    ({"PROPERTY": "wind_from_direction"}, "wind rose"), ({"PROPERTY": " "}, "quantity"),
])
def test_what_cannot_be_summed_up_is_said(run, years, changes, word):
    with pytest.raises(QgsProcessingException) as error:
        periods(run, years, "period", **changes)
    assert word in str(error.value)


@pytest.fixture
def rain(tmp_path):
    """Return a store with three days of rain: 12 and 6 mm with a gap of an hour between, and a doubtful value."""
    values = np.zeros(72)
    values[36:39] = 12.0, np.nan, 6.0
    values[60] = 30.0
    return make_store(tmp_path / "r.sqlite", "precipitation_amount", "mm", "2026-07-01", values, flagged=(60,))


def heavy(run, store, **more):
    results, _, _ = run({"STORE": store, "OUTPUT": "memory:", **more}, algorithm="ruhr:stationrain")
    return {row[0]: row[1:] for row in table(
        results["OUTPUT"], "duration_min", "height_mm", "window_completeness", "return_period_a", "return_period",
        "left_out")}


def test_largest_sums_leave_doubtful_values_out_and_tell_the_gap(run, rain):
    found = heavy(run, rain)
    assert min(found) == 60
    assert found[60] == (12.0, 1.0, None, None, 1)
    assert found[120][:2] == (12.0, 1.0)
    assert found[180][0] == 18.0
    assert found[180][1] == pytest.approx(2 / 3)
    assert found[1440][:2] == (18.0, pytest.approx(23 / 24))


def test_return_periods_by_the_heights_the_user_enters(run, rain):
    row = [None] * 10
    heights = [*row, 60, "9,0", *row[2:5], 16, *row[6:9], 30, 1440, 20, *row[2:5], 40, *row[6:9], 60]
    found = heavy(run, rain, HEIGHTS=heights)
    assert found[60][2] == pytest.approx(10 ** (3 / 7))  # between 9 mm in one year and 16 mm in ten
    assert found[60][3] == "2.7"
    assert found[1440][2:4] == (None, "< 1")
    assert found[120][2:4] == (None, None)  # not in the table


@pytest.mark.parametrize(("heights", "word"), [
    ([60] + [None] * 9, "every line"), (["x"] + [1] * 9, "x"), ([0.5, *range(1, 10)], "whole minutes"),
    ([60] + [5] * 9, "rise"), ([60, 1, 2], "10 columns"),
])
def test_heights_that_cannot_be_used_are_said(run, rain, heights, word):
    with pytest.raises(QgsProcessingException) as error:
        heavy(run, rain, HEIGHTS=heights)
    assert word in str(error.value)
