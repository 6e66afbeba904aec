# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the full-text tables: words with their synonyms, and facets as words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words, plain_word
from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching

Term = Tuple[str, ...]  # folded words that belong together
MOST_WORDS = 12  # of a query; a pasted page of text is no search
_LONGEST_WORD = 60
# Facet values are written as three signs of the private use area each: one trigram, one word, and never part of a text.
_ALPHABET = 1024
_FIRST, _SECOND, _THIRD = 0xE000, 0xE400, 0xE800


@dataclass(frozen=True)
class Unit:
    """One thing the user typed: a word (or words that have synonyms together), and what else means the same."""

    term: Term
    synonyms: Tuple[Term, ...] = ()


def mark(code: int) -> str:
    """Return the sign of a facet value for the full-text tables.

    >>> [hex(ord(one)) for one in mark(1025)]
    ['0xe000', '0xe401', '0xe801']
    """
    high, rest = divmod(code, _ALPHABET * _ALPHABET)
    return chr(_FIRST + high) + chr(_SECOND + rest // _ALPHABET) + chr(_THIRD + rest % _ALPHABET)


def units_of(words: str, synonyms: Callable[[Sequence[str]], Tuple[int, Tuple[Term, ...]]]) -> Tuple[Unit, ...]:
    """Return the units of what the user typed.

    `synonyms` is told the words that are left and answers how many of them are one term (at least 1) and what else
    means the same.
    """
    left = [word[:_LONGEST_WORD] for word in fold_words(words)][:MOST_WORDS]
    units: List[Unit] = []
    while left:
        length, others = synonyms(left)
        units.append(Unit(tuple(left[:length]), others))
        left = left[length:]
    return tuple(dict.fromkeys(units))


def plain_units(units: Iterable[Unit]) -> Tuple[Unit, ...]:
    """Return the units with plain vowels, for umlauts typed in a mixture ("grunflaechen")."""
    return tuple(Unit(tuple(plain_word(word) for word in unit.term), unit.synonyms) for unit in units)


class Expressions:
    """Builds MATCH expressions. All words are folded (letters and digits only), so that they need no escaping."""

    def __init__(self, matching: Matching) -> None:
        self._matching = matching

    def exact(self, units: Iterable[Unit]) -> str:
        """Return the expression for all words as whole words."""
        if self._matching is Matching.PREFIXES:
            return " AND ".join(f'"{word}"' for unit in units for word in unit.term)
        return " AND ".join(f'"  {word}  "' for unit in units for word in unit.term)

    def direct(self, units: Iterable[Unit]) -> str:
        """Return the expression for all words as typed, parts of longer words included."""
        return " AND ".join(self._part(word) for unit in units for word in unit.term)

    def wide(self, units: Iterable[Unit]) -> str:
        """Return the expression for all words or their synonyms."""
        return " AND ".join(self._any_of(unit) for unit in units)

    @staticmethod
    def facets(choices: Iterable[Sequence[int]]) -> str:
        """Return the expression for facets: one of the codes of each choice."""
        return " AND ".join("(" + " OR ".join(f'"{mark(code)}"' for code in codes) + ")" for codes in choices)

    def _any_of(self, unit: Unit) -> str:
        terms = [" AND ".join(self._part(word) for word in unit.term)]
        terms += [" AND ".join(self._beginning(word) for word in term) for term in unit.synonyms]
        return "(" + " OR ".join(f"({term})" for term in terms) + ")"

    def _part(self, word: str) -> str:
        # Trigrams know nothing shorter than three signs: one and two letters are the beginning of a word.
        return f'"{word}"' if self._matching is Matching.PARTS and len(word) > 2 else self._beginning(word)

    def _beginning(self, word: str) -> str:
        return f'"{word}" *' if self._matching is Matching.PREFIXES else f'"  {word}"'


def joined(*expressions: str) -> str:
    """Return expressions that must all hold as one; empty ones do not count."""
    return " AND ".join(f"({one})" for one in expressions if one)


def codes_of(choices: Mapping[str, Iterable[str]], known: Mapping[Tuple[str, str], int]) -> List[Tuple[int, ...]]:
    """Return the codes of chosen facet values; a choice of which the index knows no value has none: it finds nothing."""
    return [
        tuple(sorted(known[facet, value] for value in values if (facet, value) in known))
        for facet, values in choices.items()
    ]
