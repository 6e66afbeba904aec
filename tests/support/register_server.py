# SPDX-License-Identifier: GPL-2.0-or-later
"""A real QGIS Server that publishes a register (a GeoPackage made by the plugin) as WFS-T, with users.

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

FILE, PROJECT = "register.gpkg", "stadt.qgs"
ANNA, BERT = ("anna", "geheim im Rathaus"), ("bert", "nur zum Lesen")
# What an administrator publishes: the public part of the model.
TABLES = ("project", "organisation", "project_organisation", "project_municipality", "project_field",
          "project_technology", "site_point", "site_line", "site_area", "milestone", "indicator", "indicator_value",
          "project_dataset", "project_sensor", "document")


class RegisterServer(QgisServer):
    """``with RegisterServer() as server: server.wfs_url, server.path``; `path` is the GeoPackage behind it."""

    program = __file__

    @property
    def path(self) -> Path:
        return self._folder / FILE

    def write_sources(self, folder: Path) -> None:
        from ruhr_smartcity_plugin.adapters.projects.geopackage_store import create_store

        create_store(folder / FILE)


def write_register_project(folder: Path) -> None:
    """Publish the tables by their names, editable; layer names as QGIS gives them. Runs in the server's process."""
    from qgis.core import QgsCoordinateReferenceSystem, QgsProject, QgsVectorLayer

    project = QgsProject.instance()
    project.setCrs(QgsCoordinateReferenceSystem("EPSG:25832"))
    project.setTitle("Projektregister (Test)")
    ids = []
    for name in TABLES:
        layer = QgsVectorLayer(f"{folder / FILE}|layername={name}", name, "ogr")
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
