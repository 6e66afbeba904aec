# SPDX-License-Identifier: GPL-2.0-or-later
"""A list of projects as text for the clipboard and for dragging: public projects, public columns."""

from __future__ import annotations

from datetime import date
from typing import Callable, Sequence

from ruhr_smartcity_plugin.core.projects.list_columns import ListColumn, cell_value, column_title
from ruhr_smartcity_plugin.core.projects.record import ProjectEntry, Visibility
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell


def public_text(entries: Sequence[ProjectEntry], name_of: Callable[[str], str],
                date_text: Callable[[date], str]) -> str:
    """Return public projects as lines with tabs between the cells, ready for a table; the heads come first.

    Projects that are not public are left out; empty text if none is left.
    """
    shown = [one for one in entries if one.visibility is Visibility.PUBLIC]
    if not shown:
        return ""
    columns = [one for one in ListColumn if one.is_public]
    lines = [[column_title(one) for one in columns]]
    for entry in shown:
        values = (cell_value(entry, one, name_of) for one in columns)
        lines.append([_cell(date_text(one) if isinstance(one, date) else one) for one in values])
    return "\n".join("\t".join(line) for line in lines)


def _cell(text: str) -> str:
    return guard_cell(" ".join(text.split()))


def count_internal(entries: Sequence[ProjectEntry]) -> int:
    """Return how many projects `public_text` leaves out."""
    return sum(1 for one in entries if one.visibility is not Visibility.PUBLIC)
