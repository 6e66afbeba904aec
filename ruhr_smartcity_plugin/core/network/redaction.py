# SPDX-License-Identifier: GPL-2.0-or-later
"""Secrets out of everything that is shown or logged."""

from __future__ import annotations

import re
from functools import lru_cache
from pathlib import Path

HIDDEN = "***"

# Whole words or word ends: "apikey", "api_key", "access_token", "X-Amz-Signature", "sig"; not "keyword" or "design".
_NAME = (
    r"(?:[\w.\-%]*(?:token|apikey|api[_\-]key|pass(?:word|wort|wd|phrase)?|secret|signature|credentials?)|"
    r"(?:[\w.\-%]*[_\-.])?(?:key|sig|pwd|pw|auth|authorization|authcfg|jwt|ticket|sessionid|session|sid|jsessionid))"
)


class _Patterns:
    """Compiled when first used: that costs more than all other imports of the plugin's start."""

    def __init__(self) -> None:
        self.userinfo = re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://)[^\s/?#@\"'<>]*@")
        self.query = re.compile(rf"(?i)(?<![\w.\-%])({_NAME})(=)([^&\s\"'<>;#]+)")
        self.json = re.compile(rf"(?i)([\"']{_NAME}[\"']\s*:\s*)(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,}}\]]+)")
        self.header = re.compile(
            r"(?i)\b((?:proxy-)?authorization|x-[\w-]*(?:token|key|auth|secret)[\w-]*|(?:set-)?cookie2?|api-?key)"
            r"([\"']?\s*:\s*[\"']?)([^\r\n\"']+)"
        )
        self.scheme = re.compile(r"\b(Basic|Bearer|Digest|Negotiate)\s+[A-Za-z0-9+/=._~\-]{6,}")


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    return _Patterns()


def redact(text: str) -> str:
    """Return `text` without user names and passwords in URLs, secret query values and log-in headers.

    >>> redact("GET https://anna@example.org/wfs?service=WFS&sig=abc123")
    'GET https://***@example.org/wfs?service=WFS&sig=***'
    >>> redact("Authorization: Basic YW5uYTpnZWhlaW0=")
    'Authorization: ***'
    >>> redact("q=keyword&design=1")
    'q=keyword&design=1'
    """
    patterns = _patterns()
    text = patterns.userinfo.sub(rf"\g<1>{HIDDEN}@", text)
    text = patterns.header.sub(rf"\g<1>\g<2>{HIDDEN}", text)
    text = patterns.query.sub(rf"\g<1>\g<2>{HIDDEN}", text)
    text = patterns.json.sub(rf'\g<1>"{HIDDEN}"', text)
    return patterns.scheme.sub(rf"\g<1> {HIDDEN}", text)


def shareable(text: str) -> str:
    """Return a text to be given away: as `redact`, and without the name of the user's own folder.

    QGIS and GDAL write paths with slashes on Windows too.
    """
    home = Path.home()
    return redact(text).replace(str(home), "~").replace(home.as_posix(), "~")


def is_secret_name(name: str) -> bool:
    """Answer whether a header or parameter of that name carries a secret.

    >>> is_secret_name("X-Api-Key"), is_secret_name("Cookie"), is_secret_name("Accept")
    (True, True, False)
    """
    return bool(re.fullmatch(rf"(?i){_NAME}|(?:proxy-)?authorization|(?:set-)?cookie2?|x-[\w-]*auth[\w-]*", name))
