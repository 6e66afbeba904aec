# SPDX-License-Identifier: GPL-2.0-or-later
"""Downloaded layers, kept: opened at once the second time, refreshed on demand, the least used leave first.

There is no index that could be damaged: the name of a file is its key, and each file says what it is by itself
(`download_record`). A refresh writes a further version, so that a layer that shows the older one is never disturbed;
the version before stays for the comparison.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import time
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Dict, FrozenSet, List, Mapping, Tuple

from qgis.core import QgsVectorLayer

from ruhr_smartcity_plugin.adapters.cache import cache_bytes
from ruhr_smartcity_plugin.adapters.cache_notes import noted_files
from ruhr_smartcity_plugin.adapters.layers.download import Download, Wanted, download_layer
from ruhr_smartcity_plugin.adapters.layers.download_record import FileRecord, read_record
from ruhr_smartcity_plugin.adapters.layers.families import families_of, whole_source
from ruhr_smartcity_plugin.adapters.layers.files import SLOWEST_BYTES_PER_S
from ruhr_smartcity_plugin.adapters.layers.files_kept import FOLDER as FILES_FOLDER
from ruhr_smartcity_plugin.adapters.layers.leftovers import sweep_folders, sweep_parts
from ruhr_smartcity_plugin.adapters.layers.table_files import fetched_tables, superseded_tables
from ruhr_smartcity_plugin.core.errors import LayerError, NetworkError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from ruhr_smartcity_plugin.core.network.redaction import redact
from ruhr_smartcity_plugin.core.progress import SILENT, Progress
from ruhr_smartcity_plugin.translation import tr

FOLDER = "layers"
_VERSIONS_KEPT = 2
_COMPANIONS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Entry:
    """One kept version of a layer."""

    path: Path
    record: FileRecord
    size_bytes: int


@dataclass(frozen=True)
class Refreshed:
    """What a refresh brought: the newest entry, the one before it, and whether the source had nothing new."""

    entry: Entry
    before: Entry | None
    is_unchanged: bool


def cache_key(wanted: Wanted, login: str = "") -> str:
    """Return the key of a layer: same source, area and system, same key. No secret can be read from it.

    `login` is the id of the log-in it is fetched with, "" for none: a service may give each another answer.
    """
    parts = [redact(wanted.url), wanted.layer, wanted.kind.value, repr(wanted.area), wanted.area_crs, wanted.crs]
    parts += [login] if login else []
    return hashlib.sha256("\n".join(parts).encode("utf-8")).hexdigest()[:32]


class LayerCache:
    """The kept layers below the plugin's cache folder. All but `open_layer` may be called in tasks.

    `tables_dir` is where the tables lie that were made of fetched files; they count for the limit, too.
    """

    def __init__(self, cache_dir: Path, max_bytes: int, tables_dir: Path | None = None) -> None:
        self.folder = cache_dir / FOLDER
        self.max_bytes, self.tables_dir = max_bytes, tables_dir

    def find(self, wanted: Wanted, login: str = "") -> Entry | None:
        """Return the newest usable version of a layer as a log-in gives it, and note its use; None if there is none."""
        for path in self._versions(cache_key(wanted, login)):
            entry = _entry(path)
            if entry is not None:
                _touch(path)
                return entry
        return None

    def entries(self) -> List[Entry]:
        """Return all kept versions, the most recently used first."""
        found = (_entry(path) for path in self._files())
        return [entry for entry in found if entry is not None]

    def fetch(
        self,
        client: HttpClient,
        wanted: Wanted,
        in_use: FrozenSet[str] = frozenset(),
        *,
        allow_incomplete: bool = False,
        progress: Progress = SILENT,
    ) -> Download:
        """Download a layer into the cache; older versions and, beyond the limit, other layers make room.

        `in_use` are the real paths of files that layers show (`adapters.cache.files_in_use`); they stay.
        Raises what `download_layer` raises; the versions kept so far are then untouched.
        """
        key = cache_key(wanted, client.login)
        path = self._new_path(key)
        done = download_layer(client, wanted, path, allow_incomplete=allow_incomplete, progress=progress)
        noted = in_use | noted_files(self.folder.parent)
        for old in self._versions(key)[_VERSIONS_KEPT:]:
            _remove(old, noted)
        self.trim(in_use, keep=path)
        return done

    def refresh(
        self,
        client: HttpClient,
        wanted: Wanted,
        in_use: FrozenSet[str] = frozenset(),
        *,
        allow_incomplete: bool = False,
        progress: Progress = SILENT,
    ) -> Refreshed:
        """Bring a layer up to date: a file is asked whether it has changed, a service is fetched anew.

        Raises
        ------
        NetworkError, IncompleteError, StoreError
            The source gave nothing (complete) newer; what was kept is untouched.
        """
        before = self.find(wanted, client.login)
        if before is not None and _is_unchanged(client, wanted, before.record, progress):
            return Refreshed(before, None, True)
        done = self.fetch(client, wanted, in_use, allow_incomplete=allow_incomplete, progress=progress)
        entry = _entry(done.path)
        if entry is None:
            raise LayerError(tr("The downloaded file cannot be read again."), str(done.path))
        return Refreshed(entry, before, False)

    def find_of_resource(self, place: Mapping[str, str]) -> List[Entry]:
        """Return the newest version of each layer whose origin names this place (portal, data set, resource).

        An excerpt is not the resource.
        """
        newest: Dict[Tuple[str, str], Entry] = {}  # one layer, with whichever log-in it was fetched
        for path in sorted(self._files(), key=_stamp, reverse=True):
            entry = _entry(path)
            parameters = entry.record.origin.parameters if entry is not None else {}
            is_whole = entry is not None and "area" not in parameters
            if is_whole and all(parameters.get(key, "") == value for key, value in place.items()):
                newest.setdefault((parameters.get("service", ""), parameters.get("layer", "")), entry)
        return list(newest.values())

    def trim(self, in_use: FrozenSet[str], keep: Path | None = None) -> int:
        """Remove what was used least until the limit holds; return how many. Files in use and `keep` stay.

        Layers, fetched files and the tables made of them count together; a table that a refresh has replaced goes in
        any case. A fetched file goes with its folder, or not at all. What saved projects and other windows have noted
        is in use, too.
        """
        tables = self._tables(in_use)
        in_use |= noted_files(self.folder.parent)
        sweep_parts(self.folder)
        sweep_folders(self.folder.parent / FILES_FOLDER)
        units = [*self._files(), *self._folders(), *tables]
        sizes = {path: _size(path) if path.suffix else cache_bytes(path) for path in units}
        excess = sum(sizes.values()) - self.max_bytes
        removed = 0
        for path in sorted(units, key=_modified_s):
            if excess <= 0:
                break
            if path != keep and _remove(path, in_use):
                removed, excess = removed + 1, excess - sizes[path]
        return removed

    def _tables(self, in_use: FrozenSet[str]) -> List[Path]:
        """Return the tables that may go, without those that a refresh has replaced: they are gone."""
        if self.tables_dir is None:
            return []
        for path in superseded_tables(self.tables_dir, in_use):
            _remove(path, in_use)
        return fetched_tables(self.tables_dir, in_use)

    def _folders(self) -> List[Path]:
        """Return the folders of fetched files."""
        parent = self.folder.parent / FILES_FOLDER
        found = parent.iterdir() if parent.is_dir() else ()
        return [path for path in found if path.is_dir() and not path.name.startswith(".")]

    def _new_path(self, key: str) -> Path:
        """Return the path of a version that is the newest, also where the clock was set back since the last one."""
        stamp = max([time.time_ns(), *(_stamp(path) + 1 for path in self._versions(key))])
        return self.folder / f"{key}.{stamp:020d}.gpkg"

    def _versions(self, key: str) -> List[Path]:
        """Return the files of a key, newest first."""
        return sorted(self.folder.glob(f"{key}.*.gpkg"), reverse=True)

    def _files(self) -> List[Path]:
        """Return all whole files, the most recently used first."""
        ages: Dict[Path, Tuple[int, str]] = {}
        for path in self.folder.glob("*.gpkg"):
            if not path.name.startswith("."):
                try:
                    ages[path] = (path.stat().st_mtime_ns, path.name)
                except FileNotFoundError:  # another QGIS has just removed it
                    ages.pop(path, None)
        return sorted(ages, key=ages.__getitem__, reverse=True)


def open_layer(entry: Entry, name: str, source: str = "") -> QgsVectorLayer:
    """Return the layer of an entry, or what `source` names of it. Raises LayerError if QGIS cannot open it."""
    layer = QgsVectorLayer(source or whole_source(entry.path), name, "ogr")
    if not layer.isValid():
        sentence = tr("The kept copy of “{layer}” cannot be opened. Refresh it.")
        raise LayerError(sentence.format(layer=name), str(entry.path))
    return layer


def open_layers(entry: Entry, name: str) -> Tuple[QgsVectorLayer, ...]:
    """Return a layer of an entry for each family of geometries it has, the lowest first; one if they are alike.

    Raises
    ------
    LayerError
        QGIS cannot open it.
    """
    families = families_of(entry.path)
    if not families:
        return (open_layer(entry, name),)
    return tuple(open_layer(entry, one.titled(name), one.source) for one in families)


def _is_unchanged(client: HttpClient, wanted: Wanted, record: FileRecord, progress: Progress) -> bool:
    """Ask a file on the web by what it said of itself last time; services have no such sign."""
    conditions = {"If-None-Match": record.etag, "If-Modified-Since": record.last_modified}
    conditions = {name: value for name, value in conditions.items() if value}
    if not conditions:
        return False
    client = client.with_limits(replace(client.limits, slowest_bytes_per_s=SLOWEST_BYTES_PER_S))
    try:
        answer = client.get(wanted.url, headers=conditions, progress=progress, refresh=True)
    except NetworkError:
        return False  # the download that follows says what is wrong
    # Where QGIS's own cache holds the file, it turns the 304 into the kept answer.
    if answer.status == 304:
        return True
    name, kept = ("ETag", record.etag) if record.etag else ("Last-Modified", record.last_modified)
    return answer.headers.get(name, "") == kept


def _entry(path: Path) -> Entry | None:
    record = read_record(path)
    families_of(path)  # looked at in the task, so that the window need not
    return None if record is None else Entry(path, record, _size(path))


def _stamp(path: Path) -> int:
    """Return the number in a version's name, which grows; 0 for a file of another name."""
    number = path.name.split(".")[1]
    return int(number) if number.isdecimal() else 0


def _touch(path: Path) -> None:
    """Note the use; the file's own time is the only bookkeeping. On a read-only disk the order is by date then."""
    if os.access(path, os.W_OK):
        os.utime(path)


def _remove(path: Path, in_use: FrozenSet[str]) -> bool:
    real = os.path.realpath(path)
    if real in in_use:
        return False
    if path.is_dir():
        if any(one.startswith(real + os.sep) for one in in_use):
            return False
        shutil.rmtree(path, ignore_errors=True)
        return not path.exists()
    try:
        path.unlink()
    except OSError:  # another program holds it (Windows)
        return False
    for end in _COMPANIONS:
        path.with_name(path.name + end).unlink(missing_ok=True)
    return True


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:  # gone meanwhile
        return 0


def _modified_s(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone meanwhile
        return time.time()
