# SPDX-License-Identifier: GPL-2.0-or-later
"""Texts made ready for comparison."""

from __future__ import annotations

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


def fold_text(text: str) -> str:
    """Return a text ready for comparison: lower case, ä as ae, single blanks.

    >>> fold_text("  Kühle  ORTE ")
    'kuehle orte'
    """
    return " ".join(text.casefold().split()).translate(_UMLAUTS)
