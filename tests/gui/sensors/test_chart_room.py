# SPDX-License-Identifier: GPL-2.0-or-later
"""Several series in the room's chart: chosen, zoomed, removed, looked at in three ways, and taken out of it."""

from __future__ import annotations

import csv

import numpy as np
import pytest
from qgis.core import QgsLayoutExporter, QgsLayoutItemPicture, QgsPrintLayout
from qgis.PyQt.QtCore import QEvent, QItemSelectionModel, QLocale, QPoint, QPointF, QSize, Qt
from qgis.PyQt.QtGui import QImage, QMouseEvent, QWheelEvent
from qgis.PyQt.QtSvg import QSvgRenderer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton, QScrollArea, QToolButton, QWidget

from ruhr_smartcity_plugin.core.errors import StoreError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, ObservedProperty, Station, Unit
from ruhr_smartcity_plugin.core.sensors.quality.flags import Flag
from ruhr_smartcity_plugin.core.sensors.store.records import SourceInfo
from ruhr_smartcity_plugin.core.sensors.store.series_store import SeriesStore
from ruhr_smartcity_plugin.gui.sensors.chart.views import View
from tests.support.save_dialog import save_as

HOUR_MS, DAY_MS = 3_600_000, 86_400_000
START_MS = 1_774_566_000_000  # 2026-03-27 00:00 in the Ruhr; the clocks change on the 29th
HOURS = 7 * 24
STREAMS = (
    Datastream("t", "t", Unit("", "°C"), ObservedProperty("air_temperature")),
    Datastream("h", "h", Unit("", "%"), ObservedProperty("relative_humidity")),
    Datastream("p", "p", Unit("", "hPa"), ObservedProperty("air_pressure")),
    Datastream("v", "v", Unit("", "km/h"), ObservedProperty("wind_speed")),
    Datastream("d", "d", Unit("", "degree"), ObservedProperty("wind_from_direction")),
)


@pytest.fixture(scope="module")
def store_path(tmp_path_factory):
    """Two stations with a week of hourly values over the change of the clocks; the first one's are flagged once."""
    path = tmp_path_factory.mktemp("store") / "werte.sqlite"
    hours = np.arange(HOURS)
    times = START_MS + HOUR_MS * hours
    values = {"t": 10 + 5 * np.sin(hours / 24 * 2 * np.pi), "h": 60 + hours % 24, "p": 1000 + hours / 10,
              "v": np.full(HOURS, 18.0), "d": np.where(hours % 4, 270.0, 0.0)}
    listed = [Station("1", "Bochum & Ruhrtal", point_4326=(7.2, 51.5), datastreams=STREAMS),
              Station("2", "Hagen", point_4326=(7.5, 51.4), datastreams=STREAMS[:2])]
    with SeriesStore.create(path) as store:
        source = store.put_source(SourceInfo("dwd", "x", "DWD", "CC BY 4.0", "Wetterdienst <b>"))
        ids = store.put_stations(source, listed)
        store.write_many((stream, times, values[key]) for (_station, key), stream in ids.items())
        store.write_flags(ids[("1", "t")], times[[100]], np.array([int(Flag.SPIKE)]), int(Flag.SPIKE))
    return path


@pytest.fixture
def opened(room, store_path, idle, qtbot):
    """The room with the store open, German numbers; returns a function that selects series by station and property."""
    before = QLocale()
    QLocale.setDefault(QLocale("de_DE"))
    room.open_store(store_path)
    idle()
    room.resize(420, 900)

    def select(*wanted):
        selection = room.list.selectionModel()
        selection.clear()
        for row, one in enumerate(room.model.readings()):
            if (one.station.name.split()[0], one.property_title) in wanted:
                selection.setCurrentIndex(room.model.index(row), QItemSelectionModel.SelectionFlag.Select)
        assert len(selection.selectedIndexes()) == len(wanted)

    yield select
    QLocale.setDefault(before)


TEMPERATURE, HUMIDITY, PRESSURE = "Air temperature", "Relative humidity", "Air pressure"
WIND = "Wind speed"


def press(widget, name):
    QTest.mouseClick(widget.findChild(QWidget, name), Qt.MouseButton.LeftButton)


@pytest.fixture
def charted(room, opened, idle):
    """Two series with two units over a week."""
    opened(("Bochum", TEMPERATURE), ("Hagen", HUMIDITY))
    press(room, "show_chart")
    idle()
    press(room.chart_panel, "period_168")
    idle()
    return room.chart_panel


def wheel(chart, x, clicks, modifiers=Qt.KeyboardModifier.NoModifier, *, is_sideways=False):
    turn = QPoint(clicks * 120, 0) if is_sideways else QPoint(0, clicks * 120)
    place = QPointF(x, chart.height() / 2)
    QApplication.sendEvent(chart, QWheelEvent(place, chart.mapToGlobal(place.toPoint()), QPoint(), turn,
                                              Qt.MouseButton.NoButton, modifiers, Qt.ScrollPhase.NoScrollPhase, False))


def drag(chart, x_from, x_to, y, modifiers=Qt.KeyboardModifier.NoModifier):
    """Drag with the left button, in two moves."""
    kinds = [QEvent.Type.MouseButtonPress, QEvent.Type.MouseMove, QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease]
    for kind, x in zip(kinds, (x_from, (x_from + x_to) / 2, x_to, x_to)):
        button = Qt.MouseButton.NoButton if kind == QEvent.Type.MouseMove else Qt.MouseButton.LeftButton
        place = QPointF(x, y)
        spot = QPointF(chart.mapToGlobal(place.toPoint()))
        QApplication.sendEvent(chart, QMouseEvent(kind, place, spot, button, Qt.MouseButton.LeftButton, modifiers))


def test_two_series_have_an_axis_each_a_row_each_and_the_cursor_reads_out_both(charted):
    rows = [[charted.traces.topLevelItem(row).text(column) for column in range(3)] for row in range(2)]
    assert rows == [["Bochum & Ruhrtal · Air temperature", "left", "°C"], ["Hagen · Relative humidity", "right", "%"]]
    chart = charted.views.lines
    sides = {unit: axis.side.value for unit, axis in chart._laid_out(chart.rect_f()).axes.items()}
    assert sides == {"°C": "left", "%": "right"}
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Right)
    assert chart.cursor_text() == (
        "2026-03-27 01:00 · Bochum & Ruhrtal · Air temperature 11,3 °C · Hagen · Relative humidity 61,0 %")
    assert [charted.traces.topLevelItem(row).text(2) for row in range(2)] == ["11,3 °C", "61,0 %"]
    assert charted.readout.text() == "2026-03-27 01:00"
    assert chart.accessibleDescription() == chart.cursor_text()


def test_a_second_series_that_fails_leaves_the_first_in_sight(room, charted, opened, idle, monkeypatch):
    def refuse(*_):
        raise StoreError("The disk is gone.")

    monkeypatch.setattr(room.source, "fetch_series", refuse)
    opened(("Hagen", TEMPERATURE))
    press(room, "add_to_chart")
    idle()
    assert charted.banner.state == "failed"
    assert charted.readout.text().startswith("Bochum & Ruhrtal · Air temperature: 168 values")
    monkeypatch.undo()
    (again,) = [one for one in charted.banner.findChildren(QPushButton) if one.text() == "Try again"]
    QTest.mouseClick(again, Qt.MouseButton.LeftButton)
    idle()
    assert "Hagen · Air temperature: 168 values" in charted.readout.text()


def test_a_flagged_value_says_why(charted):
    chart = charted.views.lines
    chart.move_cursor(START_MS + 100 * HOUR_MS)
    assert "(single spike)" in chart.cursor_text()
    assert charted.readout.text().endswith("Bochum & Ruhrtal · Air temperature: single spike")
    assert charted.export.heading().mark_text == "doubtful value"


def test_more_series_are_added_up_to_two_units_and_removed_by_button_and_key(room, charted, opened, idle):
    opened(("Hagen", TEMPERATURE))
    press(room, "add_to_chart")
    idle()
    assert charted.traces.topLevelItemCount() == 3
    opened(("Bochum", PRESSURE))
    press(room, "add_to_chart")
    idle()
    assert charted.banner.state == "failed"
    assert "two units: °C, %" in charted.banner.text
    assert charted.traces.topLevelItemCount() == 3
    press(charted, "remove_trace_1")
    idle()
    assert charted.title.text() == "Air temperature, 2 stations"
    charted.traces.setCurrentItem(charted.traces.topLevelItem(1))
    QTest.keyClick(charted.traces, Qt.Key.Key_Delete)
    idle()
    assert charted.title.text() == "Bochum & Ruhrtal · Air temperature"
    assert not charted.traces.isVisible()


def test_a_selection_of_three_units_shows_what_has_room_and_says_so(room, opened, idle):
    opened(("Bochum", TEMPERATURE), ("Bochum", HUMIDITY), ("Bochum", PRESSURE))
    press(room, "show_chart")
    idle()
    assert room.chart_panel.traces.topLevelItemCount() == 2
    assert "two units" in room.chart_panel.banner.text


def test_the_wheel_zooms_where_the_pointer_is_and_pans_sideways(charted):
    chart = charted.views.lines
    axis = chart.time_axis(chart.rect_f())
    x = axis.plot.left() + axis.plot.width() / 4
    before, at = chart.window_ms, axis.ms_at(x)
    wheel(chart, x, 3)
    zoomed = chart.window_ms
    assert zoomed.span_ms == pytest.approx(before.span_ms / 1.25**3, rel=1e-6)
    assert chart.time_axis(chart.rect_f()).ms_at(x) == pytest.approx(at, abs=zoomed.span_ms / axis.plot.width())
    wheel(chart, x, -1, is_sideways=True)
    assert chart.window_ms.start_ms > zoomed.start_ms
    assert chart.window_ms.span_ms == zoomed.span_ms
    wheel(chart, x, -30)
    assert chart.window_ms.is_whole


def test_a_rubber_band_zooms_shift_pans_and_a_double_click_shows_all(charted):
    chart = charted.views.lines
    plot = chart.time_axis(chart.rect_f()).plot
    left, right, y = round(plot.left() + 50), round(plot.left() + 120), round(plot.center().y())
    expected = [chart.time_axis(chart.rect_f()).ms_at(x) for x in (left, right)]
    drag(chart, right, left, y)
    assert [chart.window_ms.start_ms, chart.window_ms.end_ms] == expected
    span = chart.window_ms.span_ms
    drag(chart, left, left + 30, y, Qt.KeyboardModifier.ShiftModifier)
    assert chart.window_ms.start_ms < expected[0]
    assert chart.window_ms.span_ms == span
    QTest.mouseDClick(chart, Qt.MouseButton.LeftButton, pos=QPoint(left, y))
    assert chart.window_ms.is_whole


def test_keys_and_buttons_zoom_pan_and_show_all_and_the_table_follows(charted):
    chart = charted.views.lines
    press(charted, "table_button")
    model = charted.views.table.model()
    assert (model.rowCount(), model.columnCount()) == (HOURS, 3)
    assert model.headerData(2, Qt.Orientation.Horizontal) == "Hagen · Relative humidity (%)"
    QTest.keyClick(chart, Qt.Key.Key_Home)
    QTest.keyClick(chart, Qt.Key.Key_Plus)
    assert HOURS // 2 < model.rowCount() < HOURS
    start = chart.window_ms.start_ms
    QTest.keyClick(chart, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert chart.window_ms.start_ms > start
    QTest.keyClick(chart, Qt.Key.Key_0)
    assert model.rowCount() == HOURS
    press(charted, "zoom_in")
    assert model.rowCount() < HOURS
    press(charted, "zoom_out")
    press(charted, "zoom_all")
    assert model.rowCount() == HOURS
    values = {model.index(row, 1).data() for row in range(HOURS)}
    assert any(value.endswith("(single spike)") for value in values)


def choose_view(panel, view, idle):
    panel.view_choice.setCurrentIndex(panel.view_choice.findData(view))
    idle()


def test_the_heat_map_reads_out_hours_of_local_days_also_when_the_clocks_change(charted, idle):
    choose_view(charted, View.HOURS, idle)
    chart = charted.views.hours
    assert chart.isVisible()
    # The week shown ends with the last value, 2026-04-02 23:00 UTC+2, and begins on the evening of 26 March.
    QTest.keyClick(chart, Qt.Key.Key_Home)
    for _ in range(3):
        QTest.keyClick(chart, Qt.Key.Key_Right)
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.cursor_text().startswith("2026-03-29, 01:00–02:00 · ")
    QTest.keyClick(chart, Qt.Key.Key_Up)
    assert chart.cursor_text() == "2026-03-29, 02:00–03:00 · the clocks skip this hour"
    QTest.keyClick(chart, Qt.Key.Key_Up)
    # 1:00 UTC of the 29th is hour 50 of the series: 10 + 5·sin(50/24·2π) = 12.5
    assert chart.cursor_text() == "2026-03-29, 03:00–04:00 · 12,5 °C · 1 value"
    assert chart.accessibleDescription() == chart.cursor_text()
    press(charted, "table_button")
    model = charted.views.table.model()
    assert model.columnCount() == 25
    row = next(row for row in range(model.rowCount()) if model.index(row, 0).data() == "2026-03-29")
    assert [model.index(row, column).data() for column in (3, 4)] == ["–", "12,5"]


def test_the_heat_map_is_coloured_hatched_and_zoomed_like_the_lines(charted, idle):
    choose_view(charted, View.HOURS, idle)
    chart = charted.views.hours
    image = chart.grab().toImage()
    plot = chart._laid_out(chart.rect_f()).plot
    assert ", 1 doubtful value left out, hatched where there is no value" in chart.summary()
    middle = image.pixelColor(round(plot.center().x()), round(plot.center().y()))
    assert middle.red() != middle.blue()
    wheel(chart, plot.center().x(), 5)
    window = chart.window_ms
    assert not window.is_whole
    choose_view(charted, View.LINES, idle)
    assert charted.views.lines.window_ms == window


def test_the_wind_rose_fetches_speed_and_direction_of_the_station(charted, idle):
    choose_view(charted, View.ROSE, idle)
    rose = charted.views.rose
    # 18 km/h are 5 m/s; three hours of four from the west.
    assert rose.rose.mean_speed_ms == pytest.approx(5.0)
    assert rose.summary().startswith("mean 5,0 m/s, mostly from W (270°), calm 0,0 %")
    QTest.keyClick(rose, Qt.Key.Key_Right)
    assert rose.cursor_text().startswith("N (0°): 25,0 %")
    press(charted, "table_button")
    model = charted.views.table.model()
    assert (model.rowCount(), model.index(12, 0).data(), model.index(12, 1).data()) == (17, "W (270°)", "75,0")
    press(charted, "table_button")
    charted.traces.setCurrentItem(charted.traces.topLevelItem(1))  # Hagen has no wind
    idle()
    assert "measures no wind" in rose.accessibleDescription()
    assert not charted.export_button.isEnabled()


@pytest.mark.parametrize("view", list(View))
def test_charts_go_out_as_svg_picture_and_copy_with_their_source(charted, idle, tmp_path, monkeypatch, view):
    choose_view(charted, view, idle)
    actions = {one.objectName(): one for one in charted.export_button.menu().actions()}
    save_as(monkeypatch, tmp_path / "chart.svg")
    actions["export_svg"].trigger()
    text = (tmp_path / "chart.svg").read_text(encoding="utf-8")
    assert "Wetterdienst &lt;b&gt;, CC BY 4.0" in text
    assert "2026-03-2" in text  # the period
    assert "fillpattern" not in text  # neither Qt nor print layouts show it
    assert QSvgRenderer(str(tmp_path / "chart.svg")).isValid()
    actions["copy_picture"].trigger()
    copied = QApplication.clipboard().mimeData()
    assert copied.hasImage()
    assert copied.text() == charted.views.plot.summary()


def test_ctrl_c_copies_the_chart_and_the_selected_rows_of_its_table(room, charted):
    room.activateWindow()
    charted.views.lines.setFocus()
    QTest.keyClick(charted.views.lines, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QApplication.clipboard().mimeData().hasImage()
    press(charted, "table_button")
    charted.views.table.selectRow(1)
    charted.views.table.setFocus()
    QTest.keyClick(charted.views.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    # The last value but one: 165 hours of 168, 10 + 5·sin(166/24·2π) = 7.5 and 60 + 166 mod 24.
    assert QApplication.clipboard().text().split("\n") == [
        "Time (local)\tBochum & Ruhrtal · Air temperature (°C)\tHagen · Relative humidity (%)",
        "2026-04-02 23:00\t7,5\t82,0"]


def test_what_is_seen_is_what_is_written_as_csv(charted, idle, tmp_path, monkeypatch):
    chart = charted.views.lines
    chart.set_window(chart.window_ms.narrowed(START_MS + 99 * HOUR_MS, START_MS + 101 * HOUR_MS))
    save_as(monkeypatch, tmp_path / "werte.csv")
    next(one for one in charted.export_button.menu().actions() if one.objectName() == "export_csv").trigger()
    idle()
    with open(tmp_path / "werte.csv", encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file, delimiter=";"))
    assert [one["property"] for one in rows] == [TEMPERATURE] * 3 + [HUMIDITY] * 3
    assert [one["flags"] for one in rows] == ["", "single spike", "", "", "", ""]
    assert rows[0]["licence"] == "CC BY 4.0"


def test_a_chart_lies_in_a_print_layout_without_a_file_and_is_replaced_the_next_time(bench, charted, tmp_path):
    layout = QgsPrintLayout(bench.project)
    layout.initializeDefaults()
    layout.setName("A & B")
    bench.project.layoutManager().addLayout(layout)
    menu = charted.export_button.menu().findChild(QWidget, "chart_layouts")
    menu.aboutToShow.emit()
    assert [one.text() for one in menu.actions() if not one.isSeparator()] == ["A && B", "New layout"]
    menu.actions()[0].trigger()
    menu.actions()[0].trigger()
    (picture,) = [one for one in layout.items() if isinstance(one, QgsLayoutItemPicture)]
    assert picture.picturePath().startswith("base64:")
    path = str(tmp_path / "page.png")
    settings = QgsLayoutExporter.ImageExportSettings()
    settings.dpi = 60
    assert QgsLayoutExporter(layout).exportToImage(path, settings) == QgsLayoutExporter.ExportResult.Success
    page = QImage(path)
    lower_left = page.copy(0, page.height() // 2, page.width() // 2, page.height() // 2)
    colours = {lower_left.pixel(x, y) for x in range(0, lower_left.width(), 3) for y in range(lower_left.height())}
    assert len(colours) > 20
    menu.actions()[-1].trigger()
    names = [one.name() for one in bench.project.layoutManager().layouts()]
    assert names == ["A & B", charted.export.heading().title]


@pytest.mark.parametrize("view", list(View))
def test_all_of_the_chart_fits_a_narrow_dock_and_has_names_for_screen_readers(room, charted, idle, view):
    choose_view(charted, view, idle)
    room.resize(320, 900)
    assert room.minimumSizeHint().width() <= 320
    for button in charted.findChildren(QToolButton):
        assert button.accessibleName() or not button.objectName(), button.objectName()
    assert charted.view_choice.accessibleName()
    assert charted.views.plot.accessibleName()
    assert charted.views.plot.minimumSizeHint() != QSize()


def test_in_a_low_dock_the_chart_is_scrolled_to_and_keeps_its_height(room, opened, idle, qtbot):
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(room)
    area.resize(340, 420)
    area.show()
    opened(("Bochum", TEMPERATURE), ("Hagen", HUMIDITY))
    press(room, "show_chart")
    idle()
    panel = room.chart_panel
    qtbot.waitUntil(lambda: not panel.readout.visibleRegion().isEmpty(), timeout=2_000)
    assert panel.views.height() >= panel.views.lines.minimumSizeHint().height()
    assert panel.traces.geometry().bottom() < panel.views.geometry().top()
    area.takeWidget()
