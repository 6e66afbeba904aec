# SPDX-License-Identifier: GPL-2.0-or-later
"""Pictures, coverages and tiles that stay with their service, each through QGIS's own provider."""

from __future__ import annotations

from typing import Tuple

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorTileLayer

from ruhr_smartcity_plugin.adapters.layers import arcgis, vector_tiles, wcs, wmts
from ruhr_smartcity_plugin.adapters.layers import loading_uris as uris
from ruhr_smartcity_plugin.adapters.layers.loading_result import LoadedLayer, require_valid
from ruhr_smartcity_plugin.adapters.layers.trial import fetch_one, require_tile
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.tile_template import TEST_PLACE_4326, TEST_ZOOM, fill_template
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

_LIVE = (ServiceKind.XYZ, ServiceKind.WMTS, ServiceKind.WCS, ServiceKind.VECTOR_TILES)


def describe_tiles(kind: ServiceKind, url: str, service: str) -> ServiceDescription:
    """Return what an address with {z}, {x} and {y} left open says of itself: one layer in Web Mercator."""
    address = checked_address(url)
    title = service or address
    layer = ServiceLayer("", title, ("EPSG:3857",), parts={"template": address})
    return ServiceDescription(kind, address, title, "", (layer,))


def load_live(
    client: HttpClient,
    source: LayerSource,
    *,
    service: str = "",
    authcfg: str = "",
    area_25832: Box | None = None,
    progress: Progress = SILENT,
) -> LoadedLayer:
    """Open a layer whose data stay with the service; a tile or piece of the area is fetched and decoded first.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    LayerError
        QGIS cannot open the layer.
    """
    progress.report(0.2, tr("Asking the service"))
    proven = _proven(client, source, area_25832 or load_region().box_25832, service, progress)
    stop_if_cancelled(progress)
    progress.report(0.5, tr("Opening the layer"))
    layer = _open(proven, authcfg)
    require_valid(layer, proven, service)
    note = ""
    if isinstance(layer, QgsVectorTileLayer):
        note = vector_tiles.apply_style(client, layer, proven, service=service, progress=progress)
    return LoadedLayer(layer, proven, None, (note,) if note else ())


def is_live(source: LayerSource) -> bool:
    """Answer whether `load_live` opens it: pictures, coverages and tiles, whose objects nobody can count."""
    if source.kind is ServiceKind.ARCGIS:
        return not source.parts.get("objects")
    return source.kind in _LIVE


def _proven(client: HttpClient, source: LayerSource, area: Box, service: str, progress: Progress) -> LayerSource:
    """Return the source, with what the trial has taught, of a layer that is there."""
    if source.kind in (ServiceKind.XYZ, ServiceKind.VECTOR_TILES):
        check_tile(client, source, service=service, progress=progress)
        return source
    checks = {ServiceKind.WMTS: wmts.checked_wmts, ServiceKind.WCS: wcs.checked_wcs}
    check = checks.get(source.kind, arcgis.checked_arcgis_picture)
    return check(client, source, area, service=service, progress=progress)


def check_tile(
    client: HttpClient,
    source: LayerSource,
    *,
    place_4326: Tuple[float, float] | None = None,
    service: str = "",
    progress: Progress = SILENT,
) -> None:
    """Fetch the tile of a place (longitude, latitude), by default Bochum; the coarsest where nothing is drawn there.

    Raises
    ------
    NetworkError
        None came, or what came is no tile.
    """
    is_picture = source.kind is ServiceKind.XYZ
    check = require_tile if is_picture else vector_tiles.require_vector_tile
    place = place_4326 or TEST_PLACE_4326
    addresses = list(dict.fromkeys(tile_address(source, zoom, *place) for zoom in (TEST_ZOOM, 0)))
    expect = Content.IMAGE if is_picture else Content.ANY
    fetch_one(client, addresses, check, expect=expect, service=service or source.title, progress=progress)


def tile_address(
    source: LayerSource, wanted_zoom: int, lon_deg: float = TEST_PLACE_4326[0], lat_deg: float = TEST_PLACE_4326[1]
) -> str:
    """Return the address of the tile at a place, by default of Bochum, at the wanted zoom or the nearest there is."""
    zmin, zmax = int(source.parts.get("zmin") or 0), int(source.parts.get("zmax") or TEST_ZOOM)
    zoom = max(zmin, min(wanted_zoom, zmax))
    return fill_template(uris.tile_template(source), zoom, lon_deg, lat_deg)


def _open(source: LayerSource, authcfg: str) -> QgsMapLayer:
    if source.kind is ServiceKind.XYZ:
        return QgsRasterLayer(uris.tiles_uri(source, authcfg=authcfg), source.title, "wms")
    if source.kind is ServiceKind.WMTS:
        return QgsRasterLayer(uris.wmts_uri(source, authcfg=authcfg), source.title, "wms")
    if source.kind is ServiceKind.WCS:
        return QgsRasterLayer(uris.wcs_uri(source, authcfg=authcfg), source.title, "wcs")
    if source.kind is ServiceKind.VECTOR_TILES:
        return QgsVectorTileLayer(uris.tiles_uri(source, authcfg=authcfg), source.title)
    return QgsRasterLayer(uris.arcgis_picture_uri(source, authcfg=authcfg), source.title, "arcgismapserver")
