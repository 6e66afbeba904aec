# SPDX-License-Identifier: GPL-2.0-or-later
"""Paints traces: lines with their gaps, a band from minimum to maximum where values crowd, flags, axes."""

from __future__ import annotations

import numpy as np
from qgis.PyQt.QtCore import QLineF, QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QPainter, QPen, QPolygonF

from ruhr_smartcity_plugin.core.sensors.charting.strokes import Strokes, gap_spans, make_marks
from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import Side, ValueAxis
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.line_layout import LineContent, LineLayout, axis_text
from ruhr_smartcity_plugin.gui.sensors.chart.plot import write_sentence
from ruhr_smartcity_plugin.translation import tr

_SPARSE_PX = 9.0
_DOT, _FLAG = 2.6, 3.6
_NARROW_GAP, _GAP_MARK = 3.0, 3.0
#: Series on the right axis are dashed: with two axes it must be seen to which one a line belongs.
_DASHES = {Side.LEFT: Qt.PenStyle.SolidLine, Side.RIGHT: Qt.PenStyle.DashLine}


def trace_pen(colour: QColor, side: Side, width: float = 2.0) -> QPen:
    """Return the pen of a trace's line."""
    return QPen(colour, width, _DASHES[side], Qt.PenCapStyle.FlatCap, Qt.PenJoinStyle.RoundJoin)


class LinePainter:
    """Paints one layout."""

    def __init__(self, painter: QPainter, layout: LineLayout, content: LineContent, ink: Ink) -> None:
        self._painter, self._layout, self._content, self._ink = painter, layout, content, ink

    def paint(self, frame: QRectF) -> None:
        """Paint everything but the cursor."""
        for axis in self._layout.axes.values():
            self._paint_axis(axis, frame)
        self._layout.time_axis.paint(self._painter, frame, self._ink)
        if not self._layout.count:
            write_sentence(self._painter, self._layout.plot, self._ink, tr("There are no values in this period."))
            return
        self._painter.save()
        self._painter.setClipRect(self._layout.plot.adjusted(-3, -3, 3, 3))
        for trace, strokes in zip(self._content.traces, self._layout.strokes):
            self._paint_trace(trace, strokes)
        for trace in self._content.traces:
            self._paint_flags(trace)
        self._painter.restore()

    def _paint_axis(self, axis: ValueAxis, frame: QRectF) -> None:
        plot, painter = self._layout.plot, self._painter
        height = painter.fontMetrics().height()
        is_left = axis.side is Side.LEFT
        align = Qt.AlignmentFlag.AlignRight if is_left else Qt.AlignmentFlag.AlignLeft
        self._paint_unit(axis, frame)
        for value in axis.marks:
            y = float(self._layout.y_of(axis, value))
            painter.setPen(QPen(self._ink.grid_colour(), 1))
            if is_left:
                painter.drawLine(QLineF(plot.left(), y, plot.right(), y))
            else:
                painter.drawLine(QLineF(plot.right(), y, plot.right() + height * 0.2, y))
            painter.setPen(self._ink.text_colour())
            left = frame.left() if is_left else plot.right() + height * 0.35
            right = plot.left() - height * 0.35 if is_left else frame.right()
            box = QRectF(left, y - height / 2, right - left, height)
            painter.drawText(box, align | Qt.AlignmentFlag.AlignVCenter, axis_text(axis, value))

    def _paint_unit(self, axis: ValueAxis, frame: QRectF) -> None:
        painter = self._painter
        half = frame.width() / 2 - 8
        text = painter.fontMetrics().elidedText(axis.unit, Qt.TextElideMode.ElideRight, int(half))
        painter.setPen(self._ink.text_colour())
        is_left = axis.side is Side.LEFT
        left = frame.left() + 4 if is_left else frame.right() - 4 - painter.fontMetrics().horizontalAdvance(text)
        painter.drawText(QPointF(left, frame.top() + painter.fontMetrics().height()), text)

    def _paint_trace(self, trace: Trace, strokes: Strokes) -> None:
        axis, colour = self._layout.axes[trace.axis_unit], self._ink.trace_colour(trace.number)
        xs = self._layout.time_axis.x_of(strokes.times_ms).tolist()
        lows = self._layout.y_of(axis, strokes.low).tolist()
        pen = trace_pen(colour, axis.side, 1.4 if strokes.is_band else 2.0)
        if strokes.is_band:
            highs = self._layout.y_of(axis, strokes.high).tolist()
            middles = [(low + high) / 2 for low, high in zip(lows, highs)]
        for first, last in strokes.runs:
            if strokes.is_band:
                self._paint_band(xs[first:last], lows[first:last], highs[first:last], colour)
                self._paint_line(xs[first:last], middles[first:last], pen)
            else:
                self._paint_line(xs[first:last], lows[first:last], pen)
                first, last = max(first, strokes.real[0]), min(last, strokes.real[1])
                self._paint_dots(xs[first:last], lows[first:last], colour, strokes)
        self._paint_gaps(trace, colour)

    def _paint_line(self, xs: list, ys: list, pen: QPen) -> None:
        self._painter.setPen(pen)
        if len(xs) > 1:
            self._painter.drawPolyline(QPolygonF([QPointF(x, y) for x, y in zip(xs, ys)]))

    def _paint_dots(self, xs: list, ys: list, colour: QColor, strokes: Strokes) -> None:
        if len(xs) > 1 and self._layout.plot.width() / max(strokes.count, 1) <= _SPARSE_PX:
            return
        self._painter.setPen(Qt.PenStyle.NoPen)
        self._painter.setBrush(colour)
        for x, y in zip(xs, ys):
            self._painter.drawEllipse(QPointF(x, y), _DOT, _DOT)
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_band(self, xs: list, lows: list, highs: list, colour: QColor) -> None:
        band = QColor(colour)
        band.setAlphaF(0.35)
        self._painter.setPen(QPen(band, 1.0))
        if len(xs) == 1:
            self._painter.drawLine(QLineF(xs[0], lows[0], xs[0], highs[0]))
            return
        self._painter.setBrush(band)
        outline = [QPointF(x, y) for x, y in zip(xs, highs)]
        outline += [QPointF(x, y) for x, y in zip(reversed(xs), reversed(lows))]
        self._painter.drawPolygon(QPolygonF(outline))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)

    def _paint_gaps(self, trace: Trace, colour: QColor) -> None:
        """Mark at the lower edge those gaps that are too narrow to be seen: minutes in a chart of years."""
        plot, window = self._layout.plot, self._layout.time_axis.window
        spans = self._layout.time_axis.x_of(gap_spans(trace, window).astype(np.float64))
        narrow = spans[:, 1] - spans[:, 0] < _NARROW_GAP
        columns = np.unique(np.rint(spans[narrow, 0]).astype(np.int64))
        top = plot.bottom() - (self._content.traces.index(trace) + 1) * (_GAP_MARK + 1)
        for left in columns.tolist():
            self._painter.fillRect(QRectF(left, top, _GAP_MARK, _GAP_MARK), colour)

    def _paint_flags(self, trace: Trace) -> None:
        layout = self._layout
        marks = make_marks(trace, layout.time_axis.window, layout.columns)
        axis = layout.axes[trace.axis_unit]
        xs, ys = layout.time_axis.x_of(marks.times_ms).tolist(), layout.y_of(axis, marks.values).tolist()
        for x, y in zip(xs, ys):
            paint_cross(self._painter, QPointF(x, y), self._ink)


def paint_cross(painter: QPainter, at: QPointF, ink: Ink) -> None:
    """Mark a doubtful value; a ground around the cross keeps it apart from the line it stands on."""
    for colour, width in ((ink.base_colour(), 4.0), (ink.text_colour(), 1.6)):
        painter.setPen(QPen(colour, width))
        painter.drawLine(QLineF(at.x() - _FLAG, at.y() - _FLAG, at.x() + _FLAG, at.y() + _FLAG))
        painter.drawLine(QLineF(at.x() - _FLAG, at.y() + _FLAG, at.x() + _FLAG, at.y() - _FLAG))
