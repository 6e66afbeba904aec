# SPDX-License-Identifier: GPL-2.0-or-later
"""Every table of the corpus is understood as a person would, and each of its rows is accounted for."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.tables.judging import judge_table
from ruhr_smartcity_plugin.core.catalogue.tables.source import TableSource
from tests.core.catalogue.tables.corpus import CASES


def judged(case):
    return judge_table(TableSource(case.name, content=case.content))


def test_the_corpus_has_thirty_shapes_and_more():
    assert len(CASES) >= 30


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_is_understood(case):
    table = judged(case).understanding
    place = table.placing.value
    assert (table.encoding.value, table.form.value.delimiter, table.head.value.first_line) == \
        (case.encoding, case.delimiter, case.head_line)
    assert (place.kind.value, place.crs if case.crs else "") == (case.placing, case.crs)
    assert place.north_first == case.north_first
    if case.width:
        assert table.width == case.width
    found = {column.title: column.kind.value for column in table.columns}
    assert {title: found.get(title) for title in case.kinds} == case.kinds


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_every_row_is_accounted_for(case):
    made = judged(case)
    tally = made.tally
    assert (tally.good, tally.without_place, tally.rejected) == case.counts
    assert tally.good + tally.without_place + tally.rejected == tally.rows
    assert tally.foot_lines == case.feet
    assert len(made.rejects) == tally.rejected


@pytest.mark.parametrize("case", [case for case in CASES if case.row], ids=lambda case: case.name)
def test_the_first_row_has_the_values_that_were_meant(case):
    made = judged(case)
    titles = [column.title for column in made.understanding.kept_columns()]
    first = dict(zip(titles, made.preview[0]))
    assert {title: pytest.approx(first[title]) if isinstance(first[title], float) else first[title]
            for title in case.row} == case.row


@pytest.mark.parametrize("case", [case for case in CASES if case.said], ids=lambda case: case.name)
def test_what_is_not_obvious_is_said(case):
    table = judged(case).understanding
    said = [table.encoding.why, table.form.why, table.head.why, table.placing.why, *(c.why for c in table.columns)]
    assert any(case.said in one for one in said)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_rejects_name_the_line_as_an_editor_counts_it(case):
    lines = case.content.decode(case.encoding, "replace").splitlines()
    for reject in judged(case).rejects:
        assert lines[reject.line - 1].startswith(reject.raw.splitlines()[0])
        assert reject.reason.endswith(".")
