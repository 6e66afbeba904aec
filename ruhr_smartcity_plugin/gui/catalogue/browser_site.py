# SPDX-License-Identifier: GPL-2.0-or-later
"""What the items of the browser tree share: the workbench, and what was asked for on the main thread."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Sequence

from ruhr_smartcity_plugin.gui.catalogue.dragging import Reference
from ruhr_smartcity_plugin.gui.workbench import Workbench

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
    from ruhr_smartcity_plugin.core.catalogue.shelf_record import ShelfItem
    from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
    from ruhr_smartcity_plugin.core.network.client import HttpClient


def login_for(bench: Workbench, url: str) -> str:
    """Return the id of the log-in the user keeps for the host of an address; "" for all others. Any thread."""
    sources = dict.get(bench.shared, "sources")
    return sources.login_for(url) if sources is not None else ""


def client_for(bench: Workbench, url: str) -> HttpClient:
    """Return a client for an address; the user's log-in goes to its host only. Any thread."""
    from ruhr_smartcity_plugin.core.catalogue.safety import login_scope  # the start of QGIS has no time for it

    authcfg = login_for(bench, url)
    return bench.http(authcfg, login_scope(url) if authcfg else "")


class BrowserSite:
    """Lives as long as the plugin is switched on; afterwards running look-ups stop (it is their progress).

    `look` is called on the main thread when the root is opened: shared objects are made then. Threads only read what
    is there already.
    """

    def __init__(self, bench: Workbench) -> None:
        self.bench = bench
        self.is_closed = False

    def look(self) -> None:
        """Let what the rooms offer each other be made. Main thread only."""
        for name in ("finder", "sources", "shelf", "register"):
            self.bench.shared.get(name)

    def offered(self, name: str) -> Any:
        """Return what the rooms offer under a name, if it is made already; None if not. Any thread."""
        return dict.get(self.bench.shared, name)

    def close(self) -> None:
        """Stop what still asks a service."""
        self.is_closed = True

    # --- the progress of look-ups ------------------------------------------------------------------
    def is_cancelled(self) -> bool:
        """Answer whether the plugin was switched off meanwhile."""
        return self.is_closed

    def report(self, fraction: float, text: str = "") -> None:
        """QGIS shows its own sign of work in the tree."""
        del fraction, text

    # --- what there is -----------------------------------------------------------------------------
    def catalogues(self) -> Sequence[CatalogueSource]:
        """Return the catalogues that are offered: the user's list, or the shipped ones."""
        sources = self.offered("sources")
        if sources is not None:
            return sources.all()
        from ruhr_smartcity_plugin.core.catalogue.presets import load_shipped

        return load_shipped().sources

    def services(self) -> Sequence[Dataset]:
        """Return the geo services as data sets."""
        sources = self.offered("sources")
        if sources is not None:
            return sources.services()
        from ruhr_smartcity_plugin.core.catalogue.presets import load_services

        return load_services()

    def listed(self) -> Sequence[Dataset]:
        """Return what is here without an index: the sample catalogue and the geo services, as the data room looks."""
        from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue

        return (*load_sample_catalogue(), *self.services())

    def login_for(self, url: str) -> str:
        """Return the id of the log-in that belongs to the host of an address; "" for all others."""
        return login_for(self.bench, url)

    def http(self, url: str) -> HttpClient:
        """Return a client for an address. Any thread."""
        return client_for(self.bench, url)

    # --- the data room -----------------------------------------------------------------------------
    def show(self, dataset: Dataset) -> None:
        """Show a data set in the data room."""
        room: Any = self.bench.open_room("catalogue")
        if room is not None:
            room.show_dataset(dataset)

    def show_kept(self, item: ShelfItem, collection: str) -> None:
        """Choose an entry on the shelf of the data room: of a collection, or of the favourites."""
        room: Any = self.bench.open_room("catalogue")
        if room is not None:
            room.show_on_shelf(item, collection)

    def drop(self, reference: Reference) -> None:
        """Put on the map what was dragged to it."""
        room: Any = self.bench.open_room("catalogue")
        if room is not None:
            room.add_dropped(reference)

    def add(self, dataset: Dataset, distribution: Distribution) -> None:
        """Put a resource on the map the careful way: complete or said, in its group, with its origin."""
        room: Any = self.bench.open_room("catalogue")
        if room is not None:
            room.show_dataset(dataset)
            room.add(dataset, distribution)
