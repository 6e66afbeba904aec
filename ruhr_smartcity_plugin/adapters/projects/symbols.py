# SPDX-License-Identifier: GPL-2.0-or-later
"""How fields of action and states look, on the map and in lists: a colour and a shape, never colour alone."""

from __future__ import annotations

from typing import Dict, Tuple

from qgis.core import (
    Qgis,
    QgsFillSymbol,
    QgsLineSymbol,
    QgsMarkerSymbol,
    QgsSymbolLayerUtils,
)
from qgis.PyQt.QtCore import QSize, Qt
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
_FILL_OPACITY = 0.35
_UNKNOWN_COLOUR = "#888888"
# Colours that people with colour blindness tell apart (Okabe and Ito 2008, Color Universal Design), a shape for each.
_STATES: Dict[str, Tuple[str, Qgis.MarkerShape, Qt.PenStyle]] = {
    "VORG": ("#56b4e9", Qgis.MarkerShape.Circle, Qt.PenStyle.DotLine),
    "GEPL": ("#0072b2", Qgis.MarkerShape.Diamond, Qt.PenStyle.DashLine),
    "WART": ("#f0e442", Qgis.MarkerShape.Pentagon, Qt.PenStyle.DashDotLine),
    "UMS": ("#009e73", Qgis.MarkerShape.Triangle, Qt.PenStyle.SolidLine),
    "VERZ": ("#e69f00", Qgis.MarkerShape.Star, Qt.PenStyle.DashLine),
    "PAUS": ("#cc79a7", Qgis.MarkerShape.Square, Qt.PenStyle.DashDotLine),
    "BETR": ("#004d66", Qgis.MarkerShape.Hexagon, Qt.PenStyle.SolidLine),
    "ABGS": ("#000000", Qgis.MarkerShape.Octagon, Qt.PenStyle.SolidLine),
    "ABGB": ("#d55e00", Qgis.MarkerShape.CrossFill, Qt.PenStyle.DotLine),
    "ABGL": ("#7a3b00", Qgis.MarkerShape.Trapezoid, Qt.PenStyle.DotLine),
    "UNB": ("#999999", Qgis.MarkerShape.SemiCircle, Qt.PenStyle.DashDotDotLine),
}
_NO_STATE = (_UNKNOWN_COLOUR, Qgis.MarkerShape.Shield, Qt.PenStyle.DashDotDotLine)


def field_colour(code: str) -> QColor:
    """Return the colour of a field of action (VFIELD); grey for an unknown one."""
    found = load_vocabulary().find("VFIELD", code)
    return QColor(found.colour if found and found.colour else _UNKNOWN_COLOUR)


def field_marker(code: str) -> QgsMarkerSymbol:
    """Return the point symbol of a field of action."""
    found = load_vocabulary().find("VFIELD", code)
    return _marker(_SHAPES.get(found.symbol if found else "", Qgis.MarkerShape.Circle), field_colour(code))


def field_line(code: str) -> QgsLineSymbol:
    """Return the line symbol of a field of action."""
    return _line(field_colour(code), Qt.PenStyle.SolidLine)


def field_fill(code: str) -> QgsFillSymbol:
    """Return the area symbol of a field of action."""
    return _fill(field_colour(code), Qt.PenStyle.SolidLine)


def status_marker(code: str) -> QgsMarkerSymbol:
    """Return the point symbol of a status (VSTATUS)."""
    colour, shape, _pen = _STATES.get(code, _NO_STATE)
    return _marker(shape, QColor(colour))


def status_line(code: str) -> QgsLineSymbol:
    """Return the line symbol of a status: solid while there is progress, broken where there is none."""
    colour, _shape, pen = _STATES.get(code, _NO_STATE)
    return _line(QColor(colour), pen)


def status_fill(code: str) -> QgsFillSymbol:
    """Return the area symbol of a status."""
    colour, _shape, pen = _STATES.get(code, _NO_STATE)
    return _fill(QColor(colour), pen)


def _marker(shape: Qgis.MarkerShape, colour: QColor) -> QgsMarkerSymbol:
    # Symbols built from a Python list of symbol layers crashed QGIS 3.40.6 as soon as a renderer took them over.
    symbol = QgsMarkerSymbol.createSimple({})
    layer = symbol.symbolLayer(0)
    layer.setShape(shape)
    layer.setSize(_SIZE_MM)
    layer.setSizeUnit(Qgis.RenderUnit.Millimeters)
    layer.setColor(colour)
    # White against dark maps and the symbol's own darkness against white ones.
    layer.setStrokeColor(QColor("white"))
    layer.setStrokeWidth(_OUTLINE_MM)
    return symbol


def _line(colour: QColor, pen: Qt.PenStyle) -> QgsLineSymbol:
    symbol = QgsLineSymbol.createSimple({})
    symbol.setColor(colour)
    symbol.setWidth(_LINE_MM)
    symbol.symbolLayer(0).setPenStyle(pen)
    return symbol


def _fill(colour: QColor, pen: Qt.PenStyle) -> QgsFillSymbol:
    symbol = QgsFillSymbol.createSimple({})
    layer = symbol.symbolLayer(0)
    inside = QColor(colour)
    inside.setAlphaF(_FILL_OPACITY)
    layer.setFillColor(inside)
    layer.setStrokeColor(colour)
    layer.setStrokeWidth(_OUTLINE_MM)
    layer.setStrokeStyle(pen)
    return symbol


def field_icon(code: str, size_px: int) -> QIcon:
    """Return the point symbol as an icon for lists; the same as in the map's legend."""
    return QgsSymbolLayerUtils.symbolPreviewIcon(field_marker(code), QSize(size_px, size_px))
