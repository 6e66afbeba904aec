# SPDX-License-Identifier: GPL-2.0-or-later
"""A style that came with foreign data: what it draws is taken, what it could run or fetch is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator, Sequence, Tuple

from qgis.core import QgsExpression, QgsMapLayer

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element

_MOST_BYTES = 5_000_000
# Expression functions that read beyond the object that is drawn: files, the environment, other layers, databases.
_REACHING = (
    r"env|eval|eval_template|file_\w+|is_file|is_directory|base_file_name|load_layer|raster_\w+|exif\w*|get_feature\w*|"
    r"aggregate|relation_aggregate|sqlite_\w+|layer_property|decode_uri|overlay_\w+|from_base64|python"
)
_REACHING_NAME = re.compile(_REACHING, re.IGNORECASE)
_REACHING_WORD = re.compile(rf"\b({_REACHING})\b", re.IGNORECASE)
# Comments may stand between a function's name and its bracket.
_REACHING_CALL = re.compile(rf"\b({_REACHING})(?:\s|/\*(?:(?!\*/).)*\*/|--[^\n]*\n)*\(", re.IGNORECASE | re.DOTALL)
# What stands around an expression in templates and in the values of QGIS 2.
_AROUND_EXPRESSIONS = re.compile(r"~~|\[%|%\]")
# Pictures and fonts by address would be fetched on each draw, and tell the address who looks at the map.
_ADDRESS = re.compile(r"^\s*(?:[a-z][a-z0-9+.\-]+://|file:|//|\\\\|/vsi|/|[a-z]:[\\/])", re.IGNORECASE)
_NAMESPACES = ("xmlns", "schemaLocation")
_PICTURE_TAGS = frozenset({"OnlineResource", "InlineContent"})
_PATH_NAMES = frozenset({"name", "path", "href", "uri", "url"})  # and all that end with "file"
# How QGIS 2 wrote values that an expression or a field gives; QGIS 3 still reads them.
_OLD_DEFINED = re.compile(r"(_dd_\w+|_expression)$")


def apply_foreign_style(layer: QgsMapLayer, path: Path) -> bool:
    """Give the layer the symbols and labels of a .qml or .sld file; answers False if nothing was taken.

    Only symbology and labelling are read: no actions, form code, map tips, joins or default values, which may hold
    scripts. A style that reaches for files, the environment or the network is left out as a whole.
    """
    if path.stat().st_size > _MOST_BYTES or not _is_harmless(path):
        return False
    if path.suffix.lower() == ".sld":
        _text, is_read = layer.loadSldStyle(str(path))
        return bool(is_read)
    parts = QgsMapLayer.StyleCategory.Symbology | QgsMapLayer.StyleCategory.Labeling
    _text, is_read = layer.loadNamedStyle(str(path), False, parts)
    return bool(is_read)


def _is_harmless(path: Path) -> bool:
    try:
        root = read_xml(path.read_bytes(), path.name)
    except UnexpectedContentError:
        return False
    return all(_is_harmless_element(element) for element in _drawn(root))


def _is_harmless_element(element: Element) -> bool:
    values = {name: value for name, value in element.attributes.items() if name not in _NAMESPACES}
    if element.name in _PICTURE_TAGS or any(map(_reaches_out, (element.text, *values.values()))):
        return False
    if element.name == "Function" and _REACHING_NAME.fullmatch(values.get("name", "").strip()):  # in a filter of SLD
        return False
    # <Option name="name" value="http://…"/>, <prop k="name" v="…"/> and, before QGIS 3, <property key="…" value="…"/>
    keys = _keys_of(element)
    named = [*values.items(), *((key, values.get(one, "")) for key in keys for one in ("value", "v"))]
    if any(_is_path_name(name) and _ADDRESS.match(text) for name, text in named):
        return False
    # HTML in labels may hold pictures, also the HTML in the data's own fields.
    if any(name.endswith("allowHtml") and text not in ("", "0", "false") for name, text in named):
        return False
    return not _is_path_by_expression(element, keys, named)


def _reaches_out(text: str) -> bool:
    """Answer whether a text calls such a function, read as QGIS reads it: any value may be taken for an expression."""
    if "(" not in text:
        return False
    return bool(_REACHING_CALL.search(text)) or any(map(_is_reaching, _AROUND_EXPRESSIONS.split(text)))


def _is_reaching(text: str) -> bool:
    if not _REACHING_WORD.search(text):
        return False
    expression = QgsExpression(text)
    if expression.hasParserError():
        return "(" in text
    return any(map(_REACHING_NAME.fullmatch, expression.referencedFunctions()))


def _keys_of(element: Element) -> Tuple[str, ...]:
    return tuple(element.attributes[one] for one in ("name", "k", "key") if one in element.attributes)


def _is_path_name(name: str) -> bool:
    plain = _OLD_DEFINED.sub("", name.rsplit("/", 1)[-1]).casefold()
    return plain in _PATH_NAMES or plain.endswith("file")


def _is_path_by_expression(element: Element, keys: Sequence[str], named: Sequence[Tuple[str, str]]) -> bool:
    """Answer whether an expression or a field says at each draw which file is shown; it may build any address."""
    if any(map(_is_path_name, keys)) and (element.children or element.attributes.get("type") == "Map"):
        return True
    if any(_is_path_name(name) and _is_old_defined(name) and text not in ("", "0") for name, text in named):
        return True
    return _is_path_name(element.name) and not {"expr", "field"}.isdisjoint(element.attributes)


def _is_old_defined(name: str) -> bool:
    return bool(_OLD_DEFINED.search(name)) or "/dataDefined/" in name


def _drawn(root: Element) -> Iterator[Element]:
    """Give the parts of a style that are read; what is left out anyway may hold what it likes."""
    if root.name != "qgis":
        yield from root.walk()
        return
    for part in root.children:
        if part.name in ("renderer-v2", "labeling", "rasterrenderer", "pipe", "symbologyReferenceScale", "selection"):
            yield from part.walk()
        elif part.name == "customproperties":  # where QGIS 2 kept the labels
            yield from (one for one in part.walk() if any(key.startswith("labeling") for key in _keys_of(one)))
