# SPDX-License-Identifier: GPL-2.0-or-later
"""The time axis below a plot: from times to pixels and back, and its marks."""

from __future__ import annotations

from datetime import datetime, timezone

from qgis.PyQt.QtCore import QLineF, QPointF, QRectF
from qgis.PyQt.QtGui import QFont, QFontMetricsF, QPainter, QPen

from ruhr_smartcity_plugin.core.sensors.axis import TimeMark, TimeScale, time_marks
from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.wording import date_text, hour_text, month_text, year_text


def moment_of(time_ms: float) -> datetime:
    """Return UTC milliseconds as an aware datetime."""
    return datetime.fromtimestamp(time_ms / 1000.0, timezone.utc)


def mark_text(mark: TimeMark) -> str:
    """Return what stands below a mark."""
    texts = {TimeScale.CLOCK: hour_text, TimeScale.DAY: date_text, TimeScale.MONTH: month_text,
             TimeScale.YEAR: year_text}
    return texts[mark.scale](mark.moment)


class TimeAxis:
    """A window laid out along the lower edge of the rectangle `plot`."""

    def __init__(self, window: TimeWindow, plot: QRectF, metrics: QFontMetricsF) -> None:
        self.window, self.plot = window, plot
        most = max(int(plot.width() / (metrics.horizontalAdvance("00.00.") * 1.25)), 1)
        self.marks = time_marks(moment_of(window.start_ms), moment_of(window.end_ms), most)

    def x_of(self, time_ms):
        """Return the x of a time in UTC milliseconds (number or array)."""
        return self.plot.left() + (time_ms - self.window.start_ms) / self.window.span_ms * self.plot.width()

    def ms_at(self, x: float) -> int:
        """Return the time at a position; that of the nearer end outside the plot."""
        share = min(max((x - self.plot.left()) / self.plot.width(), 0.0), 1.0)
        return self.window.start_ms + round(share * self.window.span_ms)

    def paint(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        """Paint the marks across the plot and their texts below it."""
        height = painter.fontMetrics().height()
        regular, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        # Among times of the day the date stands out; where all are dates none does.
        is_mixed = any(mark.scale is TimeScale.CLOCK for mark in self.marks)
        reached = frame.left()
        for mark in self.marks:
            x = float(self.x_of(mark.moment.timestamp() * 1000.0))
            is_strong = is_mixed and mark.is_midnight
            painter.setPen(QPen(ink.grid_colour(is_strong=is_strong), 1))
            painter.drawLine(QLineF(x, self.plot.top(), x, self.plot.bottom() + height * 0.2))
            painter.setFont(bold if is_strong else regular)
            text = mark_text(mark)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, frame.left()), frame.right() - width)
            if left > reached:
                painter.setPen(ink.text_colour())
                painter.drawText(QPointF(left, self.plot.bottom() + height * 1.25), text)
                reached = left + width + height * 0.3
        painter.setFont(regular)
