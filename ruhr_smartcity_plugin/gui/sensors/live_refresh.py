# SPDX-License-Identifier: GPL-2.0-or-later
"""Asks the room's source again by itself while the dock is open, and says so in one quiet line."""

from __future__ import annotations

import time
from datetime import datetime, timezone
from typing import Callable, Sequence

from qgis.PyQt.QtCore import Qt, QTimer, pyqtSignal
from qgis.PyQt.QtWidgets import QDockWidget, QLabel, QSizePolicy, QWidget

from ruhr_smartcity_plugin.core.errors import CancelledError, HttpStatusError, IncompleteError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.sensors.live.refreshing import RefreshCourse, read_intervals, with_interval
from ruhr_smartcity_plugin.core.sensors.live.thresholds import Crossing, Side, ThresholdWatch, read_thresholds
from ruhr_smartcity_plugin.core.sensors.model import StationReport
from ruhr_smartcity_plugin.core.sensors.reading import Reading
from ruhr_smartcity_plugin.gui.sensors.source import StationsSource
from ruhr_smartcity_plugin.gui.sensors.wording import hour_text, number_text, with_unit
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_TICK_MS = 2000
_NAMED_CROSSINGS = 3


class LiveRefresh(QLabel):
    """The line, and what stands behind it. Off until the user chooses an interval for the source."""

    refreshed = pyqtSignal(object)  # StationReport, complete

    def __init__(self, workbench: Workbench, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("live_line")
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self.hide()
        self.readings: Sequence[Reading] = ()  # all of the source, whatever the filters show
        self._bench = workbench
        self._source: StationsSource | None = None
        self._course: RefreshCourse | None = None
        self._task = None
        self._last: datetime | None = None
        self._problem = ""
        self._watch = ThresholdWatch()
        self.is_busy: Callable[[], bool] = lambda: False  # does the room load the source already?
        self._clock = time.monotonic
        self._timer = QTimer(self)
        self._timer.setInterval(_TICK_MS)
        self._timer.timeout.connect(self.tick)

    @property
    def minutes(self) -> int:
        """The interval chosen for the shown source; 0 if it is not refreshed."""
        if self._source is None:
            return 0
        return read_intervals(self._bench.settings.sensor_live.value()).get(self._source.address, 0)

    def choose(self, minutes: int) -> None:
        """Keep the interval for the shown source; 0 switches off."""
        if self._source is not None:
            kept = self._bench.settings.sensor_live
            kept.setValue(with_interval(kept.value(), self._source.address, minutes))
            self._restart()

    def follow(self, source: StationsSource) -> None:
        """The room loads this source now; nothing is asked beside that."""
        if self._source is None or source.address != self._source.address:
            self._last = None
            self._watch = ThresholdWatch()
        self._source = source
        self._restart()

    def judge(self, readings: Sequence[Reading]) -> None:
        """Raise one quiet message for all that has newly crossed a threshold."""
        self.readings = tuple(readings)
        self._watch.set_thresholds(read_thresholds(self._bench.settings.sensor_thresholds.value()))
        crossings = self._watch.judge(readings)
        if crossings:
            self._bench.messages.inform(_crossings_text(crossings))

    def stop(self) -> None:
        """Ask for nothing any more."""
        self._timer.stop()
        self._drop_task()

    def tick(self) -> None:
        """Look whether the dock is open, and whether it is time."""
        course, now = self._course, self._clock()
        if course is None:
            return
        if not self._is_in_sight():
            self._drop_task()
            course.close()
        elif not course.is_open:
            course.open(now)
        if course.is_due(now) and not self.is_busy():
            self._fetch(course)
        self._say()

    def _restart(self) -> None:
        self.stop()
        minutes = self.minutes
        self._course = RefreshCourse(minutes * 60) if minutes else None
        self._problem = ""
        if minutes:
            self._timer.start()
            self.tick()
        self.setVisible(bool(minutes))

    def _is_in_sight(self) -> bool:
        """Answer whether the dock is open, whatever room of it is in front, and its window not minimised."""
        place: QWidget = self.parentWidget()
        while place.parentWidget() is not None and not isinstance(place, QDockWidget):
            place = place.parentWidget()
        return place.isVisible() and not self.window().isMinimized()

    # --- fetching ---
    def _fetch(self, course: RefreshCourse) -> None:
        source = self._source
        course.begin(self._clock())

        def work(progress: Progress) -> StationReport:
            report = source.current().read_stations(progress)
            if report.broken_by is not None:
                raise report.broken_by
            if not report.is_complete:
                raise IncompleteError(report.completeness.sentence(), expected=report.completeness.expected,
                                      received=report.completeness.received)
            return report

        self._task = task = self._bench.tasks.run(
            tr("Refreshing {service}").format(service=source.title), work,
            publish=lambda report: self._end(course, lambda: task, report, None),
            failed=lambda error: self._end(course, lambda: task, None, error))

    def _end(self, course: RefreshCourse, task, report: StationReport | None, error: BaseException | None) -> None:
        # A task that was given up may end after this widget is gone.
        if not course.is_fetching or task() is not self._task:
            return
        self._task = None
        if error is None:
            course.succeed(self._clock())
            self._last, self._problem = datetime.now(timezone.utc), ""
            self.refreshed.emit(report)
        elif isinstance(error, CancelledError):
            course.succeed(self._clock())  # by the user, in the status line: the next one comes in its time
        else:
            course.fail(self._clock(), error.retry_after_s if isinstance(error, HttpStatusError) else None)
            self._problem = error.sentence if isinstance(error, RuhrError) else tr("The refresh failed.")
            if not isinstance(error, RuhrError):
                self._bench.messages.fail(error, is_shown=True)
        self._say()

    def _drop_task(self) -> None:
        task, self._task = self._task, None
        if self._course is not None:
            self._course.is_fetching = False
        if task is not None:
            task.cancel()

    def _say(self) -> None:
        last = tr("last at {time}").format(time=hour_text(self._last)) if self._last else ""
        if self._problem:
            wait = max(round(self._course.wait_s(self._clock()) / 60), 1)
            parts = [tr("Live paused: {problem}").format(problem=self._problem),
                     tr("Next try in %n minute(s).", "", wait)]
        else:
            parts = [tr("Live, every %n minute(s)", "", self.minutes), last]
        text = (" " if self._problem else " · ").join(one for one in parts if one)
        if text != self.text():
            self.setText(text)


def _crossings_text(crossings: Sequence[Crossing]) -> str:
    parts = []
    for one in crossings[:_NAMED_CROSSINGS]:
        unit = one.reading.datastream.unit.symbol
        above = one.threshold.side is Side.ABOVE
        text = tr("{station}: {property} {value}, above {limit}") if above else tr(
            "{station}: {property} {value}, below {limit}")
        parts.append(text.format(
            station=one.reading.station.name[:60], property=one.reading.property_title[:60],
            value=with_unit(number_text(one.value), unit), limit=with_unit(number_text(one.threshold.limit), unit)))
    rest = len(crossings) - _NAMED_CROSSINGS
    if rest > 0:
        parts.append(tr("and %n more", "", rest))
    return tr("Threshold crossed. {crossings}.").format(crossings="; ".join(parts))
