# SPDX-License-Identifier: GPL-2.0-or-later
"""Single services by their address, asked for real: MapServer, pygeoapi, a SensorThings service; and with faults."""

from __future__ import annotations

from typing import Iterator

import pytest
import requests

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.ogc import OgcPortal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    AddressRefusedError,
    CancelledError,
    HttpStatusError,
    NetworkError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient, Limits
from tests.support.chaos import Chaos
from tests.support.faults import PORTAL_FAULTS, fault_name
from tests.support.loopback import Loopback, Reply
from tests.support.mapserver import MapServer
from tests.support.pygeoapi import make_trees, pygeoapi_server
from tests.support.pygeoapi_records import make_records
from tests.support.sensorthings import SensorThingsServer
from tests.support.stopped import STOPPED
from tests.support.xml_reader import read_xml

pytestmark = pytest.mark.server


@pytest.fixture(scope="module")
def mapserver() -> Iterator[MapServer]:
    with MapServer(50) as server:
        yield server


def portal(address: str, title: str = "", *, inactivity_s: float = 3.0) -> OgcPortal:
    session = requests.Session()
    session.trust_env = False
    limits = Limits(inactivity_s=inactivity_s, total_s=10.0, attempts=1)
    return OgcPortal(HttpClient(session, limits=limits), address, title, read_xml=read_xml)


def test_one_address_gives_the_layers_of_all_its_services(mapserver):
    one = portal(mapserver.url)
    found = one.search(PortalQuery())
    assert found.is_complete
    entries = {entry.key: entry for entry in found.datasets}
    assert {"WMS:baeume", "WMS:ortsteile", "WFS:ms:baeume", "WFS:ms:ortsteile"} <= set(entries)
    trees = entries["WFS:ms:baeume"]
    assert one.title == "Stadtdienst Bochum (Test)"
    assert (trees.title, trees.publisher) == ("Bäume", "Stadt Bochum")
    assert trees.licence.key == "dl-by-de/2.0"
    assert entries["WMS:baeume"].attribution == "© Stadt Bochum"
    assert trees.municipalities == {"05911000"}
    (resource,) = trees.distributions
    assert (resource.kind, resource.url, resource.layers) == (ServiceKind.WFS, mapserver.url, ("ms:baeume",))
    assert "EPSG:25832" in resource.description
    # trees lie within 8 km around 7.2° E 51.48° N
    west, south, east, north = trees.extent_4326
    assert 7.05 < west < 7.2 < east < 7.35
    assert 51.38 < south < 51.48 < north < 51.58


@pytest.mark.parametrize("kind", ["WMS", "WFS"])
def test_an_address_that_names_its_kind_gives_that_kind_only(mapserver, kind):
    before = len(mapserver.requests)
    found = portal(f"{mapserver.url}?SERVICE={kind}&REQUEST=GetCapabilities").search(PortalQuery())
    assert {entry.distributions[0].kind.value for entry in found.datasets} == {kind}
    assert len(mapserver.requests) == before + 1


def test_words_and_boxes_narrow_the_list(mapserver):
    one = portal(mapserver.url)
    # All layers have the service's description, which names both: the one with the word in its title comes first.
    for words, first in (("BAEUME", "Bäume"), ("ortsteil", "Ortsteile")):
        assert one.search(PortalQuery(words)).datasets[0].title == first
    assert one.search(PortalQuery("gibtesnicht")).is_complete
    assert one.search(PortalQuery(extent_4326=(10.0, 50.0, 11.0, 50.5))).datasets == ()
    first = one.search(PortalQuery(), limit=2)
    assert (len(first.datasets), first.next_start, first.is_complete) == (2, 2, False)
    rest = one.search(PortalQuery(), start=2)
    assert rest.is_complete
    assert not {entry.key for entry in first.datasets} & {entry.key for entry in rest.datasets}


def test_one_layer_is_found_again_or_a_404(mapserver):
    one = portal(mapserver.url, "Stadtdienst")
    assert one.dataset("WMS:baeume").title == "Bäume"
    with pytest.raises(HttpStatusError, match="Stadtdienst") as caught:
        one.dataset("WMS:fehlt")
    assert caught.value.status == 404


def test_an_ogc_api_gives_its_collections_of_features():
    with pygeoapi_server(make_trees(5), records=make_records(2)) as server:
        found = portal(server.url).search(PortalQuery())
        below = portal(server.features_url).search(PortalQuery())
    assert [entry.key for entry in found.datasets] == ["OAPIF:baeume"]
    assert [entry.key for entry in below.datasets] == ["OAPIF:baeume"]
    (entry,) = found.datasets
    assert entry.extent_4326 == (6.3, 51.2, 8.0, 51.9)
    assert entry.tags == ("Umwelt", "Bäume")


def test_a_sensorthings_service_gives_its_entities():
    with SensorThingsServer() as server:
        found = portal(server.url, "Messnetz").search(PortalQuery())
    keys = [entry.key for entry in found.datasets]
    assert "SensorThings:Location" in keys
    assert found.datasets[0].distributions[0].url == f"{server.url}/"


@pytest.mark.parametrize("query", ["", "?SERVICE=WMS"])
@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_a_service_that_fails_is_a_sentence_never_a_short_list(mapserver, fault, query):
    with Chaos(mapserver.url.rsplit("/", 1)[0], [fault]) as proxy, pytest.raises(NetworkError) as caught:
        portal(f"{proxy.url}/ows{query}", inactivity_s=0.5).search(PortalQuery())
    assert len(caught.value.sentence) > 20


@pytest.mark.parametrize("fault", PORTAL_FAULTS, ids=fault_name)
def test_one_of_several_services_that_fails_is_named_and_the_others_are_listed(mapserver, fault):
    with Chaos(mapserver.url.rsplit("/", 1)[0]) as proxy:
        proxy.rules = [{"match": "SERVICE=WFS", **fault}]
        one = portal(f"{proxy.url}/ows", "Stadtdienst", inactivity_s=0.5)
        found = one.search(PortalQuery())
        assert one.dataset("WMS:baeume").title == "Bäume"
        with pytest.raises(NetworkError, match="The WFS of “Stadtdienst” is missing from the list: ") as caught:
            one.dataset("WFS:ms:baeume")
    assert not isinstance(caught.value, HttpStatusError), "a layer that may be there must not be called gone"
    kinds = {entry.distributions[0].kind for entry in found.datasets}
    assert kinds == {ServiceKind.WMS}
    assert not found.is_complete
    assert found.completeness.expected is None
    assert found.error.sentence.startswith("The WFS of “Stadtdienst” is missing from the list: ")


def test_a_server_without_one_of_the_services_lists_the_others_without_a_word(mapserver):
    """MapServer 8 answers `SERVICE=WMTS`, which it does not speak, with a web page and status 200."""
    found = portal(mapserver.url).search(PortalQuery())
    assert found.is_complete
    assert found.error is None


def test_damaged_capabilities_are_an_error_not_another_kind_of_service(mapserver):
    broken = Reply(200, '<?xml version="1.0"?><WFS_Capabilities><a>', content_type="text/xml")
    with Loopback({"/ows": broken}) as server, pytest.raises(UnexpectedContentError, match="broken answer"):
        portal(f"{server.url}/ows").search(PortalQuery())


def test_a_log_in_is_asked_for_and_not_taken_for_no_service():
    with Loopback({"/ows": Reply(401, "no", content_type="text/plain")}) as server, pytest.raises(AccessDeniedError):
        portal(f"{server.url}/ows").search(PortalQuery())


def test_what_is_no_service_is_one_sentence():
    page = Reply(200, "<html><body>Willkommen</body></html>", content_type="text/html")
    with Loopback({"/": page}) as server, pytest.raises(UnexpectedContentError, match="No map or data service"):
        portal(server.url + "/").search(PortalQuery())
    with pytest.raises(AddressRefusedError):
        portal("/vsicurl/https://x.example")


def test_an_arcgis_service_is_asked_for_json():
    told = {"currentVersion": 11, "mapName": "Grün", "layers": [{"id": 0, "name": "Parks", "geometryType": "p"}],
            "spatialReference": {"wkid": 25832}}  # fmt: skip
    path = "/arcgis/rest/services/gruen/FeatureServer"
    with Loopback({path: told}, strict=True) as server:
        found = portal(server.url + path).search(PortalQuery())
        assert [seen.value("f") for seen in server.seen] == ["json"]
    assert [entry.title for entry in found.datasets] == ["Parks"]


def test_the_user_stops_before_the_next_question(mapserver):
    with pytest.raises(CancelledError):
        portal(mapserver.url).search(PortalQuery(), progress=STOPPED)
