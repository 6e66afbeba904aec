# SPDX-License-Identifier: GPL-2.0-or-later
"""The columns of the table of projects: what they are called, what they show and how they are sorted."""

from __future__ import annotations

from enum import Enum
from typing import Any, Callable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr


class ListColumn(Enum):
    """A column; the value is the attribute of the entry, and what settings store."""

    TITLE = "title"
    FIELD = "main_field"
    STATUS = "status"
    PHASE = "phase"
    LEAD = "lead_name"
    PLACES = "ags"
    REVIEW = "review_state"
    VISIBILITY = "visibility"
    FUNDED = "funded"
    SEEKS = "seeks_partners"
    KIND = "kind"
    SPACE = "spatial_effect"
    AS_OF = "as_of"
    NEXT_REVIEW = "next_review"
    CODE = "code"
    CHANGED_AT = "changed_at"
    CHANGED_BY = "changed_by"

    @property
    def codes(self) -> str:
        """The list its codes come from; empty for other values."""
        return _CODES.get(self, "")

    @property
    def is_public(self) -> bool:
        """Whether the column may leave the register: who edited when is not said, nor how a record was reviewed."""
        return self not in (ListColumn.CHANGED_AT, ListColumn.CHANGED_BY, ListColumn.REVIEW, ListColumn.VISIBILITY,
                            ListColumn.NEXT_REVIEW)


_CODES = {ListColumn.FIELD: "VFIELD", ListColumn.STATUS: "VSTATUS", ListColumn.PHASE: "VPHASE",
          ListColumn.REVIEW: "VREV", ListColumn.VISIBILITY: "VVIS", ListColumn.KIND: "VKIND",
          ListColumn.SPACE: "VSPACE"}
#: Shown before the user chooses others.
FIRST_COLUMNS = (ListColumn.TITLE, ListColumn.FIELD, ListColumn.STATUS, ListColumn.PHASE, ListColumn.LEAD,
                 ListColumn.PLACES, ListColumn.VISIBILITY, ListColumn.AS_OF)


def order_text(column: ListColumn, descending: bool) -> str:
    """Return an order as text for the settings."""
    return f"-{column.value}" if descending else column.value


def read_order(text: str) -> Tuple[ListColumn, bool]:
    """Return the column and whether it is sorted downwards; by title for what this version does not know.

    >>> read_order("-as_of")
    (<ListColumn.AS_OF: 'as_of'>, True)
    >>> read_order("?")
    (<ListColumn.TITLE: 'title'>, False)
    """
    column = next((one for one in ListColumn if one.value == text.lstrip("-")), None)
    return (ListColumn.TITLE, False) if column is None else (column, text.startswith("-"))


def column_title(column: ListColumn) -> str:
    """Return the head of a column."""
    own = {ListColumn.LEAD: tr("Lead"), ListColumn.PLACES: tr("Municipalities"),
           ListColumn.CHANGED_AT: tr("Last change"), ListColumn.CHANGED_BY: tr("Changed by")}
    return own.get(column) or field_label(column.value)


def cell_value(entry: ProjectEntry, column: ListColumn, name_of: Callable[[str], str]) -> Any:
    """Return what a cell shows: text in the user's language, or a date; empty text if nothing is stated."""
    value = getattr(entry, column.value)
    if column is ListColumn.PLACES:
        return ", ".join(map(name_of, entry.ags))
    if column is ListColumn.VISIBILITY:
        value = entry.visibility.value
    if column.codes:
        return load_vocabulary().text(column.codes, value) if value else ""
    if isinstance(value, bool):
        return tr("Yes") if value else tr("No")
    return "" if value is None else value


def is_text(column: ListColumn) -> bool:
    """Answer whether a column holds words, which are sorted as the user's language sorts them."""
    return column in (ListColumn.TITLE, ListColumn.LEAD, ListColumn.PLACES, ListColumn.CHANGED_BY)


def keys_of(column: ListColumn, entries: Sequence[ProjectEntry], name_of: Callable[[str], str]) -> List[Any]:
    """Return what the entries are sorted by; None where nothing is stated.

    Codes are sorted as their list has them, yes comes before no.
    """
    if column.codes:
        places = {one.code: number for number, one in enumerate(load_vocabulary().entries(column.codes))}
        values = (getattr(one, column.value) for one in entries)
        codes = (getattr(one, "value", one) for one in values)
        return [places.get(code, len(places)) if code else None for code in codes]
    if column in (ListColumn.FUNDED, ListColumn.SEEKS):
        answers = (getattr(one, column.value) for one in entries)
        return [None if one is None else not one for one in answers]
    if is_text(column):
        return [cell_value(one, column, name_of) or None for one in entries]
    return [getattr(one, column.value) or None for one in entries]
