# SPDX-License-Identifier: GPL-2.0-or-later
"""Composition root: registers the plugin's parts with QGIS and takes them back in reverse."""

from __future__ import annotations

from typing import Any

from qgis.core import Qgis, QgsApplication, QgsMessageLog, QgsProject
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.messages import LOG_TAG, Message, Messages
from ruhr_smartcity_plugin.adapters.network.introduction import introduce_plugin
from ruhr_smartcity_plugin.adapters.sensors.property_names import follow_property_names
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.adapters.translator import install_translator
from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider
from ruhr_smartcity_plugin.ledger import Ledger


class RuhrSmartCityPlugin:
    """What QGIS switches on and off. No I/O and no network here; windows are built on first use."""

    def __init__(self, iface: Any) -> None:
        self.iface = iface
        self.dock = None
        self.workbench = None
        self.provider = None
        self._ledger = Ledger(_log_failed_undo)

    def initProcessing(self) -> None:
        """Register the algorithms; called alone by `qgis_process`."""
        if self.provider is not None:
            return
        self._ledger.push(install_translator())
        self._ledger.push(introduce_plugin())
        self._ledger.push(follow_property_names())
        self.provider = RuhrProvider()
        QgsApplication.processingRegistry().addProvider(self.provider)
        self._ledger.push(self._remove_provider)

    def initGui(self) -> None:
        """Register everything with the main window; called once when the plugin is switched on."""
        self.initProcessing()
        from ruhr_smartcity_plugin.adapters.cache_following import follow_cached_files
        from ruhr_smartcity_plugin.adapters.projects.unfilled_layers import follow_unfilled_layers
        from ruhr_smartcity_plugin.gui.area_context import AreaContext
        from ruhr_smartcity_plugin.gui.catalogue.layout_warning import register_layout_warning
        from ruhr_smartcity_plugin.gui.catalogue.offers import offer_catalogue
        from ruhr_smartcity_plugin.gui.catalogue.registration import register_catalogue
        from ruhr_smartcity_plugin.gui.frame.commands import Commands
        from ruhr_smartcity_plugin.gui.frame.exit_guard import ExitGuard
        from ruhr_smartcity_plugin.gui.frame.help_pages import open_help
        from ruhr_smartcity_plugin.gui.projects.internal_marks import register_internal_marks
        from ruhr_smartcity_plugin.gui.workbench import Workbench

        iface, push = self.iface, self._ledger.push
        messages = Messages()
        settings = Settings()
        push(settings.unregister)
        tasks = TaskBoard()
        push(tasks.close)
        tasks.crashed.connect(messages.fail)
        area = AreaContext(QgsProject.instance(), iface.mapCanvas(), messages.fail)
        push(area.close)
        self.workbench = Workbench(iface.mainWindow(), iface.mapCanvas(), QgsProject.instance(), messages, tasks,
                                   settings, area, open_room=self.open_room, open_help=open_help)
        self.workbench.open_log = iface.openMessageLog
        self.workbench.cad_dock = iface.cadDockWidget()
        messages.added.connect(self._show_in_bar)
        push(lambda: messages.added.disconnect(self._show_in_bar))
        push(follow_cached_files(self.workbench.project, self.workbench.cache_dir))
        push(follow_cached_files(self.workbench.project, self.workbench.tables_dir))
        push(follow_unfilled_layers(self.workbench.project))
        offer_catalogue(self.workbench)
        Commands(iface, self.workbench, self.open_dock).register(self._ledger)
        register_catalogue(iface, self.workbench, self._ledger)
        register_layout_warning(iface, self.workbench, self._ledger)
        register_internal_marks(iface, self.workbench, self._ledger)
        guard = ExitGuard(lambda: self.dock is None or self.dock.may_close())
        iface.registerApplicationExitBlocker(guard)
        push(lambda: iface.unregisterApplicationExitBlocker(guard))
        push(self._remove_dock)
        # Whoever left the dock open finds it again; built when QGIS has settled, and without any request.
        if settings.dock_open.value():
            iface.initializationCompleted.connect(self.open_dock)
            push(lambda: iface.initializationCompleted.disconnect(self.open_dock))

    def unload(self) -> None:
        """Take everything back, last first."""
        self._ledger.unwind()
        self.workbench = None

    def open_dock(self) -> None:
        """Show the dock and bring it to the front; built on first use."""
        if self.dock is None:
            self._make_dock()
        self.dock.setUserVisible(True)
        self.workbench.settings.dock_open.setValue(True)

    def open_room(self, name: str) -> QWidget | None:
        """Show the dock with one room and return the room's widget."""
        self.open_dock()
        return self.dock.open_room(name)

    def _make_dock(self) -> None:
        from ruhr_smartcity_plugin.gui.frame.dock import RuhrDock
        from ruhr_smartcity_plugin.gui.options.factory import OPTIONS_KEY

        self.dock = RuhrDock(self.workbench, lambda: self.iface.showOptionsDialog(currentPage=OPTIONS_KEY),
                             self.iface.mainWindow())
        self.iface.addTabifiedDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.dock, [], True)
        self.dock.closed.connect(lambda: self.workbench.settings.dock_open.setValue(False))
        # All five tabs are to be seen at first sight; the user may make it narrower, then tabs become icons.
        width = self.dock.fontMetrics().horizontalAdvance("x") * 64
        self.iface.mainWindow().resizeDocks([self.dock], [width], Qt.Orientation.Horizontal)

    def _remove_dock(self) -> None:
        if self.dock is not None:
            self.dock.close_dock()
            self.iface.removeDockWidget(self.dock)
            self.dock.deleteLater()
            self.dock = None

    def _remove_provider(self) -> None:
        QgsApplication.processingRegistry().removeProvider(self.provider)
        self.provider = None

    def _show_in_bar(self, message: Message) -> None:
        # Rooms and windows say problems in place; the bar is for what has no place, or one that nobody sees.
        if message.level != Qgis.MessageLevel.Info and not message.is_shown:
            from ruhr_smartcity_plugin.gui.message_bar import show_in_bar

            show_in_bar(self.iface.messageBar(), message)


def _log_failed_undo(error: BaseException) -> None:
    # Messages may be gone by now; QGIS's log is not.
    QgsMessageLog.logMessage(f"unload: {type(error).__name__}: {error}", LOG_TAG, Qgis.MessageLevel.Warning, False)
