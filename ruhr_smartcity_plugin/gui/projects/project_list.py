# SPDX-License-Identifier: GPL-2.0-or-later
"""The projects as rows: two lines in the narrow list, one cell for each column in the table."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import QAbstractTableModel, QMimeData, QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtGui import QFontMetrics, QGuiApplication

from ruhr_smartcity_plugin.adapters.local_time import short_date, short_utc_text
from ruhr_smartcity_plugin.adapters.projects.symbols import field_icon
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn, cell_value, column_title
from ruhr_smartcity_plugin.core.projects.list_text import public_text
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.two_line_list import RECORD_ROLE, SECOND_LINE_ROLE
from ruhr_smartcity_plugin.translation import tr

COLUMNS: Tuple[ListColumn, ...] = tuple(ListColumn)
# Asked for each row whenever the selection changes: made once.
_ROW = (Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable | Qt.ItemFlag.ItemIsDragEnabled
        | Qt.ItemFlag.ItemNeverHasChildren)
_NO_ROW = Qt.ItemFlag.NoItemFlags


class ProjectListModel(QAbstractTableModel):
    """Entries as given; searching, filtering and sorting happen before. A view that sorts says so by `sort_wanted`."""

    sort_wanted = pyqtSignal(object, bool)  # ListColumn, whether descending

    def __init__(self, name_of: Callable[[str], str], parent: Any = None) -> None:
        super().__init__(parent)
        self._name_of = name_of
        self._entries: List[ProjectEntry] = []
        self._row_of: Dict[str, int] = {}
        self.marks: Mapping[str, str] = {}  # what is to be said of some records first, by id

    def show(self, entries: Sequence[ProjectEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = list(entries)
        self._row_of = {one.uuid: row for row, one in enumerate(self._entries)}
        self.endResetModel()

    def row_of(self, uuid: str) -> int:
        """Return the row of a project; -1 if it is not shown."""
        return self._row_of.get(uuid, -1)

    def entry(self, row: int) -> ProjectEntry:
        """Return the entry in a row."""
        return self._entries[row]

    def rowCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008 (Qt's signature)
        return 0 if parent.isValid() else len(self._entries)

    def columnCount(self, parent: QModelIndex = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return column_title(COLUMNS[section])
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if column >= 0:
            self.sort_wanted.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)

    def flags(self, index: QModelIndex) -> Qt.ItemFlags:
        return _ROW if index.isValid() else _NO_ROW

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        rows = sorted({one.row() for one in indexes})
        mime = QMimeData()
        mime.setText(public_text([self._entries[row] for row in rows], self._name_of, short_date))
        return mime

    def mimeTypes(self) -> List[str]:
        return ["text/plain"]

    def data(self, index: QModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._entries):
            return None
        entry, column = self._entries[index.row()], COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._cell(entry, column)
        if role == RECORD_ROLE:
            return entry
        if column is not ListColumn.TITLE:
            return None
        if role == SECOND_LINE_ROLE:
            return self._second_line(entry)
        if role == Qt.ItemDataRole.DecorationRole:
            return field_icon(entry.main_field, QFontMetrics(QGuiApplication.font()).height())
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{entry.title}. {load_vocabulary().text('VFIELD', entry.main_field)}. {self._second_line(entry)}"
        return None

    def _cell(self, entry: ProjectEntry, column: ListColumn) -> str:
        value = cell_value(entry, column, self._name_of)
        if isinstance(value, date):
            return short_date(value)
        if column is ListColumn.CHANGED_AT:
            return short_utc_text(value)
        if column is ListColumn.STATUS and entry.uuid in self.marks:
            value = f"{self.marks[entry.uuid]} · {value}"
        # One line each: a line break in a title must not hide the rest of it.
        return " ".join(value.split()) if column is ListColumn.TITLE and "\n" in value else value

    def _second_line(self, entry: ProjectEntry) -> str:
        # A good example from elsewhere must not look like a hole in the area filter.
        places = ", ".join(self._name_of(ags) for ags in entry.ags) or tr("no municipality of the Ruhr metropolis")
        parts = [
            self.marks.get(entry.uuid, ""),
            "" if entry.visibility is Visibility.PUBLIC else tr("INTERN"),
            load_vocabulary().text("VSTATUS", entry.status), entry.lead_name,
            "" if places == entry.lead_name else places]
        return " · ".join(part for part in parts if part)
