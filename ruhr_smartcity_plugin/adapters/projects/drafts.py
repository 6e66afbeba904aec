# SPDX-License-Identifier: GPL-2.0-or-later
"""What somebody has typed and not saved yet, kept in a file in case QGIS ends without asking.

A draft holds internal and personal data: folder and file can be read by their owner only, and it expires.
"""

from __future__ import annotations

import hashlib
import json
import os
import time
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Tuple

from qgis.PyQt.QtCore import QLockFile

from ruhr_smartcity_plugin.adapters.projects.save import utc_now
from ruhr_smartcity_plugin.adapters.settings import STORED_DRAFT_DAYS
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.bundle_json import as_plain, read_plain
from ruhr_smartcity_plugin.core.projects.master import MasterRecord, as_plain_master, read_plain_master
from ruhr_smartcity_plugin.core.projects.persons import Person

MASTERS = "masters"  # what stands for the id of a project in the name of the file
_FORMAT, _MASTER_FORMAT = "ruhr-smart-city-draft", "ruhr-smart-city-master-draft"
_SUFFIX, _HALF, _LOCK = ".draft.json", ".draft.part", ".lock"
_OWNER_ONLY_FILE, _OWNER_ONLY_FOLDER = 0o600, 0o700
_DAY_S = 86400.0


def drafts_in(workspace: Path) -> DraftFolder:
    """Return the drafts of the user whose workspace this is."""
    return DraftFolder(workspace / "drafts")


@dataclass(frozen=True)
class Draft:
    """An edit that was not saved: `base` is what it started from, `written_at` a UTC moment (ISO 8601)."""

    base: ProjectBundle
    mine: ProjectBundle
    comment: str
    written_at: str


@dataclass(frozen=True)
class MasterDraft:
    """Edits of master data that were not saved: `base` are the changed records as they were, `mine` as edited."""

    base: Tuple[MasterRecord, ...]
    mine: Tuple[MasterRecord, ...]
    written_at: str


class DraftFolder:
    """The drafts of one user, in a folder that is made when the first one is written."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def of_register(self, register: str) -> Tuple[Draft, ...]:
        """Return the drafts of a register that nobody is editing now, the newest first; unreadable files stay."""
        found = []
        for path in self._folder.glob(f"{_key(register)}-*{_SUFFIX}"):
            draft = _read(path, register)
            if draft is not None and not self._is_held(path):
                found.append(draft)
        return tuple(sorted(found, key=lambda one: one.written_at, reverse=True))

    def masters_of(self, register: str) -> MasterDraft | None:
        """Return the draft of a register's master data, if there is one that nobody is editing now."""
        path = self.path_of(register, MASTERS)
        draft = _read_masters(path, register)
        return draft if draft is not None and not self._is_held(path) else None

    def expire(self, days: int | None = None) -> int:
        """Delete the drafts nobody has gone on with for so many days, of all registers; returns how many.

        `days` None: as the settings say; 0 keeps them for ever. Half-written files of a crash go, too.
        """
        kept_days = STORED_DRAFT_DAYS.value() if days is None else days
        if kept_days <= 0:
            return 0
        before = time.time() - kept_days * _DAY_S
        return sum(self._delete(one) for one in self._all() if _written_at(one) < before)

    def clean(self, person: Person, pseudonym: str, *, only_count: bool = False) -> Tuple[int, int]:
        """Take a person out of the drafts of all registers, as `delete_person` does in a register.

        Returns how many named the person and are clean now (or would be), and how many still do: those that are being
        edited, and those that cannot be written.
        """
        cleaned = left = 0
        for path in self._all():
            text = _text_of(path)
            document = _parsed(text)
            if not any(map(person.is_in, _words_in(document))):
                continue
            if self._is_held(path) or not (only_count or _write_clean(path, document, person, pseudonym)):
                left += 1
            else:
                cleaned += 1
        return cleaned, left

    def _all(self) -> List[Path]:
        """Drafts, and what a crash has left of writing one."""
        return sorted((*self._folder.glob(f"*{_SUFFIX}"), *self._folder.glob(f"*{_HALF}")))

    def _delete(self, path: Path) -> bool:
        if self._is_held(path):
            return False
        try:
            path.unlink(missing_ok=True)
        except OSError:
            return False
        return True

    def remove(self, register: str, uuid: str) -> None:
        """Forget a draft; nothing happens if there is none. Raises OSError."""
        self.path_of(register, uuid).unlink(missing_ok=True)

    def path_of(self, register: str, uuid: str) -> Path:
        """Return the file of a project's draft; it may not exist."""
        return self._folder / f"{_key(register)}-{_safe(uuid)}{_SUFFIX}"

    def made(self) -> Path:
        """Make the folder, if it is not there, and return it. Raises OSError."""
        self._folder.mkdir(parents=True, exist_ok=True)
        os.chmod(self._folder, _OWNER_ONLY_FOLDER)
        return self._folder

    @staticmethod
    def _is_held(path: Path) -> bool:
        lock = _lock_of(path)
        if not lock.tryLock(0):
            return True
        lock.unlock()
        return False


class DraftFile:
    """The draft of one dialog. While it is open no other QGIS offers the draft; a killed one holds it no longer."""

    def __init__(self, folder: DraftFolder, register: str, uuid: str) -> None:
        self._folder, self._register = folder, register
        self._path = folder.path_of(register, uuid)
        self._lock: QLockFile | None = None

    def write(self, base: ProjectBundle, mine: ProjectBundle, comment: str) -> None:
        """Replace the draft; a crash leaves the old or the new one, never half of one. Raises OSError."""
        self._put({"format": _FORMAT, "comment": comment, "base": as_plain(base), "mine": as_plain(mine)})

    def write_masters(self, base: Sequence[MasterRecord], mine: Sequence[MasterRecord]) -> None:
        """Replace the draft of master data; see `write`."""
        self._put({"format": _MASTER_FORMAT, "base": [as_plain_master(one) for one in base],
                   "mine": [as_plain_master(one) for one in mine]})

    def _put(self, document: Dict[str, Any]) -> None:
        self._folder.made()
        if self._lock is None:
            self._lock = _lock_of(self._path)
            self._lock.tryLock(0)
        _write(self._path, {**document, "register": self._register, "written_at": utc_now()})

    def remove(self) -> None:
        """Forget the draft: it was saved or thrown away. Raises OSError."""
        try:
            self._path.unlink(missing_ok=True)
        finally:
            self.release()

    def release(self) -> None:
        """Let go of the draft; it stays and can be offered."""
        if self._lock is not None:
            self._lock.unlock()
            self._lock = None


def _read(path: Path, register: str) -> Draft | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != _FORMAT or document["register"] != register:
            return None
        base, mine = read_plain((document["base"], document["mine"]))
        return Draft(base, mine, str(document["comment"]), str(document["written_at"]))
    except (OSError, ValueError, KeyError, TypeError, InputError):
        return None


def _read_masters(path: Path, register: str) -> MasterDraft | None:
    try:
        document = json.loads(path.read_text(encoding="utf-8"))
        if document["format"] != _MASTER_FORMAT or document["register"] != register:
            return None
        base, mine = (tuple(read_plain_master(one) for one in document[name]) for name in ("base", "mine"))
        return MasterDraft(base, mine, str(document["written_at"]))
    except (OSError, ValueError, KeyError, TypeError):
        return None


def _written_at(path: Path) -> float:
    try:
        return path.stat().st_mtime
    except OSError:  # gone meanwhile
        return time.time()


def _text_of(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8", errors="replace")
    except OSError:  # gone meanwhile
        return ""


def _parsed(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text  # half of a draft


def _words_in(value: Any) -> Iterator[str]:
    """Return all texts but those that say which register it is."""
    if isinstance(value, dict):
        for name, one in value.items():
            if name not in ("register", "organisations"):
                yield from _words_in(one)
    elif isinstance(value, list):
        for one in value:
            yield from _words_in(one)
    elif isinstance(value, str):
        yield value


def _write_clean(path: Path, document: Any, person: Person, pseudonym: str) -> bool:
    """Answer whether a draft could be rewritten; what is half or strange is deleted."""
    try:
        if not isinstance(document, dict) or not path.name.endswith(_SUFFIX):
            path.unlink(missing_ok=True)
            return True
        clean = json.loads(person.replaced(json.dumps({**document, "register": ""}), pseudonym))
        _write(path, {**clean, "register": document.get("register", "")})
    except OSError:
        return False
    return True


def _write(path: Path, document: Dict[str, Any]) -> None:
    """Replace a draft; a crash leaves the old or the new one, never half of one. Raises OSError."""
    partial = path.with_suffix(".part")
    partial.unlink(missing_ok=True)
    handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_EXCL, _OWNER_ONLY_FILE)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        json.dump(document, file, ensure_ascii=False)
        file.flush()
        os.fsync(file.fileno())
    partial.replace(path)


def _lock_of(path: Path) -> QLockFile:
    lock = QLockFile(str(path.with_suffix(".json")) + _LOCK)  # what is half written has that of its draft
    lock.setStaleLockTime(0)  # old is not dead: only the end of its process frees a lock
    return lock


def _key(register: str) -> str:
    return hashlib.sha256(register.encode("utf-8")).hexdigest()[:16]


def _safe(uuid: str) -> str:
    """Foreign ids are text like any other: never a path."""
    return uuid if uuid.replace("-", "").isalnum() else hashlib.sha256(uuid.encode("utf-8")).hexdigest()[:32]
