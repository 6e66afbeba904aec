# SPDX-License-Identifier: GPL-2.0-or-later
"""The history of the whole register: as of a day, and deleted projects brought back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from html import escape
from typing import TYPE_CHECKING, Any, Callable, Sequence, Tuple

from qgis.gui import QgsDateEdit
from qgis.PyQt.QtCore import QDate, Qt
from qgis.PyQt.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
)

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.history import as_new_edit
from ruhr_smartcity_plugin.gui.date_typing import DateTyping
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

_RECORD = Qt.ItemDataRole.UserRole
_LEAST_COLUMN_PX = 24


class RegisterHistory:
    """What the menu of the room offers of the register's past."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room = room

    def choose_day(self) -> None:
        """Ask for a day and show the register as of its end."""
        if self._room.register.store is None:
            return
        dialog = DayDialog(self._room)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.show_day(dialog.day())
        dialog.deleteLater()

    def show_day(self, day: date) -> None:
        """Show the register as of the end of a day."""
        self._room.register.open_past(day, self._room.workbench.workspace_dir() / "past")

    def ways_back(self) -> Tuple[Tuple[str, Callable[[], None]], ...]:
        """Return how to go back to the present register; nothing if it is shown."""
        register = self._room.register
        if register.is_past:
            return ((tr("Back to today"), register.leave_past),)
        return ((tr("Back to the register"), register.leave_backup),) if register.backup_of else ()

    def say_day(self) -> None:
        """Say in the banner which day or backup is shown, with the way back."""
        ways = self.ways_back()
        if ways:
            self._room.banner.show_stale(self._room.register.notice, *ways)

    def show_deleted(self) -> None:
        """List the deleted projects, to bring one back."""
        room, store = self._room, self._room.register.store
        if store is None:
            return

        def read() -> Tuple[ProjectBundle, ...]:
            gone = [uuid for uuid, (_version, is_deleted) in store.versions().items() if is_deleted]
            found = (store.find(uuid) for uuid in gone)
            return tuple(one for one in found if one is not None)

        def show(found: Tuple[ProjectBundle, ...]) -> None:
            if not found:
                room.banner.show_partly(tr("No project of this register was deleted."))
                return
            rows = [DeletedRecord(one.project.title, one.project.changed_at, one.project.changed_by, one)
                    for one in found]
            dialog = DeletedRecords(tr("Deleted projects"), rows, room, can_restore=not store.read_only_reason)
            dialog.accepted.connect(lambda: self._restore(store, dialog.chosen()))
            dialog.show()

        room.register.read(tr("Reading deleted projects"), read, publish=room.alive(show),
                           failed=room.alive(room.show_problem))

    def _restore(self, store: Any, bundle: ProjectBundle | None) -> None:
        if bundle is None:
            return
        room = self._room
        room.register.save(store, as_new_edit(bundle, bundle), tr("Deletion undone"),
                           publish=room.alive(lambda stored: room.workbench.messages.inform(
                               tr("Restored: {title}").format(title=stored.project.title),
                               private=(stored.project.title,))),
                           failed=room.alive(room.show_problem))


class DayDialog(QDialog):
    """Asks for a day that is not in the future."""

    def __init__(self, parent: Any) -> None:
        super().__init__(parent)
        self.setObjectName("past_day")
        self.setWindowTitle(tr("Register as of a day"))
        layout = QVBoxLayout(self)
        label = QLabel(tr("Show what the register held at the &end of this day, for reading only:"), self)
        label.setWordWrap(True)
        self.edit = QgsDateEdit(self)
        self.edit.setObjectName("past_day_edit")
        self.edit.setCalendarPopup(True)
        self.edit.setAllowNull(False)
        self.edit.setDisplayFormat("dd.MM.yyyy")
        self.edit.setMaximumDate(QDate.currentDate())
        self.edit.setDate(QDate.currentDate().addMonths(-1))
        DateTyping(self.edit)
        label.setBuddy(self.edit)
        layout.addWidget(label)
        layout.addWidget(self.edit)
        layout.addWidget(_buttons(self, tr("Show")))

    def day(self) -> date:
        """Return the chosen day."""
        chosen = self.edit.date()
        return date(chosen.year(), chosen.month(), chosen.day())


@dataclass(frozen=True)
class DeletedRecord:
    """One line of the deleted: what it is called, when (UTC, ISO 8601) it was deleted and by whom, and what it is."""

    title: str
    when: str
    who: str
    record: Any


class DeletedRecords(QDialog):
    """Lists what was deleted, the last one first; accepted when one is to come back."""

    def __init__(self, title: str, found: Sequence[DeletedRecord], parent: Any, *, can_restore: bool) -> None:
        super().__init__(parent)
        self.setObjectName("deleted_projects")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(title)
        layout = QVBoxLayout(self)
        self.list = QTreeWidget(self)
        self.list.setObjectName("deleted_list")
        self.list.setAccessibleName(title)
        self.list.setRootIsDecorated(False)
        self.list.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.list.setHeaderLabels([tr("Title"), tr("Deleted"), tr("Who")])
        for one in sorted(found, key=lambda one: one.when, reverse=True):
            item = QTreeWidgetItem(self.list, [one.title, short_utc_text(one.when), one.who])
            item.setData(0, _RECORD, one.record)
            item.setToolTip(0, f"<qt>{escape(one.title)}</qt>")  # it may be cut
        header = self.list.header()
        header.setStretchLastSection(False)
        header.setMinimumSectionSize(_LEAST_COLUMN_PX)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Stretch)  # cut rather than scrolled sideways
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
        layout.addWidget(self.list)
        buttons = _buttons(self, tr("Restore"))
        self._restore = buttons.button(QDialogButtonBox.StandardButton.Ok)
        self._restore.setEnabled(False)
        self.list.itemSelectionChanged.connect(
            lambda: self._restore.setEnabled(can_restore and bool(self.list.selectedItems())))
        layout.addWidget(buttons)
        size_in_letters(self, 68, 20)

    def chosen(self) -> Any:
        """Return the selected record; None if none is."""
        items = self.list.selectedItems()
        return items[0].data(0, _RECORD) if items else None


def _buttons(dialog: QDialog, yes: str) -> QDialogButtonBox:
    buttons = QDialogButtonBox(
        QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel, Qt.Orientation.Horizontal, dialog)
    name_buttons(buttons)
    buttons.button(QDialogButtonBox.StandardButton.Ok).setText(yes)
    buttons.accepted.connect(dialog.accept)
    buttons.rejected.connect(dialog.reject)
    return buttons
