# SPDX-License-Identifier: GPL-2.0-or-later
"""The same client in tasks, in pages' threads and in a process of its own."""

from __future__ import annotations

import os
import subprocess
import sys
import threading

import pytest

from ruhr_smartcity_plugin.adapters.network.reachability import check_service
from ruhr_smartcity_plugin.adapters.network.session import fetch_async
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core import errors
from ruhr_smartcity_plugin.core.network.pages import PageRequest, fetch_pages
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply
from tests.support.tls import untrusted_context

SCRIPT = """
import json, sys
from qgis.core import QgsApplication
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.network.pages import PageRequest, fetch_pages
client = new_client()
answer = client.get_json(sys.argv[1] + "/data")
pages = fetch_pages(client, [PageRequest(sys.argv[1] + "/data", {"page": n}) for n in range(8)])
print(json.dumps([answer, len(pages)]))
application.exitQgis()
"""


def _outcome(qtbot, start):
    """Run a job and return (result, error, is it the main thread)."""
    outcome = []
    main = threading.get_ident()
    start(
        lambda result: outcome.append((result, None, threading.get_ident() == main)),
        lambda error: outcome.append((None, error, threading.get_ident() == main)),
    )
    qtbot.waitUntil(lambda: bool(outcome), timeout=10_000)
    return outcome[0]


def test_fetching_in_a_task_brings_the_answer_to_the_main_thread(qtbot, qgis_app, server):
    board = TaskBoard()
    answer, error, is_main = _outcome(
        qtbot, lambda done, failed: fetch_async(board, server.url + "/data", done, failed)
    )
    assert error is None
    assert (answer.body, is_main) == (b'{"a": 1}', True)


def test_an_error_in_a_task_comes_to_the_main_thread_by_its_name(qtbot, qgis_app, server):
    board = TaskBoard()
    _answer, error, is_main = _outcome(
        qtbot, lambda done, failed: fetch_async(board, server.url + "/none", done, failed)
    )
    assert isinstance(error, errors.HttpStatusError)
    assert error.status == 404
    assert is_main


def test_a_task_that_waits_for_a_silent_service_can_be_cancelled(qtbot, client, server):
    board = TaskBoard()
    with Chaos(server.url, [{"fault": "hang"}]) as proxy:

        def start(done, failed):
            task = fetch_async(board, proxy.url + "/data", done, failed, client=client(inactivity_s=8))
            qtbot.waitUntil(lambda: bool(proxy.log), timeout=5000)
            task.cancel()

        _answer, error, _is_main = _outcome(qtbot, start)
    assert isinstance(error, errors.CancelledError)


def test_the_gui_thread_stays_free_while_a_task_waits(qtbot, client, server):
    board = TaskBoard()
    turns = []
    with Chaos(server.url, [{"fault": "pass", "delay": 0.4}]) as proxy:

        def start(done, failed):
            fetch_async(board, proxy.url + "/data", done, failed, client=client())
            qtbot.waitUntil(lambda: turns.append(1) or len(turns) > 10, timeout=5000)

        answer, _error, _is_main = _outcome(qtbot, start)
    assert answer.status == 200


def test_many_tasks_at_once_get_their_own_answers(qtbot, client, server):
    """300, because PyQt mixed up the replies of different threads in 5 of 300, and QGIS lost tasks started by tasks."""
    server.routes["/echo"] = lambda seen: {"n": seen.value("n")}
    board = TaskBoard()
    answers, failures, numbers = {}, [], iter(range(300))
    asker = client(attempts=1)

    def start_next():
        number = next(numbers, None)
        if number is not None:
            board.run("echo", lambda progress: asker.get_json(f"{server.url}/echo?n={number}", progress=progress),
                      publish=lambda result: conclude(number, result), failed=failures.append)  # fmt: skip

    def conclude(number, result):
        answers[number] = result["n"]
        start_next()

    start_next()
    start_next()
    qtbot.waitUntil(lambda: len(answers) + len(failures) == 300, timeout=20_000)
    assert failures == []
    assert answers == {number: str(number) for number in range(300)}


def test_pages_are_fetched_by_at_most_four_threads_and_stay_in_order(client, server):
    running, most, lock = [], [], threading.Lock()
    gate = threading.Event()

    def page(seen):
        with lock:
            running.append(1)
            most.append(len(running))
            if len(running) == 4:
                gate.set()
        gate.wait(2)
        with lock:
            running.pop()
        return {"page": int(seen.value("page"))}

    server.routes["/page"] = page
    requests = [PageRequest(server.url + "/page", {"page": number}) for number in range(12)]
    answers = fetch_pages(client(), requests, parallel=99)
    assert [answer.text() for answer in answers] == [f'{{"page": {number}}}' for number in range(12)]
    assert max(most) == 4


def test_pages_in_a_task_work_like_pages_in_the_main_thread(qtbot, client, server):
    board = TaskBoard()
    requests = [PageRequest(server.url + "/data", {"page": number}) for number in range(12)]
    answers, error, _is_main = _outcome(
        qtbot,
        lambda done, failed: board.run(
            "pages", lambda progress: fetch_pages(client(), requests, progress=progress), publish=done, failed=failed
        ),
    )
    assert error is None
    assert len(answers) == 12


def test_an_untrusted_certificate_in_a_pages_thread_does_not_lock_the_waiting_main_thread(client):
    """QGIS hands certificate questions of other threads to the main thread and stops the asking one until then."""
    with Loopback({"/data": {"a": 1}}, tls=untrusted_context()) as server:
        pages = [PageRequest(server.url + "/data", {"p": number}) for number in range(4)]
        with pytest.raises(errors.UntrustedCertificateError):
            fetch_pages(client(), pages)


def test_a_log_in_question_in_a_pages_thread_does_not_lock_the_waiting_main_thread(client, server):
    server.routes["/data"] = Reply(401, b"no", {"WWW-Authenticate": 'Basic realm="x"'})
    with pytest.raises(errors.AccessDeniedError):
        fetch_pages(client(), [PageRequest(server.url + "/data", {"p": n}) for n in range(4)])


def test_the_client_works_in_a_process_of_its_own(server, tmp_path):
    environment = {**os.environ, "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": os.getcwd()}
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, server.url], env=environment, capture_output=True, text=True, timeout=60
    )
    assert done.stdout.strip().splitlines()[-1:] == ['[{"a": 1}, 8]'], done.stderr
    assert done.returncode == 0, done.stderr
    assert {one.headers["User-Agent"].split("/")[0] for one in server.seen} == {"RuhrSmartCity"}


def test_reachability_tells_a_service_that_answers_from_one_that_does_not(client, server):
    there = check_service(server.url + "/data", service="Klimadaten", client=client())
    assert there.reachable
    assert there.sentence == f"The service “Klimadaten” answers ({there.milliseconds} ms)."
    with Chaos(server.url, [{"fault": "hang"}]) as proxy:
        gone = check_service(proxy.url + "/data?token=canary", client=client(inactivity_s=0.5))
    assert not gone.reachable
    assert gone.milliseconds >= 500
    assert "did not answer within 0.5 s" in gone.sentence
    assert "canary" not in gone.sentence + gone.detail


@pytest.mark.parametrize(("status", "reachable"), [(404, True), (401, True), (500, False), (503, False)])
def test_a_refusing_service_is_reachable_and_a_faulty_one_is_not(client, server, status, reachable):
    server.routes["/data"] = Reply(status, b"x")
    assert check_service(server.url + "/data", client=client()).reachable is reachable


def test_a_job_that_is_started_by_a_job_and_cancelled_at_once_ends_as_cancelled(qtbot, client, server):
    board = TaskBoard()
    errors_seen = []

    def follow_up(_answer):
        board.run("second", lambda progress: None, failed=errors_seen.append).cancel()

    board.run("first", lambda progress: client().get(server.url + "/data", progress=progress), publish=follow_up)
    qtbot.waitUntil(lambda: bool(errors_seen) and not board.running(), timeout=10_000)
    assert [type(error) for error in errors_seen] == [errors.CancelledError]


CROWD = """
import faulthandler, os, sys, threading
faulthandler.enable()
from qgis.core import QgsApplication
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
from ruhr_smartcity_plugin.adapters.network.session import new_client
for number in range(60):
    client, sizes = new_client(), []
    def ask():
        sizes.append(len(client.get(sys.argv[1] + "/data").body))
    threads = [threading.Thread(target=ask, daemon=True) for _ in range(8)]
    for one in threads:
        one.start()
    for one in threads:
        one.join(20)
    if len(set(sizes)) != 1 or len(sizes) != 8:
        sys.exit(f"round {number}: {sizes}")
    application.processEvents()
print("all answered")
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("headers", [{}, {"ETag": '"v1"', "Cache-Control": "max-age=0"}], ids=["plain", "etag"])
def test_threads_that_ask_for_one_address_do_not_spoil_each_others_cache(server, tmp_path, headers):
    # removing the address from the cache, which all threads share, crashed here within 150 rounds
    server.routes["/data"] = Reply(200, {"a": 1}, headers)
    own = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    environment = {**os.environ, **own}
    done = subprocess.run(
        [sys.executable, "-c", CROWD, server.url], capture_output=True, text=True, timeout=120, check=False,
        env=environment,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert "all answered" in done.stdout


PASSING_THREADS = """
import faulthandler, os, sys
faulthandler.enable()
from concurrent.futures import ThreadPoolExecutor
from qgis.core import QgsApplication
QgsApplication.setPrefixPath("/usr", True)
application = QgsApplication([], False)
application.initQgis()
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.network.client import Limits
client, wrong = new_client(limits=Limits(attempts=1)), []
def ask(number, suffix):
    path = ("/data", "/busy", "/none")[number % 3]
    try:
        client.get(sys.argv[1] + path + suffix)
    except RuhrError:
        pass
    except Exception as error:
        wrong.append(repr(error))
for round in range(400):
    with ThreadPoolExecutor(4) as pool:
        jobs = [pool.submit(ask, n, f"?p={round}-{n}" if sys.argv[2] == "many" else "") for n in range(8)]
        while not all(job.done() for job in jobs):
            application.processEvents()
print(wrong)
sys.stdout.flush()
os._exit(0)
"""


@pytest.mark.parametrize("addresses", ["one", "many"])
def test_threads_that_come_and_go_leave_the_replies_of_others_alone(server, tmp_path, addresses):
    """PyQt took replies of living threads for the managers of ended ones (2 to 4 of 4800), and Qt's cache crashed."""
    server.routes["/busy"] = Reply(503, b"no")
    own = {"HOME": str(tmp_path), "XDG_RUNTIME_DIR": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    done = subprocess.run(
        [sys.executable, "-c", PASSING_THREADS, server.url, addresses], capture_output=True, text=True, timeout=120,
        check=False, env={**os.environ, **own},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    assert done.stdout.strip().splitlines()[-1] == "[]"
