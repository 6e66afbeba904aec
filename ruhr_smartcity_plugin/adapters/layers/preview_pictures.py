# SPDX-License-Identifier: GPL-2.0-or-later
"""One tile, one picture or a few objects of services that are asked in their own way: WMTS, XYZ, ArcGIS REST."""

from __future__ import annotations

import math
from typing import Any, List, Mapping

from qgis.core import QgsRectangle

from ruhr_smartcity_plugin.adapters.layers.arcgis import arcgis_picture
from ruhr_smartcity_plugin.adapters.layers.loading_live import tile_address
from ruhr_smartcity_plugin.adapters.layers.loading_uris import arcgis_layer_address
from ruhr_smartcity_plugin.adapters.layers.trial import box_in, fetch_one, require_picture
from ruhr_smartcity_plugin.adapters.layers.wmts import wmts_tile
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import describe_arcgis, read_arcgis
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.area import Box

_EQUATOR_M = 40_075_016.7  # around the sphere of Web Mercator: one tile at zoom 0
_LEAST, _MOST = 160, 640  # pixels


def tile_picture(client: HttpClient, source: LayerSource, box_25832: Box, service: str, progress: Progress) -> bytes:
    """Return the tile in the middle of a box; nothing where its grid cannot be computed. Raises NetworkError."""
    if source.kind is ServiceKind.WMTS:
        return wmts_tile(client, source, box_25832, service=service, progress=progress)[1]
    degrees = box_in("EPSG:25832", "EPSG:4326", QgsRectangle(*box_25832))
    if degrees is None:
        return b""
    middle, width_m = degrees.center(), box_25832[2] - box_25832[0]
    zoom = int(math.log2(_EQUATOR_M * math.cos(math.radians(middle.y())) / width_m))  # about as wide as the box
    addresses = [tile_address(source, one, middle.x(), middle.y()) for one in (zoom, 0)]
    wanted = list(dict.fromkeys(addresses))
    return fetch_one(client, wanted, require_picture, expect=Content.IMAGE, service=service, progress=progress)


def map_picture(
    client: HttpClient, source: LayerSource, box_25832: Box, width: int, service: str, progress: Progress
) -> bytes:
    """Return what ArcGIS draws of a box; nothing where its CRS is not known. Raises NetworkError."""
    layers = read_arcgis(client, source.url, service=service, progress=progress).layers
    own = next((one.crs[-1] for one in layers if one.name == source.layer and one.crs), source.crs)
    box = box_in("EPSG:25832", own, QgsRectangle(*box_25832))
    if box is None:
        return b""
    height = max(_LEAST, min(_MOST, round(width * box.height() / box.width())))
    corners = (box.xMinimum(), box.yMinimum(), box.xMaximum(), box.yMaximum())
    return arcgis_picture(client, source, corners, (width, height), service=service, progress=progress)


def arcgis_records(
    client: HttpClient, source: LayerSource, count: int, service: str, progress: Progress
) -> List[Mapping[str, Any]]:
    """Return the attributes of the first objects of a layer. Raises NetworkError."""
    params = {"where": "1=1", "outFields": "*", "returnGeometry": "false", "resultRecordCount": str(count), "f": "json"}
    url = f"{arcgis_layer_address(source)}/query"
    document = client.get_json(url, params=params, service=service, progress=progress)
    features = document.get("features") if isinstance(document, Mapping) else None
    if not isinstance(features, list):
        describe_arcgis(document, url, service)  # says why: ArcGIS refuses with status 200
        return []
    return [
        one["attributes"] for one in features if isinstance(one, Mapping) and isinstance(one.get("attributes"), dict)
    ]
