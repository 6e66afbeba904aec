# SPDX-License-Identifier: GPL-2.0-or-later
"""Loads a source's stations in a task and tells the room as they come; a new load overtakes an old one."""

from __future__ import annotations

from typing import Sequence

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.sensors.model import Station, StationReport
from ruhr_smartcity_plugin.gui.sensors.source import StationsSource
from ruhr_smartcity_plugin.translation import tr


class StationLoader(QObject):
    """One load at a time."""

    arrived = pyqtSignal(list)  # stations of one page
    loaded = pyqtSignal(object)  # StationReport
    failed = pyqtSignal(object)  # exception, `CancelledError` included
    progressed = pyqtSignal(float)  # percent
    _page_read = pyqtSignal(int, object)  # from the task's thread: load number, stations

    def __init__(self, tasks: TaskBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task = None
        self._number = 0
        self._page_read.connect(self._pass_on)

    @property
    def is_loading(self) -> bool:
        """Answer whether a load runs."""
        return self._task is not None

    def start(self, source: StationsSource, resume: StationReport | None = None) -> None:
        """Load all stations, or the rest after `resume`."""
        self.stop()
        number = self._number

        def work(progress: Progress) -> StationReport:
            return source.read_stations(progress, lambda some: self._page_read.emit(number, some), resume)

        task = self._tasks.run(
            tr("Loading stations of {service}").format(service=source.title), work,
            publish=lambda report: self._end(number, "loaded", report),
            failed=lambda error: self._end(number, "failed", error))
        task.progressChanged.connect(lambda percent: self._progress(number, percent))
        self._task = task

    def stop(self) -> None:
        """Stop loading; nothing more is told of it."""
        self._number += 1
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def cancel(self) -> None:
        """Ask the load to stop; `failed` tells when it has."""
        if self._task is not None:
            self._task.cancel()

    def _pass_on(self, number: int, stations: Sequence[Station]) -> None:
        if number == self._number and self._task is not None:
            self.arrived.emit(list(stations))

    def _progress(self, number: int, percent: float) -> None:
        if number == self._number and self._task is not None:
            self.progressed.emit(percent)

    def _end(self, number: int, signal_name: str, outcome: object) -> None:
        # By name: a load that was stopped may end after this object is gone, and then has no signals any more.
        if number == self._number:
            self._task = None
            getattr(self, signal_name).emit(outcome)
