# SPDX-License-Identifier: GPL-2.0-or-later
"""The invented heat raster as a styled layer that says what it is."""

from __future__ import annotations

from datetime import datetime, timezone
from pathlib import Path

from qgis.core import (
    QgsColorRampShader,
    QgsRasterLayer,
    QgsRasterShader,
    QgsSingleBandPseudoColorRenderer,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.heat_pattern import BACKGROUND_C, STRONGEST_C
from ruhr_smartcity_plugin.translation import tr

# ColorBrewer "YlOrRd" (5 classes), readable with colour blindness.
_COLOURS = ("#ffffb2", "#fecc5c", "#fd8d3c", "#f03b20", "#bd0026")


def heat_layer(path: Path) -> QgsRasterLayer:
    """Return the sample raster with a colour ramp from open land to the densest town, and its origin."""
    layer = QgsRasterLayer(str(path), tr("Synthetic air temperature (sample, °C)"))
    shade = QgsColorRampShader(BACKGROUND_C, BACKGROUND_C + STRONGEST_C)
    shade.setColorRampType(QgsColorRampShader.Type.Interpolated)
    step = STRONGEST_C / (len(_COLOURS) - 1)
    shade.setColorRampItemList([
        QgsColorRampShader.ColorRampItem(value, QColor(colour), f"{QLocale().toString(value, 'f', 1)} °C")
        for value, colour in ((BACKGROUND_C + number * step, colour) for number, colour in enumerate(_COLOURS))])
    shader = QgsRasterShader()
    shader.setRasterShaderFunction(shade)
    renderer = QgsSingleBandPseudoColorRenderer(layer.dataProvider(), 1, shader)
    renderer.setOpacity(0.8)
    layer.setRenderer(renderer)
    write_origin(layer, Origin(
        title=layer.name(), publisher=tr("Ruhr Smart City (sample)"), fetched_at=datetime.now(timezone.utc),
        plugin_version=plugin_version(), method=tr("invented pattern, nothing is measured")))
    return layer
