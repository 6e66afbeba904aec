# SPDX-License-Identifier: GPL-2.0-or-later
"""How a field of action looks, on the map and in lists: a colour and a shape, never colour alone."""

from __future__ import annotations

from qgis.core import (
    Qgis,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSymbolLayerUtils,
)
from qgis.PyQt.QtCore import QSize
from qgis.PyQt.QtGui import QColor, QIcon

from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary

_SHAPES = {
    "square": Qgis.MarkerShape.Square,
    "circle": Qgis.MarkerShape.Circle,
    "star": Qgis.MarkerShape.Star,
    "shield": Qgis.MarkerShape.Shield,
    "hexagon": Qgis.MarkerShape.Hexagon,
    "diamond": Qgis.MarkerShape.Diamond,
    "pentagon": Qgis.MarkerShape.Pentagon,
    "triangle": Qgis.MarkerShape.Triangle,
    "trapezoid": Qgis.MarkerShape.Trapezoid,
    "octagon": Qgis.MarkerShape.Octagon,
    "cross_fill": Qgis.MarkerShape.CrossFill,
    "semi_circle": Qgis.MarkerShape.SemiCircle,
}
_SIZE_MM = 4.0
_OUTLINE_MM = 0.4
_LINE_MM = 0.9
_UNKNOWN_COLOUR = "#888888"


def field_colour(code: str) -> QColor:
    """Return the colour of a field of action (VFIELD); grey for an unknown one."""
    found = load_vocabulary().find("VFIELD", code)
    return QColor(found.colour if found and found.colour else _UNKNOWN_COLOUR)


def field_marker(code: str) -> QgsMarkerSymbol:
    """Return the point symbol of a field of action."""
    found = load_vocabulary().find("VFIELD", code)
    shape = _SHAPES.get(found.symbol if found else "", Qgis.MarkerShape.Circle)
    # Symbols built from a Python list of symbol layers crashed QGIS 3.40.6 as soon as a renderer took them over.
    symbol = QgsMarkerSymbol.createSimple({})
    layer = symbol.symbolLayer(0)
    layer.setShape(shape)
    layer.setSize(_SIZE_MM)
    layer.setSizeUnit(Qgis.RenderUnit.Millimeters)
    layer.setColor(field_colour(code))
    # White against dark maps and the symbol's own darkness against white ones.
    layer.setStrokeColor(QColor("white"))
    layer.setStrokeWidth(_OUTLINE_MM)
    return symbol


def field_line(code: str) -> QgsLineSymbol:
    """Return the line symbol of a field of action."""
    symbol = QgsLineSymbol.createSimple({})
    symbol.setColor(field_colour(code))
    symbol.setWidth(_LINE_MM)
    return symbol


def field_icon(code: str, size_px: int) -> QIcon:
    """Return the point symbol as an icon for lists; the same as in the map's legend."""
    return QgsSymbolLayerUtils.symbolPreviewIcon(field_marker(code), QSize(size_px, size_px))
