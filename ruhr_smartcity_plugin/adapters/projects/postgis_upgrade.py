# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing a register in PostgreSQL up to date: the owner's plugin does it, in one transaction."""

from __future__ import annotations

from typing import Tuple

from ruhr_smartcity_plugin.adapters.projects.migration import Step
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress, connect, postgis_errors
from ruhr_smartcity_plugin.core.errors import NotARegisterError
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY_POSTGIS,
    SCHEMA_VERSION,
    postgis_statements,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.translation import tr

_IS_OWNER = (
    "SELECT pg_has_role(current_user, nspowner, 'USAGE') AS yes FROM pg_namespace WHERE nspname = current_schema()")


def steps() -> Tuple[Step, ...]:
    """Return all steps there are, in order. Registers in PostgreSQL begin with schema 2."""
    return (Step(2, postgis_statements("register_postgis_3.sql")),)


def upgrade_postgis(address: PostgisAddress, target_schema: int = SCHEMA_VERSION,
                    known_steps: Tuple[Step, ...] | None = None) -> None:
    """Bring a register to `target_schema`, all of it or nothing; two who do it at once do it once.

    Raises NotARegisterError if there is no way or the log-in is not the owner's.
    """
    with postgis_errors(address):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(_IS_OWNER)
                (is_owner,) = cursor.fetchone() or (False,)
                if is_owner:
                    cursor.execute("LOCK TABLE register_schema IN ACCESS EXCLUSIVE MODE")
                cursor.execute("SELECT version FROM register_schema")
                (schema,) = cursor.fetchone()
                pending = [one for one in known_steps or steps() if schema <= one.schema < target_schema]
                if schema >= target_schema:
                    return
                if not is_owner or len(pending) != target_schema - schema:
                    raise _too_old(address, schema)
                for step in pending:
                    for statement in step.statements:
                        cursor.execute(statement)
                cursor.executemany(INSERT_VOCABULARY_POSTGIS, vocabulary_rows())
                cursor.execute("UPDATE register_schema SET version = %s", (target_schema,))
        finally:
            connection.close()


def _too_old(address: PostgisAddress, schema: int) -> NotARegisterError:
    return NotARegisterError(tr(
        "The register “{name}” is of an older schema. Its owner must open it once with this version of the plugin, "
        "which brings it up to date.").format(name=address.title), f"schema {schema}")
