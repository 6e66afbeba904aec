# SPDX-License-Identifier: GPL-2.0-or-later
"""A workbench and the room in it."""

from __future__ import annotations

import pytest
from qgis.core import QgsProject

from ruhr_smartcity_plugin.gui.sensors.panel import SensorsRoom
from tests.support.workbench import open_workbench


@pytest.fixture
def bench(qgis_app, qtbot, tmp_path):
    """A workbench that writes below `tmp_path`; what crashes in it is an error of the test."""
    with open_workbench() as workbench:
        workbench.workspace_dir = lambda: tmp_path / "workspace"
        crashes = []
        workbench.tasks.crashed.connect(crashes.append)
        yield workbench
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=20_000)
        QgsProject.instance().clear()
        assert crashes == []


@pytest.fixture
def room(bench, qtbot):
    room = SensorsRoom(bench)
    qtbot.addWidget(room)
    room.resize(360, 720)
    room.show()
    yield room
    room.close_room()


@pytest.fixture
def idle(bench, qtbot):
    """Wait until all tasks have ended and published."""
    return lambda: qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=20_000)
