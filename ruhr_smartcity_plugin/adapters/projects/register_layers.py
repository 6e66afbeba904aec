# SPDX-License-Identifier: GPL-2.0-or-later
"""The register on the map: ordinary layers on views of the GeoPackage that hold public columns only.

Internal projects are shown only when asked for by name, by a view of their own; its layer is marked INTERN.
"""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, List

from qgis.core import (
    QgsCategorizedSymbolRenderer,
    QgsCoordinateTransform,
    QgsCsException,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsPalLayerSettings,
    QgsProject,
    QgsProviderRegistry,
    QgsRectangle,
    QgsRendererCategory,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.projects.symbols import field_line, field_marker
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

VIEW_PROPERTY = "ruhr_smartcity/register_view"
PUBLIC_POINTS, PUBLIC_LINES, INTERNAL_POINTS = "project_points", "project_lines", "project_points_internal"
_CODED = {"main_field": "VFIELD", "phase": "VPHASE", "status": "VSTATUS", "role": "VSITE", "accuracy": "VACC",
          "visibility": "VVIS"}
_LABEL_POINTS = 9
_LABEL_FROM_SCALE = 100_000


class RegisterLayers:
    """Adds, finds and refreshes the layers of a register in a QGIS project. Main thread only."""

    def __init__(self, project: QgsProject) -> None:
        self._project = project

    def show(self, path: Path, *, internal: bool = False) -> QgsVectorLayer:
        """Return the point layer of a register, added to the map if it is not there.

        With `internal`, a layer marked INTERN with all projects. Raises LayerError.
        """
        wanted = [INTERNAL_POINTS] if internal else [PUBLIC_LINES, PUBLIC_POINTS]
        layers = [self.find(path, view) or self._add(path, view) for view in wanted]
        return layers[-1]

    def find(self, path: Path, view: str) -> QgsVectorLayer | None:
        """Return the layer on a view of this register; None if the map does not show it."""
        for layer in self.layers_of(path):
            if layer.customProperty(VIEW_PROPERTY) == view:
                return layer
        return None

    def refresh(self, path: Path) -> None:
        """Let the map show what was just saved."""
        for layer in self.layers_of(path):
            layer.dataProvider().reloadData()
            layer.updateExtents(True)
            layer.triggerRepaint()

    def zoom_to_project(self, path: Path, project_uuid: str, canvas: Any) -> int:
        """Zoom the map to the places of a project and flash them. Returns how many the map shows."""
        points = self.find(path, INTERNAL_POINTS) or self.find(path, PUBLIC_POINTS)
        if points is None:
            return 0
        expression = "\"project_uuid\" = " + QgsExpression.quotedValue(project_uuid)
        geometries = [one.geometry() for one in points.getFeatures(expression) if one.hasGeometry()]
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

    def layers_of(self, path: Path) -> List[QgsVectorLayer]:
        """Return all layers of the map that show this register."""
        marked = [one for one in self._project.mapLayers().values() if one.customProperty(VIEW_PROPERTY)]
        return [one for one in marked if one.isValid() and _path_of(one) == path.absolute()]

    def _add(self, path: Path, view: str) -> QgsVectorLayer:
        source = QgsProviderRegistry.instance().encodeUri("ogr", {"path": str(path.absolute()), "layerName": view})
        layer = QgsVectorLayer(source, _title(view), "ogr")
        if not layer.isValid():
            raise LayerError(tr(
                "QGIS could not open the register “{name}” as a map layer.").format(name=path.name), source)
        layer.setCustomProperty(VIEW_PROPERTY, view)
        # A view: records are changed in the project dialog, where rules, versions and history apply.
        layer.setReadOnly(True)
        style_layer(layer)
        write_origin(layer, Origin(title=_title(view), fetched_at=datetime.now(timezone.utc)))
        add_to_room(self._project, layer, "projects")
        return layer


def _title(view: str) -> str:
    return {
        PUBLIC_POINTS: tr("Smart City projects"),
        PUBLIC_LINES: tr("Smart City projects (routes)"),
        INTERNAL_POINTS: tr("Smart City projects – INTERN"),
    }[view]


def _path_of(layer: QgsVectorLayer) -> Path:
    parts = QgsProviderRegistry.instance().decodeUri("ogr", layer.source())
    return Path(parts.get("path", "")).absolute()


def style_layer(layer: QgsVectorLayer) -> None:
    """Give a layer of the register its symbols, labels, map tips, aliases and code texts."""
    is_line = layer.customProperty(VIEW_PROPERTY) == PUBLIC_LINES
    make = field_line if is_line else field_marker
    fields_of_action = load_vocabulary().entries("VFIELD")
    categories = [QgsRendererCategory(one.code, make(one.code), one.text) for one in fields_of_action]
    categories.append(QgsRendererCategory(None, make(""), tr("No field of action")))
    layer.setRenderer(QgsCategorizedSymbolRenderer("main_field", categories))
    layer.setMapTipTemplate(map_tip_template())
    layer.setDisplayExpression('"title"')
    for index, one in enumerate(layer.fields()):
        layer.setFieldAlias(index, field_label(one.name()))
        if one.name() in _CODED:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": _value_map(_CODED[one.name()])}))
    if not is_line:
        _label(layer)


def _value_map(list_name: str) -> List[Dict[str, str]]:
    return [{one.text: one.code} for one in load_vocabulary().entries(list_name)]


def _label(layer: QgsVectorLayer) -> None:
    text = QgsTextFormat()
    text.setSize(_LABEL_POINTS)
    text.setColor(QColor("black"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setColor(QColor("white"))
    text.setBuffer(buffer)
    # Labels take the value as plain text; HTML in a title is shown, not obeyed.
    text.setAllowHtmlFormatting(False)
    settings = QgsPalLayerSettings()
    settings.fieldName = 'coalesce("label", "short_title", "title")'
    settings.isExpression = True
    settings.scaleVisibility = True
    settings.minimumScale = _LABEL_FROM_SCALE
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def map_tip_template() -> str:
    """Return the map tip: public columns only, every value escaped."""
    title, summary, lead = (_escaped(f"coalesce({QgsExpression.quotedColumnRef(name)}, '')")
                            for name in ("title", "summary", "lead"))
    place = _escaped("trim(coalesce(\"label\", '') || ' ' || coalesce(\"address\", ''))")
    return (f"<b>[% {title} %]</b><br>[% {_text_of('main_field')} %] · [% {_text_of('status')} %]<br>"
            f"[% {summary} %]<br>[% {place} %]<br>[% {lead} %]")


def _escaped(expression: str) -> str:
    """Wrap an expression so that its value is shown as it is; the ampersand goes first."""
    return f"replace(replace(replace({expression}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _text_of(column: str) -> str:
    pairs = ", ".join(
        f"{QgsExpression.quotedString(one.code)}, {QgsExpression.quotedString(one.text)}"
        for one in load_vocabulary().entries(_CODED[column]))
    value = QgsExpression.quotedColumnRef(column)
    return _escaped(f"coalesce(map_get(map({pairs}), {value}), {value}, '')")
