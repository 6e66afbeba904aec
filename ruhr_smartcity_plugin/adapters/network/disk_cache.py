# SPDX-License-Identifier: GPL-2.0-or-later
"""Qt's disk cache, kept from answering in the name of a service.

Measured with Qt 5.15 (Qt 6 has the same code): where an address is kept in the cache and the service answers 5xx, Qt
gives the kept answer instead, as a 200, with the body of the error appended to it, or it never finishes. Where the
service answers 304 to a condition of ours, Qt gives what it keeps itself, whether or not that is what we asked about.
Qt leaves an entry alone on 5xx if its `Cache-Control` says `must-revalidate`.

All threads share the files, and Qt is not safe where two of them fetch one address: what one is still writing, the
other deletes (measured: crash within 150 rounds of eight threads, and with QGIS's manager alone). So entries are marked
and never removed, and whoever comes second to an address goes past the cache (`claimed`).
"""

from __future__ import annotations

import threading
from contextlib import contextmanager
from typing import TYPE_CHECKING, Iterator, Set

from qgis.PyQt.QtCore import QByteArray, QDateTime
from qgis.PyQt.QtNetwork import QNetworkReply, QNetworkRequest

from ruhr_smartcity_plugin.adapters.network.unwatched import leave_to_qt

if TYPE_CHECKING:
    from qgis.PyQt.QtNetwork import QAbstractNetworkCache, QNetworkAccessManager, QNetworkCacheMetaData

_Kind = QNetworkReply.NetworkError
_REFUSALS = frozenset({
    _Kind.InternalServerError, _Kind.OperationNotImplementedError, _Kind.ServiceUnavailableError,
    _Kind.UnknownServerError,
})  # fmt: skip
_VALIDATORS = frozenset({"etag", "last-modified"})
_CONDITIONS = (b"If-None-Match", b"If-Modified-Since")
_CONTROL = "cache-control"
_LOAD = QNetworkRequest.Attribute.CacheLoadControlAttribute
_STRICT = b"must-revalidate"


_lock = threading.Lock()
_fetched: Set[str] = set()


@contextmanager
def claimed(address: str) -> Iterator[bool]:
    """Claim `address` in the cache while it is fetched; False while another of our threads has it."""
    with _lock:
        is_ours = address not in _fetched
        _fetched.add(address)
    try:
        yield is_ours
    finally:
        if is_ours:
            with _lock:
                _fetched.remove(address)


def pass_by(query: QNetworkRequest) -> None:
    """Send `query` past the cache: it neither answers nor keeps the answer."""
    query.setAttribute(QNetworkRequest.Attribute.CacheSaveControlAttribute, False)
    query.setAttribute(_LOAD, QNetworkRequest.CacheLoadControl.AlwaysNetwork)


def bar_stale_answer(manager: QNetworkAccessManager, query: QNetworkRequest, is_refresh: bool) -> bool:
    """See to it that `query`, about to be sent, is answered by a fresh entry of the cache or by the service itself.

    With `is_refresh` no entry counts as fresh. Returns whether anything is left in the cache that may answer.

    A stale entry that can be asked about (ETag, Last-Modified) saves its transfer; others answer nothing any more.
    A condition of the caller's own goes past the cache; what then comes out of it all the same is a 304, see
    `is_unchanged`.
    """
    cache = manager.cache()
    if cache is None:
        return False
    leave_to_qt(cache)
    entry = cache.metaData(query.url())
    is_own = has_condition(query)
    if is_own:
        pass_by(query)
    if not entry.isValid():
        return False
    if _is_fresh(entry) and not is_refresh and not is_own:
        return True
    _demand_validation(cache, entry)
    return is_own or any(_name(name) in _VALIDATORS for name, _value in entry.rawHeaders())


def has_condition(query: QNetworkRequest) -> bool:
    """Answer whether the caller asks only for what has changed since."""
    return any(query.hasRawHeader(name) for name in _CONDITIONS)


def is_unchanged(reply: QNetworkReply) -> bool:
    """Answer whether the service said 304 to a condition of the caller's own, which Qt hides behind its own copy."""
    return has_condition(reply.request()) and is_from_cache(reply)


def is_from_cache(reply: QNetworkReply) -> bool:
    """Answer whether the body of `reply` comes out of the cache, asked about at the service (304) or not."""
    return bool(reply.attribute(QNetworkRequest.Attribute.SourceIsFromCacheAttribute))


def is_disguised_error(reply: QNetworkReply, cache_may_answer: bool) -> bool:
    """Answer whether Qt answers out of its cache although the service has refused (5xx), or may have.

    After `bar_stale_answer` only another thread can bring that about, by putting the address into the cache while our
    question is on its way. Qt tells of the refusal late or, where its cache was faster, not at all.
    """
    return is_from_cache(reply) and (not cache_may_answer or reply.error() in _REFUSALS)


def _is_fresh(entry: QNetworkCacheMetaData) -> bool:
    """Answer whether Qt would give the entry without asking; its guess by the age of Last-Modified is not wanted."""
    ends = entry.expirationDate()
    return ends.isValid() and QDateTime.currentDateTimeUtc().secsTo(ends) > 0


def _demand_validation(cache: QAbstractNetworkCache, entry: QNetworkCacheMetaData) -> None:
    control = b", ".join(bytes(value) for name, value in entry.rawHeaders() if _name(name) == _CONTROL)
    if _STRICT in control.lower():
        return
    others = [(name, value) for name, value in entry.rawHeaders() if _name(name) != _CONTROL]
    strict = QByteArray(control + b", " + _STRICT if control else _STRICT)
    entry.setRawHeaders([*others, (QByteArray(b"Cache-Control"), strict)])
    cache.updateMetaData(entry)


def _name(name: QByteArray) -> str:
    return bytes(name).decode("latin-1").lower()
