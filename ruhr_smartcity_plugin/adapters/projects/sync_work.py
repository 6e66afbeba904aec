# SPDX-License-Identifier: GPL-2.0-or-later
"""Copies of the open register: making one, bringing it together with what it was made of, and deciding conflicts."""

from __future__ import annotations

import threading
from dataclasses import replace
from pathlib import Path
from typing import Callable, Sequence, Tuple

from qgis.core import QgsTask
from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore, open_any
from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive, open_on_drive
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store
from ruhr_smartcity_plugin.adapters.projects.master_copy import MasterDataCopy
from ruhr_smartcity_plugin.adapters.projects.open_register import OpenRegister
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import is_postgis_address
from ruhr_smartcity_plugin.adapters.projects.register_copy import Origin, RegisterCopy, origin_of
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.errors import InputError, StoreReadOnlyError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.projects.comment_sync import synchronise_comments
from ruhr_smartcity_plugin.core.projects.conflicts import ConflictCase
from ruhr_smartcity_plugin.core.projects.master_merging import MasterCase
from ruhr_smartcity_plugin.core.projects.master_outbox import MasterWaiting
from ruhr_smartcity_plugin.core.projects.master_sync import synchronise_masters
from ruhr_smartcity_plugin.core.projects.merging import Side
from ruhr_smartcity_plugin.core.projects.outbox import WaitingRecord
from ruhr_smartcity_plugin.core.projects.synchronising import SyncReport, synchronise
from ruhr_smartcity_plugin.translation import tr


class SyncWork(QObject):
    """Runs the synchronisation of the open register in tasks, one at a time."""

    started = pyqtSignal(object)  # the task
    ended = pyqtSignal(object)  # SyncReport
    failed = pyqtSignal(object)  # why it stopped; what was done is done

    def __init__(self, register: OpenRegister, tasks: TaskBoard, settings: Settings,
                 parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._register, self._tasks, self._settings = register, tasks, settings
        self.task: QgsTask | None = None
        self._is_wanted_again = False  # something was saved while a synchronisation ran
        self.is_by_itself = False  # the synchronisation that runs was not asked for by the user
        self._merged = ""  # key of the copy that was brought together at its opening
        register.saved.connect(lambda _place: self._merge_back())
        register.changed.connect(self._merge_at_opening)

    @property
    def is_running(self) -> bool:
        """Whether a synchronisation is under way."""
        return self.task is not None

    def copy_to(self, path: Path) -> None:
        """Make a copy of the open register and open it. If it is stopped, the copy goes on where it was."""
        source, who = self._register.store, self._settings.editor_name()
        if source is None or self.is_running:
            return
        origin, made, self.is_by_itself = origin_of_store(source), threading.Event(), False

        def work(progress: Progress) -> SyncReport:
            store = create_store(path)
            copy = RegisterCopy(store, origin.key)
            copy.bind(origin.address, origin.authcfg, origin.title)
            made.set()
            return _brought_together(store, progress, who)

        def show() -> None:
            if made.is_set():
                self._merged = str(path.absolute())  # just now
                self._register.open(path)
            else:
                self._register.reload()

        self._run(tr("Copying the register of the team"), work, show)

    def start(self, *, by_itself: bool = False) -> None:
        """Bring the open copy and what it was made of together."""
        store, who = self._register.store, self._settings.editor_name()
        if isinstance(store, GeoPackageStore) and not self.is_running:
            self.is_by_itself = by_itself
            self._run(tr("Synchronising the register"), lambda progress: _brought_together(store, progress, who),
                      self._register.reload)

    def cancel(self) -> None:
        """Ask what runs to stop; while the register is only read anew after it, there is nothing to stop."""
        if self.task is not None:
            self.task.cancel()

    def fetch_cases(self, publish: Callable[[Tuple[ConflictCase, ...]], None],
                    failed: Callable[[BaseException], None]) -> None:
        """Read the conflicts of the open copy in a task."""
        copy = self._copy()
        if copy is not None:
            masters = self._masters()
            self._tasks.run(tr("Reading the conflicts"), lambda _progress: (
                *copy.cases().values(), *masters.master_cases().values()), publish=publish, failed=failed)

    def keep_decisions(self, cases: Sequence[ConflictCase], *, then_apply: bool,
                       failed: Callable[[BaseException], None]) -> None:
        """Keep what was decided, in a task; with `then_apply` another synchronisation follows."""
        copy = self._copy()
        if copy is not None:
            masters = self._masters()

            def keep() -> None:
                copy.keep_decisions([one for one in cases if isinstance(one, ConflictCase)])
                masters.keep_decisions([one for one in cases if isinstance(one, MasterCase)])

            self._tasks.run(tr("Keeping the decisions"), lambda _progress: keep(),
                            publish=lambda _nothing: self.start() if then_apply else None, failed=failed)

    def fetch_waiting(self, publish: Callable[[Tuple[WaitingRecord, ...]], None],
                      failed: Callable[[BaseException], None]) -> None:
        """Read in a task what of the open copy has not arrived."""
        copy = self._copy()
        if copy is not None:
            masters = self._masters()
            self._tasks.run(tr("Reading what waits"), lambda _progress: (
                *copy.waiting_records(), *masters.waiting_masters()), publish=publish, failed=failed)

    def discard(self, record: WaitingRecord | MasterWaiting, publish: Callable[[object], None],
                failed: Callable[[BaseException], None]) -> None:
        """Give up what was changed in one record of the open copy, in a task; see `RegisterCopy.discard`."""
        copy, store, who = self._copy(), self._register.store, self._settings.editor_name()
        if copy is not None and not self.is_running:
            keeper = self._masters() if isinstance(record, MasterWaiting) else copy
            self._register.change(store, tr("Discarding a change"), lambda: keeper.discard(record, who),
                                  publish=publish, failed=failed)

    def _copy(self) -> RegisterCopy | None:
        store, state = self._register.store, self._register.copy
        return RegisterCopy(store, state.origin.key) if state and isinstance(store, GeoPackageStore) else None

    def _masters(self) -> MasterDataCopy:
        return MasterDataCopy(self._register.store, self._register.copy.origin.key)

    def _merge_back(self) -> None:
        """A copy of a file on a network drive is brought together after each save: nobody has to think of it."""
        if self._is_copy_of_file():
            self._is_wanted_again = self.is_running
            self.start()

    def _merge_at_opening(self) -> None:
        """Others may have written to the file meanwhile; it is not asked for: that nobody is there is no failure."""
        if self._merged != self._register.key:
            self._merged = self._register.key
            if self._is_copy_of_file():
                self.start(by_itself=True)

    def _is_copy_of_file(self) -> bool:
        state = self._register.copy
        return state is not None and _is_file(state.origin.address)

    def _run(self, title: str, work: Callable[[Progress], SyncReport], show: Callable[[], None]) -> None:
        """Run a synchronisation; then `show` reads the register anew, and what came of it is told after that."""
        def told_by(signal: pyqtSignal) -> Callable[[object], None]:
            def end(result: object) -> None:
                self.task = None
                if self._register.store is None:
                    return  # it was closed meanwhile: nobody asks any more

                def tell(*_anything: object) -> None:
                    for one in (self._register.changed, self._register.failed):
                        one.disconnect(tell)
                    signal.emit(result)
                    if self._is_wanted_again:
                        self._is_wanted_again = False
                        self.start()

                for one in (self._register.changed, self._register.failed):
                    one.connect(tell)
                show()
            return end

        self.task = self._tasks.run(title, work, publish=told_by(self.ended), failed=told_by(self.failed))
        self.started.emit(self.task)


def origin_of_store(store: AnyStore) -> Origin:
    """Return what a copy of a register notes of it: its address without a password."""
    if isinstance(store, GeoPackageStore):
        return Origin(store.key, store.key, "", store.title)
    return Origin(store.key, store.address.text, store.address.kept_authcfg, store.title)


def _brought_together(store: GeoPackageStore, progress: Progress, who: str) -> SyncReport:
    origin = origin_of(store)
    if origin is None:
        raise InputError(tr("The register “{name}” is no copy of another one.").format(name=store.title))
    copy = RegisterCopy(store, origin.key)
    remote = _opened(origin)
    report = synchronise_all(copy, store, remote, origin.key, who, progress)
    comments = synchronise_comments(store, remote, progress, copy)
    copy.note_end()
    return replace(report, comments=comments)


def synchronise_all(copy: RegisterCopy, store: GeoPackageStore, remote: AnyStore, key: str, who: str,
                    progress: Progress, on_conflict: Side | None = None) -> SyncReport:
    """Bring the projects of both sides together, then the master data; see `synchronise` and `synchronise_masters`.

    Raises StoreReadOnlyError for a copy that cannot be written.
    """
    if store.read_only_reason:
        raise StoreReadOnlyError(store.read_only_reason)
    projects = synchronise(copy, remote, who, progress, on_conflict=on_conflict)
    masters = synchronise_masters(MasterDataCopy(store, key), remote, who, progress, on_conflict=on_conflict)
    return SyncReport((*projects.records, *masters.records))


def _opened(origin: Origin) -> AnyStore:
    if _is_file(origin.address) and is_network_drive(Path(origin.address)):
        return open_on_drive(Path(origin.address))
    return open_any(origin.address, origin.authcfg)


def _is_file(address: str) -> bool:
    return not is_postgis_address(address) and "://" not in address and address.lower().endswith(".gpkg")
