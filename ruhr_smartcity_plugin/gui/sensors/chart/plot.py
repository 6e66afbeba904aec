# SPDX-License-Identifier: GPL-2.0-or-later
"""What all charts share: a sentence where there is nothing to show, a kept picture, painting on paper."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QPointF, QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetricsF, QMouseEvent, QPainter, QPaintEvent, QPixmap
from qgis.PyQt.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink, screen_ink
from ruhr_smartcity_plugin.translation import tr

_THEME_EVENTS = (QEvent.Type.PaletteChange, QEvent.Type.FontChange, QEvent.Type.StyleChange)


class Plot(QWidget):
    """A chart. What takes long to paint is painted once and kept; the cursor goes on top of it."""

    cursor_moved = pyqtSignal(str)  # what is read out; empty when the cursor leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._kept: QPixmap | None = None
        self._placeholder = ""

    # --- what a chart says of itself ---
    def has_content(self) -> bool:
        """Answer whether there is something to show."""
        raise NotImplementedError

    def summary(self) -> str:
        """Return what is shown in one sentence."""
        raise NotImplementedError

    def paint_plot(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        """Paint what is shown, without a cursor, on a ground that is painted already."""
        raise NotImplementedError

    def paint_cursor(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        """Paint what follows the mouse; nothing by default."""

    # --- showing ---
    def sizeHint(self) -> QSize:
        """Room for about twelve lines of text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 44, metrics.height() * 13)

    def minimumSizeHint(self) -> QSize:
        """Room for an axis with four marks."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 18, metrics.height() * 10)

    def show_sentence(self, sentence: str) -> None:
        """Show nothing but a sentence."""
        self._placeholder = sentence
        self.setAccessibleName(tr("Chart"))
        self.setAccessibleDescription(sentence)
        self.redraw()

    def redraw(self) -> None:
        """Paint anew what is kept."""
        self._kept = None
        self.update()

    def rect_f(self) -> QRectF:
        """Return the widget's area."""
        return QRectF(self.rect())

    def metrics(self) -> QFontMetricsF:
        """Return the measures of the letters."""
        return QFontMetricsF(self.font())

    def paintEvent(self, _event: QPaintEvent) -> None:
        ink, frame = screen_ink(self.palette()), self.rect_f()
        if self._kept is None or self._kept.size() != self.size() * self.devicePixelRatioF():
            self._kept = self._painted(ink, frame)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._kept)
        if self.has_content():
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            self.paint_cursor(painter, frame, ink)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
        painter.end()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() in _THEME_EVENTS:
            self.redraw()
        super().changeEvent(event)

    def _painted(self, ink: Ink, frame: QRectF) -> QPixmap:
        pixmap = QPixmap(self.size() * self.devicePixelRatioF())
        pixmap.setDevicePixelRatio(self.devicePixelRatioF())
        pixmap.fill(ink.base_colour())
        painter = QPainter(pixmap)
        painter.setFont(self.font())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.has_content():
            self.paint_plot(painter, frame, ink)
        else:
            write_sentence(painter, frame, ink, self._placeholder)
        painter.end()
        return pixmap


def write_sentence(painter: QPainter, box: QRectF, ink: Ink, sentence: str) -> None:
    """Write a sentence into the middle of a box."""
    painter.setPen(ink.text_colour())
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), sentence)


def place_of(event: QMouseEvent) -> QPointF:
    """Return where the mouse is in the widget."""
    return event.position() if hasattr(event, "position") else event.localPos()
