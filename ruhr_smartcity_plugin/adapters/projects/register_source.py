# SPDX-License-Identifier: GPL-2.0-or-later
"""Where QGIS finds the views of a register: in a GeoPackage, in PostgreSQL, or in memory if it has none itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, Tuple, Union

from qgis.core import Qgis, QgsCredentials, QgsDataSourceUri, QgsProviderRegistry

from ruhr_smartcity_plugin.core.errors import LayerError
from ruhr_smartcity_plugin.core.projects.map_places import INTERNAL_COLUMNS, PUBLIC_COLUMNS
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress

PUBLIC_VIEWS = ("project_areas", "project_lines", "project_points")  # from the bottom of the map to its top
INTERNAL_VIEWS = ("project_areas_internal", "project_lines_internal", "project_points_internal")
_TYPES = {"points": Qgis.WkbType.Point, "lines": Qgis.WkbType.MultiLineString, "areas": Qgis.WkbType.MultiPolygon}
_SITES = {"points": "site_point", "lines": "site_line", "areas": "site_area"}

RegisterSource = Union[Path, Any]  # the path of a GeoPackage, or a store: `path` or `address` says where it lies


def provider_of(source: RegisterSource, view: str) -> Tuple[str, str]:
    """Return QGIS's provider and its address for a view of a register. A password is never part of it."""
    path = path_of(source)
    if path is not None:
        parts = {"path": str(path.absolute()), "layerName": view}
        return "ogr", QgsProviderRegistry.instance().encodeUri("ogr", parts)
    if not has_views(source):
        return "memory", _memory_uri(view)
    if view in INTERNAL_VIEWS and getattr(source, "is_public_view", False):
        raise LayerError(tr(
            "With your log-in you read the register “{name}” as the public: there are no internal projects to show. "
            "Ask its administrator for a log-in of a member.").format(name=source.title))
    return "postgres", _postgres_uri(source.address, view)


def has_views(source: RegisterSource) -> bool:
    """Answer whether a register has views that QGIS can show: files and databases have, web services have not.

    A web service has a layer for each table, and what a place looks like stands in two others. Layers for it are filled
    with `map_places_of`.
    """
    return path_of(source) is not None or hasattr(source.address, "schema")


def key_of_source(source: RegisterSource) -> str:
    """Return what tells one register from others, without any log-in."""
    path = path_of(source)
    return str(path.absolute()) if path is not None else source.address.key


def path_of(source: RegisterSource) -> Path | None:
    """Return the file of a register; None if it lies in a database."""
    return source if isinstance(source, Path) else getattr(source, "path", None)


def _memory_uri(view: str) -> str:
    columns = INTERNAL_COLUMNS if view in INTERNAL_VIEWS else PUBLIC_COLUMNS
    fields = (":".join((one, "date" if one == "as_of" else "string")) for one in columns)
    shape = Qgis.WkbType(_TYPES[view.split("_")[1]]).name
    return "".join((shape, "?crs=EPSG:25832", *("&field=" + one for one in fields)))


def _postgres_uri(address: PostgisAddress, view: str) -> str:
    """Return the address without a password, which would be written into project files.

    One that came with a stored connection is given to QGIS for this session; else QGIS asks, or knows it by authcfg.
    """
    uri, given = QgsDataSourceUri(), address.given
    mode = QgsDataSourceUri.decodeSslMode(given["sslmode"]) if given.get("sslmode") else \
        QgsDataSourceUri.SslMode.SslPrefer
    user = "" if address.authcfg else given.get("user", "")
    more = (given.get("dbname", ""), user, "", mode, address.authcfg)
    if address.service:
        uri.setConnection(address.service, *more)
    else:
        uri.setConnection(given.get("host", ""), given.get("port", ""), *more)
    if given.get("password") and not address.authcfg:
        QgsCredentials.instance().put(uri.connectionInfo(False), user, given["password"])
    kind = view.split("_")[1]
    if view in INTERNAL_VIEWS:
        uri.setDataSource("", _internal_query(address.schema, _SITES[kind]), "geom", "", "fid")
    else:
        uri.setDataSource(address.schema, view, "geom", "", "fid")
    uri.setSrid("25832")
    uri.setWkbType(_TYPES[kind])
    return uri.uri(False)


def _internal_query(schema: str, sites: str) -> str:
    """Return what the internal views of a GeoPackage show; row-level security hides what the reader may not see."""
    inside = "".join(('"', schema.replace('"', '""'), '".'))
    return " ".join((
        "(SELECT s.fid, s.geom, p.uuid AS project_uuid, s.uuid AS site_uuid, p.code, p.title, p.short_title, "
        "p.summary, p.main_field, p.phase, p.status, o.name AS lead, s.label, s.role, s.ags, s.address, s.accuracy, "
        "p.website, p.as_of, p.visibility FROM", "".join((inside, sites)), "s JOIN", "".join((inside, "project")),
        "p ON p.uuid = s.project_uuid LEFT JOIN", "".join((inside, "organisation")), "o ON o.uuid = p.lead_uuid "
        "WHERE NOT s.deleted AND NOT p.deleted)"))
