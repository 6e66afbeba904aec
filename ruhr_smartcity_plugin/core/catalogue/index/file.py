# SPDX-License-Identifier: GPL-2.0-or-later
"""The file of the index: connections lent to one thread at a time, and what happens if it is old or damaged."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Iterator, List

from ruhr_smartcity_plugin.core.catalogue.index.schema import Matching, available_matching, create_tables, is_current
from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreError, StoreFullError
from ruhr_smartcity_plugin.core.file_lock import lock_file
from ruhr_smartcity_plugin.core.sqlite_file import is_locked
from ruhr_smartcity_plugin.translation import tr

_BUSY_S = 5.0
_MOST_IDLE = 3
_PARTS = ("", "-wal", "-shm", "-journal")


class IndexFile:
    """Path and connections of an index. `shares_drive`: it lies on a network drive, where SQLite's WAL must not be."""

    def __init__(self, path: Path, *, shares_drive: bool = False, matching: Matching | None = None) -> None:
        self.path = path
        self._shares_drive = shares_drive
        self._matching = matching
        self._idle: List[sqlite3.Connection] = []
        self._guard = threading.Lock()

    @contextmanager
    def reader(self) -> Iterator[sqlite3.Connection | None]:
        """Lend a connection for reading to one thread; None if there is no usable index yet.

        Threads of a pool come and go, so connections are not tied to them: a few are kept open and lent in turn.
        """
        if not self.path.is_file() or self.is_marked_damaged():
            yield None
            return
        with self._guard:
            idle = self._idle
            connection = idle.pop() if idle else None
        connection = connection or self._open_reader()
        try:
            yield connection
        finally:
            if connection is not None:
                self._take_back(connection, idle)

    def _open_reader(self) -> sqlite3.Connection | None:
        connection = self._connect()
        try:
            connection.execute("PRAGMA query_only = ON")
            connection.execute("PRAGMA busy_timeout = 500")  # ms: whoever types waits for the answer
            connection.execute("PRAGMA cache_size = -48000")
            if is_current(connection):
                return connection
        except sqlite3.Error:
            connection.close()
            raise
        connection.close()
        return None

    def _take_back(self, connection: sqlite3.Connection, lender: List[sqlite3.Connection]) -> None:
        with suppress(sqlite3.Error):  # a broken connection is thrown away below
            if connection.in_transaction:
                connection.execute("ROLLBACK")
        with self._guard:
            if lender is self._idle and len(lender) < _MOST_IDLE and not connection.in_transaction:
                lender.append(connection)
                return
        connection.close()

    @contextmanager
    def writer(self) -> Iterator[sqlite3.Connection]:
        """Give a connection for writing to a current index; an old or damaged one is thrown away first.

        Raises
        ------
        StoreBusyError, StoreFullError, StoreError
            Another QGIS holds the file; no room; the folder cannot be written.
        """
        connection = None
        try:
            connection = self._usable()
            yield connection
        except sqlite3.Error as error:
            if is_damage(error):
                self.mark_damaged()
            raise _named(error, self.path) from error
        except OSError as error:
            raise _cannot_write(self.path, str(error)) from error
        finally:
            if connection is not None:
                connection.close()

    def remove(self) -> None:
        """Throw the index away; what cannot be deleted (another QGIS reads it) is emptied by the next writer."""
        self.close()
        for part in _PARTS:
            Path(f"{self.path}{part}").unlink(missing_ok=True)
        self._damaged_mark.unlink(missing_ok=True)

    def mark_damaged(self) -> None:
        """Note for the next writer, in whatever process, that the file is broken; until then there is no index."""
        self.close()
        with suppress(OSError):  # a folder that cannot be written has no writer to tell
            self._damaged_mark.touch()

    def is_marked_damaged(self) -> bool:
        """Answer whether the file was found broken and waits to be built anew."""
        return self._damaged_mark.exists()

    @property
    def _damaged_mark(self) -> Path:
        return Path(f"{self.path}.damaged")

    def close(self) -> None:
        """Close the connections for reading, those lent as soon as they come back; they are made anew when needed."""
        with self._guard:
            connections, self._idle = self._idle, []
        for connection in connections:
            connection.close()

    def size_bytes(self) -> int:
        """Return the size on the disk; 0 if there is no index."""
        return sum(_size(Path(f"{self.path}{part}")) for part in _PARTS)

    @contextmanager
    def building_lock(self) -> Iterator[None]:
        """Keep other builders out, those of other QGIS windows too; a builder that dies lets go.

        Raises
        ------
        StoreBusyError, StoreError
            Another one is building; the folder cannot be written.
        """
        try:
            lock = lock_file(Path(f"{self.path}.lock"))
        except (OSError, sqlite3.Error) as error:
            if not is_locked(error):
                raise _cannot_write(self.path, str(error)) from error
            sentence = tr("The index is being refreshed already, perhaps by another QGIS. Wait until it is done.")
            raise StoreBusyError(sentence, str(error)) from error
        try:
            yield
        finally:
            lock.close()

    def _usable(self) -> sqlite3.Connection:
        self.path.parent.mkdir(parents=True, exist_ok=True)
        if self.path.exists() and not self._is_sound():
            self.remove()
        connection = self._connect()
        connection.execute("PRAGMA synchronous = NORMAL")
        connection.execute("PRAGMA journal_mode = DELETE" if self._shares_drive else "PRAGMA journal_mode = WAL")
        if self._shares_drive:
            # Without WAL a full page cache would lock the readers out before the transaction is done.
            connection.execute("PRAGMA cache_spill = OFF")
        if not is_current(connection):
            create_tables(connection, self._matching or available_matching())
        return connection

    def _is_sound(self) -> bool:
        if self._damaged_mark.exists():
            return False
        connection = None
        try:
            connection = self._connect()
            if not is_current(connection):
                return self.path.stat().st_size == 0
            connection.execute("SELECT count(*) FROM source").fetchone()
            connection.execute("SELECT max(id) FROM entry").fetchone()
            return True
        except sqlite3.OperationalError as error:
            if is_locked(error):
                raise
            return False
        except sqlite3.DatabaseError:
            return False
        finally:
            if connection is not None:
                connection.close()

    def _connect(self) -> sqlite3.Connection:
        return sqlite3.connect(str(self.path), timeout=_BUSY_S, isolation_level=None, check_same_thread=False)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # SQLite removes its companions whenever it is done with them
        return 0


def is_damage(error: sqlite3.Error) -> bool:
    """Answer whether an error means that the file is broken, rather than busy or full."""
    if isinstance(error, sqlite3.OperationalError):
        text = str(error)
        return "malformed" in text or "corrupt" in text or "no such table" in text or "no such column" in text
    return isinstance(error, sqlite3.DatabaseError)


def _named(error: sqlite3.Error, path: Path) -> StoreError:
    text = str(error)
    if is_locked(error):
        sentence = tr("Another program holds the index locked. Close other QGIS windows and try again.")
        return StoreBusyError(sentence, text)
    if "full" in text:
        sentence = tr("There is no room left on the disk for the index. Free some space, then refresh the index again.")
        return StoreFullError(sentence, text)
    return _cannot_write(path, text)


def _cannot_write(path: Path, detail: str) -> StoreError:
    sentence = tr("The index “{path}” could not be written. Check that its folder exists and can be written.")
    return StoreError(sentence.format(path=path), detail)
