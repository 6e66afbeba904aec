# SPDX-License-Identifier: GPL-2.0-or-later
"""What a service answered."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from datetime import datetime, timezone
from email.utils import parsedate_to_datetime
from typing import Mapping

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:\-]+)", re.IGNORECASE)
_XML_ENCODING = re.compile(rb"<\?xml[^>]*encoding\s*=\s*[\"']([\w.:\-]+)[\"']", re.IGNORECASE)


@dataclass(frozen=True)
class Answer:
    """A complete, checked answer.

    Attributes
    ----------
    url : where it finally came from, after redirects.
    status : HTTP status; 2xx, or 304 if the caller sent a condition.
    headers : header fields, looked up without regard to case.
    body : the inflated bytes.
    content_type : media type in lower case without parameters; "" if the service named none.
    from_cache : it was kept on this computer, and is either fresh by the service's own word or was confirmed by it.
    is_detour : a redirect on the way holds for the time being only, so the old address stays the right one.
    """

    url: str
    status: int
    headers: Mapping[str, str]
    body: bytes
    content_type: str
    from_cache: bool = False
    is_detour: bool = False

    def as_of(self) -> datetime | None:
        """Return when the service gave or last confirmed the answer, by its own clock (UTC); None if it did not say."""
        try:
            moment = parsedate_to_datetime(self.headers.get("Date", ""))
        except (TypeError, ValueError, IndexError, OverflowError):
            return None
        return moment if moment.tzinfo is not None else moment.replace(tzinfo=timezone.utc)

    def text(self) -> str:
        """Return the body as text.

        Byte order mark, charset of the header, XML declaration, UTF-8 are tried in this order; what is none of
        them is read as Windows-1252, as older German services send it.
        """
        return decode(self.body, self.headers.get("Content-Type", ""))


def decode(body: bytes, content_type: str = "") -> str:
    """Return `body` as text by the rules of `Answer.text`.

    >>> decode("Fläche".encode("cp1252")), decode(b"\\xef\\xbb\\xbfa")
    ('Fläche', 'a')
    """
    for encoding in _encodings(body, content_type):
        try:
            return body.decode(encoding)
        except (LookupError, UnicodeDecodeError):
            continue
    return body.decode("cp1252", errors="replace")


def _encodings(body: bytes, content_type: str) -> list[str]:
    candidates = [encoding for mark, encoding in _BOMS if body.startswith(mark)]
    named = _CHARSET.search(content_type)
    if named:
        candidates.append(named.group(1))
    declared = _XML_ENCODING.match(body[:200])
    if declared:
        candidates.append(declared.group(1).decode("ascii"))
    return [*candidates, "utf-8"]
