# SPDX-License-Identifier: GPL-2.0-or-later
"""The line of a local copy: of what, how old, what waits, and the way to synchronise it."""

from __future__ import annotations

from typing import Callable

from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_utc_text
from ruhr_smartcity_plugin.adapters.projects.register_copy import CopyState
from ruhr_smartcity_plugin.gui.flow_layout import FlowLayout
from ruhr_smartcity_plugin.translation import tr


class SyncBar(QFrame):
    """Hidden while the open register is no copy and lies on no network drive."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sync_bar")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        self.text = self._label(layout, "sync_text")
        self.result = self._label(layout, "sync_result")
        box = QWidget(self)
        self._line = FlowLayout(box)
        layout.addWidget(box)
        self.synchronise = self._button("synchronise", tr("S&ynchronise"))
        self.conflicts = self._button("solve_conflicts", "")
        self.waiting = self._button("show_waiting", "")
        self.details = self._button("sync_details", tr("&Details …"))
        self.copy = self._button("work_on_copy", tr("Work on a &local copy …"))
        self._has_details = False
        self.hide()

    def _label(self, layout: QVBoxLayout, name: str) -> QLabel:
        label = QLabel(self)
        label.setObjectName(name)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        label.setSizePolicy(policy)
        layout.addWidget(label)
        return label

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text, self)
        button.setObjectName(name)
        self._line.addWidget(button)
        return button

    def on_click(self, button: QPushButton, slot: Callable[[], None]) -> None:
        """Connect a button."""
        button.clicked.connect(lambda _on=False: slot())

    def show_state(self, state: CopyState | None, *, is_on_drive: bool, is_running: bool) -> None:
        """Show what there is to say of the open register."""
        self.setVisible(state is not None or is_on_drive)
        self.text.setVisible(state is not None)
        self.copy.setVisible(is_on_drive and state is None)
        self.synchronise.setVisible(state is not None)
        self.synchronise.setEnabled(not is_running)
        n_conflicts = len(state.in_conflict) if state else 0
        self.conflicts.setVisible(n_conflicts > 0)
        self.conflicts.setEnabled(not is_running)
        self.conflicts.setText(tr("Solve %n con&flict(s) …", "", n_conflicts))
        n_waiting = len({*state.waiting, *state.in_conflict}) if state else 0
        self.waiting.setVisible(n_waiting > 0)
        self.waiting.setEnabled(not is_running)
        self.waiting.setText(tr("%n change(s) &waiting …", "", n_waiting))
        self.details.setVisible(self._has_details)
        self.result.setVisible(bool(self.result.text()))
        if state is not None:
            self.text.setText(copy_text(state))

    def show_result(self, text: str, *, has_details: bool = False) -> None:
        """Show what the last synchronisation did, in one line; empty for nothing."""
        self._has_details = has_details
        self.result.setText(text)
        self.result.setVisible(bool(text))
        self.details.setVisible(has_details)


def copy_text(state: CopyState) -> str:
    """Return of what a register is a copy, how old it is and what waits."""
    origin = state.origin
    when = tr("last synchronised {time}").format(time=short_utc_text(origin.synchronised_at)) \
        if origin.synchronised_at else tr("not complete yet")
    waiting = tr("%n change(s) waiting", "", len(state.waiting)) if state.waiting else tr("nothing waiting")
    return " · ".join((tr("Copy of {name}").format(name=origin.title), when, waiting))
