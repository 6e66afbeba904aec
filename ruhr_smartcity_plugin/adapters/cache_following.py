# SPDX-License-Identifier: GPL-2.0-or-later
"""Keeps the notes of which cached files the project shows, as layers come and go and projects are saved and opened."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Callable, FrozenSet, Sequence

from qgis.core import Qgis, QgsMapLayer, QgsMessageLog, QgsProject
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QTimer

from ruhr_smartcity_plugin.adapters.cache import files_in_use
from ruhr_smartcity_plugin.adapters.cache_notes import WindowNote, note_project
from ruhr_smartcity_plugin.adapters.messages import LOG_TAG


def follow_cached_files(project: QgsProject, cache_dir: Callable[[], Path]) -> Callable[[], None]:
    """Note from now on what the project shows; returns the undo. Main thread only."""
    return _CacheFollowing(project, cache_dir).close


class _CacheFollowing:
    def __init__(self, project: QgsProject, cache_dir: Callable[[], Path]) -> None:
        self._project, self._cache_dir = project, cache_dir
        self._note: WindowNote | None = None
        self._noted: FrozenSet[str] = frozenset()
        self._is_due = self._is_closed = False
        self._connections = (
            (project.projectSaved, self._note_project),
            (project.readProject, self._note_project),
            (project.layersAdded, self._follow),
            (project.layersRemoved, self._note_soon),
        )
        for signal, slot in self._connections:
            signal.connect(slot)

    def close(self) -> None:
        """Stop. The note of the window goes, those of saved projects stay."""
        self._is_closed = True
        if not sip.isdeleted(self._project):
            for signal, slot in self._connections:
                signal.disconnect(slot)
        if self._note is not None:
            self._try(lambda: self._note.write(()))
        self._note = None

    def _follow(self, layers: Sequence[QgsMapLayer]) -> None:
        for layer in layers:
            layer.dataSourceChanged.connect(self._note_soon)
        self._note_soon()

    def _note_soon(self, *_more: object) -> None:
        """Note once what comes in one go: a project is opened layer by layer."""
        if not self._is_due:
            self._is_due = True
            QTimer.singleShot(0, self._note_due)

    def _note_due(self) -> None:
        self._is_due = False
        if not self._is_closed and not sip.isdeleted(self._project):
            self._note_window()

    def _note_window(self) -> None:
        cache_dir, files = self._cache_dir(), self._files()
        if self._note is None and not files:
            return
        if self._note is None or self._note.cache_dir != cache_dir:
            self._note, self._noted = WindowNote(cache_dir), frozenset()
        if files != self._noted:
            self._noted = files
            self._try(lambda: self._note.write(files))

    def _note_project(self, *_more: object) -> None:
        self._note_window()
        name = self._project.fileName()
        if name:
            self._try(lambda: note_project(self._cache_dir(), name, self._files()))

    def _files(self) -> FrozenSet[str]:
        below = os.path.realpath(self._cache_dir()) + os.sep
        return frozenset(one for one in files_in_use(self._project, self._cache_dir()) if one.startswith(below))

    @staticmethod
    def _try(write: Callable[[], None]) -> None:
        """Write a note; where that fails, another window may clear the files away, which is no reason to stop here."""
        try:
            write()
        except OSError as error:
            text = f"cached files in use were not noted: {error}"
            QgsMessageLog.logMessage(text, LOG_TAG, Qgis.MessageLevel.Warning, False)
