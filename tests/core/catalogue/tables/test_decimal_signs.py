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
