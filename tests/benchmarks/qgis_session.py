# SPDX-License-Identifier: GPL-2.0-or-later
"""A QGIS without window inside a worker process, and a stand-in for `iface` that counts."""

from __future__ import annotations

import sys
from unittest.mock import MagicMock

from qgis.core import QgsApplication
from qgis.gui import QgsGui

#: Must live as long as the process; a worker ends without QGIS's teardown.
_ALIVE: list = []


def start_qgis() -> QgsApplication:
    """Start QGIS with its widgets, offscreen."""
    QgsApplication.setPrefixPath("/usr", True)
    application = QgsApplication([], True)
    application.initQgis()
    QgsGui.shortcutsManager()  # QGIS has made its GUI registries before it loads plugins
    _ALIVE.append(application)
    return application


def start_processing() -> None:
    """Register QGIS's own algorithms and ours."""
    sys.path.append(f"{QgsApplication.pkgDataPath()}/python/plugins")
    from processing.core.Processing import Processing

    from ruhr_smartcity_plugin.algorithms.provider import RuhrProvider

    Processing.initialize()
    registry = QgsApplication.processingRegistry()
    if registry.providerById("native") is None:
        from qgis.analysis import QgsNativeAlgorithms

        registry.addProvider(QgsNativeAlgorithms())
    provider = RuhrProvider()
    registry.addProvider(provider)
    _ALIVE.append(provider)


def stand_in_iface() -> MagicMock:
    """What a plugin gets from QGIS at start-up: real main window and canvas, the rest records its calls."""
    from qgis.gui import QgsMapCanvas, QgsMessageBar
    from qgis.PyQt.QtWidgets import QMainWindow, QMenu

    window = QMainWindow()
    canvas, bar, menu = QgsMapCanvas(window), QgsMessageBar(window), QMenu(window)
    iface = MagicMock()
    iface.mainWindow.return_value = window
    iface.mapCanvas.return_value = canvas
    iface.messageBar.return_value = bar
    iface.addToolBar.side_effect = window.addToolBar
    for name in ("pluginMenu", "webMenu", "pluginHelpMenu", "helpMenu", "projectMenu", "viewMenu"):
        getattr(iface, name).return_value = menu
    return iface
