# SPDX-License-Identifier: GPL-2.0-or-later
"""Which cached files saved projects and other QGIS windows show: small notes beside the cache, one for each of them."""

from __future__ import annotations

import hashlib
import json
import os
from pathlib import Path
from typing import Collection, FrozenSet, Tuple

from qgis.PyQt.QtCore import QLockFile

_WINDOW = "window-"


def notes_folder(cache_dir: Path) -> Path:
    """Return the folder of the notes: not in the cache, which is emptied."""
    return cache_dir.with_name(f"{cache_dir.name}_in_use")


def noted_files(cache_dir: Path) -> FrozenSet[str]:
    """Return the real paths of the files that must stay for others; drops the notes of those that are gone."""
    found = set()
    for path in notes_folder(cache_dir).glob("*.json"):
        project, files = _read(path)
        if path.name.startswith(_WINDOW):
            is_there = not _is_left(path)
        else:
            # A drive that is not connected today does not make its projects vanish.
            is_there = os.path.exists(project) or not os.path.isdir(os.path.dirname(project))
        if is_there:
            found.update(files)
        else:
            path.unlink(missing_ok=True)
    return frozenset(found)


def note_project(cache_dir: Path, project: str, files: Collection[str]) -> None:
    """Note which cached files a saved project shows."""
    key = hashlib.sha256(os.path.realpath(project).encode("utf-8", "surrogatepass")).hexdigest()[:32]
    _write(notes_folder(cache_dir) / f"{key}.json", os.path.abspath(project), files)


class WindowNote:
    """Which cached files this window of QGIS shows. A lock holds it, which is free when QGIS ends in whatever way."""

    def __init__(self, cache_dir: Path) -> None:
        self.cache_dir = cache_dir
        self._path = notes_folder(cache_dir) / f"{_WINDOW}{os.urandom(16).hex()}.json"
        self._lock: QLockFile | None = None

    def write(self, files: Collection[str]) -> None:
        """Replace the note; nothing is left where there is nothing to note."""
        if files and self._lock is None:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            self._lock = _lock_of(self._path)
            self._lock.tryLock(0)
        _write(self._path, "", files)
        if not files:
            self._lock = None


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".lock")))
    lock.setStaleLockTime(0)  # by its process only, not by its age
    return lock


def _is_left(path: Path) -> bool:
    return bool(_lock_of(path).tryLock(0))  # the lock goes with the object


def _read(path: Path) -> Tuple[str, Tuple[str, ...]]:
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return str(values["project"]), tuple(str(one) for one in values["files"])
    except (OSError, ValueError, TypeError, KeyError):  # another window has just removed it, or it is damaged
        return "", ()


def _write(path: Path, project: str, files: Collection[str]) -> None:
    """Write a note, or remove it if there is nothing to note. Raises OSError."""
    if not files:
        path.unlink(missing_ok=True)
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    passing = path.with_suffix(f".{os.urandom(4).hex()}")
    passing.write_text(json.dumps({"project": project, "files": sorted(files)}), encoding="utf-8")
    os.replace(passing, path)
