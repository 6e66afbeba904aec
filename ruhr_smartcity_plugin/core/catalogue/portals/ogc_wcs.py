# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities of WCS 1.0, 1.1 and 2.0 (OGC 03-065r6, 07-067r5, 09-110r4)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.ogc_address import choose_crs
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import (
    corners_extent,
    keywords_of,
    numbers_extent,
    ordered_crs,
    require_root,
)
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

# QGIS's provider speaks these two; asked first for what it can use.
VERSIONS = ("1.0.0", "1.1.0")
_ROOTS = ("WCS_Capabilities", "Capabilities")


@dataclass(frozen=True)
class Coverage:
    """How to ask for one coverage of WCS 1.0: a CRS (EPSG:25832 if offered) and a format, "" where none is stated."""

    crs: str
    format: str
    extent_4326: Extent4326 | None


def describe_coverage(root: Element, name: str, service: str = "") -> Coverage:
    """Return what a `CoverageDescription` of WCS 1.0 says of a coverage.

    Raises
    ------
    UnexpectedContentError
        The document describes no coverages.
    LayerError
        The coverage is not among them.
    """
    require_root(root, ("CoverageDescription",), "WCS", service)
    found = next((one for one in root.each("CoverageOffering") if one.text_at("name") == name), None)
    if found is None:
        sentence = tr("The service “{service}” does not offer the layer “{layer}” any more. Search for it anew.")
        raise LayerError(sentence.format(service=service, layer=name), "no such coverage")
    # Several names may stand in one element (OGC 03-065r6, 8.3.2.4).
    systems = [text for one in _below(found, "supportedCRSs") for text in one.text.split()]
    formats = [" ".join(one.text.split()) for one in _below(found, "supportedFormats") if one.text.strip()]
    tiff = (one for one in formats if "tif" in one.lower())
    return Coverage(choose_crs(systems), next(tiff, formats[0] if formats else ""), _extent(found))


def _below(element: Element, name: str) -> Tuple[Element, ...]:
    parent = element.child(name)
    return tuple(parent.children) if parent is not None else ()


def describe_wcs(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document.

    The CRS of a coverage of WCS 1.0 stand in another document; then none is known here.

    Raises
    ------
    UnexpectedContentError
        The document describes no WCS.
    """
    coverages = [one for one in root.walk() if one.name in ("CoverageOfferingBrief", "CoverageSummary")]
    is_wcs = root.name == "WCS_Capabilities" or bool(coverages) or "wcs" in root.attributes.get("schemaLocation", "")
    require_root(root if is_wcs else Element(f"{root.name} without coverages"), _ROOTS, "WCS", service or url)
    about = root.child("ServiceIdentification") or root.child("Service") or Element("")
    provider = root.text_at("ServiceProvider", "ProviderName")
    return ServiceDescription(
        kind=ServiceKind.WCS,
        url=url,
        title=about.text_at("Title") or about.text_at("label") or about.text_at("name") or service or url,
        version=root.attributes.get("version", "") or VERSIONS[0],
        layers=tuple(one for one in map(_layer, _leaves(coverages)) if one.name),
        provider=provider or about.text_at("responsibleParty", "organisationName"),
        fees=stated_text(about.text_at("Fees") or about.text_at("fees")),
        access_constraints=stated_text(about.text_at("AccessConstraints") or about.text_at("accessConstraints")),
        abstract=about.text_at("Abstract") or about.text_at("description"),
        keywords=keywords_of(about),
    )


def _leaves(coverages: list[Element]) -> Tuple[Element, ...]:
    """Leave out groups of WCS 1.1, which cannot be asked for."""
    return tuple(one for one in coverages if one.child("CoverageSummary") is None)


def _layer(element: Element) -> ServiceLayer:
    name = next((text for text in map(element.text_at, ("CoverageId", "Identifier", "name")) if text), "")
    return ServiceLayer(
        name=name,
        title=element.text_at("Title") or element.text_at("label") or name,
        crs=ordered_crs(one.text for one in element.each("SupportedCRS")),
        abstract=element.text_at("Abstract") or element.text_at("description"),
        parts={"format": next((one.text.strip() for one in element.each("SupportedFormat")), "")},
        extent_4326=_extent(element),
        keywords=keywords_of(element),
    )


def _extent(element: Element) -> Extent4326 | None:
    envelope = element.child("lonLatEnvelope")
    if envelope is not None:
        return numbers_extent([number for one in envelope.each("pos") for number in one.text.split()[:2]])
    return corners_extent(element.child("WGS84BoundingBox"))
