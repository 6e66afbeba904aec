# SPDX-License-Identifier: GPL-2.0-or-later
"""Where the file of a document lies: beside or below the register, written so that it is found on any computer."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path, PurePosixPath, PureWindowsPath

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.progress import SILENT, Progress, stop_if_cancelled
from ruhr_smartcity_plugin.translation import tr

# What programs show and do not run. Anything else is shown in its folder, where the user decides.
_SHOWN = frozenset((
    ".pdf", ".txt", ".md", ".csv", ".odt", ".ods", ".odp", ".docx", ".xlsx", ".pptx", ".png", ".jpg", ".jpeg", ".tif",
    ".tiff", ".webp", ".gif"))
_BLOCK_BYTES = 1 << 20


def file_of(folder: Path, relative_path: str) -> Path:
    """Return the file of a path that is relative to the register's folder.

    Paths come from foreign registers: an absolute one could reach a server that learns who asks. Raises InputError
    for such a path.
    """
    text = relative_path.replace("\\", "/")
    if PurePosixPath(text).is_absolute() or PureWindowsPath(text).drive or PureWindowsPath(text).root or "\0" in text:
        raise InputError(tr("The path “{path}” is not relative to the register. Choose the file again.").format(
            path=relative_path), "absolute path")
    return folder / text


def relative_path_of(folder: Path, file: Path) -> str:
    """Return the path of a file as the register keeps it: relative to its folder, with slashes.

    Raises InputError if there is none, e.g. for a file on another drive.

    >>> relative_path_of(Path("/a/b"), Path("/a/c/d.pdf"))
    '../c/d.pdf'
    """
    try:
        return Path(os.path.relpath(file, folder)).as_posix()
    except ValueError as error:
        raise InputError(tr("The file lies on another drive than the register. Copy it beside the register first."),
                         str(file)) from error


def is_shown(file: Path) -> bool:
    """Answer whether a file may be opened directly: it is of a kind that programs show and do not run.

    >>> is_shown(Path("Beschluss.PDF")), is_shown(Path("Beschluss.pdf.exe"))
    (True, False)
    """
    return file.suffix.lower() in _SHOWN


def checksum(file: Path, progress: Progress = SILENT) -> str:
    """Return the SHA-256 of a file in hexadecimal digits. Raises OSError, and CancelledError if the user stops it."""
    digest = hashlib.sha256()
    size, done = max(1, file.stat().st_size), 0
    with file.open("rb") as stream:
        while True:
            block = stream.read(_BLOCK_BYTES)
            if not block:
                return digest.hexdigest()
            digest.update(block)
            done += len(block)
            progress.report(done / size)
            stop_if_cancelled(progress)
