# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a record at the beginning of a table a line of the head or data already? Its cells and the columns decide."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Dict, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import CROSSES, UNIT, CellForm, form_of

TYPED = (CellForm.NUMBER, CellForm.DATE, CellForm.DATETIME, CellForm.ANGLE, CellForm.GEOMETRY, CellForm.BOOLEAN)
_YEAR = re.compile(r"(?:19|20)\d{2}")
_BRACKETED = re.compile(r"\[.*\]|\(.*\)")
# "population", "BEV001", "share of all"; not "<5", "ca. 3" or "12 Stück".
_NAME = re.compile(r"[^\W\d_]\w*|[^\d<>]+")
_LIMIT = re.compile(r"[<>≤≥]\s?\d.*")
# A second line of names ("Einwohner" over "population") has so many of them; fewer may be texts of a data row.
_FEWEST_NAMES = 3


@dataclass(frozen=True)
class Usual:
    """The usual form of the cells of a column, and whether some of them look like years."""

    form: CellForm
    has_years: bool

    @property
    def is_typed(self) -> bool:
        """Answer whether the cells are no mere texts."""
        return self.form in TYPED


UsualForms = Mapping[int, Usual]


def usual_forms(body: Sequence[Sequence[str]], width: int) -> Dict[int, Usual]:
    """Return the usual form of each column in rows of data; columns without values are left out."""
    forms = {}
    for column in range(width):
        cells = [row[column].strip() for row in body]
        found = Counter(map(form_of, cells))
        for ignored in (CellForm.EMPTY, CellForm.MARKER):
            found.pop(ignored, None)
        if found:
            forms[column] = Usual(found.most_common(1)[0][0], any(_YEAR.fullmatch(cell) for cell in cells))
    return forms


def is_first_data(cells: Sequence[str], forms: UsualForms) -> bool:
    """Answer whether a record with nothing above it is data: the table has no head then."""
    if _is_counted(cells, forms):
        return False
    matching, labels, markers = _sort_cells(cells, forms)
    if not matching and not labels:
        return any(cell not in CROSSES for cell in markers)  # "x" alone may name a column
    return matching >= len(labels)


def continues_head(cells: Sequence[str], above: Sequence[Sequence[str]], forms: UsualForms) -> bool:
    """Answer whether a record belongs to the head whose lines `above` are; otherwise the data begin with it.

    Below a head that names all columns only units, a numbering or a second line of names may follow: a record with
    signs for "no value", empty cells or "<5" where numbers are usual is data.
    """
    if _is_counted(cells, forms):
        return True
    matching, labels, markers = _sort_cells(cells, forms)
    if matching:
        return matching < len(labels)
    if _are_units(cells, labels):
        return True
    if any(not labels or cell not in CROSSES for cell in markers):  # beside "y", "x" names a column
        return False
    if all(map(_LIMIT.fullmatch, labels)):
        return _fills_merged(cells, above, forms)
    texts = [column for column, usual in forms.items() if not usual.is_typed]
    if texts and not any(_cell(cells, column) for column in texts):
        return True
    return not _names_all(above, forms) or _are_names(cells, forms)


def is_numbering(cells: Sequence[str]) -> bool:
    """Answer whether a record counts its columns: "1;2;3;4" stands below the head of many official tables."""
    found = [cell.strip().strip("()") for cell in cells if cell.strip()]
    return len(found) > 2 and found == [str(number) for number in range(1, len(found) + 1)]


def _is_counted(cells: Sequence[str], forms: UsualForms) -> bool:
    # "1;2;3;4" is data where all its columns are numbers.
    filled = [column for column, cell in enumerate(cells) if cell.strip()]
    numbers = all(column in forms and forms[column].form is CellForm.NUMBER for column in filled)
    return is_numbering(cells) and not numbers


def _sort_cells(cells: Sequence[str], forms: UsualForms) -> Tuple[int, List[str], List[str]]:
    """Part the filled cells of typed columns: number of those as usual, all others, and signs for "no value"."""
    matching, labels, markers = 0, [], []
    for column, usual in forms.items():
        cell = _cell(cells, column)
        form = form_of(cell)
        if not usual.is_typed or form is CellForm.EMPTY:
            continue
        if form is CellForm.MARKER:
            markers.append(cell)
        elif form is usual.form and (form is not CellForm.NUMBER or usual.has_years or not _YEAR.fullmatch(cell)):
            matching += 1
        else:
            labels.append(cell)
    return matching, labels, markers


def _are_units(cells: Sequence[str], labels: Sequence[str]) -> bool:
    if not labels:
        return False
    filled = [cell.strip() for cell in cells if cell.strip()]
    return all(UNIT.fullmatch(cell) for cell in labels) or all(_BRACKETED.fullmatch(cell) for cell in filled)


def _cell(cells: Sequence[str], column: int) -> str:
    return cells[column].strip() if column < len(cells) else ""


def _fills_merged(cells: Sequence[str], above: Sequence[Sequence[str]], forms: UsualForms) -> bool:
    """Answer whether a record names parts of a cell that was merged across columns: empty, with a text to its left."""
    for column in forms:
        is_open = not any(_cell(one, column) for one in above)
        if is_open and column and _cell(cells, column) and any(_cell(one, column - 1) for one in above):
            return True
    return False


def _names_all(above: Sequence[Sequence[str]], forms: UsualForms) -> bool:
    """Answer whether the lines of a head name all columns with values, and none as another."""
    names = [" ".join(_cell(one, column) for one in above).strip().casefold() for column in forms]
    return all(names) and len(set(names)) == len(names)


def _are_names(cells: Sequence[str], forms: UsualForms) -> bool:
    """Answer whether a record names all columns once more, in another language or as codes."""
    names = [_cell(cells, column).casefold() for column in forms]
    typed = sum(1 for usual in forms.values() if usual.is_typed)
    return typed >= _FEWEST_NAMES and len(set(names)) == len(names) and all(map(_NAME.fullmatch, names))
