# SPDX-License-Identifier: GPL-2.0-or-later
"""One tile, one picture or a few objects of services that are asked in their own way: tiles, ArcGIS, SensorThings."""

from __future__ import annotations

import math
from typing import Any, List, Mapping, Tuple

from osgeo import gdal
from qgis.core import QgsRectangle

from ruhr_smartcity_plugin.adapters.layers.arcgis import arcgis_picture
from ruhr_smartcity_plugin.adapters.layers.files_gdal import listening
from ruhr_smartcity_plugin.adapters.layers.leftovers import passing_folder
from ruhr_smartcity_plugin.adapters.layers.loading_live import tile_address
from ruhr_smartcity_plugin.adapters.layers.loading_uris import arcgis_layer_address
from ruhr_smartcity_plugin.adapters.layers.preview_files import first_rows
from ruhr_smartcity_plugin.adapters.layers.preview_rows import Rows
from ruhr_smartcity_plugin.adapters.layers.trial import box_in, fetch_one, require_picture
from ruhr_smartcity_plugin.adapters.layers.vector_tiles import require_vector_tile
from ruhr_smartcity_plugin.adapters.layers.wmts import wmts_tile
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_arcgis import describe_arcgis, read_arcgis
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_sensorthings import ENTITIES
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.region.area import Box

_EQUATOR_M = 40_075_016.7  # around the sphere of Web Mercator: one tile at zoom 0
_LEAST, _MOST = 160, 640  # pixels


def tile_picture(client: HttpClient, source: LayerSource, box_25832: Box, service: str, progress: Progress) -> bytes:
    """Return the tile in the middle of a box; nothing where its grid cannot be computed. Raises NetworkError."""
    if source.kind is ServiceKind.WMTS:
        return wmts_tile(client, source, box_25832, service=service, progress=progress)[1]
    wanted = _tiles_of(source, box_25832)
    return fetch_one(client, wanted, require_picture, expect=Content.IMAGE, service=service, progress=progress)


def tile_rows(
    client: HttpClient, source: LayerSource, box_25832: Box, service: str, progress: Progress
) -> Tuple[Rows, str, int]:
    """Return the first objects of the vector tile in the middle of a box, of which of how many layers. NetworkError."""
    wanted = _tiles_of(source, box_25832)
    body = fetch_one(client, wanted, require_vector_tile, expect=Content.ANY, service=service, progress=progress)
    with passing_folder() as folder, listening():
        path = folder / "tile.mvt"
        path.write_bytes(body)
        try:
            tile = gdal.OpenEx(str(path), gdal.OF_VECTOR, allowed_drivers=["MVT"], open_options=["CLIP=NO"])
        except RuntimeError:  # where Processing has switched GDAL's exceptions on
            tile = None
        layers = [tile.GetLayer(number) for number in range(tile.GetLayerCount())] if tile is not None else []
        found = (first_rows(layers[0]), layers[0].GetName(), len(layers)) if layers else (Rows((), ()), "", 0)
        layers = tile = None  # its file goes next
    return found


def _tiles_of(source: LayerSource, box_25832: Box) -> List[str]:
    """Return the address of the tile about as wide as a box in its middle, and of the coarsest."""
    degrees = box_in("EPSG:25832", "EPSG:4326", QgsRectangle(*box_25832))
    if degrees is None:
        return []
    middle, width_m = degrees.center(), box_25832[2] - box_25832[0]
    zoom = int(math.log2(_EQUATOR_M * math.cos(math.radians(middle.y())) / width_m))
    return list(dict.fromkeys(tile_address(source, one, middle.x(), middle.y()) for one in (zoom, 0)))


def station_records(
    client: HttpClient, source: LayerSource, count: int, service: str, progress: Progress
) -> List[Mapping[str, Any]]:
    """Return the first entities of a SensorThings service, without their links. Raises NetworkError."""
    plural = next(name for name, entity in ENTITIES.items() if entity == source.layer)
    document = client.get_json(f"{source.url}{plural}", params={"$top": str(count)}, service=service, progress=progress)
    listed = document.get("value") if isinstance(document, Mapping) else None
    rows = [one for one in listed if isinstance(one, Mapping)] if isinstance(listed, list) else []
    return [{name: value for name, value in one.items() if "@iot." not in name or name == "@iot.id"} for one in rows]


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
