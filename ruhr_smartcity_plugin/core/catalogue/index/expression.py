# SPDX-License-Identifier: GPL-2.0-or-later
"""What is asked of the full-text tables: words with their synonyms, and facets as words of their own."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_key
from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words, join_hyphens, plain_word
from ruhr_smartcity_plugin.core.catalogue.index.vocabulary import Vocabulary, Words

Term = Tuple[str, ...]  # folded words that follow each other
SynonymsOf = Callable[[Sequence[str]], Tuple[int, Tuple[Term, ...]]]
MOST_WORDS = 12  # of a query; a pasted page of text is no search
_LONGEST_WORD = 60
# Asked for like other words, "Bäume in Bochum" would find nothing: titles seldom hold them (folded).
_FILLERS = frozenset((
    *("das", "dem", "den", "der", "des", "die", "oder", "und"),
    *("am", "an", "auf", "aus", "bei", "beim", "fuer", "im", "in", "mit", "nach", "vom", "von", "zu", "zum", "zur"),
))  # fmt: skip
_TRIGRAM = 3
# Synonyms of so many letters count as parts of words, too ("Straßenbaumkataster"); in shorter ones that finds too much.
SHORTEST_CONTAINED = 6
_FREQUENT = 10**9  # of what is not counted, but occurs nearly everywhere
# Facet values are written as three signs of the private use area each: one trigram, one word, and never part of a text.
_ALPHABET = 1024
_FIRST, _SECOND, _THIRD = 0xE000, 0xE400, 0xE800


@dataclass(frozen=True)
class Unit:
    """One thing the user typed: a word, or words that belong together ("Tempo 30"), and what else means the same.

    `is_whole`: only whole words count.
    """

    term: Term
    synonyms: Tuple[Term, ...] = ()
    is_whole: bool = False


@dataclass(frozen=True)
class Choice:
    """What stands for one typed word: a hit holds one of the literals. In about how many hits they occur.

    `is_cut`: more words than these would fit. `sought`: what the indexed text of every hit holds, also of those that
    are cut off; a blank in it is the border of a word.
    """

    literals: Tuple[str, ...]
    hits: int
    is_cut: bool = False
    sought: str = ""


@dataclass(frozen=True)
class Expression:
    """A MATCH expression, and in about how many hits it occurs. `is_cut`: it does not find all that it stands for."""

    text: str
    hits: int
    is_cut: bool = False


def mark(code: int) -> str:
    """Return the sign of a facet value for the full-text tables.

    >>> [hex(ord(one)) for one in mark(1025)]
    ['0xe000', '0xe401', '0xe801']
    """
    high, rest = divmod(code, _ALPHABET * _ALPHABET)
    return chr(_FIRST + high) + chr(_SECOND + rest // _ALPHABET) + chr(_THIRD + rest % _ALPHABET)


def units_of(words: str, synonyms_of: SynonymsOf) -> Tuple[Unit, ...]:
    """Return the units of what the user typed; articles and the like only count where nothing else was typed.

    `synonyms_of` is told the folded words that are left and answers how many of them are one term (at least 1) and
    what else means the same.
    """
    left = [word[:_LONGEST_WORD] for word in fold_words(join_hyphens(words))][:MOST_WORDS]
    units: Dict[Unit, None] = {}
    while left:
        length, others = synonyms_of(left)
        units[Unit(tuple(left[:length]), others)] = None
        left = left[length:]
    return tuple(unit for unit in units if not _is_filler(unit)) or tuple(units)


def _is_filler(unit: Unit) -> bool:
    return len(unit.term) == 1 and unit.term[0] in _FILLERS and not unit.synonyms


def plain_units(units: Iterable[Unit]) -> Tuple[Unit, ...]:
    """Return the units with plain vowels, for umlauts typed in a mixture ("grunflaechen").

    As whole words: a part would find too much ("bäume" in "Baumentwicklung").
    """
    return tuple(
        unit if plain == unit.term else Unit(plain, unit.synonyms, True)
        for unit in units
        if (plain := tuple(map(plain_word, unit.term)))
    )


class Expressions:
    """Builds MATCH expressions. All words are folded (letters and digits only), so that they need no escaping.

    `most_words`: of the words that hold a typed part, so many are asked for, the most frequent of them; with
    `NO_LIMIT` all.
    """

    def __init__(self, vocabulary: Vocabulary, most_words: int) -> None:
        self._vocabulary, self._most = vocabulary, most_words

    @staticmethod
    def exact(unit: Unit) -> Expression:
        """Return the expression for a unit as whole words."""
        return Expression(" AND ".join(f'"{word}"' for word in unit.term), 0)

    def direct(self, unit: Unit) -> Expression:
        """Return the expression for a unit as typed, as part of a longer word too."""
        return self.exact(unit) if unit.is_whole else _all_of(map(self._part, unit.term))

    def wide(self, unit: Unit) -> Expression:
        """Return the expression for a unit or one of its synonyms."""
        others = [_all_of(map(self._meant, term)) for term in _apart(unit)]
        return _any_of((self.direct(unit), *others)) if others else self.direct(unit)

    def alternatives(self, unit: Unit) -> List[List[Choice]]:
        """Return what `wide` asks for in its parts: all choices of one of the alternatives must be met."""
        direct = [Choice((f'"{word}"',), 0, False, f" {word} ") if unit.is_whole else self._part(word)
                  for word in unit.term]  # fmt: skip
        return [direct, *([self._meant(word) for word in term] for term in _apart(unit))]

    @staticmethod
    def facet(codes: Sequence[int]) -> str:
        """Return the expression for one of the values of a facet."""
        return "(" + " OR ".join(f'"{mark(code)}"' for code in codes) + ")"

    def _part(self, word: str) -> Choice:
        # Trigrams know nothing shorter than three signs: one and two letters are the beginning of a word.
        if len(word) < _TRIGRAM:
            return Choice((f'"{word}" *',), _FREQUENT, False, f" {word}")
        return self._containing(word)

    def _meant(self, word: str) -> Choice:
        return self._containing(word) if len(word) >= SHORTEST_CONTAINED else self._beginning(word)

    def _containing(self, word: str) -> Choice:
        if not self._vocabulary.has_parts:
            return self._beginning(word)
        return self._chosen(word, self._vocabulary.containing(word, self._most), word)

    def _beginning(self, word: str) -> Choice:
        return self._chosen(word, self._vocabulary.beginning(word, self._most), f" {word}")

    def _chosen(self, word: str, found: Words, sought: str) -> Choice:
        literals = tuple(f'"{text}"' for text, _hits in found) or (f'"{word}"',)
        if len(found) != self._most:
            return Choice(literals, sum(hits for _text, hits in found), False, sought)
        # Only the most frequent of the words that hold it are asked for, but all that begin with it.
        return Choice((*literals, f'"{word}" *'), _FREQUENT, True, sought)


def _apart(unit: Unit) -> Iterator[Term]:
    """Give the synonyms that find more than the unit itself and the synonyms before do ("Stadtbäume" holds "Bäume")."""
    found = [] if unit.is_whole or min(map(len, unit.term)) < _TRIGRAM else [unit.term]
    for term in sorted(unit.synonyms, key=lambda term: sum(map(len, term))):
        if not any(all(any(part in word for word in term) for part in parts) for parts in found):
            yield term
            if min(map(len, term)) >= SHORTEST_CONTAINED:
                found.append(term)


def _all_of(choices: Iterable[Choice]) -> Expression:
    listed = sorted(choices, key=lambda choice: choice.hits)
    texts = ("(" + " OR ".join(choice.literals) + ")" for choice in listed)
    return Expression("(" + " AND ".join(texts) + ")", listed[0].hits, any(choice.is_cut for choice in listed))


def _any_of(parts: Iterable[Expression]) -> Expression:
    listed = list(parts)
    text = "(" + " OR ".join(part.text for part in listed) + ")"
    return Expression(text, sum(part.hits for part in listed), any(part.is_cut for part in listed))


def joined(parts: Iterable[Expression], facets: Iterable[str]) -> str:
    """Return the expression for all parts and facets, the rarest part first: FTS5 steps through the first of them."""
    return " AND ".join((*(part.text for part in sorted(parts, key=lambda part: part.hits)), *facets))


def codes_of(choices: Mapping[str, Iterable[str]], known: Mapping[Tuple[str, str], int]) -> List[Tuple[int, ...]]:
    """Return the codes of chosen facet values; one of which the index knows no value has none, and finds nothing."""
    return [
        tuple(sorted({known[key] for value in values if (key := facet_key(facet, value)) in known}))
        for facet, values in choices.items()
    ]
