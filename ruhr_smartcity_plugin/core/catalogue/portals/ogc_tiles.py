# SPDX-License-Identifier: GPL-2.0-or-later
"""Vector tiles by the address of a style (Mapbox/MapLibre style 8) or of a TileJSON (2.x, 3.0), ArcGIS's included."""

from __future__ import annotations

import re
from typing import Any, List, Mapping, Tuple
from urllib.parse import unquote, urljoin

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import absolute
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import web_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import plain_text, text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_MOST_SOURCES = 10
_PLACES = re.compile(r"(?i)%7B(z|x|y|-y|q)%7D")


def read_vector_tiles(
    client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT
) -> ServiceDescription:
    """Ask for a style or a TileJSON, and for the TileJSON a style names.

    The address of the description is the template of the first source's tiles, with its places encoded; each layer has
    its own in the part `template`, and the style's address in `style_url`.

    Raises
    ------
    NetworkError
        No answer, or one that describes no vector tiles.
    """
    address = checked_address(url)
    document = client.get_json(address, service=service or address, progress=progress)
    name = service or address
    if not isinstance(document, Mapping):
        raise _no_tiles(name, f"a JSON {type(document).__name__}")
    sources = document.get("sources")
    if not isinstance(sources, Mapping):
        layers = [_layer(document, address, "", text_of(document.get("name")) or name)]
        return _description(document, address, name, [one for one in layers if one])
    layers = []
    for key, source in list(sources.items())[:_MOST_SOURCES]:
        if not isinstance(source, Mapping) or source.get("type") != "vector":
            continue
        base, told = address, source
        if not source.get("tiles") and source.get("url"):
            base = checked_address(absolute(address, text_of(source.get("url"))))
            # ArcGIS answers with a web page unless it is asked for JSON.
            params = {"f": "json"} if "/vectortileserver" in base.lower() else None
            told = client.get_json(base, params=params, service=name, progress=progress)
        layers.append(_layer(told, base, address, str(key)))
    return _description(document, address, name, [one for one in layers if one])


def tile_template(base: str, template: str) -> str:
    """Return the whole address of a tile template, its places as they are; "" for what is no web address.

    >>> tile_template("https://x.example/t/tiles.json", "{z}/{x}/{y}.pbf")
    'https://x.example/t/{z}/{x}/{y}.pbf'
    """
    try:
        whole = urljoin(base if base.endswith((".json", "/")) else f"{base}/", template)
    except ValueError:
        return ""
    return _PLACES.sub(lambda found: "{" + found.group(1).lower() + "}", web_address(whole))


def _layer(told: Any, base: str, style_url: str, title: str) -> ServiceLayer | None:
    tiles = told.get("tiles") if isinstance(told, Mapping) else None
    first = text_of(tiles[0]) if isinstance(tiles, list) and tiles else ""
    template = tile_template(base.split("?")[0], first) if first else ""
    if not template or "{z}" not in template:
        return None
    parts = {
        "template": template,
        "style_url": style_url,
        "zmin": _zoom(told.get("minzoom"), 0),
        "zmax": _zoom(told.get("maxzoom"), 14),
    }
    return ServiceLayer(
        name=title,
        title=text_of(told.get("name")) or title,
        crs=("EPSG:3857",),
        abstract=plain_text(text_of(told.get("description"))),
        parts=parts,
        extent_4326=_extent(told.get("bounds")),
        attribution=plain_text(text_of(told.get("attribution")) or text_of(told.get("copyrightText"))),
    )


def _description(
    document: Mapping[str, Any], address: str, name: str, layers: List[ServiceLayer]
) -> ServiceDescription:
    if not layers:
        raise _no_tiles(name, "no vector source with tiles")
    return ServiceDescription(
        kind=ServiceKind.VECTOR_TILES,
        url=layers[0].parts["template"],
        title=text_of(document.get("name")) or _last(address),
        version="",
        layers=tuple(layers),
        attribution=next((one.attribution for one in layers if one.attribution), ""),
        abstract=plain_text(text_of(document.get("description"))),
    )


def _extent(bounds: Any) -> Extent4326 | None:
    return read_extent(bounds) if isinstance(bounds, list) else None


def _zoom(value: Any, default: int) -> str:
    is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
    return str(max(0, min(24, int(value)))) if is_number else str(default)


def _last(address: str) -> str:
    parts: Tuple[str, ...] = tuple(one for one in address.split("?")[0].split("/") if one)
    return unquote(parts[-1]) if parts else address


def _no_tiles(service: str, detail: str) -> UnexpectedContentError:
    sentence = tr("“{service}” does not describe vector tiles. Check the address.")
    return UnexpectedContentError(sentence.format(service=service), detail)
