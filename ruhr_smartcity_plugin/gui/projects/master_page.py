# SPDX-License-Identifier: GPL-2.0-or-later
"""A page of the master data: a list that can be searched, a form for the selected record, and who names it."""

from __future__ import annotations

from typing import Any, Callable, Dict, Mapping, Sequence, Tuple

from qgis.gui import QgsFilterLineEdit, QgsScrollArea
from qgis.PyQt.QtCore import Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QFrame, QHeaderView, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.projects.findings import Finding
from ruhr_smartcity_plugin.core.projects.master_rules import TWICE
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.field_form import by_field
from ruhr_smartcity_plugin.gui.projects.record_table import RecordTable, TableSpec
from ruhr_smartcity_plugin.gui.push_button import add_push_button
from ruhr_smartcity_plugin.translation import tr

_ROWS, _MOST_ROWS = 6, 12
_BELOW_BUTTONS = 3  # place in the layout of a list
_MOST_NAMED, _WIDEST = 3, 40


class MasterTable(RecordTable):
    """A list whose records may be only for reading, or kept because projects name them; `refuse` says so."""

    history_requested = pyqtSignal(str)  # uuid of the selected record; empty if none is
    deleted_requested = pyqtSignal(str)
    join_requested = pyqtSignal(str)

    def __init__(self, spec: TableSpec, choices: Choices, changed: Callable[[], None], parent: QWidget,
                 refuse: Callable[[Any], bool]) -> None:
        self._refuse, self._is_read_only = refuse, False
        self.history_button = self.join_button = QPushButton()  # until they are built
        super().__init__(spec, choices, changed, parent)
        bar = QWidget(self)
        self._past = FlowLayout(bar)  # wraps where it is narrow
        self.layout().insertWidget(_BELOW_BUTTONS, bar)
        self.history_button = self._add_button("history", tr("History …"), tr("History of the entry in “{list}”"),
                                               self.history_requested)
        self.deleted_button = self._add_button("deleted", tr("Deleted …"), tr("Deleted entries of “{list}”"),
                                               self.deleted_requested)
        self.join_button = self._add_button("join", tr("Join …"), tr("Join entries of one name in “{list}”"),
                                            self.join_requested)
        self._mark_form()
        header, modes = self.list.header(), QHeaderView.ResizeMode
        header.setMaximumSectionSize(_WIDEST * self.fontMetrics().averageCharWidth())
        for column, name in enumerate(spec.shown):
            # What names a record gets the room that the others leave.
            header.setSectionResizeMode(column, modes.Stretch if name in ("title", "name") else modes.ResizeToContents)

    def _add_button(self, name: str, text: str, accessible: str, signal: Any) -> QPushButton:
        def press() -> None:
            current = self.current()
            signal.emit(current.uuid if current is not None else "")

        before = self._past.itemAt(self._past.count() - 1)
        button = add_push_button(self._past, f"{name}_{self.spec.attribute}", text, press)
        button.setAccessibleName(accessible.format(list=self.title()))
        QWidget.setTabOrder(before.widget() if before is not None else self.remove_button, button)
        return button

    def set_read_only(self, read_only: bool) -> None:
        """Let records be looked at only."""
        self._is_read_only = read_only
        self._show_current()

    def remove(self) -> None:
        """Remove the selected record, unless projects name it."""
        current = self.current()
        if current is not None and not self._is_read_only and not self._refuse(current):
            super().remove()

    def narrow(self, words: str) -> None:
        """Show only the rows that hold all words; the selected one stays."""
        wanted = fold_text(words).split()
        for row in range(self.list.topLevelItemCount()):
            item = self.list.topLevelItem(row)
            text = fold_text(" ".join(item.text(column) for column in range(item.columnCount())))
            item.setHidden(any(one not in text for one in wanted) and item is not self.list.currentItem())

    def _mark_form(self) -> None:
        super()._mark_form()
        current = self.current()
        found = self._findings.get(current.uuid, ()) if current is not None else ()
        self.join_button.setVisible(any(one.id == TWICE for one in found) and not self._is_read_only)

    def _show_current(self) -> None:
        super()._show_current()
        self.history_button.setEnabled(self.current() is not None)
        if self._is_read_only:
            self.form.setEnabled(False)
            self.add_button.setEnabled(False)
            self.remove_button.setEnabled(False)
        else:
            self.form.setEnabled(True)


class MasterPage(QWidget):
    """One noun of the master data. `specs`: its list, and the list of what belongs to the selected record, if any."""

    def __init__(self, specs: Sequence[TableSpec], choices: Choices, changed: Callable[[], None], parent: QWidget,
                 refuse: Callable[[Any], bool]) -> None:
        super().__init__(parent)
        self._users: Mapping[str, Tuple[str, ...]] = {}
        self.attribute = specs[0].attribute
        self.setObjectName(f"page_{self.attribute}")
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._scroll = QgsScrollArea(self)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        outer.addWidget(self._scroll)
        body = QWidget(self._scroll)
        layout = QVBoxLayout(body)
        self.note = self._label("note", layout)
        self.search = QgsFilterLineEdit(self)
        self.search.setObjectName(f"search_{self.attribute}")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search …"))
        self.search.setAccessibleName(tr("Search in “{list}”").format(list=specs[0].title))
        layout.addWidget(self.search)
        self.tables: Dict[str, MasterTable] = {}
        for spec in specs:
            self.tables[spec.attribute] = MasterTable(spec, choices, changed, body, refuse)
            layout.addWidget(self.tables[spec.attribute])
        self.main = self.tables[self.attribute]
        height = self.main.list.fontMetrics().lineSpacing() + 6
        self.main.list.setMinimumHeight(_ROWS * height)
        self.main.list.setMaximumHeight(_MOST_ROWS * height)
        self.used = self._label("used", self.main.layout(), _BELOW_BUTTONS + 1)
        self.search.textChanged.connect(self.main.narrow)
        for spec in specs[1:]:
            part = self.tables[spec.attribute]
            self.main.selected.connect(lambda uuid, part=part: part.set_scope(uuid or None))
        self.main.selected.connect(self._say_used)
        layout.addStretch()
        self._scroll.setWidget(body)

    def show_lists(self, lists: Mapping[str, Sequence[Any]], users: Mapping[str, Tuple[str, ...]]) -> None:
        """Show records, and who names them."""
        self._users = users
        for attribute, table in self.tables.items():
            table.show_records(lists[attribute])
        self.main.narrow(self.search.text())

    def lists(self) -> Dict[str, Tuple[Any, ...]]:
        """Return the records as edited."""
        return {attribute: table.records() for attribute, table in self.tables.items()}

    def set_read_only(self, reason: str) -> None:
        """Let everything be looked at only, and say why; nothing is said without a reason."""
        self.note.setText(reason)
        self.note.setVisible(bool(reason))
        for table in self.tables.values():
            table.set_read_only(bool(reason))

    def mark(self, findings: Sequence[Finding]) -> None:
        """Show the findings at the fields."""
        found = by_field(findings)
        for attribute, table in self.tables.items():
            table.mark(found.get(attribute, ()))

    def go(self, attribute: str, uuid: str, column: str = "") -> None:
        """Put the cursor into a field of a record."""
        self.search.clear()
        table = self.tables[attribute]
        if table is not self.main:
            owner = next((getattr(one, table.spec.scope) for one in table.records() if one.uuid == uuid), "")
            self.main.select(owner)
        table.select(uuid, column)
        editor = table.form.editors.get(column)
        self._scroll.ensureWidgetVisible(editor.widget if editor is not None else table.list)

    def _say_used(self, uuid: str) -> None:
        titles = self._users.get(uuid, ())
        shown = ", ".join(titles[:_MOST_NAMED]) + (" …" if len(titles) > _MOST_NAMED else "")
        self.used.setText(tr("Named by %n project(s): {titles}", "", len(titles)).format(titles=shown))
        self.used.setVisible(bool(titles))

    def _label(self, name: str, layout: Any, place: int = -1) -> QLabel:
        label = QLabel(self)
        label.setObjectName(f"{name}_{self.attribute}")
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        label.hide()
        layout.insertWidget(place, label)
        return label
