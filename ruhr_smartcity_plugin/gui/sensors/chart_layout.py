# SPDX-License-Identifier: GPL-2.0-or-later
"""From values and times to pixels and back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF
from qgis.PyQt.QtGui import QFontMetricsF

from ruhr_smartcity_plugin.core.sensors.axis import TimeMark, time_marks, value_marks
from ruhr_smartcity_plugin.core.sensors.instant import to_ms
from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.gui.sensors.wording import date_text, hour_text, number_text


@dataclass(frozen=True)
class ChartContent:
    """What a chart shows: the series, its span (aware datetimes), title and unit."""

    series: Series
    start: datetime
    end: datetime
    title: str = ""
    unit: str = ""

    def visible(self) -> Series:
        """Return the values within the span; its end belongs to it."""
        after = to_ms(self.end) + 1
        return self.series.between(np.datetime64(to_ms(self.start), "ms"), np.datetime64(after, "ms"))


class ChartLayout:
    """The plot's rectangle inside a widget, with its marks."""

    def __init__(self, content: ChartContent, frame: QRectF, metrics: QFontMetricsF) -> None:
        self.content = content
        visible = content.visible()
        low, high = (float(visible.values.min()), float(visible.values.max())) if len(visible) else (0.0, 1.0)
        line, digit = metrics.height(), metrics.horizontalAdvance("0")
        rows = max(int(frame.height() / (line * 3.0)), 2)
        self.marks = value_marks(low, high, rows)
        self.low, self.high = self.marks[0], self.marks[-1]
        step = self.marks[1] - self.marks[0]
        self.decimals = max(0, min(6, -int(np.floor(np.log10(step) + 1e-9)))) + (1 if step in (2.5, 0.25) else 0)
        widest = max(metrics.horizontalAdvance(self.mark_text(one)) for one in self.marks)
        left, top = widest + digit * 1.5, line * 1.6
        self.plot = QRectF(
            frame.left() + left, frame.top() + top, max(frame.width() - left - digit * 2.0, 10.0),
            max(frame.height() - top - line * 1.9, 10.0))
        most = max(int(self.plot.width() / (metrics.horizontalAdvance("00.00.") * 1.25)), 1)
        self.times = time_marks(content.start, content.end, most)
        self._start_ms, self._span_ms = to_ms(content.start), max(to_ms(content.end) - to_ms(content.start), 1)

    def mark_text(self, value: float) -> str:
        """Return the text of a mark of the value axis."""
        return number_text(value, self.decimals)

    def time_text(self, mark: TimeMark) -> str:
        """Return the text of a mark of the time axis: the day at midnight, else the hour."""
        return date_text(mark.moment) if mark.is_midnight else hour_text(mark.moment)

    def x_of_ms(self, time_ms):
        """Return the x of a time in milliseconds since 1970 (number or array)."""
        return self.plot.left() + (time_ms - self._start_ms) / self._span_ms * self.plot.width()

    def y_of(self, value):
        """Return the y of a value (number or array)."""
        return self.plot.bottom() - (value - self.low) / (self.high - self.low) * self.plot.height()

    def time_at(self, x: float) -> np.datetime64:
        """Return the time (UTC) at a position."""
        share = min(max((x - self.plot.left()) / self.plot.width(), 0.0), 1.0)
        moment = self.content.start + timedelta(milliseconds=share * self._span_ms)
        return np.datetime64(to_ms(moment), "ms")

    def point_of(self, time: np.datetime64, value: float) -> QPointF:
        """Return the position of a value."""
        return QPointF(float(self.x_of_ms(int(time.astype(np.int64)))), float(self.y_of(float(value))))
