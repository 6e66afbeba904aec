# SPDX-License-Identifier: GPL-2.0-or-later
"""A real QGIS does not end over an unsaved project; if it is killed, the next one offers what was typed."""

from __future__ import annotations

import os
import signal
from pathlib import Path

import pytest

from scripts import package, qgis_profile
from tests.support.qgis_gui import log_end, qgis, screen, wait_for_answer

DRIVER = Path(__file__).parent / "drivers" / "unsaved_project.py"
pytestmark = [pytest.mark.gui, pytest.mark.slow]


def test_an_unsaved_project_keeps_qgis_open_and_survives_its_being_killed(tmp_path):
    qgis_profile.fresh(tmp_path, package.package(tmp_path / "dist"))
    with screen(tmp_path) as display:
        with qgis(tmp_path, DRIVER, tmp_path, display) as process:
            answer = wait_for_answer(process, tmp_path, deadline_s=120)
            os.killpg(process.pid, signal.SIGKILL)
        assert answer["error"] is None, f"{answer['error']}\n{log_end(tmp_path)}"
        assert answer["asked"] == "unsaved"
        assert answer["stays open"] == [True, True, "Nicht gespeichert"]
        with qgis(tmp_path, DRIVER, tmp_path, display, RUHR_RESTORE="1") as process:
            again = wait_for_answer(process, tmp_path, deadline_s=120)
        assert again["error"] is None, f"{again['error']}\n{log_end(tmp_path)}"
        assert "Nicht gespeichert" in again["banner"]
        assert again["title"] == "Nicht gespeichert"
