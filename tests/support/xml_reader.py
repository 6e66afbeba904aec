# SPDX-License-Identifier: GPL-2.0-or-later
"""The stdlib's XML as `Element`, for tests of the core without QGIS; the plugin itself reads with Qt."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element


def read_xml(body: bytes, service: str) -> Element:
    """Return the root element, as `adapters.layers.xml_tree.read_xml` does."""
    try:
        return _element(ElementTree.fromstring(body))
    except (ElementTree.ParseError, LookupError, ValueError) as error:
        raise UnexpectedContentError(f"The service “{service}” sent a broken answer.", str(error)) from error


def _element(node: ElementTree.Element) -> Element:
    attributes = {_local(name): value for name, value in node.attrib.items()}
    tails = "".join(child.tail or "" for child in node)
    return Element(_local(node.tag), attributes, (node.text or "") + tails, [_element(child) for child in node])


def _local(name: str) -> str:
    return name.rsplit("}", 1)[-1]
