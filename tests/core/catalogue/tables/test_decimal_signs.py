# SPDX-License-Identifier: GPL-2.0-or-later
"""Which columns decide on the decimal sign of others."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.judging import JudgedTable, judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource


def judged(text: str) -> JudgedTable:
    return judge_table(TableSource("test.csv", content=text.encode()))


def column(table: JudgedTable, title: str):
    place = [one.title for one in table.understanding.kept_columns()].index(title)
    return [row[place] for row in table.preview], table.understanding.kept_columns()[place]


def test_the_point_of_degrees_makes_no_counts_small():
    """12.500 vehicles beside the degrees of a program: thousands, and to be looked at."""
    table = judged("Straße;Kfz;lat;lon\nA;1.234;51.4812;7.2163\nB;950;51.4822;7.2263\nD;12.500;51.4712;7.2463\n")
    values, counts = column(table, "Kfz")
    assert values == [1234, 950, 12500]
    assert counts.sure is Sureness.GUESSED
    assert column(table, "lat")[0] == [51.4812, 51.4822, 51.4712]


@pytest.mark.parametrize(("rows", "values"), [
    ("A;1.234;51.4812;7.216\nB;2.345;51.4822;7.226\n", [7.216, 7.226]),
    ("A;1.234;51.4812;7.2161\nB;2.345;51.4822;7.2261\n", [7.2161, 7.2261])])
def test_the_point_of_degrees_counts_for_other_coordinates(rows, values):
    assert column(judged("Straße;Kfz;lat;lon\n" + rows), "lon")[0] == values


def test_the_point_of_degrees_counts_for_thousands_with_a_comma():
    table = judged("Name;Kfz;lat;lon\nA;1,234;51.4812;7.2163\nB;950;51.4822;7.2263\nC;2,000;51.4712;7.2463\n")
    assert column(table, "Kfz")[0] == [1234, 950, 2000]


def test_the_point_of_measured_values_still_counts():
    table = judged("Name;Faktor;Wert;lat;lon\nA;1.234;0.5;51.4812;7.2163\nB;2.345;1.5;51.4822;7.2263\n")
    assert column(table, "Faktor")[0] == [1.234, 2.345]


def test_the_point_of_plan_numbers_says_nothing_of_counts():
    assert column(judged("Plan-Nr.;Kfz\n1.1;1.234\n1.2;2.345\n1.10;950\n"), "Kfz")[0] == [1234, 2345, 950]


def sheet(text: str, number_columns=()) -> JudgedTable:
    return judge_table(TableSource("a.xlsx: Blatt", content=text.encode(), number_columns=frozenset(number_columns)))


def test_numbers_of_a_sheet_have_a_point():
    values, factor = column(sheet("Ort;Faktor\nA;1.234\nB;2.345\n", [1]), "Faktor")
    assert values == [1.234, 2.345]
    assert factor.sure is Sureness.CERTAIN


def test_numbers_of_a_sheet_have_a_point_beside_german_texts():
    table = sheet("Ort;Faktor;Quote;Einwohner\nA;1.234;3,5;1.234\nB;2.345;4,25;12.500\n", [1])
    assert column(table, "Faktor")[0] == [1.234, 2.345]
    assert column(table, "Quote")[0] == [3.5, 4.25]
    assert column(table, "Einwohner")[0] == [1234, 12500]


def test_a_column_of_a_sheet_with_signs_for_no_value_has_a_point_unless_texts_are_german():
    values, factor = column(sheet("Ort;Faktor\nA;1.234\nB;2.345\nC;-\n"), "Faktor")
    assert values == [1.234, 2.345, 0.0]
    assert "number of the sheet" in factor.why


def test_german_texts_among_the_numbers_of_a_sheet_are_read_too():
    values, column_read = column(sheet("Ort;Wert\nA;1.5\nB;2.25\nC;3,5\nD;1.234,5\nE;(3,4)\nF;-\n"), "Wert")
    assert values == [1.5, 2.25, 3.5, 1234.5, 3.4, 0.0]
    assert column_read.sure is Sureness.LIKELY


def test_texts_of_a_sheet_stay_as_they_were_typed():
    assert column(sheet("Plan-Nr.;Wert\n1,1;1\n1,10;2\n"), "Plan-Nr.")[0] == ["1,1", "1,10"]
