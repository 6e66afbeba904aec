# SPDX-License-Identifier: GPL-2.0-or-later
"""The servers the tests and the demo stand on."""

from __future__ import annotations

import urllib.error
import urllib.request

import pytest

from tests.support import mapserver
from tests.support.ckan import CkanServer, demo_packages
from tests.support.mapserver import MapServer
from tests.support.qgis_server import QgisServer

pytestmark = pytest.mark.server


def _get(url: str) -> str:
    with urllib.request.urlopen(url, timeout=20) as answer:
        return answer.read().decode()


def test_map_server_states_its_cap_as_the_number_of_hits():
    """The trap the plugin has to see through: 2,502 objects, and the service says 1,000."""
    with MapServer() as server:
        hits = _get(f"{server.url}?SERVICE=WFS&VERSION=2.0.0&REQUEST=GetFeature&TYPENAMES=ms:baeume&RESULTTYPE=hits")
        assert 'numberMatched="1000"' in hits


def test_a_missing_binary_fails_instead_of_being_skipped(monkeypatch):
    monkeypatch.setattr(mapserver, "BINARY", "/usr/lib/cgi-bin/gibtesnicht")
    with pytest.raises(RuntimeError, match="cgi-mapserver"):
        MapServer()


@pytest.mark.parametrize("make", [MapServer, QgisServer, lambda: CkanServer([])], ids=["MapServer", "QGIS", "CKAN"])
def test_servers_start_stop_and_may_be_stopped_twice(make):
    server = make()
    server.start()
    url = server.url
    assert url.startswith("http://127.0.0.1:")
    server.stop()
    server.stop()
    with pytest.raises(urllib.error.URLError):
        _get(f"{url}/api/3/action/package_search")


def test_the_portal_fails_the_test_that_asks_what_nobody_expects():
    packages = demo_packages("http://127.0.0.1:9/ows", "http://127.0.0.1:9/ows", filler=3)
    portal = CkanServer(packages).start()
    with pytest.raises(urllib.error.HTTPError):
        _get(f"{portal.url}/api/3/action/package_list")
    with pytest.raises(AssertionError, match="package_list"):
        portal.__exit__(None)
