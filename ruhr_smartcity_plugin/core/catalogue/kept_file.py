# SPDX-License-Identifier: GPL-2.0-or-later
"""Small JSON files the plugin keeps for the user: written whole or not at all, and read back."""

from __future__ import annotations

import json
import os
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.translation import tr


def read_kept(path: Path, most_bytes: int) -> Any:
    """Return the document of a file; None if there is no file.

    Raises
    ------
    InputError
        The file is larger than allowed, cannot be read, or holds no JSON.
    """
    try:
        with path.open("rb") as file:
            content = file.read(most_bytes + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        sentence = tr("The file “{path}” could not be read. Check that it exists and that you may open it.")
        raise InputError(sentence.format(path=path), str(error)) from error
    if len(content) > most_bytes:
        sentence = tr("The file “{path}” is too large to be read ({megabytes} MB at most).")
        raise InputError(sentence.format(path=path, megabytes=most_bytes // 1_000_000), f"more than {most_bytes} bytes")
    try:
        document = json.loads(content.decode("utf-8-sig"))
        if document is None:
            raise ValueError("the document is null")
        return document
    except (ValueError, RecursionError) as error:
        sentence = tr("The file “{path}” is damaged and cannot be read.")
        raise InputError(sentence.format(path=path), repr(error)[:300]) from error


def write_kept(path: Path, document: Any) -> None:
    """Write a document: into a new file beside the old one, forced to the disk, read back, then put in its place.

    Raises
    ------
    StoreError
        It could not be written; the old file is still there.
    """
    content = json.dumps(document, ensure_ascii=False, indent=1).encode("utf-8", "replace")
    part = None
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(prefix=f".{path.name}-", suffix=".part", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        if Path(part).read_bytes() != content:
            raise OSError("what was written reads differently")
        os.replace(part, path)
    except OSError as error:
        if part is not None:
            with suppress(OSError):
                os.unlink(part)
        sentence = tr("“{path}” could not be saved; the last saved state is still there. Check folder and free space.")
        raise StoreError(sentence.format(path=path), str(error)) from error
