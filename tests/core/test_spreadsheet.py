# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import doctest

import pytest

from ruhr_smartcity_plugin.core import spreadsheet
from ruhr_smartcity_plugin.core.spreadsheet import guard_cell, unguard_cell


def test_the_examples_in_the_docstrings_are_true():
    result = doctest.testmod(spreadsheet)
    assert result.attempted
    assert not result.failed


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n", "  ="])
def test_no_cell_starts_a_formula(start):
    assert guard_cell(f"{start}1+1").startswith("'")


@pytest.mark.parametrize("text", ["=1", "'=1", "''=1", "\tx", "\r\n=1", " +49", "'", "'s Heerenberg", "-", "", "x"])
def test_what_was_guarded_comes_back_as_it_was(text):
    assert unguard_cell(guard_cell(text)) == text


@pytest.mark.parametrize("before", ["", " ", "\t", "\r", "\n", "\x0b", "\u00a0", "\u200b", "\ufeff", "'", "' \u00a0"])
@pytest.mark.parametrize("sign", "=+-@＝＋－＠")
def test_no_sign_of_a_formula_leaves_unguarded_and_comes_back_as_it_was(before, sign):
    text = f"{before}{sign}1+1"
    assert guard_cell(text) == f"'{text}"
    assert unguard_cell(guard_cell(text)) == text


@pytest.mark.parametrize("text", ["", "Essen", " Essen", "'s Heerenberg", "a=1", "\u00a0Essen"])
def test_other_texts_leave_as_they_are(text):
    assert guard_cell(text) == text == unguard_cell(text)
