# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Projects": list, search, detail, map and dialog of the open register."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListView,
    QPushButton,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister, register_of
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectEntry, ProjectMunicipality
from ruhr_smartcity_plugin.core.projects.search import ProjectIndex
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.projects.decisions import ask
from ruhr_smartcity_plugin.gui.projects.detail import ProjectDetail
from ruhr_smartcity_plugin.gui.projects.list_map import ListMap
from ruhr_smartcity_plugin.gui.projects.open_dialogs import OpenDialogs
from ruhr_smartcity_plugin.gui.projects.project_list import ProjectListModel
from ruhr_smartcity_plugin.gui.projects.register_menu import RegisterMenu
from ruhr_smartcity_plugin.gui.projects.sync_actions import SyncActions, marks_of
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.two_line_list import RECORD_ROLE, TwoLineDelegate
from ruhr_smartcity_plugin.translation import tr


class ProjectsRoom(Room):
    """Shows the open register and starts every edit of it."""

    name = "projects"
    help_page = "projects"

    def build(self, layout: QVBoxLayout) -> None:
        bench = self.workbench
        self.register: OpenRegister = register_of(bench.shared, bench.tasks, bench.settings)
        self.map = ListMap(self)
        self.team = SyncActions(self)
        self.dialogs = OpenDialogs(self.register, bench, self)
        self._index = ProjectIndex(())
        self._build_head(layout)
        self._build_list(layout)
        self._build_buttons(layout)
        self._watch_register()
        self.ledger.push(self.dialogs.drop)
        if self.register.store is not None or not self.register.reopen():
            self._show_register()

    # --- for other rooms and the demo ---
    def open_file(self, path: str) -> None:
        """Open a register and show it on the map."""
        self.register.open(Path(path))

    def create_file(self, path: str) -> None:
        """Make an empty register and open it."""
        self.register.create(Path(path))

    def select_project(self, uuid: str) -> bool:
        """Select a project in the list, widening search and area if they hide it. Answers whether it is there."""
        row = self.model.row_of(uuid)
        if row < 0 and any(one.uuid == uuid for one in self.register.entries):
            self.search.clear()
            self.workbench.area.choose(AreaKind.REGION)
            self._filter()
            row = self.model.row_of(uuid)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        return row >= 0

    def edit_project(self, uuid: str) -> None:
        """Open the dialog of a project, or bring the one that is open to the front."""
        if self.register.store is None or self.dialogs.raise_if_open(uuid):
            return
        self.register.fetch(self.register.store, uuid, publish=self._alive(self.dialogs.open),
                            failed=self._alive(self.show_problem))

    def new_project(self) -> None:
        """Open an empty dialog, with the municipality of the area if one is chosen."""
        reason = self.register.store.read_only_reason
        if reason:
            self.banner.show_failed(reason)
            return
        area = self.workbench.area.area
        named = (ProjectMunicipality(area.key, "FEDER"),) if area.kind is AreaKind.MUNICIPALITY else ()
        self.dialogs.open(ProjectBundle(project=Project(), municipalities=named))

    def may_close(self) -> bool:
        """Ask about each dialog with unsaved changes; one that stays open keeps QGIS open."""
        return self.dialogs.may_close()

    # --- building ---
    def _build_head(self, layout: QVBoxLayout) -> None:
        self._head = QWidget(self)
        line = QHBoxLayout(self._head)
        line.setContentsMargins(0, 0, 0, 0)
        self.search = QgsFilterLineEdit(self)
        self.search.setObjectName("project_search")
        self.search.setShowSearchIcon(True)
        self.search.setPlaceholderText(tr("Search projects …"))
        self.search.setAccessibleName(tr("Search projects"))
        self.search.textChanged.connect(lambda _text: self._filter())
        line.addWidget(self.search, 1)
        self.add_button = icon_button(self, "add_project", "/mActionAdd.svg", tr("New project"))
        self.add_button.clicked.connect(lambda _on=False: self.new_project())
        line.addWidget(self.add_button)
        more = icon_button(self, "register_menu", "/mActionFileOpen.svg", tr("Project register"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.menu = RegisterMenu(self)
        more.setMenu(self.menu)
        line.addWidget(more)
        layout.addWidget(self._head)

    def _build_list(self, layout: QVBoxLayout) -> None:
        self.notice = QLabel(self)
        self.notice.setObjectName("register_notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        layout.addWidget(self.notice)
        layout.addWidget(self.team.bar)
        self.count = QLabel(self)
        self.count.setObjectName("project_count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.count)
        self.list = QListView(self)
        self.list.setObjectName("project_list")
        self.list.setAccessibleName(tr("Projects"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.model = ProjectListModel(self._name_of, self.list)
        self.list.setModel(self.model)
        self.list.setItemDelegate(TwoLineDelegate(self.list))
        self.list.activated.connect(lambda _index: self._edit_selected())
        self.list.selectionModel().currentChanged.connect(lambda _new, _old: self._show_detail())
        layout.addWidget(self.list, 1)
        self.detail = ProjectDetail(self._name_of, self)
        layout.addWidget(self.detail)
        # Keeps the empty state at the top while there is no list.
        self._filler = QWidget(self)
        layout.addWidget(self._filler, 1)

    def _build_buttons(self, layout: QVBoxLayout) -> None:
        line = QHBoxLayout()
        self.map_button = QPushButton(tr("Show on &map"), self)
        self.map_button.setObjectName("show_on_map")
        self.map_button.clicked.connect(lambda _on=False: self.map.show_selected())
        self.edit_button = QPushButton(tr("&Edit …"), self)
        self.edit_button.setObjectName("edit_project")
        self.edit_button.clicked.connect(lambda _on=False: self._edit_selected())
        self.delete_button = icon_button(self, "delete_project", "/mActionDeleteSelected.svg", tr("Delete project"))
        self.delete_button.clicked.connect(lambda _on=False: self._delete_selected())
        for widget, stretch in ((self.map_button, 1), (self.edit_button, 1), (self.delete_button, 0)):
            line.addWidget(widget, stretch)
        layout.addLayout(line)
        for key, slot in ((QKeySequence.StandardKey.New, self.new_project),
                          (QKeySequence.StandardKey.Delete, self._delete_selected)):
            shortcut = QShortcut(QKeySequence(key), self.list)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(slot)

    def _watch_register(self) -> None:
        for signal, slot in ((self.register.changed, self._show_register),
                             (self.register.opened, self.map.show_register),
                             (self.register.working, self._say_working), (self.register.failed, self._say_failed),
                             (self.register.saved, self.map.refresh),
                             (self.register.project_requested, self._requested)):
            signal.connect(slot)
            self.ledger.push(lambda signal=signal, slot=slot: signal.disconnect(slot))

    # --- showing ---
    def apply_area(self, area: Area) -> None:
        self._filter()

    def _show_register(self) -> None:
        store = self.register.store
        for widget in (self._head, self.count, self.list, self.map_button, self.edit_button, self.delete_button):
            widget.setVisible(store is not None)
        self._filler.setVisible(store is None)
        self.notice.setText(self.register.notice)
        self.notice.setVisible(bool(self.register.notice))
        if store is None:
            self._show_empty()
        else:
            self.banner.clear()
        self.model.marks = marks_of(self.register.copy)
        self._index = ProjectIndex.of(self.register.entries, self._name_of)
        self._filter()
        if store is not None:
            self.map.refresh(self.register.place)

    def _show_empty(self) -> None:
        text = tr("No project register yet. A register is a file with the projects of your municipality or region.")
        self.banner.show_empty(text, *self.menu.ways_in())

    def _say_working(self, text: str) -> None:
        self.banner.show_working(text)

    def _say_failed(self, error: BaseException) -> None:
        self.show_problem(error, *(self.menu.ways_in() if self.register.store is None else ()))

    def _filter(self) -> None:
        area = self.workbench.area.area
        ags = None if area.kind is AreaKind.REGION else area.ags
        selected = self.selected()
        found = self._index.find(self.search.text(), ags)
        self.model.show(found)
        row = self.model.row_of(selected.uuid) if selected else -1
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
        self.count.setText(tr("{shown} of {all} projects").format(shown=len(found), all=len(self._index.rows)))
        self._show_detail()

    def selected(self) -> ProjectEntry | None:
        """Return the selected entry; None if nothing is selected."""
        return self.list.currentIndex().data(RECORD_ROLE)

    def _show_detail(self) -> None:
        entry = self.selected()
        self.detail.show_entry(entry)
        for button in (self.map_button, self.edit_button, self.delete_button):
            button.setEnabled(entry is not None)

    def _name_of(self, ags: str) -> str:
        one = self.workbench.area.region.by_ags(ags)
        return one.name if one else ags

    # --- doing ---
    def _edit_selected(self) -> None:
        entry = self.selected()
        if entry is not None:
            self.edit_project(entry.uuid)

    def _delete_selected(self) -> None:
        entry = self.selected()
        if entry is None:
            return
        answer = ask(self, "delete_question", tr("Delete “{title}”? Its history is kept in the register.").format(
            title=entry.title), (("delete", tr("Delete")), ("keep", tr("Keep"))))
        if answer == "delete":
            self.register.delete(entry, failed=self._alive(self.show_problem))

    def _requested(self, uuid: str) -> None:
        self.workbench.open_room(self.name)
        self.select_project(uuid)
        self.edit_project(uuid)

    def _alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The room may be gone before an answer comes."""
        return lambda answer: None if sip.isdeleted(self) else slot(answer)
