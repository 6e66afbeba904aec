# SPDX-License-Identifier: GPL-2.0-or-later
"""Saving what the project dialog holds, and what happens if somebody else was faster."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Callable, Protocol, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QLineEdit

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.errors import StoreDamagedError, VersionConflictError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.dates import next_check
from ruhr_smartcity_plugin.core.projects.findings import Finding, Severity, has_errors
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.merging import Conflict, Decision, Side, merge_bundles
from ruhr_smartcity_plugin.core.projects.store import keeps_history
from ruhr_smartcity_plugin.core.projects.workflow import needs_comment
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_MOST_NAMED = 4


class Editing(Protocol):
    """What saving needs of the dialog."""

    stored: ProjectBundle
    store: Any
    banner: StateBanner
    comment: QLineEdit
    findings_now: Tuple[Finding, ...]

    def bundle(self) -> ProjectBundle:
        """Return the project as edited."""

    def check_now(self) -> None:
        """Bring the findings up to date."""

    def jump_to(self, finding: Finding) -> None:
        """Show the field of a finding."""

    def show_bundle(self, stored: ProjectBundle, content: ProjectBundle | None = None) -> None:
        """Show a project as it is stored now, with other content than that, if given."""

    def set_saving(self, saving: bool) -> None:
        """Let nothing be edited while a save runs."""


class Saving:
    """The way of one dialog's content into the register; whatever goes wrong, the edit stays in the dialog."""

    def __init__(self, dialog: Editing, register: OpenRegister, workbench: Workbench) -> None:
        self._dialog, self._register, self._workbench = dialog, register, workbench
        self.is_running = False
        self.when_saved: Callable[[], None] | None = None  # called once, after the next save

    def start(self) -> None:
        """Save in a task; with errors nothing is sent."""
        dialog = self._dialog
        if self.is_running or dialog.store.read_only_reason:
            return
        dialog.check_now()
        bundle, comment = dialog.bundle(), dialog.comment.text().strip()
        if has_errors(dialog.findings_now):
            dialog.banner.show_failed(tr("The project cannot be saved yet. Correct the errors in the list below."))
            dialog.jump_to(dialog.findings_now[0])
            return
        is_returned = needs_comment(dialog.stored.project.review_state, bundle.project.review_state)
        if is_returned and not comment and keeps_history(dialog.store):
            dialog.banner.show_failed(tr("A project is returned with a comment that says why. Please write one."))
            dialog.comment.setFocus()
            return
        unknown = self._programmes_of_reviewers(bundle)
        if unknown:
            dialog.banner.show_failed(tr(
                "Only reviewers add funding programmes to this register: {titles}. Choose one that is in the list, or "
                "ask them to add it.").format(titles=", ".join(unknown)))
            dialog.jump_to(Finding("", Severity.ERROR, "fundings", "", bundle.fundings[0].uuid, "programme_uuid"))
            return
        self._send(_with_review_date(bundle))

    def _programmes_of_reviewers(self, bundle: ProjectBundle) -> Tuple[str, ...]:
        """Return the titles of new programmes that the register would refuse, with everything else of the project."""
        if self._dialog.store.may_review:
            return ()
        known = {one.uuid for one in (*self._register.programmes, *self._dialog.stored.programmes)}
        return tuple(one.title for one in bundle.programmes if one.uuid not in known)

    def take(self, base: ProjectBundle, mine: ProjectBundle, theirs: ProjectBundle) -> None:
        """Show what `mine` changed of `base` on top of `theirs`, the stored version; what both changed is asked."""
        merge = merge_bundles(base, mine, theirs)
        self._dialog.show_bundle(theirs, merge.bundle)
        if not merge.conflicts:
            self._dialog.banner.clear()
            return
        chosen = {one.key: Decision(Side.LOCAL) for one in merge.conflicts}
        ours = merge_bundles(base, mine, theirs, chosen).bundle
        self._dialog.banner.show_partly(
            tr("You and {name} have both changed: {fields}. The register's version stands here; everything else of "
               "yours was taken over. Nothing is saved yet.").format(
                   name=theirs.project.changed_by or tr("somebody else"), fields=_named(merge.conflicts)),
            (tr("Decide one by one …"), lambda: self._decide(ConflictCase(base, mine, theirs))),
            (tr("Take mine there"), lambda: self._decided(theirs, ours)),
            (tr("Keep the register's"), self._dialog.banner.clear))

    def _decide(self, case: ConflictCase) -> None:
        """Ask about each field both have changed; what comes of it stands in the dialog, to be saved."""
        dialog = ConflictDialog([case], self._workbench, self._dialog, needs_all=True)
        dialog.applied.connect(lambda cases: self._decided(case.other, cases[0].merged().bundle))
        dialog.show()

    def _decided(self, theirs: ProjectBundle, content: ProjectBundle) -> None:
        self._dialog.show_bundle(theirs, content)
        self._dialog.banner.clear()

    def _send(self, bundle: ProjectBundle) -> None:
        self._set_running(True)
        self._register.save(self._dialog.store, bundle, self._dialog.comment.text().strip(),
                            publish=self._alive(self._saved), failed=self._alive(self._not_saved))

    def _saved(self, stored: ProjectBundle) -> None:
        self._set_running(False)
        self._dialog.banner.clear()
        self._dialog.show_bundle(stored)
        self._workbench.messages.inform(tr("Saved: {title}").format(title=stored.project.title),
                                        private=(stored.project.title,))
        then, self.when_saved = self.when_saved, None
        if then is not None:
            then()

    def _not_saved(self, error: BaseException) -> None:
        self._set_running(False)
        self.when_saved = None
        banner = self._dialog.banner
        message = self._workbench.messages.fail(error, is_shown=True)
        if isinstance(error, StoreDamagedError) and self._register.key == self._dialog.store.key:
            self._register.failed.emit(error)  # the room has the ways out
        if not isinstance(error, VersionConflictError):
            banner.show_failed(message, (tr("Try again"), self.start))
            return
        actions = [(tr("Save mine as a copy"), self._save_as_copy)]
        if error.store_version:
            actions = [(tr("Merge both versions"), self._merge), *actions,
                       (tr("Load the other version"), self._load_other)]
        banner.show_failed(message, *actions, (tr("Back"), banner.clear))

    def _save_as_copy(self) -> None:
        self._send(copy_of(self._dialog.bundle()))

    def _merge(self) -> None:
        dialog = self._dialog
        base, mine = dialog.stored, dialog.bundle()
        self._register.fetch(dialog.store, base.project.uuid, failed=self._alive(self._not_saved),
                             publish=self._alive(lambda theirs: self.take(base, mine, theirs)))

    def _load_other(self) -> None:
        dialog = self._dialog
        answer = decisions.ask(
            dialog, "discard_mine", tr("Loading the other version discards what you entered here."),
            (("load", tr("Discard mine and load")), ("keep", tr("Keep mine"))))
        if answer == "load":
            dialog.banner.clear()
            self._register.fetch(dialog.store, dialog.stored.project.uuid, publish=self._alive(dialog.show_bundle),
                                 failed=self._alive(self._not_saved))

    def _set_running(self, running: bool) -> None:
        self.is_running = running
        self._dialog.set_saving(running)
        if running:
            self._dialog.banner.show_working(tr("Saving …"))

    def _alive(self, slot: Callable[[Any], None]) -> Callable[[Any], None]:
        """The dialog may be closed before an answer comes."""
        return lambda answer: None if sip.isdeleted(self._dialog) else slot(answer)


def copy_of(bundle: ProjectBundle) -> ProjectBundle:
    """Return a project's content as a new project whose title says that it is a copy."""
    copy = bundle.as_copy()
    title = tr("{title} (copy)").format(title=copy.project.title)
    return replace(copy, project=replace(copy.project, title=title))


def _with_review_date(bundle: ProjectBundle) -> ProjectBundle:
    """Statements without a date for the next check are checked again half a year after they were made."""
    project = bundle.project
    return replace(bundle, project=replace(project, next_review=next_check(project.as_of, project.next_review)))


def _named(conflicts: Tuple[Conflict, ...]) -> str:
    names = list(dict.fromkeys(field_label(one.key.field) for one in conflicts))
    more = [tr("%n more", "", len(names) - _MOST_NAMED)] if len(names) > _MOST_NAMED else []
    return ", ".join([*names[:_MOST_NAMED], *more])
