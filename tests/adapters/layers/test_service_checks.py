# SPDX-License-Identifier: GPL-2.0-or-later
"""Services are checked politely: when asked, one at a time per host, remembered for an hour."""

from __future__ import annotations

import json
import threading
from datetime import datetime, timedelta, timezone

import pytest

from ruhr_smartcity_plugin.adapters.layers.service_check import FRESH, ServiceChecks
from ruhr_smartcity_plugin.adapters.network.session import new_client
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service_check import ServiceState
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.loopback import Loopback, Reply

WMS = Reply(200, '<WMS_Capabilities version="1.3.0"/>', content_type="text/xml")


@pytest.fixture
def board(qgis_app, qtbot):
    made = TaskBoard()
    yield made
    made.close()
    qtbot.waitUntil(lambda: not made.running(), timeout=10_000)


@pytest.fixture
def checks(board, tmp_path):
    made = ServiceChecks(board, lambda _url: new_client(limits=Limits(2, 4)), lambda: tmp_path)
    made.said = []
    made.changed.connect(made.said.append)
    return made


def ended(qtbot, checks, board, *urls):
    qtbot.waitUntil(lambda: not any(checks.is_running(url) for url in urls) and not board.running(), timeout=10_000)


def test_a_check_runs_in_a_task_and_its_result_is_remembered_and_kept(qtbot, board, checks, tmp_path):
    with Loopback({"/ows": WMS}) as server:
        url = server.url + "/ows"
        assert checks.last(url) is None
        checks.check(ServiceKind.WMS, url, "Karte")
        assert checks.is_running(url)
        ended(qtbot, checks, board, url)
    assert checks.last(url).state is ServiceState.OK
    assert checks.is_fresh(url)
    assert set(checks.said) == {url}
    again = ServiceChecks(board, lambda _url: new_client(), lambda: tmp_path)
    assert again.last(url) == checks.last(url)


def test_what_was_checked_within_the_hour_is_not_asked_again_by_itself(qtbot, board, tmp_path):
    times = [datetime.now(timezone.utc)]
    checks = ServiceChecks(board, lambda _url: new_client(), lambda: tmp_path, now=lambda: times[0])
    with Loopback({"/ows": WMS}) as server:
        url = server.url + "/ows"
        for _again in range(3):
            checks.check_if_stale(ServiceKind.WMS, url)
            ended(qtbot, checks, board, url)
        assert len(server.seen) == 1
        times[0] += FRESH + timedelta(minutes=1)
        checks.check_if_stale(ServiceKind.WMS, url)
        ended(qtbot, checks, board, url)
        assert len(server.seen) == 2
        checks.check(ServiceKind.WMS, url)  # the user's own wish counts at once
        ended(qtbot, checks, board, url)
        assert len(server.seen) == 3


def test_one_host_is_never_asked_twice_at_the_same_time(qtbot, board, checks):
    lock, now, most = threading.Lock(), [0], [0]

    def slow(_seen):
        with lock:
            now[0] += 1
            most[0] = max(most[0], now[0])
        threading.Event().wait(0.05)
        with lock:
            now[0] -= 1
        return WMS

    with Loopback({f"/{number}": slow for number in range(5)}) as server:
        urls = [f"{server.url}/{number}" for number in range(5)]
        for url in urls:
            checks.check(ServiceKind.WMS, url)
        ended(qtbot, checks, board, *urls)
        assert len(server.seen) == 5
    assert most[0] == 1
    assert all(checks.last(url).state is ServiceState.OK for url in urls)


def test_a_check_can_be_stopped_and_says_nothing(qtbot, board, checks):
    hold = threading.Event()
    with Loopback({"/ows": lambda _seen: hold.wait(5) or WMS}) as server:
        url = server.url + "/ows"
        checks.check(ServiceKind.WMS, url)
        qtbot.waitUntil(lambda: bool(server.seen), timeout=5000)
        checks.stop(url)
        ended(qtbot, checks, board, url)
        hold.set()
    assert checks.last(url) is None


def test_what_waits_is_dropped_when_the_user_looks_at_something_else(qtbot, board, checks):
    hold = threading.Event()
    with Loopback({"/a": lambda _seen: hold.wait(5) or WMS, "/b": WMS}) as server:
        checks.check(ServiceKind.WMS, server.url + "/a")
        checks.check(ServiceKind.WMS, server.url + "/b")
        assert checks.is_running(server.url + "/b")
        checks.forget_waiting()
        assert not checks.is_running(server.url + "/b")
        hold.set()
        ended(qtbot, checks, board, server.url + "/a")
        assert [one.path for one in server.seen] == ["/a"]


def test_an_address_with_a_key_inside_is_not_written_down(qtbot, board, checks, tmp_path):
    with Loopback({"/ows": WMS}) as server:
        url = server.url + "/ows?apikey=canary"
        checks.check(ServiceKind.WMS, url)
        ended(qtbot, checks, board, url)
    assert checks.last(url).state is ServiceState.OK
    assert "canary" not in (tmp_path / "service_states.json").read_text("utf-8")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"checks": [{"url": 1}]}', '{"checks": 5}', "\0"])
def test_a_damaged_file_is_passed_over(board, tmp_path, text):
    (tmp_path / "service_states.json").write_text(text, "utf-8")
    assert ServiceChecks(board, lambda _url: new_client(), lambda: tmp_path).last("https://x.example") is None


def test_a_folder_that_cannot_be_written_does_not_disturb(qtbot, board, tmp_path):
    (tmp_path / "file").write_text("x")
    checks = ServiceChecks(board, lambda _url: new_client(), lambda: tmp_path / "file" / "below")
    with Loopback({"/ows": WMS}) as server:
        checks.check(ServiceKind.WMS, server.url + "/ows")
        ended(qtbot, checks, board, server.url + "/ows")
        assert checks.last(server.url + "/ows").state is ServiceState.OK


def test_only_a_bounded_number_is_kept(qtbot, board, checks, tmp_path):
    row = {"state": "ok", "milliseconds": 1, "checked_at": "2026-11-22T10:00:00+00:00"}
    rows = [{**row, "url": f"https://x.example/{number}"} for number in range(900)]
    (tmp_path / "service_states.json").write_text(json.dumps({"checks": rows}), "utf-8")
    with Loopback({"/ows": WMS}) as server:
        checks.check(ServiceKind.WMS, server.url + "/ows")
        ended(qtbot, checks, board, server.url + "/ows")
    kept = json.loads((tmp_path / "service_states.json").read_text("utf-8"))["checks"]
    assert len(kept) == 500
    assert kept[-1]["url"] == server.url + "/ows"
