# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog that shows and edits one project: a frame around its tabs."""

from __future__ import annotations

from datetime import date
from typing import Any, Callable, Tuple

from qgis.PyQt import sip, uic
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QToolButton, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.boundary_places import BoundaryPlaces
from ruhr_smartcity_plugin.adapters.projects.drafts import Draft
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import diff_bundles
from ruhr_smartcity_plugin.core.projects.edit_history import Spot
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity
from ruhr_smartcity_plugin.core.projects.roles import Role
from ruhr_smartcity_plugin.core.projects.rules import Context, check
from ruhr_smartcity_plugin.core.projects.store import keeps_history
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.mnemonics import give_mnemonics, mnemonic_of
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.change_comment import say_not_kept
from ruhr_smartcity_plugin.gui.projects.choices import Choices
from ruhr_smartcity_plugin.gui.projects.dialog_head import DialogHead
from ruhr_smartcity_plugin.gui.projects.draft_keeping import DraftKeeping, State
from ruhr_smartcity_plugin.gui.projects.findings_view import FindingsView
from ruhr_smartcity_plugin.gui.projects.master_entry import master_entry_of
from ruhr_smartcity_plugin.gui.projects.project_tabs import make_tabs
from ruhr_smartcity_plugin.gui.projects.reading_only import let_only_read
from ruhr_smartcity_plugin.gui.projects.review_steps import ReviewSteps
from ruhr_smartcity_plugin.gui.projects.saving import Saving, copy_of
from ruhr_smartcity_plugin.gui.projects.undoing import Undoing
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_CHECK_AFTER_MS = 150
_SIZE = (112, 46)  # letters and lines
_NOT_FOR_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ProjectDialog(QDialog):
    """Non-modal: the map stays usable, and a place can be picked on it.

    `stored` is what the register holds; the tabs hold what the user made of it.
    """

    def __init__(self, register: OpenRegister, bundle: ProjectBundle, workbench: Workbench,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(resource("ui", "project_dialog.ui")), self)
        self.setObjectName("project_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._register, self._workbench = register, workbench
        self.store = register.store  # stays, even if the user opens another register meanwhile
        self.stored = self._shown = bundle
        self.findings_now: Tuple[Finding, ...] = ()
        self.is_open, self._is_loading = True, False
        self._left: QWidget | None = None  # where the cursor was when the save began
        path = getattr(self.store, "path", None)
        self._places = BoundaryPlaces(workbench.area.region, workbench.cache_dir())
        self._choices = Choices(path.parent if path is not None else None)
        masters = master_entry_of(register, workbench)
        self._choices.edit_master = lambda table, uuid, name, learn: masters.show(table, uuid, name, learn=learn)
        self._saving = Saving(self, register, workbench)
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._check_soon.timeout.connect(self.check_now)
        self._draft = DraftKeeping(self, workbench, self.store.key, self._unsaved)
        self._build()
        self._connect()
        self.show_bundle(bundle)
        # First in the row is the visibility: the first letter typed would change it. Nor must it replace a title.
        (self.tabs.list if bundle.project.version else self.title).setFocus()
        if not self._say_if_read_only():
            self._offer_draft()
        remember_size(self, *_SIZE)

    # --- building ---
    def _build(self) -> None:
        self.banner = StateBanner(self)
        self.banner.is_expert = self._workbench.settings.expert.value
        self.layout().insertWidget(0, self.banner)
        self.undo_button = icon_button(self, "undo", "/mActionUndo.svg", tr("Undo (Ctrl+Z)"))
        self.redo_button = icon_button(self, "redo", "/mActionRedo.svg", tr("Redo (Ctrl+Y)"))
        self.copy_button = icon_button(self, "duplicate", "/mActionDuplicateFeature.svg", tr("Duplicate the project"))
        for place, button in enumerate((self.undo_button, self.redo_button, self.copy_button)):
            self.foot.insertWidget(1 + place, button)
        self.foot.setStretch(0, 1)
        self.label_comment.setText(tr("&Comment on the change"))
        if not keeps_history(self.store):
            say_not_kept(self.comment)
        self.label_findings.setText(tr("%n &hint(s) – click or Enter goes there", "", 0))
        self._head = DialogHead(self, self._edited)
        self._tabs = make_tabs(self, self._workbench, self._places, self._choices, self._edited)
        for index, tab in enumerate(self._tabs):
            self.tabs.insertTab(index, tab.page, tab.title)
            setattr(self, f"tab_{tab.name}", tab.page)
        self.review = ReviewSteps(self)
        self._findings = FindingsView(self, self.jump_to)
        self._undoing = Undoing(self, self.undo_button, self.redo_button, self.check_now, self._restore)
        self._save_button = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self._save_button.setText(tr("Save (Ctrl+S)"))
        self._save_button.setObjectName("save")
        self._close_button = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        self._close_button.setText(tr("Close"))
        self._close_button.setObjectName("close")
        self.tabs.setCurrentIndex(0)
        self._enter(0)

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._enter)
        self.comment.textChanged.connect(lambda _text: self._edited())
        self.copy_button.clicked.connect(lambda _on=False: self.duplicate())
        self._save_button.clicked.connect(lambda _on=False: self.save())
        self.buttons.rejected.connect(self.reject)
        for keys, slot in ((QKeySequence.StandardKey.Save, self.save), ("Ctrl+PgDown", lambda: self._turn(1)),
                           ("Ctrl+PgUp", lambda: self._turn(-1)), (QKeySequence.StandardKey.HelpContents, self._help)):
            QShortcut(QKeySequence(keys), self).activated.connect(slot)

    def _enter(self, index: int) -> None:
        self._is_loading = True
        try:
            self._tabs[index].enter()
        finally:
            self._is_loading = False
        fixed = (self.label_comment, self.label_visibility, self.label_findings)
        if self.store.read_only_reason:
            let_only_read(self._tabs[index].page, is_public=getattr(self.store, "role", None) is Role.PUBLIC)
        give_mnemonics(self._tabs[index].page, [mnemonic_of(one.text()) for one in fixed])
        self._undoing.watch(self._tabs[index].page)
        self._order_keys()

    def _order_keys(self) -> None:
        """Let the tab key go from above to below: pages and steps of the review are made later than the rest."""
        page, fields = self.tabs.currentWidget(), []
        one = page.nextInFocusChain()
        while one is not page:
            if one.focusProxy() is not None and one.isAncestorOf(one.focusProxy()):
                # Its parts are ordered one by one; itself left behind, it would lead back to them from the last button.
                one.setFocusProxy(None)
                one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            if page.isAncestorOf(one) and one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.focusProxy() is None:
                fields.append(one)
            one = one.nextInFocusChain()
        chain = (self.visibility, *self.review.bar.fields(), self.tabs.list, *fields, self.findings, self.comment,
                 self.undo_button, self.redo_button, self.copy_button,
                 self._save_button, self._close_button)
        self.buttons.setFocusProxy(None)  # it would send the tab key from its last button to its first one
        for before, after in zip(chain, chain[1:]):
            QWidget.setTabOrder(before, after)

    def _help(self) -> None:
        """Say what belongs into the field that has the focus; where there is nothing to say, open the help."""
        focused = self.focusWidget()
        info = self.findChild(QToolButton, f"info_{focused.objectName()}") if focused is not None else None
        if info is not None:
            info.toggle()
        else:
            self._workbench.open_help("projects")

    def _turn(self, step: int) -> None:
        self.tabs.setCurrentIndex((self.tabs.currentIndex() + step) % self.tabs.count())

    # --- record <-> widgets ---
    def show_bundle(self, stored: ProjectBundle, content: ProjectBundle | None = None) -> None:
        """Show a project as it is stored now; `content` is shown as an edit of it that is not saved yet."""
        self.stored = stored
        self._show(stored)
        self.comment.clear()
        self._undoing.begin(self.bundle())
        if content is None:
            self._draft.forget()
        else:
            self._show(content)
            self._draft.edited()
        self._describe()
        self.check_now()

    def edit(self, content: ProjectBundle) -> None:
        """Show other content as one step of editing: it can be undone, and so can what was typed before."""
        self.check_now()
        self._show(content)
        self._draft.edited()
        self.check_now()

    def bundle(self) -> ProjectBundle:
        """Return the project as edited."""
        bundle = self._head.apply(self._shown)
        for tab in self._tabs:
            bundle = tab.apply(bundle)
        return self._choices.complete(bundle)

    def holds(self, key: str, uuid: str) -> bool:
        """Answer whether the dialog is open on this project of this register."""
        return self.is_open and self.store.key == key and self.stored.project.uuid == uuid

    @property
    def is_dirty(self) -> bool:
        """Whether closing would lose something."""
        return bool(diff_bundles(self.stored, self.bundle()))

    @property
    def is_saving(self) -> bool:
        """Whether a save runs."""
        return self._saving.is_running

    def then(self, go_on: Callable[[], Any]) -> None:
        """Do something once the save that runs has ended well; if it fails, nothing is done."""
        before = self._saving.when_saved

        def both() -> None:
            if before is not None:
                before()
            go_on()

        self._saving.when_saved = both

    @property
    def _is_register_open(self) -> bool:
        return self._register.key == self.store.key

    def duplicate(self) -> None:
        """Turn what the dialog shows into a new project that is not saved yet; the old one stays as it is stored."""
        if not self._may_leave(self.duplicate):
            return
        copy = copy_of(self.bundle())
        self.show_bundle(ProjectBundle(project=type(copy.project)(uuid=copy.project.uuid)), copy)
        self.banner.show_partly(tr("This is a copy. It becomes a project of its own when you save it."))

    def take_draft(self, draft: Draft) -> None:
        """Show what was typed before a crash on top of what is stored; what both changed is asked."""
        self._saving.take(draft.base, draft.mine, self.stored)
        self.comment.setText(draft.comment)
        self._draft.resume()
        self._draft.write_now()

    def _offer_draft(self) -> None:
        """Somebody opens a project of which a draft waits: it must not be overwritten by what is typed now."""
        draft = self._draft.waiting(self.stored.project.uuid)
        if draft is None:
            return

        def discard() -> None:
            self._draft.discard_waiting()
            self.banner.clear()

        self.banner.show_partly(
            tr("There is a draft of this project of {time} that was not saved.").format(
                time=short_utc_text(draft.written_at)),
            (tr("Restore"), lambda: self.take_draft(draft)), (tr("Discard"), discard))

    def _show(self, content: ProjectBundle) -> None:
        self._shown, self._is_loading = content, True
        try:
            register = self._register
            # Another register may be open by now: its records are none of this project's.
            offered = (register.organisations, register.programmes, register.entries)
            organisations, programmes, entries = offered if self._is_register_open else ((), (), ())
            self._choices.show(content, (*organisations, *self.stored.organisations),
                               (*programmes, *self.stored.programmes), entries)
            self._head.show(content, self.stored, register)
            for tab in self._tabs:
                tab.show(content, register)
        finally:
            self._is_loading = False

    def _restore(self, content: ProjectBundle, spot: Spot) -> None:
        self._show(content)
        self.check_now()
        self.jump_to(Finding("", Severity.REMINDER, spot.field, "", spot.item, spot.column))

    def _describe(self) -> None:
        project = self.stored.project
        name = project.title or tr("New project")
        self.setWindowTitle(tr("Project: {title}").format(title=name) + "[*]")
        self.copy_button.setEnabled(bool(project.version) and not self.store.read_only_reason)
        if project.version and not project.changed_at:  # the public is not told who changed what
            self.last_change.setText(tr("{code} – version {version}").format(
                code=project.code, version=project.version))
        elif project.version and not project.changed_by:
            self.last_change.setText(tr("{code} – changed {time}, version {version}").format(
                code=project.code, time=short_utc_text(project.changed_at), version=project.version))
        elif project.version:
            self.last_change.setText(tr("{code} – changed {time} by {name}, version {version}").format(
                code=project.code, time=short_utc_text(project.changed_at), name=project.changed_by,
                version=project.version))
        else:
            self.last_change.setText(tr("Not saved yet. Fields with * are required."))

    # --- rules ---
    def _edited(self) -> None:
        if not self._is_loading:
            self._check_soon.start()
            self._draft.edited()

    def check_now(self) -> None:
        """Show what the rules say about the present content, and remember it for undo."""
        self._check_soon.stop()
        bundle = self.bundle()
        today = date.today()
        context = (self._register.rule_context(today, self._places) if self._is_register_open
                   else Context(today, self._places))
        self.findings_now = check(bundle, context)
        self._findings.show(self.findings_now, self._tabs)
        self._head.mark(self.findings_now)
        if self.review.follow(bundle, context):
            self._order_keys()
        self._undoing.record(bundle)
        self.setWindowModified(bool(diff_bundles(self.stored, bundle)))

    def jump_to(self, finding: Finding) -> None:
        """Show the field of a finding and put the cursor there."""
        for index, tab in enumerate(self._tabs):
            if finding.field in tab.fields:
                self.tabs.setCurrentIndex(index)
                tab.jump(finding)
                return
        self._head.jump(finding)

    # --- saving ---
    def save(self) -> None:
        """Save in a task; with errors nothing is sent, and whatever goes wrong, the edit stays here."""
        if not self._say_if_read_only():
            self._saving.start()

    def set_saving(self, saving: bool) -> None:
        """Let nothing be edited while a save runs; then the cursor is where it was."""
        if saving:
            self._left = self.focusWidget()
        for widget in (self.tabs, self.buttons, self.copy_button, self.review.bar):
            widget.setEnabled(not saving)
        if not saving and self._left is not None and not sip.isdeleted(self._left):
            self._left.setFocus()

    def _say_if_read_only(self) -> bool:
        """Say before anything is typed that it could not be saved. Answers whether that is so."""
        reason = self.store.read_only_reason
        if reason:
            self.banner.show_partly(reason)
            self.visibility.setEnabled(False)
            self.comment.setReadOnly(True)
        self._save_button.setEnabled(not reason)
        return bool(reason)

    def _unsaved(self) -> State | None:
        bundle = self.bundle()
        return (self.stored, bundle, self.comment.text()) if diff_bundles(self.stored, bundle) else None

    # --- keys and closing ---
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter confirms a field; it must not save a half-typed project through the default button.
        if event.key() not in _NOT_FOR_ENTER:
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc and Close: through the same guard as the window's cross."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._saving.is_running or not self._may_leave(self.close):
            event.ignore()
            return
        self.is_open = False
        self._draft.forget()
        self.drop()
        event.accept()

    def _may_leave(self, then: Callable[[], Any]) -> bool:
        """Ask if something would be lost. "Save" saves first, and goes on with `then` when that is done."""
        if not self.is_dirty:
            return True
        save = () if self.store.read_only_reason else (("save", tr("Save")),)
        answer = decisions.ask(self, "unsaved", tr("The project has unsaved changes."), (
            *save, ("discard", tr("Discard")), ("back", tr("Back"))))
        if answer == "save":
            self.save()
            self._saving.when_saved = then if self._saving.is_running else None
        return answer == "discard"

    def drop(self) -> None:
        """Let go of map and draft without asking; used when the plugin is switched off."""
        self._draft.release()
        for tab in self._tabs:
            drop = getattr(tab, "drop", None)
            if drop is not None:
                drop()
