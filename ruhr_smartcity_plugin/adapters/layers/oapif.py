# SPDX-License-Identifier: GPL-2.0-or-later
"""OGC API Features: the collections of a service, the number it states, and the source string of QGIS's provider."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping
from urllib.parse import quote, urljoin

from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id, choose_crs, landing_address
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_record import text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

PROVIDER = "OAPIF"
_MOST_PAGES = 50
# QGIS Server refuses the landing page (400) as soon as GeoJSON is named among the accepted types.
_ACCEPT_JSON = {"Accept": "application/json"}
_ACCEPT_ITEMS = {"Accept": "application/geo+json, application/json;q=0.9"}


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
    document = _ask(client, landing, service or landing, progress)
    collections_url = _link(document, landing, "data") or f"{landing}/collections"
    layers: List[ServiceLayer] = []
    for page in _pages(client, collections_url, service or landing, progress):
        layers += _layers(page, collections_url)
    return ServiceDescription(
        kind=ServiceKind.OAPIF,
        url=landing,
        title=text_of(document.get("title")) or service or landing,
        version="1.0",
        layers=tuple(layers),
        attribution=text_of(document.get("attribution")),
    )


def _pages(client: HttpClient, first: str, service: str, progress: Progress) -> Iterator[Mapping[str, Any]]:
    url, seen = first, set()
    while url and url not in seen and len(seen) < _MOST_PAGES:
        seen.add(url)
        page = _ask(client, url, service, progress)
        yield page
        url = _link(page, url, "next")


def _layers(page: Mapping[str, Any], base: str) -> Iterator[ServiceLayer]:
    collections = page.get("collections")
    for one in collections if isinstance(collections, list) else []:
        name = text_of(one.get("id")) if isinstance(one, Mapping) else ""
        if not name or one.get("itemType", "feature") != "feature":
            continue
        names = _crs_names(one, page)
        preferred = choose_crs(names)
        others = [crs for crs in dict.fromkeys(map(authority_id, names)) if crs and crs != preferred]
        items = _link(one, base, "items") or f"{base.split('?')[0].rstrip('/')}/{quote(name, safe='')}/items"
        title = text_of(one.get("title")) or name
        crs = (preferred, *others) if preferred else ()
        yield ServiceLayer(name, title, crs, text_of(one.get("description")), {"items_url": items})


def _crs_names(collection: Mapping[str, Any], page: Mapping[str, Any]) -> List[str]:
    own = collection.get("crs")
    names: List[str] = []
    for one in own if isinstance(own, list) else []:
        shared = page.get("crs") if one == "#/crs" else None
        names += [str(name) for name in (shared if isinstance(shared, list) else [one])]
    return names


def _link(document: Mapping[str, Any], base: str, relation: str) -> str:
    """Return the address of a link, JSON before other types; "" if there is none."""
    links = document.get("links")
    found = [one for one in links if isinstance(one, Mapping) and _is(one, relation)] if isinstance(links, list) else []
    found.sort(key=lambda one: "json" not in text_of(one.get("type")))
    target = text_of(found[0].get("href")) if found else ""
    return checked_address(urljoin(base, target)) if target else ""


def _is(link: Mapping[str, Any], relation: str) -> bool:
    return text_of(link.get("rel")).rsplit("/", 1)[-1] == relation


def _ask(client: HttpClient, url: str, service: str, progress: Progress) -> Mapping[str, Any]:
    return _object(client.get_json(url, headers=_ACCEPT_JSON, service=service, progress=progress), service)


def _object(document: Any, service: str) -> Mapping[str, Any]:
    if isinstance(document, Mapping):
        return document
    sentence = tr("“{service}” does not answer as an OGC API Features service. Check the address.")
    raise UnexpectedContentError(sentence.format(service=service), f"a JSON {type(document).__name__}")


def stated_count(
    client: HttpClient, source: LayerSource, *, service: str = "", progress: Progress = SILENT
) -> int | None:
    """Return the number of objects the service states (``numberMatched``); None if it states none.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    """
    url = checked_address(source.parts["items_url"])
    answer = client.get_json(url, params={"limit": "1"}, headers=_ACCEPT_ITEMS, service=service, progress=progress)
    answer = _object(answer, service or url)
    if not isinstance(answer.get("features"), list):
        sentence = tr("The service “{service}” did not answer with objects.")
        raise UnexpectedContentError(sentence.format(service=service or source.title), "no member 'features'")
    stated = answer.get("numberMatched")
    return stated if isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0 else None


def oapif_uri(source: LayerSource, *, authcfg: str = "", view_only: bool = False) -> str:
    """Return the source string for QGIS's OGC API Features provider."""
    uri = QgsDataSourceUri()
    uri.setParam("url", source.url)
    uri.setParam("typename", source.layer)
    if source.crs and source.crs != "OGC:CRS84":
        uri.setParam("srsname", source.crs)
    for name, value in (
        ("pageSize", source.parts.get("page_size", "")),
        ("restrictToRequestBBOX", "1" if view_only else ""),
    ):
        if value:
            uri.setParam(name, value)
    if authcfg:
        uri.setAuthConfigId(authcfg)
    return uri.uri(False)
