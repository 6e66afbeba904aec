# SPDX-License-Identifier: GPL-2.0-or-later
"""The commands that belong to the data room, in the room itself: the same actions as in the plugin's menu."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QMenu, QToolButton, QWidget

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_COMMANDS = ("RuhrSmartCityTable", "RuhrSmartCityNotes", "RuhrSmartCityDoctor", "RuhrSmartCityPublish",
             "RuhrSmartCityCatalogues")  # fmt: skip


def room_menu_button(workbench: Workbench, parent: QWidget) -> QToolButton:
    """Return a button with a menu of the commands; hidden where there are none (without QGIS's main window)."""
    button = QToolButton(parent)
    button.setObjectName("room_tools")
    button.setText("⋯")
    button.setAccessibleName(tr("Tools for data on the map"))
    button.setToolTip(tr("Tools for data on the map"))
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
    menu = QMenu(button)
    window = workbench.main_window
    found = [window.findChild(QAction, name) for name in _COMMANDS] if window is not None else []
    for action in found:
        if action is not None:
            menu.addAction(action)
    button.setMenu(menu)
    button.setVisible(not menu.isEmpty())
    return button
