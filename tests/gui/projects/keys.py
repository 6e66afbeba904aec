# SPDX-License-Identifier: GPL-2.0-or-later
"""Typing any text; QTest's keyClicks aborts on umlauts."""

from __future__ import annotations

from qgis.PyQt.QtCore import QEvent, Qt
from qgis.PyQt.QtGui import QKeyEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget


def enter(widget: QWidget, text: str) -> None:
    """Send the text to a widget, key by key."""
    for sign in text:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            QApplication.sendEvent(widget, QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, sign))
