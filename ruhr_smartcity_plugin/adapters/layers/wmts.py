# SPDX-License-Identifier: GPL-2.0-or-later
"""WMTS: a tile of a service on trial. The sources of layers are made in `loading_uris`."""

from __future__ import annotations

from dataclasses import replace
from typing import Tuple

from qgis.core import Qgis, QgsCoordinateReferenceSystem

from ruhr_smartcity_plugin.adapters.layers.trial import fetch_one, place_of_trial, require_tile
from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wmts import describe_wmts, wmts_capabilities_address
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_wmts_tile import read_grid, tile_address, trial_tiles
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.region.area import Box

# Metres per degree by which WMTS counts the scale of grids in degrees (OGC 07-057r7, 6.1 note: on the equator).
_METRES_PER_DEGREE = 111_319.49079327358


def checked_wmts(
    client: HttpClient, source: LayerSource, area_25832: Box, *, service: str = "", progress: Progress = SILENT
) -> LayerSource:
    """Fetch a tile of the area; return the source with the CRS of its grid. Raises as `wmts_tile`."""
    crs, _picture = wmts_tile(client, source, area_25832, service=service, progress=progress)
    return replace(source, crs=crs)


def wmts_tile(
    client: HttpClient, source: LayerSource, area_25832: Box, *, service: str = "", progress: Progress = SILENT
) -> Tuple[str, bytes]:
    """Return the CRS of a layer's grid and a tile of the area; the source's own CRS and nothing where none is known.

    Raises
    ------
    NetworkError
        No capabilities or no tile came.
    LayerError
        The layer or its grid is no longer offered.
    """
    name = service or source.title
    answer = client.get(
        wmts_capabilities_address(source.url), expect=Content.XML, service=name, progress=progress
    )  # fmt: skip
    root = read_xml(answer.body, name)
    layer = describe_wmts(root, source.url, name).find_layer(source.layer)
    grid = read_grid(root, source.layer, source.parts.get("matrix_set", ""))
    crs = QgsCoordinateReferenceSystem(grid.crs)
    place = place_of_trial(area_25832, layer.extent_4326 if layer else None, grid.crs)
    if place is None or not crs.isValid():
        return source.crs, b""
    is_degrees = crs.mapUnits() == Qgis.DistanceUnit.Degrees
    metres = _METRES_PER_DEGREE if is_degrees else 1.0
    tiles = trial_tiles(grid, place.x(), place.y(), metres_per_unit=metres, inverted=crs.hasAxisInverted())
    # Links in the document are relative to where it came from.
    addresses = [tile_address(root, answer.url, source.layer, grid, source.parts, one) for one in tiles]
    wanted = [one for one in addresses if one]
    return grid.crs, fetch_one(
        client, wanted, require_tile, expect=Content.IMAGE, service=name, progress=progress
    )  # fmt: skip
