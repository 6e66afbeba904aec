# SPDX-License-Identifier: GPL-2.0-or-later
"""Reads the series of a chart in a task; a later choice overtakes an earlier one."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Dict, Sequence

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.progress import PartProgress, Progress
from ruhr_smartcity_plugin.core.sensors.charting.trace import Key
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.core.sensors.series_report import SeriesReport
from ruhr_smartcity_plugin.gui.sensors.source import StationsSource
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Wanted:
    """A series to read: the stream of a reading at its source."""

    reading: Reading
    source: StationsSource

    @property
    def key(self) -> Key:
        """What tells it from others."""
        return self.source.address, str(self.reading.station.id), str(self.reading.datastream.id)


class SeriesLoading(QObject):
    """One load at a time."""

    loaded = pyqtSignal(object)  # Dict[Key, SeriesReport]
    failed = pyqtSignal(object)  # exception, `CancelledError` included
    progressed = pyqtSignal(float)  # percent

    def __init__(self, tasks: TaskBoard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._task = None

    def start(self, wanted: Sequence[Wanted], start: datetime, end: datetime) -> None:
        """Read the values from `start` to before `end`."""
        self.stop()

        def work(progress: Progress) -> Dict[Key, SeriesReport]:
            reports = {}
            for number, one in enumerate(wanted):
                part = PartProgress(progress, number / len(wanted), (number + 1) / len(wanted))
                reports[one.key] = one.source.fetch_series(one.reading.datastream, start, end, part)
            return reports

        names = ", ".join(dict.fromkeys(one.reading.station.name for one in wanted))
        task = self._tasks.run(
            tr("Loading values of {station}").format(station=names), work,
            publish=lambda reports: self._end(task, "loaded", reports),
            failed=lambda error: self._end(task, "failed", error))
        self._task = task
        task.progressChanged.connect(lambda percent: self._progress(task, percent))

    def stop(self) -> None:
        """Stop reading; nothing more is told of it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()

    def _progress(self, task: object, percent: float) -> None:
        if task is self._task:
            self.progressed.emit(percent)

    def _end(self, task: object, signal_name: str, outcome: object) -> None:
        # By name: a load that was stopped may end after this object is gone, and then has no signals any more.
        if task is self._task:
            self._task = None
            getattr(self, signal_name).emit(outcome)
