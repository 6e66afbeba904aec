# SPDX-License-Identifier: GPL-2.0-or-later
"""The project dialogs that are open: one for each record."""

from __future__ import annotations

from typing import List, Sequence

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from ruhr_smartcity_plugin.gui.projects.master_dialog import MasterDialog
from ruhr_smartcity_plugin.gui.workbench import Workbench

_LOOK_AFTER_MS = 50
_MOST_LOOKS = 100


class OpenDialogs:
    """Opens project dialogs, brings the one of a record to the front, and asks them all before QGIS ends."""

    def __init__(self, register: OpenRegister, workbench: Workbench, parent: QWidget) -> None:
        self._register, self._workbench, self._parent = register, workbench, parent
        self.shown: List[ProjectDialog] = []
        self._looks = 0
        self._closing = QTimer(parent, singleShot=True, interval=_LOOK_AFTER_MS)
        self._closing.timeout.connect(self._close_window)

    def open(self, bundle: ProjectBundle) -> ProjectDialog | None:
        """Show the dialog of a record and return it; None if it is open already."""
        if self.raise_if_open(bundle.project.uuid):
            return None
        dialog = ProjectDialog(self._register, bundle, self._workbench, self._workbench.main_window or self._parent)
        self.shown.append(dialog)
        dialog.show()
        return dialog

    def raise_if_open(self, uuid: str) -> bool:
        """Bring the dialog of a record to the front; answers False if there is none."""
        self.shown = [one for one in self.shown if not sip.isdeleted(one) and one.is_open]
        dialog = next((one for one in self.shown if one.holds(self._register.key, uuid)), None)
        if dialog is None:
            return False
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()
        return True

    def may_close(self, others: Sequence[MasterDialog] = ()) -> bool:
        """Ask about each dialog with unsaved changes, `others` too; one that stays open keeps QGIS open.

        "Save" takes a moment: QGIS stays open until it is done, and then is closed once more.
        """
        self._closing.stop()
        self._looks = 0
        for dialog in (*self.shown, *others):
            if not sip.isdeleted(dialog) and dialog.is_open and dialog.is_dirty:
                dialog.show()
                if dialog.is_saving or not dialog.close():
                    if dialog.is_saving:
                        dialog.then(self._closing.start)
                    return False
        return True

    def _close_window(self) -> None:
        window = self._workbench.main_window
        self._looks += 1
        if self._workbench.tasks.running() and self._looks < _MOST_LOOKS:
            self._closing.start()  # QGIS would ask whether the lists that are just read may be given up
        elif window is not None:
            window.close()

    def drop(self) -> None:
        """Close all without a question; the plugin is switched off."""
        self._closing.stop()
        for dialog in self.shown:
            if not sip.isdeleted(dialog):
                dialog.drop()
                dialog.deleteLater()
        self.shown.clear()
