# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from tests.adapters.projects.stores import GeoPackageCase, OapifCase, PostgisCase, WfsCase, WfsPostgresCase
from tests.support.postgres import Postgres
from tests.support.register_pygeoapi import RegisterPygeoapi
from tests.support.register_server import RegisterServer


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for all tests that ask for one."""
    with Postgres() as server:
        yield server


@pytest.fixture(scope="session")
def register_server():
    """A QGIS Server that publishes a register, for all tests that ask for one."""
    with RegisterServer() as server:
        yield server


@pytest.fixture(scope="session")
def register_server_on_postgres(postgres):
    """A QGIS Server that publishes a register in PostgreSQL, for all tests that ask for one."""
    with RegisterServer(postgres) as server:
        yield server


@pytest.fixture(scope="session")
def register_pygeoapi(postgres):
    """A pygeoapi that publishes a register, for all tests that ask for one."""
    with RegisterPygeoapi(postgres) as server:
        yield server


@pytest.fixture(params=["geopackage", "postgis"])
def case(request, tmp_path):
    """An empty register in each kind of store that holds everything."""
    return new_case(request, tmp_path)


def new_case(request, tmp_path):
    """Return an empty register in the kind of store that the parameter names."""
    if request.param == "geopackage":
        return GeoPackageCase(tmp_path)
    if request.param == "postgis":
        return PostgisCase(request.getfixturevalue("postgres"))
    if request.param == "wfs":
        return WfsCase(request.getfixturevalue("register_server"))
    if request.param == "wfs-postgres":
        return WfsPostgresCase(request.getfixturevalue("register_server_on_postgres"))
    return OapifCase(request.getfixturevalue("register_pygeoapi"))


@pytest.fixture
def store(request, tmp_path):
    """The store of `case`, or an empty GeoPackage for tests that do not ask for cases."""
    if "case" in request.fixturenames:
        return request.getfixturevalue("case").store
    return GeoPackageCase(tmp_path).store
