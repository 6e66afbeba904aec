# SPDX-License-Identifier: GPL-2.0-or-later
"""The files of tables fetched from the web, among the planner's own ones in one folder: which may go again.

Each refresh writes a further file. One may go when it can be fetched again, nobody has edited it, and no layer of this
window, of another one or of a saved project shows it. Tables from the planner's disk, and all that is not noted here,
stay for good.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, suppress
from pathlib import Path
from typing import Any, Dict, FrozenSet, List

from ruhr_smartcity_plugin.adapters.cache_notes import noted_files
from ruhr_smartcity_plugin.core.errors import InputError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept_json
from ruhr_smartcity_plugin.core.sqlite_file import open_read_only

_NOTES = "fetched.json"
_WRITTEN, _OLD = "written", "superseded"


def note_fetched(folder: Path, path: Path) -> None:
    """Note a file that was just written from the rows of an address; does nothing for files in other folders."""
    written = _last_change(path)
    if written and _lies_in(path, folder):
        _note(folder, {path.name: {_WRITTEN: written, _OLD: False}})


def note_superseded(folder: Path, path: Path) -> None:
    """Note that the layers of a file show a newer one by now."""
    known = _notes(folder).get(path.name)
    if known is not None and _lies_in(path, folder):
        _note(folder, {path.name: {**known, _OLD: True}})


def superseded_tables(folder: Path, in_use: FrozenSet[str]) -> List[Path]:
    """Return the files that may go, as newer ones have taken their place. For use in a task."""
    return [path for path, note in _removable(folder, in_use).items() if note.get(_OLD) is True]


def fetched_tables(folder: Path, in_use: FrozenSet[str]) -> List[Path]:
    """Return the files that may go where room is needed. For use in a task."""
    return list(_removable(folder, in_use))


def _removable(folder: Path, in_use: FrozenSet[str]) -> Dict[Path, Dict[str, Any]]:
    notes = _notes(folder)
    taken = in_use | noted_files(folder) if notes else in_use
    found = {folder / name: note for name, note in notes.items() if os.path.realpath(folder / name) not in taken}
    # A journal beside it means that somebody is writing, or was killed while writing.
    return {
        path: note for path, note in found.items()
        if not path.with_name(f"{path.name}-wal").exists() and _last_change(path) == note.get(_WRITTEN)
    }  # fmt: skip


def _last_change(path: Path) -> str:
    """Return when the rows of a GeoPackage were written last, as the file says; "" if it cannot be read."""
    try:
        with closing(open_read_only(path)) as connection:
            found = connection.execute("SELECT max(last_change) FROM gpkg_contents").fetchone()
    except sqlite3.Error:
        return ""
    return str(found[0] or "") if found else ""


def _lies_in(path: Path, folder: Path) -> bool:
    return os.path.realpath(path.parent) == os.path.realpath(folder)


def _notes(folder: Path) -> Dict[str, Dict[str, Any]]:
    try:
        kept = read_json(folder / _NOTES)
    except InputError:
        return {}
    rows = kept.items() if isinstance(kept, dict) else ()
    return {name: note for name, note in rows if isinstance(note, dict) and name == os.path.basename(name)}


def _note(folder: Path, more: Dict[str, Dict[str, Any]]) -> None:
    """Add to the notes; a file whose note cannot be written stays for good."""
    kept = {name: note for name, note in _notes(folder).items() if (folder / name).is_file()}
    with suppress(StoreError):
        write_kept_json(folder / _NOTES, {**kept, **more})
