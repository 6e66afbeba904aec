# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds a room in the dock: on low screens and with large letters the room scrolls.

Without it the least height of a room would be the least height of QGIS's window, which then reaches below the screen.
"""

from __future__ import annotations

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt
from qgis.PyQt.QtWidgets import QFrame, QWidget

_LEAST_LINES = 8


class RoomArea(QgsScrollArea):
    """As wide as its room needs, and as low as the window wants it."""

    def __init__(self, room: QWidget, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWidgetResizable(True)
        self.setWidget(room)

    def minimumSizeHint(self) -> QSize:
        """Return the room's least width, with the scroll bar while it shows, and a few lines of height."""
        room, bar = self.widget(), self.verticalScrollBar()
        if room is None:
            return super().minimumSizeHint()
        width = room.minimumSizeHint().width() + (bar.sizeHint().width() if bar.isVisible() else 0)
        return QSize(width, min(room.minimumSizeHint().height(), self.fontMetrics().lineSpacing() * _LEAST_LINES))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Tell the dock when the room needs another width."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
        return super().eventFilter(watched, event)
