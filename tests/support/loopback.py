# SPDX-License-Identifier: GPL-2.0-or-later
"""A real HTTP server on loopback for tests: routes, a log of what was asked, no surprises.

>>> with Loopback({"/a": {"x": 1}, "POST /b": Reply(201)}) as server:
...     server.url.startswith("http://127.0.0.1:")
True

A route's value is a `Reply`, bytes, text, anything JSON, or a function of the `Seen` request that returns one of these;
where it raises, the connection is cut without an answer.
With `strict=True` leaving the block fails if a request came that no route knows.
"""

from __future__ import annotations

import json
import ssl
import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Dict, List, Mapping
from urllib.parse import parse_qs, urlsplit


@dataclass(frozen=True)
class Seen:
    """One request as it arrived."""

    method: str
    path: str
    query: Dict[str, List[str]]
    headers: Mapping[str, str]
    body: bytes
    target: str

    def value(self, name: str, default: str = "") -> str:
        """Return the first value of a query parameter."""
        return self.query.get(name, [default])[0]

    def json(self) -> Any:
        """Return the body read as JSON."""
        return json.loads(self.body)


@dataclass(frozen=True)
class Reply:
    """One answer."""

    status: int = 200
    body: bytes | str | Any = b""
    headers: Mapping[str, str] = field(default_factory=dict)
    content_type: str = ""


Route = Any


class Loopback:
    """Serves `routes` ("/path" or "METHOD /path") on a free port of 127.0.0.1; a context manager."""

    def __init__(
        self, routes: Mapping[str, Route] | None = None, *, strict: bool = False, tls: ssl.SSLContext | None = None
    ) -> None:
        self.routes: Dict[str, Route] = dict(routes or {})
        self.strict = strict
        self.seen: List[Seen] = []
        self.unexpected: List[str] = []
        self._tls = tls
        self._server: ThreadingHTTPServer | None = None

    def __enter__(self) -> Loopback:
        self._server = _server(self, self._tls)
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, kind: object, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()
        if self.strict and self.unexpected and kind is None:
            raise AssertionError(f"requests nobody expected: {self.unexpected}")

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    @property
    def url(self) -> str:
        """Address without a trailing slash."""
        return f"{'https' if self._tls else 'http'}://{self.host}"

    def asked(self, path: str, method: str = "") -> List[Seen]:
        """Return the requests to `path` in order of arrival."""
        return [one for one in self.seen if one.path == path and method in ("", one.method)]

    def answer(self, request: Seen) -> Reply:
        """Return what the routes say; 404 for what they do not know."""
        self.seen.append(request)
        for key in (f"{request.method} {request.path}", request.path):
            if key in self.routes:
                return _as_reply(self.routes[key], request)
        self.unexpected.append(f"{request.method} {request.target}")
        return Reply(404, "no such route", content_type="text/plain")


def _as_reply(route: Route, request: Seen) -> Reply:
    value = route(request) if callable(route) else route
    if isinstance(value, Reply):
        if isinstance(value.body, (bytes, str)):
            return value
        kind = value.content_type or "application/json"
        return Reply(value.status, json.dumps(value.body), value.headers, kind)
    if isinstance(value, bytes):
        return Reply(200, value, content_type="application/octet-stream")
    if isinstance(value, str):
        return Reply(200, value, content_type="text/plain; charset=utf-8")
    return Reply(200, json.dumps(value), content_type="application/json")


class QuietServer(ThreadingHTTPServer):
    """A threading server that does not write to stderr when a client goes away."""

    daemon_threads = True
    request_queue_size = 64

    def handle_error(self, request: object, client_address: object) -> None:
        del request, client_address


class QuietHandler(BaseHTTPRequestHandler):
    """HTTP/1.1 without Nagle's delay and without an access log."""

    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 30  # seconds until a connection nobody uses any more lets its thread go

    def __getattr__(self, name: str) -> Any:
        """`http.server` looks for `do_GET`, `do_POST` and so on; all are `handle_any`."""
        if name.startswith("do_"):
            return self.handle_any
        raise AttributeError(name)

    def handle_any(self) -> None:
        raise NotImplementedError

    def log_message(self, *_: object) -> None:
        """Keep the test output clean."""

    def body(self) -> bytes:
        if self.headers.get("Transfer-Encoding", "").lower() == "chunked":
            return b"".join(iter(self._chunk, b""))
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def _chunk(self) -> bytes:
        chunk = self.rfile.read(int(self.rfile.readline().split(b";")[0], 16))
        self.rfile.readline()
        return chunk

    def reply(self, status: int, headers: List[tuple], body: bytes) -> None:
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)


def _server(loopback: Loopback, tls: ssl.SSLContext | None) -> ThreadingHTTPServer:
    class Handler(QuietHandler):
        def handle_any(self) -> None:
            parts = urlsplit(self.path)
            query = parse_qs(parts.query, keep_blank_values=True)
            reply = loopback.answer(Seen(self.command, parts.path, query, self.headers, self.body(), self.path))
            body = reply.body.encode("utf-8") if isinstance(reply.body, str) else reply.body
            kind = [("Content-Type", reply.content_type)] if reply.content_type else []
            self.reply(reply.status, [*kind, *reply.headers.items()], body)

    server = QuietServer(("127.0.0.1", 0), Handler)
    if tls is not None:
        server.socket = tls.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
    return server
