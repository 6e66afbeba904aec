# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses from catalogues are foreign text: only plain web addresses get any further."""

from __future__ import annotations

from urllib.parse import parse_qsl, quote, urldefrag, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.errors import AddressRefusedError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr

_LONGEST = 4000
# Kept as they are: reserved characters of RFC 3986 and an existing percent sign. Quotes are encoded, as they end a
# value in QGIS's data source strings.
_KEPT = "%:/?#[]@!$&()*+,;=-._~"


def checked_address(address: str) -> str:
    """Return a web address that may be requested and put into a layer's source.

    Blanks, quotes and letters outside ASCII come back percent-encoded; a host name with umlauts in its IDNA form.

    >>> checked_address(" https://example.org/Bäume 2026.csv ")
    'https://example.org/B%C3%A4ume%202026.csv'

    Raises
    ------
    AddressRefusedError
        Not http or https, no host, control or half characters or backslashes, user and password inside, or a QGIS
        log-in id (`authcfg`) smuggled in: `file://`, `/vsicurl/…`, `PG:…`, `url='…' authcfg=…`, network shares.
    """
    text = address.strip() if isinstance(address, str) else ""
    if not text or len(text) > _LONGEST or "\\" in text or any(_is_no_letter(one) for one in text):
        raise _refused(address)
    try:
        parts = urlsplit(text)
        host, port = parts.hostname or "", parts.port
    except ValueError as error:
        raise _refused(address) from error
    if parts.scheme.lower() not in ("http", "https") or not host or any(one in host for one in " '\"<>"):
        raise _refused(address)
    if parts.username is not None or parts.password is not None:
        raise AddressRefusedError(
            tr("The address contains a user name or password and was not opened. Store the log-in in QGIS instead."),
            redact(text),
        )
    if any(name.lower() == "authcfg" for name, _value in parse_qsl(parts.query, keep_blank_values=True)):
        raise _refused(address)
    return urlunsplit(
        (
            parts.scheme.lower(),
            _host(host, address) + (f":{port}" if port else ""),
            *(quote(one, safe=_KEPT) for one in (parts.path, parts.query, parts.fragment)),
        )
    )


def pasted_address(text: str) -> str:
    """Return what somebody pasted as an address to keep: with its query, without a place in the page.

    >>> pasted_address("maps.example.org/mapserv?map=/srv/x.map#karte")
    'https://maps.example.org/mapserv?map=/srv/x.map'

    Raises
    ------
    AddressRefusedError
        It is no web address.
    """
    text = text.strip()
    is_bare = text[:1].isalnum() and "://" not in text and any(sign in text for sign in "./:")
    return urldefrag(checked_address(f"https://{text}" if is_bare else text)).url.rstrip("/")


def _is_no_letter(sign: str) -> bool:
    """Answer whether it is a control character or half a character, as `\\ud800` in JSON makes them."""
    return ord(sign) < 32 or ord(sign) == 127 or 0xD800 <= ord(sign) <= 0xDFFF


def is_web_address(address: str) -> bool:
    """Answer whether `checked_address` accepts the address."""
    try:
        checked_address(address)
    except AddressRefusedError:
        return False
    return True


def may_keep_login(old: str, new: str) -> bool:
    """Answer whether what was meant for one address may be sent to another: the same host and port, no less encrypted.

    >>> may_keep_login("http://a.example/wms", "https://A.example/ows"), may_keep_login("https://a.de", "https://b.de")
    (True, False)
    """
    try:
        before, after = urlsplit(old), urlsplit(new)
        ports = [one.port or (443 if one.scheme == "https" else 80) for one in (before, after)]
    except ValueError:
        return False
    if not after.hostname or before.hostname != after.hostname:
        return False
    if before.scheme == after.scheme:
        return ports[0] == ports[1]
    return before.scheme == "http" and ports == [80, 443]


def login_scope(url: str) -> str:
    """Return where the log-in for an address may go: its host and port, and never unencrypted if it is https.

    >>> login_scope("https://a.example/wms?x=1"), login_scope("http://a.example:8080/wms")
    ('https://a.example', 'a.example:8080')
    """
    parts = urlsplit(url)
    return f"https://{parts.netloc}" if parts.scheme == "https" else parts.netloc


def _host(host: str, address: str) -> str:
    if ":" in host:
        return f"[{host}]"
    if host.isascii():
        return host
    try:
        return host.encode("idna").decode("ascii")
    except UnicodeError as error:
        raise _refused(address) from error


def _refused(address: object) -> AddressRefusedError:
    return AddressRefusedError(
        tr("The address is no web address (http or https). It was not opened."),
        quotable(str(address), 500),
    )
