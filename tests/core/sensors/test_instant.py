# SPDX-License-Identifier: GPL-2.0-or-later
"""Times of services become UTC."""

from __future__ import annotations

import doctest
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors import entities, instant, paging
from ruhr_smartcity_plugin.core.sensors.instant import format_instant, parse_instant, parse_time


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2016-01-07T02:00:00.000Z", utc(2016, 1, 7, 2)),
        ("2026-07-01T12:00:00+00:00", utc(2026, 7, 1, 12)),
        ("2026-07-01T14:00:00+02:00", utc(2026, 7, 1, 12)),
        ("2026-07-01T14:00:00+0200", utc(2026, 7, 1, 12)),
        ("2026-07-01T14:00+02", utc(2026, 7, 1, 12)),
        ("2026-07-01T08:30:00-03:30", utc(2026, 7, 1, 12)),
        ("2026-07-01 12:00:00", utc(2026, 7, 1, 12)),  # no offset: UTC by the standard
        ("2026-07-01T12:00:00.123456789Z", utc(2026, 7, 1, 12, 0, 0, 123456)),
        ("2026-12-31T24:00:00Z", utc(2027, 1, 1)),
        ("2016-12-31T23:59:60Z", utc(2016, 12, 31, 23, 59, 59)),
        ("2026-03-29T03:30:00+02:00", utc(2026, 3, 29, 1, 30)),  # the hour after the clocks went forward
        ("2026-10-25T02:30:00+02:00", utc(2026, 10, 25, 0, 30)),  # twice that night, told apart by the offset
        ("2026-10-25T02:30:00+01:00", utc(2026, 10, 25, 1, 30)),
    ],
)
def test_an_instant_becomes_utc(text, expected):
    assert parse_instant(text) == expected


def test_an_interval_has_two_ends_and_an_instant_two_equal_ones():
    assert parse_time("2010-01-01T00:00:00.000Z/2019-01-13T06:00:00.000Z") == (utc(2010, 1, 1), utc(2019, 1, 13, 6))
    assert parse_time("2026-07-01T12:00:00Z") == (utc(2026, 7, 1, 12), utc(2026, 7, 1, 12))


@pytest.mark.parametrize(
    "text",
    ["", "yesterday", "2026-13-01T00:00:00Z", "2026-02-30T00:00:00Z", "2026-07-01", "12:00", "2026-07-01T12:00:00Z/",
     "2026-07-02T00:00:00Z/2026-07-01T00:00:00Z", "9999-12-31T24:00:00Z", "0001-01-01T00:00:00+14:00",
     "٢٠٢٦-07-01T12:00:00Z", None, 1467331200, []],
)
def test_what_is_no_time_is_an_input_error_with_a_sentence(text):
    with pytest.raises(InputError) as error:
        parse_time(text)
    assert error.value.sentence


def test_a_written_instant_is_read_back():
    moment = utc(2026, 10, 25, 0, 30, 0, 250000)
    assert format_instant(moment) == "2026-10-25T00:30:00.250Z"
    assert parse_instant(format_instant(moment)) == moment


@pytest.mark.parametrize("module", [instant, entities, paging])
def test_the_examples_in_the_docstrings_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed
