# SPDX-License-Identifier: GPL-2.0-or-later
"""The PostgreSQL connections that QGIS keeps: read where they are used, never copied into our settings."""

from __future__ import annotations

from typing import Any, Dict, Tuple

from qgis.core import QgsDataSourceUri, QgsProviderConnectionException, QgsProviderRegistry

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr


def connection_names() -> Tuple[str, ...]:
    """Return the names of the PostgreSQL connections in QGIS's browser, by name."""
    return tuple(sorted(_provider().connections(False), key=str.casefold))


def named_connection(name: str) -> Tuple[Dict[str, str], str]:
    """Return what libpq needs for a connection of QGIS, and the id of its log-in in QGIS's password store.

    Raises InputError if QGIS has none of this name.
    """
    try:
        found = _provider().connections(False).get(name)
    except QgsProviderConnectionException as error:
        raise _unknown(name) from error
    if found is None:
        raise _unknown(name)
    uri = QgsDataSourceUri(found.uri())
    given = {"service": uri.service(), "host": uri.host(), "port": uri.port(), "dbname": uri.database(),
             "user": uri.username(), "password": uri.password()}
    if uri.sslMode() != QgsDataSourceUri.SslMode.SslPrefer:
        given["sslmode"] = QgsDataSourceUri.encodeSslMode(uri.sslMode())
    return {key: value for key, value in given.items() if value}, uri.authConfigId()


def _unknown(name: str) -> InputError:
    return InputError(tr("QGIS has no PostgreSQL connection “{name}” any more. Choose another one, or make it anew in "
                         "QGIS's browser.").format(name=name))


def _provider() -> Any:
    return QgsProviderRegistry.instance().providerMetadata("postgres")
