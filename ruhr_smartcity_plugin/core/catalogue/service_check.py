# SPDX-License-Identifier: GPL-2.0-or-later
"""Does a service (or file) answer, how fast, and as what it is listed? One polite request, never repeated."""

from __future__ import annotations

import time
from dataclasses import dataclass, replace
from datetime import datetime, timezone
from enum import Enum
from typing import Any, Callable, Dict, Mapping, Tuple
from urllib.parse import unquote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.formats import TILE_KINDS, ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address, landing_address
from ruhr_smartcity_plugin.core.catalogue.service_evidence import is_evidence
from ruhr_smartcity_plugin.core.catalogue.tile_template import TEST_PLACE_4326, TEST_ZOOM, fill_template
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    AddressRefusedError,
    NetworkError,
    TimedOutError,
    TooLargeError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

SLOW_MS = 3000
_LONGEST_S = 30.0
_MOST_SERVICE_BYTES = 20 * 1024 * 1024  # capabilities of large services reach 10 MB
_MOST_FILE_BYTES = 64 * 1024  # of a file the beginning is enough
_OGC = {ServiceKind.WMS: "WMS", ServiceKind.WFS: "WFS", ServiceKind.WMTS: "WMTS", ServiceKind.WCS: "WCS"}
_JSON = (ServiceKind.OAPIF, ServiceKind.STA, ServiceKind.ARCGIS)


class ServiceState(Enum):
    """How a service answers; the value is its stable name in the cache."""

    OK = "ok"
    SLOW = "slow"
    LOGIN = "login"
    DEAD = "dead"
    MOVED = "moved"
    NO_SERVICE = "no_service"

    def text(self) -> str:
        """Return the word the user sees beside the icon."""
        return {
            ServiceState.OK: tr("reachable"),
            ServiceState.SLOW: tr("slow"),
            ServiceState.LOGIN: tr("log-in needed"),
            ServiceState.DEAD: tr("not reachable"),
            ServiceState.MOVED: tr("moved"),
            ServiceState.NO_SERVICE: tr("not a service"),
        }[self]

    @property
    def is_usable(self) -> bool:
        """Answer whether data can be expected from it."""
        return self in (ServiceState.OK, ServiceState.SLOW, ServiceState.MOVED)


@dataclass(frozen=True)
class ServiceCheck:
    """The result of one check. `checked_at` is aware; `moved_to` is where a redirect led; `reason` is a sentence.

    `note` is a sentence on the address that was asked, where that is not simply `url`.
    `timed_out` says that nothing came in time: a slow service does that, too. It is not kept.
    """

    url: str
    state: ServiceState
    milliseconds: int
    checked_at: datetime
    moved_to: str = ""
    reason: str = ""
    note: str = ""
    timed_out: bool = False

    def sentence(self) -> str:
        """Return what to tell the user, without the time of the check."""
        took = group_digits(self.milliseconds)
        if self.state is ServiceState.OK:
            return tr("The service answers ({milliseconds} ms).").format(milliseconds=took)
        if self.state is ServiceState.SLOW:
            return tr("The service answers, but slowly ({milliseconds} ms).").format(milliseconds=took)
        if self.state is ServiceState.MOVED:
            sentence = tr("The service answers from a new address ({milliseconds} ms): {address}")
            return sentence.format(milliseconds=took, address=self.moved_to)
        if self.state is ServiceState.LOGIN:
            return tr("The service asks for a log-in. Store it in QGIS, or ask the publisher for access.")
        if self.state is ServiceState.NO_SERVICE:
            return tr("The address answers, but not as the service it is listed as. Ask the publisher.")
        return self.reason or tr("The service does not answer. Try again later or ask the publisher.")

    def to_record(self) -> Dict[str, Any]:
        """Return plain JSON values."""
        values = {"url": self.url, "state": self.state.value, "milliseconds": self.milliseconds}
        texts = {"checked_at": self.checked_at.isoformat(), "moved_to": self.moved_to, "reason": self.reason,
                 "note": self.note}  # fmt: skip
        return {**values, **texts}

    @classmethod
    def from_record(cls, record: Mapping[str, Any]) -> ServiceCheck:
        """Return what `to_record` kept.

        Raises
        ------
        ValueError, KeyError, TypeError
            It is no such record.
        """
        checked_at = datetime.fromisoformat(record["checked_at"])
        if checked_at.tzinfo is None:
            raise ValueError("a time without its zone")
        texts = [str(record.get(name) or "") for name in ("moved_to", "reason", "note")]
        return cls(str(record["url"]), ServiceState(record["state"]), int(record["milliseconds"]), checked_at, *texts)


def check_service(
    client: HttpClient,
    kind: ServiceKind,
    url: str,
    *,
    service: str = "",
    progress: Progress = SILENT,
    clock: Callable[[], float] = time.monotonic,
) -> ServiceCheck:
    """Ask a service once whether it is there, and say what came of it. Only a cancel is raised.

    An OGC service is asked for its capabilities, tiles for that of Bochum, other services for their root document,
    files for their beginning. The time is that of the whole answer with its redirects, in milliseconds.

    Raises
    ------
    CancelledError
        The user stopped it.
    """
    is_service = kind in _OGC or kind in _JSON or kind in TILE_KINDS
    limits = replace(
        client.limits,
        attempts=1,
        total_s=min(client.limits.total_s, _LONGEST_S),
        max_bytes=min(client.limits.max_bytes, _MOST_SERVICE_BYTES if is_service else _MOST_FILE_BYTES),
    )
    asker = client.with_limits(limits)
    started, moved_to, reason, timed_out = clock(), "", "", False
    try:
        address, params, headers = _request(kind, url)
        answer = asker.get(address, params=params, headers=headers, service=service, progress=progress, refresh=True)
        milliseconds = _since(started, clock)
        has_new_address = not answer.is_detour and has_moved(address, answer.url)
        moved_to = answer.url.split("?")[0] if has_new_address else ""
        state = _state_of_answer(is_evidence(kind, answer), milliseconds, moved_to)
    except NetworkError as error:
        milliseconds = _since(started, clock)
        state = _state_of_error(error, milliseconds)
        reason = error.sentence if state is ServiceState.DEAD else ""
        timed_out = isinstance(error, TimedOutError)
    moved_to = moved_to if state is ServiceState.MOVED else ""
    now = datetime.now(timezone.utc)
    return ServiceCheck(url, state, milliseconds, now, moved_to, reason, timed_out=timed_out)


def has_moved(asked: str, answered: str) -> bool:
    """Answer whether a redirect led to another place; the way from http to https on the same host is none.

    >>> has_moved("http://a.example/wms", "https://a.example/wms?x=1")
    False
    >>> has_moved("http://a.example/", "http://b.example/")
    True
    """
    before, after = urlsplit(asked), urlsplit(answered)
    same_host = before.hostname == after.hostname and (before.port == after.port or before.scheme != after.scheme)
    return not same_host or before.path.rstrip("/") != after.path.rstrip("/")


def _request(kind: ServiceKind, url: str) -> Tuple[str, Dict[str, str], Dict[str, str]]:
    """Return address, parameters and header fields to ask with.

    Raises
    ------
    AddressRefusedError
        The address is no web address.
    """
    if kind in _OGC and not url.split("?")[0].lower().endswith(".xml"):
        return base_address(url), {"SERVICE": _OGC[kind], "REQUEST": "GetCapabilities"}, {}
    if kind is ServiceKind.OAPIF:
        return landing_address(url)[0], {}, {"Accept": "application/json"}
    if kind is ServiceKind.ARCGIS:
        return url.split("?")[0], {"f": "json"}, {}
    if kind in TILE_KINDS:
        return _request_of_tiles(url)
    if kind in _JSON or kind in _OGC:
        return url, {}, {}
    # A part of a compressed file is of no use, but that it comes is answer enough.
    return url, {}, {"Range": f"bytes=0-{1023}", "Accept-Encoding": "identity"}


def _request_of_tiles(url: str) -> Tuple[str, Dict[str, str], Dict[str, str]]:
    """Return what to ask tiles with: the tile of Bochum, or the style or description that names their addresses."""
    if "{z}" in unquote(url):
        return fill_template(url, TEST_ZOOM, *TEST_PLACE_4326), {}, {}
    # ArcGIS answers with a web page unless it is asked for JSON.
    is_arcgis = url.split("?")[0].rstrip("/").lower().endswith("/vectortileserver")
    return url, {"f": "json"} if is_arcgis else {}, {}


def _since(started: float, clock: Callable[[], float]) -> int:
    return max(0, round((clock() - started) * 1000))


def _state_of_answer(is_right: bool, milliseconds: int, moved_to: str) -> ServiceState:
    if not is_right:
        return ServiceState.NO_SERVICE
    if moved_to:
        return ServiceState.MOVED
    return ServiceState.SLOW if milliseconds > SLOW_MS else ServiceState.OK


def _state_of_error(error: NetworkError, milliseconds: int) -> ServiceState:
    if isinstance(error, AccessDeniedError):
        return ServiceState.LOGIN
    if isinstance(error, TooLargeError):  # it is there, and larger than the part we asked for
        return ServiceState.SLOW if milliseconds > SLOW_MS else ServiceState.OK
    if isinstance(error, UnexpectedContentError):
        # An OGC exception or a page with a log-in form: nothing else is refused where any content is welcome.
        return ServiceState.DEAD if "exception" in error.detail.lower() else ServiceState.LOGIN
    return ServiceState.NO_SERVICE if isinstance(error, AddressRefusedError) else ServiceState.DEAD
