# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector tiles: a tile on trial, and the style. The sources of layers are made in `loading_uris`."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping

from qgis.core import QgsMapBoxGlStyleConversionContext, QgsMapBoxGlStyleConverter, QgsUnitTypes, QgsVectorTileLayer

from ruhr_smartcity_plugin.adapters.layers.trial import broken
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.vector_tile import is_vector_tile
from ruhr_smartcity_plugin.core.errors import NetworkError
from ruhr_smartcity_plugin.core.network.client import Answer, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

# Pixels of styles are those of 96 dpi (CSS); QGIS's symbols are measured in millimetres.
_MM_PER_PIXEL = 25.4 / 96.0


def require_vector_tile(answer: Answer, service: str) -> None:
    """Raise `UnexpectedContentError` for what is no vector tile; QGIS would draw nothing and say nothing."""
    if not is_vector_tile(answer.body):
        raise broken(service, f"{answer.url}: {len(answer.body)} bytes of {answer.content_type or 'no type'}")


def apply_style(
    client: HttpClient,
    layer: QgsVectorTileLayer,
    source: LayerSource,
    *,
    service: str = "",
    progress: Progress = SILENT,
) -> str:
    """Draw the layer by the style of its service; return a sentence where that does not work, "" where it does.

    The layer is whole without its style, so no error is raised for it.
    """
    address = source.parts.get("style_url", "")
    if not address:
        return ""
    name = service or source.title
    try:
        style = client.get_json(address, service=name, progress=progress)
    except NetworkError as error:
        return _plainly(error.sentence)
    kept = _own_layers(style, source.layer) if isinstance(style, Mapping) else []
    if not kept:
        return _plainly(tr("It has no rules for these tiles."))
    context = QgsMapBoxGlStyleConversionContext()
    context.setTargetUnit(QgsUnitTypes.RenderUnit.RenderMillimeters)
    context.setPixelSizeConversionFactor(_MM_PER_PIXEL)
    converter = QgsMapBoxGlStyleConverter()
    # Only the rules are handed over: sources, sprites and glyphs are addresses that QGIS would fetch by itself.
    result = converter.convert({"version": 8, "layers": kept}, context)
    if result != QgsMapBoxGlStyleConverter.Result.Success or converter.renderer() is None:
        return _plainly(tr("QGIS cannot read it."))
    layer.setRenderer(converter.renderer())
    if converter.labeling() is not None:
        layer.setLabeling(converter.labeling())
    return ""


def _own_layers(style: Mapping[str, Any], source_name: str) -> List[Dict[str, Any]]:
    """Return the rules for one source (all, where the name is not one of the style's), without their fonts.

    For a font that is not installed QGIS would ask the Internet.
    """
    stated = style.get("layers")
    rules = [dict(one) for one in stated if isinstance(one, Mapping)] if isinstance(stated, list) else []
    sources = style.get("sources")
    if isinstance(sources, Mapping) and source_name in sources:
        rules = [one for one in rules if one.get("source", source_name) == source_name]
    for one in rules:
        if isinstance(one.get("layout"), Mapping):
            one["layout"] = {key: value for key, value in one["layout"].items() if key != "text-font"}
    return rules


def _plainly(reason: str) -> str:
    return tr("The style of the service is not used, and the layer is drawn plainly: {reason}").format(reason=reason)
