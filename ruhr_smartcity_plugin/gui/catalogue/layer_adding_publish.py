# SPDX-License-Identifier: GPL-2.0-or-later
"""A loaded layer on the map: with its origin, its marks, a ready style, in the group of its theme."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timezone
from typing import Mapping, Sequence

from qgis.core import QgsMapLayer, QgsVectorLayer

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.adapters.layers.marks import mark_completeness, mark_correction
from ruhr_smartcity_plugin.adapters.layers.origin import write_origin
from ruhr_smartcity_plugin.adapters.layers.styles import apply_ready_style
from ruhr_smartcity_plugin.adapters.layers.tree import add_to_room, zoom_to
from ruhr_smartcity_plugin.core.catalogue.completeness import Proof
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.regional import PARAMETER, STATE, is_regional
from ruhr_smartcity_plugin.core.catalogue.service import ServiceLayer
from ruhr_smartcity_plugin.core.catalogue.themes import theme_title
from ruhr_smartcity_plugin.core.network.agent import plugin_version
from ruhr_smartcity_plugin.core.origin import Origin
from ruhr_smartcity_plugin.core.region.area import AreaKind
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

ROOM = "catalogue"


def origin_of(
    dataset: Dataset, distribution: Distribution, parameters: Mapping[str, str], fetched_at: datetime | None = None
) -> Origin:
    """Return the origin of a layer, with what finds its resource again when the address has changed."""
    place = {
        "portal": dataset.portal_root,
        "data set": dataset.key,
        "resource": distribution.title,
        "identifier": dataset.identifier,
        PARAMETER: STATE if is_regional(dataset) else "",
        **parameters,
    }
    origin = dataset.origin_of(distribution, fetched_at or datetime.now(timezone.utc))
    kept = {key: value for key, value in place.items() if value}
    return replace(origin, plugin_version=plugin_version(), parameters={**origin.parameters, **kept})


def publish_layer(
    bench: Workbench, loaded: LoadedLayer, title: str, origin: Origin, dataset: Dataset, *, is_styled: bool = False
) -> None:
    """Put the layer on the map. Main thread only.

    Raises
    ------
    LayerError
        The layer is not valid, or the project did not take it.
    """
    layer = loaded.layer
    write_origin(layer, replace(origin, changed=origin.changed or bool(loaded.correction)))
    mark_completeness(layer, title, loaded.completeness)
    mark_correction(layer, loaded.correction)
    if not is_styled:
        is_at_hand = loaded.completeness is None or loaded.completeness.proof is not Proof.VIEW
        service_layer = loaded.source.layer if loaded.source else ""
        apply_ready_style(layer, dataset.key, service_layer, is_at_hand=is_at_hand)
    _add_to_map(bench, layer, _theme_of(dataset))


def take_away(bench: Workbench, layers: Sequence[QgsMapLayer]) -> None:
    """Remove layers that a new one stands in for, but none whose edits are not saved. Main thread only."""
    for layer in layers:
        if isinstance(layer, QgsVectorLayer) and layer.isModified():
            text = tr("“{layer}” was left beside the new layer, as it holds edits that are not saved.")
            bench.messages.warn(text.format(layer=layer.name()))
        else:
            bench.project.removeMapLayer(layer.id())


def limit_scale(layer: QgsMapLayer, described: ServiceLayer) -> None:
    """Show the layer only between the scales its service draws it at, if it names any."""
    far, near = described.min_scale or 0.0, described.max_scale or 0.0
    if far <= 0.0 and near <= 0.0:
        return
    layer.setMinimumScale(far)
    layer.setMaximumScale(near)
    layer.setScaleBasedVisibility(True)


def _theme_of(dataset: Dataset) -> str:
    """Return the first theme that is one; portals mix their own groups in."""
    codes = [one.rsplit("/", 1)[-1] for one in dataset.themes]
    return next((code for code in codes if theme_title(code) != code), "")


def _add_to_map(bench: Workbench, layer: QgsMapLayer, theme: str) -> None:
    """Add the layer; zoom for the first one only, as later ones must not move what the user looks at."""
    is_first = not bench.project.mapLayers()
    add_to_room(bench.project, layer, ROOM, theme=theme)
    if not is_first or bench.canvas is None:
        return
    # Pictures claim the whole world, and services of the state reach far beyond the Ruhr.
    if bench.area.area.kind is AreaKind.EXTENT:
        zoom_to(bench.canvas, layer, bench.project)
    else:
        bench.area.zoom_to_area()
