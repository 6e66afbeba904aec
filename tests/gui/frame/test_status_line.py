# SPDX-License-Identifier: GPL-2.0-or-later
"""The status line: running tasks, warnings, and whether the plugin has been on the network."""

from __future__ import annotations

import socket
import threading

import pytest
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import Qt, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest
from qgis.PyQt.QtWidgets import QMenu

from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import stop_if_cancelled
from ruhr_smartcity_plugin.gui.frame.status_line import StatusLine
from tests.support.loopback import Loopback


@pytest.fixture
def line(workbench, qtbot):
    made = StatusLine(workbench)
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.show()
    yield made
    made.close_line()


@pytest.fixture
def gate():
    made = threading.Event()
    yield made
    made.set()


def test_nothing_runs_and_nothing_was_fetched(line):
    assert line.tasks_text.text() == "Ready"
    assert line.network.text() == "offline ready"
    assert not line.progress.isVisible()
    assert not line.cancel.isVisible()
    assert not line.warnings.isVisible()


def test_a_running_task_shows_its_text_and_its_progress(line, workbench, qtbot, gate):
    def work(progress):
        progress.report(0.6, "Page 6 of 10")
        gate.wait(10)

    workbench.tasks.run("Searching", work)
    qtbot.waitUntil(lambda: line.tasks_text.text() == "Page 6 of 10" and line.progress.value() == 60, timeout=5000)
    assert line.progress.isVisible()
    gate.set()
    qtbot.waitUntil(lambda: line.tasks_text.text() == "Ready", timeout=5000)
    assert not line.progress.isVisible()


def test_a_task_that_has_not_reported_shows_a_busy_bar(line, workbench, qtbot, gate):
    workbench.tasks.run("Waiting", lambda _progress: gate.wait(10))
    qtbot.waitUntil(line.progress.isVisible, timeout=5000)
    assert line.progress.maximum() == 0


def test_several_tasks_are_counted(line, workbench, qtbot, gate):
    for number in range(2):
        workbench.tasks.run(f"Task {number}", lambda _progress: gate.wait(10))
    qtbot.waitUntil(lambda: line.tasks_text.text() == "2 tasks", timeout=5000)
    assert "Task 0" in line.tasks_text.toolTip()


def test_running_tasks_are_cancelled_by_the_button(line, workbench, qtbot):
    started = threading.Event()

    def work(progress):
        started.set()
        pause = threading.Event()
        for _round in range(500):
            stop_if_cancelled(progress)
            pause.wait(0.02)

    workbench.tasks.run("Long", work)
    qtbot.waitUntil(started.is_set, timeout=5000)
    qtbot.mouseClick(line.cancel, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=5000)
    assert line.tasks_text.text() == "Ready"


def test_warnings_are_counted_listed_and_cleared(line, workbench, monkeypatch):
    workbench.messages.warn("The layer is short.", "<b>detail</b>")
    workbench.messages.fail(InputError("The file “R&D.csv” is empty."))
    assert line.warnings.isVisible()
    assert line.warnings.text() == "2"
    shown = []
    monkeypatch.setattr(QMenu, "exec", lambda menu, *_args: shown.append(
        [(action.text(), action.toolTip()) for action in menu.actions()]) or menu.actions()[-1].trigger())
    line.warnings.click()
    texts = [text for text, _tip in shown[0]]
    assert texts[0] == "The file “R&&D.csv” is empty."  # newest first; && is a written &
    assert texts[1] == "The layer is short."
    assert "<b>" not in shown[0][1][1]
    assert not line.warnings.isVisible()  # "Clear list" was triggered


def test_an_answer_says_online_and_a_failure_says_no_answer(line, qtbot):
    manager = QgsNetworkAccessManager.instance()
    with Loopback({"/": "hello"}) as server:
        manager.get(QNetworkRequest(QUrl(f"{server.url}/")))
        qtbot.waitUntil(lambda: line.network.text() == "online", timeout=5000)
    with socket.socket() as unused:  # bound but not listening: refuses connections
        unused.bind(("127.0.0.1", 0))
        manager.get(QNetworkRequest(QUrl(f"http://127.0.0.1:{unused.getsockname()[1]}/")))
        qtbot.waitUntil(lambda: line.network.text() == "no answer", timeout=5000)


def test_requests_made_inside_a_task_count_too(line, workbench, qtbot):
    with Loopback({"/data": {"x": 1}}) as server:
        done = []
        workbench.tasks.run("Fetching", lambda progress: new_client().get_json(f"{server.url}/data", progress=progress),
                            publish=done.append, failed=done.append)
        qtbot.waitUntil(lambda: bool(done), timeout=5000)
        assert done == [{"x": 1}]
        qtbot.waitUntil(lambda: line.network.text() == "online", timeout=5000)


def test_a_closed_line_listens_to_nobody(workbench, qtbot):
    line = StatusLine(workbench)
    qtbot.addWidget(line)
    line.close_line()
    workbench.messages.warn("After closing.")
    assert line.warnings.text() == "0"


def test_icon_buttons_have_names(line, workbench):
    workbench.messages.warn("x")
    for widget in (line.cancel, line.warnings, line.progress):
        assert widget.accessibleName()


def test_a_long_text_of_a_task_is_cut_with_a_sign_and_read_out_whole(line, workbench, qtbot, gate):
    line.resize(300, line.height())
    title = "Layers of “A service with a long name in a narrow dock” are asked for"
    workbench.tasks.run(title, lambda _progress: gate.wait(20))
    qtbot.waitUntil(lambda: line.tasks_text.accessibleName() == title)
    assert line.tasks_text.text().endswith("…")
    line.resize(1500, line.height())
    qtbot.waitUntil(lambda: line.tasks_text.text() == title)
    gate.set()
