# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a file lies, and how it is written on a network drive, where SQLite's own locks are not reliable."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

from qgis.PyQt.QtCore import QLockFile, QStorageInfo

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import GeoPackageStore, open_store
from ruhr_smartcity_plugin.adapters.projects.session import SqliteSession
from ruhr_smartcity_plugin.core.errors import StoreBusyError
from ruhr_smartcity_plugin.translation import tr

_NETWORK_FILE_SYSTEMS = ("cifs", "smb", "nfs", "afp", "webdav", "davfs", "sshfs", "9p", "ncp")
LOCK_WAIT_MS = 10_000
# Who crashed while writing keeps the others out no longer than this.
_STALE_AFTER_MS = 120_000


def is_network_drive(path: Path) -> bool:
    """Answer whether a file lies on a network drive, by its name (UNC) or its file system."""
    if str(path).startswith(("\\\\", "//")):
        return True
    kind = bytes(QStorageInfo(str(path.parent)).fileSystemType()).decode("ascii", "replace").lower()
    return is_network_file_system(kind)


def is_network_file_system(kind: str) -> bool:
    """Answer whether a file system of this name is a network drive.

    >>> is_network_file_system("smb3"), is_network_file_system("fuse.sshfs"), is_network_file_system("ext4")
    (True, True, False)
    """
    return any(one in kind for one in _NETWORK_FILE_SYSTEMS)


class DriveStore(GeoPackageStore):
    """A register on a network drive. A lock file beside it keeps other plugins out while a portion is written."""

    lock_wait_ms = LOCK_WAIT_MS

    @contextmanager
    def writing(self) -> Iterator[SqliteSession]:
        lock = QLockFile(str(self.path.with_name(f"{self.path.name}.lock")))
        lock.setStaleLockTime(_STALE_AFTER_MS)
        if not lock.tryLock(self.lock_wait_ms):
            _known, _pid, host, program = lock.getLockInfo()
            raise StoreBusyError(tr(
                "Somebody else is just writing the register “{name}” on the network drive. Try again in a moment.",
            ).format(name=self.path.name), f"locked by {program} on {host}")
        try:
            with super().writing() as session:
                yield session
        finally:
            lock.unlock()


def open_on_drive(path: Path) -> DriveStore:
    """Open a register on a network drive; see `open_store`."""
    return DriveStore(open_store(path).path)
