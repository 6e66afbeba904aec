# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a window opens: in letters and lines, so that it grows with the text, and never larger than the screen."""

from __future__ import annotations

from qgis.gui import QgsGui
from qgis.PyQt.QtCore import QEvent, QObject, QSize
from qgis.PyQt.QtWidgets import QWidget

_OF_SCREEN = 0.95  # the frame and the task bar need the rest


def size_in_letters(window: QWidget, letters: int, lines: int) -> None:
    """Resize a window to so many letters and lines; higher, if its texts wrap and would be cut off otherwise."""
    window.ensurePolished()
    metrics, layout = window.fontMetrics(), window.layout()
    room = _room(window)
    width = min(max(metrics.horizontalAdvance("0") * letters, layout.minimumSize().width()), room.width())
    needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
    window.resize(QSize(width, max(metrics.lineSpacing() * lines, needed)).boundedTo(room))


def remember_size(window: QWidget, letters: int, lines: int) -> None:
    """Open a window as `size_in_letters` does, and from the second time on as the user left it."""
    size_in_letters(window, letters, lines)
    window.installEventFilter(_OnScreen(window))  # before QGIS's own filter, so that it comes after it
    QgsGui.enableAutoGeometryRestore(window)


class _OnScreen(QObject):
    """Makes a window smaller than the screen: QGIS restores the size it had on a larger one."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            watched.resize(watched.size().boundedTo(_room(watched)))
        return False


def _room(window: QWidget) -> QSize:
    return window.screen().availableSize() * _OF_SCREEN
