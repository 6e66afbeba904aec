# SPDX-License-Identifier: GPL-2.0-or-later
"""What charts show, without a screen: windows, axes, strokes, colours, hours of days, tables."""

from __future__ import annotations

import doctest
from datetime import datetime, timezone

import numpy as np
import pytest

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.charting import colours, value_axes, window
from ruhr_smartcity_plugin.core.sensors.charting.colours import RAMP, contrast, trace_colour
from ruhr_smartcity_plugin.core.sensors.charting.hour_map import make_hour_map
from ruhr_smartcity_plugin.core.sensors.charting.listing import make_listing
from ruhr_smartcity_plugin.core.sensors.charting.strokes import gap_spans, make_marks, make_strokes
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, common_title, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import sides_of
from ruhr_smartcity_plugin.core.sensors.charting.wind import rose_of, wind_streams
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.series import make_series
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged

HOUR_MS = 3_600_000
WHITE, BLACK, DARK, PALE = (255, 255, 255), (0, 0, 0), (30, 30, 30), (238, 238, 238)


def ms(*parts: int) -> int:
    return int(datetime(*parts, tzinfo=timezone.utc).timestamp()) * 1000


def trace(times_ms, values, **more) -> Trace:
    return Trace(("1",), "Bochum", "Air temperature", "°C", make_series(times_ms, values), **more)


def hourly(start_ms: int, values, **more) -> Trace:
    return trace(start_ms + HOUR_MS * np.arange(len(values)), values, **more)


@pytest.mark.parametrize("module", [colours, value_axes, window])
def test_the_examples_in_the_docstrings_are_true(module):
    result = doctest.testmod(module)
    assert result.attempted
    assert not result.failed


def test_a_window_never_leaves_the_period_nor_shrinks_to_nothing():
    whole = TimeWindow.whole_of(0, 100 * HOUR_MS)
    for found in (whole.panned(5), whole.zoomed(50, 3), whole.narrowed(-9, 10**12), whole.panned(-1)):
        assert found == whole
    close = whole.narrowed(7 * HOUR_MS, 7 * HOUR_MS)
    assert close.span_ms == window.LEAST_MS
    assert close.zoomed(1e-9, close.start_ms).span_ms == window.LEAST_MS
    part = whole.narrowed(30 * HOUR_MS, 20 * HOUR_MS)
    assert (part.start_ms, part.end_ms, part.is_whole) == (20 * HOUR_MS, 30 * HOUR_MS, False)
    assert part.showing(35 * HOUR_MS).end_ms == 35 * HOUR_MS
    assert part.showing(5 * HOUR_MS).start_ms == 5 * HOUR_MS
    assert part.showing(25 * HOUR_MS) == part


def test_a_third_unit_is_refused_in_words():
    with pytest.raises(InputError, match="two units: °C, %"):
        sides_of(["°C", "%", "hPa"])


def test_few_values_are_a_line_that_goes_on_to_the_edges_of_the_window_and_stops_at_gaps():
    one = trace([0, 1 * HOUR_MS, 2 * HOUR_MS, 5 * HOUR_MS, 6 * HOUR_MS, 7 * HOUR_MS], [1, 2, 3, 4, 9, 0])
    strokes = make_strokes(one, TimeWindow(0, 7 * HOUR_MS, HOUR_MS // 2, 11 * HOUR_MS // 2), 100)
    assert not strokes.is_band
    assert strokes.low.tolist() == [1.5, 2, 3, 4, 6.5]
    assert (strokes.times_ms / HOUR_MS).tolist() == [0.5, 1, 2, 5, 5.5]
    assert strokes.runs == ((0, 3), (3, 5))
    assert (strokes.span, strokes.count, strokes.real) == ((2.0, 4.0), 3, (1, 4))
    between = make_strokes(one, TimeWindow(0, 7 * HOUR_MS, HOUR_MS // 4, HOUR_MS // 2), 100)
    assert (between.low.tolist(), between.span, between.count) == ([1.25, 1.5], None, 0)
    in_the_gap = make_strokes(one, TimeWindow(0, 7 * HOUR_MS, 3 * HOUR_MS, 4 * HOUR_MS), 100)
    assert (len(in_the_gap.low), in_the_gap.runs) == (0, ())


def test_many_values_are_a_band_that_keeps_each_peak_and_breaks_at_gaps():
    times = np.concatenate((np.arange(0, 50_000), np.arange(60_000, 100_000))) * 1000
    values = np.sin(np.arange(len(times)))
    values[12_345], values[70_001] = 50.0, -50.0
    one = trace(times, values)
    strokes = make_strokes(one, TimeWindow.whole_of(0, 99_999_000), 500)
    assert strokes.is_band
    assert (strokes.span, strokes.count) == ((-50.0, 50.0), 90_000)
    assert (strokes.high.max(), strokes.low.min()) == (50.0, -50.0)
    assert len(strokes.runs) == 2
    (_start, broken), (again, _end) = strokes.runs
    assert broken == again
    assert strokes.times_ms[broken] - strokes.times_ms[broken - 1] > 9_000_000
    assert gap_spans(one, TimeWindow.whole_of(0, 99_999_000)).tolist() == [[49_999_000, 60_000_000]]


def test_flagged_values_are_marked_once_per_column_and_gaps_are_no_mark():
    flags = Flagged(np.array([3, 4, 500, 900, 2_000]) * 1000,
                    np.array([Flag.SPIKE, Flag.STEP, Flag.GAP_BEFORE, Flag.RANGE | Flag.SPIKE, Flag.RANGE]).astype(int))
    one = trace(np.arange(1000) * 1000, np.arange(1000), flags=flags)
    marks = make_marks(one, TimeWindow.whole_of(0, 999_000), 100)
    assert marks.values.tolist() == [3, 900]  # 4 shares the column of 3; at 2,000 s there is no value any more
    assert [[flag.name for flag in one.flags_at(at)] for at in (4, 5, 900)] == [["STEP"], [], ["RANGE", "SPIKE"]]


def test_a_value_speaks_for_moments_up_to_a_step_away():
    one = hourly(0, range(10))
    assert one.position_near(2 * HOUR_MS + 10) == 2
    assert one.position_near(9 * HOUR_MS + HOUR_MS) == 9
    assert one.position_near(12 * HOUR_MS) is None


def test_labels_say_what_differs():
    def named(station, title):
        return Trace((station, title), station, title, "", make_series([], []))

    same_title, same_station = [named("A", "t"), named("B", "t")], [named("A", "t"), named("A", "u")]
    assert short_labels(same_title) == ["A", "B"]
    assert short_labels(same_station) == ["t", "u"]
    assert short_labels([named("A", "t"), named("B", "u")]) == ["A · t", "B · u"]
    assert common_title(same_title) == "t, 2 stations"
    assert [common_title(one) for one in (same_station, same_title[:1], [])] == ["A", "A · t", ""]


def test_a_table_has_each_moment_once_and_says_where_a_series_has_none():
    window_ms = TimeWindow.whole_of(0, 4 * HOUR_MS)
    listing = make_listing([hourly(-HOUR_MS, [7, 8, 9]), hourly(HOUR_MS, [1, 2, 3, 4, 5])], window_ms)
    assert (listing.times_ms // HOUR_MS).tolist() == [0, 1, 2, 3, 4]
    assert listing.positions.tolist() == [[1, 2, -1, -1, -1], [-1, 0, 1, 2, 3]]


@pytest.mark.parametrize(("base", "text"), [(WHITE, BLACK), (DARK, PALE), ((255, 255, 0), BLACK)])
def test_every_trace_stands_out_from_the_ground(base, text):
    assert all(contrast(trace_colour(number, base, text), base) >= 3.0 for number in range(colours.MOST_TRACES))


def test_the_ramp_gets_lighter_all_the_way_also_for_the_colour_blind():
    assert np.all(np.diff([contrast(one, BLACK) for one in RAMP]) > 0)
    # Viénot, Brettel and Mollon 1999 (protanopes, deuteranopes): what is left of the ramp still goes one way.
    linear = (np.array(RAMP) / 255.0) ** 2.2
    for red_green in ([0.112, 0.888], [0.293, 0.707]):
        seen = linear[:, :2] @ np.array(red_green)
        assert np.all(np.diff(seen) > 0)


def test_hours_and_days_are_those_of_the_local_clocks():
    # From local midnight of 30 June 2026 (22 UTC) on: the value is the hour of the day it was measured in.
    start = ms(2026, 6, 29, 22)
    found = make_hour_map(hourly(start, np.tile(np.arange(24.0), 3)), start, ms(2026, 7, 2, 21))
    assert found.frame.days.astype(str).tolist() == ["2026-06-30", "2026-07-01", "2026-07-02"]
    assert np.array_equal(found.values, np.repeat(np.arange(24.0)[:, None], 3, axis=1))


def test_in_spring_an_hour_is_left_out_and_in_autumn_one_comes_twice():
    spring = make_hour_map(hourly(ms(2026, 3, 28, 23), np.arange(23.0)), ms(2026, 3, 28, 23), ms(2026, 3, 29, 21))
    assert spring.values.shape == (24, 1)
    assert spring.counts[:, 0].tolist() == [1, 1, 0] + [1] * 21
    assert spring.clock_hours[:4, 0].tolist() == [1, 1, 0, 1]
    assert np.isnan(spring.values[2, 0])
    assert spring.values[[0, 1, 3, 23], 0].tolist() == [0, 1, 2, 22]
    autumn = make_hour_map(hourly(ms(2026, 10, 24, 22), np.arange(25.0)), ms(2026, 10, 24, 22), ms(2026, 10, 25, 22))
    assert autumn.counts[:, 0].tolist() == [1, 1, 2] + [1] * 21
    assert autumn.clock_hours[:4, 0].tolist() == [1, 1, 2, 1]
    assert autumn.values[[1, 2, 3, 23], 0].tolist() == [1, 2.5, 4, 24]  # 2:00 summer time and 2:00 winter time


def test_a_mean_counts_for_the_hour_that_ends_at_its_time():
    start = ms(2026, 1, 1, 23)
    found = make_hour_map(hourly(start, [5.0, 6.0], statistic="mean"), start, start + HOUR_MS)
    assert found.frame.days.astype(str).tolist() == ["2026-01-01", "2026-01-02"]
    assert (found.values[23, 0], found.values[0, 1]) == (5.0, 6.0)


def test_sums_are_summed_directions_turned_and_extremes_kept():
    times = ms(2026, 1, 1, 11) + 600_000 * np.arange(6)
    span = (int(times[0]), int(times[-1]))
    rain = make_hour_map(trace(times, [0.1] * 6, quantity="precipitation_amount"), *span)
    assert rain.values[12, 0] == pytest.approx(0.6)
    wind = make_hour_map(trace(times[:2], [350, 20], quantity="wind_from_direction"), *span)
    assert wind.values[12, 0] == pytest.approx(5.0)
    gust = make_hour_map(trace(times, [1, 9, 2, 3, 4, 5], statistic="max", quantity="wind_speed_of_gust"), *span)
    assert gust.values[12, 0] == 9.0
    assert gust.values[11, 0] == 1.0  # the first one's interval ended at 12:00


def test_columns_narrower_than_a_day_repeat_it_and_wider_ones_average_all_days():
    values = np.arange(24.0 * 10)
    found = make_hour_map(hourly(ms(2026, 1, 9, 23), values), ms(2026, 1, 9, 23), ms(2026, 1, 19, 22))
    edges = found.frame.edges_ms
    fine = found.in_columns(np.linspace(edges[0], edges[-1], 31))
    assert fine[5].tolist() == np.repeat(found.values[5], 3).tolist()
    coarse = found.in_columns(np.linspace(edges[0], edges[-1], 6))
    assert coarse[0] == pytest.approx(found.values[0].reshape(5, 2).mean(axis=1))
    assert found.day_at(edges[3]) == 3
    assert found.day_at(edges[3] - 1) == 2
    assert (found.day_at(-1e15), found.day_at(1e15)) == (0, 9)


def test_doubtful_values_are_left_out_of_hours_and_counted():
    start = ms(2026, 1, 1, 23)
    flags = Flagged(np.array([start + HOUR_MS, start + 2 * HOUR_MS]), np.array([int(Flag.SPIKE), int(Flag.LATE)]))
    found = make_hour_map(hourly(start, [1.0, 99.0, 3.0], flags=flags), start, start + 2 * HOUR_MS)
    assert found.left_out == 1
    assert found.counts[:3, 0].tolist() == [1, 0, 1]
    assert found.span() == (1.0, 3.0)


def test_the_wind_rose_converts_speeds_and_leaves_out_doubtful_values():
    flags = Flagged(np.array([0]), np.array([int(Flag.RANGE)]))
    speed = Trace(("v",), "Bochum", "Wind", "km/h", make_series(np.arange(4) * HOUR_MS, [180, 18, 18, 18]), flags=flags)
    direction = Trace(("d",), "Bochum", "Direction", "degree", make_series(np.arange(4) * HOUR_MS, [0, 90, 90, 180]))
    rose = rose_of(speed, direction, TimeWindow.whole_of(0, 4 * HOUR_MS - 1))
    assert (rose.mean_speed_ms, rose.known, rose.expected) == (5.0, 3, 4)
    assert rose.sector_percent[[0, 4, 8]].round(1).tolist() == [0.0, 66.7, 33.3]


def test_the_wind_of_a_station_is_speed_with_direction_and_no_gusts():
    named = (("g", "wind_speed", "m/s", "max"), ("v", "Windgeschwindigkeit", "m/s", ""),
             ("d", "Windrichtung", "Grad", ""), ("t", "Temperatur", "°C", ""))
    streams = [Datastream(key, key, Unit("", unit), ObservedProperty(name), statistic=statistic)
               for key, name, unit, statistic in named]
    assert [one.id for one in wind_streams(Station(1, "x", datastreams=tuple(streams)))] == ["v", "d"]
    assert wind_streams(Station(1, "x", datastreams=tuple(streams[:2]))) is None


def test_an_hour_map_without_values_is_empty():
    found = make_hour_map(trace([], []), ms(2026, 1, 1), ms(2026, 1, 3))
    assert found.span() is None
    assert np.isnan(found.values).all()
