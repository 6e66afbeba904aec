# SPDX-License-Identifier: GPL-2.0-or-later
"""The local index as its users see it: ranked hits within a keystroke, facets with counts."""

from __future__ import annotations

import sqlite3
import threading
from collections import OrderedDict
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Callable, Dict, FrozenSet, Mapping, Tuple, TypeVar

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.facet_value import facet_key, facet_title
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FacetCount, FindQuery, FindResult, SourceState
from ruhr_smartcity_plugin.core.catalogue.index.columns import Columns, load_columns
from ruhr_smartcity_plugin.core.catalogue.index.expression import Unit, plain_units, units_of
from ruhr_smartcity_plugin.core.catalogue.index.file import IndexFile, is_damage
from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching
from ruhr_smartcity_plugin.core.catalogue.index.view import View
from ruhr_smartcity_plugin.core.catalogue.index.vocabulary import Vocabulary
from ruhr_smartcity_plugin.core.catalogue.synonyms import Synonyms, shipped_synonyms
from ruhr_smartcity_plugin.core.errors import StoreBusyError
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

Answer = TypeVar("Answer")
_KEPT_MASKS = 8
_STATES = """
    SELECT source.root, source.title, (SELECT count(*) FROM entry WHERE entry.root = source.root), refreshed_at,
    is_complete AND is_sorted_in, full_pass_at, problem, source_key, is_sorted_in
    FROM source ORDER BY source.title, source.root"""


@dataclass(frozen=True)
class _Loaded:
    """What is kept in memory of one generation of the index."""

    generation: str
    columns: Columns
    codes: Dict[Tuple[str, str], int]
    matching: Matching


class CatalogueIndex:
    """A `Finder` over one SQLite file; safe from any thread. A missing, old or damaged file is an empty index.

    `shares_drive` says that the file lies on a network drive. All methods may raise `StoreBusyError` if another
    program keeps the file locked.
    """

    def __init__(self, path: Path, *, shares_drive: bool = False, synonyms: Synonyms | None = None,
                 matching: Matching | None = None) -> None:
        self.file = IndexFile(path, shares_drive=shares_drive, matching=matching)
        self.synonyms = synonyms if synonyms is not None else shipped_synonyms()
        self._loaded: _Loaded | None = None
        self._masks: OrderedDict[Tuple[str, Tuple[Unit, ...]], np.ndarray] = OrderedDict()
        self._guard = threading.Lock()

    def find(self, query: FindQuery, *, limit: int = 100, start: int = 0) -> FindResult:
        """Return the best hits. `total` is a lower bound if `is_at_least`: `count` knows the exact number."""
        limit, start = max(0, limit), max(0, start)
        return self._ask(lambda view: self._find(view, query, limit, start), FindResult((), 0))

    def count_facets(self, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        """Return the values of every facet with their counts, most frequent first; what is chosen is always there."""
        return self._ask(lambda view: self._count_facets(view, query), dict.fromkeys(Facet, ()))

    def count(self, query: FindQuery) -> int:
        """Return the exact number of hits. Takes longer than a keystroke: ask when the user pauses."""
        return self._ask(lambda view: int((view.mask(query) & self._found(view, self._units(view, query))).sum()), 0)

    def dataset(self, portal_root: str, key: str) -> Dataset | None:
        """Return one data set, merged with its twins in other portals; None if the index does not hold it."""
        return self._ask(lambda view: view.dataset(portal_root, key), None)

    def states(self) -> Tuple[SourceState, ...]:
        """Return what is held of each portal."""
        rows = self._ask(lambda view: view.connection.execute(_STATES).fetchall(), [])
        return tuple(
            SourceState(root, title, count, _time(refreshed), bool(complete), _time(full), problem, key, bool(done))
            for root, title, count, refreshed, complete, full, problem, key, done in rows
        )

    def size_bytes(self) -> int:
        """Return the size of the index on the disk."""
        return self.file.size_bytes()

    def note(self) -> str:
        """Return what the user should know about searching here; empty on every QGIS with a recent SQLite."""
        return self._ask(lambda view: self._load(view.connection).matching.note(), "")

    def close(self) -> None:
        """Close the file; it opens again by itself."""
        self.file.close()

    def _ask(self, question: Callable[[View], Answer], empty: Answer) -> Answer:
        try:
            with self.file.reader() as connection:
                if connection is None:
                    return empty
                connection.execute("BEGIN")  # one view of the file for all statements of the question
                loaded = self._load(connection)
                vocabulary = Vocabulary(connection, loaded.matching)
                return question(View(connection, loaded.generation, loaded.columns, loaded.codes, vocabulary))
        except sqlite3.Error as error:
            if is_damage(error):
                self.file.mark_damaged()
                return empty
            raise StoreBusyError(tr("The index is busy. Try again in a moment."), str(error)) from error

    def _load(self, connection: sqlite3.Connection) -> _Loaded:
        facts = dict(connection.execute("SELECT name, value FROM meta"))
        loaded = self._loaded
        if loaded is None or loaded.generation != facts["generation"]:
            columns, matching = load_columns(connection), Matching(facts["matching"])
            loaded = _Loaded(facts["generation"], columns, columns.code_table(), matching)
            self._loaded = loaded
        return loaded

    def _find(self, view: View, query: FindQuery, limit: int, start: int) -> FindResult:
        units = self._units(view, query)
        if not units:
            ids, total = view.newest(query, start + limit)
            return FindResult(tuple(view.read(ids[start:])), total)
        ids, total, at_least = view.ranked(query, units, start + limit, lambda: self._found(view, units))
        return FindResult(tuple(view.read(ids[start : start + limit])), total, at_least)

    def _units(self, view: View, query: FindQuery) -> Tuple[Unit, ...]:
        """Return what is searched for; with plain vowels if the umlauts were typed in a way that finds nothing."""
        units = units_of(query.words, self.synonyms.match)
        plain = plain_units(units)
        return units if plain == units or view.has_any(units) else plain

    def _found(self, view: View, units: Tuple[Unit, ...]) -> np.ndarray:
        """Return which hits have the words; kept for the next facet the user ticks."""
        import numpy as np

        if not units:
            return np.ones(len(view.columns.ids), dtype=bool)
        name = (view.generation, units)
        with self._guard:
            known = self._masks.get(name)
            if known is not None:
                self._masks.move_to_end(name)
                return known
        mask = view.columns.mask_of(view.all_ids(units))
        with self._guard:
            self._masks[name] = mask
            while len(self._masks) > _KEPT_MASKS:
                self._masks.popitem(last=False)
        return mask

    def _count_facets(self, view: View, query: FindQuery) -> Mapping[Facet, Tuple[FacetCount, ...]]:
        portals = dict(view.connection.execute("SELECT root, title FROM source"))
        found = self._found(view, self._units(view, query))
        common = view.columns.counts(view.mask(query) & found)
        answer = {}
        for facet in Facet:
            chosen = query.facets.get(facet, frozenset())
            # A facet's own choice does not narrow its own counts.
            counts = view.columns.counts(view.mask(query, leave_out=facet) & found) if chosen else common
            answer[facet] = _listed(facet, counts, view.columns, chosen, portals)
        return answer


def _listed(facet: Facet, counts: np.ndarray, columns: Columns, chosen: FrozenSet[str],
            portals: Mapping[str, str]) -> Tuple[FacetCount, ...]:
    numbers = {value: int(counts[code]) for code, (name, value) in enumerate(columns.values) if name == facet.value}
    numbers = {value: count for value, count in numbers.items() if count or value in chosen}
    known = {facet_key(facet.value, value) for value in numbers}
    numbers.update((value, 0) for value in sorted(chosen) if facet_key(facet.value, value) not in known)
    names = portals if facet is Facet.PORTAL else {}
    listed = (FacetCount(one, names.get(one) or facet_title(facet, one), count) for one, count in numbers.items())
    return tuple(sorted(listed, key=lambda one: (-one.count, one.title.casefold(), one.value)))


def _time(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text) if text else None
