# SPDX-License-Identifier: GPL-2.0-or-later
"""The register on the map: ordinary layers on views of the store that hold public columns only.

Internal projects are shown only when asked for by name, by views of their own; their layers are marked INTERN.
A register is named by its path, or by its store.
"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List

from qgis.core import (
    QgsCoordinateTransform,
    QgsCsException,
    QgsExpression,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.projects.register_source import (
    INTERNAL_VIEWS,
    PUBLIC_VIEWS,
    RegisterSource,
    key_of_source,
    path_of,
    provider_of,
)
from ruhr_smartcity_plugin.adapters.projects.register_styles import style_layer, style_title
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.translation import tr

VIEW_PROPERTY = "ruhr_smartcity/register_view"
_KEY_PROPERTY = "ruhr_smartcity/register_key"
PUBLIC_AREAS, PUBLIC_LINES, PUBLIC_POINTS = PUBLIC_VIEWS
INTERNAL_AREAS, INTERNAL_LINES, INTERNAL_POINTS = INTERNAL_VIEWS


class RegisterLayers:
    """Adds, finds and refreshes the layers of a register in a QGIS project. Main thread only."""

    def __init__(self, project: QgsProject) -> None:
        self._project = project

    def show(self, source: RegisterSource, *, internal: bool = False) -> QgsVectorLayer:
        """Return the point layer of a register; areas, lines and points are added to the map if they are not there.

        With `internal`, layers marked INTERN with all projects. Raises LayerError.
        """
        wanted = INTERNAL_VIEWS if internal else PUBLIC_VIEWS
        return [self.show_view(source, view) for view in wanted][-1]

    def show_view(self, source: RegisterSource, view: str) -> QgsVectorLayer:
        """Return the layer of one view of a register, added to the map if it is not there. Raises LayerError."""
        return self.find(source, view) or self.add(self.make(source, view))

    def use_style(self, source: RegisterSource, style: str) -> int:
        """Show the layers of a register by field of action or by status. Returns how many layers have such a style.

        A style somebody has renamed or removed in QGIS is left alone.
        """
        changed = 0
        for layer in self.layers_of(source):
            node = self._project.layerTreeRoot().findLayer(layer.id())
            was_open = node is not None and node.isExpanded()
            if layer.styleManager().setCurrentStyle(style_title(style)):
                changed += 1
                self._unfold(layer, was_open)  # a new legend is folded by QGIS
                layer.triggerRepaint()
        return changed

    def find(self, source: RegisterSource, view: str) -> QgsVectorLayer | None:
        """Return the layer on a view of this register; None if the map does not show it."""
        for layer in self.layers_of(source):
            if layer.customProperty(VIEW_PROPERTY) == view:
                return layer
        return None

    def refresh(self, source: RegisterSource) -> None:
        """Let the map show what was just saved."""
        for layer in self.layers_of(source):
            layer.dataProvider().reloadData()
            layer.updateExtents(True)
            layer.triggerRepaint()

    def zoom_to_project(self, source: RegisterSource, project_uuid: str, canvas: Any) -> int:
        """Zoom the map to the places of a project and flash them. Returns how many the map shows."""
        views = INTERNAL_VIEWS if self.find(source, INTERNAL_POINTS) else PUBLIC_VIEWS
        layers = [one for one in self.layers_of(source) if one.customProperty(VIEW_PROPERTY) in views]
        if not layers:
            return 0
        points = layers[0]  # all have one coordinate system
        expression = "\"project_uuid\" = " + QgsExpression.quotedValue(project_uuid)
        geometries = [one.geometry() for layer in layers for one in layer.getFeatures(expression) if one.hasGeometry()]
        if not geometries or canvas is None:
            return len(geometries)
        box = QgsRectangle(geometries[0].boundingBox())
        for one in geometries[1:]:
            box.combineExtentWith(one.boundingBox())
        box.grow(max(250.0, 0.1 * max(box.width(), box.height())))
        try:
            transform = QgsCoordinateTransform(points.crs(), canvas.mapSettings().destinationCrs(), self._project)
            canvas.setExtent(transform.transformBoundingBox(box))
        except QgsCsException as error:
            raise LayerError(tr("The places cannot be shown in the map's coordinate system."), str(error)) from error
        canvas.refresh()
        canvas.flashGeometries(geometries, points.crs())
        return len(geometries)

    def layers_of(self, source: RegisterSource) -> List[QgsVectorLayer]:
        """Return all layers of the map that show this register."""
        marked = [one for one in self._project.mapLayers().values() if one.customProperty(VIEW_PROPERTY)]
        return [one for one in marked if one.isValid() and _shows(one, source)]

    def make(self, source: RegisterSource, view: str) -> QgsVectorLayer:
        """Return a new, styled layer on a view of a register, not yet on the map. Raises LayerError.

        That of a register without views is empty: `PlaceFilling` fills it.
        """
        provider, address = provider_of(source, view)
        title = self._free_title(source, view)
        # Not the style in the file: it is made below, and what a file from elsewhere brings is not to be obeyed.
        options = QgsVectorLayer.LayerOptions()
        options.loadDefaultStyle = False
        layer = QgsVectorLayer(address, title, provider, options)
        if not layer.isValid():
            raise LayerError(tr("QGIS could not open the register “{name}” as a map layer.").format(
                name=_name_of(source)), view)
        layer.setCustomProperty(VIEW_PROPERTY, view)
        layer.setCustomProperty(_KEY_PROPERTY, "" if path_of(source) else key_of_source(source))
        if provider == "memory":
            layer.setCustomProperty("skipMemoryLayersCheck", 1)  # QGIS asks nobody to save it: the register has it
        # A view: records are changed in the project dialog, where rules, versions and history apply.
        layer.setReadOnly(True)
        style_layer(layer)
        write_origin(layer, Origin(title=title, fetched_at=datetime.now(timezone.utc)))
        return layer

    def add(self, layer: QgsVectorLayer) -> QgsVectorLayer:
        """Put a layer that `make` made on the map, and return it. Raises LayerError."""
        add_to_room(self._project, layer, "projects")
        # One legend is enough, colours are the same; QGIS itself folds all that have more than ten entries.
        self._unfold(layer, layer.customProperty(VIEW_PROPERTY) in (PUBLIC_POINTS, INTERNAL_POINTS))
        return layer

    def _unfold(self, layer: QgsVectorLayer, is_open: bool) -> None:
        node = self._project.layerTreeRoot().findLayer(layer.id())
        if node is not None:
            node.setExpanded(is_open)

    def _free_title(self, source: RegisterSource, view: str) -> str:
        """Name the register where another one is on the map already: nobody can tell layers of one name apart."""
        title, note = view_titles()[view], getattr(source, "layer_note", "")
        if note:
            return f"{title} · {note}"
        taken = {one.name() for one in self._project.mapLayers().values() if one.customProperty(VIEW_PROPERTY)}
        return f"{title} · {_name_of(source)}" if title in taken else title


def _name_of(source: RegisterSource) -> str:
    return source.name if isinstance(source, Path) else source.title


def view_titles() -> Dict[str, str]:
    """Return what the layers on the views are called."""
    return {
        PUBLIC_POINTS: tr("Smart City projects"),
        PUBLIC_LINES: tr("Smart City projects (routes)"),
        PUBLIC_AREAS: tr("Smart City projects (areas)"),
        INTERNAL_POINTS: tr("INTERN – Smart City projects"),
        INTERNAL_LINES: tr("INTERN – Smart City projects (routes)"),
        INTERNAL_AREAS: tr("INTERN – Smart City projects (areas)"),
    }


def _shows(layer: QgsVectorLayer, source: RegisterSource) -> bool:
    path = path_of(source)
    if path is None:
        return layer.customProperty(_KEY_PROPERTY) == key_of_source(source)
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source()) if layer.providerType() == "ogr" else {}
    return bool(parts.get("path")) and Path(parts["path"]).absolute() == path.absolute()
