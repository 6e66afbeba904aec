# SPDX-License-Identifier: GPL-2.0-or-later
"""What does an address speak? Found out with few questions, all of them to the host that was named."""

from __future__ import annotations

import json

import pytest

from ruhr_smartcity_plugin.core.catalogue.portals.detection import detect_kind, kind_in_address
from ruhr_smartcity_plugin.core.catalogue.portals.opening import open_portal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalKind, PortalQuery
from ruhr_smartcity_plugin.core.catalogue.source import CatalogueSource
from ruhr_smartcity_plugin.core.errors import (
    AccessDeniedError,
    AddressRefusedError,
    BusyError,
    CancelledError,
    ConnectionFailedError,
    UnexpectedContentError,
)
from tests.support.ckan import CkanServer, package
from tests.support.dcat import NOTATIONS
from tests.support.dkan import PACKAGE, catalogue, many, old_dkan_server
from tests.support.loopback import Loopback, Reply
from tests.support.opendatasoft import ROW, OpendatasoftServer
from tests.support.xml_reader import read_xml

FRONT = "<!DOCTYPE html><html><head>{}</head><body>Willkommen</body></html>"
CSW = """<?xml version="1.0"?><csw:Capabilities xmlns:csw="http://www.opengis.net/cat/csw/2.0.2"/>"""
WMS = """<?xml version="1.0"?><WMS_Capabilities xmlns="http://www.opengis.net/wms"/>"""
LANDING = {"title": "Dienst", "links": [{"rel": "conformance", "href": "/conformance"}, {"rel": "data", "href": "/c"}]}
RECORDS = {"conformsTo": ["http://www.opengis.net/spec/ogcapi-records-1/1.0/conf/record-core"]}
FEATURES = {"conformsTo": ["http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core"]}


def _page(head=""):
    return Reply(200, FRONT.format(head), content_type="text/html")


def _xml(text):
    return Reply(200, text, content_type="application/xml")


def _kind(client, address):
    return detect_kind(client, address)[0]


@pytest.mark.parametrize(
    ("address", "kind"),
    [
        ("https://ckan.govdata.de/api/3/action", PortalKind.CKAN),
        ("https://ckan.open.nrw.de/api/3/action/package_search?q=x", PortalKind.CKAN),
        ("https://opendata.essen.example/data.json", PortalKind.DKAN),
        ("https://open-data.dortmund.example/api/explore/v2.1/catalog/datasets?limit=1", PortalKind.OPENDATASOFT),
        ("https://x.example/srv/ger/csw", PortalKind.CSW),
        ("https://x.example/any?SERVICE=CSW&request=GetCapabilities", PortalKind.CSW),
        ("https://x.example/ows?service=WMS&request=GetCapabilities", PortalKind.OGC),
        ("https://x.example/geoserver/wfs", PortalKind.OGC),
        ("https://x.example/arcgis/rest/services/Stadt/MapServer", PortalKind.OGC),
        ("https://x.example/FROST-Server/v1.1", PortalKind.OGC),
        ("https://x.example/catalog.rdf", PortalKind.DCAT),
        ("https://x.example/dataset/baum.ttl", PortalKind.DCAT),
        ("https://x.example/catalog.jsonld?page=2", PortalKind.DCAT),
        ("https://opendata.ruhr", None),
        ("opendata.ruhr", None),
        ("https://x.example/ogc/api", None),
    ],
)
def test_many_addresses_give_themselves_away(address, kind):
    assert kind_in_address(address) is kind


def test_a_file_is_dcat_and_nothing_is_asked(client, tmp_path):
    path = tmp_path / "katalog.xml"
    path.write_text(NOTATIONS["rdf-xml"], encoding="utf-8")
    assert detect_kind(client, str(path)) == (PortalKind.DCAT, str(path))


def test_ckan_is_known_by_its_search(client):
    with CkanServer([package("a", "A")], strict=False) as server:
        assert _kind(client, server.url) is PortalKind.CKAN
        assert server.home_asked == 1
        assert [one["rows"] for one in server.requests] == ["0"]


def test_any_page_of_a_portal_leads_to_it(client):
    with CkanServer([package("a", "A")], strict=False) as server:
        assert detect_kind(client, f"{server.url}/pages/faq") == (PortalKind.CKAN, server.url)
        address = f"{server.url}/organization/stadt-bochum"
        assert detect_kind(client, address) == (PortalKind.CKAN, address)


def test_dkan_is_known_by_its_document_or_by_its_lists(client):
    with Loopback({"/": _page(), "/data.json": catalogue(many(3))}) as server:
        assert _kind(client, f"{server.url}/") is PortalKind.DKAN
    with old_dkan_server([PACKAGE]) as server:
        server.strict = False
        server.routes["/api/3/action/package_search"] = {"success": True, "result": [PACKAGE]}
        assert detect_kind(client, server.url) == (PortalKind.DKAN, server.url)


def test_opendatasoft_is_known_by_its_catalogue(client):
    with OpendatasoftServer([ROW]) as server:
        server.strict = False
        assert _kind(client, server.url) is PortalKind.OPENDATASOFT


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("<meta name='generator' content='ckan 2.10.5'>", "/api/3/action/package_search"),
        ("<script src='/static/ods-widgets.js'></script>", "/api/explore/v2.1/catalog/datasets"),
        ('<meta name="Generator" content="Drupal 7 (http://drupal.org)">', "/data.json"),
        ("<title>GeoNetwork opensource</title>", "/"),
    ],
)
def test_a_hint_on_the_front_page_puts_the_right_question_first(client, head, first):
    with Loopback({"/": _page(head)}) as server:
        with pytest.raises(UnexpectedContentError):
            _kind(client, f"{server.url}/")
        assert server.seen[1].path == first
        assert len(server.seen) <= 7


@pytest.mark.parametrize(
    ("conformance", "kind"),
    [(RECORDS, PortalKind.RECORDS), (FEATURES, PortalKind.OGC), (Reply(500), PortalKind.OGC)],
)
def test_an_ogc_api_is_known_by_the_classes_it_conforms_to(client, conformance, kind):
    with Loopback({"/ogc": LANDING, "/conformance": conformance}, strict=True) as server:
        assert _kind(client, f"{server.url}/ogc") is kind
        assert len(server.seen) == 2


def test_the_classes_may_stand_on_the_landing_page(client):
    with Loopback({"/ogc": {**LANDING, **RECORDS}}, strict=True) as server:
        assert _kind(client, f"{server.url}/ogc") is PortalKind.RECORDS
        assert len(server.seen) == 1


@pytest.mark.parametrize(
    "document",
    [
        {"currentVersion": 10.9, "folders": [], "services": []},
        {"value": [{"name": "Things", "url": "https://x.example/Things"}]},
        {"value": [], "serverSettings": {"conformance": []}},
        {"tilejson": "3.0.0", "tiles": []},
        {"version": 8, "sources": {}, "layers": []},
        {"collections": [], "links": []},
    ],
)
def test_other_services_are_known_by_the_shape_of_their_json(client, document):
    with Loopback({"/dienst": document}, strict=True) as server:
        assert _kind(client, f"{server.url}/dienst") is PortalKind.OGC


@pytest.mark.parametrize("address", ["http://localhost:1/conformance", "http://[x"])
def test_a_link_to_another_host_or_none_is_not_asked(client, address):
    links = [{"rel": "conformance", "href": address}, {"rel": "data", "href": "/c"}]
    with Loopback({"/ogc": {"links": links}}, strict=True) as server:
        assert _kind(client, f"{server.url}/ogc") is PortalKind.OGC


@pytest.mark.parametrize(("document", "kind"), [(CSW, PortalKind.CSW), (WMS, PortalKind.OGC)])
def test_capabilities_are_known_by_their_root(client, document, kind):
    with Loopback({"/dienst": _xml(document)}, strict=True) as server:
        assert detect_kind(client, f"{server.url}/dienst") == (kind, f"{server.url}/dienst")


def test_the_catalogue_service_of_a_geonetwork_is_found_from_its_front_page(client):
    def csw(request):
        assert {name.lower() for name in request.query} == {"service", "request"}
        return _xml(CSW)

    with Loopback({"/": _page("GeoNetwork"), "/srv/ger/csw": csw}) as server:
        found = detect_kind(client, f"{server.url}/")
    assert found == (PortalKind.CSW, f"{server.url}/srv/ger/csw")


@pytest.mark.parametrize(
    ("page", "service"),
    [
        ("/geonetwork/srv/ger/catalog.search", "/geonetwork/srv/ger/csw"),
        ("/srv/eng/catalog.search", "/srv/eng/csw"),
        ("/geonetwork/srv/api/records/496eea5d", "/geonetwork/srv/ger/csw"),
    ],
)
def test_the_catalogue_service_of_a_geonetwork_is_found_from_any_of_its_pages(client, page, service):
    with Loopback({page: _page("GeoNetwork"), service: _xml(CSW)}) as server:
        found = detect_kind(client, f"{server.url}{page}#/metadata/496eea5d")
        assert found == (PortalKind.CSW, f"{server.url}{service}")


@pytest.mark.parametrize(("document", "kind"), [(FEATURES, PortalKind.OGC), (RECORDS, PortalKind.RECORDS)])
def test_an_ogc_api_is_known_by_the_address_of_its_page_for_people(client, document, kind):
    def answer(request):
        return _page() if request.value("f") == "html" else Reply(200, json.dumps(document))

    with Loopback({"/ogc": answer}) as server:
        assert detect_kind(client, f"{server.url}/ogc?f=html&lang=de") == (kind, f"{server.url}/ogc?lang=de")


@pytest.mark.parametrize("notation", list(NOTATIONS))
def test_rdf_is_known_by_its_first_bytes(client, notation):
    body = NOTATIONS[notation]
    with Loopback({"/katalog": Reply(200, body, content_type="text/plain; charset=utf-8")}, strict=True) as server:
        assert _kind(client, f"{server.url}/katalog") is PortalKind.DCAT


@pytest.mark.parametrize(
    ("path", "service", "root", "questions"),
    [
        ("/geobasis/wcs_nw_dgm", "WCS", "wcs:Capabilities", 2),
        ("/geobasis/wmts_nw_dop", "WMTS", "Capabilities", 2),
        ("/karten/hoehen", "WCS", "WCS_Capabilities", 15),
    ],
)
def test_a_service_is_known_by_its_bare_address_whatever_it_serves(client, path, service, root, questions):
    def answer(request):
        return _xml(f"<{root}/>") if request.value("service") == service else Reply(400, "no")

    with Loopback({path: answer}) as server:
        assert detect_kind(client, server.url + path) == (PortalKind.OGC, server.url + path)
        assert len(server.seen) <= questions


def test_a_data_set_called_after_a_service_still_leads_to_its_portal(client):
    with CkanServer([package("a", "A")], strict=False) as server:
        assert detect_kind(client, f"{server.url}/dataset/wms-stadtplan") == (PortalKind.CKAN, server.url)


def test_a_page_that_says_nothing_leads_to_fourteen_questions(client):
    with Loopback({"/amt/daten": _page()}) as server:
        with pytest.raises(UnexpectedContentError):
            _kind(client, f"{server.url}/amt/daten")
        assert len(server.seen) == 1 + 14


def test_what_is_no_portal_is_said_with_the_way_out(client):
    with Loopback({"/": _page()}) as server, pytest.raises(UnexpectedContentError) as caught:
        _kind(client, f"{server.url}/")
    assert "Choose the kind yourself" in caught.value.sentence


def test_a_host_that_is_away_is_asked_once(client):
    with Loopback() as server:
        address = server.url
    with pytest.raises(ConnectionFailedError):
        _kind(client, address)


def test_an_overloaded_host_is_not_asked_more_questions(client):
    busy = Reply(503, headers={"Retry-After": "3600"})
    with Loopback({"/": busy}) as server:
        with pytest.raises(BusyError):
            _kind(client, f"{server.url}/")
        assert len(server.seen) == 1


def test_a_portal_behind_a_log_in_says_so(client):
    closed = dict.fromkeys(("/", "/data.json", "/api/3/action/package_search"), Reply(401))
    with Loopback(closed) as server, pytest.raises(AccessDeniedError):
        _kind(client, f"{server.url}/")


@pytest.mark.parametrize("address", ["", "kein Ort", "/tmp/weg.rdf", "ftp://x.example", "C:\\weg\\katalog.rdf", "https://[x",
                                     "file://[x", f"/tmp/{'a' * 300}.rdf"])  # fmt: skip
def test_what_is_neither_address_nor_file_is_refused(client, address):
    with pytest.raises(AddressRefusedError):
        _kind(client, address)


def test_cancel_stops_the_questions(client):
    class Cancelled:
        def is_cancelled(self):
            return True

        def report(self, fraction, text=""):
            raise AssertionError

    with Loopback() as server, pytest.raises(CancelledError):
        detect_kind(client, server.url, progress=Cancelled())
    assert server.seen == []


# --- opening --------------------------------------------------------------------------------------
def test_an_entry_of_the_list_opens_with_its_kind_and_title_and_asks_nothing(client):
    source = CatalogueSource("essen", "Essen", "https://opendata.essen.example", PortalKind.DKAN)
    portal = open_portal(client, source, read_xml=read_xml)
    assert (portal.kind, portal.title, portal.root) == (PortalKind.DKAN, "Essen", "https://opendata.essen.example")


@pytest.mark.parametrize("kind", list(PortalKind))
def test_every_kind_opens_without_asking(client, kind):
    portal = open_portal(client, "https://x.example/dienst", kind, "Titel", read_xml=read_xml)
    assert (portal.kind, portal.title) == (kind, "Titel")


def test_an_address_opens_as_what_it_is(client):
    with CkanServer([package("a", "A")], strict=False) as server:
        portal = open_portal(client, server.url, read_xml=read_xml)
        assert portal.kind is PortalKind.CKAN
        assert len(portal.search(PortalQuery()).datasets) == 1
