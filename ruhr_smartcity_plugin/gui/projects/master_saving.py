# SPDX-License-Identifier: GPL-2.0-or-later
"""Saving what the dialog of the master data holds, and what happens if somebody else was faster."""

from __future__ import annotations

from typing import Any, Callable, Sequence, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.projects.drafts import MasterDraft
from ruhr_smartcity_plugin.core.errors import VersionConflictError
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.master import CONTACT_TABLE, MasterRecord
from ruhr_smartcity_plugin.core.projects.master_edit import Lists, MasterEdit, with_records
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog
from ruhr_smartcity_plugin.translation import tr


class MasterSaving:
    """The way of one dialog's content into the register; whatever goes wrong, the edit stays in the dialog."""

    def __init__(self, dialog: Any) -> None:
        self._dialog = dialog
        self.is_running = False
        self._left: QWidget | None = None  # where the cursor was when the save began
        self.when_saved: Callable[[], Any] | None = None  # called once, after the next save

    def start(self) -> None:
        """Save in a task; with errors nothing is sent."""
        dialog = self._dialog
        if self.is_running or not dialog.is_loaded:
            return
        dialog.check_now()
        writes = dialog.writes()
        changed = {one.uuid for one in writes}
        # What somebody else has left wrong keeps nobody from saving.
        errors = [one for one in dialog.findings_now if one.severity is Severity.ERROR and one.item in changed]
        if errors:
            self.when_saved = None
            dialog.banner.show_failed(errors[0].sentence)
            dialog.jump_to(errors[0])
            return
        if not writes:
            self._then()
            return
        self.put(writes, dialog.comment_for(writes))

    def put(self, writes: Sequence[MasterRecord], comment: str = "") -> None:
        """Save these records in a task."""
        dialog = self._dialog
        self._set_running(True)
        register, store, who = dialog.register, dialog.store, dialog.workbench.settings.editor_name()
        register.change(store, tr("Saving the master data"), lambda: store.save_masters(writes, who, comment),
                        publish=dialog.alive(self._saved), failed=dialog.alive(self._not_saved))

    def then(self, go_on: Callable[[], Any]) -> None:
        """Do something once the save that runs has ended well, after what waits for that already."""
        before = self.when_saved

        def both() -> None:
            if before is not None:
                before()
            go_on()

        self.when_saved = both

    def _saved(self, stored: Sequence[MasterRecord]) -> None:
        self._set_running(False)
        dialog = self._dialog
        dialog.banner.clear()
        dialog.show_edit(dialog.edit.saved(stored))
        dialog.note_saved()
        dialog.workbench.messages.inform(tr("Saved: %n record(s) of the master data", "", len(stored)))
        dialog.saved(stored)
        self._then()

    def _not_saved(self, error: BaseException) -> None:
        self._set_running(False)
        self.when_saved = None
        dialog = self._dialog
        message = dialog.workbench.messages.fail(error, is_shown=True)
        if isinstance(error, VersionConflictError):
            dialog.banner.show_failed(message, (tr("Merge both versions"), self._merge),
                                      (tr("Back"), dialog.banner.clear))
        else:
            dialog.banner.show_failed(message, (tr("Try again"), self.start))

    def _then(self) -> None:
        then, self.when_saved = self.when_saved, None
        if then is not None:
            then()

    # --- somebody else was faster ---
    def _merge(self) -> None:
        dialog, store = self._dialog, self._dialog.store
        dialog.register.read(tr("Reading the master data"), store.masters, publish=dialog.alive(self._take),
                             failed=dialog.alive(self._not_saved))

    def _take(self, records: Tuple[MasterRecord, ...]) -> None:
        dialog, fresh = self._dialog, MasterEdit.of(records)
        lists, cases = dialog.edit.onto(fresh, dialog.writes())
        dialog.show_edit(fresh, lists)
        dialog.banner.clear()
        if cases:
            self._ask(lists, cases)

    def take_draft(self, draft: MasterDraft) -> None:
        """Show a draft as edits of what the register holds now; what both have changed is asked about."""
        dialog = self._dialog
        lists, cases = MasterEdit.of(draft.base).onto(dialog.edit, draft.mine)
        dialog.show_edit(dialog.edit, lists)
        shown = next((one for one in dialog.writes() if not one.deleted and one.table != CONTACT_TABLE), None)
        if shown is not None:
            dialog.show_record(shown.table, shown.uuid)
        if cases:
            self._ask(lists, cases)

    def _ask(self, lists: Lists, cases: Sequence[MasterCase]) -> None:
        dialog = self._dialog
        dialog.banner.show_partly(tr("What both have changed stands here as the register holds it. Nothing is saved "
                                     "yet."), (tr("Decide one by one …"), lambda: self._ask(lists, cases)))
        asking = ConflictDialog(cases, dialog.workbench, dialog, needs_all=True)
        asking.applied.connect(lambda decided: self._decided(lists, decided))
        asking.show()

    def _decided(self, lists: Lists, cases: Sequence[MasterCase]) -> None:
        dialog = self._dialog
        dialog.show_edit(dialog.edit, with_records(lists, [one.merged().record for one in cases]))
        dialog.banner.clear()

    def _set_running(self, running: bool) -> None:
        self.is_running = running
        dialog = self._dialog
        if running:
            self._left = dialog.focusWidget()
        dialog.tabs.setEnabled(not running)
        dialog.buttons.setEnabled(not running)
        if not running and self._left is not None and not sip.isdeleted(self._left):
            self._left.setFocus()  # disabled, it had lost the cursor
        if running:
            dialog.banner.show_working(tr("Saving …"))
