# SPDX-License-Identifier: GPL-2.0-or-later
"""The thresholds of the checks as a table to edit: shipped numbers, the user's own over them."""

from __future__ import annotations

import math
from dataclasses import asdict, fields
from pathlib import Path
from typing import Dict, Tuple

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeyEvent
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

from ruhr_smartcity_plugin.adapters.sensors.own_thresholds import OwnThresholds, load_thresholds, save_thresholds
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.sensors.quality.thresholds import Thresholds, known_quantities, thresholds_for
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.number_text import number_text, parse_number
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.translation import tr

_NAMES = tuple(one.name for one in fields(Thresholds))


def threshold_titles() -> Dict[str, Tuple[str, str]]:
    """Return what each threshold is called, and what it means."""
    return {
        "low": (tr("Lowest"), tr("Smaller values are marked as not plausible.")),
        "high": (tr("Highest"), tr("Larger values are marked as not plausible.")),
        "step_minute": (tr("Step/min"), tr("Largest change within a minute.")),
        "step_hour": (tr("Step/h"), tr("Largest change within an hour.")),
        "spike": (tr("Spike"), tr("How far a single value may stand out from the two beside it.")),
        "stuck_h": (tr("Stuck (h)"), tr("For how many hours the value may stay exactly the same.")),
        "stuck_free_to": (tr("Calm to"), tr("Up to this value it may stay the same for ever, as the wind does in a "
                                            "calm.")),
        "stuck_free_from": (tr("Calm from"), tr("From this value on it may stay the same for ever, as the humidity "
                                                "does in fog.")),
        "neighbour": (tr("Neighbours"), tr("Least difference from the median of the neighbours that is marked.")),
    }


class ThresholdDialog(QDialog):
    """A line for each quantity; an empty cell switches a check off, own numbers are bold."""

    def __init__(self, path: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path = path
        self.setObjectName("threshold_dialog")
        self.setWindowTitle(tr("Thresholds of the checks"))
        column = QVBoxLayout(self)
        self.intro = self._label("threshold_intro", tr(
            "From these numbers on a value is marked as doubtful. Empty: not checked. Your own numbers are bold; they "
            "hold from the next check on."))
        column.addWidget(self.intro)
        self.table = QTableWidget(0, len(_NAMES) + 1, self)
        self._own: OwnThresholds = {}
        self._dress_table()
        column.addWidget(self.table, 1)
        self.problem = self._label("threshold_problem", "")
        self.problem.hide()
        column.addWidget(self.problem)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(kinds.Save | kinds.Cancel | kinds.RestoreDefaults, Qt.Orientation.Horizontal, self)
        name_buttons(self.buttons)
        shipped = self.buttons.button(kinds.RestoreDefaults)
        shipped.setText(tr("Shipped &numbers"))
        shipped.setObjectName("threshold_shipped")
        shipped.setAutoDefault(False)
        shipped.clicked.connect(lambda _checked=False: self._fill({}))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self._fill(load_thresholds(path))
        self.table.itemChanged.connect(self._mark)
        remember_size(self, 100, 30)

    def accept(self) -> None:
        """Keep the numbers; a cell that cannot be is said and gets the cursor, and the window stays open."""
        try:
            save_thresholds({**self._own_elsewhere(), **self._read()}, self._path)
        except RuhrError as error:
            self.problem.setText(error.sentence)
            self.problem.show()
            return
        super().accept()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let Delete empty the chosen cells."""
        if event.type() == QEvent.Type.KeyPress and self._is_delete(event):
            for item in self.table.selectedItems():
                if item.column() > 0:
                    item.setText("")
            return True
        return super().eventFilter(watched, event)

    @staticmethod
    def _is_delete(event: QKeyEvent) -> bool:
        return event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace)

    def _dress_table(self) -> None:
        titles = threshold_titles()
        self.table.setObjectName("threshold_table")
        self.table.setAccessibleName(tr("Thresholds of the checks"))
        self.table.setHorizontalHeaderLabels([tr("Quantity"), *(titles[name][0] for name in _NAMES)])
        for column, name in enumerate(_NAMES, 1):
            self.table.horizontalHeaderItem(column).setToolTip(titles[name][1])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)  # Tab leads out of the table, arrows through it
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.horizontalHeader().setHighlightSections(False)
        self.table.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.table.setMinimumHeight(8 * self.fontMetrics().height())
        self.table.installEventFilter(self)

    def _fill(self, own: OwnThresholds) -> None:
        """Show the shipped numbers with `own` over them."""
        before = self.table.blockSignals(True)
        self._own = own
        known = quantities()
        names = sorted(known_quantities(), key=lambda name: known[name].title.casefold())
        self.table.setRowCount(len(names))
        for row, name in enumerate(names):
            unit = known[name].unit
            head = QTableWidgetItem(f"{known[name].title} ({unit})" if unit != "1" else known[name].title)
            head.setData(Qt.ItemDataRole.UserRole, name)
            head.setFlags(head.flags() & ~Qt.ItemFlag.ItemIsEditable)
            self.table.setItem(row, 0, head)
            values = asdict(thresholds_for(name, own))
            for column, threshold in enumerate(_NAMES, 1):
                cell = QTableWidgetItem(number_text(values[threshold]))
                cell.setTextAlignment(int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter))
                self.table.setItem(row, column, cell)
                self._dress_cell(cell)
        self.table.blockSignals(before)
        self.problem.hide()

    def _mark(self, item: QTableWidgetItem) -> None:
        before = self.table.blockSignals(True)
        self._dress_cell(item)
        self.table.blockSignals(before)
        self.problem.hide()

    def _dress_cell(self, item: QTableWidgetItem) -> None:
        """Make own numbers bold, and say in words what the shipped one is."""
        shipped = getattr(thresholds_for(self._quantity(item.row())), _NAMES[item.column() - 1])
        number = parse_number(item.text())
        is_own = number != shipped and not (number is None and shipped is None)
        font = item.font()
        font.setBold(is_own)
        item.setFont(font)
        text = tr("Shipped: {number}").format(number=number_text(shipped) or tr("not checked")) if is_own else ""
        item.setToolTip(text)
        title = threshold_titles()[_NAMES[item.column() - 1]][0]
        spoken = [self.table.item(item.row(), 0).text(), title, item.text() or tr("not checked"), text]
        item.setData(Qt.ItemDataRole.AccessibleTextRole, ", ".join(one for one in spoken if one))

    def _read(self) -> OwnThresholds:
        """Return what differs from the shipped numbers. Raises `InputError` for a cell that is no number."""
        found: OwnThresholds = {}
        for row in range(self.table.rowCount()):
            quantity = self._quantity(row)
            shipped = thresholds_for(quantity)
            for column, name in enumerate(_NAMES, 1):
                number = parse_number(self.table.item(row, column).text())
                if number is not None and math.isnan(number):
                    self.table.setCurrentCell(row, column)
                    raise InputError(tr("{quantity}, {threshold}: “{text}” is no number.").format(
                        quantity=quantities()[quantity].title, threshold=threshold_titles()[name][0],
                        text=self.table.item(row, column).text()[:40]))
                if number != getattr(shipped, name):
                    found.setdefault(quantity, {})[name] = number
        return found

    def _own_elsewhere(self) -> OwnThresholds:
        """Return own thresholds of quantities the table has no line for; a colleague's file may hold some."""
        return {name: one for name, one in self._own.items() if name not in known_quantities()}

    def _quantity(self, row: int) -> str:
        return self.table.item(row, 0).data(Qt.ItemDataRole.UserRole)

    def _label(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
