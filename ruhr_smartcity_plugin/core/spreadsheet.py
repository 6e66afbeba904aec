# SPDX-License-Identifier: GPL-2.0-or-later
"""What leaves for a spreadsheet program must stay text there."""

from __future__ import annotations

import re

# Spreadsheets skip white space of every kind, and some take the full-width signs of East Asian keyboards.
_FORMULA = r"(?:[\s\u200b\ufeff]*[=+\-@＝＋－＠]| *[\t\r\n])"
# A text that looks guarded gets a sign of its own, so that taking one away gives back what was there.
_IN_NEED, _GUARDED = re.compile(f"'*{_FORMULA}"), re.compile(f"'+{_FORMULA}")


def guard_cell(text: str) -> str:
    """Return foreign text so that no spreadsheet takes it for a formula (OWASP: CSV injection).

    >>> guard_cell("=1+1"), guard_cell("Essen"), guard_cell(" =x")
    ("'=1+1", 'Essen', "' =x")
    """
    return f"'{text}" if _IN_NEED.match(text) else text


def unguard_cell(text: str) -> str:
    """Return what `guard_cell` was given.

    >>> unguard_cell("'=1+1"), unguard_cell("'s Heerenberg"), unguard_cell(guard_cell("'=x"))
    ('=1+1', "'s Heerenberg", "'=x")
    """
    return text[1:] if _GUARDED.match(text) else text
