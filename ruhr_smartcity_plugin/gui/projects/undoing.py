# SPDX-License-Identifier: GPL-2.0-or-later
"""Undo and redo of the whole dialog by Ctrl+Z and Ctrl+Y, whichever field has the focus."""

from __future__ import annotations

import time
from typing import Any, Callable, Tuple

from qgis.PyQt.QtCore import QEvent, QObject, Qt
from qgis.PyQt.QtGui import QKeySequence, QShortcut
from qgis.PyQt.QtWidgets import QAbstractSpinBox, QLineEdit, QPlainTextEdit, QToolButton, QWidget

from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.edit_history import EditHistory, Spot

Restore = Callable[[Any, Spot], None]
_UNDO, _REDO = QKeySequence.StandardKey.Undo, QKeySequence.StandardKey.Redo
_KEYS: Tuple = (_UNDO, _REDO)


class Undoing(QObject):
    """Keeps the steps of one dialog; `flush` takes over what was typed a moment ago, `restore` shows a state.

    `make` gives the history of what is edited, if that is no project.
    """

    def __init__(self, dialog: QWidget, undo_button: QToolButton, redo_button: QToolButton,
                 flush: Callable[[], None], restore: Restore, make: Callable[[Any], Any] = EditHistory) -> None:
        super().__init__(dialog)
        self._flush, self._restore, self._make = flush, restore, make
        self._history = make(ProjectBundle())
        self._undo_button, self._redo_button = undo_button, redo_button
        undo_button.clicked.connect(lambda _on=False: self.undo())
        redo_button.clicked.connect(lambda _on=False: self.redo())
        for keys, slot in ((_UNDO, self.undo), (_REDO, self.redo), ("Ctrl+Y", self.redo)):
            shortcut = QShortcut(QKeySequence(keys), dialog)
            shortcut.activated.connect(slot)
            shortcut.activatedAmbiguously.connect(slot)

    def watch(self, page: QWidget) -> None:
        """Take the two keys from the text fields of a page: their own undo knows one field and forgets it."""
        # A spin box hands its keys to its line without asking that one's filters.
        for kind in (QLineEdit, QPlainTextEdit, QAbstractSpinBox):
            for field in page.findChildren(kind):
                field.removeEventFilter(self)
                field.installEventFilter(self)

    def begin(self, bundle: ProjectBundle) -> None:
        """Forget all steps: the dialog shows this now."""
        self._history = self._make(bundle)
        self._enable()

    def record(self, bundle: ProjectBundle) -> None:
        """Remember what the dialog shows now."""
        self._history.record(bundle, time.monotonic())
        self._enable()

    def undo(self) -> None:
        """Take the last step back; the field it was in gets the focus."""
        self._flush()
        self._go(self._history.undo())

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._flush()
        self._go(self._history.redo())

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.ShortcutOverride:
            is_ours = any(event.matches(key) for key in _KEYS) or (
                event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier)
            if is_ours:
                event.ignore()
                return True
        return False

    def _go(self, found: Tuple[ProjectBundle, Spot] | None) -> None:
        if found is not None:
            self._restore(*found)
        self._enable()

    def _enable(self) -> None:
        self._undo_button.setEnabled(self._history.can_undo)
        self._redo_button.setEnabled(self._history.can_redo)
