# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's place in the layer tree: one group, a sub-group per room, new layers on top."""

from __future__ import annotations

from qgis.core import QgsCoordinateTransform, QgsCsException, QgsLayerTreeGroup, QgsMapLayer, QgsProject
from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

ROOT_TITLE = "Ruhr Smart City"
# Groups are found again by this, so that the user may rename them.
GROUP_PROPERTY = "ruhr_smartcity/room"
ROOT_KEY = "root"


def room_group(project: QgsProject, room_title: str) -> QgsLayerTreeGroup:
    """Return the sub-group of a room below the group "Ruhr Smart City"; both are made at the top if missing."""
    root = _find_or_insert(project.layerTreeRoot(), ROOT_KEY, ROOT_TITLE)
    return _find_or_insert(root, room_title, room_title)


def add_to_room(
    project: QgsProject, layer: QgsMapLayer, room_title: str, *, zoom_canvas: QObject | None = None
) -> QgsMapLayer:
    """Add the layer to the project, on top of its room's group, and return it.

    Main thread only. `zoom_canvas` (a `QgsMapCanvas`) is zoomed to the layer once if given.

    Raises
    ------
    LayerError
        The layer is not valid or the project did not take it.
    """
    if not layer.isValid():
        raise LayerError(tr("The layer “{name}” cannot be opened.").format(name=layer.name()), layer.error().summary())
    added = project.addMapLayer(layer, False)
    if added is None:
        raise LayerError(tr("The project did not accept the layer “{name}”.").format(name=layer.name()))
    room_group(project, room_title).insertLayer(0, added)
    if zoom_canvas is not None:
        zoom_to(zoom_canvas, added, project)
    return added


def zoom_to(canvas: QObject, layer: QgsMapLayer, project: QgsProject) -> bool:
    """Zoom a map canvas to a layer; answers False where the layer has no extent in the canvas' CRS."""
    extent = layer.extent()
    if extent.isNull() or not extent.isFinite():
        return False
    transform = QgsCoordinateTransform(layer.crs(), canvas.mapSettings().destinationCrs(), project.transformContext())
    try:
        target = transform.transformBoundingBox(extent)
    except QgsCsException:
        return False
    target.grow(max(target.width(), target.height()) * 0.05)
    canvas.setExtent(target)
    canvas.refresh()
    return True


def _find_or_insert(parent: QgsLayerTreeGroup, key: str, title: str) -> QgsLayerTreeGroup:
    for child in parent.findGroups():
        if child.customProperty(GROUP_PROPERTY) == key:
            return child
    group = parent.insertGroup(0, title)
    group.setCustomProperty(GROUP_PROPERTY, key)
    return group
