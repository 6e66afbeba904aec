# SPDX-License-Identifier: GPL-2.0-or-later
"""The folder of cached data: how large it is, and how it is emptied without touching layers that are open."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import FrozenSet, Iterator, List, Tuple

from qgis.core import QgsProject, QgsProviderRegistry

from ruhr_smartcity_plugin.adapters.cache_notes import noted_files
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled

# SQLite and GDAL keep files beside a file; they belong to it.
_COMPANIONS = ("-wal", "-shm", "-journal", ".aux.xml", ".ovr", ".msk", ".qmd")


@dataclass(frozen=True)
class Emptied:
    """What emptying the cache did: files and bytes removed, files kept since a layer shows them or they are locked."""

    removed: int
    removed_bytes: int
    kept: int


def cache_bytes(cache_dir: Path) -> int:
    """Return the size of the cache in bytes; 0 if there is none."""
    return sum(_size(path) for path in _files(cache_dir))


def files_in_use(project: QgsProject, below: Path | None = None) -> FrozenSet[str]:
    """Return the real paths of the files that the project's layers show. Main thread only.

    `below` leaves out what lies outside a folder, without a look at the disk: that can be a share far away.
    """
    starts = () if below is None else tuple({_text_of(below) + os.sep, _text_of(os.path.realpath(below)) + os.sep})
    paths = set()
    for layer in project.mapLayers().values():
        parts = QgsProviderRegistry.instance().decodeUri(layer.providerType(), layer.source())
        path = parts.get("path")
        if isinstance(path, str) and path and (below is None or _text_of(path).startswith(starts)):
            paths.add(os.path.realpath(path))
    return frozenset(paths)


def empty_cache(cache_dir: Path, in_use: FrozenSet[str], progress: Progress = SILENT) -> Emptied:
    """Remove the files of the cache except those in use here or, by the notes, elsewhere. For use inside a task.

    Links are removed, not followed.
    """
    in_use |= noted_files(cache_dir)
    emptied = _remove_all(list(_files(cache_dir)), in_use, progress)
    for folder, _folders, _names in os.walk(cache_dir, topdown=False):
        if Path(folder) != cache_dir and not os.listdir(folder):
            _remove_folder(folder)
    return emptied


def trim_cache(cache_dir: Path, max_bytes: int, in_use: FrozenSet[str], progress: Progress = SILENT) -> Emptied:
    """Remove the oldest files until the cache is no larger than `max_bytes`; files in use stay. For use in a task.

    In use are `in_use` and what saved projects and other windows have noted.
    """
    in_use |= noted_files(cache_dir)
    excess = cache_bytes(cache_dir) - max_bytes
    oldest = []
    for path in sorted(_files(cache_dir), key=_age_key):
        if excess <= 0:
            break
        if not _belongs_to(path, in_use):
            oldest.append(path)
            excess -= _size(path)
    return _remove_all(oldest, in_use, progress)


def _remove_all(files: List[Path], in_use: FrozenSet[str], progress: Progress) -> Emptied:
    removed = removed_bytes = kept = 0
    for number, path in enumerate(files):
        stop_if_cancelled(progress)
        progress.report(number / len(files))
        size = _size(path)
        if _belongs_to(path, in_use) or not _remove(path):
            kept += 1
            continue
        removed, removed_bytes = removed + 1, removed_bytes + size
    return Emptied(removed, removed_bytes, kept)


def _files(cache_dir: Path) -> Iterator[Path]:
    for folder, folders, names in os.walk(cache_dir, followlinks=False):
        linked = [name for name in folders if os.path.islink(os.path.join(folder, name))]
        for name in (*names, *linked):
            yield Path(folder, name)


def _belongs_to(path: Path, in_use: FrozenSet[str]) -> bool:
    real = os.path.realpath(path)
    return real in in_use or any(real.endswith(end) and real[: -len(end)] in in_use for end in _COMPANIONS)


def _age_key(path: Path) -> Tuple[int, str]:
    try:
        return path.lstat().st_mtime_ns, str(path)
    except OSError:  # gone meanwhile
        return 0, str(path)


def _text_of(path: str | Path) -> str:
    """Return a path as it can be compared, by its text alone."""
    return os.path.normcase(os.path.abspath(path))


def _size(path: Path) -> int:
    try:
        return path.lstat().st_size
    except OSError:  # gone meanwhile
        return 0


def _remove(path: Path) -> bool:
    try:
        path.unlink()
    except OSError:  # locked by another program (Windows), or not ours
        return False
    return True


def _remove_folder(folder: str) -> bool:
    try:
        os.rmdir(folder)
    except OSError:
        return False
    return True
