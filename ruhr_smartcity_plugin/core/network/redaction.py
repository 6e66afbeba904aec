# SPDX-License-Identifier: GPL-2.0-or-later
"""Secrets out of everything that is shown or logged."""

from __future__ import annotations

import re

HIDDEN = "***"

# Whole words or word ends: "apikey", "api_key", "access_token", "X-Amz-Signature", "sig"; not "keyword" or "design".
_NAME = (
    r"(?:[\w.\-%]*(?:token|apikey|api[_\-]key|pass(?:word|wort|wd|phrase)?|secret|signature|credentials?)|"
    r"(?:[\w.\-%]*[_\-.])?(?:key|sig|pwd|pw|auth|authorization|authcfg|jwt|ticket|sessionid|session|sid|jsessionid))"
)
_USERINFO = re.compile(r"(?i)\b([a-z][a-z0-9+.\-]*://)[^\s/?#@\"'<>]*@")
_QUERY = re.compile(rf"(?i)(?<![\w.\-%])({_NAME})(=)([^&\s\"'<>;#]+)")
_JSON = re.compile(rf"(?i)([\"']{_NAME}[\"']\s*:\s*)(\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[^\s,}}\]]+)")
_HEADER = re.compile(
    r"(?i)\b((?:proxy-)?authorization|x-[\w-]*(?:token|key|auth|secret)[\w-]*|(?:set-)?cookie2?|api-?key)"
    r"([\"']?\s*:\s*[\"']?)([^\r\n\"']+)"
)
_SCHEME = re.compile(r"\b(Basic|Bearer|Digest|Negotiate)\s+[A-Za-z0-9+/=._~\-]{6,}")


def redact(text: str) -> str:
    """Return `text` without user names and passwords in URLs, secret query values and log-in headers.

    >>> redact("GET https://anna@example.org/wfs?service=WFS&sig=abc123")
    'GET https://***@example.org/wfs?service=WFS&sig=***'
    >>> redact("Authorization: Basic YW5uYTpnZWhlaW0=")
    'Authorization: ***'
    >>> redact("q=keyword&design=1")
    'q=keyword&design=1'
    """
    text = _USERINFO.sub(rf"\g<1>{HIDDEN}@", text)
    text = _HEADER.sub(rf"\g<1>\g<2>{HIDDEN}", text)
    text = _QUERY.sub(rf"\g<1>\g<2>{HIDDEN}", text)
    text = _JSON.sub(rf'\g<1>"{HIDDEN}"', text)
    return _SCHEME.sub(rf"\g<1> {HIDDEN}", text)


def is_secret_name(name: str) -> bool:
    """Answer whether a header or parameter of that name carries a secret.

    >>> is_secret_name("X-Api-Key"), is_secret_name("Cookie"), is_secret_name("Accept")
    (True, True, False)
    """
    return bool(re.fullmatch(rf"(?i){_NAME}|(?:proxy-)?authorization|(?:set-)?cookie2?|x-[\w-]*auth[\w-]*", name))
