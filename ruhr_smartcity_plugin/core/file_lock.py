# SPDX-License-Identifier: GPL-2.0-or-later
"""A lock between programs on one computer or network drive; whoever dies lets go."""

from __future__ import annotations

import sqlite3
from pathlib import Path


def lock_file(path: Path, wait_s: float = 0.0) -> sqlite3.Connection:
    """Return a lock that nobody else can take until it is closed. Its small file stays.

    Raises
    ------
    sqlite3.OperationalError
        Another one has it ("locked"), also after `wait_s` seconds; or the file cannot be opened.
    OSError
        The folder cannot be made.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    lock = sqlite3.connect(str(path), timeout=wait_s, isolation_level=None)
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.Error:
        lock.close()
        raise
    return lock
