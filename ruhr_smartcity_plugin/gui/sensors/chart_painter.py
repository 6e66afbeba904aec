# SPDX-License-Identifier: GPL-2.0-or-later
"""Paints a series: lines with their gaps, a band from minimum to maximum where values crowd, axes, cursor."""

from __future__ import annotations

from typing import Iterator, Tuple

import numpy as np
from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFont, QPainter, QPalette, QPen, QPolygonF

from ruhr_smartcity_plugin.core.sensors.series import Series, downsample_min_max
from ruhr_smartcity_plugin.gui.sensors.chart_layout import ChartLayout
from ruhr_smartcity_plugin.translation import tr

# With more values than this per pixel a line would only be a smear.
_CROWDED = 1.0
_SPARSE_PX = 9.0


class ChartPainter:
    """Paints one layout with the colours of a palette."""

    def __init__(self, painter: QPainter, layout: ChartLayout, palette: QPalette) -> None:
        self._painter, self._layout = painter, layout
        self._line = palette.color(QPalette.ColorRole.Highlight)
        self._text = palette.color(QPalette.ColorRole.Text)
        self._base = palette.color(QPalette.ColorRole.Base)
        self._line = _readable(self._line, self._base, self._text)
        self._grid = _mixed(self._text, self._base, 0.22)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)

    def paint(self, frame: QRectF, cursor: int | None) -> None:
        """Paint everything; `cursor` is the position of the value read out."""
        self._painter.fillRect(frame, self._base)
        self._paint_axes(frame)
        visible = self._layout.content.visible()
        if len(visible) == 0:
            self._painter.setPen(self._text)
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            self._painter.drawText(self._layout.plot, int(flags), tr("There are no values in this period."))
            return
        self._painter.save()
        self._painter.setClipRect(self._layout.plot.adjusted(-3, -3, 3, 3))
        for part in _parts(visible):
            self._paint_part(part)
        self._painter.restore()
        if cursor is not None and cursor < len(visible):
            self._paint_cursor(visible, cursor)

    def _paint_axes(self, frame: QRectF) -> None:
        layout, plot, painter = self._layout, self._layout.plot, self._painter
        height = painter.fontMetrics().height()
        painter.setPen(self._text)
        title = painter.fontMetrics().elidedText(layout.content.unit, Qt.TextElideMode.ElideRight, int(frame.width()))
        painter.drawText(QPointF(frame.left() + 4, frame.top() + height), title)
        for value in layout.marks:
            y = float(layout.y_of(value))
            painter.setPen(QPen(self._grid, 1))
            painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            painter.setPen(self._text)
            box = QRectF(frame.left(), y - height / 2, plot.left() - frame.left() - height * 0.35, height)
            painter.drawText(box, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, layout.mark_text(value))
        self._paint_times(frame, height)

    def _paint_times(self, frame: QRectF, height: float) -> None:
        layout, plot, painter = self._layout, self._layout.plot, self._painter
        regular, bold = QFont(painter.font()), QFont(painter.font())
        bold.setBold(True)
        reached = frame.left()
        for mark in layout.times:
            x = float(layout.x_of_ms(round(mark.moment.timestamp() * 1000)))
            painter.setPen(QPen(_mixed(self._text, self._base, 0.5) if mark.is_midnight else self._grid, 1))
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom() + height * 0.2))
            text = layout.time_text(mark)
            painter.setFont(bold if mark.is_midnight else regular)
            width = painter.fontMetrics().horizontalAdvance(text)
            left = min(max(x - width / 2, frame.left()), frame.right() - width)
            if left > reached:
                painter.setPen(self._text)
                painter.drawText(QPointF(left, plot.bottom() + height * 1.25), text)
                reached = left + width + height * 0.3
        painter.setFont(regular)

    def _paint_part(self, part: Series) -> None:
        width = self._layout.plot.width()
        total = len(self._layout.content.visible())
        if total > width * _CROWDED:
            self._paint_band(part, int(width))
            return
        xs, ys = self._layout.x_of_ms(part.times.astype(np.int64)), self._layout.y_of(part.values)
        points = [QPointF(x, y) for x, y in zip(xs.tolist(), ys.tolist())]
        self._painter.setPen(self._line_pen(2.0))
        if len(points) > 1:
            self._painter.drawPolyline(QPolygonF(points))
        if len(points) == 1 or width / max(total, 1) > _SPARSE_PX:
            self._painter.setPen(Qt.PenStyle.NoPen)
            self._painter.setBrush(self._line)
            for point in points:
                self._painter.drawEllipse(point, 2.6, 2.6)
            self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_band(self, part: Series, width: int) -> None:
        layout = self._layout
        start, end = layout.time_at(layout.plot.left()), layout.time_at(layout.plot.right()) + np.timedelta64(1, "ms")
        columns = downsample_min_max(part, start, end, max(width, 1))
        xs = layout.plot.left() + columns.index + 0.5
        upper = [QPointF(x, y) for x, y in zip(xs.tolist(), layout.y_of(columns.high).tolist())]
        lower = [QPointF(x, y) for x, y in zip(xs.tolist(), layout.y_of(columns.low).tolist())]
        band = QColor(self._line)
        band.setAlphaF(0.35)
        self._painter.setPen(QPen(band, 1.0))
        self._painter.setBrush(band)
        if len(upper) == 1:
            self._painter.drawLine(upper[0], lower[0])
        else:
            self._painter.drawPolygon(QPolygonF(upper + lower[::-1]))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        middle = layout.y_of((columns.high + columns.low) / 2.0)
        self._painter.setPen(self._line_pen(1.4))
        self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs.tolist(), middle.tolist())]))

    def _paint_cursor(self, visible: Series, cursor: int) -> None:
        point = self._layout.point_of(visible.times[cursor], visible.values[cursor])
        self._painter.setPen(QPen(self._text, 1, Qt.PenStyle.DashLine))
        self._painter.drawLine(QLineF(point.x(), self._layout.plot.top(), point.x(), self._layout.plot.bottom()))
        self._painter.setPen(QPen(self._base, 1.5))
        self._painter.setBrush(self._text)
        self._painter.drawEllipse(point, 4.5, 4.5)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _line_pen(self, width: float) -> QPen:
        return QPen(self._line, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)


def _parts(visible: Series) -> Iterator[Series]:
    for first, last in visible.runs():
        yield Series(visible.times[first:last], visible.values[first:last])


def _mixed(one: QColor, other: QColor, share: float) -> QColor:
    return QColor(*(
        round(a * share + b * (1.0 - share))
        for a, b in zip((one.red(), one.green(), one.blue()), (other.red(), other.green(), other.blue()))))


def _readable(colour: QColor, base: QColor, text: QColor) -> QColor:
    """Return the colour, moved towards the text's until it stands out from the base (WCAG 2.1: 3 to 1 for graphics)."""
    for share in (1.0, 0.8, 0.6, 0.4, 0.2):
        candidate = _mixed(colour, text, share)
        if _contrast(candidate, base) >= 3.0:
            return candidate
    return text


def _contrast(one: QColor, other: QColor) -> float:
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: QColor) -> float:
    """Return the relative luminance (WCAG 2.1)."""
    parts = (_linear(part) for part in (colour.redF(), colour.greenF(), colour.blueF()))
    return sum(weight * part for weight, part in zip((0.2126, 0.7152, 0.0722), parts))


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4


def span_of(series: Series) -> Tuple[float, float] | None:
    """Return smallest and largest value; None for an empty series."""
    return (float(series.values.min()), float(series.values.max())) if len(series) else None
