# SPDX-License-Identifier: GPL-2.0-or-later
"""How a table is laid out: delimiter, number of columns, title lines before the head, lines of the head."""

from __future__ import annotations

import io
import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import Dict, Iterable, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import form_of
from ruhr_smartcity_plugin.core.catalogue.tables.head_rows import (
    TYPED,
    Usual,
    continues_head,
    is_first_data,
    is_numbering,
    usual_forms,
)
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.records import Form, read_batches
from ruhr_smartcity_plugin.translation import tr

DELIMITERS = (";", ",", "\t", "|", " ")
_SAMPLE_ROWS = 2000
_MOST_HEAD_ROWS = 5
_LOOK_AT = 120  # records in which the head must begin
# At the beginning of a cell: "Stand: 01.03.2024" is a title, "Bevölkerung (Stand 2024)" a head over several columns.
_PROLOGUE = re.compile(r"\s*(?:(?:stand|quelle|stichtag|datum|herausgeber|erstellt|tabelle)\b|©)", re.IGNORECASE)
_SEPARATOR_LINE = re.compile(r"sep=(.)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Row:
    """A record of the sample: line number (0 where unknown) and cells."""

    line: int
    cells: Tuple[str, ...]

    @property
    def filled(self) -> int:
        """Number of cells with something in them."""
        return sum(1 for cell in self.cells if cell.strip())


@dataclass(frozen=True)
class Sample:
    """Records from the head of a file, with line numbers, and from its middle and tail, without."""

    head: Tuple[Row, ...]
    rest: Tuple[Row, ...]

    def rows(self) -> Tuple[Row, ...]:
        """Return all of them."""
        return (*self.head, *self.rest)


@dataclass(frozen=True)
class Head:
    """`first_line` is the line (from 1) of the first head record, 0 for a table without; `rows` are its records.

    `data_line` is the line from which on records are data.
    """

    first_line: int
    rows: Tuple[Row, ...]
    data_line: int


def take_sample(texts: Sequence[str], form: Form) -> Sample:
    """Read records from the pieces of a file; cut records at the ends of pieces are left out."""
    head = _rows(texts[0], form, drop_first=False, drop_last=len(texts) > 1) if texts else []
    rest: List[Row] = []
    for index, text in enumerate(texts[1:], start=1):
        rows = _rows(text, form, drop_first=True, drop_last=index < len(texts) - 1)
        rest += [Row(0, row.cells) for row in rows]
    return Sample(tuple(head), tuple(rest))


def _rows(text: str, form: Form, *, drop_first: bool, drop_last: bool) -> List[Row]:
    # The lines that `open_lines` gives; `splitlines` would part them at form feeds and the like, too.
    batch = next(read_batches(io.StringIO(text, newline=""), form, size=_SAMPLE_ROWS), None)
    if batch is None:
        return []
    rows = [Row(line, tuple(cells)) for line, cells in zip(batch.line_numbers, batch.rows)]
    if drop_last and len(rows) < _SAMPLE_ROWS:
        rows = rows[:-1]
    return rows[1:] if drop_first else rows


def judge_form(texts: Sequence[str]) -> Judged[Form]:
    """Return by which sign the cells are parted and how they are quoted."""
    stated = _SEPARATOR_LINE.match(texts[0].lstrip("\ufeff")) if texts else None
    if stated:
        return Judged(Form(stated[1]), Sureness.CERTAIN, tr("The first line says so."))
    quote = _judge_quote("".join(texts))
    scores = {sign: _evenness(texts, Form(sign, quote)) for sign in DELIMITERS}
    best, (share, width) = max(scores.items(), key=lambda one: _score(*one))
    if width < 2 or share < 0.3:
        return Judged(Form("", quote), Sureness.LIKELY, tr("No sign parts the lines evenly: one column."))
    sure = Sureness.CERTAIN if share > 0.9 and best != " " else Sureness.LIKELY
    why = tr("It parts {percent} % of the lines into {count} cells.")
    return Judged(Form(best, quote), sure, why.format(percent=round(share * 100), count=width))


def _score(sign: str, share_and_width: Tuple[float, int]) -> float:
    share, width = share_and_width
    # A comma may be the decimal sign and a blank part of texts: what is rarely anything else goes first.
    trust = {",": 0.55, " ": 0.2}.get(sign, 1.0)
    return 0.0 if width < 2 else trust * share * share * (1.0 + math.log2(width) / 4.0)


def _evenness(texts: Sequence[str], form: Form) -> Tuple[float, int]:
    """Return which share of the records has the usual number of cells, and that number."""
    counts = Counter(len(row.cells) for row in take_sample(texts, form).rows() if row.filled)
    if not counts:
        return 0.0, 0
    width = usual_width(counts)
    return counts[width] / sum(counts.values()), width


def usual_width(counts: Counter) -> int:
    """Return the number of cells that table rows have: titles and foot notes have one, however many there are."""
    return max(counts, key=lambda width: (counts[width] * min(width - 1, 8), width)) if counts else 0


def _judge_quote(text: str) -> str:
    if '"' in text:
        return '"'
    apostrophes = len(re.findall(r"(?:^|[;,\t|\n])'[^'\n]*'(?=[;,\t|\r\n]|$)", text))
    return "'" if apostrophes >= 4 else '"'


def judge_head(sample: Sample, width: int, first_line: int | None = None, count: int | None = None) -> Judged[Head]:
    """Return where the head is. `first_line` (0: there is none) and `count` are the user's choice."""
    if first_line is not None:
        return _chosen_head(sample, first_line, count or 1)
    start = _find_start(sample, width)
    if start is None:
        return Judged(Head(0, (), 1), Sureness.GUESSED, tr("There is no head line."))
    forms = _column_forms(sample, start, width)
    rows: List[Row] = []
    for row in sample.head[start:start + _MOST_HEAD_ROWS]:
        if not row.filled:
            continue
        above = [one.cells for one in rows]
        if not continues_head(row.cells, above, forms) if above else is_first_data(row.cells, forms):
            break
        rows.append(row)
    if not any(usual.is_typed for usual in forms.values()):
        return _head_of_texts(sample, start, width)
    if not rows:
        line = sample.head[start].line
        return Judged(Head(0, (), line), Sureness.LIKELY, tr("The first line with all columns holds data already."))
    last = sample.head.index(rows[-1])
    sure, why = Sureness.CERTAIN, tr("Its cells are texts where numbers or dates stand below.")
    if len(rows) > 1:
        sure = Sureness.LIKELY
        why = tr("Lines {first} to {last} are read as the head, the data begin below.").format(
            first=rows[0].line, last=rows[-1].line)
    return Judged(Head(rows[0].line, _without_numbering(rows), _line_after(sample, last)), sure, why)


def _chosen_head(sample: Sample, first_line: int, count: int) -> Judged[Head]:
    if first_line <= 0:
        filled = [row for row in sample.head if row.filled]
        return Judged(Head(0, (), filled[0].line if filled else 1), Sureness.CHOSEN)
    rows = [row for row in sample.head if row.line >= first_line][:count]
    if not rows:
        return Judged(Head(0, (), 1), Sureness.GUESSED, tr("The file has no line {line}.").format(line=first_line))
    return Judged(Head(rows[0].line, tuple(rows), _line_after(sample, sample.head.index(rows[-1]))), Sureness.CHOSEN)


def count_above(sample: Sample, head: Head) -> int:
    """Return how many records with something in them stand above the head, or above the data where there is none."""
    begin = head.first_line or head.data_line
    return sum(1 for row in sample.head if row.filled and row.line < begin and not _is_separator_line(row))


def _is_separator_line(row: Row) -> bool:
    return bool(row.line == 1 and _SEPARATOR_LINE.match("".join(row.cells[:1]) + "; "))


def _line_after(sample: Sample, index: int) -> int:
    if index + 1 < len(sample.head):
        return sample.head[index + 1].line
    return sample.head[index].line + 1


def _find_start(sample: Sample, width: int) -> int | None:
    """Return the place of the first record that is no title line."""
    indent = indent_of(row.cells for row in sample.rows() if row.filled)
    for index, row in enumerate(sample.head[:_LOOK_AT]):
        if _is_separator_line(row):
            continue
        if width <= 1 and row.filled:
            return index
        if len(row.cells) < max(2, width - 1) or not row.filled:
            continue
        only_title = row.filled == 1 and "".join(row.cells[:indent + 1]).strip() and width - indent > 2
        if not only_title and not _is_prologue(sample, index, width, indent):
            return index
    return None


def indent_of(rows: Iterable[Sequence[str]]) -> int:
    """Return how many columns before the first one with a value are empty in all rows: many sheets begin with B."""
    return min((next((place for place, cell in enumerate(cells) if cell.strip()), 0) for cells in rows), default=0)


def _is_prologue(sample: Sample, index: int, width: int, indent: int) -> bool:
    """Answer whether a record of two cells ("Baumkataster;Stand: 01.03.2024") stands above the head as a title.

    Below it all columns have a head of their own, and a blank record lies between, or its words say what it is. Where
    heads of equal words are told apart by it, it is a part of the head: cells merged across columns.
    """
    row = sample.head[index]
    if row.filled != 2 or width - indent < 3 or not "".join(row.cells[:indent + 1]).strip():
        return False
    is_parted = False
    for below in sample.head[index + 1:index + 1 + _MOST_HEAD_ROWS]:
        if below.filled >= max(3, width - indent - 1):
            is_head = not is_numbering(below.cells) and not any(form_of(cell) in TYPED for cell in below.cells)
            return is_head and not _tells_apart(row, below) and (is_parted or _says_title(row))
        is_parted |= not below.filled
    return False


def _says_title(row: Row) -> bool:
    """Answer whether the words of a record are those of a title, and not of a head over several columns."""
    return any(_PROLOGUE.match(cell) for cell in row.cells) or re.search(r":\s", row.cells[0]) is not None


def _tells_apart(groups: Row, heads: Row) -> bool:
    """Answer whether heads of equal words differ by the merged cell above them."""
    names = [cell.strip().casefold() for cell in heads.cells]
    above, carried = [], ""
    for cell in (*groups.cells, *[""] * len(names)):
        carried = cell.strip() or carried
        above.append(carried)
    return len(set(names)) < len(names) == len(set(zip(names, above)))


def _column_forms(sample: Sample, start: int, width: int) -> Dict[int, Usual]:
    """Return the usual form of each column in the data, looked for where the head surely is not."""
    # The later two thirds of what follows; of a short table at least the last row.
    following = [row for row in sample.head[start + 1:] if len(row.cells) == width and row.filled > width / 3]
    body = following[len(following) // 3:] + [row for row in sample.rest if len(row.cells) == width]
    return usual_forms([row.cells for row in body[:600]], width)


def _without_numbering(rows: Sequence[Row]) -> Tuple[Row, ...]:
    """Leave out "1;2;3;4", which stands below the head of many official tables."""
    return tuple(row for row in rows if not is_numbering(row.cells)) or tuple(rows)


def _head_of_texts(sample: Sample, start: int, width: int) -> Judged[Head]:
    """Judge a table of texts only: a head has different words, and none of them recurs below."""
    first = sample.head[start]
    cells = [cell.strip().lower() for cell in first.cells]
    body = [row.cells for row in (*sample.head[start + 1:], *sample.rest) if len(row.cells) == width]
    recurs = any(cell and any(column < len(row) and row[column].strip().lower() == cell for row in body)
                 for column, cell in enumerate(cells))
    filled = [cell for cell in cells if cell]
    if len(set(filled)) == len(filled) and not recurs and filled:
        return Judged(Head(first.line, (first,), _line_after(sample, start)), Sureness.LIKELY,
                      tr("All columns are text; the words of this line do not recur below."))
    return Judged(Head(0, (), first.line), Sureness.GUESSED, tr("There is no head line: its words recur below."))


def column_titles(rows: Sequence[Row], width: int) -> List[str]:
    """Return one title per column; several head lines are joined, cells merged across columns count for each.

    >>> column_titles([Row(1, ("", "Bevölkerung", "")), Row(2, ("AGS", "m", "w"))], 3)
    ['AGS', 'Bevölkerung m', 'Bevölkerung w']
    """
    parts: List[List[str]] = [[] for _ in range(width)]
    for index, row in enumerate(rows):
        cells = [" ".join(cell.split()) for cell in row.cells[:width]]
        cells += [""] * (width - len(cells))
        below = [row_below.cells for row_below in rows[index + 1:]]
        carried = ""
        for column, cell in enumerate(cells):
            carried = cell or carried
            has_more = any(column < len(one) and one[column].strip() for one in below)
            text = cell or (carried if has_more and below else "")
            if text and text not in parts[column]:
                parts[column].append(text)
    return [" ".join(one) for one in parts]
