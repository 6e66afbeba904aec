# SPDX-License-Identifier: GPL-2.0-or-later
"""From an entry of the shelf to its data set: in the index, in the shipped lists, or fetched when asked to."""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue, load_services
from ruhr_smartcity_plugin.core.catalogue.shelf_record import ShelfItem
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import InputError, RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import own_source
from ruhr_smartcity_plugin.gui.catalogue.searching import open_source
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def known_dataset(bench: Workbench, portal_root: str, key: str) -> Dataset | None:
    """Return a data set of the index or of the shipped and the user's lists; None if nothing here holds it."""
    finder, found = bench.shared.get("finder"), None
    if finder is not None:
        try:
            found = finder.dataset(portal_root, key)
        except RuhrError as error:
            bench.messages.fail(error)
    if found is not None:
        return found
    sources = bench.shared.get("sources")
    services = sources.services() if sources is not None else load_services()
    listed = (*services, *load_sample_catalogue())
    found = next((one for one in listed if (one.portal_root, one.key) == (portal_root, key)), None)
    if found is None and sources is not None and not portal_root:
        return sources.service(key)  # another row of the same service is shown in the lists
    return found


class ShelfLookUp(QObject):
    """Entries hold no addresses of resources: those move, and are looked up anew each time."""

    fetched = pyqtSignal(object, object)  # ShelfItem, Dataset
    failed = pyqtSignal(object, object)  # ShelfItem, error

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench

    def find(self, item: ShelfItem) -> Dataset | None:
        """Return the data set without asking the network; None if nothing here holds it."""
        return known_dataset(self._bench, item.portal_root, item.key)

    def can_fetch(self, item: ShelfItem) -> bool:
        """Answer whether there is a portal to ask."""
        return self._source(item) is not None

    def fetch(self, item: ShelfItem) -> None:
        """Ask the portal for the data set; the answer comes as a signal."""
        source = self._source(item)
        if source is None:
            sentence = tr("“{title}” is in no catalogue of the list. Add its catalogue, or remove the entry.")
            self.failed.emit(item, InputError(sentence.format(title=item.title), item.portal_root))
            return
        opened = open_source(self._bench, source)

        def work(progress: Progress) -> Dataset:
            return opened(progress).dataset(item.key, progress=progress)

        self._bench.tasks.run(
            tr("Fetching “{title}”").format(title=item.title),
            work,
            publish=lambda dataset: sip.isdeleted(self) or self.fetched.emit(item, dataset),
            failed=lambda error: sip.isdeleted(self) or self.failed.emit(item, error),
        )

    def _source(self, item: ShelfItem) -> CatalogueSource | None:
        """Return the catalogue of an entry; one that is in the list, or a web address an own entry was kept with."""
        sources = self._bench.shared.get("sources")
        known = sources.by_url(item.portal_root) if sources is not None else None
        if known is not None:
            return known
        return own_source(item.portal_root) if item.portal_root.startswith(("https://", "http://")) else None
