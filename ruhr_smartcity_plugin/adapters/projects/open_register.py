# SPDX-License-Identifier: GPL-2.0-or-later
"""The one register that is open, shared by all rooms (``workbench.shared["register"]``)."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, Callable, Sequence, Tuple

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.local_time import short_date
from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore, create_any, is_remote, key_of, open_any
from ruhr_smartcity_plugin.adapters.projects.backup_store import open_backup
from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.past_register import PastRegister, end_of_day, make_past_register
from ruhr_smartcity_plugin.adapters.projects.register_copy import CopyState, state_of
from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.details import FundingProgramme
from ruhr_smartcity_plugin.core.projects.places import Places
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry
from ruhr_smartcity_plugin.core.projects.roles import role_sentence
from ruhr_smartcity_plugin.core.projects.rules import Context, Titles, by_folded_title
from ruhr_smartcity_plugin.core.projects.synced_folder import service_keeping
from ruhr_smartcity_plugin.translation import tr

RECENT_CHANGES = 1000


@dataclass(frozen=True)
class Opened:
    """A register and what lists show of it."""

    store: AnyStore
    entries: Tuple[ProjectEntry, ...]
    organisations: Tuple[Organisation, ...]
    programmes: Tuple[FundingProgramme, ...]
    recent: Tuple[Change, ...]
    copy: CopyState | None
    cloud: str = ""


class OpenRegister(QObject):
    """Opens, creates and watches a register; all file work runs in tasks.

    `entries`, `organisations`, `programmes` and `recent` are what lists show, `copy` tells of a copy what waits to be
    synchronised; all are read anew after each save.
    """

    changed = pyqtSignal()  # another register, or other content
    opened = pyqtSignal()  # the user opened a register; `changed` was emitted before
    working = pyqtSignal(str)  # what is being done
    failed = pyqtSignal(object)  # why it did not work; what was open stays open
    saved = pyqtSignal(object)  # the store in which a project was saved
    project_requested = pyqtSignal(str)  # another room asks to show a project (uuid)

    def __init__(self, tasks: TaskBoard, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self.store: AnyStore | None = None
        self.copy: CopyState | None = None
        self.cloud = ""  # the service that keeps the folder of the register alike on several computers
        self.entries: Tuple[ProjectEntry, ...] = ()
        self.organisations: Tuple[Organisation, ...] = ()
        self.programmes: Tuple[FundingProgramme, ...] = ()
        self.recent: Tuple[Change, ...] = ()
        self._present: AnyStore | None = None  # while the past is shown
        self._past_file: Path | None = None
        self._titled: Tuple[ProjectEntry, ...] | None = None  # the entries of which `_titles` holds the titles
        self._titles: Titles = {}

    @property
    def path(self) -> Path | None:
        """The file of the open register; None if none is open, or one that is no file."""
        return getattr(self.store, "path", None)

    @property
    def key(self) -> str:
        """What tells the open register from others; empty if none is open."""
        return self.store.key if self.store else ""

    @property
    def title(self) -> str:
        """What the user calls the open register; empty if none is open."""
        return self.store.title if self.store else ""

    @property
    def notice(self) -> str:
        """What the user should know about the open register (write-protected, on a network drive); else empty."""
        if self.store is None:
            return ""
        if self.path is None:
            name = tr("Register of the team: {name}.").format(name=self.title)
            role = getattr(self.store, "role", None)
            return " ".join(filter(None, (name, role_sentence(role) if role else self.store.read_only_reason)))
        if self.store.read_only_reason:
            return self.store.read_only_reason
        if self.store.backup_notice:
            return self.store.backup_notice
        if is_network_drive(self.path):
            return tr("The register lies on a network drive, where saving at the same time can damage it. Better work "
                      "on a local copy: it is brought together with the file by itself.")
        if self.cloud:
            return tr("{service} keeps this folder alike on several computers: who saves at the same time gets two "
                      "files. Better keep the register outside and give others a copy or an export.",
                      ).format(service=self.cloud)
        return ""

    def rule_context(self, today: date, places: Places) -> Context:
        """Return what the rules need to know; the titles of all projects are folded once, not for every dialog."""
        if self._titled is not self.entries:
            self._titled, self._titles = self.entries, by_folded_title(self.entries)
        return Context(today, places, self.entries, self._titles)

    def open(self, path: Path) -> None:
        """Open a register."""
        self._take(tr("Opening the project register"), lambda: open_store(path))

    def open_address(self, text: str, authcfg: str = "") -> None:
        """Open the register a path or an address names; see `open_any`."""
        self._take(tr("Opening the project register"), lambda: open_any(text, authcfg))

    def create_address(self, text: str, authcfg: str = "") -> None:
        """Make an empty register there and open it; see `create_any`."""
        def work() -> AnyStore:
            create_any(text, authcfg)
            return open_any(text, authcfg)

        self._take(tr("Creating the project register"), work)

    def create(self, path: Path) -> None:
        """Make an empty register and open it."""
        self._take(tr("Creating the project register"), lambda: create_store(path))

    def open_sample(self, path: Path) -> None:
        """Open the sample register, making it if it is not there."""
        def work() -> GeoPackageStore:
            if not path.exists():
                create_sample_register(path)
            return open_store(path)

        self._take(tr("Opening the sample register"), work)

    @property
    def last_team(self) -> str:
        """The register of a team that was open last, without its log-in; empty if it was a file or none."""
        text = self._settings.register_path.value()
        return key_of(text) if is_remote(text) else ""

    def reopen(self, *, asked: bool = False) -> bool:
        """Open the register of the last session; answers False if there was none.

        That of a team waits until the user has asked: nobody is contacted before.
        """
        text, authcfg = self._settings.register_path.value(), self._settings.register_authcfg.value()
        if not text or (is_remote(text) and not asked):
            return False
        self._take(tr("Opening the project register"), lambda: open_any(text, authcfg), by_user=False)
        return True

    def close(self) -> None:
        """Close the register and forget it for the next session."""
        self._settings.register_path.setValue("")
        self._settings.register_authcfg.setValue("")
        self._forget_past()
        self.store = self.copy = None
        self.entries, self.organisations, self.programmes, self.recent = (), (), (), ()
        self.changed.emit()

    def reload(self) -> None:
        """Read the lists anew."""
        store = self.store
        if store is not None:
            self._tasks.run(tr("Reading the project register"), lambda _progress: _read(store),
                            publish=self._show_lists, failed=self.failed.emit)

    def save(self, store: AnyStore, bundle: ProjectBundle, comment: str, *,
             publish: Callable[[ProjectBundle], None], failed: Callable[[BaseException], None]) -> None:
        """Save a project in a task; then the lists are read anew. `failed` gets the error, nothing was saved then.

        `store` is the register the project was read from: the user may have opened another one meanwhile.
        If only the lists cannot be read, the project is saved all the same, and `self.failed` tells the rest.
        """
        who = self._settings.editor_name()
        self.change(store, tr("Saving the project"), lambda: store.save(bundle, bundle.project.version, who, comment),
                    publish=publish, failed=failed)

    def save_all(self, store: AnyStore, bundles: Sequence[Tuple[ProjectBundle, int]], comment: str, *,
                 publish: Callable[[Any], None], failed: Callable[[BaseException], None]) -> None:
        """Save projects with the versions they started from in a task, all or none; see `save`."""
        who = self._settings.editor_name()
        self.change(store, tr("Saving the projects"), lambda: store.save_all(bundles, who, comment),
                    publish=publish, failed=failed)

    def delete(self, entries: Sequence[ProjectEntry], *, failed: Callable[[BaseException], None]) -> None:
        """Delete projects in a task, all or none; then the lists are read anew."""
        store, who = self.store, self._settings.editor_name()
        if store is not None:
            versions = [(one.uuid, one.version) for one in entries]
            self.change(store, tr("Deleting projects"), lambda: store.delete_all(versions, who),
                        publish=lambda _nothing: None, failed=failed)

    def change(self, store: AnyStore, title: str, work: Callable[[], Any], *, publish: Callable[[Any], None],
               failed: Callable[[BaseException], None]) -> None:
        """Do something in a task that changes `store`; then the lists are read anew in a second one.

        So nobody waits for the lists, and one that cannot be read does not look as if the change had failed.
        """
        def done(result: Any) -> None:
            publish(result)
            self.saved.emit(store)
            if self.key == store.key:
                self.reload()

        self._tasks.run(title, lambda _progress: work(), publish=done, failed=failed)

    def fetch(self, store: AnyStore, uuid: str, *, publish: Callable[[ProjectBundle], None],
              failed: Callable[[BaseException], None]) -> None:
        """Read one project in a task."""
        self._tasks.run(tr("Reading the project"), lambda _progress: store.get(uuid), publish=publish, failed=failed)

    def fetch_some(self, store: AnyStore, uuids: Sequence[str], *,
                   publish: Callable[[Tuple[ProjectBundle, ...]], None],
                   failed: Callable[[BaseException], None]) -> None:
        """Read several projects in a task."""
        self._tasks.run(tr("Reading the projects"), lambda _progress: store.some_projects(uuids), publish=publish,
                        failed=failed)

    def read(self, title: str, work: Callable[[], Any], *, publish: Callable[[Any], None],
             failed: Callable[[BaseException], None]) -> None:
        """Ask a register something, or write what lists do not show (comments), in a task."""
        self._tasks.run(title, lambda _progress: work(), publish=publish, failed=failed)

    def look_up(self, store: AnyStore, uuid: str, *, publish: Callable[[ProjectBundle | None], None],
                failed: Callable[[BaseException], None]) -> None:
        """Read one project in a task, also if it is deleted; None if it never was there."""
        self._tasks.run(tr("Reading the project"), lambda _progress: store.find(uuid), publish=publish, failed=failed)

    def open_past(self, day: date, folder: Path) -> None:
        """Show what the register held at the end of a day, for reading only; `leave_past` goes back to today.

        `folder` keeps the file for as long as it is shown. The next session begins with today's register.
        """
        present, self._past_file = self._present or self.store, folder / f"{day.isoformat()}.gpkg"
        if present is None:
            return
        path = self._past_file
        self.working.emit(tr("Computing the register as of {day}").format(day=short_date(day)))

        def work(progress: Progress) -> Opened:
            folder.mkdir(parents=True, exist_ok=True)
            for one in folder.glob("*.gpkg"):
                one.unlink()  # of an earlier look
            past = make_past_register(present, end_of_day(day), path, progress)
            past.store.read_only_reason = _past_notice(day, present.title, past)
            past.store.layer_note = f"{present.title} · {short_date(day)}"
            return _read(past.store)

        def show(result: Opened) -> None:
            if self.store is not present and self._present is None:
                return  # another register was opened meanwhile
            self._present, self.store = present, result.store
            self._show_lists(result)

        self._tasks.run(tr("Computing the register as of {day}").format(day=short_date(day)), work, publish=show,
                        failed=self.failed.emit)

    @property
    def is_past(self) -> bool:
        """Whether the register is shown as of a day in the past."""
        return self._present is not None

    @property
    def present(self) -> AnyStore | None:
        """The register as it is today, also while its past is shown; None if none is open."""
        return self._present or self.store

    def leave_past(self) -> None:
        """Show the register as it is today."""
        if self._present is not None:
            self.store, self._present = self._present, None
            self._forget_past()
            self.reload()

    def _forget_past(self) -> None:
        self._present = None
        if self._past_file is not None:
            with suppress(OSError):  # a layer still reads it: the next look at the past takes it away
                self._past_file.unlink(missing_ok=True)
            self._past_file = None

    def view_backup(self, backup: Path, of: Path) -> None:
        """Open a backup of a register for reading; the next session opens the register again."""
        self._take(tr("Opening the backup"), lambda: open_backup(backup, of), by_user=False, is_kept=False)

    @property
    def backup_of(self) -> Path | None:
        """The register whose backup is looked at; None if it is the register itself that is open."""
        return getattr(self.store, "of", None)

    def leave_backup(self) -> None:
        """Open the register again whose backup was looked at."""
        path = self.backup_of
        if path is not None:
            self._take(tr("Opening the project register"), lambda: open_store(path), by_user=False)

    def _take(self, title: str, make: Callable[[], AnyStore], *, by_user: bool = True,
              is_kept: bool = True) -> None:
        self.working.emit(title)

        def show(result: Opened) -> None:
            self._forget_past()
            self.store = store = result.store
            if is_kept:
                self._keep_address(store)
            self._show_lists(result)
            if by_user:
                self.opened.emit()

        self._tasks.run(title, lambda _progress: _read(make()), publish=show, failed=self.failed.emit)

    def _keep_address(self, store: AnyStore) -> None:
        address = getattr(store, "address", None)
        # Never with a password: the log-in stays in QGIS's own places.
        self._settings.register_path.setValue(address.text if address else str(store.path))
        self._settings.register_authcfg.setValue(address.kept_authcfg if address else "")

    def _show_lists(self, result: Opened) -> None:
        if self.key != result.store.key:
            return  # another register was opened meanwhile
        self.entries, self.organisations = result.entries, result.organisations
        self.programmes = result.programmes
        self.recent, self.copy, self.cloud = result.recent, result.copy, result.cloud
        self.changed.emit()


def _read(store: AnyStore) -> Opened:
    is_file = isinstance(store, GeoPackageStore)
    return Opened(store, store.list_projects(), store.list_organisations(), store.list_programmes(),
                  store.changes_since("", RECENT_CHANGES), state_of(store) if is_file else None,
                  service_keeping(store.path) if is_file else "")


def _past_notice(day: date, title: str, past: PastRegister) -> str:
    parts = [tr("“{name}” as of {day} – read only").format(name=title, day=short_date(day))]
    if past.unknown:
        parts.append(tr("%n project(s) are missing: their history begins later", "", len(past.unknown)))
    if past.with_gaps:
        parts.append(tr("%n project(s) were changed without an entry in the history", "", len(past.with_gaps)))
    return ". ".join(parts) + "."


def register_of(shared: dict, tasks: TaskBoard, settings: Any) -> OpenRegister:
    """Return the register shared by all rooms, made by the room that asks first."""
    if "register" not in shared:
        shared["register"] = OpenRegister(tasks, settings)
    return shared["register"]
