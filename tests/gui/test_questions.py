# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest
from qgis.PyQt.QtCore import Qt, QTimer
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QInputDialog, QMessageBox, QPushButton

from ruhr_smartcity_plugin.gui.questions import ask_choice, ask_text, confirm


def _when_open(kind, act) -> None:
    def look():
        window = QApplication.activeModalWidget()
        if isinstance(window, kind):
            act(window)

    QTimer.singleShot(80, look)


def test_a_text_is_asked_with_named_buttons_and_the_proposal(qgis_app):
    seen = []

    def answer(dialog):
        seen.append({one.text() for one in dialog.findChildren(QPushButton)})
        assert dialog.textValue() == "alt"
        dialog.setTextValue("neu")
        dialog.accept()

    _when_open(QInputDialog, answer)
    assert ask_text(None, "Title", "Question", "alt") == "neu"
    assert seen == [{"OK", "Cancel"}]
    _when_open(QInputDialog, lambda dialog: dialog.reject())
    assert ask_text(None, "Title", "Question", "alt") == ""


def test_a_choice_is_one_of_the_entries_or_none(qgis_app):
    _when_open(QInputDialog, lambda dialog: (dialog.setTextValue("b"), dialog.accept()))
    assert ask_choice(None, "Title", "Question", ["a", "b"]) == "b"
    _when_open(QInputDialog, lambda dialog: dialog.reject())
    assert ask_choice(None, "Title", "Question", ["a", "b"]) == ""


@pytest.mark.parametrize(("key", "expected"), [(Qt.Key.Key_Return, False), (Qt.Key.Key_Escape, False)])
def test_enter_and_escape_never_mean_yes(qgis_app, key, expected):
    _when_open(QMessageBox, lambda box: QTest.keyClick(box, key))
    assert confirm(None, "Title", "Delete <b>all</b>?", "Delete") is expected


def test_only_the_named_button_means_yes(qgis_app):
    def press(box):
        assert box.textFormat() == Qt.TextFormat.PlainText
        next(one for one in box.buttons() if one.text() == "Delete").click()

    _when_open(QMessageBox, press)
    assert confirm(None, "Title", "Delete?", "Delete")
