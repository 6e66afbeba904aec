# SPDX-License-Identifier: GPL-2.0-or-later
"""What was typed into the dialog of the master data before a crash: kept, offered, and brought back."""

from __future__ import annotations

from typing import Any, Tuple

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.drafts import MASTERS, DraftFile, MasterDraft
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.gui.projects.draft_keeping import DraftKeeping, draft_folder
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

MasterState = Tuple[Tuple[MasterRecord, ...], Tuple[MasterRecord, ...]]  # what was changed: as stored, as edited


class MasterDraftKeeping(DraftKeeping):
    """Keeps the draft of the dialog of a register's master data; see `DraftKeeping`."""

    def waiting_masters(self) -> MasterDraft | None:
        """Return the draft that a crash has left; until it is taken or discarded, none is written."""
        draft = draft_folder(self._workbench).masters_of(self._register)
        self._waiting = MASTERS if draft is not None else ""
        return draft

    def _uuid_of(self, state: Any) -> str:
        return MASTERS

    def _put(self, file: DraftFile, state: Any) -> None:
        file.write_masters(*state)


class MasterDraftOffer:
    """Offers the draft in the banner of the dialog; before the answer nothing overwrites it."""

    def __init__(self, dialog: Any, workbench: Workbench, register: str) -> None:
        self._dialog, self._workbench = dialog, workbench
        self.keeping = MasterDraftKeeping(dialog, workbench, register, self._unsaved)
        self._draft: MasterDraft | None = None
        self._is_wanted = False  # the user has said so before the dialog was ready

    def look(self) -> None:
        """Offer what waits; the master data of the register are shown now."""
        dialog = self._dialog
        self._draft = self.keeping.waiting_masters()
        if self._draft is None or dialog.store.read_only_reason:
            return
        if self._is_wanted:
            self.restore()
            return
        dialog.banner.show_partly(
            tr("There is a draft of the master data of {time} that was not saved.").format(
                time=short_utc_text(self._draft.written_at)),
            (tr("Restore"), self.restore), (tr("Discard"), self._discard))

    def restore(self) -> None:
        """Show the draft as edits of what the register holds now."""
        dialog, draft = self._dialog, self._draft
        if draft is None:
            self._is_wanted = True
            return
        self._draft, self._is_wanted = None, False
        dialog.banner.clear()
        dialog.take_draft(draft)
        if not dialog.is_dirty:
            self._workbench.messages.inform(tr("Everything in the draft is saved already."))
            self.keeping.discard_waiting()
            return
        self.keeping.resume()
        self.keeping.write_now()

    def _discard(self) -> None:
        self._draft = None
        self.keeping.discard_waiting()
        self._dialog.banner.clear()

    def _unsaved(self) -> MasterState | None:
        writes, stored = self._dialog.writes(), self._dialog.edit.stored
        return (tuple(stored[one.uuid] for one in writes if one.uuid in stored), writes) if writes else None
