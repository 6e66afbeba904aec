# SPDX-License-Identifier: GPL-2.0-or-later
"""What happens to a layer of stations when QGIS loads it: its origin, and colours by one of its numbers."""

from __future__ import annotations

from typing import Tuple

from qgis.core import Qgis, QgsMapLayer, QgsProcessingContext, QgsProcessingFeedback

from ruhr_smartcity_plugin.algorithms.analyses.result_layer import ResultLayer
from ruhr_smartcity_plugin.core.origin import Origin


class StationResult(ResultLayer):
    """`shown` is the field that colours the points, its unit, and the decimals of its labels; None: plain style.

    `times` are the fields of begin and end for the temporal controller; None for a layer of one time.
    """

    def __init__(self, origin: Origin, shown: Tuple[str, str, int] | None,
                 times: Tuple[str, str] | None = None) -> None:
        super().__init__(None, origin)
        self._shown, self._times = shown, times

    def postProcessLayer(
        self, layer: QgsMapLayer, context: QgsProcessingContext, feedback: QgsProcessingFeedback
    ) -> None:
        """Called by Processing on the main thread once the layer is loaded."""
        super().postProcessLayer(layer, context, feedback)
        if self._shown is not None:
            from ruhr_smartcity_plugin.adapters.sensors.index_style import style_by_number

            style_by_number(layer, *self._shown)
        if self._times is not None:
            properties = layer.temporalProperties()
            properties.setMode(Qgis.VectorTemporalMode.FeatureDateTimeStartAndEndFromFields)
            properties.setStartField(self._times[0])
            properties.setEndField(self._times[1])
            properties.setIsActive(True)
