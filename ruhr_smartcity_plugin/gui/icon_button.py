# SPDX-License-Identifier: GPL-2.0-or-later
"""A small button with an icon only: named for screen readers, explained by a tool tip."""

from __future__ import annotations

from qgis.core import QgsApplication
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QToolButton, QWidget


def icon_button(parent: QWidget, name: str, theme_icon: str, text: str) -> QToolButton:
    """Return the button; `name` is its object name, `theme_icon` a QGIS theme icon such as "/mActionAdd.svg"."""
    button = QToolButton(parent)
    button.setObjectName(name)
    button.setIcon(QgsApplication.getThemeIcon(theme_icon))
    button.setAccessibleName(text)
    button.setToolTip(text)
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # reachable by the tab key
    return button


def show_instead(shown: QWidget, hidden: QWidget) -> None:
    """Show one button in the place of another; the focus stays in that place, so that no scroll area follows it."""
    had_focus = hidden.hasFocus()
    shown.show()
    if had_focus:
        shown.setFocus()
    hidden.hide()
