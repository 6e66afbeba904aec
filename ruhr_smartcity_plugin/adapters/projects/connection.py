# SPDX-License-Identifier: GPL-2.0-or-later
"""Connections to a register file, and what SQLite's errors mean for the user.

Every call of the store opens and closes its own connection: tasks may call it from any thread, and no lock
outlives a call. The journal mode is left as it is: QGIS switches local GeoPackages to WAL while a layer is open
and keeps rollback journals on network drives, where WAL would not be safe.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import contextmanager
from pathlib import Path
from typing import Callable, Iterator

from ruhr_smartcity_plugin.core.errors import (
    InputError,
    NotARegisterError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreFullError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import envelope_of
from ruhr_smartcity_plugin.core.sqlite_file import address_of
from ruhr_smartcity_plugin.translation import tr

BUSY_TIMEOUT_S = 5.0


def connect(path: Path, *, read_only: bool, busy_timeout_s: float = BUSY_TIMEOUT_S) -> sqlite3.Connection:
    """Open an existing file; never creates one. Transactions are begun by hand (autocommit mode)."""
    if can_write(path):
        # Also for reading: what a crash left behind is rolled back first, which needs write access.
        connection = _open(path, "mode=rw", busy_timeout_s)
        if read_only:
            connection.execute("PRAGMA query_only = ON")
    else:
        connection = _open_protected(path, busy_timeout_s)
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    _add_spatial_functions(connection)
    return connection


def _open_protected(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    connection = _open(path, "mode=ro", busy_timeout_s)
    try:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchone()
    except sqlite3.OperationalError as error:
        connection.close()
        if "unable to open" not in str(error) and "readonly" not in str(error):
            raise
        if any(_has_content(path.with_name(path.name + end)) for end in ("-journal", "-wal")):
            raise StoreReadOnlyError(tr(
                "The register “{name}” was not closed properly and is write-protected, so that it cannot be put right "
                "here. Open it once where you may write.").format(name=path.name), str(error)) from error
        # A file in WAL mode needs a writable folder even for reading (measured, QGIS #36574).
        connection = _open(path, "mode=ro&immutable=1", busy_timeout_s)
    return connection


def _has_content(path: Path) -> bool:
    try:
        return path.stat().st_size > 0
    except OSError:
        return False


def _open(path: Path, query: str, busy_timeout_s: float) -> sqlite3.Connection:
    address = address_of(path.absolute(), query)
    return sqlite3.connect(address, uri=True, timeout=busy_timeout_s, isolation_level=None)


def _add_spatial_functions(connection: sqlite3.Connection) -> None:
    """Give triggers of a spatial index that somebody added in QGIS the functions they call (OGC 12-128r19, F.3)."""
    def corner(index: int) -> Callable[[bytes | None], float | None]:
        def value(blob: bytes | None) -> float | None:
            envelope = envelope_of(blob)
            return None if envelope is None else envelope[index]
        return value

    for index, name in enumerate(("ST_MinX", "ST_MaxX", "ST_MinY", "ST_MaxY")):
        connection.create_function(name, 1, corner(index), deterministic=True)
    connection.create_function("ST_IsEmpty", 1, lambda blob: int(envelope_of(blob) is None), deterministic=True)


@contextmanager
def store_errors(path: Path) -> Iterator[None]:
    """Turn SQLite's errors into named ones with a sentence about this file."""
    try:
        yield
    except sqlite3.Error as error:
        raise _named(error, path) from error
    except StoreDamagedError as error:  # what reads the content does not know the file, and who repairs it must
        error.path = error.path or str(path)
        raise
    except UnicodeEncodeError as error:
        sentence = tr("A text holds characters that cannot be stored. Type it again instead of pasting it.")
        raise InputError(sentence, f"{type(error).__name__} at {error.start}") from error
    except (ValueError, OverflowError) as error:  # text where a number belongs: another program wrote it
        raise _unreadable_content(path, type(error).__name__) from error


def _named(error: sqlite3.Error, path: Path) -> StoreError:
    text, detail = str(error).lower(), f"{type(error).__name__}: {error} ({path})"
    if "locked" in text or "busy" in text:
        return StoreBusyError(tr(
            "The register “{name}” is in use by another program. Finish the work there and try again.",
        ).format(name=path.name), detail)
    if "full" in text:
        return StoreFullError(tr(
            "There is no room left for the register “{name}”. Nothing was saved; free some space and save again.",
        ).format(name=path.name), detail)
    if "readonly" in text or "read-only" in text:
        return StoreReadOnlyError(read_only_sentence(path), detail)
    if "disk i/o" in text:
        return StoreError(tr(
            "The disk with the register “{name}” reports an error. Nothing was saved; check the drive or the network.",
        ).format(name=path.name), detail)
    if any(one in text for one in ("malformed", "no such table", "no such column", "could not decode")):
        return _unreadable_content(path, text.partition(" with text")[0])
    if "not a database" in text:
        return no_register(path, detail)
    if isinstance(error, sqlite3.IntegrityError):
        return StoreError(tr(
            "The register “{name}” refused the record because it contradicts another one. Nothing was saved.",
        ).format(name=path.name), detail)
    return StoreError(tr(
        "The register “{name}” could not be used. Nothing was saved; the details are in the log.",
    ).format(name=path.name), detail)


def _unreadable_content(path: Path, detail: str) -> StoreDamagedError:
    return StoreDamagedError(tr(
        "The register “{name}” cannot be read completely. Open its latest backup, or repair it.",
    ).format(name=path.name), f"{detail} ({path})", path=str(path))


def no_register(path: Path, detail: str = "") -> NotARegisterError:
    """Return the error for a file that is something else."""
    return NotARegisterError(tr(
        "“{name}” is no project register. Choose a register (GeoPackage) or create a new one.",
    ).format(name=path.name), detail)


def read_only_sentence(path: Path) -> str:
    """Return what to tell the user about a file without write rights."""
    return tr("The register “{name}” can be read but not changed: the file or its folder is write-protected. "
              "Copy it to a folder of your own to edit it.").format(name=path.name)


def can_write(path: Path) -> bool:
    """Answer whether the file can be changed; SQLite also needs the folder, for its journal."""
    return os.access(path, os.W_OK) and os.access(path.parent, os.W_OK)


def check_present(path: Path) -> None:
    """Raise NotARegisterError unless there is a file with content; StoreError if it may not be read.

    The file itself is not opened here: POSIX systems take all locks of a process from a file as soon as the process
    closes it once, those of QGIS's layers, too. Another program would then remove the write-ahead log, and with it
    what was saved (sqlite.org/howtocorrupt.html, 2.2). What the file holds, SQLite says when it reads it.
    """
    try:
        is_empty = path.stat().st_size == 0
    except FileNotFoundError as error:
        raise NotARegisterError(tr(
            "The register “{name}” is no longer there. Choose where it is now, or create a new one.",
        ).format(name=path.name), str(path)) from error
    except OSError as error:
        raise _unreadable(path, error.strerror) from error
    if not path.is_file() or not os.access(path, os.R_OK):
        raise _unreadable(path, "no file that may be read")
    if is_empty:
        raise no_register(path, "empty file")


def _unreadable(path: Path, detail: str) -> StoreError:
    sentence = tr("The register “{name}” cannot be opened. Check the rights on the file.").format(name=path.name)
    return StoreError(sentence, f"{detail} ({path})")
