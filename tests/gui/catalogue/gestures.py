# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user does in the data room, for all its tests."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import DoctorDialog
from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom


def press(room: CatalogueRoom, text: str) -> None:
    """Press the banner's button with this text."""
    (button,) = [one for one in room.banner.findChildren(QPushButton) if one.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(room: CatalogueRoom) -> list:
    """Return the titles of the shown hits."""
    return [room.model.index(row).data() for row in range(room.model.rowCount())]


def quiet(qtbot, room: CatalogueRoom) -> None:
    """Wait until nothing is added and nothing runs any more."""
    qtbot.waitUntil(lambda: not room.workbench.tasks.running() and not room._layer_news._is_adding, timeout=40_000)


def refreshed(qtbot, room: CatalogueRoom, layer) -> str:
    """Refresh a layer, and return what was said."""
    number = len(room.workbench.messages.recent)
    room.refreshing.refresh(layer)
    qtbot.waitUntil(lambda: len(room.workbench.messages.recent) > number, timeout=20_000)
    quiet(qtbot, room)
    return room.workbench.messages.recent[-1].sentence


def tick_proposals(dialog: DoctorDialog) -> None:
    """Agree to every proposal of a project check; a guessed name is not ticked of itself."""
    for row in range(dialog.list.topLevelItemCount()):
        item = dialog.list.topLevelItem(row)
        if item.text(2):
            item.setCheckState(2, Qt.CheckState.Checked)


def heal(qtbot, room: CatalogueRoom) -> str:
    """Check the project's layers and heal what is proposed; returns what became of the first."""
    dialog = DoctorDialog(room.workbench)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    for button in (dialog.check_button, dialog.heal_button):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        qtbot.waitUntil(dialog.check_button.isEnabled, timeout=20_000)
    return dialog.list.topLevelItem(0).text(3)
