# SPDX-License-Identifier: GPL-2.0-or-later
"""The plugin's place in the layer tree: one group, a sub-group per room and in it per theme, new layers on top."""

from __future__ import annotations

from typing import Dict, Tuple

from qgis.core import (
    Qgis,
    QgsCoordinateTransform,
    QgsCsException,
    QgsLayerTree,
    QgsLayerTreeGroup,
    QgsMapLayer,
    QgsProject,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QObject

from ruhr_smartcity_plugin.core.catalogue.themes import theme_title
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.translation import tr

ROOT_TITLE = "Ruhr Smart City"
# Groups are found again by this, so that the user may rename them.
GROUP_PROPERTY = "ruhr_smartcity/room"
ROOT_KEY = "root"
_OLD_KEYS = {
    "catalogue": "Data",
    "projects": "Projects",
    "sensors": "Sensors",
    "analyses": "Analyses",
    "region": "Region",
}


def _room_titles() -> Dict[str, str]:
    return {
        "catalogue": tr("Data"),
        "projects": tr("Projects"),
        "sensors": tr("Sensors"),
        "analyses": tr("Analyses"),
        "region": tr("Region"),
    }


def room_group(project: QgsProject, room: str, theme: str = "") -> QgsLayerTreeGroup:
    """Return the sub-group of a room below the group "Ruhr Smart City"; what is missing is made on top.

    `room` is a code ("catalogue", "projects", "sensors", "analyses", "region"), or the room's title: groups are found
    again by the code in whatever language QGIS runs. `theme` is a theme code of DCAT, for a group of its own in it.
    """
    root = _find_or_insert(project.layerTreeRoot(), (ROOT_KEY,), ROOT_TITLE)
    titles = _room_titles()
    room = next((code for code, title in titles.items() if room == title), room)
    title = titles.get(room, room)
    # Groups made before the codes were used carry their title, in the language of then.
    group = _find_or_insert(root, (room, title, _OLD_KEYS.get(room, room)), title)
    return _find_or_insert(group, (f"{room}/{theme.lower()}",), theme_title(theme)) if theme else group


def add_to_room(
    project: QgsProject, layer: QgsMapLayer, room: str, *, theme: str = "", zoom_canvas: QObject | None = None
) -> QgsMapLayer:
    """Add the layer to the project, on top of its room's (or theme's) group, and return it; see `room_group`.

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
    room_group(project, room, theme).insertLayer(0, added)
    if zoom_canvas is not None:
        zoom_to(zoom_canvas, added, project)
    return added


def add_beside(project: QgsProject, layer: QgsMapLayer, shown: QgsMapLayer, room: str) -> None:
    """Add a layer beside one of the project: areas and tables below it, what they would hide above. Main thread only.

    Raises
    ------
    LayerError
        The layer is not valid or the project did not take it.
    """
    add_to_room(project, layer, room)
    root = project.layerTreeRoot()
    node, near = root.findLayer(layer.id()), root.findLayer(shown.id())
    if near is None:
        return
    group = near.parent()
    place = group.children().index(near) + (_rank(layer) < _rank(shown))
    group.insertChildNode(place, node.clone())
    node.parent().removeChildNode(node)


def _rank(layer: QgsMapLayer) -> int:
    """Return how far up a layer lies among those of one file: points are drawn over lines, and these over areas."""
    order = (Qgis.GeometryType.Polygon, Qgis.GeometryType.Line, Qgis.GeometryType.Point)
    kind = layer.geometryType() if isinstance(layer, QgsVectorLayer) else None
    return order.index(kind) if kind in order else -1


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


def _find_or_insert(parent: QgsLayerTreeGroup, keys: Tuple[str, ...], title: str) -> QgsLayerTreeGroup:
    """Return the child group with one of the keys, which gets the first of them; a new one if there is none."""
    for child in parent.children():
        if QgsLayerTree.isGroup(child) and child.customProperty(GROUP_PROPERTY) in keys:
            child.setCustomProperty(GROUP_PROPERTY, keys[0])
            return child
    group = parent.insertGroup(0, title)
    group.setCustomProperty(GROUP_PROPERTY, keys[0])
    return group
