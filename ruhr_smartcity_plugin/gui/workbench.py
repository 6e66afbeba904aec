# SPDX-License-Identifier: GPL-2.0-or-later
"""What every room gets to work with. Made once by `plugin.py`; rooms never ask for `iface`."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, Callable

from qgis.core import QgsApplication, QgsProject
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.messages import Messages
from ruhr_smartcity_plugin.adapters.settings import Settings, profile_workspace
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.gui.area_context import AreaContext
from ruhr_smartcity_plugin.gui.shared_objects import SharedObjects

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.network.client import HttpClient


@dataclass
class Workbench:
    """Main window, canvas, project, and the plugin's shared services.

    `open_room(name)` switches the dock to a room and returns its widget; `open_help(page)` shows a help page,
    `open_log()` QGIS's log panel;
    `shared` holds objects that one room offers to others (e.g. ``shared["register"]``, the open register).
    """

    main_window: QWidget | None
    canvas: Any
    project: QgsProject
    messages: Messages
    tasks: TaskBoard
    settings: Settings
    area: AreaContext
    open_room: Callable[[str], QWidget | None] = lambda _name: None
    open_help: Callable[[str], None] = lambda _page: None
    open_sample: Callable[[], None] = lambda: None
    cad_dock: Any = None  # QGIS's panel for advanced digitising
    open_log: Callable[[], None] = lambda: None
    shared: SharedObjects = field(default_factory=SharedObjects)

    def http(self, authcfg: str = "", auth_host: str = "") -> HttpClient:
        """Return an HTTP client on QGIS's network; credentials only go to `auth_host`. For use inside tasks."""
        from ruhr_smartcity_plugin.adapters.network.session import limits_of, new_client

        return new_client(authcfg, auth_host, limits=limits_of(self.settings))

    def cache_dir(self) -> Path:
        """Return the folder for cached data; it may not exist yet."""
        # A folder of its own below the chosen one: emptying the cache must never meet a user's files.
        chosen = self.settings.cache_folder.value().strip()
        base = Path(chosen) if chosen else Path(QgsApplication.qgisSettingsDirPath())
        return base / "ruhr_smartcity" / "cache"

    def catalogue_dir(self) -> Path:
        """Return the folder for the user's lists, shelf and index of catalogues; it may not exist yet."""
        return self.workspace_dir().parent / "catalogue"

    def tables_dir(self) -> Path:
        """Return the folder for the files made of tables; it may not exist yet."""
        return self.workspace_dir() / "tables"

    def workspace_dir(self) -> Path:
        """Return the folder for the demo workspace and other files made for the user; it may not exist yet."""
        return profile_workspace()
