# SPDX-License-Identifier: GPL-2.0-or-later
"""The rows of a table as offices send it (see `core.catalogue.tables`), every cell as text."""

from __future__ import annotations

from dataclasses import replace
from typing import Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.encoding import open_lines
from ruhr_smartcity_plugin.core.catalogue.tables.records import read_batches
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource, readable
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding, understand
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.import_mapping import suggest_mapping
from ruhr_smartcity_plugin.core.projects.importing import SourceRow
from ruhr_smartcity_plugin.translation import tr

# A table of projects is made by hand: more rows than this are something else.
MOST_ROWS = 50_000
_MOST_ABOVE = 5  # rows that may stand above heads nobody could tell from cells


def read_table(source: TableSource) -> Tuple[List[str], List[SourceRow]]:
    """Return the heads of the columns and the rows. Raises InputError if it is no table."""
    table = understand(source)
    heads = _heads_of(table)
    rows = []
    with source.open() as file, readable(source.name):
        for line, cells, fault in _data_rows(open_lines(file, table.encoding.value), table):
            if len(rows) == MOST_ROWS:
                raise InputError(tr("The file “{name}” has more than {count} rows: no list of projects.").format(
                    name=source.name, count=MOST_ROWS))
            rows.append(SourceRow(line, dict(zip(heads, cells)), fault=fault))
    return _with_heads(heads, rows)


def _heads_of(table: Understanding) -> List[str]:
    """Return the heads; of two lines ("Project" over "Title") the second, if the register knows that and not both."""
    heads = [one.title or one.field for one in table.columns]
    last = [one.strip() for one in table.head.value.rows[-1].cells[:table.width]] if table.head.value.rows else []
    if "title" in suggest_mapping(heads) or "title" not in suggest_mapping(last):
        return heads
    return last if all(last) and len(set(last)) == len(heads) else heads


def _with_heads(heads: List[str], rows: List[SourceRow]) -> Tuple[List[str], List[SourceRow]]:
    """A list with few rows shows no difference between heads and cells; heads the register knows are heads."""
    if "title" in suggest_mapping(heads):
        return heads, rows
    for number, row in enumerate(rows[:_MOST_ABOVE]):
        cells = list(row.cells.values())
        if "title" in suggest_mapping(cells) and all(cells) and len(set(cells)) == len(heads):
            return cells, [replace(one, cells=dict(zip(cells, one.cells.values()))) for one in rows[number + 1:]]
    return heads, rows


def _data_rows(lines: Iterator[str], table: Understanding) -> Iterator[Tuple[int, List[str], str]]:
    """Return line, cells and what is wrong with the row as a whole; empty rows are left out."""
    first = table.head.value.data_line
    for batch in read_batches(lines, table.form.value, table.width):
        for line, row, raw in zip(batch.line_numbers, batch.rows, batch.raws):
            cells = [one.strip() for one in row]
            if line >= first and (any(cells) if cells else raw.strip()):
                yield line, cells or [raw.strip()], _fault_of(cells, table.width)


def _fault_of(cells: Sequence[str], width: int) -> str:
    if not cells:
        return tr("A quotation mark in this row is opened and never closed.")
    if any(cells[width:]):
        return tr("The row has more cells than the table has columns. Put quotation marks around texts with the "
                  "separator in them.")
    return ""
