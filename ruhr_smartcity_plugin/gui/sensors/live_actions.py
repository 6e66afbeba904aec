# SPDX-License-Identifier: GPL-2.0-or-later
"""What the room's menu offers for live values: refreshing, thresholds, QGIS's own layer, control."""

from __future__ import annotations

from typing import TYPE_CHECKING

from qgis.PyQt.QtCore import QObject
from qgis.PyQt.QtWidgets import QDialog, QMenu

from ruhr_smartcity_plugin.core.sensors.live.thresholds import read_thresholds, write_thresholds
from ruhr_smartcity_plugin.gui.sensors.live_dialog import LiveDialog
from ruhr_smartcity_plugin.gui.sensors.live_layer import LiveLayer, has_provider
from ruhr_smartcity_plugin.gui.sensors.live_refresh import LiveRefresh
from ruhr_smartcity_plugin.gui.sensors.live_thresholds import LiveThresholdDialog
from ruhr_smartcity_plugin.gui.sensors.source import ServiceSource
from ruhr_smartcity_plugin.gui.sensors.tasking_dialog import TaskingDialog
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.sensors.reading import Reading
    from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom


class LiveActions(QObject):
    """The actions; each can be used only where it makes sense for the shown source."""

    def __init__(self, room: SensorsRoom, live: LiveRefresh, menu: QMenu) -> None:
        super().__init__(room)
        self._room, self._live = room, live
        live.is_busy = lambda: room.loader.is_loading
        live.refreshed.connect(room.take_refreshed)
        room.ledger.push(live.stop)
        self.refresh = menu.addAction(tr("Live values …"), self.ask_for_interval)
        self.thresholds = menu.addAction(tr("Thresholds for messages …"), self.edit_thresholds)
        self._layer = LiveLayer(room)
        self.layer = menu.addAction(tr("Add as live layer"), self.add_layer)
        self.layer.setVisible(has_provider())
        self.control = menu.addAction(tr("Control a device …"), self.control_device)
        self.enable()
        menu.aboutToShow.connect(self.enable)

    def enable(self) -> None:
        """Enable what the shown source allows."""
        source = self._room.source
        self.refresh.setEnabled(source is not None and not source.is_synthetic)
        self.layer.setEnabled(isinstance(source, ServiceSource))
        self.control.setVisible(self._room.workbench.settings.sensor_tasking.value())
        self.control.setEnabled(isinstance(source, ServiceSource) and self._chosen_reading() is not None)

    def ask_for_interval(self) -> None:
        """Let the user choose whether the shown source is refreshed by itself."""
        source = self._room.source
        if source is None:
            return
        dialog = LiveDialog(source.title, self._live.minutes, parent=self._room)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self._live.choose(dialog.minutes)
        dialog.deleteLater()

    def edit_thresholds(self) -> None:
        """Let the user edit the thresholds; they hold for every source."""
        kept = self._room.workbench.settings.sensor_thresholds
        dialog = LiveThresholdDialog(read_thresholds(kept.value()), self._live.readings, self._room)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            kept.setValue(write_thresholds(dialog.thresholds))
            self._live.judge(self._live.readings)
        dialog.deleteLater()

    def add_layer(self) -> None:
        """Put QGIS's own layer of the shown service on the map."""
        source = self._room.source
        if isinstance(source, ServiceSource):
            self._layer.add(source.address, self._live.minutes)

    def control_device(self) -> None:
        """Open the window to control the chosen station's devices."""
        source, reading = self._room.source, self._chosen_reading()
        allowed = self._room.workbench.settings.sensor_tasking.value()
        if allowed and isinstance(source, ServiceSource) and reading is not None:
            authcfg = self._room.service.log_in_for(source.address)
            TaskingDialog(self._room.workbench, source, reading.station, authcfg, self._room).open()

    def _chosen_reading(self) -> Reading | None:
        return self._room.model.reading_at(self._room.list.currentIndex())
