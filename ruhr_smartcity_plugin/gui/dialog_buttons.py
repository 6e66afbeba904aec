# SPDX-License-Identifier: GPL-2.0-or-later
"""The standard buttons of a dialog in the plugin's language: Qt's own translation is not installed everywhere."""

from __future__ import annotations

from qgis.PyQt.QtWidgets import QDialogButtonBox

from ruhr_smartcity_plugin.translation import tr


def name_buttons(box: QDialogButtonBox) -> None:
    """Name the OK, Save, Cancel, Close and Help buttons that `box` has."""
    standard = QDialogButtonBox.StandardButton
    for kind, text in ((standard.Ok, tr("OK")), (standard.Save, tr("Save")), (standard.Cancel, tr("Cancel")),
                       (standard.Close, tr("Close")), (standard.Help, tr("Help"))):
        button = box.button(kind)
        if button is not None:
            button.setText(text)
