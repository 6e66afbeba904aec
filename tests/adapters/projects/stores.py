# SPDX-License-Identifier: GPL-2.0-or-later
"""The stores of the register as the tests meet them: made empty, opened again, looked into behind their back."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Any, List

from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
from ruhr_smartcity_plugin.adapters.projects.postgis_store import create_postgis, open_postgis
from tests.support.postgres import Postgres


class GeoPackageCase:
    """A register in a file of its own, with a name that needs quoting in addresses."""

    def __init__(self, folder: Path) -> None:
        self.store = create_store(folder / "Register Größe #1 100%.gpkg")

    def again(self) -> Any:
        """Open the register anew."""
        return open_store(self.store.path)

    def sql(self, statement: str, **values: Any) -> List[tuple]:
        """Ask or change the database behind the store's back; values as ``:name``."""
        with closing(sqlite3.connect(self.store.path)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def swallow_titles(self) -> None:
        """Let the database take new titles without a word and keep the old ones."""
        self.sql("CREATE TRIGGER swallow AFTER UPDATE OF title ON project BEGIN "
                 "UPDATE project SET title = old.title WHERE uuid = new.uuid; END")

    def refuse_title(self, title: str) -> None:
        """Let the database refuse new records of this title."""
        self.sql("CREATE TRIGGER refuse BEFORE INSERT ON project WHEN new.title = '" + title + "' BEGIN "
                 "SELECT RAISE(ABORT, 'CHECK constraint failed'); END")

    def accept_titles(self) -> None:
        """Let the database take every title again."""
        self.sql("DROP TRIGGER refuse")


class PostgisCase:
    """A register in a database of its own, whose schema has a name that needs quoting."""

    schema = "Register \"Ruhr\" 100%"

    def __init__(self, server: Postgres) -> None:
        from urllib.parse import quote

        self.server, self.database = server, server.new_database()
        self._options = f"?schema={quote(self.schema)}"
        self.store = create_postgis(self.address())

    def address(self, user: str = "", password: str = "", port: int = 0) -> PostgisAddress:
        """Return the address of the register, for the owner or another log-in."""
        login = (user, password) if user else ()
        return PostgisAddress(self.server.address(self.database, *login, port=port) + self._options)

    def again(self) -> Any:
        return open_postgis(self.address())

    def sql(self, statement: str, **values: Any) -> List[tuple]:
        quoted = self.schema.replace('"', '""')
        self.server.execute(f'ALTER ROLE postgres IN DATABASE {self.database} SET search_path TO "{quoted}", public',
                            database=self.database)
        named = re.sub(r"(?<![:\w]):(\w+)", r"%(\1)s", statement)
        return [tuple(row) for row in self.server.execute(named, values or None, database=self.database)]

    def swallow_titles(self) -> None:
        self.sql("CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS "
                 "$$ BEGIN NEW.title := OLD.title; RETURN NEW; END $$")
        self.sql("CREATE TRIGGER swallow BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION swallow()")

    def refuse_title(self, title: str) -> None:
        self.sql(f"ALTER TABLE project ADD CONSTRAINT refuse CHECK (title <> '{title}')")

    def accept_titles(self) -> None:
        self.sql("ALTER TABLE project DROP CONSTRAINT refuse")
