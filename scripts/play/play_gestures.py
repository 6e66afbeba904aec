# SPDX-License-Identifier: GPL-2.0-or-later
"""Gestures and counts the steps share."""

from __future__ import annotations

from qgis.core import QgsFeatureRequest, QgsVectorLayer
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QApplication, QDialog, QListWidget, QWidget

LEFT = Qt.MouseButton.LeftButton


def type_text(widget: QWidget, text: str) -> None:
    """Write into a line as a user does; QTest's keys know no umlauts."""
    widget.setFocus()
    widget.clear()
    widget.insert(text)


def choose_row(rows: QListWidget, text: str) -> None:
    """Choose the first row whose text holds `text`."""
    found = [row for row in range(rows.count()) if text in rows.item(row).text()]
    if not found:
        raise LookupError(f"no row with {text}")
    rows.setCurrentRow(found[0])


def modal() -> QDialog | None:
    """Return the modal window that is open."""
    return QApplication.activeModalWidget()


def window(name: str) -> QWidget | None:
    """Return the visible window with this name."""
    return next((one for one in QApplication.topLevelWidgets() if one.objectName() == name and one.isVisible()), None)


def count_features(layer: QgsVectorLayer) -> int:
    """Fetch all features and count them; featureCount() only repeats what the service says."""
    return sum(1 for _feature in layer.getFeatures(QgsFeatureRequest().setNoAttributes()))
