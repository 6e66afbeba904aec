# SPDX-License-Identifier: GPL-2.0-or-later
"""The built zip in a new profile of a real QGIS: what a colleague gets who installs it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from qgis.PyQt.QtGui import QImage

from scripts import package, qgis_profile
from tests.support.qgis_gui import log_end, qgis, screen, wait_for_answer

ROOT = Path(__file__).resolve().parents[2]
DRIVER = Path(__file__).parent / "drivers" / "installed_plugin.py"
SCREENS = ROOT / "build" / "screens"
ROOMS = ["catalogue", "projects", "sensors", "analyses", "exchange"]

pytestmark = [pytest.mark.gui, pytest.mark.slow]


@pytest.fixture(scope="module")
def answer(tmp_path_factory) -> dict:
    folder = tmp_path_factory.mktemp("installed")
    zip_path = package.package(folder / "dist")
    profile = qgis_profile.fresh(folder, zip_path)
    arguments = ["--lang", "de"]
    shutil.rmtree(SCREENS, ignore_errors=True)  # pictures of an earlier run prove nothing
    with screen(folder) as display, qgis(
        folder, DRIVER, folder, display, arguments, RUHR_SCREENS=str(SCREENS)
    ) as process:
        result = wait_for_answer(process, folder, deadline_s=180)
    assert result["error"] is None, f"{result['error']}\n{log_end(folder)}"
    return {**result, "profile": str(profile), "stderr": log_end(folder, 400)}


def test_the_plugin_is_active_and_comes_from_the_zip(answer):
    assert "ruhr_smartcity_plugin" in answer["active"]
    assert answer["loaded_from"].startswith(answer["profile"])


def test_the_dock_has_the_five_rooms_in_order(answer):
    assert answer["tabs"] == [f"page_{room}" for room in ROOMS]


def test_neither_the_message_bar_nor_the_log_shows_an_error(answer):
    for bar, log in ((answer["bar"], answer["log"]), (answer["bar_at_end"], answer["log_at_end"])):
        assert not [item for item in bar if item[0] not in (0, 3, "Info", "Success")]
        lines = "\n".join(log.values()).splitlines()
        # QGIS itself reports a GRASS that is not installed.
        assert not [line for line in lines if "CRITICAL" in line and "GRASS" not in line]
        ours = [text for name, text in log.items() if "Ruhr" in name or "Python" in name or "Plugin" in name]
        assert "WARNING" not in "\n".join(ours)
    assert "Traceback" not in answer["stderr"]


@pytest.mark.parametrize("theme", ["light", "dark"])
def test_each_room_has_its_picture_in_the_theme(answer, theme):
    brightness = []
    for room in ROOMS:
        picture = QImage(str(SCREENS / f"{room}_{theme}.png"))
        assert picture.width() >= 1400, room
        brightness.append(picture.pixelColor(picture.width() - 3, 500).lightness())
    assert all(value > 128 for value in brightness) if theme == "light" else all(value < 128 for value in brightness)


def test_switching_off_and_on_twenty_times_leaves_nothing_behind(answer):
    assert len(answer["on"]) == 20
    assert answer["on"][0]["processing providers"] == answer["off"][0]["processing providers"] + 1
    assert answer["on"][0]["exit blockers"] == answer["off"][0]["exit blockers"] + 1
    growth = {
        f"{state}, {name}": [counts[name] for counts in answer[state]]
        for state in ("off", "on")
        for name in answer[state][0]
        if len({counts[name] for counts in answer[state]}) != 1
    }
    assert not growth


def test_no_module_outlives_the_plugin_to_be_mixed_with_those_of_a_new_version(answer):
    assert answer["modules left"] == []


def test_the_plugin_speaks_german_while_it_is_on_and_only_then(answer):
    assert (answer["off"][0]["German texts"], answer["on"][0]["German texts"]) == (0, 1)


def test_the_options_page_goes_with_the_plugin(answer):
    with_plugin, without_plugin = answer["options"]
    assert with_plugin == without_plugin + 1
