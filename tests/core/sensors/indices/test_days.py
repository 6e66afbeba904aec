# SPDX-License-Identifier: GPL-2.0-or-later
"""Days by rule, against Python's own time zone tables."""

from __future__ import annotations

from datetime import datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.indices.days import (
    HOUR_MS,
    DayRule,
    day_of,
    frame_covering,
    frame_days,
    local_offset_ms,
)

BERLIN = ZoneInfo("Europe/Berlin")


def ms(text):
    return int(datetime.fromisoformat(text).replace(tzinfo=timezone.utc).timestamp() * 1000)


def test_local_days_have_23_and_25_hours_when_the_clocks_change():
    frame = frame_days(np.datetime64("2026-03-28"), np.datetime64("2026-03-30"), DayRule.LOCAL)
    assert (frame.lengths_ms / HOUR_MS).tolist() == [24, 23, 24]
    assert frame.edges_ms.tolist()[:2] == [ms("2026-03-27T23:00"), ms("2026-03-28T23:00")]
    autumn = frame_days(np.datetime64("2026-10-24"), np.datetime64("2026-10-26"), DayRule.LOCAL)
    assert (autumn.lengths_ms / HOUR_MS).tolist() == [24, 25, 24]


def test_local_midnights_are_those_of_the_time_zone_tables():
    frame = frame_days(np.datetime64("1997-01-01"), np.datetime64("2035-12-31"), DayRule.LOCAL)
    expected = [datetime(day.year, day.month, day.day, tzinfo=BERLIN).timestamp() * 1000
                for day in frame.days.astype("O")]
    assert frame.edges_ms[:-1].tolist() == expected


def test_offsets_are_those_of_the_time_zone_tables_hour_by_hour():
    start = datetime(2025, 12, 30, tzinfo=timezone.utc)
    moments = [start + timedelta(hours=number) for number in range(24 * 370)]
    offsets = local_offset_ms(np.array([moment.timestamp() * 1000 for moment in moments], dtype=np.int64))
    expected = [moment.astimezone(BERLIN).utcoffset().total_seconds() * 1000 for moment in moments]
    assert offsets.tolist() == expected


def test_cet_has_no_summer_time_and_utc_no_offset():
    july = np.datetime64("2026-07-01")
    assert frame_days(july, july, DayRule.CET).edges_ms.tolist() == [ms("2026-06-30T23:00"), ms("2026-07-01T23:00")]
    assert frame_days(july, july, DayRule.UTC).edges_ms.tolist() == [ms("2026-07-01T00:00"), ms("2026-07-02T00:00")]


@pytest.mark.parametrize("rule", DayRule)
def test_each_moment_lies_in_the_day_it_is_said_to_be_of(rule):
    moments = np.arange(ms("2026-03-27T00:00"), ms("2026-11-01T00:00"), 17 * 60_000, dtype=np.int64)
    frame = frame_covering(int(moments[0]), int(moments[-1]), rule)
    position = np.searchsorted(frame.edges_ms, moments, side="right") - 1
    assert (frame.days[position] == day_of(moments, rule)).all()


def test_a_period_that_ends_before_it_begins_is_refused():
    with pytest.raises(InputError):
        frame_days(np.datetime64("2026-07-02"), np.datetime64("2026-07-01"), DayRule.UTC)
