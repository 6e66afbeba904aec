# SPDX-License-Identifier: GPL-2.0-or-later
"""A drag from the browser tree ends in a real QGIS, whose layer tree and map hand it to the plugin."""

from __future__ import annotations

from pathlib import Path

import pytest

from scripts import package, qgis_profile
from tests.support.qgis_gui import log_end, qgis, screen, wait_for_answer

DRIVER = Path(__file__).parent / "drivers" / "dropped_entry.py"
pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_what_is_dropped_on_the_layer_tree_or_the_map_is_added_by_the_data_room(tmp_path):
    qgis_profile.fresh(tmp_path, package.package(tmp_path / "dist"))
    with screen(tmp_path) as display, qgis(tmp_path, DRIVER, tmp_path, display) as process:
        answer = wait_for_answer(process, tmp_path, deadline_s=120)
    assert answer["error"] is None, f"{answer['error']}\n{log_end(tmp_path)}"
    assert answer["layers"] == [1, 2]
    assert not [text for level, text in answer["bar"] if level not in (0, 3, "Info", "Success")]
