# SPDX-License-Identifier: GPL-2.0-or-later
"""Working together: connecting with a team, a local copy, synchronising, and the conflicts that come of it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Callable, Dict, Tuple

from qgis.PyQt import sip
from qgis.PyQt.QtWidgets import QFileDialog

from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive
from ruhr_smartcity_plugin.adapters.projects.register_copy import CopyState
from ruhr_smartcity_plugin.adapters.projects.sync_work import SyncWork
from ruhr_smartcity_plugin.core.errors import CancelledError, RuhrError
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord
from ruhr_smartcity_plugin.core.projects.sync_report import summary_of
from ruhr_smartcity_plugin.core.projects.synchronising import SyncReport
from ruhr_smartcity_plugin.gui.projects.conflict_dialog import ConflictDialog, user_wording
from ruhr_smartcity_plugin.gui.projects.connect_dialog import ConnectDialog
from ruhr_smartcity_plugin.gui.projects.outbox_dialog import OutboxDialog
from ruhr_smartcity_plugin.gui.projects.sync_bar import SyncBar
from ruhr_smartcity_plugin.gui.projects.sync_report_dialog import SyncReportDialog
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.gui.projects.panel import ProjectsRoom


class SyncActions:
    """The entries of the room's menu and the line of a copy, and what they do."""

    def __init__(self, room: ProjectsRoom) -> None:
        self._room, self._register = room, room.register
        bench = room.workbench
        self.work = SyncWork(room.register, bench.tasks, bench.settings, room)
        self.bar = SyncBar(room)
        self._report: SyncReport | None = None
        self._report_of = ""  # key of the register
        self._dialog: ConflictDialog | None = None
        self._outbox: OutboxDialog | None = None
        for button, slot in ((self.bar.synchronise, self.synchronise), (self.bar.conflicts, self.solve_conflicts),
                             (self.bar.waiting, self.show_waiting), (self.bar.details, self.show_report),
                             (self.bar.copy, self.make_copy)):
            self.bar.on_click(button, slot)
        for signal, slot in ((self.work.started, self._started), (self.work.ended, self._ended),
                             (self.work.failed, self._failed)):
            signal.connect(slot)
        self._register.changed.connect(self._show)
        room.ledger.push(self._undo)

    def entries(self) -> Tuple[Tuple[str, str, Callable[[], None]], ...]:
        """Return the entries of the menu: object name, text, what they do."""
        return (
            ("connect_team", tr("Connect with a &team …"), self.connect_team),
            ("make_copy", tr("Make a &local copy …"), self.make_copy),
            ("synchronise_copy", tr("S&ynchronise"), self.synchronise),
            ("solve_conflicts_menu", tr("Solve con&flicts …"), self.solve_conflicts),
        )

    # --- doing ---
    def connect_team(self) -> None:
        """Ask for a register in a database and open it."""
        dialog = ConnectDialog(self._room.workbench, self._room)
        if dialog.exec():
            self._register.open_address(dialog.address, dialog.authcfg)
        dialog.deleteLater()

    def make_copy(self) -> None:
        """Ask for a file and make a copy of the open register there."""
        if self._register.store is None:
            return
        if self._register.copy is not None:
            self._room.banner.show_partly(tr("This register is a copy already. Synchronise it instead."))
            return
        path, _filter = QFileDialog.getSaveFileName(
            self._room, tr("Local copy of the register"), str(self._proposed_path()),
            tr("GeoPackage") + " (*.gpkg)", options=QFileDialog.Option.DontConfirmOverwrite)
        if path:
            self.work.copy_to(Path(path if path.lower().endswith(".gpkg") else f"{path}.gpkg"))

    def synchronise(self) -> None:
        """Bring the open copy and what it was made of together."""
        if self._register.copy is None:
            self._room.banner.show_partly(tr("This register is no copy of another one. Make a local copy of a team's "
                                             "register first."))
            return
        self.work.start()

    def solve_conflicts(self) -> None:
        """Show what only a person can decide."""
        if self._dialog is not None and not sip.isdeleted(self._dialog):
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        self.work.fetch_cases(self._show_cases, self._room.show_problem)

    def show_waiting(self) -> None:
        """List what has not arrived at the other side, and why."""
        if self._outbox is not None and not sip.isdeleted(self._outbox):
            self._outbox.raise_()
            self._outbox.activateWindow()
            return
        self.work.fetch_waiting(self._show_outbox, self._room.show_problem)

    def show_report(self) -> None:
        """Show what the last synchronisation did, record by record."""
        if self._report is not None:
            SyncReportDialog(self._report, user_wording(self._room.workbench), self._room).show()

    # --- showing ---
    def _show(self) -> None:
        if self._report is not None and self._report_of != self._register.key:
            self._report = None
            self.bar.show_result("")
        path = self._register.path
        is_on_drive = path is not None and is_network_drive(path)
        self.bar.show_state(self._register.copy, is_on_drive=is_on_drive, is_running=self.work.is_running)

    def _started(self, _task: object) -> None:
        self._report = None
        self.bar.show_result("")  # what came of the last time would be read as what comes of this one
        if not self.work.is_by_itself:  # the banner may be asking something about the register that was opened
            self._room.banner.show_working(tr("Bringing the registers together …"), self.work.cancel)
        self._show()

    def _ended(self, report: SyncReport) -> None:
        self._report, self._report_of = report, self._register.key
        if not self.work.is_by_itself:
            self._room.banner.clear()
        self.bar.show_result(summary_of(report), has_details=True)
        self._show()

    def _failed(self, error: BaseException) -> None:
        self._report = None  # what the run before did would look like the result of this one
        self.bar.show_result("")
        self._show()
        if isinstance(error, CancelledError):
            self._room.banner.show_partly(tr("Stopped. What was brought together stays; the rest waits until the next "
                                             "time."), (tr("Go on"), self.synchronise))
            return
        if self.work.is_by_itself and isinstance(error, RuhrError):
            self.bar.show_result(tr("Not brought together: {reason}").format(reason=error.sentence))
            return
        self._room.show_problem(error, (tr("Try again"), self.synchronise))

    def _show_cases(self, cases: Tuple[ConflictCase, ...]) -> None:
        if sip.isdeleted(self._room):
            return
        if not cases:
            self._room.banner.show_partly(tr("There is no conflict left. Synchronise to be sure."),
                                          (tr("Synchronise"), self.synchronise))
            return
        bench = self._room.workbench
        self._dialog = ConflictDialog(cases, bench, bench.main_window or self._room)
        self._dialog.applied.connect(lambda decided: self._keep(decided, then_apply=True))
        self._dialog.put_off.connect(lambda decided: self._keep(decided, then_apply=False))
        self._dialog.show()

    def _show_outbox(self, records: Tuple[WaitingRecord, ...]) -> None:
        if sip.isdeleted(self._room):
            return
        self._outbox = OutboxDialog(records, self._room.workbench.main_window or self._room)
        self._outbox.discarded.connect(self._discard)
        self._outbox.show()

    def _discard(self, record: WaitingRecord) -> None:
        def done(_stored: object) -> None:
            if self._outbox is not None and not sip.isdeleted(self._outbox):
                self._outbox.drop(record)
            self._room.workbench.messages.inform(tr("Discarded: {title}").format(title=record.title),
                                                 private=(record.title,))

        self.work.discard(record, done, self._room.show_problem)

    def _keep(self, cases: Tuple[ConflictCase, ...], *, then_apply: bool) -> None:
        self._dialog = None
        self.work.keep_decisions(cases, then_apply=then_apply, failed=self._room.show_problem)

    def _proposed_path(self) -> Path:
        words = "".join(one if one.isalnum() or one in " -_" else "_" for one in self._register.title)
        return self._room.workbench.workspace_dir().parent / (tr("{name} – copy").format(name=words.strip()) + ".gpkg")

    def _undo(self) -> None:
        self._register.changed.disconnect(self._show)
        if self._outbox is not None and not sip.isdeleted(self._outbox):
            self._outbox.close()
        if self._dialog is not None and not sip.isdeleted(self._dialog):
            self._dialog.blockSignals(True)
            self._dialog.close()


def marks_of(state: CopyState | None) -> Dict[str, str]:
    """Return what the list says of records that are on their way: waits, refused and why, or in conflict."""
    if state is None:
        return {}
    return {**dict.fromkeys(state.waiting, tr("waiting")),
            **{uuid: tr("refused: {reason}").format(reason=reason) for uuid, reason in state.refused.items()},
            **dict.fromkeys(state.in_conflict, tr("in conflict"))}
