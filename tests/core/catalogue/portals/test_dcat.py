# SPDX-License-Identifier: GPL-2.0-or-later
"""DCAT-AP catalogues in all notations, from files and in pages."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime, timezone

import pytest

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.dcat import DcatPortal, local_file
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.errors import (
    AddressRefusedError,
    HttpStatusError,
    NetworkError,
    TooLargeError,
    UnexpectedContentError,
)
from ruhr_smartcity_plugin.core.network.client import HttpClient
from tests.support.dcat import NOTATIONS, RDF_XML, TURTLE, hydra_page
from tests.support.loopback import Loopback, Reply
from tests.support.xml_reader import read_xml

UTC = timezone.utc
TREES = "https://daten.example.org/d/baum"


def _file(tmp_path, text, name="katalog.rdf"):
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8"))
    return str(path)


def _search(client, address, query=PortalQuery(), **more):  # noqa: B008 - frozen
    return DcatPortal(client, address, "Katalog", read_xml=read_xml).search(query, **more)


@pytest.mark.parametrize("notation", list(NOTATIONS))
def test_all_notations_say_the_same(client, tmp_path, notation):
    path = _file(tmp_path, NOTATIONS[notation])
    result = _search(client, path)
    trees, noise, nameless = result.datasets
    assert result.is_complete
    assert result.unreadable == 0
    assert (trees.key, trees.title, trees.publisher) == (TREES, "Baumkataster", "Stadt Bochum")
    assert trees.notes == 'Alle Bäume,\nauch "alte".'
    assert trees.licence.key == "dl-by-de/2.0"
    assert trees.attribution == "© Stadt Bochum"
    assert trees.modified == datetime(2026, 3, 1, 10, tzinfo=UTC)
    assert trees.data_date == datetime(2025, 12, 31, tzinfo=UTC)
    assert trees.themes == ("envi",)
    assert trees.tags == ("Baum",)
    assert trees.municipalities == {"05911000"}
    assert trees.municipality_evidence == "geocoding"
    assert trees.contact == "Grünflächenamt, gruen@bochum.example"
    assert trees.extent_4326 == (7.1, 51.4, 7.3, 51.5)
    assert trees.landing_url == "https://daten.example.org/seite/baum"
    assert (trees.identifier, trees.portal_root) == ("baum-05911", path)
    assert [(one.kind, one.declared_format, one.size_bytes) for one in trees.distributions] == [
        (ServiceKind.WFS, "WFS_SRVC", None),
        (ServiceKind.CSV, "", 1200),
    ]
    assert noise.key == "https://daten.example.org/d/lärm"
    assert noise.distributions[0].url == ""
    assert "web address" in noise.distributions[0].problem
    assert noise.distributions[0].kind is ServiceKind.GML
    assert (nameless.key, nameless.identifier, nameless.title) == ("ohne-1", "ohne-1", "Ohne Adresse")


@pytest.mark.parametrize("notation", list(NOTATIONS))
@pytest.mark.parametrize("share", [0.15, 0.5, 0.9])
def test_a_cut_off_document_is_refused_in_one_sentence(client, tmp_path, notation, share):
    text = NOTATIONS[notation].encode("utf-8")
    with pytest.raises(UnexpectedContentError) as caught:
        _search(client, _file(tmp_path, text[: int(len(text) * share)]))
    assert "Katalog" in caught.value.sentence


@pytest.mark.parametrize(
    "text",
    [
        "",
        "Sehr geehrte Damen und Herren",
        "a;b;c\n1;2;3\n",
        "<html><body>Anmeldung</body></html>",
        "[1, 2, 3]",
        '{"a": 1}',
        "3",
        '"text"',
        "<kml><Document/></kml>",
        "<?xml version='1.0'?><FeatureCollection/>",
        '{"type": "FeatureCollection", "features": []}',
        b"\xff\xfe\x00\x01",
        b"PK\x03\x04",
        '{"dataset": "\xe4"}'.encode("latin-1"),
    ],
)
def test_what_is_no_catalogue_is_refused_in_one_sentence(client, tmp_path, text):
    with pytest.raises(UnexpectedContentError) as caught:
        _search(client, _file(tmp_path, text))
    assert "Katalog" in caught.value.sentence


@pytest.mark.parametrize(
    "text",
    [
        '{"@type": "http://www.w3.org/ns/dcat#Catalog"}',
        "@prefix dcat: <http://www.w3.org/ns/dcat#> . <https://x.example/> a dcat:Catalog .",
        '<rdf:RDF xmlns:rdf="r" xmlns:d="d"><d:Catalog rdf:about="https://x.example/"/></rdf:RDF>',
    ],
)
def test_an_empty_catalogue_is_complete_with_nothing(client, tmp_path, text):
    result = _search(client, _file(tmp_path, text))
    assert result.datasets == ()
    assert result.is_complete


@pytest.mark.parametrize(
    "document",
    [
        "[" * 500 + "]" * 500,
        '{"@type":"dcat:Dataset","x":' * 200 + "1" + "}" * 200,
        '{"@type":"dcat:Dataset","x":' + '{"@list":' * 400 + "1" + "}" * 401,
        "@prefix d: <http://www.w3.org/ns/dcat#> . <https://x.example/> d:x " + "[ d:x " * 500 + "1" + "]" * 500 + " .",
        "@prefix d: <http://www.w3.org/ns/dcat#> . <https://x.example/> d:x " + "(" * 500 + ")" * 500 + " .",
    ],
)
def test_deep_nesting_is_refused(client, tmp_path, document):
    with pytest.raises(UnexpectedContentError):
        _search(client, _file(tmp_path, document))


@pytest.mark.parametrize("context", [{"a": "a:b"}, {"a": "b:x", "b": "a:y"}])
def test_prefixes_that_lead_back_to_themselves_end_no_search(client, tmp_path, context):
    named = {"@context": context, "@id": "a:1", "@type": "dcat:Dataset", "dct:title": "Bäume"}
    (dataset,) = _search(client, _file(tmp_path, json.dumps(named))).datasets
    assert dataset.title == "Bäume"


@pytest.mark.parametrize("address", ["file://[x", f"/tmp/{'a' * 300}.rdf", "/tmp/a\0b.rdf"])
def test_what_can_be_no_path_names_no_file(address):
    assert local_file(address) is None


def test_a_file_larger_than_allowed_is_refused(client, tmp_path):
    small = HttpClient(client.session, limits=replace(client.limits, max_bytes=100))
    with pytest.raises(TooLargeError) as caught:
        _search(small, _file(tmp_path, TURTLE))
    assert "katalog.rdf" in caught.value.sentence


def test_a_file_is_named_by_path_or_by_file_address(client, tmp_path):
    path = _file(tmp_path, TURTLE, "mein katalog.ttl")
    assert str(local_file(path)) == path
    assert str(local_file(f"file://{path.replace(' ', '%20')}")) == path
    assert DcatPortal(client, path, read_xml=read_xml).title == "mein katalog.ttl"
    assert local_file(str(tmp_path / "weg.ttl")) is None
    with pytest.raises(AddressRefusedError):
        DcatPortal(client, str(tmp_path / "weg.ttl"), read_xml=read_xml)


def test_words_date_and_box_narrow_here(client, tmp_path):
    path = _file(tmp_path, RDF_XML)
    keys = lambda query: [one.title for one in _search(client, path, query).datasets]  # noqa: E731
    assert keys(PortalQuery("laerm")) == ["Lärmkarte"]
    assert keys(PortalQuery(modified_since=datetime(2025, 1, 1, tzinfo=UTC))) == ["Baumkataster", "Ohne Adresse"]
    assert keys(PortalQuery(extent_4326=(6.0, 51.0, 6.5, 51.2))) == ["Lärmkarte", "Ohne Adresse"]


def test_one_data_set_is_read_anew_or_said_to_be_gone(client, tmp_path):
    portal = DcatPortal(client, _file(tmp_path, RDF_XML), "Katalog", read_xml=read_xml)
    assert portal.dataset(TREES).title == "Baumkataster"
    with pytest.raises(HttpStatusError) as caught:
        portal.dataset("weg")
    assert caught.value.status == 404


# --- shapes of JSON -------------------------------------------------------------------------------
def test_aliases_terms_and_language_maps_of_a_context_are_understood(client, tmp_path):
    document = {
        "@context": [
            "https://elsewhere.example/context.jsonld",
            {
                "id": "@id",
                "type": "@type",
                "dcat": "http://www.w3.org/ns/dcat#",
                "@language": "de",
                "@base": "https://daten.example.org/",
                "titel": "http://purl.org/dc/terms/title",
                "adresse": {"@id": "dcat:accessURL", "@type": "@id"},
                "Dataset": "dcat:Dataset",
            },
        ],
        "id": "katalog",
        "type": "dcat:Catalog",
        "dcat:dataset": {
            "id": "d/1",
            "type": "Dataset",
            "titel": "Eins",
            "dcat:keyword": {"@set": ["a", "b"]},
            "http://purl.org/dc/terms/description": {"de": "deutsch", "en": "english"},
            "dcat:distribution": {"@list": [{"adresse": "datei.csv"}]},
        },
    }
    (dataset,) = _search(client, _file(tmp_path, json.dumps(document))).datasets
    assert (dataset.key, dataset.title) == ("https://daten.example.org/d/1", "Eins")
    assert dataset.notes == "deutsch"
    assert dataset.tags == ("a", "b")
    assert dataset.distributions[0].url == "https://daten.example.org/datei.csv"


def test_plain_json_in_the_shape_of_dcat_is_read(client, tmp_path):
    entry = {"title": "Haushalt", "publisher": {"name": "Stadt Essen"}, "distribution": [
        {"downloadURL": "https://x.example/h.csv", "license": "https://www.govdata.de/dl-de/zero-2-0"}]}  # fmt: skip
    (dataset,) = _search(client, _file(tmp_path, json.dumps({"dataset": [entry]}))).datasets
    assert (dataset.title, dataset.publisher) == ("Haushalt", "Stadt Essen")
    assert dataset.licence.key == "dl-zero-de/2.0"


def test_that_a_resource_is_public_says_nothing_about_its_licence(client, tmp_path):
    text = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://x.example/d> a dcat:Dataset ; dct:title "Haushalt" ; dct:license <http://dcat-ap.de/def/licenses/cc-zero> ;
      dcat:distribution [ a dcat:Distribution ; dcat:downloadURL <https://x.example/h.csv> ;
        dct:rights <http://publications.europa.eu/resource/authority/access-right/PUBLIC> ] ."""
    (dataset,) = _search(client, _file(tmp_path, text, "catalog.ttl")).datasets
    assert dataset.licence.key == "cc-zero"


def test_a_service_of_the_catalogue_is_an_entry(client, tmp_path):
    text = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://x.example/s> a dcat:DataService ; dct:title "Stadtplan" ;
        dcat:endpointURL <https://geo.example.org/plan?service=WMS> .
    <https://x.example/t> a dcat:DataService ; dct:title "gehört zu d" ; dcat:servesDataset <https://x.example/d> .
    <https://x.example/d> a dcat:Dataset ; dct:title "d" ; dcat:distribution [
        dcat:accessService [ dcat:endpointURL <https://geo.example.org/d?service=WFS> ] ;
        dcat:accessURL <https://x.example/seite.html> ] .
    """
    plan, served = _search(client, _file(tmp_path, text)).datasets
    assert (plan.title, plan.distributions[0].kind) == ("Stadtplan", ServiceKind.WMS)
    assert served.distributions[0].kind is ServiceKind.WFS


_PREFIXES = "@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> ."


def test_a_file_with_services_is_a_resource_for_each_of_them(client, tmp_path):
    text = _PREFIXES + """
    <https://x.example/d> a dcat:Dataset ; dct:title "d" ; dcat:distribution <https://x.example/r> .
    <https://x.example/r> dct:title "Plan" ; dcat:downloadURL <https://x.example/plan.pdf> ; dct:format "PDF" ;
        dcat:accessService <https://x.example/wfs>, <https://x.example/wms> .
    <https://x.example/wfs> a dcat:DataService ; dct:title "als Objekte" ;
        dcat:endpointURL <https://geo.example.org/plan?service=WFS> ; dcat:servesDataset <https://x.example/d> .
    <https://x.example/wms> a dcat:DataService ; dcat:endpointURL <https://geo.example.org/plan> ;
        dcat:endpointDescription <https://geo.example.org/plan?service=WMS&request=GetCapabilities> .
    """
    (dataset,) = _search(client, _file(tmp_path, text)).datasets
    found = [(one.kind, one.title, one.url) for one in dataset.distributions]
    assert found == [
        (ServiceKind.PDF, "Plan", "https://x.example/plan.pdf"),
        (ServiceKind.WFS, "als Objekte", "https://geo.example.org/plan?service=WFS"),
        (ServiceKind.WMS, "Plan", "https://geo.example.org/plan"),
    ]
    assert len({one.key for one in dataset.distributions}) == 3


def test_a_service_is_a_resource_of_the_data_sets_it_serves(client, tmp_path):
    text = _PREFIXES + """
    <https://x.example/s> a dcat:DataService ; dct:title "Dienst" ; dcat:endpointURL <https://geo.example.org/baum> ;
        dct:conformsTo <http://www.opengis.net/def/serviceType/ogc/wfs> ;
        dcat:servesDataset <https://x.example/a>, <https://x.example/b> .
    <https://x.example/a> a dcat:Dataset ; dct:title "a" ; dct:license <http://dcat-ap.de/def/licenses/dl-zero-de/2.0> .
    <https://x.example/b> a dcat:Dataset ; dct:title "b" .
    """
    a, b = _search(client, _file(tmp_path, text)).datasets
    assert [one.distributions[0].kind for one in (a, b)] == [ServiceKind.WFS, ServiceKind.WFS]
    assert a.distributions[0].licence.key == "dl-zero-de/2.0"


def test_two_layers_of_one_service_stay_two_resources(client, tmp_path):
    text = _PREFIXES + """
    <https://x.example/d> a dcat:Dataset ; dct:title "d" ; dcat:distribution
        [ dcat:accessURL <https://geo.example.org/d?service=WMS&layers=a> ] ,
        [ dcat:accessURL <https://geo.example.org/d?service=WMS&layers=b> ] .
    """
    (dataset,) = _search(client, _file(tmp_path, text)).datasets
    assert len(dataset.distributions) == 2


def test_a_listed_data_set_nobody_describes_is_counted(client, tmp_path):
    text = """@prefix dcat: <http://www.w3.org/ns/dcat#> . @prefix dct: <http://purl.org/dc/terms/> .
    <https://x.example/> a dcat:Catalog ; dcat:dataset <https://x.example/1>, <https://x.example/2> .
    <https://x.example/1> a dcat:Dataset ; dct:title "Eins" . <https://x.example/2> a dcat:Dataset ."""
    result = _search(client, _file(tmp_path, text))
    assert [one.title for one in result.datasets] == ["Eins"]
    assert result.unreadable == 1


# --- pages ----------------------------------------------------------------------------------------
def _pages(size, total, **more):
    pages = -(-total // size)

    def page(request):
        number = int(request.value("page", "0"))
        following = f"/catalog.rdf?page={number + 1}" if number + 1 < pages else ""
        return Reply(200, hydra_page(number, size, more.get("stated", total), following, literal=more.get("literal")),
                     content_type="application/rdf+xml")  # fmt: skip

    return Loopback({"GET /catalog.rdf": page}, strict=True)


@pytest.mark.parametrize("literal", [False, True])
def test_pages_are_followed_to_the_end(client, literal):
    with _pages(10, 35, literal=literal) as server:
        result = _search(client, f"{server.url}/catalog.rdf")
        assert len(server.seen) == 4
    assert len(result.datasets) == 35
    assert result.is_complete


def test_fewer_data_sets_than_stated_are_said(client):
    def page(request):
        return Reply(200, hydra_page(0, 10, 10, "").replace(">10<", ">12<"), content_type="application/rdf+xml")

    with Loopback({"GET /catalog.rdf": page}) as server:
        result = _search(client, f"{server.url}/catalog.rdf")
    assert len(result.datasets) == 10
    assert not result.is_complete
    assert "12" in result.error.sentence


def test_a_later_page_that_fails_keeps_what_came_and_says_so(client):
    with _pages(10, 35) as server:
        inner = server.routes["GET /catalog.rdf"]
        server.routes["GET /catalog.rdf"] = lambda seen: Reply(500) if seen.value("page") == "2" else inner(seen)
        result = _search(client, f"{server.url}/catalog.rdf")
    assert len(result.datasets) == 20
    assert not result.is_complete
    assert "page 2" in result.error.sentence


@pytest.mark.parametrize("target", ["/catalog.rdf", "http://localhost:1/catalog.rdf", "file:///etc/passwd"])
def test_a_next_page_in_a_circle_or_elsewhere_is_not_followed(client, target):
    text = hydra_page(0, 5, 5, target)
    with Loopback({"GET /catalog.rdf": Reply(200, text, content_type="application/rdf+xml")}) as server:
        result = _search(client, f"{server.url}/catalog.rdf")
        assert len(server.seen) == 1
    assert len(result.datasets) == 5
    assert not result.is_complete
    assert isinstance(result.error, NetworkError)


def test_the_notation_is_told_by_the_bytes_and_not_by_the_content_type(client):
    with Loopback({"GET /k": Reply(200, TURTLE, content_type="text/plain; charset=utf-8")}) as server:
        assert len(_search(client, f"{server.url}/k").datasets) == 3
        assert "application/rdf+xml" in server.seen[0].headers["Accept"]


# --- today's data set -----------------------------------------------------------------------------
@pytest.mark.parametrize(("name", "condition"), [("ETag", "If-None-Match"), ("Last-Modified", "If-Modified-Since")])
def test_a_catalogue_on_one_page_that_has_not_changed_is_not_sent_again(client, name, condition):
    version = ["Mon, 02 Nov 2026 10:00:00 GMT", hydra_page(0, 3, 3, "")]

    def document(request):
        if request.headers.get(condition) == version[0]:
            return Reply(304)
        return Reply(200, version[1], {name: version[0]}, "application/rdf+xml")

    with Loopback({"GET /catalog.rdf": document}, strict=True) as server:
        portal = DcatPortal(client, f"{server.url}/catalog.rdf", read_xml=read_xml)
        found = [portal.dataset(f"https://d.example/{one}").title for one in (0, 2)]
        version[:] = ["Tue, 03 Nov 2026 10:00:00 GMT", hydra_page(0, 3, 3, "").replace("Satz", "Blatt")]
        found.append(portal.dataset("https://d.example/1").title)
        assert [bool(one.headers.get(condition)) for one in server.seen] == [False, True, True]
    assert found == ["Satz 0", "Satz 2", "Blatt 1"]


def test_of_several_pages_an_unchanged_first_one_proves_nothing(client):
    with _pages(10, 35) as server:
        inner = server.routes["GET /catalog.rdf"]
        server.routes["GET /catalog.rdf"] = lambda request: replace(inner(request), headers={"ETag": '"a"'})
        portal = DcatPortal(client, f"{server.url}/catalog.rdf", read_xml=read_xml)
        for _time in range(2):
            assert portal.dataset("https://d.example/34").title == "Satz 34"
        assert len(server.seen) == 8
