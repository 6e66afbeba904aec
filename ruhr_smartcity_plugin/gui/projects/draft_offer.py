# SPDX-License-Identifier: GPL-2.0-or-later
"""Offers what was typed before a crash when its register is opened again; nothing is opened or lost unasked."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Dict

from qgis.PyQt import sip

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.drafts import MASTERS, Draft, MasterDraft
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import diff_bundles
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from ruhr_smartcity_plugin.gui.projects.draft_keeping import draft_folder
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.translation import tr


class DraftOffer:
    """Speaks in the banner of the room; `open_dialog` shows a project and returns its dialog."""

    def __init__(self, room: Room, open_dialog: Callable[[ProjectBundle], ProjectDialog | None]) -> None:
        self._room, self._open_dialog = room, open_dialog
        self._register = ""
        self._left: Dict[str, Draft] = {}
        self._masters: MasterDraft | None = None

    def look(self, *, is_opened: bool = False) -> None:
        """Offer the drafts of the register that is open; of the same one again only if it `is_opened` anew."""
        name = self._room.register.key
        if name == self._register and not is_opened:
            return
        self._register = name
        folder = draft_folder(self._room.workbench)
        folder.expire()
        drafts = folder.of_register(name) if name else ()
        self._masters = folder.masters_of(name) if name else None
        self._left = {one.mine.project.uuid: one for one in drafts}
        self._offer()

    def _offer(self) -> None:
        draft = next(iter(self._left.values()), None)
        if (draft or self._masters) is None or self._room.register.store.read_only_reason:
            return
        if draft is None:
            self._offer_masters()
            return
        title = draft.mine.project.title or draft.base.project.title or tr("New project")
        self._room.banner.show_partly(
            tr("Draft of {time} of “{title}”: it was not saved when QGIS ended.").format(
                time=short_utc_text(draft.written_at), title=title),
            (tr("Restore"), lambda: self._restore(draft)), (tr("Discard"), lambda: self._discard(draft)))

    def _offer_masters(self) -> None:
        self._room.banner.show_partly(
            tr("Draft of {time} of the master data: it was not saved when QGIS ended.").format(
                time=short_utc_text(self._masters.written_at)),
            (tr("Restore"), self._restore_masters), (tr("Discard"), self._discard_masters))

    def _restore_masters(self) -> None:
        self._masters = None
        self._room.banner.clear()
        self._room.masters.show(is_restoring=True)

    def _discard_masters(self) -> None:
        self._masters = None
        self._room.banner.clear()
        self._remove(MASTERS)

    def _restore(self, draft: Draft) -> None:
        register, store = self._room.register, self._room.register.store
        if not draft.base.project.version:
            self._open(draft, draft.base)
            return
        register.look_up(store, draft.mine.project.uuid, publish=self._alive(lambda now: self._open(draft, now)),
                         failed=self._alive(self._room.show_problem))

    def _open(self, draft: Draft, now: ProjectBundle | None) -> None:
        if now is None or now.project.deleted:  # deleted meanwhile: what was typed is kept as a new project
            copy = draft.mine.as_copy()
            now = ProjectBundle(project=replace(ProjectBundle().project, uuid=copy.project.uuid))
            taken = Draft(now, copy, draft.comment, draft.written_at)
        else:
            taken = draft
        if not diff_bundles(now, taken.mine):
            self._discard(draft)
            self._room.workbench.messages.inform(tr("Everything in the draft is saved already."))
            return
        dialog = self._open_dialog(now)
        if dialog is None:
            return
        dialog.take_draft(taken)
        if taken is not draft:
            dialog.banner.show_partly(tr("Somebody has deleted this project meanwhile. Saving makes a new one of it."))
            self._forget(draft)
        self._next(draft)

    def _discard(self, draft: Draft) -> None:
        self._forget(draft)
        self._next(draft)

    def _forget(self, draft: Draft) -> None:
        self._remove(draft.mine.project.uuid)

    def _remove(self, uuid: str) -> None:
        try:
            draft_folder(self._room.workbench).remove(self._register, uuid)
        except OSError as error:
            self._room.show_problem(error)

    def _next(self, draft: Draft) -> None:
        self._left.pop(draft.mine.project.uuid, None)
        self._room.banner.clear()
        self._offer()

    def _alive(self, slot: Callable[[object], None]) -> Callable[[object], None]:
        return lambda answer: None if sip.isdeleted(self._room) else slot(answer)
