# SPDX-License-Identifier: GPL-2.0-or-later
"""One line about the index: how many catalogues and data sets, of when, how large; to bring it up to date."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING, Sequence, Tuple

from qgis.PyQt.QtCore import QLocale, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import QDialog, QHBoxLayout, QLabel, QSizePolicy, QWidget

from ruhr_smartcity_plugin.adapters.catalogue.indexing import Indexing, portal_opener
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.finding import Finder, SourceState
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.gui.catalogue.detail_view_text import size_text
from ruhr_smartcity_plugin.gui.icon_button import icon_button, show_instead
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.core.catalogue.index.building import RefreshReport


def moment_text(moment: datetime | None) -> str:
    """Return when something was refreshed: "today 14:30", a date and time, or "never"."""
    if moment is None:
        return tr("never")
    local = moment.astimezone()
    if local.date() == date.today():
        time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        return tr("today {time}").format(time=time)
    return short_moment(moment)


def index_text(states: Sequence[SourceState], size_bytes: int) -> str:
    """Return one line about the index; its date is that of the catalogue that was refreshed longest ago."""
    held = [one for one in states if one.refreshed_at is not None or one.datasets]
    moments = [one.refreshed_at for one in held if one.refreshed_at is not None]
    parts = [
        tr("Index: %n catalogue(s)", "", len(held)),
        tr("{number} data sets").format(number=group_digits(sum(one.datasets for one in held))),
        tr("as of {moment}").format(moment=moment_text(min(moments) if moments else None)),
        size_text(size_bytes, digits=0),
    ]
    unfinished = sum(not one.is_complete for one in held)
    if unfinished:
        parts.append(tr("%n not complete", "", unfinished))
    return " · ".join(parts)


class IndexLine(QWidget):
    """Shows the state of the index; the network is asked only after the button was pressed."""

    details_requested = pyqtSignal()
    changed = pyqtSignal()  # the index holds something else now
    ended = pyqtSignal(object)  # RefreshReport; None if it was stopped
    failed = pyqtSignal(object)  # error

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("index_line")
        self._bench = workbench
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        self.text = QLabel(self)
        self.text.setObjectName("index_text")
        self.text.setTextFormat(Qt.TextFormat.PlainText)
        self.text.setWordWrap(True)
        self.text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        line.addWidget(self.text, 1)
        self.update_button = icon_button(self, "index_update", "/mActionRefresh.svg", tr("Update the index"))
        self.cancel_button = icon_button(self, "index_cancel", "/mTaskCancel.svg", tr("Stop updating the index"))
        details = tr("State of each catalogue")
        self.details_button = icon_button(self, "index_details", "/mActionPropertiesWidget.svg", details)
        for button in (self.update_button, self.cancel_button, self.details_button):
            line.addWidget(button)
        self.update_button.clicked.connect(lambda _on=False: self.update_index())
        self.cancel_button.clicked.connect(lambda _on=False: self.cancel())
        self.details_button.clicked.connect(lambda _on=False: self._show_details())
        self._indexing: Indexing | None = None
        self._states: Tuple[SourceState, ...] | None = None  # as read last
        self._problem: RuhrError | None = None
        self._is_tidying = self._tidies_next = False
        if workbench.shared.get("indexing") is not None:
            self._connected()  # it may be running already
        self._show_running(self.is_running)

    @property
    def finder(self) -> Finder | None:
        """The index; None where there is none."""
        return self._bench.shared.get("finder")

    def open_help(self) -> None:
        """Open the help page of the data room."""
        self._bench.open_help("catalogue")

    def edit_synonyms(self, parent: QWidget) -> None:
        """Let the user change the own synonyms; they count at once."""
        from ruhr_smartcity_plugin.gui.catalogue.synonyms_dialog import SynonymsDialog

        dialog = SynonymsDialog(self._bench, parent)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            self.changed.emit()
        dialog.deleteLater()

    def sources(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues the user wants in the index."""
        listed = self._bench.shared.get("sources")
        return tuple(one for one in listed.all() if one.is_indexed) if listed is not None else ()

    def states(self) -> Tuple[SourceState, ...]:
        """Return what the index held of each catalogue when it was last read; empty without an index."""
        if self._states is None:
            self._read()
        return self._states

    @property
    def problem(self) -> RuhrError | None:
        """Why the index could not be read at the last try; None if it could."""
        return self._problem

    @property
    def has_any(self) -> bool:
        """Answer whether the index holds anything."""
        return any(one.datasets for one in self.states())

    def text_of_states(self) -> str:
        """Return one line about the index, or why there is none."""
        if self._problem is not None:
            return self._problem.sentence
        if self.finder is None or not self.has_any:
            return tr("The index is empty.")
        return index_text(self.states(), self.finder.size_bytes())

    def refresh(self) -> None:
        """Read what the index holds, once for all who show it, and say it."""
        self._read()
        if self.finder is not None and not self.is_running:
            self.text.setText(self.text_of_states())

    def _read(self) -> None:
        """Ask the file, which may be locked by another program; what was known before stays then."""
        try:
            self._states, self._problem = self.finder.states() if self.finder is not None else (), None
        except RuhrError as error:
            self._states, self._problem = self._states or (), error

    # --- updating ------------------------------------------------------------------------------------
    @property
    def is_running(self) -> bool:
        """Answer whether the index is being updated."""
        return self._indexing is not None and self._indexing.is_running

    def update_index(self, sources: Tuple[CatalogueSource, ...] = ()) -> None:
        """Ask these catalogues (all that are wanted by default) for what has changed since; goes on where it ended.

        Where none is wanted any more, what the index still holds goes without asking anybody.
        """
        indexing, wanted = self._connected(), sources or self.sources()
        if indexing is None:
            return
        if wanted:
            self._tidies_next = not sources
            indexing.start(wanted)
        elif self.states():
            self._is_tidying = indexing.keep_only(()) or self._is_tidying

    def cancel(self) -> None:
        """Stop; what has arrived stays, and the next update goes on from there."""
        if self._indexing is not None:
            self._indexing.cancel()

    def _connected(self) -> Indexing | None:
        """Return the one job of this QGIS that fills the index, made on first use; None without an index."""
        if self._indexing is None and self.finder is not None:
            shared, bench = self._bench.shared, self._bench
            if shared.get("indexing") is None:
                shared["indexing"] = Indexing(bench.tasks, self.finder, lambda: portal_opener(bench.settings))
            self._indexing = shared["indexing"]
            self._indexing.changed.connect(self._indexing_changed)
            self._indexing.progressed.connect(self._progressed)
            self._indexing.finished.connect(self._finished)
            self._indexing.failed.connect(self._failed)
        return self._indexing

    def _indexing_changed(self) -> None:
        self._show_running(self.is_running)
        self.refresh()
        self.changed.emit()

    def _show_details(self) -> None:
        self.refresh()  # another QGIS may have filled it
        self.details_requested.emit()

    def _progressed(self, _fraction: float, text: str) -> None:
        if text:  # how far it is, the dock's status line shows
            self.text.setText(text)

    def _finished(self, report: RefreshReport) -> None:
        if self._is_tidying:
            self._is_tidying = False
            return
        self.ended.emit(report)
        if self._tidies_next:  # catalogues that were hidden or removed go with an update of all
            self._tidies_next = False
            self._is_tidying = self._indexing.keep_only(self.sources())

    def _failed(self, error: BaseException) -> None:
        self._is_tidying = self._tidies_next = False
        if isinstance(error, CancelledError):
            self.ended.emit(None)
        else:
            self.failed.emit(error)

    def _show_running(self, running: bool) -> None:
        """Show the way to stop, or the way to update."""
        buttons = (self.cancel_button, self.update_button)
        show_instead(*(buttons if running else reversed(buttons)))
