# SPDX-License-Identifier: GPL-2.0-or-later
"""Paints a heat map of hours with its legend."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QFontMetricsF, QImage, QPainter, QPen

from ruhr_smartcity_plugin.core.sensors.charting.colours import ramp_colours
from ruhr_smartcity_plugin.core.sensors.charting.hour_map import HOURS, HourMap
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import Side, value_axis
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import axis_text
from ruhr_smartcity_plugin.gui.sensors.chart.plot import write_sentence
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import TimeAxis
from ruhr_smartcity_plugin.translation import tr

_MARKED_HOURS = (0, 6, 12, 18, 24)
_FINE = 2  # pixels of the picture per unit of the frame: sharp in print
_RAMP_STEPS = 128
_HATCH = 8.0


class HourLayout:
    """The plot's rectangle inside a frame, with the legend's above it."""

    def __init__(self, hours: HourMap, window: TimeWindow, frame: QRectF, metrics: QFontMetricsF) -> None:
        self._hours = hours
        line, digit = metrics.height(), metrics.horizontalAdvance("0")
        self.axis = value_axis("", Side.LEFT, *(hours.span() or (0.0, 1.0)), max(int(frame.width() / (digit * 12)), 2))
        # The ramp ends where the values do, or their differences would drown in it; its marks are round.
        low, high = hours.span() or (0.0, 0.0)
        self.low, self.high = (low, high) if high > low else (self.axis.low, self.axis.high)
        left, top = metrics.horizontalAdvance("24:00") + digit, line * 2.4
        self.plot = QRectF(frame.left() + left, frame.top() + top, max(frame.width() - left - digit * 2.0, 10.0),
                           max(frame.height() - top - line * 1.9, 10.0))
        self.legend = QRectF(self.plot.left(), frame.top() + line * 0.2, self.plot.width(), line * 0.7)
        self.time_axis = TimeAxis(window, self.plot, metrics)

    def y_of_hour(self, hour: float) -> float:
        """Return the y where an hour begins: midnight at the bottom."""
        return self.plot.bottom() - hour / HOURS * self.plot.height()

    def hour_at(self, y: float) -> int:
        """Return the hour at a position; the nearer end's outside the plot."""
        return min(max(int((self.plot.bottom() - y) / self.plot.height() * HOURS), 0), HOURS - 1)

    def cell_box(self, hour: int, day: int) -> QRectF:
        """Return where a cell lies inside the plot."""
        left, right = (float(self.time_axis.x_of(float(one))) for one in self._hours.frame.edges_ms[day:day + 2])
        left, right = max(left, self.plot.left()), min(right, self.plot.right())
        top, bottom = self.y_of_hour(hour + 1), self.y_of_hour(hour)
        return QRectF(left, top, max(right - left, 1.0), bottom - top)


class HourPainter:
    """Paints one layout."""

    def __init__(self, painter: QPainter, layout: HourLayout, hours: HourMap, ink: Ink) -> None:
        self._painter, self._layout, self._hours, self._ink = painter, layout, hours, ink

    def paint(self, frame: QRectF, unit: str) -> None:
        """Paint cells, axes and legend."""
        plot = self._layout.plot
        self._layout.time_axis.paint(self._painter, frame, self._ink)
        self._paint_hours(frame)
        if self._hours.span() is None:
            write_sentence(self._painter, plot, self._ink, tr("There are no values in this period."))
            return
        # Cells without a value are hatched: they must not look like any colour of the ramp.
        self._painter.fillRect(plot, self._ink.base_colour())
        self._paint_hatching()
        self._painter.drawImage(plot, self._cells())
        self._paint_changes()
        self._painter.setPen(QPen(self._ink.grid_colour(is_strong=True), 1))
        self._painter.drawRect(plot)
        self._paint_legend(unit)

    def _paint_hatching(self) -> None:
        """Draw it line by line, each within the plot: SVG files know neither Qt's patterns nor its clipping."""
        plot = self._layout.plot
        self._painter.setPen(QPen(self._ink.grid_colour(is_strong=True), 1))
        for far in np.arange(_HATCH, plot.width() + plot.height(), _HATCH).tolist():
            self._painter.drawLine(QLineF(
                plot.left() + max(far - plot.height(), 0.0), plot.top() + min(far, plot.height()),
                plot.left() + min(far, plot.width()), plot.top() + max(far - plot.width(), 0.0)))

    def _cells(self) -> QImage:
        """Return the cells as a picture; transparent without a value."""
        plot, window = self._layout.plot, self._layout.time_axis.window
        width, height = max(int(plot.width() * _FINE), 1), max(int(plot.height() * _FINE), HOURS)
        values = self._hours.in_columns(np.linspace(window.start_ms, window.end_ms, width + 1))
        rows = HOURS - 1 - np.arange(height) * HOURS // height
        return _picture(self._shares(values), rows)

    def _shares(self, values: np.ndarray) -> np.ndarray:
        return (values - self._layout.low) / (self._layout.high - self._layout.low)

    def _paint_hours(self, frame: QRectF) -> None:
        painter, plot = self._painter, self._layout.plot
        height = painter.fontMetrics().height()
        for hour in _MARKED_HOURS:
            y = self._layout.y_of_hour(hour)
            painter.setPen(QPen(self._ink.grid_colour(is_strong=True), 1))
            painter.drawLine(QLineF(plot.left() - height * 0.2, y, plot.left(), y))
            painter.setPen(self._ink.text_colour())
            box = QRectF(frame.left(), y - height / 2, plot.left() - frame.left() - height * 0.35, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, f"{hour}:00")

    def _paint_changes(self) -> None:
        """Leave cells empty that the clocks skip, and put a dot into those that stand for two hours, if it fits."""
        window, painter = self._layout.time_axis.window, self._painter
        for hour, day in np.argwhere(self._hours.clock_hours != 1).tolist():
            first, last = self._hours.frame.edges_ms[day:day + 2].tolist()
            if first >= window.end_ms or last <= window.start_ms:
                continue
            box = self._layout.cell_box(hour, day)
            if not self._hours.clock_hours[hour, day]:
                painter.fillRect(box, self._ink.base_colour())
            elif self._hours.counts[hour, day] and box.width() > 8:
                painter.setPen(QPen(self._ink.base_colour(), 1))
                painter.setBrush(self._ink.text_colour())
                painter.drawEllipse(box.center(), 2.5, 2.5)
                painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_legend(self, unit: str) -> None:
        painter, bar, layout = self._painter, self._layout.legend, self._layout
        painter.drawImage(bar, _picture(np.linspace(0.0, 1.0, _RAMP_STEPS)[None, :], np.zeros(1, dtype=np.int64)))
        metrics = painter.fontMetrics()
        reached = 0.0
        for number, value in enumerate(one for one in layout.axis.marks if layout.low <= one <= layout.high):
            x = bar.left() + (value - layout.low) / (layout.high - layout.low) * bar.width()
            text = axis_text(layout.axis, value) + (f" {unit}" if not number and unit else "")
            width = metrics.horizontalAdvance(text)
            left = min(max(x - width / 2, bar.left()), bar.right() - width)
            painter.setPen(self._ink.text_colour())
            painter.drawLine(QLineF(x, bar.bottom(), x, bar.bottom() + 3))
            if left > reached:
                painter.drawText(QPointF(left, bar.bottom() + metrics.height()), text)
                reached = left + width + metrics.height() * 0.3


def _picture(shares: np.ndarray, rows: np.ndarray) -> QImage:
    """Return a picture of shares of the ramp, shape [n, width], with their `rows` from above; NaN is transparent."""
    known = np.isfinite(shares)
    pixels = np.empty((*shares.shape, 4), dtype=np.uint8)
    pixels[..., :3] = ramp_colours(np.where(known, shares, 0.0))
    pixels[..., 3] = np.where(known, 255, 0)
    pixels = pixels[rows]
    height, width = pixels.shape[:2]
    return QImage(pixels.tobytes(), width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
