# SPDX-License-Identifier: GPL-2.0-or-later
"""WFS: what a service offers, how many objects it says it has, and the source string of QGIS's own provider."""

from __future__ import annotations

from typing import Tuple

from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_reading import read_description
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

PROVIDER = "WFS"


def read_wfs(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask a WFS for its capabilities.

    Raises
    ------
    NetworkError
        No answer, or one that describes no WFS.
    AddressRefusedError
        The address is no web address.
    """
    return read_description(client, ServiceKind.WFS, url, read_xml=read_xml, service=service, progress=progress)


def stated_count(
    client: HttpClient, source: LayerSource, *, service: str = "", progress: Progress = SILENT
) -> int | None:
    """Return the number of objects the service states (``resultType=hits``); None if it says "unknown" or cannot.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    """
    if source.version.startswith("1.0"):
        return None
    root = _get_feature(client, source, {"RESULTTYPE": "hits"}, service, progress)
    stated = root.attributes.get("numberMatched") or root.attributes.get("numberOfFeatures") or ""
    return int(stated) if stated.isdigit() else None


def has_more_than(
    client: HttpClient, source: LayerSource, received: int, *, service: str = "", progress: Progress = SILENT
) -> bool | None:
    """Ask for the object behind the last one received. None if the service cannot be asked that way.

    A service that ignores `startIndex` answers with its first object again; the ids tell.

    Raises
    ------
    NetworkError
        The service did not answer properly.
    """
    if source.version.startswith("1.0"):
        return None
    behind = _one_object(client, source, received, service, progress)
    if not behind:
        return False
    if received == 0:
        return True
    first = _one_object(client, source, 0, service, progress)
    return None if first == behind else True


def _one_object(client: HttpClient, source: LayerSource, start: int, service: str, progress: Progress) -> str:
    """Return id (or content) of the object at a place; "" if there is none."""
    count = "COUNT" if source.version.startswith("2") else "MAXFEATURES"
    root = _get_feature(client, source, {count: "1", "STARTINDEX": str(start)}, service, progress)
    members = [one for one in root.walk() if one.name in ("member", "featureMember", "featureMembers") and one.children]
    if not members:
        return ""
    found = members[0].children[0]
    identity = found.attributes.get("id") or found.attributes.get("fid")
    return identity or "|".join(one.text.strip() for one in found.walk())


def _get_feature(
    client: HttpClient, source: LayerSource, more: dict[str, str], service: str, progress: Progress
) -> Element:
    names = "TYPENAMES" if source.version.startswith("2") else "TYPENAME"
    params = {"SERVICE": "WFS", "VERSION": source.version, "REQUEST": "GetFeature", names: source.layer, **more}
    asker = client.past_caches()  # a number of last week would call an old copy complete
    answer = asker.get(source.url, params=params, expect=Content.XML, service=service, progress=progress)
    root = read_xml(answer.body, service or source.title)
    if root.name != "FeatureCollection":
        sentence = tr("The service “{service}” did not answer with objects.")
        raise UnexpectedContentError(sentence.format(service=service or source.title), f"root element {root.name}")
    return root


def wfs_uri(source: LayerSource, *, authcfg: str = "", view_only: bool = False) -> str:
    """Return the source string for QGIS's WFS provider.

    Paged in the service's own page size. `view_only` asks for the objects of the map view only.
    """
    uri = QgsDataSourceUri()
    for name, value in _uri_parts(source, view_only):
        if value:
            uri.setParam(name, value)
    if authcfg:
        uri.setAuthConfigId(authcfg)
    return uri.uri(False)


def _uri_parts(source: LayerSource, view_only: bool) -> Tuple[Tuple[str, str], ...]:
    return (
        ("url", source.url),
        ("typename", source.layer),
        ("version", source.version or "auto"),
        ("srsname", source.crs),
        ("pagingEnabled", source.parts.get("paging", "")),
        ("pageSize", source.parts.get("page_size", "")),
        ("restrictToRequestBBOX", "1" if view_only else ""),
    )
