# SPDX-License-Identifier: GPL-2.0-or-later
"""The window "Columns of the table": what was recognised, to be changed; with the first rows beside it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Dict, List

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.sensors.quantity import quantities
from ruhr_smartcity_plugin.core.sensors.sources.mapping import SeriesMapping, ValueColumn
from ruhr_smartcity_plugin.core.sensors.sources.recognition import complete_mapping, zone_title
from ruhr_smartcity_plugin.core.sensors.sources.table import sample_of, table_source
from ruhr_smartcity_plugin.core.sensors.sources.times import Zone
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.translation import tr

_UNKNOWN = ""
_LEFT_OUT = "-"
_EXAMPLES = 3
_COLUMN, _EXAMPLE, _QUANTITY, _UNIT = range(4)


class MappingDialog(QDialog):
    """Raises `InputError` for a file that is no table of measured values."""

    def __init__(self, path: Path, given: SeriesMapping, parent: QWidget | None = None) -> None:
        table, self._cells = sample_of(table_source(path))
        recognised = complete_mapping(given, table, self._cells)
        super().__init__(parent)
        self.setObjectName("RuhrSeriesColumns")
        self.setWindowTitle(tr("Columns of the table: {name}").format(name=path.name))
        self._used = recognised.mapping
        self._build(path.stem)
        for note in recognised.notes:
            self._note(note)
        remember_size(self, 84, 30)

    def mapping(self) -> SeriesMapping:
        """Return the mapping as it is shown."""
        times = tuple(one.currentData() for one in (self.time, self.clock) if one.currentData())
        station = self.station.currentData() or self.station_name.text().strip()
        return replace(
            self._used, time=times, timezone=self.zone.currentData(), station=station, x=self._place(self.x),
            y=self._place(self.y), crs=self.crs.crs().authid() if self.crs.crs().isValid() else "",
            values={} if self._used.is_long else self._values())

    # --- building ---
    def _build(self, stem: str) -> None:
        outer = QVBoxLayout(self)
        self.notes = QLabel(self)
        self.notes.setTextFormat(Qt.TextFormat.PlainText)
        self.notes.setWordWrap(True)
        self.notes.hide()
        outer.addWidget(self.notes)
        form = QFormLayout()
        form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        times = (*self._used.time, "")
        self.time = self._columns("series_time", times[0], needed=True)
        form.addRow(tr("&Time"), self.time)
        self.clock = self._columns("series_clock", times[1])
        form.addRow(tr("Time of &day, if in a column of its own"), self.clock)
        self.zone = QComboBox(self)
        self.zone.setObjectName("series_zone")
        for zone in Zone:
            self.zone.addItem(zone_title(zone), zone.value)
        if self.zone.findData(self._used.timezone) < 0:
            self.zone.addItem(self._used.timezone, self._used.timezone)
        self.zone.setCurrentIndex(self.zone.findData(self._used.timezone))
        form.addRow(tr("Time &zone"), self.zone)
        is_column = self._used.station in self._cells
        self.station = self._columns("series_station", self._used.station if is_column else "")
        form.addRow(tr("Column of the &station"), self.station)
        self.station_name = QLineEdit("" if is_column else self._used.station or stem, self)
        self.station_name.setObjectName("series_station_name")
        form.addRow(tr("Na&me of the station, if there is only one"), self.station_name)
        self.x, self.y = self._coordinate("series_x", self._used.x), self._coordinate("series_y", self._used.y)
        form.addRow(tr("&East or longitude (column or number)"), self.x)
        form.addRow(tr("&North or latitude (column or number)"), self.y)
        self.crs = QgsProjectionSelectionWidget(self)
        self.crs.setObjectName("series_crs")
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.crs.setCrs(QgsCoordinateReferenceSystem(self._used.crs))
        form.addRow(tr("&Coordinate system"), self.crs)
        outer.addLayout(form)
        if self._used.is_long:
            outer.addWidget(self._plain(tr("Each row holds one value: {quantity} says which, {value} holds it.").format(
                quantity=self._used.property_column, value=self._used.value_column)))
            outer.addStretch(1)
        else:
            outer.addWidget(self._make_table(), 1)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, parent=self)
        name_buttons(self.buttons)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        outer.addWidget(self.buttons)

    def _make_table(self) -> QTableWidget:
        taken = {*self._used.time, self._used.station, self._used.x, self._used.y}
        self._titles: List[str] = [title for title in self._cells if title not in taken]
        self.table = QTableWidget(len(self._titles), 4, self)
        self.table.setObjectName("series_values")
        self.table.setAccessibleName(tr("Columns with measured values"))
        self.table.setHorizontalHeaderLabels([tr("Column"), tr("First values"), tr("Quantity"), tr("Unit")])
        self.table.verticalHeader().hide()
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        for row, title in enumerate(self._titles):
            known = self._used.values.get(title)
            examples = " · ".join([cell for cell in self._cells[title] if cell][:_EXAMPLES])
            for place, text in ((_COLUMN, title), (_EXAMPLE, examples)):
                item = QTableWidgetItem(text)
                item.setFlags(item.flags() & ~Qt.ItemFlag.ItemIsEditable)
                item.setToolTip(text)
                self.table.setItem(row, place, item)
            self.table.setCellWidget(row, _QUANTITY, self._quantity(title, known))
            self.table.setItem(row, _UNIT, QTableWidgetItem(known.unit if known else ""))
        head = self.table.horizontalHeader()
        head.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        head.setSectionResizeMode(_QUANTITY, QHeaderView.ResizeMode.Stretch)
        return self.table

    def _quantity(self, title: str, known: ValueColumn | None) -> QComboBox:
        box = QComboBox(self.table)
        box.setAccessibleName(tr("Quantity of column {title}").format(title=title))
        box.addItem(tr("leave out"), _LEFT_OUT)
        box.addItem(tr("keep as “{title}”").format(title=title[:30]), _UNKNOWN)
        for name, one in sorted(quantities().items(), key=lambda pair: pair[1].title.casefold()):
            box.addItem(one.title, name)
        chosen = _LEFT_OUT if known is None else known.property
        box.setCurrentIndex(max(box.findData(chosen), 0))
        return box

    def _columns(self, name: str, chosen: str, needed: bool = False) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        if not needed:
            box.addItem(tr("none"), "")
        for title in self._cells:
            box.addItem(title, title)
        box.setCurrentIndex(max(box.findData(chosen), 0))
        return box

    def _coordinate(self, name: str, chosen: object) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setEditable(True)
        box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        box.addItems(["", *self._cells])
        box.setEditText("" if chosen is None else str(chosen))
        return box

    def _plain(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label

    def _note(self, text: str) -> None:
        self.notes.setText("\n".join(filter(None, (self.notes.text(), text))))
        self.notes.show()

    # --- reading ---
    def _values(self) -> Dict[str, ValueColumn]:
        found = {}
        for row, title in enumerate(self._titles):
            name = self.table.cellWidget(row, _QUANTITY).currentData()
            if name != _LEFT_OUT:
                earlier = self._used.values.get(title, ValueColumn())
                found[title] = replace(earlier, property=name, unit=self.table.item(row, _UNIT).text().strip())
        return found

    @staticmethod
    def _place(box: QComboBox) -> object:
        text = box.currentText().strip()
        try:
            return float(text.replace(",", ".")) if text else None
        except ValueError:
            return text
