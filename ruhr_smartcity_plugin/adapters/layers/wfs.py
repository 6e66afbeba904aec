# SPDX-License-Identifier: GPL-2.0-or-later
"""WFS: what a service offers, how many objects it says it has, and the source string of QGIS's own provider."""

from __future__ import annotations

from typing import Dict, Iterator, List, Tuple

from qgis.core import QgsDataSourceUri

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id, base_address, choose_crs
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.network.client import Content, HttpClient
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

PROVIDER = "WFS"
VERSIONS = ("2.0.0", "1.1.0", "1.0.0")


def read_wfs(client: HttpClient, url: str, *, service: str = "", progress: Progress = SILENT) -> ServiceDescription:
    """Ask a WFS for its capabilities.

    Raises
    ------
    NetworkError
        No answer, or one that describes no WFS.
    AddressRefusedError
        The address is no web address.
    """
    address = base_address(url)
    params = {"SERVICE": "WFS", "REQUEST": "GetCapabilities", "ACCEPTVERSIONS": ",".join(VERSIONS)}
    answer = client.get(address, params=params, expect=Content.XML, service=service, progress=progress)
    return describe_wfs(read_xml(answer.body, service or address), address, service)


def describe_wfs(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document of WFS 1.0, 1.1 or 2.0."""
    if root.name != "WFS_Capabilities":
        sentence = tr("“{service}” does not describe a WFS. Check the address.")
        raise UnexpectedContentError(sentence.format(service=service or url), f"root element {root.name}")
    stated = root.attributes.get("version", "")
    version = next((one for one in VERSIONS if stated[:3] == one[:3]), VERSIONS[0])
    types = root.child("FeatureTypeList")
    identification = root.child("ServiceIdentification") or root.child("Service") or Element("")
    return ServiceDescription(
        kind=ServiceKind.WFS,
        url=url,
        title=identification.text_at("Title") or service or url,
        version=version,
        layers=tuple(_layers(types, _output_formats(root))) if types else (),
        provider=root.text_at("ServiceProvider", "ProviderName"),
        fees=stated_text(identification.text_at("Fees")),
        access_constraints=stated_text(identification.text_at("AccessConstraints")),
        cap=_cap(root),
    )


def _layers(types: Element, formats: List[str]) -> Iterator[ServiceLayer]:
    for one in types.each("FeatureType"):
        names = [
            child.text for tag in ("DefaultCRS", "DefaultSRS", "OtherCRS", "OtherSRS", "SRS") for child in one.each(tag)
        ]
        preferred = choose_crs(names)
        others = [crs for crs in dict.fromkeys(map(authority_id, names)) if crs and crs != preferred]
        name = one.text_at("Name")
        if name:
            crs = (preferred, *others) if preferred else ()
            parts = {"formats": "|".join(formats), **_extent(one)}
            yield ServiceLayer(name, one.text_at("Title") or name, crs, one.text_at("Abstract"), parts)


def _output_formats(root: Element) -> List[str]:
    """Return the formats in which the service gives objects; empty if it does not say."""
    for one in root.walk():
        if one.name == "Operation" and one.attributes.get("name") == "GetFeature":
            values = (each for part in one.each("Parameter") if part.attributes.get("name") == "outputFormat"
                      for each in part.walk() if each.name == "Value")  # fmt: skip
            return [" ".join(each.text.split()) for each in values]
        if one.name == "ResultFormat":  # WFS 1.0 names them by element
            return [each.name for each in one.children]
    return []


def _extent(layer: Element) -> Dict[str, str]:
    """Return west, south, east, north in degrees as the part `wgs84`; nothing where the service does not say."""
    box = layer.child("WGS84BoundingBox")
    if box is None:
        return {}
    numbers = [*box.text_at("LowerCorner").split(), *box.text_at("UpperCorner").split()]
    return {"wgs84": ",".join(numbers)} if len(numbers) == 4 else {}


def _cap(root: Element) -> int | None:
    for one in root.walk():
        if one.name == "Constraint" and one.attributes.get("name") in ("CountDefault", "DefaultMaxFeatures"):
            text = one.text_at("DefaultValue") or one.text_at("Value") or one.text_at("AllowedValues", "Value")
            return int(text) if text.isdigit() else None
    return None


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
    answer = client.get(source.url, params=params, expect=Content.XML, service=service, progress=progress)
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
