# SPDX-License-Identifier: GPL-2.0-or-later
"""RDF/XML into a graph, from elements that know local names only."""

from __future__ import annotations

from typing import Dict

from ruhr_smartcity_plugin.core.catalogue.portals.rdf_graph import BLANK, Graph, Value, absolute
from ruhr_smartcity_plugin.core.xml_element import Element

# Attributes of the notation itself; all others are properties written short.
_SYNTAX = frozenset({"about", "resource", "nodeID", "ID", "lang", "datatype", "parseType", "base", "space", "xmlns"})


def add_rdf_xml(graph: Graph, root: Element, base: str) -> None:
    """Add what an RDF/XML document says. Elements below the root are nodes, those below them properties, and so on."""
    base = root.attributes.get("base") or base
    nodes = root.children if root.name == "RDF" else [root]
    for element in nodes:
        _add_node(graph, element, base, root.attributes.get("lang", ""))


def _add_node(graph: Graph, element: Element, base: str, language: str) -> str:
    language = element.attributes.get("lang", language)
    name = _name(graph, element.attributes, "about", base)
    node = graph.node(name)
    if element.name != "Description":
        node.types.append(element.name)
    for attribute, text in element.attributes.items():
        if attribute not in _SYNTAX:
            graph.add(name, attribute, Value(text, language))
    for one in element.children:
        _add_property(graph, name, one, base, language)
    return name


def _add_property(graph: Graph, subject: str, element: Element, base: str, language: str) -> None:
    attributes = element.attributes
    language = attributes.get("lang", language)
    kind = attributes.get("parseType", "")
    if kind == "Literal":
        text = " ".join(one.text for one in element.walk() if one.text.strip())
        graph.add(subject, element.name, Value(text, language))
    elif kind == "Resource":
        inner = graph.new_blank()
        graph.node(inner)
        for one in element.children:
            _add_property(graph, inner, one, base, language)
        graph.add(subject, element.name, Value(node=inner))
    elif element.children:
        for one in element.children:
            graph.add(subject, element.name, Value(node=_add_node(graph, one, base, language)))
    elif "resource" in attributes or "nodeID" in attributes:
        graph.add(subject, element.name, Value(node=_name(graph, attributes, "resource", base)))
    else:
        graph.add(subject, element.name, Value(element.text.strip(), language))


def _name(graph: Graph, attributes: Dict[str, str], member: str, base: str) -> str:
    if member in attributes:
        return absolute(base, attributes[member].strip())
    if "ID" in attributes and member == "about":
        return f"{base}#{attributes['ID']}"
    return f"{BLANK}{attributes['nodeID']}" if "nodeID" in attributes else graph.new_blank()
