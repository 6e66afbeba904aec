# SPDX-License-Identifier: GPL-2.0-or-later
"""Emphasis, code and links inside a line of Markdown, as safe HTML."""

from __future__ import annotations

import html
import re
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.errors import AddressRefusedError

_DEEPEST = 4
_LONGEST_SHOWN = 120
_MAIL = r"[A-Za-z0-9._+\-]{1,64}@[A-Za-z0-9\-]{1,63}(?:\.[A-Za-z0-9\-]{1,63}){1,6}"
_URL = r"https?://[^\s<>\"'`|\\^{}]{1,2000}"
# Every part is bounded, so that no text makes the search slow.
_TOKEN = re.compile(
    r"(?P<escape>\\[\\`*_{}\[\]()#+\-.!|<>~])"
    r"|(?P<code>`[^`\n]{1,500}`)"
    r"|!\[(?P<alt>[^\]\n]{0,300})\]\([^)\n]{0,2500}\)"
    r"|\[(?P<text>[^\[\]\n]{1,500})\]\(\s*<?(?P<target>[^\s()<>]{0,1200}(?:\([^\s()<>]{0,300}\)[^\s()<>]{0,800})?)>?"
    r"(?:\s+[\"'(][^\"')\n]{0,300}[\"')])?\s*\)"
    rf"|<(?P<pointed>{_URL}|(?:mailto:)?{_MAIL})>"
    rf"|(?P<url>\b{_URL})"
    rf"|(?P<mail>(?<![\w@.]){_MAIL}\b)"
    r"|\*\*(?P<strong>[^*\n]{1,500}(?:\*[^*\n]{1,200}\*[^*\n]{0,200})?)\*\*"
    r"|(?<!\w)__(?P<strong2>[^_\n]{1,500})__(?!\w)"
    r"|\*(?P<em>[^*\s][^*\n]{0,500})\*"
    r"|(?<!\w)_(?P<em2>[^_\s][^_\n]{0,500})_(?!\w)"
)
_LOOKS_LIKE_ADDRESS = re.compile(r"^\s*(?:[a-z][a-z0-9+.\-]{0,20}:/*|www\.)|[\w\-]\.[a-z]{2,24}(?:[/:?#\s]|$)|@", re.I)
_TRAILING = ".,;:!?*_~…»“”"


def inline_html(text: str, depth: int = 0) -> str:
    """Return the HTML of one line; everything but our own tags is escaped.

    >>> inline_html("*Stand* <b>2026</b>")
    '<i>Stand</i> &lt;b&gt;2026&lt;/b&gt;'
    """
    parts, end = [], 0
    for found in _TOKEN.finditer(text):
        parts.append(html.escape(text[end : found.start()]))
        parts.append(_token_html(found, depth))
        end = found.end()
    return "".join(parts) + html.escape(text[end:])


def link_html(text: str, target: str, depth: int = _DEEPEST) -> str:
    """Return a link; plain text where the target is no web or mail address.

    A text that looks like an address of another place is followed by the true one.

    >>> link_html("Karte", "javascript:alert(1)")
    'Karte'
    >>> link_html("www.bochum.de", "https://boese.example/")
    '<a href="https://boese.example/">www.bochum.de</a> (https://boese.example/)'
    """
    shown = html.escape(text) if depth >= _DEEPEST else inline_html(text, depth + 1)
    address = allowed_target(target)
    if not address:
        return shown
    link = f'<a href="{html.escape(address)}">{_without_links(shown)}</a>'
    if _pretends(text, address):
        told = address if len(address) <= _LONGEST_SHOWN else address[: _LONGEST_SHOWN - 1] + "…"
        return f"{link} ({html.escape(told)})"
    return link


def allowed_target(target: str) -> str:
    """Return the address a link may open: http, https, or mailto without further fields; "" for all others."""
    if target.lower().startswith("mailto:"):
        address = target[len("mailto:") :].split("?")[0]
        return f"mailto:{address}" if re.fullmatch(_MAIL, address) else ""
    try:
        return checked_address(target)
    except AddressRefusedError:
        return ""


def _token_html(found: re.Match[str], depth: int) -> str:
    kind, value = found.lastgroup or "", found.group(found.lastgroup or 0) or ""
    if found.group("text") is not None:
        return link_html(found.group("text"), found.group("target") or "", depth)
    if kind == "escape":
        return html.escape(value[1:])
    if kind == "code":
        return f"<code>{html.escape(value[1:-1])}</code>"
    if kind in ("url", "pointed", "mail"):
        return _bare(value, kind)
    if kind in ("strong", "strong2", "em", "em2"):
        tag = "b" if kind.startswith("strong") else "i"
        inside = html.escape(value) if depth >= _DEEPEST else inline_html(value, depth + 1)
        return f"<{tag}>{inside}</{tag}>"
    return html.escape(value)  # the alternative text of a picture


def _bare(value: str, kind: str) -> str:
    kept = value
    if kind == "url":
        kept = value.rstrip(_TRAILING)
        while kept.endswith((")", "]")) and kept.count("(") < kept.count(")") + kept.count("]") - kept.count("["):
            kept = kept[:-1]
    is_mail = "://" not in kept
    shown = kept[len("mailto:") :] if kept.startswith("mailto:") else kept
    link = link_html(shown, f"mailto:{shown}" if is_mail else kept)
    return link + html.escape(value[len(kept) :])


def _without_links(inside: str) -> str:
    """A link holds no other link."""
    return re.sub(r"</?a\b[^>]*>", "", inside)


def _pretends(text: str, address: str) -> bool:
    """Answer whether a text that looks like an address names another place than the link opens."""
    if not _LOOKS_LIKE_ADDRESS.search(text):
        return False
    if address.startswith("mailto:"):
        return text.strip().lower().rsplit(":", 1)[-1] != address[len("mailto:") :].lower()
    return _host(text) != _host(address)


def _host(address: str) -> str:
    text = address.strip().lower()
    try:
        host = urlsplit(text if "://" in text else f"//{text}").hostname or ""
    except ValueError:
        return ""
    return host[4:] if host.startswith("www.") else host
