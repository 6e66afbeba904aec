# SPDX-License-Identifier: GPL-2.0-or-later
"""Reading a body without trusting it: cap, deadlines, length, inflating."""

from __future__ import annotations

import zlib
from typing import TYPE_CHECKING, Any

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network import failures
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.network.watch import Watch
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import requests

_CHUNK = 64 * 1024
_GZIP_MAGIC = b"\x1f\x8b"


def read_body(response: requests.Response, service: Service, watch: Watch) -> bytes:
    """Return the whole inflated body of a streamed response; its first bytes where `Limits.is_head`.

    Raises
    ------
    TooLargeError, TimedOutError, TruncatedError, CancelledError, UnexpectedContentError (broken or unknown
    compression), and whatever the socket raises, for `failures.from_requests` to name.
    """
    announced = _announced_length(response)
    most, is_head = watch.limits.max_bytes, watch.limits.is_head
    if announced is not None and announced > most and not is_head:
        raise failures.too_large(service, watch)
    received = bytearray()
    read_some = _reader(response.raw)
    wanted = most if is_head and (announced is None or announced > most) else announced
    while wanted is None or len(received) < wanted:
        watch.stop_if_cancelled()
        if watch.is_overdue():
            raise failures.timed_out(service, watch, f"{len(received)} bytes received")
        chunk = read_some(_CHUNK)
        if not chunk:
            break
        received += chunk
        watch.note_arrival(len(chunk))
        if len(received) > most and not is_head:
            raise failures.too_large(service, watch)
    if announced is not None and len(received) < (wanted or 0):
        raise failures.truncated(service, len(received), announced)
    return _inflate(bytes(received), response.headers.get("Content-Encoding", ""), service, watch)


def _announced_length(response: requests.Response) -> int | None:
    if response.request.method == "HEAD" or response.status_code in (204, 304):
        return 0
    value = response.headers.get("Content-Length", "").strip()
    if not value.isdigit() or response.headers.get("Transfer-Encoding"):
        return None
    return int(value[:18])


def _reader(raw: Any) -> Any:
    """Return a function that gives what has arrived instead of waiting for a full chunk.

    `read` would wait until the chunk is full, so that a trickling server could hold us past the total time.
    urllib3 has `read1` since 2.x; before, the `http.client` response inside has it.
    """
    return getattr(raw, "read1", None) or getattr(getattr(raw, "_fp", None), "read1", None) or raw.read


def _inflate(body: bytes, encoding: str, service: Service, watch: Watch) -> bytes:
    encoding = encoding.strip().lower()
    if encoding in ("", "identity") or not body:
        return body
    if encoding not in ("gzip", "x-gzip"):
        raise _undecodable(service, f"Content-Encoding {encoding} was not asked for")
    if not body.startswith(_GZIP_MAGIC):
        return body  # a cache or gateway inflated it and kept the header
    inflated = bytearray()
    rest = body
    while rest.startswith(_GZIP_MAGIC):  # a gzip stream may have several members
        member = zlib.decompressobj(wbits=31)
        try:
            inflated += member.decompress(rest, watch.limits.max_bytes - len(inflated) + 1)
        except zlib.error as error:
            raise _undecodable(service, f"gzip: {error}") from error
        if watch.limits.is_head and (len(inflated) >= watch.limits.max_bytes or not member.eof):
            break
        if len(inflated) > watch.limits.max_bytes:
            raise failures.too_large(service, watch)
        if not member.eof:
            raise failures.truncated(service, len(body), None)
        rest = member.unused_data
    return bytes(inflated)


def _undecodable(service: Service, reason: str) -> UnexpectedContentError:
    sentence = tr("The answer of the service “{service}” is damaged and was discarded. Try again or ask the operator.")
    return UnexpectedContentError(sentence.format(service=service.name), redact(f"{service.url}: {reason}"))
