# SPDX-License-Identifier: GPL-2.0-or-later
"""No dialog of the plugin shows Qt's English buttons where Qt's translation is missing."""

from __future__ import annotations

import re

import pytest
from qgis.core import Qgis
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.messages import Message
from ruhr_smartcity_plugin.adapters.translator import install_translator
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.gui.message_bar import show_in_full
from scripts import translations
from scripts.stage import PACKAGE, ROOT


@pytest.fixture
def german(qgis_app):
    translations.release()
    undo = install_translator("de")
    yield
    undo()


def test_the_standard_buttons_are_named_in_the_users_language(german, qtbot):
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Ok | kinds.Save | kinds.Cancel | kinds.Close | kinds.Help)
    qtbot.addWidget(box)
    name_buttons(box)
    named = [box.button(kind).text() for kind in (kinds.Ok, kinds.Save, kinds.Cancel, kinds.Close, kinds.Help)]
    assert named == ["OK", "Speichern", "Abbrechen", "Schließen", "Hilfe"]


def test_the_window_with_a_whole_message_is_closed_in_the_users_language(german, qtbot):
    page = QWidget()
    qtbot.addWidget(page)
    show_in_full(Message(Qgis.MessageLevel.Warning, "Zwei von fünf kamen."), page)
    (box,) = page.findChildren(QDialogButtonBox)
    assert [one.text() for one in box.buttons()] == ["Schließen"]


def test_each_file_that_makes_standard_buttons_names_them():
    makers = [path for path in (ROOT / PACKAGE / "gui").rglob("*.py")
              if re.search(r"(?:QDialogButtonBox|NarrowButtons)\((?!parent|self\))", path.read_text(encoding="utf-8"))]
    assert makers
    assert not [path.name for path in makers if "name_buttons(" not in path.read_text(encoding="utf-8")]


def test_narrow_buttons_stand_below_each_other_and_come_back(qtbot):
    kinds = QDialogButtonBox.StandardButton
    page = QWidget()
    box = NarrowButtons(kinds.Ok | kinds.Cancel | kinds.Help, parent=page)
    QVBoxLayout(page).addWidget(box)
    qtbot.addWidget(page)
    page.show()

    def lines():
        return len({one.geometry().center().y() // 10 for one in box.buttons() if one.isVisible()})

    off = box.addButton("Stop", QDialogButtonBox.ButtonRole.ActionRole)
    off.hide()
    page.resize(600, 300)
    qtbot.waitUntil(lambda: lines() == 1)
    widest = max(one.sizeHint().width() for one in box.buttons() if one is not off)
    assert box.minimumSizeHint().width() == widest
    page.resize(widest + 30, 300)
    qtbot.waitUntil(lambda: lines() == 3)
    assert off.isHidden()
    page.resize(600, 300)
    qtbot.waitUntil(lambda: lines() == 1)


def test_f1_presses_help_wherever_the_focus_is(qtbot):
    page, asked = QDialog(), []
    field = QLineEdit(page)
    box = QDialogButtonBox(QDialogButtonBox.StandardButton.Close | QDialogButtonBox.StandardButton.Help, parent=page)
    name_buttons(box)
    box.helpRequested.connect(lambda: asked.append("help"))
    layout = QVBoxLayout(page)
    layout.addWidget(field)
    layout.addWidget(box)
    qtbot.addWidget(page)
    page.show()
    page.activateWindow()
    field.setFocus()
    qtbot.waitUntil(field.hasFocus)
    qtbot.keyClick(field, Qt.Key.Key_F1)
    qtbot.waitUntil(lambda: asked == ["help"])  # the button is pressed for a moment
    assert page.isVisible()
