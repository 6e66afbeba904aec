# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS: edits a project and wants to end QGIS; started again after a kill, takes the draft up."""

from __future__ import annotations

import os
import sys

sys.path.append(os.environ["RUHR_SUPPORT"])

import gui_driver
import qgis.utils
from qgis.core import QgsProject
from qgis.PyQt.QtCore import QTimer
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QApplication, QPushButton

iface = qgis.utils.iface
TITLE = "Nicht gespeichert"


def press_in_question(answer: dict, name: str) -> None:
    """Press a button of the question that will be open in a moment."""
    def press() -> None:
        box = QApplication.activeModalWidget()
        if box is None:
            QTimer.singleShot(100, press)
            return
        answer["asked"] = box.objectName()
        button = box.findChild(QPushButton, name)
        (button.click if button is not None else box.reject)()

    QTimer.singleShot(100, press)


def edit(answer: dict) -> object:
    """Change a title, refuse to end QGIS without it, and wait for the draft."""
    iface.mainWindow().findChild(QAction, "RuhrSmartCitySample").trigger()
    plugin = qgis.utils.plugins["ruhr_smartcity_plugin"]
    room = plugin.open_room("projects")
    while plugin.workbench.tasks.running() or not room.register.entries:
        yield 200
    room.edit_project(room.register.entries[0].uuid)
    while not room.dialogs.shown:
        yield 100
    (dialog,) = room.dialogs.shown
    yield 300
    dialog.title.setText(TITLE)
    QgsProject.instance().removeAllMapLayers()
    QgsProject.instance().setDirty(False)  # QGIS's own questions are not meant here
    press_in_question(answer, "back")
    iface.mainWindow().close()
    answer["stays open"] = [iface.mainWindow().isVisible(), dialog.isVisible(), dialog.title.text()]
    folder = plugin.workbench.workspace_dir() / "drafts"
    while not list(folder.glob("*.json")):
        yield 200


def restore(answer: dict) -> object:
    """Find the draft in the banner of the room, and take it up."""
    plugin = qgis.utils.plugins["ruhr_smartcity_plugin"]
    room = plugin.open_room("projects")
    while plugin.workbench.tasks.running() or not room.banner.text:
        yield 200
    answer["banner"] = room.banner.text
    next(one for one in room.banner.findChildren(QPushButton) if one.objectName() == "state_action_0").click()
    while not room.dialogs.shown:
        yield 100
    yield 300
    answer["title"] = room.dialogs.shown[0].title.text()


gui_driver.play(restore if os.environ.get("RUHR_RESTORE") else edit)
