# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart of one or several series, with a cursor that reads out all of them."""

from __future__ import annotations

from typing import Dict, List

import numpy as np
from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.core.sensors.charting.trace import Key, Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.core.sensors.indices.days import DAY_MS
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import LineContent, LineLayout
from ruhr_smartcity_plugin.gui.sensors.chart.line_painter import LinePainter
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import TimeAxis, moment_of
from ruhr_smartcity_plugin.gui.sensors.chart.time_plot import TimePlot
from ruhr_smartcity_plugin.gui.sensors.wording import local_text, number_text, with_unit
from ruhr_smartcity_plugin.translation import tr


class LineChart(TimePlot):
    """Shows a `LineContent` in a window of time."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_view")
        self._content: LineContent | None = None
        self._layout: LineLayout | None = None
        self.clear()

    def clear(self, placeholder: str | None = None) -> None:
        """Show nothing but a sentence; by default the one that says how to choose a station."""
        self._content = self.window_ms = self.cursor_place = None
        self.show_sentence(tr("Choose a station to see its values over time.") if placeholder is None else placeholder)

    def set_content(self, content: LineContent, window: TimeWindow) -> None:
        """Show series."""
        self._content, self.window_ms, self.cursor_place = content, window, None
        self.setAccessibleName(tr("Chart: {title}").format(title=content.title))
        self.setAccessibleDescription(self.summary())
        self.redraw()
        self.cursor_moved.emit("")
        self.window_changed.emit()

    def has_content(self) -> bool:
        return self._content is not None

    def redraw(self) -> None:
        self._layout = None
        super().redraw()

    def resizeEvent(self, event: object) -> None:
        self._layout = None
        super().resizeEvent(event)

    def summary(self) -> str:
        """Return the series in one sentence each: how many values, between which, where gaps are."""
        if self._content is None:
            return tr("There are no values in this period.")
        layout = self._laid_out(self.rect_f())
        if not layout.count:
            return tr("There are no values in this period.")
        texts = []
        for trace, strokes, label in zip(self._content.traces, layout.strokes, short_labels(self._content.traces)):
            text = tr("no values")
            if strokes.span is not None:
                low, high = (with_unit(number_text(one), trace.unit) for one in strokes.span)
                text = tr("%n value(s)", "", strokes.count) + ", " + tr("from {low} to {high}").format(
                    low=low, high=high)
            gaps = self._gaps_in_window(trace)
            text = text + ", " + tr("%n gap(s)", "", gaps) if gaps else text
            texts.append(text if len(layout.strokes) == 1 else f"{label}: {text}")
        return "; ".join(texts)

    def cursor_text(self) -> str:
        """Return moment and values at the cursor, with what was noticed about them; empty without a cursor."""
        if self.cursor_place is None or self._content is None:
            return ""
        texts = [local_text(moment_of(self.cursor_place))]
        traces = self._content.traces
        for trace, label in zip(traces, short_labels(traces)):
            value = self._value_text(trace)
            texts.append(value if len(traces) == 1 else f"{label} {value}")
        return " · ".join(texts)

    def cursor_note(self) -> str:
        """Return moment and doubts at the cursor: what a list of the values leaves out; empty without a cursor."""
        if self.cursor_place is None or self._content is None:
            return ""
        notes = [local_text(moment_of(self.cursor_place))]
        for trace, label in zip(self._content.traces, short_labels(self._content.traces)):
            position = trace.position_near(self.cursor_place)
            flags = [] if position is None else trace.flags_at(position)
            if flags:
                notes.append(f"{label}: " + ", ".join(one.title for one in flags))
        return " · ".join(notes)

    def cursor_values(self) -> Dict[Key, str]:
        """Return the value of each trace at the cursor, without what was noticed; empty without a cursor."""
        if self.cursor_place is None or self._content is None:
            return {}
        return {one.key: self._value_text(one, with_flags=False) for one in self._content.traces}

    def _value_text(self, trace: Trace, *, with_flags: bool = True) -> str:
        position = trace.position_near(self.cursor_place)
        if position is None:
            return "–"
        text = with_unit(number_text(float(trace.series.values[position])), trace.unit)
        flags = ", ".join(one.title for one in trace.flags_at(position))
        return f"{text} ({flags})" if flags and with_flags else text

    # --- times ---
    def time_axis(self, frame: QRectF) -> TimeAxis:
        return self._laid_out(frame).time_axis

    def step_from(self, cursor: int | None, direction: int) -> int | None:
        candidates: List[int] = []
        for trace in self._content.traces:
            first, last = self._inside(trace)
            if cursor is None:
                place = first if direction > 0 else last - 1
            elif direction > 0:
                place = int(np.searchsorted(trace.times_ms, cursor, side="right"))
            else:
                place = int(np.searchsorted(trace.times_ms, cursor)) - 1
            if first <= place < last:
                candidates.append(int(trace.times_ms[place]))
        return (min if direction > 0 else max)(candidates, default=None)

    def leap_from(self, cursor: int, direction: int) -> int | None:
        return self._nearest_to(cursor + direction * DAY_MS)

    def show_moment(self, time_ms: int) -> None:
        """Put the cursor to the value nearest to a moment; away where the window shows none."""
        if self.has_content():
            self.move_cursor(self._nearest_to(time_ms))

    def cursor_at(self, place: QPointF) -> int | None:
        return self._nearest_to(self._laid_out(self.rect_f()).time_axis.ms_at(place.x()))

    def _nearest_to(self, time_ms: int) -> int | None:
        positions = [(one, one.series.nearest(np.datetime64(int(time_ms), "ms"))) for one in self._content.traces]
        moments = [int(one.times_ms[place]) for one, place in positions if place is not None]
        inside = [one for one in moments if self.window_ms.first_ms <= one <= self.window_ms.last_ms]
        return min(inside, key=lambda one: abs(one - time_ms), default=None)

    def _inside(self, trace: Trace) -> tuple:
        return tuple(np.searchsorted(trace.times_ms, [self.window_ms.first_ms, self.window_ms.last_ms + 1]).tolist())

    def _gaps_in_window(self, trace: Trace) -> int:
        times, gaps, window = trace.times_ms, trace.gap_after, self.window_ms
        inside = (times[gaps] >= window.start_ms) & (times[gaps] < window.end_ms)
        return int(np.count_nonzero(inside))

    # --- painting ---
    def paint_plot(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        layout = self._laid_out(frame)
        LinePainter(painter, layout, self._content, ink).paint(frame)

    def paint_cursor(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        if self.cursor_place is not None:
            layout = self._laid_out(frame)
            x = float(layout.time_axis.x_of(self.cursor_place))
            painter.setPen(QPen(ink.text_colour(), 1, Qt.PenStyle.DashLine))
            painter.drawLine(QLineF(x, layout.plot.top(), x, layout.plot.bottom()))
            for trace in self._content.traces:
                self._paint_spot(painter, trace, layout, ink)
        super().paint_cursor(painter, frame, ink)

    def _paint_spot(self, painter: QPainter, trace: Trace, layout: LineLayout, ink: Ink) -> None:
        position = trace.position_near(self.cursor_place)
        if position is None:
            return
        axis = layout.axes[trace.axis_unit]
        point = QPointF(float(layout.time_axis.x_of(float(trace.times_ms[position]))),
                        float(layout.y_of(axis, float(trace.series.values[position]))))
        if layout.plot.adjusted(-2, -2, 2, 2).contains(point):
            painter.setPen(QPen(ink.base_colour(), 1.5))
            painter.setBrush(ink.text_colour())
            painter.drawEllipse(point, 4.5, 4.5)
            painter.setBrush(Qt.BrushStyle.NoBrush)

    def _laid_out(self, frame: QRectF) -> LineLayout:
        if frame != self.rect_f():
            return LineLayout(self._content, self.window_ms, frame, self.metrics())
        if self._layout is None:
            self._layout = LineLayout(self._content, self.window_ms, frame, self.metrics())
        return self._layout
