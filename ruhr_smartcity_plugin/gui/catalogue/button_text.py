# SPDX-License-Identifier: GPL-2.0-or-later
"""Foreign words as the text of a button or of an entry in a menu."""

from __future__ import annotations


def button_text(text: str, longest: int) -> str:
    """Return a text on one line of at most `longest` characters, without a key to press in it.

    >>> button_text("Wasser &  Boden", 40), button_text("Regionalverband Ruhr", 9)
    ('Wasser && Boden', 'Regional…')
    """
    plain = " ".join(text.split())
    short = plain if len(plain) <= longest else plain[: longest - 1] + "…"
    return short.replace("&", "&&")
