# SPDX-License-Identifier: GPL-2.0-or-later
"""What was understood of a table, one field for each part, every one of them changeable."""

from __future__ import annotations

import html
from typing import Any, Sequence, Tuple

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionDialog
from qgis.PyQt.QtCore import pyqtSignal
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from ruhr_smartcity_plugin.core.catalogue.tables.areas import DISTRICT, MUNICIPALITY
from ruhr_smartcity_plugin.core.catalogue.tables.encoding import ENCODINGS, encoding_name
from ruhr_smartcity_plugin.core.catalogue.tables.placing import PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding
from ruhr_smartcity_plugin.core.region.reference_systems import SYSTEMS
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr

_MOST_LINE = 1000
_LONGEST_ENTRY = 28
_OTHER = "other"


class TableFields(QWidget):
    """Shows an understanding, and tells what the user changes in it."""

    changed = pyqtSignal(object)  # fields of `Choices` with their new values; the others stay as they were

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("table_fields")
        self._table: Understanding | None = None
        self._flow = FlowLayout(self, spacing=8)
        self.encoding = self._combo("table_encoding", tr("&Encoding"), 18)
        self.delimiter = self._combo("table_delimiter", tr("Separat&or"))
        self.head_line = self._spin("table_head_line", tr("&Head in line"), 0, _MOST_LINE)
        self.head_line.setSpecialValueText(tr("no head"))
        self.head_count = self._spin("table_head_count", tr("&Lines of the head"), 1, 5)
        self.decimal = self._combo("table_decimal", tr("&Decimal sign"))
        self.placing = self._combo("table_placing", tr("&Places from"), 20)
        self.east = self._combo("table_east", tr("East, lon&gitude"))
        self.north = self._combo("table_north", tr("&North, latitude"))
        self.column = self._combo("table_column", tr("&Column"))
        self.crs = self._combo("table_crs", tr("&Reference system"), 18)
        self.level = self._combo("table_level", tr("&Wesel, Unna … are"))
        self.repairs = QCheckBox(tr("Correct coordinates that fit in one way only"), self)
        self.repairs.setObjectName("table_repairs")
        self._flow.addWidget(self.repairs)
        self._fill_fixed()
        self._connect()

    def add_button(self, text: str, name: str) -> QPushButton:
        """Add a button after the fields and return it."""
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        self._flow.addWidget(button)
        return button

    def show_table(self, table: Understanding) -> None:
        """Show what was understood; tells nothing."""
        self._table = table
        self.blockSignals(True)
        try:
            self._show_form(table)
            self._show_places(table)
        finally:
            self.blockSignals(False)
        self._keep_height()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Wrap anew; a window does not ask the height for its width, so lines would be cut."""
        super().resizeEvent(event)
        self._keep_height()

    def _keep_height(self) -> None:
        self.setMinimumHeight(self._flow.heightForWidth(self.width()))

    def _show_form(self, table: Understanding) -> None:
        _select(self.encoding, table.encoding.value)
        _explain(self.encoding, table.encoding.why)
        _select(self.delimiter, table.form.value.delimiter)
        _explain(self.delimiter, table.form.why)
        self.head_line.setValue(table.head.value.first_line)
        _explain(self.head_line, table.head.why)
        self.head_count.setValue(max(1, len(table.head.value.rows)))
        _select(self.decimal, table.choices.decimal or table.decimal)
        self.repairs.setChecked(table.choices.repairs)

    def _show_places(self, table: Understanding) -> None:
        place = table.placing.value
        _select(self.placing, place.kind)
        _explain(self.placing, table.placing.why)
        titles = [column.title or column.field for column in table.kept_columns()]
        for combo in (self.east, self.north, self.column):
            _fill(combo, [(_short(title), title) for title in titles])
        chosen = table.place_titles() or table.choices.place_columns
        for combo, title in zip((self.east, self.north), chosen if len(chosen) == 2 else ("", "")):
            _select(combo, title)
        _select(self.column, chosen[0] if chosen else "")
        if place.crs and self.crs.findData(place.crs) < 0:
            self.crs.insertItem(0, place.crs, place.crs)
        _select(self.crs, place.crs)
        _select(self.level, place.level)
        wanted = table.choices.placing or place.kind
        if place.kind is PlacingKind.NONE and wanted is not PlacingKind.NONE:
            _select(self.placing, wanted)
        is_points = wanted is PlacingKind.POINTS
        has_crs = wanted in (PlacingKind.POINTS, PlacingKind.PAIR, PlacingKind.WKT)
        for combo, shown in ((self.east, is_points), (self.north, is_points), (self.crs, has_crs),
                             (self.column, wanted is not PlacingKind.NONE and not is_points),
                             (self.level, wanted is PlacingKind.AREAS)):
            combo.parentWidget().setVisible(shown)
        self.repairs.setVisible(wanted in (PlacingKind.POINTS, PlacingKind.PAIR))

    def _fill_fixed(self) -> None:
        _fill(self.encoding, [(encoding_name(one), one) for one in ENCODINGS])
        names = ((";", tr("Semicolon ;")), (",", tr("Comma ,")), ("\t", tr("Tab")), ("|", tr("Bar |")),
                 (" ", tr("Blank")), ("", tr("None, one column")))
        _fill(self.delimiter, [(name, sign) for sign, name in names])
        _fill(self.decimal, [(tr("Comma 1.234,5"), ","), (tr("Point 1,234.5"), "."), (tr("not shown"), "")])
        _fill(self.placing, [(one.title(), one) for one in PlacingKind])
        systems = [(f"{one.name} ({one.crs})", one.crs) for one in SYSTEMS]
        _fill(self.crs, [*systems, (tr("Other …"), _OTHER)])
        _fill(self.level, [(tr("towns"), MUNICIPALITY), (tr("districts"), DISTRICT)])

    def _connect(self) -> None:
        self.encoding.activated.connect(lambda _index: self._tell(encoding=self.encoding.currentData()))
        self.delimiter.activated.connect(lambda _index: self._tell(delimiter=self.delimiter.currentData()))
        self.head_line.valueChanged.connect(lambda line: self._tell(head_line=line, head_count=None))
        self.head_count.valueChanged.connect(
            lambda count: self._tell(head_line=self.head_line.value(), head_count=count))
        self.decimal.activated.connect(lambda _index: self._tell(decimal=self.decimal.currentData()))
        self.placing.activated.connect(lambda _index: self._tell_place())
        self.east.activated.connect(lambda _index: self._tell_place())
        self.north.activated.connect(lambda _index: self._tell_place())
        self.column.activated.connect(lambda _index: self._tell_place())
        self.crs.activated.connect(lambda _index: self._tell_crs())
        self.level.activated.connect(lambda _index: self._tell(level=self.level.currentData()))
        self.repairs.toggled.connect(lambda on: self._tell(repairs=on))

    def _tell_place(self) -> None:
        # The system belongs to the columns: of others it is judged anew.
        self._tell(placing=self.placing.currentData(), place_columns=self._place_titles(), crs="")

    def _place_titles(self) -> Tuple[str, ...]:
        kind = self.placing.currentData()
        if kind is PlacingKind.POINTS:
            return (self.east.currentData() or "", self.north.currentData() or "")
        return () if kind is PlacingKind.NONE else (self.column.currentData() or "",)

    def _tell_crs(self) -> None:
        crs = self.crs.currentData()
        if crs == _OTHER:
            crs = self._ask_crs()
            if not crs:
                self.show_table(self._table)
                return
        self._tell(crs=crs, placing=self.placing.currentData(), place_columns=self._place_titles())

    def _ask_crs(self) -> str:
        dialog = QgsProjectionSelectionDialog(self)
        try:
            dialog.setCrs(QgsCoordinateReferenceSystem(self._table.placing.value.crs))
            return dialog.crs().authid() if dialog.exec() else ""
        finally:
            dialog.deleteLater()

    def _tell(self, **changes: Any) -> None:
        if self._table is not None and not self.signalsBlocked():
            self.changed.emit(changes)

    def _combo(self, name: str, label: str, length: int = 12) -> QComboBox:
        combo = QComboBox()
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(length)
        return self._add(combo, name, label)

    def _spin(self, name: str, label: str, least: int, most: int) -> QSpinBox:
        spin = QSpinBox()
        spin.setRange(least, most)
        spin.setKeyboardTracking(False)
        return self._add(spin, name, label)

    def _add(self, field: Any, name: str, text: str) -> Any:
        box = QWidget(self)
        line = QHBoxLayout(box)
        line.setContentsMargins(0, 0, 0, 0)
        label = QLabel(text, box)
        field.setParent(box)
        field.setObjectName(name)
        field.setAccessibleName(text.replace("&", ""))
        label.setBuddy(field)
        line.addWidget(label)
        line.addWidget(field)
        self._flow.addWidget(box)
        return field


def _fill(combo: QComboBox, entries: Sequence[Tuple[str, Any]]) -> None:
    combo.clear()
    for text, value in entries:
        combo.addItem(text, value)


def _select(combo: QComboBox, value: Any) -> None:
    # findData compares by Qt's rules, in which Python's enumerations are not equal.
    combo.setCurrentIndex(next((i for i in range(combo.count()) if combo.itemData(i) == value), -1))


def _explain(widget: QWidget, why: str) -> None:
    widget.setToolTip(html.escape(why))
    widget.setAccessibleDescription(why)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_ENTRY else text[:_LONGEST_ENTRY - 1] + "…"
