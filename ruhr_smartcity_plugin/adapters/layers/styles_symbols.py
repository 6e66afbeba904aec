# SPDX-License-Identifier: GPL-2.0-or-later
"""Symbols of the ready styles: a shape, a colour, and a light edge that shows on dark maps."""

from __future__ import annotations

from qgis.core import Qgis, QgsFillSymbol, QgsLineSymbol, QgsMarkerSymbol, QgsSymbol
from qgis.PyQt.QtCore import Qt
from qgis.PyQt.QtGui import QColor

_SHAPES = {
    "circle": Qgis.MarkerShape.Circle,
    "square": Qgis.MarkerShape.Square,
    "triangle": Qgis.MarkerShape.Triangle,
    "diamond": Qgis.MarkerShape.Diamond,
    "pentagon": Qgis.MarkerShape.Pentagon,
    "star": Qgis.MarkerShape.Star,
    "hexagon": Qgis.MarkerShape.Hexagon,
    "cross_fill": Qgis.MarkerShape.CrossFill,
}
_EDGE_MM = 0.2
_FILL_OPACITY = 150  # of 255: what lies below stays visible


def make_symbol(
    geometry: Qgis.GeometryType, colour: str, shape: str, size_mm: float, *, is_hollow: bool = False
) -> QgsSymbol:
    """Return a symbol; `size_mm` is the width of a marker or line, and of the edge of a hollow area."""
    if geometry == Qgis.GeometryType.Point:
        return _marker(colour, shape, size_mm)
    if geometry == Qgis.GeometryType.Line:
        line = QgsLineSymbol.createSimple({})
        line.setColor(QColor(colour))
        line.setWidth(size_mm)
        return line
    return _area(colour, size_mm, is_hollow)


def _marker(colour: str, shape: str, size_mm: float) -> QgsSymbol:
    symbol = QgsMarkerSymbol.createSimple({})
    layer = symbol.symbolLayer(0)
    layer.setShape(_SHAPES[shape])
    layer.setSize(size_mm)
    layer.setSizeUnit(Qgis.RenderUnit.Millimeters)
    layer.setColor(QColor(colour))
    layer.setStrokeColor(QColor("white"))
    layer.setStrokeWidth(_EDGE_MM)
    return symbol


def _area(colour: str, edge_mm: float, is_hollow: bool) -> QgsSymbol:
    symbol = QgsFillSymbol.createSimple({})
    layer = symbol.symbolLayer(0)
    layer.setStrokeColor(QColor(colour) if is_hollow else QColor("white"))
    layer.setStrokeWidth(edge_mm if is_hollow else _EDGE_MM)
    if is_hollow:
        layer.setBrushStyle(Qt.BrushStyle.NoBrush)
        layer.setStrokeStyle(Qt.PenStyle.DashLine)
    else:
        fill = QColor(colour)
        fill.setAlpha(_FILL_OPACITY)
        layer.setFillColor(fill)
    return symbol
