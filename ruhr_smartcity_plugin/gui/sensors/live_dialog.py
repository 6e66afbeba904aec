# SPDX-License-Identifier: GPL-2.0-or-later
"""A small window: whether and how often the shown source is refreshed by itself."""

from __future__ import annotations

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QCheckBox, QDialog, QDialogButtonBox, QLabel, QSpinBox, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.core.sensors.live.refreshing import LEAST_MINUTES, MOST_MINUTES
from ruhr_smartcity_plugin.gui.dialog_buttons import NarrowButtons, name_buttons
from ruhr_smartcity_plugin.translation import tr

_USUAL_MINUTES = 10


class LiveDialog(QDialog):
    """`minutes` is what the user chose, 0 for off."""

    def __init__(self, title: str, minutes: int, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("live_dialog")
        self.setWindowTitle(tr("Live values"))
        column = QVBoxLayout(self)
        column.addWidget(self._label(tr(
            "{source} is asked again while the dock is open, at most once a minute. After errors the pauses grow."
        ).format(source=title)))
        self.switch = QCheckBox(tr("&Refresh this source by itself"), self)
        self.switch.setObjectName("live_switch")
        self.switch.setChecked(minutes > 0)
        column.addWidget(self.switch)
        label = QLabel(tr("&Minutes between two refreshes"), self)
        column.addWidget(label)
        self.interval = QSpinBox(self)
        self.interval.setObjectName("live_interval")
        self.interval.setRange(LEAST_MINUTES, MOST_MINUTES)
        self.interval.setValue(minutes or _USUAL_MINUTES)
        self.interval.setEnabled(minutes > 0)
        self.switch.toggled.connect(self.interval.setEnabled)
        label.setBuddy(self.interval)
        column.addWidget(self.interval)
        kinds = QDialogButtonBox.StandardButton
        buttons = NarrowButtons(kinds.Ok | kinds.Cancel, Qt.Orientation.Horizontal, self)
        name_buttons(buttons)
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        column.addWidget(buttons)

    @property
    def minutes(self) -> int:
        """The minutes chosen; 0 for off."""
        return self.interval.value() if self.switch.isChecked() else 0

    def _label(self, text: str) -> QLabel:
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        return label
