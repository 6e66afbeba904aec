# SPDX-License-Identifier: GPL-2.0-or-later
"""The tab "History": who changed what, newest first; two versions side by side; an earlier one brought back."""

from __future__ import annotations

from typing import Any, List, Sequence, Tuple

from qgis.PyQt.QtCore import QSize, Qt, pyqtSignal
from qgis.PyQt.QtGui import QGuiApplication, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QLabel,
    QPushButton,
    QSplitter,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.kept_file import write_kept
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.export_text import INTERNAL_MARK
from ruhr_smartcity_plugin.core.projects.history import Version, earliest_version, versions_of
from ruhr_smartcity_plugin.core.table_report import table_csv
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.gui.projects.history_compare import ComparedVersions
from ruhr_smartcity_plugin.gui.projects.history_subject import HistorySubject, ProjectSubject
from ruhr_smartcity_plugin.gui.save_file import ask_where_to_save
from ruhr_smartcity_plugin.translation import tr

_OPEN_UP_TO = 12  # changes of one save that are shown unfolded
_WIDEST = 240
_VERSION = Qt.ItemDataRole.UserRole
_CHANGE = Qt.ItemDataRole.UserRole + 1


class HistoryTab(QWidget):
    """Shows the history of one project, or of a record of the master data.

    Internal: what leaves it by the clipboard or a file is marked so.
    """

    # Version, the project (ProjectBundle) or the record (MasterRecord) as it was then, what of it is not certain (a
    # sentence, may be empty)
    restore_requested = pyqtSignal(int, object, str)
    place_requested = pyqtSignal(str, str)  # table of a place, its position as JSON: show it on the map

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("history_tab")
        self._subject: HistorySubject = ProjectSubject(ProjectBundle(), (), ())
        self._changes: Tuple[Change, ...] = ()
        self._can_restore = False
        self._build()
        self._connect()
        self.show_history(ProjectBundle(), ())

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        self.state = QLabel(self)
        self.state.setObjectName("history_state")
        self.state.setTextFormat(Qt.TextFormat.PlainText)
        self.state.setWordWrap(True)
        layout.addWidget(self.state)
        bar = QWidget(self)
        line = FlowLayout(bar)
        self.field_filter = self._choice("history_field", tr("Field"))
        self.person_filter = self._choice("history_person", tr("Person"))
        self.compare_button = self._button("history_compare", tr("Co&mpare"))
        self.restore_button = self._button("history_restore", tr("&Restore …"))
        self.copy_button = self._button("history_copy", tr("Copy (INTERN)"))
        self.export_button = self._button("history_export", tr("Save as CSV (INTERN) …"))
        for widget in (self.field_filter, self.person_filter, self.compare_button, self.restore_button,
                       self.copy_button, self.export_button):
            line.addWidget(widget)
        layout.addWidget(bar)
        self._parts = _Parts(Qt.Orientation.Vertical, self)
        self._parts.setChildrenCollapsible(False)
        self.tree = QTreeWidget(self._parts)
        self.tree.setObjectName("history")
        self.tree.setAccessibleName(tr("History"))
        self.tree.setUniformRowHeights(True)
        self.tree.setAllColumnsShowFocus(True)
        self.tree.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.tree.setHeaderLabels([tr("Version"), tr("When"), tr("Who"), tr("Field"), tr("Before"), tr("After"),
                                   tr("Comment")])
        self.comparison = ComparedVersions(self._parts)
        self.comparison.hide()
        layout.addWidget(self._parts, 1)

    def _choice(self, name: str, label: str) -> QComboBox:
        box = QComboBox(self)
        box.setObjectName(name)
        box.setAccessibleName(label)
        box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        box.setMinimumContentsLength(14)
        return box

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _connect(self) -> None:
        self.field_filter.activated.connect(lambda _index: self._fill())
        self.person_filter.activated.connect(lambda _index: self._fill())
        self.tree.itemSelectionChanged.connect(self._update_buttons)
        self.tree.itemActivated.connect(lambda item, _column: self._activate(item))
        self.compare_button.clicked.connect(lambda _on=False: self.compare())
        self.restore_button.clicked.connect(lambda _on=False: self._restore())
        self.copy_button.clicked.connect(lambda _on=False: self.copy())
        self.export_button.clicked.connect(lambda _on=False: self._export())
        self.comparison.place_requested.connect(self.place_requested)
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.tree)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    # --- showing ---
    def show_history(self, present: ProjectBundle, changes: Tuple[Change, ...], shared: Sequence[Any] = (), *,
                     can_restore: bool = False) -> None:
        """Show the history of a project, newest first.

        `present` is what the register holds, `shared` its organisations, programmes and entries, whose names are shown.
        """
        self.show_subject(ProjectSubject(present, changes, shared), changes, can_restore=can_restore)

    def show_subject(self, subject: HistorySubject, changes: Tuple[Change, ...], *, can_restore: bool = False) -> None:
        """Show the history of whatever it is, newest first."""
        self._subject, self._changes, self._can_restore = subject, changes, can_restore
        self.comparison.hide()
        fields = {subject.label(one) for one in changes}
        _offer(self.field_filter, tr("All fields"), fields)
        _offer(self.person_filter, tr("All people"), {one.changed_by for one in changes})
        self._fill()

    def _fill(self) -> None:
        self.tree.clear()
        versions = versions_of(self._changes)
        person, field = self.person_filter.currentData(), self.field_filter.currentData()
        for save in versions:
            changes = [one for one in save.changes if not field or self._subject.label(one) == field]
            if (person and save.who != person) or not changes:
                continue
            self._add(save, changes)
        self.state.setText(self._summary(len(versions)))
        for column in range(6):
            self.tree.resizeColumnToContents(column)
            self.tree.setColumnWidth(column, min(self.tree.columnWidth(column), _WIDEST))
        self._update_buttons()

    def _summary(self, count: int) -> str:
        if not count:
            return tr("No history is kept here.") if self._subject.version else self._subject.unsaved
        text = tr("Saved %n time(s)", "", count)
        earliest = earliest_version(self._changes)
        if self._changes[-1].version_before > 0:
            text += " · " + tr("What was before version {version} is not in the history.").format(version=earliest)
        return text

    def _add(self, save: Version, changes: Sequence[Change]) -> None:
        what = tr("%n change(s)", "", len(changes))
        if save.is_first:
            what = self._subject.created
        elif save.is_deletion:
            what = self._subject.deleted
        top = QTreeWidgetItem(self.tree, [str(save.number), short_utc_text(save.when), save.who, what, "", "",
                                          save.comment])
        top.setData(0, _VERSION, save.number)
        for one in changes:
            texts = [self._subject.text(one, value) for value in (one.old_value, one.new_value)]
            child = QTreeWidgetItem(top, ["", "", "", self._subject.label(one), *texts, ""])
            child.setData(0, _CHANGE, one)
        top.setExpanded(not save.is_first and len(changes) <= _OPEN_UP_TO)

    # --- doing ---
    def selected_versions(self) -> List[int]:
        """Return the versions whose lines, or changes, are selected, oldest first."""
        tops = {id(one.parent() or one): one.parent() or one for one in self.tree.selectedItems()}
        return sorted(one.data(0, _VERSION) for one in tops.values())

    def _update_buttons(self) -> None:
        chosen = self.selected_versions()
        present = self._subject.version
        self.compare_button.setEnabled(len(chosen) == 2 or (len(chosen) == 1 and chosen[0] != present))
        self.restore_button.setEnabled(self._can_restore and len(chosen) == 1 and chosen[0] != present)
        for button in (self.copy_button, self.export_button):
            button.setEnabled(bool(self._changes))

    def compare(self) -> None:
        """Show the two selected versions side by side; a single one beside the present one."""
        chosen = self.selected_versions()
        if len(chosen) == 1:
            chosen.append(self._subject.version)
        if len(chosen) != 2:
            return
        older, newer = sorted(chosen)
        try:
            before, after = (self._subject.past_at(one) for one in (older, newer))
        except RuhrError as error:
            self.comparison.show_sentence(error.sentence)
            return
        saves = {one.number: one for one in versions_of(self._changes)}
        titles = [_title(number, saves.get(number)) for number in (older, newer)]
        if self.comparison.isHidden():
            self._parts.setSizes([1, 1])
        self.comparison.show_differences(self._subject.differences(before, after), titles,
                                         self._subject.uncertain(before, after))

    def _restore(self) -> None:
        number = self.selected_versions()[0]
        try:
            past = self._subject.past_at(number)
        except RuhrError as error:
            self.comparison.show_sentence(error.sentence)
            return
        self.restore_requested.emit(number, self._subject.content(past), self._subject.uncertain(past))

    def _activate(self, item: QTreeWidgetItem) -> None:
        change = item.data(0, _CHANGE)
        if change is not None and change.field == "geom":
            self.place_requested.emit(change.table_name, change.new_value or change.old_value or "")
        elif change is None:
            item.setExpanded(not item.isExpanded())

    # --- leaving ---
    def rows(self) -> List[List[str]]:
        """Return what is shown, one row for each change."""
        found = []
        for place in range(self.tree.topLevelItemCount()):
            top = self.tree.topLevelItem(place)
            for number in range(top.childCount()):
                child = top.child(number)
                found.append([top.text(0), top.text(1), top.text(2), child.text(3), child.text(4), child.text(5),
                              top.text(6)])
        return found

    def copy(self) -> None:
        """Copy what is shown as text with tabs. The history also holds internal fields: the text says so."""
        lines = [f"{INTERNAL_MARK} – {self._subject.title}", "\t".join(self._heads())]
        lines += ["\t".join(" ".join(cell.split()) for cell in row) for row in self.rows()]
        QGuiApplication.clipboard().setText("\n".join(lines))

    def _heads(self) -> List[str]:
        return [self.tree.headerItem().text(column) for column in range(self.tree.columnCount())]

    def _export(self) -> None:
        name = "_".join((self._subject.file_name, tr("history"), INTERNAL_MARK)) + ".csv"
        path = ask_where_to_save(self, tr("Save history"), name, tr("Table") + " (*.csv)")
        if path is None:
            return
        try:
            table = table_csv([*self._heads(), INTERNAL_MARK], [[*row, ""] for row in self.rows()])
            write_kept(path, table.encode("utf-8-sig", "replace"))  # the mark tells spreadsheets of UTF-8
        except RuhrError as error:
            self.comparison.show_sentence(error.sentence)


class _Parts(QSplitter):
    """Takes the room there is: a page around it scrolls only when that is less than the least."""

    def sizeHint(self) -> QSize:
        return self.minimumSizeHint()


def _title(number: int, save: Version | None) -> str:
    text = tr("Version {version}").format(version=number)
    return "\n".join((text, short_utc_text(save.when), save.who)) if save else text  # a narrow column shows all of it


def _offer(box: QComboBox, everything: str, choices: set) -> None:
    kept = box.currentData()
    box.clear()
    box.addItem(everything, "")
    for one in sorted(choices, key=str.casefold):
        box.addItem(one, one)
    box.setCurrentIndex(max(0, box.findData(kept)))
