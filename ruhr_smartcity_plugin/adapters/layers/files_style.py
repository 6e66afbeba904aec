# SPDX-License-Identifier: GPL-2.0-or-later
"""A style that came with foreign data: what it draws is taken, what it could run or fetch is not."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Iterator

from qgis.core import QgsMapLayer

from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
from ruhr_smartcity_plugin.core.errors import UnexpectedContentError
from ruhr_smartcity_plugin.core.xml_element import Element

_MOST_BYTES = 5_000_000
# Expression functions that read beyond the object that is drawn: files, the environment, other layers, databases.
_REACHING = re.compile(
    r"\b(env|eval|eval_template|file_\w+|is_directory|base_file_name|load_layer|raster_\w+|exif\w*|get_feature\w*|"
    r"aggregate|relation_aggregate|sqlite_\w+|layer_property|decode_uri|overlay_\w+|from_base64|python)\s*\(",
    re.IGNORECASE,
)
# Pictures and fonts by address would be fetched on each draw, and tell the address who looks at the map.
_ADDRESS = re.compile(r"^\s*(?:[a-z][a-z0-9+.\-]+://|file:|//|\\\\|/vsi|/|[a-z]:[\\/])", re.IGNORECASE)
_NAMESPACES = ("xmlns", "schemaLocation")
_PICTURE_TAGS = frozenset({"OnlineResource", "InlineContent"})
_PATH_NAMES = frozenset({"name", "svgFile", "imageFile", "path", "file", "href", "uri", "url"})


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
    for element in _drawn(root):
        if element.name in _PICTURE_TAGS or _REACHING.search(element.text):
            return False
        values = {name: value for name, value in element.attributes.items() if name not in _NAMESPACES}
        if any(_REACHING.search(value) for value in values.values()):
            return False
        # <Option name="name" value="http://…"/> and <prop k="name" v="…"/>
        key = values.get("name", values.get("k", ""))
        value = values.get("value", values.get("v", ""))
        if key in _PATH_NAMES and _ADDRESS.match(value):
            return False
    return True


def _drawn(root: Element) -> Iterator[Element]:
    """Give the parts of a style that are read; what is left out anyway may hold what it likes."""
    if root.name != "qgis":
        yield from root.walk()
        return
    for part in root.children:
        if part.name in ("renderer-v2", "labeling", "rasterrenderer", "pipe", "symbologyReferenceScale", "selection"):
            yield from part.walk()
