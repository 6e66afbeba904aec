# SPDX-License-Identifier: GPL-2.0-or-later
"""Jobs: prepare and publish on the main thread, work beside it, and every exception finds its border."""

from __future__ import annotations

import sys
import threading

import pytest
from qgis.core import QgsApplication, QgsCoordinateReferenceSystem
from qgis.gui import QgsTaskManagerWidget
from qgis.PyQt.QtCore import QThread, QTimer
from qgis.PyQt.QtWidgets import QProgressBar

from ruhr_smartcity_plugin.adapters.tasks import FunctionJob, Job, TaskBoard
from ruhr_smartcity_plugin.core.errors import CancelledError, InputError
from ruhr_smartcity_plugin.core.progress import stop_if_cancelled


@pytest.fixture
def board(qgis_app):
    made = TaskBoard()
    yield made
    made.close()


class Recorder:
    """Takes what a job hands over."""

    def __init__(self) -> None:
        self.results, self.errors, self.threads = [], [], {}

    def publish(self, result):
        self.threads["publish"] = QThread.currentThread()
        self.results.append(result)

    def failed(self, error):
        self.threads["failed"] = QThread.currentThread()
        self.errors.append(error)

    @property
    def done(self):
        return bool(self.results or self.errors)


def on_main_thread(thread):
    return thread is QgsApplication.instance().thread()


def test_work_runs_beside_the_main_thread_and_publish_on_it(board, qtbot):
    seen, threads = Recorder(), {}

    class Sum(Job):
        def prepare(self):
            threads["prepare"] = QThread.currentThread()

        def work(self, progress):
            threads["work"] = QThread.currentThread()
            progress.report(0.5, "half")
            return 42

        def publish(self, result):
            seen.publish(result)

    board.start(Sum("Adding"))
    qtbot.waitUntil(lambda: seen.done, timeout=5000)
    assert seen.results == [42]
    assert on_main_thread(threads["prepare"])
    assert on_main_thread(seen.threads["publish"])
    assert not on_main_thread(threads["work"])
    assert board.running() == []


def test_the_main_thread_stays_free_while_a_job_works(board, qtbot):
    seen, go, ticks = Recorder(), threading.Event(), []
    timer = QTimer()
    timer.timeout.connect(lambda: ticks.append(1))
    timer.start(5)
    board.run("Waiting", lambda _progress: go.wait(10), publish=seen.publish, failed=seen.failed)
    qtbot.waitUntil(lambda: len(ticks) >= 10, timeout=5000)
    assert not seen.done
    go.set()
    qtbot.waitUntil(lambda: seen.done, timeout=5000)
    timer.stop()


def test_python_changes_hands_sooner_while_jobs_run_and_as_before_afterwards(board, qtbot):
    before, seen = sys.getswitchinterval(), Recorder()
    board.run("one", lambda _progress: sys.getswitchinterval(), publish=seen.publish)
    board.run("two", lambda _progress: 1 / 0, failed=seen.failed)
    qtbot.waitUntil(lambda: len(seen.results) + len(seen.errors) == 2)
    assert seen.results[0] < before
    assert sys.getswitchinterval() == before


@pytest.mark.parametrize("error", [InputError("The file is empty."), ValueError("x"), KeyboardInterrupt(),
                                   SystemExit(3)])
def test_any_exception_in_work_reaches_failed_and_not_the_process(board, qtbot, error):
    seen = Recorder()

    def work(_progress):
        raise error

    board.run("Failing", work, publish=seen.publish, failed=seen.failed)
    qtbot.waitUntil(lambda: seen.done, timeout=5000)
    assert seen.errors == [error]
    assert seen.results == []
    assert on_main_thread(seen.threads["failed"])


def test_an_exception_in_publish_is_told_to_the_board(board, qtbot):
    crashes = []
    board.crashed.connect(crashes.append)
    board.run("Publishing", lambda _progress: 1, publish=lambda _result: 1 / 0)
    qtbot.waitUntil(lambda: bool(crashes), timeout=5000)
    assert isinstance(crashes[0], ZeroDivisionError)
    assert board.running() == []


def test_an_exception_in_failed_is_told_to_the_board(board, qtbot):
    crashes = []
    board.crashed.connect(crashes.append)
    board.run("Failing", lambda _progress: 1 / 0, failed=lambda _error: {}["missing"])
    qtbot.waitUntil(lambda: bool(crashes), timeout=5000)
    assert isinstance(crashes[0], KeyError)


def test_an_exception_in_prepare_starts_no_task(board):
    def prepare():
        raise InputError("No layer.")

    with pytest.raises(InputError):
        board.start(FunctionJob("Preparing", lambda _progress: 1, prepare=prepare))
    assert board.running() == []


def test_a_job_cancelled_while_it_works_is_told_so(board, qtbot):
    seen, started, release = Recorder(), threading.Event(), threading.Event()

    def work(progress):
        started.set()
        release.wait(10)
        stop_if_cancelled(progress)
        return "never"

    task = board.run("Long", work, publish=seen.publish, failed=seen.failed)
    qtbot.waitUntil(started.is_set, timeout=5000)
    task.cancel()
    release.set()
    qtbot.waitUntil(lambda: seen.done, timeout=5000)
    assert isinstance(seen.errors[0], CancelledError)
    assert seen.results == []


def test_what_was_done_before_the_cancel_took_effect_is_published_and_not_denied(board, qtbot):
    """The work may have saved a record: "Nothing was changed" would be untrue."""
    seen, started, release = Recorder(), threading.Event(), threading.Event()

    def work(_progress):
        started.set()
        release.wait(10)
        return "saved all the same"

    board.run("Saving", work, publish=seen.publish, failed=seen.failed)
    qtbot.waitUntil(started.is_set, timeout=5000)
    board.cancel_all()
    release.set()
    qtbot.waitUntil(lambda: seen.done, timeout=5000)
    assert seen.errors == []
    assert seen.results == ["saved all the same"]


def test_a_job_cancelled_before_it_runs_is_told_so(board, qtbot):
    workers, release, seen = [], threading.Event(), Recorder()
    # Fill QGIS's thread pool so that the next job has to queue.
    for number in range(QThread.idealThreadCount() * 4 + 8):
        workers.append(Recorder())
        board.run(f"Filler {number}", lambda _progress: release.wait(10), publish=workers[-1].publish,
                  failed=workers[-1].failed)
    task = board.run("Queued", lambda _progress: "never", publish=seen.publish, failed=seen.failed)
    task.cancel()
    release.set()
    qtbot.waitUntil(lambda: seen.done and all(one.done for one in workers), timeout=10000)
    assert isinstance(seen.errors[0], CancelledError)
    assert board.running() == []


def test_progress_and_text_reach_the_board(board, qtbot):
    changes, release, reported = [], threading.Event(), threading.Event()
    board.changed.connect(lambda: changes.append([(task.text, task.progress()) for task in board.running()]))

    def work(progress):
        progress.report(0.25, "Page 1")
        progress.report(7.0, "Page 9")  # beyond the end counts as the end
        reported.set()
        release.wait(10)

    board.run("Paging", work)
    qtbot.waitUntil(lambda: any(("Page 9", 100.0) in one for one in changes), timeout=5000)
    assert reported.is_set()
    release.set()
    qtbot.waitUntil(lambda: board.running() == [], timeout=5000)


def test_a_job_without_a_publisher_ends_quietly(board, qtbot):
    crashes = []
    board.crashed.connect(crashes.append)
    board.run("Quiet", lambda _progress: None)
    qtbot.waitUntil(lambda: board.running() == [], timeout=5000)
    assert crashes == []


def test_a_coordinate_system_first_used_in_a_task_works_for_later_tasks(qtbot, qgis_app):
    """QGIS forgets it with the thread that made it, and keeps an empty one that it calls valid."""
    pool = QgsApplication.taskManager().threadPool()
    before = pool.expiryTimeout()
    pool.setExpiryTimeout(50)
    board, ends = TaskBoard(), []

    def wkt_in_task(_progress):
        return QgsCoordinateReferenceSystem("EPSG:3046").toWkt()

    try:
        board.run("first", wkt_in_task, publish=ends.append)
        qtbot.waitUntil(lambda: len(ends) == 1)
        held = QgsCoordinateReferenceSystem("EPSG:3046")
        assert held.toWkt() == ends[0] != ""
        qtbot.wait(300)
        board.run("later", wkt_in_task, publish=ends.append)
        qtbot.waitUntil(lambda: len(ends) == 2)
        assert ends[1] == ends[0]
    finally:
        board.close()
        assert pool.expiryTimeout() == 50
        pool.setExpiryTimeout(before)


def test_a_task_gets_no_progress_bar_of_qgis_whose_end_could_block_the_next_one(board, qtbot):
    seen, shown = Recorder(), []
    its_list = QgsTaskManagerWidget(QgsApplication.taskManager())
    qtbot.addWidget(its_list)
    board.changed.connect(lambda: shown.extend(its_list.findChildren(QProgressBar)))
    QgsApplication.taskManager().taskAdded.connect(lambda _id: shown.extend(its_list.findChildren(QProgressBar)))
    board.run("x", lambda progress: progress.report(0.5), publish=seen.publish, failed=seen.failed)
    qtbot.waitUntil(lambda: seen.done)
    assert shown == []
