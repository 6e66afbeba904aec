# SPDX-License-Identifier: GPL-2.0-or-later
"""What stands in cells instead of a number, and what a spreadsheet leaves of one."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.columns import ColumnKind
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.notes import notes_of
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource


def judged(text: str) -> JudgedTable:
    return judge_table(TableSource("test.csv", content=text.encode()))


def test_a_dash_read_as_zero_is_said_with_its_columns():
    table = judged("Ort;Bemerkung;Zuzüge;Fortzüge;Datum\nA;-;-;3;-\nB;gut;1,5;4;1.2.2024\n")
    assert table.preview[0][2] == 0.0
    assert [one for one in notes_of(table) if "is read as 0" in one] == [
        "“-” is read as 0, as official statistics mean it: Zuzüge"]


def test_dashes_in_place_of_coordinates_are_no_zeros():
    table = judged("Nr;Rechtswert;Hochwert\n1;377000;5705000\n2;-;-\n3;377100;5705100\n")
    assert table.tally.without_place == 1
    assert not any("is read as 0" in one for one in notes_of(table))


def test_a_spreadsheet_s_empty_amount_is_zero():
    table = judged("Nr;Kosten\nA; 1.234,50 € \nB; -   € \nC; 99,00 € \n")
    assert [row[1] for row in table.preview] == [1234.5, 0.0, 99.0]


@pytest.mark.parametrize("error", ["#BEZUG!", "#ZAHL!", "#NAME?", "#NULL!", "#REF!", "#VALUE!", "#NUM!"])
def test_errors_of_spreadsheets_are_no_values(error):
    table = judged(f"Nr;Wert\nA;5\nB;{error}\nC;7\n")
    assert [row[1] for row in table.preview] == [5, None, 7]


@pytest.mark.parametrize("head", ["ARS", "AGS", "Gemeindeschlüssel", "Telefon", "Aktenzeichen"])
def test_a_key_that_a_spreadsheet_shortened_is_said_to_be_lost(head):
    table = judged(f"{head};Wert\n5,91E+10;1\n5,11E+10;2\n")
    column = table.understanding.columns[0]
    assert (column.kind, column.sure) == (ColumnKind.TEXT, Sureness.GUESSED)
    assert "last digits of the key are lost" in column.why


def test_a_large_number_of_something_else_stays_a_number():
    assert judged("Keime;Wert\n5,91E+10;1\n5,11E+10;2\n").preview[0][0] == 5.91e10


@pytest.mark.parametrize("text", ["id;a;b;\n1;2;3;\n2;3;4;\n", "id;a;;b\n1;2;;3\n2;3;;4\n"])
def test_a_first_row_that_counts_is_data_beside_an_empty_column_too(text):
    assert [row[:3] for row in judged(text).preview] == [(1, 2, 3), (2, 3, 4)]
