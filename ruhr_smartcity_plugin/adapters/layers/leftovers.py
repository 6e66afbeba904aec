# SPDX-License-Identifier: GPL-2.0-or-later
"""Passing files of downloads and previews: where they lie, and how those of a QGIS that was killed go later."""

from __future__ import annotations

import re
import shutil
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Iterable, Iterator

from ruhr_smartcity_plugin.core.sqlite_file import is_locked

_PREFIX = "ruhr-download-"
# `replacing` makes them; `translate` and the way into another system, which write into one of them, make their own
# beside it.
_PART = re.compile(r"\..+-[0-9a-f]{8}\.part(-[0-9a-f]{8})?\.gpkg(\.moved\.gpkg)?(-wal|-shm|-journal)?")
# Fetched files and what is taken out of archives come into being in them.
_FOLDER = re.compile(r"\.[0-9a-f]+-[0-9a-f]{8}")
# `translate` makes them in the folder of a fetched file, and where others write through it.
_COPY = re.compile(r"\..+-[0-9a-f]{8}\.gpkg")
_COMPANIONS = ("-wal", "-shm", "-journal")
# Younger ones may be at work; nothing tells a copy apart from a file somebody may have named so, but its age and lock.
_ABANDONED_S = 6 * 3600
_COPY_ABANDONED_S = 24 * 3600


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a folder for what is needed during a download or a preview only."""
    _sweep(Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"))
    with tempfile.TemporaryDirectory(prefix=_PREFIX) as folder:
        yield Path(folder)


def sweep_parts(folder: Path) -> None:
    """Remove files of ours that were never finished; what cannot be removed stays."""
    for path in folder.glob(".*.part*.gpkg*"):
        if _PART.fullmatch(path.name) and _is_abandoned(path):
            _remove(path)
    _sweep_copies(folder)


def _sweep_copies(folder: Path) -> None:
    """Remove copies whose writing was cut off; none that is young, or that another program has open."""
    for path in folder.glob(".*.gpkg"):
        if not _COPY.fullmatch(path.name) or path.is_symlink():
            continue
        beside = [one for one in (path.with_name(path.name + end) for end in _COMPANIONS) if one.exists()]
        if _is_abandoned(path, *beside, age_s=_COPY_ABANDONED_S) and not _is_open(path):
            for one in (path, *beside):
                _remove(one)


def _is_open(path: Path) -> bool:
    """Answer whether somebody holds a GeoPackage; what is no database was cut off before it became one."""
    try:
        # SQLite gives the whole file only to one who is alone with it, in WAL mode, too.
        with closing(sqlite3.connect(str(path), timeout=0, isolation_level=None)) as connection:
            connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            connection.execute("BEGIN EXCLUSIVE")
            connection.execute("ROLLBACK")
    except sqlite3.DatabaseError as error:
        return is_locked(error)
    return False


def _remove(path: Path) -> None:
    try:
        path.unlink()
    except OSError:  # another program holds it, or has just removed it
        return


def sweep_folders(files: Path) -> None:
    """Remove folders of ours that were never finished, below the folder of fetched files and in those of archives.

    Copies that were never finished go with them.
    """
    for folder in (*files.glob("*/"), *files.glob("*/*/")):
        if folder.is_dir() and not folder.is_symlink():
            _sweep_copies(folder)
    _sweep(path for path in (*files.glob(".*"), *files.glob("*/.*")) if _FOLDER.fullmatch(path.name))


def _sweep(folders: Iterable[Path]) -> None:
    for path in folders:
        if path.is_dir() and not path.is_symlink() and _is_abandoned(path, *path.glob("*")):
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(*paths: Path, age_s: float = _ABANDONED_S) -> bool:
    try:
        return time.time() - max(path.stat().st_mtime for path in paths) > age_s
    except OSError:  # gone meanwhile
        return False
