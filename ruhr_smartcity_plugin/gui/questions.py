# SPDX-License-Identifier: GPL-2.0-or-later
"""Short questions with buttons in the plugin's language: Qt's own translation is not installed everywhere."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QInputDialog, QMessageBox, QWidget

from ruhr_smartcity_plugin.translation import tr


def ask_text(parent: QWidget | None, title: str, question: str, proposed: str = "") -> str:
    """Return the text the user types; "" if there is none or the user leaves."""
    dialog = _dialog(parent, title, question)
    dialog.setInputMode(QInputDialog.InputMode.TextInput)
    dialog.setTextValue(proposed)
    return _answer(dialog)


def ask_choice(parent: QWidget | None, title: str, question: str, choices: Sequence[str]) -> str:
    """Return the entry the user chooses; "" if the user leaves."""
    dialog = _dialog(parent, title, question)
    dialog.setComboBoxItems(list(choices))
    dialog.setComboBoxEditable(False)
    return _answer(dialog)


def confirm(parent: QWidget | None, title: str, question: str, yes: str) -> bool:
    """Answer whether the user presses the button named `yes`; leaving and Enter mean no."""
    box = QMessageBox(parent)
    box.setObjectName("RuhrQuestion")
    box.setIcon(QMessageBox.Icon.Question)
    box.setTextFormat(Qt.TextFormat.PlainText)
    box.setWindowTitle(title)
    box.setText(question)
    button = box.addButton(yes, QMessageBox.ButtonRole.AcceptRole)
    box.setDefaultButton(box.addButton(tr("Cancel"), QMessageBox.ButtonRole.RejectRole))
    box.exec()
    is_confirmed = box.clickedButton() is button
    box.deleteLater()
    return is_confirmed


def _dialog(parent: QWidget | None, title: str, question: str) -> QInputDialog:
    dialog = QInputDialog(parent)
    dialog.setObjectName("RuhrInput")
    dialog.setWindowTitle(title)
    dialog.setLabelText(question)
    dialog.setOkButtonText(tr("OK"))
    dialog.setCancelButtonText(tr("Cancel"))
    return dialog


def _answer(dialog: QInputDialog) -> str:
    is_given = dialog.exec() == QDialog.DialogCode.Accepted
    text = dialog.textValue() if is_given else ""
    dialog.deleteLater()
    return text
