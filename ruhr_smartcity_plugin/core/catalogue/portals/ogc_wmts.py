# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities of WMTS 1.0.0 (OGC 07-057r7)."""

from __future__ import annotations

from typing import Dict, List, Tuple
from urllib.parse import urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import PREFERRED_CRS, authority_id, base_address
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import (
    corners_extent,
    keywords_of,
    legends,
    require_root,
    resolved_web_address,
)
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.xml_element import Element

_FORMATS = ("image/png", "image/png8", "image/jpeg", "image/jpgpng")


def wmts_capabilities_address(url: str) -> str:
    """Return the address of the capabilities: a document stays, a service gets the request.

    >>> wmts_capabilities_address("https://x.example/wmts?LAYER=a&REQUEST=GetTile&TILEROW=3")
    'https://x.example/wmts?SERVICE=WMTS&REQUEST=GetCapabilities'
    >>> wmts_capabilities_address("https://x.example/1.0.0/WMTSCapabilities.xml")
    'https://x.example/1.0.0/WMTSCapabilities.xml'
    """
    address = base_address(url)
    parts = urlsplit(address)
    if parts.path.lower().endswith(".xml"):
        return address
    kept = [one for one in parts.query.split("&") if one and not one.upper().startswith("TILE")]
    query = "&".join([*kept, urlencode({"SERVICE": "WMTS", "REQUEST": "GetCapabilities"})])
    return urlunsplit((parts.scheme, parts.netloc, parts.path, query, ""))


def describe_wmts(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document read from `url`.

    Raises
    ------
    UnexpectedContentError
        The document describes no WMTS.
    """
    is_wmts = root.child("Contents") is not None and any(one.name == "TileMatrixSet" for one in root.walk())
    require_root(root if is_wmts else Element(f"{root.name} without tiles"), ("Capabilities",), "WMTS", service or url)
    contents = root.child("Contents") or Element("")
    systems = {one.text_at("Identifier"): authority_id(one.text_at("SupportedCRS")) for one in _sets(contents)}
    about = root.child("ServiceIdentification") or Element("")
    return ServiceDescription(
        kind=ServiceKind.WMTS,
        url=url,
        title=about.text_at("Title") or service or url,
        version=root.attributes.get("version", "") or "1.0.0",
        layers=tuple(_layer(one, systems, url) for one in contents.each("Layer") if one.text_at("Identifier")),
        provider=root.text_at("ServiceProvider", "ProviderName"),
        fees=stated_text(about.text_at("Fees")),
        access_constraints=stated_text(about.text_at("AccessConstraints")),
        abstract=about.text_at("Abstract"),
        keywords=keywords_of(about),
    )


def _sets(contents: Element) -> List[Element]:
    return list(contents.each("TileMatrixSet"))


def _layer(element: Element, systems: Dict[str, str], url: str) -> ServiceLayer:
    name = element.text_at("Identifier")
    names = [one.text_at("TileMatrixSet") for one in element.each("TileMatrixSetLink")]
    known = sorted((one for one in names if systems.get(one)), key=lambda one: _rank(systems[one]))
    styles = _styles(element)
    offered = [one.text.strip() for one in element.each("Format")]
    picture_format = next((one for one in _FORMATS if one in offered), offered[0] if offered else _FORMATS[0])
    parts = {
        "format": picture_format,
        "style": styles[0] if styles else "",
        "matrix_set": known[0] if known else next(iter(names), ""),
        **_dimensions(element),
    }
    legend = next((one for one in legends(element) if one), "")
    return ServiceLayer(
        name=name,
        title=element.text_at("Title") or name,
        crs=tuple(dict.fromkeys(systems[one] for one in known)),
        abstract=element.text_at("Abstract"),
        parts=parts,
        extent_4326=corners_extent(element.child("WGS84BoundingBox")),
        keywords=keywords_of(element),
        legend_url=resolved_web_address(url, legend),
        styles=styles,
    )


def _rank(system: str) -> int:
    return PREFERRED_CRS.index(system) if system in PREFERRED_CRS else len(PREFERRED_CRS)


def _styles(element: Element) -> Tuple[str, ...]:
    """Return the names of the styles, the default one first."""
    found = sorted(element.each("Style"), key=lambda one: one.attributes.get("isDefault", "").lower() != "true")
    return tuple(dict.fromkeys(one.text_at("Identifier") for one in found if one.text_at("Identifier")))


def _dimensions(element: Element) -> Dict[str, str]:
    """Return the defaults of further dimensions, such as a year, as one part; nothing where there are none."""
    pairs = [(one.text_at("Identifier"), one.text_at("Default")) for one in element.each("Dimension")]
    stated = ";".join(f"{name}={value}" for name, value in pairs if name and value)
    return {"dimensions": stated} if stated else {}
