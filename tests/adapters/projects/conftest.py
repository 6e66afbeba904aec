# SPDX-License-Identifier: GPL-2.0-or-later
from __future__ import annotations

import pytest

from tests.adapters.projects.stores import GeoPackageCase, PostgisCase
from tests.support.postgres import Postgres


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL server for all tests that ask for one."""
    with Postgres() as server:
        yield server


@pytest.fixture(params=["geopackage", "postgis"])
def case(request, tmp_path):
    """An empty register in each kind of store."""
    if request.param == "geopackage":
        return GeoPackageCase(tmp_path)
    return PostgisCase(request.getfixturevalue("postgres"))


@pytest.fixture
def store(request, tmp_path):
    """The store of `case`, or an empty GeoPackage for tests that do not ask for cases."""
    if "case" in request.fixturenames:
        return request.getfixturevalue("case").store
    return GeoPackageCase(tmp_path).store
