# SPDX-License-Identifier: GPL-2.0-or-later
"""What can be done with the selected projects: the context menu, its keys, and each step."""

from __future__ import annotations

from typing import TYPE_CHECKING, Callable, Tuple

from qgis.PyQt.QtCore import QPoint, Qt
from qgis.PyQt.QtGui import QAction, QGuiApplication, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QAbstractItemView, QMenu

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn, column_title
from ruhr_smartcity_plugin.core.projects.list_text import count_internal, public_text
from ruhr_smartcity_plugin.gui.projects.decisions import ask
from ruhr_smartcity_plugin.gui.projects.field_edit_dialog import FieldEditDialog, named_conflict
from ruhr_smartcity_plugin.gui.projects.reminder_line import mark_still_valid
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom

Entry = Tuple[str, str, Callable[[], None], bool]  # object name, text, what it does, whether it can be done now

# What the narrow list can be sorted by, and whether the largest comes first.
_ORDERS = ((ListColumn.TITLE, False), (ListColumn.FIELD, False), (ListColumn.STATUS, False), (ListColumn.PHASE, False),
           (ListColumn.LEAD, False), (ListColumn.NEXT_REVIEW, False), (ListColumn.CHANGED_AT, True))


class ListActions:
    """Edits, duplicates, shows, copies and deletes what is selected."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room = room
        for view in (room.views.list, room.views.table):
            view.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
            view.customContextMenuRequested.connect(lambda place, view=view: self._open_menu(view, place))
            for key, slot in ((QKeySequence.StandardKey.New, room.new_project),
                              (QKeySequence.StandardKey.Delete, self.delete),
                              (QKeySequence.StandardKey.Copy, self.copy)):
                shortcut = QShortcut(QKeySequence(key), view)
                shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
                shortcut.activated.connect(slot)

    def menu(self) -> QMenu:
        """Return the menu for what is selected now."""
        room = self._room
        n = len(room.views.selected())
        menu = QMenu(room)
        entries: Tuple[Entry, ...] = (
            ("menu_edit", tr("&Edit …"), self.edit, n == 1),
            ("menu_duplicate", tr("D&uplicate …"), self.duplicate, n == 1),
            ("menu_show_on_map", tr("Show on &map"), room.map.show_selected, n > 0),
            ("menu_edit_field", tr("Change one &field …"), self.edit_field, n > 0),
            ("menu_still_valid", tr("Still &valid"), lambda: mark_still_valid(room), n > 0),
            ("menu_copy", tr("&Copy as text"), self.copy, n > 0),
            ("menu_delete", tr("&Delete …"), self.delete, n > 0),
        )
        for name, text, slot, is_possible in entries:
            action = QAction(text, menu)
            action.setObjectName(name)
            action.setEnabled(is_possible)
            action.triggered.connect(lambda _on=False, slot=slot: slot())
            menu.addAction(action)
        menu.addSeparator()
        menu.addMenu(self._sort_menu(menu))
        return menu

    def _sort_menu(self, parent: QMenu) -> QMenu:
        """Return the ways to sort; the narrow list has no heads to click."""
        room, menu = self._room, QMenu(tr("&Sort by"), parent)
        for column, descending in _ORDERS:
            action = QAction(column_title(column).replace("&", "&&"), menu)
            action.setObjectName(f"sort_{column.value}")
            action.setCheckable(True)
            action.setChecked(room.content.column is column)
            action.triggered.connect(
                lambda _on=False, column=column, down=descending: room.views.sort_by(column, descending=down))
            menu.addAction(action)
        return menu

    def _open_menu(self, view: QAbstractItemView, place: QPoint) -> None:
        self.menu().exec(view.viewport().mapToGlobal(place))

    def edit(self) -> None:
        """Open the dialog of the project the keyboard is at."""
        entry = self._room.selected()
        if entry is not None:
            self._room.edit_project(entry.uuid)

    def duplicate(self) -> None:
        """Open the dialog with a copy of the project as a new record; nothing is saved yet."""
        room, entry = self._room, self._room.selected()
        if entry is None or room.register.store is None or room.say_if_read_only():
            return

        def show(bundle: ProjectBundle) -> None:
            dialog = room.dialogs.open(bundle)
            if dialog is not None:
                dialog.duplicate()

        room.register.fetch(room.register.store, entry.uuid, publish=room.alive(show),
                            failed=room.alive(room.show_problem))

    def copy(self) -> None:
        """Put the public columns of the selected public projects on the clipboard."""
        room, entries = self._room, self._room.views.selected()
        if not entries:
            return
        left_out = count_internal(entries)
        if left_out < len(entries):
            QGuiApplication.clipboard().setText(public_text(entries, room.name_of, short_date))
        if left_out:
            room.banner.show_partly(tr("Not copied: %n internal project(s).", "", left_out))

    def delete(self) -> None:
        """Ask once, then delete all selected projects together or none."""
        room, entries = self._room, self._room.views.selected()
        if not entries or room.say_if_read_only():
            return
        if len(entries) == 1:
            question = tr("Delete “{title}”? Its history is kept in the register.").format(title=entries[0].title)
        else:
            question = tr("Delete %n project(s)? The history is kept in the register.", "", len(entries))
        if ask(room, "delete_question", question, (("delete", tr("Delete")), ("keep", tr("Keep")))) == "delete":
            titles = {one.uuid: one.title for one in entries}
            room.register.delete(entries, failed=room.alive(
                lambda error: room.show_problem(named_conflict(error, titles))))

    def edit_field(self) -> None:
        """Read the selected projects and offer to change one field of all."""
        room, entries = self._room, self._room.views.selected()
        store = room.register.store
        if not entries or store is None or room.say_if_read_only():
            return

        def show(bundles: Tuple[ProjectBundle, ...]) -> None:
            FieldEditDialog(room, room.register, store, entries, bundles).show()

        room.register.fetch_some(store, [one.uuid for one in entries], publish=room.alive(show),
                                 failed=room.alive(room.show_problem))
