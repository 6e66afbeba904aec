# SPDX-License-Identifier: GPL-2.0-or-later
"""A workbench for GUI tests: real parts, a canvas in EPSG:25832, settings that start empty."""

from __future__ import annotations

import time
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Iterator

from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsSettings, QgsSettingsEntryBase
from qgis.gui import QgsMapCanvas
from qgis.PyQt.QtCore import QCoreApplication, QEventLoop
from qgis.PyQt.QtWidgets import QMainWindow

from ruhr_smartcity_plugin.adapters.messages import Messages
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.gui.area_context import AreaContext
from ruhr_smartcity_plugin.gui.catalogue.offers import offer_catalogue
from ruhr_smartcity_plugin.gui.workbench import Workbench


@contextmanager
def open_workbench() -> Iterator[Workbench]:
    """Make a workbench and take it back; help pages asked for are listed in ``shared["help"]``.

    The catalogue's list and index are offered as the plugin does, in a folder of its own.
    """
    lists = TemporaryDirectory(ignore_cleanup_errors=True)
    window = QMainWindow()
    canvas = QgsMapCanvas(window)
    canvas.setDestinationCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    window.setCentralWidget(canvas)
    project = QgsProject.instance()
    project.clear()
    messages, tasks, settings = Messages(), TaskBoard(), Settings()
    tasks.crashed.connect(messages.fail)
    area = AreaContext(project, canvas, messages.fail)
    workbench = Workbench(window, canvas, project, messages, tasks, settings, area)
    workbench.shared["help"] = []
    workbench.open_help = workbench.shared["help"].append
    workbench.catalogue_dir = lambda: Path(lists.name)
    offer_catalogue(workbench)
    try:
        yield workbench
    finally:
        tasks.close()
        _await_end(tasks)
        area.close()
        forget_settings(settings)
        settings.unregister()
        window.close()
        window.deleteLater()
        project.clear()
        lists.cleanup()


def _await_end(tasks: TaskBoard) -> None:
    """Turn the event loop until no task is left that could reach into the next test."""
    ends = time.monotonic() + 20.0
    while tasks.running() and time.monotonic() < ends:
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 20)


@contextmanager
def administrator_presets(path: Path, text: str) -> Iterator[Path]:
    """Roll out a global settings file; its text may be changed by `preset`. Afterwards there is no preset."""
    preset(path, text)
    try:
        yield path
    finally:
        preset(path, "")  # QGIS takes no path of a file that is not there, so it is emptied


def preset(path: Path, text: str) -> None:
    """Write the global settings file and let QGIS read it."""
    path.write_text(text, encoding="utf-8")
    QgsSettings.setGlobalSettingsPath(str(path))


def forget_settings(settings: Settings) -> None:
    """Remove every stored value of the plugin."""
    for entry in vars(settings).values():
        if isinstance(entry, QgsSettingsEntryBase):
            entry.remove()
    QgsSettings().sync()
