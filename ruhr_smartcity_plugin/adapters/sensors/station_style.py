# SPDX-License-Identifier: GPL-2.0-or-later
"""How stations look on the map: coloured by value, silent ones crossed out, value and unit beside them."""

from __future__ import annotations

from typing import Sequence

from qgis.core import (
    Qgis,
    QgsMarkerSymbol,
    QgsPalLayerSettings,
    QgsRuleBasedRenderer,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtCore import QLocale
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.core.sensors.classes import HIGHEST, LOWEST, ValueClass
from ruhr_smartcity_plugin.translation import tr

_OUTLINE = "#404040"
# Only fields and constants: text from services is never part of an expression.
_LABEL = (
    """coalesce(if("value" is null, left("text", 20), format_number("value", 1))"""
    """ || if("unit" = '', '', ' ' || "unit"), '')"""
)
_SHORTEST = -128  # QLocale.FloatingPointShortest: as many places as the number has


def style_stations(layer: QgsVectorLayer, classes: Sequence[ValueClass], unit: str) -> None:
    """Give the layer its renderer, labels and map tip."""
    layer.setRenderer(make_renderer(classes, unit))
    layer.setLabeling(QgsVectorLayerSimpleLabeling(_label_settings(_LABEL)))
    layer.setLabelsEnabled(True)
    layer.setMapTipTemplate(tip_template())
    layer.setDisplayExpression('"station"')


def make_renderer(classes: Sequence[ValueClass], unit: str) -> QgsRuleBasedRenderer:
    """Return a renderer with a rule per class, one for stations without a number, and a cross for silent ones.

    Rules instead of a graduated renderer, because the cross needs an entry of its own in the legend.
    """
    root = QgsRuleBasedRenderer.Rule(None)
    for one in classes:
        # The limits are numbers of ours; repr() writes them with a point in every language.
        condition = f'"value" >= {one.lower!r} and "value" < {one.upper!r}'
        root.appendChild(_rule(circle(one.colour), condition, class_label(one, unit)))
    root.appendChild(_rule(circle("#ffffff", 2.4), '"value" is null', tr("No number")))
    root.appendChild(_rule(_cross(), '"stale"', tr("More than 2 hours older than the newest value")))
    return QgsRuleBasedRenderer(root)


def class_label(one: ValueClass, unit: str) -> str:
    """Return the text of a class for the legend, in the user's numbers."""
    locale = QLocale()
    low, high = (locale.toString(float(value), "f", _SHORTEST) for value in (one.lower, one.upper))
    if one.lower <= LOWEST:
        text = tr("below {limit}").format(limit=high)
    elif one.upper >= HIGHEST:
        text = tr("{limit} and more").format(limit=low)
    else:
        text = tr("{low} to below {high}").format(low=low, high=high)
    return f"{text} {unit}".strip()


def tip_template() -> str:
    """Return the map tip: text only, escaped, so that nothing a service says is taken for HTML or an expression."""
    lines = [
        "<b>[% {} %]</b>".format(_escaped('"station"')),
        "[% {} %]: [% {} %]".format(_escaped('"property"'), _escaped(_LABEL)),
        "[% format_date(\"time\", 'dd.MM.yyyy HH:mm') %] UTC[% if(\"stale\", ' ⚠', '') %]",
        "<i>[% {} %]</i>".format(_escaped('"source"')),
    ]
    return "<br>".join(lines)


def _escaped(expression: str) -> str:
    for raw, safe in (("&", "&amp;"), ("<", "&lt;"), (">", "&gt;"), ('"', "&quot;")):
        expression = f"replace({expression}, '{raw}', '{safe}')"
    return f"coalesce({expression}, '')"


def _rule(symbol: QgsMarkerSymbol, condition: str, label: str) -> QgsRuleBasedRenderer.Rule:
    return QgsRuleBasedRenderer.Rule(symbol, 0, 0, condition, label)


def circle(colour: str, size_mm: float = 3.6) -> QgsMarkerSymbol:
    """Return the symbol of a station in a colour ("#rrggbb")."""
    return QgsMarkerSymbol.createSimple({
        "name": "circle", "color": colour, "outline_color": _OUTLINE, "outline_width": "0.3", "size": str(size_mm)})


def _cross() -> QgsMarkerSymbol:
    return QgsMarkerSymbol.createSimple({
        "name": "cross2", "color": _OUTLINE, "outline_color": "#000000", "outline_width": "0.5", "size": "4.2"})


def number_labels(field: str, decimals: int) -> QgsVectorLayerSimpleLabeling:
    """Return labels with the number of a field (one of ours) in the user's form."""
    return QgsVectorLayerSimpleLabeling(_label_settings(f'format_number("{field}", {decimals:d})'))


def _label_settings(expression: str) -> QgsPalLayerSettings:
    settings = QgsPalLayerSettings()
    settings.fieldName = expression
    settings.isExpression = True
    settings.placement = Qgis.LabelPlacement.OrderedPositionsAroundPoint
    settings.dist = 2.0
    text = QgsTextFormat()
    text.setSize(8.0)
    text.setColor(QColor("#202020"))
    halo = QgsTextBufferSettings()
    halo.setEnabled(True)
    halo.setSize(0.8)
    halo.setColor(QColor("#ffffff"))
    text.setBuffer(halo)
    settings.setFormat(text)
    return settings
