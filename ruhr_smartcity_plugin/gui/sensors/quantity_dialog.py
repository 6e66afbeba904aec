# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own names of measurements: which quantity they mean, in what unit, times what factor."""

from __future__ import annotations

from pathlib import Path
from typing import Dict, List, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QLineEdit, QPushButton, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.sensors.property_names import load_property_names, save_property_names
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.sensors.phenomenon import split_unit
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyRule, PropertyTable, checked_table
from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.sensors.quantity_table import QuantityTable
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

Stream = Tuple[str, str]  # what a source calls a measurement, and its unit


def edit_property_names(path: Path, seen: Sequence[Stream], parent: QWidget) -> bool:
    """Let the user edit the names in a file; `seen` are those of the loaded stations. Answers whether it was kept.

    Raises InputError if the file holds something else.
    """
    dialog = QuantityDialog(path, seen, parent)
    is_kept = dialog.exec() == QDialog.DialogCode.Accepted
    dialog.deleteLater()
    return is_kept


class QuantityDialog(QDialog):
    """A table to edit, a line to try a name, and the way to take over what the loaded stations leave unknown."""

    def __init__(self, path: Path, seen: Sequence[Stream], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path, self._seen = path, tuple(dict.fromkeys(seen))
        self.setObjectName("quantity_dialog")
        self.setWindowTitle(tr("Names of measurements"))
        column = QVBoxLayout(self)
        column.addWidget(self._label("quantity_intro", tr(
            "Your own names come before the shipped ones. What nobody knows is kept and shown as unknown.")))
        self.table = QuantityTable(self)
        self.table.changed.connect(self._judge)
        column.addWidget(self.table, 1)
        column.addWidget(self._make_row_buttons())
        column.addWidget(self._make_trial())
        self.problem = self._label("quantity_problem", "")
        self.problem.hide()
        column.addWidget(self.problem)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(kinds.Save | kinds.Cancel, Qt.Orientation.Horizontal, self)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        column.addWidget(self.buttons)
        self.table.show_rules(load_property_names(path).rules)
        self._judge()
        size_in_letters(self, 78, 22)

    def accept(self) -> None:
        """Keep the names; a line that cannot be is said, and the dialog stays open."""
        try:
            save_property_names(self._checked(), self._path)
        except RuhrError as error:
            self._show_problem(error.sentence)
            return
        super().accept()

    def _make_row_buttons(self) -> QWidget:
        box = QWidget(self)
        flow = FlowLayout(box)
        flow.setContentsMargins(0, 0, 0, 0)
        self.unknown = QPushButton(box)
        actions: Dict[str, Tuple[QPushButton, str]] = {
            "quantity_add": (QPushButton(box), tr("&Add")), "quantity_remove": (QPushButton(box), tr("&Remove")),
            "quantity_unknown": (self.unknown, "")}
        for name, (button, text) in actions.items():
            button.setObjectName(name)
            button.setText(text)
            button.setAutoDefault(False)
            flow.addWidget(button)
        self.remove = actions["quantity_remove"][0]
        actions["quantity_add"][0].clicked.connect(lambda _checked=False: self.table.add(PropertyRule("", ""), True))
        self.remove.clicked.connect(lambda _checked=False: self.table.remove_current())
        self.table.currentCellChanged.connect(lambda *_cells: self._enable())
        self.unknown.clicked.connect(lambda _checked=False: self._take_over())
        return box

    def _make_trial(self) -> QWidget:
        box = QWidget(self)
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        label = QLabel(tr("&Try a name, with its unit in brackets"), box)
        self.trial = QLineEdit(box)
        self.trial.setObjectName("quantity_trial")
        self.trial.setPlaceholderText(tr("Air temp. 2m [°C]"))
        self.trial.textChanged.connect(lambda _text: self._judge())
        label.setBuddy(self.trial)
        self.verdict = self._label("quantity_verdict", "")
        for one in (label, self.trial, self.verdict):
            column.addWidget(one)
        return box

    def _label(self, name: str, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    # --- what the names say ---
    def _checked(self) -> PropertyTable:
        return checked_table(self.table.rules())

    def _judge(self) -> None:
        """Say what the name on trial means, and how many measurements of the stations stay unknown."""
        self.problem.hide()
        # A line that is being written must not keep the others from being tried.
        table = PropertyTable(tuple(one for one in self.table.rules() if one.text))
        self.verdict.setText(self._verdict(table, self.trial.text()))
        count = len(self._unknown(table))
        self.unknown.setText(tr("Add the %n unknown one(s) of the loaded stations", "", count))
        self.unknown.setVisible(count > 0)
        self._enable()

    @staticmethod
    def _verdict(table: PropertyTable, text: str) -> str:
        if not text.strip():
            return tr("A unit decides where a name can mean several things.")
        meaning = table.interpret(text)
        if not meaning.quantity:
            return tr("Unknown. The values are kept as they are.")
        known = quantities()[meaning.quantity]
        sentence = tr("{quantity}, in {unit}").format(quantity=known.title, unit=meaning.unit)
        if meaning.unit != known.unit:
            sentence = tr("{quantity}, in {unit}; kept in {own}").format(
                quantity=known.title, unit=meaning.unit, own=known.unit)
        return sentence

    def _unknown(self, table: PropertyTable) -> List[str]:
        """Return the names, without their units, that the stations carry and nobody knows."""
        written = {one.text for one in table.rules}
        names = (split_unit(text)[0].strip() for text, unit in self._seen if not table.recognise(text, unit))
        return [one for one in dict.fromkeys(names) if one and one not in written]

    def _take_over(self) -> None:
        rules = tuple(one for one in self.table.rules() if one.text)
        for name in self._unknown(PropertyTable(rules)):
            self.table.add(PropertyRule(name, ""))
        self._judge()

    def _enable(self) -> None:
        self.remove.setEnabled(self.table.currentRow() >= 0)

    def _show_problem(self, sentence: str) -> None:
        self.problem.setText(sentence)
        self.problem.show()
        self.problem.setFocus()
