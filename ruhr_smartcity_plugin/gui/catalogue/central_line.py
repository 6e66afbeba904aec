# SPDX-License-Identifier: GPL-2.0-or-later
"""The line of the data room about the administrator's list: that it is missing or old, and the way to fetch it."""

from __future__ import annotations

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QWidget

from ruhr_smartcity_plugin.adapters.catalogue.central_list import CentralOutcome, fetch_central, is_due
from ruhr_smartcity_plugin.adapters.local_time import short_moment
from ruhr_smartcity_plugin.core.catalogue.safety import is_web_address
from ruhr_smartcity_plugin.core.errors import CancelledError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.gui.states import StateBanner
from ruhr_smartcity_plugin.gui.workbench import Workbench
from ruhr_smartcity_plugin.translation import tr


class CentralLine(StateBanner):
    """Asks before a server is contacted; a file or share is read at once, when the room is opened first."""

    def __init__(self, workbench: Workbench, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("central_line")
        self.is_expert = workbench.settings.expert.value
        self._bench, self._task = workbench, None
        self._looked_at: str | None = None

    def look(self) -> None:
        """Say that the list should be fetched, if it should; once for each place."""
        place, sources = self._bench.settings.central_list.value().strip(), self._bench.shared.get("sources")
        if sources is None or place == self._looked_at:
            return
        if self._looked_at is not None:
            sources.reload_central()  # the options were changed: its entries go, or are there again
        self._looked_at = place
        if not place:
            self.clear()
        elif not is_web_address(place):
            self._fetch(is_asked=False)
        elif is_due(place, sources.central_path):
            text = tr("The central list of catalogues of your office has not been fetched yet.")
            if sources.central_fetched_at is not None:
                text = tr("The central list of catalogues of your office is of {date}.")
                text = text.format(date=short_moment(sources.central_fetched_at))
            self.show_stale(text, (tr("Fetch now"), self._fetch), (tr("Close"), self.clear))

    def stop(self) -> None:
        """Stop fetching; the copy stays as it is."""
        if self._task is not None and not sip.isdeleted(self._task):
            self._task.cancel()

    def _fetch(self, *, is_asked: bool = True) -> None:
        place, kept, client = self._looked_at, self._bench.shared["sources"].central_path, self._bench.http()

        def work(progress: Progress) -> CentralOutcome:
            return fetch_central(client, place, kept, progress=progress)

        text = tr("Fetching the central list")
        self._task = self._bench.tasks.run(
            text,
            work,
            publish=lambda outcome: self._take(outcome, is_asked),
            failed=lambda error: self._fail(error, is_asked),
        )
        if is_asked:
            self.show_working(text, self.stop)

    def _take(self, outcome: CentralOutcome, is_asked: bool) -> None:
        self._bench.shared["sources"].reload_central()
        if sip.isdeleted(self):
            return
        self._task = None
        text = tr("The central list has %n entries.", "", outcome.rows)
        if outcome.problems and (is_asked or outcome.is_new):
            left_out = tr("%n entries cannot be used and were left out.", "", len(outcome.problems))
            rows = "\n".join(f"{one.number}: {one.name}: {one.sentence}" for one in outcome.problems)
            self.show_partly(f"{text} {left_out}", (tr("Close"), self.clear), detail=rows)
        elif is_asked:
            self.show_empty(text, (tr("Close"), self.clear))
        else:
            self.clear()

    def _fail(self, error: BaseException, is_asked: bool) -> None:
        if sip.isdeleted(self):
            return
        self._task = None
        if isinstance(error, CancelledError):
            self.clear()
            return
        message = self._bench.messages.fail(error, is_shown=True)
        if not is_asked and self._bench.shared["sources"].central_fetched_at is not None:
            return  # at home the share of the office is out of reach; the copy does
        self.show_failed(message, (tr("Try again"), self._fetch), (tr("Close"), self.clear))
