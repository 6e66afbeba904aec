# SPDX-License-Identifier: GPL-2.0-or-later
"""Making a register in PostgreSQL ready for a feature service in front of it (QGIS Server, pygeoapi)."""

from __future__ import annotations

from ruhr_smartcity_plugin.adapters.projects.postgis_connection import (
    PostgisAddress,
    connect,
    is_postgis_address,
    postgis_errors,
)
from ruhr_smartcity_plugin.adapters.projects.postgis_store import create_postgis, open_postgis
from ruhr_smartcity_plugin.core.errors import InputError, NoRegisterThereError, StoreError
from ruhr_smartcity_plugin.core.projects.schema import postgis_statements
from ruhr_smartcity_plugin.core.projects.visibility import Visibility
from ruhr_smartcity_plugin.translation import tr

_NOT_PUBLIC = "SELECT count(*) FROM project WHERE NOT deleted AND visibility IS DISTINCT FROM %s"


def make_for_service(text: str, authcfg: str = "") -> None:
    """Make a register that a service can publish, or prepare the one that is there; twice does no harm.

    Raises InputError for anything but a database, StoreError if the register holds what is not public, and what
    `create_postgis` and `open_postgis` raise.
    """
    if not is_postgis_address(text):
        raise InputError(tr(
            "Only a register in PostgreSQL has to be made ready for a feature service. QGIS Server publishes a "
            "GeoPackage as it is."))
    address = PostgisAddress(text, authcfg)
    try:
        open_postgis(address)
    except NoRegisterThereError:
        create_postgis(address)
    prepare_for_service(address)


def prepare_for_service(address: PostgisAddress) -> None:
    """Change the tables of a register as services need them, all of it or nothing; errors as of `make_for_service`."""
    with postgis_errors(address):
        connection = connect(address)
        try:
            with connection, connection.cursor() as cursor:
                cursor.execute(_NOT_PUBLIC, (Visibility.PUBLIC.value,))
                (count,) = cursor.fetchone()
                if count:
                    raise StoreError(tr(
                        "The register “{name}” is not only public: %n project(s) in it must not be seen by everybody. "
                        "A service would show all. Make a register of its own for it, and synchronise with that.", "",
                        count,
                    ).format(name=address.title))
                for statement in postgis_statements("register_postgis_features.sql"):
                    cursor.execute(statement)
        finally:
            connection.close()
