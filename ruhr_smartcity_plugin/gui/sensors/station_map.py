# SPDX-License-Identifier: GPL-2.0-or-later
"""Puts readings on the map: the files are written in a task, the layers opened when it has ended."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.sensors.station_layer import (
    StationPlan,
    StationSource,
    plan_layers,
    show_plan,
    write_plan,
)
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.sensors.places import Placement
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class StationMap(QObject):
    """One at a time, or two tasks would make two layers of the same."""

    started = pyqtSignal()
    ended = pyqtSignal()
    failed = pyqtSignal(object)  # exception

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._workbench = workbench
        self.is_writing = False

    def show(self, readings: Sequence[Reading], placement: Placement, source: StationSource) -> None:
        """Show the readings, one layer per property; does nothing while others are being written."""
        if self.is_writing:
            return
        folder = self._workbench.workspace_dir() / "sensors"
        plan = plan_layers(self._workbench.project, readings, placement, source, folder)
        self.is_writing = True
        self.started.emit()
        self._workbench.tasks.run(
            tr("Writing the stations for the map"), lambda progress: write_plan(plan, progress),
            publish=lambda _: self._publish(plan), failed=self._end)

    def _publish(self, plan: StationPlan) -> None:
        if sip.isdeleted(self):
            return
        try:
            layers = show_plan(self._workbench.project, plan, zoom_canvas=self._workbench.canvas)
        except RuhrError as error:
            self._end(error)
            return
        self._end()
        points = sum(layer.featureCount() for layer in layers)
        self._workbench.messages.succeed(tr("On the map: %n station value(s).", "", points))

    def _end(self, error: BaseException | None = None) -> None:
        if sip.isdeleted(self):
            return
        self.is_writing = False
        self.ended.emit()
        if error is not None and not isinstance(error, CancelledError):
            self.failed.emit(error)
