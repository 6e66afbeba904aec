# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens to the layer of a result when QGIS loads it: its style and its origin."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timezone
from typing import Dict, List, Mapping, Sequence

from qgis.core import (
    QgsGraduatedSymbolRenderer,
    QgsMapLayer,
    QgsProcessingContext,
    QgsProcessingFeedback,
    QgsProcessingLayerPostProcessorInterface,
    QgsRendererRange,
    QgsVectorLayer,
)
from qgis.PyQt.QtCore import QLocale

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin, write_origin
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class ClassedStyle:
    """A graduated style from a shipped QML whose classes are computed elsewhere, off the main thread."""

    qml: str
    field: str
    breaks: Sequence[float]


class ResultLayer(QgsProcessingLayerPostProcessorInterface):
    """Gives a freshly loaded result its style and its origin."""

    #: Processing keeps no Python reference; without this one the object is gone before the layer is loaded.
    _waiting: Dict[str, ResultLayer] = {}

    def __init__(self, style: ClassedStyle | None, origin: Origin) -> None:
        super().__init__()
        self._style = style
        self._origin = origin

    @classmethod
    def expect(cls, destination: str, context: QgsProcessingContext, result: ResultLayer) -> None:
        """Have `result` finish the layer `destination` if QGIS loads it when the algorithm has ended."""
        if context.willLoadLayerOnCompletion(destination):
            cls._waiting[destination] = result
            details = context.layerToLoadOnCompletionDetails(destination)
            details.groupName = tr("Analyses")  # the room's group in the layer tree
            details.setPostProcessor(result)

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by Processing on the main thread once the layer is loaded."""
        write_origin(layer, self._origin)
        if self._style is not None and not apply_classed_style(layer, self._style):
            feedback.pushWarning(tr("The style of the result could not be loaded; the layer has a plain one."))
        for destination in [key for key, value in self._waiting.items() if value is self]:
            del self._waiting[destination]


def apply_classed_style(layer: QgsVectorLayer, style: ClassedStyle) -> bool:
    """Style a layer by classes; answers False if the shipped style cannot be used."""
    _, is_loaded = layer.loadNamedStyle(str(resource("styles", style.qml)), False, QgsMapLayer.StyleCategory.Symbology)
    renderer = layer.renderer()
    if not is_loaded or not isinstance(renderer, QgsGraduatedSymbolRenderer):
        return False
    renderer.setClassAttribute(style.field)
    renderer.deleteAllClasses()
    for one in _ranges(renderer, style.breaks):
        renderer.addClassRange(one)
    # The layer tree has taken its legend from the plain file; a fresh renderer makes it look again.
    layer.setRenderer(renderer.clone())
    layer.triggerRepaint()
    return True


def _ranges(renderer: QgsGraduatedSymbolRenderer, breaks: Sequence[float]) -> List[QgsRendererRange]:
    ramp, locale = renderer.sourceColorRamp(), QLocale()
    n = len(breaks) - 1
    ranges = []
    for number in range(n):
        symbol = renderer.sourceSymbol().clone()
        symbol.setColor(ramp.color(number / (n - 1) if n > 1 else 0.5))
        low, high = breaks[number], breaks[number + 1]
        label = f"{locale.toString(low, 'g', 5)} – {locale.toString(high, 'g', 5)}"
        ranges.append(QgsRendererRange(low, high, symbol, label))
    return ranges


def origin_of_input(layer: QgsMapLayer | None, name: str) -> Origin:
    """Return where an input comes from: as the plugin wrote it, else what QGIS's layer metadata say."""
    if layer is None:
        return Origin(title=name)
    written = read_origin(layer)
    if written is not None:
        return written
    metadata = layer.metadata()
    return Origin(
        title=layer.name(),
        licence="; ".join(metadata.licenses()),
        attribution=layer.serverProperties().attribution() or "; ".join(metadata.rights()),
    )


def origin_of_result(title: str, method: str, parameters: Mapping[str, object], inputs: Sequence[Origin]) -> Origin:
    """Return the origin of a result computed now with this version of the plugin."""
    return Origin(
        title=title,
        method=method,
        parameters={key: str(value) for key, value in parameters.items()},
        inputs=tuple(inputs),
        changed=True,
        fetched_at=datetime.now(timezone.utc),
        plugin_version=plugin_version(),
    )
