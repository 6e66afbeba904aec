# SPDX-License-Identifier: GPL-2.0-or-later
"""What a synchronisation did, record by record."""

from __future__ import annotations

from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.conflict_text import Wording
from ruhr_smartcity_plugin.core.projects.sync_report import report_heads, report_rows, summary_of
from ruhr_smartcity_plugin.core.projects.synchronising import SyncReport
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_BESIDE_A_HEAD_PX = 16


class SyncReportDialog(QDialog):
    """A table; rows can be selected and read, nothing can be changed."""

    def __init__(self, report: SyncReport, wording: Wording | None = None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sync_report_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Synchronisation of the register"))
        layout = QVBoxLayout(self)
        summary = QLabel(summary_of(report), self)
        summary.setTextFormat(Qt.TextFormat.PlainText)
        summary.setWordWrap(True)
        layout.addWidget(summary)
        self.table = ReportTable(report_heads(), tuple(report_rows(report, wording)), self)
        layout.addWidget(self.table, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        name_buttons(buttons)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        size_in_letters(self, 112, 22)


class ReportTable(QTableWidget):
    """Never scrolls sideways: texts wrap, and where columns have no room their texts stand below each other."""

    def __init__(self, heads: Sequence[str], rows: Sequence[Tuple[str, ...]], parent: QWidget) -> None:
        super().__init__(len(rows), len(heads), parent)
        self.setObjectName("sync_report")
        self.setAccessibleName(tr("Records"))
        self._heads, self._rows = tuple(heads), tuple(rows)
        self._told = [column for column in range(len(heads)) if column < 2 or any(row[column] for row in rows)]
        self._is_narrow: bool | None = None
        self.setWordWrap(True)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        # One that comes and goes changes the width, and with it the height of the rows.
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        header = self.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        heads = (self.fontMetrics().horizontalAdvance(self._heads[one]) for one in self._told)
        wanted = (max(heads) + _BESIDE_A_HEAD_PX) * len(self._told)
        self._stand(is_narrow=self.viewport().width() < wanted)
        super().resizeEvent(event)
        self.resizeRowsToContents()

    def _stand(self, *, is_narrow: bool) -> None:
        if is_narrow == self._is_narrow:
            return
        self._is_narrow = is_narrow
        self.setHorizontalHeaderLabels([tr("Records") if is_narrow else self._heads[0], *self._heads[1:]])
        for column in range(1, len(self._heads)):
            self.setColumnHidden(column, is_narrow or column not in self._told)
        for place, row in enumerate(self._rows):
            stacked = "\n".join((row[0], *(f"{self._heads[one]}: {row[one]}" for one in self._told[1:] if row[one])))
            for column, text in enumerate((stacked if is_narrow else row[0], *row[1:])):
                item = QTableWidgetItem(text)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.setItem(place, column, item)
