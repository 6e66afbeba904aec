# SPDX-License-Identifier: GPL-2.0-or-later
"""What is wanted on the map, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Callable

from ruhr_smartcity_plugin.adapters.layers.loading import LoadedLayer
from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.service import ServiceDescription, ServiceLayer


@dataclass(frozen=True)
class Wish:
    """One layer to load, with all that is needed to try again."""

    dataset: Dataset
    distribution: Distribution
    description: ServiceDescription
    layer: ServiceLayer

    @property
    def title(self) -> str:
        """The layer's name on the map: the data set's title, with the layer's own where they differ."""
        own, whole = self.layer.title, self.dataset.title
        name = own if whole in own else f"{whole}: {own}"
        # The same data often come as objects and as a picture; the layer tree must tell them apart.
        return f"{name} (WMS)" if self.description.kind is ServiceKind.WMS else name


@dataclass(frozen=True)
class Added:
    """A layer that was put on the map, and what to say about it.

    `again` fetches it anew in its place; where it is None, loading the wish does. `kept_since` is set where the layer
    is a kept copy that the source was not asked about, or could not be (`problem`). `said` is a sentence for the user.
    """

    wish: Wish | None
    loaded: LoadedLayer
    again: Callable[[], None] | None = None
    kept_since: datetime | None = None
    problem: str = ""
    said: str = ""


def with_doubt(loaded: LoadedLayer, distribution: Distribution) -> LoadedLayer:
    """Return the layer with a note where it may come from an address that is no longer that of its data."""
    return replace(loaded, notes=(*loaded.notes, distribution.doubt)) if distribution.doubt else loaded
