# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart: drawn in both themes, gaps as gaps, cursor by mouse and keys, picture for reports."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta, timezone
from time import perf_counter

import numpy as np
import pytest
from qgis.PyQt.QtCore import QEvent, QLocale, QPoint, QSize, Qt
from qgis.PyQt.QtGui import QColor, QPalette
from qgis.PyQt.QtTest import QTest

from ruhr_smartcity_plugin.core.sensors.charting.colours import RAMP
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.series import make_series
from ruhr_smartcity_plugin.core.sensors.store.records import Flagged
from ruhr_smartcity_plugin.gui.sensors.chart.hour_chart import HourChart
from ruhr_smartcity_plugin.gui.sensors.chart.ink import PAPER
from ruhr_smartcity_plugin.gui.sensors.chart.line_chart import LineChart
from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import LineContent
from ruhr_smartcity_plugin.gui.sensors.chart.sheet import Heading, sheet_image

END = datetime(2026, 7, 20, 12, tzinfo=timezone.utc)
HOUR_MS = 3_600_000
THEMES = {
    "light": {"Base": "#ffffff", "Text": "#000000", "Highlight": "#3daee9"},
    "dark": {"Base": "#1e1e1e", "Text": "#eeeeee", "Highlight": "#1d4f91"},
    "black on yellow": {"Base": "#ffff00", "Text": "#000000", "Highlight": "#eeee00"},
}


def content(hours, values=None, missing=(), step_ms=HOUR_MS):
    numbers = np.arange(hours * HOUR_MS // step_ms + 1)
    kept = np.array([number not in missing for number in numbers])
    end_ms = int(END.timestamp() * 1000)
    times = end_ms - (numbers[-1] - numbers) * step_ms
    data = 20 + 5 * np.sin(numbers / 24 * 2 * np.pi) if values is None else np.asarray(values, dtype=float)
    return chart_of(make_series(times[kept], data[kept]), start=END - timedelta(hours=hours), end=END)


def chart_of(*series, start, end):
    traces = tuple(Trace((str(number),), f"Station {number}", "Air temperature", "°C", one, number)
                   for number, one in enumerate(series))
    return LineContent(traces, "Bochum"), TimeWindow.whole_of(to_ms(start), to_ms(end))


@pytest.fixture
def chart(qgis_app, qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    view = LineChart()
    qtbot.addWidget(view)
    view.resize(600, 260)
    view.show()
    yield view
    QLocale.setDefault(before)


def paint(view, theme="light"):
    palette = QPalette()
    for role, colour in THEMES[theme].items():
        palette.setColor(getattr(QPalette.ColorRole, role), QColor(colour))
    view.setPalette(palette)
    return view.grab().toImage()


def line_columns(image, theme="light"):
    """Return the columns in which the line's hue is seen."""
    base, text = (QColor(THEMES[theme][role]) for role in ("Base", "Text"))
    found = set()
    for x in range(image.width()):
        for y in range(image.height()):
            colour = image.pixelColor(x, y)
            grey = abs(colour.red() - colour.blue()) < 40
            if not grey and colour not in (base, text):
                found.add(x)
                break
    return found


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("hours", [24, 24 * 7, 24 * 30])
@pytest.mark.parametrize("width", [320, 900])
def test_the_series_is_drawn_across_the_plot(chart, theme, hours, width):
    chart.resize(width, 260)
    chart.set_content(*content(hours))
    columns = line_columns(paint(chart, theme), theme)
    assert len(columns) > width * 0.7


@pytest.mark.parametrize("theme", list(THEMES))
def test_line_and_text_stand_out_from_the_base(chart, theme):
    chart.set_content(*content(24 * 7))
    image = paint(chart, theme)
    base = QColor(THEMES[theme]["Base"])
    differences = [
        abs(image.pixelColor(x, y).lightness() - base.lightness()) for x in range(0, 600, 2) for y in range(0, 260, 2)
    ]
    assert max(differences) > 90


def test_a_gap_is_a_gap(chart):
    chart.set_content(*content(48, missing=range(20, 30)))
    columns = line_columns(paint(chart))
    inside = [x for x in range(290, 340) if x in columns]  # hours 21–28 of 48 in a plot of some 550 pixels
    assert inside == []
    assert "1 gap" in chart.summary()


def test_a_month_of_minutes_becomes_a_band_that_keeps_the_peak(chart):
    values = np.full(24 * 30 * 60 + 1, 20.0)
    values[20_000] = 60.0
    chart.set_content(*content(24 * 30, values, step_ms=60_000))
    image = paint(chart)
    columns = [x for x in line_columns(image) if any(
        abs(image.pixelColor(x, y).red() - image.pixelColor(x, y).blue()) > 40 for y in range(40, 100))]
    assert columns  # the peak reaches the upper part of the plot
    assert chart.summary().startswith("43201 values, from 20,0 °C to 60,0 °C")


def test_the_empty_chart_and_the_empty_period_say_so(chart):
    assert "Choose a station" in chart.accessibleDescription()
    paint(chart)
    chart.set_content(*chart_of(make_series([], []), start=END - timedelta(hours=24), end=END))
    assert chart.accessibleDescription() == "There are no values in this period."
    paint(chart)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_text() == ""


@pytest.mark.parametrize("values", [[7.0] * 25, [-1e-9, 1e-9] * 12 + [0.0], [1e12, -1e12] * 12 + [0.0]])
def test_strange_spans_of_values_are_drawn(chart, values):
    chart.set_content(*content(24, values))
    assert line_columns(paint(chart))


def test_a_single_value_is_a_dot(chart):
    chart.set_content(*content(0))
    single = chart._content
    chart.set_content(*chart_of(single.traces[0].series, start=END - timedelta(hours=24), end=END + timedelta(hours=1)))
    assert line_columns(paint(chart))


def test_arrow_keys_read_out_value_and_local_time_in_german_numbers(chart, qtbot):
    chart.set_content(*content(24))
    with qtbot.waitSignal(chart.cursor_moved) as signal:
        QTest.keyClick(chart, Qt.Key.Key_End)
    # 12:00 UTC is 14:00 in summer; 20 + 5·sin(2π) = 20
    assert signal.args == ["2026-07-20 14:00 · 20,0 °C"]
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_text().startswith("2026-07-20 13:00")
    QTest.keyClick(chart, Qt.Key.Key_Left, Qt.KeyboardModifier.ControlModifier)
    assert chart.cursor_text().startswith("2026-07-19 14:00")  # a day back lies before the first value
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Left)
    assert chart.cursor_text().startswith("2026-07-19 14:00")
    assert chart.accessibleDescription() == chart.cursor_text()


def test_other_keys_go_on_to_the_dock(chart):
    chart.set_content(*content(24))
    QTest.keyClick(chart, Qt.Key.Key_A)
    assert chart.cursor_text() == ""


def test_the_mouse_reads_out_the_nearest_value_and_leaving_ends_it(chart, qtbot):
    chart.set_content(*content(24))
    chart.clearFocus()
    QTest.mouseMove(chart, QPoint(300, 120))
    qtbot.waitUntil(lambda: chart.cursor_text() != "")
    assert "2026-07-20 0" in chart.cursor_text()
    chart.leaveEvent(QEvent(QEvent.Type.Leave))
    assert chart.cursor_text() == ""


def test_the_hour_that_comes_twice_in_autumn_is_drawn_once_each(chart):
    end = datetime(2026, 10, 25, 6, tzinfo=timezone.utc)
    times = [int((end - timedelta(hours=back)).timestamp() * 1000) for back in range(12, -1, -1)]
    chart.set_content(*chart_of(make_series(times, range(13)), start=end - timedelta(hours=12), end=end))
    seen = []
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(13):
        seen.append(chart.cursor_text()[11:16])
        QTest.keyClick(chart, Qt.Key.Key_Right)
    assert seen.count("02:00") == 2
    assert chart.summary().startswith("13 values")
    assert "gap" not in chart.summary()


def test_the_picture_has_twice_the_pixels(chart):
    chart.set_content(*content(24))
    image = sheet_image(chart, Heading("Bochum", sources="Source: nobody"), QSize(500, 200))
    assert (image.width(), image.height()) == (1000, 400)
    assert line_columns(image)


def test_a_million_values_are_redrawn_in_less_than_a_tenth_of_a_second(chart):
    # The figure is measured in `make bench`; here four times as long still passes, for a busy machine.
    times = np.arange(1_000_000) * 60_000
    series = make_series(times, np.sin(times / 1e7))
    one = Trace(("1",), "Bochum", "Air temperature", "°C", series)
    chart.resize(1000, 400)
    chart.set_content(LineContent((one,), "Bochum"), TimeWindow.whole_of(0, int(times[-1])))
    chart.grab()
    chart.redraw()
    started = perf_counter()
    chart.grab()
    assert perf_counter() - started < 0.4


def test_a_gap_too_narrow_to_be_seen_is_marked_at_the_lower_edge(chart):
    def lower_edge():
        image, plot = paint(chart), chart.time_axis(chart.rect_f()).plot
        middle, y = round(plot.center().x()), round(plot.bottom()) - 3
        return [image.pixelColor(x, y) for x in range(middle - 6, middle + 7)]

    count = 24 * 30 * 60 + 1
    chart.set_content(*content(24 * 30, np.full(count, 20.0), step_ms=60_000))
    blue = PAPER.trace_colour(0)
    assert blue not in lower_edge()
    lost = range(count // 2, count // 2 + 5)
    chart.set_content(*content(24 * 30, np.full(count, 20.0), missing=lost, step_ms=60_000))
    assert blue in lower_edge()


def test_a_doubtful_value_carries_a_cross(chart):
    (one,), window = content(24)[0].traces, content(24)[1]
    flagged = replace(one, flags=Flagged(one.times_ms[12:13], np.array([int(Flag.RANGE)])))
    images = []
    for trace in (one, flagged):
        chart.set_content(LineContent((trace,), "Bochum"), window)
        images.append(paint(chart))
    axis = chart.time_axis(chart.rect_f())
    x = round(axis.x_of(float(one.times_ms[12])))
    changed = [place for place in range(600) if any(
        images[0].pixel(place, y) != images[1].pixel(place, y) for y in range(260))]
    assert changed
    assert x - 8 <= min(changed) <= x <= max(changed) <= x + 8


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_cells_without_a_value_are_hatched_and_low_and_high_have_the_ends_of_the_ramp(qtbot, qgis_app, theme):
    chart = HourChart()
    qtbot.addWidget(chart)
    chart.resize(600, 300)
    content_, window = content(24 * 10, missing=range(100, 150))
    chart.set_content(content_.traces[0], window)
    image = paint(chart, theme)
    plot = chart.time_axis(chart.rect_f()).plot
    colours = {image.pixelColor(x, y).getRgb()[:3] for x in range(round(plot.left()) + 3, round(plot.right()) - 3)
               for y in range(round(plot.top()) + 3, round(plot.bottom()) - 3)}
    assert {RAMP[0], RAMP[-1]} <= colours
    base = QColor(THEMES[theme]["Base"]).getRgb()[:3]
    assert base in colours  # between the lines of the hatching
    # And the lines: the ramp has no pure grey.
    assert any(red == green == blue and red != base[0] for red, green, blue in colours)
    assert "hatched" in chart.summary()
