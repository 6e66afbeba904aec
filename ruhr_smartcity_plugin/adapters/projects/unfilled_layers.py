# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers in memory that came back with a saved project: they are empty, and their name says so until they are filled.

Nobody is asked for their content when a project is opened: that is done when the user opens the register.
"""

from __future__ import annotations

from typing import Callable

from qgis.core import QgsMapLayer, QgsProject
from qgis.PyQt import sip

from ruhr_smartcity_plugin.translation import tr

_VIEW_PROPERTY = "ruhr_smartcity/register_view"  # that of `register_layers`, which QGIS starts without
_TITLE_PROPERTY = "ruhr_smartcity/register_title"
_FILLED = "ruhr_smartcity_filled"  # of the object, so that no project file carries it


def follow_unfilled_layers(project: QgsProject) -> Callable[[], None]:
    """Mark the empty layers of registers in every project that is opened; returns the undo. Main thread only."""
    def look(*_: object) -> None:
        for layer in project.mapLayers().values():
            if is_in_memory(layer):
                _mark(layer)

    def undo() -> None:
        if not sip.isdeleted(project):
            project.readProject.disconnect(look)

    project.readProject.connect(look)
    return undo


def is_in_memory(layer: QgsMapLayer) -> bool:
    """Answer whether a layer shows a register without views, so that somebody has to fill it."""
    return bool(layer.customProperty(_VIEW_PROPERTY)) and layer.providerType() == "memory"


def is_marked(layer: QgsMapLayer) -> bool:
    """Answer whether the name of a layer says that it is empty."""
    return bool(layer.customProperty(_TITLE_PROPERTY))


def unmark(layer: QgsMapLayer) -> None:
    """Give a layer that was filled the name back that it had, unless somebody has named it anew."""
    layer.setProperty(_FILLED, True)
    title = str(layer.customProperty(_TITLE_PROPERTY) or "")
    if title:
        layer.removeCustomProperty(_TITLE_PROPERTY)
        if layer.name().endswith(f" – {title}"):  # in whatever language it was marked
            layer.setName(title)


def _mark(layer: QgsMapLayer) -> None:
    if not is_marked(layer) and not layer.property(_FILLED):
        layer.setCustomProperty(_TITLE_PROPERTY, layer.name())
        layer.setName(" – ".join((tr("Not loaded"), layer.name())))  # in front: narrow trees cut names
