# SPDX-License-Identifier: GPL-2.0-or-later
"""The history as people read it: one entry per save, names instead of keys."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from qgis.PyQt.QtWidgets import QLabel, QTreeWidget

from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.gui.projects.history_tab import HistoryTab, value_text


def change(version, field, old, new):
    moment = f"2026-11-0{version}T10:00:00.000Z"
    comment = "so war es" if version == 2 else ""
    return Change("project", "r", "p", version - 1, version, field, old, new, "Anna", moment, comment)


@pytest.fixture
def form(qgis_app, qtbot):
    made = SimpleNamespace(history=QTreeWidget(), history_state=QLabel())
    qtbot.addWidget(made.history)
    qtbot.addWidget(made.history_state)
    return made


def test_each_save_is_one_entry_and_the_creation_is_folded(form):
    HistoryTab(form).show((change(2, "title", "Alt", "Neu"), change(1, "title", None, "Alt"),
                           change(1, "ags", None, "05911000")))
    tops = [form.history.topLevelItem(row) for row in range(form.history.topLevelItemCount())]
    assert [top.text(2) for top in tops] == ["1 change", "Project created"]
    assert [top.childCount() for top in tops] == [1, 2]
    assert [top.isExpanded() for top in tops] == [True, False]
    assert (tops[0].child(0).text(3), tops[0].child(0).text(4), tops[0].text(5)) == ("Alt", "Neu", "so war es")
    assert form.history_state.text() == "Saved 2 times"


@pytest.mark.parametrize(("field", "value", "text"), [
    ("title", None, "–"), ("ags", "05913000", "Dortmund"), ("ags", "99999999", "99999999"),
    ("geom", "[365300.0, 5713000.2]", "365300.0  5713000.2"), ("geom", "[[[1, 2], [3, 4], [5, 6]]]", "3 corner points"),
    ("geom", "broken", "broken"),
])
def test_values_are_read_by_people(qgis_app, field, value, text):
    assert value_text(field, value) == text
