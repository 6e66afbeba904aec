# SPDX-License-Identifier: GPL-2.0-or-later
"""A small window with the thresholds of measured values: measurement, station, side, limit, way back."""

from __future__ import annotations

import math
from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.live.thresholds import Side, Threshold, checked_thresholds
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.number_text import number_text, parse_number
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

_PROPERTY, _STATION, _SIDE, _LIMIT, _BACK = range(5)


class LiveThresholdDialog(QDialog):
    """`thresholds` is what the user accepted."""

    def __init__(self, thresholds: Sequence[Threshold], readings: Sequence[Reading],
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_threshold_dialog")
        self.setWindowTitle(tr("Thresholds for messages"))
        self._properties = sorted({one.property_title for one in readings}, key=str.casefold)
        self._stations = sorted({one.station.name for one in readings}, key=str.casefold)
        self.thresholds: Tuple[Threshold, ...] = tuple(thresholds)
        column = QVBoxLayout(self)
        column.addWidget(self._label("threshold_intro", tr(
            "One quiet message when a value crosses its limit while values are loaded or live; the next only after "
            "the value has come back by the way back. Limits are in the unit of the measurement.")))
        self.table = self._make_table()
        column.addWidget(self.table, 1)
        column.addWidget(self._make_row_buttons())
        self.problem = self._label("threshold_problem", "")
        self.problem.hide()
        column.addWidget(self.problem)
        kinds = QDialogButtonBox.StandardButton
        buttons = NarrowButtons(kinds.Save | kinds.Cancel, Qt.Orientation.Horizontal, self)
        name_buttons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
        for one in thresholds:
            self._add(one)
        size_in_letters(self, 84, 20)

    def accept(self) -> None:
        """Take the lines; one that cannot be is said, and the window stays."""
        try:
            self.thresholds = checked_thresholds([self._read(row) for row in range(self.table.rowCount())])
        except InputError as error:
            self.problem.setText(error.sentence)
            self.problem.show()
            return
        super().accept()

    def _make_table(self) -> QTableWidget:
        table = QTableWidget(0, 5, self)
        table.setObjectName("threshold_table")
        table.setAccessibleName(tr("Thresholds"))
        table.setHorizontalHeaderLabels(
            [tr("Measurement"), tr("Station"), tr("Side"), tr("Limit"), tr("Way back")])
        table.verticalHeader().hide()
        table.setTabKeyNavigation(False)  # Tab leads out of the table, arrows through it
        header, letter = table.horizontalHeader(), self.fontMetrics().horizontalAdvance("x")
        header.setHighlightSections(False)
        header.setSectionResizeMode(_PROPERTY, QHeaderView.ResizeMode.Stretch)
        for number, letters in ((_STATION, 24), (_SIDE, 12), (_LIMIT, 9), (_BACK, 10)):
            table.setColumnWidth(number, letters * letter)
        table.setMinimumHeight(6 * self.fontMetrics().height())
        return table

    def _make_row_buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        flow.setContentsMargins(0, 0, 0, 0)
        for name, text, slot in (("threshold_add", tr("&Add"), self._add_new),
                                 ("threshold_remove", tr("&Remove"), self._remove)):
            button = QPushButton(text, box)
            button.setObjectName(name)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, slot=slot: slot())
            flow.addWidget(button)
        return box

    def _add_new(self) -> None:
        self._add(Threshold(self._properties[0] if self._properties else "", 0.0))
        self.table.setCurrentCell(self.table.rowCount() - 1, _LIMIT)
        self.table.setFocus()

    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())

    def _add(self, one: Threshold) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        self._choice(row, _PROPERTY, tr("Measurement"), [(name, name) for name in self._properties], one.property)
        stations = [(tr("every station"), ""), *((name, name) for name in self._stations)]
        self._choice(row, _STATION, tr("Station"), stations, one.station)
        sides = [(tr("above"), Side.ABOVE.value), (tr("below"), Side.BELOW.value)]
        self._choice(row, _SIDE, tr("Side"), sides, one.side.value)
        for number, value in ((_LIMIT, one.limit), (_BACK, one.hysteresis)):
            self.table.setItem(row, number, QTableWidgetItem(number_text(value)))

    def _choice(self, row: int, column: int, name: str, offered: Sequence[Tuple[str, str]], chosen: str) -> None:
        combo = QComboBox(self.table)
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for text, value in offered:
            combo.addItem(text, value)
        if combo.findData(chosen) < 0:  # of a source that is not loaded now
            combo.addItem(chosen, chosen)
        combo.setCurrentIndex(combo.findData(chosen))
        self.table.setCellWidget(row, column, combo)

    def _read(self, row: int) -> Threshold:
        chosen = [self.table.cellWidget(row, number).currentData() for number in (_PROPERTY, _STATION, _SIDE)]
        limit, back = (self._number(row, number) for number in (_LIMIT, _BACK))
        return Threshold(chosen[0], limit, Side(chosen[2]), chosen[1], back)

    def _number(self, row: int, column: int) -> float:
        text = self.table.item(row, column).text().strip()
        value = parse_number(text)
        if value is None or math.isnan(value):
            raise InputError(tr("Line {number}: “{text}” is no number. Type digits, with a comma before the "
                                "decimals.").format(number=row + 1, text=text[:40]))
        return value

    def _label(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
