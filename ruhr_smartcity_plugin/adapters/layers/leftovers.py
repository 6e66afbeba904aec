# SPDX-License-Identifier: GPL-2.0-or-later
"""Passing files of downloads and previews: where they lie, and how those of a QGIS that was killed go later."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterable, Iterator

_PREFIX = "ruhr-download-"
# `replacing` makes them; `translate` and the way into another system, which write into one of them, make their own
# beside it.
_PART = re.compile(r"\..+-[0-9a-f]{8}\.part(-[0-9a-f]{8})?\.gpkg(\.moved\.gpkg)?(-wal|-shm|-journal)?")
# Fetched files and what is taken out of archives come into being in them.
_FOLDER = re.compile(r"\.[0-9a-f]+-[0-9a-f]{8}")
# Younger ones may be at work.
_ABANDONED_S = 6 * 3600


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
            try:
                path.unlink()
            except OSError:  # another program holds it, or has just removed it
                continue


def sweep_folders(files: Path) -> None:
    """Remove folders of ours that were never finished, below the folder of fetched files and in those of archives."""
    _sweep(path for path in (*files.glob(".*"), *files.glob("*/.*")) if _FOLDER.fullmatch(path.name))


def _sweep(folders: Iterable[Path]) -> None:
    for path in folders:
        if path.is_dir() and not path.is_symlink() and _is_abandoned(path, *path.glob("*")):
            shutil.rmtree(path, ignore_errors=True)


def _is_abandoned(*paths: Path) -> bool:
    try:
        return time.time() - max(path.stat().st_mtime for path in paths) > _ABANDONED_S
    except OSError:  # gone meanwhile
        return False
