# SPDX-License-Identifier: GPL-2.0-or-later
"""Tables that begin in the second column, as sheets with a margin do: titles and foot notes stand there, too."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.notes import notes_of
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource

SHEET = """Tabelle 1: Einwohner;;;
;;;
Stadt;Einwohner;;Stand
;m;w;
Bochum;179612;186773;2024/03/01
Essen;286400;300208;2024/03/02
Herne;-;.;
;;;
Bochum;1;2;2024/03/03
Quelle: IT.NRW;;;
"""


def judged(text: str) -> JudgedTable:
    return judge_table(TableSource("test.csv", content=text.encode()))


@pytest.mark.parametrize("margin", [0, 1, 2])
def test_title_and_foot_note_are_none_of_the_table(margin):
    table = judged("".join(";" * margin + line for line in SHEET.splitlines(keepends=True)))
    titles = [column.title for column in table.understanding.kept_columns()]
    assert titles == ["Stadt", "Einwohner m", "Einwohner w", "Stand"]
    assert [row[0] for row in table.preview] == ["Bochum", "Essen", "Herne", "Bochum"]
    assert (table.tally.rows, table.tally.foot_lines, table.tally.blank_lines) == (4, 1, 1)
    assert "Left out above the head: 1 line." in notes_of(table)


@pytest.mark.parametrize("margin", ["", ";"])
def test_repeated_heads_and_group_rows_are_what_they_are(margin):
    lines = ("Ort;Wert;Anteil", "A;1;2,5", "Ort;Wert;Anteil", "B;2;3,5", "Bezirk II;;", "C;3;4,5")
    table = judged("".join(f"{margin}{line}\n" for line in lines))
    assert [row[0] for row in table.preview] == ["A", "B", "Bezirk II", "C"]
    assert table.tally.repeated_heads == 1


def test_lines_above_the_head_are_said_and_a_line_that_names_the_separator_is_none():
    above = judged("Tabelle 1\nOrt;Wert\nBochum;1\n\nTabelle 2\nOrt;Anzahl;Fläche\nBochum;5;3,2\nEssen;6;4,4\n")
    assert "Left out above the head: 4 lines." in notes_of(above)
    assert not any("above the head" in one for one in notes_of(judged("sep=;\nid;a\n1;2\n2;3\n")))
