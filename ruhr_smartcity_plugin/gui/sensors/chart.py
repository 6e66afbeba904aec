# SPDX-License-Identifier: GPL-2.0-or-later
"""The chart of one station's series, with a cursor for mouse and keyboard."""

from __future__ import annotations

from datetime import datetime, timezone

import numpy as np
from qgis.PyQt.QtCore import QRectF, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import (
    QFontMetricsF,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from qgis.PyQt.QtWidgets import QSizePolicy, QStyle, QStyleOptionFocusRect, QWidget

from ruhr_smartcity_plugin.core.sensors.series import Series
from ruhr_smartcity_plugin.gui.sensors.chart_layout import ChartContent, ChartLayout
from ruhr_smartcity_plugin.gui.sensors.chart_painter import ChartPainter, span_of
from ruhr_smartcity_plugin.gui.sensors.wording import local_text, number_text, with_unit
from ruhr_smartcity_plugin.translation import tr

_DAY_MS = 86_400_000


class ChartView(QWidget):
    """Draws a `ChartContent`. The cursor follows the mouse; arrow keys step by value, with Ctrl by day."""

    cursor_moved = pyqtSignal(str)  # what is read out; empty when the cursor leaves

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("chart_view")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._content: ChartContent | None = None
        self._visible: Series | None = None
        self._cursor: int | None = None
        self.clear()

    def sizeHint(self) -> QSize:
        """Room for about twelve lines of text."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 44, metrics.height() * 13)

    def minimumSizeHint(self) -> QSize:
        """Room for an axis with three marks."""
        metrics = self.fontMetrics()
        return QSize(metrics.horizontalAdvance("0") * 18, metrics.height() * 8)

    def clear(self, placeholder: str | None = None) -> None:
        """Show nothing but a sentence; by default the one that says how to choose a station."""
        self._content = self._visible = self._cursor = None
        self._placeholder = tr("Choose a station to see its values over time.") if placeholder is None else placeholder
        self.setAccessibleName(tr("Chart"))
        self.setAccessibleDescription(self._placeholder)
        self.update()

    def set_content(self, content: ChartContent) -> None:
        """Show a series."""
        self._content, self._visible, self._cursor = content, content.visible(), None
        self.setAccessibleName(tr("Chart: {title}").format(title=content.title))
        self.setAccessibleDescription(self.summary())
        self.cursor_moved.emit("")
        self.update()

    def summary(self) -> str:
        """Return the series in one sentence: how many values, between which, where gaps are."""
        if self._content is None or self._visible is None or len(self._visible) == 0:
            return tr("There are no values in this period.")
        low, high = span_of(self._visible)
        unit = self._content.unit
        text = tr("%n value(s)", "", len(self._visible)) + ", " + tr("from {low} to {high}").format(
            low=with_unit(number_text(low), unit), high=with_unit(number_text(high), unit))
        gaps = len(self._visible.gap_starts())
        return text + ", " + tr("%n gap(s)", "", gaps) if gaps else text

    @property
    def cursor_text(self) -> str:
        """What the cursor reads out; empty without a cursor."""
        if self._cursor is None or self._content is None:
            return ""
        time, value = self._visible.times[self._cursor], float(self._visible.values[self._cursor])
        moment = datetime.fromtimestamp(int(time.astype(np.int64)) / 1000.0, timezone.utc)
        return f"{local_text(moment)} · {with_unit(number_text(value), self._content.unit)}"

    def render_image(self, size: QSize, scale: float = 2.0) -> QImage:
        """Return the chart as a picture for reports, in `scale` times the pixels of the screen."""
        image = QImage(size * scale, QImage.Format.Format_ARGB32)
        image.setDevicePixelRatio(scale)
        image.fill(self.palette().base().color())
        painter = QPainter(image)
        painter.setFont(self.font())
        self._paint(painter, QRectF(0, 0, size.width(), size.height()), None)
        painter.end()
        return image

    def paintEvent(self, _event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint(painter, QRectF(self.rect()), self._cursor)
        if self.hasFocus():
            option = QStyleOptionFocusRect()
            option.initFrom(self)
            self.style().drawPrimitive(QStyle.PrimitiveElement.PE_FrameFocusRect, option, painter, self)
        painter.end()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        layout = self._layout()
        if layout is not None:
            x = event.position().x() if hasattr(event, "position") else event.localPos().x()
            self._move_cursor(self._visible.nearest(layout.time_at(x)))

    def leaveEvent(self, _event: object) -> None:
        if not self.hasFocus():
            self._move_cursor(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        target = self._cursor_after(event)
        if target is None:
            super().keyPressEvent(event)
        else:
            self._move_cursor(target)

    def _cursor_after(self, event: QKeyEvent) -> int | None:
        if self._visible is None or len(self._visible) == 0:
            return None
        key, last = event.key(), len(self._visible) - 1
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            return 0 if key == Qt.Key.Key_Home else last
        direction = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(key)
        if direction is None:
            return None
        if self._cursor is None:
            return last if direction < 0 else 0
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            day = np.timedelta64(direction * _DAY_MS, "ms")
            return self._visible.nearest(self._visible.times[self._cursor] + day)
        return min(max(self._cursor + direction, 0), last)

    def _move_cursor(self, cursor: int | None) -> None:
        if cursor == self._cursor:
            return
        self._cursor = cursor
        text = self.cursor_text
        self.setAccessibleDescription(text or self.summary())
        self.cursor_moved.emit(text)
        self.update()

    def _layout(self) -> ChartLayout | None:
        if self._content is None or self._visible is None or len(self._visible) == 0:
            return None
        return ChartLayout(self._content, QRectF(self.rect()), self._metrics())

    def _metrics(self) -> QFontMetricsF:
        return QFontMetricsF(self.font())

    def _paint(self, painter: QPainter, frame: QRectF, cursor: int | None) -> None:
        if self._content is None:
            painter.fillRect(frame, self.palette().base())
            painter.setPen(self.palette().text().color())
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(frame, int(flags), self._placeholder)
            return
        layout = ChartLayout(self._content, frame, self._metrics())
        ChartPainter(painter, layout, self.palette()).paint(frame, cursor)
