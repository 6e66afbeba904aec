# SPDX-License-Identifier: GPL-2.0-or-later
"""Layers of the municipal areas: official outlines from the cache, schematic ones without it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from qgis.core import (
    NULL,
    QgsFeature,
    QgsFeatureRequest,
    QgsFillSymbol,
    QgsGeometry,
    QgsPalLayerSettings,
    QgsProject,
    QgsSingleSymbolRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room
from ruhr_smartcity_plugin.adapters.region.boundary_store import LAYER_NAME, boundaries_path
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.boundary_service import load_preset
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.core.region.schematic import schematic_areas
from ruhr_smartcity_plugin.translation import tr

#: Custom property by which the layers are found again, whatever the user calls them.
KIND_PROPERTY = "ruhr_smartcity/boundaries"
OFFICIAL, SCHEMATIC = "official", "schematic"
_OUTLINE = "90,106,122"  # a mid grey that is seen on light and on dark maps


def load_boundaries_layer(cache_dir: Path) -> QgsVectorLayer | None:
    """Return the cached boundaries as an outline layer with its origin; None if none were fetched yet.

    Raises
    ------
    LayerError
        The cached file is damaged.
    """
    path = boundaries_path(cache_dir)
    if not path.is_file():
        return None
    layer = QgsVectorLayer(f"{path}|layername={LAYER_NAME}", tr("Municipal boundaries"), "ogr")
    if not layer.isValid():
        sentence = tr("The stored boundaries in {path} cannot be read. Load them again.")
        raise LayerError(sentence.format(path=path), "the ogr provider did not open the file")
    layer.setReadOnly(True)
    _style(layer, "solid")
    _describe(layer)
    return layer


def add_boundaries_layer(project: QgsProject, cache_dir: Path) -> QgsVectorLayer | None:
    """Show the cached boundaries on the map; a layer that shows them already is refreshed instead. Main thread only.

    Returns the layer, or None if no boundaries were fetched yet. Schematic areas give way to the official ones.
    """
    layer = find_boundaries_layer(project, OFFICIAL)
    if layer is not None and layer.isValid() and layer.source().startswith(str(boundaries_path(cache_dir))):
        layer.reload()
        _describe(layer)
        layer.triggerRepaint()
        return layer
    layer = load_boundaries_layer(cache_dir)
    if layer is None:
        return None
    schematic = find_boundaries_layer(project, SCHEMATIC)
    if schematic is not None:
        project.removeMapLayer(schematic.id())
    return add_to_room(project, layer, "region")


def find_boundaries_layer(project: QgsProject, kind: str) -> QgsVectorLayer | None:
    """Return the project's layer of official or schematic areas, if it has one."""
    for layer in project.mapLayers().values():
        if layer.customProperty(KIND_PROPERTY) == kind:
            return layer
    return None


def schematic_layer() -> QgsVectorLayer:
    """Return schematic areas of the municipalities, for use without official boundaries (memory layer)."""
    name = tr("Schematic municipalities (no official boundaries)")
    layer = QgsVectorLayer("MultiPolygon?crs=EPSG:25832&field=ags:string(8)&field=name:string(80)", name, "memory")
    features = []
    for area in schematic_areas():
        feature = QgsFeature(layer.fields())
        feature.setAttributes([area.ags, area.name])
        geometry = QgsGeometry.fromWkt(area.wkt())
        geometry.convertToMultiType()
        feature.setGeometry(geometry)
        features.append(feature)
    added, _features = layer.dataProvider().addFeatures(features)
    if not added:
        raise LayerError(tr("The schematic areas could not be drawn."), "; ".join(layer.dataProvider().errors()))
    layer.updateExtents()
    layer.setReadOnly(True)
    layer.setCustomProperty(KIND_PROPERTY, SCHEMATIC)
    # Without this QGIS asks at the end whether the memory layer is to be saved; it can be drawn again at any time.
    layer.setCustomProperty("skipMemoryLayersCheck", 1)
    _style(layer, "dash")
    write_origin(layer, Origin(name, method=tr("Schematic areas, computed from one point, the box and the size of each "
                                               "municipality; the borders are not real.")))
    return layer


def _describe(layer: QgsVectorLayer) -> None:
    """Write where the boundaries come from; the file says which service and when."""
    layer.setCustomProperty(KIND_PROPERTY, OFFICIAL)
    feature = next(layer.getFeatures(QgsFeatureRequest().setLimit(1)), None)
    values = {} if feature is None else {name: feature[name] for name in ("fetched_at", "source_url", "stated_on")}
    texts = {name: "" if value in (None, NULL) else str(value) for name, value in values.items()}
    source_url = texts.get("source_url", "")
    service = load_preset().at(source_url)
    try:
        fetched_at = datetime.fromisoformat(texts.get("fetched_at", ""))
    except ValueError:
        fetched_at = None
    stated = {tr("Date of the data"): texts["stated_on"]} if texts.get("stated_on") else {}
    write_origin(layer, Origin(tr("Municipal boundaries"), source_url=source_url or service.url,
                               publisher=service.publisher, licence=service.licence, licence_url=service.licence_url,
                               fetched_at=fetched_at, parameters=stated))
    if layer.featureCount() < len(load_region().municipalities):
        layer.setName(tr("Municipal boundaries (incomplete)"))


def _style(layer: QgsVectorLayer, line: str) -> None:
    symbol = QgsFillSymbol.createSimple({"style": "no", "outline_color": _OUTLINE, "outline_width": "0.4",
                                         "outline_style": line})
    layer.setRenderer(QgsSingleSymbolRenderer(symbol))
    text = QgsTextFormat()
    text.setSize(8)
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    text.setBuffer(halo)
    labels = QgsPalLayerSettings()
    labels.fieldName = "name"
    labels.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(labels))
    layer.setLabelsEnabled(True)
