# SPDX-License-Identifier: GPL-2.0-or-later
"""What real servers of OGC kinds are taken for when only their address is known, and that the search then works."""

from __future__ import annotations

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import Portal, PortalKind, PortalQuery
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.mapserver import MapServer
from tests.support.pycsw import PycswServer
from tests.support.pygeoapi import make_trees, pygeoapi_server
from tests.support.pygeoapi_records import make_records
from tests.support.sensorthings import SensorThingsServer
from tests.support.xml_reader import read_xml

pytestmark = pytest.mark.server


def opened(address: str) -> Portal:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=5.0, total_s=20.0, attempts=1)
    return open_portal(HttpClient(session, limits=limits), address, read_xml=read_xml)


@pytest.mark.parametrize("path", ["/csw", "/csw?service=CSW&request=GetCapabilities", "/"])
def test_a_catalogue_service_is_known(path):
    with PycswServer() as server:
        portal = opened(f"{server.url}{path}")
        found = portal.search(PortalQuery("Baumkataster"))
    assert portal.kind is PortalKind.CSW
    assert len(found.datasets) == 5


@pytest.mark.parametrize("path", ["", "/collections", "/collections/katalog", "/collections/katalog/items"])
def test_a_catalogue_of_records_is_known(path):
    with pygeoapi_server(records=make_records(12)) as server:
        portal = opened(f"{server.url}{path}")
        found = portal.search(PortalQuery())
    assert portal.kind is PortalKind.RECORDS
    assert len(found.datasets) == 12


def test_an_api_with_features_only_is_a_service():
    with pygeoapi_server(make_trees(3)) as server:
        portal = opened(server.url)
        found = portal.search(PortalQuery())
    assert portal.kind is PortalKind.OGC
    assert [one.title for one in found.datasets] == ["Bäume"]


@pytest.mark.parametrize("query", ["", "?SERVICE=WMS&REQUEST=GetCapabilities"])
def test_a_map_server_is_a_service(query):
    with MapServer(20) as server:
        portal = opened(f"{server.url}{query}")
        found = portal.search(PortalQuery())
    assert portal.kind is PortalKind.OGC
    assert found.datasets


def test_a_sensorthings_service_is_a_service():
    with SensorThingsServer() as server:
        portal = opened(server.url)
        found = portal.search(PortalQuery())
    assert portal.kind is PortalKind.OGC
    assert found.datasets
