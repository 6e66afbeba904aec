# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions side by side: what differs, in words."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.gui.projects.history_subject import Difference
from ruhr_smartcity_plugin.translation import tr

_DIFFERENCE = Qt.ItemDataRole.UserRole


class ComparedVersions(QWidget):
    """A table "field, then, later". Enter on a position shows it on the map."""

    place_requested = pyqtSignal(str, str)  # table of a place, its position as JSON

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_comparison")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.sentence = QLabel(self)
        self.sentence.setObjectName("comparison_sentence")
        self.sentence.setTextFormat(Qt.TextFormat.PlainText)
        self.sentence.setWordWrap(True)
        layout.addWidget(self.sentence)
        self.table = QTableWidget(0, 3, self)  # rows as high as their texts, which a tree does not offer
        self.table.setObjectName("comparison")
        self.table.setAccessibleName(tr("Comparison of two versions"))
        self.table.setWordWrap(True)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        for column in range(3):
            header.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        header.sectionResized.connect(lambda *_sizes: self.table.resizeRowsToContents())
        self.table.itemActivated.connect(self._activate)
        layout.addWidget(self.table, 1)

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to compare."""
        self.table.setRowCount(0)
        self.table.hide()
        self.sentence.setText(text)
        self.show()

    def show_differences(self, differences: Sequence[Difference], titles: Sequence[str], uncertain: str) -> None:
        """Show what differs between two states; `titles` head their columns, `uncertain` says what is not certain."""
        self.table.setHorizontalHeaderLabels([tr("Field"), *titles])
        self.table.setRowCount(len(differences))
        for row, one in enumerate(differences):
            for column, text in enumerate((one.label, one.before, one.after)):
                item = QTableWidgetItem(text)
                item.setData(_DIFFERENCE, one.change)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(row, column, item)
        self.table.setVisible(bool(differences))
        self.table.resizeRowsToContents()
        said = tr("%n field(s) differ", "", len(differences)) if differences else tr("The two versions are the same.")
        self.sentence.setText(" · ".join(filter(None, (said, uncertain))))
        self.show()

    def _activate(self, item: QTableWidgetItem) -> None:
        one = item.data(_DIFFERENCE)
        if one.field == "geom":
            self.place_requested.emit(one.table_name, one.new_value or one.old_value or "")
