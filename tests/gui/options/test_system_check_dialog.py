# SPDX-License-Identifier: GPL-2.0-or-later
"""The System check window by gestures: it fills itself, asks services only on a click, copies without secrets."""

from __future__ import annotations

import pytest
from qgis.PyQt import sip
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QGuiApplication
from qgis.PyQt.QtWidgets import QDialogButtonBox

from ruhr_smartcity_plugin.adapters.catalogue.source_store import new_source
from ruhr_smartcity_plugin.adapters.system_check import CheckState
from ruhr_smartcity_plugin.gui.options import system_check_dialog as dialog_module
from ruhr_smartcity_plugin.gui.options.system_check_dialog import SystemCheckDialog, services_to_check, state_word
from tests.support.loopback import Loopback, Reply

CANARY = "canary-7f3a"


@pytest.fixture
def dialog(workbench, qtbot):
    made = SystemCheckDialog(workbench, workbench.main_window)
    made.show()
    qtbot.waitUntil(lambda: made.table.rowCount() > 0, timeout=10000)
    yield made
    if not sip.isdeleted(made):
        made.close()


def texts(dialog, column):
    return [dialog.table.item(row, column).text() for row in range(dialog.table.rowCount())]


def test_the_window_fills_itself_with_icon_and_word(dialog):
    assert "QGIS" in texts(dialog, 1)
    assert set(texts(dialog, 0)) == {"good"}
    assert not dialog.table.item(0, 0).icon().isNull()
    assert not dialog.banner.isVisible()


def test_every_state_has_its_own_word():
    assert len({state_word(state) for state in CheckState}) == 3


def test_services_are_asked_on_a_click_only(workbench, dialog, qtbot, monkeypatch):
    with Loopback({"/portal": "ok", "/stations": Reply(500, "broken")}) as server:
        monkeypatch.setattr(dialog_module, "services_to_check",
                            lambda _w: [("Portal", f"{server.url}/portal"), ("Stations", f"{server.url}/stations")])
        assert server.seen == []
        before = dialog.table.rowCount()
        qtbot.mouseClick(dialog.check_services_button, Qt.MouseButton.LeftButton)
        assert not dialog.check_services_button.isEnabled()
        qtbot.waitUntil(lambda: dialog.table.rowCount() == before + 2, timeout=10000)
        assert {one.path for one in server.seen} == {"/portal", "/stations"}
    assert texts(dialog, 0)[-2:] == ["good", "problem"]
    assert dialog.check_services_button.isEnabled()


def test_the_list_of_services_holds_presets_and_the_users_own(workbench):
    sources = workbench.shared["sources"]
    sources.add(new_source("https://daten.example.org"))
    sources.add(new_source("/gis/kataloge.rdf"))
    sources.set_hidden("bochum", True)
    workbench.settings.sensor_services.setValue(["https://sensoren.example.org/v1.1"])
    workbench.settings.boundaries_url.setValue("https://grenzen.example.org/wfs?map=x")
    addresses = [url for _name, url in services_to_check(workbench)]
    assert "https://opendata.ruhr" in addresses
    assert "https://bochum.opendata.ruhr" not in addresses
    assert "/gis/kataloge.rdf" not in addresses
    assert {"https://daten.example.org", "https://sensoren.example.org/v1.1"} <= set(addresses)
    assert any(url.startswith("https://grenzen.example.org/wfs?map=x") for url in addresses)


def test_the_report_is_copied_without_secrets(workbench, dialog, qtbot, monkeypatch):
    workbench.settings.sensor_services.setValue([f"https://anna:{CANARY}@daten.example.org"])
    qtbot.mouseClick(dialog.copy_button, Qt.MouseButton.LeftButton)
    report = QGuiApplication.clipboard().text()
    assert "[ok] QGIS: 3." in report
    assert CANARY not in report


def test_a_crash_of_the_check_is_said_in_place(workbench, qtbot, monkeypatch):
    monkeypatch.setattr(dialog_module, "collect_checks", lambda _folder: 1 / 0)
    made = SystemCheckDialog(workbench, workbench.main_window)
    made.show()
    qtbot.waitUntil(lambda: made.banner.state == "failed", timeout=5000)
    assert "Traceback" not in made.banner.text
    made.close()


def test_closing_while_it_works_is_harmless(workbench, qtbot):
    made = SystemCheckDialog(workbench, workbench.main_window)
    made.show()
    made.close()
    sip.delete(made)
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=10000)
    assert [one.sentence for one in workbench.messages.problems()] == []


def test_help_and_close_work_by_the_buttons(workbench, dialog, qtbot):
    box = dialog.findChild(QDialogButtonBox)
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Help), Qt.MouseButton.LeftButton)
    assert workbench.shared["help"] == ["system_check"]
    qtbot.mouseClick(box.button(QDialogButtonBox.StandardButton.Close), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: sip.isdeleted(dialog) or not dialog.isVisible(), timeout=3000)


def test_escape_closes_the_window(dialog, qtbot):
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: sip.isdeleted(dialog) or not dialog.isVisible(), timeout=3000)


def test_the_table_is_read_only_and_left_by_tab(dialog, qtbot):
    assert dialog.table.accessibleName()
    assert not dialog.table.tabKeyNavigation()
    qtbot.keyClicks(dialog.table, "overwrite")
    assert "overwrite" not in "".join(texts(dialog, 2))
