# SPDX-License-Identifier: GPL-2.0-or-later
"""The files the lists of catalogues are kept in: the user's own one, and the copy of the administrator's."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime, timezone
from pathlib import Path
from typing import Any, Dict, Iterator, Tuple

from qgis.PyQt.QtCore import QLockFile

from ruhr_smartcity_plugin.core.catalogue.source import SourceOwner
from ruhr_smartcity_plugin.core.catalogue.source_list import SourceList, parse_list, to_document
from ruhr_smartcity_plugin.core.errors import InputError, StoreBusyError, StoreError
from ruhr_smartcity_plugin.core.kept_file import read_json, write_kept, write_kept_json
from ruhr_smartcity_plugin.translation import tr

OWN_FILE = "own_catalogues.json"
CENTRAL_FILE = "central_catalogues.json"
_LOCK_WAIT_MS, _STALE_LOCK_MS = 1000, 30_000


class SourceFiles:
    """What stands in the two files of a folder, and the way to change the user's own one.

    `own` and `central` are their lists, `choices` the log-in and index the user chose for entries of others.
    `problems` are sentences about what could not be read. A damaged file of one's own is set aside; before each change
    the list is read again if another QGIS has written it, and a lock keeps two from writing at once.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._own_path, self._central_path = folder / OWN_FILE, folder / CENTRAL_FILE
        self.problems: Tuple[str, ...] = ()
        self.choices: Dict[str, Dict[str, Any]] = {}
        self.own, self._stamp = self._read_own(), self._stamp_now()
        self.central, self.central_fetched_at = self._read_central()

    @property
    def central_path(self) -> Path:
        """Where the copy of the central list is kept."""
        return self._central_path

    def reload_central(self) -> None:
        """Read the copy of the central list again, after it was fetched."""
        self.central, self.central_fetched_at = self._read_central()

    def _read_own(self) -> SourceList:
        self.choices = {}
        path = self._own_path
        if not path.exists():
            return SourceList()
        try:
            document = read_json(path)
            own = parse_list(document, path.name, SourceOwner.OWN)
        except InputError as error:
            return self._set_aside(path, error)
        choices = document.get("choices")
        if isinstance(choices, dict):
            self.choices = {key: value for key, value in choices.items() if isinstance(value, dict)}
        self.problems += tuple(f"{one.name}: {one.sentence}" for one in own.problems)
        return own

    def _set_aside(self, path: Path, error: InputError) -> SourceList:
        aside = path.with_name(f"{path.stem}.damaged-{datetime.now(timezone.utc):%Y%m%dT%H%M%S}.json")
        text = tr("Your list of catalogues was damaged and set aside as “{name}”. The shipped catalogues are there.")
        try:
            path.replace(aside)
        except OSError:
            text = error.sentence
        self.problems += (text.format(name=aside.name),)
        return SourceList()

    def _read_central(self) -> Tuple[SourceList, datetime | None]:
        path = self._central_path
        if not path.exists():
            return SourceList(), None
        try:
            central = parse_list(read_json(path), path.name, SourceOwner.CENTRAL)
            return central, datetime.fromtimestamp(path.stat().st_mtime, timezone.utc)
        except (InputError, OSError):
            self.problems += (tr("The copy of the central list is damaged. Fetch it again."),)
            return SourceList(), None

    @contextmanager
    def change(self) -> Iterator[None]:
        """Hold the list for one change, and begin with what another QGIS may have written since.

        Raises `StoreBusyError` while that one is at it.
        """
        path = self._own_path
        lock = QLockFile(str(path) + ".lock")
        lock.setStaleLockTime(_STALE_LOCK_MS)
        # Where no lock can be made (a profile that may only be read) the writing itself tells why.
        is_locked = self._folder.is_dir() and lock.tryLock(_LOCK_WAIT_MS)
        if lock.error() == QLockFile.LockError.LockFailedError:
            sentence = tr("Another QGIS is changing the list of catalogues. Try again in a moment.")
            raise StoreBusyError(sentence, f"{path}.lock")
        try:
            if self._stamp_now() != self._stamp:
                self.own, self._stamp = self._read_own(), self._stamp_now()
            yield
        finally:
            if is_locked:
                lock.unlock()

    def _stamp_now(self) -> Tuple[int, int]:
        try:
            found = self._own_path.stat()
        except OSError:
            return (0, 0)
        return (found.st_mtime_ns, found.st_size)

    def keep(self, own: SourceList) -> None:
        """Write the list, and only then use it."""
        path = self._own_path
        document = to_document(own, for_others=False)
        document["choices"] = self.choices
        try:
            if own.problems and path.exists():  # rows of a newer version, perhaps: not to be lost for ever
                write_kept(path.with_name(f"{path.stem}.before.json"), path.read_bytes())
                own = replace(own, problems=())
            write_kept_json(path, document)
        except (StoreError, OSError) as error:
            self.choices = self._kept_choices()
            if isinstance(error, StoreError):
                raise
            sentence = tr("The file “{name}” cannot be read. Choose another file or ask for a new copy.")
            raise StoreError(sentence.format(name=path.name), str(error)) from error
        self.own, self._stamp = own, self._stamp_now()

    def _kept_choices(self) -> Dict[str, Dict[str, Any]]:
        path = self._own_path
        try:
            document = read_json(path) if path.exists() else {}
        except InputError:
            return {}
        choices = document.get("choices") if isinstance(document, dict) else None
        return dict(choices) if isinstance(choices, dict) else {}
