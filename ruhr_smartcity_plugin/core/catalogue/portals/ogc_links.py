# SPDX-License-Identifier: GPL-2.0-or-later
"""Links of the documents of OGC APIs (OGC 19-072, 7.3): by relation, JSON before other types."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping

from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import absolute
from ruhr_smartcity_plugin.core.catalogue.portals.texts import text_of
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address


def link_address(document: Mapping[str, Any], base: str, relation: str, *, media: str = "json") -> str:
    """Return the address of the link with a relation, resolved against `base`; "" if there is none.

    Of several links the one whose type contains `media` counts.

    Raises
    ------
    AddressRefusedError
        The link leads to no web address.
    """
    found: List[Mapping[str, Any]] = [one for one in links_of(document) if relation_of(one) == relation]
    found.sort(key=lambda one: media not in text_of(one.get("type")).lower())
    target = text_of(found[0].get("href")) if found else ""
    return checked_address(absolute(base, target)) if target else ""


def links_of(document: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
    """Give the links of a document that are objects."""
    links = document.get("links")
    return (one for one in (links if isinstance(links, list) else []) if isinstance(one, Mapping))


def relation_of(link: Mapping[str, Any]) -> str:
    """Return the relation without the address of its register, in lower case.

    >>> relation_of({"rel": "http://www.opengis.net/def/rel/ogc/1.0/data"})
    'data'
    """
    return text_of(link.get("rel")).rstrip("/").rsplit("/", 1)[-1].lower()
