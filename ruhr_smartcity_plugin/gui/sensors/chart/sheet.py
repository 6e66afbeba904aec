# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart on paper: title above, sources below, as picture or as SVG."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import List, Sequence, Tuple

from qgis.PyQt.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSize, Qt
from qgis.PyQt.QtGui import QFont, QFontMetricsF, QImage, QPainter, QPen
from qgis.PyQt.QtSvg import QSvgGenerator

from ruhr_smartcity_plugin.core.sensors.charting.trace import Trace, short_labels
from ruhr_smartcity_plugin.core.sensors.charting.value_axes import sides_of
from ruhr_smartcity_plugin.gui.sensors.chart.ink import PAPER
from ruhr_smartcity_plugin.gui.sensors.chart.line_painter import paint_cross, trace_pen
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot

SHEET_SIZE = QSize(1000, 460)
LAYOUT_SIZE = QSize(640, 320)  # half a page wide its letters are 7 points high
_SCALE = 2.0  # pixels of a picture per unit of the sheet: sharp in print
_MARGIN = 10.0
_WRAPPED = int(Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextWordWrap)
_TITLE, _DESCRIPTION = "ruhr-chart-title", "ruhr-chart-description"


@dataclass(frozen=True)
class Heading:
    """What stands around a chart: `subtitle` is period and summary, `legend` the traces to explain, none where the
    title says it all; `mark_text` explains the crosses, if there are any."""

    title: str
    subtitle: str = ""
    sources: str = ""
    legend: Sequence[Trace] = ()
    mark_text: str = ""


def paint_sheet(painter: QPainter, size: QSize, plot: Plot, heading: Heading) -> None:
    """Paint title, legend, chart and sources in black on white, whatever the theme."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.fillRect(QRectF(0, 0, size.width(), size.height()), PAPER.base_colour())
    frame = QRectF(_MARGIN, _MARGIN, size.width() - 2 * _MARGIN, size.height() - 2 * _MARGIN)
    font = QFont(plot.font())
    painter.setFont(font)
    top = _write_title(painter, frame, heading, font)
    top = _paint_legend(painter, QRectF(frame.left(), top, frame.width(), frame.bottom() - top), heading)
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
    # Qt does not escape these two: foreign names would break the file.
    generator.setTitle(_TITLE)
    generator.setDescription(_DESCRIPTION)
    painter = QPainter(generator)
    paint_sheet(painter, size, plot, heading)
    painter.end()
    buffer.close()
    text = bytes(content).decode("utf-8").replace(_TITLE, escape(heading.title), 1)
    return text.replace(_DESCRIPTION, escape(f"{heading.subtitle} {heading.sources}".strip()), 1).encode("utf-8")


def _write_title(painter: QPainter, frame: QRectF, heading: Heading, font: QFont) -> float:
    """Write title and subtitle; returns where what follows may begin."""
    large = QFont(font)
    large.setBold(True)
    large.setPointSizeF(max(font.pointSizeF(), 6.0) * 1.25)
    painter.setFont(large)
    metrics = QFontMetricsF(large)
    painter.setPen(PAPER.text_colour())
    text = metrics.elidedText(heading.title, Qt.TextElideMode.ElideRight, frame.width())
    painter.drawText(QPointF(frame.left(), frame.top() + metrics.ascent()), text)
    painter.setFont(font)
    top = frame.top() + metrics.height() * 1.1
    if not heading.subtitle:
        return top
    return _write_wrapped(painter, QRectF(frame.left(), top, frame.width(), frame.height()), heading.subtitle) + 3.0


def _paint_legend(painter: QPainter, box: QRectF, heading: Heading) -> float:
    """Paint a sample of each trace's line and of the crosses with what it is, in as many rows as it takes."""
    metrics = QFontMetricsF(painter.font())
    digit = metrics.horizontalAdvance("0")
    left, top = box.left(), box.top()
    entries = _legend_entries(heading)
    for text, pen in entries:
        sample = digit * (4 if pen is not None else 2)
        width = sample + metrics.horizontalAdvance(" " + text)
        if left > box.left() and left + width > box.right():
            left, top = box.left(), top + metrics.height() * 1.1
        middle = QPointF(left + sample / 2, top + metrics.height() / 2)
        if pen is not None:
            painter.setPen(pen)
            painter.drawLine(middle - QPointF(sample / 2, 0), middle + QPointF(sample / 2, 0))
        else:
            paint_cross(painter, middle, PAPER)
        painter.setPen(PAPER.text_colour())
        painter.drawText(QPointF(left + sample, top + metrics.ascent()), " " + text)
        left += width + digit * 2
    return top + metrics.height() * 1.4 if entries else top


def _legend_entries(heading: Heading) -> List[Tuple[str, QPen | None]]:
    """Return texts with the pens they explain; None for the crosses."""
    entries: List[Tuple[str, QPen | None]] = []
    sides = sides_of([one.axis_unit for one in heading.legend])
    if len(heading.legend) > 1:
        for trace, label in zip(heading.legend, short_labels(heading.legend)):
            pen = trace_pen(PAPER.trace_colour(trace.number), sides[trace.axis_unit], 3.0)
            entries.append((f"{label} ({trace.unit})" if trace.unit else label, pen))
    if heading.mark_text:
        entries.append((heading.mark_text, None))
    return entries


def _write_sources(painter: QPainter, frame: QRectF, sources: str) -> float:
    """Write the sources at the lower edge; returns where what is above has to end."""
    if not sources:
        return frame.bottom()
    small = QFont(painter.font())
    small.setPointSizeF(max(small.pointSizeF() * 0.85, 5.0))
    regular = painter.font()
    painter.setFont(small)
    height = painter.boundingRect(frame, _WRAPPED, sources).height()
    _write_wrapped(painter, QRectF(frame.left(), frame.bottom() - height, frame.width(), height), sources)
    painter.setFont(regular)
    return frame.bottom() - height - 4.0


def _write_wrapped(painter: QPainter, box: QRectF, text: str) -> float:
    """Write a text in as many lines as it takes; returns where it ends."""
    painter.setPen(PAPER.text_colour())
    painter.drawText(box, _WRAPPED, text)
    return box.top() + painter.boundingRect(box, _WRAPPED, text).height()
