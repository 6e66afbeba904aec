# SPDX-License-Identifier: GPL-2.0-or-later
"""How the register's layers look: symbols by field of action or by status, clusters, labels, map tips, code texts."""

from __future__ import annotations

from typing import Callable, Dict, List

from qgis.core import (
    Qgis,
    QgsCategorizedSymbolRenderer,
    QgsEditorWidgetSetup,
    QgsExpression,
    QgsPalLayerSettings,
    QgsPointClusterRenderer,
    QgsRendererCategory,
    QgsSymbol,
    QgsTextBufferSettings,
    QgsTextFormat,
    QgsVectorLayer,
    QgsVectorLayerSimpleLabeling,
)
from qgis.PyQt.QtGui import QColor

from ruhr_smartcity_plugin.adapters.projects.symbols import (
    field_fill,
    field_line,
    field_marker,
    status_fill,
    status_line,
    status_marker,
)
from ruhr_smartcity_plugin.core.projects.labels import field_label
from ruhr_smartcity_plugin.core.projects.vocabulary import load_vocabulary
from ruhr_smartcity_plugin.translation import tr

BY_FIELD, BY_STATUS = "main_field", "status"
_CODED = {"main_field": "VFIELD", "phase": "VPHASE", "status": "VSTATUS", "role": "VSITE", "accuracy": "VACC",
          "visibility": "VVIS"}
_LABEL_POINTS = 9
_LABEL_FROM_SCALE = 100_000
_PLACEMENTS = {Qgis.GeometryType.Line: Qgis.LabelPlacement.Line,
               Qgis.GeometryType.Polygon: Qgis.LabelPlacement.Horizontal}
# Places nearer than this on the screen become one symbol with their number: many from afar, hardly any in a town.
_CLUSTER_MM = 6.0
_CLUSTER_SIZE_MM = 6.0
_CLUSTER_COLOUR = "#303030"

_SYMBOLS: Dict[str, Dict[Qgis.GeometryType, Callable[[str], QgsSymbol]]] = {
    BY_FIELD: {Qgis.GeometryType.Point: field_marker, Qgis.GeometryType.Line: field_line,
               Qgis.GeometryType.Polygon: field_fill},
    BY_STATUS: {Qgis.GeometryType.Point: status_marker, Qgis.GeometryType.Line: status_line,
                Qgis.GeometryType.Polygon: status_fill},
}


def style_title(style: str) -> str:
    """Return the name of a style in the layer's style menu."""
    return tr("By field of action") if style == BY_FIELD else tr("By status")


def style_layer(layer: QgsVectorLayer) -> None:
    """Give a layer of the register its two named styles, by field of action shown, and what both share."""
    layer.setMapTipTemplate(map_tip_template())
    layer.setDisplayExpression('"title"')
    for index, one in enumerate(layer.fields()):
        layer.setFieldAlias(index, field_label(one.name()))
        if one.name() in _CODED:
            layer.setEditorWidgetSetup(index, QgsEditorWidgetSetup("ValueMap", {"map": value_map(_CODED[one.name()])}))
    _label(layer)
    set_symbols(layer, BY_FIELD)
    styles = layer.styleManager()
    styles.renameStyle(styles.currentStyle(), style_title(BY_FIELD))
    styles.addStyleFromLayer(style_title(BY_STATUS))
    styles.setCurrentStyle(style_title(BY_STATUS))
    set_symbols(layer, BY_STATUS)
    styles.setCurrentStyle(style_title(BY_FIELD))


def set_symbols(layer: QgsVectorLayer, style: str) -> None:
    """Show a layer by field of action or by status."""
    make = _SYMBOLS[style][layer.geometryType()]
    nothing = tr("No field of action") if style == BY_FIELD else tr("No status")
    categories = [QgsRendererCategory(one.code, make(one.code), one.text)
                  for one in load_vocabulary().entries(_CODED[style])]
    categories.append(QgsRendererCategory(None, make(""), nothing))
    renderer = QgsCategorizedSymbolRenderer(style, categories)
    if layer.geometryType() == Qgis.GeometryType.Point:
        layer.setRenderer(_clustered(renderer))
    else:
        layer.setRenderer(renderer)


def _clustered(single: QgsCategorizedSymbolRenderer) -> QgsPointClusterRenderer:
    renderer = QgsPointClusterRenderer()
    renderer.setEmbeddedRenderer(single)
    renderer.setTolerance(_CLUSTER_MM)
    renderer.setToleranceUnit(Qgis.RenderUnit.Millimeters)
    # QGIS's own symbol: a disc with the number of places in it.
    symbol = renderer.clusterSymbol().clone()
    disc = symbol.symbolLayer(0)
    disc.setSize(_CLUSTER_SIZE_MM)
    disc.setColor(QColor(_CLUSTER_COLOUR))
    disc.setStrokeColor(QColor("white"))
    renderer.setClusterSymbol(symbol)
    return renderer


def value_map(list_name: str) -> List[Dict[str, str]]:
    """Return a list of codes as QGIS's value map: texts and what is stored."""
    return [{one.text: one.code} for one in load_vocabulary().entries(list_name)]


def _label(layer: QgsVectorLayer) -> None:
    text = QgsTextFormat()
    text.setSize(_LABEL_POINTS)
    text.setColor(QColor("black"))
    buffer = QgsTextBufferSettings()
    buffer.setEnabled(True)
    buffer.setColor(QColor("white"))
    text.setBuffer(buffer)
    # Labels take the value as plain text; HTML in a title is shown, not obeyed.
    text.setAllowHtmlFormatting(False)
    settings = QgsPalLayerSettings()
    settings.fieldName = 'coalesce("label", "short_title", "title")'
    settings.isExpression = True
    if layer.geometryType() in _PLACEMENTS:
        settings.placement = _PLACEMENTS[layer.geometryType()]
    settings.scaleVisibility = True
    settings.minimumScale = _LABEL_FROM_SCALE
    settings.setFormat(text)
    layer.setLabeling(QgsVectorLayerSimpleLabeling(settings))
    layer.setLabelsEnabled(True)


def map_tip_template() -> str:
    """Return the map tip: public columns only, every value escaped."""
    title, summary, lead = (escaped(f"coalesce({QgsExpression.quotedColumnRef(name)}, '')")
                            for name in ("title", "summary", "lead"))
    place = escaped("trim(coalesce(\"label\", '') || ' ' || coalesce(\"address\", ''))")
    return (f"<b>[% {title} %]</b><br>[% {_text_of('main_field')} %] · [% {_text_of('status')} %]<br>"
            f"[% {summary} %]<br>[% {place} %]<br>[% {lead} %]")


def escaped(expression: str) -> str:
    """Wrap an expression so that its value is shown as it is; the ampersand goes first."""
    return f"replace(replace(replace({expression}, '&', '&amp;'), '<', '&lt;'), '>', '&gt;')"


def _text_of(column: str) -> str:
    pairs = ", ".join(
        f"{QgsExpression.quotedString(one.code)}, {QgsExpression.quotedString(one.text)}"
        for one in load_vocabulary().entries(_CODED[column]))
    value = QgsExpression.quotedColumnRef(column)
    return escaped(f"coalesce(map_get(map({pairs}), {value}), {value}, '')")
