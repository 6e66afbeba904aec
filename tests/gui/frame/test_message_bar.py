# SPDX-License-Identifier: GPL-2.0-or-later
"""What has no place of its own stands in QGIS's message bar; what the user sees in a room is not said twice."""

from __future__ import annotations

import pytest
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.gui.room import Room
from ruhr_smartcity_plugin.plugin import RuhrSmartCityPlugin


class _Room(Room):
    def build(self, layout):
        """Hold nothing but the banner."""


class Iface(QObject):
    """As much of QGIS's interface as showing a message asks for."""

    initializationCompleted = pyqtSignal()  # noqa: N815 (QGIS's name)

    def __init__(self) -> None:
        super().__init__()
        self.bar = QgsMessageBar()

    def messageBar(self) -> QgsMessageBar:
        return self.bar


@pytest.fixture
def bar(workbench, qtbot):
    iface = Iface()
    qtbot.addWidget(iface.bar)
    plugin = RuhrSmartCityPlugin(iface)
    workbench.messages.added.connect(plugin._show_in_bar)
    yield iface.bar
    workbench.messages.added.disconnect(plugin._show_in_bar)


def _said(bar):
    return [one.text() for one in bar.items()]


def test_a_command_without_a_place_of_its_own_is_answered_in_the_bar(bar, workbench):
    workbench.messages.fail(InputError("Choose a layer first."))
    workbench.messages.warn("The choices could not be kept.")
    assert sorted(_said(bar)) == ["Choose a layer first.", "The choices could not be kept."]


def test_what_a_window_shows_is_not_said_twice(bar, workbench):
    workbench.messages.fail(InputError("The file is locked."), is_shown=True)
    workbench.messages.warn("Two of five came.", is_shown=True)
    assert _said(bar) == []
    assert len(workbench.messages.problems()) == 2


def test_success_is_said_and_a_mere_note_is_not(bar, workbench):
    workbench.messages.succeed("Saved.")
    workbench.messages.inform("The cache was emptied.")
    assert _said(bar) == ["Saved."]


@pytest.mark.parametrize("is_seen", [True, False], ids=["room in front", "room behind another one"])
def test_the_problem_of_a_room_stands_in_the_bar_only_where_nobody_sees_the_room(bar, workbench, qtbot, is_seen):
    room = _Room(workbench)
    qtbot.addWidget(room)
    room.setVisible(is_seen)
    room.show_problem(InputError("The catalogue does not answer."))
    assert room.banner.text == "The catalogue does not answer."
    assert _said(bar) == ([] if is_seen else ["The catalogue does not answer."])
    room.close_room()
