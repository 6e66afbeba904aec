# SPDX-License-Identifier: GPL-2.0-or-later
"""Writes that leave this computer once.

Measured with Qt 5.15 and QGIS 3.40.6: where a connection ends before the answer, Qt sends the request again, up to
three times and whatever its method. A POST whose acknowledgement was lost made four records. Qt cannot do so if the
body cannot be read twice, so bodies are handed over as a device that is read once; a lost answer is then Qt's
`ContentReSendError`.
"""

from __future__ import annotations

import base64

from qgis.core import QgsNetworkAccessManager
from qgis.PyQt.QtCore import QIODevice
from qgis.PyQt.QtNetwork import QNetworkProxy, QNetworkProxyQuery, QNetworkReply, QNetworkRequest


class SingleUpload(QIODevice):
    """Bytes that can be read once. Keep a reference until the reply is finished."""

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body = body
        self._place = 0
        self.open(QIODevice.OpenModeFlag.ReadOnly)

    def isSequential(self) -> bool:
        return True

    def seek(self, _place: int) -> bool:
        return False

    def reset(self) -> bool:
        return False

    def size(self) -> int:
        return len(self._body)

    def atEnd(self) -> bool:
        return self._place >= len(self._body)

    def bytesAvailable(self) -> int:
        return len(self._body) - self._place + super().bytesAvailable()

    def readData(self, most: int) -> bytes | None:
        piece = self._body[self._place : self._place + most]
        self._place += len(piece)
        return piece or None


def start_upload(
    manager: QgsNetworkAccessManager, query: QNetworkRequest, method: str, upload: SingleUpload
) -> QNetworkReply:
    """Start sending `upload` and return the reply."""
    query.setAttribute(QNetworkRequest.Attribute.DoNotBufferUploadDataAttribute, True)
    query.setHeader(QNetworkRequest.KnownHeaders.ContentLengthHeader, upload.size())
    _introduce_to_proxy(manager, query)
    return manager.sendCustomRequest(query, method.encode("ascii"), upload)


def proxy_user_of(manager: QgsNetworkAccessManager, query: QNetworkRequest) -> QNetworkProxy | None:
    """Return the proxy an http request will surely take if it has a user name; None otherwise (also for https)."""
    if query.url().scheme() != "http":
        return None
    question = QNetworkProxyQuery(query.url())
    factory = manager.proxyFactory()
    proxies = factory.queryProxy(question) if factory is not None else [manager.proxy()]
    kinds = (QNetworkProxy.ProxyType.HttpProxy, QNetworkProxy.ProxyType.HttpCachingProxy)
    if len(proxies) == 1 and proxies[0].type() in kinds and proxies[0].user():
        return proxies[0]
    return None


def _introduce_to_proxy(manager: QgsNetworkAccessManager, query: QNetworkRequest) -> None:
    """Send the proxy its log-in at once: after a 407 the body would have to be sent again, and it cannot.

    Only plain http needs it; for https the proxy's log-in is settled before the request leaves.
    """
    proxy = proxy_user_of(manager, query)
    if proxy is not None:
        words = base64.b64encode(f"{proxy.user()}:{proxy.password()}".encode())
        query.setRawHeader(b"Proxy-Authorization", b"Basic " + words)
