# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows of an office's table that are no projects: totals, heads said again, headings and remarks."""

from __future__ import annotations

import re
from typing import Mapping

from ruhr_smartcity_plugin.core.projects.import_values import CellError, read_number
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.translation import tr

_TOTAL = re.compile(r"(?:(?:zwischen|gesamt|end|teil)-?)?summen?|(?:ins)?gesamt(?:kosten)?|(?:sub)?total|sum")
_LONGEST_QUOTE = 60


def why_aside(cells: Mapping[str, str]) -> str:
    """Answer why a row is taken for none of the projects, as a sentence; empty if it is one.

    >>> why_aside({"Titel": "Summe", "Kosten": "1.330.000 €"}) != ""
    True
    >>> why_aside({"Titel": "Gesamtkonzept Licht", "Kosten": "5"}), why_aside({"Titel": "Summe", "Ort": "Herne"})
    ('', '')
    """
    filled = {head: text.strip() for head, text in cells.items() if text.strip()}
    if not filled:
        return ""
    first, *others = filled.values()
    if _repeats_heads(filled):
        return tr("The row says the heads of the columns again and was left out.")
    if _is_total(first) and all(map(_is_number, others)):
        return tr("The row is a total and was left out.")
    if not others and len(cells) > 1 and next(iter(cells.values())).strip():
        return tr("The row holds only “{text}”: it was taken for a heading or a remark and left out.").format(
            text=first if len(first) <= _LONGEST_QUOTE else first[:_LONGEST_QUOTE - 1] + "…")
    return ""


def _repeats_heads(filled: Mapping[str, str]) -> bool:
    """Heads of two lines are joined ("Project Title"): the second line alone says them again, too."""
    if len(filled) < 2:
        return False
    pairs = ((fold_text(head), fold_text(text)) for head, text in filled.items())
    return all(head == text or head.endswith(f" {text}") for head, text in pairs)


def _is_total(text: str) -> bool:
    word = re.split(r"[\s:=(]", fold_text(text), maxsplit=1)
    return bool(_TOTAL.fullmatch(word[0])) and (len(word) == 1 or not re.search(r"[a-z]{4}", re.sub(
        r"projekte?|vorhaben|kosten|euro", "", word[1])))


def _is_number(text: str) -> bool:
    try:
        read_number(text)
    except CellError:
        return False
    return True
