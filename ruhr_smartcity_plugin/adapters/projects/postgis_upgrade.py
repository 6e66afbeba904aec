# SPDX-License-Identifier: GPL-2.0-or-later
"""Bringing a register in PostgreSQL up to date: its owner does it when asked, in one transaction."""

from __future__ import annotations

from typing import Any, Tuple

from ruhr_smartcity_plugin.adapters.projects.migration import Step
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress, connect, postgis_errors
from ruhr_smartcity_plugin.core.errors import OlderSchemaError
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY_POSTGIS,
    SCHEMA_VERSION,
    postgis_statements,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.translation import tr

_OWNER = (
    "SELECT pg_has_role(current_user, nspowner, 'USAGE'), pg_get_userbyid(nspowner) FROM pg_namespace "
    "WHERE nspname = current_schema()")


def steps() -> Tuple[Step, ...]:
    """Return all steps there are, in order. Registers in PostgreSQL begin with schema 2."""
    return (Step(2, postgis_statements("register_postgis_3.sql")),)


def upgrade_postgis(address: PostgisAddress, target_schema: int = SCHEMA_VERSION,
                    known_steps: Tuple[Step, ...] | None = None) -> None:
    """Bring a register to `target_schema`, all of it or nothing; two who do it at once do it once.

    Raises OlderSchemaError if there is no way or the log-in is not the owner's.
    """
    with postgis_errors(address):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                is_owner, owner = _asked_owner(cursor)
                if is_owner:
                    cursor.execute("LOCK TABLE register_schema IN ACCESS EXCLUSIVE MODE")
                cursor.execute("SELECT version FROM register_schema")
                (schema,) = cursor.fetchone()
                pending = [one for one in known_steps or steps() if schema <= one.schema < target_schema]
                if schema >= target_schema:
                    return
                if not is_owner or len(pending) != target_schema - schema:
                    raise _too_old(address, schema, owner)
                for step in pending:
                    for statement in step.statements:
                        cursor.execute(statement)
                cursor.executemany(INSERT_VOCABULARY_POSTGIS, vocabulary_rows())
                cursor.execute("UPDATE register_schema SET version = %s", (target_schema,))
        finally:
            connection.close()


def older_schema(address: PostgisAddress, schema: int) -> OlderSchemaError:
    """Return the error for a register of an older schema: who may bring it up to date."""
    with postgis_errors(address, is_writing=False):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                is_owner, owner = _asked_owner(cursor)
        finally:
            connection.close()
    if not is_owner:
        return _too_old(address, schema, owner)
    return OlderSchemaError(tr(
        "The register “{name}” was made by an older version of the plugin and must be brought up to date. You may do "
        "that. Colleagues with the older version can only read it afterwards, until they update theirs.").format(
            name=address.title), f"schema {schema}", may_upgrade=True, address=address.text,
        authcfg=address.kept_authcfg)


def _asked_owner(cursor: Any) -> Tuple[bool, str]:
    cursor.execute(_OWNER)
    return cursor.fetchone() or (False, "")


def _too_old(address: PostgisAddress, schema: int, owner: str) -> OlderSchemaError:
    return OlderSchemaError(tr(
        "The register “{name}” was made by an older version of the plugin. Its owner “{owner}” must open it with this "
        "version and bring it up to date; ask for that.").format(name=address.title, owner=owner), f"schema {schema}")
