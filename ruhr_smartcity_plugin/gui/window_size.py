# SPDX-License-Identifier: GPL-2.0-or-later
"""How large a window opens: in letters and lines, so that it grows with the text, and never larger than the screen."""

from __future__ import annotations

from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtWidgets import QWidget

_OF_SCREEN = 0.95  # the frame and the task bar need the rest


def size_in_letters(window: QWidget, letters: int, lines: int) -> None:
    """Resize a window to so many letters and lines; higher, if its texts wrap and would be cut off otherwise."""
    window.ensurePolished()
    metrics, layout = window.fontMetrics(), window.layout()
    room = window.screen().availableSize() * _OF_SCREEN
    width = min(max(metrics.horizontalAdvance("0") * letters, layout.minimumSize().width()), room.width())
    needed = layout.totalHeightForWidth(width) if layout.hasHeightForWidth() else layout.minimumSize().height()
    window.resize(QSize(width, max(metrics.lineSpacing() * lines, needed)).boundedTo(room))
