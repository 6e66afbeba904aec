# SPDX-License-Identifier: GPL-2.0-or-later
"""The dialog that shows and edits one project."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date
from pathlib import Path
from typing import Any, Callable, Dict

from qgis.gui import QgsGui
from qgis.PyQt import sip, uic
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtGui import QCloseEvent, QKeyEvent, QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.boundary_places import BoundaryPlaces
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.dates import MONTHS_UNTIL_REVIEW, add_months
from ruhr_smartcity_plugin.core.projects.findings import Finding, has_errors
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import TECHNICAL_FIELDS, Project, Visibility
from ruhr_smartcity_plugin.core.projects.rules import REQUIRED, SUMMARY_LIMIT, Context, check
from ruhr_smartcity_plugin.core.projects.workflow import needs_comment, reachable_states
from ruhr_smartcity_plugin.gui.projects.decisions import ask
from ruhr_smartcity_plugin.gui.projects.field_editors import Editor, make_editor
from ruhr_smartcity_plugin.gui.projects.findings_view import FindingsView
from ruhr_smartcity_plugin.gui.projects.history_tab import HistoryTab
from ruhr_smartcity_plugin.gui.projects.participants_tab import ParticipantsTab
from ruhr_smartcity_plugin.gui.projects.places_tab import PlacesTab
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

# Edited by other means than one widget of the same name.
_NOT_IN_FORM = frozenset((*TECHNICAL_FIELDS, "code", "lead_uuid", "spatial_effect"))
_CHECK_AFTER_MS = 150


class ProjectDialog(QDialog):
    """Non-modal: the map stays usable, and a place can be picked on it."""

    def __init__(self, register: OpenRegister, bundle: ProjectBundle, workbench: Workbench,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        uic.loadUi(str(resource("ui", "project_dialog.ui")), self)
        self.setObjectName("project_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._register, self._workbench = register, workbench
        self._store = register.store  # stays, even if the user opens another register meanwhile
        self._stored = bundle
        self._saving = self._loading = self._close_when_saved = False
        self.is_open = True
        self._places = BoundaryPlaces(workbench.area.region, workbench.cache_dir())
        self._editors: Dict[str, Editor] = {}
        self._check_soon = QTimer(self, singleShot=True, interval=_CHECK_AFTER_MS)
        self._check_soon.timeout.connect(self.check_now)
        self._build()
        self._connect()
        self.show_bundle(bundle)
        self._say_if_read_only()
        QgsGui.enableAutoGeometryRestore(self)

    # --- building ---
    def _build(self) -> None:
        self.banner = StateBanner(self)
        self.banner.is_expert = self._workbench.settings.expert.value
        self.layout().insertWidget(0, self.banner)
        for one in (*fields(Project), "further_fields", "technologies"):
            name = one if isinstance(one, str) else one.name
            if name not in _NOT_IN_FORM:
                self._editors[name] = make_editor(name, getattr(self, name))
            label = getattr(self, f"label_{name}", None)
            if label is not None:
                label.setText(field_label(name) + ("*" if name in REQUIRED else ""))
            if name.endswith("_precision"):
                getattr(self, name).setAccessibleName(field_label(name))
        self.seeks_partners.setText(tr("The project is looking for partners"))
        self.label_comment.setText(tr("&Comment on the change"))
        for name, title in (("overview", tr("&Overview")), ("places", tr("&Places")), ("time", tr("&Time, status")),
                            ("participants", tr("Part&icipants")), ("operation", tr("&Solution")),
                            ("history", tr("&History"))):
            self.tabs.setTabText(self.tabs.indexOf(getattr(self, f"tab_{name}")), title)
        self._places_tab = PlacesTab(self._workbench, self._places, self._edited,
                                     lambda: Visibility.read(self.visibility.currentData()), self.tab_places)
        self.outer_places.addWidget(self._places_tab.page)
        vars(self).update(self._places_tab.page.named_widgets())  # as uic does: findings find their fields by name
        self._participants = ParticipantsTab(self, self._edited)
        self._history = HistoryTab(self)
        self._findings = FindingsView(self, self.jump_to)
        save = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        save.setText(tr("Save (Ctrl+S)"))
        save.setObjectName("save")
        close = self.buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setText(tr("Close"))
        close.setObjectName("close")

    def _connect(self) -> None:
        for editor in self._editors.values():
            editor.on_change(self._edited)
        self.comment.textChanged.connect(lambda _text: self._edited())
        self.buttons.button(QDialogButtonBox.StandardButton.Save).clicked.connect(lambda _on=False: self.save())
        self.buttons.rejected.connect(self.reject)
        QShortcut(QKeySequence(QKeySequence.StandardKey.Save), self).activated.connect(self.save)

    # --- record <-> widgets ---
    def show_bundle(self, bundle: ProjectBundle) -> None:
        """Show a project; the widgets then hold what the register holds."""
        self._stored = bundle
        self._loading = True
        try:
            project = bundle.project
            self._editors["review_state"].offer(reachable_states(project.review_state))
            for name, editor in self._editors.items():
                source = bundle if name in ("further_fields", "technologies") else project
                editor.set_value(getattr(source, name))
            self._places_tab.show(bundle)
            self._participants.show(bundle, self._register.organisations)
            self.comment.clear()
        finally:
            self._loading = False
        self._content_shown = _content(self.bundle())
        self._describe()
        self.check_now()
        self._load_history()

    def bundle(self) -> ProjectBundle:
        """Return the project as edited."""
        values = {name: editor.value() for name, editor in self._editors.items()}
        further, technologies = values.pop("further_fields"), values.pop("technologies")
        lead = self._participants.lead_uuid()
        for kind in ("start_planned", "start_actual", "end_planned", "end_actual"):
            if values[kind] is None:
                values[f"{kind}_precision"] = ""
        project = replace(self._stored.project, lead_uuid=lead, **values)
        return replace(
            self._places_tab.apply(replace(self._stored, project=project)), further_fields=further,
            technologies=technologies, partners=self._participants.partners(),
            organisations=self._participants.organisations(lead))

    def holds(self, path: Path | None, uuid: str) -> bool:
        """Answer whether the dialog is open on this project of this register."""
        return self.is_open and self._store.path == path and self._stored.project.uuid == uuid

    @property
    def is_dirty(self) -> bool:
        """Whether closing would lose something."""
        return _content(self.bundle()) != self._content_shown

    def _describe(self) -> None:
        project = self._stored.project
        name = project.title or tr("New project")
        self.setWindowTitle(tr("Project: {title}").format(title=name) + "[*]")
        if project.version:
            self.last_change.setText(tr("{code} – changed {time} by {name}, version {version}").format(
                code=project.code, time=short_utc_text(project.changed_at), name=project.changed_by,
                version=project.version))
        else:
            self.last_change.setText(tr("Not saved yet. Fields with * are required."))

    # --- rules ---
    def _edited(self) -> None:
        if not self._loading:
            self._check_soon.start()

    def check_now(self) -> None:
        """Show what the rules say about the present content."""
        self._check_soon.stop()
        bundle = self.bundle()
        self.findings_now = check(bundle, Context(date.today(), self._places, self._register.entries))
        self._findings.show(self.findings_now)
        self.summary_count.setText(f"{len(bundle.project.summary)}/{SUMMARY_LIMIT}")
        self.summary_count.setAccessibleName(tr("Characters used and allowed"))
        self.setWindowModified(_content(bundle) != self._content_shown)

    def jump_to(self, finding: Finding) -> None:
        """Show the field of a finding and put the cursor there."""
        widget = getattr(self, finding.field, None)
        if not isinstance(widget, QWidget):
            return
        for index in range(self.tabs.count()):
            page = self.tabs.widget(index)
            if page.isAncestorOf(widget):
                self.tabs.setCurrentIndex(index)
                page.findChild(QWidget, page.objectName().replace("tab_", "scroll_")).ensureWidgetVisible(widget)
        if not self._places_tab.jump(finding):
            widget.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- saving ---
    def save(self) -> None:
        """Save in a task; with errors nothing is sent, and whatever goes wrong, the edit stays here."""
        if self._saving or self._say_if_read_only():
            return
        self.check_now()
        bundle, comment = self.bundle(), self.comment.text().strip()
        if has_errors(self.findings_now):
            self.banner.show_failed(tr("The project cannot be saved yet. Correct the errors in the list below."))
            self.jump_to(self.findings_now[0])
            return
        if needs_comment(self._stored.project.review_state, bundle.project.review_state) and not comment:
            self.banner.show_failed(tr("A project is returned with a comment that says why. Please write one."))
            self.comment.setFocus()
            return
        self._set_saving(True)
        self._register.save(self._store, _with_review_date(bundle), comment,
                            publish=self._alive(self._saved), failed=self._alive(self._not_saved))

    def _say_if_read_only(self) -> bool:
        """Say before anything is typed that it could not be saved. Answers whether that is so."""
        reason = self._store.read_only_reason
        if reason:
            self.banner.show_partly(reason)
        self.buttons.button(QDialogButtonBox.StandardButton.Save).setEnabled(not reason)
        return bool(reason)

    def _saved(self, stored: ProjectBundle) -> None:
        self._set_saving(False)
        self.banner.clear()
        self.show_bundle(stored)
        self._workbench.messages.inform(tr("Saved: {title}").format(title=stored.project.title))
        if self._close_when_saved:
            self.close()

    def _not_saved(self, error: BaseException) -> None:
        self._set_saving(False)
        self._close_when_saved = False
        message = self._workbench.messages.fail(error, is_shown=True)
        if not isinstance(error, VersionConflictError):
            self.banner.show_failed(message, (tr("Try again"), self.save))
            return
        actions = [(tr("Save mine as a copy"), self._save_as_copy)]
        if error.store_version:
            actions.append((tr("Load the other version"), self._load_other))
        self.banner.show_failed(message, *actions, (tr("Back"), self.banner.clear))

    def _save_as_copy(self) -> None:
        bundle = self.bundle().as_copy()
        title = tr("{title} (copy)").format(title=bundle.project.title)
        self._set_saving(True)
        copy = replace(bundle, project=replace(bundle.project, title=title))
        self._register.save(self._store, copy, self.comment.text().strip(),
                            publish=self._alive(self._saved), failed=self._alive(self._not_saved))

    def _load_other(self) -> None:
        answer = ask(self, "discard_mine", tr("Loading the other version discards what you entered here."), (
            ("load", tr("Discard mine and load")), ("keep", tr("Keep mine"))))
        if answer == "load":
            self.banner.clear()
            self._register.fetch(self._store, self._stored.project.uuid, publish=self._alive(self.show_bundle),
                                 failed=self._alive(self._not_saved))

    def _set_saving(self, saving: bool) -> None:
        self._saving = saving
        self.tabs.setEnabled(not saving)
        self.buttons.setEnabled(not saving)
        if saving:
            self.banner.show_working(tr("Saving …"))

    def _load_history(self) -> None:
        if self._stored.project.version:
            self._register.fetch_history(self._store, self._stored.project.uuid,
                                         publish=self._alive(self._history.show), failed=self._workbench.messages.fail)

    def _alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The dialog may be closed before an answer comes."""
        return lambda answer: None if sip.isdeleted(self) else slot(answer)

    # --- keys and closing ---
    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Enter confirms a field; it must not save a half-typed project through the default button.
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)

    def reject(self) -> None:
        """Esc and Close: through the same guard as the window's cross."""
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        if self._saving:
            event.ignore()
            return
        if self.is_dirty:
            answer = ask(self, "unsaved", tr("The project has unsaved changes."), (
                ("save", tr("Save")), ("discard", tr("Discard")), ("back", tr("Back"))))
            if answer == "save":
                self.save()
                self._close_when_saved = self._saving
            if answer != "discard":
                event.ignore()
                return
        self.is_open = False
        self.drop()
        event.accept()

    def drop(self) -> None:
        """Let go of the map without asking; used when the plugin is switched off."""
        self._places_tab.close()


def _with_review_date(bundle: ProjectBundle) -> ProjectBundle:
    """Statements without a date for the next check are checked again half a year after they were made."""
    project = bundle.project
    if project.next_review is not None or project.as_of is None:
        return bundle
    return replace(bundle, project=replace(project, next_review=add_months(project.as_of, MONTHS_UNTIL_REVIEW)))


def _content(bundle: ProjectBundle) -> Any:
    """Return what an edit can change, independent of the order in lists that have none."""
    return (bundle.project, frozenset(bundle.further_fields), frozenset(bundle.technologies), bundle.sites,
            frozenset(bundle.municipalities), frozenset(bundle.partners), bundle.lead)
