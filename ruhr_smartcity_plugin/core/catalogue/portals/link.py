# SPDX-License-Identifier: GPL-2.0-or-later
"""A link of a metadata record, turned into a resource: checked address, kind, layer names."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ruhr_smartcity_plugin.core.catalogue.dataset import Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, classify
from ruhr_smartcity_plugin.core.catalogue.licence import UNKNOWN_LICENCE, Licence
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address

# "OGC:WMS-1.3.0-http-get-map", "OGC:WFS", "urn:x-ogc:serviceType:WMS"; the protocols of GeoNetwork and CSW catalogues.
_PROTOCOL = re.compile(
    r"(?:ogc|servicetype)[:/ ]+(wmts|wms|wfs|wcs|oapif|ogcapi-?features|sta|sensorthings|"
    r"web(?:map|feature|coverage)service)\b",
    re.I,
)
_PROTOCOL_NAMES = {
    "ogcapi-features": "OAPIF",
    "ogcapifeatures": "OAPIF",
    "sensorthings": "SensorThings",
    "webmapservice": "WMS",
    "webfeatureservice": "WFS",
    "webcoverageservice": "WCS",
}
_PAGE = re.compile(r"^www:link", re.I)
_LAYER_NAME = re.compile(r"[\w.:\-]+(,[\w.:\-]+)*")
_LAYERED = frozenset({ServiceKind.WMS, ServiceKind.WFS, ServiceKind.WMTS, ServiceKind.OAPIF, ServiceKind.WCS})


@dataclass(frozen=True)
class Link:
    """A link as a record states it; every text may be empty."""

    address: str
    title: str = ""
    protocol: str = ""
    declared: str = ""
    description: str = ""
    is_page: bool = False
    size_bytes: int | None = None


def distribution_of(
    link: Link, key: str, *, licence: Licence = UNKNOWN_LICENCE, attribution: str = ""
) -> Distribution:
    """Return the resource behind a link. An address that is refused is left out, and the resource says why."""
    url, problem = usable_address(link.address)
    kinds = classify(url, declared_format(link.protocol), link.declared) if url else (ServiceKind.UNKNOWN,)
    if kinds[0] is ServiceKind.UNKNOWN and url and (link.is_page or _PAGE.match(link.protocol)):
        kinds = (ServiceKind.HTML,)
    names_layer = kinds[0] in _LAYERED and bool(_LAYER_NAME.fullmatch(link.title)) and bool(link.protocol)
    return Distribution(
        key=key,
        title=link.title or link.description[:80] or kinds[0].title,
        url=url,
        kinds=kinds,
        declared_format=link.declared or link.protocol,
        licence=licence,
        attribution=attribution,
        description=link.description,
        size_bytes=link.size_bytes,
        layers=tuple(link.title.split(",")) if names_layer else (),
        problem=problem,
    )


def declared_format(protocol: str) -> str:
    """Return the format a protocol name stands for; the protocol itself where it is not known.

    >>> declared_format("OGC:WMS-1.3.0-http-get-map"), declared_format("WWW:DOWNLOAD-1.0-http--download")
    ('WMS', '')
    """
    found = _PROTOCOL.search(protocol)
    if found:
        name = found.group(1).lower()
        return _PROTOCOL_NAMES.get(name, name.upper())
    return "" if protocol.lower().startswith("www:") else protocol
