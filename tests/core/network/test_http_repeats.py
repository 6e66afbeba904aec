# SPDX-License-Identifier: GPL-2.0-or-later
"""When the client waits, how long, and several pages at once; with a clock of our own where time matters."""

from __future__ import annotations

import threading
from datetime import datetime, timezone

import pytest
import requests

from ruhr_smartcity_plugin.core import errors
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient, Limits
from ruhr_smartcity_plugin.core.network.pages import PageRequest, fetch_pages
from ruhr_smartcity_plugin.core.network.retry import pause_s, retry_after_s
from tests.support.chaos import Chaos
from tests.support.loopback import Reply


class Clock:
    """Time that passes only by waiting."""

    def __init__(self) -> None:
        self.now = 1000.0
        self.waited = 0.0

    def __call__(self) -> float:
        return self.now

    def wait(self, seconds: float) -> None:
        self.now += seconds
        self.waited += seconds


def _client(clock: Clock, **limits) -> HttpClient:
    session = requests.Session()
    session.trust_env = False
    return HttpClient(session, limits=Limits(**limits), wait=clock.wait, clock=clock)


@pytest.mark.parametrize(
    ("header", "seconds"),
    [
        ("0", 0.0), ("7", 7.0), (" 120 ", 120.0), ("-5", None), ("1.5", None), ("", None), ("bald", None), ("²", None),
        ("Sun, 22 Nov 2026 12:00:30 GMT", 30.0), ("Sunday, 22-Nov-26 12:00:30 GMT", 30.0),
        ("Sun Nov 22 12:00:30 2026", 30.0),
        ("Sun, 22 Nov 2026 11:00:00 GMT", 0.0), ("99999999999999", 999999999.0),
        ("Sun, 99 Nov 2026 12:00:30 GMT", None),
    ],
)  # fmt: skip
def test_retry_after_is_read_in_both_forms(header, seconds):
    assert retry_after_s(header, datetime(2026, 11, 22, 12, 0, 0, tzinfo=timezone.utc)) == seconds


def test_pauses_double_within_half_and_one_and_a_half():
    for failed, middle in ((1, 0.5), (2, 1.0), (3, 2.0), (4, 4.0)):
        pauses = [pause_s(failed, None, 30.0) for _turn in range(200)]
        assert min(pauses) >= middle * 0.5
        assert max(pauses) <= middle * 1.5
        assert len(set(pauses)) > 20, "clients must not come back all at once"
    assert pause_s(20, None, 30.0) == 30.0


def test_a_wish_of_the_service_is_followed_up_to_the_longest_pause():
    assert pause_s(1, 12.0, 30.0) == 12.0
    assert pause_s(1, 31.0, 30.0) is None


def test_the_client_waits_as_long_as_the_service_asks(server):
    clock = Clock()
    with Chaos(server.url, [{"fault": "status", "code": 429, "headers": [["Retry-After", "20"]], "n": 2}]) as proxy:
        _client(clock, total_s=120).get(proxy.url + "/data")
        assert len(proxy.log) == 3
    assert clock.waited == pytest.approx(40)


def test_a_pause_beyond_the_total_time_is_not_begun(server):
    clock = Clock()
    with Chaos(server.url, [{"fault": "status", "code": 503, "headers": [["Retry-After", "20"]]}]) as proxy:
        with pytest.raises(errors.BusyError) as caught:
            _client(clock, total_s=30, attempts=9).get(proxy.url + "/data")
        assert len(proxy.log) == 2
    assert clock.waited == pytest.approx(20)
    assert caught.value.retry_after_s == 20


def test_one_attempt_means_one_request(server):
    with Chaos(server.url, [{"fault": "status", "code": 503}]) as proxy:
        with pytest.raises(errors.BusyError):
            _client(Clock(), attempts=1).get(proxy.url + "/data")
        assert len(proxy.log) == 1


def test_pages_come_in_order_and_report_their_share(ask, server):
    server.routes["/page"] = lambda seen: {"page": int(seen.value("page"))}

    class Share:
        fractions = []

        def is_cancelled(self):
            return False

        def report(self, fraction, text=""):
            self.fractions.append(fraction)

    pages = [PageRequest(server.url + "/page", {"page": number}, expect=Content.JSON) for number in range(9)]
    answers = fetch_pages(ask(), pages, progress=Share())
    assert [answer.text() for answer in answers] == [f'{{"page": {number}}}' for number in range(9)]
    assert Share.fractions == sorted(Share.fractions)
    assert Share.fractions[-1] == 1.0


def test_no_pages_are_no_work(ask):
    assert fetch_pages(ask(), []) == []


def test_the_first_error_stops_the_other_pages(ask, server, transport):
    hold = threading.Event()

    def page(seen):
        if seen.value("page") == "1":
            return Reply(404)
        hold.wait(0.2)
        return {"page": 1}

    server.routes["/page"] = page
    pages = [PageRequest(server.url + "/page", {"page": number}) for number in range(40)]
    with pytest.raises(errors.HttpStatusError) as caught:
        fetch_pages(ask(), pages)
    assert caught.value.status == 404
    assert len(server.seen) < 12


def test_a_cancel_stops_all_pages(ask, server):
    seen = threading.Event()

    def page(_seen):
        seen.set()
        return {"page": 1}

    class Late:
        def is_cancelled(self):
            return seen.is_set()

        def report(self, fraction, text=""):
            """Nobody looks."""

    server.routes["/page"] = page
    pages = [PageRequest(server.url + "/page", {"page": number}) for number in range(100)]
    with pytest.raises(errors.CancelledError):
        fetch_pages(ask(), pages, progress=Late())
    assert len(server.seen) < 50
