# SPDX-License-Identifier: GPL-2.0-or-later
"""The list of hits: a star to keep an entry, a menu, entries to drag to the map, more hits towards the end."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QListView, QStyleOptionViewItem, QWidget

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.gui.catalogue.result_list import ResultModel
from ruhr_smartcity_plugin.gui.two_line_list import TwoLineDelegate
from ruhr_smartcity_plugin.translation import tr

_ROWS_BEFORE_END = 15


class HitDelegate(TwoLineDelegate):
    """Two lines; the star at the right end of the first one can be clicked."""

    star_clicked = pyqtSignal(QModelIndex)

    def editorEvent(
        self, event: QEvent, model: ResultModel, option: QStyleOptionViewItem, index: QModelIndex
    ) -> bool:
        """Take clicks on the star; everything else is the list's."""
        if event.type() in (QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease):
            side = 2 * option.fontMetrics.height()
            at = event.pos()
            is_star = at.x() > option.rect.right() - side and at.y() < option.rect.top() + side
            if is_star and model.has_stars and event.button() == Qt.MouseButton.LeftButton:
                if event.type() == QEvent.Type.MouseButtonRelease:
                    self.star_clicked.emit(index)
                return True
        return super().editorEvent(event, model, option, index)


class ResultView(QListView):
    """Shows a `ResultModel`."""

    star_requested = pyqtSignal(object)  # Dataset
    menu_requested = pyqtSignal(object, QPoint)  # Dataset, where on the screen
    end_near = pyqtSignal()
    _line: QWidget | None = None  # events come before the constructor is through

    def __init__(self, model: ResultModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("results")
        self.setAccessibleName(tr("Found data sets"))
        self.setModel(model)
        delegate = HitDelegate(self)
        self.setItemDelegate(delegate)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setDragEnabled(True)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._ask_for_menu)
        delegate.star_clicked.connect(self._star)
        self.verticalScrollBar().valueChanged.connect(lambda _value: self._look_at_end())

    def current(self) -> Dataset | None:
        """Return the chosen data set; None for none."""
        return self.model().dataset_at(self.currentIndex())

    def enter_from(self, line: QWidget) -> None:
        """Lead from the search line into the hits by the arrow key, as search fields do everywhere."""
        line.installEventFilter(self)
        self._line = line

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Choose the first hit when the user leaves the search line downwards."""
        is_down = event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Down
        if watched is self._line and is_down and self.isVisible() and self.model().rowCount():
            if not self.currentIndex().isValid():
                self.setCurrentIndex(self.model().index(0))
            self.setFocus()
            return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+D keeps the entry, as it keeps a page in a browser."""
        if event.key() == Qt.Key.Key_D and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self._star(self.currentIndex())
            event.accept()
            return
        super().keyPressEvent(event)

    def _star(self, index: QModelIndex) -> None:
        dataset = self.model().dataset_at(index)
        if dataset is not None and self.model().has_stars:
            self.star_requested.emit(dataset)

    def _ask_for_menu(self, at: QPoint) -> None:
        index = self.indexAt(at)
        dataset = self.model().dataset_at(index if index.isValid() else self.currentIndex())
        if dataset is not None:
            self.menu_requested.emit(dataset, self.viewport().mapToGlobal(at))

    def _look_at_end(self) -> None:
        last = self.indexAt(self.viewport().rect().bottomLeft())
        if not last.isValid() or last.row() >= self.model().rowCount() - _ROWS_BEFORE_END:
            self.end_near.emit()
