# SPDX-License-Identifier: GPL-2.0-or-later
"""Background work in three steps: `prepare` (main thread), `work` (task), `publish` (main thread).

`prepare` copies what the work needs, `work` touches no project, layer or widget, `publish` shows the
result. Nothing else of the plugin makes a QgsTask.
"""

from __future__ import annotations

import sys
from typing import Any, Callable, Dict, List

from qgis.core import QgsApplication, QgsTask
from qgis.PyQt.QtCore import QCoreApplication, QObject, QThreadPool, QTimer, pyqtSignal

from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

_SWITCH_S = 0.0005


class Job:
    """One piece of background work. Subclass it, or use `FunctionJob`."""

    def __init__(self, title: str) -> None:
        self.title = title

    def prepare(self) -> None:
        """Main thread, before the task starts: copy what `work` needs."""

    def work(self, progress: Progress) -> Any:
        """Task thread: compute and return the result; raise named errors."""
        raise NotImplementedError

    def publish(self, result: Any) -> None:
        """Main thread: show the result."""

    def failed(self, error: BaseException) -> None:
        """Main thread: say what went wrong. `CancelledError` if the work stopped early; never after it was done."""


class FunctionJob(Job):
    """A job made of functions: ``FunctionJob(title, work, publish=…, failed=…)``."""

    def __init__(self, title: str, work: Callable[[Progress], Any], *, prepare: Callable[[], None] | None = None,
                 publish: Callable[[Any], None] | None = None,
                 failed: Callable[[BaseException], None] | None = None) -> None:
        super().__init__(title)
        self._prepare, self._work, self._publish, self._failed = prepare, work, publish, failed

    def prepare(self) -> None:
        if self._prepare is not None:
            self._prepare()

    def work(self, progress: Progress) -> Any:
        return self._work(progress)

    def publish(self, result: Any) -> None:
        if self._publish is not None:
            self._publish(result)

    def failed(self, error: BaseException) -> None:
        if self._failed is not None:
            self._failed(error)


class _JobTask(QgsTask):
    """Runs a job. An exception leaving `run` would abort the process, so both ends catch everything."""

    text_changed = pyqtSignal(str)

    def __init__(self, job: Job, board: TaskBoard) -> None:
        # Silent: the plugin says itself what came of a task, QGIS would add a second message after some seconds.
        # Hidden: QGIS's own list makes a progress bar for each task. Deleting it, Qt holds a lock of its own and asks
        # for Python's; a next task that sends a request holds Python's and asks for Qt's: QGIS stands still for ever
        # (measured: within 4,000 tasks of two requests; 4,000 hidden ones run through). The dock shows what runs.
        super().__init__(job.title, QgsTask.Flag.CanCancel | QgsTask.Flag.Silent | QgsTask.Flag.Hidden)
        self.job = job
        self.text = ""
        self._board = board
        self._result: Any = None
        self._is_done = False
        self._error: BaseException | None = None

    # Progress protocol
    def is_cancelled(self) -> bool:
        return self.isCanceled()

    def report(self, fraction: float, text: str = "") -> None:
        self.setProgress(max(0.0, min(100.0, fraction * 100.0)))
        if text and text != self.text:
            self.text = text
            self.text_changed.emit(text)

    def run(self) -> bool:
        try:
            self._result = self.job.work(self)
            self._is_done = True
        except BaseException as error:  # noqa: BLE001 (border: see class)
            self._error = error
        return self._error is None

    def finished(self, _ok: bool) -> None:
        error = self._error
        # A cancel that comes after the work is done changes nothing: a record may be saved already.
        if error is None and not self._is_done:
            error = CancelledError(tr("Cancelled. Nothing was changed."))
        self._board.conclude(self, self._result, error)


class TaskBoard(QObject):
    """Starts jobs, keeps them alive, and tells the status line about them."""

    changed = pyqtSignal()
    crashed = pyqtSignal(object)  # an exception in publish/failed: nobody else would see it

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._running: Dict[int, _JobTask] = {}
        self._waiting: List[_JobTask] = []
        self._concluding = 0
        self._expiry_ms: int | None = None  # of QGIS's task threads, before the first task
        self._switch_s: float | None = None  # Python's own, while tasks run

    def start(self, job: Job) -> QgsTask:
        """Prepare the job now and hand it to QGIS's task manager. Returns the task (for cancel and progress)."""
        job.prepare()
        task = _JobTask(job, self)
        self._running[id(task)] = task
        self._share_python()
        task.progressChanged.connect(self._announce)
        task.text_changed.connect(self._announce)
        self._waiting.append(task)
        if self._concluding:
            QTimer.singleShot(0, self._hand_over)
        else:
            self._hand_over()
        self.changed.emit()
        return task

    def run(self, title: str, work: Callable[[Progress], Any], *, publish: Callable[[Any], None] | None = None,
            failed: Callable[[BaseException], None] | None = None) -> QgsTask:
        """Short form of `start` for a job made of functions."""
        return self.start(FunctionJob(title, work, publish=publish, failed=failed))

    def running(self) -> List[_JobTask]:
        """Return the tasks that have not ended, oldest first."""
        return list(self._running.values())

    def cancel_all(self) -> None:
        """Ask all running tasks to stop."""
        for task in self.running():
            task.cancel()

    def close(self) -> None:
        """Ask all running tasks to stop, and let QGIS's task threads end as before."""
        self.cancel_all()
        if self._expiry_ms is not None:
            QgsApplication.taskManager().threadPool().setExpiryTimeout(self._expiry_ms)

    def conclude(self, task: _JobTask, result: Any, error: BaseException | None) -> None:
        """Publish or report the end of a task; called by the task on the main thread."""
        self._running.pop(id(task), None)
        self._share_python()
        self._concluding += 1
        self.changed.emit()  # before publishing, which may open a dialog
        try:
            if error is None:
                task.job.publish(result)
            else:
                task.job.failed(error)
        except Exception as crash:  # noqa: BLE001 (border: Qt's event loop must not see it)
            self.crashed.emit(crash)
        finally:
            self._concluding -= 1

    def _hand_over(self) -> None:
        """Give waiting tasks to QGIS, but never while it still deals with the end of another one.

        QGIS 3.40 takes ended tasks out of its thread pool by the address of their runnable. A new task that gets this
        address meanwhile is taken out instead and never starts (measured: jobs that start jobs stuck after 6 to 170).
        """
        manager = QgsApplication.taskManager()
        self._keep_threads(manager.threadPool())
        while self._waiting:
            task = self._waiting.pop(0)
            if task.isCanceled():
                self.conclude(task, None, CancelledError(tr("Cancelled. Nothing was changed.")))
                continue
            QCoreApplication.sendPostedEvents(manager)  # news of ends that is still on its way
            manager.addTask(task)

    def _announce(self, *_: object) -> None:
        self.changed.emit()

    def _share_python(self) -> None:
        """Let the window have Python sooner while tasks run.

        Each time a slot of the window enters Python it waits until the task gives it up: 5 ms by default, which many
        small calls add up to tenths of a second (measured: opening 10,000 projects took half as long with 0.5 ms).
        """
        if self._running and self._switch_s is None:
            self._switch_s = sys.getswitchinterval()
            sys.setswitchinterval(min(self._switch_s, _SWITCH_S))
        elif not self._running and self._switch_s is not None:
            sys.setswitchinterval(self._switch_s)
            self._switch_s = None

    def _keep_threads(self, pool: QThreadPool) -> None:
        """Let QGIS's task threads wait for work instead of ending after 30 s.

        QGIS 3.40 forgets the definition of a coordinate reference system with the thread that made it first, and still
        calls it valid: transforms return what they got, the layer vanishes from the map, its WKT from the project
        (measured).
        """
        if self._expiry_ms is None:
            self._expiry_ms = pool.expiryTimeout()
            pool.setExpiryTimeout(-1)
