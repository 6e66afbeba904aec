# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user does with the dialog: typing any text (QTest's keyClicks aborts on umlauts), choosing, clicking."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QApplication, QPushButton, QWidget


def enter(widget: QWidget, text: str) -> None:
    """Send the text to a widget, key by key."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))


def choose(box, code):
    """Choose an entry of a combo box by its code."""
    box.setCurrentIndex(box.findData(code))


def banner_button(dialog, text):
    """Return a button of the dialog's banner."""
    return next(one for one in dialog.banner.findChildren(QPushButton) if one.text() == text)


def click(_qtbot, widget):
    """Click the middle of a widget."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton)
