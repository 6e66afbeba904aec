# SPDX-License-Identifier: GPL-2.0-or-later
"""Paints a wind rose with its legend."""

from __future__ import annotations

import math

import numpy as np
from qgis.PyQt.QtCore import QPointF, QRectF, Qt
from qgis.PyQt.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from ruhr_smartcity_plugin.core.sensors.charting.colours import ramp_colours
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import Side, value_axis
from ruhr_smartcity_plugin.core.sensors.wind_rose import NORTH_DEGREES, WindRose
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.plot import write_sentence
from ruhr_smartcity_plugin.gui.sensors.chart.rose_wording import point_text, speed_labels
from ruhr_smartcity_plugin.gui.sensors.wording import number_text
from ruhr_smartcity_plugin.translation import tr

_RINGS = 4
_POINTS = tuple(range(0, 360, 45))
_PETAL_SHARE = 0.86  # of a sector's width: a little air between petals


class RoseLayout:
    """The circle of the rose, with its legend beside it where there is room, else below."""

    def __init__(self, rose: WindRose, frame: QRectF, metrics: QFontMetricsF) -> None:
        line = metrics.height()
        labels = speed_labels(rose)
        self.legend_width = max(metrics.horizontalAdvance(one) for one in labels) + line * 2.5
        rows = len(labels) + 1
        is_beside = frame.width() - self.legend_width > frame.height() * 0.8
        # Below, two legend entries share a row.
        below = 0.0 if is_beside else line * 1.15 * math.ceil(rows / 2)
        room = QRectF(frame.left(), frame.top(), frame.width() - (self.legend_width if is_beside else 0.0),
                      frame.height() - below)
        self.radius = max(min(room.width(), room.height()) / 2 - line * 1.6, 4.0)
        self.centre = room.center()
        beside = min(room.right(), self.centre.x() + self.radius + line * 4)
        self.legend = QRectF(beside, frame.top() + line, self.legend_width, rows * line * 1.15) if is_beside else (
            QRectF(frame.left() + line * 0.5, room.bottom(), frame.width() - line, below))
        self.legend_columns = 1 if is_beside else 2
        most = float(rose.sector_percent.max()) if rose.known else 1.0
        self.axis = value_axis("%", Side.LEFT, 0.0, max(most, 1.0), _RINGS)

    def radius_of(self, percent: float) -> float:
        """Return how far from the centre a frequency lies."""
        return percent / self.axis.high * self.radius

    def petal(self, rose: WindRose, sector: int, inner: float, outer: float) -> QPainterPath:
        """Return the piece of a sector between two frequencies."""
        width = NORTH_DEGREES / len(rose.centres) * _PETAL_SHARE
        # Qt counts degrees from east against the clock, the compass from north with it.
        start = 90.0 - float(rose.centres[sector]) - width / 2
        path = QPainterPath()
        boxes = [QRectF(self.centre.x() - one, self.centre.y() - one, 2 * one, 2 * one)
                 for one in (self.radius_of(inner), self.radius_of(outer))]
        path.arcMoveTo(boxes[1], start)
        path.arcTo(boxes[1], start, width)
        if inner > 0:
            path.arcTo(boxes[0], start + width, -width)
        else:
            path.lineTo(self.centre)  # Qt leaves out an arc without a radius
        path.closeSubpath()
        return path


class RosePainter:
    """Paints one layout."""

    def __init__(self, painter: QPainter, layout: RoseLayout, rose: WindRose, ink: Ink) -> None:
        self._painter, self._layout, self._rose, self._ink = painter, layout, rose, ink
        classes = rose.percent.shape[1]
        self._colours = [QColor(*one) for one in ramp_colours(np.linspace(0.0, 1.0, classes)).tolist()]

    def paint(self, frame: QRectF) -> None:
        """Paint rings, petals and legend."""
        if not self._rose.known:
            write_sentence(self._painter, frame, self._ink, tr("There are no values in this period."))
            return
        self._paint_rings()
        # An outline keeps petals apart from each other and from a ground of their own lightness.
        self._painter.setPen(QPen(self._ink.text_colour(), 0.6))
        sums = np.concatenate((np.zeros((len(self._rose.centres), 1)), np.cumsum(self._rose.percent, axis=1)), axis=1)
        for sector in range(len(self._rose.centres)):
            for level, colour in enumerate(self._colours):
                inner, outer = float(sums[sector, level]), float(sums[sector, level + 1])
                if outer > inner:
                    self._painter.setBrush(colour)
                    self._painter.drawPath(self._layout.petal(self._rose, sector, inner, outer))
        self._painter.setBrush(Qt.BrushStyle.NoBrush)
        self._write_rings()
        self._paint_legend()

    def _paint_rings(self) -> None:
        painter, layout = self._painter, self._layout
        painter.setPen(QPen(self._ink.grid_colour(), 1))
        for percent in layout.axis.marks[1:]:
            radius = layout.radius_of(percent)
            painter.drawEllipse(layout.centre, radius, radius)
        metrics = painter.fontMetrics()
        for degrees in _POINTS:
            text, angle = point_text(degrees), math.radians(degrees)
            far = layout.radius + metrics.height() * 0.8
            place = layout.centre + QPointF(math.sin(angle) * far, -math.cos(angle) * far)
            box = QRectF(place.x() - 30, place.y() - metrics.height() / 2, 60, metrics.height())
            painter.setPen(self._ink.text_colour())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _write_rings(self) -> None:
        """Write the frequencies between two points of the compass, on a ground that lets them be read over petals."""
        painter, layout = self._painter, self._layout
        metrics = painter.fontMetrics()
        angle = math.radians(67.5)
        ground = self._ink.base_colour()
        ground.setAlphaF(0.8)
        for percent in layout.axis.marks[1:]:
            text = f"{number_text(percent, layout.axis.decimals)} %"
            radius, width = layout.radius_of(percent), metrics.horizontalAdvance(text) + 4
            place = layout.centre + QPointF(math.sin(angle) * radius, -math.cos(angle) * radius)
            box = QRectF(place.x() - width / 2, place.y() - metrics.height() / 2, width, metrics.height())
            painter.fillRect(box, ground)
            painter.setPen(self._ink.text_colour())
            painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    def _paint_legend(self) -> None:
        painter, box = self._painter, self._layout.legend
        metrics = painter.fontMetrics()
        calm = tr("calm {percent} %").format(percent=number_text(self._rose.calm_percent))
        entries = [*zip(speed_labels(self._rose), self._colours), (calm, None)]
        columns, height = self._layout.legend_columns, metrics.height() * 1.15
        for number, (text, colour) in enumerate(entries):
            left = box.left() + (number % columns) * box.width() / columns
            top = box.top() + (number // columns) * height
            if colour is not None:
                painter.setPen(QPen(self._ink.text_colour(), 0.6))
                painter.setBrush(colour)
                painter.drawRect(QRectF(left, top + height * 0.15, height * 0.9, height * 0.65))
                painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(self._ink.text_colour())
            painter.drawText(QPointF(left + height * 1.2, top + metrics.ascent()), text)
