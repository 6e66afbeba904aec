# SPDX-License-Identifier: GPL-2.0-or-later
"""Counts what leaves the process: through QGIS's network and through Python's own sockets."""

from __future__ import annotations

import socket
from contextlib import contextmanager
from typing import Any, Iterator, List


@contextmanager
def count_requests() -> Iterator[List[str]]:
    """Yield a list that gets one entry per request or connection made inside the block."""
    from qgis.core import QgsNetworkAccessManager

    seen: List[str] = []

    def asked(*_arguments: Any) -> None:
        seen.append("a request of QGIS")

    manager = QgsNetworkAccessManager.instance()
    manager.requestAboutToBeCreated.connect(asked)
    connect = socket.socket.connect

    def counted(self: socket.socket, address: Any) -> None:
        seen.append(f"a connection to {address}")
        connect(self, address)

    socket.socket.connect = counted
    try:
        yield seen
    finally:
        socket.socket.connect = connect
        manager.requestAboutToBeCreated.disconnect(asked)
