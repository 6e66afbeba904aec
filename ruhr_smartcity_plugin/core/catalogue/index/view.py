# SPDX-License-Identifier: GPL-2.0-or-later
"""One consistent look at the index: which hits, in which order, and how many."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass, replace
from functools import lru_cache, reduce
from typing import TYPE_CHECKING, Callable, Dict, FrozenSet, Iterable, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Place
from ruhr_smartcity_plugin.core.catalogue.facet_value import AREA, area_choice
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.index.columns import Columns
from ruhr_smartcity_plugin.core.catalogue.index.expression import Choice, Expressions, Unit, codes_of, joined
from ruhr_smartcity_plugin.core.catalogue.index.lookup import (
    MOST_LOOKED_AT,
    MOST_READ,
    AskedWords,
    Form,
    Lookup,
    ReadTexts,
    Where,
)
from ruhr_smartcity_plugin.core.catalogue.index.ranking import Candidate, rank
from ruhr_smartcity_plugin.core.catalogue.index.record import readable
from ruhr_smartcity_plugin.core.catalogue.index.vocabulary import NO_LIMIT, Vocabulary
from ruhr_smartcity_plugin.core.storable import storable

if TYPE_CHECKING:
    import numpy as np

# So many candidates are ranked. The tables are walked in the order of quality and date, and the best places of a word
# (its title) first, so that what is cut off is what would stand last anyway.
MOST_RANKED = 300
# Of the words that hold a typed part, so many are asked for while typing, the most frequent; and so many in one
# question when all hits are counted: with more of them FTS5 is faster if it is asked for some at a time (measured: ten
# times with 20,000 words).
_MOST_WORDS_TYPED, _MOST_WORDS_COUNTED = 100, 1000
_WORDS_AT_ONCE = 100

_ALL_IDS = "SELECT rowid FROM by_all WHERE by_all MATCH ?"
_ANY_ID = "SELECT rowid FROM by_all WHERE by_all MATCH ? LIMIT 1"
_CANDIDATE = "SELECT id, title, tags, publisher, quality FROM hit WHERE id = ?"
_RECORD = """
    SELECT coalesce(merged.record, entry.record)
    FROM hit JOIN entry ON entry.id = hit.entry_id LEFT JOIN merged ON merged.hit_id = hit.id WHERE hit.id = ?"""
_ONE_RECORD = """
    SELECT coalesce(merged.record, entry.record)
    FROM entry LEFT JOIN member ON member.entry_id = entry.id LEFT JOIN merged ON merged.hit_id = member.hit_id
    WHERE entry.root = ? AND entry.key = ?"""


@dataclass(frozen=True)
class View:
    """The index as it is in one read transaction of one thread."""

    connection: sqlite3.Connection
    generation: str
    columns: Columns
    codes: Dict[Tuple[str, str], int]
    vocabulary: Vocabulary

    @property
    def expressions(self) -> Expressions:
        """How words are asked for while the user types."""
        return Expressions(self.vocabulary, _MOST_WORDS_TYPED)

    def newest(self, query: FindQuery, needed: int) -> Tuple[List[int], int]:
        """Return the ids of the first `needed` hits of a query without words, newest first, and the number of all."""
        mask = self.mask(query)
        order = self.columns.newest
        return self.columns.ids[order[mask[order]][:needed]].tolist(), int(mask.sum())

    def ranked(self, query: FindQuery, units: Sequence[Unit], needed: int,
               found: Callable[[], np.ndarray]) -> Tuple[List[int], int, bool]:
        """Return the ids of the best hits (`needed` if there are so many), their number, and if there are more.

        First those with all words in title, tags and publisher, of which `MOST_RANKED` are ranked; then, if that is
        not enough, those where a word stands elsewhere, in the order of quality and date. `found` tells which hits have
        the words (bool, one per hit); it is asked only where more words hold a typed part than can be asked for while
        typing, and these are not enough.
        """
        hits = self._lookup(query, units, found)
        if hits is None:
            return [], 0, False
        labelled = self._labelled(hits, units)
        ids = rank(list(labelled.values())[:MOST_RANKED], units)
        if needed <= len(ids):
            # Whether there are more, and how many, costs more than a keystroke: `count` knows.
            return ids, len(ids), True
        most = needed + len(ids) + 1
        if len(labelled) > MOST_RANKED:
            ids += _unknown(hits.ask(Where.LABEL, Form.WIDE, most), ids)
        if len(ids) <= needed:
            ids += _unknown(hits.ask(Where.ALL, Form.WIDE, most), ids)
        if len(ids) <= needed and any(self.expressions.wide(unit).is_cut for unit in units):
            ids += self._remaining(hits, units, ids)
        return ids[:needed], min(needed, len(ids)), len(ids) > needed

    def _lookup(self, query: FindQuery, units: Sequence[Unit], found: Callable[[], np.ndarray]) -> Lookup | None:
        """Return how the hits are found; None if nothing fits date and extent, or a facet has none of the values."""
        choices = codes_of(_choices(query), self.codes)
        if not all(choices):
            return None
        words, fits = self.expressions, None
        if query.changed_since is not None or query.extent_4326 is not None:
            fits = self.columns.mask((), _since(query), query.extent_4326)
            if choices and fits.sum() <= MOST_LOOKED_AT:
                fits = self.columns.narrowed(fits, choices)
            left = int(fits.sum())
            if left == 0:
                return None
            if left <= MOST_READ:
                return ReadTexts(self.connection, self.columns.ids[fits].tolist(), words, units)
        facets = [words.facet(codes) for codes in choices]
        return AskedWords(self.connection, self.columns, words, units, facets, fits,
                          lambda: self.columns.ids[self.mask(query) & found()].tolist())  # fmt: skip

    def _remaining(self, hits: Lookup, units: Sequence[Unit], ids: List[int]) -> List[int]:
        """Return the other hits of the words, the best first: those of the words that were cut off."""
        others = _unknown(hits.every(), ids)
        rows = (self.connection.execute(_CANDIDATE, (number,)).fetchone() for number in others[:MOST_RANKED])
        return rank(list(rows), units) + others[MOST_RANKED:]

    def _labelled(self, hits: Lookup, units: Sequence[Unit]) -> Dict[int, Candidate]:
        """Return hits with all words in title, tags and publisher, best places first; more than enough if there are."""
        meant: Dict[int, Candidate] = {}
        if any(unit.synonyms for unit in units):
            meant = hits.ask(Where.TITLE, Form.WIDE, MOST_RANKED + 1)
        if not meant or len(meant) > MOST_RANKED:  # else the words themselves are among them
            found = hits.ask(Where.TITLE, Form.DIRECT, MOST_RANKED + 1)
            if len(found) > MOST_RANKED:
                return {**hits.ask(Where.TITLE, Form.EXACT, MOST_RANKED), **found}
            meant = {**found, **meant}
        return {**meant, **hits.ask(Where.LABEL, Form.WIDE, MOST_RANKED + 1)}

    def has_any(self, units: Sequence[Unit]) -> bool:
        """Answer whether the words are found at all, whatever else is asked."""
        parts = [self.expressions.wide(unit) for unit in units]
        if self.connection.execute(_ANY_ID, (joined(parts, ()),)).fetchone() is not None:
            return True
        return any(part.is_cut for part in parts) and len(self.all_ids(units)) > 0

    def all_ids(self, units: Sequence[Unit]) -> np.ndarray:
        """Return the ids of all hits of the words (int64)."""
        import numpy as np

        parts = [Expressions(self.vocabulary, _MOST_WORDS_COUNTED).wide(unit) for unit in units]
        if any(part.is_cut for part in parts):
            every = Expressions(self.vocabulary, NO_LIMIT)
            return reduce(np.intersect1d, (self._ids_of(every.alternatives(unit)) for unit in units))
        return self._ids(joined(parts, ()))

    def _ids_of(self, alternatives: Sequence[Sequence[Choice]]) -> np.ndarray:
        import numpy as np

        sets = (reduce(np.intersect1d, map(self._ids_of_one, choices)) for choices in alternatives)
        return reduce(np.union1d, sets)

    def _ids_of_one(self, choice: Choice) -> np.ndarray:
        """Return the ids of hits with one of any number of words; FTS5 looks at each word of a question per hit."""
        import numpy as np

        words = choice.literals
        pieces = (words[start : start + _WORDS_AT_ONCE] for start in range(0, len(words), _WORDS_AT_ONCE))
        return reduce(np.union1d, (self._ids(" OR ".join(piece)) for piece in pieces))

    def _ids(self, words: str) -> np.ndarray:
        import numpy as np

        return np.fromiter((row[0] for row in self.connection.execute(_ALL_IDS, (words,))), dtype=np.int64)

    def mask(self, query: FindQuery, leave_out: Facet | None = None) -> np.ndarray:
        """Return which hits fit everything but the words (bool, one per hit)."""
        choices = _choices(query, leave_out)
        return self.columns.mask(codes_of(choices, self.codes), _since(query), query.extent_4326)

    def read(self, ids: Sequence[int]) -> Iterator[Dataset]:
        """Give the whole data sets of hits; one whose record is damaged is left out."""
        for number in ids:
            row = self.connection.execute(_RECORD, (number,)).fetchone()
            dataset = _unpacked(row)
            if dataset is not None:
                yield dataset

    def dataset(self, root: str, key: str) -> Dataset | None:
        """Return one data set as it is merged; None if there is none."""
        return _unpacked(self.connection.execute(_ONE_RECORD, (storable(root), storable(key))).fetchone())


def _unknown(numbers: Iterable[int], known: Sequence[int]) -> List[int]:
    left_out = set(known)
    return [number for number in numbers if number not in left_out]


def _since(query: FindQuery) -> float | None:
    return query.changed_since.timestamp() if query.changed_since else None


def _unpacked(row: Tuple[bytes] | None) -> Dataset | None:
    return _shown(row[0]) if row is not None else None


@lru_cache(maxsize=256)  # most hits of a keystroke are those of the keystroke before
def _shown(record: bytes) -> Dataset | None:
    dataset = readable(record)  # one damaged record does not spoil the list
    if dataset is None or dataset.places:
        return dataset
    return replace(dataset, places=(Place(dataset.portal, dataset.portal_root, dataset.key, dataset.landing_url),))


def _choices(query: FindQuery, leave_out: Facet | None = None) -> Dict[str, FrozenSet[str]]:
    """Return the wanted values of every facet, and those that count as within the user's area."""
    choices = {facet.value: values for facet, values in query.facets.items() if facet is not leave_out}
    if query.area_ags:
        choices[AREA] = area_choice(query.area_ags)
    return choices
