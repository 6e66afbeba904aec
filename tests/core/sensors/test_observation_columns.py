# SPDX-License-Identifier: GPL-2.0-or-later
"""Columns of a page say the same as reading its observations one by one, whatever a service sends."""

from __future__ import annotations

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors.entities import parse_observation
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.observation_columns import columns_of, parse_times_ms

PAGES = {
    "plain": ["2026-03-29T00:59:59Z", "2024-02-29T23:59:59Z", "1969-12-31T00:00:00Z"],
    "milliseconds": ["2026-07-01T12:00:00.125Z", "2026-12-31T23:59:59.999Z"],
    "zero offset": ["2026-07-01T12:00:00+00:00", "2026-07-01T13:00:00+00:00"],
    "summer time": ["2026-10-25T02:30:00+02:00", "2026-10-25T02:30:00+01:00"],
    "offset after utc": ["2026-10-25T02:30:00+00:00", "2026-10-25T02:30:00+01:00"],
    "intervals": ["2026-07-01T12:00:00Z/2026-07-01T13:00:00Z", "2026-07-01T13:00:00Z/2026-07-01T14:00:00Z"],
    "mixed lengths": ["2026-07-01T12:00:00Z", "2026-07-01T12:00:00.5Z", "2026-07-01T12:00Z"],
    "same length, other signs": ["2026-07-01T12:00:00Z", "2026-07-01 12:00:00Z", "2026/07/01T12:00:00Z"],
    "no dates": ["2026-07-01T12:00:00Z", "2026-02-30T12:00:00Z", "2026-13-01T00:00:00Z", "2026-07-00T00:00:00Z"],
    "midnight as 24": ["2026-07-01T12:00:00Z", "2026-07-01T24:00:00Z", "2026-06-30T23:59:60Z"],
    "no text": ["2026-07-01T12:00:00Z", None, 5, ["2026-07-01T12:00:00Z"]],
    "foreign digits": ["2026-07-01T12:00:00Z", "2026-07-01T12:00:0\u0661Z"],
    "late slash": ["2026-07-01T12:00:00Z/2026-07-01T13:00:00Z", "2026-07-01T12:00:00ZZ2026-07-01T13:00:00Z"],
    "year 0": ["2026-07-01T12:00:00Z", "0000-07-01T12:00:00Z"],
    "nothing": [],
}


@pytest.mark.parametrize("times", PAGES.values(), ids=PAGES)
def test_times_are_those_of_one_by_one(times):
    columns = columns_of([{"phenomenonTime": one, "result": 1.5} for one in times])
    singles = [parse_observation({"phenomenonTime": one, "result": 1.5}) for one in times]
    expected = [to_ms(one.time) for one in singles if one is not None]
    assert columns.times_ms.tolist() == expected
    assert columns.values.tolist() == [1.5] * len(expected)
    assert columns.refused == len(times) - len(expected)


def test_numbers_texts_and_yes_or_no_are_told_apart():
    results = [1, 2.5, "3.5", True, "offline", None, "NaN", {"x": 1}, float("inf"), ""]
    page = [{"phenomenonTime": "2026-07-01T12:00:00Z", "result": one} for one in results]
    columns = columns_of(page)
    assert columns.values.tolist() == [1.0, 2.5, 3.5]
    assert columns.texts == (True, "offline")
    assert len(columns.text_times_ms) == 2
    assert columns.refused == 5
    huge = [{"phenomenonTime": "2026-07-01T12:00:00Z", "result": one} for one in (1, 10**400, float("nan"))]
    numbers = columns_of(huge)
    assert (numbers.values.tolist(), numbers.refused) == ([1.0], 2)


def test_every_minute_of_four_years_is_read_as_numpy_counts_it():
    minutes = np.arange("2023-01-01", "2027-01-01", 37, dtype="datetime64[m]")
    texts = [f"{one}:00Z" for one in np.datetime_as_string(minutes).tolist()]
    assert np.array_equal(parse_times_ms(texts), minutes.astype("datetime64[ms]").astype(np.int64))
