# SPDX-License-Identifier: GPL-2.0-or-later
"""Brings the index up to date in a task: asked for by the user, stopped by the user, gone on with the next time."""

from __future__ import annotations

from typing import Any, Sequence

from qgis.PyQt import sip
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.catalogue.searching import open_source
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class IndexUpdate(QObject):
    """One update at a time."""

    started = pyqtSignal()
    progressed = pyqtSignal(int, str)  # percent, what is being done
    ended = pyqtSignal(object)  # RefreshReport; None if the user stopped it
    failed = pyqtSignal(object)  # error

    def __init__(self, bench: Workbench, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bench = bench
        self._task = None

    @property
    def is_running(self) -> bool:
        """Answer whether the catalogues are being asked."""
        return self._task is not None

    def start(self, index: Any, sources: Sequence[CatalogueSource], everything: Sequence[CatalogueSource]) -> None:
        """Ask the catalogues for what has changed, and forget those that are not in `everything` any more."""
        if self._task is not None or not sources:
            return
        openers = {source.key: open_source(self._bench, source) for source in sources}

        def work(progress: Progress) -> object:
            from ruhr_smartcity_plugin.core.catalogue.index.building import IndexBuilder

            builder = IndexBuilder(index, lambda source: openers[source.key](progress))
            builder.keep_only(everything)
            return builder.refresh(sources, progress=progress)

        title = tr("Updating the index of the catalogues")
        self._task = self._bench.tasks.run(title, work, publish=self._publish, failed=self._fail)
        self._task.progressChanged.connect(self._report)
        self._task.text_changed.connect(self._report)
        self.started.emit()

    def cancel(self) -> None:
        """Stop; what has arrived stays, and the next update goes on from there."""
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def _report(self, *_: object) -> None:
        if not sip.isdeleted(self) and self._task is not None:
            self.progressed.emit(int(self._task.progress()), self._task.text)

    def _publish(self, report: object) -> None:
        if not sip.isdeleted(self):
            self._task = None
            self.ended.emit(report)

    def _fail(self, error: BaseException) -> None:
        if sip.isdeleted(self):
            return
        self._task = None
        if isinstance(error, CancelledError):
            self.ended.emit(None)
        else:
            self.failed.emit(error)
