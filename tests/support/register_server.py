# SPDX-License-Identifier: GPL-2.0-or-later
"""A real QGIS Server that publishes a register (a GeoPackage or tables of PostgreSQL, made by the plugin) as WFS-T.

The module is both sides, as `qgis_server` is. Log-ins: `ANNA` may write, `BERT` may read, nobody may read; any other
gets 401.
"""

from __future__ import annotations

import base64
import sys
from pathlib import Path
from typing import Any, Callable

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from tests.support.qgis_server import QgisServer, serve

FILE, PROJECT, LINE = "register.gpkg", "stadt.qgs", "postgres.txt"
ANNA, BERT = ("anna", "geheim im Rathaus"), ("bert", "nur zum Lesen")
# What an administrator publishes: the public part of the model.
TABLES = ("project", "organisation", "project_organisation", "project_municipality", "project_field",
          "project_technology", "site_point", "site_line", "site_area", "milestone", "indicator", "indicator_value",
          "project_dataset", "project_sensor", "document")


class RegisterServer(QgisServer):
    """``with RegisterServer() as server: server.wfs_url, server.path``; `path` is the GeoPackage behind it.

    With a `Postgres` the tables lie there, in a database of their own: ask them by `execute`.
    """

    program = __file__

    def __init__(self, postgres: Any = None) -> None:
        super().__init__()
        self._postgres, self.database = postgres, postgres.new_database() if postgres else ""

    def execute(self, statement: str, values: Any = None) -> list:
        """Ask or change the database behind the service's back."""
        return self._postgres.execute(statement, values, database=self.database)

    @property
    def path(self) -> Path:
        return self._folder / FILE

    def write_sources(self, folder: Path) -> None:
        from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store

        if self._postgres is None:
            create_store(folder / FILE)
            return
        from ruhr_smartcity_plugin.adapters.projects.feature_publishing import make_for_service
        from tests.support.postgres import PASSWORD, USER

        make_for_service(self._postgres.address(self.database))
        (folder / LINE).write_text(
            f"host='127.0.0.1' port='{self._postgres.port}' dbname='{self.database}' user='{USER}' "
            f"password='{PASSWORD}' key='fid'", encoding="utf-8")


def write_register_project(folder: Path) -> None:
    """Publish the tables by their names, editable; layer names as QGIS gives them. Runs in the server's process."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject

    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    project.setTitle("Projektregister (Test)")
    ids = []
    for name in TABLES:
        layer = _layer(folder, name)
        if not layer.isValid():
            raise RuntimeError(f"layer {name} is not valid")
        project.addMapLayer(layer)
        ids.append(layer.id())
    project.writeEntry("WFSLayers", "/", ids)
    for right in ("Insert", "Update", "Delete"):
        project.writeEntry("WFSTLayers", right, ids)
    project.writeEntry("WMSServiceCapabilities", "/", True)
    project.writeEntry("WMSCrsList", "/", ["EPSG:25832"])
    if not project.write(str(folder / PROJECT)):
        raise RuntimeError("the project could not be written")


def _layer(folder: Path, name: str) -> Any:
    from qgis.core import QgsVectorLayer

    line = folder / LINE
    if not line.exists():
        return QgsVectorLayer(f"{folder / FILE}|layername={name}", name, "ogr")
    kind = {"site_point": "Point", "site_line": "MultiLineString", "site_area": "MultiPolygon"}.get(name)
    place = f"srid=25832 type={kind} " if kind else ""
    column = " (geom)" if kind else ""
    source = f'{line.read_text(encoding="utf-8")} {place}table="ruhr_register"."{name}"{column}'
    return QgsVectorLayer(source, name, "postgres")


def guard(server: Any) -> Callable[[str], bool]:
    """Let only `ANNA` write; returns what remembers and checks the log-in of each request."""
    from qgis.server import QgsAccessControlFilter

    class Rights(QgsAccessControlFilter):
        user = ""

        def layerPermissions(self, layer: object) -> QgsAccessControlFilter.LayerPermissions:
            del layer
            found = QgsAccessControlFilter.LayerPermissions()
            found.canRead = True
            found.canInsert = found.canUpdate = found.canDelete = self.user == ANNA[0]
            return found

        def allowToEdit(self, layer: object, feature: object) -> bool:
            del layer, feature
            return self.user == ANNA[0]

        def authorizedLayerAttributes(self, layer: object, attributes: list) -> list:
            del layer
            return attributes

        def cacheKey(self) -> str:
            return self.user or "public"

    rights = Rights(server.serverInterface())
    server.serverInterface().registerAccessControl(rights, 100)
    users = {_header(*one): one[0] for one in (ANNA, BERT)}

    def knows(header: str) -> bool:
        rights.user = users.get(header, "")
        return not header or bool(rights.user)

    return knows


def _header(user: str, password: str) -> str:
    return "Basic " + base64.b64encode(f"{user}:{password}".encode()).decode("ascii")


if __name__ == "__main__":
    serve(Path(sys.argv[1]), write_register_project, guard)
