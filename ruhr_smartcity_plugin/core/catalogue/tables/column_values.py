# SPDX-License-Identifier: GPL-2.0-or-later
"""The cells of one column as values of its type."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.areas import complete_key
from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import NO, YES, is_marker
from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind, Role
from ruhr_smartcity_plugin.core.catalogue.tables.dates import read_dates
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_numbers, with_points

if TYPE_CHECKING:
    import numpy as np

_LARGEST_EXACT = 2.0 ** 53


@dataclass(frozen=True)
class ColumnValues:
    """Values of a column; `bad` are the places of cells that do not fit.

    `numbers` holds numeric columns (NaN: no value), `texts` all others (None: no value; dates as ISO 8601).
    """

    kind: ColumnKind
    numbers: np.ndarray | None = None
    texts: Sequence[Any] | None = None
    bad: Tuple[int, ...] = ()

    def only(self, kept: Sequence[int] | None) -> ColumnValues:
        """Return the values at these places; None keeps all."""
        if kept is None:
            return self
        if self.numbers is not None:
            return ColumnValues(self.kind, self.numbers[list(kept)])
        return ColumnValues(self.kind, None, [self.texts[place] for place in kept])

    def as_list(self) -> List[Any]:
        """Return plain Python values, None for no value."""
        if self.numbers is None:
            return list(self.texts)
        values = self.numbers.tolist()
        if self.kind is ColumnKind.INTEGER:
            return [None if value != value else int(value) for value in values]
        return [None if value != value else value for value in values]


def read_column(column: Column, cells: Sequence[str]) -> ColumnValues:
    """Return stripped cells as values of the column's type."""
    kind = column.kind
    if kind in (ColumnKind.INTEGER, ColumnKind.DECIMAL):
        return _numbers(column, cells)
    if kind in (ColumnKind.DATE, ColumnKind.DATETIME):
        values, bad = read_dates(cells)
        if kind is ColumnKind.DATE:
            values = [value[:10] if value else None for value in values]
        return ColumnValues(kind, texts=values, bad=bad)
    if kind is ColumnKind.BOOLEAN:
        return _booleans(cells)
    if kind is ColumnKind.KEY and column.role is not Role.NONE:
        return ColumnValues(kind, texts=[complete_key(cell, column.role) or None for cell in cells])
    return ColumnValues(kind, texts=[cell or None for cell in cells])


def _numbers(column: Column, cells: Sequence[str]) -> ColumnValues:
    import numpy as np

    found = read_numbers(with_points(cells) if column.has_both_signs else cells, column.decimal, column.unit)
    if column.kind is ColumnKind.DECIMAL:
        return ColumnValues(column.kind, found.values, bad=found.bad)
    with np.errstate(invalid="ignore"):
        broken = np.isfinite(found.values) & (
            (found.values != np.floor(found.values)) | (np.abs(found.values) > _LARGEST_EXACT))
    bad = (*found.bad, *np.flatnonzero(broken).tolist()) if broken.any() else found.bad
    return ColumnValues(column.kind, found.values, bad=tuple(bad))


def _booleans(cells: Sequence[str]) -> ColumnValues:
    values: List[bool | None] = []
    bad = []
    for place, cell in enumerate(cells):
        word = cell.lower()
        if word in YES or word in NO or word in ("1", "0", "x"):
            values.append(word in YES or word in ("1", "x"))
            continue
        values.append(None)
        if cell and not is_marker(cell):
            bad.append(place)
    return ColumnValues(ColumnKind.BOOLEAN, texts=values, bad=tuple(bad))
