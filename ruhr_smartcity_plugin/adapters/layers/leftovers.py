# SPDX-License-Identifier: GPL-2.0-or-later
"""Passing files of downloads: where they lie, and how those of a QGIS that was killed go at the next writing."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path
from typing import Iterator

_PREFIX = "ruhr-download-"
# `replacing` makes them; `translate`, which writes into one of them, makes its own beside it.
_PART = re.compile(r"\..+-[0-9a-f]{8}\.part(-[0-9a-f]{8})?\.gpkg(-wal|-shm|-journal)?")
# Younger ones may be at work.
_ABANDONED_S = 6 * 3600


@contextmanager
def passing_folder() -> Iterator[Path]:
    """Give a folder for what is needed during a download only."""
    for path in Path(tempfile.gettempdir()).glob(f"{_PREFIX}*"):
        if path.is_dir() and not path.is_symlink() and _is_abandoned(path, *path.glob("*")):
            shutil.rmtree(path, ignore_errors=True)
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


def _is_abandoned(*paths: Path) -> bool:
    try:
        return time.time() - max(path.stat().st_mtime for path in paths) > _ABANDONED_S
    except OSError:  # gone meanwhile
        return False
