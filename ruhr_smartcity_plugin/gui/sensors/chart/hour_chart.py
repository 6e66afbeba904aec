# SPDX-License-Identifier: GPL-2.0-or-later
"""The heat map of hours: a column per day, a row per hour of the local clocks."""

from __future__ import annotations

from typing import Tuple

from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QKeyEvent, QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.core.sensors.charting.hour_map import HOURS, HourMap, make_hour_map
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.indices.days import HOUR_MS
from ruhr_smartcity_plugin.gui.sensors.chart.hour_painter import HourLayout, HourPainter
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import TimeAxis
from ruhr_smartcity_plugin.gui.sensors.chart.time_plot import TimePlot
from ruhr_smartcity_plugin.gui.sensors.wording import day_text, left_out_text, number_text, with_unit
from ruhr_smartcity_plugin.translation import tr

_WEEK = 7
_ROWS = {Qt.Key.Key_Up: 1, Qt.Key.Key_Down: -1}  # midnight is at the bottom


class HourChart(TimePlot):
    """Shows one trace. The cursor stands on a cell; up and down go by hour, left and right by day, with Ctrl by week.

    Its place is the number of the cell, day after day: where the clocks skip an hour there is a cell, but no moment.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hour_view")
        self.trace: Trace | None = None
        self.hours: HourMap | None = None

    def clear(self, placeholder: str = "") -> None:
        """Show nothing but a sentence."""
        self.trace = self.hours = self.window_ms = self.cursor_place = None
        self.show_sentence(placeholder)

    def set_content(self, trace: Trace, window: TimeWindow) -> None:
        """Show a trace by hours and days."""
        self.trace, self.cursor_place = trace, None
        self.hours = make_hour_map(trace, window.first_ms, window.last_ms)
        self.window_ms = window
        self.setAccessibleName(tr("Hours of the days: {title}").format(title=short_labels([trace])[0]))
        self.setAccessibleDescription(self.summary())
        self.redraw()
        self.cursor_moved.emit("")
        self.window_changed.emit()

    def has_content(self) -> bool:
        return self.trace is not None

    def summary(self) -> str:
        """Return what is shown in one sentence."""
        span = self.hours.span() if self.hours is not None else None
        if span is None:
            return tr("There are no values in this period.")
        low, high = (with_unit(number_text(one), self.trace.unit) for one in span)
        text = tr("Hours of %n day(s)", "", len(self.hours.frame)) + ", " + tr("from {low} to {high}").format(
            low=low, high=high)
        text += left_out_text(self.hours.left_out)
        has_holes = bool(((self.hours.counts == 0) & (self.hours.clock_hours > 0)).any())
        return text + ", " + tr("hatched where there is no value") if has_holes else text

    def cursor_text(self) -> str:
        """Return day, hour and value of the cell at the cursor; empty without a cursor."""
        if self.cursor_place is None or self.hours is None:
            return ""
        hour, day = self._cell()
        head = f"{day_text(self.hours.frame.days[day].astype(object))}, {hour:02d}:00–{hour + 1:02d}:00"
        count, clock_hours = int(self.hours.counts[hour, day]), int(self.hours.clock_hours[hour, day])
        if not clock_hours:
            return f"{head} · " + tr("the clocks skip this hour")
        if not count:
            return f"{head} · " + tr("no value")
        value = with_unit(number_text(float(self.hours.values[hour, day])), self.trace.unit)
        text = f"{head} · {value} · " + tr("%n value(s)", "", count)
        return text + ", " + tr("this hour comes twice") if clock_hours > 1 else text

    # --- cells and times ---
    def time_axis(self, frame: QRectF) -> TimeAxis:
        return self._laid_out(frame).time_axis

    def ms_of(self, cursor: int) -> int:
        # The middle of the cell's hour; in spring the clocks show it an hour earlier, which no eye sees.
        day, hour = divmod(cursor, HOURS)
        return int(self.hours.frame.edges_ms[day]) + hour * HOUR_MS + HOUR_MS // 2

    def step_from(self, cursor: int | None, direction: int) -> int | None:
        if cursor is None:
            return self._place(0, 0 if direction > 0 else len(self.hours.frame) - 1)
        hour, day = self._cell()
        return self._place(hour, day + direction)

    def leap_from(self, cursor: int, direction: int) -> int | None:
        hour, day = self._cell()
        return self._place(hour, day + direction * _WEEK)

    def cursor_at(self, place: QPointF) -> int | None:
        layout = self._laid_out(self.rect_f())
        return self._place(layout.hour_at(place.y()), self.hours.day_at(layout.time_axis.ms_at(place.x())))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _ROWS or not self.has_content():
            super().keyPressEvent(event)
        elif self.cursor_place is None:
            self.move_cursor(self.step_from(None, 1))
        else:
            hour, day = self._cell()
            self.move_cursor(self._place(min(max(hour + _ROWS[event.key()], 0), HOURS - 1), day))

    def _place(self, hour: int, day: int) -> int:
        return min(max(day, 0), len(self.hours.frame) - 1) * HOURS + hour

    def _cell(self) -> Tuple[int, int]:
        day, hour = divmod(self.cursor_place, HOURS)
        return hour, day

    # --- painting ---
    def paint_plot(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        HourPainter(painter, self._laid_out(frame), self.hours, ink).paint(frame, self.trace.unit)

    def paint_cursor(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        if self.cursor_place is not None:
            hour, day = self._cell()
            box = self._laid_out(frame).cell_box(hour, day)
            for colour, width in ((ink.base_colour(), 4.0), (ink.text_colour(), 2.0)):
                painter.setPen(QPen(colour, width))
                painter.drawRect(box)
        super().paint_cursor(painter, frame, ink)

    def _laid_out(self, frame: QRectF) -> HourLayout:
        return HourLayout(self.hours, self.window_ms, frame, self.metrics())
