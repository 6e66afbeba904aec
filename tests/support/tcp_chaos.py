# SPDX-License-Identifier: GPL-2.0-or-later
"""A forwarder of TCP connections that breaks them where a test wants it, for protocols that are not HTTP."""

from __future__ import annotations

import contextlib
import socket
import threading
from typing import List, Tuple


class TcpChaos:
    """``with TcpChaos(port) as line: line.port``. What the client sends is watched for `trigger`; then:

    ``lost_ack``  the server gets it, its answers never reach the client, the line is reset
    ``cut``       the server does not get it, the line is reset
    ``hang``      the server gets it, its answers never reach the client, the line stays open

    The fault happens once, on a connection that has sent `after` before; `refuse` turns new connections away.
    """

    def __init__(self, upstream_port: int) -> None:
        self._upstream = ("127.0.0.1", upstream_port)
        self.port = 0
        self.trigger, self.after, self.fault, self.refuse = b"", b"", "", False
        self.connections = 0
        self._listener: socket.socket | None = None
        self._open: List[socket.socket] = []

    def __enter__(self) -> TcpChaos:
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._listener.close()
        for one in self._open:
            one.close()

    def _accept(self) -> None:
        while True:
            try:
                client, _address = self._listener.accept()
            except OSError:  # closed: the test is over
                return
            self.connections += 1
            if self.refuse:
                _reset(client)
                continue
            try:
                server = socket.create_connection(self._upstream)
            except OSError:  # the server is away for now; the next connection may find it
                _reset(client)
                continue
            self._open += [client, server]
            state = {"is_mute": False}
            threading.Thread(target=self._to_server, args=((client, server), state), daemon=True).start()
            threading.Thread(target=self._to_client, args=((client, server), state), daemon=True).start()

    def _to_server(self, pair: Tuple[socket.socket, socket.socket], state: dict) -> None:
        client, server = pair
        is_armed = False
        with contextlib.suppress(OSError):
            while True:
                data = client.recv(65536)
                if not data:
                    break
                is_armed = is_armed or self.after in data
                if self.fault and is_armed and self.trigger in data:
                    fault, self.fault = self.fault, ""
                    if fault == "cut":
                        _reset(client)
                        break
                    state["is_mute"] = True
                    server.sendall(data)
                    if fault == "lost_ack":
                        threading.Timer(0.3, _reset, (client,)).start()
                    continue
                server.sendall(data)
        with contextlib.suppress(OSError):
            server.shutdown(socket.SHUT_WR)

    def _to_client(self, pair: Tuple[socket.socket, socket.socket], state: dict) -> None:
        client, server = pair
        with contextlib.suppress(OSError):
            while True:
                data = server.recv(65536)
                if not data:
                    break
                if not state["is_mute"]:
                    client.sendall(data)
        if not state["is_mute"]:
            with contextlib.suppress(OSError):
                client.shutdown(socket.SHUT_WR)


def _reset(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        # Closing alone would wait for the thread that reads from it.
        connection.shutdown(socket.SHUT_RDWR)
        connection.close()
