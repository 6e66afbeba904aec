# SPDX-License-Identifier: GPL-2.0-or-later
"""Which file an address gave last, so that the second opening asks only whether it has changed."""

from __future__ import annotations

import hashlib
import os
from contextlib import suppress
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Dict

from ruhr_smartcity_plugin.core.errors import (
    ConnectionFailedError,
    HttpStatusError,
    InputError,
    NetworkError,
    ProxyFailedError,
    StoreError,
    TimedOutError,
    TruncatedError,
)
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json

#: Where fetched files lie below the cache's folder, each in a folder of its own.
FOLDER = "files"


@dataclass(frozen=True)
class KeptFile:
    """The file of an address: its folder's name, its own, its kind and size, and what the server said of it."""

    folder: str
    name: str
    kind: str
    size: int
    fetched_at: datetime
    etag: str = ""
    last_modified: str = ""

    @property
    def conditions(self) -> Dict[str, str]:
        """The header fields by which the server is asked whether the file has changed; empty if it gave no sign."""
        asked = {"If-None-Match": self.etag, "If-Modified-Since": self.last_modified}
        return {name: value for name, value in asked.items() if value}


def find_kept(files: Path, address: str) -> KeptFile | None:
    """Return the file an address gave last; None if there is none, or it is no longer whole."""
    try:
        values = read_json(_note(files, address))
        kept = KeptFile(**{**values, "fetched_at": datetime.fromisoformat(values["fetched_at"])})
        is_whole = (files / kept.folder / kept.name).stat().st_size == kept.size
    except (InputError, OSError, ValueError, TypeError, KeyError):
        return None
    return kept if is_whole and kept.folder == os.path.basename(kept.folder) else None


def note_kept(files: Path, address: str, kept: KeptFile) -> None:
    """Remember the file of an address; where that cannot be written, it is fetched again next time."""
    values = {**asdict(kept), "fetched_at": kept.fetched_at.isoformat()}
    with suppress(StoreError):
        write_kept_json(_note(files, address), values)


def note_use(folder: Path) -> None:
    """Note that a kept file was used; the folder's own time is the only bookkeeping."""
    if os.access(folder, os.W_OK):
        os.utime(folder)


def is_out_of_reach(error: NetworkError) -> bool:
    """Answer whether the source did not answer at all, or is broken for now: what is kept may stand in then.

    A source that refuses, or says that the file is gone, has answered.
    """
    if isinstance(error, HttpStatusError):
        return error.status >= 500
    return isinstance(error, (ConnectionFailedError, TimedOutError, ProxyFailedError, TruncatedError))


def _note(files: Path, address: str) -> Path:
    # The address may hold a key: only its hash is written.
    return files / f"{hashlib.sha256(address.encode('utf-8')).hexdigest()[:32]}.json"
