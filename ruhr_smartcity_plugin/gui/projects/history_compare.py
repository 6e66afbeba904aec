# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a project side by side: what differs, in words."""

from __future__ import annotations

from typing import Any, Sequence, Tuple

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

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, FieldChange
from ruhr_smartcity_plugin.core.projects.history import PastState
from ruhr_smartcity_plugin.core.projects.history_names import Names, compare
from ruhr_smartcity_plugin.gui.projects.history_values import NOTHING, value_text
from ruhr_smartcity_plugin.translation import tr

_MOST_NAMED = 5
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

    def show_states(self, states: Sequence[PastState], titles: Sequence[str], shared: Sequence[Any]) -> None:
        """Show what differs between two states; `titles` head their columns."""
        before, after = states
        differences = compare(before.bundle, after.bundle)
        names = Names((after.bundle, before.bundle), shared=shared)
        self.table.setHorizontalHeaderLabels([tr("Field"), *titles])
        self.table.setRowCount(len(differences))
        for row, one in enumerate(differences):
            texts = (names.field(one.table_name, one.record_uuid, one.field), *self._texts(one, names))
            for column, text in enumerate(texts):
                item = QTableWidgetItem(text)
                item.setData(_DIFFERENCE, one)
                item.setTextAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop)
                self.table.setItem(row, column, item)
        self.table.setVisible(bool(differences))
        self.table.resizeRowsToContents()
        said = [tr("%n field(s) differ", "", len(differences)) if differences else tr("The two versions are the same.")]
        uncertain = gaps_sentence([one for state in states for one in state.gaps], names)
        if uncertain:
            said.append(uncertain)
        self.sentence.setText(" · ".join(said))
        self.show()

    def _texts(self, one: FieldChange, names: Names) -> Sequence[str]:
        if one.field == RECORD_FIELD and one.table_name != "project":
            return (tr("there"), tr("removed")) if one.new_value == "1" else (NOTHING, tr("added"))
        return tuple(value_text(one.table_name, one.field, value, names.shared)
                     for value in (one.old_value, one.new_value))

    def _activate(self, item: QTableWidgetItem) -> None:
        one = item.data(_DIFFERENCE)
        if one.field == "geom":
            self.place_requested.emit(one.table_name, one.new_value or one.old_value or "")


def gaps_sentence(gaps: Sequence[Tuple[str, str, str]], names: Names) -> str:
    """Say what of an earlier state is not certain; empty if all is."""
    fields = list(dict.fromkeys(names.field(*one) for one in gaps))
    if not fields:
        return ""
    named = fields[:_MOST_NAMED] + ["…"] * (len(fields) > _MOST_NAMED)
    return tr("Not certain, for the history has no entry of it: {fields}.").format(fields=", ".join(named))
