# SPDX-License-Identifier: GPL-2.0-or-later
"""The whole dock on a workbench of its own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest

from ruhr_smartcity_plugin.gui.frame.dock import RuhrDock, room_classes
from tests.support.workbench import open_workbench


@pytest.fixture
def desk(qgis_app, qtbot, tmp_path):
    """Dock and workbench as the plugin composes them; `alive()` opens every room and asks whether all is quiet."""
    crashes = []
    with open_workbench() as bench:
        bench.tasks.crashed.connect(crashes.append)
        bench.settings.cache_folder.setValue(str(tmp_path / "cache"))
        bench.settings.inactivity_s.setValue(2)
        bench.workspace_dir = lambda: tmp_path / "workspace"
        dock = RuhrDock(bench, lambda: None)
        bench.open_room = dock.open_room
        qtbot.addWidget(dock)
        dock.resize(420, 800)
        dock.show()

        def idle() -> None:
            qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=20_000)

        def alive() -> bool:
            rooms = [dock.open_room(name) for name, _title, _where in room_classes()]
            idle()
            return all(rooms) and not crashes

        yield SimpleNamespace(dock=dock, bench=bench, idle=idle, alive=alive, crashes=crashes)
        idle()
        dock.close_dock()
