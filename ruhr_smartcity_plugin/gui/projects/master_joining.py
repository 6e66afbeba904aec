# SPDX-License-Identifier: GPL-2.0-or-later
"""Joining entries of one name from the dialog of the master data: asked, done as one step, and taken back as one."""

from __future__ import annotations

from typing import Any, Callable, Sequence

from ruhr_smartcity_plugin.adapters.projects.import_undo import Undone, undo_import
from ruhr_smartcity_plugin.core.projects.import_batch import join_comment, new_mark
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.core.projects.master_joining import twins_of
from ruhr_smartcity_plugin.core.projects.master_sync import named
from ruhr_smartcity_plugin.gui.projects import decisions
from ruhr_smartcity_plugin.translation import tr


class MasterJoining:
    """What the button "Join …" does; nothing in the dialog waits to be saved then."""

    def __init__(self, dialog: Any) -> None:
        self._dialog = dialog

    def ask(self, attribute: str, uuid: str) -> None:
        """Ask whether the selected entry shall take the place of the others of its name."""
        dialog = self._dialog
        if dialog.is_dirty:
            dialog.banner.show_failed(tr("Save or discard what you have entered before you join entries."))
            return
        stored = dialog.edit.stored
        gone = [stored[one.uuid] for one in twins_of(attribute, stored[uuid].record, dialog.edit.lists()[attribute])]
        if not gone:
            return
        text = tr("Join “{name}” with %n other entry(ies) of this name? The selected one stays and takes over what "
                  "only the others state, their contacts, and the projects that name them. This can be taken back.",
                  "", len(gone)).format(name=named(stored[uuid]))
        if decisions.ask(dialog, "join_question", text, (("join", tr("Join")), ("keep", tr("Back")))) == "join":
            self._join(stored[uuid], gone)

    def _join(self, kept: MasterRecord, gone: Sequence[MasterRecord]) -> None:
        dialog, store, mark = self._dialog, self._dialog.store, new_mark()
        who = dialog.workbench.settings.editor_name()
        comment = join_comment(named(kept), mark)
        self._change(tr("Joining entries"), lambda: store.join_masters(kept, gone, who, comment),
                     lambda _stored: self._say(named(kept), mark))

    def _change(self, title: str, work: Callable[[], Any], said: Callable[[Any], None]) -> None:
        """Change the register in a task, and show what it holds then."""
        dialog = self._dialog

        def done(answer: Any) -> None:
            dialog.load(then=lambda: said(answer))

        dialog.banner.show_working(title)
        dialog.register.change(dialog.store, title, work, publish=dialog.alive(done),
                               failed=dialog.alive(dialog.show_problem))

    def _say(self, name: str, mark: str) -> None:
        self._dialog.banner.show_partly(tr("The entries of the name “{name}” are one now.").format(name=name),
                                        (tr("Undo"), lambda: self._undo(mark)))

    def _undo(self, mark: str) -> None:
        dialog, store = self._dialog, self._dialog.store
        if dialog.is_dirty:
            dialog.banner.show_failed(tr("Save or discard what you have entered before you take the join back."))
            return
        who = dialog.workbench.settings.editor_name()
        self._change(tr("Taking the join back"), lambda: undo_import(store, mark, who), self._say_undone)

    def _say_undone(self, undone: Undone) -> None:
        text = tr("The join was taken back.")
        if undone.left:
            text = " ".join((text, tr("Left, because somebody has changed them since: {titles}.").format(
                titles=", ".join(undone.left))))
        self._dialog.banner.show_partly(text)
