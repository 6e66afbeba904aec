# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's page in QGIS's options dialog."""

from __future__ import annotations

from qgis.gui import QgsOptionsPageWidget, QgsOptionsWidgetFactory
from qgis.PyQt import uic
from qgis.PyQt.QtGui import QIcon
from qgis.PyQt.QtWidgets import QVBoxLayout, QWidget

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
        return RuhrOptionsPage(self._workbench, parent)


class RuhrOptionsPage(QgsOptionsPageWidget):
    """All settings of the plugin; nothing is written before `apply`."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # QGIS finds the page to show by this name.
        self.setObjectName(OPTIONS_KEY)
        self._workbench = workbench
        self.form = uic.loadUi(str(resource("ui", "options_page.ui")), QWidget(self))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.form)

    def apply(self) -> None:
        """Write what the user changed."""
