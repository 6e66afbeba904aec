# SPDX-License-Identifier: GPL-2.0-or-later
"""The room "Projects": list, search, detail, map and dialog of the open register."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Callable, Tuple

from qgis.gui import QgsFilterLineEdit
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QEvent, QModelIndex, Qt
from qgis.PyQt.QtGui import QResizeEvent
from qgis.PyQt.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister, register_of
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.errors import StoreDamagedError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.record import Project, ProjectEntry, ProjectMunicipality
from ruhr_smartcity_plugin.core.region.area import Area, AreaKind
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.projects.detail import ProjectDetail
from ruhr_smartcity_plugin.gui.projects.draft_offer import DraftOffer
from ruhr_smartcity_plugin.gui.projects.export_course import ExportCourse
from ruhr_smartcity_plugin.gui.projects.filter_bar import FilterBar
from ruhr_smartcity_plugin.gui.projects.filter_tree import FilterPopup
from ruhr_smartcity_plugin.gui.projects.history_room import RegisterHistory
from ruhr_smartcity_plugin.gui.projects.import_course import ImportCourse
from ruhr_smartcity_plugin.gui.projects.list_actions import ListActions
from ruhr_smartcity_plugin.gui.projects.list_content import ListContent
from ruhr_smartcity_plugin.gui.projects.list_map import ListMap
from ruhr_smartcity_plugin.gui.projects.list_views import ListViews
from ruhr_smartcity_plugin.gui.projects.master_entry import master_entry_of
from ruhr_smartcity_plugin.gui.projects.nothing_found import NothingFound
from ruhr_smartcity_plugin.gui.projects.open_dialogs import OpenDialogs
from ruhr_smartcity_plugin.gui.projects.persons_entry import PersonsEntry
from ruhr_smartcity_plugin.gui.projects.register_care import RegisterCare
from ruhr_smartcity_plugin.gui.projects.register_menu import RegisterMenu
from ruhr_smartcity_plugin.gui.projects.reminder_line import ReminderLine
from ruhr_smartcity_plugin.gui.projects.sync_actions import SyncActions, marks_of
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.gui.states import DONE, PARTLY
from ruhr_smartcity_plugin.translation import tr

_BESIDE_FROM_WIDTH = 110  # letters


class ProjectsRoom(Room):
    """Shows the open register and starts every edit of it."""

    name = "projects"
    help_page = "projects"

    def build(self, layout: QVBoxLayout) -> None:
        bench = self.workbench
        self.register: OpenRegister = register_of(bench.shared, bench.tasks, bench.settings)
        self.content = ListContent(self.register, bench.tasks, bench.settings, bench.project, self.name_of, self)
        self.map = ListMap(self)
        self.team = SyncActions(self)
        self._says_hidden = False
        self._awaited = ""
        self._shown_store: object = None
        self.dialogs = OpenDialogs(self.register, bench, self)
        self.imports, self.exports, self.persons = ImportCourse(self), ExportCourse(self), PersonsEntry(self)
        self.masters = master_entry_of(self.register, bench)
        self._drafts = DraftOffer(self, self.dialogs.open)
        self.past = RegisterHistory(self)
        self._build_head(layout)
        self._build_list(layout)
        self._build_buttons(layout)
        self.actions_of_list = ListActions(self)
        self._watch_register()
        self._watch_list()
        self.ledger.push(self.masters.drop)
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
        """Select a project in the list, taking away what hides it. Answers whether it is there."""
        if self.content.index.entry(uuid) is None:
            self._awaited = uuid  # selected as soon as the list knows it
            return any(one.uuid == uuid for one in self.register.entries)
        if self.model.row_of(uuid) < 0:
            self.show_all()
        return self.views.select([uuid]) > 0

    def edit_project(self, uuid: str) -> None:
        """Open the dialog of a project, or bring the one that is open to the front."""
        if self.register.store is None or self.dialogs.raise_if_open(uuid):
            return
        self.register.fetch(self.register.store, uuid, publish=self.alive(self.dialogs.open),
                            failed=self.alive(self.show_problem))

    def new_project(self) -> None:
        """Open an empty dialog, with the municipality of the area if one is chosen."""
        if self.register.store is None or self.say_if_read_only():
            return
        area = self.workbench.area.area
        named = (ProjectMunicipality(area.key, "FEDER"),) if area.kind is AreaKind.MUNICIPALITY else ()
        self.dialogs.open(ProjectBundle(project=Project(), municipalities=named))

    def say_if_read_only(self) -> bool:
        """Answer whether nothing can be saved in the open register, and say why."""
        reason = self.register.store.read_only_reason if self.register.store else ""
        if reason:
            self.banner.show_failed(reason, *self.past.ways_back())
        return bool(reason)

    def show_all(self) -> None:
        """Take away all that hides projects: words, filters and the area."""
        self.search.clear()
        self.content.show_all()
        self.workbench.area.choose(AreaKind.REGION)

    def may_close(self) -> bool:
        """Ask about each dialog with unsaved changes; one that stays open keeps QGIS open."""
        return self.dialogs.may_close(self.masters.open_dialogs())

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
        self.search.setText(self.content.question.text)
        self.search.textChanged.connect(self.content.search)
        line.addWidget(self.search, 1)
        self.filter_button = icon_button(self, "filter_button", "/mActionFilter2.svg", tr("Filter the projects"))
        self.filter_popup = FilterPopup(self.content, self)
        self.filter_button.clicked.connect(lambda _on=False: self.filter_popup.open_below(self.filter_button))
        line.addWidget(self.filter_button)
        self.table_button = icon_button(self, "table_button", "/mActionOpenTable.svg", tr("Show as table"))
        self.table_button.setCheckable(True)
        line.addWidget(self.table_button)
        self.add_button = icon_button(self, "add_project", "/mActionAdd.svg", tr("New project"))
        self.add_button.clicked.connect(lambda _on=False: self.new_project())
        line.addWidget(self.add_button)
        more = icon_button(self, "register_menu", "/mActionFileOpen.svg", tr("Project register"))
        more.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.care = RegisterCare(self)
        self.menu = RegisterMenu(self)
        more.setMenu(self.menu)
        line.addWidget(more)
        layout.addWidget(self._head)
        self.filter_bar = FilterBar(self.content, self)
        layout.addWidget(self.filter_bar)

    def _build_list(self, layout: QVBoxLayout) -> None:
        self.notice = QLabel(self)
        self.notice.setObjectName("register_notice")
        self.notice.setTextFormat(Qt.TextFormat.PlainText)
        self.notice.setWordWrap(True)
        layout.addWidget(self.notice)
        layout.addWidget(self.team.bar)
        self.reminders = ReminderLine(self)
        layout.addWidget(self.reminders)
        self.count = QLabel(self)
        self.count.setObjectName("project_count")
        self.count.setTextFormat(Qt.TextFormat.PlainText)
        layout.addWidget(self.count)
        self.views = ListViews(self.name_of, self.workbench.settings, self)
        self.model, self.list = self.views.model, self.views.list
        self.detail = ProjectDetail(self.name_of, self)
        self.split = QSplitter(Qt.Orientation.Vertical, self)
        self.split.setObjectName("project_split")
        self.split.setChildrenCollapsible(False)
        self.split.addWidget(self.views)
        self.split.addWidget(self.detail)
        self.split.setStretchFactor(0, 1)
        self.nothing = NothingFound(self)
        layout.addWidget(self.nothing)
        layout.addWidget(self.split, 1)
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
        self.edit_button.clicked.connect(lambda _on=False: self.actions_of_list.edit())
        self.delete_button = icon_button(self, "delete_project", "/mActionDeleteSelected.svg", tr("Delete project"))
        self.delete_button.clicked.connect(lambda _on=False: self.actions_of_list.delete())
        for widget, stretch in ((self.map_button, 1), (self.edit_button, 1), (self.delete_button, 0)):
            line.addWidget(widget, stretch)
        layout.addLayout(line)

    def _watch_register(self) -> None:
        for signal, slot in ((self.register.changed, self._show_register),
                             (self.register.opened, self.map.show_register),
                             (self.register.working, self._say_working), (self.register.failed, self._say_failed),
                             (self.register.saved, self.map.refresh_other),
                             (self.register.project_requested, self._requested)):
            signal.connect(slot)
            self.ledger.push(lambda signal=signal, slot=slot: signal.disconnect(slot))

    def _watch_list(self) -> None:
        self.content.follow_project(self.ledger)
        self.content.indexed.connect(self._show_index)
        self.content.narrowed.connect(self._show_list)
        self.content.failed.connect(self._say_failed)
        self.model.sort_wanted.connect(self.content.sort)
        self.views.selection_changed.connect(self._show_selection)
        self.views.edit_wanted.connect(self.actions_of_list.edit)
        self.views.view_changed.connect(self.table_button.setChecked)
        self.table_button.clicked.connect(self.views.choose_table)

    # --- showing ---
    def apply_area(self, area: Area) -> None:
        self.content.ask(ags=None if area.kind is AreaKind.REGION else frozenset(area.ags))

    def changeEvent(self, event: QEvent) -> None:
        """QGIS is in front again: its options may say another name, or it is another day."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow() and self.content.follow_settings():
            self.reminders.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a wide dock the detail stands beside the list."""
        super().resizeEvent(event)
        wide = self.width() >= _BESIDE_FROM_WIDTH * self.fontMetrics().averageCharWidth()
        self.split.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        self.detail.stand(beside=wide)

    def _show_register(self) -> None:
        store = self.register.store
        for widget in (self._head, self.count, self.split, self.map_button, self.edit_button, self.delete_button):
            widget.setVisible(store is not None)
        self._filler.setVisible(store is None)
        self.banner.stand(None)  # its lists could be read
        self.notice.setText(self.register.notice)
        self.notice.setVisible(bool(self.register.notice) and not self.past.ways_back())
        if store is None:
            self._show_empty()
        elif store is not self._shown_store or self.banner.state not in (PARTLY, DONE):
            self.banner.clear()  # what came of a change is still to be read when its lists arrive
        is_opened, self._shown_store = store is not self._shown_store, store
        self.model.marks = marks_of(self.register.copy)
        self.content.load()
        self.map.follow_past()
        if store is not None:
            self.map.refresh(store)
        self._drafts.look(is_opened=is_opened)
        self.past.say_day()
        self.reminders.refresh()

    def _show_empty(self) -> None:
        text = tr("No project register yet. A register is a file with the projects of your municipality or region.")
        team = self.register.last_team
        if team:
            text = tr("The register of the team, “{name}”, was open last.").format(name=team)
        self.banner.show_empty(text, *self._ways_in())

    def _ways_in(self) -> Tuple[Tuple[str, Callable[[], Any]], ...]:
        again = ((tr("Connect again"), lambda: self.register.reopen(asked=True)),) if self.register.last_team else ()
        return (*again, *self.menu.ways_in())

    def _say_working(self, text: str) -> None:
        self.banner.show_working(text)

    def show_problem(self, error: BaseException, *actions: tuple) -> None:
        """As in all rooms; but nothing takes the place of the ways out of a damage."""
        if self.banner.has_standing and not actions:
            self.workbench.messages.fail(error)
            self.banner.clear()
        else:
            super().show_problem(error, *actions)

    def _say_failed(self, error: BaseException) -> None:
        ways_out = self.care.ways_out(error)
        if isinstance(error, StoreDamagedError) and ways_out and Path(error.path) == self.register.path:
            message = self.workbench.messages.fail(error, is_shown=self.isVisible())
            self.banner.stand(lambda: self.banner.show_failed(message, *ways_out))
            return
        ways_in = self._ways_in() if self.register.store is None else ()
        self.show_problem(error, *(ways_out or ways_in))

    def _show_index(self) -> None:
        self._show_list()
        awaited, self._awaited = self._awaited, ""
        if self.content.index.entry(awaited) is not None:
            self.select_project(awaited)

    def _show_list(self) -> None:
        self.map.follow_extent()
        found, index = self.content.entries(), self.content.index
        self.views.show_entries(found)
        self.count.setText(tr("{shown} of {all} projects").format(
            shown=group_digits(len(found)), all=group_digits(len(index))))
        is_open = self.register.store is not None
        hides_all = is_open and len(index) > 0 and not found
        self.nothing.say(self.content.hidden_by(self.workbench.area.area.name) if hides_all else ())
        self.split.setVisible(is_open and not hides_all)
        self._filler.setVisible(not self.split.isVisibleTo(self))

    def _show_selection(self) -> None:
        n = len(self.views.selected())
        self.detail.show_entry(self.selected(), n)
        self.edit_button.setEnabled(n == 1)
        for button in (self.map_button, self.delete_button):
            button.setEnabled(n > 0)
        self.map.select_soon()

    def say_hidden(self, n: int) -> None:
        """Say that projects selected on the map are not in the list as it is narrowed."""
        if n:
            self.banner.show_partly(tr("Hidden here by search, filter or area: %n project(s) selected on the map.",
                                       "", n), (tr("Show all"), self.show_all))
            self._says_hidden = True
        elif self._says_hidden:
            self.banner.clear()
            self._says_hidden = False

    def selected(self) -> ProjectEntry | None:
        """Return the selected entry the keyboard is at, else the first selected one; None if nothing is selected."""
        entries, current = self.views.selected(), self.views.current()
        if current is not None and self.views.selection.isRowSelected(self.model.row_of(current.uuid), QModelIndex()):
            return current
        return entries[0] if entries else None

    def name_of(self, ags: str) -> str:
        """Return the name of a municipality; the AGS itself outside the region."""
        one = self.workbench.area.region.by_ags(ags)
        return one.name if one else ags

    # --- doing ---
    def _requested(self, uuid: str) -> None:
        self.workbench.open_room(self.name)
        self.select_project(uuid)
        self.edit_project(uuid)

    def alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The room may be gone before an answer comes."""
        return lambda answer: None if sip.isdeleted(self) else slot(answer)
