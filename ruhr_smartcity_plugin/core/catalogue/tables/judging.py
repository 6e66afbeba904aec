# SPDX-License-Identifier: GPL-2.0-or-later
"""A table judged as a whole: understood by samples, read through once, and corrected where the samples misled."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.choices import AS_JUDGED, Choices
from ruhr_smartcity_plugin.core.catalogue.tables.reading import Reject, TableReading, Tally
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from ruhr_smartcity_plugin.core.catalogue.tables.understanding import Understanding, understand
from ruhr_smartcity_plugin.core.progress import SILENT, Progress

PREVIEW_ROWS = 10
# A column of which more values do not fit was misjudged by its samples.
_MOST_MISFITS = 0.02


@dataclass(frozen=True)
class JudgedTable:
    """The result: what was understood, what it makes of each row, and the first rows that fit.

    `preview` holds rows of plain values, in the order of `understanding.kept_columns()`. `is_whole` False: only the
    first rows were read, so the counts are not those of the file.
    """

    source: TableSource
    understanding: Understanding
    tally: Tally
    rejects: Tuple[Reject, ...]
    preview: Tuple[Tuple[Any, ...], ...]
    is_whole: bool = True


def glance_at_table(source: TableSource, choices: Choices = AS_JUDGED) -> JudgedTable:
    """Understand a table and read its first rows only: enough to show something while `judge_table` works.

    Raises InputError where the file is no table.
    """
    return _read(source, understand(source, choices), SILENT, PREVIEW_ROWS)


def judge_table(source: TableSource, choices: Choices = AS_JUDGED, progress: Progress = SILENT) -> JudgedTable:
    """Understand a table and read it through.

    Columns whose values often do not fit further down become text, unless the user chose their type or they hold the
    places.

    Raises
    ------
    InputError
        The file is no table.
    CancelledError
        The user stopped it.
    """
    judged = _read(source, understand(source, choices), progress)
    misled = _misled(judged)
    if misled:
        judged = _read(source, understand(source, choices, misled), progress)
    return judged


def _misled(judged: JudgedTable) -> Sequence[str]:
    table = judged.understanding
    places = table.place_titles()
    most = judged.tally.rows * _MOST_MISFITS
    return [title for title, count in judged.tally.misfits.items()
            if count > most and title not in table.choices.kinds and title not in places]


def _read(source: TableSource, understanding: Understanding, progress: Progress,
          most_rows: int = 0) -> JudgedTable:
    reading = TableReading(source, understanding, progress)
    preview: List[Tuple[Any, ...]] = []
    for part in reading.parts(most_rows):
        missing = PREVIEW_ROWS - len(preview)
        if missing > 0:
            first = range(min(missing, len(part.line_numbers)))
            preview += zip(*(column.only(first).as_list() for column in part.columns))
    rejects = tuple(sorted(reading.rejects, key=lambda one: one.line))
    return JudgedTable(source, understanding, reading.tally, rejects, tuple(preview), not most_rows)
