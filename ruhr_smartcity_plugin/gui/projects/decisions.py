# SPDX-License-Identifier: GPL-2.0-or-later
"""Questions before something could be lost. Everything else is said in place, without a box."""

from __future__ import annotations

from typing import Sequence, Tuple

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMessageBox, QWidget

from ruhr_smartcity_plugin.translation import tr

Choice = Tuple[str, str]  # object name, label


def ask(parent: QWidget, name: str, text: str, choices: Sequence[Choice]) -> str:
    """Show a question and return the name of the choice; Esc is the last choice, which must lose nothing."""
    box = QMessageBox(parent)
    box.setObjectName(name)
    box.setIcon(QMessageBox.Icon.Question)
    box.setWindowTitle(parent.window().windowTitle())
    box.setTextFormat(Qt.TextFormat.PlainText)  # the text may hold a title from the register
    box.setText(text)
    buttons = []
    for key, label in choices:
        button = box.addButton(label, QMessageBox.ButtonRole.ActionRole)
        button.setObjectName(key)
        buttons.append(button)
    box.setEscapeButton(buttons[-1])
    box.setDefaultButton(buttons[-1])
    box.exec()
    clicked = box.clickedButton()
    box.deleteLater()
    return clicked.objectName() if clicked is not None else choices[-1][0]


def ask_to_upgrade(parent: QWidget) -> bool:
    """Ask whether a team's register shall be brought up to date, which all who use it notice."""
    answer = ask(parent, "upgrade_team_register", tr(
        "Bring the team's register up to date? It is done in one step, or not at all, and cannot be taken back. "
        "Colleagues with an older version of the plugin can only read it until they update theirs."), (
        ("upgrade", tr("Bring up to date")), ("keep", tr("Cancel"))))
    return answer == "upgrade"
