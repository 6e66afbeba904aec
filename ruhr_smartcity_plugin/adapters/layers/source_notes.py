# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the layers of a map come from, as they or QGIS know it."""

from __future__ import annotations

from typing import Dict, Iterable, Tuple

from qgis.core import QgsGroupLayer, QgsMapLayer, QgsProject, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.origin import read_origin
from ruhr_smartcity_plugin.core.catalogue.source_notes import NamedOrigin, SourceNote, notes_of
from ruhr_smartcity_plugin.core.origin import Origin


def origin_of_layer(layer: QgsMapLayer) -> Origin | None:
    """Return the origin of a layer: ours, else what its metadata in QGIS say; None where nothing is known."""
    own = read_origin(layer)
    if own is not None:
        return own
    metadata, server = layer.metadata(), layer.serverProperties()
    licences = [one for one in metadata.licenses() if one.strip()]
    links = [link.url for link in metadata.links() if link.url.startswith(("http://", "https://"))]
    contacts = [one.organization or one.name for one in metadata.contacts() if one.organization or one.name]
    attribution = (server.attribution() or "; ".join(metadata.rights())).strip()
    if not (licences or contacts or attribution):
        return None
    address = server.attributionUrl()
    return Origin(
        title=metadata.title() or layer.name(),
        source_url=next(iter(links), ""),
        publisher=next(iter(contacts), ""),
        licence=next(iter(licences), ""),
        licence_url=address if address.startswith(("http://", "https://")) else "",
        attribution=attribution,
    )


def notes_of_layers(layers: Iterable[QgsMapLayer]) -> Tuple[SourceNote, ...]:
    """Return the source notes of the layers and of those they take values from.

    Of a group drawn as one picture those of its layers.
    """
    return notes_of(NamedOrigin(one.name(), origin_of_layer(one)) for one in _with_joined(single_layers(layers)))


def single_layers(layers: Iterable[QgsMapLayer]) -> Tuple[QgsMapLayer, ...]:
    """Return layers with the members of group layers in place of these, each once."""
    found: Dict[str, QgsMapLayer] = {}
    for layer in layers:
        members = single_layers(layer.childLayers()) if isinstance(layer, QgsGroupLayer) else (layer,)
        found.update((one.id(), one) for one in members)
    return tuple(found.values())


def _with_joined(layers: Iterable[QgsMapLayer]) -> Tuple[QgsMapLayer, ...]:
    """Return layers with the tables joined to them: what these hold is shown, whether they are switched on or not."""
    found: Dict[str, QgsMapLayer] = {}
    waiting = list(layers)
    while waiting:
        layer = waiting.pop(0)
        if layer is None or layer.id() in found:
            continue
        found[layer.id()] = layer
        if isinstance(layer, QgsVectorLayer):
            waiting += [join.joinLayer() for join in layer.vectorJoins()]
    return tuple(found.values())


def visible_layers(project: QgsProject) -> Tuple[QgsMapLayer, ...]:
    """Return the layers that are switched on, with all their groups, in the order of the map."""
    root = project.layerTreeRoot()
    shown = (one for one in root.layerOrder() if _is_on(root.findLayer(one.id())) or isinstance(one, QgsGroupLayer))
    return tuple(one for one in single_layers(shown) if _is_on(root.findLayer(one.id())))


def _is_on(node: object) -> bool:
    return node is not None and node.isVisible()
