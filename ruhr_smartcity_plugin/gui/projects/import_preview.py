# SPDX-License-Identifier: GPL-2.0-or-later
"""The second step of the import: what would become of each row, and what it would change."""

from __future__ import annotations

from html import escape
from typing import Sequence, Tuple

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import QModelIndex, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QSplitter,
    QTableView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.changes import RECORD_FIELD, SHARED_TABLES, diff_bundles
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.history_names import Names
from ruhr_smartcity_plugin.core.projects.import_mapping import import_label
from ruhr_smartcity_plugin.core.projects.import_report import count_fates, fate_text, fates_text, severity_text
from ruhr_smartcity_plugin.core.projects.importing import Fate, Planned
from ruhr_smartcity_plugin.gui.projects.history_values import value_text
from ruhr_smartcity_plugin.gui.projects.import_rows import ImportRows
from ruhr_smartcity_plugin.translation import tr

_ICONS = {Severity.ERROR: "/mIconCritical.svg", Severity.WARNING: "/mIconWarning.svg",
          Severity.REMINDER: "/mIconInfo.svg"}


class ImportPreview(QWidget):
    """Counts, a table of records with boxes to tick, and below it what the selected one would change."""

    report_wanted = pyqtSignal()
    changed = pyqtSignal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.counts = QLabel(self)
        self.counts.setObjectName("import_counts")
        self.counts.setTextFormat(Qt.TextFormat.PlainText)
        self.counts.setWordWrap(True)
        layout.addWidget(self.counts)
        line = QHBoxLayout()
        self.fate = QComboBox(self)
        self.fate.setObjectName("import_fate")
        self.fate.setAccessibleName(tr("Show"))
        self.fate.currentIndexChanged.connect(lambda _index: self._filter())
        line.addWidget(self.fate)
        line.addStretch(1)
        self.report = QPushButton(tr("Save &report …"), self)
        self.report.setObjectName("import_report")
        self.report.clicked.connect(lambda _on=False: self.report_wanted.emit())
        line.addWidget(self.report)
        layout.addLayout(line)
        split = QSplitter(Qt.Orientation.Vertical, self)
        split.setChildrenCollapsible(False)
        split.addWidget(self._build_table())
        split.addWidget(self._build_detail())
        split.setStretchFactor(0, 3)
        split.setStretchFactor(1, 2)
        layout.addWidget(split, 1)

    def _build_table(self) -> QTableView:
        self.table = QTableView(self)
        self.table.setObjectName("import_rows")
        self.table.setAccessibleName(tr("Records of the file"))
        self.model = ImportRows(self.table)
        self.table.setModel(self.model)
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.table.setWordWrap(False)
        header = self.table.horizontalHeader()
        header.setStretchLastSection(True)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.model.dataChanged.connect(lambda *_: self.changed.emit())
        self.table.selectionModel().currentRowChanged.connect(lambda new, _old: self._show_detail(new))
        return self.table

    def _build_detail(self) -> QTreeWidget:
        self.detail = QTreeWidget(self)
        self.detail.setObjectName("import_detail")
        self.detail.setAccessibleName(tr("What the record would change"))
        self.detail.setHeaderLabels([tr("Field"), tr("In the register"), tr("In the file")])
        self.detail.setRootIsDecorated(False)
        self.detail.setWordWrap(True)
        letters = self.fontMetrics().horizontalAdvance("x")
        for column, width in enumerate((28, 36)):
            self.detail.setColumnWidth(column, width * letters)
        return self.detail

    def show_rows(self, rows: Sequence[Planned]) -> None:
        """Show the plan of a file."""
        self.model.show(rows)
        self.counts.setText(fates_text(rows))
        self.fate.blockSignals(True)
        self.fate.clear()
        self.fate.addItem(tr("All records"), None)
        for fate in Fate:
            if count_fates(rows, fate):
                self.fate.addItem(f"{fate_text(fate)} ({count_fates(rows, fate)})", fate)
        self.fate.blockSignals(False)
        width = self.fontMetrics().horizontalAdvance("x")
        for column, characters in enumerate((36, 7, 14)):
            self.table.setColumnWidth(column, width * characters)
        self._select_first()
        self.changed.emit()

    def accepted(self) -> Tuple[Planned, ...]:
        """Return the records that are ticked."""
        return self.model.accepted()

    def _filter(self) -> None:
        self.model.filter(self.fate.currentData())
        self._select_first()

    def _select_first(self) -> None:
        first = self.model.index(0, 0)
        self.table.setCurrentIndex(first)
        self._show_detail(first)

    def _show_detail(self, index: QModelIndex) -> None:
        self.detail.clear()
        one = self.model.planned(index)
        if one is None:
            return
        for finding in one.findings:
            line = f"{severity_text(finding.severity)} · {import_label(finding.field)}: {finding.sentence}"
            item = QTreeWidgetItem(self.detail, [line])
            item.setIcon(0, QgsApplication.getThemeIcon(_ICONS[finding.severity]))
            item.setFirstColumnSpanned(True)
            item.setToolTip(0, escape(line))  # a long one is cut; a tip takes its text as rich text
        if one.may_be_taken:
            self._show_differences(one)

    def _show_differences(self, one: Planned) -> None:
        names = Names(filter(None, (one.known, one.bundle)))
        for change in diff_bundles(one.known, one.bundle):
            if change.field == RECORD_FIELD or change.table_name in SHARED_TABLES:
                continue
            old, new = (value_text(change.table_name, change.field, value, names.shared)
                        for value in (change.old_value, change.new_value))
            item = QTreeWidgetItem(
                self.detail, [names.field(change.table_name, change.record_uuid, change.field), old, new])
            for column, text in ((1, old), (2, new)):
                item.setToolTip(column, escape(text))
