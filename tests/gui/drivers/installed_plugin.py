# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS: opens every tab in both themes, then switches the plugin off and on twenty times."""

from __future__ import annotations

import gc
import os
import sys
from collections import Counter

sys.path.append(os.environ["RUHR_SUPPORT"])

import gui_driver
import qgis.utils
from qgis.core import (
    QgsApplication,
    QgsNetworkAccessManager,
    QgsNetworkReplyContent,
    QgsNetworkRequestParameters,
    QgsProject,
)
from qgis.gui import QgsApplicationExitBlockerInterface, QgsLocatorWidget
from qgis.PyQt import sip
from qgis.PyQt.QtCore import QCoreApplication, QTimer, QTranslator
from qgis.PyQt.QtGui import QAction
from qgis.PyQt.QtWidgets import QApplication, QDockWidget, QStackedWidget, QTabWidget, QToolBar, QWidget

NAME = "ruhr_smartcity_plugin"
ROOMS = ("catalogue", "projects", "sensors", "analyses", "exchange")
iface = qgis.utils.iface
window = iface.mainWindow()


def locator() -> object:
    """Return QGIS's locator. PyQt sees its widget as a plain one, so it is found by its class name."""
    for widget in window.findChildren(QWidget):
        if widget.metaObject().className() == "QgsLocatorWidget":
            return sip.cast(widget, QgsLocatorWidget).locator()
    raise LookupError("QGIS has no locator")


def counts() -> dict:
    """Count what a plugin can leave behind in QGIS."""
    gui_driver.settle()
    gc.collect()
    project, canvas = QgsProject.instance(), iface.mapCanvas()
    network, tasks, log = (
        QgsNetworkAccessManager.instance(), QgsApplication.taskManager(), QgsApplication.messageLog(),
    )  # fmt: skip
    signals = {
        "project.readProject": (project, project.readProject),
        "project.writeProject": (project, project.writeProject),
        "project.cleared": (project, project.cleared),
        "project.crsChanged": (project, project.crsChanged),
        "project.layersAdded": (project, project.layersAdded),
        "project.layersWillBeRemoved": (project, project.layersWillBeRemoved),
        "canvas.extentsChanged": (canvas, canvas.extentsChanged),
        "canvas.destinationCrsChanged": (canvas, canvas.destinationCrsChanged),
        "canvas.mapToolSet": (canvas, canvas.mapToolSet),
        "network.finished": (network, network.finished[QgsNetworkReplyContent]),
        "network.requestAboutToBeCreated": (network, network.requestAboutToBeCreated[QgsNetworkRequestParameters]),
        "tasks.statusChanged": (tasks, tasks.statusChanged),
        "tasks.allTasksFinished": (tasks, tasks.allTasksFinished),
        "log.messageReceived": (log, log.messageReceived),
    }
    return {
        "actions": len(window.findChildren(QAction)),
        "docks": len(window.findChildren(QDockWidget)),
        "toolbars": len(window.findChildren(QToolBar)),
        "processing providers": len(QgsApplication.processingRegistry().providers()),
        "locator filters": len(locator().filters()),
        "data item providers": len(QgsApplication.dataItemProviderRegistry().providers()),
        "translators": sum(isinstance(item, QTranslator) for item in gc.get_objects()),
        "German texts": int(QCoreApplication.translate("@default", "Projects") != "Projects"),
        "exit blockers": sum(isinstance(item, QgsApplicationExitBlockerInterface) for item in gc.get_objects()),
        "tasks": tasks.count(),
        "canvas items": len(canvas.scene().items()),
        "top level widgets": len(QApplication.topLevelWidgets()),
        "children of the canvas": len(canvas.children()),
        **{name: sender.receivers(signal) for name, (sender, signal) in signals.items()},
    }


def options_pages(answer: list) -> None:
    """Note how many pages the options dialog has, then close it; it is modal."""

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        if dialog is None:
            QTimer.singleShot(200, look)
            return
        stack = max(dialog.findChildren(QStackedWidget), key=lambda item: item.count())
        answer.append(stack.count())
        dialog.reject()

    QTimer.singleShot(300, look)
    iface.showOptionsDialog()


def open_rooms(answer: dict, theme: str) -> object:
    """Open each tab and take its picture."""
    dock = window.findChild(QDockWidget, "RuhrSmartCityDock")
    tabs = dock.findChild(QTabWidget, "rooms")
    answer["tabs"] = [tabs.widget(index).objectName() for index in range(tabs.count())]
    dock.setMinimumWidth(480)
    for index, room in enumerate(ROOMS):
        tabs.setCurrentIndex(index)
        yield 400
        answer["pictures"].append(gui_driver.grab(f"{room}_{theme}"))


def steps(answer: dict) -> object:
    """The steps, with the milliseconds to wait between them."""
    answer.update(pictures=[], off=[], on=[], options=[])
    window.setGeometry(0, 0, 1400, 900)
    iface.newProject()  # the map instead of the welcome page
    yield 500
    answer["active"] = list(qgis.utils.active_plugins)
    answer["loaded_from"] = sys.modules[NAME].__file__
    qgis.utils.plugins[NAME].open_dock()
    yield 500
    for theme, name in (("default", "light"), ("Night Mapping", "dark")):
        QgsApplication.setUITheme(theme)
        yield 300
        yield from open_rooms(answer, name)
    QgsApplication.setUITheme("default")
    options_pages(answer["options"])
    answer["bar"], answer["log"] = gui_driver.bar_messages(), gui_driver.log_texts()
    yield from switch_off_and_on(answer, 20)
    options_pages(answer["options"])
    answer["bar_at_end"], answer["log_at_end"] = gui_driver.bar_messages(), gui_driver.log_texts()


def switch_off_and_on(answer: dict, times: int) -> object:
    """Off and on, with every room opened in between."""
    for _turn in range(times):
        answer["steps"] = Counter(answer.get("steps", {})) + Counter(["turns"])
        if not qgis.utils.unloadPlugin(NAME):
            raise RuntimeError("the plugin cannot be switched off")
        yield 20
        answer["off"].append(counts())
        answer["modules left"] = sorted(
            name for name, one in sys.modules.items() if name.startswith(f"{NAME}.") and not hasattr(one, "__path__")
        )
        if not (qgis.utils.loadPlugin(NAME) and qgis.utils.startPlugin(NAME)):
            raise RuntimeError("the plugin cannot be switched on")
        yield 20
        answer["on"].append(counts())
        plugin = qgis.utils.plugins[NAME]
        for room in ROOMS:
            plugin.open_room(room)
        yield 50
    qgis.utils.unloadPlugin(NAME)
    yield 50
    answer["off"].append(counts())


gui_driver.play(steps)
