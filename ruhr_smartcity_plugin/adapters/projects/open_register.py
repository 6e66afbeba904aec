# SPDX-License-Identifier: GPL-2.0-or-later
"""The one register that is open, shared by all rooms (``workbench.shared["register"]``)."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any, Callable, Tuple, Union

from qgis.PyQt.QtCore import QObject, pyqtSignal

from ruhr_smartcity_plugin.adapters.projects.any_store import AnyStore, create_any, open_any
from ruhr_smartcity_plugin.adapters.projects.drive import is_network_drive
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.register_copy import CopyState, state_of
from ruhr_smartcity_plugin.adapters.projects.register_layers import Place
from ruhr_smartcity_plugin.adapters.projects.sample import create_sample_register
from ruhr_smartcity_plugin.adapters.settings import Settings
from ruhr_smartcity_plugin.adapters.tasks import TaskBoard
from ruhr_smartcity_plugin.core.errors import RuhrError
from ruhr_smartcity_plugin.core.progress import Progress
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.changes import Change
from ruhr_smartcity_plugin.core.projects.record import Organisation, ProjectEntry
from ruhr_smartcity_plugin.core.projects.roles import role_sentence
from ruhr_smartcity_plugin.translation import tr

RECENT_CHANGES = 1000


@dataclass(frozen=True)
class Opened:
    """A register and what lists show of it."""

    store: AnyStore
    entries: Tuple[ProjectEntry, ...]
    organisations: Tuple[Organisation, ...]
    recent: Tuple[Change, ...]
    copy: CopyState | None


Lists = Union[Opened, RuhrError]


class OpenRegister(QObject):
    """Opens, creates and watches a register; all file work runs in tasks.

    `entries`, `organisations` and `recent` are what lists show, `copy` tells of a copy what waits to be synchronised;
    all are read anew after each save.
    """

    changed = pyqtSignal()  # another register, or other content
    opened = pyqtSignal()  # the user opened a register; `changed` was emitted before
    working = pyqtSignal(str)  # what is being done
    failed = pyqtSignal(object)  # why it did not work; what was open stays open
    saved = pyqtSignal(object)  # `place` of the register in which a project was saved
    project_requested = pyqtSignal(str)  # another room asks to show a project (uuid)

    def __init__(self, tasks: TaskBoard, settings: Settings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks, self._settings = tasks, settings
        self.store: AnyStore | None = None
        self.copy: CopyState | None = None
        self.entries: Tuple[ProjectEntry, ...] = ()
        self.organisations: Tuple[Organisation, ...] = ()
        self.recent: Tuple[Change, ...] = ()

    @property
    def path(self) -> Path | None:
        """The file of the open register; None if none is open, or one that is no file."""
        return getattr(self.store, "path", None)

    @property
    def place(self) -> Place | None:
        """Where the map finds the open register: its file, or its address in a database; None if none is open."""
        return _place_of(self.store) if self.store else None

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
        if is_network_drive(self.path):
            return tr("The register lies on a network drive, where saving at the same time can damage it. Better work "
                      "on a local copy: it is brought together with the file by itself.")
        return ""

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

    def reopen(self) -> bool:
        """Open the register of the last session; answers False if there was none."""
        text, authcfg = self._settings.register_path.value(), self._settings.register_authcfg.value()
        if not text:
            return False
        self._take(tr("Opening the project register"), lambda: open_any(text, authcfg), by_user=False)
        return True

    def close(self) -> None:
        """Close the register and forget it for the next session."""
        self._settings.register_path.setValue("")
        self._settings.register_authcfg.setValue("")
        self.store = self.copy = None
        self.entries, self.organisations, self.recent = (), (), ()
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

        def work(_progress: Progress) -> Tuple[ProjectBundle, Lists]:
            stored = store.save(bundle, bundle.project.version, who, comment)
            return stored, _read_after_write(store)

        def done(result: Tuple[ProjectBundle, Lists]) -> None:
            publish(result[0])
            self.saved.emit(_place_of(store))
            self._show_after_write(result[1])

        self._tasks.run(tr("Saving the project"), work, publish=done, failed=failed)

    def delete(self, entry: ProjectEntry, *, failed: Callable[[BaseException], None]) -> None:
        """Delete a project in a task; then the lists are read anew."""
        store, who = self.store, self._settings.editor_name()
        if store is None:
            return

        def work(_progress: Progress) -> Lists:
            store.delete(entry.uuid, entry.version, who)
            return _read_after_write(store)

        self._tasks.run(tr("Deleting the project"), work, publish=self._show_after_write, failed=failed)

    def fetch(self, store: AnyStore, uuid: str, *, publish: Callable[[ProjectBundle], None],
              failed: Callable[[BaseException], None]) -> None:
        """Read one project in a task."""
        self._tasks.run(tr("Reading the project"), lambda _progress: store.get(uuid), publish=publish, failed=failed)

    def fetch_history(self, store: AnyStore, uuid: str, *, publish: Callable[[Tuple[Change, ...]], None],
                      failed: Callable[[BaseException], None]) -> None:
        """Read the history of one project in a task."""
        self._tasks.run(tr("Reading the history"), lambda _progress: store.history(uuid),
                        publish=publish, failed=failed)

    def _take(self, title: str, make: Callable[[], AnyStore], *, by_user: bool = True) -> None:
        self.working.emit(title)

        def show(result: Opened) -> None:
            self.store = store = result.store
            address = getattr(store, "address", None)
            # Never with a password: the log-in stays in QGIS's own places.
            self._settings.register_path.setValue(address.text if address else str(store.path))
            self._settings.register_authcfg.setValue(address.authcfg if address and not address.connection else "")
            self._show_lists(result)
            if by_user:
                self.opened.emit()

        self._tasks.run(title, lambda _progress: _read(make()), publish=show, failed=self.failed.emit)

    def _show_after_write(self, result: Lists) -> None:
        if isinstance(result, RuhrError):
            self.failed.emit(result)
        else:
            self._show_lists(result)

    def _show_lists(self, result: Opened) -> None:
        if self.key != result.store.key:
            return  # another register was opened meanwhile
        self.entries, self.organisations = result.entries, result.organisations
        self.recent, self.copy = result.recent, result.copy
        self.changed.emit()


def _read(store: AnyStore) -> Opened:
    copy = state_of(store) if isinstance(store, GeoPackageStore) else None
    return Opened(store, store.list_projects(), store.list_organisations(), store.changes_since("", RECENT_CHANGES),
                  copy)


def _place_of(store: AnyStore) -> Place:
    return store.path if isinstance(store, GeoPackageStore) else store.address


def _read_after_write(store: AnyStore) -> Lists:
    """Read the lists; an error is returned, for it must not look as if the write before had failed."""
    try:
        return _read(store)
    except RuhrError as error:
        return error


def register_of(shared: dict, tasks: TaskBoard, settings: Any) -> OpenRegister:
    """Return the register shared by all rooms, made by the room that asks first."""
    if "register" not in shared:
        shared["register"] = OpenRegister(tasks, settings)
    return shared["register"]
