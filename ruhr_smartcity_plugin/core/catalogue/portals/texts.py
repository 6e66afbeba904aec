# SPDX-License-Identifier: GPL-2.0-or-later
"""Single values of catalogue records: each is read on its own; what cannot be read is empty."""

from __future__ import annotations

import json
import re
from datetime import datetime, timezone
from html.parser import HTMLParser
from typing import Any, List, Mapping

_TIME = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}))?(?:[.,]\d+)?\s*(Z|[+-]\d{2}:?\d{2})?)?")
_GERMAN = re.compile(r"(?<!\d)(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?:,?\s+(\d{1,2}):(\d{2})(?::(\d{2}))?)?(?!\d)")
_MONTH = re.compile(r"\s*((?:19|20)\d{2})(?:-(\d{2}))?\s*")
_MARKUP = re.compile(r"</?[a-zA-Z][^<>]{0,500}>|&(?:[a-zA-Z]{2,10}|#\d{1,6}|#x[0-9a-fA-F]{1,5});")
_UNSTORABLE = re.compile("[\0\ud800-\udfff]")
# "1,2 MB", "512 KiB", "20 Bytes"; offices mean 1000 and 1024 alike, and nobody notices.
_SIZE = re.compile(r"(\d{1,15}(?:[.,]\d{1,6})?)\s*(bytes?|[kmgt]i?b?|b)", re.I)
_POWERS = {"b": 0, "k": 1, "m": 2, "g": 3, "t": 4}
_TOO_MANY = 2**63  # Qt and SQLite hold no larger number
_BLOCKS = frozenset({"p", "br", "div", "li", "tr", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table"})
_UNSHOWN = frozenset({"script", "style"})


def well_formed(text: str) -> str:
    """Return a text that can be stored and sent: JSON may hold halves of characters and NUL, which nothing else takes.

    >>> well_formed("a\\ud800b") == "a\\ufffdb"
    True
    """
    return text if text.isascii() and "\0" not in text else _UNSTORABLE.sub("\ufffd", text)


def text_of(value: Any) -> str:
    """Return a text without blanks around it; of a multilingual object the German one, of a list the first text.

    >>> text_of({"en": "trees", "de": "Bäume "}), text_of(["", "WMS"]), text_of(None)
    ('Bäume', 'WMS', '')
    """
    if isinstance(value, str):
        return well_formed(value).strip()
    if isinstance(value, list):
        return next((found for one in value if isinstance(one, str) and (found := text_of(one))), "")
    if isinstance(value, Mapping):
        return next((text_of(value[one]) for one in ("de", "en", *value) if isinstance(value.get(one), str)), "")
    return str(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else ""


def list_of(value: Any) -> List[str]:
    """Return a list of texts from a list, from JSON in a string, or from a single text.

    >>> list_of('["a", "b"]'), list_of("a"), list_of(None)
    (['a', 'b'], ['a'], [])
    """
    if isinstance(value, str) and value.strip().startswith("["):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return [value.strip()]
    if isinstance(value, list):
        return [text_of(one) for one in value if text_of(one)]
    text = text_of(value)
    return [text] if text else []


def parse_time(value: Any) -> datetime | None:
    """Return an aware time; CKAN's times without zone are UTC. None for what holds no date.

    Of a text that is a month or year, as DCAT allows, its first day. Days may be written the German way.

    >>> parse_time("02.03.2016 10:00").isoformat()
    '2016-03-02T10:00:00+00:00'
    >>> parse_time("Date changed 2016-03-02T10:00:00").isoformat(), parse_time("2026-02").date().isoformat()
    ('2016-03-02T10:00:00+00:00', '2026-02-01')
    """
    if not isinstance(value, str):
        return None
    match = _TIME.search(value)
    german = _GERMAN.search(value) if match is None else None
    if german is not None:
        day, month, year, hour, minute, second = (int(one or 0) for one in german.groups())
        return parse_time(f"{year:04}-{month:02}-{day:02}T{hour:02}:{minute:02}:{second:02}")
    if match is None:
        month = _MONTH.fullmatch(value)
        return parse_time(f"{month.group(1)}-{month.group(2) or '01'}-01") if month else None
    year, month, day, hour, minute, second, zone = match.groups()
    zone = "+00:00" if zone in (None, "Z") else zone if ":" in zone else f"{zone[:3]}:{zone[3:]}"
    try:
        moment = f"{year}-{month}-{day}T{hour or '00'}:{minute or '00'}:{second or '00'}{zone}"
        return datetime.fromisoformat(moment).astimezone(timezone.utc)
    except (ValueError, OverflowError):
        return None


def whole_number(value: Any) -> int | None:
    """Return a number of bytes or entries from a number or its digits; None for anything else, or beyond 64 bits."""
    try:
        number = int(float(value)) if isinstance(value, str) else int(value)
    except (TypeError, ValueError, OverflowError):
        return None
    return number if 0 <= number < _TOO_MANY and not isinstance(value, bool) else None


def byte_size(value: Any) -> int | None:
    """Return a size in bytes from a number, its digits, or a text with a unit; None for anything else.

    >>> byte_size(2048), byte_size("1,5 MB"), byte_size("20 KiB"), byte_size("groß"), byte_size("1.0E3")
    (2048, 1500000, 20480, None, 1000)
    """
    stated = _SIZE.fullmatch(value.strip()) if isinstance(value, str) else None
    if stated is None:
        return whole_number(value)
    number, unit = float(stated.group(1).replace(",", ".")), stated.group(2).lower()
    return whole_number(number * (1024 if "i" in unit else 1000) ** _POWERS[unit[0]])


def contact_line(name: str, mail: str) -> str:
    """Return office and mailbox in one line.

    >>> contact_line("Umweltamt", "mailto:umwelt@bochum.example"), contact_line("", "")
    ('Umweltamt, umwelt@bochum.example', '')
    """
    mailbox = re.sub(r"(?i)^mailto:", "", mail.strip())
    return ", ".join(dict.fromkeys(" ".join(one.split()) for one in (name, mailbox) if one.strip()))


def plain_text(text: str) -> str:
    """Return a description without its markup; one that has none stays as it is (it may be Markdown).

    >>> plain_text("<p>Bäume &amp; Sträucher</p><p>Stand 2026</p>")
    'Bäume & Sträucher\\n\\nStand 2026'
    """
    if not _MARKUP.search(text):
        return text.strip()
    reader = _Reader()
    reader.feed(text)
    reader.close()
    lines = [" ".join(line.split()) for line in "".join(reader.parts).split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


class _Reader(HTMLParser):
    """Collects what a browser would show as text."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.parts: List[str] = []
        self._hidden = 0

    def handle_starttag(self, tag: str, attrs: object) -> None:
        del attrs
        self._hidden += tag in _UNSHOWN
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_endtag(self, tag: str) -> None:
        self._hidden = max(0, self._hidden - (tag in _UNSHOWN))
        if tag in _BLOCKS:
            self.parts.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._hidden:
            self.parts.append(data)
