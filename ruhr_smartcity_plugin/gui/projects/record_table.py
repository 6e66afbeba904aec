# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of records that hang on a project, with a form below for the selected one; made of the model's columns."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any, Callable, Dict, List, Mapping, Sequence, Tuple

from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtGui import QIcon, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QGroupBox,
    QHBoxLayout,
    QHeaderView,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.core.projects.columns import Column, columns_of
from ruhr_smartcity_plugin.core.projects.detail_rules import NEEDED
from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.hints import part_hint
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.field_form import FieldForm
from ruhr_smartcity_plugin.gui.projects.finding_mark import FindingMark, severity_icon, worst
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.translation import tr

_ROWS_SHOWN = 4
_MOST_ROWS_SHOWN = 7

INTERNAL = "ruhr_internal"  # property of a part of the form that never becomes public


@dataclass(frozen=True)
class TableSpec:
    """Which list of the bundle is edited and how: `shown` are the columns of the list, `labels` replace the model's.

    `scope` names a column that is given by what is selected elsewhere, and edited nowhere.
    """

    attribute: str
    record: type
    shown: Tuple[str, ...]
    add_text: str
    title: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    scope: str = ""
    is_internal: bool = False

    def columns(self) -> Tuple[Column, ...]:
        """Return the columns that the form edits."""
        return tuple(one for one in columns_of(self.record) if one.name not in ("uuid", self.scope))

    def label(self, name: str) -> str:
        """Return what a column is called here."""
        return self.labels.get(name) or field_label(name)


class RecordTable(QGroupBox):
    """Shows and edits the records of one list. Ins adds one, Del removes the selected one."""

    selected = pyqtSignal(str)  # uuid of the record in the form; empty if none is
    edited = pyqtSignal(str, str)  # uuid and column that the user has changed

    def __init__(self, spec: TableSpec, choices: Choices, changed: Callable[[], None], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName(f"box_{spec.attribute}")
        self.setTitle(internal_title(spec.title or field_label(spec.attribute), is_internal=spec.is_internal))
        self.setProperty(INTERNAL, spec.is_internal)
        self.spec, self._changed = spec, changed
        self._records: List[Any] = []
        self._findings: Dict[str, Tuple[Finding, ...]] = {}
        self._scope: str | None = None
        self._filling = False
        layout = QVBoxLayout(self)
        self.list = self._make_list()
        layout.addWidget(self.list)
        self.mark_of_list = FindingMark(spec.attribute, self)
        layout.addWidget(self.mark_of_list)
        self.buttons = QHBoxLayout()
        self.add_button = add_push_button(self.buttons, f"add_{spec.attribute}", spec.add_text, self.add)
        self.remove_button = add_push_button(self.buttons, f"remove_{spec.attribute}", tr("Remove"), self.remove)
        self.remove_button.setAccessibleName(tr("Remove from “{list}”").format(list=self.title()))
        self.buttons.addStretch()
        layout.addLayout(self.buttons)
        needed = NEEDED.get(spec.attribute)
        self.form = FieldForm(spec.columns(), choices, self._form_edited, self, required=(needed,) if needed else (),
                              prefix=f"{spec.attribute}_", labels=spec.labels, hint=part_hint)
        layout.addWidget(self.form)
        self._show_current()

    # --- records <-> widgets ---
    def show_records(self, records: Sequence[Any]) -> None:
        """Show these records; the selected one stays selected if it is among them."""
        current = self.current()
        self._records = list(records)
        self._fill(current.uuid if current is not None else "")

    def records(self) -> Tuple[Any, ...]:
        """Return the records as edited."""
        return tuple(self._records)

    def set_scope(self, value: str | None) -> None:
        """Show only the records whose `scope` column has this value; None for none at all."""
        if value != self._scope:
            self._scope = value
            self._fill("")

    def current(self) -> Any:
        """Return the selected record; None if none is selected."""
        item = self.list.currentItem()
        return None if item is None else self._find(item.data(0, Qt.ItemDataRole.UserRole))

    def change(self, uuid: str, **values: Any) -> None:
        """Change a record from outside the form; nothing happens if it is gone."""
        for row, one in enumerate(self._records):
            if one.uuid == uuid:
                self._records[row] = replace(one, **values)
                self._describe(uuid)
                if self.current() is not None and self.current().uuid == uuid:
                    self._show_current()
                self._changed()

    def select(self, uuid: str, column: str = "") -> None:
        """Select a record and put the cursor into one of its fields, or into the list without a record."""
        item = self._item(uuid)
        if item is not None:
            self.list.setCurrentItem(item)
        editor = self.form.editors.get(column) if item is not None else None
        if editor is not None:
            editor.focus()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def mark(self, findings: Sequence[Finding]) -> None:
        """Mark the records that have findings; those of the selected one stand at its fields."""
        self._findings = {}
        for one in findings:
            self._findings[one.item] = (*self._findings.get(one.item, ()), one)
        for row in range(self.list.topLevelItemCount()):
            self._mark_row(self.list.topLevelItem(row))
        self._mark_form()

    # --- doing ---
    def add(self) -> None:
        """Add an empty record and put the cursor into its first field."""
        if not self.add_button.isEnabled():
            return
        given = {self.spec.scope: self._scope} if self.spec.scope else {}
        made = self.spec.record(**given)
        self._records.append(made)
        self._fill(made.uuid)
        next(iter(self.form.editors.values())).focus()
        self._changed()

    def remove(self) -> None:
        """Remove the selected record."""
        current = self.current()
        if current is None:
            return
        row = self.list.indexOfTopLevelItem(self.list.currentItem())
        self._records = [one for one in self._records if one.uuid != current.uuid]
        shown = self._shown()
        self._fill(shown[min(row, len(shown) - 1)].uuid if shown else "")
        self.list.setFocus()
        self._changed()

    # --- parts ---
    def _make_list(self) -> QTreeWidget:
        tree = QTreeWidget(self)
        tree.setObjectName(self.spec.attribute)
        tree.setAccessibleName(self.title())
        tree.setRootIsDecorated(False)
        tree.setUniformRowHeights(True)
        tree.setHeaderLabels([self.spec.label(name) for name in self.spec.shown])
        tree.header().setStretchLastSection(False)
        tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        tree.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        height = tree.fontMetrics().lineSpacing() + 6
        tree.setMinimumHeight(_ROWS_SHOWN * height)
        tree.setMaximumHeight(_MOST_ROWS_SHOWN * height)
        tree.currentItemChanged.connect(lambda _new, _old: self._show_current())
        for key, slot in ((Qt.Key.Key_Insert, self.add), (QKeySequence.StandardKey.Delete, self.remove)):
            shortcut = QShortcut(QKeySequence(key), tree)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)
        return tree

    def _shown(self) -> List[Any]:
        if not self.spec.scope:
            return self._records
        return [one for one in self._records if getattr(one, self.spec.scope) == self._scope]

    def _find(self, uuid: str) -> Any:
        return next((one for one in self._records if one.uuid == uuid), None)

    def _item(self, uuid: str) -> QTreeWidgetItem | None:
        items = (self.list.topLevelItem(row) for row in range(self.list.topLevelItemCount()))
        return next((one for one in items if one.data(0, Qt.ItemDataRole.UserRole) == uuid), None)

    def _fill(self, current: str) -> None:
        self._filling = True
        try:
            self.list.clear()
            for one in self._shown():
                item = QTreeWidgetItem(self.list)
                item.setData(0, Qt.ItemDataRole.UserRole, one.uuid)
                self._describe(one.uuid)
                self._mark_row(item)
            self.list.setCurrentItem(self._item(current) or self.list.topLevelItem(0))
        finally:
            self._filling = False
        for column in range(1, len(self.spec.shown)):
            self.list.resizeColumnToContents(column)
        self._show_current()

    def _describe(self, uuid: str) -> None:
        item, record = self._item(uuid), self._find(uuid)
        if item is not None:
            for column, name in enumerate(self.spec.shown):
                item.setText(column, self.form.editors[name].text_of(getattr(record, name)))

    def _mark_row(self, item: QTreeWidgetItem) -> None:
        findings = self._findings.get(item.data(0, Qt.ItemDataRole.UserRole), ())
        severity = worst(findings)
        item.setIcon(0, severity_icon(severity) if severity is not None else QIcon())
        text = "\n".join(one.sentence for one in findings)
        item.setToolTip(0, text)
        item.setData(0, Qt.ItemDataRole.AccessibleDescriptionRole, text)

    def _mark_form(self) -> None:
        current = self.current()
        mine = self._findings.get(current.uuid, ()) if current is not None else ()
        at_field: Dict[str, List[Finding]] = {}
        for one in mine:
            at_field.setdefault(one.column if one.column in self.form.marks else "", []).append(one)
        self.form.mark(at_field)
        self.mark_of_list.show_findings([*self._findings.get("", ()), *at_field.get("", ())], self.list)

    def _show_current(self) -> None:
        if self._filling:
            return
        current = self.current()
        self.form.setVisible(current is not None)
        self.remove_button.setEnabled(current is not None)
        self.add_button.setEnabled(not self.spec.scope or self._scope is not None)
        self._filling = True
        try:
            self.form.show_values(vars(current if current is not None else self.spec.record()))
        finally:
            self._filling = False
        self._mark_form()
        self.selected.emit(current.uuid if current is not None else "")

    def _form_edited(self, name: str) -> None:
        current = self.current()
        if self._filling or current is None:
            return
        changed = replace(current, **self.form.values())
        self._records[self._records.index(current)] = changed
        self._describe(current.uuid)
        self._changed()
        self.edited.emit(current.uuid, name)


def internal_title(title: str, *, is_internal: bool) -> str:
    """Return the title of a part of the form; what never becomes public says so in words."""
    return tr("INTERN – {title}").format(title=title) if is_internal else title
