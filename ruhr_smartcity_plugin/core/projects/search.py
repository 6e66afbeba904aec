# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding projects in a list: all words, anywhere, in any order, together with the filters.

The index is made once per list, in a task; each key press asks it. It holds a mask (one truth value per project)
for every value of every facet, so that an answer is a few comparisons of arrays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Callable, Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.filters import UNKNOWN, Facet, Perspective, Question, values_in
from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn, is_text, keys_of
from ruhr_smartcity_plugin.core.projects.list_details import ListDetails, PlaceIndex
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.projects.text_folding import fold_text
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary

if TYPE_CHECKING:
    import numpy as np


class ProjectIndex:
    """The entries of a list, ready to be searched, narrowed, counted and sorted.

    `details` are the texts and places beside the entries, `name_of` gives the name of a municipality for its AGS,
    `sort_key` makes of a text what is compared when sorting.
    """

    def __init__(self, entries: Iterable[ProjectEntry], details: ListDetails, perspective: Perspective,
                 name_of: Callable[[str], str], sort_key: Callable[[str], Any] = str.casefold) -> None:
        import numpy as np

        self.entries: Tuple[ProjectEntry, ...] = tuple(entries)
        self.details = details
        self._name_of, self._sort_key = name_of, sort_key
        self._row = {one.uuid: row for row, one in enumerate(self.entries)}
        self._texts = [_folded(one, details, name_of, perspective) for one in self.entries]
        self._masks = self._make_masks(perspective)
        placed = [(self._row[one.project_uuid], one.box) for one in details.places
                  if one.box is not None and one.project_uuid in self._row]
        self._owners = np.array([row for row, _box in placed], dtype=np.int64)
        self._boxes = np.array([box for _row, box in placed], dtype=np.float64).reshape(-1, 4)
        self.places = PlaceIndex(details.places, frozenset(
            one.uuid for one in self.entries if one.visibility is Visibility.PUBLIC))
        self._ranks: Dict[ListColumn, np.ndarray] = {}
        self.order(ListColumn.TITLE)

    def __len__(self) -> int:
        return len(self.entries)

    def entry(self, uuid: str) -> ProjectEntry | None:
        """Return the entry of a project; None if it is not in the list."""
        row = self._row.get(uuid)
        return None if row is None else self.entries[row]

    def find(self, question: Question, column: ListColumn = ListColumn.TITLE, *, descending: bool = False,
             ) -> List[ProjectEntry]:
        """Return the entries that answer a question, sorted by a column.

        Projects without any municipality are part of every area.
        """
        mask = self._answer(question)
        return [self.entries[row] for row in self.order(column, descending=descending) if mask[row]]

    def counts(self, facet: Facet, question: Question) -> Dict[str, int]:
        """Return how many projects there are for each value if the facet itself narrows nothing; no zero."""
        import numpy as np

        mask = self._answer(question, without=facet)
        found = {value: int(np.count_nonzero(mask & one)) for value, one in self._masks[facet].items()}
        return {value: count for value, count in found.items() if count}

    def values(self, facet: Facet) -> Tuple[str, ...]:
        """Return the values any project of the list has."""
        return tuple(self._masks[facet])

    def order(self, column: ListColumn, *, descending: bool = False) -> np.ndarray:
        """Return the rows of all entries sorted by a column; those that state nothing come last, equals by title."""
        import numpy as np

        ranks = self._rank(column)
        keys = -ranks if descending else ranks
        keys = np.where(ranks < 0, len(self.entries) + 1, keys)
        order: np.ndarray = np.lexsort((self._rank(ListColumn.TITLE), keys))
        return order

    def _rank(self, column: ListColumn) -> np.ndarray:
        import numpy as np

        if column not in self._ranks:
            keys = keys_of(column, self.entries, self._name_of)
            stated = {one for one in keys if one is not None}
            ordered = sorted(stated, key=self._sort_key) if is_text(column) else sorted(stated)
            places = {key: rank for rank, key in enumerate(ordered)}
            self._ranks[column] = np.array([-1 if one is None else places[one] for one in keys], dtype=np.int64)
        return self._ranks[column]

    def _answer(self, question: Question, *, without: Facet | None = None) -> np.ndarray:
        mask = self._matching(fold_text(question.text).split())
        for facet, values in question.filter.chosen.items():
            if facet is not without and values:
                mask &= self._any_of(facet, values)
        if question.ags is not None:
            mask &= self._any_of(Facet.MUNICIPALITY, (*question.ags, UNKNOWN))
        if question.filter.in_extent and question.extent is not None:
            mask &= self._in(question.extent)
        return mask

    def _matching(self, words: Sequence[str]) -> np.ndarray:
        import numpy as np

        found = np.ones(len(self.entries), dtype=bool)
        for word in words:
            found &= np.fromiter((word in text for text in self._texts), dtype=bool, count=len(self._texts))
        return found

    def _any_of(self, facet: Facet, values: Iterable[str]) -> np.ndarray:
        import numpy as np

        found = np.zeros(len(self.entries), dtype=bool)
        for value in values:
            if value in self._masks[facet]:
                found |= self._masks[facet][value]
        return found

    def _in(self, box: Tuple[float, float, float, float]) -> np.ndarray:
        import numpy as np

        x_min, y_min, x_max, y_max = self._boxes.T
        touching = (x_min <= box[2]) & (x_max >= box[0]) & (y_min <= box[3]) & (y_max >= box[1])
        found = np.zeros(len(self.entries), dtype=bool)
        found[self._owners[touching]] = True
        return found

    def _make_masks(self, perspective: Perspective) -> Dict[Facet, Dict[str, np.ndarray]]:
        import numpy as np

        rows: List[Dict[str, List[int]]] = [{} for _ in Facet]
        for row, one in enumerate(self.entries):
            for kept, values in zip(rows, values_in(one, self.details, perspective)):
                for value in values:
                    kept.setdefault(value, []).append(row)

        def mask(of_value: List[int]) -> np.ndarray:
            made = np.zeros(len(self.entries), dtype=bool)
            made[of_value] = True
            return made

        return {facet: {value: mask(found) for value, found in kept.items()} for facet, kept in zip(Facet, rows)}


def _folded(entry: ProjectEntry, details: ListDetails, name_of: Callable[[str], str], perspective: Perspective) -> str:
    words = load_vocabulary()
    parts = (
        entry.title, entry.short_title, entry.summary, entry.code, entry.lead_name, *map(name_of, entry.ags),
        *details.texts.get(entry.uuid, ()),
        *(words.text("VFIELD", one) for one in (entry.main_field, *details.further_fields.get(entry.uuid, ()))),
        *(one for one in perspective.themes_of(entry, details) if one != UNKNOWN),
        *(words.text("VTECH", one) for one in details.technologies.get(entry.uuid, ())),
    )
    # What is searched are words without blanks: none reaches from one part into the next.
    return fold_text(" ".join(part for part in parts if part))
