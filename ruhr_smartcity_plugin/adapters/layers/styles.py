# SPDX-License-Identifier: GPL-2.0-or-later
"""Ready styles for data that are known by their preset, their service's layer or a word in their title."""

from __future__ import annotations

import json
import re
from functools import lru_cache
from typing import Any, Dict, List, Mapping

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsFeatureRenderer,
    QgsGraduatedSymbolRenderer,
    QgsMapLayer,
    QgsRendererCategory,
    QgsRendererRange,
    QgsSingleSymbolRenderer,
    QgsVectorLayer,
)

from ruhr_smartcity_plugin.adapters.layers.styles_symbols import make_symbol
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_FAMILIES = {
    Qgis.GeometryType.Point: "point",
    Qgis.GeometryType.Line: "line",
    Qgis.GeometryType.Polygon: "polygon",
}
_WORD = re.compile(r"[^\W_]+(?:-[^\W_]+)*")
# More different values than this are names, not categories.
_MOST_VALUES = 40
Style = Mapping[str, Any]


def apply_ready_style(layer: QgsMapLayer, preset: str, service_layer: str, *, is_at_hand: bool = True) -> bool:
    """Give the layer the style that fits; answers False, and changes nothing, if none does.

    `preset` is the key of the data set, `service_layer` what its service calls the layer. `is_at_hand` False says that
    the objects are still with the service: a style made of their values would fetch them all. Main thread.
    """
    if not isinstance(layer, QgsVectorLayer) or layer.geometryType() not in _FAMILIES:
        return False
    style = find_style(layer.name(), _FAMILIES[layer.geometryType()], preset, service_layer)
    if style is not None and style["kind"] == "categories" and not is_at_hand:
        return False
    renderer = _renderer(layer, style) if style is not None else None
    if renderer is None:
        return False
    layer.setRenderer(renderer)
    return True


def find_style(title: str, family: str, preset: str = "", service_layer: str = "") -> Style | None:
    """Return the style for a layer with this title and family of geometries ("point", "line", "polygon")."""
    name = service_layer.rsplit(":", 1)[-1].lower()
    words = set(_WORD.findall(title.lower()))
    fitting = [one for one in _document()["styles"] if one["geometry"] in (family, "any")]
    named = (one for one in fitting if preset in one["presets"] or (name and name in one["layers"]))
    titled = (one for one in fitting if words.intersection(one["words"]))
    return next(named, None) or next(titled, None)


def _renderer(layer: QgsVectorLayer, style: Style) -> QgsFeatureRenderer | None:
    makers = {"single": _single, "outline": _single, "categories": _categories, "classes": _classes}
    return makers[style["kind"]](layer, style)


def _single(layer: QgsVectorLayer, style: Style) -> QgsFeatureRenderer:
    symbol = make_symbol(layer.geometryType(), style["colour"], style.get("shape", "circle"), style.get("size_mm", 2.0),
                         is_hollow=style["kind"] == "outline")  # fmt: skip
    return QgsSingleSymbolRenderer(symbol)


def _categories(layer: QgsVectorLayer, style: Style) -> QgsFeatureRenderer:
    """One colour and shape for each of the values that the first known field really has."""
    document, field = _document(), _field_of(layer, style)
    colours, shapes = document["palette"], document["shapes"]
    values = _values_of(layer, field) if field else []
    size = style.get("size_mm", 2.0)
    if not 1 < len(values) <= _MOST_VALUES:
        symbol = make_symbol(layer.geometryType(), colours[0], shapes[0], size)
        return QgsSingleSymbolRenderer(symbol)
    categories: List[QgsRendererCategory] = []
    for number, value in enumerate(values[: len(colours)]):
        symbol = make_symbol(layer.geometryType(), colours[number], shapes[number], size)
        named = style.get("values", {}).get(str(value).strip())
        categories.append(QgsRendererCategory(value, symbol, _in_language(named) if named else str(value)))
    rest = make_symbol(layer.geometryType(), document["others"]["colour"], shapes[0], size)
    categories.append(QgsRendererCategory(None, rest, _in_language(document["others"])))
    return QgsCategorizedSymbolRenderer(field, categories)


def _classes(layer: QgsVectorLayer, style: Style) -> QgsFeatureRenderer | None:
    """Fixed classes of a number; none without a numeric field."""
    field = _field_of(layer, style)
    if not field or not layer.fields().field(field).isNumeric():
        return None
    bounds, ranges = style["bounds"], []
    for number, colour in enumerate(style["colours"]):
        symbol = make_symbol(layer.geometryType(), colour, "circle", 0.1)
        ranges.append(QgsRendererRange(bounds[number], bounds[number + 1], symbol, _class_text(style, number)))
    return QgsGraduatedSymbolRenderer(field, ranges)


def _class_text(style: Style, number: int) -> str:
    bounds, unit = style["bounds"], style["unit"]
    if number == len(style["colours"]) - 1:
        return tr("{low} {unit} and more").format(low=bounds[number], unit=unit)
    return f"{bounds[number]} – {bounds[number + 1]} {unit}"


def _field_of(layer: QgsVectorLayer, style: Style) -> str:
    """Return the first of the style's fields that the layer has, as the layer spells it; "" if none."""
    own = {name.casefold(): name for name in layer.fields().names()}
    return next((own[name] for name in style["fields"] if name in own), "")


def _values_of(layer: QgsVectorLayer, field: str) -> List[Any]:
    found = layer.uniqueValues(layer.fields().indexOf(field), _MOST_VALUES + 1)
    return sorted((one for one in found if one not in (None, "") and str(one) != "NULL"), key=str)


def _in_language(texts: Mapping[str, str]) -> str:
    return texts.get(tr("en", "language of data tables"), texts["en"])


@lru_cache(maxsize=1)
def _document() -> Dict[str, Any]:
    return json.loads(resource("data", "styles.json").read_text(encoding="utf-8"))
