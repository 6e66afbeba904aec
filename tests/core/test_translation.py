# SPDX-License-Identifier: GPL-2.0-or-later
"""The one tr(): English until a translator is installed, plurals resolved, placeholders left alone."""

from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.translation import tr, use_translator


def test_the_source_text_is_english():
    assert tr("{name} saved").format(name="Digitallinie 302") == "Digitallinie 302 saved"


@pytest.mark.parametrize(("n", "text"), [(0, "0 projects"), (1, "1 project"), (2, "2 projects")])
def test_english_plurals_are_resolved(n, text):
    assert tr("%n project(s)", "", n) == text


def test_a_text_without_a_number_keeps_its_percent_sign():
    assert tr("60 %n of all") == "60 %n of all"


def test_a_translator_is_asked_and_taken_back():
    undo = use_translator(lambda text, _hint, _n: {"Ready": "Bereit"}.get(text, text))
    try:
        assert tr("Ready") == "Bereit"
        assert tr("Other") == "Other"
    finally:
        undo()
    assert tr("Ready") == "Ready"


def test_a_translation_may_use_the_number():
    undo = use_translator(lambda _text, _hint, n: "%n Projekt" if n == 1 else "%n Projekte")
    try:
        assert tr("%n project(s)", "", 1) == "1 Projekt"
        assert tr("%n project(s)", "", 5) == "5 Projekte"
    finally:
        undo()


def test_translators_come_off_in_reverse():
    first = use_translator(lambda _t, _h, _n: "one")
    second = use_translator(lambda _t, _h, _n: "two")
    assert tr("x") == "two"
    second()
    assert tr("x") == "one"
    first()
    assert tr("x") == "x"
