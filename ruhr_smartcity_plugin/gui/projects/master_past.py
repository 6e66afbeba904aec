# SPDX-License-Identifier: GPL-2.0-or-later
"""The past of the master data: the history of an entry, an earlier version brought back, deleted entries."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any, Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QVBoxLayout

from ruhr_smartcity_plugin.core.projects.changes import ORGANISATION_TABLE, Change
from ruhr_smartcity_plugin.core.projects.findings import Severity
from ruhr_smartcity_plugin.core.projects.master import BY_NAME, MasterRecord
from ruhr_smartcity_plugin.core.projects.master_edit import with_records
from ruhr_smartcity_plugin.core.projects.master_history import restored
from ruhr_smartcity_plugin.core.projects.master_rules import check_masters
from ruhr_smartcity_plugin.core.projects.master_sync import keeps_masters, named
from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.gui.projects.history_room import DeletedRecord, DeletedRecords
from ruhr_smartcity_plugin.gui.projects.history_subject import MasterSubject
from ruhr_smartcity_plugin.gui.projects.history_tab import HistoryTab
from ruhr_smartcity_plugin.gui.window_size import remember_size
from ruhr_smartcity_plugin.translation import tr


class MasterPast:
    """What the dialog of the master data offers of the past. What is brought back is saved as the newest version."""

    def __init__(self, dialog: Any) -> None:
        self._dialog = dialog

    def show_history(self, uuid: str) -> None:
        """Show who changed what in an entry, as the register holds it."""
        dialog, store = self._dialog, self._dialog.store
        present = dialog.edit.stored.get(uuid)
        if not keeps_masters(store):
            dialog.banner.show_partly(tr("No history is kept here."))
            return
        if present is None:
            dialog.banner.show_partly(tr("The entry was not saved yet."))
            return
        dialog.register.read(tr("Reading the history"), lambda: store.record_history(uuid),
                             publish=dialog.alive(lambda changes: self._show(present, changes)),
                             failed=dialog.alive(dialog.show_problem))

    def _show(self, present: MasterRecord, changes: Tuple[Change, ...]) -> None:
        dialog = self._dialog
        shared = [one.record for one in dialog.edit.stored.values() if one.table == ORGANISATION_TABLE]
        shown = MasterHistoryDialog(MasterSubject(present, changes, shared), changes, dialog,
                                    can_restore=dialog.may_edit(present.table))
        shown.tab.restore_requested.connect(lambda number, past, uncertain: self._restore(
            shown, present, number, past, uncertain))
        shown.show()

    def _restore(self, shown: MasterHistoryDialog, present: MasterRecord, number: int, past: MasterRecord,
                 uncertain: str) -> None:
        dialog = self._dialog
        edit = replace(present, record=past.record, deleted=False)
        reasons = self._reasons_against(edit)
        if reasons:
            shown.tab.comparison.show_sentence(tr("Version {version} cannot be restored as it was: {reasons}").format(
                version=number, reasons=reasons))
            return
        question = tr(
            "Save the content of version {version} as the newest version? What is there now stays in the history.",
        ).format(version=number)
        answer = decisions.ask(shown, "restore_question", f"{question}\n{uncertain}".strip(),
                               (("restore", tr("Restore")), ("keep", tr("Back"))))
        if answer == "restore":
            shown.close()
            dialog.put([edit], tr("Version {version} restored").format(version=number))

    def _reasons_against(self, edit: MasterRecord) -> str:
        dialog = self._dialog
        if dialog.is_dirty:
            return tr("Save or discard what you have entered before you restore a version.")
        lists = with_records(dialog.lists(), [edit])
        return " ".join(one.sentence for one in check_masters(lists, date.today())
                        if one.severity is Severity.ERROR and one.item == edit.uuid)

    def show_deleted(self, attribute: str) -> None:
        """List the deleted entries of a list, to bring one back."""
        dialog = self._dialog
        gone = [one for one in dialog.edit.stored.values()
                if one.deleted and BY_NAME[one.table].attribute == attribute]
        if not gone:
            dialog.banner.show_partly(tr("No entry of this list was deleted."))
            return
        rows = [DeletedRecord(named(one), one.changed_at, one.changed_by, one) for one in gone]
        shown = DeletedRecords(tr("Deleted entries"), rows, dialog, can_restore=dialog.may_edit(gone[0].table))
        shown.accepted.connect(lambda: self._bring_back(shown.chosen()))
        shown.show()

    def _bring_back(self, wanted: MasterRecord | None) -> None:
        dialog = self._dialog
        if wanted is None:
            return
        if dialog.is_dirty:
            dialog.banner.show_failed(tr("Save or discard what you have entered before you restore a version."))
            return
        dialog.put(restored(dialog.edit.stored.values(), wanted), tr("Deletion undone"))


class MasterHistoryDialog(QDialog):
    """The history of one entry; not modal, so that the entry can be read beside it."""

    def __init__(self, subject: MasterSubject, changes: Sequence[Change], parent: Any, *, can_restore: bool) -> None:
        super().__init__(parent)
        self.setObjectName("master_history")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("History of “{name}”").format(name=subject.title))
        layout = QVBoxLayout(self)
        self.tab = HistoryTab(self)
        self.tab.layout().setContentsMargins(0, 0, 0, 0)
        self.tab.show_subject(subject, tuple(changes), can_restore=can_restore)
        layout.addWidget(self.tab, 1)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        name_buttons(buttons)
        buttons.rejected.connect(self.close)
        layout.addWidget(buttons)
        remember_size(self, 90, 30)
