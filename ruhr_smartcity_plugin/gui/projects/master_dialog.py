# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog "Master data": organisations with their contacts, funding programmes, strategies of the members."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any, Callable, Dict, FrozenSet, Mapping, Sequence, Tuple

from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QCloseEvent, QIcon, QKeyEvent, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QHBoxLayout, QTabWidget, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.projects.drafts import MasterDraft
from ruhr_smartcity_plugin.adapters.projects.master_files import read_master_file
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.changes import PROGRAMME_TABLE
from ruhr_smartcity_plugin.core.projects.details import Contact, FundingProgramme, Strategy
from ruhr_smartcity_plugin.core.projects.edit_history import ListHistory, Spot
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.import_batch import import_comment, new_mark
from ruhr_smartcity_plugin.core.projects.master import BY_NAME, MasterRecord
from ruhr_smartcity_plugin.core.projects.master_edit import Lists, MasterEdit, with_edits, with_records
from ruhr_smartcity_plugin.core.projects.master_exchange import incoming
from ruhr_smartcity_plugin.core.projects.master_rules import check_masters
from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters
from ruhr_smartcity_plugin.core.projects.master_text import master_label
from ruhr_smartcity_plugin.core.projects.record import Organisation
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.finding_mark import severity_icon, worst
from ruhr_smartcity_plugin.gui.projects.master_draft import MasterDraftOffer
from ruhr_smartcity_plugin.gui.projects.master_fields import MasterChoices
from ruhr_smartcity_plugin.gui.projects.master_joining import MasterJoining
from ruhr_smartcity_plugin.gui.projects.master_page import MasterPage
from ruhr_smartcity_plugin.gui.projects.master_past import MasterPast
from ruhr_smartcity_plugin.gui.projects.master_saving import MasterSaving
from ruhr_smartcity_plugin.gui.projects.record_table import TableSpec
from ruhr_smartcity_plugin.gui.projects.undoing import Undoing
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import size_in_letters
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_CHECK_AFTER_MS = 150
_NOT_FOR_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
Users = Mapping[str, Tuple[str, ...]]


class MasterDialog(QDialog):
    """Not modal. What all pages hold is saved in one transaction; until then nothing leaves the dialog.

    `saved` is called with the records the register took over.
    """

    def __init__(self, register: OpenRegister, workbench: Workbench, parent: QWidget | None,
                 saved: Callable[[Sequence[MasterRecord]], None] = lambda _records: None) -> None:
        super().__init__(parent)
        self.setObjectName("master_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.register, self.workbench, self.saved = register, workbench, saved
        self.store = register.store  # stays, even if the user opens another register meanwhile
        self.setWindowTitle(tr("Master data of “{name}”").format(name=self.store.title) + "[*]")
        self.edit = MasterEdit({})
        self._users: Users = {}
        self._read_in: FrozenSet[str] = frozenset()
        self._read_comment = ""
        self._wanted: Tuple[str, str, str] | None = None  # table, id and name to show when it is read
        self.is_loaded = self._is_loading = False
        self.is_open = True
        self.findings_now: Tuple[Finding, ...] = ()
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._check_soon.timeout.connect(self.check_now)
        self._build()
        self._saving, self._past, self._joining = MasterSaving(self), MasterPast(self), MasterJoining(self)
        self._draft = MasterDraftOffer(self, workbench, self.store.key)
        size_in_letters(self, 90, 40)
        QgsGui.enableAutoGeometryRestore(self)
        self.load()

    # --- building ---
    def _build(self) -> None:
        layout = QVBoxLayout(self)
        self.banner = StateBanner(self)
        layout.addWidget(self.banner)
        self.tabs = QTabWidget(self)
        self.tabs.setObjectName("master_tabs")
        layout.addWidget(self.tabs, 1)
        self._choices = MasterChoices(self.workbench.area.region)
        self.pages: Dict[str, MasterPage] = {}
        for title, specs in _pages():
            page = MasterPage(specs, self._choices, self._edited, self, self.refuse_if_named)
            self.pages[page.attribute] = page
            self.tabs.addTab(page, title)
            for table in page.tables.values():
                table.history_requested.connect(lambda uuid: self._past.show_history(uuid))
                table.join_requested.connect(lambda uuid, one=table: self._joining.ask(one.spec.attribute, uuid))
                table.deleted_requested.connect(lambda _uuid, one=table: self._past.show_deleted(one.spec.attribute))
        foot = QHBoxLayout()
        undo = icon_button(self, "undo", "/mActionUndo.svg", tr("Undo (Ctrl+Z)"))
        redo = icon_button(self, "redo", "/mActionRedo.svg", tr("Redo (Ctrl+Y)"))
        foot.addWidget(undo)
        foot.addWidget(redo)
        standard = QDialogButtonBox.StandardButton
        self.buttons = NarrowButtons(standard.Save | standard.Close | standard.Help, self)
        name_buttons(self.buttons)
        self.buttons.button(standard.Save).setText(tr("Save (Ctrl+S)"))
        self.buttons.button(standard.Save).setObjectName("save_masters")
        self.buttons.button(standard.Save).clicked.connect(lambda _on=False: self.save())
        self.read_button = self.buttons.addButton(tr("&Read in …"), QDialogButtonBox.ButtonRole.ActionRole)
        self.read_button.setObjectName("read_masters")
        self.read_button.clicked.connect(lambda _on=False: self._choose_file())
        self.buttons.rejected.connect(self.reject)
        self.buttons.helpRequested.connect(lambda: self.workbench.open_help("projects"))
        foot.addWidget(self.buttons, 1)
        layout.addLayout(foot)
        self._undoing = Undoing(self, undo, redo, self.check_now, self._restore, ListHistory)
        for page in self.pages.values():
            self._undoing.watch(page)
        for keys, slot in ((QKeySequence.StandardKey.Save, self.save), ("Ctrl+PgDown", lambda: self._turn(1)),
                           ("Ctrl+PgUp", lambda: self._turn(-1))):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    # --- reading ---
    def load(self, then: Callable[[], None] = lambda: None) -> None:
        """Read the master data of the register; `then` is done when they are shown."""
        self.banner.show_working(tr("Reading the master data"))
        store = self.store
        self.register.read(tr("Reading the master data"), lambda: read_masters_of(store),
                           publish=self.alive(lambda answer: self._loaded(answer, then)),
                           failed=self.alive(self._not_loaded))

    def _loaded(self, answer: Tuple[Tuple[MasterRecord, ...], Users], then: Callable[[], None]) -> None:
        self.banner.clear()
        records, self._users = answer
        self.is_loaded = True
        self.show_edit(MasterEdit.of(records))
        self._say_rights()
        self._draft.look()
        if self._wanted is not None:
            self.show_record(*self._wanted)
        then()

    def show_problem(self, error: BaseException) -> None:
        """Say what went wrong; what was typed stays."""
        self.banner.show_failed(self.workbench.messages.fail(error, is_shown=True))

    def may_edit(self, table: str) -> bool:
        """Answer whether this log-in may change entries of a table."""
        if self.store.read_only_reason or not keeps_masters(self.store):
            return False
        return self.store.may_review or table != PROGRAMME_TABLE

    def restore_draft(self) -> None:
        """Bring back what a crash has left, now or when the master data are read."""
        self._draft.restore()

    def take_draft(self, draft: MasterDraft) -> None:
        """Show a draft as edits of what the register holds now."""
        self._saving.take_draft(draft)

    def note_saved(self) -> None:
        """Forget the draft: what it held is in the register."""
        self._draft.keeping.write_now()

    def put(self, records: Sequence[MasterRecord], comment: str) -> None:
        """Save these records, and nothing else; nothing in the dialog waits to be saved."""
        self._saving.put(records, comment)

    def _not_loaded(self, error: BaseException) -> None:
        self.banner.show_failed(self.workbench.messages.fail(error, is_shown=True),
                                (tr("Try again"), lambda: self.load()))

    def _say_rights(self) -> None:
        """Say before anything is typed what could not be saved."""
        reason = self.store.read_only_reason
        if not keeps_masters(self.store):
            reason = tr("Here you see what is public of them. Master data are kept in the register itself, the "
                        "database or the file: open that one to change them.")
        for page in self.pages.values():
            page.set_read_only(reason)
        if not reason and not self.store.may_review:
            self.pages["programmes"].set_read_only(tr("Reviewers keep the funding programmes of this register. Ask "
                                                      "them to add or to change one."))
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not reason)
        self.read_button.setEnabled(not reason)

    # --- records <-> widgets ---
    def show_edit(self, edit: MasterEdit, lists: Lists | None = None) -> None:
        """Show what the register holds now; `lists` are shown as edits of it that are not saved yet."""
        self.edit = edit
        if lists is None:
            self._read_in, self._read_comment = frozenset(), ""
        self._show(edit.lists())
        self._undoing.begin(self.lists())
        if lists is not None:
            self._show(lists)
        self.check_now()

    def _show(self, lists: Lists) -> None:
        self._is_loading = True
        try:
            for page in self.pages.values():
                page.show_lists(lists, self._users)
        finally:
            self._is_loading = False

    def lists(self) -> Lists:
        """Return all records as edited."""
        found: Lists = {}
        for page in self.pages.values():
            found.update(page.lists())
        return found

    def writes(self) -> Tuple[MasterRecord, ...]:
        """Return what is to be saved."""
        return self.edit.writes(self.lists()) if self.is_loaded else ()

    def comment_for(self, writes: Sequence[MasterRecord]) -> str:
        """Return the comment that lets what came from a file be taken back as one; empty if more is to be saved."""
        return self._read_comment if self._read_in.issuperset(one.uuid for one in writes) else ""

    @property
    def is_saving(self) -> bool:
        """Whether a save runs."""
        return self._saving.is_running

    def then(self, go_on: Callable[[], Any]) -> None:
        """Do something once the save that runs has ended well; if it fails, nothing is done."""
        self._saving.then(go_on)

    @property
    def is_dirty(self) -> bool:
        """Whether closing would lose something."""
        return bool(self.writes())

    def show_record(self, table: str, uuid: str, name: str = "") -> None:
        """Show a record; one that the register does not know is added under its name, to be saved."""
        if not self.is_loaded:
            self._wanted = (table, uuid, name)
            return
        self._wanted = None
        attribute = BY_NAME[table].attribute
        page = self.pages[attribute]
        self.tabs.setCurrentWidget(page)
        known = {one.uuid for one in page.main.records()}
        if uuid and uuid not in known and page.main.add_button.isEnabled():
            made = BY_NAME[table].record(**{BY_NAME[table].named_by[0]: name, "uuid": uuid})
            page.show_lists({**page.lists(), attribute: (*page.main.records(), made)}, self._users)
            self._edited()
        page.go(attribute, uuid, BY_NAME[table].named_by[0])

    def _restore(self, lists: Lists, spot: Spot) -> None:
        self._show(lists)
        self._edited()
        self.check_now()
        self.jump_to(Finding("", Severity.REMINDER, spot.field, "", spot.item, spot.column))

    # --- from a file ---
    def _choose_file(self) -> None:
        path, _filter = QFileDialog.getOpenFileName(
            self, tr("Read in master data"), "", tr("Register or internal export") + " (*.gpkg *.json)")
        if path:
            self.read_file(Path(path))

    def read_file(self, path: Path) -> None:
        """Show the master data of a file as edits that are not saved yet; nothing is taken away."""
        self.register.read(tr("Reading the master data"), lambda: read_master_file(path),
                           publish=self.alive(lambda given: self._take_over(path.name, given)),
                           failed=self.alive(self.show_problem))

    def _take_over(self, source: str, given: Tuple[MasterRecord, ...]) -> None:
        present = with_edits(self.edit, self.lists())
        found = incoming(present, given)
        self._read_in, self._read_comment = frozenset(one.uuid for one in found.writes), import_comment(
            source, new_mark())
        self._show(with_records(self.lists(), found.writes))
        self._edited()
        self.check_now()
        self.banner.show_partly(tr("From the file: {new} new, {changed} changed. Nothing is saved yet.").format(
            new=len(found.new), changed=len(found.changed)))

    # --- rules ---
    def _edited(self) -> None:
        if not self._is_loading:
            self._check_soon.start()
            self._draft.keeping.edited()

    def check_now(self) -> None:
        """Show what the rules say about the present content, and remember it for undo."""
        self._check_soon.stop()
        lists = self.lists()
        self.findings_now = check_masters(lists, date.today())
        for index, page in enumerate(self.pages.values()):
            mine = [one for one in self.findings_now if one.field in page.tables]
            page.mark(mine)
            severity = worst(mine)
            self.tabs.setTabIcon(index, severity_icon(severity) if severity is not None else QIcon())
            self.tabs.setTabToolTip(index, tr("%n hint(s) on this page", "", len(mine)) if mine else "")
        self._undoing.record(lists)
        self.setWindowModified(self.is_dirty)

    def jump_to(self, finding: Finding) -> None:
        """Show the field of a finding and put the cursor there."""
        page = next((one for one in self.pages.values() if finding.field in one.tables), None)
        if page is not None:
            self.tabs.setCurrentWidget(page)
            page.go(finding.field, finding.item, finding.column)

    def refuse_if_named(self, record: Any) -> bool:
        """Say that a record cannot be removed because projects name it; answers whether that is so."""
        titles = self._users.get(record.uuid, ())
        if titles:
            self.banner.show_partly(tr("“{name}” is named by %n project(s) and cannot be removed. Choose something "
                                       "else there first.", "", len(titles)).format(
                name=getattr(record, "name", "") or getattr(record, "title", "")))
        return bool(titles)

    # --- saving and closing ---
    def save(self) -> None:
        """Save in a task; with errors nothing is sent, and whatever goes wrong, the edit stays here."""
        if self.buttons.button(QDialogButtonBox.StandardButton.Save).isEnabled():
            self._saving.start()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter confirms a field; it must not save half-typed records through the default button.
        if event.key() not in _NOT_FOR_ENTER:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc and Close: through the same guard as the window's cross."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._saving.is_running or not self._may_leave():
            event.ignore()
            return
        self.is_open = False
        self._draft.keeping.forget()
        event.accept()

    def drop(self) -> None:
        """Let go of the draft without asking; used when the plugin is switched off."""
        self._draft.keeping.release()

    def _may_leave(self) -> bool:
        if not self.is_dirty:
            return True
        answer = decisions.ask(self, "unsaved_masters", tr("The master data have unsaved changes."), (
            ("save", tr("Save")), ("discard", tr("Discard")), ("back", tr("Back"))))
        if answer == "save":
            self._saving.when_saved = self.close
            self.save()
        return answer == "discard"

    def alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The dialog may be closed before an answer comes."""
        return lambda answer: None if sip.isdeleted(self) else slot(answer)


def read_masters_of(store: Any) -> Tuple[Tuple[MasterRecord, ...], Users]:
    """Return the master data of a register, and who names them; of one that keeps none what is public."""
    if keeps_masters(store):
        return store.masters(), store.master_users()
    return (*(MasterRecord("organisation", one, 1) for one in store.list_organisations()),
            *(MasterRecord("funding_programme", one, 1) for one in store.list_programmes())), {}


def _pages() -> Tuple[Tuple[str, Tuple[TableSpec, ...]], ...]:
    return (
        (tr("&Organisations"), (
            TableSpec("organisations", Organisation, ("name", "kind", "ags"), tr("Add organisation"),
                      tr("Organisations"), labels={"kind": master_label("organisation", "kind")}),
            TableSpec("contacts", Contact, ("function", "name", "mail", "consent"), tr("Add contact"),
                      tr("Contacts of the selected organisation"), scope="organisation_uuid", is_internal=True))),
        (tr("Funding &programmes"), (
            TableSpec("programmes", FundingProgramme, ("title", "provider", "level", "deadline_to"),
                      tr("Add programme"), tr("Funding programmes"),
                      labels={"kind": master_label("funding_programme", "kind")}),)),
        (tr("S&trategies"), (
            TableSpec("strategies", Strategy, ("ags", "title", "state", "as_of"), tr("Add strategy"),
                      tr("Strategies of the members"), labels={
                          one: master_label("strategy", one) for one in ("ags", "state")}),)),
    )
