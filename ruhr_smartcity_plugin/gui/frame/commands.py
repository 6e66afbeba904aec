# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's menu and toolbar: every command once, with its undo."""

from __future__ import annotations

from typing import Any, Callable

from qgis.core import QgsApplication
from qgis.gui import QgsGui
from qgis.PyQt.QtGui import QAction, QIcon
from qgis.PyQt.QtWidgets import QDialog, QMenu

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.ledger import Ledger
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

# Windows the commands open; they go with the plugin.
_WINDOWS = ("SystemCheckDialog", "RuhrNotesDialog", "RuhrDoctorDialog", "RuhrSourcesDialog", "RuhrPublishDialog",
            "RuhrTableReview", "RuhrMessage")  # fmt: skip


class Commands:
    """Builds the actions and registers them with QGIS."""

    def __init__(self, iface: Any, workbench: Workbench, open_dock: Callable[[], None]) -> None:
        self._iface = iface
        self._workbench = workbench
        self._open_dock = open_dock
        workbench.open_sample = lambda: self._guarded(self._open_sample)
        show_help = workbench.open_help
        # Help buttons and F1 stand everywhere; none of them has to know that there may be no browser.
        workbench.open_help = lambda page: self._guarded(lambda: show_help(page))

    def register(self, ledger: Ledger) -> None:
        """Make menu, toolbar and options page; each pushes its undo."""
        iface = self._iface
        title = tr("Ruhr Smart City")
        toolbar = iface.addToolBar(title)
        toolbar.setObjectName("RuhrSmartCityToolBar")
        ledger.push(lambda: _remove_toolbar(iface, toolbar))
        ledger.push(lambda: _remove_menu(iface, title))
        for action, on_toolbar in self._actions():
            iface.addPluginToWebMenu(title, action)
            ledger.push(lambda action=action: _remove_action(iface, title, action))
            if on_toolbar:
                toolbar.addAction(action)
            # Users may give each command a key of their own; none is taken from them.
            QgsGui.shortcutsManager().registerAction(action, "")
            ledger.push(lambda action=action: QgsGui.shortcutsManager().unregisterAction(action))
        self._register_options(ledger)
        self._register_help(ledger)
        ledger.push(self._close_windows)

    def _actions(self) -> list:
        theme = QgsApplication.getThemeIcon
        own = resource("icons")
        return [
            (self._action("RuhrSmartCityOpen", tr("Open Ruhr Smart City"), QIcon(str(own / "icon.svg")),
                          self._open_dock), True),
            (self._action("RuhrSmartCityBoundaries", tr("Load municipal boundaries"), QIcon(str(own / "region.svg")),
                          self._load_boundaries), False),
            (self._action("RuhrSmartCitySample", tr("Open demo workspace"), QIcon(str(own / "sample.svg")),
                          self._open_sample), False),
            (self._action("RuhrSmartCityTable", tr("Open a table from disk"),
                          theme("/mActionAddDelimitedTextLayer.svg"), self._open_table), False),
            (self._action("RuhrSmartCityNotes", tr("Source notes of the map"), theme("/mActionLabel.svg"),
                          self._source_notes), False),
            (self._action("RuhrSmartCityDoctor", tr("Check the project's layers"),
                          theme("/mIconWarning.svg"), self._check_layers), False),
            (self._action("RuhrSmartCityCatalogues", tr("Manage catalogues"), theme("/mActionAddGroup.svg"),
                          lambda: self._workbench.shared["open_sources_dialog"]()), False),
            (self._action("RuhrSmartCityPublish", tr("Publish the chosen layer"), theme("/mActionSharingExport.svg"),
                          self._publish_layer), False),
            (self._action("RuhrSmartCityCheck", tr("System check"), theme("/mActionOptions.svg"),
                          self._system_check), False),
            (self._action("RuhrSmartCityHelp", tr("Help for Ruhr Smart City"), theme("/mActionHelpContents.svg"),
                          lambda: self._workbench.open_help("index")), False),
        ]

    def _action(self, name: str, text: str, icon: QIcon, slot: Callable[[], None]) -> QAction:
        action = QAction(icon, text, self._iface.mainWindow())
        action.setObjectName(name)
        action.triggered.connect(lambda _checked=False: self._guarded(slot))
        return action

    def _guarded(self, slot: Callable[[], Any]) -> None:
        try:
            slot()
        except Exception as error:  # noqa: BLE001 (border: a command must answer with a sentence)
            self._workbench.messages.fail(error)

    def _register_options(self, ledger: Ledger) -> None:
        from ruhr_smartcity_plugin.gui.options.factory import RuhrOptionsFactory

        factory = RuhrOptionsFactory(self._workbench)
        self._iface.registerOptionsWidgetFactory(factory)
        ledger.push(lambda: self._iface.unregisterOptionsWidgetFactory(factory))

    def _register_help(self, ledger: Ledger) -> None:
        menu = self._iface.pluginHelpMenu()
        action = self._action("RuhrSmartCityPluginHelp", tr("Ruhr Smart City"),
                              QIcon(str(resource("icons", "icon.svg"))), lambda: self._workbench.open_help("index"))
        menu.addAction(action)

        def undo() -> None:
            menu.removeAction(action)
            action.deleteLater()

        ledger.push(undo)

    def _load_boundaries(self) -> None:
        from ruhr_smartcity_plugin.gui.frame.boundaries_command import load_boundaries

        load_boundaries(self._workbench)

    def _open_sample(self) -> None:
        from ruhr_smartcity_plugin.gui.frame.demo_workspace import open_demo_workspace

        open_demo_workspace(self._workbench)

    def _open_table(self) -> None:
        from ruhr_smartcity_plugin.gui.catalogue.table_review_opening import open_local_table

        open_local_table(self._workbench)

    def _source_notes(self) -> None:
        from ruhr_smartcity_plugin.gui.catalogue.notes_dialog import open_source_notes

        open_source_notes(self._workbench)

    def _check_layers(self) -> None:
        from ruhr_smartcity_plugin.gui.catalogue.doctor_dialog import open_project_doctor

        open_project_doctor(self._workbench)

    def _publish_layer(self) -> None:
        from ruhr_smartcity_plugin.gui.catalogue.publish_dialog import open_publishing

        open_publishing(self._workbench, self._iface.activeLayer())

    def _system_check(self) -> None:
        from ruhr_smartcity_plugin.gui.options.system_check_dialog import SystemCheckDialog

        dialog = SystemCheckDialog(self._workbench, self._workbench.main_window)
        dialog.show()

    def _close_windows(self) -> None:
        for window in self._workbench.main_window.findChildren(QDialog):
            if window.objectName() in _WINDOWS:
                window.close()


def _remove_toolbar(iface: Any, toolbar: Any) -> None:
    iface.mainWindow().removeToolBar(toolbar)
    toolbar.deleteLater()


def _remove_menu(iface: Any, title: str) -> None:
    # QGIS takes an emptied submenu out of the menu bar but keeps the object, one more at each reload.
    for menu in iface.mainWindow().findChildren(QMenu):
        if menu.title() == title and menu.isEmpty():
            menu.deleteLater()


def _remove_action(iface: Any, title: str, action: QAction) -> None:
    iface.removePluginWebMenu(title, action)
    action.deleteLater()
