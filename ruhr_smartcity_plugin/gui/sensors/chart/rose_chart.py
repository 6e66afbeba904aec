# SPDX-License-Identifier: GPL-2.0-or-later
"""The wind rose: how often the wind came from where, and how strong."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QEvent, QRectF, Qt
from qgis.PyQt.QtGui import QKeyEvent, QMouseEvent, QPainter, QPen
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.core.sensors.wind_rose import NORTH_DEGREES, WindRose
from ruhr_smartcity_plugin.gui.sensors.chart.ink import Ink
from ruhr_smartcity_plugin.gui.sensors.chart.plot import Plot, place_of
from ruhr_smartcity_plugin.gui.sensors.chart.rose_painter import RoseLayout, RosePainter
from ruhr_smartcity_plugin.gui.sensors.chart.rose_wording import direction_text, speed_labels
from ruhr_smartcity_plugin.gui.sensors.wording import left_out_text, number_text
from ruhr_smartcity_plugin.translation import tr

_KEYS = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}


class RoseChart(Plot):
    """Shows the wind of one station. Arrow keys and the mouse go from sector to sector."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rose_view")
        self.setMouseTracking(True)
        self.rose: WindRose | None = None
        self._left_out = 0
        self._sector: int | None = None

    def clear(self, placeholder: str = "") -> None:
        """Show nothing but a sentence."""
        self.rose = self._sector = None
        self.show_sentence(placeholder)

    def set_content(self, rose: WindRose, station: str, left_out: int) -> None:
        """Show a rose from which `left_out` doubtful values were left out."""
        self.rose, self._left_out, self._sector = rose, left_out, None
        self.setAccessibleName(tr("Wind rose: {title}").format(title=station))
        self.setAccessibleDescription(self.summary())
        self.redraw()
        self.cursor_moved.emit("")

    def has_content(self) -> bool:
        return self.rose is not None

    def summary(self) -> str:
        """Return mean speed, main direction, calms and completeness in one sentence."""
        if self.rose is None or not self.rose.known:
            return tr("There are no values in this period.")
        parts = [tr("mean {speed} m/s").format(speed=number_text(self.rose.mean_speed_ms))]
        if self.rose.prevailing_degrees is not None:
            parts.append(tr("mostly from {direction}").format(direction=direction_text(self.rose.prevailing_degrees)))
        parts.append(tr("calm {percent} %").format(percent=number_text(self.rose.calm_percent)))
        parts.append(tr("{percent} % of the time known").format(percent=number_text(100.0 * self.rose.completeness, 0)))
        return ", ".join(parts) + left_out_text(self._left_out)

    def cursor_text(self) -> str:
        """Return the frequency of the sector at the cursor; empty without one."""
        if self._sector is None or self.rose is None:
            return ""
        text = f"{direction_text(float(self.rose.centres[self._sector]))}: " + tr("{percent} %").format(
            percent=number_text(float(self.rose.sector_percent[self._sector])))
        parts = [f"{label} {number_text(float(share))} %" for label, share in zip(
            speed_labels(self.rose), self.rose.percent[self._sector]) if share > 0]
        return " · ".join([text, *parts])

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self.rose is None:
            return
        away = place_of(event) - self._laid_out(self.rect_f()).centre
        degrees = math.degrees(math.atan2(away.x(), -away.y())) % NORTH_DEGREES
        count = len(self.rose.centres)
        self._move_to(int((degrees + NORTH_DEGREES / count / 2) // (NORTH_DEGREES / count)) % count)

    def leaveEvent(self, _event: QEvent) -> None:
        if not self.hasFocus():
            self._move_to(None)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self.rose is None or event.key() not in _KEYS:
            super().keyPressEvent(event)
        else:
            start = self._sector if self._sector is not None else min(-_KEYS[event.key()], 0)
            self._move_to((start + _KEYS[event.key()]) % len(self.rose.centres))

    def _move_to(self, sector: int | None) -> None:
        if sector == self._sector:
            return
        self._sector = sector
        text = self.cursor_text()
        self.setAccessibleDescription(text or self.summary())
        self.cursor_moved.emit(text)
        self.update()

    def paint_plot(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        RosePainter(painter, self._laid_out(frame), self.rose, ink).paint(frame)

    def paint_cursor(self, painter: QPainter, frame: QRectF, ink: Ink) -> None:
        if self._sector is not None:
            layout = self._laid_out(frame)
            painter.setPen(QPen(ink.text_colour(), 2))
            painter.drawPath(layout.petal(self.rose, self._sector, 0.0, float(self.rose.sector_percent[self._sector])))

    def _laid_out(self, frame: QRectF) -> RoseLayout:
        return RoseLayout(self.rose, frame, self.metrics())
