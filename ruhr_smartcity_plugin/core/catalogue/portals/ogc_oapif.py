# SPDX-License-Identifier: GPL-2.0-or-later
"""Landing page and collections of OGC API Features (OGC 17-069r4)."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Tuple
from urllib.parse import quote

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import landing_address
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import ordered_crs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_links import link_address, links_of, relation_of
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import list_of, text_of
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

_MOST_PAGES = 50
# QGIS Server refuses the landing page (400) as soon as GeoJSON is named among the accepted types.
_ACCEPT_JSON = {"Accept": "application/json"}


def read_oapif(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask an OGC API Features service for its collections; any address below its landing page will do.

    Raises
    ------
    NetworkError
        No answer, or one that describes no such service.
    AddressRefusedError
        The address, or one the service leads to, is no web address.
    """
    landing, _collection = landing_address(url)
    document = ask_object(client, landing, service or landing, progress)
    collections_url = link_address(document, landing, "data") or f"{landing}/collections"
    layers: List[ServiceLayer] = []
    keywords = list_of(document.get("keywords"))
    for page in _pages(client, collections_url, service or landing, progress):
        layers += _layers(page, collections_url)
    return ServiceDescription(
        kind=ServiceKind.OAPIF,
        url=landing,
        title=text_of(document.get("title")) or service or landing,
        version="1.0",
        layers=tuple(layers),
        attribution=text_of(document.get("attribution")),
        abstract=text_of(document.get("description")),
        keywords=tuple(keywords),
        licence_url=_licence(document),
    )


def ask_object(
    client: HttpClient, url: str, service: str, progress: Progress, headers: Mapping[str, str] | None = None
) -> Mapping[str, Any]:
    """Return a JSON object; raises `UnexpectedContentError` for any other answer."""
    document = client.get_json(url, headers=headers or _ACCEPT_JSON, service=service, progress=progress)
    if isinstance(document, Mapping):
        return document
    sentence = tr("“{service}” does not answer as an OGC API Features service. Check the address.")
    raise UnexpectedContentError(sentence.format(service=service), f"a JSON {type(document).__name__}")


def _pages(client: HttpClient, first: str, service: str, progress: Progress) -> Iterator[Mapping[str, Any]]:
    url, seen = first, set()
    while url and url not in seen and len(seen) < _MOST_PAGES:
        seen.add(url)
        page = ask_object(client, url, service, progress)
        yield page
        url = link_address(page, url, "next")


def _layers(page: Mapping[str, Any], base: str) -> Iterator[ServiceLayer]:
    collections = page.get("collections")
    for one in collections if isinstance(collections, list) else []:
        name = text_of(one.get("id")) if isinstance(one, Mapping) else ""
        if not name or one.get("itemType", "feature") != "feature":
            continue
        items = link_address(one, base, "items") or f"{base.split('?')[0].rstrip('/')}/{quote(name, safe='')}/items"
        yield ServiceLayer(
            name=name,
            title=text_of(one.get("title")) or name,
            crs=ordered_crs(_crs_names(one, page)),
            abstract=text_of(one.get("description")),
            parts={"items_url": items},
            extent_4326=_extent(one),
            keywords=tuple(list_of(one.get("keywords"))),
            attribution=text_of(one.get("attribution")),
        )


def _crs_names(collection: Mapping[str, Any], page: Mapping[str, Any]) -> Tuple[str, ...]:
    own = collection.get("crs")
    names: List[str] = []
    for one in own if isinstance(own, list) else []:
        shared = page.get("crs") if one == "#/crs" else None
        names += [str(name) for name in (shared if isinstance(shared, list) else [one])]
    return tuple(names)


def _extent(collection: Mapping[str, Any]) -> Extent4326 | None:
    extent = collection.get("extent")
    spatial = extent.get("spatial") if isinstance(extent, Mapping) else None
    boxes = spatial.get("bbox") if isinstance(spatial, Mapping) else None
    first = boxes[0] if isinstance(boxes, list) and boxes else None
    if isinstance(first, list) and len(first) == 6:  # with heights
        first = [*first[:2], *first[3:5]]
    return read_extent(first)


def _licence(document: Mapping[str, Any]) -> str:
    return next((text_of(one.get("href")) for one in links_of(document) if relation_of(one) == "license"), "")
