# SPDX-License-Identifier: GPL-2.0-or-later
"""Parts that the capabilities documents of all OGC services have in common."""

from __future__ import annotations

from typing import Iterable, Iterator, Tuple
from urllib.parse import urljoin

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.ogc_address import authority_id, choose_crs
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import web_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import extent_of_points
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

# Width of a pixel of 0.28 mm on the screen, by which OGC defines scale (OGC 06-042, 7.2.4.6.9).
PIXEL_M = 0.00028


def require_root(root: Element, names: Iterable[str], kind: str, service: str) -> None:
    """Raise `UnexpectedContentError` unless the document is one of a service of this kind."""
    if root.name not in names:
        sentence = tr("“{service}” does not describe a {kind}. Check the address.")
        raise UnexpectedContentError(sentence.format(service=service, kind=kind), f"root element {root.name}")


def ordered_crs(names: Iterable[str]) -> Tuple[str, ...]:
    """Return authority ids, the one to use first, each once; names of no known form are left out.

    >>> ordered_crs(["EPSG:4326", "urn:ogc:def:crs:EPSG::25832", "AUTO2:42001"])
    ('EPSG:25832', 'EPSG:4326')
    """
    stated = list(names)
    preferred = choose_crs(stated)
    known = (authority_id(one) for one in stated)
    return tuple(dict.fromkeys(one for one in (preferred, *known) if one))


def keywords_of(element: Element | None) -> Tuple[str, ...]:
    """Return the keywords below an element, whatever the version calls their list, each once."""
    if element is None:
        return ()
    lists = [one for one in element.children if one.name in ("KeywordList", "Keywords", "keywords")]
    words = (inner for one in lists for inner in one.walk() if inner.name in ("Keyword", "keyword", "Keywords"))
    texts = [" ".join(one.text.split()) for one in words]
    # WFS 1.0 writes all of them into one element, separated by commas.
    split = (word.strip() for text in texts for word in text.split(","))
    return tuple(dict.fromkeys(one for one in split if one))


def corners_extent(box: Element | None) -> Extent4326 | None:
    """Return the box of a ``WGS84BoundingBox`` (OWS Common: longitude first)."""
    if box is None:
        return None
    return numbers_extent([*box.text_at("LowerCorner").split(), *box.text_at("UpperCorner").split()])


def numbers_extent(texts: Iterable[str]) -> Extent4326 | None:
    """Return the box of west, south, east, north; None for what is no box in degrees."""
    try:
        west, south, east, north = (float(one) for one in texts)
    except (TypeError, ValueError):
        return None
    return extent_of_points([(west, south), (east, north)]) if west <= east and south <= north else None


def resolved_web_address(base: str, target: str) -> str:
    """Return the whole address of what a document links to; "" for what is no web address."""
    try:
        return web_address(urljoin(base, target.strip())) if target.strip() else ""
    except ValueError:
        return ""


def legends(element: Element) -> Iterator[str]:
    """Give the addresses of the legends of a layer's styles."""
    for style in element.each("Style"):
        for one in style.each("LegendURL"):
            link = one.child("OnlineResource") or one
            yield link.attributes.get("href", "")
