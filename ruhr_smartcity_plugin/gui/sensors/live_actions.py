# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room's menu offers for live values: refreshing, thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QDialog, QMenu

from ruhr_smartcity_plugin.gui.sensors.live_dialog import LiveDialog
from ruhr_smartcity_plugin.gui.sensors.live_refresh import LiveRefresh
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom


class LiveActions(QObject):
    """The actions; each can be used only where it makes sense for the shown source."""

    def __init__(self, room: SensorsRoom, live: LiveRefresh, menu: QMenu) -> None:
        super().__init__(room)
        self._room, self._live = room, live
        self.refresh = menu.addAction(tr("Live values …"), self.ask_for_interval)
        menu.aboutToShow.connect(self.enable)

    def enable(self) -> None:
        """Enable what the shown source allows."""
        source = self._room.source
        self.refresh.setEnabled(source is not None and not source.is_synthetic)

    def ask_for_interval(self) -> None:
        """Let the user choose whether the shown source is refreshed by itself."""
        source = self._room.source
        if source is None:
            return
        dialog = LiveDialog(source.title, self._live.minutes, parent=self._room)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._live.choose(dialog.minutes)
        dialog.deleteLater()
