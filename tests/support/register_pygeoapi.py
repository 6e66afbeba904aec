# SPDX-License-Identifier: GPL-2.0-or-later
"""A real pygeoapi that publishes a register in PostgreSQL with writes (OGC API Features, Part 4)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Dict, Sequence

from ruhr_smartcity_plugin.adapters.projects.feature_publishing import make_for_service
from tests.support.postgres import PASSWORD, USER, Postgres
from tests.support.pygeoapi import _CRS, _EPSG, PygeoapiServer, _settings

SCHEMA = "ruhr_register"
# An administrator need not publish everything.
TABLES = ("project", "organisation", "project_organisation", "project_municipality", "project_field", "site_point",
          "site_line", "site_area")


class RegisterPygeoapi(PygeoapiServer):
    """``with RegisterPygeoapi(postgres) as server: server.url``; `database` is the one behind it."""

    def __init__(self, postgres: Postgres) -> None:
        super().__init__(None, 1000, records=None, more_records=None)
        self._postgres, self.database = postgres, postgres.new_database()
        make_for_service(postgres.address(self.database))

    def execute(self, statement: str, values: Any = None) -> list:
        """Ask or change the database behind the service's back."""
        return self._postgres.execute(statement, values, database=self.database)

    def command(self, port: int, descriptor: int) -> Sequence[str]:
        resources = {name: self._collection(name) for name in TABLES}
        (self.folder / "config.yml").write_text(json.dumps({**_settings(self.url, 1000), "resources": resources}))
        document = {"openapi": "3.0.2", "info": {"title": "Test", "version": "1"}, "paths": {}}
        (self.folder / "openapi.json").write_text(json.dumps(document))
        site = Path(__file__).with_name("pygeoapi_site.py")
        return [str(self.python), "-P", str(site), str(port), str(descriptor)]

    def _collection(self, name: str) -> Dict[str, Any]:
        line = {"host": "127.0.0.1", "port": self._postgres.port, "dbname": self.database, "user": USER,
                "password": PASSWORD, "search_path": [SCHEMA, "public"]}
        provider = {"type": "feature", "name": "PostgreSQL", "editable": True, "data": line, "id_field": "uuid",
                    "table": name, "geom_field": "geom", "crs": _CRS, "storage_crs": _EPSG.format(25832)}
        return {"type": "collection", "title": name, "description": name, "keywords": ["Register"], "links": [],
                "extents": {"spatial": {"bbox": [6.3, 51.2, 8.0, 51.9], "crs": _CRS[0]}}, "providers": [provider]}
