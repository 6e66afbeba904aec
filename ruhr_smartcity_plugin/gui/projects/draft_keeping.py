# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes what a dialog holds and nobody has saved yet to a file, in case QGIS ends without asking."""

from __future__ import annotations

from typing import Any, Callable, Tuple

from qgis.PyQt.QtCore import QObject, QTimer

from ruhr_smartcity_plugin.adapters.projects.drafts import Draft, DraftFile, DraftFolder, drafts_in
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

WRITE_AFTER_MS = 3000
State = Tuple[ProjectBundle, ProjectBundle, str]  # as stored, as edited, comment


def draft_folder(workbench: Workbench) -> DraftFolder:
    """Return where the drafts of this user are."""
    return drafts_in(workbench.workspace_dir())


class DraftKeeping(QObject):
    """Keeps the draft of one dialog; `state` answers what is to be kept, None if nothing would be lost."""

    def __init__(self, dialog: QObject, workbench: Workbench, register: str, state: Callable[[], Any]) -> None:
        super().__init__(dialog)
        self._workbench, self._register, self._state = workbench, register, state
        self._file: DraftFile | None = None
        self._uuid = ""
        self._waiting = ""  # project of which an older draft waits for the user's answer
        self._has_failed = False
        self._soon = QTimer(self, singleShot=True, interval=WRITE_AFTER_MS)
        self._soon.timeout.connect(self.write_now)

    def waiting(self, uuid: str) -> Draft | None:
        """Return the draft of a project that a crash has left; until it is taken or discarded, none is written."""
        drafts = draft_folder(self._workbench).of_register(self._register)
        draft = next((one for one in drafts if one.mine.project.uuid == uuid), None)
        self._waiting = uuid if draft is not None else ""
        return draft

    def resume(self) -> None:
        """Go on writing: the draft that waited is in the dialog now, or gone."""
        self._waiting = ""

    def discard_waiting(self) -> None:
        """Forget the draft that waited."""
        self._try(lambda: draft_folder(self._workbench).remove(self._register, self._waiting))
        self.resume()
        self.edited()

    def edited(self) -> None:
        """Something was edited: it is written within a few seconds, also while the user goes on typing."""
        if not self._soon.isActive():
            self._soon.start()

    def write_now(self) -> None:
        """Write the draft, or forget it if nothing would be lost."""
        self._soon.stop()
        if self._waiting:
            return
        state = self._state()
        if state is None:
            self.forget()
            return
        uuid = self._uuid_of(state)
        if self._file is None or self._uuid != uuid:
            self.forget()
            self._uuid = uuid
            self._file = DraftFile(draft_folder(self._workbench), self._register, self._uuid)
        self._try(lambda: self._put(self._file, state))

    def _uuid_of(self, state: Any) -> str:
        return state[1].project.uuid

    def _put(self, file: DraftFile, state: Any) -> None:
        file.write(*state)

    def forget(self) -> None:
        """The edit was saved or thrown away."""
        self._soon.stop()
        if self._file is not None:
            self._try(self._file.remove)
            self._file = None

    def release(self) -> None:
        """The dialog goes without an answer of the user: the draft stays and is offered next time."""
        if self._soon.isActive():
            self.write_now()
        if self._file is not None:
            self._file.release()
            self._file = None

    def _try(self, work: Callable[[], None]) -> None:
        try:
            work()
        except OSError as error:
            if not self._has_failed:  # once: the edit itself is not in danger
                self._has_failed = True
                self._workbench.messages.warn(tr(
                    "What you type cannot be kept for the case of a crash. Save now and then."), str(error))
