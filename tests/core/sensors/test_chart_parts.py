# SPDX-License-Identifier: GPL-2.0-or-later
"""Axes, local time, classes and CSV of the station charts."""

from __future__ import annotations

import csv
import doctest
import io
from datetime import date, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.sensors import axis, classes, local_time
from ruhr_smartcity_plugin.core.sensors.axis import TimeScale, time_marks, value_marks
from ruhr_smartcity_plugin.core.sensors.charting.listing import to_csv
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.classes import even_classes, is_celsius, temperature_classes
from ruhr_smartcity_plugin.core.sensors.local_time import local_hour, local_midnight, offset_by_rule, to_local
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Unit
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.series import make_series
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged, SourceInfo


def utc(*parts: int) -> datetime:
    return datetime(*parts, tzinfo=timezone.utc)


@pytest.mark.parametrize("module", [axis, classes, local_time])
def test_the_examples_in_the_docstrings_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("year", [1996, 2025, 2026, 2037])
def test_the_rule_for_summer_time_agrees_with_the_time_zone_tables(year):
    zone = ZoneInfo("Europe/Berlin")
    hours = (utc(year, 1, 1) + timedelta(hours=number) for number in range(365 * 24))
    assert all(offset_by_rule(moment) == moment.astimezone(zone).utcoffset() for moment in hours)


def test_without_time_zone_tables_the_rule_stands_in(monkeypatch):
    monkeypatch.setattr(local_time, "_zone", lambda: None)
    assert to_local(utc(2026, 7, 1, 12)).isoformat() == "2026-07-01T14:00:00+02:00"
    assert to_local(utc(2026, 10, 25, 1)).isoformat() == "2026-10-25T02:00:00+01:00"


def test_local_midnight_and_hours_hold_on_the_days_of_the_clock_change():
    assert local_midnight(date(2026, 3, 29)) == utc(2026, 3, 28, 23)
    assert local_midnight(date(2026, 3, 30)) == utc(2026, 3, 29, 22)
    assert local_hour(date(2026, 3, 29), 6) == utc(2026, 3, 29, 4)
    assert local_midnight(date(2026, 10, 25)) == utc(2026, 10, 24, 22)
    assert local_hour(date(2026, 10, 25), 6) == utc(2026, 10, 25, 5)


@pytest.mark.parametrize(
    ("low", "high", "marks"),
    [
        (0, 100, [0, 20, 40, 60, 80, 100]),
        (-3.2, 4.1, [-4, -2, 0, 2, 4, 6]),
        (20, 20, [19.4, 19.6, 19.8, 20, 20.2, 20.4, 20.6]),
        (0.001, 0.0042, [0.001, 0.002, 0.003, 0.004, 0.005]),
    ],
)
def test_value_marks_are_round_and_enclose_the_values(low, high, marks):
    found = value_marks(low, high, 5)
    assert found[0] <= low
    assert found[-1] >= high
    assert found == pytest.approx(marks)


def test_a_day_has_marks_at_round_local_hours_also_when_the_clocks_change():
    marks = time_marks(utc(2026, 3, 28, 23), utc(2026, 3, 29, 22), 6)
    assert [to_local(one.moment).hour for one in marks] == [0, 6, 12, 18, 0]
    assert [one.is_midnight for one in marks] == [True, False, False, False, True]


def test_weeks_and_months_have_marks_at_local_midnight():
    for days, most in ((7, 8), (30, 8)):
        marks = time_marks(utc(2026, 10, 10), utc(2026, 10, 10) + timedelta(days=days), most)
        assert 3 <= len(marks) <= most
        assert {to_local(one.moment).strftime("%H:%M") for one in marks} == {"00:00"}


@pytest.mark.parametrize(
    ("span", "most", "scale", "texts"),
    [
        (timedelta(minutes=50), 6, TimeScale.CLOCK, ["14:00", "14:10", "14:20", "14:30", "14:40"]),
        (timedelta(days=400), 6, TimeScale.MONTH, ["2026-04", "2026-07", "2026-10", "2027-01", "2027-04"]),
        (timedelta(days=3650), 5, TimeScale.YEAR, ["2028", "2030", "2032", "2034", "2036"]),
    ],
)
def test_minutes_months_and_years_have_round_marks(span, most, scale, texts):
    start = utc(2026, 3, 29 if scale is TimeScale.CLOCK else 2, 11, 55)
    marks = time_marks(start, start + span, most)
    shown = {TimeScale.CLOCK: "%H:%M", TimeScale.MONTH: "%Y-%m", TimeScale.YEAR: "%Y"}[scale]
    assert {one.scale for one in marks} == {scale}
    assert [to_local(one.moment).strftime(shown) for one in marks] == texts


def test_temperatures_have_classes_of_five_degrees_in_distinct_colours():
    found = temperature_classes()
    assert [one.upper for one in found[:-1]] == [-10, -5, 0, 5, 10, 15, 20, 25, 30, 35]
    assert len({one.colour for one in found}) == len(found) == 11
    assert all(a.upper == b.lower for a, b in zip(found[:-1], found[1:]))


@pytest.mark.parametrize("values", [[5.0], [0.0, 100.0], [-1e-3, 1e-3], [17.3, 17.4], [1e8, 1e8 + 1], [-5.0, 40.0]])
def test_even_classes_hold_all_values(values):
    found = even_classes(values)
    assert all(any(one.lower <= value < one.upper for one in found) for value in values)
    assert even_classes([]) == []


@pytest.mark.parametrize(
    ("unit", "expected"),
    [(Unit("", "°C", ""), True), (Unit("degree celcius", "", ""), True), (Unit("", "", "ucum:Cel"), True),
     (Unit("", "", "http://qudt.org/vocab/unit/DegC"), True), (Unit("", "%", ""), False), (Unit(), False),
     (Unit("Kelvin", "K", "ucum:K"), False)],
)
def test_celsius_is_recognised_as_services_write_it(unit, expected):
    assert is_celsius(Datastream(1, "x", unit)) is expected


def test_csv_has_utc_and_local_time_a_decimal_comma_flags_origin_and_no_formulas():
    moments = [int(one.timestamp() * 1000) for one in (utc(2026, 10, 25, 0, 30), utc(2026, 10, 25, 1, 30))]
    flags = Flagged(np.array(moments[1:]), np.array([int(Flag.SPIKE)]))
    source = SourceInfo("csv", "x", "+1", "CC0")
    one = Trace(("1",), "=HYPERLINK(\"http://x\")", "@SUM(1)", "°C", make_series(moments, [-1.5, 20.25]), flags=flags,
                source=source)
    window = TimeWindow.whole_of(*moments)
    header, first, second = list(csv.reader(io.StringIO(to_csv([one], window)), delimiter=";"))
    assert header == ["station", "property", "unit", "time_utc", "time_local", "value", "flags", "source", "licence"]
    assert first == ["'=HYPERLINK(\"http://x\")", "'@SUM(1)", "°C", "2026-10-25T00:30:00.000Z",
                     "2026-10-25 02:30:00+02:00", "-1,5", "", "'+1", "CC0"]
    assert second[3:7] == ["2026-10-25T01:30:00.000Z", "2026-10-25 02:30:00+01:00", "20,25", Flag.SPIKE.title]
    assert "20.25" in to_csv([one], window, ".")
