# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from ruhr_smartcity_plugin.core.projects.hints import part_hint, project_hint
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.translation import use_translator


def test_labels_and_hints_follow_the_language_though_they_are_looked_up_once():
    english = field_label("title"), project_hint("summary"), part_hint("due")
    undo = use_translator(lambda text, _context, _n: text.upper())
    try:
        assert (field_label("title"), project_hint("summary"), part_hint("due")) == tuple(
            text.upper() for text in english)
    finally:
        undo()
    assert (field_label("title"), project_hint("summary"), part_hint("due")) == english
    assert field_label("unknown") == "unknown"
