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
    may_not_read,
    postgis_errors,
)
from ruhr_smartcity_plugin.adapters.projects.postgis_upgrade import older_schema
from ruhr_smartcity_plugin.adapters.projects.save import is_saved
from ruhr_smartcity_plugin.adapters.projects.session import Row, Values, Waiting
from ruhr_smartcity_plugin.adapters.projects.sql_store import SqlStore
from ruhr_smartcity_plugin.adapters.projects.statements import Statements
from ruhr_smartcity_plugin.core.errors import (
    ConnectionFailedError,
    NoRegisterThereError,
    StoreError,
    StoreForbiddenError,
    StoreUncertainError,
)
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.gpkg_geometry import SRS_ID, decode_wkb, encode_wkb
from ruhr_smartcity_plugin.core.projects.record import SiteShape
from ruhr_smartcity_plugin.core.projects.roles import Role
from ruhr_smartcity_plugin.core.projects.schema import (
    INSERT_VOCABULARY_POSTGIS,
    SCHEMA_VERSION,
    postgis_statements,
    vocabulary_rows,
)
from ruhr_smartcity_plugin.core.projects.store import Answer, Write
from ruhr_smartcity_plugin.core.region.area import Box
from ruhr_smartcity_plugin.translation import tr

_CODE_TRIES = 5
_CODE_IS_TAKEN = "project_code_key"
_VALUES = " VALUES "
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

    def one_of(self, column: str, name: str) -> str:
        return "".join((column, " = ANY(%(", name, ")s::text[])"))

    def read_box(self, column: str) -> str:
        parts = (("ST_XMin", "x_min"), ("ST_YMin", "y_min"), ("ST_XMax", "x_max"), ("ST_YMax", "y_max"))
        return ", ".join("".join((function, "(", column, ") AS ", name)) for function, name in parts)

    def caseless(self, column: str) -> str:
        return "".join(("lower(", column, ")"))


POSTGRES = Statements(_Postgres())
# Also those of records the asker may not see.
# Not as a range: the order of a database's language may pass over hyphens.
POSTGRES.select_codes = "SELECT code FROM taken_codes() WHERE starts_with(code, %(prefix)s)"
POSTGRES.is_named = "SELECT is_named(%(uuid)s) AS named"


class PostgresSession(Waiting):
    """A transaction on PostgreSQL; see `Session`."""

    statements = POSTGRES

    def __init__(self, cursor: Any) -> None:
        super().__init__()
        self._cursor = cursor

    def rows(self, statement: str, values: Values) -> List[Row]:
        self.catch_up()
        self._cursor.execute(statement, values)
        return self._cursor.fetchall()

    def run(self, statement: str, values: Values) -> int:
        self.catch_up()
        self._cursor.execute(statement, values)
        return self._cursor.rowcount

    def run_many(self, statement: str, values: Sequence[Values]) -> None:
        from psycopg2.extras import execute_batch, execute_values

        self.catch_up()
        head, _word, row = statement.partition(_VALUES)
        if row and " ON CONFLICT " not in row:  # many rows in one statement are planned once
            execute_values(self._cursor, "".join((head, _VALUES, "%s")), values, template=row)
        else:
            execute_batch(self._cursor, statement, values)

    def list_value(self, texts: Sequence[str]) -> List[str]:
        return list(texts)

    def geometry_value(self, shape: SiteShape, coordinates: Any) -> bytes | None:
        return None if coordinates is None else encode_wkb(shape, coordinates)

    def geometry_of(self, shape: SiteShape, value: Any) -> Any:
        del shape  # the columns have types
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
        self.role = Role.MEMBER
        self._lock_limit_s = lock_limit_s
        self.transaction_limit_s = TRANSACTION_LIMIT_S

    @property
    def title(self) -> str:
        return self.address.title

    @property
    def key(self) -> str:
        """What tells this register from others, without any log-in."""
        return self.address.key

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

    def save_each(self, writes: Sequence[Write], who: str) -> Tuple[Answer, ...]:
        try:
            return super().save_each(writes, who)
        except ConnectionFailedError as error:
            uuids = [one.bundle.project.uuid for one in writes]
            found = self.find_all(uuids)  # the answer may have been lost after the database had saved
            if not all(uuid in found and _is_done(found[uuid], one, who) for uuid, one in zip(uuids, writes)):
                raise error from None
            return tuple(found[uuid] for uuid in uuids)

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

    def delete(self, uuid: str, base_version: int, who: str, comment: str = "") -> None:
        self.delete_all([(uuid, base_version)], who, comment)

    def delete_all(self, versions: Sequence[Tuple[str, int]], who: str, comment: str = "") -> None:
        try:
            super().delete_all(versions, who, comment)
        except ConnectionFailedError as error:
            # The answer may have been lost after the database had deleted. Only looking tells.
            try:
                found = self.versions()
            except ConnectionFailedError:
                raise StoreUncertainError(tr(
                    "The connection to the register “{name}” broke while it deleted. Whether it did is not known. Look "
                    "at the list when the connection is back.").format(name=self.title), error.detail) from error
            if any(found.get(uuid) != (base_version + 1, True) for uuid, base_version in versions):
                raise error from None

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

        with postgis_errors(self.address, is_writing=is_writing):
            connection = connect(self.address, lock_limit_s=self._lock_limit_s)
            try:
                # Reading: all rows of a call belong to the same state.
                connection.set_session(isolation_level="READ COMMITTED" if is_writing else "REPEATABLE READ",
                                       readonly=not is_writing)
                with answered_within(connection, self.transaction_limit_s), connection, \
                        connection.cursor(cursor_factory=RealDictCursor) as cursor:
                    session = PostgresSession(cursor)
                    yield session
                    session.catch_up()
            finally:
                connection.close()


def _is_done(stored: ProjectBundle, write: Write, who: str) -> bool:
    if write.is_deletion:
        return stored.project.deleted
    return is_saved(stored, write.bundle, write.base_version, who)


# A schema that one may not use looks as if it were not there.
_LOCKED = "SELECT NOT has_schema_privilege(oid, 'USAGE') AS yes FROM pg_namespace WHERE nspname = %(schema)s"
_STATE = (
    "SELECT version, has_table_privilege('project', 'SELECT') AS may_read, "
    "has_table_privilege('project', 'UPDATE') AS may_write FROM register_schema")
_ROLES = (
    "SELECT rolname FROM pg_roles WHERE rolname IN ('ruhr_public', 'ruhr_member', 'ruhr_reviewer', 'ruhr_admin') "
    "AND pg_has_role(current_user, oid, 'MEMBER') UNION SELECT 'ruhr_admin' FROM pg_namespace "
    "WHERE nspname = current_schema() AND pg_has_role(current_user, nspowner, 'USAGE')")


def open_postgis(address: PostgisAddress) -> PostgisStore:
    """Open a register: check that there is one, of a schema this plugin knows.

    Raises NotARegisterError (OlderSchemaError: `upgrade_postgis` comes first, which the whole team notices),
    StoreForbiddenError, ConnectionFailedError. A newer schema opens for reading, and so
    does what only the public may read.
    """
    store = PostgisStore(address)
    state, roles = _ask_state(store)
    if state["version"] < SCHEMA_VERSION:
        raise older_schema(address, state["version"])
    if not state["may_read"]:
        from ruhr_smartcity_plugin.adapters.projects.postgis_public import PublicPostgisStore

        store = PublicPostgisStore(address)
    store.role = Role.highest(roles) if state["may_read"] else Role.PUBLIC
    store.may_review = store.role in (Role.REVIEWER, Role.ADMIN)
    if state["version"] > SCHEMA_VERSION:
        store.read_only_reason = tr("The register “{name}” was written by a newer version of the plugin. It can be "
                                    "read here; update the plugin to change it.").format(name=store.title)
    elif not state["may_write"]:
        store.read_only_reason = tr("Your log-in may read the register “{name}” but not change it.").format(
            name=store.title)
    return store


def _ask_state(store: PostgisStore) -> Tuple[Row, List[str]]:
    with store.reading() as session:
        locked = session.rows(_LOCKED, {"schema": store.address.schema})
        if not locked:
            raise NoRegisterThereError(tr("The database “{name}” holds no project register in the schema “{schema}”.",
                                          ).format(name=store.title, schema=store.address.schema))
        if locked[0]["yes"]:
            raise may_not_read(store.title)
        return session.rows(_STATE, {})[0], [row["rolname"] for row in session.rows(_ROLES, {})]


def create_postgis(address: PostgisAddress) -> PostgisStore:
    """Make an empty register in a database with PostGIS: all of it or nothing.

    Raises StoreError if the schema exists or PostGIS is missing, StoreForbiddenError if the log-in may not make one.
    """
    with postgis_errors(address):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                _refuse_to_create(cursor, address)
                _create(cursor, address)
        finally:
            connection.close()
    return PostgisStore(address)


def _refuse_to_create(cursor: Any, address: PostgisAddress) -> None:
    cursor.execute("SELECT 1 FROM pg_namespace WHERE nspname = %s", (address.schema,))
    if cursor.fetchone():
        raise StoreError(tr("The schema “{schema}” exists already. Choose another name, or open it.").format(
            schema=address.schema))
    cursor.execute("SELECT to_regtype('geometry') IS NULL")
    if cursor.fetchone()[0]:
        raise StoreError(tr(
            "The database “{name}” has no PostGIS, which a register needs for its places. Ask its administrator to add "
            "it (CREATE EXTENSION postgis), then try again. Nothing was made.").format(name=address.title))


def _create(cursor: Any, address: PostgisAddress) -> None:
    from psycopg2.errors import InsufficientPrivilege

    try:
        for statement in postgis_statements("register_postgis_roles.sql"):
            cursor.execute(statement)
        cursor.execute(_NAME_SCHEMA, (address.schema,))
        cursor.execute(_MAKE_SCHEMA)
        for statement in postgis_statements("register_postgis.sql"):
            cursor.execute(statement)
        _fill_lists(cursor)
    except InsufficientPrivilege as error:
        raise StoreForbiddenError(tr(
            "Your log-in may not make a register in the database “{name}”: it needs the right to make a schema there "
            "and, for the first register of a server, roles. Ask its administrator to make the register. Nothing was "
            "made.").format(name=address.title), str(error)) from error


def _fill_lists(cursor: Any) -> None:
    rows: Sequence[Tuple[Any, ...]] = vocabulary_rows()
    cursor.executemany(INSERT_VOCABULARY_POSTGIS, rows)
