# SPDX-License-Identifier: GPL-2.0-or-later
"""The two views of the projects: two lines each in a narrow dock, a table in a wide one; one model, one selection."""

from __future__ import annotations

from typing import Callable, Iterable, List

from qgis.PyQt.QtCore import QByteArray, QItemSelection, QItemSelectionModel, Qt, pyqtSignal
from qgis.PyQt.QtGui import QAction, QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QMenu,
    QStackedWidget,
    QTableView,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.projects.list_columns import FIRST_COLUMNS, ListColumn, column_title, read_order
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.gui.projects.project_list import COLUMNS, ProjectListModel
from ruhr_smartcity_plugin.gui.two_line_list import TwoLineDelegate
from ruhr_smartcity_plugin.translation import tr

_LIST, _TABLE = "list", "table"
_TABLE_FROM_WIDTH = 90  # letters
_WIDTHS = {ListColumn.TITLE: 34, ListColumn.PLACES: 22, ListColumn.LEAD: 22, ListColumn.FIELD: 24}
_FLAGS = QItemSelectionModel.SelectionFlag


class ListViews(QStackedWidget):
    """Shows entries as a list or as a table; which of both, and the columns, are remembered."""

    selection_changed = pyqtSignal()
    edit_wanted = pyqtSignal()
    view_changed = pyqtSignal(bool)  # whether the table is shown

    def __init__(self, name_of: Callable[[str], str], settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("project_views")
        self._settings = settings
        self.model = ProjectListModel(name_of, self)
        self.list = self._make_list()
        self.table = self._make_table()
        self.selection: QItemSelectionModel = self.list.selectionModel()
        self.table.setSelectionModel(self.selection)
        self.selection.selectionChanged.connect(lambda _new, _old: self._announce())
        self.selection.currentChanged.connect(lambda _new, _old: self._announce())
        self._is_showing = False
        self._selected: List[ProjectEntry] | None = []  # None: to be asked for anew
        for view in (self.list, self.table):
            self.addWidget(view)

    # --- which view ---
    @property
    def is_table(self) -> bool:
        """Whether the table is shown."""
        return self.currentWidget() is self.table

    def choose_table(self, on: bool) -> None:
        """Show the table or the list from now on, whatever the width."""
        self._settings.project_view.setValue(_TABLE if on else _LIST)
        self._show_view(on)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A wide dock shows the table, as long as the user has chosen nothing."""
        super().resizeEvent(event)
        chosen = self._settings.project_view.value()
        wide = self.width() >= _TABLE_FROM_WIDTH * self.fontMetrics().averageCharWidth()
        self._show_view(chosen == _TABLE if chosen in (_LIST, _TABLE) else wide)

    def _show_view(self, table: bool) -> None:
        if table == self.is_table:
            return
        had_focus = self.currentWidget().hasFocus()
        self.setCurrentWidget(self.table if table else self.list)
        if had_focus:
            self.currentWidget().setFocus()
        self.currentWidget().scrollTo(self.selection.currentIndex())
        self.view_changed.emit(table)

    def sort_by(self, column: ListColumn, *, descending: bool = False) -> None:
        """Sort both views; the table's head shows it."""
        self.table.sortByColumn(COLUMNS.index(column), _order(descending))

    # --- entries and selection ---
    def show_entries(self, entries: List[ProjectEntry]) -> None:
        """Show these entries; what was selected and is still there stays selected."""
        before, current = {one.uuid for one in self.selected()}, self.current()
        self._is_showing = True
        try:
            self.model.show(entries)
            row = self.model.row_of(current.uuid) if current else -1
            if row >= 0:
                self.selection.setCurrentIndex(self.model.index(row, 0), _FLAGS.NoUpdate)
            self._select_rows(self.model.row_of(uuid) for uuid in before)
        finally:
            self._is_showing = False
        for view in (self.list, self.table):
            if row >= 0:
                view.scrollTo(self.model.index(row, 0))
            else:
                view.scrollToTop()
        self._announce()

    def selected(self) -> List[ProjectEntry]:
        """Return the selected entries in the order of the list."""
        if self._selected is None:
            rows = sorted({row for one in self.selection.selection() for row in range(one.top(), one.bottom() + 1)})
            self._selected = [self.model.entry(row) for row in rows]
        return self._selected

    def current(self) -> ProjectEntry | None:
        """Return the entry the keyboard is at; None if there is none."""
        index = self.selection.currentIndex()
        return self.model.entry(index.row()) if index.isValid() else None

    def select(self, uuids: List[str]) -> int:
        """Select these projects and go to the first one; returns how many are in the list."""
        rows = sorted(row for row in map(self.model.row_of, uuids) if row >= 0)
        self._is_showing = True
        try:
            if rows:
                self.selection.setCurrentIndex(self.model.index(rows[0], 0), _FLAGS.NoUpdate)
            self._select_rows(rows)
        finally:
            self._is_showing = False
        if rows:
            self.currentWidget().scrollTo(self.model.index(rows[0], 0))
        self._announce()
        return len(rows)

    def _select_rows(self, rows: Iterable[int]) -> None:
        """Select rows as few ranges; asking for thousands one by one would stall."""
        wanted = sorted(row for row in rows if row >= 0)
        selection, last = QItemSelection(), len(COLUMNS) - 1
        start = 0
        for position, row in enumerate(wanted):
            if position + 1 == len(wanted) or wanted[position + 1] != row + 1:
                selection.select(self.model.index(wanted[start], 0), self.model.index(row, last))
                start = position + 1
        self.selection.select(selection, _FLAGS.ClearAndSelect)

    def _announce(self) -> None:
        self._selected = None
        if not self._is_showing:
            self.selection_changed.emit()

    # --- building ---
    def _make_list(self) -> QListView:
        view = QListView(self)
        view.setObjectName("project_list")
        view.setUniformItemSizes(True)
        view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        view.setItemDelegate(TwoLineDelegate(view))
        self._prepare(view)
        return view

    def _make_table(self) -> QTableView:
        view = QTableView(self)
        view.setObjectName("project_table")
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setAlternatingRowColors(True)
        view.setTabKeyNavigation(False)  # the tab key leaves the table, as it leaves the list
        view.verticalHeader().setVisible(False)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.verticalHeader().setDefaultSectionSize(round(1.6 * self.fontMetrics().height()))
        self._prepare(view)
        self._prepare_header(view)
        return view

    def _prepare(self, view: QAbstractItemView) -> None:
        view.setAccessibleName(tr("Projects"))
        view.setModel(self.model)
        view.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.activated.connect(lambda _index: self.edit_wanted.emit())

    def _prepare_header(self, view: QTableView) -> None:
        header = view.horizontalHeader()
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        letter = self.fontMetrics().averageCharWidth()
        for number, column in enumerate(COLUMNS):
            view.setColumnWidth(number, _WIDTHS.get(column, 16) * letter)
            view.setColumnHidden(number, column not in FIRST_COLUMNS)
        # A state of a version with other columns would hide or mix them up.
        n_columns, _colon, state = self._settings.project_columns.value().partition(":")
        if n_columns == str(len(COLUMNS)):
            header.restoreState(QByteArray.fromBase64(state.encode("ascii", "ignore")))
        column, descending = read_order(self._settings.project_order.value())
        header.setSortIndicator(COLUMNS.index(column), _order(descending))
        view.setSortingEnabled(True)
        header.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        header.customContextMenuRequested.connect(lambda place: self.column_menu().exec(header.mapToGlobal(place)))
        header.sectionMoved.connect(self._remember_columns)
        header.sectionResized.connect(self._remember_columns)

    def column_menu(self) -> QMenu:
        """Return the menu with one entry for each column; the title always stays."""
        menu = QMenu(self)
        for number, column in enumerate(COLUMNS):
            action = QAction(column_title(column).replace("&", "&&"), menu)
            action.setObjectName(f"column_{column.value}")
            action.setCheckable(True)
            action.setChecked(not self.table.isColumnHidden(number))
            action.setEnabled(column is not ListColumn.TITLE)
            action.toggled.connect(lambda on, number=number: self._show_column(number, on))
            menu.addAction(action)
        return menu

    def _show_column(self, number: int, on: bool) -> None:
        self.table.setColumnHidden(number, not on)
        self._remember_columns()

    def _remember_columns(self, *_: object) -> None:
        state = bytes(self.table.horizontalHeader().saveState().toBase64()).decode("ascii")
        self._settings.project_columns.setValue(f"{len(COLUMNS)}:{state}")


def _order(descending: bool) -> Qt.SortOrder:
    return Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
