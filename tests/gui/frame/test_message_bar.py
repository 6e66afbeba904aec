# SPDX-License-Identifier: GPL-2.0-or-later
"""What has no place of its own stands in QGIS's message bar; what the user sees in a room is not said twice."""

from __future__ import annotations

import pytest
from qgis.core import Qgis
from qgis.gui import QgsMessageBar
from qgis.PyQt.QtCore import QObject, Qt, pyqtSignal
from qgis.PyQt.QtWidgets import QApplication, QPushButton, QTextBrowser

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


def _full_buttons(bar):
    return [one for item in bar.items() for one in item.findChildren(QPushButton, "message_in_full")]


def test_a_long_sentence_can_be_read_whole_and_copied_with_its_details(bar, workbench, qtbot):
    bar.resize(400, 40)
    bar.show()
    sentence = "The service “Trees” gave 1,000 of 2,502 objects and stopped. Load the rest with a smaller extent."
    workbench.messages.fail(InputError(sentence, "HTTP 500 on page 4"))
    (button,) = _full_buttons(bar)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (window,) = [one for one in QApplication.topLevelWidgets() if one.objectName() == "RuhrMessage"]
    text = window.findChild(QTextBrowser)
    assert text.toPlainText() == f"{sentence}\n\nHTTP 500 on page 4"
    assert text.textInteractionFlags() & Qt.TextInteractionFlag.TextSelectableByKeyboard
    qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert not window.isVisible()


def test_a_short_sentence_has_no_button(bar, workbench):
    workbench.messages.succeed("Saved.")
    assert _full_buttons(bar) == []


def test_a_long_success_stays_as_long_as_it_takes_to_read(bar, workbench):
    workbench.messages.succeed("Saved.")
    workbench.messages.succeed("word " * 60)
    short, long = sorted(one.duration() for one in bar.items())
    assert short == QgsMessageBar.defaultMessageTimeout(Qgis.MessageLevel.Success)
    assert long == short + 20


def test_foreign_words_in_a_sentence_stay_words(bar, workbench):
    sentence = "The data set <img src='http://x.example/i.png'> & <b>more</b> is gone."
    workbench.messages.warn(sentence)
    (item,) = bar.items()
    assert item.findChild(QTextBrowser).toPlainText().endswith(sentence)
