# SPDX-License-Identifier: GPL-2.0-or-later
"""One attempt: send, follow redirects, read, judge the status."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any, List

from ruhr_smartcity_plugin.core.errors import RedirectError
from ruhr_smartcity_plugin.core.network import failures
from ruhr_smartcity_plugin.core.network.answer import Answer
from ruhr_smartcity_plugin.core.network.body import read_body
from ruhr_smartcity_plugin.core.network.content import error_message
from ruhr_smartcity_plugin.core.network.redaction import is_secret_name, redact
from ruhr_smartcity_plugin.core.network.retry import retry_after_s
from ruhr_smartcity_plugin.core.network.service import Service, host_of, quotable, require_web_address
from ruhr_smartcity_plugin.core.network.watch import Watch, watching
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import requests

_REFUSAL_BYTES = 1024 * 1024
_FOR_GOOD = (301, 308)  # RFC 9110, 15.4: after any other redirect the old address is to be asked again


def transfer(session: requests.Session, prepared: requests.PreparedRequest, service: Service, watch: Watch) -> Answer:
    """Return the complete answer with status 2xx (or 304 to a conditional request), after redirects.

    Raises
    ------
    NetworkError (one of its kinds) or CancelledError; nothing of `requests` passes.
    """
    import requests
    import urllib3

    try:
        with watching(watch):
            response = _follow(session, prepared, service, watch)
            try:
                return _judge(response, service, watch)
            finally:
                response.close()
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError) as error:
        watch.stop_if_cancelled()
        raise failures.from_requests(error, service, watch) from error


def _follow(
    session: requests.Session, prepared: requests.PreparedRequest, service: Service, watch: Watch
) -> requests.Response:
    prepared.register_hook("response", _forget_redirect_body)
    hops: List[requests.Response] = []
    for _hop in range(watch.limits.max_redirects + 1):
        require_web_address(prepared.url or "", service)
        watch.stop_if_cancelled()
        if watch.is_overdue():
            raise failures.timed_out(service, watch)
        response = _send(session, prepared, watch)
        following = response.next if response.is_redirect else None
        if following is None:
            response.history = hops
            return response
        response.close()
        hops.append(response)
        _require_same_write(prepared, following, response.status_code, service)
        _forget_secrets(session, prepared, following)
        prepared = following
    sentence = tr("The service “{service}” redirects in circles. Check the address or ask the operator.")
    raise RedirectError(sentence.format(service=service.name), redact(f"{service.url}: last {prepared.url}"))


def _send(session: requests.Session, prepared: requests.PreparedRequest, watch: Watch) -> requests.Response:
    patience = max(0.05, min(watch.limits.inactivity_s, watch.remaining_s()))
    settings = session.merge_environment_settings(prepared.url or "", {}, True, None, None)
    return session.send(prepared, timeout=(patience, patience), allow_redirects=False, **settings)


def _forget_redirect_body(response: requests.Response, *_args: Any, **_kwargs: Any) -> None:
    """Drop the body of a redirect unread: `requests` would read it whole, however large."""
    if response.is_redirect:
        response.raw.close()
        response.raw = io.BytesIO()


def _require_same_write(
    before: requests.PreparedRequest, after: requests.PreparedRequest, status: int, service: Service
) -> None:
    """Raise `RedirectError` where following a redirect would lose a write or hand its content to another host.

    `requests`, like browsers, turns a redirected POST into a GET (301, 302), whose success would look like a saved
    record. 303 is the exception: it says that the work is done.
    """
    if before.method in ("GET", "HEAD") or status == 303:
        return
    if before.method == after.method and host_of(before.url or "") == host_of(after.url or ""):
        return
    sentence = tr(
        "The service “{service}” has moved to another address, so nothing was saved. Enter the new address: {address}"
    )
    address = quotable(after.url or "")
    raise RedirectError(sentence.format(service=service.name, address=address), redact(f"{service.url}: HTTP {status}"))


def _forget_secrets(
    session: requests.Session, before: requests.PreparedRequest, after: requests.PreparedRequest
) -> None:
    """Take secrets off a request that goes to another host or from https to http.

    `requests` does so with `Authorization` only; services also use headers such as `X-Api-Key`.
    """
    if not session.should_strip_auth(before.url or "", after.url or ""):
        return
    for name in [name for name in after.headers if is_secret_name(name)]:
        del after.headers[name]


def _judge(response: requests.Response, service: Service, watch: Watch) -> Answer:
    status = response.status_code
    content_type = response.headers.get("Content-Type", "").split(";")[0].strip().lower()
    is_condition = "If-None-Match" in response.request.headers or "If-Modified-Since" in response.request.headers
    if not isinstance(status, int) or not (200 <= status < 300 or (status == 304 and is_condition)):
        message = error_message(_refusal_body(response, service, watch), content_type)
        raise failures.from_status(status, service, message, retry_after_s(response.headers.get("Retry-After", "")))
    body = read_body(response, service, watch)
    from_cache = bool(getattr(response, "from_cache", False))
    is_detour = any(one.status_code not in _FOR_GOOD for one in response.history)
    return Answer(response.url or service.url, status, response.headers, body, content_type, from_cache, is_detour)


def _refusal_body(response: requests.Response, service: Service, watch: Watch) -> bytes:
    """Return the body of an error answer, or nothing if it cannot be had: the status is the message then."""
    import requests
    import urllib3

    from ruhr_smartcity_plugin.core.errors import NetworkError

    try:
        return read_body(response, service, watch)[:_REFUSAL_BYTES]
    except (NetworkError, requests.RequestException, urllib3.exceptions.HTTPError, OSError, ValueError):
        return b""
