# SPDX-License-Identifier: GPL-2.0-or-later
"""What was understood of a table: every part of it can be changed by the user, and is then judged anew."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from typing import Dict, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.columns import Column, ColumnKind, judge_columns
from ruhr_smartcity_plugin.core.catalogue.tables.decimal_signs import usual_decimal_sign
from ruhr_smartcity_plugin.core.catalogue.tables.encoding import decode_piece, judge_encoding
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.layout import (
    Head,
    Sample,
    column_titles,
    count_above,
    indent_of,
    judge_form,
    judge_head,
    take_sample,
    usual_width,
)
from ruhr_smartcity_plugin.core.catalogue.tables.place_search import PlaceSearch
from ruhr_smartcity_plugin.core.catalogue.tables.placing import Placing, PlacingKind
from ruhr_smartcity_plugin.core.catalogue.tables.records import Form
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

_MOST_COLUMNS = 1500
_NO_TABLES = ((b"PK\x03\x04", "zip"), (b"%PDF", "pdf"), (b"SQLite format 3", "sqlite"), (b"\x1f\x8b", "gzip"),
              (b"\xd0\xcf\x11\xe0", "ole"), (b"\x89PNG", "png"))


@dataclass(frozen=True)
class Understanding:
    """A table understood. `optional_tail` is how many cells may lack at the end of a row (spreadsheets cut them).

    `title_lines` is how many lines with something in them stand above the head.
    """

    choices: Choices
    encoding: Judged[str]
    form: Judged[Form]
    head: Judged[Head]
    width: int
    columns: Tuple[Column, ...]
    decimal: str
    placing: Judged[Placing]
    optional_tail: int = 0
    title_lines: int = 0

    def kept_columns(self) -> Tuple[Column, ...]:
        """Return the columns that come into the layer."""
        return tuple(column for column in self.columns if not column.is_empty)

    def place_titles(self) -> Tuple[str, ...]:
        """Return the titles of the columns that hold the places."""
        by_index = {column.index: column.title or column.field for column in self.columns}
        return tuple(by_index[index] for index in self.placing.value.columns)


def understand(source: TableSource, choices: Choices = AS_JUDGED, misled: Sequence[str] = ()) -> Understanding:
    """Judge a table by its head, middle and tail; the columns `misled` become text.

    Raises
    ------
    InputError
        The file cannot be read, is empty or is no table.
    """
    pieces = source.pieces()
    _refuse_others(source.name, pieces[0])
    encoding = Judged(choices.encoding, Sureness.CHOSEN) if choices.encoding else judge_encoding(pieces)
    texts = _texts(pieces, encoding.value)
    if not any(text.strip() for text in texts):
        raise InputError(tr("The file “{name}” is empty.").format(name=source.name))
    form = judge_form(texts)
    if choices.delimiter is not None:
        form = Judged(Form(choices.delimiter, form.value.quote), Sureness.CHOSEN)
    sample = take_sample(texts, form.value)
    width = usual_width(Counter(len(row.cells) for row in sample.rows() if row.filled))
    head = judge_head(sample, width, choices.head_line, choices.head_count)
    if not 0 < width <= _MOST_COLUMNS:
        raise InputError(tr("“{name}” has no rows that could be read as a table.").format(name=source.name),
                         f"width {width}")
    return _complete(source, sample, width, choices, encoding, form, head, misled)


def _complete(source: TableSource, sample: Sample, width: int, choices: Choices, encoding: Judged[str],
              form: Judged[Form], head: Judged[Head], misled: Sequence[str]) -> Understanding:
    rows = _data_rows(sample, head.value, width)
    titles = _unique_titles(column_titles(head.value.rows, width))
    columns = judge_columns(titles, rows, choices.kinds, misled, source.number_columns, source.mixed_columns)
    cells = {column.index: [row[column.index].strip() for row in rows] for column in columns}
    decimal = choices.decimal or usual_decimal_sign(list(cells.values()))
    if choices.decimal:
        columns = tuple(_with_decimal(column, choices) for column in columns)
    tail = 0
    while tail < width - 1 and any(not row[width - 1 - tail].strip() for row in rows):
        tail += 1
    return Understanding(choices, encoding, form, head, width, columns, decimal,
                         _judge_placing(columns, cells, choices), tail, count_above(sample, head.value))


def _with_decimal(column: Column, choices: Choices) -> Column:
    if column.kind is not ColumnKind.DECIMAL or column.title in choices.kinds or not column.decimal:
        return column
    return replace(column, decimal=choices.decimal, has_both_signs=False, sure=Sureness.CHOSEN, why="")


def _refuse_others(name: str, head: bytes) -> None:
    """Say what a file is that is no table of text."""
    kind = next((kind for start, kind in _NO_TABLES if head.startswith(start)), "")
    start = head.lstrip(b"\xef\xbb\xbf \r\n\t")[:200].lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head")):
        raise InputError(tr("“{name}” is a web page and no table. Open its address in the browser.").format(name=name))
    if kind or start.startswith((b"<?xml", b'{"')):
        raise InputError(tr("“{name}” is no table of text. Check the format of the file.").format(name=name),
                         kind or "XML or JSON")


def _texts(pieces: Sequence[bytes], encoding: str) -> Tuple[str, ...]:
    # The mark at the start is only in the first piece; without it the others would be read in the wrong order.
    if encoding == "utf-16" and len(pieces) > 1:
        other = "utf-16-be" if pieces[0].startswith(b"\xfe\xff") else "utf-16-le"
        return (decode_piece(pieces[0], encoding), *(decode_piece(one, other) for one in pieces[1:]))
    return tuple(decode_piece(one, encoding) for one in pieces)


def _data_rows(sample: Sample, head: Head, width: int) -> List[Tuple[str, ...]]:
    last = head.rows[-1].cells if head.rows else ()
    rows = [row for row in sample.head if row.line >= head.data_line]
    indent = indent_of(row.cells for row in sample.rows() if row.filled)
    return [row.cells for row in (*rows, *sample.rest)
            if len(row.cells) == width and row.filled and row.cells != last and not _is_note(row.cells[indent:])]


def _is_note(cells: Sequence[str]) -> bool:
    return len(cells) > 2 and bool(cells[0].strip()) and not any(cell.strip() for cell in cells[1:])


def _unique_titles(titles: Sequence[str]) -> List[str]:
    """Tell repeated heads apart ("Anzahl", "Anzahl (2)"): choices and aliases go by title."""
    found: Dict[str, int] = {}
    unique = []
    for title in titles:
        found[title] = found.get(title, 0) + 1
        unique.append(f"{title} ({found[title]})" if title and found[title] > 1 else title)
    return unique


def _judge_placing(columns: Tuple[Column, ...], cells: Dict[int, List[str]], choices: Choices) -> Judged[Placing]:
    search = PlaceSearch(columns, cells)
    if choices.placing is None:
        found = search.search()
        if not choices.crs and not choices.level:
            return found
        kind, indices = found.value.kind, found.value.columns
    else:
        kind = choices.placing
        by_title = {column.title or column.field: column.index for column in columns}
        indices = tuple(by_title[title] for title in choices.place_columns if title in by_title)
    return _chosen_placing(search, kind, indices, choices)


def _chosen_placing(search: PlaceSearch, kind: PlacingKind, indices: Tuple[int, ...],
                    choices: Choices) -> Judged[Placing]:
    found: Judged[Placing] | None = None
    if kind is PlacingKind.POINTS and len(indices) == 2:
        found = search.points(indices[0], indices[1], choices.crs)
    elif kind is PlacingKind.PAIR and indices:
        found = search.pair(indices[0], choices.crs)
    elif kind is PlacingKind.WKT and indices:
        found = search.wkt(indices[0], choices.crs)
    elif kind is PlacingKind.AREAS and indices:
        found = search.areas(indices[0], choices.level)
    elif kind is PlacingKind.NONE:
        return Judged(Placing(), Sureness.CHOSEN)
    if found is None:
        return Judged(Placing(), Sureness.GUESSED, tr("The chosen columns hold no places that can be read."))
    return Judged(found.value, Sureness.CHOSEN, found.why)
