# SPDX-License-Identifier: GPL-2.0-or-later
"""What a catalogue sends as a description, turned into Markdown without HTML tags and without hidden characters."""

from __future__ import annotations

import html
import re
import unicodedata

# With all that stands between them. An end that is missing does not let the rest through.
_SWALLOWED = re.compile(
    r"<(script|style|iframe|object|svg|math|template|noscript|title)\b.*?(?:</\1\s*>|\Z)", re.I | re.S
)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.S)
_ANCHOR = re.compile(r"<a\b([^<>]{0,3000})>([^<>]{0,500})</a\s*>", re.I)
_HREF = re.compile(r"\bhref\s*=\s*(?:\"([^\"]{0,2500})\"|'([^']{0,2500})'|([^\s\"'>]{1,2500}))", re.I)
_TAG = re.compile(
    r"</?(p|div|br|hr|h[1-6]|ul|ol|li|b|strong|i|em|u|s|a|span|font|img|table|thead|tbody|tr|td|th|blockquote|pre|code|"
    r"center|small|big|sub|sup|section|article|header|footer|form|input|button|video|audio|source|embed|link|meta|"
    r"base|body|html|head|script|style|iframe|object|svg|textarea|select|option|label|dl|dt|dd|o:p)\b[^<>]{0,3000}>",
    re.I,
)
# What turns the direction of text or cannot be seen: used to make an address look like another.
_HIDDEN = frozenset("\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u2060\ufeff") | {
    chr(code) for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x2028, 0x2029)
}
_INSTEAD = {"br": "\n", "hr": "\n\n---\n\n", "li": "\n- ", "tr": "\n", "dt": "\n", "td": " ", "th": " "}
_ENDS_BLOCK = frozenset(("p", "div", "ul", "ol", "blockquote", "table", "dl", "section", "article", "pre"))
_MARKS = {"b": "**", "strong": "**", "i": "*", "em": "*"}


def plain_markdown(text: str) -> str:
    """Return Markdown with line feeds only, without HTML tags, hidden characters or entities.

    >>> plain_markdown("<p>Eins<br>Zwei &amp; <b>drei</b></p>").strip()
    'Eins\\nZwei & **drei**'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = _SWALLOWED.sub("", _COMMENT.sub("", text))
    text = _ANCHOR.sub(_as_markdown_link, text)
    text = _TAG.sub(_instead_of_tag, text)
    return visible_text(html.unescape(text))


def visible_text(text: str) -> str:
    """Return the text without control characters and characters that hide or turn others round; lines stay."""
    return "".join(one for one in text if one in "\n\t" or not _is_hidden(one))


def _is_hidden(letter: str) -> bool:
    return letter in _HIDDEN or unicodedata.category(letter) in ("Cc", "Cs", "Co")


def _as_markdown_link(found: re.Match[str]) -> str:
    href = _HREF.search(found.group(1))
    target = next((one for one in href.groups() if one), "") if href else ""
    text = " ".join(found.group(2).split())
    if not target or any(one in target for one in "()[]\n "):
        return text
    return f"[{text.replace('[', '(').replace(']', ')')}]({html.unescape(target)})"


def _instead_of_tag(found: re.Match[str]) -> str:
    name, is_end = found.group(1).lower(), found.group(0).startswith("</")
    if name in _MARKS:
        return _MARKS[name]
    if name in _ENDS_BLOCK:
        return "\n\n"
    if name.startswith("h") and name[1:].isdigit():
        return "\n\n" if is_end else "\n\n#### "
    return "" if is_end else _INSTEAD.get(name, "")
