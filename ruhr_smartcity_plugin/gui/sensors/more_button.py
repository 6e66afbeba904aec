# SPDX-License-Identifier: GPL-2.0-or-later
"""The button "⋯" of the room: sources, stored values, names, live values, log-in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QMenu, QToolButton, QWidget

from ruhr_smartcity_plugin.gui.sensors.live_actions import LiveActions
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom


class MoreButton(QToolButton):
    """Opens the menu; `refresh_action` and `live_actions` are what the room switches on and off."""

    def __init__(self, room: SensorsRoom, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("sensor_more")
        self.setText("⋯")
        self.setAccessibleName(tr("More"))
        self.setToolTip(tr("More"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        menu = QMenu(self)
        self.refresh_action = menu.addAction(tr("Refresh"), room.refresh)
        menu.addAction(tr("Open sample"), room.open_sample)
        menu.addSeparator()
        menu.addAction(tr("Fetch measured values …"), room.stores.fetch)
        menu.addAction(tr("Open a store of values …"), room.stores.choose)
        menu.addAction(tr("Names of measurements …"), room.edit_names)
        menu.addSeparator()
        self.live_actions = LiveActions(room, room.live, menu)
        room.service.add_to(menu)
        self.setMenu(menu)
