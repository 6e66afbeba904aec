# SPDX-License-Identifier: GPL-2.0-or-later
"""Two versions of a project side by side: what differs, in words."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QLabel, QTreeWidget, QTreeWidgetItem, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, FieldChange
from ruhr_smartcity_plugin.core.projects.history import PastState
from ruhr_smartcity_plugin.core.projects.history_names import Names, compare
from ruhr_smartcity_plugin.gui.projects.history_values import NOTHING, value_text
from ruhr_smartcity_plugin.translation import tr

_POSITIONS = Qt.ItemDataRole.UserRole


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
        self.table = QTreeWidget(self)
        self.table.setObjectName("comparison")
        self.table.setAccessibleName(tr("Comparison of two versions"))
        self.table.setRootIsDecorated(False)
        self.table.setAllColumnsShowFocus(True)
        self.table.setWordWrap(True)
        self.table.itemActivated.connect(lambda item, _column: self._activate(item))
        layout.addWidget(self.table, 1)

    def show_sentence(self, text: str) -> None:
        """Say why there is nothing to compare."""
        self.table.clear()
        self.table.hide()
        self.sentence.setText(text)
        self.show()

    def show_states(self, states: Sequence[PastState], titles: Sequence[str], shared: Sequence[Any]) -> None:
        """Show what differs between two states; `titles` head their columns."""
        before, after = states
        differences = compare(before.bundle, after.bundle)
        names = Names((after.bundle, before.bundle), shared=shared)
        self.table.clear()
        self.table.setHeaderLabels([tr("Field"), *titles])
        self.table.setVisible(bool(differences))
        for one in differences:
            item = QTreeWidgetItem(self.table, [names.field(one.table_name, one.record_uuid, one.field),
                                                *self._texts(one, names)])
            item.setData(0, _POSITIONS, one)
        for column in range(3):
            self.table.resizeColumnToContents(column)
            self.table.setColumnWidth(column, min(self.table.columnWidth(column), 320))
        said = [tr("%n field(s) differ", "", len(differences)) if differences else tr("The two versions are the same.")]
        gaps = sorted({names.field(*one) for state in states for one in state.gaps})
        if gaps:
            said.append(tr("Not certain, for it was changed without an entry in the history: {fields}.").format(
                fields=", ".join(gaps)))
        self.sentence.setText(" · ".join(said))
        self.show()

    def _texts(self, one: FieldChange, names: Names) -> Sequence[str]:
        if one.field == RECORD_FIELD and one.table_name != "project":
            return (tr("there"), tr("removed")) if one.new_value == "1" else (NOTHING, tr("added"))
        return tuple(value_text(one.table_name, one.field, value, names.shared)
                     for value in (one.old_value, one.new_value))

    def _activate(self, item: QTreeWidgetItem) -> None:
        one = item.data(0, _POSITIONS)
        if one.field == "geom":
            self.place_requested.emit(one.table_name, one.new_value or one.old_value or "")
