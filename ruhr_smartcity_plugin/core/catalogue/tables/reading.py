# SPDX-License-Identifier: GPL-2.0-or-later
"""A table read as it was understood, in parts; what does not fit is listed with its line and never dropped."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Dict, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.column_values import ColumnValues, read_column
from ruhr_smartcity_plugin.core.catalogue.tables.encoding import open_lines
from ruhr_smartcity_plugin.core.catalogue.tables.places import Places, place_rows
from ruhr_smartcity_plugin.core.catalogue.tables.records import Batch, read_batches
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource, readable
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# So many rejects are kept for the list; all of them are counted, and `all_rejects` reads them again.
MOST_REJECTS = 2_000
_MOST_PENDING = 200
_LONGEST_RAW = 2_000
_LONGEST_LAST = 80
_MOST_CUT_WORDS = 4
_NOTE = re.compile(
    r"quelle|stand\b|©|\(c\)|copyright|anmerkung|hinweis|zeichenerkl|legende|fu(?:ß|ss)note|datenlizenz|lizenz"
    r"|herausgeber|erstellt|\d\)|\*|datenquelle", re.IGNORECASE)


@dataclass(frozen=True)
class Reject:
    """A row that does not fit: line in the file (from 1), a sentence, and the line as it stands there."""

    line: int
    reason: str
    raw: str


@dataclass
class Tally:
    """Counts of a table; `good` + `without_place` + `rejected` = `rows`.

    In a table without places all rows that fit are `good`. `outside` of the good ones lie outside the Ruhr,
    `repaired` were corrected. Blank lines, repeated heads and foot notes are no rows.
    """

    rows: int = 0
    good: int = 0
    without_place: int = 0
    rejected: int = 0
    blank_lines: int = 0
    repeated_heads: int = 0
    foot_lines: int = 0
    repaired: int = 0
    outside: int = 0
    #: Cells that do not fit, by title of the column.
    misfits: Dict[str, int] = field(default_factory=dict)
    #: Text of the last line if it was taken for a foot note without saying so: perhaps a row that was cut off.
    last_line: str = ""


@dataclass(frozen=True)
class Part:
    """Rows that fit, in the order of the file: values by column (as `kept_columns`) and their places."""

    line_numbers: List[int]
    columns: Tuple[ColumnValues, ...]
    places: Places


class TableReading:
    """One pass through a table. `tally` and `rejects` are complete when `parts` has come to its end."""

    def __init__(self, source: TableSource, understanding: Understanding, progress: Progress = SILENT,
                 keep_rejects: int = MOST_REJECTS) -> None:
        self.tally = Tally()
        self.rejects: List[Reject] = []
        self._source, self._table, self._progress, self._most = source, understanding, progress, keep_rejects
        self._head = [cell.strip() for cell in understanding.head.value.rows[-1].cells] \
            if understanding.head.value.rows else None
        self._pending: List[Tuple[int, List[str], str]] = []
        self._kept = understanding.kept_columns()
        self._indent = next((column.index for column in understanding.columns if not column.is_empty), 0)
        self._dropped = [column.index for column in understanding.columns if column.is_empty]

    def parts(self, most_rows: int = 0) -> Iterator[Part]:
        """Read the table; stops early after about `most_rows` rows if given.

        Raises CancelledError, and InputError where the file cannot be read any more.
        """
        table, size = self._table, max(self._source.size, 1)
        batch_size = min(most_rows * 2, 20_000) if most_rows else 20_000
        with self._source.open() as file, readable(self._source.name):
            lines = open_lines(file, table.encoding.value)
            for batch in read_batches(lines, table.form.value, table.width, batch_size or 20_000):
                stop_if_cancelled(self._progress)
                # The position runs a little ahead of what was read, which does not matter for a bar.
                self._progress.report(min(0.99, (file.tell() if not file.closed else size) / size))
                part = self._part(batch)
                if part is not None:
                    yield part
                if most_rows and self.tally.rows >= most_rows:
                    return
        self._count_notes()

    def _count_notes(self) -> None:
        if self._pending and _is_cut_off(*self._pending[-1][1:]):
            line, _row, raw = self._pending.pop()
            self._reject(line, tr("The file ends in the middle of this row: it seems to have been cut off."), raw)
        self.tally.foot_lines += len(self._pending)
        last = _only_cell(self._pending[-1][1]) if self._pending else ""
        if last.strip("_-=* ") and not _NOTE.match(last):
            self.tally.last_line = last[:_LONGEST_LAST]
        self._pending.clear()

    def finish(self) -> Tally:
        """Read all parts without keeping them, for the counts."""
        for _part in self.parts():
            continue
        return self.tally

    def _part(self, batch: Batch) -> Part | None:
        lines, rows, raws = self._sift(batch)
        if not rows:
            return None
        cells = [[cell.strip() for cell in column] for column in zip(*rows)]
        columns = {one.index: read_column(one, cells[one.index]) for one in self._kept}
        refused: Dict[int, str] = {}
        for column in self._kept:
            for place in columns[column.index].bad:
                title = column.title or column.field
                self.tally.misfits[title] = self.tally.misfits.get(title, 0) + 1
                refused.setdefault(place, _misfit(title, column.kind.title(), cells[column.index][place]))
        for index in self._dropped:
            for place, cell in enumerate(cells[index]):
                if cell:
                    refused.setdefault(place, tr("There is a value in column {number}, which has no head.").format(
                        number=index + 1))
        places = place_rows(self._table, columns, cells)
        for place, reason in places.refused.items():
            refused.setdefault(place, reason)
        return self._accepted(lines, raws, columns, places, refused)

    def _accepted(self, lines: List[int], raws: List[str], columns: Dict[int, ColumnValues], places: Places,
                  refused: Dict[int, str]) -> Part:
        for place in sorted(refused):
            self._reject(lines[place], refused[place], raws[place])
        kept = [place for place in range(len(lines)) if place not in refused] if refused else None
        values = tuple(columns[column.index].only(kept) for column in self._kept)
        places = places.only(kept)
        numbers = lines if kept is None else [lines[place] for place in kept]
        placed = places.count_placed(len(numbers))
        self.tally.good += placed
        self.tally.without_place += len(numbers) - placed
        self.tally.outside += places.outside
        self.tally.repaired += places.repaired
        self.tally.rows += len(numbers)
        return Part(numbers, values, places)

    def _sift(self, batch: Batch) -> Tuple[List[int], List[List[str]], List[str]]:
        """Part rows of data from heads, blank lines, notes and rows of another width."""
        table, width = self._table, self._table.width
        first, indent = table.head.value.data_line, self._indent
        found: Tuple[List[int], List[List[str]], List[str]] = ([], [], [])
        for line, row, raw in zip(batch.line_numbers, batch.rows, batch.raws):
            if line < first:
                continue
            if len(row) == width and width > 1 and any(row[indent + 1:]) and (
                    row != self._head or row[indent].strip() == ""):
                if self._pending:
                    self._release(found)
                _take(found, line, row, raw)
            else:
                self._sift_odd(found, line, row, raw)
        return found

    def _sift_odd(self, found: Tuple[List[int], List[List[str]], List[str]], line: int, row: List[str],
                  raw: str) -> None:
        filled = sum(1 for cell in row if cell.strip())
        if not filled and not raw.strip(' ;,|"\t\r\n\x1a\ufeff'):
            self.tally.blank_lines += 1
        elif self._head is not None and [cell.strip() for cell in row] == self._head:
            self.tally.repeated_heads += 1
        elif filled == 1 and _may_be_note(row[min(self._indent, len(row) - 1):], self._table.width - self._indent):
            # A note at the end, or a broken row in the middle: what follows tells.
            self._pending.append((line, row, raw))
            if len(self._pending) > _MOST_PENDING:
                self._release(found)
        else:
            self._release(found)
            self._fit(found, line, row, raw)

    def _release(self, found: Tuple[List[int], List[List[str]], List[str]]) -> None:
        pending, self._pending = self._pending, []
        for line, row, raw in pending:
            self._fit(found, line, row, raw)

    def _fit(self, found: Tuple[List[int], List[List[str]], List[str]], line: int, row: List[str], raw: str) -> None:
        width, count = self._table.width, len(row)
        if not row:
            self._reject(line, tr("A quotation mark is opened and never closed."), raw)
        elif count == width:
            _take(found, line, row, raw)
        elif count < width and width - count <= self._table.optional_tail and count > 1:
            _take(found, line, [*row, *[""] * (width - count)], raw)
        elif count > width and not any(cell.strip() for cell in row[width:]):
            _take(found, line, row[:width], raw)
        elif count > width:
            self._reject(line, tr("The row has {count} cells instead of {width}: perhaps a text with the separator in "
                                  "it is not quoted.").format(count=count, width=width), raw)
        else:
            self._reject(line, tr("The row has {count} cells instead of {width}: perhaps a separator is missing."
                                  ).format(count=count, width=width), raw)

    def _reject(self, line: int, reason: str, raw: str) -> None:
        self.tally.rows += 1
        self.tally.rejected += 1
        if len(self.rejects) < self._most:
            self.rejects.append(Reject(line, reason, raw.rstrip("\r\n")[:_LONGEST_RAW]))


def _take(found: Tuple[List[int], List[List[str]], List[str]], line: int, row: List[str], raw: str) -> None:
    found[0].append(line)
    found[1].append(row)
    found[2].append(raw)


def _may_be_note(row: List[str], width: int) -> bool:
    """Answer whether a row with one filled cell reads like a foot note and not like a row that lacks its values."""
    text = row[0].strip()
    if not text or width < 2:
        return False
    if _NOTE.match(text) or not text.strip("_-=* "):
        return True
    return len(row) == 1 and width > 2 and any(sign.isalpha() for sign in text)


def _only_cell(row: List[str]) -> str:
    return "".join(row).strip()


def _is_cut_off(row: List[str], raw: str) -> bool:
    """Answer whether the last line of a file is the beginning of a row: without an end, and no sentence of a note."""
    text = _only_cell(row)
    is_note = _NOTE.match(text) or not text.strip("_-=* ") or text.endswith(".") or len(text.split()) > _MOST_CUT_WORDS
    return not is_note and not raw.endswith(("\n", "\r"))


def _misfit(title: str, kind: str, cell: str) -> str:
    return tr("Column “{column}”: “{value}” cannot be read as {kind}.").format(
        column=title, value=cell[:80], kind=kind)


def all_rejects(source: TableSource, understanding: Understanding, progress: Progress = SILENT) -> Sequence[Reject]:
    """Return every row that does not fit, in the order of the file."""
    reading = TableReading(source, understanding, progress, keep_rejects=10_000_000)
    reading.finish()
    return sorted(reading.rejects, key=lambda one: one.line)
