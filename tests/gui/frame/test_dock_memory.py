# SPDX-License-Identifier: GPL-2.0-or-later
"""The dock is found again as it was left."""

from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QMainWindow

from ruhr_smartcity_plugin.plugin import RuhrSmartCityPlugin
from tests.support.workbench import open_workbench


class Iface(QObject):
    """As much of QGIS's interface as opening the dock asks for."""

    initializationCompleted = pyqtSignal()  # noqa: N815 - QGIS's name

    def __init__(self, window: QMainWindow) -> None:
        super().__init__()
        self._window = window

    def mainWindow(self) -> QMainWindow:
        return self._window

    def addTabifiedDockWidget(self, area, dock, _names, _raise) -> None:
        self._window.addDockWidget(area, dock)

    def removeDockWidget(self, dock) -> None:
        self._window.removeDockWidget(dock)


@pytest.fixture
def plugin(qgis_app, qtbot, tmp_path):
    with open_workbench() as bench:
        bench.workspace_dir = lambda: tmp_path / "workspace"
        plugin = RuhrSmartCityPlugin(Iface(bench.main_window))
        plugin.workbench = bench
        bench.main_window.show()
        yield plugin
        plugin._remove_dock()
        bench.settings.dock_open.setValue(False)


def test_an_open_dock_is_remembered_until_the_user_closes_it(plugin):
    assert not plugin.workbench.settings.dock_open.value()
    plugin.open_dock()
    assert plugin.workbench.settings.dock_open.value()
    plugin.dock.close()
    assert not plugin.workbench.settings.dock_open.value()


def test_switching_the_plugin_off_is_no_wish_to_close_the_dock(plugin):
    plugin.open_dock()
    plugin._remove_dock()
    assert plugin.workbench.settings.dock_open.value()
