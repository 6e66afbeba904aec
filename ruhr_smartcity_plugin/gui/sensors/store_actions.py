# SPDX-License-Identifier: GPL-2.0-or-later
"""Opening a store of measured values and fetching into it, for the room's menu."""

from __future__ import annotations

from pathlib import Path

from qgis.PyQt.QtCore import QObject, pyqtSignal
from qgis.PyQt.QtWidgets import QFileDialog, QWidget

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

_NAME = "messwerte.sqlite"


class StoreActions(QObject):
    """Keeps which store was opened last; `chosen` says which one is to be shown."""

    chosen = pyqtSignal(object)  # Path

    def __init__(self, workbench: Workbench, room: QWidget) -> None:
        super().__init__(room)
        self._bench, self._room = workbench, room

    @property
    def path(self) -> Path:
        """The store opened last, or the one in the profile; it may not exist yet."""
        kept = self._bench.settings.sensor_store.value()
        return Path(kept) if kept else self._bench.workspace_dir().parent / "sensors" / _NAME

    def fetch(self) -> None:
        """Open the window to fetch values."""
        from ruhr_smartcity_plugin.gui.sensors.fetch_dialog import FetchDialog

        dialog = FetchDialog(self._bench, self.path, self._room)
        dialog.fetched.connect(self._open)
        dialog.open()

    def choose(self) -> None:
        """Let the user choose a store."""
        path, _filter = QFileDialog.getOpenFileName(self._room, tr("Open a store of measured values"), str(
            self.path.parent), tr("Stores (*.sqlite)"))
        if path:
            self._open(Path(path))

    def _open(self, path: Path) -> None:
        self._bench.settings.sensor_store.setValue(str(path))
        self.chosen.emit(path)
