# SPDX-License-Identifier: GPL-2.0-or-later
"""The user's own names of measurements, a small file in the QGIS profile that people can pass on."""

from __future__ import annotations

from pathlib import Path
from typing import Callable, Tuple

from qgis.core import Qgis, QgsMessageLog

from ruhr_smartcity_plugin.adapters.messages import LOG_TAG
from ruhr_smartcity_plugin.adapters.settings import profile_workspace
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.sensors.phenomenon import Meaning
from ruhr_smartcity_plugin.core.sensors.property_table import PropertyTable, table_from_document
from ruhr_smartcity_plugin.core.sensors.quantity import use_names


def property_names_path(workspace: Path | None = None) -> Path:
    """Return where the file lies beside a workspace, by default that of the profile; it may not exist yet."""
    return (workspace or profile_workspace()).parent / "sensors" / "observed_properties.json"


def load_property_names(path: Path | None = None) -> PropertyTable:
    """Return the user's names; none where there is no file yet. Raises InputError for a file that cannot be read."""
    path = path or property_names_path()
    return table_from_document(read_json(path)) if path.exists() else PropertyTable()


def save_property_names(table: PropertyTable, path: Path | None = None) -> None:
    """Keep the user's names. Raises StoreError if the file cannot be written."""
    write_kept_json(path or property_names_path(), table.to_document())


def follow_property_names(find_path: Callable[[], Path] = property_names_path) -> Callable[[], None]:
    """Let all sources and the store ask the user's names as they are in the file; returns the undo.

    The file is read when a name is asked for, and again after it has changed; any thread may ask.
    """
    return use_names(_FollowedNames(find_path).interpret)


class _FollowedNames:
    """The names in a file. One that cannot be read leaves the shipped names, and the log says so once."""

    def __init__(self, find_path: Callable[[], Path]) -> None:
        self._find_path = find_path
        self._known: Tuple[Tuple[int, int], PropertyTable] = ((0, 0), PropertyTable())

    def interpret(self, text: str, unit: str, source: str) -> Meaning:
        path = self._find_path()
        state, table = self._known
        try:
            stated = path.stat()
            now = (stated.st_mtime_ns, stated.st_size)
        except OSError:
            now = (0, 0)
        if now != state:
            table = self._read(path) if now[1] else PropertyTable()
            self._known = (now, table)
        return table.interpret(text, unit, source)

    @staticmethod
    def _read(path: Path) -> PropertyTable:
        try:
            return load_property_names(path)
        except InputError as error:
            QgsMessageLog.logMessage(f"{error.sentence} ({error.detail})", LOG_TAG, Qgis.MessageLevel.Warning)
            return PropertyTable()
