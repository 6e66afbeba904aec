# SPDX-License-Identifier: GPL-2.0-or-later
"""What holds a room in the dock: on low screens and with large letters the room scrolls.

Without it the least height of a room would be the least height of QGIS's window, which then reaches below the screen.
"""

from __future__ import annotations

from qgis.gui import QgsScrollArea
from qgis.PyQt.QtCore import QEvent, QObject, QSize, Qt, QTimer
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QFrame, QWidget

from ruhr_smartcity_plugin.gui.room import Room

_LEAST_LINES = 8


class RoomArea(QgsScrollArea):
    """As wide as its room needs, and as low as the window wants it."""

    def __init__(self, room: Room, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # Not `widgetResizable`: with labels that wrap, Qt would then give the room its preferred height, and the
        # buttons at its end were below the edge although everything fits.
        self.setWidget(room)
        room.banner.said.connect(lambda: QTimer.singleShot(0, self._bring_banner))  # when it has its size

    def minimumSizeHint(self) -> QSize:
        """Return the room's least width, with the scroll bar while it shows, and a few lines of height."""
        room, bar = self.widget(), self.verticalScrollBar()
        if room is None:
            return super().minimumSizeHint()
        width = room.minimumSizeHint().width() + (bar.sizeHint().width() if bar.isVisible() else 0)
        return QSize(width, min(room.minimumSizeHint().height(), self.fontMetrics().lineSpacing() * _LEAST_LINES))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the room the space there is."""
        super().resizeEvent(event)
        self._fit_room()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Fit the room, and tell the dock, when the room needs another size."""
        if watched is self.widget() and event.type() == QEvent.Type.LayoutRequest:
            self.updateGeometry()
            self._fit_room()
        return super().eventFilter(watched, event)

    def _bring_banner(self) -> None:
        """Scroll to what the room has to say; the focus stays where it is."""
        banner, bar = self.widget().banner, self.verticalScrollBar()
        seen_to = bar.value() + self.viewport().height()
        if banner.isVisibleTo(self) and not bar.value() <= banner.y() <= banner.geometry().bottom() < seen_to:
            bar.setValue(banner.y())

    def _fit_room(self) -> None:
        """Make the room as large as the view, and only as much higher as it cannot do with less."""
        room = self.widget()
        if room is None:
            return
        view = self.maximumViewportSize()
        least = _least_height(room, view.width())
        if least > view.height():  # the scroll bar takes some of the width
            width = view.width() - self.verticalScrollBar().sizeHint().width()
            room.resize(width, _least_height(room, width))
        else:
            room.resize(view)


def _least_height(room: QWidget, width: int) -> int:
    layout = room.layout()
    if layout is not None and layout.hasHeightForWidth():
        return max(layout.minimumHeightForWidth(width), room.minimumSizeHint().height())
    return room.minimumSizeHint().height()
