# SPDX-License-Identifier: GPL-2.0-or-later
"""A station against its neighbours, and the verdict over a stream."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np

from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.quality.health import Verdict, judge_health
from ruhr_smartcity_plugin.core.sensors.quality.neighbours import Placed, check_neighbours
from ruhr_smartcity_plugin.core.sensors.series import Series, make_series

START = int(datetime(2026, 7, 6, tzinfo=timezone.utc).timestamp() * 1000)
DAYS = 14
N_HOURS = DAYS * 24
DAY_MS = 24 * HOUR_MS


def course(seed):
    hours = np.arange(N_HOURS)
    weather = 3 * np.sin(hours / 50)
    return 20 - 6 * np.cos((hours - 2) / 24 * 2 * np.pi) + weather + np.random.default_rng(seed).normal(0, 0.3, N_HOURS)


def placed(values, number, height=60.0):
    times = START + np.arange(N_HOURS) * HOUR_MS
    return Placed(make_series(times, values), (370_000.0 + 800 * number, 5_700_000.0), height)


def network(change, height=60.0):
    """Return six stations, the first of which was changed."""
    own = change(course(0).copy())
    return [placed(own, 0, height), *(placed(course(number), number) for number in range(1, 6))]


def bits_of_first(stations, is_temperature=True):
    return check_neighbours(stations, 4.0, is_temperature)[0]


def test_an_honest_network_carries_no_flag():
    assert not any(one.any() for one in check_neighbours(network(lambda values: values), 4.0, True))


def test_a_wrong_day_is_flagged_at_the_wrong_station_only():
    def change(values):
        values[100:110] += 8.0
        return values

    found = check_neighbours(network(change), 4.0, True)
    assert np.flatnonzero(found[0] & Flag.NEIGHBOUR).tolist() == list(range(100, 110))
    assert not any(one.any() for one in found[1:])


def test_a_station_on_a_hill_is_compared_at_its_own_height():
    def cooler(values):
        return values - 0.0065 * 700

    assert not bits_of_first(network(cooler, height=760.0)).any()
    assert bits_of_first(network(cooler, height=60.0)).any()


def test_a_clock_an_hour_or_two_off_is_flagged():
    for lag in (-2, -1, 1, 2):
        found = bits_of_first(network(lambda values, lag=lag: np.roll(values, lag)))
        assert (found & Flag.CLOCK_SHIFT).all(), lag


def test_a_station_warmed_by_the_sun_is_hinted_at_by_day():
    hour_local = (np.arange(N_HOURS) + 2) % 24

    def change(values):
        values[(hour_local >= 10) & (hour_local < 16)] += 3.0
        return values

    found = bits_of_first(network(change))
    flagged = np.flatnonzero(found & Flag.RADIATION)
    assert len(flagged) > 0.9 * 6 * DAYS
    assert set(hour_local[flagged]) <= set(range(10, 16))
    # A town that is warmer all day and night is no radiation error.
    assert not (bits_of_first(network(lambda values: values + 3.0)) & Flag.RADIATION).any()


def test_nothing_is_said_with_fewer_than_three_neighbours_or_too_far_away():
    stations = network(lambda values: values + 20.0)
    assert not bits_of_first(stations[:3]).any()
    far = [stations[0], *(Placed(one.series, (one.point_25832[0] + 50_000, 0.0), 60.0) for one in stations[1:])]
    assert not bits_of_first(far).any()


def test_an_empty_station_and_an_empty_network():
    empty = Placed(make_series([], []), (370_000.0, 5_700_000.0))
    found = check_neighbours([empty, *network(lambda values: values)[1:]], 4.0, True)
    assert found[0].tolist() == []
    assert check_neighbours([empty], 4.0, True)[0].tolist() == []
    assert check_neighbours([], 4.0, True) == []


def stream(hours):
    return make_series(START + np.asarray(hours) * HOUR_MS, np.arange(len(hours), dtype=float))


def health(series, bits=None, now_h=240, start_h=0, end_h=240):
    bits = np.zeros(len(series), dtype=np.int64) if bits is None else bits
    return judge_health(series, bits, START + start_h * HOUR_MS, START + end_h * HOUR_MS, START + now_h * HOUR_MS)


def test_a_whole_stream_is_good():
    found = health(stream(range(240)))
    assert (found.verdict, found.completeness, found.gaps, found.is_late) == (Verdict.GOOD, 1.0, 0, False)
    assert found.offline_since_ms is None


def test_gaps_and_completeness_are_counted():
    found = health(stream([*range(100), *range(130, 240)]))
    assert (found.gaps, found.longest_gap_ms) == (1, 31 * HOUR_MS)
    assert found.completeness == 210 / 240
    assert found.verdict is Verdict.CHECK
    assert health(stream([*range(50), *range(130, 240)])).verdict is Verdict.BAD


def test_doubtful_values_speak_against_a_stream_and_gaps_do_not_count_as_such():
    bits = np.zeros(240, dtype=np.int64)
    bits[:5] = int(Flag.GAP_BEFORE)
    assert health(stream(range(240)), bits).verdict is Verdict.GOOD
    bits[:5] = int(Flag.SPIKE | Flag.STEP)
    found = health(stream(range(240)), bits)
    assert (found.verdict, found.n_doubtful, found.counts[Flag.SPIKE]) == (Verdict.CHECK, 5, 5)
    bits[:40] = int(Flag.STUCK)
    assert health(stream(range(240)), bits).verdict is Verdict.BAD


def test_late_and_offline_are_told_apart():
    late = health(stream(range(237)))
    assert (late.is_late, late.offline_since_ms, late.verdict) == (True, None, Verdict.GOOD)
    gone = health(stream(range(200)))
    assert (gone.verdict, gone.offline_since_ms) == (Verdict.OFFLINE, START + 199 * HOUR_MS)


def test_a_stream_without_values_in_the_period_is_empty_not_good():
    found = health(stream(range(240)), start_h=500, end_h=600, now_h=600)
    assert (found.verdict, found.n, found.completeness) == (Verdict.EMPTY, 0, 0.0)
    assert health(Series(np.empty(0, dtype="datetime64[ms]"), np.empty(0))).verdict is Verdict.EMPTY


def test_a_period_that_is_still_running_is_measured_up_to_now():
    assert health(stream(range(120)), now_h=120).completeness == 1.0
