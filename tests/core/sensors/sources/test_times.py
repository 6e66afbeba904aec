# SPDX-License-Identifier: GPL-2.0-or-later
"""Times in tables, in all their forms, against Python's time zone tables."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.sources.times import (
    NO_TIME,
    TimeZoneRule,
    Zone,
    looks_like_times,
    naive_times,
    read_times,
    read_zone,
    shows_summer_time,
)

UTC, CET, LOCAL = (TimeZoneRule(zone) for zone in (Zone.UTC, Zone.CET, Zone.LOCAL))
BERLIN = ZoneInfo("Europe/Berlin")


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


@pytest.mark.parametrize(("cell", "expected"), [
    ("2026-07-01T12:34:56.789", "2026-07-01T12:34:56.789"), ("2026-07-01 12:34:56", "2026-07-01T12:34:56"),
    ("2026/07/01 12:34", "2026-07-01T12:34"), ("2026-07-01", "2026-07-01T00:00"),
    ("01.07.2026 12:34:56", "2026-07-01T12:34:56"), ("01.07.2026 12:34", "2026-07-01T12:34"),
    ("01.07.2026", "2026-07-01T00:00"), ("20260701123456", "2026-07-01T12:34:56"), ("202607011234", "2026-07-01T12:34"),
    ("2026070112", "2026-07-01T12:00"), ("20260701", "2026-07-01T00:00"), ("1.7.2026 9:05", "2026-07-01T09:05"),
    ("1.7.26", "2026-07-01T00:00"), ("01.07.2026 24:00", "2026-07-02T00:00"),
    ("01.07.2026 12:34 Uhr", "2026-07-01T12:34"),
    ("2024-02-29", "2024-02-29T00:00"), ("2026-07-01T12:34:56.7", "2026-07-01T12:34:56.700"),
])
def test_each_form_is_read(cell, expected):
    assert read_times([cell], UTC).times_ms.tolist() == [ms(expected)]


@pytest.mark.parametrize("cell", ["", "abc", "31.04.2026", "2026-13-01", "2025-02-29", "12:34", "2026-07-01 25:00",
                                  "01.07.2026 12:60", "99999999", "-", "21,5", "1234567"])
def test_what_is_no_time_is_not_made_one(cell):
    assert read_times([cell], UTC).times_ms.tolist() == [NO_TIME]


def test_a_cell_s_own_offset_stands_over_the_zone():
    cells = ["2026-07-01T12:00:00Z", "2026-07-01T12:00:00+02:00", "2026-07-01 12:00:00+0200", "1782907200"]
    assert read_times(cells, LOCAL).times_ms.tolist() == [
        ms("2026-07-01T12:00"), ms("2026-07-01T10:00"), ms("2026-07-01T10:00"), ms("2026-07-01T12:00")]


def test_a_broken_cell_among_good_ones_is_the_only_one_lost():
    found = read_times(["01.07.2026 12:00", "01.07.2026 1x:00", "32.07.2026 12:00", "01.07.2026 13:00"], UTC)
    assert found.is_read.tolist() == [True, False, False, True]


def test_local_times_of_a_whole_year_come_back_as_utc():
    moments = [datetime(2026, 1, 1, tzinfo=timezone.utc) + timedelta(minutes=30 * number) for number in range(48 * 365)]
    cells = [one.astimezone(BERLIN).strftime("%d.%m.%Y %H:%M") for one in moments]
    found = read_times(cells, LOCAL)
    assert found.times_ms.tolist() == [one.timestamp() * 1000 for one in moments]
    assert (found.doubled, found.skipped) == (4, 0)


def test_the_autumn_hour_of_rows_side_by_side_comes_apart_too():
    clock = ["25.10.2026 02:00", "25.10.2026 02:30"]
    found = read_times([clock[0], clock[1], clock[0], clock[1], "25.10.2026 03:00"], LOCAL)
    assert found.times_ms.tolist() == [ms(f"2026-10-25T{one}") for one in ("00:00", "00:30", "01:00", "01:30", "02:00")]


def test_the_spring_hour_that_does_not_exist_is_counted():
    found = read_times(["29.03.2026 01:30", "29.03.2026 02:30", "29.03.2026 03:30"], LOCAL)
    assert found.skipped == 1
    assert found.times_ms.tolist() == [ms("2026-03-29T00:30"), ms("2026-03-29T01:30"), ms("2026-03-29T01:30")]


def test_zones_and_what_is_none():
    noon = ["01.07.2026 12:00"]
    for text, expected in (("UTC", "12:00"), ("MEZ", "11:00"), ("CET", "11:00"), ("local", "10:00"),
                           ("Europe/Berlin", "10:00"), ("+02:00", "10:00"), ("-0130", "13:30"), ("", "12:00")):
        assert read_times(noon, read_zone(text)).times_ms.tolist() == [ms(f"2026-07-01T{expected}")], text
    with pytest.raises(InputError):
        read_zone("Mars/Olympus")


def hours(first, last, zone):
    moment = datetime.fromisoformat(first).replace(tzinfo=timezone.utc)
    end = datetime.fromisoformat(last).replace(tzinfo=timezone.utc)
    cells = []
    while moment < end:
        cells.append(moment.astimezone(zone).strftime("%d.%m.%Y %H:%M"))
        moment += timedelta(hours=1)
    return naive_times(cells)[0]


def test_the_clock_s_change_shows_in_the_times():
    assert shows_summer_time(hours("2026-03-27", "2026-03-31", BERLIN)) is True
    assert shows_summer_time(hours("2026-10-23", "2026-10-27", BERLIN)) is True
    assert shows_summer_time(hours("2026-03-27", "2026-03-31", timezone.utc)) is False
    assert shows_summer_time(hours("2026-07-01", "2026-07-05", BERLIN)) is None
    assert shows_summer_time(np.array([NO_TIME])) is None


def test_a_column_of_times_is_told_from_numbers():
    assert looks_like_times(["2026-07-01 12:00", "", "2026-07-01 13:00"]) == 1.0
    assert looks_like_times(["21,5", "22,0"]) == 0.0
    assert looks_like_times([]) == 0.0
