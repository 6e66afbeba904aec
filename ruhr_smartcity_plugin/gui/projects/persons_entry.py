# SPDX-License-Identifier: GPL-2.0-or-later
"""The entries for data protection: Processing's dialogs, with the open register filled in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.gui.algorithm_dialogs import AlgorithmDialogs

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom


class PersonsEntry:
    """Opens the algorithms on persons."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room = room
        self._dialogs = AlgorithmDialogs()
        room.ledger.push(self._dialogs.close_all)

    def report(self) -> None:
        """Ask for a person and list what the register holds on them."""
        self._open("ruhr:personreport")

    def delete(self) -> None:
        """Ask for a person and delete them; the dialog's first choice only checks."""
        self._open("ruhr:deleteperson")

    def _open(self, algorithm: str) -> None:
        register, parameters = self._room.register, {}
        address = getattr(register.store, "address", None)
        if register.path is not None:
            parameters = {"STORE": str(register.path)}
        elif address is not None:
            parameters = {"STORE": address.text, "AUTHCFG": address.authcfg}
        try:
            self._dialogs.open(algorithm, parameters)
        except RuhrError as error:
            self._room.show_problem(error)
