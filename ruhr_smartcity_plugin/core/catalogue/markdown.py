# SPDX-License-Identifier: GPL-2.0-or-later
"""Descriptions from catalogues as safe HTML: Markdown blocks, every letter escaped, no tags of the source.

Only what planners meet in open data portals: headings, lists, tables, quotes, code, emphasis, links, line breaks.
Tags in the source are taken out (their text stays), pictures become their alternative text, and nothing is loaded.
"""

from __future__ import annotations

import html
import re
from typing import List, Tuple

from ruhr_smartcity_plugin.core.catalogue.markdown_inline import inline_html
from ruhr_smartcity_plugin.core.catalogue.markdown_source import plain_markdown

LONGEST = 20_000
_MOST_COLUMNS = 12
_DEEPEST_LIST = 4
_HEADING = re.compile(r"^ {0,3}#{1,6}[ \t]+(.*)$")
_RULE = re.compile(r"^ {0,3}(?:(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,})$")
_UNDERLINE = re.compile(r"^ {0,3}(?:=+|-{2,})[ \t]*$")
_ITEM = re.compile(r"^([ \t]*)(?:([-*+•])|(\d{1,9})[.)])[ \t]+(.*)$")
_FENCE = re.compile(r"^ {0,3}(?:```|~~~)")
_QUOTE = re.compile(r"^ {0,3}> ?")
_TABLE_RULE = re.compile(r"^[ \t]*(?:\|[ \t]*)?:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*(?:\|[ \t]*)?$")


def render_markdown(text: str) -> str:
    """Return the HTML of a description; "" for an empty one. Safe for a rich-text widget, whatever the text is.

    The only tags that come out are p, br, h4, ul, ol, li, table, tr, th, td, blockquote, pre, code, b, i, hr and a
    with an http(s) or mailto address.

    >>> render_markdown("**Bäume** <script>alert(1)</script>")
    '<p><b>Bäume</b></p>'
    """
    return "".join(_Blocks(plain_markdown(text[:LONGEST]).split("\n")).render())


class _Blocks:
    """Lines turned into blocks, one after the other."""

    def __init__(self, lines: List[str]) -> None:
        self._lines = lines
        self._at = 0

    def render(self) -> List[str]:
        parts: List[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if not line.strip():
                self._at += 1
            elif _FENCE.match(line):
                parts.append(self._code())
            elif _HEADING.match(line):
                parts.append(self._heading(line))
            elif _RULE.match(line):
                parts.append("<hr/>")
                self._at += 1
            elif self._is_table():
                parts.append(self._table())
            elif _ITEM.match(line):
                parts.append(self._list())
            elif _QUOTE.match(line):
                parts.append(self._quote())
            else:
                parts.append(self._paragraph())
        return parts

    def _heading(self, line: str) -> str:
        found = _HEADING.match(line)
        self._at += 1
        text = found.group(1).rstrip(" \t#") if found else line
        return f"<h4>{inline_html(text)}</h4>"

    def _code(self) -> str:
        self._at += 1
        first = self._at
        while self._at < len(self._lines) and not _FENCE.match(self._lines[self._at]):
            self._at += 1
        body = "\n".join(self._lines[first : self._at])
        self._at += 1
        return f"<pre>{html.escape(body)}</pre>"

    def _quote(self) -> str:
        kept: List[str] = []
        while self._at < len(self._lines) and _QUOTE.match(self._lines[self._at]):
            kept.append(_QUOTE.sub("", self._lines[self._at]).lstrip("> "))
            self._at += 1
        return f"<blockquote>{_joined(kept)}</blockquote>"

    def _paragraph(self) -> str:
        kept: List[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if kept and _UNDERLINE.match(line):
                self._at += 1
                return f"<h4>{_joined(kept)}</h4>"
            if not line.strip() or (kept and self._starts_block(line)):
                break
            kept.append(line)
            self._at += 1
        return f"<p>{_joined(kept)}</p>"

    def _starts_block(self, line: str) -> bool:
        patterns = (_FENCE, _HEADING, _RULE, _QUOTE, _ITEM)
        return any(pattern.match(line) for pattern in patterns) or self._is_table()

    # --- lists -------------------------------------------------------------------------------------
    def _list(self) -> str:
        """Return nested lists; the depth follows the indentation of the items."""
        parts: List[str] = []
        open_lists: List[Tuple[int, str]] = []
        while self._at < len(self._lines):
            found = _ITEM.match(self._lines[self._at])
            if not found or _RULE.match(self._lines[self._at]):
                break
            indent, tag = len(found.group(1).expandtabs(4)), "ul" if found.group(2) else "ol"
            while open_lists and indent < open_lists[-1][0]:
                parts.append(f"</li></{open_lists.pop()[1]}>")
            is_deeper = not open_lists or (indent > open_lists[-1][0] + 1 and len(open_lists) < _DEEPEST_LIST)
            if is_deeper:
                open_lists.append((indent, tag))
                parts.append(f"<{tag}><li>")
            else:
                parts.append("</li><li>")
            self._at += 1
            parts.append(_joined([found.group(4), *self._continued()]))
        parts += [f"</li></{tag}>" for _indent, tag in reversed(open_lists)]
        return "".join(parts)

    def _continued(self) -> List[str]:
        """Return the indented lines that belong to the item before; blank lines between items are passed over."""
        kept: List[str] = []
        while self._at < len(self._lines):
            line = self._lines[self._at]
            if line.startswith((" ", "\t")) and line.strip() and not _ITEM.match(line):
                kept.append(line.strip())
                self._at += 1
            elif not line.strip() and self._item_follows():
                self._at += 1
            else:
                break
        return kept

    def _item_follows(self) -> bool:
        following = self._lines[self._at + 1 : self._at + 2]
        return bool(following) and bool(_ITEM.match(following[0]))

    # --- tables ------------------------------------------------------------------------------------
    def _is_table(self) -> bool:
        rows = self._lines[self._at : self._at + 2]
        return len(rows) == 2 and "|" in rows[0] and "|" in rows[1] and bool(_TABLE_RULE.match(rows[1]))

    def _table(self) -> str:
        heads = _cells(self._lines[self._at])
        self._at += 2
        rows = [f"<tr>{''.join(f'<th>{inline_html(one)}</th>' for one in heads)}</tr>"]
        while self._at < len(self._lines) and "|" in self._lines[self._at]:
            cells = _cells(self._lines[self._at])[: len(heads)]
            cells += [""] * (len(heads) - len(cells))
            rows.append(f"<tr>{''.join(f'<td>{inline_html(one)}</td>' for one in cells)}</tr>")
            self._at += 1
        return f'<table border="1" cellspacing="0" cellpadding="3">{"".join(rows)}</table>'


def _cells(line: str) -> List[str]:
    return [one.strip() for one in line.strip().strip("|").split("|")][:_MOST_COLUMNS]


def _joined(lines: List[str]) -> str:
    """Return lines with their breaks kept, as authors of descriptions mean them."""
    return "<br/>".join(inline_html(line.strip().rstrip("\\")) for line in lines)
