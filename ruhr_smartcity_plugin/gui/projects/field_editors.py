# SPDX-License-Identifier: GPL-2.0-or-later
"""One face for all kinds of widgets that edit a field: value in, value out, a signal in between.

Which widget a field gets follows from its `Column`: the model is the one place that says what a field is.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Dict, Tuple, Type

from qgis.gui import QgsCheckableComboBox, QgsDateEdit, QgsDoubleSpinBox, QgsFilterLineEdit, QgsSpinBox
from qgis.PyQt.QtCore import QDate, QEvent, QLocale, QObject, Qt
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QLineEdit, QPlainTextEdit, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.projects.columns import Column, Kind
from ruhr_smartcity_plugin.core.projects.record import Visibility
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.gui.date_typing import set_up_date_edit
from ruhr_smartcity_plugin.translation import tr

# Texts of more than a line.
LONG_TEXTS = frozenset((
    "summary", "description", "challenge", "solution", "result", "transfer_note", "traffic_light_note", "risk",
    "lessons_learned", "obstacles", "procurement", "internal_note", "method", "areas", "eligible"))
# Codes that are always set: an empty choice would mean nothing.
_ALWAYS_SET = frozenset(("VVIS", "VREV", "VSITE", "VMROLE", "VROLE", "VREL"))
_LINES = 6
_SHORT_CODES_CHARACTERS = 12
_LARGEST = 1e12
_DECIMALS = 6


class Editor:
    """Edits one value. What the user has not touched comes back exactly as it was given."""

    def __init__(self, widget: QWidget) -> None:
        self.widget = widget
        self._given: Any = None
        self._shown: Any = None

    def value(self) -> Any:
        """Return what the widget holds, as the record wants it."""
        read = self._read()
        return self._given if read == self._shown else read

    def set_value(self, value: Any) -> None:
        """Show a value of the record."""
        self._write(value)
        self._given, self._shown = value, self._read()

    def on_change(self, slot: Callable[[], None]) -> None:
        """Call `slot` whenever the user changes the value."""
        raise NotImplementedError

    def text_of(self, value: Any) -> str:
        """Return a value as lists show it."""
        return "" if value is None else str(value)

    def focus(self) -> None:
        """Put the cursor there."""
        self.widget.setFocus(Qt.FocusReason.OtherFocusReason)

    def _read(self) -> Any:
        raise NotImplementedError

    def _write(self, value: Any) -> None:
        raise NotImplementedError


class TextEditor(Editor):
    """A line of text; blanks at both ends are not part of it."""

    widget: QLineEdit

    def _read(self) -> str:
        return self.widget.text().strip()

    def _write(self, value: str) -> None:
        self.widget.setText(value)
        self.widget.setCursorPosition(0)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.textChanged.connect(lambda _text: slot())


class LongTextEditor(Editor):
    """Several lines of plain text."""

    widget: QPlainTextEdit

    def __init__(self, widget: QPlainTextEdit) -> None:
        super().__init__(widget)
        metrics = widget.fontMetrics()
        widget.setTabChangesFocus(True)
        widget.setMinimumHeight(3 * metrics.lineSpacing())
        widget.setMaximumHeight(_LINES * metrics.lineSpacing() + 2 * metrics.descent())

    def _read(self) -> str:
        return self.widget.toPlainText().strip()

    def _write(self, value: str) -> None:
        self.widget.setPlainText(value)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.textChanged.connect(slot)


class BoxEditor(Editor):
    """One entry of a box. A value the box does not have is kept and shown as it is."""

    widget: QComboBox

    def _read(self) -> Any:
        return self.widget.currentData() or ""

    def _write(self, value: str) -> None:
        index = self.widget.findData(value)
        if index < 0:
            self.widget.addItem(value, value)
            index = self.widget.count() - 1
        self.widget.setCurrentIndex(index)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.currentIndexChanged.connect(lambda _index: slot())


class CodeEditor(BoxEditor):
    """One code of a list."""

    def __init__(self, widget: QComboBox, codes: str) -> None:
        super().__init__(widget)
        self._codes = codes
        widget.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        widget.setMinimumContentsLength(_SHORT_CODES_CHARACTERS)
        if codes not in _ALWAYS_SET:
            widget.addItem("–" if codes == "VPREC" else tr("– please choose –"), "")
        for one in load_vocabulary().entries(codes):
            widget.addItem(one.text, one.code)
            widget.setItemData(widget.count() - 1, one.description, Qt.ItemDataRole.ToolTipRole)

    def text_of(self, value: str) -> str:
        return load_vocabulary().text(self._codes, value)

    def offer(self, codes: Tuple[str, ...]) -> None:
        """Offer these codes and no others."""
        self.widget.clear()
        for code in codes:
            self.widget.addItem(load_vocabulary().text(self._codes, code), code)


class VisibilityEditor(CodeEditor):
    """The visibility as an Enum."""

    def __init__(self, widget: QComboBox) -> None:
        super().__init__(widget, "VVIS")

    def _read(self) -> Visibility:
        return Visibility.read(super()._read())

    def _write(self, value: Visibility) -> None:
        super()._write(value.value)

    def text_of(self, value: Visibility) -> str:
        return super().text_of(value.value)


class CodesEditor(Editor):
    """Several codes of a list, in the order of the list."""

    widget: QgsCheckableComboBox

    def __init__(self, widget: QgsCheckableComboBox, codes: str) -> None:
        super().__init__(widget)
        widget.setDefaultText(tr("– none –"))
        for one in load_vocabulary().entries(codes):
            widget.addItemWithCheckState(one.text, Qt.CheckState.Unchecked, one.code)

    def _read(self) -> Tuple[str, ...]:
        return tuple(self.widget.checkedItemsData())

    def _write(self, value: Tuple[str, ...]) -> None:
        for index in range(self.widget.count()):
            checked = self.widget.itemData(index) in value
            self.widget.setItemCheckState(index, Qt.CheckState.Checked if checked else Qt.CheckState.Unchecked)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.checkedItemsChanged.connect(lambda _items: slot())


class DateEditor(Editor):
    """A day, or nothing."""

    widget: QgsDateEdit

    def __init__(self, widget: QgsDateEdit) -> None:
        super().__init__(widget)
        set_up_date_edit(widget, tr("not stated"))
        self._write(None)

    def _read(self) -> date | None:
        if self.widget.isNull():
            return None
        day = self.widget.date()
        return date(day.year(), day.month(), day.day())

    def _write(self, value: date | None) -> None:
        if value is None:
            self.widget.clear()
            self.widget.displayNull(False)  # until it has had the focus once, QGIS shows the present day in grey
        else:
            self.widget.setDate(QDate(value.year, value.month, value.day))

    def text_of(self, value: date | None) -> str:
        return short_date(value) if value else ""

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.dateValueChanged.connect(lambda _day: slot())  # QgsDateEdit never says `valueChanged`


class PercentEditor(Editor):
    """A whole number from 0 to 100, or nothing."""

    widget: QgsSpinBox

    def __init__(self, widget: QgsSpinBox) -> None:
        super().__init__(widget)
        widget.setRange(-1, 100)
        widget.setSpecialValueText(tr("not stated"))
        widget.setClearValue(-1, tr("not stated"))
        widget.setSuffix(" %")
        widget.setValue(-1)

    def _read(self) -> int | None:
        return None if self.widget.value() < 0 else self.widget.value()

    def _write(self, value: int | None) -> None:
        self.widget.setValue(-1 if value is None else value)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.valueChanged.connect(lambda _number: slot())


class PlainNumberBox(QgsDoubleSpinBox):
    """Shows a number with as many decimals as it has."""

    def textFromValue(self, value: float) -> str:
        return number_text(value)

    def stepBy(self, steps: int) -> None:
        # The first step from "not stated" leads to zero, not to a trillion below it.
        self.setValue(0.0 if self.value() <= -_LARGEST else self.value() + steps)


class NumberEditor(Editor):
    """A number, or nothing."""

    widget: QgsDoubleSpinBox

    def __init__(self, widget: QgsDoubleSpinBox, unit: str = "") -> None:
        super().__init__(widget)
        widget.setDecimals(_DECIMALS)
        widget.setRange(-_LARGEST, _LARGEST)
        widget.setSpecialValueText(tr("not stated"))
        widget.setClearValue(-_LARGEST, tr("not stated"))
        if unit:
            widget.setSuffix(" ".join(("", unit)))
        widget.setValue(-_LARGEST)

    def _read(self) -> float | None:
        return None if self.widget.value() <= -_LARGEST else self.widget.value()

    def _write(self, value: float | None) -> None:
        self.widget.setValue(-_LARGEST if value is None else value)

    def text_of(self, value: float | None) -> str:
        return "" if value is None else number_text(value)

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.valueChanged.connect(lambda _number: slot())


class FlagEditor(Editor):
    """Yes or no."""

    widget: QCheckBox

    def _read(self) -> bool:
        return self.widget.isChecked()

    def _write(self, value: bool) -> None:
        self.widget.setChecked(bool(value))

    def text_of(self, value: bool) -> str:
        return tr("yes") if value else tr("no")

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.toggled.connect(lambda _on: slot())


class YesNoEditor(Editor):
    """Yes, no, or not stated."""

    widget: QComboBox

    def __init__(self, widget: QComboBox) -> None:
        super().__init__(widget)
        for text, value in ((tr("not stated"), None), (tr("yes"), True), (tr("no"), False)):
            widget.addItem(text, value)

    def _read(self) -> bool | None:
        return self.widget.currentData()

    def _write(self, value: bool | None) -> None:
        self.widget.setCurrentIndex({None: 0, True: 1, False: 2}[value])

    def on_change(self, slot: Callable[[], None]) -> None:
        self.widget.currentIndexChanged.connect(lambda _index: slot())


class WheelGuard(QObject):
    """Keeps the mouse wheel, meant to scroll the page, from changing a field it happens to pass over."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and not watched.hasFocus():
            event.ignore()
            return True
        return False


def number_text(value: float) -> str:
    """Return a number in the user's notation, with as many decimals as it has."""
    shortest = QLocale.FloatingPointPrecisionOption.FloatingPointShortest
    return QLocale().toString(round(float(value), _DECIMALS), "f", shortest)


_WIDGETS: Dict[Kind, Type[QWidget]] = {
    Kind.FLAG: QCheckBox, Kind.ANSWER: QComboBox, Kind.DAY: QgsDateEdit, Kind.INTEGER: QgsSpinBox,
    Kind.NUMBER: PlainNumberBox, Kind.VISIBILITY: QComboBox,
}  # fmt: skip
_EDITORS: Dict[Kind, Callable[[Any], Editor]] = {
    Kind.FLAG: FlagEditor, Kind.ANSWER: YesNoEditor, Kind.DAY: DateEditor, Kind.INTEGER: PercentEditor,
    Kind.NUMBER: NumberEditor, Kind.VISIBILITY: VisibilityEditor,
}  # fmt: skip


def make_editor(column: Column, parent: QWidget, widget: QWidget | None = None) -> Editor:
    """Return the editor for a field; without a `widget` one is made below `parent`."""
    editor = _editor_of(column, parent, widget)
    if not editor.widget.objectName():
        editor.widget.setObjectName(column.name)
    if isinstance(editor.widget, (QComboBox, QgsSpinBox, QgsDoubleSpinBox, QgsDateEdit)):
        editor.widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        editor.widget.installEventFilter(WheelGuard(editor.widget))
    return editor


def _editor_of(column: Column, parent: QWidget, widget: QWidget | None) -> Editor:
    # "is None": an empty combo box counts as False.
    if column.kind in _EDITORS:
        return _EDITORS[column.kind](_WIDGETS[column.kind](parent) if widget is None else widget)
    if column.kind is Kind.CODES:
        return CodesEditor(QgsCheckableComboBox(parent) if widget is None else widget, column.codes)
    if column.codes:
        return CodeEditor(QComboBox(parent) if widget is None else widget, column.codes)
    if column.name in LONG_TEXTS:
        return LongTextEditor(QPlainTextEdit(parent) if widget is None else widget)
    if widget is None:
        widget = QgsFilterLineEdit(parent)
        if column.is_web_address:
            widget.setPlaceholderText("https://")
    return TextEditor(widget)
