# SPDX-License-Identifier: GPL-2.0-or-later
"""One line about the index: how many catalogues and data sets, of when, how large; to bring it up to date."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any, Sequence, Tuple

from qgis.PyQt.QtCore import QLocale, Qt, QTime, pyqtSignal
from qgis.PyQt.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QSizePolicy, QVBoxLayout, QWidget

from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.completeness import group_digits
from ruhr_smartcity_plugin.core.catalogue.finding import Finder, SourceState
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.gui.catalogue.index_update import IndexUpdate
from ruhr_smartcity_plugin.gui.icon_button import icon_button
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


def moment_text(moment: datetime | None) -> str:
    """Return when something was refreshed: "today 14:30", a date and time, or "never"."""
    if moment is None:
        return tr("never")
    local = moment.astimezone()
    if local.date() == date.today():
        time = QLocale().toString(QTime(local.hour, local.minute), QLocale.FormatType.ShortFormat)
        return tr("today {time}").format(time=time)
    return short_moment(moment)


def size_text(size_bytes: int) -> str:
    """Return a size as people read it."""
    return QLocale().formattedDataSize(size_bytes, 0, QLocale.DataSizeFormat.DataSizeSIFormat)


def index_text(states: Sequence[SourceState], size_bytes: int) -> str:
    """Return one line about the index; its date is that of the catalogue that was refreshed longest ago."""
    held = [one for one in states if one.refreshed_at is not None or one.datasets]
    moments = [one.refreshed_at for one in held if one.refreshed_at is not None]
    parts = [
        tr("Index: %n catalogue(s)", "", len(held)),
        tr("{number} data sets").format(number=group_digits(sum(one.datasets for one in held))),
        tr("as of {moment}").format(moment=moment_text(min(moments) if moments else None)),
        size_text(size_bytes),
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
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        line = QHBoxLayout()
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
        layout.addLayout(line)
        self.bar = QProgressBar(self)
        self.bar.setObjectName("index_progress")
        self.bar.setAccessibleName(tr("Progress of the index"))
        self.bar.setTextVisible(False)
        self.bar.setMaximumHeight(max(4, self.fontMetrics().height() // 3))
        layout.addWidget(self.bar)
        self.update_button.clicked.connect(lambda _on=False: self.update_index())
        self.cancel_button.clicked.connect(lambda _on=False: self.cancel())
        self.details_button.clicked.connect(lambda _on=False: self.details_requested.emit())
        self._update = IndexUpdate(workbench, self)
        self._update.started.connect(self._started)
        self._update.progressed.connect(self._progressed)
        self._update.ended.connect(self._ended)
        self._update.failed.connect(self._failed)
        self._show_running(False)

    @property
    def finder(self) -> Finder | None:
        """The index; None where there is none."""
        return self._bench.shared.get("finder")

    def sources(self) -> Tuple[CatalogueSource, ...]:
        """Return the catalogues the user wants in the index."""
        listed = self._bench.shared.get("sources")
        return tuple(one for one in listed.all() if one.is_indexed) if listed is not None else ()

    def states(self) -> Tuple[SourceState, ...]:
        """Return what the index holds of each catalogue; empty without an index."""
        return self.finder.states() if self.finder is not None else ()

    @property
    def has_any(self) -> bool:
        """Answer whether the index holds anything."""
        return any(one.datasets for one in self.states())

    def refresh(self) -> None:
        """Say again what the index holds."""
        if self.finder is not None and not self.is_running:
            empty = tr("The index is empty.")
            self.text.setText(index_text(self.states(), self.finder.size_bytes()) if self.has_any else empty)

    # --- updating ------------------------------------------------------------------------------------
    @property
    def is_running(self) -> bool:
        """Answer whether the index is being updated."""
        return self._update.is_running

    def update_index(self, sources: Tuple[CatalogueSource, ...] = ()) -> None:
        """Ask these catalogues (all that are wanted by default) for what has changed since; goes on where it ended."""
        if self.finder is not None:
            self._update.start(self.finder, sources or self.sources(), self.sources())

    def cancel(self) -> None:
        """Stop; what has arrived stays, and the next update goes on from there."""
        self._update.cancel()

    def _started(self) -> None:
        self._show_running(True)
        self.changed.emit()

    def _progressed(self, percent: int, text: str) -> None:
        self.bar.setRange(0, 100 if percent else 0)
        self.bar.setValue(percent)
        if text:
            self.text.setText(text)

    def _ended(self, report: Any) -> None:
        self._show_running(False)
        self.refresh()
        self.changed.emit()
        self.ended.emit(report)

    def _failed(self, error: BaseException) -> None:
        self._ended(None)
        self.failed.emit(error)

    def _show_running(self, running: bool) -> None:
        """Show progress and cancel, or the way to update."""
        self.bar.setVisible(running)
        self.bar.setRange(0, 0)
        self.cancel_button.setVisible(running)
        self.update_button.setVisible(not running)
