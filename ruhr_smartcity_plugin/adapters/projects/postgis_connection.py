# SPDX-License-Identifier: GPL-2.0-or-later
"""Connections to a register in PostgreSQL, and what the database's errors mean for the user.

Every call of the store opens and closes its own connection, as the GeoPackage's does: tasks may call it from any
thread, and a connection that a firewall has forgotten is never used again.
"""

from __future__ import annotations

import os
import re
import socket
import threading
from contextlib import contextmanager, suppress
from typing import TYPE_CHECKING, Any, Dict, Iterator
from urllib.parse import parse_qsl, quote, urlencode, urlsplit, urlunsplit

from ruhr_smartcity_plugin.core.errors import (
    ConnectionFailedError,
    DependencyMissingError,
    InputError,
    NotARegisterError,
    StoreBusyError,
    StoreError,
    StoreForbiddenError,
    StoreFullError,
)
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import psycopg2.extensions

DEFAULT_SCHEMA = "ruhr_register"
CONNECT_LIMIT_S = 10
LOCK_LIMIT_S = 5.0
STATEMENT_LIMIT_S = 120
TRANSACTION_LIMIT_S = 150.0
# A line that is cut without a word is noticed after so long.
_SILENCE_LIMIT_S = 20
_SCHEMES = ("postgresql", "postgres")
# Before there is a connection the driver has no code of an error, only the server's words, English or German.
_NO_DATABASE = re.compile(r"(?:database|Datenbank) \W.*(?:does not exist|existiert nicht)")
_CONNECTION = re.compile(r"(?:schema=(\S+) )?connection=(.+)")


class PostgisAddress:
    """Where a register lies: ``postgresql://…``, ``service=NAME``, or ``connection=NAME`` for a connection of QGIS.

    ``schema=`` names the schema if it is another one (the name of a connection stands behind it). Raises InputError
    for any other text. The password, if there is one, is in `given` only.
    """

    def __init__(self, text: str, authcfg: str = "") -> None:
        self.authcfg, self.schema, self.connection = authcfg, DEFAULT_SCHEMA, ""
        # A connection of QGIS brings a log-in of its own: that is looked up there each time, never kept.
        self.kept_authcfg = authcfg
        self.given = self._read(text.strip())
        self.service = self.given.get("service", "")
        self.database = self.given.get("dbname", "") or self.service
        self.host = self.given.get("host", "")
        self.title = " – ".join(one for one in (self.database, self.host) if one) or "PostgreSQL"
        shown = {name: self.given[name] for name in ("service", "host", "port", "dbname") if self.given.get(name)}
        # Two addresses of the same register are equal, whoever logs in.
        self.key = " ".join([*(f"{name}={value}" for name, value in shown.items()), f"schema={self.schema}"])

    @property
    def text(self) -> str:
        """The address as it may be kept: without a password."""
        schema = "" if self.schema == DEFAULT_SCHEMA else self.schema
        if self.connection:
            return " ".join(filter(None, (schema and f"schema={schema}", f"connection={self.connection}")))
        if self.service:
            return " ".join(filter(None, (f"service={self.service}", schema and f"schema={schema}")))
        login = "".join((quote(self.given["user"], safe=""), "@")) if self.given.get("user") else ""
        place = ":".join(filter(None, (self.host, self.given.get("port", ""))))
        more = {name: value for name, value in self.given.items()
                if name not in ("user", "password", "passfile", "host", "port", "dbname", "sslpassword")}
        options = urlencode({**more, **({"schema": schema} if schema else {})}, quote_via=quote)
        return "".join(("postgresql://", login, place, "/", quote(self.given.get("dbname", ""), safe=""),
                        options and f"?{options}"))

    def _read(self, text: str) -> Dict[str, str]:
        found = _CONNECTION.fullmatch(text)
        if found:
            self.schema, self.connection = found.group(1) or DEFAULT_SCHEMA, found.group(2)
            from ruhr_smartcity_plugin.adapters.projects.postgis_named import named_connection

            given, authcfg = named_connection(self.connection)
            self.authcfg = self.authcfg or authcfg
            return given
        return _parsed(self._without_schema(text))

    def _without_schema(self, text: str) -> str:
        if text.split("://")[0] in _SCHEMES:
            parts = urlsplit(text)
            options = parse_qsl(parts.query, keep_blank_values=True)
            self.schema = dict(options).get("schema", DEFAULT_SCHEMA)
            kept = [one for one in options if one[0] != "schema"]
            return urlunsplit(parts._replace(query=urlencode(kept, quote_via=quote)))
        words = text.split()
        if any(one.startswith("service=") for one in words):
            self.schema = next((one[7:] for one in words if one.startswith("schema=")), DEFAULT_SCHEMA)
            return " ".join(one for one in words if not one.startswith("schema="))
        raise InputError(tr("“{text}” is no address of a PostgreSQL database. Examples: “postgresql://server/database” "
                            "or “service=name”.").format(text=text.split("@")[-1]))


def is_postgis_address(text: str) -> bool:
    """Answer whether a text is meant as the address of a PostgreSQL database.

    >>> is_postgis_address("postgresql://h/db"), is_postgis_address("service=rvr"), is_postgis_address("r.gpkg")
    (True, True, False)
    """
    text = text.strip()
    return text.split("://")[0] in _SCHEMES or text.startswith("service=") or bool(_CONNECTION.fullmatch(text))


def has_password(text: str) -> bool:
    """Answer whether an address as somebody typed it holds a password.

    >>> has_password("postgresql://anna@h/db?password=x"), has_password("service=rvr password=x")
    (True, True)
    >>> has_password("postgresql://anna@h/db"), has_password("service=rvr"), has_password("https://h/wfs")
    (False, False, False)
    """
    try:
        return is_postgis_address(text) and "password" in PostgisAddress(text).given
    except InputError:
        return False  # no address at all: whoever opens it says so


def connect(address: PostgisAddress, *, lock_limit_s: float = LOCK_LIMIT_S) -> psycopg2.extensions.connection:
    """Open a connection with the log-in of QGIS's password store, if the address names one."""
    psycopg2 = _driver()
    limits = f"-c lock_timeout={int(1000 * lock_limit_s)} -c statement_timeout={1000 * STATEMENT_LIMIT_S}"
    given = {**address.given, **_login_of(address.authcfg)}
    given.setdefault("connect_timeout", str(CONNECT_LIMIT_S))
    settings = " ".join((limits, "-c TimeZone=UTC -c DateStyle=ISO -c", _search_path(address.schema)))
    connection = psycopg2.connect(**{
        **given, "application_name": "Ruhr Smart City", "client_encoding": "UTF8",
        "options": " ".join(filter(None, (given.get("options"), settings))),
        "keepalives_idle": "10", "keepalives_interval": "5", "keepalives_count": "2",
        "tcp_user_timeout": str(1000 * _SILENCE_LIMIT_S)})
    _read_as_text(connection)
    return connection


def _search_path(schema: str) -> str:
    """Return the setting as libpq wants it among its options: blanks and backslashes behind a backslash."""
    value = "".join(('search_path="', schema.replace('"', '""'), '", public'))
    return re.sub(r"([\\\s])", r"\\\1", value)


@contextmanager
def answered_within(connection: Any, limit_s: float) -> Iterator[None]:
    """End the line if the work takes longer: a server that takes a request and never answers would keep us for ever."""
    line = socket.socket(fileno=os.dup(connection.fileno()))

    def end() -> None:
        with suppress(OSError):
            line.shutdown(socket.SHUT_RDWR)

    watch = threading.Timer(limit_s, end)
    watch.daemon = True
    watch.start()
    try:
        yield
    finally:
        watch.cancel()
        line.close()


def _driver() -> Any:
    try:
        import psycopg2
        import psycopg2.extras
    except ImportError as error:
        raise DependencyMissingError(tr(
            "Registers in PostgreSQL need the Python package “psycopg2”, which is missing in this QGIS. Ask your "
            "administrator to install it."), str(error)) from error
    return psycopg2


def _parsed(dsn: str) -> Dict[str, str]:
    psycopg2 = _driver()
    try:
        return dict(psycopg2.extensions.parse_dsn(dsn))
    except psycopg2.Error as error:
        raise InputError(tr("The address of the PostgreSQL database cannot be read. Example: "
                            "“postgresql://server:5432/database”.")) from error


def _login_of(authcfg: str) -> Dict[str, str]:
    """Return user, password or certificates of an entry of QGIS's password store, as libpq calls them."""
    if not authcfg:
        return {}
    from qgis.core import QgsApplication

    manager = QgsApplication.authManager()
    is_known, items = manager.updateDataSourceUriItems([], authcfg, "postgres")
    if not items and authcfg in manager.configIds() and not manager.masterPasswordIsSet():
        raise InputError(tr("QGIS's password store is locked, so that nobody could log in. Try again and type the "
                            "master password of QGIS when it asks for it."), authcfg)
    if not is_known or not items:
        raise InputError(tr("The log-in “{name}” is not in QGIS's password store. Choose another one, or make it "
                            "anew.").format(name=authcfg))
    return _parsed(" ".join(items))


def _read_as_text(connection: Any) -> None:
    """Days and moments come as ISO text, as they do from a GeoPackage."""
    psycopg2 = _driver()
    for name, oid, read in (("RUHR_DAY", 1082, _day), ("RUHR_MOMENT", 1184, _moment)):
        kind = psycopg2.extensions.new_type((oid,), name, read)
        psycopg2.extensions.register_type(kind, connection)


def _day(value: str | None, _cursor: Any) -> str | None:
    return value


def _moment(value: str | None, _cursor: Any = None) -> str | None:
    """Return a moment as the register writes it.

    >>> _moment("2026-11-23 13:00:00.5+00")
    '2026-11-23T13:00:00.500Z'
    """
    if value is None:
        return None
    second, _point, fraction = value.split("+")[0].replace(" ", "T").partition(".")
    return f"{second}.{fraction[:3]:0<3}Z"


@contextmanager
def postgis_errors(address: PostgisAddress, *, is_writing: bool = True) -> Iterator[None]:
    """Turn the database's errors into named ones with a sentence about this register."""
    psycopg2 = _driver()
    try:
        yield
    except psycopg2.Error as error:
        raise _named(error, address, is_writing=is_writing) from error
    except ValueError as error:  # of the driver: lone surrogates, NUL
        if not isinstance(error, UnicodeEncodeError) and "NUL" not in str(error):
            raise
        sentence = tr("A text holds characters that cannot be stored. Type it again instead of pasting it.")
        raise InputError(sentence, type(error).__name__) from error


def _cause(error: Any) -> str:
    """Return what the database says, without the values of the row: its "DETAIL" quotes all of it."""
    said = error.diag
    if (error.pgcode or "")[:2] in ("22", "23"):
        return " ".join(filter(None, (said.table_name, said.column_name, said.constraint_name)))
    return said.message_primary or str(error).strip()


def may_not_read(name: str, detail: str = "") -> StoreForbiddenError:
    """Return the error for a log-in that has none of the register's roles."""
    return StoreForbiddenError(tr(
        "Your log-in may not read the register “{name}”. Ask its administrator for one of the roles public, member "
        "or reviewer.").format(name=name), detail)


def _named(error: Any, address: PostgisAddress, *, is_writing: bool) -> Exception:
    code, name = error.pgcode or "", address.title
    detail = f"{type(error).__name__} {code}: {_cause(error)}"
    if not code and "definition of service" in detail:
        return InputError(tr(
            "The service “{name}” is not defined on this computer. It belongs into the file pg_service.conf; ask your "
            "administrator for it.").format(name=address.service), detail)
    if code == "42501" and not is_writing:
        return may_not_read(name, detail)
    if code == "42501":
        return StoreForbiddenError(tr(
            "The register “{name}” does not let you write this record: it belongs to another municipality, or your "
            "log-in may only read. Nothing was saved.").format(name=name), detail)
    if code in ("55P03", "40P01", "57014", "40001"):
        return StoreBusyError(tr(
            "The register “{name}” is in use by somebody else. Try again in a moment.").format(name=name), detail)
    if code[:2] == "53":
        return StoreFullError(tr(
            "The server of the register “{name}” has no room left, or too many people use it. Nothing was saved; try "
            "again later or tell the administrator.").format(name=name), detail)
    if code in ("42P01", "3F000", "42703", "42883"):
        return NotARegisterError(tr(
            "The database “{name}” holds no project register in the schema “{schema}”, or not all of it.",
        ).format(name=name, schema=address.schema), detail)
    if code[:2] == "23":
        return StoreError(tr(
            "The register “{name}” refused the record because it contradicts another one. Nothing was saved.",
        ).format(name=name), detail)
    if code == "3D000" or (not code and _NO_DATABASE.search(detail)):
        return InputError(tr(
            "There is no database “{name}” on that server. Check how it is written, or ask its administrator for the "
            "right name.").format(name=name), detail)
    if code[:2] == "28" or "authentication" in detail or "no password" in detail:
        return StoreForbiddenError(tr(
            "The database “{name}” did not accept the log-in. Check user and password.").format(name=name), detail)
    if not code or code[:2] in ("08", "57"):
        return ConnectionFailedError(tr(
            "There is no connection to the register “{name}”. Check the network, then try again.").format(name=name),
            detail)
    return StoreError(tr(
        "The register “{name}” could not be used. Nothing was saved; the details are in the log.",
    ).format(name=name), detail)
