# SPDX-License-Identifier: GPL-2.0-or-later
"""The form of one capability: a widget per parameter, in its type and with its limits."""

from __future__ import annotations

import math
from typing import Dict, List, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QWidget

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.tasking import (
    ParameterKind,
    TaskingCapability,
    TaskParameter,
    TaskValue,
    checked_values,
)
from ruhr_smartcity_plugin.gui.number_text import number_text, parse_number
from ruhr_smartcity_plugin.translation import tr

_NUMBERS = (ParameterKind.COUNT, ParameterKind.QUANTITY)


class TaskingForm(QWidget):
    """Nothing is chosen beforehand: what a device does is the user's own decision."""

    def __init__(self, capability: TaskingCapability, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tasking_form")
        self._capability = capability
        self._widgets: List[Tuple[TaskParameter, QWidget]] = []
        rows = QFormLayout(self)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapAllRows)
        for number, one in enumerate(capability.parameters):
            widget = self._make_widget(one)
            widget.setObjectName(f"tasking_value_{number}")
            widget.setAccessibleName(one.title)
            widget.setAccessibleDescription(one.description)
            label = QLabel(_label_text(one), self)
            label.setTextFormat(Qt.TextFormat.PlainText)
            label.setWordWrap(True)
            label.setBuddy(widget)
            rows.addRow(label, widget)
            self._widgets.append((one, widget))

    def values(self) -> Dict[str, TaskValue]:
        """Return the checked values by the parameters' names. Raises InputError."""
        entered = {one.name: _read(one, widget) for one, widget in self._widgets}
        return checked_values(self._capability, {name: value for name, value in entered.items() if value is not None})

    def describe(self, values: Dict[str, TaskValue]) -> str:
        """Return the values as lines for the user."""
        return "\n".join(f"{one.title}: {_shown(values[one.name])} {one.unit}".rstrip()
                         for one, _widget in self._widgets if one.name in values)

    def _make_widget(self, one: TaskParameter) -> QWidget:
        if one.kind in _NUMBERS and (one.intervals or not one.values):
            edit = QLineEdit(self)
            edit.setPlaceholderText(_limits_text(one))
            return edit
        if one.kind in (ParameterKind.TEXT, ParameterKind.CATEGORY) and not one.values:
            return QLineEdit(self)
        combo = QComboBox(self)
        combo.addItem(tr("– choose –"), None)
        choices = ((tr("yes"), True), (tr("no"), False)) if one.kind is ParameterKind.BOOLEAN else tuple(
            (_shown(value), value) for value in one.values)
        for text, value in choices:
            combo.addItem(text, value)
        return combo


def _label_text(one: TaskParameter) -> str:
    """Mnemonics would be taken out of foreign words: each & stays one."""
    text = one.title + (f" [{one.unit}]" if one.unit else "")
    if one.is_optional:
        text = tr("{name} (may be left out)").format(name=text)
    if one.description:
        text += f"\n{one.description[:300]}"
    return text.replace("&", "&&")


def _limits_text(one: TaskParameter) -> str:
    return ", ".join(
        [tr("{lowest} to {highest}").format(lowest=_shown(low), highest=_shown(high)) for low, high in one.intervals]
        + [_shown(value) for value in one.values])


def _shown(value: TaskValue) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    return number_text(value) if isinstance(value, (int, float)) else value


def _read(one: TaskParameter, widget: QWidget) -> TaskValue | None:
    """Return what was entered; None for nothing."""
    if isinstance(widget, QComboBox):
        return widget.currentData()
    text = widget.text().strip()
    if not text:
        return None
    if one.kind not in _NUMBERS:
        return text
    number = parse_number(text)
    if number is None or math.isnan(number):
        sentence = tr("“{text}” is no number for “{name}”. Type digits, with a comma before the decimals.")
        raise InputError(sentence.format(text=text[:40], name=one.title))
    return number
