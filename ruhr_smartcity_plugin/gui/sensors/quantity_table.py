# SPDX-License-Identifier: GPL-2.0-or-later
"""The table of a user's names of measurements: one line each, with choices for quantity and unit."""

from __future__ import annotations

import math
from typing import Iterable, List, Tuple

from qgis.PyQt.QtCore import QEvent, QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QComboBox, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from ruhr_smartcity_plugin.core.sensors.phenomenon import possible_units
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyRule
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.gui.number_text import number_text, parse_number
from ruhr_smartcity_plugin.translation import tr

_TEXT, _QUANTITY, _UNIT, _FACTOR = range(4)


class QuantityTable(QTableWidget):
    """Shows rules and gives them back as they are written; checking them is not its business."""

    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(0, 4, parent)
        self.setObjectName("quantity_table")
        self.setAccessibleName(tr("Your names of measurements"))
        self.setHorizontalHeaderLabels([tr("Name in the source"), tr("Quantity"), tr("Unit"), tr("Factor")])
        self.horizontalHeaderItem(_FACTOR).setToolTip(tr("The source's values are multiplied by this"))
        self.verticalHeader().hide()
        self.setTabKeyNavigation(False)  # Tab leads out of the table, arrows through it
        header, letters = self.horizontalHeader(), self.fontMetrics().horizontalAdvance("x")
        header.setSectionResizeMode(_TEXT, QHeaderView.ResizeMode.Stretch)
        header.setMinimumSectionSize(6 * letters)
        header.setHighlightSections(False)
        self.setMinimumHeight(6 * self.fontMetrics().height())
        for column, width in ((_QUANTITY, 30), (_UNIT, 17), (_FACTOR, 9)):
            self.setColumnWidth(column, width * letters)
        self.itemChanged.connect(lambda _item: self.changed.emit())

    def show_rules(self, rules: Iterable[PropertyRule]) -> None:
        """Show these rules, and nothing else."""
        self.setRowCount(0)
        for one in rules:
            self.add(one)

    def rules(self) -> List[PropertyRule]:
        """Return the rules as they stand there; a factor that is no number is NaN."""
        return [PropertyRule(" ".join(self.item(row, _TEXT).text().split()),
                             self._combo(row, _QUANTITY).currentData(), self._combo(row, _UNIT).currentData() or "",
                             self._factor(row)) for row in range(self.rowCount())]

    def add(self, rule: PropertyRule, is_to_write: bool = False) -> None:
        """Append a rule; begin to write its name if the user is to fill it in."""
        row = self.rowCount()
        before = self.blockSignals(True)
        self.insertRow(row)
        self.setItem(row, _TEXT, QTableWidgetItem(rule.text))
        self.setItem(row, _FACTOR, QTableWidgetItem(number_text(rule.factor)))
        quantity = self._add_combo(row, _QUANTITY, tr("Quantity of “{name}”").format(name=rule.text))
        quantity.addItem(tr("– unknown –"), "")
        for title, name in sorted((one.title, name) for name, one in quantities().items()):
            quantity.addItem(title, name)
        quantity.setCurrentIndex(max(0, quantity.findData(rule.quantity)))
        unit = self._add_combo(row, _UNIT, tr("Unit of “{name}”").format(name=rule.text))
        self._offer_units(unit, rule.quantity, rule.unit)
        quantity.currentIndexChanged.connect(lambda _index: self._take_quantity(quantity, unit))
        unit.currentIndexChanged.connect(lambda _index: self.changed.emit())
        self.blockSignals(before)
        self.changed.emit()
        if is_to_write:
            self.setCurrentCell(row, _TEXT)
            self.editItem(self.item(row, _TEXT))

    def remove_current(self) -> None:
        """Remove the line the cursor stands in."""
        if self.currentRow() >= 0:
            self.removeRow(self.currentRow())
            self.changed.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Let the wheel scroll the table, and the focus in a choice be the cursor."""
        if isinstance(watched, QComboBox):
            if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
                event.ignore()
                return True
            if event.type() == QEvent.Type.FocusIn:
                self._follow(watched)
        return super().eventFilter(watched, event)

    def _follow(self, combo: QComboBox) -> None:
        for row in range(self.rowCount()):
            if combo in (self._combo(row, _QUANTITY), self._combo(row, _UNIT)):
                self.setCurrentCell(row, self.currentColumn() if self.currentColumn() >= 0 else _TEXT)

    def _factor(self, row: int) -> float:
        number = parse_number(self.item(row, _FACTOR).text())
        return math.nan if number is None else number

    def _combo(self, row: int, column: int) -> QComboBox:
        return self.cellWidget(row, column)

    def _add_combo(self, row: int, column: int, name: str) -> QComboBox:
        combo = QComboBox(self)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.installEventFilter(self)
        self.setCellWidget(row, column, combo)
        return combo

    def _take_quantity(self, quantity: QComboBox, unit: QComboBox) -> None:
        self._offer_units(unit, quantity.currentData(), unit.currentData() or "")
        self.changed.emit()

    @staticmethod
    def _offer_units(combo: QComboBox, quantity: str, chosen: str) -> None:
        combo.blockSignals(True)
        combo.clear()
        combo.addItem(tr("as stated"), "")
        units: Tuple[str, ...] = possible_units(quantity) if quantity else ()
        for one in units:
            combo.addItem(one, one)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))
        combo.setEnabled(bool(quantity))
        combo.blockSignals(False)
