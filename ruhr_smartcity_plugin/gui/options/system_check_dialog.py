# SPDX-License-Identifier: GPL-2.0-or-later
"""The System check window: what the plugin found on this computer, ready to be copied for support."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialog, QWidget

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class SystemCheckDialog(QDialog):
    """Shows the checks as a table; services are only asked when the user wants it."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("SystemCheckDialog")
        self.setWindowTitle(tr("System check"))
        self._workbench = workbench
