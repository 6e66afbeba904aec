# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages with their names in a list at the left: ten names can be read at once, however narrow the window is."""

from __future__ import annotations

from qgis.PyQt.QtCore import QRect, QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence, QResizeEvent, QShortcut
from qgis.PyQt.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QListView,
    QListWidget,
    QListWidgetItem,
    QSizePolicy,
    QStackedWidget,
    QStyle,
    QWidget,
)

from ruhr_smartcity_plugin.translation import tr

_WIDEST_PART = 0.3  # of the whole: the fields need the rest
_PADDING = 8
_KEYS = "1234567890"


class SidePages(QWidget):
    """Shows one of several pages. The methods are named as those of `QTabWidget`.

    Alt+1 to Alt+9 and Alt+0 show the first ten pages: their letters are free for the fields on them.
    """

    currentChanged = pyqtSignal(int)  # noqa: N815 (named as that of QTabWidget)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.list = QListWidget(self)
        self.list.setObjectName("page_names")
        self.list.setAccessibleName(tr("Pages"))
        self.list.setWordWrap(True)
        self.list.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setResizeMode(QListView.ResizeMode.Adjust)
        self.list.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Ignored)
        self.list.setIconSize(QSize(*2 * (self.style().pixelMetric(QStyle.PixelMetric.PM_SmallIconSize),)))
        self._stack = QStackedWidget(self)
        line.addWidget(self.list)
        line.addWidget(self._stack, 1)
        self.list.currentRowChanged.connect(self._stack.setCurrentIndex)
        self._stack.currentChanged.connect(self._changed)
        for place, key in enumerate(_KEYS):
            QShortcut(QKeySequence(f"Alt+{key}"), self).activated.connect(lambda at=place: self.setCurrentIndex(at))

    # --- pages ---
    def insertTab(self, index: int, page: QWidget, text: str) -> None:
        """Add a page."""
        self._stack.insertWidget(index, page)
        self.list.insertItem(index, QListWidgetItem())
        self.setTabText(index, text)

    def count(self) -> int:
        """Return how many pages there are."""
        return self._stack.count()

    def indexOf(self, page: QWidget) -> int:
        """Return the place of a page; -1 if it is none of these."""
        return self._stack.indexOf(page)

    def currentIndex(self) -> int:
        """Return the place of the page that is shown."""
        return self._stack.currentIndex()

    def currentWidget(self) -> QWidget | None:
        """Return the page that is shown."""
        return self._stack.currentWidget()

    def setCurrentIndex(self, index: int) -> None:
        """Show a page; nothing happens if there is none at this place."""
        if 0 <= index < self.count():
            self._stack.setCurrentIndex(index)

    def setCurrentWidget(self, page: QWidget) -> None:
        """Show a page."""
        self._stack.setCurrentWidget(page)

    # --- their names ---
    def setTabText(self, index: int, text: str) -> None:
        """Name a page."""
        self.list.item(index).setText(text)
        self._explain(index, self.tabToolTip(index))
        self._fit()

    def tabText(self, index: int) -> str:
        """Return the name of a page."""
        return self.list.item(index).text()

    def setTabIcon(self, index: int, icon: QIcon) -> None:
        """Mark the name of a page."""
        self.list.item(index).setIcon(icon)

    def tabIcon(self, index: int) -> QIcon:
        """Return the mark at the name of a page."""
        return self.list.item(index).icon()

    def setTabToolTip(self, index: int, text: str) -> None:
        """Say more about a page; screen readers read it with its name."""
        self._explain(index, text)

    def tabToolTip(self, index: int) -> str:
        """Return what is said about a page."""
        return self.list.item(index).data(Qt.ItemDataRole.AccessibleDescriptionRole) or ""

    # --- parts ---
    def _explain(self, index: int, text: str) -> None:
        item = self.list.item(index)
        item.setData(Qt.ItemDataRole.AccessibleDescriptionRole, text)
        key = QKeySequence(f"Alt+{_KEYS[index]}").toString(QKeySequence.SequenceFormat.NativeText)
        item.setToolTip("\n".join(filter(None, (f"{item.text()} ({key})", text))))

    def _changed(self, index: int) -> None:
        self.list.setCurrentRow(index)
        if self._stack.isAncestorOf(QApplication.focusWidget()):
            self.list.setFocus()  # from here the tab key leads to the first field of the page
        self.currentChanged.emit(index)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """Make the list as wide as its names with a mark; where that is too much, they wrap between words."""
        metrics, style = self.list.fontMetrics(), self.style()
        texts = [self.list.item(row).text() for row in range(self.list.count())]
        around = (self.list.iconSize().width() + style.pixelMetric(QStyle.PixelMetric.PM_ScrollBarExtent)
                  + 2 * self.list.frameWidth() + 2 * _PADDING)
        longest = max(map(metrics.horizontalAdvance, texts), default=0)
        word = max((metrics.horizontalAdvance(one) for text in texts for one in text.split()), default=0)
        width = around + max(word, min(longest, int(self.width() * _WIDEST_PART) - around))
        self.list.setFixedWidth(width)
        room = width - around + _PADDING
        for row, text in enumerate(texts):
            needed = metrics.boundingRect(QRect(0, 0, room, 0), int(Qt.TextFlag.TextWordWrap), text)
            self.list.item(row).setSizeHint(QSize(0, max(needed.height(), self.list.iconSize().height()) + _PADDING))
