# SPDX-License-Identifier: GPL-2.0-or-later
"""The catalogues to choose from: the index over all of them, each one live, and the lists that need no network."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, List

from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.core.catalogue.portals.ckan import portal_root
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind
from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.core.errors import AddressRefusedError
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


def choices(settings: Settings, sources: Any, has_index: bool) -> List[Choice]:
    """Return all catalogues to choose from; `sources` None: the shipped ones and those of the settings."""
    listed = sources.all() if sources is not None else _without_list(settings)
    first = [Choice(INDEX, tr("All catalogues (index)"))] if has_index else []
    return [
        *first,
        *(Choice(one.url, one.title, one) for one in listed),
        Choice(SERVICES, tr("Geo services of the Ruhr (list)")),
        Choice(SAMPLE, tr("Sample catalogue (offline)")),
    ]


def _without_list(settings: Settings) -> List[CatalogueSource]:
    found = list(load_shipped().sources)
    known = {one.url for one in found}
    authcfg = settings.portal_authcfg.value()
    for root in map(_root, settings.portals.value()):
        if root and root not in known:
            known.add(root)
            # The log-in of the options belongs to the user's own portals; shipped ones are public.
            found.append(replace(own_source(root), authcfg=authcfg, kind=PortalKind.CKAN))
    return found


def own_source(root: str) -> CatalogueSource:
    """Return a catalogue of the user's own for the root of a portal."""
    return CatalogueSource(key=root, title=root.split("://", 1)[1], url=root, owner=SourceOwner.OWN)


def _root(address: str) -> str:
    """Return the root of a stored portal; "" for an entry (of an administrator, say) that is no web address."""
    try:
        return portal_root(address)
    except AddressRefusedError:
        return ""
