# SPDX-License-Identifier: GPL-2.0-or-later
"""The project register of a team, in PostgreSQL with PostGIS: saves are transactions, the database keeps the rights."""

from __future__ import annotations

from contextlib import contextmanager
from typing import Any, Iterator, List, Sequence, Tuple

from ruhr_smartcity_plugin.adapters.projects.postgis_connection import (
    LOCK_LIMIT_S,
    TRANSACTION_LIMIT_S,
    PostgisAddress,
    answered_within,
    connect,
    postgis_errors,
)
from ruhr_smartcity_plugin.adapters.projects.save import is_saved
from ruhr_smartcity_plugin.adapters.projects.session import Row, Values
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.adapters.projects.statements import Statements
from ruhr_smartcity_plugin.core.errors import ConnectionFailedError, NotARegisterError, StoreError, StoreUncertainError
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import SRS_ID, decode_wkb, encode_wkb
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY_POSTGIS,
    SCHEMA_VERSION,
    postgis_statements,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_CODE_TRIES = 5
_CODE_IS_TAKEN = "project_code_key"
# A name cannot be a parameter: the database quotes it itself.
_NAME_SCHEMA = "SELECT set_config('ruhr.schema', %s, true)"
_MAKE_SCHEMA = "DO $$ BEGIN EXECUTE format('CREATE SCHEMA %I', current_setting('ruhr.schema')); END $$"


class _Postgres:
    def value(self, name: str) -> str:
        return "".join(("%(", name, ")s"))

    def stored_geometry(self, name: str) -> str:
        return "".join(("ST_GeomFromWKB(%(", name, ")s, ", str(SRS_ID), ")"))

    def read_geometry(self, column: str) -> str:
        return "".join(("ST_AsBinary(", column, ")"))

    def read_box(self, column: str) -> str:
        parts = (("ST_XMin", "x_min"), ("ST_YMin", "y_min"), ("ST_XMax", "x_max"), ("ST_YMax", "y_max"))
        return ", ".join("".join((function, "(", column, ") AS ", name)) for function, name in parts)

    def caseless(self, column: str) -> str:
        return "".join(("lower(", column, ")"))


POSTGRES = Statements(_Postgres())
# Also those of records the asker may not see.
POSTGRES.select_codes = "SELECT code FROM taken_codes()"


class PostgresSession:
    """A transaction on PostgreSQL; see `Session`."""

    statements = POSTGRES

    def __init__(self, cursor: Any) -> None:
        self._cursor = cursor

    def rows(self, statement: str, values: Values) -> List[Row]:
        self._cursor.execute(statement, values)
        return self._cursor.fetchall()

    def run(self, statement: str, values: Values) -> int:
        self._cursor.execute(statement, values)
        return self._cursor.rowcount

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        from psycopg2.extras import execute_batch

        execute_batch(self._cursor, statement, values)

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> bytes | None:
        return None if coordinates is None else encode_wkb(shape, coordinates)

    def geometry_of(self, value: Any) -> Any:
        return None if value is None else decode_wkb(bytes(value))

    def box_of(self, row: Row) -> Box | None:
        box = (row["x_min"], row["y_min"], row["x_max"], row["y_max"])
        return None if None in box else box

    def after_save(self, moment: str) -> None:
        del moment  # the database keeps its own statistics


class PostgisStore(SqlStore):
    """A register in a database. Made by `open_postgis` or `create_postgis`; see `ProjectStore` for the contract."""

    def __init__(self, address: PostgisAddress, *, read_only_reason: str = "",
                 lock_limit_s: float = LOCK_LIMIT_S) -> None:
        self.address = address
        self.read_only_reason = read_only_reason
        self._lock_limit_s = lock_limit_s
        self.transaction_limit_s = TRANSACTION_LIMIT_S

    @property
    def title(self) -> str:
        return self.address.title

    def save(self, bundle: ProjectBundle, base_version: int, who: str, comment: str = "") -> ProjectBundle:
        for is_last in (*(False,) * _CODE_TRIES, True):
            try:
                return super().save(bundle, base_version, who, comment)
            except ConnectionFailedError as error:
                return self._saved_all_the_same(bundle, base_version, who, error)
            except StoreError as error:
                # Somebody else was given the same new code at the same moment.
                if is_last or _CODE_IS_TAKEN not in error.detail or bundle.project.code:
                    raise
        raise AssertionError("the last try returns or raises")

    def _saved_all_the_same(self, bundle: ProjectBundle, base_version: int, who: str,
                            error: ConnectionFailedError) -> ProjectBundle:
        """The line was cut: the answer may have been lost after the database had saved. Only looking tells."""
        try:
            stored = self.get(bundle.project.uuid)
        except ConnectionFailedError:
            raise StoreUncertainError(tr(
                "The connection to the register “{name}” broke while it saved. Whether the record was saved is not "
                "known; your edit is still here. Save again when the connection is back: nothing will be saved twice.",
            ).format(name=self.title), error.detail) from error
        except StoreError:
            raise error from None  # it is not there: nothing was saved
        if not is_saved(stored, bundle, base_version, who):
            raise error
        return stored

    @contextmanager
    def reading(self) -> Iterator[PostgresSession]:
        with self._transaction(is_writing=False) as session:
            yield session

    @contextmanager
    def writing(self) -> Iterator[PostgresSession]:
        with self._transaction(is_writing=True) as session:
            yield session

    @contextmanager
    def _transaction(self, *, is_writing: bool) -> Iterator[PostgresSession]:
        from psycopg2.extras import RealDictCursor

        with postgis_errors(self.address):
            connection = connect(self.address, lock_limit_s=self._lock_limit_s)
            try:
                # Reading: all rows of a call belong to the same state.
                connection.set_session(isolation_level="READ COMMITTED" if is_writing else "REPEATABLE READ",
                                       readonly=not is_writing)
                with answered_within(connection, self.transaction_limit_s), connection, \
                        connection.cursor(cursor_factory=RealDictCursor) as cursor:
                    yield PostgresSession(cursor)
            finally:
                connection.close()


def open_postgis(address: PostgisAddress) -> PostgisStore:
    """Open a register: check that there is one, of a schema this plugin knows.

    Raises NotARegisterError, StoreForbiddenError, ConnectionFailedError. A newer schema opens for reading.
    """
    store = PostgisStore(address)
    with store.reading() as session:
        version = session.rows("SELECT version FROM register_schema", {})[0]["version"]
        may_write = session.rows("SELECT has_table_privilege('project', 'UPDATE') AS yes", {})[0]["yes"]
        store.may_review = session.rows("SELECT is_reviewer() AS yes", {})[0]["yes"]
    if version < SCHEMA_VERSION:
        raise NotARegisterError(tr(
            "The register “{name}” is of an older schema. An administrator must bring it up to date first.",
        ).format(name=store.title), f"schema {version}")
    if version > SCHEMA_VERSION:
        store.read_only_reason = tr("The register “{name}” was written by a newer version of the plugin. It can be "
                                    "read here; update the plugin to change it.").format(name=store.title)
    elif not may_write:
        store.read_only_reason = tr("Your log-in may read the register “{name}” but not change it.").format(
            name=store.title)
    return store


def create_postgis(address: PostgisAddress) -> PostgisStore:
    """Make an empty register in a database with PostGIS: all of it or nothing.

    Raises StoreError if the schema exists, StoreForbiddenError if the log-in may not make one.
    """
    with postgis_errors(address):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (address.schema,))
                if cursor.fetchone():
                    raise StoreError(tr(
                        "The schema “{schema}” exists already. Choose another name, or open it.",
                    ).format(schema=address.schema))
                for statement in postgis_statements("register_postgis_roles.sql"):
                    cursor.execute(statement)
                cursor.execute(_NAME_SCHEMA, (address.schema,))
                cursor.execute(_MAKE_SCHEMA)
                for statement in postgis_statements("register_postgis.sql"):
                    cursor.execute(statement)
                _fill_lists(cursor)
        finally:
            connection.close()
    return PostgisStore(address)


def _fill_lists(cursor: Any) -> None:
    rows: Sequence[Tuple[Any, ...]] = vocabulary_rows()
    cursor.executemany(INSERT_VOCABULARY_POSTGIS, rows)
