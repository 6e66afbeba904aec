# SPDX-License-Identifier: GPL-2.0-or-later
"""Menu, toolbar, options page and help entry: registered once, taken back whole."""

from __future__ import annotations

import pytest
from qgis.gui import QgsGui
from qgis.PyQt import sip
from qgis.PyQt.QtGui import QAction, QDesktopServices
from qgis.PyQt.QtWidgets import QDialog, QMenu, QToolBar

from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.gui.catalogue.table_review_opening import review_table
from ruhr_smartcity_plugin.gui.frame.boundaries_command import load_boundaries
from ruhr_smartcity_plugin.gui.frame.commands import Commands
from ruhr_smartcity_plugin.gui.frame.demo_workspace import open_demo_workspace
from ruhr_smartcity_plugin.gui.frame.help_pages import open_help
from ruhr_smartcity_plugin.ledger import Ledger
from tests.adapters.region.boundary_server import BoundaryServer, schematic_polygons
from tests.support.workbench import administrator_presets


class MainWindowInterface:
    """The part of QgisInterface that the commands use, on a real main window."""

    def __init__(self, window) -> None:
        self.window = window
        self.web_menu = QMenu("Web", window)
        self.help_menu = QMenu("Plugins", window)
        self.factories = []

    def mainWindow(self):
        return self.window

    def addToolBar(self, title):
        return self.window.addToolBar(title)

    def addPluginToWebMenu(self, _title, action):
        self.web_menu.addAction(action)

    def removePluginWebMenu(self, _title, action):
        self.web_menu.removeAction(action)

    def pluginHelpMenu(self):
        return self.help_menu

    def registerOptionsWidgetFactory(self, factory):
        self.factories.append(factory)

    def unregisterOptionsWidgetFactory(self, factory):
        self.factories.remove(factory)


@pytest.fixture
def frame(workbench):
    """The commands registered on an interface; the ledger takes them back."""
    workbench.open_help = open_help
    iface, ledger, toggled = MainWindowInterface(workbench.main_window), Ledger(workbench.messages.fail), []
    commands = Commands(iface, workbench, lambda: toggled.append(1))
    commands.register(ledger)
    yield iface, ledger, toggled
    ledger.unwind()


def action(iface, name) -> QAction:
    return next(one for one in iface.web_menu.actions() if one.objectName() == name)


def test_every_command_is_in_the_menu_with_text_icon_and_a_shortcut_entry(frame):
    iface, _ledger, _toggled = frame
    assert len(iface.web_menu.actions()) >= 5
    for one in iface.web_menu.actions():
        assert one.text()
        assert not one.icon().isNull(), one.objectName()
        assert one.shortcut().isEmpty()  # no key is taken from the user
        assert one in QgsGui.shortcutsManager().listActions()


def test_taking_back_leaves_nothing(frame, workbench, qtbot):
    iface, ledger, _toggled = frame
    mine = list(iface.web_menu.actions())
    ledger.unwind()
    assert iface.web_menu.actions() == iface.help_menu.actions() == []
    assert iface.factories == []
    qtbot.waitUntil(lambda: all(sip.isdeleted(one) for one in mine), timeout=3000)
    assert workbench.main_window.findChild(QToolBar, "RuhrSmartCityToolBar") is None


def test_the_first_command_opens_the_dock(frame):
    iface, _ledger, toggled = frame
    action(iface, "RuhrSmartCityOpen").trigger()
    assert toggled == [1]


def test_the_system_check_opens_and_is_closed_with_the_plugin(frame, workbench, qtbot):
    iface, ledger, _toggled = frame
    action(iface, "RuhrSmartCityCheck").trigger()
    window = workbench.main_window.findChild(QDialog, "SystemCheckDialog")
    assert window.isVisible()
    ledger.unwind()
    qtbot.waitUntil(lambda: sip.isdeleted(window) or not window.isVisible(), timeout=3000)
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=10000)


def test_a_table_that_is_being_checked_goes_with_the_plugin(frame, workbench, qtbot):
    _iface, ledger, _toggled = frame
    window = review_table(workbench, b"Name;X\nEiche;1\n", "Baeume")
    qtbot.waitUntil(lambda: window.judged is not None, timeout=10_000)
    ledger.unwind()
    qtbot.waitUntil(lambda: sip.isdeleted(window) or not window.isVisible(), timeout=3_000)


def test_a_missing_browser_is_a_sentence_wherever_help_is_asked_for(frame, workbench, monkeypatch):
    iface, _ledger, _toggled = frame
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda _url: False)
    action(iface, "RuhrSmartCityHelp").trigger()
    workbench.open_help("sensors")  # as F1 in a room does
    assert ["index.html" in one.sentence for one in workbench.messages.problems()] == [True, False]
    assert "sensors.html" in workbench.messages.problems()[1].sentence


def test_boundaries_are_loaded_by_the_command(workbench, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    with BoundaryServer(page=20) as server:
        workbench.settings.boundaries_url.setValue(server.url)
        load_boundaries(workbench)
        qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=20000)
    assert [layer.featureCount() for layer in workbench.project.mapLayers().values()] == [53]
    assert "53" in workbench.messages.recent[-1].sentence
    assert workbench.messages.problems() == []


def test_incomplete_boundaries_are_a_warning(workbench, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    with BoundaryServer(schematic_polygons()[:52]) as server:
        workbench.settings.boundaries_url.setValue(server.url)
        load_boundaries(workbench)
        qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=20000)
    assert "Missing" in workbench.messages.problems()[-1].sentence


def test_a_service_that_is_gone_is_one_sentence_and_no_layer(workbench, qtbot, tmp_path):
    workbench.settings.cache_folder.setValue(str(tmp_path))
    workbench.settings.boundaries_url.setValue("http://127.0.0.1:9/wfs")
    load_boundaries(workbench)
    qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=20000)
    assert len(workbench.messages.problems()) == 1
    assert workbench.project.mapLayers() == {}


def test_the_limits_of_the_options_reach_the_client(workbench):
    workbench.settings.inactivity_s.setValue(7)
    workbench.settings.max_answer_mb.setValue(3)
    client = workbench.http()
    assert isinstance(client, HttpClient)
    assert client.limits.inactivity_s == 7
    assert client.limits.max_bytes == 3 * 1024 * 1024


def test_a_preset_that_is_no_number_does_not_stop_the_network(workbench, tmp_path):
    text = "[plugins]\nruhr_smartcity\\network-total-s=soon\n"
    with administrator_presets(tmp_path / "qgis_global_settings.ini", text):
        assert workbench.http().limits.total_s >= 1


def test_the_demo_workspace_shows_schematic_areas_once(workbench, qtbot, tmp_path, monkeypatch):
    monkeypatch.setattr(workbench, "workspace_dir", lambda: tmp_path, raising=False)
    for _round in range(2):
        open_demo_workspace(workbench)
        qtbot.waitUntil(lambda: workbench.tasks.running() == [], timeout=30000)
    names = [layer.name() for layer in workbench.project.mapLayers().values()]
    assert len([name for name in names if "chematic" in name]) == 1
    assert workbench.messages.problems() == []
