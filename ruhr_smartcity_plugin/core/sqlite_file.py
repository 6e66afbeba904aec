# SPDX-License-Identifier: GPL-2.0-or-later
"""SQLite files opened for reading where planners keep them: on a disk, a network drive or a network share."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path, PurePath
from urllib.parse import quote


def open_read_only(path: Path) -> sqlite3.Connection:
    """Return a connection that can only read, and makes no file. Raises `sqlite3.Error` if it cannot be opened."""
    # Not resolved: that would turn the letter of a network drive into the address of its server.
    return sqlite3.connect(address_of(path.absolute(), "mode=ro"), uri=True)


def is_locked(error: Exception) -> bool:
    """Answer whether an error of SQLite means that somebody else holds the file."""
    return isinstance(error, sqlite3.OperationalError) and ("locked" in str(error) or "busy" in str(error))


def address_of(path: PurePath, query: str) -> str:
    r"""Return the address by which SQLite opens a whole path, with options.

    The server of a share stands in the path: as the host of the address, as `as_uri` has it, SQLite refuses it
    (https://www.sqlite.org/uri.html, 3.1).

    >>> from pathlib import PureWindowsPath
    >>> address_of(PureWindowsPath(r"\\fs01\planung\Bäume #1.gpkg"), "mode=ro")
    'file:////fs01/planung/B%C3%A4ume%20%231.gpkg?mode=ro'
    >>> address_of(PureWindowsPath(r"Z:\planung\a.gpkg"), "mode=ro")
    'file:///Z:/planung/a.gpkg?mode=ro'
    """
    posix = path.as_posix()
    return "file://" + quote(os.fsencode(posix if posix.startswith("/") else f"/{posix}"), safe="/:") + f"?{query}"
