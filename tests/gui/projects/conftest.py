# SPDX-License-Identifier: GPL-2.0-or-later
"""The rooms Projects and Exchange on a workbench of their own."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from qgis.PyQt import sip

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.gui.projects import decisions, list_actions
from ruhr_smartcity_plugin.gui.projects.dialog import ProjectDialog
from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom
from tests.adapters.projects.bundles import simple
from tests.support.workbench import open_workbench


@pytest.fixture
def bench(qgis_app, qtbot, tmp_path):
    """A workbench; a crash in a task's publish step fails the test."""
    crashes = []
    with open_workbench() as workbench:
        workbench.tasks.crashed.connect(crashes.append)
        workbench.settings.user_name.setValue("Anna Ärmel")
        workbench.settings.cache_folder.setValue(str(tmp_path / "cache"))
        workbench.main_window.resize(700, 700)
        workbench.main_window.show()
        yield workbench
        qtbot.waitUntil(lambda: not workbench.tasks.running(), timeout=10_000)
    assert crashes == []


@pytest.fixture
def idle(bench, qtbot):
    """Wait until all tasks have ended and published."""
    return lambda: qtbot.waitUntil(lambda: not bench.tasks.running(), timeout=10_000)


@pytest.fixture
def answers(monkeypatch):
    """Answer the plugin's questions with `answers.next`; what was asked is kept in `answers.asked`."""
    record = SimpleNamespace(next="", asked=[])

    def answer(_parent, name, _text, choices):
        record.asked.append(name)
        keys = [key for key, _label in choices]
        assert record.next in ("", *keys)
        return record.next or keys[-1]

    monkeypatch.setattr(decisions, "ask", answer)
    monkeypatch.setattr(list_actions, "ask", answer)
    return record


@pytest.fixture
def room(bench, qtbot, answers):
    """The room Projects without a register."""
    widget = ProjectsRoom(bench)
    widget.resize(400, 650)
    qtbot.addWidget(widget)
    widget.show()
    bench.open_room = lambda name: widget if name == "projects" else None
    yield widget
    widget.close_room()


@pytest.fixture
def open_room(room, idle, tmp_path):
    """The room Projects with an empty register."""
    create_store(tmp_path / "register.gpkg")
    room.open_file(str(tmp_path / "register.gpkg"))
    idle()
    return room


@pytest.fixture
def show(open_room, bench, qtbot, idle):
    """Show a dialog for a bundle; without one for a new project."""
    made = []

    def make(bundle=None):
        dialog = ProjectDialog(open_room.register, bundle or ProjectBundle(), bench, bench.main_window)
        dialog.resize(620, 700)
        dialog.show()
        dialog.activateWindow()
        qtbot.waitUntil(dialog.isActiveWindow, timeout=3000)
        idle()
        made.append(dialog)
        return dialog

    yield make
    for one in made:
        if not sip.isdeleted(one):
            one.drop()
            one.deleteLater()


@pytest.fixture
def store(open_room):
    return open_room.register.store


@pytest.fixture
def saved(store, show, open_room, idle):
    """A dialog on a stored project."""
    stored = store.save(simple(), 0, "Bert")
    open_room.register.reload()
    idle()
    return show(stored)
