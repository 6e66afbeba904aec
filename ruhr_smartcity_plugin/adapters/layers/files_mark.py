# SPDX-License-Identifier: GPL-2.0-or-later
"""Where in a file on the web a layer comes from, kept with the layer."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from qgis.core import QgsMapLayer, QgsRasterLayer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.files import LocalFile
from ruhr_smartcity_plugin.adapters.layers.files_copy import Part
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.regional import STATE
from ruhr_smartcity_plugin.core.network.redaction import redact

FILE_PROPERTY = "ruhr_smartcity/file"


@dataclass(frozen=True)
class FilePlace:
    """A layer of a file: its address and kind, the data set within an archive (`files.member_key`), the layer there.

    `family` is that of its geometries ("picture" of a picture), `title` what it is called on the map. Of a table `part`
    is the sheet, `family` the layer made of its rows, and `reading` (JSON) how they were read; it is empty for every
    other file. `region` is the state the data are known to lie in, "" if they may lie anywhere.
    """

    url: str
    kind: str
    member: str
    part: str
    family: str
    title: str
    reading: str = ""
    region: str = ""


def mark_file(layer: QgsMapLayer, file: LocalFile, part: Part, family: str, title: str) -> None:
    """Keep with a layer what it was made from; not where the address holds a key: projects are passed on."""
    if is_for_others(file):
        mark_place(layer, place_in_file(file, part.name, family, title))


def is_for_others(file: LocalFile) -> bool:
    """Answer whether the address of a file holds no key."""
    return redact(file.fetched.url) == file.fetched.url


def place_in_file(file: LocalFile, part: str, family: str, title: str) -> FilePlace:
    """Return where a layer of a file comes from."""
    fetched = file.fetched
    member = "" if file.path.parent == fetched.folder else file.path.parent.name
    region = STATE if fetched.is_regional else ""
    return FilePlace(fetched.url, fetched.kind.value, member, part, family, title, region=region)


def mark_place(layer: QgsMapLayer, place: FilePlace) -> None:
    """Keep a place with a layer."""
    layer.setCustomProperty(FILE_PROPERTY, json.dumps(asdict(place), ensure_ascii=False))


def read_file_mark(layer: QgsMapLayer) -> FilePlace | None:
    """Return what a layer was made from; None for every other layer."""
    kept = layer.customProperty(FILE_PROPERTY)
    if not isinstance(layer, (QgsVectorLayer, QgsRasterLayer)) or not isinstance(kept, str):
        return None
    try:
        place = FilePlace(**{str(name): str(value) for name, value in json.loads(kept).items()})
        ServiceKind(place.kind)
    except (ValueError, TypeError, AttributeError):
        return None
    return place
