# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the full-text tables: words with their synonyms, and facets as words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterable, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.folding import GAP, fold_words, join_hyphens, plain_word
from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching

Term = Tuple[str, ...]  # folded words that follow each other
SynonymsOf = Callable[[Sequence[str]], Tuple[int, Tuple[Term, ...]]]
MOST_WORDS = 12  # of a query; a pasted page of text is no search
_LONGEST_WORD = 60
# Facet values are written as three signs of the private use area each: one trigram, one word, and never part of a text.
_ALPHABET = 1024
_FIRST, _SECOND, _THIRD = 0xE000, 0xE400, 0xE800


@dataclass(frozen=True)
class Unit:
    """One thing the user typed: a word, or words that belong together ("B-Plan"), and what else means the same."""

    term: Term
    synonyms: Tuple[Term, ...] = ()


def mark(code: int) -> str:
    """Return the sign of a facet value for the full-text tables.

    >>> [hex(ord(one)) for one in mark(1025)]
    ['0xe000', '0xe401', '0xe801']
    """
    high, rest = divmod(code, _ALPHABET * _ALPHABET)
    return chr(_FIRST + high) + chr(_SECOND + rest // _ALPHABET) + chr(_THIRD + rest % _ALPHABET)


def units_of(words: str, synonyms_of: SynonymsOf) -> Tuple[Unit, ...]:
    """Return the units of what the user typed.

    `synonyms_of` is told the folded words that are left and answers how many of them are one term (at least 1) and
    what else means the same.
    """
    left = [word[:_LONGEST_WORD] for word in fold_words(join_hyphens(words))][:MOST_WORDS]
    units: Dict[Unit, None] = {}
    while left:
        length, others = synonyms_of(left)
        units[Unit(tuple(left[:length]), others)] = None
        left = left[length:]
    return tuple(units)


def plain_units(units: Iterable[Unit]) -> Tuple[Unit, ...]:
    """Return the units with plain vowels, for umlauts typed in a mixture ("grunflaechen")."""
    return tuple(Unit(tuple(plain_word(word) for word in unit.term), unit.synonyms) for unit in units)


class Expressions:
    """Builds MATCH expressions. All words are folded (letters and digits only), so that they need no escaping."""

    def __init__(self, matching: Matching) -> None:
        self._has_parts = matching is Matching.PARTS

    def exact(self, unit: Unit) -> str:
        """Return the expression for a unit as whole words."""
        return f'"{GAP}{GAP.join(unit.term)}{GAP}"'

    def direct(self, unit: Unit) -> str:
        """Return the expression for a unit as typed, as part of a longer word too."""
        # Trigrams know nothing shorter than three signs: one and two letters are the beginning of a word.
        if self._has_parts and len(unit.term) == 1 and len(unit.term[0]) > 2:
            return f'"{unit.term[0]}"'
        return self._beginning(unit.term)

    def wide(self, unit: Unit) -> str:
        """Return the expression for a unit or one of its synonyms."""
        if not unit.synonyms:
            return self.direct(unit)
        return "(" + " OR ".join((self.direct(unit), *map(self._beginning, unit.synonyms))) + ")"

    @staticmethod
    def facet(codes: Sequence[int]) -> str:
        """Return the expression for one of the values of a facet."""
        return "(" + " OR ".join(f'"{mark(code)}"' for code in codes) + ")"

    def _beginning(self, term: Term) -> str:
        return f'"{GAP}{GAP.join(term)}"' + ("" if self._has_parts else " *")


def codes_of(choices: Mapping[str, Iterable[str]], known: Mapping[Tuple[str, str], int]) -> List[Tuple[int, ...]]:
    """Return the codes of chosen facet values; one of which the index knows no value has none, and finds nothing."""
    return [
        tuple(sorted(known[facet, value] for value in values if (facet, value) in known))
        for facet, values in choices.items()
    ]
