# SPDX-License-Identifier: GPL-2.0-or-later
"""The stores of the register as the tests meet them: made empty, opened again, looked into behind their back."""

from __future__ import annotations

import re
import sqlite3
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any, List, Tuple

from ruhr_smartcity_plugin.adapters.projects.feature_address import open_feature_store
from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store, open_store
from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress
from ruhr_smartcity_plugin.adapters.projects.postgis_store import create_postgis, open_postgis
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from ruhr_smartcity_plugin.core.projects.bundle import ProjectBundle
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from tests.support.postgres import Postgres
from tests.support.register_pygeoapi import SCHEMA, RegisterPygeoapi
from tests.support.register_pygeoapi import TABLES as PYGEOAPI_TABLES
from tests.support.register_server import ANNA, TABLES, RegisterServer


class WholeCase:
    """A store that holds everything of a project."""

    is_for_the_public = False

    def fitting(self, bundle: ProjectBundle) -> ProjectBundle:
        """Return a sample as this store can hold it."""
        return bundle

    def name(self, who: str) -> str:
        """Return how the store names who edited."""
        return who

    def keeps(self, table: str) -> bool:
        """Answer whether the store has a table."""
        del table
        return True


class FeatureCase:
    """A service for the public: it holds no internal field, no names of editors, and no history."""

    is_for_the_public = True
    store: Any
    url: str
    login: Tuple[str, str] | None = None

    def fitting(self, bundle: ProjectBundle) -> ProjectBundle:
        public = replace(bundle, project=replace(bundle.project, visibility=Visibility.PUBLIC), sites=tuple(
            replace(one, visibility=Visibility.PUBLIC) for one in bundle.sites))
        return self.store.carriage.part_of(public)

    def name(self, who: str) -> str:
        del who
        return ""

    def keeps(self, table: str) -> bool:
        return self.store.carries(table)

    def again(self) -> Any:
        return self.opened(self.url)

    def opened(self, url: str, login: Tuple[str, str] | None = None, **limits: float) -> Any:
        """Open the service at an address (a proxy's, maybe) with bounds of its own."""
        import requests

        session = requests.Session()
        session.trust_env = False
        session.auth = login or self.login
        client = HttpClient(session, limits=Limits(**{"inactivity_s": 20.0, **limits}), wait=lambda _seconds: None)
        return open_feature_store(url, client=client)


class WfsCase(FeatureCase):
    """A register behind QGIS Server, which publishes a GeoPackage."""

    login = ANNA

    def __init__(self, server: RegisterServer) -> None:
        self.server, self.url = server, server.wfs_url
        self.sql("DROP TRIGGER IF EXISTS swallow")
        # What is deleted behind the plugin's back comes back as a tombstone once.
        for one in (*TABLES, *TABLES):
            self.sql(f"DELETE FROM {one}")
        self.store = self.again()

    def sql(self, statement: str, **values: Any) -> List[tuple]:
        with closing(sqlite3.connect(self.server.path, timeout=20)) as connection, connection:
            return connection.execute(statement, values).fetchall()

    def swallow_titles(self) -> None:
        # A new moment, or the register's own trigger would count it as a change in plain QGIS.
        self.sql("CREATE TRIGGER swallow AFTER UPDATE OF title ON project WHEN new.title = 'Neu' BEGIN "
                 "UPDATE project SET title = old.title, changed_at = '2000-01-01' WHERE uuid = new.uuid; END")


class OapifCase(FeatureCase):
    """A register behind pygeoapi, which publishes tables of PostgreSQL."""

    def __init__(self, server: RegisterPygeoapi) -> None:
        self.server, self.url = server, self.address_of(server)
        self.sql("DROP TRIGGER IF EXISTS swallow ON project")
        self.sql(f"TRUNCATE {', '.join(PYGEOAPI_TABLES)} CASCADE")
        self.store = self.again()

    @staticmethod
    def address_of(server: Any) -> str:
        """Return where the service answers."""
        return server.url

    def sql(self, statement: str, **values: Any) -> List[tuple]:
        named = re.sub(r"(?<![:\w]):(\w+)", r"%(\1)s", statement)
        database = self.server.database
        self.server.execute(f"ALTER ROLE postgres IN DATABASE {database} SET search_path TO {SCHEMA}, public")
        return [tuple(row) for row in self.server.execute(named, values or None)]

    swallow_titles = None


class GeoPackageCase(WholeCase):
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
        self.sql("CREATE TRIGGER swallow AFTER UPDATE OF title ON project WHEN new.title = 'Neu' BEGIN "
                 "UPDATE project SET title = old.title WHERE uuid = new.uuid; END")

    def refuse_title(self, title: str) -> None:
        """Let the database refuse records of this title."""
        for name in ("INSERT", "UPDATE"):
            self.sql("CREATE TRIGGER refuse_" + name + " BEFORE " + name + " ON project WHEN new.title = '" + title
                     + "' BEGIN SELECT RAISE(ABORT, 'CHECK constraint failed'); END")

    def accept_titles(self) -> None:
        """Let the database take every title again."""
        for name in ("INSERT", "UPDATE"):
            self.sql("DROP TRIGGER refuse_" + name)


class PostgisCase(WholeCase):
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
        self.sql("CREATE OR REPLACE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS "
                 "$$ BEGIN NEW.title := OLD.title; RETURN NEW; END $$")
        self.sql("CREATE TRIGGER swallow BEFORE UPDATE ON project FOR EACH ROW EXECUTE FUNCTION swallow()")

    def refuse_title(self, title: str) -> None:
        self.sql(f"ALTER TABLE project ADD CONSTRAINT refuse CHECK (title <> '{title}')")

    def accept_titles(self) -> None:
        self.sql("ALTER TABLE project DROP CONSTRAINT refuse")


OapifCase.swallow_titles = PostgisCase.swallow_titles


class WfsPostgresCase(OapifCase):
    """A register behind QGIS Server, which publishes tables of PostgreSQL."""

    login = ANNA

    @staticmethod
    def address_of(server: RegisterServer) -> str:
        return server.wfs_url
