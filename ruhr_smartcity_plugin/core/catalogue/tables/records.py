# SPDX-License-Identifier: GPL-2.0-or-later
"""The records of a table with their line numbers and raw texts, in batches; a quote left open costs one line only."""

from __future__ import annotations

import csv
import re
from collections import deque
from dataclasses import dataclass, field
from typing import Deque, Iterable, Iterator, List

BATCH_ROWS = 20_000
# A quoted text longer than this is no text but a quote that was never closed.
_MOST_LINES = 200
# Polygons as text are longer than the module's limit of 128 KB.
_LONGEST_CELL = 64 * 1024 * 1024
_TEXT_FORMULA = re.compile(r'="([^"]*)"')


@dataclass(frozen=True)
class Form:
    """How cells are parted: delimiter ("" for a table of one column) and quote."""

    delimiter: str = ";"
    quote: str = '"'


@dataclass
class Batch:
    """Records one after the other; a row without cells was cut off by a quote that is never closed.

    `line_numbers` count from 1 as an editor does and name the first line of a record.
    """

    line_numbers: List[int] = field(default_factory=list)
    rows: List[List[str]] = field(default_factory=list)
    raws: List[str] = field(default_factory=list)


class _OpenQuoteError(Exception):
    """A record does not end."""


class _LineFeed:
    """Hands lines to the reader and remembers those of the record that is being read."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self._back: Deque[str] = deque()
        self.taken: List[str] = []

    def __iter__(self) -> _LineFeed:
        return self

    def __next__(self) -> str:
        line = self._back.popleft() if self._back else next(self._lines)
        if "\0" in line:
            line = line.replace("\0", "")
        self.taken.append(line)
        if len(self.taken) > _MOST_LINES:
            raise _OpenQuoteError
        return line

    def give_back_rest(self) -> str:
        """Keep the first line of the record and let the others be read again."""
        first, *rest = self.taken
        self._back.extendleft(reversed(rest))
        self.taken.clear()
        return first


def read_batches(lines: Iterable[str], form: Form, width: int = 0, size: int = BATCH_ROWS) -> Iterator[Batch]:
    """Return the records of `lines`, at most `size` in a batch.

    `width` is the number of cells a record should have, 0 if it is not known yet: a record over several lines with
    another number comes from a stray quote, so its first line is set apart and the others are read again.
    """
    csv.field_size_limit(max(csv.field_size_limit(), _LONGEST_CELL))
    feed = _LineFeed(lines)
    batch, number = Batch(), 1
    reader = _reader(feed, form)
    while True:
        try:
            for row in reader:
                taken = feed.taken
                if '="' in taken[0]:
                    row = [_without_formula(cell) for cell in row]
                if len(taken) > 1 and _is_stray(row, taken, form, width):
                    raise _OpenQuoteError
                batch.line_numbers.append(number)
                batch.rows.append(row)
                batch.raws.append(taken[0] if len(taken) == 1 else "".join(taken))
                number += len(taken)
                taken.clear()
                if len(batch.rows) >= size:
                    yield batch
                    batch = Batch()
            break
        except (_OpenQuoteError, csv.Error):
            if not feed.taken:
                break
            batch.line_numbers.append(number)
            batch.rows.append([])
            batch.raws.append(feed.give_back_rest())
            number += 1
            reader = _reader(feed, form)
    if batch.rows:
        yield batch


def _without_formula(cell: str) -> str:
    """Return the text of ="05911000", which keeps a spreadsheet from dropping the zero."""
    match = _TEXT_FORMULA.fullmatch(cell.strip())
    return match[1] if match else cell


def _is_stray(row: List[str], taken: List[str], form: Form, width: int) -> bool:
    if width and len(row) != width:
        return True
    return "".join(taken).count(form.quote) % 2 == 1  # the file ended inside the quotes


def _reader(feed: _LineFeed, form: Form) -> Iterator[List[str]]:
    # A file of one column has no delimiter; this character does not occur in texts.
    return csv.reader(feed, delimiter=form.delimiter or "\x1f", quotechar=form.quote, doublequote=True,
                      skipinitialspace=form.delimiter == " ")
