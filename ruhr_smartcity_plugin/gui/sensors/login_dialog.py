# SPDX-License-Identifier: GPL-2.0-or-later
"""Chooses the log-in of one service among those stored in QGIS."""

from __future__ import annotations

from qgis.gui import QgsAuthConfigSelect
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLabel, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.gui.dialog_buttons import name_buttons
from ruhr_smartcity_plugin.translation import tr


class LogInDialog(QDialog):
    """Name and secret stay in QGIS's authentication database; the room keeps only the entry's id."""

    def __init__(self, address: str, authcfg: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("log_in_dialog")
        self.setWindowTitle(tr("Log-in for a service"))
        column = QVBoxLayout(self)
        label = QLabel(tr("Log-in for {address}. It is sent to this service only.").format(address=address), self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        column.addWidget(label)
        self.select = QgsAuthConfigSelect(self)
        self.select.setObjectName("log_in_select")
        self.select.setConfigId(authcfg)
        label.setBuddy(self.select)
        column.addWidget(self.select)
        choices = QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        buttons = QDialogButtonBox(choices, Qt.Orientation.Horizontal, self)
        name_buttons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)
