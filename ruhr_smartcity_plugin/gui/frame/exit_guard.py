# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks about unsaved edits before QGIS closes."""

from __future__ import annotations

from typing import Callable

from qgis.gui import QgsApplicationExitBlockerInterface


class ExitGuard(QgsApplicationExitBlockerInterface):
    """QGIS asks it before it ends; `may_close` asks the user where something would be lost."""

    def __init__(self, may_close: Callable[[], bool]) -> None:
        super().__init__()
        self._may_close = may_close

    def allowExit(self) -> bool:
        return self._may_close()
