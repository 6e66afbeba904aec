# SPDX-License-Identifier: GPL-2.0-or-later
"""Who is asked: the address, and the name by which the user knows it."""

from __future__ import annotations

from dataclasses import dataclass
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.errors import AddressRefusedError
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.translation import tr

SCHEMES = ("http", "https")
LONGEST_QUOTE = 240


def quotable(foreign: str, longest: int = LONGEST_QUOTE) -> str:
    """Return foreign text fit for a sentence: one line, short, no secrets, and no markup in rich or plain text.

    >>> quotable("  <b>Layer</b>\\n missing ")
    '‹b›Layer‹/b› missing'
    """
    text = redact(" ".join("".join(c if c.isprintable() else " " for c in foreign).split()))
    text = text.replace("<", "‹").replace(">", "›")
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"


@dataclass(frozen=True)
class Service:
    """The service a call goes to, as sentences name it."""

    url: str
    given_name: str = ""

    @property
    def name(self) -> str:
        """The human name, or else the host."""
        return quotable(self.given_name, 80) or host_of(self.url) or quotable(self.url, 80)

    @property
    def detail(self) -> str:
        """The address for the log, without secrets."""
        return redact(self.url)


def host_of(url: str) -> str:
    """Return host (and port) of `url` without user info; "" if there is none."""
    try:
        parts = urlsplit(url)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        return ""
    return f"{host}:{port}" if port else host


def require_web_address(url: str, service: Service) -> None:
    """Raise `AddressRefusedError` unless `url` is http(s) with a host.

    Held before every request and after every redirect, so that no catalogue entry and no server can make the
    plugin read `file:`, `/vsicurl/`, `\\\\host\\share` or a database.
    """
    try:
        scheme = urlsplit(url).scheme.lower()
    except ValueError:
        scheme = ""
    if scheme in SCHEMES and host_of(url):
        return
    sentence = tr(
        "The address of the service “{service}” is not a web address (http or https) and was not opened. "
        "Correct the address."
    )
    raise AddressRefusedError(sentence.format(service=service.name), f"refused address: {quotable(url)}")
