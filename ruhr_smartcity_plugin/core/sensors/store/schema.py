# SPDX-License-Identifier: GPL-2.0-or-later
"""The schema of a series store, its versions, and how an older file is brought up to date."""

from __future__ import annotations

import sqlite3
import time
from dataclasses import dataclass
from functools import lru_cache
from typing import Sequence, Tuple

from ruhr_smartcity_plugin.paths import resource

SCHEMA_VERSION = 1
# "RSSS" in ASCII; says what kind of SQLite file it is.
APPLICATION_ID = 0x52535353
GEOPACKAGE_ID = 0x47504B47
# A PRAGMA takes no parameters.
_MARK_FILE = ("PRAGMA application_id = 1381192531", "PRAGMA user_version = 1")


@dataclass(frozen=True)
class Step:
    """Leads from `schema` to the next one; the last statement sets ``PRAGMA user_version``."""

    schema: int
    statements: Tuple[str, ...]


#: In order; schema 1 is the first, each later one adds a step.
STEPS: Tuple[Step, ...] = ()


@lru_cache(maxsize=1)
def create_statements() -> Tuple[str, ...]:
    """Return the statements that make an empty store, in order."""
    text = resource("data", "series_schema.sql").read_text(encoding="utf-8")
    lines = [line for line in text.splitlines() if not line.startswith("--")]
    return tuple(one.strip() for one in "\n".join(lines).split(";\n") if one.strip())


def create_tables(connection: sqlite3.Connection) -> None:
    """Make the tables of an empty file; in one transaction."""
    connection.execute("BEGIN IMMEDIATE")
    for statement in create_statements():
        connection.execute(statement)
    connection.execute("INSERT INTO store VALUES (0)")
    for statement in _MARK_FILE:
        connection.execute(statement)
    connection.execute("COMMIT")


def schema_of(connection: sqlite3.Connection) -> Tuple[int, int]:
    """Return (application id, schema version) of an open file."""
    (kind,) = connection.execute("PRAGMA application_id").fetchone()
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return kind, version


def migrate(connection: sqlite3.Connection, found: int, steps: Sequence[Step]) -> None:
    """Lead a store of schema `found` through the steps that are due, in one transaction: all of them or none."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        for step in steps:
            if step.schema >= found:
                for statement in step.statements:
                    connection.execute(statement)
        connection.execute("COMMIT")
    except BaseException:
        connection.rollback()
        raise


def now_ms() -> int:
    """Return the time now (UTC milliseconds since 1970)."""
    return time.time_ns() // 1_000_000
