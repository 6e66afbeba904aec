# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the head ends and the data begin: first rows without values are rows."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource


def judged(text: str) -> JudgedTable:
    return judge_table(TableSource("test.csv", content=text.encode()))


def titles(table: JudgedTable):
    return [column.title for column in table.understanding.columns]


@pytest.mark.parametrize(("head", "first", "values"), [
    ("Gemeinde;Ladepunkte;Anteil", "Alpen;-;-", ("Alpen", 0, 0.0)),
    ("Gemeinde;Ladepunkte;Anteil", "Alpen;.;.", ("Alpen", None, None)),
    ("Gemeinde;Ladepunkte;Anteil", "Alpen;k. A.;k. A.", ("Alpen", None, None)),
    ("Gemeinde;Ladepunkte;Anteil", "Alpen;x;...", ("Alpen", None, None)),
    ("Gemeinde;Ladepunkte;Anteil", "Alpen;;", ("Alpen", None, None)),
    (";Ladepunkte;Anteil", "Alpen;;", ("Alpen", None, None)),
    ("Gemeinde;Bäume;Anteil", "Alpen;2012;.", ("Alpen", 2012, None)),
    (";Bäume;Anteil", "Alpen;<5;.", ("Alpen", "<5", None))])
def test_first_rows_without_values_are_rows(head, first, values):
    table = judged(f"{head}\n{first}\nBochum;4;1,5\nEssen;7;2,5\nHagen;9;3,5\n")
    assert titles(table) == head.split(";")
    assert table.understanding.head.sure is Sureness.CERTAIN
    assert (table.tally.rows, table.tally.rejected) == (4, 0)
    assert table.preview[0] == values


def test_trees_without_coordinates_at_the_beginning_are_rows_without_a_place():
    rows = "Linde;Markt;;\n" * 3 + "".join(f"Eiche;Weg;{375000 + n};{5705000 + n}\n" for n in range(500))
    tally = judged("Baumart;Straße;Ost;Nord\n" + rows).tally
    assert (tally.good, tally.without_place, tally.rejected) == (500, 3, 0)


@pytest.mark.parametrize("value", ["<5", "geheim", "12 Stück", "ca. 7"])
def test_a_text_among_the_numbers_of_the_first_row_makes_it_no_head(value):
    rows = f"Alpen;{value}\n" + "".join(f"Ort{n};{n}\n" for n in range(100, 200))
    table = judged("Gemeinde;Wert\n" + rows)
    assert titles(table) == ["Gemeinde", "Wert"]
    assert [(one.line, one.raw) for one in table.rejects] == [(2, f"Alpen;{value}")]
    assert table.tally.rows == 101


def test_a_first_row_of_signs_in_a_table_without_head_is_data():
    table = judged("Alpen;-;-\nBochum;5;6\nEssen;7;8\n")
    assert table.preview[0] == ("Alpen", 0, 0)


@pytest.mark.parametrize(("head", "names"), [
    ("Station;Temperatur;Regen\n;°C;-", ["Station", "Temperatur °C", "Regen -"]),
    ("Station;Temperatur;Regen\n(Name);[°C];[mm]", ["Station (Name)", "Temperatur [°C]", "Regen [mm]"]),
    ("Gebiet;Einwohner;\n;0-5;65+", ["Gebiet", "Einwohner 0-5", "Einwohner 65+"]),
    ("Gebiet;Einwohner;\nGebiet;<65;>=65", ["Gebiet", "Einwohner <65", "Einwohner >=65"]),
    ("Gebiet;Quote;Anteil\n;2022;2022", ["Gebiet", "Quote 2022", "Anteil 2022"]),
    ("Gebiet;Zahl;Zahl\nGebiet;männlich;weiblich", ["Gebiet", "Zahl männlich", "Zahl weiblich"]),
    (";UTM;\nName;X;Y", ["Name", "UTM X", "UTM Y"])])
def test_units_years_and_merged_parts_stay_in_the_head_and_its_lines_are_said(head, names):
    table = judged(f"{head}\nA;1,5;2\nB;2,5;3\n")
    assert titles(table) == names
    assert table.tally.rows == 2
    assert "Lines 1 to 2" in table.understanding.head.why


def test_a_second_line_of_names_stays_in_the_head():
    table = judged("Gemeinde;Einwohner;Fläche;Dichte\ntown;population;area;density\nBochum;1;2;3\nEssen;3;4;5\n")
    assert table.tally.rows == 2
    assert table.understanding.head.sure is Sureness.LIKELY
