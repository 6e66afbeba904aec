# SPDX-License-Identifier: GPL-2.0-or-later
"""The wind rose: sectors round north, classes, calms, and the sum of a hundred."""

from __future__ import annotations

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.series import make_series
from ruhr_smartcity_plugin.core.sensors.wind_rose import SECTORS, make_wind_rose

HOUR_MS = 3_600_000


def hourly(values, first=0):
    return make_series((np.arange(len(values)) + first) * HOUR_MS, values)


def test_north_is_one_sector_from_both_sides():
    directions = [0.0, 360.0, 348.75, 11.24, 11.25, 348.74]
    rose = make_wind_rose(hourly([2.0] * 6), hourly(directions))
    assert rose.sector_percent[0] == pytest.approx(400 / 6)
    assert rose.sector_percent[[1, 15]] == pytest.approx([100 / 6, 100 / 6])
    assert rose.prevailing_degrees == 0.0
    assert rose.centres[1] == 22.5


def test_a_speed_on_a_limit_belongs_to_the_class_above():
    rose = make_wind_rose(hourly([0.49, 0.5, 1.49, 1.5, 11.0, 40.0]), hourly([90.0] * 6), sectors=8)
    east = rose.percent[2] * 6 / 100
    assert east.tolist() == pytest.approx([2, 1, 0, 0, 0, 2])
    assert rose.calm_percent == pytest.approx(100 / 6)
    assert rose.lower_ms.tolist() == [0.5, 1.5, 3.5, 5.5, 8.0, 11.0]
    assert rose.mean_speed_ms == pytest.approx(np.mean([0.49, 0.5, 1.49, 1.5, 11.0, 40.0]))


@pytest.mark.parametrize("sectors", SECTORS)
def test_sectors_classes_and_calms_add_to_a_hundred(sectors):
    rng = np.random.default_rng(7)
    rose = make_wind_rose(hourly(rng.weibull(2.0, 5000) * 3), hourly(rng.uniform(0, 360, 5000)), sectors=sectors)
    assert rose.percent.shape == (sectors, 6)
    assert rose.percent.sum() + rose.calm_percent == pytest.approx(100.0)
    assert rose.sector_percent == pytest.approx(np.full(sectors, rose.sector_percent.mean()), rel=0.5)


def test_wind_without_a_direction_is_missing_and_completeness_says_so():
    speed, direction = hourly([2.0] * 20), hourly([180.0] * 20, first=10)
    rose = make_wind_rose(speed, direction)
    assert (rose.known, rose.expected, rose.completeness) == (10, 20, 0.5)
    day = (np.datetime64("1970-01-01T00:00"), np.datetime64("1970-01-02T00:00"))
    rose = make_wind_rose(speed, direction, span=day)
    assert (rose.known, rose.expected) == (10, 24)
    assert rose.sector_percent[8] == pytest.approx(100.0)  # percent of what was measured


def test_calm_needs_no_direction():
    # Many stations send none when the vane rests; without these times the town would look windier.
    rose = make_wind_rose(hourly([0.1, 0.2, 0.0, 4.0]), hourly([270.0], first=3))
    assert rose.calm_percent == pytest.approx(75.0)
    assert rose.completeness == 1.0
    assert rose.mean_speed_ms == pytest.approx(4.3 / 4)


def test_impossible_values_are_no_wind():
    rose = make_wind_rose(hourly([2.0, -1.0, 2.0, 2.0]), hourly([90.0, 90.0, 361.0, -5.0]))
    assert rose.known == 1
    assert rose.completeness == 0.25


def test_without_values_a_rose_is_empty_and_not_wrong():
    rose = make_wind_rose(hourly([]), hourly([]))
    assert rose.percent.sum() == 0
    assert rose.calm_percent == 0.0
    assert rose.completeness == 0.0
    assert rose.prevailing_degrees is None
    assert np.isnan(rose.mean_speed_ms)
    assert make_wind_rose(hourly([0.1]), hourly([90.0])).calm_percent == 100.0


@pytest.mark.parametrize(("options", "word"), [
    ({"sectors": 10}, "sectors"), ({"classes_ms": (3.0, 2.0)}, "rise"), ({"classes_ms": (0.3, 2.0)}, "calm"),
])
def test_a_rose_that_cannot_be_is_refused(options, word):
    with pytest.raises(InputError, match=word):
        make_wind_rose(hourly([1.0]), hourly([1.0]), **options)
