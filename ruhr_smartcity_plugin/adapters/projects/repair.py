# SPDX-License-Identifier: GPL-2.0-or-later
"""Repairs a damaged register: what can be read of it, row by row, and from the latest backup what is missing.

The damaged file is kept as it was found; the repaired register takes its place only when it is complete.
"""

from __future__ import annotations

import sqlite3
from contextlib import closing, suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Dict, Iterator, List, Sequence, Set, Tuple
from uuid import uuid4

from ruhr_smartcity_plugin.adapters.projects.backup import latest_intact, put_aside, put_in_place
from ruhr_smartcity_plugin.adapters.projects.connection import store_errors
from ruhr_smartcity_plugin.adapters.projects.furnishing import furnish
from ruhr_smartcity_plugin.adapters.projects.register_copy import COPY_TABLES
from ruhr_smartcity_plugin.core.errors import StoreDamagedError, StoreError
from ruhr_smartcity_plugin.core.progress import Progress, stop_if_cancelled
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import decode, encode
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY,
    MARK_FILE,
    create_statements,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.core.sqlite_file import address_of
from ruhr_smartcity_plugin.translation import tr

# What makes two rows without an id the same; all other tables have `uuid`.
_KEYS = {"change": ("table_name", "record_uuid", "version_after", "field"), "vocabulary": ("list", "code"),
         "outbox": ("record_uuid", "created_at"), "conflict": ("record_uuid", "field", "created_at"),
         "sync_base": ("project_uuid",), "sync_remote": ("fid",)}
_SHAPES = {"site_point": SiteShape.POINT, "site_line": SiteShape.LINE, "site_area": SiteShape.AREA}
_NOT_CONTENT = ("layer_styles", "qgis_projects", "sqlite_sequence")
_STEP_LIMIT = 200_000  # rows asked for one by one between two readable ends of a table


@dataclass
class TableResult:
    """What became of the rows of a table."""

    read: int = 0
    from_backup: int = 0
    refused: int = 0  # read, but contradicting others or not valid
    lost: int = 0  # known to have been there, found nowhere


@dataclass
class RepairReport:
    """What a repair has saved and lost."""

    tables: Dict[str, TableResult] = field(default_factory=dict)
    backup: Path | None = None  # the backup that was used; None if there is none
    kept: Path | None = None  # the damaged file

    @property
    def is_backup_only(self) -> bool:
        """Whether no row came from the damaged file: the register is then as old as its backup."""
        return self.backup is not None and self.total("read") == 0

    def total(self, what: str) -> int:
        """Return a sum over all tables: of "read", "from_backup", "refused" or "lost" rows."""
        return sum(getattr(one, what) for one in self.tables.values())


def repair(path: Path, progress: Progress | None = None) -> RepairReport:
    """Repair a register in its place. Raises StoreDamagedError if there is nothing readable and no backup.

    After an error, or if the user stops it (CancelledError), the file is as it was.
    """
    report = RepairReport()
    partial = path.with_name(f"{path.name}.{uuid4().hex[:8]}.part")
    try:
        found = latest_intact(path)
        report.backup = found.path if found else None
        report.kept = put_aside(path)
        with store_errors(partial), closing(sqlite3.connect(str(partial), isolation_level=None)) as target:
            _salvage(path, report, target, progress)
        if report.total("read") + report.total("from_backup") == 0:
            raise StoreDamagedError(tr(
                "Nothing of the register “{name}” can be read, and there is no backup of it. "
                "Ask your administrators for a copy of an earlier day.").format(name=path.name),
                path=str(path))
        put_in_place(partial, path)
    finally:
        for end in ("", "-journal", "-wal", "-shm"):
            with suppress(OSError):
                partial.with_name(partial.name + end).unlink()
    return report


def _salvage(path: Path, report: RepairReport, target: sqlite3.Connection, progress: Progress | None) -> None:
    target.execute("PRAGMA page_size = 4096")
    target.execute("BEGIN")
    for statement in create_statements():
        target.execute(statement)
    tables = [row[0] for row in target.execute("SELECT table_name FROM gpkg_contents") if row[0] not in _NOT_CONTENT]
    tables = [one for one in tables if _columns(target, one) and not _is_view(target, one)]
    sources = [one for one in (report.kept, report.backup) if one is not None]
    tables += _tables_of_a_copy(sources, target)
    for number, source in enumerate(sources):
        with closing(_open_damaged(source)) as connection:
            for done, table in enumerate(tables):
                if progress is not None:
                    stop_if_cancelled(progress)
                    share = (number + done / len(tables)) / len(sources)
                    progress.report(share, tr("Reading what is readable"))
                _take_over(connection, target, table, report.tables.setdefault(table, TableResult()), bool(number))
    _count_lost(sources[0], report, target)
    _drop_orphans(target, report)
    target.executemany(INSERT_VOCABULARY, vocabulary_rows())
    furnish(target, path)
    target.execute("COMMIT")
    for statement in MARK_FILE:
        target.execute(statement)


def _tables_of_a_copy(sources: Sequence[Path], target: sqlite3.Connection) -> List[str]:
    """Make the tables that only a copy of another register has, if one of the files has them; return their names.

    Without them a copy would forget of what it is one, and what waits would never go there.
    """
    found = set()
    for source in sources:
        with closing(_open_damaged(source)) as connection, suppress(sqlite3.Error):
            found.update(one for one in COPY_TABLES if _columns(connection, one))
    for table in found:
        target.execute(COPY_TABLES[table])
    return sorted(found)


def _open_damaged(path: Path) -> sqlite3.Connection:
    connection = sqlite3.connect(address_of(path.absolute(), "mode=rw"), uri=True, isolation_level=None)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")
    with suppress(sqlite3.Error):
        connection.execute("PRAGMA query_only = ON")
    return connection


def _take_over(source: sqlite3.Connection, target: sqlite3.Connection, table: str, result: TableResult,
               is_backup: bool) -> None:
    try:
        present = set(_columns(source, table))
    except sqlite3.Error:
        return
    columns = [one for one in _columns(target, table) if one in present]
    if "fid" not in columns:
        return
    key = [columns.index(one) for one in _KEYS.get(table, ("uuid",)) if one in columns]
    known = _known(target, table, [columns[one] for one in key])
    numbers = [columns.index(one) for one in _numeric(target, table) if one in columns]
    places = ", ".join("?" * len(columns))
    insert = _text("INSERT INTO", _quoted(table), "(", _listed(columns), ") VALUES (", places, ")")
    for row in _readable_rows(source, table, columns):
        identity = tuple(row[one] for one in key)
        if identity in known:
            continue
        values = list(row)
        if is_backup:
            values[columns.index("fid")] = None  # its number may have been given to another row since
        for one in numbers:
            if isinstance(values[one], (str, bytes)):  # of another program; the damaged file keeps it
                values[one] = None
                result.refused += 0 if is_backup else 1
        if table in _SHAPES and "geom" in columns:
            at = columns.index("geom")
            values[at], is_readable = _mended(values[at], _SHAPES[table])
            result.refused += 0 if is_backup or is_readable else 1
        try:
            target.execute(insert, values)
        except sqlite3.IntegrityError:
            result.refused += 0 if is_backup else 1
            continue
        known.add(identity)
        if is_backup:
            result.from_backup += 1
        else:
            result.read += 1


def _mended(blob: Any, shape: SiteShape) -> Tuple[bytes | None, bool]:
    """Return a geometry in the system of the register and whether it could be read; the damaged file keeps it."""
    try:
        return encode(shape, decode(blob, shape)), True
    except StoreError:
        return None, False


def _known(target: sqlite3.Connection, table: str, key: Sequence[str]) -> Set[Tuple[Any, ...]]:
    return {tuple(row) for row in target.execute(_text("SELECT", _listed(key), "FROM", _quoted(table)))}


def _readable_rows(source: sqlite3.Connection, table: str, columns: Sequence[str]) -> Iterator[Tuple[Any, ...]]:
    """Yield rows from the front, then from the back, then one by one between, as far as the file gives them."""
    select = _text("SELECT fid AS at,", _listed(columns), "FROM", _quoted(table), "NOT INDEXED WHERE")
    upward, downward = _text(select, "fid > ? ORDER BY fid"), _text(select, "fid > ? ORDER BY fid DESC")
    low = high = None
    try:
        for row in source.execute(upward, (-1,)):
            low = row[0]
            yield tuple(row[1:])
        return
    except (sqlite3.Error, OverflowError):
        low = low if low is not None else 0
    backwards: List[Tuple[Any, ...]] = []
    with suppress(sqlite3.Error, OverflowError):
        for row in source.execute(downward, (low,)):
            high = row[0]
            backwards.append(tuple(row[1:]))
    yield from reversed(backwards)
    if high is None:
        high = low + _guessed_count(source, table) + 1
    for fid in range(low + 1, min(high, low + _STEP_LIMIT)):
        with suppress(sqlite3.Error, OverflowError):
            for row in source.execute(_text(select, "fid = ?"), (fid,)):
                yield tuple(row[1:])


def _guessed_count(source: sqlite3.Connection, table: str) -> int:
    try:
        row = source.execute("SELECT seq FROM sqlite_sequence WHERE name = ?", (table,)).fetchone()
    except sqlite3.Error:
        return 0
    return min(int(row[0]), _STEP_LIMIT) if row and isinstance(row[0], int) else 0


def _count_lost(damaged: Path, report: RepairReport, target: sqlite3.Connection) -> None:
    """Rows are never removed from a register, so that the highest number says how many there were."""
    with closing(_open_damaged(damaged)) as source:
        for table, result in report.tables.items():
            count = target.execute(_text("SELECT count(*) FROM", _quoted(table))).fetchone()[0]
            if table in _KEYS and table != "change":
                continue
            result.lost = max(0, _guessed_count(source, table) - count)


def _drop_orphans(target: sqlite3.Connection, report: RepairReport) -> None:
    """Rows whose project is found nowhere cannot be shown; the damaged file has them. A missing lead is left out."""
    target.execute("UPDATE project SET lead_uuid = NULL WHERE lead_uuid NOT IN (SELECT uuid FROM organisation)")
    for _round in range(5):
        orphans = target.execute("PRAGMA foreign_key_check").fetchall()
        if not orphans:
            return
        for table, fid, _parent, _key in orphans:
            done = target.execute(_text("DELETE FROM", _quoted(table), "WHERE fid = ?"), (fid,)).rowcount
            report.tables.setdefault(table, TableResult()).lost += done


def _columns(connection: sqlite3.Connection, table: str) -> List[str]:
    return [row[0] for row in connection.execute("SELECT name FROM pragma_table_info(?)", (table,))]


def _numeric(connection: sqlite3.Connection, table: str) -> List[str]:
    rows = connection.execute("SELECT name, type FROM pragma_table_info(?)", (table,))
    return [name for name, kind in rows if kind.upper().startswith(("INT", "MEDIUMINT", "REAL", "DOUBLE", "BOOL"))]


def _is_view(connection: sqlite3.Connection, table: str) -> bool:
    row = connection.execute("SELECT type FROM sqlite_master WHERE name = ?", (table,)).fetchone()
    return row is None or row[0] != "table"


def _quoted(name: str) -> str:
    return "".join(('"', name, '"'))


def _listed(names: Sequence[str]) -> str:
    return ", ".join(map(_quoted, names))


def _text(*parts: str) -> str:
    return " ".join(parts)
