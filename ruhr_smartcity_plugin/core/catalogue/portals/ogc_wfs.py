# SPDX-License-Identifier: GPL-2.0-or-later
"""Capabilities of WFS 1.0, 1.1 and 2.0 (OGC 02-058, 04-094, 09-025r2)."""

from __future__ import annotations

from typing import List

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_document import (
    corners_extent,
    keywords_of,
    numbers_extent,
    ordered_crs,
    require_root,
)
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer, stated_text
from ruhr_smartcity_plugin.core.xml_element import Element

VERSIONS = ("2.0.0", "1.1.0", "1.0.0")
_CRS_NAMES = ("DefaultCRS", "DefaultSRS", "OtherCRS", "OtherSRS", "SRS")


def describe_wfs(root: Element, url: str, service: str = "") -> ServiceDescription:
    """Return the description in a capabilities document.

    Raises
    ------
    UnexpectedContentError
        The document describes no WFS.
    """
    require_root(root, ("WFS_Capabilities",), "WFS", service or url)
    stated = root.attributes.get("version", "")
    types = root.child("FeatureTypeList") or Element("")
    about = root.child("ServiceIdentification") or root.child("Service") or Element("")
    formats = "|".join(_output_formats(root))
    return ServiceDescription(
        kind=ServiceKind.WFS,
        url=url,
        title=about.text_at("Title") or service or url,
        version=next((one for one in VERSIONS if stated[:3] == one[:3]), VERSIONS[0]),
        layers=tuple(_layer(one, formats) for one in types.each("FeatureType") if one.text_at("Name")),
        provider=root.text_at("ServiceProvider", "ProviderName"),
        fees=stated_text(about.text_at("Fees")),
        access_constraints=stated_text(about.text_at("AccessConstraints")),
        cap=_cap(root),
        abstract=about.text_at("Abstract"),
        keywords=keywords_of(about),
    )


def _layer(element: Element, formats: str) -> ServiceLayer:
    name = element.text_at("Name")
    extent = _extent(element)
    parts = {"formats": formats}
    if extent is not None:
        parts["wgs84"] = ",".join(map(str, extent))
    return ServiceLayer(
        name=name,
        title=element.text_at("Title") or name,
        crs=ordered_crs(child.text for tag in _CRS_NAMES for child in element.each(tag)),
        abstract=element.text_at("Abstract"),
        parts=parts,
        extent_4326=extent,
        keywords=keywords_of(element),
    )


def _extent(element: Element) -> Extent4326 | None:
    old = element.child("LatLongBoundingBox")
    if old is not None:
        return numbers_extent([old.attributes.get(one, "") for one in ("minx", "miny", "maxx", "maxy")])
    return corners_extent(element.child("WGS84BoundingBox"))


def _output_formats(root: Element) -> List[str]:
    """Return the formats in which the service gives objects; empty if it does not say."""
    for one in root.walk():
        if one.name == "Operation" and one.attributes.get("name") == "GetFeature":
            parameters = (part for part in one.each("Parameter") if part.attributes.get("name") == "outputFormat")
            return [" ".join(each.text.split()) for part in parameters for each in part.walk() if each.name == "Value"]
        if one.name == "ResultFormat":  # WFS 1.0 names them by element
            return [each.name for each in one.children]
    return []


def _cap(root: Element) -> int | None:
    for one in root.walk():
        if one.name == "Constraint" and one.attributes.get("name") in ("CountDefault", "DefaultMaxFeatures"):
            text = one.text_at("DefaultValue") or one.text_at("Value") or one.text_at("AllowedValues", "Value")
            return int(text) if text.isdigit() else None
    return None
