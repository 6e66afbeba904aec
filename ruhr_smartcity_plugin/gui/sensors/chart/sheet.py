# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart on paper: title above, sources below, as picture or as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Sequence

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetricsF, QImage, QPainter
from qgis.PyQt.QtSvg import QSvgGenerator

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import sides_of
from ruhr_smartcity_plugin.gui.sensors.chart.ink import PAPER
from ruhr_smartcity_plugin.gui.sensors.chart.line_painter import trace_pen
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot

SHEET_SIZE = QSize(1000, 460)
_SCALE = 2.0  # pixels of a picture per unit of the sheet: sharp in print
_MARGIN = 10.0


@dataclass(frozen=True)
class Heading:
    """What stands around a chart; `legend` are the traces to explain, none where the title says it all."""

    title: str
    sources: str = ""
    legend: Sequence[Trace] = ()


def paint_sheet(painter: QPainter, size: QSize, plot: Plot, heading: Heading) -> None:
    """Paint title, legend, chart and sources in black on white, whatever the theme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), PAPER.base_colour())
    frame = QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)
    font = QFont(plot.font())
    painter.setFont(font)
    top = _write_title(painter, frame, heading.title, font)
    top = _paint_legend(painter, QRectF(frame.left(), top, frame.width(), frame.bottom() - top), heading.legend)
    bottom = _write_sources(painter, frame, heading.sources)
    plot.paint_plot(painter, QRectF(frame.left(), top, frame.width(), max(bottom - top, 1.0)), PAPER)


def sheet_image(plot: Plot, heading: Heading, size: QSize = SHEET_SIZE) -> QImage:
    """Return the sheet as a picture."""
    image = QImage(size * _SCALE, QImage.Format.Format_ARGB32)
    image.setDevicePixelRatio(_SCALE)
    painter = QPainter(image)
    paint_sheet(painter, size, plot, heading)
    painter.end()
    return image


def sheet_png(plot: Plot, heading: Heading) -> bytes:
    """Return the sheet as a PNG file."""
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    sheet_image(plot, heading).save(buffer, "PNG")
    return bytes(buffer.data())


def sheet_svg(plot: Plot, heading: Heading, size: QSize = SHEET_SIZE) -> bytes:
    """Return the sheet as an SVG file."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(size)
    generator.setViewBox(QRectF(0, 0, size.width(), size.height()))
    generator.setResolution(plot.logicalDpiX())
    generator.setTitle(heading.title)
    generator.setDescription(heading.sources)
    painter = QPainter(generator)
    paint_sheet(painter, size, plot, heading)
    painter.end()
    buffer.close()
    return bytes(content)


def _write_title(painter: QPainter, frame: QRectF, title: str, font: QFont) -> float:
    """Write the title; returns where what follows may begin."""
    large = QFont(font)
    large.setBold(True)
    large.setPointSizeF(max(font.pointSizeF(), 6.0) * 1.25)
    painter.setFont(large)
    metrics = QFontMetricsF(large)
    painter.setPen(PAPER.text_colour())
    text = metrics.elidedText(title, Qt.TextElideMode.ElideRight, frame.width())
    painter.drawText(QPointF(frame.left(), frame.top() + metrics.ascent()), text)
    painter.setFont(font)
    return frame.top() + metrics.height() * 1.2


def _paint_legend(painter: QPainter, box: QRectF, traces: Sequence[Trace]) -> float:
    """Paint a piece of each trace's line with its name, in as many rows as it takes."""
    if len(traces) < 2:
        return box.top()
    metrics = QFontMetricsF(painter.font())
    sides = sides_of([one.axis_unit for one in traces])
    sample, space = metrics.horizontalAdvance("0") * 4, metrics.horizontalAdvance("0") * 2
    left, top = box.left(), box.top()
    for trace, label in zip(traces, short_labels(traces)):
        text = f"{label} ({trace.unit})" if trace.unit else label
        width = sample + metrics.horizontalAdvance(" " + text)
        if left > box.left() and left + width > box.right():
            left, top = box.left(), top + metrics.height() * 1.1
        middle = top + metrics.height() / 2
        painter.setPen(trace_pen(PAPER.trace_colour(trace.number), sides[trace.axis_unit], 3.0))
        painter.drawLine(QPointF(left, middle), QPointF(left + sample, middle))
        painter.setPen(PAPER.text_colour())
        painter.drawText(QPointF(left + sample, top + metrics.ascent()), " " + text)
        left += width + space
    return top + metrics.height() * 1.4


def _write_sources(painter: QPainter, frame: QRectF, sources: str) -> float:
    """Write the sources at the lower edge; returns where what is above has to end."""
    if not sources:
        return frame.bottom()
    small = QFont(painter.font())
    small.setPointSizeF(max(small.pointSizeF() * 0.85, 5.0))
    regular = painter.font()
    painter.setFont(small)
    flags = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
    box = painter.boundingRect(QRectF(frame.left(), 0, frame.width(), frame.height()), flags, sources)
    painter.setPen(PAPER.text_colour())
    painter.drawText(QRectF(frame.left(), frame.bottom() - box.height(), frame.width(), box.height()), flags, sources)
    painter.setFont(regular)
    return frame.bottom() - box.height() - 4.0
