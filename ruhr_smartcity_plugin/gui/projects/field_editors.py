# SPDX-License-Identifier: GPL-2.0-or-later
"""One face for all kinds of widgets that edit a field: value in, value out, a signal in between."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Dict, Protocol, Tuple

from qgis.gui import QgsCheckableComboBox, QgsDateEdit, QgsSpinBox
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

LISTS = {
    "main_field": "VFIELD", "further_fields": "VFIELD", "kind": "VKIND", "phase": "VPHASE", "status": "VSTATUS",
    "spatial_effect": "VSPACE", "operating_model": "VOPER", "technologies": "VTECH", "transferability": "V123",
    "visibility": "VVIS", "review_state": "VREV", "start_planned_precision": "VPREC",
    "start_actual_precision": "VPREC", "end_planned_precision": "VPREC", "end_actual_precision": "VPREC",
    "site_role": "VSITE", "site_accuracy": "VACC", "site_visibility": "VVIS", "municipality_role": "VMROLE",
    "partner_role": "VROLE", "lead_kind": "VORG",
}
# Always set: an empty choice would mean nothing.
_ALWAYS_SET = frozenset(
    ("visibility", "review_state", "site_visibility", "site_role", "municipality_role", "partner_role"))
_LINES = 6
_THREE_STATE = ("funded", "open_source")


class Editor(Protocol):
    """Edits one value."""

    def value(self) -> Any:
        """Return what the widget holds, as the record wants it."""

    def set_value(self, value: Any) -> None:
        """Show a value of the record."""

    def on_change(self, slot: Callable[[], None]) -> None:
        """Call `slot` whenever the user changes the value."""


class TextEditor:
    """A line of text; blanks at both ends are not part of it."""

    def __init__(self, widget: QLineEdit) -> None:
        self.widget = widget

    def value(self) -> str:
        return self.widget.text().strip()

    def set_value(self, value: str) -> None:
        self.widget.setText(value)
        self.widget.setCursorPosition(0)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.textChanged.connect(lambda _text: slot())


class LongTextEditor:
    """Several lines of plain text."""

    def __init__(self, widget: QPlainTextEdit) -> None:
        self.widget = widget
        widget.setMaximumHeight(_LINES * widget.fontMetrics().lineSpacing() + 2 * widget.fontMetrics().descent())

    def value(self) -> str:
        return self.widget.toPlainText().strip()

    def set_value(self, value: str) -> None:
        self.widget.setPlainText(value)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.textChanged.connect(slot)


class CodeEditor:
    """One code of a list. A code the list does not have is kept and shown as it is."""

    def __init__(self, widget: QComboBox, list_name: str, *, empty: bool) -> None:
        self.widget = widget
        self._list_name = list_name
        if empty:
            widget.addItem("–" if list_name == "VPREC" else tr("– please choose –"), "")
        for one in load_vocabulary().entries(list_name):
            widget.addItem(one.text, one.code)
            widget.setItemData(widget.count() - 1, one.description, Qt.ItemDataRole.ToolTipRole)

    def value(self) -> str:
        return self.widget.currentData() or ""

    def set_value(self, value: str) -> None:
        index = self.widget.findData(value)
        if index < 0:
            self.widget.addItem(value, value)
            index = self.widget.count() - 1
        self.widget.setCurrentIndex(index)

    def offer(self, codes: Tuple[str, ...]) -> None:
        """Offer these codes and no others."""
        self.widget.clear()
        for code in codes:
            self.widget.addItem(load_vocabulary().text(self._list_name, code), code)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.currentIndexChanged.connect(lambda _index: slot())


class VisibilityEditor(CodeEditor):
    """The visibility as an Enum."""

    def value(self) -> Visibility:
        return Visibility.read(super().value())

    def set_value(self, value: Visibility) -> None:
        super().set_value(value.value)


class CodesEditor:
    """Several codes of a list, in the order of the list."""

    def __init__(self, widget: QgsCheckableComboBox, list_name: str) -> None:
        self.widget = widget
        widget.setDefaultText(tr("– none –"))
        for one in load_vocabulary().entries(list_name):
            widget.addItemWithCheckState(one.text, Qt.CheckState.Unchecked, one.code)

    def value(self) -> Tuple[str, ...]:
        return tuple(self.widget.checkedItemsData())

    def set_value(self, value: Tuple[str, ...]) -> None:
        for index in range(self.widget.count()):
            checked = self.widget.itemData(index) in value
            self.widget.setItemCheckState(index, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.checkedItemsChanged.connect(lambda _items: slot())


class DateEditor:
    """A day, or nothing."""

    def __init__(self, widget: QgsDateEdit) -> None:
        self.widget = widget
        widget.setDisplayFormat("dd.MM.yyyy")
        widget.setCalendarPopup(True)
        widget.setAllowNull(True)
        widget.setNullRepresentation(tr("not stated"))
        widget.clear()

    def value(self) -> date | None:
        if self.widget.isNull():
            return None
        day = self.widget.date()
        return date(day.year(), day.month(), day.day())

    def set_value(self, value: date | None) -> None:
        if value is None:
            self.widget.clear()
        else:
            self.widget.setDate(QDate(value.year, value.month, value.day))

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.valueChanged.connect(lambda _day: slot())


class PercentEditor:
    """A whole number from 0 to 100, or nothing."""

    def __init__(self, widget: QgsSpinBox) -> None:
        self.widget = widget
        widget.setRange(-1, 100)
        widget.setSpecialValueText(tr("not stated"))
        widget.setClearValue(-1, tr("not stated"))
        widget.setSuffix(" %")
        widget.setValue(-1)

    def value(self) -> int | None:
        return None if self.widget.value() < 0 else self.widget.value()

    def set_value(self, value: int | None) -> None:
        self.widget.setValue(-1 if value is None else value)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.valueChanged.connect(lambda _number: slot())


class FlagEditor:
    """Yes or no."""

    def __init__(self, widget: QCheckBox) -> None:
        self.widget = widget

    def value(self) -> bool:
        return self.widget.isChecked()

    def set_value(self, value: bool) -> None:
        self.widget.setChecked(bool(value))

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.toggled.connect(lambda _on: slot())


class YesNoEditor:
    """Yes, no, or not stated."""

    def __init__(self, widget: QComboBox) -> None:
        self.widget = widget
        for text, value in ((tr("not stated"), None), (tr("yes"), True), (tr("no"), False)):
            widget.addItem(text, value)

    def value(self) -> bool | None:
        return self.widget.currentData()

    def set_value(self, value: bool | None) -> None:
        self.widget.setCurrentIndex({None: 0, True: 1, False: 2}[value])

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.currentIndexChanged.connect(lambda _index: slot())


def make_editor(name: str, widget: QWidget) -> Editor:
    """Return the editor for a field by its name and widget."""
    if name in ("visibility", "site_visibility"):
        return VisibilityEditor(widget, LISTS[name], empty=False)
    if name in _THREE_STATE:
        return YesNoEditor(widget)
    # The subclass goes before its base: checkable and date boxes are combo and spin boxes too.
    if isinstance(widget, QgsCheckableComboBox):
        return CodesEditor(widget, LISTS[name])
    if isinstance(widget, QComboBox):
        return CodeEditor(widget, LISTS[name], empty=name not in _ALWAYS_SET)
    kinds: Dict[type, Callable[[Any], Editor]] = {
        QLineEdit: TextEditor, QPlainTextEdit: LongTextEditor, QgsDateEdit: DateEditor, QgsSpinBox: PercentEditor,
        QCheckBox: FlagEditor}
    return next(make(widget) for kind, make in kinds.items() if isinstance(widget, kind))
