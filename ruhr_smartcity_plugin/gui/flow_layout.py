# SPDX-License-Identifier: GPL-2.0-or-later
"""A layout that puts widgets in lines and wraps, so that button rows fit a narrow dock."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import QPoint, QRect, QSize, Qt
from qgis.PyQt.QtWidgets import QLayout, QLayoutItem, QWidget


class FlowLayout(QLayout):
    """Left to right, then the next line; height follows width. What may grow takes what is left of its line."""

    def __init__(self, parent: QWidget | None = None, spacing: int = 4) -> None:
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self.setSpacing(spacing)
        self._items: List[QLayoutItem] = []

    def clear(self) -> None:
        """Remove and delete all widgets."""
        while self._items:
            widget = self._items.pop().widget()
            if widget is not None:
                # Taken away from its parent, a widget takes its layout item along: the item is not asked again.
                widget.setParent(None)
                widget.deleteLater()
        self.invalidate()

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientations:
        return Qt.Orientation(0) if not hasattr(Qt, "Orientations") else Qt.Orientations()

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            if not item.isEmpty():
                size = size.expandedTo(item.minimumSize())
        return size

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        y = rect.y()
        for line in self._lines(rect.width()):
            height = max(item.sizeHint().height() for item in line)
            if move:
                self._place(line, QRect(rect.x(), y, rect.width(), height))
            y += height + self.spacing()
        return max(0, y - self.spacing() - rect.y())

    def _lines(self, width: int) -> List[List[QLayoutItem]]:
        lines: List[List[QLayoutItem]] = []
        left = 0
        for item in self._items:
            if item.isEmpty():
                continue
            needed = item.sizeHint().width()
            if lines and needed <= left:
                lines[-1].append(item)
            else:
                lines.append([item])
                left = width
            left -= needed + self.spacing()
        return lines

    def _place(self, line: List[QLayoutItem], rect: QRect) -> None:
        wanted = sum(item.sizeHint().width() for item in line) + self.spacing() * (len(line) - 1)
        growing = [item for item in line if item.expandingDirections() & Qt.Orientation.Horizontal]
        more = max(0, rect.width() - wanted) // len(growing) if growing else 0
        x = rect.x()
        for item in line:
            hint = item.sizeHint()
            # A single widget wider than the line is squeezed instead of cut.
            width = min(hint.width(), max(rect.width(), item.minimumSize().width())) + (more if item in growing else 0)
            y = rect.y() + (rect.height() - hint.height()) // 2  # a label stands beside the text of its field
            item.setGeometry(QRect(QPoint(x, y), QSize(width, hint.height())))
            x += width + self.spacing()
