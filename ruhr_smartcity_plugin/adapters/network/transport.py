# SPDX-License-Identifier: GPL-2.0-or-later
"""`requests` over QGIS's network: proxy, certificates, log-ins, cache and network logger are QGIS's own.

Measured with QGIS 3.40.6, and therefore so:

* QGIS's asynchronous network manager with manual redirects and a local event loop. `QgsBlockingNetworkRequest` calls
  a time-out, a cancel and a redirect to `file:` a success.
* `abort()` only after the loop has ended, never inside a slot (crash).
* The compressed body is handed on as it came, so that the reader can inflate it with a cap.
* Qt's cache must not answer for a service that refuses (`disk_cache`).
* Qt itself repeats a request up to three times after a reset, below us and uncounted by `Limits.attempts`. For GET and
  HEAD that does no harm; writes are protected against it (`upload`).
"""

from __future__ import annotations

import time
from typing import Any

import requests
from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QByteArray, QEventLoop, QTimer, QUrl
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest
from requests.adapters import BaseAdapter

from ruhr_smartcity_plugin.adapters.network.disk_cache import bar_stale_answer, claimed, is_disguised_error, pass_by
from ruhr_smartcity_plugin.adapters.network.introduction import introduce
from ruhr_smartcity_plugin.adapters.network.login import NO_LOGIN, Login
from ruhr_smartcity_plugin.adapters.network.main_thread import refuse_to_freeze
from ruhr_smartcity_plugin.adapters.network.outcome import raise_for_reply, to_response
from ruhr_smartcity_plugin.adapters.network.proxy import follow_settings
from ruhr_smartcity_plugin.adapters.network.unwatched import leave_to_qt
from ruhr_smartcity_plugin.adapters.network.upload import SingleUpload, start_upload
from ruhr_smartcity_plugin.core.network.limits import Limits
from ruhr_smartcity_plugin.core.network.watch import OversizeError, current_watch

_TICK_MS = 50
_BUFFER_BYTES = 4 * 1024 * 1024
_QT_SETS = frozenset({"connection", "content-length", "host", "transfer-encoding", "user-agent"})


class QgisAdapter(BaseAdapter):
    """Sends `requests` through the QGIS network manager of the calling thread.

    Works in tasks, in scripts and in `qgis_process`; refuses the main thread of the QGIS window (`MainThreadError`)
    unless `may_hold_window`: whoever calls `processing.run` there waits by his own wish, as with QGIS's algorithms.
    `verify`, `cert` and `proxies` are QGIS's business and ignored.
    """

    def __init__(self, login: Login = NO_LOGIN, *, may_hold_window: bool = False) -> None:
        super().__init__()
        self._login = login
        self._may_hold_window = may_hold_window

    def send(
        self,
        request: requests.PreparedRequest,
        stream: bool = False,
        timeout: Any = None,
        verify: Any = True,
        cert: Any = None,
        proxies: Any = None,
    ) -> requests.Response:
        """Send and wait for the whole answer.

        Raises
        ------
        requests.Timeout, requests.ConnectionError, requests.exceptions.SSLError, requests.exceptions.ProxyError;
        CancelledError and `requests.Timeout` at the total deadline by the current `Watch`; NetworkError for an
        unusable log-in; OversizeError.
        """
        if not self._may_hold_window:
            refuse_to_freeze()
        loop = QEventLoop()  # before the manager: in a thread not made by Qt it brings the event dispatcher
        upload = SingleUpload(_payload(request))
        with claimed(request.url or "") as has_cache:
            reply, cache_may_answer = self._start(request, upload, has_cache)
            try:
                reception = _Reception(reply, request, upload, _patience_s(timeout), cache_may_answer)
                body = reception.receive(loop)
                raise_for_reply(reply, request)
                return to_response(reply, body, request, self)
            finally:
                if not reply.isFinished():
                    reply.abort()
                reply.deleteLater()

    def close(self) -> None:
        """Nothing to close: connections belong to QGIS."""

    def _start(
        self, request: requests.PreparedRequest, upload: SingleUpload, has_cache: bool
    ) -> tuple[QNetworkReply, bool]:
        url = request.url or ""
        query = self._login.sign(_query(request), url)
        if self._login.is_for(url) or "Authorization" in request.headers:
            query.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
        manager = leave_to_qt(QgsNetworkAccessManager.instance())
        follow_settings(manager, query.url())
        cache_may_answer = has_cache and bar_stale_answer(manager, query, _is_refresh(request))
        if not has_cache:
            pass_by(query)
        if request.method == "GET":
            reply = manager.get(query)
        elif request.method == "HEAD":
            reply = manager.head(query)
        else:
            reply = start_upload(manager, query, request.method or "", upload)
        leave_to_qt(reply)
        reply.setReadBufferSize(_BUFFER_BYTES)
        self._login.accompany(reply, url)
        return reply, cache_may_answer


class _Reception:
    """Takes in one reply, turn by turn, and breaks off when it is too slow, too large or no longer wanted."""

    def __init__(
        self,
        reply: QNetworkReply,
        request: requests.PreparedRequest,
        upload: SingleUpload,
        patience_s: float,
        cache_may_answer: bool,
    ) -> None:
        self._reply = reply
        self._request = request
        self._upload = upload
        self._uploaded = 0
        self._patience_s = patience_s
        self._cache_may_answer = cache_may_answer
        self._watch = current_watch()
        self._limits = self._watch.limits if self._watch else Limits()
        self._body = bytearray()
        self._last_sign = time.monotonic()

    def receive(self, loop: QEventLoop) -> bytes:
        """Return the body once the reply is finished, with or without an error of Qt's, or enough of it has come."""
        ticker = QTimer()
        ticker.timeout.connect(loop.quit)
        self._reply.finished.connect(loop.quit)
        self._reply.readyRead.connect(loop.quit)
        ticker.start(_TICK_MS)
        while not self._reply.isFinished() and not self._has_enough():
            loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
            self._take()
            self._check()
        self._take()
        self._check_source()
        return bytes(self._body)

    def _has_enough(self) -> bool:
        return self._limits.is_head and len(self._body) >= self._limits.max_bytes

    def _take(self) -> None:
        arrived = bytes(self._reply.readAll()) if self._reply.isOpen() else b""
        self._body += arrived
        if self._watch is not None:
            self._watch.note_arrival(len(arrived))
        if arrived or self._upload.place > self._uploaded:
            self._uploaded = self._upload.place
            self._last_sign = time.monotonic()

    def _check(self) -> None:
        if self._watch is not None:
            self._watch.stop_if_cancelled()
            if self._watch.is_overdue():
                raise requests.exceptions.ReadTimeout("total time is over", request=self._request)
        if len(self._body) > self._limits.max_bytes and not self._limits.is_head:
            raise OversizeError(f"more than {self._limits.max_bytes} bytes")
        self._check_source()
        if not self._reply.isFinished() and time.monotonic() - self._last_sign > self._patience_s:
            raise requests.exceptions.ReadTimeout(f"silent for {self._patience_s:g} s", request=self._request)

    def _check_source(self) -> None:
        if is_disguised_error(self._reply, self._cache_may_answer):
            raise requests.ConnectionError(
                ConnectionResetError("an error of the service was answered out of the cache"), request=self._request
            )


def _query(request: requests.PreparedRequest) -> QNetworkRequest:
    url = QUrl.fromEncoded(QByteArray((request.url or "").encode("utf-8")))
    # `requests` has made an Authorization field of the user. With `setUserInfo("")` an “@” would stay, and the address
    # would begin with no head that was entered as going past the proxy.
    query = QNetworkRequest(url.adjusted(QUrl.UrlFormattingOption.RemoveUserInfo))
    query.setAttribute(
        QNetworkRequest.Attribute.RedirectPolicyAttribute, QNetworkRequest.RedirectPolicy.ManualRedirectPolicy
    )
    for name, value in request.headers.items():
        if name.lower() not in _QT_SETS:
            query.setRawHeader(_octets(name), _octets(value))
    if _is_refresh(request):
        query.setAttribute(
            QNetworkRequest.Attribute.CacheLoadControlAttribute, QNetworkRequest.CacheLoadControl.AlwaysNetwork
        )
    agent = request.headers.get("User-Agent")
    if agent:
        introduce(query, agent if isinstance(agent, str) else agent.decode("latin-1"))
    return query


def _is_refresh(request: requests.PreparedRequest) -> bool:
    return "no-cache" in str(request.headers.get("Cache-Control", "")).lower()


def _octets(text: str | bytes) -> bytes:
    return text if isinstance(text, bytes) else text.encode("latin-1", errors="replace")


def _payload(request: requests.PreparedRequest) -> bytes:
    body = request.body
    if body is None:
        return b""
    if isinstance(body, str):
        return body.encode("utf-8")
    if isinstance(body, (bytes, bytearray)):
        return bytes(body)
    return body.read() if hasattr(body, "read") else b"".join(body)


def _patience_s(timeout: Any) -> float:
    """Return the seconds of silence that `requests`' time-out (number, pair, urllib3's object or None) allows."""
    if isinstance(timeout, tuple):
        timeout = timeout[-1]
    timeout = getattr(timeout, "read_timeout", timeout)
    return float(timeout) if isinstance(timeout, (int, float)) else Limits().inactivity_s
