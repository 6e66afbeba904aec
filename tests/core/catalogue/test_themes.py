# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from ruhr_smartcity_plugin.core.catalogue.themes import theme_title
from ruhr_smartcity_plugin.translation import use_translator


@pytest.mark.parametrize(
    ("code", "english", "german"),
    [
        ("envi", "Environment", "Umwelt"),
        ("http://publications.europa.eu/resource/authority/data-theme/TRAN", "Transport", "Verkehr"),
        ("group/stadt-bonn", "group/stadt-bonn", "group/stadt-bonn"),
        ("", "", ""),
    ],
)
def test_a_theme_is_named_in_the_users_language(code, english, german):
    assert theme_title(code) == english
    undo = use_translator(lambda text, note, n: "de" if (text, note) == ("en", "language of data tables") else text)
    try:
        assert theme_title(code) == german
    finally:
        undo()
