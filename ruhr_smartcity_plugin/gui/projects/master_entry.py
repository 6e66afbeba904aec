# SPDX-License-Identifier: GPL-2.0-or-later
"""The way to the master data from the room's menu and from the fields of a project that name a record of them."""

from __future__ import annotations

from typing import Callable, Sequence, Tuple

from qgis.PyQt import sip

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.master import MasterRecord
from ruhr_smartcity_plugin.gui.projects.master_dialog import MasterDialog
from ruhr_smartcity_plugin.gui.workbench import Workbench

Learn = Callable[[Sequence[MasterRecord]], None]


class MasterEntry:
    """Opens the dialog of the master data, one for a register."""

    def __init__(self, register: OpenRegister, workbench: Workbench) -> None:
        self._register, self._workbench = register, workbench
        self.dialog: MasterDialog | None = None
        self._learners: list = []

    def show(self, table: str = "", uuid: str = "", name: str = "", *, learn: Learn | None = None,
             is_restoring: bool = False) -> None:
        """Show the dialog, with a record of a table, if given; `learn` is called with what is saved in it.

        `is_restoring`: what a crash has left is brought back.
        """
        if self._register.store is None:
            return
        if not self._is_open() or self.dialog.store is not self._register.store:
            if self._is_open() and not self.dialog.close():
                return  # it still holds changes of another register
            self._learners = []
            self.dialog = MasterDialog(self._register, self._workbench, self._workbench.main_window, self._saved)
        if learn is not None:
            self._learners.append(learn)
        if table:
            self.dialog.show_record(table, uuid, name)
        if is_restoring:
            self.dialog.restore_draft()
        self.dialog.show()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def open_dialogs(self) -> Tuple[MasterDialog, ...]:
        """Return the dialog, if it is open."""
        return (self.dialog,) if self._is_open() else ()

    def drop(self) -> None:
        """Close the dialog without a question; the plugin is switched off."""
        if self._is_open():
            self.dialog.drop()
            self.dialog.deleteLater()
        self.dialog = None

    def _is_open(self) -> bool:
        return self.dialog is not None and not sip.isdeleted(self.dialog) and self.dialog.isVisible()

    def _saved(self, records: Sequence[MasterRecord]) -> None:
        for learn in self._learners:
            learn(records)


def master_entry_of(register: OpenRegister, workbench: Workbench) -> MasterEntry:
    """Return the entry shared by the room and the project dialogs."""
    if "master_entry" not in workbench.shared:
        workbench.shared["master_entry"] = MasterEntry(register, workbench)
    return workbench.shared["master_entry"]
