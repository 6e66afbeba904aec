# SPDX-License-Identifier: GPL-2.0-or-later
"""Registers the plugin's options page; the page itself is loaded when the options dialog opens."""

from __future__ import annotations

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

OPTIONS_KEY = "ruhr_smartcity"


class RuhrOptionsFactory(QgsOptionsWidgetFactory):
    """Makes the page when the user opens the options dialog."""

    def __init__(self, workbench: Workbench) -> None:
        super().__init__(tr("Ruhr Smart City"), QIcon(str(resource("icons", "icon.svg"))), OPTIONS_KEY)
        self._workbench = workbench

    def createWidget(self, parent: QWidget | None = None) -> QgsOptionsPageWidget:
        from ruhr_smartcity_plugin.gui.options.page import RuhrOptionsPage

        return RuhrOptionsPage(self._workbench, parent)
