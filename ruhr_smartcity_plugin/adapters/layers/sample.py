# SPDX-License-Identifier: GPL-2.0-or-later
"""The layers the sample catalogue names: made here, without any network."""

from __future__ import annotations

from typing import Callable, Dict

from qgis.core import QgsFeature, QgsField, QgsGeometry, QgsMapLayer, QgsPointXY, QgsVectorLayer
from qgis.PyQt.QtCore import QMetaType

from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr


def make_sample_layer(source: SampleSource) -> QgsMapLayer:
    """Return the layer of a sample source.

    Raises
    ------
    LayerError
        There is no sample layer of that name.
    """
    makers: Dict[str, Callable[[], QgsMapLayer]] = {
        "schematic-municipalities": _schematic_municipalities,
        "sample-points": _sample_points,
    }
    maker = makers.get(source.sample_id)
    if maker is None:
        raise LayerError(tr("The sample catalogue names a layer that does not exist. Install the plugin again."))
    return maker()


def _schematic_municipalities() -> QgsVectorLayer:
    from ruhr_smartcity_plugin.adapters.region.boundary_layers import schematic_layer

    return schematic_layer()


def _sample_points() -> QgsVectorLayer:
    """One invented measuring point per municipality; the value depends on the population only."""
    layer = QgsVectorLayer("Point?crs=EPSG:25832", tr("Sample measuring points"), "memory")
    provider = layer.dataProvider()
    provider.addAttributes(
        [
            QgsField("ags", QMetaType.Type.QString),
            QgsField("name", QMetaType.Type.QString),
            QgsField("sample_value", QMetaType.Type.Double),
        ]
    )
    layer.updateFields()
    features = []
    for town in load_region().municipalities:
        feature = QgsFeature(layer.fields())
        feature.setAttributes([town.ags, town.name, round(18.0 + (town.population % 997) / 100.0, 1)])
        feature.setGeometry(QgsGeometry.fromPointXY(QgsPointXY(*town.point_25832)))
        features.append(feature)
    provider.addFeatures(features)
    layer.updateExtents()
    return layer
