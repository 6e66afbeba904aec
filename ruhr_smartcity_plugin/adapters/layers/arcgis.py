# SPDX-License-Identifier: GPL-2.0-or-later
"""ArcGIS REST: a picture on trial. The sources of layers are made in `loading_uris`."""

from __future__ import annotations

from dataclasses import replace
from typing import Dict, Tuple
from urllib.parse import urlencode

from ruhr_smartcity_plugin.adapters.layers.trial import fetch_one, place_of_trial, require_picture
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import read_arcgis
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_TRIAL_PIXELS = 64
_HALF_M, _HALF_DEG = 2_000.0, 0.02


def checked_arcgis_picture(
    client: HttpClient, source: LayerSource, area_25832: Box, *, service: str = "", progress: Progress = SILENT
) -> LayerSource:
    """Have the service draw a small picture of the area; return the source with the service's own CRS.

    QGIS's provider asks in that system and names none, whatever CRS its source string holds.

    Raises
    ------
    NetworkError
        No picture came.
    LayerError
        The layer is no longer offered.
    """
    name = service or source.title
    description = read_arcgis(client, source.url, service=name, progress=progress)
    layer = next((one for one in description.layers if one.name == source.layer), None)
    if layer is None:
        sentence = tr("The service “{service}” does not offer the layer “{layer}” any more. Search for it anew.")
        raise LayerError(sentence.format(service=name, layer=source.title), f"{source.url} {source.layer}")
    crs = layer.crs[-1] if layer.crs else source.crs
    place = place_of_trial(area_25832, layer.extent_4326, crs)
    if place is None:
        return source
    half = _HALF_DEG if max(abs(place.x()), abs(place.y())) <= 180.0 else _HALF_M
    box = (place.x() - half, place.y() - half, place.x() + half, place.y() + half)
    arcgis_picture(client, source, box, (_TRIAL_PIXELS, _TRIAL_PIXELS), service=name, progress=progress)
    return replace(source, crs=crs)


def arcgis_picture(
    client: HttpClient, source: LayerSource, box: Box, pixels: Tuple[int, int], *, service: str, progress: Progress
) -> bytes:
    """Return a picture of a box in the service's own CRS. Raises NetworkError."""
    request = {
        "bbox": ",".join(f"{value:.10g}" for value in box),
        "size": f"{pixels[0]},{pixels[1]}",
        "format": source.parts.get("format") or "PNG32",
        "transparent": "true",
        "f": "image",
    }
    if source.layer:
        request["layers"] = f"show:{source.layer}"
    picture = _picture_address(source.url, request)
    return fetch_one(client, [picture], require_picture, expect=Content.IMAGE, service=service, progress=progress)


def _picture_address(url: str, request: Dict[str, str]) -> str:
    """Return the address of a picture: `exportImage` of an ImageServer, `export` of a map."""
    operation = "exportImage" if url.rstrip("/").lower().endswith("/imageserver") else "export"
    return f"{url.rstrip('/')}/{operation}?{urlencode(request, safe=',:')}"
