# SPDX-License-Identifier: GPL-2.0-or-later
"""The project register in a GeoPackage: one file, every save one transaction."""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from typing import Iterator

from ruhr_smartcity_plugin.adapters.projects.backup import back_up_once_a_day, list_backups
from ruhr_smartcity_plugin.adapters.projects.connection import (
    BUSY_TIMEOUT_S,
    can_write,
    check_present,
    connect,
    no_register,
    read_only_sentence,
    store_errors,
)
from ruhr_smartcity_plugin.adapters.projects.furnishing import follow_name, furnish
from ruhr_smartcity_plugin.adapters.projects.migration import migrate
from ruhr_smartcity_plugin.adapters.projects.session import SqliteSession
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.core.errors import (
    NewerSchemaError,
    NotARegisterError,
    StoreBusyError,
    StoreDamagedError,
    StoreError,
    StoreReadOnlyError,
)
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY,
    MARK_FILE,
    MARKER_TABLES,
    SCHEMA_VERSION,
    create_statements,
    schema_of,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.translation import tr


class GeoPackageStore(SqlStore):
    """A register file. Made by `open_store` or `create_store`; see `ProjectStore` for the contract."""

    def __init__(self, path: Path, *, newer_schema: bool = False, busy_timeout_s: float = BUSY_TIMEOUT_S) -> None:
        self.path = path
        self._newer_schema = newer_schema
        self._busy_timeout_s = busy_timeout_s
        self.backup_notice = ""  # why the backup of the day could not be made; empty if it could

    @property
    def title(self) -> str:
        return self.path.stem

    @property
    def key(self) -> str:
        """What tells this register from others."""
        return os.path.abspath(self.path)

    @property
    def read_only_reason(self) -> str:
        if self._newer_schema:
            return tr("The register “{name}” was written by a newer version of the plugin. It can be read here; "
                      "update the plugin to change it.").format(name=self.path.name)
        # A file that is gone (a drive that went away) may come back; whoever saves meanwhile is told that it is gone.
        return "" if can_write(self.path) or not self.path.exists() else read_only_sentence(self.path)

    def _refuse_if_read_only(self) -> None:
        if self._newer_schema:
            raise NewerSchemaError(self.read_only_reason)
        super()._refuse_if_read_only()

    @contextmanager
    def reading(self) -> Iterator[SqliteSession]:
        check_present(self.path)
        with store_errors(self.path), closing(self._connect(read_only=True)) as connection:
            # One transaction, so that all rows of a call belong to the same state.
            connection.execute("BEGIN")
            yield SqliteSession(connection)

    @contextmanager
    def writing(self) -> Iterator[SqliteSession]:
        if self._newer_schema:  # whoever writes: what a newer version keeps here is not known
            raise NewerSchemaError(self.read_only_reason)
        check_present(self.path)
        self._back_up_today()
        with store_errors(self.path), closing(self._connect(read_only=False)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            try:
                session = SqliteSession(connection)
                yield session
                session.catch_up()
                connection.execute("COMMIT")
            except BaseException:
                # SQLite has rolled back by itself after some errors (full disk); this is then a no-op.
                connection.rollback()
                raise

    def _back_up_today(self) -> None:
        try:
            back_up_once_a_day(self.path, busy_timeout_s=min(1.0, self._busy_timeout_s))
            self.backup_notice = ""
        except StoreBusyError:
            return  # the save itself says so, or the next one makes the backup
        except (StoreError, OSError) as error:
            # A save never fails because of its backup; the register's notice tells it.
            self.backup_notice = getattr(error, "sentence", str(error))

    def _connect(self, *, read_only: bool) -> sqlite3.Connection:
        return connect(self.path, read_only=read_only, busy_timeout_s=self._busy_timeout_s)


def open_store(path: Path, *, busy_timeout_s: float = BUSY_TIMEOUT_S) -> GeoPackageStore:
    """Open a register: check that it is one and intact, and bring an older schema up to date (after a backup).

    Raises NotARegisterError, StoreDamagedError, StoreBusyError. A register of a newer schema or without write
    rights opens for reading, see `GeoPackageStore.read_only_reason`.
    """
    schema = _checked_schema(path, busy_timeout_s)
    if schema is not None and schema < SCHEMA_VERSION:
        if not can_write(path):
            raise StoreReadOnlyError(tr(
                "The register “{name}” was made by an older version of the plugin and must be brought up to date "
                "once, but it is write-protected. Copy it to a folder of your own and open the copy.",
            ).format(name=path.name), f"schema {schema}")
        migrate(path, SCHEMA_VERSION)
    newer = schema is None or schema > SCHEMA_VERSION
    if not newer and can_write(path):
        _follow_name(path)
    return GeoPackageStore(path, newer_schema=newer, busy_timeout_s=busy_timeout_s)


def _follow_name(path: Path) -> None:
    """The project for plain QGIS names the file; it is no reason not to open a register."""
    with suppress(sqlite3.Error), closing(connect(path, read_only=False, busy_timeout_s=0.2)) as connection:
        follow_name(connection, path)


def _checked_schema(path: Path, busy_timeout_s: float) -> int | None:
    try:
        check_present(path)
        with store_errors(path), closing(connect(path, read_only=True, busy_timeout_s=busy_timeout_s)) as connection:
            is_marked = _has_marker_tables(connection)
            user_version = connection.execute("PRAGMA user_version").fetchone()[0]
            schema = schema_of(user_version)
            if not is_marked or schema == 0:
                raise no_register(path, f"user_version {user_version}")
            verdict = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    except NotARegisterError as error:
        if path.is_file() and list_backups(path):
            # There are backups of it: a register was here, and what is here now was cut off or overwritten.
            raise _damaged(path, error.detail) from error
        raise
    if verdict != "ok":
        raise _damaged(path, str(verdict))
    return schema


def _damaged(path: Path, detail: str) -> StoreDamagedError:
    return StoreDamagedError(tr(
        "The register “{name}” is damaged. Open its latest backup, or let it be repaired; this file is kept.",
    ).format(name=path.name), detail, path=str(path))


def is_register(path: Path) -> bool:
    """Answer whether a file is a project register, of whichever schema. Raises StoreError if that cannot be read."""
    try:
        check_present(path)
        with store_errors(path), closing(connect(path, read_only=True, busy_timeout_s=1.0)) as connection:
            return _has_marker_tables(connection)
    except NotARegisterError:
        return False


def create_store(path: Path) -> GeoPackageStore:
    """Make an empty register. The file appears under its name only when it is complete.

    Raises StoreError if the file exists already or the folder cannot be written.
    """
    partial = path.with_name(path.name + ".part")
    try:
        if path.exists():
            raise StoreError(tr(
                "“{name}” exists already. Choose another name, or open the file.").format(name=path.name), str(path))
        path.parent.mkdir(parents=True, exist_ok=True)
        # SQLite would only say "unable to open database file".
        if not can_write(path.parent):
            raise PermissionError(f"no write access to {path.parent}")
        partial.unlink(missing_ok=True)
        with store_errors(path), closing(sqlite3.connect(str(partial), isolation_level=None)) as connection:
            _fill(connection, path)
        os.replace(partial, path)
    except (OSError, StoreReadOnlyError) as error:
        raise StoreReadOnlyError(tr(
            "The register cannot be created in “{folder}”: the folder is write-protected. Choose another folder.",
        ).format(folder=path.parent.name), str(error)) from error
    finally:
        if can_write(path.parent):
            partial.unlink(missing_ok=True)
    return GeoPackageStore(path)


def _has_marker_tables(connection: sqlite3.Connection) -> bool:
    rows = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")
    return {row["name"] for row in rows}.issuperset(MARKER_TABLES)


def _fill(connection: sqlite3.Connection, path: Path) -> None:
    connection.execute("PRAGMA page_size = 4096")
    connection.execute("BEGIN")
    for statement in create_statements():
        connection.execute(statement)
    connection.executemany(INSERT_VOCABULARY, vocabulary_rows())
    furnish(connection, path)
    connection.execute("COMMIT")
    for statement in MARK_FILE:
        connection.execute(statement)
