# SPDX-License-Identifier: GPL-2.0-or-later
"""From Qt's reply to what `requests` would have returned or raised."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ruhr_smartcity_plugin.adapters.network.disk_cache import is_from_cache, is_unchanged
from ruhr_smartcity_plugin.adapters.network.proxy import plain_proxy

if TYPE_CHECKING:
    import requests
    from requests.adapters import BaseAdapter

_Kind = QNetworkReply.NetworkError
_CUT_OFF = {
    _Kind.RemoteHostClosedError,
    _Kind.TemporaryNetworkFailureError,
    _Kind.NetworkSessionFailedError,
}
# Errors below HTTP. All others come with a status and are the business of whoever reads the status.
_BELOW_HTTP = {_Kind.ConnectionRefusedError, _Kind.HostNotFoundError, _Kind.UnknownNetworkError}
# Over a proxy for plain http these are about the proxy: nobody else is connected to, and a refused log-in (407) to a
# write ends as a body that cannot be sent again.
_PROXY_TOO = {_Kind.ConnectionRefusedError, _Kind.HostNotFoundError, _Kind.ContentReSendError}
_TIMED_OUT = {_Kind.TimeoutError, _Kind.OperationCanceledError}  # cancelled not by us: QGIS's own time-out
_PROXY = {
    _Kind.ProxyConnectionRefusedError,
    _Kind.ProxyConnectionClosedError,
    _Kind.ProxyNotFoundError,
    _Kind.ProxyTimeoutError,
    _Kind.ProxyAuthenticationRequiredError,
    _Kind.UnknownProxyError,
}


def raise_for_reply(reply: QNetworkReply, request: requests.PreparedRequest) -> None:
    """Raise the exception `requests` has for it if the finished `reply` is no HTTP answer, whole or not."""
    import requests

    kind = reply.error()
    text = f"Qt error {int(getattr(kind, 'value', kind))}: {reply.errorString()}"
    is_answered = isinstance(_status(reply), int)
    if not is_answered and kind in _PROXY_TOO and plain_proxy(reply.manager(), reply.url()) is not None:
        raise requests.exceptions.ProxyError(text, request=request)
    if kind in _CUT_OFF or (kind == _Kind.ContentReSendError and not is_answered):
        # A ContentReSendError with a status is an answer (307, 401, 407) that asked for the body again; see `upload`.
        raise requests.ConnectionError(ConnectionResetError(text), request=request)
    if kind == _Kind.SslHandshakeFailedError:
        raise requests.exceptions.SSLError(text, request=request)
    if kind in _PROXY:
        raise requests.exceptions.ProxyError(text, request=request)
    if kind in _TIMED_OUT:
        raise requests.exceptions.ReadTimeout(text, request=request)
    if kind in _BELOW_HTTP or not is_answered:
        raise requests.ConnectionError(text, request=request)


def to_response(
    reply: QNetworkReply, body: bytes, request: requests.PreparedRequest, adapter: BaseAdapter
) -> requests.Response:
    """Return a finished `reply` as `requests.Response`; the body still compressed, as `requests` expects it."""
    import requests
    from requests.structures import CaseInsensitiveDict
    from requests.utils import get_encoding_from_headers
    from urllib3.response import HTTPResponse

    unchanged = is_unchanged(reply)
    raw = HTTPResponse(
        body=io.BytesIO(b"" if unchanged else body),
        headers=_headers(reply),
        status=304 if unchanged else _status(reply),
        reason=str(reply.attribute(QNetworkRequest.Attribute.HttpReasonPhraseAttribute) or ""),
        preload_content=False,
        decode_content=False,
        request_method=request.method,
        enforce_content_length=False,  # Qt has checked it, and has dropped it where it has inflated
    )
    response = requests.Response()
    response.status_code = raw.status
    response.reason = raw.reason
    response.headers = CaseInsensitiveDict(raw.headers)
    response.encoding = get_encoding_from_headers(response.headers)
    response.raw = raw
    response.url = request.url
    response.request = request
    response.connection = adapter
    response.from_cache = is_from_cache(reply) and not unchanged  # the name that caching libraries for `requests` use
    return response


def _status(reply: QNetworkReply) -> int | None:
    return reply.attribute(QNetworkRequest.Attribute.HttpStatusCodeAttribute)


def _headers(reply: QNetworkReply) -> list[tuple[str, str]]:
    pairs = []
    for name, value in reply.rawHeaderPairs():
        # Qt joins repeated fields by a line feed.
        for line in bytes(value).decode("latin-1").split("\n"):
            pairs.append((bytes(name).decode("latin-1"), line.strip()))
    return pairs
