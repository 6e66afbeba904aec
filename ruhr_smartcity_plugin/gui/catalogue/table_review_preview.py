# SPDX-License-Identifier: GPL-2.0-or-later
"""The first rows of a table as they will be in the layer; the type of a column is changed in its head."""

from __future__ import annotations

from typing import Any, Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QLocale, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QAbstractItemView, QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable
from ruhr_smartcity_plugin.core.catalogue.tables.reading import Reject
from ruhr_smartcity_plugin.translation import tr

MOST_COLUMNS = 80
_LONGEST_CELL = 200
_WIDEST = 24  # characters
_LEAST_LINES = 7


class TablePreview(QTableWidget):
    """Ten rows below a row of type fields."""

    kind_chosen = pyqtSignal(str, object)  # title, (kind, decimal sign)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table_preview")
        self.setAccessibleName(tr("First rows with the type of each column"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setWordWrap(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)

    def show_table(self, judged: JudgedTable) -> None:
        """Show the first rows."""
        columns = judged.understanding.kept_columns()[:MOST_COLUMNS]
        places = judged.understanding.placing.value.columns
        self.clear()
        self.setColumnCount(len(columns))
        self.setRowCount(1 + len(judged.preview))
        self.setVerticalHeaderLabels([tr("Type"), *[str(row) for row in range(1, len(judged.preview) + 1)]])
        for place, column in enumerate(columns):
            self._show_column(place, column, column.index in places)
        for row, values in enumerate(judged.preview, start=1):
            for place, value in enumerate(values[:len(columns)]):
                self.setItem(row, place, _cell(value))
        self._set_widths()

    def _show_column(self, place: int, column: Column, is_place: bool) -> None:
        title = column.title or column.field
        head = QTableWidgetItem(f"{title} [{column.unit}]" if column.unit else title)
        if is_place:
            head.setIcon(QgsApplication.getThemeIcon("/mIconPointLayer.svg"))
            head.setToolTip(tr("holds the places"))
        self.setHorizontalHeaderItem(place, head)
        combo = QComboBox(self)
        combo.setObjectName(f"type_{place}")
        combo.setAccessibleName(tr("Type of the column {column}").format(column=title))
        for text, value in _kinds():
            combo.addItem(text, value)
        wanted = (column.kind, column.decimal or "," if column.kind is ColumnKind.DECIMAL else "")
        combo.setCurrentIndex(next((i for i in range(combo.count()) if combo.itemData(i) == wanted), -1))
        combo.activated.connect(lambda _index, title=title, combo=combo: self.kind_chosen.emit(
            title, combo.currentData()))
        self.setCellWidget(0, place, combo)

    def _set_widths(self) -> None:
        self.resizeColumnsToContents()
        widest = self.fontMetrics().horizontalAdvance("0") * _WIDEST
        for place in range(self.columnCount()):
            least = self.cellWidget(0, place).sizeHint().width()
            self.setColumnWidth(place, max(least, min(self.columnWidth(place), widest)))


class RejectTable(QTableWidget):
    """Rows that do not fit: line, reason, text of the file."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 3, parent)
        self.setObjectName("table_rejects")
        self.setAccessibleName(tr("Rows that do not fit"))
        self.setHorizontalHeaderLabels([tr("Line"), tr("Reason"), tr("Text of the file")])
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setTabKeyNavigation(False)
        self.setMinimumHeight(self.fontMetrics().lineSpacing() * _LEAST_LINES)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header = self.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(2, QHeaderView.ResizeMode.Interactive)

    def show_rejects(self, rejects: Sequence[Reject]) -> None:
        """Show at most five hundred; the saved list has all."""
        shown = rejects[:500]
        self.setRowCount(len(shown))
        for row, one in enumerate(shown):
            line = QTableWidgetItem(str(one.line))
            line.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
            for column, cell in enumerate((line, QTableWidgetItem(one.reason), QTableWidgetItem(
                    one.raw[:_LONGEST_CELL]))):
                self.setItem(row, column, cell)
        self.setColumnWidth(2, self.fontMetrics().horizontalAdvance("0") * _WIDEST)


def _kinds() -> Sequence[Tuple[str, Tuple[ColumnKind, str]]]:
    entries = []
    for kind in ColumnKind:
        if kind is ColumnKind.DECIMAL:
            entries.append((tr("Number 1.234,5"), (kind, ",")))
            entries.append((tr("Number 1,234.5"), (kind, ".")))
        else:
            entries.append((kind.title(), (kind, "")))
    return entries


def _cell(value: Any) -> QTableWidgetItem:
    if value is None:
        item = QTableWidgetItem("–")
        item.setToolTip(tr("no value"))
        return item
    if isinstance(value, bool):
        return QTableWidgetItem(tr("yes") if value else tr("no"))
    if isinstance(value, (int, float)):
        # Digits as they are: places after the decimal sign matter in coordinates.
        text = repr(int(value) if float(value).is_integer() else value).replace(".", QLocale().decimalPoint())
        item = QTableWidgetItem(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        return item
    return QTableWidgetItem(str(value)[:_LONGEST_CELL])
