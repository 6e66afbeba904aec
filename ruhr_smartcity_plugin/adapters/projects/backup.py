# SPDX-License-Identifier: GPL-2.0-or-later
"""Backups of a register file: one before the first save of each day, made anew when the register has grown a lot
since, one before each upgrade, and the way back.

They lie in the folder "backups" beside the register, so that everybody who may use the register finds them. All
copies are made by SQLite's backup, which also sees what lies in a write-ahead log and waits for nobody's layer.
"""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import time
from contextlib import closing, suppress
from dataclasses import dataclass
from datetime import date, datetime, timezone
from enum import Enum
from pathlib import Path
from typing import BinaryIO, Callable, Dict, List, Tuple
from uuid import uuid4

from ruhr_smartcity_plugin.adapters.projects.connection import BUSY_TIMEOUT_S, connect, store_errors
from ruhr_smartcity_plugin.core.errors import StoreBusyError, StoreDamagedError, StoreError, StoreFullError
from ruhr_smartcity_plugin.core.projects.backup_plan import is_outgrown, outdated_days
from ruhr_smartcity_plugin.translation import tr

FOLDER = "backups"
SIZE_LIMIT = 2_000_000_000  # bytes; a larger register is not copied each day
_WAIT_LIMIT_S = 10.0
_LOCKED = (5, 6)  # SQLITE_BUSY, SQLITE_LOCKED
_ABANDONED_AFTER_S = 3600.0
_SIDE_FILES = ("-journal", "-wal", "-shm")
_COUNT_PROJECTS = "SELECT count(*) FROM project"
_LEAST_GROWTH = 20_000  # bytes; by less, ten projects do not let a file grow
_COUNTS = "SELECT (SELECT count(*) FROM project), (SELECT count(*) FROM change)"
_KEPT_OPEN: List[BinaryIO] = []  # damaged files that were copied; see `check_present` for the reason


class Reason(Enum):
    """Why a backup was made."""

    DAILY = "daily"
    UPGRADE = "upgrade"
    ASIDE = "aside"  # what a restored or repaired register held before


@dataclass(frozen=True)
class Backup:
    """A backup on the disk; `moment` is local time, of daily ones only the day counts."""

    path: Path
    reason: Reason
    moment: datetime
    size: int  # bytes


def back_up(path: Path, target: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
    """Copy a register and look whether the copy is whole; only then it appears under its name.

    Raises StoreError, StoreBusyError, StoreFullError, and StoreDamagedError if the register cannot be copied whole.
    """
    partial = target.with_name(f"{target.name}.{uuid4().hex[:8]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with store_errors(path), closing(_reader(path, busy_timeout_s)) as source, \
                closing(sqlite3.connect(str(partial))) as copy:
            source.execute("BEGIN")  # copy and counts are of one state
            source.execute(_COUNTS).fetchone()
            _copy(source, copy, busy_timeout_s)
            copy.execute("PRAGMA journal_mode = DELETE")  # the copy stands alone, on write-protected drives too
            _verify(path, source, copy)
        os.replace(partial, target)
    except OSError as error:
        raise StoreError(tr(
            "The backup “{name}” could not be written. Check the rights on the folder.",
        ).format(name=target.name), str(error)) from error
    finally:
        for end in ("", *_SIDE_FILES):
            with suppress(OSError):
                partial.with_name(partial.name + end).unlink()


def _reader(path: Path, busy_timeout_s: float) -> sqlite3.Connection:
    return connect(path, read_only=True, busy_timeout_s=busy_timeout_s)


def _copy(source: sqlite3.Connection, target: sqlite3.Connection, limit_s: float) -> None:
    """SQLite's backup waits for ever for a locked file; this one gives up after a time."""
    deadline = time.monotonic() + limit_s

    def give_up(status: int, _remaining: int, _total: int) -> None:
        if status in _LOCKED and time.monotonic() > deadline:
            raise sqlite3.OperationalError("database is locked")

    source.backup(target, progress=give_up)


def _verify(path: Path, source: sqlite3.Connection, copy: sqlite3.Connection) -> None:
    # The full check was made when the register was opened; the quick one takes 0.1 s for 10,000 projects, not 0.4 s.
    verdict = copy.execute("PRAGMA quick_check(1)").fetchone()[0]
    if verdict != "ok" or tuple(copy.execute(_COUNTS).fetchone()) != tuple(source.execute(_COUNTS).fetchone()):
        raise StoreDamagedError(tr(
            "The register “{name}” cannot be copied completely.").format(name=path.name), verdict, path=str(path))


def backup_path(path: Path, reason: Reason = Reason.UPGRADE, now: datetime | None = None) -> Path:
    """Return the name of a backup made at this moment (UTC)."""
    moment = now or datetime.now(timezone.utc)
    if reason is Reason.DAILY:
        return path.parent / FOLDER / f"{path.stem}.backup-{moment.date().isoformat()}{path.suffix}"
    word = "aside" if reason is Reason.ASIDE else "backup"
    return path.parent / FOLDER / f"{path.stem}.{word}-{moment.strftime('%Y%m%dT%H%M%S%fZ')}{path.suffix}"


def back_up_once_a_day(path: Path, today: date | None = None, *,
                       busy_timeout_s: float = BUSY_TIMEOUT_S) -> Path | None:
    """Make the backup of the day if there is none yet, or an outgrown one; returns it if it was made now.

    An empty register needs none. Raises StoreError, StoreFullError (also if only half of the room would be left).
    """
    day = today or date.today()
    target = backup_path(path, Reason.DAILY, datetime(day.year, day.month, day.day))
    kept = 0
    if target.exists():
        if not _has_grown(path, target):
            return None
        kept = _count_projects(target, busy_timeout_s)
    present = _count_projects(path, busy_timeout_s)
    if present == 0 or (target.exists() and not is_outgrown(kept, present)):
        return None
    _check_room(path)
    back_up(path, target, busy_timeout_s=busy_timeout_s)
    _tidy(path)
    return target


def _has_grown(path: Path, target: Path) -> bool:
    """Answer by the sizes of the files, without opening one, so that saves need not wait for it."""
    sides = (path.with_name(path.name + end) for end in ("", "-wal"))
    return sum(one.stat().st_size for one in sides if one.exists()) > target.stat().st_size + _LEAST_GROWTH


def _count_projects(path: Path, busy_timeout_s: float) -> int:
    with store_errors(path), closing(_reader(path, busy_timeout_s)) as connection:
        return connection.execute(_COUNT_PROJECTS).fetchone()[0]


def _check_room(path: Path) -> None:
    size = path.stat().st_size
    if size > SIZE_LIMIT:
        raise StoreError(tr(
            "The register “{name}” is too large for a backup each day. Copy it to a safe place yourself now and then.",
        ).format(name=path.name), f"{size} bytes")
    if shutil.disk_usage(path.parent).free < 2 * size:
        raise StoreFullError(tr(
            "There is too little room for today's backup of the register “{name}”. Free some space.",
        ).format(name=path.name))


def _tidy(path: Path) -> None:
    """Remove daily backups that are no longer kept, and what a crash has left of one."""
    daily = {one.moment.date(): one.path for one in list_backups(path) if one.reason is Reason.DAILY}
    for day in outdated_days(daily):
        with suppress(OSError):
            daily[day].unlink()
    for left in (path.parent / FOLDER).glob("*.part*"):
        with suppress(OSError):
            if time.time() - left.stat().st_mtime > _ABANDONED_AFTER_S:
                left.unlink()


def list_backups(path: Path) -> Tuple[Backup, ...]:
    """Return the backups of a register, the newest first; those of former versions lie beside the register itself."""
    stem, end = re.escape(path.stem), re.escape(path.suffix)
    patterns: Dict[str, Callable[[str], Tuple[Reason, datetime]]] = {
        rf"{stem}\.backup-(\d{{4}}-\d\d-\d\d){end}": lambda text: (Reason.DAILY, datetime.fromisoformat(text)),
        rf"{stem}\.backup-(\d{{8}}T\d+Z){end}": lambda text: (Reason.UPGRADE, _moment(text)),
        rf"{stem}\.aside-(\d{{8}}T\d+Z){end}": lambda text: (Reason.ASIDE, _moment(text))}
    found: List[Backup] = []
    for folder in (path.parent / FOLDER, path.parent):
        for one in folder.iterdir() if folder.is_dir() else ():
            for pattern, read in patterns.items():
                match = re.fullmatch(pattern, one.name)
                if match:
                    with suppress(ValueError, OSError):  # a name that only looks like one; a file just removed
                        reason, moment = read(match.group(1))
                        found.append(Backup(one, reason, moment, one.stat().st_size))
    return tuple(sorted(found, key=lambda one: one.moment, reverse=True))


def _moment(text: str) -> datetime:
    utc = datetime.strptime(text, "%Y%m%dT%H%M%S%fZ").replace(tzinfo=timezone.utc)
    return utc.astimezone().replace(tzinfo=None)


def is_intact(path: Path) -> bool:
    """Answer whether a file can be read completely."""
    try:
        with closing(connect(path, read_only=True)) as connection:
            return connection.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
    except (sqlite3.Error, StoreError):
        return False


def latest_intact(path: Path) -> Backup | None:
    """Return the newest backup that can be read completely; None if there is none."""
    candidates = (one for one in list_backups(path) if one.reason is not Reason.ASIDE)
    return next((one for one in candidates if is_intact(one.path)), None)


def restore(path: Path, backup: Path) -> Path:
    """Give a register the content of a backup; returns where the present content is kept.

    Layers that are open on the register stay usable. Raises StoreError, StoreBusyError, StoreFullError; the register
    is then as it was.
    """
    if not is_intact(backup):
        raise StoreDamagedError(tr(
            "The backup “{name}” is damaged itself. Choose an older one.").format(name=backup.name), str(backup))
    aside = put_aside(path)
    put_in_place(backup, path)
    return aside


def put_aside(path: Path) -> Path:
    """Keep a copy of a register as it is, damaged or not; returns it. Raises StoreError."""
    aside = backup_path(path, Reason.ASIDE)
    try:
        back_up(path, aside)
    except (StoreFullError, StoreBusyError):
        raise  # a file somebody is just writing is not copied piece by piece
    except StoreError:
        _copy_files(path, aside)
    return aside


def _copy_files(path: Path, target: Path) -> None:
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        for end in ("", "-journal", "-wal"):
            side = path.with_name(path.name + end)
            if side.exists():
                _copy_bytes(side, target.with_name(target.name + end))
    except OSError as error:
        raise StoreError(tr(
            "The backup “{name}” could not be written. Check the rights on the folder.",
        ).format(name=target.name), str(error)) from error


def _copy_bytes(source: Path, target: Path) -> None:
    """Copy a file that layers may have open; it stays open, since closing it would take their locks away."""
    file = source.open("rb")
    with target.open("xb") as copy:
        shutil.copyfileobj(file, copy)
    if os.name == "posix":
        _KEPT_OPEN.append(file)
    else:
        file.close()


def put_in_place(new: Path, path: Path) -> None:
    """Let a register hold what another file holds: inside the file as one transaction, or instead of it if damaged.

    Raises StoreBusyError while another program writes to it, StoreError.
    """
    try:
        with closing(sqlite3.connect(str(new))) as source, \
                closing(sqlite3.connect(str(path), timeout=_WAIT_LIMIT_S)) as target:
            _copy(source, target, _WAIT_LIMIT_S)
    except sqlite3.DatabaseError as error:
        if isinstance(error, sqlite3.OperationalError) and "locked" in str(error):
            with store_errors(path):
                raise
        _replace(new, path)
    if not is_intact(path):
        _replace(new, path)


def _replace(new: Path, path: Path) -> None:
    """For a file SQLite cannot write to. Its journal goes first: it would be rolled back into the new file."""
    partial = path.with_name(path.name + ".part")
    try:
        shutil.copyfile(new, partial)
        for end in _SIDE_FILES:
            path.with_name(path.name + end).unlink(missing_ok=True)
        os.replace(partial, path)
    except OSError as error:
        raise StoreError(tr(
            "The register “{name}” could not be replaced. Close the programs that use it and try again.",
        ).format(name=path.name), str(error)) from error
