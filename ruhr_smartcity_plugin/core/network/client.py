# SPDX-License-Identifier: GPL-2.0-or-later
"""The one HTTP client: whatever goes wrong ends in a named error, what comes back is whole and of the right kind."""

from __future__ import annotations

import copy
import json
import math
import threading
import time
from typing import TYPE_CHECKING, Any, Callable, Mapping

from ruhr_smartcity_plugin.core.errors import HttpStatusError, NetworkError, UnexpectedContentError
from ruhr_smartcity_plugin.core.network import failures
from ruhr_smartcity_plugin.core.network.agent import user_agent
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.content import Content, check_content
from ruhr_smartcity_plugin.core.network.limits import Limits
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.retry import pause_s
from ruhr_smartcity_plugin.core.network.service import Service, require_web_address
from ruhr_smartcity_plugin.core.network.transfer import transfer
from ruhr_smartcity_plugin.core.network.watch import Watch
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import requests

__all__ = ["Answer", "Content", "HttpClient", "Limits"]

_SLICE_S = 0.1
_REPEATABLE_METHODS = frozenset({"GET", "HEAD"})
Params = Mapping[str, Any]
Headers = Mapping[str, str]


def _wait(seconds: float) -> None:
    threading.Event().wait(seconds)


class HttpClient:
    """Asks services over a `requests.Session`: a plain one (headless, tests) or QGIS's (`adapters.network.session`).

    May be used by several threads at once. `progress` is only asked whether to stop; it is the caller who knows how
    far the work is.

    Parameters
    ----------
    session : the transport.
    limits : what one call may cost.
    wait : waits that many seconds; QGIS's keeps the event loop turning.
    clock : monotonic seconds.
    has_login : the session sends a log-in to the service it is meant for.
    """

    def __init__(
        self,
        session: requests.Session,
        *,
        limits: Limits = Limits(),  # noqa: B008 - frozen
        wait: Callable[[float], None] = _wait,
        clock: Callable[[], float] = time.monotonic,
        has_login: bool = False,
    ) -> None:
        self.session = session
        self.has_login = has_login
        self.limits = limits
        self.wait = wait
        self._clock = clock
        self._is_fresh = False

    def with_limits(self, limits: Limits) -> HttpClient:
        """Return a client over the same session with other bounds."""
        other = HttpClient(self.session, limits=limits, wait=self.wait, clock=self._clock, has_login=self.has_login)
        other._is_fresh = self._is_fresh
        return other

    def past_caches(self) -> HttpClient:
        """Return the same client passing over caches with every `get`, for what has to be of this moment."""
        fresh = copy.copy(self)  # what a kind of client of its own keeps goes along
        fresh._is_fresh = True
        return fresh

    def get(
        self,
        url: str,
        *,
        params: Params | None = None,
        headers: Headers | None = None,
        expect: Content = Content.ANY,
        service: str = "",
        progress: Progress = SILENT,
        refresh: bool = False,
    ) -> Answer:
        """Fetch `url`; repeats by itself after a cut connection and after 429, 502, 503, 504.

        Parameters
        ----------
        params : query parameters, added to those in `url`.
        headers : further header fields; a condition (`If-None-Match`) makes 304 an allowed, empty answer.
        service : the name by which the user knows the service; the host if empty.
        refresh : pass over caches.

        Raises
        ------
        NetworkError
            one of its kinds; an empty answer is a `TruncatedError`.
        CancelledError
            within about 0.1 s after `progress` says so.
        """
        wanted = dict(headers or {})
        if refresh or self._is_fresh:
            wanted.update({"Cache-Control": "no-cache", "Pragma": "no-cache"})
        asked = Service(url, service)
        answer = self._call("GET", asked, progress, params=params, headers=wanted)
        if answer.status != 304:
            if not answer.body:
                raise failures.truncated(asked, 0, None)
            check_content(answer, expect, asked)
        return answer

    def get_json(
        self,
        url: str,
        *,
        params: Params | None = None,
        headers: Headers | None = None,
        service: str = "",
        progress: Progress = SILENT,
        refresh: bool = False,
    ) -> Any:
        """Fetch `url` and return its JSON as Python values; NaN and infinite numbers are refused.

        Raises
        ------
        UnexpectedContentError
            no JSON, broken, too deeply nested, or with NaN or Infinity; and all that `get` raises.
        """
        wanted = {"Accept": "application/json, application/geo+json;q=0.9, */*;q=0.1", **(headers or {})}
        answer = self.get(
            url, params=params, headers=wanted, expect=Content.JSON, service=service, progress=progress, refresh=refresh
        )
        return parse_json(answer, Service(url, service))

    def send(
        self,
        method: str,
        url: str,
        *,
        body: bytes,
        content_type: str,
        headers: Headers | None = None,
        expect: Content = Content.ANY,
        service: str = "",
        progress: Progress = SILENT,
    ) -> Answer:
        """Send `body` (POST, PUT, PATCH, DELETE …), exactly once: a lost acknowledgement must not write twice.

        After a `ConnectionFailedError`, `TimedOutError` or `TruncatedError` the service may or may not have done the
        work: read back before trying again. An empty answer is fine where `expect` is `Content.ANY`.
        """
        asked = Service(url, service)
        wanted = {"Content-Type": content_type, **(headers or {})}
        answer = self._call(method.upper(), asked, progress, headers=wanted, body=body)
        if answer.body or expect is not Content.ANY:
            if not answer.body:
                raise failures.truncated(asked, 0, None)
            check_content(answer, expect, asked)
        return answer

    def _call(
        self,
        method: str,
        service: Service,
        progress: Progress,
        *,
        params: Params | None = None,
        headers: Headers,
        body: bytes | None = None,
    ) -> Answer:
        watch = self._watch(progress)
        attempts = self.limits.attempts if method in _REPEATABLE_METHODS else 1
        attempt = 1
        while True:
            prepared = self._prepare(method, service, watch, params=params, headers=headers, body=body)
            try:
                return transfer(self.session, prepared, service, watch)
            except NetworkError as error:
                pause = self._pause_before_repeat(error, attempt, watch)
                if attempt >= attempts or pause is None:
                    raise
            self._pause(pause, watch)
            attempt += 1

    def _watch(self, progress: Progress) -> Watch:
        return Watch(self.limits, progress, self._clock)

    def _prepare(
        self,
        method: str,
        service: Service,
        watch: Watch,
        *,
        params: Params | None,
        headers: Headers,
        body: bytes | None,
    ) -> requests.PreparedRequest:
        import requests

        require_web_address(service.url, service)
        # gzip and nothing else: we inflate ourselves, with a cap. Qt would inflate a bomb whole.
        fields = {"User-Agent": user_agent(), "Accept": "*/*", "Accept-Encoding": "gzip", **headers}
        try:
            return self.session.prepare_request(
                requests.Request(method, service.url, params=params, headers=fields, data=body)
            )
        except (requests.RequestException, ValueError) as error:
            raise failures.from_requests(error, service, watch) from error

    def _pause_before_repeat(self, error: NetworkError, failed: int, watch: Watch) -> float | None:
        if not failures.is_repeatable(error):
            return None
        asked_s = error.retry_after_s if isinstance(error, HttpStatusError) else None
        pause = pause_s(failed, asked_s, self.limits.max_wait_s)
        return pause if pause is not None and pause < watch.remaining_s() else None

    def _pause(self, seconds: float, watch: Watch) -> None:
        while seconds > 0:
            watch.stop_if_cancelled()
            self.wait(min(_SLICE_S, seconds))
            seconds -= _SLICE_S


def parse_json(answer: Answer, service: Service) -> Any:
    """Return the values of a JSON answer; raises `UnexpectedContentError` for what is no strict JSON (RFC 8259)."""
    try:
        return json.loads(_json_text(answer), parse_constant=_refuse_constant, parse_float=_finite)
    except (ValueError, RecursionError) as error:
        sentence = tr(
            "The service “{service}” answered with damaged JSON, which was discarded. Try again or ask the operator."
        )
        detail = redact(f"{service.url}: {type(error).__name__}: {error}")
        raise UnexpectedContentError(sentence.format(service=service.name), detail) from error


def _json_text(answer: Answer) -> str:
    """Return JSON as text: it is UTF-8 whatever the header says, unless it cannot be."""
    try:
        return answer.body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return answer.text()


def _refuse_constant(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def _finite(digits: str) -> float:
    number = float(digits)
    if not math.isfinite(number):
        raise ValueError(f"{digits[:40]} is too large a number")
    return number
