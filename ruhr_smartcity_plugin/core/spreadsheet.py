# SPDX-License-Identifier: GPL-2.0-or-later
"""What leaves for a spreadsheet program must stay text there."""

from __future__ import annotations

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def guard_cell(text: str) -> str:
    """Return foreign text so that no spreadsheet takes it for a formula (OWASP: CSV injection).

    >>> guard_cell("=1+1"), guard_cell("Essen"), guard_cell(" =x")
    ("'=1+1", 'Essen', "' =x")
    """
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text
