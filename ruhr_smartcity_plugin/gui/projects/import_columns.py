# SPDX-License-Identifier: GPL-2.0-or-later
"""The first step of the import: which column of the file is which field of the register."""

from __future__ import annotations

from typing import Dict, List, Mapping

from qgis.core import QgsCoordinateReferenceSystem
from qgis.gui import QgsProjectionSelectionWidget
from qgis.PyQt.QtCore import QEvent, QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHeaderView,
    QLabel,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.import_files import ImportFile
from ruhr_smartcity_plugin.core.projects.import_mapping import SITES, X, Y, import_label, importable_fields
from ruhr_smartcity_plugin.translation import tr

_COLUMN, _FIELD, _EXAMPLES = range(3)


class ImportColumns(QWidget):
    """A table of columns with example values and the field each becomes; the layer of the file; the system of
    coordinates."""

    layer_chosen = pyqtSignal(str)
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._combos: List[QComboBox] = []
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self._form = QFormLayout()
        self._form.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        layout.addLayout(self._form)
        self.layer = QComboBox(self)
        self.layer.setObjectName("import_layer")
        self.layer.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.layer.activated.connect(lambda _index: self.layer_chosen.emit(self.layer.currentData()))
        self._form.addRow(tr("&Sheet or layer"), self.layer)
        self.hint = QLabel(self)
        self.hint.setObjectName("import_hint")
        self.hint.setTextFormat(Qt.TextFormat.PlainText)
        self.hint.setWordWrap(True)
        layout.addWidget(self.hint)
        self.table = QTableWidget(0, 3, self)
        self.table.setObjectName("import_columns")
        self.table.setAccessibleName(tr("Columns of the file"))
        self.table.setHorizontalHeaderLabels([tr("Column"), tr("becomes"), tr("Examples")])
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)  # Tab leads out of the table, arrows through it
        self.table.setSelectionMode(QTableWidget.SelectionMode.NoSelection)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(_COLUMN, QHeaderView.ResizeMode.Interactive)
        header.setSectionResizeMode(_EXAMPLES, QHeaderView.ResizeMode.Stretch)
        header.setSectionResizeMode(_FIELD, QHeaderView.ResizeMode.Interactive)
        layout.addWidget(self.table, 1)
        self.crs = QgsProjectionSelectionWidget(self)
        self.crs.setObjectName("import_crs")
        self.crs.setAccessibleName(tr("System of the coordinates"))
        self.crs.setOptionVisible(QgsProjectionSelectionWidget.CrsOption.CrsNotSet, True)
        self.crs.setNotSetText(tr("recognise by the numbers"))
        for combo in self.crs.findChildren(QComboBox):
            combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        lower = QFormLayout()
        lower.setRowWrapPolicy(QFormLayout.RowWrapPolicy.WrapLongRows)
        self._crs_label = QLabel(tr("S&ystem of the coordinates"), self)
        self._crs_label.setBuddy(self.crs)
        lower.addRow(self._crs_label, self.crs)
        layout.addLayout(lower)

    def show_file(self, file: ImportFile, mapping: Mapping[str, str], crs: str, hint: str) -> None:
        """Show the columns of a file with these suggestions."""
        self._show_layers(file)
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self.crs.setCrs(QgsCoordinateReferenceSystem(crs) if crs else QgsCoordinateReferenceSystem())
        taken = {column: field for field, column in mapping.items()}
        self._combos = []
        self.table.setRowCount(len(file.columns))
        for row, column in enumerate(file.columns):
            self._show_row(row, column, " · ".join(file.examples(column)), taken.get(column, ""))
        self.table.resizeColumnToContents(_COLUMN)
        letters = self.fontMetrics().horizontalAdvance("x")
        self.table.setColumnWidth(_COLUMN, min(self.table.columnWidth(_COLUMN), 24 * letters))
        self.table.setColumnWidth(_FIELD, 28 * letters)
        self._update()

    def mapping(self) -> Dict[str, str]:
        """Return the chosen column of each field."""
        return {combo.currentData(): self.table.item(row, _COLUMN).text()
                for row, combo in enumerate(self._combos) if combo.currentData()}

    def chosen_crs(self) -> str:
        """Return the code of the chosen system; empty to recognise it."""
        crs = self.crs.crs()
        return crs.authid() if crs.isValid() else ""

    def choose(self, column: str, field: str) -> None:
        """Let a column become a field."""
        for row, combo in enumerate(self._combos):
            if self.table.item(row, _COLUMN).text() == column:
                combo.setCurrentIndex(combo.findData(field))

    def show_layer(self, file: ImportFile) -> None:
        """Show as chosen which sheet or layer was read."""
        self.layer.setCurrentIndex(max(0, self.layer.findData(file.layer)))

    def _show_layers(self, file: ImportFile) -> None:
        self.layer.clear()
        for name in file.layers:
            self.layer.addItem(name, name)
        if file.layers and not file.layer:
            self.layer.insertItem(0, tr("All layers together"), "")
        self.show_layer(file)
        for widget in (self.layer, self._form.labelForField(self.layer)):
            widget.setVisible(len(file.layers) > 1)

    def _show_row(self, row: int, column: str, examples: str, field: str) -> None:
        for place, text in ((_COLUMN, column), (_EXAMPLES, examples)):
            item = QTableWidgetItem(text)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled)
            item.setToolTip("" if Qt.mightBeRichText(text) else text)
            self.table.setItem(row, place, item)
        combo = QComboBox(self.table)
        combo.setObjectName(f"import_field_{row}")
        combo.setAccessibleName(tr("Field for the column “{column}”").format(column=column))
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        combo.installEventFilter(self)
        combo.addItem(tr("– do not take over –"), "")
        for label, name in sorted((import_label(one), one) for one in importable_fields()):
            combo.addItem(label, name)
        combo.setCurrentIndex(max(0, combo.findData(field)))
        combo.currentIndexChanged.connect(lambda _index, combo=combo: self._free_others(combo))
        self.table.setCellWidget(row, _FIELD, combo)
        self._combos.append(combo)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The wheel scrolls the table; it must not change what a column becomes on its way."""
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)

    def _free_others(self, chosen: QComboBox) -> None:
        """A field comes from one column: the column that had it before is not taken over any more."""
        field = chosen.currentData()
        for other in self._combos:
            if field and other is not chosen and other.currentData() == field:
                other.setCurrentIndex(0)
        self._update()

    def _update(self) -> None:
        mapping = self.mapping()
        has_coordinates = (X in mapping and Y in mapping) or SITES in mapping
        for widget in (self.crs, self._crs_label):
            widget.setVisible(has_coordinates)
        self.changed.emit()
