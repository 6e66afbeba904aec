# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities of WMS 1.1.1 and 1.3.0 (OGC 01-068r3, 06-042)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Iterator, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import (
    PIXEL_M,
    keywords_of,
    legends,
    numbers_extent,
    ordered_crs,
    require_root,
    resolved_web_address,
)
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.xml_element import Element

FORMATS = ("image/png", "image/png8", "image/png; mode=8bit", "image/jpeg", "image/gif")
_BOUNDS = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
_OLD_BOUNDS = ("minx", "miny", "maxx", "maxy")


@dataclass(frozen=True)
class _Inherited:
    """What a layer takes over from the group it lies in (OGC 06-042, table 7)."""

    crs: Tuple[str, ...] = ()
    styles: Tuple[str, ...] = ()
    extent: Extent4326 | None = None
    attribution: str = ""
    min_scale: float | None = None
    max_scale: float | None = None


def describe_wms(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document.

    Raises
    ------
    UnexpectedContentError
        The document describes no WMS.
    """
    require_root(root, ("WMS_Capabilities", "WMT_MS_Capabilities"), "WMS", service or url)
    about = root.child("Service") or Element("")
    capability = root.child("Capability") or Element("")
    picture_format = _choose_format(capability)
    tops = list(capability.each("Layer"))
    layers = [one for top in tops for one in _layers(top, _Inherited(), picture_format, url)]
    attribution = next((text for text in (top.text_at("Attribution", "Title") for top in tops) if text), "")
    return ServiceDescription(
        kind=ServiceKind.WMS,
        url=url,
        title=about.text_at("Title") or service or url,
        version="1.1.1" if root.name == "WMT_MS_Capabilities" else "1.3.0",
        layers=tuple(layers),
        provider=about.text_at("ContactInformation", "ContactPersonPrimary", "ContactOrganization"),
        fees=stated_text(about.text_at("Fees")),
        access_constraints=stated_text(about.text_at("AccessConstraints")),
        attribution=attribution,
        abstract=about.text_at("Abstract"),
        keywords=keywords_of(about),
    )


def _choose_format(capability: Element) -> str:
    get_map = capability.child("Request", "GetMap") or Element("")
    offered = [one.text.strip() for one in get_map.each("Format")]
    return next((one for one in FORMATS if one in offered), offered[0] if offered else FORMATS[0])


def _layers(element: Element, above: _Inherited, picture_format: str, url: str) -> Iterator[ServiceLayer]:
    """Give the named layers, a group after its parts."""
    here = _completed(element, above)
    for one in element.each("Layer"):
        yield from _layers(one, here, picture_format, url)
    name = element.text_at("Name")
    if not name:
        return
    legend = next((address for address in legends(element) if address), "")
    yield ServiceLayer(
        name=name,
        title=element.text_at("Title") or name,
        crs=ordered_crs(here.crs),
        abstract=element.text_at("Abstract"),
        parts={"format": picture_format},
        extent_4326=here.extent,
        keywords=keywords_of(element),
        legend_url=resolved_web_address(url, legend),
        styles=here.styles,
        min_scale=here.min_scale,
        max_scale=here.max_scale,
        attribution=here.attribution,
    )


def _completed(element: Element, above: _Inherited) -> _Inherited:
    crs = [name for tag in ("CRS", "SRS") for one in element.each(tag) for name in one.text.split()]
    styles = [one.text_at("Name") for one in element.each("Style")]
    far, near = _scales(element)
    return replace(
        above,
        crs=tuple(dict.fromkeys([*above.crs, *crs])),
        styles=tuple(dict.fromkeys(one for one in [*styles, *above.styles] if one)),
        extent=_extent(element) or above.extent,
        attribution=element.text_at("Attribution", "Title") or above.attribution,
        min_scale=far if far is not None else above.min_scale,
        max_scale=near if near is not None else above.max_scale,
    )


def _extent(element: Element) -> Extent4326 | None:
    box = element.child("EX_GeographicBoundingBox")
    if box is not None:
        return numbers_extent([box.text_at(name) for name in _BOUNDS])
    old = element.child("LatLonBoundingBox")
    return numbers_extent([old.attributes.get(name, "") for name in _OLD_BOUNDS]) if old is not None else None


def _scales(element: Element) -> Tuple[float | None, float | None]:
    """Return the denominators of the farthest and the nearest scale at which the layer is drawn."""
    far, near = (_positive(element.text_at(name)) for name in ("MaxScaleDenominator", "MinScaleDenominator"))
    hint = element.child("ScaleHint")
    if hint is not None and far is None and near is None:
        # WMS 1.1.1 gives the diagonal of a pixel in metres (OGC 01-068r3, 7.1.4.5.16).
        diagonal = 2**0.5 * PIXEL_M
        far, near = (_positive(hint.attributes.get(name, "")) for name in ("max", "min"))
        far, near = (one / diagonal if one is not None else None for one in (far, near))
    return far, near


def _positive(text: str) -> float | None:
    """Return a number above zero; None for nothing said, which some servers write as 0 or as a huge number."""
    try:
        number = float(text)
    except ValueError:
        return None
    return number if 0 < number < 1e10 else None
