# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues to choose from: the index over all of them, each one live, and the lists that need no network."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Iterable, List

from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.translation import tr

INDEX, SAMPLE, SERVICES = "index", "sample", "services"


@dataclass(frozen=True)
class Choice:
    """One entry of the chooser. `source` is None for the index and for the lists that need no network."""

    key: str
    title: str
    source: CatalogueSource | None = None

    @property
    def url(self) -> str:
        """The root of the portal that is asked live; "" if none is."""
        return self.source.url if self.source is not None else ""

    @property
    def is_own(self) -> bool:
        """Answer whether the user added it, and may take it away."""
        return self.source is not None and self.source.owner is SourceOwner.OWN

    @property
    def is_local(self) -> bool:
        """Answer whether it is searched without the network, and so while the user types."""
        return self.source is None


def choices(listed: Iterable[CatalogueSource], has_index: bool) -> List[Choice]:
    """Return all catalogues to choose from: the index, those of the user's list, the lists that need no network."""
    first = [Choice(INDEX, tr("All catalogues (index)"))] if has_index else []
    return [
        *first,
        *(Choice(one.url, one.title, one) for one in listed),
        Choice(SERVICES, tr("Geo services of the Ruhr (list)")),
        Choice(SAMPLE, tr("Sample catalogue (offline)")),
    ]


def own_source(root: str) -> CatalogueSource:
    """Return a catalogue of the user's own for the root of a portal."""
    return CatalogueSource(key=root, title=root.split("://", 1)[1], url=root, owner=SourceOwner.OWN)
