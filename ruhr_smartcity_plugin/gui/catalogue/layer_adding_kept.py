# SPDX-License-Identifier: GPL-2.0-or-later
"""Kept copies of layers, in place of a service that cannot be reached or is too large to be loaded each time."""

from __future__ import annotations

from dataclasses import dataclass
from typing import FrozenSet, List, Tuple

from ruhr_smartcity_plugin.adapters.cache import files_in_use
from ruhr_smartcity_plugin.adapters.layers.download import Wanted
from ruhr_smartcity_plugin.adapters.layers.kept_layer import mark_kept
from ruhr_smartcity_plugin.adapters.layers.layer_cache import Entry, LayerCache, open_layers
from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.gui.catalogue.layer_adding_publish import origin_of, publish_layer
from ruhr_smartcity_plugin.gui.workbench import Workbench

#: The layer's name on the map, among the parameters of a kept copy's origin.
NAME = "name on the map"
_MB = 1024 * 1024


@dataclass(frozen=True)
class KeptCopies:
    """What stands in for a source, and why the source itself could not be asked ("" if it could)."""

    entries: Tuple[Entry, ...]
    problem: str = ""


def kept_layers(bench: Workbench) -> Tuple[LayerCache, FrozenSet[str]]:
    """Return the cache with the user's size limit, and the files that must stay. Main thread only."""
    most = max(1, bench.settings.cache_max_mb.value()) * _MB
    return LayerCache(bench.cache_dir(), most, bench.tables_dir()), files_in_use(bench.project)


def kept_of(cache: LayerCache, dataset: Dataset, distribution: Distribution) -> Tuple[Entry, ...]:
    """Return the kept copies of a resource, complete or not."""
    place = origin_of(dataset, distribution, {}).parameters
    found: List[Entry] = cache.find_of_resource({key: place.get(key, "") for key in ("portal", "data set", "resource")})
    return tuple(found)


def publish_kept(bench: Workbench, entry: Entry, dataset: Dataset) -> Tuple[LoadedLayer, ...]:
    """Put a kept copy on the map, with the origin it was fetched with; a layer for each family. Main thread only.

    Raises
    ------
    LayerError
        QGIS cannot open it, or the project did not take it.
    """
    origin, completeness = entry.record.origin, entry.record.completeness
    title = origin.parameters.get(NAME) or dataset.title
    correction = origin.parameters.get("place", "")
    opened = tuple(LoadedLayer(one, None, completeness, (), correction) for one in open_layers(entry, title))
    for loaded in opened:
        loaded.layer.setReadOnly(True)  # it lies in the cache
        mark_kept(loaded.layer, _wanted(entry, title))
        publish_layer(bench, loaded, loaded.layer.name(), origin, dataset)
    return opened


def _wanted(entry: Entry, title: str) -> Wanted:
    origin = entry.record.origin
    kind = ServiceKind(origin.parameters.get("kind", ServiceKind.UNKNOWN.value))
    layer = "" if kind is ServiceKind.ARCGIS else origin.parameters.get("layer", "")
    return Wanted(origin.parameters.get("service", ""), layer, kind, title=title, origin=origin)
