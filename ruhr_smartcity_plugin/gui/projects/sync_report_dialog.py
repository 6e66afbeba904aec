# SPDX-License-Identifier: GPL-2.0-or-later
"""What a synchronisation did, record by record."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.conflict_text import Wording
from ruhr_smartcity_plugin.core.projects.sync_report import report_heads, report_rows, summary_of
from ruhr_smartcity_plugin.core.projects.synchronising import SyncReport
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_MOST_LETTERS = 28


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
        tree = QTreeWidget(self)
        tree.setObjectName("sync_report")
        tree.setAccessibleName(tr("Records"))
        tree.setRootIsDecorated(False)
        tree.setAlternatingRowColors(True)
        tree.setHeaderLabels(report_heads())
        for row in report_rows(report, wording):
            item = QTreeWidgetItem(tree, list(row))
            for column, text in enumerate(row):
                item.setToolTip(column, text if len(text) > _MOST_LETTERS else "")
        for column in range(tree.columnCount()):
            tree.resizeColumnToContents(column)
            tree.setColumnWidth(column, min(tree.columnWidth(column), tree.fontMetrics().averageCharWidth() * 30))
        layout.addWidget(tree, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        name_buttons(buttons)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        size_in_letters(self, 112, 22)
