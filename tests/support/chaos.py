# SPDX-License-Identifier: GPL-2.0-or-later
"""A reverse proxy that breaks what passes through it, by rules.

In a test::

    with Chaos(server.url) as proxy:
        proxy.rules = [{"match": "offset=3000", "fault": "status", "code": 503, "n": 1}]
        ...
        assert len(proxy.log) == 2

On its own: ``python -m tests.support.chaos 127.0.0.1:9000 http://127.0.0.1:8000``, rules by ``PUT /__rules``, log by
``GET /__log`` (``DELETE /__log`` empties it).

A rule applies to requests whose "METHOD path?query" contains `match` ("" for all), skips the first `after` of them,
then applies `n` times (default: always). `delay` seconds pass first. Faults and their members:

=================  =====================================================================================
status             `code`, `headers`, `body`: that answer instead of the service's
reset              the connection is reset before any answer
reset_midway       headers and `pct` % of the body, then reset
hang               nothing, until the proxy closes
stall              headers and `pct` % of the body, then nothing, until the proxy closes
truncate           `Content-Length` of the whole, `pct` % of the body, then an orderly close
trickle            the body in pieces of `chunk` bytes every `gap` seconds
html               a log-in page with status 200
empty              status 200, no body
garble             every seventh byte of the body is wrong
lost_ack           the service gets the request, the client never gets the answer
redirect_loop      302 to itself
redirect           `code` (302) to `location`
gzip_bomb          `size` zero bytes, gzipped
wrong_type         the service's body as `content_type`
not_http           bytes that are no HTTP
pass               nothing (with `delay`: a slow service)
=================  =====================================================================================
"""

from __future__ import annotations

import gzip
import http.client
import json
import socket
import struct
import sys
import threading
from functools import lru_cache
from typing import Any, Dict, List, Tuple
from urllib.parse import urlsplit

from tests.support.loopback import QuietHandler, QuietServer

LOGIN_PAGE = (
    b"<!DOCTYPE html>\n<html><head><title>Anmeldung</title></head><body><form method='post' action='/login'>"
    b"<input name='user'><input type='password' name='word'></form></body></html>"
)
_HOP_BY_HOP = {"connection", "keep-alive", "transfer-encoding", "content-length", "te", "upgrade", "server", "date"}
Rule = Dict[str, Any]
Answer = Tuple[int, List[Tuple[str, str]], bytes]


class Chaos:
    """The proxy in front of `upstream` (an http address); a context manager."""

    def __init__(
        self, upstream: str, rules: List[Rule] | None = None, *, listen: Tuple[str, int] = ("127.0.0.1", 0)
    ) -> None:
        self.upstream = upstream.rstrip("/")
        self.log: List[Dict[str, Any]] = []
        self.closing = threading.Event()
        self._rules: List[Rule] = []
        self._uses: List[int] = []
        self._lock = threading.Lock()
        self.rules = rules or []
        self.server = QuietServer(listen, type("Handler", (_Handler,), {"chaos": self}))

    def __enter__(self) -> Chaos:
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self.closing.set()
        self.server.shutdown()
        self.server.server_close()

    @property
    def host(self) -> str:
        return "{}:{}".format(*self.server.server_address[:2])

    @property
    def url(self) -> str:
        """Address without a trailing slash."""
        return f"http://{self.host}"

    @property
    def rules(self) -> List[Rule]:
        return self._rules

    @rules.setter
    def rules(self, rules: List[Rule]) -> None:
        with self._lock:
            self._rules = list(rules)
            self._uses = [0] * len(self._rules)

    def rule_for(self, request: str) -> Rule:
        """Return the first rule due for the request line, and count it; a rule that passes if there is none."""
        with self._lock:
            for number, rule in enumerate(self._rules):
                if rule.get("match", "") not in request:
                    continue
                self._uses[number] += 1
                turn = self._uses[number] - rule.get("after", 0)
                if turn > 0 and turn <= rule.get("n", sys.maxsize):
                    return rule
        return {"fault": "pass"}

    def forward(self, method: str, target: str, headers: Dict[str, str], body: bytes) -> Answer:
        """Return the service's own answer with its address replaced by the proxy's."""
        parts = urlsplit(self.upstream)
        connection = http.client.HTTPConnection(parts.netloc, timeout=60)
        passed = {name: value for name, value in headers.items() if name.lower() not in _HOP_BY_HOP | {"host"}}
        passed["Accept-Encoding"] = "identity"
        try:
            connection.request(method, parts.path + target, body or None, {**passed, "Host": parts.netloc})
            response = connection.getresponse()
            answer = response.read()
            kept = [
                (name, self._here(value)) for name, value in response.getheaders() if name.lower() not in _HOP_BY_HOP
            ]
            return response.status, kept, self._here(answer)
        finally:
            connection.close()

    def _here(self, text: Any) -> Any:
        there, here = urlsplit(self.upstream).netloc, self.host
        return text.replace(there.encode(), here.encode()) if isinstance(text, bytes) else text.replace(there, here)


class _Handler(QuietHandler):
    chaos: Chaos

    def handle_any(self) -> None:
        body = self.body()
        if self.path.startswith("/__"):
            self._control(body)
            return
        rule = self.chaos.rule_for(f"{self.command} {self.path}")
        fault = rule.get("fault", "pass")
        entry = {"method": self.command, "path": self.path, "fault": fault, "headers": dict(self.headers.items())}
        self.chaos.log.append(entry)
        if rule.get("delay"):
            self.chaos.closing.wait(rule["delay"])
        if fault in ("status", "html", "empty", "redirect_loop", "redirect", "gzip_bomb"):
            self.reply(*_made_up(rule, self.path))
        elif fault in ("reset", "hang", "lost_ack", "not_http"):
            self._fail(fault, body)
        else:
            self._spoil(rule, self.chaos.forward(self.command, self.path, dict(self.headers.items()), body))

    def _control(self, body: bytes) -> None:
        if self.path == "/__rules" and self.command == "PUT":
            self.chaos.rules = json.loads(body)
        if self.path == "/__log" and self.command == "DELETE":
            self.chaos.log.clear()
        shown = self.chaos.log if self.path == "/__log" else self.chaos.rules
        self.reply(200, [("Content-Type", "application/json")], json.dumps(shown).encode())

    def _fail(self, fault: str, body: bytes) -> None:
        if fault == "lost_ack":
            self.chaos.forward(self.command, self.path, dict(self.headers.items()), body)
        if fault == "hang":
            self.chaos.closing.wait()
        if fault == "not_http":
            self.wfile.write(b"\0\1\2 this is no HTTP\r\n\r\n")
        self._hang_up(reset=fault != "not_http")

    def _spoil(self, rule: Rule, answer: Answer) -> None:
        status, headers, body = answer
        fault = rule.get("fault", "pass")
        if fault == "garble":
            body = bytes(byte ^ 0x2A if place % 7 == 0 else byte for place, byte in enumerate(body))
        if fault == "wrong_type":
            headers = [pair for pair in headers if pair[0].lower() != "content-type"]
            headers.append(("Content-Type", rule["content_type"]))
        if fault not in ("truncate", "stall", "reset_midway", "trickle"):
            self.reply(status, headers, body)
            return
        self.send_response(status)
        for name, value in [*headers, ("Content-Length", str(len(body)))]:
            self.send_header(name, value)
        self.end_headers()
        if fault == "trickle":
            self._trickle(rule, body)
            return
        self.wfile.write(body[: len(body) * rule.get("pct", 50) // 100])
        if fault == "stall":
            self.chaos.closing.wait()
        self._hang_up(reset=fault == "reset_midway")

    def _trickle(self, rule: Rule, body: bytes) -> None:
        size = rule.get("chunk", 1)
        for start in range(0, len(body), size):
            self.wfile.write(body[start : start + size])
            self.wfile.flush()
            if self.chaos.closing.wait(rule.get("gap", 0.1)):
                return

    def _hang_up(self, *, reset: bool) -> None:
        self.close_connection = True
        self.wfile.flush()
        if reset:
            # Linger 0 makes the kernel send RST instead of FIN.
            self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        else:
            self.connection.shutdown(socket.SHUT_RDWR)
        self.rfile.close()
        self.connection.close()


def _made_up(rule: Rule, path: str) -> Answer:
    """Return the answer of a fault that needs no service behind it."""
    fault = rule["fault"]
    headers = [tuple(pair) for pair in rule.get("headers", [])]
    if fault == "html":
        return 200, [("Content-Type", "text/html; charset=utf-8"), *headers], LOGIN_PAGE
    if fault == "empty":
        return rule.get("code", 200), headers, b""
    if fault in ("redirect", "redirect_loop"):
        return (
            rule.get("code", 302),
            [("Location", rule.get("location", path)), *headers],
            rule.get("body", "").encode(),
        )
    if fault == "gzip_bomb":
        kind = [("Content-Type", "application/json"), ("Content-Encoding", "gzip")]
        return 200, [*kind, *headers], gzip_bomb(rule.get("size", 50_000_000))
    return rule["code"], headers, rule.get("body", "").encode()


@lru_cache(maxsize=4)
def gzip_bomb(size: int) -> bytes:
    """Return `size` zero bytes, gzipped; making a large one takes longer than a test's time-out, so do it before."""
    return gzip.compress(bytes(size), 9)


def main(arguments: List[str]) -> int:
    """Run the proxy until it is interrupted."""
    if len(arguments) != 2:
        print("usage: python -m tests.support.chaos LISTEN_HOST:PORT UPSTREAM_URL", file=sys.stderr)
        return 2
    host, port = arguments[0].rsplit(":", 1)
    with Chaos(arguments[1], listen=(host, int(port))) as proxy:
        print(f"{proxy.url} -> {proxy.upstream}", flush=True)
        try:
            proxy.closing.wait()
        except KeyboardInterrupt:
            return 0
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
