# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

from types import SimpleNamespace

import pytest

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness, Proof
from ruhr_smartcity_plugin.core.catalogue.portals.portal import SearchResult
from ruhr_smartcity_plugin.gui.catalogue.search_states import SearchStates
from ruhr_smartcity_plugin.gui.states import StateBanner


@pytest.mark.parametrize(
    ("expected", "words"),
    [(2500, "300 of 2,500 data sets loaded."), (None, "300 data sets loaded. How many there are is not known.")],
)
def test_a_search_that_ended_early_names_no_count_that_nobody_knows(qtbot, expected, words):
    banner = StateBanner()
    qtbot.addWidget(banner)
    room = SimpleNamespace(banner=banner, load_rest=lambda: None)
    result = SearchResult((), Completeness(expected, 300, Proof.NONE), 300)
    SearchStates(room).say_partly(300, expected or 0, result)
    assert banner.text == words
