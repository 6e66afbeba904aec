# SPDX-License-Identifier: GPL-2.0-or-later
"""Pages of the project dialog in a register that takes no changes: what cannot be saved cannot be typed."""

from __future__ import annotations

from qgis.PyQt.QtGui import QShortcut
from qgis.PyQt.QtWidgets import (
    QAbstractButton,
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

from ruhr_smartcity_plugin.gui.projects.place_form import PlaceForm
from ruhr_smartcity_plugin.gui.projects.record_table import INTERNAL

_PAGES_OF_THEIR_OWN = ("tab_exchange", "tab_history")  # they ask the register what it takes
_STILL_OF_USE = ("zoom_place", "show_preview", "open_document")


def let_only_read(page: QWidget, *, is_public: bool) -> None:
    """Let texts be read, selected and copied, and nothing be changed; the public is shown no empty internal parts."""
    if page.objectName() in _PAGES_OF_THEIR_OWN:
        return
    for box in page.findChildren(QWidget):
        if is_public and box.property(INTERNAL):
            box.hide()
    for one in page.findChildren((QLineEdit, QPlainTextEdit)):
        one.setReadOnly(True)
    for one in page.findChildren((QAbstractSpinBox, QComboBox, QCheckBox)):
        if one.objectName() not in _STILL_OF_USE:
            one.setEnabled(False)
    for form in page.findChildren(PlaceForm):
        form.is_read_only = True
        form.setEnabled(False)
    for button in page.findChildren(QAbstractButton):
        name = button.objectName()
        if name and not isinstance(button, QCheckBox) and not name.startswith(("info_", "qt_")) \
                and name not in _STILL_OF_USE:
            button.hide()
    for shortcut in page.findChildren(QShortcut):
        shortcut.setEnabled(False)
