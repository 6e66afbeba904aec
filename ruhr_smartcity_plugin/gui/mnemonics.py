# SPDX-License-Identifier: GPL-2.0-or-later
"""Gives the fields of a page keys of their own (Alt and a letter), in whatever language their labels are."""

from __future__ import annotations

from typing import Dict, Iterable, List, Sequence, Set, Tuple

from qgis.PyQt.QtWidgets import QAbstractButton, QLabel, QWidget


def give_mnemonics(page: QWidget, taken: Iterable[str]) -> None:
    """Mark a letter in each label with a buddy and each button of the page that has none yet; none is used twice.

    `taken` are letters that lead somewhere else. Where all letters of a text are in use, it gets none.
    """
    labels = [one for one in page.findChildren(QLabel) if one.buddy() is not None]
    buddies = [one.buddy() for one in labels]
    buttons = [one for one in page.findChildren(QAbstractButton)
               if not any(one is buddy for buddy in buddies) and one.text()]
    fields = (*labels, *buttons)
    for field, text in zip(fields, with_mnemonics([one.text() for one in fields], taken)):
        if text != field.text():
            field.setText(text)
        if isinstance(field, QLabel):
            # Styles draw a text with a marked letter in pieces, without the kerning its size was measured with.
            field.setContentsMargins(0, 0, field.fontMetrics().averageCharWidth(), 0)


def mnemonic_of(text: str) -> str:
    """Return the marked letter of a text in lower case; empty if there is none.

    >>> mnemonic_of("Titel && &Ort"), mnemonic_of("A && B")
    ('o', '')
    """
    plain = text.replace("&&", "")
    at = plain.find("&")
    return plain[at + 1:at + 2].lower() if at >= 0 else ""


def with_mnemonics(texts: Sequence[str], taken: Iterable[str]) -> List[str]:
    """Return the texts, those without a mnemonic with one of their letters marked by "&", each letter once.

    Initials of words are preferred; a text takes another letter if that helps a later one to get any.

    >>> with_mnemonics(["Titel", "Teil", "Ort", "&Neu"], ["o"])
    ['&Titel', 'T&eil', 'O&rt', '&Neu']
    """
    blocked = {one.lower() for one in taken} | {mnemonic_of(text) for text in texts}
    offers = [() if mnemonic_of(text) else _letters(text, blocked) for text in texts]
    owners: Dict[str, int] = {}
    for number in range(len(texts)):
        _assign(number, offers, owners, set())
    letters = {number: letter for letter, number in owners.items()}
    return [_marked(text, letters[number]) if number in letters else text for number, text in enumerate(texts)]


def _assign(number: int, offers: Sequence[Tuple[str, ...]], owners: Dict[str, int], tried: Set[str]) -> bool:
    """Find a letter for a text; owners of letters move on to others where they can (augmenting paths, Kuhn 1955)."""
    for letter in offers[number]:
        if letter not in owners:
            owners[letter] = number
            return True
    for letter in offers[number]:
        if letter not in tried:
            tried.add(letter)
            if _assign(owners[letter], offers, owners, tried):
                owners[letter] = number
                return True
    return False


def _letters(text: str, blocked: Set[str]) -> Tuple[str, ...]:
    words = [word for word in text.replace("&&", " ").split() if word[0].isalpha()]
    wanted = "".join([*(word[0] for word in words), *words]).lower()
    return tuple(dict.fromkeys(one for one in wanted if one.isalpha() and one not in blocked))


def _marked(text: str, letter: str) -> str:
    folded = [one.lower() for one in text]
    initials = [at for at, one in enumerate(folded) if one == letter and (at == 0 or not text[at - 1].isalpha())]
    at = initials[0] if initials else folded.index(letter)
    return f"{text[:at]}&{text[at:]}"
