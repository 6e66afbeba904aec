# SPDX-License-Identifier: GPL-2.0-or-later
"""Runs inside QGIS: drops an entry of the browser tree on the layer tree, and another time on the map."""

from __future__ import annotations

import os
import sys

sys.path.append(os.environ["RUHR_SUPPORT"])

import gui_driver
import qgis.utils
from qgis.core import QgsMimeDataUtils, QgsProject
from qgis.PyQt.QtCore import QEvent, QPoint, QPointF, Qt
from qgis.PyQt.QtGui import QDragEnterEvent, QDropEvent
from qgis.PyQt.QtWidgets import QApplication, QWidget

iface = qgis.utils.iface


def drop(widget: QWidget, uri: QgsMimeDataUtils.Uri) -> None:
    """Do what the mouse does at the end of a drag."""
    mime = QgsMimeDataUtils.encodeUriList([uri])
    held = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(widget, QDragEnterEvent(QPoint(20, 20), *held))
    QApplication.sendEvent(widget, QDropEvent(QPointF(20, 20), *held, QEvent.Type.Drop))


def steps(answer: dict) -> object:
    """The steps, with the milliseconds to wait between them."""
    from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue
    from ruhr_smartcity_plugin.gui.catalogue.dragging import uri_of

    iface.newProject()
    yield 500
    dataset = next(one for one in load_sample_catalogue() if one.is_loadable)
    answer["layers"] = []
    for place in (iface.layerTreeView().viewport(), iface.mapCanvas().viewport()):
        drop(place, uri_of(dataset))
        yield 2500
        answer["layers"].append(len(QgsProject.instance().mapLayers()))
    answer["bar"] = gui_driver.bar_messages()


gui_driver.play(steps)
