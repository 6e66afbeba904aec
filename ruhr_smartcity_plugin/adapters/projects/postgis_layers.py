# SPDX-License-Identifier: GPL-2.0-or-later
"""The public views of a register in PostgreSQL as sources of map layers, without a password in them."""

from __future__ import annotations

from qgis.core import QgsCredentials, QgsDataSourceUri

from ruhr_smartcity_plugin.adapters.projects.postgis_connection import PostgisAddress


def view_source(address: PostgisAddress, view: str) -> str:
    """Return the source of a layer on a view, for QGIS's provider "postgres".

    A saved project then holds the log-in's id in QGIS's password store at most. A password that came with a stored
    connection is given to QGIS for this session only.
    """
    uri, given = QgsDataSourceUri(), address.given
    mode = QgsDataSourceUri.decodeSslMode(given["sslmode"]) if given.get("sslmode") else \
        QgsDataSourceUri.SslMode.SslPrefer
    user = "" if address.authcfg else given.get("user", "")
    if address.service:
        uri.setConnection(address.service, given.get("dbname", ""), user, "", mode, address.authcfg)
    else:
        uri.setConnection(given.get("host", ""), given.get("port", ""), given.get("dbname", ""), user, "", mode,
                          address.authcfg)
    if given.get("password") and not address.authcfg:
        QgsCredentials.instance().put(uri.connectionInfo(False), user, given["password"])
    uri.setDataSource(address.schema, view, "geom", "", "fid")
    uri.setSrid("25832")
    return uri.uri(False)
