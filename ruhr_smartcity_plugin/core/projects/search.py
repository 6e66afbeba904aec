# SPDX-License-Identifier: GPL-2.0-or-later
"""Finding projects in a list: all words, anywhere, in any order."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Callable, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.record import ProjectEntry

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})


@dataclass(frozen=True)
class ProjectIndex:
    """Entries with the folded text that is searched; made once per list, asked at each key press."""

    rows: Tuple[Tuple[ProjectEntry, str], ...]

    @classmethod
    def of(cls, entries: Iterable[ProjectEntry], name_of: Callable[[str], str]) -> ProjectIndex:
        """Prepare entries; `name_of` gives the name of a municipality for its AGS."""
        rows = []
        for one in entries:
            parts = (one.title, one.short_title, one.summary, one.code, one.lead_name, *map(name_of, one.ags))
            rows.append((one, "\n".join(fold_text(part) for part in parts)))
        return cls(tuple(rows))

    def find(self, text: str, ags: Sequence[str] | None = None) -> List[ProjectEntry]:
        """Return the entries that hold every word of `text`, in their order.

        `ags` restricts to projects in these municipalities; projects without any municipality always pass.
        """
        words = fold_text(text).split()
        wanted = None if ags is None else set(ags)
        return [one for one, hay in self.rows if _in_area(one, wanted) and all(word in hay for word in words)]


def _in_area(entry: ProjectEntry, wanted: set | None) -> bool:
    return wanted is None or not entry.ags or not wanted.isdisjoint(entry.ags)


def fold_text(text: str) -> str:
    """Return a text ready for comparison: lower case, ä as ae, single blanks.

    >>> fold_text("  Kühle  ORTE ")
    'kuehle orte'
    """
    return " ".join(text.casefold().split()).translate(_UMLAUTS)
