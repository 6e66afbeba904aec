# SPDX-License-Identifier: GPL-2.0-or-later
"""A chart over time: zoomed by wheel, rubber band and keys, panned, and read out at a cursor."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QLineF, QPointF, QRectF, Qt, pyqtSignal
from qgis.PyQt.QtGui import QColor, QKeyEvent, QMouseEvent, QPainter, QPen, QWheelEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget

from ruhr_smartcity_plugin.core.sensors.charting.window import TimeWindow
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot, place_of
from ruhr_smartcity_plugin.gui.sensors.chart.time_axis import TimeAxis

_STEP = 1.25  # one click of the wheel
_KEY_STEP = 1.5
_PAN_SHARE = 0.25
_CLICK = 120.0  # eighths of a degree that Qt counts for one click of a wheel


class TimePlot(Plot):
    """Keeps a window of time, and a cursor in it: a number that says which value it is at.

    Mouse: the wheel zooms at the pointer, dragging draws a rubber band, with Shift or the middle button it pans, a
    double click shows all. Keys: + and - zoom at the cursor, 0 shows all, Shift+arrows pan, arrows step by value, with
    Ctrl they leap, Home and End go to the first and last value.
    """

    window_changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setMouseTracking(True)
        self.window_ms: TimeWindow | None = None
        self.cursor_place: int | None = None
        self._pressed_at: QPointF | None = None
        self._band_to: float | None = None
        self._panned_from: TimeWindow | None = None

    # --- what a chart over time answers ---
    def ms_of(self, cursor: int) -> int:
        """Return the moment of a place of the cursor; by default the place is a moment."""
        return cursor

    def time_axis(self, frame: QRectF) -> TimeAxis:
        """Return where times lie in the frame."""
        raise NotImplementedError

    def step_from(self, cursor: int | None, direction: int) -> int | None:
        """Return the place of the next value before (-1) or after (1) another, of the outermost without one; None if
        there is none."""
        raise NotImplementedError

    def leap_from(self, cursor: int, direction: int) -> int | None:
        """Return the place of the value a leap (a day, a week) before or after."""
        raise NotImplementedError

    def cursor_at(self, place: QPointF) -> int | None:
        """Return the place of the value at a position of the mouse."""
        raise NotImplementedError

    def cursor_text(self) -> str:
        """Return what the cursor reads out; empty without one."""
        raise NotImplementedError

    # --- window ---
    def set_window(self, window: TimeWindow) -> None:
        """Show another part of the period."""
        if window != self.window_ms:
            self.window_ms = window
            self.redraw()
            self.window_changed.emit()

    def zoom(self, factor: float) -> None:
        """Zoom by a factor at the cursor, or at the middle."""
        if self.has_content():
            window = self.window_ms
            middle = (window.start_ms + window.end_ms) // 2
            at = middle if self.cursor_place is None else self.ms_of(self.cursor_place)
            self.set_window(window.zoomed(factor, at))

    def show_all(self) -> None:
        """Show the whole period."""
        if self.has_content():
            self.set_window(self.window_ms.whole())

    def move_cursor(self, cursor: int | None) -> None:
        """Put the cursor to a value, or take it away; the window follows."""
        if cursor == self.cursor_place:
            return
        self.cursor_place = cursor
        if cursor is not None:
            self.set_window(self.window_ms.showing(self.ms_of(cursor)))
        text = self.cursor_text()
        self.setAccessibleDescription(text or self.summary())
        self.cursor_moved.emit(text)
        self.update()

    # --- mouse ---
    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self.has_content():
            super().wheelEvent(event)
            return
        delta = event.angleDelta()
        if abs(delta.x()) > abs(delta.y()):
            self.set_window(self.window_ms.panned(-delta.x() / _CLICK * _PAN_SHARE / 2))
        elif delta.y():
            at = self.time_axis(self.rect_f()).ms_at(event.position().x())
            self.set_window(self.window_ms.zoomed(_STEP ** (-delta.y() / _CLICK), at))
        event.accept()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if not self.has_content():
            super().mousePressEvent(event)
            return
        self._pressed_at, self._band_to, self._panned_from = place_of(event), None, None
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        is_left = event.button() == Qt.MouseButton.LeftButton
        if event.button() == Qt.MouseButton.MiddleButton or (is_left and is_shifted):
            self._panned_from = self.window_ms
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
        elif not is_left:
            self._pressed_at = None

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.has_content():
            return
        place, axis = place_of(event), self.time_axis(self.rect_f())
        if self._panned_from is not None:
            share = (self._pressed_at.x() - place.x()) / axis.plot.width()
            self.set_window(self._panned_from.panned(share))
            return
        if self._pressed_at is not None and self._is_drag(place):
            self._band_to = place.x()
            self.update()
        self.move_cursor(self.cursor_at(place))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        band_from, band_to = self._pressed_at, self._band_to
        self._pressed_at = self._band_to = self._panned_from = None
        self.unsetCursor()
        if band_from is not None and band_to is not None and self.has_content():
            axis = self.time_axis(self.rect_f())
            self.set_window(self.window_ms.narrowed(axis.ms_at(band_from.x()), axis.ms_at(band_to)))
        self.update()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.show_all()

    def leaveEvent(self, _event: QEvent) -> None:
        if not self.hasFocus():
            self.move_cursor(None)

    def _is_drag(self, place: QPointF) -> bool:
        return abs(place.x() - self._pressed_at.x()) >= QApplication.startDragDistance()

    # --- keys ---
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self.has_content() or not (self._zoomed_by(event) or self._stepped_by(event)):
            super().keyPressEvent(event)

    def _zoomed_by(self, event: QKeyEvent) -> bool:
        """Zoom or pan by a key; tell whether it was one for that."""
        key = event.key()
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom(1 / _KEY_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom(_KEY_STEP)
        elif key == Qt.Key.Key_0:
            self.show_all()
        elif key == Qt.Key.Key_Escape and self._band_to is not None:
            self._pressed_at = self._band_to = None
            self.update()
        elif key in _ARROWS and event.modifiers() & Qt.KeyboardModifier.ShiftModifier:
            self.set_window(self.window_ms.panned(_ARROWS[key] * _PAN_SHARE))
        else:
            return False
        return True

    def _stepped_by(self, event: QKeyEvent) -> bool:
        """Move the cursor by a key; tell whether it was one for that."""
        key = event.key()
        if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.move_cursor(self.step_from(None, 1 if key == Qt.Key.Key_Home else -1))
        elif key in _ARROWS:
            is_leap = event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.cursor_place is not None
            target = (self.leap_from if is_leap else self.step_from)(self.cursor_place, _ARROWS[key])
            self.move_cursor(self.cursor_place if target is None else target)
        else:
            return False
        return True

    def paint_cursor(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        """Paint the rubber band."""
        if self._band_to is None:
            return
        plot = self.time_axis(frame).plot
        left, right = sorted((self._pressed_at.x(), self._band_to))
        left, right = max(left, plot.left()), min(right, plot.right())
        fill = QColor(ink.text_colour())
        fill.setAlphaF(0.15)
        painter.fillRect(QRectF(left, plot.top(), right - left, plot.height()), fill)
        painter.setPen(QPen(ink.text_colour(), 1))
        for x in (left, right):
            painter.drawLine(QLineF(x, plot.top(), x, plot.bottom()))


_ARROWS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
