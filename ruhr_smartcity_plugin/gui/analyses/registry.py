# SPDX-License-Identifier: GPL-2.0-or-later
"""Which analyses the room offers; names and descriptions come from the algorithms themselves."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Dict, List, Tuple

from qgis.core import (
    Qgis,
    QgsApplication,
    QgsMapLayer,
    QgsProcessing,
    QgsProcessingAlgorithm,
    QgsProcessingParameterFeatureSource,
    QgsProcessingParameterRasterLayer,
    QgsProject,
    QgsRasterLayer,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.projects.register_layers import VIEW_PROPERTY
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Analysis:
    """An algorithm the room offers, and the icon beside its name (a file below resources/icons)."""

    algorithm_id: str
    icon: str

    def algorithm(self) -> QgsProcessingAlgorithm | None:
        """Return the algorithm, or None while its provider is not registered."""
        return QgsApplication.processingRegistry().algorithmById(self.algorithm_id)


#: The analyses in the order of the list. A new one is one more line.
ANALYSES: Tuple[Analysis, ...] = (Analysis("ruhr:zonalstatistics", "analyses.svg"),)


@dataclass(frozen=True)
class Proposal:
    """Inputs proposed from the project, and one sentence per kind of layer the project lacks."""

    parameters: Dict[str, str]
    missing: List[str]


def propose_inputs(algorithm: QgsProcessingAlgorithm, project: QgsProject) -> Proposal:
    """Fill each input of an algorithm with the first layer of the project that fits, from the top of the layer tree.

    A layer is proposed once, so that two inputs of one kind do not get the same layer. Places of projects are hardly
    ever what an analysis is about: they are proposed only where nothing else fits.
    """
    parameters: Dict[str, str] = {}
    missing: List[str] = []
    layers = [layer for layer in project.layerTreeRoot().layerOrder() if layer is not None and layer.isValid()]
    layers.sort(key=lambda layer: layer.customProperty(VIEW_PROPERTY) is not None)
    for definition in algorithm.parameterDefinitions():
        if isinstance(definition, QgsProcessingParameterFeatureSource):
            types = definition.dataTypes()
            found = next((layer for layer in layers if _is_vector(layer, types)), None)
            sentence = tr("a layer with polygons") if _wants_polygons(types) else tr("a vector layer")
        elif isinstance(definition, QgsProcessingParameterRasterLayer):
            found = next((layer for layer in layers if _has_cells(layer)), None)
            sentence = tr("a raster file with values")
        else:
            continue
        if found is not None:
            parameters[definition.name()] = found.id()
            layers.remove(found)
        elif not definition.flags() & Qgis.ProcessingParameterFlag.Optional:
            missing.append(sentence)
    return Proposal(parameters, missing)


def _wants_polygons(types: List[int]) -> bool:
    return QgsProcessing.SourceType.TypeVectorPolygon in types


def _is_vector(layer: QgsMapLayer, types: List[int]) -> bool:
    if not isinstance(layer, QgsVectorLayer):
        return False
    return not _wants_polygons(types) or layer.geometryType() == Qgis.GeometryType.Polygon


def _has_cells(layer: QgsMapLayer) -> bool:
    """Answer whether a raster gives values; map services give pictures."""
    return isinstance(layer, QgsRasterLayer) and layer.providerType() == "gdal"
