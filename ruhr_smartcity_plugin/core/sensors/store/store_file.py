# SPDX-License-Identifier: GPL-2.0-or-later
"""The file of a series store: its connections, and what SQLite's errors mean for the user.

The file keeps SQLite's rollback journal, also on local drives: one file that can be copied and opened from read-only
folders, and safe on network drives, where a write-ahead log is not (https://www.sqlite.org/wal.html, section 1). A
writer shuts readers out only while it commits, some milliseconds a portion; they wait for it.
"""

from __future__ import annotations

import os
import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator, List

from ruhr_smartcity_plugin.core.errors import (
    InputError,
    NotASeriesStoreError,
    RuhrError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.sensors.store.schema import APPLICATION_ID, GEOPACKAGE_ID, schema_of
from ruhr_smartcity_plugin.core.sqlite_file import address_of, is_locked
from ruhr_smartcity_plugin.translation import tr

BUSY_TIMEOUT_S = 10.0
_MOST_IDLE = 4
_CACHE = "PRAGMA cache_size = -32000"  # KiB


class StoreFile:
    """Path and connections of a store; connections are lent to one thread at a time."""

    def __init__(self, path: Path, *, read_only: bool, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self.path = path
        self.is_read_only = read_only
        #: What a writer is told; None if the file can be written, or was opened for reading.
        self.refusal: RuhrError | None = None
        self._busy_timeout_s = busy_timeout_s
        self._idle: List[sqlite3.Connection] = []
        self._is_closed = False
        self._guard, self._writing = threading.Lock(), threading.Lock()

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection; SQLite's errors become named ones."""
        with store_errors(self.path):
            connection = self._take()
            try:
                yield connection
            finally:
                self._give_back(connection)

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """Lend a connection inside a transaction: all that is done with it is there afterwards, or nothing.

        Raises
        ------
        StoreReadOnlyError, StoreBusyError, StoreFullError, StoreError
            Nothing was written.
        """
        if self.refusal is not None:
            raise self.refusal
        if self.is_read_only:
            raise StoreReadOnlyError(_read_only_sentence(self.path), "opened for reading")
        with self._writing, self.reader() as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                with suppress(sqlite3.Error):  # after a full disk SQLite has rolled back already
                    connection.rollback()
                raise

    def close(self) -> None:
        """Close the connections, those lent as soon as they come back."""
        with self._guard:
            self._is_closed, connections, self._idle = True, self._idle, []
        for connection in connections:
            connection.close()

    def connect(self) -> sqlite3.Connection:
        """Return a new connection. Transactions are begun by hand (autocommit mode)."""
        # "rw" also for reading: what a crash left behind is rolled back first. SQLite reads where it may not write.
        connection = sqlite3.connect(address_of(self.path.absolute(), "mode=rw"), uri=True, isolation_level=None,
                                     timeout=self._busy_timeout_s, check_same_thread=False)
        connection.execute(_CACHE)
        self.forbid_writing(connection)
        return connection

    def forbid_writing(self, connection: sqlite3.Connection) -> None:
        """Let a connection only read if the store was opened for reading."""
        if self.is_read_only:
            connection.execute("PRAGMA query_only = ON")

    def refuse_writing(self, refusal: RuhrError) -> None:
        """Read only from now on, and tell writers why."""
        self.refusal, self.is_read_only = refusal, True

    def _take(self) -> sqlite3.Connection:
        with self._guard:
            if self._is_closed:
                raise StoreError(tr("The series store “{name}” is closed.").format(name=self.path.name), "after close")
            if self._idle:
                return self._idle.pop()
        return self.connect()

    def _give_back(self, connection: sqlite3.Connection) -> None:
        with self._guard:
            if not self._is_closed and len(self._idle) < _MOST_IDLE and not connection.in_transaction:
                self._idle.append(connection)
                return
        connection.close()


def check_is_store(path: Path, connection: sqlite3.Connection) -> int:
    """Return the schema version of a series store. Raises `NotASeriesStoreError` for any other file."""
    kind, version = schema_of(connection)
    if kind == GEOPACKAGE_ID:
        raise NotASeriesStoreError(tr(
            "“{name}” is a GeoPackage, no series store. Import its values into a store, or choose another file.",
        ).format(name=path.name), str(path))
    if kind != APPLICATION_ID or version < 1:
        raise no_store(path, f"application id {kind}, version {version}")
    return version


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _interrupted(path: Path, detail: str) -> StoreReadOnlyError:
    return StoreReadOnlyError(tr(
        "The series store “{name}” was not closed properly and is write-protected, so that it cannot be put right "
        "here. Open it once where you may write.").format(name=path.name), detail)


def can_write(connection: sqlite3.Connection) -> bool:
    """Answer whether the file can be changed. Asked by trying: network drives do not tell rights."""
    try:
        connection.execute("BEGIN IMMEDIATE")
        # Writes nothing new, but makes the journal, for which the folder must be writable, too.
        connection.execute("PRAGMA user_version = 1")
    except sqlite3.OperationalError as error:
        if is_locked(error):
            return True
        if "readonly" in str(error) or "unable to open" in str(error):
            return False
        raise
    finally:
        with suppress(sqlite3.Error):
            connection.rollback()
    return True


def keep_rollback_journal(connection: sqlite3.Connection) -> None:
    """Bring a file back that another program has switched to a write-ahead log, unless it is using it just now."""
    if connection.execute("PRAGMA journal_mode").fetchone() == ("wal",):
        with suppress(sqlite3.OperationalError):
            connection.execute("PRAGMA journal_mode = DELETE")


def check_present(path: Path) -> None:
    """Raise `NotASeriesStoreError` unless there is a file with content, `StoreError` if it may not be read.

    The file is not opened here: closing it would take SQLite's locks from it (sqlite.org/howtocorrupt.html, 2.2).
    """
    try:
        is_empty = path.stat().st_size == 0
    except FileNotFoundError as error:
        raise NotASeriesStoreError(tr(
            "The series store “{name}” is no longer there. Choose where it is now, or create a new one.",
        ).format(name=path.name), str(path)) from error
    except OSError as error:
        raise _unreadable(path, str(error)) from error
    if not path.is_file() or not os.access(path, os.R_OK):
        raise _unreadable(path, "no file that may be read")
    if is_empty:
        raise no_store(path, "empty file")


def make_file(path: Path) -> None:
    """Make an empty file with its folder; an empty one that is there is kept. Raises `StoreReadOnlyError`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        if path.exists() and path.stat().st_size == 0:
            return
        with path.open("xb"):
            pass
    except FileExistsError as error:
        raise StoreReadOnlyError(tr(
            "“{name}” is there already and is not overwritten. Choose another name.",
        ).format(name=path.name), str(path)) from error
    except OSError as error:
        raise StoreReadOnlyError(tr(
            "The series store “{name}” cannot be made in this folder. Check the rights on it, or choose another.",
        ).format(name=path.name), str(error)) from error


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into named ones with a sentence about this file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(error, path) from error
    except UnicodeEncodeError as error:
        sentence = tr("A text of the source holds characters that cannot be stored.")
        raise InputError(sentence, f"{type(error).__name__} at {error.start}") from error


def _named(error: sqlite3.Error, path: Path) -> StoreError:
    text, detail = str(error).lower(), f"{type(error).__name__}: {error} ({path})"
    if is_locked(error):
        return StoreBusyError(tr(
            "The series store “{name}” is in use by another program. Finish the work there and try again.",
        ).format(name=path.name), detail)
    if "full" in text:
        return StoreFullError(tr(
            "There is no room left for the series store “{name}”. The last portion was not saved; free some space and "
            "go on.").format(name=path.name), detail)
    if "readonly" in text or "read-only" in text or "unable to open" in text:
        if _has_content(Path(f"{path}-journal")):
            return _interrupted(path, detail)
        return StoreReadOnlyError(_read_only_sentence(path), detail)
    if "disk i/o" in text:
        return StoreError(tr(
            "The disk with the series store “{name}” reports an error. Check the drive or the network.",
        ).format(name=path.name), detail)
    if any(one in text for one in ("malformed", "no such table", "no such column", "could not decode")):
        return damaged(path, detail)
    if "not a database" in text:
        return no_store(path, detail)
    return StoreError(tr("The series store “{name}” could not be used; the details are in the log.").format(
        name=path.name), detail)


def damaged(path: Path, detail: str) -> StoreDamagedError:
    """Return the error for a file that SQLite cannot read completely."""
    return StoreDamagedError(tr(
        "The series store “{name}” is damaged. Fetch the values anew into another file, or use a copy.",
    ).format(name=path.name), f"{detail} ({path})", path=str(path))


def no_store(path: Path, detail: str = "") -> NotASeriesStoreError:
    """Return the error for a file that is something else."""
    return NotASeriesStoreError(tr(
        "“{name}” is no series store. Choose a store of measured values (.sqlite) or create a new one.",
    ).format(name=path.name), f"{detail} ({path})")


def read_only_refusal(path: Path) -> StoreReadOnlyError:
    """Return what a writer is told about a file without write rights."""
    return StoreReadOnlyError(_read_only_sentence(path), str(path))


def _read_only_sentence(path: Path) -> str:
    return tr("The series store “{name}” can be read but not changed: the file or its folder is write-protected. "
              "Copy it to a folder of your own to add values.").format(name=path.name)


def _unreadable(path: Path, detail: str) -> StoreError:
    sentence = tr("The series store “{name}” cannot be opened. Check the rights on the file.").format(name=path.name)
    return StoreError(sentence, f"{detail} ({path})")
