# SPDX-License-Identifier: GPL-2.0-or-later
"""The one ``tr()`` of the plugin.

Pure Python, so that every ring may use it: until `use_translator` installs Qt's look-up
(`adapters/translator.py` does), English source texts are returned.
"""

from __future__ import annotations

from typing import Callable

Translate = Callable[[str, str, int], str]


def _english(text: str, disambiguation: str, n: int) -> str:
    return text


_translate: Translate = _english


def tr(text: str, disambiguation: str = "", n: int = -1) -> str:
    """Return `text` in the user's language.

    Placeholders are named and filled after the call: ``tr("{name} saved").format(name=name)``.
    Plurals: ``tr("%n project(s)", "", count)``; ``%n`` is replaced, and ``(s)`` is resolved for English.

    >>> tr("%n project(s)", "", 1), tr("%n project(s)", "", 3)
    ('1 project', '3 projects')
    """
    translated = _translate(text, disambiguation, n)
    if n >= 0:
        translated = translated.replace("%n", str(n)).replace("(s)", "" if n == 1 else "s")
    return translated


def use_translator(translate: Translate) -> Callable[[], None]:
    """Install `translate` behind `tr`; returns the undo."""
    global _translate
    before = _translate
    _translate = translate

    def undo() -> None:
        global _translate
        _translate = before

    return undo
