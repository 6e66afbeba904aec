# SPDX-License-Identifier: GPL-2.0-or-later
"""A layer on its way from a task to the map."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Tuple

from qgis.core import QgsMapLayer

from ruhr_smartcity_plugin.core.catalogue.completeness import Completeness
from ruhr_smartcity_plugin.core.catalogue.layer_source import LayerSource
from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class LoadedLayer:
    """A valid layer that lives in the main thread.

    `source` is None for layers from files, `completeness` for pictures and files, which are whole or refused, unless a
    file says itself that it is a part; `notes` are for the user. `correction` says how the place was corrected, "" if
    it was not. `is_misplaced`: the objects lie in the wrong place, which only a complete copy can put right.
    """

    layer: QgsMapLayer
    source: LayerSource | None
    completeness: Completeness | None
    notes: Tuple[str, ...] = ()
    correction: str = ""
    is_misplaced: bool = False


def require_valid(layer: QgsMapLayer, source: LayerSource, service: str) -> None:
    """Raise `LayerError` with the provider's reason where a layer of a service could not be opened."""
    if layer.isValid():
        return
    sentence = tr("The layer “{layer}” of the service “{service}” cannot be opened. Try again later.")
    reason = quotable(layer.error().summary()) or "the provider gave no reason"
    raise LayerError(sentence.format(layer=source.title, service=service or source.url), reason)
