# SPDX-License-Identifier: GPL-2.0-or-later
"""Which hits have the words, and everything else that is asked for: asked of the full-text tables, or read in texts.

Asking the tables for words and then looking at date and extent of each hit takes long where hardly any of them fits
(measured at 100,000 entries: 20 to 60 ms). Date and extent of all hits are in memory: if few fit, their texts are read
(2 to 4 ms for 350), else the tables are asked for numbers only, and those that fit are picked out.
"""

from __future__ import annotations

import sqlite3
from dataclasses import replace
from enum import Enum
from functools import lru_cache
from typing import TYPE_CHECKING, Callable, Dict, FrozenSet, Iterable, List, Protocol, Sequence, Set, Tuple

from ruhr_smartcity_plugin.core.catalogue.index.columns import Columns
from ruhr_smartcity_plugin.core.catalogue.index.expression import Choice, Expressions, Unit, joined
from ruhr_smartcity_plugin.core.catalogue.index.ranking import Candidate

if TYPE_CHECKING:
    import numpy as np

# Up to so many hits reading their texts is faster than asking for the words (measured: equal at about 1,000).
MOST_READ = 800
# Up to so many hits their facets are looked at one by one before the words.
MOST_LOOKED_AT = 10_000
_AT_ONCE = 200
_NUMBERS = ",".join("?" * _AT_ONCE)
_ROWS_AT_ONCE = 1000


class Where(Enum):
    """Where the words must stand."""

    TITLE = "by_title"
    LABEL = "by_label"  # title, tags and publisher
    ALL = "by_all"


class Form(Enum):
    """How the words count: as whole words, as typed (parts of words too), or as one of their synonyms as well."""

    EXACT = "exact"
    DIRECT = "direct"
    WIDE = "wide"


_JOINED = {
    Where.TITLE: """
        SELECT hit.id, hit.title, hit.tags, hit.publisher, hit.quality
        FROM by_title CROSS JOIN hit ON hit.id = by_title.rowid
        WHERE by_title MATCH ? ORDER BY by_title.rowid LIMIT ?""",
    Where.LABEL: """
        SELECT hit.id, hit.title, hit.tags, hit.publisher, hit.quality
        FROM by_label CROSS JOIN hit ON hit.id = by_label.rowid
        WHERE by_label MATCH ? ORDER BY by_label.rowid LIMIT ?""",
    Where.ALL: """
        SELECT hit.id, hit.title, hit.tags, hit.publisher, hit.quality
        FROM by_all CROSS JOIN hit ON hit.id = by_all.rowid
        WHERE by_all MATCH ? ORDER BY by_all.rowid LIMIT ?""",
}
_ROWIDS = {
    Where.TITLE: "SELECT rowid FROM by_title WHERE by_title MATCH ? ORDER BY rowid",
    Where.LABEL: "SELECT rowid FROM by_label WHERE by_label MATCH ? ORDER BY rowid",
    Where.ALL: "SELECT rowid FROM by_all WHERE by_all MATCH ? ORDER BY rowid",
}
_SOME_HITS = " ".join(("SELECT id, title, tags, publisher, quality FROM hit WHERE id IN (", _NUMBERS, ")"))
_SOME_TEXTS = " ".join(("SELECT rowid, text FROM by_all WHERE rowid IN (", _NUMBERS, ")"))


class Lookup(Protocol):
    """The hits of one question."""

    def ask(self, where: Where, form: Form, most: int) -> Dict[int, Candidate]:
        """Return the first hits, in the order of their ids, which is that of quality and date."""

    def every(self) -> List[int]:
        """Return the ids of all hits, those of rare words too that are left out while typing."""


class AskedWords:
    """Asks the full-text tables. `fits`: which hits are left by date and extent (bool, one per hit); None for all."""

    def __init__(self, connection: sqlite3.Connection, columns: Columns, words: Expressions, units: Sequence[Unit],
                 facets: Sequence[str], fits: np.ndarray | None, every: Callable[[], List[int]]) -> None:
        self._db, self._columns, self._words, self._units = connection, columns, words, units
        self._facets, self._fits, self.every = facets, fits, every
        self._texts: Dict[Form, str] = {}

    def ask(self, where: Where, form: Form, most: int) -> Dict[int, Candidate]:
        if self._fits is None:
            rows: Iterable[Candidate] = self._db.execute(_JOINED[where], (self._text(form), most))
        else:
            numbers = self._fitting(where, form, most)
            rows = _some(self._db, _SOME_HITS, numbers)
        return {row[0]: row for row in rows}

    def _fitting(self, where: Where, form: Form, most: int) -> List[int]:
        import numpy as np

        found: List[int] = []
        asked = self._db.execute(_ROWIDS[where], (self._text(form),))
        while len(found) < most:
            rows = asked.fetchmany(_ROWS_AT_ONCE)
            if not rows:
                break
            numbers = np.fromiter((row[0] for row in rows), dtype=np.int64, count=len(rows))
            found += numbers[self._fits[np.searchsorted(self._columns.ids, numbers)]].tolist()
        return found[:most]

    def _text(self, form: Form) -> str:
        if form not in self._texts:
            expression = getattr(self._words, form.value)
            self._texts[form] = joined(map(expression, self._units), self._facets)
        return self._texts[form]


class ReadTexts:
    """Reads the texts of few hits, which fit everything but the words."""

    def __init__(self, connection: sqlite3.Connection, ids: Sequence[int], words: Expressions,
                 units: Sequence[Unit]) -> None:
        self._db, self._units = connection, units
        self._wide = [words.alternatives(unit) for unit in units]
        self._rows = {row[0]: row for row in _some(connection, _SOME_HITS, ids)}
        self._texts: Dict[Where, Dict[int, str]] = {}

    def ask(self, where: Where, form: Form, most: int) -> Dict[int, Candidate]:
        texts = self._texts_of(where)
        if form is Form.EXACT:
            found = _having(texts, [[[_whole(word) for word in unit.term]] for unit in self._units])
        else:
            found = _having(texts, [terms[:1] for terms in self._wide] if form is Form.DIRECT else self._wide)
        return {number: self._rows[number] for number in list(found)[:most]}

    def every(self) -> List[int]:
        """Return the ids of all hits."""
        whole = [[[replace(choice, is_cut=False) for choice in term] for term in terms] for terms in self._wide]
        return list(_having(self._texts_of(Where.ALL), whole))

    def _texts_of(self, where: Where) -> Dict[int, str]:
        if where not in self._texts:
            if where is Where.ALL:
                texts = dict(_some(self._db, _SOME_TEXTS, list(self._rows)))
            elif where is Where.LABEL:
                texts = {row[0]: row[1] + row[2] + row[3] for row in self._rows.values()}
            else:
                texts = {row[0]: row[1] for row in self._rows.values()}
            self._texts[where] = texts
        return self._texts[where]


def _having(texts: Dict[int, str], units: Iterable[Sequence[Sequence[Choice]]]) -> Dict[int, str]:
    """Return the texts that have every unit: all choices of one of its terms."""
    for terms in units:
        found: Set[int] = set()
        for term in terms:
            left = texts
            for choice in term:
                left = _with(choice, left)
            found.update(left)
        texts = {number: text for number, text in texts.items() if number in found}
    return texts


def _with(choice: Choice, texts: Dict[int, str]) -> Dict[int, str]:
    """Return the texts that have a choice, as the full-text tables would."""
    sought = choice.sought
    found = {number: text for number, text in texts.items() if sought in text}
    if not choice.is_cut:
        return found  # no word is left out: the literals are all words with what is sought
    words, beginning = _words_of(choice), f" {sought}"
    return {number: text for number, text in found.items()
            if beginning in text or not words.isdisjoint(text.split())}  # fmt: skip


def _whole(word: str) -> Choice:
    return Choice((), 0, False, f" {word} ")


@lru_cache(maxsize=64)
def _words_of(choice: Choice) -> FrozenSet[str]:
    return frozenset(literal[1:-1] for literal in choice.literals if literal.endswith('"'))


def _some(connection: sqlite3.Connection, statement: str, ids: Sequence[int]) -> List[Tuple]:
    """Return the rows with these ids, in the order of the ids."""
    rows: List[Tuple] = []
    for start in range(0, len(ids), _AT_ONCE):
        numbers = ids[start : start + _AT_ONCE]
        # Filled up with the last one: one statement for any number of ids is prepared only once.
        rows += connection.execute(statement, (*numbers, *numbers[-1:] * (_AT_ONCE - len(numbers))))
    return sorted(rows, key=lambda row: row[0])
