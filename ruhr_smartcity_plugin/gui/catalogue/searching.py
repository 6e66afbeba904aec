# SPDX-License-Identifier: GPL-2.0-or-later
"""A search on the way: pages come from a task and are handed on in the main thread."""

from __future__ import annotations

from dataclasses import replace
from typing import Callable, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalQuery, SearchResult
from ruhr_smartcity_plugin.core.catalogue.presets import load_sample_catalogue
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource, SourceOwner
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.portal_choice import SAMPLE, Choice
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

# So many at first; the rest on demand. Portals of the region hold some thousand data sets.
FIRST_HITS = 300


def open_source(bench: Workbench, source: CatalogueSource) -> Callable[[Progress], Portal]:
    """Return what opens a catalogue of the list within a task; its log-in goes to its own host only."""
    client = bench.http(source.authcfg, source.url if source.authcfg else "")

    def opened(progress: Progress) -> Portal:
        from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
        from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal

        return open_portal(client, source, read_xml=read_xml, progress=progress)

    return opened


class Searching(QObject):
    """One search at a time; what comes from an older one is dropped."""

    page_arrived = pyqtSignal(object, int)  # data sets, number of hits the portal counts
    ended = pyqtSignal(object)  # SearchResult
    failed = pyqtSignal(object)  # error
    renamed = pyqtSignal(str, str)  # address of a catalogue in the list, and the one it is about to get
    _page = pyqtSignal(int, object, int)  # from the task's thread

    def __init__(self, workbench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = workbench
        self._number = 0
        self._task = None
        self._page.connect(self._hand_on)

    @property
    def is_running(self) -> bool:
        """Answer whether a search is on its way."""
        return self._task is not None

    def read_list(self, choice: Choice) -> Tuple[Dataset, ...]:
        """Return all of a list that needs no network.

        Raises
        ------
        InputError
            The shipped list cannot be read.
        """
        self.drop()
        if choice.key == SAMPLE:
            return load_sample_catalogue()
        return self._bench.shared["sources"].services()

    def search_portal(self, choice: Choice, query: PortalQuery, *, start: int = 0, limit: int | None = FIRST_HITS
                      ) -> None:
        """Start a search; pages, end and failure come as signals."""
        self.cancel()
        self._number += 1
        number = self._number
        opened = open_source(self._bench, choice.source)

        def work(progress: Progress) -> Tuple[Portal, SearchResult]:
            portal = opened(progress)
            return portal, portal.search(
                query,
                on_page=lambda found, count: self._page.emit(number, found, count),
                progress=progress,
                start=start,
                limit=limit,
            )

        title = tr("Searching {portal}").format(portal=choice.title)
        self._task = self._bench.tasks.run(
            title,
            work,
            publish=lambda answer: self._end(number, choice.url, *answer),
            failed=lambda error: self._finish(number, None, error),
        )

    def cancel(self) -> None:
        """Stop the search; what has arrived stays."""
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def drop(self) -> None:
        """Stop the search and tell nobody any more."""
        self._number += 1
        self.cancel()
        self._task = None

    def _hand_on(self, number: int, found: Tuple[Dataset, ...], count: int) -> None:
        if number == self._number:
            self.page_arrived.emit(found, count)

    def _end(self, number: int, url: str, portal: Portal, result: SearchResult) -> None:
        self._remember_kind(url, portal)
        self._finish(number, result, None)

    def _remember_kind(self, url: str, portal: Portal) -> None:
        """Note what an address of the user's own has turned out to be, and its root: a page of it was pasted, perhaps.

        Where that portal is in the list already, the new entry goes, unless it has a log-in of its own.
        """
        sources = self._bench.shared["sources"]
        known = sources.by_url(url)
        if known is None or known.kind is not None or known.owner is not SourceOwner.OWN:
            return
        listed = sources.by_url(portal.root)
        is_twice = listed is not None and listed.key != known.key and not known.authcfg
        root = known.url if listed is not None and not is_twice else portal.root
        new = listed.url if is_twice else root
        try:
            self.renamed.emit(known.url, new)
            if is_twice:
                self._merge(known, listed)
            else:
                title = known.title if known.title != known.url.split("://", 1)[-1] else root.split("://", 1)[-1]
                sources.update(known.key, replace(known, url=root, title=title, kind=portal.kind))
        except RuhrError as error:
            self.renamed.emit(new, known.url)
            self._bench.messages.fail(error)

    def _merge(self, known: CatalogueSource, listed: CatalogueSource) -> None:
        sources = self._bench.shared["sources"]
        if listed.is_hidden:
            sources.set_hidden(listed.key, False)
        sources.remove(known.key)
        text = tr("“{address}” belongs to the catalogue “{title}” of the list, which was chosen instead.")
        self._bench.messages.inform(text.format(address=quotable(known.url, 80), title=quotable(listed.title, 80)))

    def _finish(self, number: int, result: SearchResult | None, error: BaseException | None) -> None:
        if sip.isdeleted(self) or number != self._number:
            return
        self._task = None
        if error is not None:
            self.failed.emit(error)
        else:
            self.ended.emit(result)
