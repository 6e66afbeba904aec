# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of a record's conflicts: one line a field, both versions beside each other, the chosen one marked."""

from __future__ import annotations

from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QKeyEvent, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.translation import tr

# field, before, mine, other, result, the side chosen (None: not decided)
Row = Tuple[str, str, str, str, str, "Side | None"]
FIELD, BEFORE, MINE, OTHER, RESULT = range(5)
_CHOSEN, _FREE = "◉ ", "○ "


class ConflictTable(QTableWidget):
    """A click on a version chooses it, and so do Enter and Space."""

    chosen = pyqtSignal(object)  # Side, for the current row

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 5, parent)
        self.setObjectName("conflict_table")
        self.setAccessibleName(tr("Fields in conflict"))
        self.setHorizontalHeaderLabels([tr("Field"), tr("Before"), tr("Mine"), tr("Other"), tr("Result")])
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self.verticalHeader().hide()
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setTabKeyNavigation(False)
        self.setWordWrap(True)
        self.cellClicked.connect(self._choose)

    def show_rows(self, rows: Sequence[Row], current: int) -> None:
        """Show conflicts, with the cursor on one of them."""
        column = max(self.currentColumn(), MINE)
        self.blockSignals(True)
        self.setRowCount(len(rows))
        for number, (field, before, mine, other, result, side) in enumerate(rows):
            marks = {MINE: Side.LOCAL, OTHER: Side.REMOTE}
            for index, text in enumerate((field, before, mine, other, result)):
                mark = "" if index not in marks else _CHOSEN if side is marks[index] else _FREE
                item = QTableWidgetItem(mark + text)
                item.setToolTip(text if len(text) > 60 else "")
                if index in marks:
                    state = tr("chosen") if side is marks[index] else tr("not chosen")
                    item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{field}. {text}. {state}")
                self.setItem(number, index, item)
            font = self.item(number, RESULT).font()
            font.setBold(side is not None)
            font.setItalic(side is None)
            self.item(number, RESULT).setFont(font)
        if rows:
            self.setCurrentCell(min(current, len(rows) - 1), column)
        self.blockSignals(False)
        self.resizeRowsToContents()

    def show_result(self, row: int, text: str) -> None:
        """Show another result in a row."""
        self.item(row, RESULT).setText(text)
        self.resizeRowToContents(row)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._choose(self.currentRow(), self.currentColumn())
            return
        super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def _choose(self, row: int, column: int) -> None:
        side = {MINE: Side.LOCAL, OTHER: Side.REMOTE}.get(column)
        if side is not None and row >= 0:
            self.chosen.emit(side)
