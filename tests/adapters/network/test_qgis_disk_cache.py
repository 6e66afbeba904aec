# SPDX-License-Identifier: GPL-2.0-or-later
"""Qt's disk cache never answers for a service that refuses, and says where it answers."""

from __future__ import annotations

import threading
import time
from datetime import datetime, timedelta, timezone

import pytest
from qgis.core import QgsApplication, QgsNetworkAccessManager
from qgis.PyQt.QtCore import QUrl

from ruhr_smartcity_plugin.adapters.network import transport
from ruhr_smartcity_plugin.adapters.network.session import new_algorithm_client
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core import errors
from tests.support.loopback import Loopback, QuietHandler, QuietServer, Reply

ETAG = {"ETag": '"one"'}
KEPT = {
    "without a sign": {},
    "with an ETag": ETAG,
    "with a date": {"Last-Modified": "Mon, 01 Jun 2026 10:00:00 GMT"},
    "with a closed connection": {"Connection": "close"},
    "to be asked about": {"Cache-Control": "no-cache", **ETAG},
}


def _failure(asker, url, **more):
    """Return the error of a call that has to end at once."""
    start = time.monotonic()
    with pytest.raises(errors.NetworkError) as caught:
        asker.get(url, **more)
    assert time.monotonic() - start < 1.5  # the client's inactivity time is 2 s
    return caught.value


@pytest.mark.parametrize("kept", KEPT)
@pytest.mark.parametrize("refresh", [False, True])
@pytest.mark.parametrize(
    "refusal",
    [
        Reply(500, "down"),
        Reply(500, b""),
        Reply(500, b"x" * 60_000),
        Reply(500, {"message": "Tabelle fehlt"}),
        Reply(501, "no"),
        Reply(500, "down", {"Connection": "close"}),
        Reply(404, "gone"),
        Reply(410, b""),
    ],
    ids=lambda reply: f"{reply.status} with {len(reply.body)} bytes{' closed' if reply.headers else ''}",
)
def test_a_refusal_after_a_good_answer_is_a_refusal_at_once(client, server, kept, refresh, refusal):
    server.routes["/data"] = Reply(200, "good", KEPT[kept])
    for _turn in range(2):
        assert client().get(server.url + "/data").body == b"good"
    server.routes["/data"] = refusal
    for _turn in range(2):
        error = _failure(client(), server.url + "/data", refresh=refresh)
        assert error.status == refusal.status
    if isinstance(refusal.body, dict):
        assert error.sentence.endswith("(HTTP 500): Tabelle fehlt")


@pytest.mark.parametrize("status", [502, 503, 504])
def test_a_service_that_is_away_for_a_moment_is_asked_again(client, server, status):
    server.routes["/data"] = Reply(200, "old", ETAG)
    client().get(server.url + "/data")
    answers = iter([Reply(status, "away"), Reply(200, "new", {"ETag": '"two"'})])
    server.routes["/data"] = lambda seen: next(answers)
    assert client(max_wait_s=0.1).get(server.url + "/data").body == b"new"


def test_a_refused_refresh_of_a_fresh_answer_is_a_refusal(client, server):
    server.routes["/data"] = Reply(200, "good", {"Cache-Control": "max-age=600"})
    client().get(server.url + "/data")
    server.routes["/data"] = Reply(500, "down")
    assert _failure(client(), server.url + "/data", refresh=True).status == 500
    assert _failure(client(), server.url + "/data").status == 500  # what was refused once is not shown as current


def test_a_refusal_without_a_length_is_a_refusal_at_once(client, qgis_app):
    """HTTP/1.0: the body ends with the connection."""
    statuses = iter([200, 500])

    class Handler(QuietHandler):
        protocol_version = "HTTP/1.0"

        def handle_any(self):
            self.send_response(next(statuses))
            self.end_headers()
            self.wfile.write(b"text")

    with QuietServer(("127.0.0.1", 0), Handler) as plain:
        threading.Thread(target=plain.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        url = f"http://127.0.0.1:{plain.server_address[1]}/data"
        assert client().get(url).body == b"text"
        assert _failure(client(), url).status == 500
        plain.shutdown()


def test_a_refusal_in_a_task_is_a_refusal_at_once(qtbot, client, server):
    board = TaskBoard()
    seen = []

    def ask(progress):
        client().get(server.url + "/data", progress=progress)
        server.routes["/data"] = Reply(500, "down")
        return _failure(client(), server.url + "/data", progress=progress)

    board.run("ask", ask, publish=seen.append, failed=seen.append)
    qtbot.waitUntil(lambda: bool(seen), timeout=10_000)
    assert [one.status for one in seen] == [500]


def test_a_write_that_is_refused_is_not_answered_out_of_the_cache(client, server):
    server.routes["/data"] = Reply(200, "good", ETAG)
    client().get(server.url + "/data")
    server.routes["/data"] = Reply(500, "down")
    with pytest.raises(errors.HttpStatusError, match="HTTP 500"):
        client().send("POST", server.url + "/data", body=b"{}", content_type="application/json")


@pytest.mark.parametrize("refusal", [Reply(500, "down"), Reply(500, b""), Reply(502, b"x" * 20_000)])
def test_an_answer_that_another_thread_has_kept_meanwhile_does_not_stand_in_for_a_refusal(
    client, server, monkeypatch, refusal
):
    """The same as seen by the transport: nothing was to be in the cache, yet Qt answers out of it."""
    monkeypatch.setattr(transport, "bar_stale_answer", lambda *_: False)
    for number in range(8):  # Qt tells of the refusal sooner or later than the cache answers
        server.routes["/data"] = "good"
        client().get(f"{server.url}/data?n={number}")
        server.routes["/data"] = refusal
        error = _failure(client(attempts=1), f"{server.url}/data?n={number}")
        assert isinstance(error, (errors.ConnectionFailedError, errors.HttpStatusError))


def test_an_unchanged_answer_is_not_sent_again_and_says_where_it_comes_from(client, server):
    def data(seen):
        is_known = seen.headers.get("If-None-Match") == ETAG["ETag"]
        return Reply(304, b"", ETAG) if is_known else Reply(200, "good", ETAG)

    server.routes["/data"] = data
    first, second, third = (client().get(server.url + "/data") for _turn in range(3))
    assert [one.from_cache for one in (first, second, third)] == [False, True, True]
    assert {one.body for one in (first, second, third)} == {b"good"}
    assert [one.headers.get("If-None-Match") for one in server.seen] == [None, ETAG["ETag"], ETAG["ETag"]]


def test_an_answer_kept_by_its_own_word_says_as_of_when_it_is(client, server):
    given = datetime.now(timezone.utc).replace(microsecond=0)
    server.routes["/data"] = Reply(200, "good", {"Cache-Control": "max-age=600"})
    client().get(server.url + "/data")
    kept = client().get(server.url + "/data")
    assert len(server.seen) == 1
    assert kept.from_cache
    assert abs(kept.as_of() - given) < timedelta(seconds=5)


@pytest.mark.parametrize(
    "condition", [{"If-None-Match": '"mine"'}, {"If-Modified-Since": "Mon, 01 Jun 2026 10:00:00 GMT"}]
)
@pytest.mark.parametrize("refresh", [False, True])
def test_the_caller_s_own_condition_gets_its_304_and_nothing_else_s_content(client, server, condition, refresh):
    """What the caller keeps need not be what Qt keeps: its content under our 304 would be the wrong one."""
    server.routes["/data"] = Reply(200, "what Qt keeps", ETAG)
    client().get(server.url + "/data")
    server.routes["/data"] = Reply(304, b"", {"ETag": '"mine"'})
    for _turn in range(2):
        answer = client().get(server.url + "/data", headers=condition, refresh=refresh)
        assert (answer.status, answer.body, answer.from_cache) == (304, b"", False)
    name, value = next(iter(condition.items()))
    assert {one.headers[name] for one in server.seen[1:]} == {value}


def test_an_answer_to_a_condition_is_kept_by_its_caller_alone(client, server):
    server.routes["/data"] = Reply(200, "new", {"ETag": '"two"', "Cache-Control": "max-age=600"})
    answer = client().get(server.url + "/data", headers={"If-None-Match": '"one"'})
    assert (answer.status, answer.body) == (200, b"new")
    assert not QgsNetworkAccessManager.instance().cache().metaData(QUrl(server.url + "/data")).isValid()


def test_an_algorithm_may_hold_the_window_as_those_of_qgis_do(server, qgis_app, monkeypatch):
    """`processing.run` in QGIS's Python console runs algorithms on the main thread."""
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    assert new_algorithm_client().get_json(server.url + "/data") == {"a": 1}


def test_a_server_of_another_address_is_left_alone(client, server):
    with Loopback({"/data": Reply(200, "other", {"Cache-Control": "max-age=600"})}) as other:
        client().get(other.url + "/data")
        server.routes["/data"] = Reply(500, "down")
        assert _failure(client(), server.url + "/data").status == 500
        assert client().get(other.url + "/data").from_cache
        assert len(other.seen) == 1


@pytest.mark.parametrize("more", [{}, ETAG, {"Cache-Control": "max-age=600"}, {"Cache-Control": "max-age=600", **ETAG}])
def test_a_piece_and_the_whole_are_never_taken_for_each_other(client, server, more):
    def data(seen):
        if "Range" in seen.headers:
            return Reply(206, b"0123", {"Content-Range": "bytes 0-3/10", **more})
        return Reply(200, b"0123456789", more)

    piece = {"Range": "bytes=0-3", "Accept-Encoding": "identity"}
    for path in ("/piece-first", "/whole-first"):
        server.routes[path] = data
    assert client().get(server.url + "/piece-first", headers=piece).body == b"0123"
    assert client().get(server.url + "/piece-first").body == b"0123456789"
    assert client().get(server.url + "/whole-first").body == b"0123456789"
    answer = client().get(server.url + "/whole-first", headers=piece)
    assert (answer.status, answer.body) in [(206, b"0123"), (200, b"0123456789")]
    assert client().get(server.url + "/whole-first").body == b"0123456789"
