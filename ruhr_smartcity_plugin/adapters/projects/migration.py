# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing a register of an older schema up to date: after a backup, step by step, in one transaction."""

from __future__ import annotations

from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Tuple

from ruhr_smartcity_plugin.adapters.projects.backup import back_up, backup_path
from ruhr_smartcity_plugin.adapters.projects.connection import connect, store_errors
from ruhr_smartcity_plugin.adapters.projects.furnishing import furnish
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY,
    schema_of,
    upgrade_statements,
    vocabulary_rows,
)


@dataclass(frozen=True)
class Step:
    """Leads from `schema` to the next one; the last statement sets ``PRAGMA user_version``."""

    schema: int
    statements: Tuple[str, ...]


def steps() -> Tuple[Step, ...]:
    """Return all steps there are, in order: schema 1 is the first, and each later one adds a step."""
    return (Step(1, upgrade_statements(2)), Step(2, upgrade_statements(3)))


def migrate(path: Path, target_schema: int, known_steps: Tuple[Step, ...] | None = None) -> Path | None:
    """Bring a register to `target_schema`. Returns the backup made before, None if there was nothing to do.

    All steps are one transaction: after an error or a crash the file is as it was.
    """
    with store_errors(path), closing(connect(path, read_only=True)) as connection:
        found = schema_of(connection.execute("PRAGMA user_version").fetchone()[0])
    pending = [one for one in known_steps or steps() if found is not None and found <= one.schema < target_schema]
    if not pending:
        return None
    backup = backup_path(path)
    back_up(path, backup)
    with store_errors(path), closing(connect(path, read_only=False)) as connection:
        connection.execute("BEGIN IMMEDIATE")
        try:
            for step in pending:
                for statement in step.statements:
                    connection.execute(statement)
            # Codes may have been added; those of the register stay as somebody may have edited them.
            connection.executemany(INSERT_VOCABULARY, vocabulary_rows())
            furnish(connection, path)
            connection.execute("COMMIT")
        except BaseException:
            connection.rollback()
            raise
    return backup
