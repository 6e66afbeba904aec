# SPDX-License-Identifier: GPL-2.0-or-later
"""RDF in any of the notations catalogues are published in; the bytes decide which one it is."""

from __future__ import annotations

import json

from ruhr_smartcity_plugin.core.catalogue.portals.json_ld import add_json_ld
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import Graph, not_rdf
from ruhr_smartcity_plugin.core.catalogue.portals.rdf_xml import add_rdf_xml
from ruhr_smartcity_plugin.core.catalogue.portals.turtle import add_turtle
from ruhr_smartcity_plugin.core.xml_element import XmlReader

_TURTLE_STARTS = ("@prefix", "@base", "prefix", "base", "<", "#", "[", "_:")


def read_graph(body: bytes, *, base: str, portal: str, read_xml: XmlReader) -> Graph:
    """Return what a document says.

    `base` is its address, for relative ones in it; `portal` its name for sentences.

    Raises
    ------
    UnexpectedContentError
        It is none of RDF/XML, JSON-LD, Turtle, or a broken one: a web page, a cut-off file.
    TooLargeError
        It describes more things than any catalogue.
    """
    graph = Graph(portal)
    start = body[:400].decode("utf-8", "replace").lstrip("\ufeff \t\r\n")
    if not start:
        raise not_rdf(portal, "an empty document")
    if start.startswith(("{", "[")) and not start.startswith("[]"):
        add_json_ld(graph, _json(body, portal), base, portal)
    elif start.startswith(("<?xml", "<!--", "<!DOCTYPE", "<rdf", "<RDF")) or _is_tag(start):
        root = read_xml(body, portal)
        if root.name.lower() == "html":
            raise not_rdf(portal, "a web page")
        add_rdf_xml(graph, root, base)
    elif start.lower().startswith(_TURTLE_STARTS):
        add_turtle(graph, _text(body, portal), base, portal)
    else:
        raise not_rdf(portal, f"starts with {start[:40]!r}")
    return graph


def _is_tag(start: str) -> bool:
    """Answer whether "<" opens an element; in Turtle it opens an address."""
    inside = start[1:].split(">")[0] if start.startswith("<") else ""
    name = inside.split()[0] if inside.split() else ""
    return bool(name) and "/" not in name and (" " in inside or "\n" in inside or ":" not in name)


def _json(body: bytes, portal: str) -> object:
    try:
        return json.loads(_text(body, portal))
    except (ValueError, RecursionError) as error:
        raise not_rdf(portal, f"broken JSON: {error}") from error


def _text(body: bytes, portal: str) -> str:
    try:
        return body.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise not_rdf(portal, f"no UTF-8: {error}") from error
