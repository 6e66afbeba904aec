# SPDX-License-Identifier: GPL-2.0-or-later
"""The standard buttons of a dialog in the plugin's language: Qt's own translation is not installed everywhere."""

from __future__ import annotations

from typing import List

from qgis.PyQt.QtCore import QEvent, QSize, Qt
from qgis.PyQt.QtGui import QKeySequence, QResizeEvent
from qgis.PyQt.QtWidgets import QAbstractButton, QDialogButtonBox, QSizePolicy

from ruhr_smartcity_plugin.translation import tr


def name_buttons(box: QDialogButtonBox) -> None:
    """Name the OK, Save, Cancel, Close and Help buttons that `box` has; F1 presses Help."""
    standard = QDialogButtonBox.StandardButton
    for kind, text in ((standard.Ok, tr("OK")), (standard.Save, tr("Save")), (standard.Cancel, tr("Cancel")),
                       (standard.Close, tr("Close")), (standard.Help, tr("Help"))):
        button = box.button(kind)
        if button is not None:
            button.setText(text)
    if box.button(standard.Help) is not None:
        box.button(standard.Help).setShortcut(QKeySequence(QKeySequence.StandardKey.HelpContents))


class NarrowButtons(QDialogButtonBox):
    """A button box whose buttons stand below each other where they do not fit beside each other."""

    def minimumSizeHint(self) -> QSize:
        """Return the width of the widest button."""
        widest = max((button.sizeHint().width() for button in self._shown()), default=0)
        return QSize(widest, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take the other direction if need be."""
        super().resizeEvent(event)
        self.fit()

    def event(self, event: QEvent) -> bool:
        """Fit anew when a button comes, goes, or has another text."""
        is_done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self.fit()
        return is_done

    def fit(self) -> None:
        """Put the buttons beside each other if there is room for them, else below each other."""
        shown = self._shown()
        gaps = max(0, self.layout().spacing()) * max(0, len(shown) - 1)
        fits = sum(button.sizeHint().width() for button in shown) + gaps <= self.width()
        wanted = Qt.Orientation.Horizontal if fits else Qt.Orientation.Vertical
        if self.orientation() != wanted:
            hidden = [button for button in self.buttons() if button not in shown]
            self.setOrientation(wanted)
            for button in hidden:  # Qt shows every button when it lays them out anew
                button.hide()
            # Qt gives a vertical box the width of its buttons, and it would never be wide again.
            self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def _shown(self) -> List[QAbstractButton]:
        return [button for button in self.buttons() if button.isVisibleTo(self)]
