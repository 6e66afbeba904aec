# SPDX-License-Identifier: GPL-2.0-or-later
"""Refreshing the local index as one background job, shared by all who show or start it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from qgis.core import QgsTask

    from ruhr_smartcity_plugin.adapters.settings import Settings
    from ruhr_smartcity_plugin.core.catalogue.index.building import OpenPortal, RefreshReport
    from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
    from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource

INDEX_FILE = "catalogue_index.sqlite"
SYNONYMS_FILE = "own_synonyms.json"


def open_index(folder: Path, warn: Callable[[str], None] = lambda _sentence: None) -> CatalogueIndex:
    """Return the index kept in a folder, with the user's own synonyms beside it. Nothing is read or made yet.

    The folder must not be that of the cache: emptying it would take the index away from under a search. `warn` is told
    if the user's synonyms cannot be used.
    """
    from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive
    from ruhr_smartcity_plugin.core.catalogue.index.search import CatalogueIndex
    from ruhr_smartcity_plugin.core.catalogue.synonyms import shipped_synonyms, synonyms_with

    try:
        synonyms = synonyms_with(folder / SYNONYMS_FILE)
    except InputError as error:
        synonyms = shipped_synonyms()
        warn(error.sentence)
    path = folder / INDEX_FILE
    return CatalogueIndex(path, shares_drive=is_network_drive(path), synonyms=synonyms)


def portal_opener(settings: Settings) -> OpenPortal:
    """Return how sources are opened on QGIS's network, each with its own log-in, which goes to its own host only.

    Call it on the main thread, the result in a task.
    """
    from ruhr_smartcity_plugin.adapters.layers.xml_tree import read_xml
    from ruhr_smartcity_plugin.adapters.network.session import limits_of, new_client
    from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal

    limits = limits_of(settings)
    return lambda source: open_portal(
        new_client(source.authcfg, source.url if source.authcfg else "", limits=limits), source, read_xml=read_xml
    )


class Indexing(QObject):
    """Refreshes an index, one job at a time. Signals come on the main thread.

    `progressed` tells a fraction (0 to 1) and what is being read ("opendata.ruhr: 300 of 2,412"), `finished` hands
    over the `RefreshReport`, `failed` the error (`CancelledError` if the user stopped it), and `changed` says that the
    index holds something else or that `is_running` has changed.
    """

    changed = pyqtSignal()
    progressed = pyqtSignal(float, str)
    finished = pyqtSignal(object)
    failed = pyqtSignal(object)

    def __init__(self, board: TaskBoard, index: CatalogueIndex, new_opener: Callable[[], OpenPortal],
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._board, self._index, self._new_opener = board, index, new_opener
        self._task: QgsTask | None = None

    @property
    def is_running(self) -> bool:
        """Answer whether the index is being refreshed."""
        return self._task is not None

    @property
    def text(self) -> str:
        """What is being read now; empty if nothing is."""
        return self._task.text if self._task is not None else ""

    @property
    def fraction(self) -> float:
        """How far the refresh is, 0 to 1."""
        return self._task.progress() / 100.0 if self._task is not None else 0.0

    def start(self, sources: Sequence[CatalogueSource], *, complete: bool = False) -> bool:
        """Refresh these sources; False if it is running already. With `complete` each is read as a whole."""
        return self._run(tr("Refreshing the index of the catalogues"), self._refreshing(tuple(sources), complete))

    def keep_only(self, sources: Sequence[CatalogueSource]) -> bool:
        """Remove what no longer belongs to any of the sources; False if a refresh is running."""
        kept, opener = tuple(sources), self._new_opener()  # here: it reads settings

        def work(_progress: Progress) -> RefreshReport:
            from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder, RefreshReport

            IndexBuilder(self._index, opener).keep_only(kept)
            return RefreshReport(self._index.states(), (), 0)

        return self._run(tr("Tidying the index of the catalogues"), work)

    def cancel(self) -> None:
        """Stop the refresh; what has arrived is kept, and the next one goes on from there."""
        if self._task is not None:
            self._task.cancel()

    def _refreshing(self, sources: Tuple[CatalogueSource, ...], complete: bool) -> Callable[[Progress], RefreshReport]:
        opener = self._new_opener()

        def work(progress: Progress) -> RefreshReport:
            from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder

            return IndexBuilder(self._index, opener).refresh(sources, complete=complete, progress=progress)

        return work

    def _run(self, title: str, work: Callable[[Progress], RefreshReport]) -> bool:
        if self._task is not None:
            return False
        self._task = self._board.run(title, work, publish=self._publish, failed=self._fail)
        self._task.progressChanged.connect(self._tell)
        self._task.text_changed.connect(self._tell)
        self.changed.emit()
        return True

    def _tell(self, *_: object) -> None:
        if self._task is not None:
            self.progressed.emit(self.fraction, self.text)

    def _publish(self, report: RefreshReport) -> None:
        self._task = None
        self.finished.emit(report)
        self.changed.emit()

    def _fail(self, error: BaseException) -> None:
        self._task = None
        self.failed.emit(error)
        self.changed.emit()
