# SPDX-License-Identifier: GPL-2.0-or-later
"""The origin of a layer, written into QGIS's layer metadata and read back."""

from __future__ import annotations

import json
from dataclasses import replace

from qgis.core import QgsAbstractMetadataBase, QgsLayerMetadata, QgsMapLayer

from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.translation import tr

# The exact record; the readable metadata beside it is for people and other programs.
ORIGIN_PROPERTY = "ruhr_smartcity/origin"
# The key of the day on which somebody saved edits of a local copy.
EDITED = "edited"


def write_origin(layer: QgsMapLayer, origin: Origin) -> None:
    """Write licence, attribution, links, dates and method into the layer's metadata.

    What a layer's metadata already held (abstract, extent, CRS) stays. Used by `map_credits()` in layouts through the
    server properties, and by `read_origin`. Keys and passwords in addresses are left out: projects are passed on.
    """
    origin = _without_secrets(origin)
    metadata = layer.metadata().clone() if layer.metadata() else QgsLayerMetadata()
    metadata.setTitle(origin.title)
    metadata.setType(metadata.type() or "dataset")
    if origin.source_url:
        metadata.setIdentifier(origin.source_url)
    metadata.setLicenses([origin.licence] if origin.licence else [])
    metadata.setRights(origin.source_note().splitlines())
    metadata.setLinks(_links(origin))
    metadata.setContacts([_publisher(origin)] if origin.publisher else [])
    metadata.setHistory(_history(origin))
    layer.setMetadata(metadata)
    note = origin.source_note()
    layer.serverProperties().setAttribution(note.replace("\n", "; "))
    layer.serverProperties().setAttributionUrl(origin.licence_url or origin.source_url)
    layer.setCustomProperty(ORIGIN_PROPERTY, json.dumps(origin.to_record(), ensure_ascii=False))


def read_origin(layer: QgsMapLayer) -> Origin | None:
    """Return the origin written by `write_origin`; None where the layer has none or it cannot be read."""
    kept = layer.customProperty(ORIGIN_PROPERTY)
    if not isinstance(kept, str) or not kept:
        return None
    try:
        return Origin.from_record(json.loads(kept))
    except (ValueError, TypeError, AttributeError):
        return None


def unedited(origin: Origin) -> Origin:
    """Return the origin of what is fetched anew: edits of the copy before are not in it."""
    if EDITED not in origin.parameters:
        return origin
    kept = {key: value for key, value in origin.parameters.items() if key != EDITED}
    return replace(origin, changed=False, parameters=kept)


def _without_secrets(origin: Origin) -> Origin:
    return replace(
        origin,
        source_url=redact(origin.source_url),
        parameters={key: redact(value) for key, value in origin.parameters.items()},
        inputs=tuple(_without_secrets(one) for one in origin.inputs),
    )


def _links(origin: Origin) -> list[QgsAbstractMetadataBase.Link]:
    links = []
    if origin.source_url:
        links.append(QgsAbstractMetadataBase.Link(tr("Source"), "WWW:LINK", origin.source_url))
    if origin.licence_url:
        links.append(QgsAbstractMetadataBase.Link(tr("Licence"), "WWW:LINK", origin.licence_url))
    links += [
        QgsAbstractMetadataBase.Link(one.title, "WWW:LINK", one.source_url) for one in origin.inputs if one.source_url
    ]
    return links


def _publisher(origin: Origin) -> QgsAbstractMetadataBase.Contact:
    contact = QgsAbstractMetadataBase.Contact(origin.publisher)
    contact.organization = origin.publisher
    contact.role = "publisher"
    return contact


def _history(origin: Origin) -> list[str]:
    lines = []
    if origin.fetched_at is not None:
        lines.append(tr("Fetched: {time}").format(time=origin.fetched_at.isoformat(timespec="seconds")))
    if origin.method:
        lines.append(tr("Method: {method}").format(method=origin.method))
    lines += [f"{key} = {value}" for key, value in origin.parameters.items()]
    lines += [tr("Input: {title}").format(title=one.title) for one in origin.inputs]
    if origin.changed:
        lines.append(tr("The data were changed."))
    if origin.plugin_version:
        lines.append(tr("Plugin version: {version}").format(version=origin.plugin_version))
    return lines
