# SPDX-License-Identifier: GPL-2.0-or-later
"""What only QGIS's transport does: agent, cache, log-ins, the main thread, QGIS's own time-out."""

from __future__ import annotations

import gzip
import time

import pytest
import requests
from qgis.core import (
    QgsApplication,
    QgsAuthMethodConfig,
    QgsMessageLog,
    QgsNetworkAccessManager,
)
from qgis.PyQt.QtCore import QEventLoop, QUrl
from qgis.PyQt.QtNetwork import QNetworkRequest

from ruhr_smartcity_plugin.adapters.network import introduction, main_thread
from ruhr_smartcity_plugin.adapters.network.login import Login
from ruhr_smartcity_plugin.adapters.network.session import limits_of, new_session
from ruhr_smartcity_plugin.core import errors
from ruhr_smartcity_plugin.core.network.client import Limits
from tests.support.chaos import Chaos
from tests.support.loopback import Loopback, Reply


def _get_by_qgis_itself(url: str) -> None:
    loop = QEventLoop()
    reply = QgsNetworkAccessManager.instance().get(QNetworkRequest(QUrl(url)))
    reply.finished.connect(loop.quit)
    loop.exec()
    reply.deleteLater()


def _basic_login(manager, name="anna", word="ruhr2027"):
    config = QgsAuthMethodConfig("Basic")
    config.setName("test")
    config.setConfig("username", name)
    config.setConfig("password", word)
    assert manager.storeAuthenticationConfig(config)
    return config.id()


def test_requests_of_others_keep_their_user_agent(client, server):
    client().get(server.url + "/data")
    _get_by_qgis_itself(server.url + "/data")
    ours, qgis = (one.headers["User-Agent"] for one in server.seen)
    assert ours.startswith("RuhrSmartCity/")
    assert "QGIS/" in qgis
    assert "RuhrSmartCity" not in qgis


def test_the_introduction_can_be_taken_back_and_made_again(client, server):
    undo = introduction.introduce_plugin()
    introduction.introduce_plugin()
    undo()
    undo()
    assert introduction._registered == []
    client().get(server.url + "/data")
    assert server.seen[0].headers["User-Agent"].startswith("RuhrSmartCity/")


def test_a_bare_session_works_as_any_requests_session(qgis_app, server):
    server.routes["/gz"] = Reply(
        200, gzip.compress(b'{"z": "\xc3\xa4"}'), {"Content-Encoding": "gzip"}, "application/json"
    )
    server.routes["/form"] = lambda seen: seen.body
    server.routes["/cookies"] = Reply(200, b"x", {"Set-Cookie": "a=1; Path=/"})
    session = new_session()
    assert session.get(server.url + "/gz", timeout=5).json() == {"z": "ä"}
    assert session.post(server.url + "/form", data={"a": "ü b"}, timeout=5).text == "a=%C3%BC+b"
    assert session.post(server.url + "/form", json={"a": 1}, timeout=5).json() == {"a": 1}
    head = session.head(server.url + "/data", timeout=(5, 5))
    assert (head.status_code, head.content, head.headers["Content-Type"]) == (200, b"", "application/json")
    missing = session.get(server.url + "/none", timeout=5)
    assert (missing.status_code, missing.text, missing.ok) == (404, "no such route", False)
    with pytest.raises(requests.HTTPError):
        missing.raise_for_status()


def test_environment_proxies_are_ignored(client, server, monkeypatch):
    monkeypatch.setenv("http_proxy", "http://127.0.0.1:9")
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9")
    monkeypatch.delenv("no_proxy", raising=False)
    monkeypatch.delenv("NO_PROXY", raising=False)
    assert client().get_json(server.url + "/data") == {"a": 1}


def test_an_answer_that_may_be_cached_is_asked_once_and_a_refresh_asks_again(client, server):
    server.routes["/data"] = Reply(200, {"a": 1}, {"Cache-Control": "max-age=600"})
    for _turn in range(3):
        assert client().get_json(server.url + "/data") == {"a": 1}
    assert len(server.seen) == 1
    client().get_json(server.url + "/data", refresh=True)
    assert len(server.seen) == 2


def test_a_compressed_answer_out_of_the_cache_is_the_same(client, server):
    body = gzip.compress(b'{"a": 2}')
    headers = {"Cache-Control": "max-age=600", "Content-Encoding": "gzip"}
    server.routes["/zipped"] = Reply(200, body, headers, "application/json")
    assert [client().get_json(server.url + "/zipped") for _turn in range(2)] == [{"a": 2}] * 2
    _get_by_qgis_itself(server.url + "/zipped")
    assert client().get_json(server.url + "/zipped") == {"a": 2}


def test_a_compressed_answer_that_qgis_has_cached_can_be_read(client, server):
    headers = {"Cache-Control": "max-age=600", "Content-Encoding": "gzip"}
    server.routes["/other"] = Reply(200, gzip.compress(b'{"a": 3}'), headers, "application/json")
    _get_by_qgis_itself(server.url + "/other")
    assert client().get_json(server.url + "/other") == {"a": 3}


def test_answers_to_a_log_in_are_not_kept_in_the_disk_cache(client, server, authentication):
    server.routes["/data"] = Reply(200, {"internal": 1}, {"Cache-Control": "max-age=600"})
    entry = _basic_login(authentication)
    for _turn in range(2):
        client(entry, server.host).get_json(server.url + "/data")
    assert len(server.seen) == 2


def test_the_log_in_goes_to_its_host_only(client, server, authentication):
    with Loopback({"/data": {"b": 1}}) as other:
        asker = client(_basic_login(authentication), server.url)
        asker.get(server.url + "/data")
        asker.get(other.url + "/data")
    assert server.seen[0].headers["Authorization"] == "Basic YW5uYTpydWhyMjAyNw=="  # base64 of anna:ruhr2027
    assert "Authorization" not in other.seen[0].headers


def test_the_log_in_does_not_follow_a_redirect_to_another_host(client, server, authentication):
    with Loopback({"/data": {"b": 1}}) as other:
        server.routes["/moved"] = Reply(302, b"", {"Location": other.url + "/data"})
        client(_basic_login(authentication), server.url).get(server.url + "/moved")
    assert "Authorization" in server.seen[0].headers
    assert "Authorization" not in other.seen[0].headers


def test_a_log_in_without_a_host_goes_nowhere(client, server, authentication):
    client(_basic_login(authentication)).get(server.url + "/data")
    assert "Authorization" not in server.seen[0].headers


def test_a_missing_log_in_entry_is_said_in_a_sentence(client, server, authentication):
    with pytest.raises(errors.NetworkError, match="log-in chosen for the service"):
        client("gone123", server.host).get(server.url + "/data")
    assert server.seen == []


@pytest.mark.parametrize(
    ("host", "url", "is_for"),
    [
        ("geo.example.org", "https://geo.example.org/wfs", True),
        ("geo.example.org", "http://geo.example.org:8080/wfs", False),
        ("geo.example.org:8080", "http://geo.example.org:8080/wfs", True),
        ("https://geo.example.org/", "https://GEO.EXAMPLE.ORG:443/wfs", True),
        ("https://geo.example.org/", "http://geo.example.org/wfs", False),
        ("example.org", "https://geo.example.org/", False),
        ("geo.example.org", "https://geo.example.org.evil.net/", False),
        ("geo.example.org", "https://geo.example.org@evil.net/", False),
        ("geo.example.org", "https://[::1", False),
        ("", "https://geo.example.org/", False),
    ],
)
def test_a_log_in_knows_its_server(host, url, is_for):
    assert Login("abc1234", host).is_for(url) is is_for


def test_wrong_log_in_is_access_denied_and_ends(client, server, authentication):
    server.routes["/data"] = Reply(401, b"no", {"WWW-Authenticate": 'Basic realm="x"'})
    with pytest.raises(errors.AccessDeniedError, match="HTTP 401"):
        client(_basic_login(authentication), server.host).get(server.url + "/data")


def test_the_main_thread_of_the_qgis_window_is_refused_and_nothing_sent(client, server, monkeypatch):
    monkeypatch.setattr(QgsApplication, "platform", lambda: "desktop")
    with pytest.raises(errors.MainThreadError, match="freeze QGIS"):
        client().get(server.url + "/data")
    assert server.seen == []


def test_other_main_threads_may_wait(qgis_app):
    assert QgsApplication.platform() != "desktop"
    assert main_thread.is_main_thread()
    main_thread.refuse_to_freeze()


def test_the_time_out_of_qgis_itself_is_a_time_out(client, server):
    before = QgsNetworkAccessManager.timeout()
    with Chaos(server.url, [{"fault": "hang"}]) as proxy:
        QgsNetworkAccessManager.setTimeout(300)
        try:
            with pytest.raises(errors.TimedOutError):
                client(inactivity_s=5).get(proxy.url + "/data")
        finally:
            QgsNetworkAccessManager.setTimeout(before)


def test_a_download_above_the_cap_is_broken_off_early(client, server):
    """No length announced: the transport itself must stop, not the reader afterwards."""
    with Chaos(server.url, [{"fault": "trickle", "chunk": 20_000, "gap": 0.02}]) as proxy:
        server.routes["/big"] = bytes(4_000_000)
        start = time.monotonic()
        with pytest.raises(errors.TooLargeError):
            client(max_bytes=100_000).get(proxy.url + "/big")
        assert time.monotonic() - start < 2


def test_a_file_over_a_slow_line_may_take_longer_than_the_total_time(client, server):
    server.routes["/file"] = bytes(60_000)
    with Chaos(server.url, [{"fault": "trickle", "chunk": 5_000, "gap": 0.1}]) as proxy:
        with pytest.raises(errors.TimedOutError):
            client(total_s=0.5).get(proxy.url + "/file")
        assert len(client(total_s=0.5, slowest_bytes_per_s=25_000).get(proxy.url + "/file").body) == 60_000


def test_a_large_download_comes_whole_through_the_limited_buffer(client, server):
    body = bytes(range(256)) * 80_000  # 20 MB, the buffer holds 4
    server.routes["/big"] = body
    assert client().get(server.url + "/big").body == body


def test_a_large_upload_arrives_whole_and_once(client, server):
    body = bytes(range(256)) * 40_000
    server.routes["PUT /up"] = Reply(201)
    client().send("PUT", server.url + "/up", body=body, content_type="application/octet-stream")
    assert [one.body == body for one in server.seen] == [True]


@pytest.mark.parametrize("method", ["POST", "PUT", "PATCH", "DELETE"])
@pytest.mark.parametrize("fault", ["lost_ack", "reset"])
def test_qt_does_not_repeat_a_write_behind_our_back(client, server, method, fault):
    server.routes["/records"] = Reply(201)
    body = b"" if method == "DELETE" else b"{}"
    with Chaos(server.url, [{"fault": fault}]) as proxy:
        with pytest.raises(errors.ConnectionFailedError):
            client().send(method, proxy.url + "/records", body=body, content_type="application/json")
        assert len(proxy.log) == 1
    assert len(server.seen) == (1 if fault == "lost_ack" else 0)


def test_qt_repeats_a_reset_get_three_times_per_attempt(client, server):
    """Measured, not wished: whoever counts requests of a reset service has to multiply by four."""
    with Chaos(server.url, [{"fault": "reset"}]) as proxy:
        with pytest.raises(errors.ConnectionFailedError):
            client(attempts=1).get(proxy.url + "/data")
        assert 1 <= len(proxy.log) <= 4


def test_no_secret_reaches_the_log_of_qgis(client, server, authentication):
    lines = []
    QgsApplication.messageLog().messageReceived.connect(lambda *parts: lines.append(" ".join(map(str, parts))))
    entry = _basic_login(authentication, word="canary2027")
    server.routes["/data"] = Reply(500, b"x")
    with pytest.raises(errors.HttpStatusError) as caught:
        client(entry, server.host).get(server.url + "/data?token=canary2027")
    QgsMessageLog.logMessage(caught.value.detail, "test")
    shown = "\n".join([*lines, caught.value.sentence, caught.value.detail])
    assert "canary2027" not in shown
    assert "HTTP 500" in shown


def test_the_limits_come_from_the_settings(qgis_app):
    class Entry:
        def __init__(self, number):
            self.number = number

        def value(self):
            return self.number

    class Chosen:
        inactivity_s, total_s, max_answer_mb = Entry(7), Entry(0), Entry(3)

    assert limits_of(Chosen()) == Limits(inactivity_s=7.0, total_s=1.0, max_bytes=3 * 1024 * 1024)
