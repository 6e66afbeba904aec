# SPDX-License-Identifier: GPL-2.0-or-later
"""What a user does in the data room, for all its tests."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtTest import QTest
from qgis.PyQt.QtWidgets import QPushButton

from ruhr_smartcity_plugin.gui.catalogue.panel import CatalogueRoom


def press(room: CatalogueRoom, text: str) -> None:
    """Press the banner's button with this text."""
    (button,) = [one for one in room.banner.findChildren(QPushButton) if one.text() == text]
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def titles(room: CatalogueRoom) -> list:
    """Return the titles of the shown hits."""
    return [room.model.index(row).data() for row in range(room.model.rowCount())]
