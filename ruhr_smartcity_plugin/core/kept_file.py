# SPDX-License-Identifier: GPL-2.0-or-later
"""Small files of the plugin's own: whole and new, or as they were before."""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any, Dict, Mapping

from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.translation import tr

MOST_BYTES = 20 * 1024 * 1024


def read_kept_object(path: Path) -> Dict[str, Any]:
    """Return the object of a JSON file; an empty one if there is none or it cannot be read: a memory that is lost costs
    a few clicks."""
    if not path.exists():
        return {}
    try:
        document = read_json(path)
    except InputError:
        return {}
    return dict(document) if isinstance(document, Mapping) else {}


def write_kept(path: Path, content: bytes) -> None:
    """Write a file so that a kill, a full disk or a cut leaves the old one in place, and read it back.

    Raises
    ------
    StoreError
        It could not be written; the sentence names the file, which is unchanged.
    """
    # A name of this process: two QGIS of one user must not write into each other's draft.
    part = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with part.open("wb") as handle:
            handle.write(content)
            handle.flush()
            os.fsync(handle.fileno())
        if part.read_bytes() != content:
            raise OSError("what was read back differs")
        os.replace(part, path)
    except OSError as error:
        with suppress(OSError):  # where nothing can be written, nothing can be tidied up either
            part.unlink(missing_ok=True)
        sentence = tr("The file “{name}” could not be written; it is as it was before. Check the space on the disk.")
        raise StoreError(sentence.format(name=path.name), f"{path}: {error}") from error


def write_kept_json(path: Path, document: Any) -> None:
    """Write JSON values for people and programs to read; raises what `write_kept` raises.

    Half characters (lone surrogates, as in ``"\\ud800"`` of somebody's JSON) have no bytes and become "?".
    """
    write_kept(path, (json.dumps(document, ensure_ascii=False, indent=1) + "\n").encode("utf-8", "replace"))


def read_json(path: Path) -> Any:
    """Return the values in a JSON file of somebody.

    Raises
    ------
    InputError
        It is not there, larger than 20 MB, or no JSON; the sentence names the file.
    """
    try:
        if path.stat().st_size > MOST_BYTES:
            raise ValueError(f"larger than {MOST_BYTES} bytes")
        return json.loads(path.read_text(encoding="utf-8-sig"), parse_constant=_refuse)
    except (OSError, ValueError, RecursionError) as error:
        sentence = tr("The file “{name}” cannot be read. Choose another file or ask for a new copy.")
        raise InputError(sentence.format(name=path.name), f"{path}: {error}") from error


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not JSON")
