# SPDX-License-Identifier: GPL-2.0-or-later
"""From what `requests` and HTTP say to the plugin's named errors."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    AddressRefusedError,
    BusyError,
    ConnectionFailedError,
    HttpStatusError,
    NetworkError,
    ProxyFailedError,
    TimedOutError,
    TooLargeError,
    TruncatedError,
    UntrustedCertificateError,
)
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import Service
from ruhr_smartcity_plugin.core.network.watch import OversizeError, Watch
from ruhr_smartcity_plugin.translation import tr

REPEATABLE_STATUS = frozenset({429, 502, 503, 504})


class CutOffError(ConnectionFailedError):
    """The connection was reset or closed before the answer was whole: the one connection failure worth a repeat."""


def timed_out(service: Service, watch: Watch, reason: str = "") -> TimedOutError:
    """Return the error for a service that is silent, or that is too slow altogether."""
    if watch.is_overdue() and watch.limits.slowest_bytes_per_s > 0:
        sentence = tr(
            "The file from “{service}” came slower than {speed} Mbit/s and was given up. "
            "Try again later or over a faster connection."
        )
        speed = f"{watch.limits.slowest_bytes_per_s * 8 / 1e6:g}"
        return TimedOutError(sentence.format(service=service.name, speed=speed), _detail(service, reason))
    if watch.is_overdue():
        sentence = tr(
            "The service “{service}” did not finish its answer within {seconds} s. "
            "Ask for a smaller area or try again later."
        )
        seconds = watch.limits.total_s
    else:
        sentence = tr("The service “{service}” did not answer within {seconds} s. Check the network or try again.")
        seconds = watch.limits.inactivity_s
    return TimedOutError(sentence.format(service=service.name, seconds=f"{seconds:g}"), _detail(service, reason))


def truncated(service: Service, received: int, announced: int | None) -> TruncatedError:
    """Return the error for a body shorter than announced, or for none at all."""
    if received == 0:
        sentence = tr("The service “{service}” answered without content. Try again later or ask the operator.")
    else:
        sentence = tr("The answer of the service “{service}” arrived incompletely and was discarded. Try again.")
    return TruncatedError(sentence.format(service=service.name), _detail(service, f"{received} of {announced} bytes"))


def too_large(service: Service, watch: Watch) -> TooLargeError:
    """Return the error for a body above the cap."""
    sentence = tr(
        "The answer of the service “{service}” is larger than the allowed {megabytes} MB and was discarded. "
        "Ask for a smaller area or fewer records."
    )
    megabytes = f"{watch.limits.max_bytes / 1024 / 1024:.3g}"
    return TooLargeError(
        sentence.format(service=service.name, megabytes=megabytes),
        _detail(service, f"cap {watch.limits.max_bytes} bytes"),
    )


def from_requests(error: Exception, service: Service, watch: Watch) -> NetworkError:
    """Return the named error for an exception of `requests`, `urllib3` or the socket below."""
    import requests
    import urllib3.exceptions as below

    reason = f"{type(error).__name__}: {error}"
    if isinstance(error, OversizeError):
        return too_large(service, watch)
    if isinstance(error, requests.exceptions.ProxyError):
        return _proxy_failed(service, reason)
    if isinstance(error, (requests.exceptions.SSLError, below.SSLError)):
        return _untrusted(service, reason)
    if isinstance(error, (requests.exceptions.Timeout, below.TimeoutError, TimeoutError)):
        return timed_out(service, watch, reason)
    if isinstance(error, ValueError) and not isinstance(error, OSError):
        return _bad_address(service, reason)
    if isinstance(error, (requests.exceptions.InvalidURL, requests.exceptions.InvalidSchema)):
        return _bad_address(service, reason)
    if _was_cut_off(error):
        sentence = tr("The service “{service}” broke off the connection. Try again later.")
        return CutOffError(sentence.format(service=service.name), _detail(service, reason))
    sentence = tr("No connection to the service “{service}”. Check the network, the proxy settings and the address.")
    return ConnectionFailedError(sentence.format(service=service.name), _detail(service, reason))


def from_status(status: int, service: Service, message: str, retry_after_s: float | None) -> NetworkError:
    """Return the named error for an HTTP status other than 2xx; `message` is what the service itself said."""
    detail = _detail(service, f"HTTP {status} {message}".strip())
    if status == 407:
        return _proxy_failed(service, f"HTTP {status}")
    words = {"service": service.name, "status": str(status), "reason": message}
    if status in (401, 403):
        sentence = tr(
            "The service “{service}” does not allow this (HTTP {status}). Choose another log-in in the options."
        )
        return AccessDeniedError(sentence.format(**words), detail, status=status, retry_after_s=retry_after_s)
    if status in (429, 503):
        sentence = tr("The service “{service}” is overloaded or being maintained (HTTP {status}). Try again later.")
        return BusyError(sentence.format(**words), detail, status=status, retry_after_s=retry_after_s)
    if message:
        sentence = tr("The service “{service}” refused the request (HTTP {status}): {reason}")
    elif status in (404, 410):
        sentence = tr("The service “{service}” does not know this address (HTTP {status}). Check the address.")
    elif status >= 500:
        sentence = tr("The service “{service}” has an internal fault (HTTP {status}). Try again later.")
    else:
        sentence = tr("The service “{service}” refused the request (HTTP {status}). Check the address.")
    return HttpStatusError(sentence.format(**words), detail, status=status, retry_after_s=retry_after_s)


def is_repeatable(error: NetworkError) -> bool:
    """Answer whether the same idempotent call may succeed a moment later."""
    if isinstance(error, HttpStatusError):
        return error.status in REPEATABLE_STATUS
    return isinstance(error, (CutOffError, TruncatedError))


def _was_cut_off(error: BaseException | None, depth: int = 0) -> bool:
    import http.client

    import urllib3.exceptions as below

    if error is None or depth > 4:
        return False
    if isinstance(error, (ConnectionResetError, ConnectionAbortedError, BrokenPipeError, http.client.IncompleteRead,
                          http.client.RemoteDisconnected, below.ProtocolError)):  # fmt: skip
        return True
    inner = [arg for arg in error.args if isinstance(arg, BaseException)]
    return any(_was_cut_off(cause, depth + 1) for cause in [*inner, error.__cause__])


def _proxy_failed(service: Service, reason: str) -> ProxyFailedError:
    sentence = tr(
        "The proxy between you and the service “{service}” refused the connection or asks for a log-in. "
        "Check the proxy in the QGIS options under Network."
    )
    return ProxyFailedError(sentence.format(service=service.name), _detail(service, reason))


def _untrusted(service: Service, reason: str) -> UntrustedCertificateError:
    sentence = tr(
        "The certificate of the service “{service}” is not trusted, so nothing was fetched. "
        "Ask your administrator to add the certificate authority in the QGIS options under Authentication."
    )
    return UntrustedCertificateError(sentence.format(service=service.name), _detail(service, reason))


def _bad_address(service: Service, reason: str) -> AddressRefusedError:
    sentence = tr("The address of the service “{service}” cannot be read. Correct the address.")
    return AddressRefusedError(sentence.format(service=service.name), _detail(service, reason))


def _detail(service: Service, reason: str) -> str:
    return redact(f"{service.url}: {reason}" if reason else service.url)
