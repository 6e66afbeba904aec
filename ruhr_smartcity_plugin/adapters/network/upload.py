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
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ruhr_smartcity_plugin.adapters.network.proxy import plain_proxy


class SingleUpload(QIODevice):
    """Bytes that can be read once. Keep a reference until the reply is finished.

    Attributes
    ----------
    place : how many bytes have been read.
    """

    def __init__(self, body: bytes) -> None:
        super().__init__()
        self._body = body
        self.place = 0
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
        return self.place >= len(self._body)

    def bytesAvailable(self) -> int:
        return len(self._body) - self.place + super().bytesAvailable()

    def readData(self, most: int) -> bytes | None:
        piece = self._body[self.place : self.place + most]
        self.place += len(piece)
        return piece or None


def start_upload(
    manager: QgsNetworkAccessManager, query: QNetworkRequest, method: str, upload: SingleUpload
) -> QNetworkReply:
    """Start sending `upload` and return the reply."""
    query.setAttribute(QNetworkRequest.Attribute.DoNotBufferUploadDataAttribute, True)
    query.setHeader(QNetworkRequest.KnownHeaders.ContentLengthHeader, upload.size())
    _introduce_to_proxy(manager, query)
    return manager.sendCustomRequest(query, method.encode("ascii"), upload)


def _introduce_to_proxy(manager: QgsNetworkAccessManager, query: QNetworkRequest) -> None:
    """Send the proxy its log-in at once: after a 407 the body would have to be sent again, and it cannot.

    Only plain http needs it; for https the proxy's log-in is settled before the request leaves.
    """
    proxy = plain_proxy(manager, query.url())
    if proxy is not None and proxy.user():
        words = base64.b64encode(f"{proxy.user()}:{proxy.password()}".encode())
        query.setRawHeader(b"Proxy-Authorization", b"Basic " + words)
