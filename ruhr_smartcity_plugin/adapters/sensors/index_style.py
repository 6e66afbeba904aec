# SPDX-License-Identifier: GPL-2.0-or-later
"""How results of stations look on the map: coloured by one number in classes, stations without it white."""

from __future__ import annotations

from typing import Sequence

from qgis.core import QgsRuleBasedRenderer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.sensors.station_style import circle, class_label, number_labels
from ruhr_smartcity_plugin.core.sensors.classes import ValueClass, even_classes
from ruhr_smartcity_plugin.translation import tr


def style_by_number(layer: QgsVectorLayer, field: str, unit: str = "", decimals: int = 0) -> None:
    """Colour points by a numeric field in up to five even classes, label them with it, and name them by station.

    `field` is one of ours, never a text of a source.
    """
    index = layer.fields().indexOf(field)
    values = [float(one) for one in layer.uniqueValues(index) if one is not None and str(one) != "NULL"]
    layer.setRenderer(_renderer(field, even_classes(values), unit))
    layer.setLabeling(number_labels(field, decimals))
    layer.setLabelsEnabled(True)
    layer.setDisplayExpression('"station"')
    layer.triggerRepaint()


def _renderer(field: str, classes: Sequence[ValueClass], unit: str) -> QgsRuleBasedRenderer:
    root = QgsRuleBasedRenderer.Rule(None)
    for one in classes:
        condition = f'"{field}" >= {one.lower!r} and "{field}" < {one.upper!r}'
        root.appendChild(QgsRuleBasedRenderer.Rule(circle(one.colour), 0, 0, condition, class_label(one, unit)))
    root.appendChild(QgsRuleBasedRenderer.Rule(circle("#ffffff", 2.4), 0, 0, f'"{field}" is null', tr("No number")))
    return QgsRuleBasedRenderer(root)
