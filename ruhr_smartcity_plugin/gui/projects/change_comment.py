# SPDX-License-Identifier: GPL-2.0-or-later
"""The field in which somebody says why a project is changed, where nobody would keep that."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QLineEdit

from ruhr_smartcity_plugin.translation import tr


def say_not_kept(field: QLineEdit) -> None:
    """Close a field for comments and say why: what is typed must not be lost without a word."""
    field.clear()
    field.setEnabled(False)
    reason = tr("Not kept: the register is open to the public and has no history")
    field.setPlaceholderText(reason)
    field.setToolTip(reason)
    field.setAccessibleDescription(reason)
