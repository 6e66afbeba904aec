# SPDX-License-Identifier: GPL-2.0-or-later
"""A button in a line of buttons."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtWidgets import QLayout, QPushButton


def add_push_button(layout: QLayout, name: str, text: str, slot: Callable[[], object]) -> QPushButton:
    """Put a button at the end of a layout and return it; Enter in a field of the dialog does not press it.

    `slot` is called without the state that Qt sends along.
    """
    button = QPushButton(text)
    button.setObjectName(name)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _on=False: slot())
    layout.addWidget(button)
    return button
