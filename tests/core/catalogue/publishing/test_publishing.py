# SPDX-License-Identifier: GPL-2.0-or-later
"""DCAT-AP.de records: rules, and three notations checked by rdflib, an implementation that is not ours."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from xml.dom import minidom

import pytest
import rdflib
import requests
from rdflib.compare import to_canonical_graph

from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.portals.dcat import DcatPortal
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.catalogue.publishing.notations import Notation, write_record
from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.publishing.rules import (
    Severity,
    can_be_published,
    check_record,
    load_profile,
)
from ruhr_smartcity_plugin.core.catalogue.publishing.statements import PREFIXES
from ruhr_smartcity_plugin.core.errors import AddressRefusedError
from ruhr_smartcity_plugin.core.network.client import HttpClient
from tests.support.xml_reader import read_xml

FILE = PublishedFile(
    title="Baumkataster (GeoPackage)",
    access_url="https://daten.herne.example/baum/bäume 2026.gpkg",
    licence="dl-by-de/2.0",
    attribution="Stadt Herne",
    format="GPKG",
    size_bytes=289845,
    modified=date(2026, 11, 1),
)
RECORD = PublishedRecord(
    title='Baumkataster "Herne" \\ & <Süd>',
    description="Alle Bäume\nan Straßen.\tStand: 2026 „geprüft“ – 🌳",
    publisher="Stadt Herne",
    contact_name="Geodaten",
    contact_mail="geodaten@herne.example",
    keywords=("Bäume", "Straße"),
    themes=("ENVI", "REGI"),
    municipalities=("05916000",),
    districts=("05562",),
    geocoding_level="municipality",
    extent_4326=(7.13, 51.5, 7.28, 51.58),
    period_start=date(2026, 1, 1),
    issued=date(2026, 11, 2),
    modified=date(2026, 11, 3),
    identifier="baumkataster-herne",
    contributor_id="openNRW",
    landing_url="https://daten.herne.example/baum",
    uri="https://daten.herne.example/baum#dataset",
    distributions=(FILE,),
)
DCAT, DCT = rdflib.Namespace(PREFIXES["dcat"]), rdflib.Namespace(PREFIXES["dcterms"])
DCATDE = rdflib.Namespace(PREFIXES["dcatde"])
FORMATS = {Notation.RDF_XML: "xml", Notation.TURTLE: "turtle", Notation.JSON_LD: "json-ld"}


def _graph(record: PublishedRecord, notation: Notation) -> rdflib.Graph:
    graph = rdflib.Graph()
    graph.parse(data=write_record(record, notation), format=FORMATS[notation])
    return graph


# --- notations ----------------------------------------------------------------------------------------------
@pytest.mark.parametrize("notation", list(Notation))
def test_an_independent_reader_finds_every_value(notation):
    graph = _graph(RECORD, notation)
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    assert str(dataset) == RECORD.uri
    assert graph.value(dataset, DCT.title) == rdflib.Literal(RECORD.title, lang="de")
    assert graph.value(dataset, DCT.description) == rdflib.Literal(RECORD.description, lang="de")
    assert {str(one) for one in graph.objects(dataset, DCAT.keyword)} == set(RECORD.keywords)
    # ARS of Herne: AGS 05916000 is kreisfrei, so 05916 + 0000000 (domain.md §4)
    assert {str(one) for one in graph.objects(dataset, DCATDE.politicalGeocodingURI)} == {
        "http://dcat-ap.de/def/politicalGeocoding/regionalKey/059160000000",
        "http://dcat-ap.de/def/politicalGeocoding/districtKey/05562",
    }
    (file,) = graph.subjects(rdflib.RDF.type, DCAT.Distribution)
    assert str(graph.value(file, DCT.license)) == "http://dcat-ap.de/def/licenses/dl-by-de/2.0"
    assert graph.value(file, DCAT.byteSize).toPython() == 289845
    assert str(graph.value(file, DCAT.accessURL)).endswith("b%C3%A4ume%202026.gpkg")
    assert graph.value(file, DCAT.accessURL) == graph.value(file, DCAT.downloadURL)
    assert graph.value(file, DCATDE.licenseAttributionByText) == rdflib.Literal("Stadt Herne", lang="de")


def test_the_three_notations_say_the_same():
    graphs = [to_canonical_graph(_graph(RECORD, one)) for one in Notation]
    assert len(graphs[0]) > 30
    assert set(graphs[0]) == set(graphs[1]) == set(graphs[2])


@pytest.mark.parametrize("notation", list(Notation))
def test_control_characters_and_markup_break_no_notation(notation):
    # XML 1.0 cannot hold U+0001: it is left out there
    evil = replace(RECORD, title="a\x01\x0b</dcterms:title><x/>\"'\\u0041 @de . <b>", description="]]>\r\n")
    graph = _graph(evil, notation)
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    read = str(graph.value(dataset, DCT.title))
    assert read.replace("\x01", "").replace("\x0b", "") == evil.title.replace("\x01", "").replace("\x0b", "")


def test_the_xml_is_well_formed_and_the_json_is_json():
    assert minidom.parseString(write_record(RECORD, Notation.RDF_XML).encode()).documentElement.tagName == "rdf:RDF"
    assert json.loads(write_record(RECORD, Notation.JSON_LD))["@context"]["dcatde"] == PREFIXES["dcatde"]


def test_without_an_address_of_its_own_a_data_set_is_a_node_without_one():
    graph = _graph(replace(RECORD, uri=""), Notation.TURTLE)
    (dataset,) = graph.subjects(rdflib.RDF.type, DCAT.Dataset)
    assert isinstance(dataset, rdflib.BNode)


@pytest.mark.parametrize("address", ["file:///c:/geheim.gpkg", "https://user:word@x.example/a", "javascript:1"])
def test_no_address_but_a_web_address_gets_out(address):
    record = replace(RECORD, distributions=(replace(FILE, access_url=address),))
    with pytest.raises(AddressRefusedError):
        write_record(record, Notation.TURTLE)


@pytest.mark.parametrize("notation", list(Notation))
def test_our_own_reader_of_catalogues_reads_what_we_write(notation, tmp_path):
    path = tmp_path / f"datensatz.{notation.value}"
    path.write_text(write_record(RECORD, notation), encoding="utf-8")
    result = DcatPortal(HttpClient(requests.Session()), str(path), read_xml=read_xml).search(PortalQuery())
    (dataset,) = result.datasets
    assert (dataset.title, dataset.publisher) == (RECORD.title, RECORD.publisher)
    assert dataset.municipalities == {"05916000"}
    assert dataset.licence.key == "dl-by-de/2.0"
    assert dataset.attribution == "Stadt Herne"
    assert dataset.extent_4326 == pytest.approx(RECORD.extent_4326)
    assert [one.kind for one in dataset.distributions] == [ServiceKind.GPKG]
    assert dataset.identifier == RECORD.identifier


# --- rules ------------------------------------------------------------------------------------------------------
def test_a_whole_record_has_no_finding():
    assert check_record(RECORD) == ()
    assert can_be_published(RECORD)


@pytest.mark.parametrize(
    ("field", "blank"), [("title", "  "), ("publisher", " \n"), ("description", "\u00a0"), ("keywords", ("", " "))]
)
def test_blanks_are_no_value(field, blank):
    (finding,) = [one for one in check_record(replace(RECORD, **{field: blank})) if one.field == field]
    assert "is missing" in finding.sentence


def test_an_empty_record_lacks_what_the_standard_demands_and_recommends():
    findings = check_record(PublishedRecord())
    # mandatory in DCAT-AP.de 3.0: title, description, publisher; recommended beside them: nine properties
    errors = {one.field for one in findings if one.severity is Severity.ERROR}
    assert errors == {"title", "description", "publisher"}
    warnings = [one.field for one in findings if one.severity is Severity.WARNING]
    assert len(set(warnings)) == 8 + 1
    assert findings[0].severity is Severity.ERROR


@pytest.mark.parametrize(
    ("change", "rule", "field"),
    [
        ({"contact_mail": "geodaten"}, "konv-01", "contact"),
        ({"contact_mail": "", "contact_name": "Geodaten"}, "konv-01", "contact"),
        ({"themes": ("Umwelt",)}, "konv-30", "themes"),
        ({"period_end": date(2025, 1, 1)}, "period", "period"),
        ({"contributor_id": "http://x y"}, "konv-12", "contributor_id"),
        ({"extent_4326": (51.5, 7.1, 51.6, 95.0)}, "extent", "extent_4326"),
        ({"landing_url": "file:///x"}, "address", "landing_url"),
    ],
)
def test_what_breaks_a_rule_is_an_error_at_its_field(change, rule, field):
    findings = check_record(replace(RECORD, **change))
    assert (rule, field) in {(one.rule, one.field) for one in findings if one.severity is Severity.ERROR}
    assert all(one.sentence for one in findings)


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"access_url": ""}, "dcat:accessURL"),
        ({"licence": ""}, "dcterms:license"),
        ({"licence": "CC BY 4.0"}, "konv-32"),
        ({"licence": "dl-by-de"}, "konv-32"),
        ({"attribution": ""}, "konv-35"),
        ({"attribution": " \t"}, "konv-35"),
        ({"licence": "cc-by-nc-sa"}, "konv-32"),
        ({"access_url": "ftp://x"}, "address"),
    ],
)
def test_what_breaks_a_rule_of_a_file_names_the_file(change, rule):
    record = replace(RECORD, distributions=(FILE, replace(FILE, **change)))
    errors = [one for one in check_record(record) if one.severity is Severity.ERROR]
    assert [(one.rule, one.file) for one in errors] == [(rule, 1)]
    assert not can_be_published(record)


def test_a_licence_that_is_not_open_is_a_warning():
    closed = replace(FILE, licence="other-closed")
    findings = check_record(replace(RECORD, distributions=(closed,)))
    assert [(one.rule, one.severity) for one in findings] == [("open", Severity.WARNING)]


def test_the_table_names_each_property_once_with_a_level():
    for part in ("dataset", "distribution"):
        rows = load_profile()[part]
        assert len({row["property"] for row in rows}) == len(rows)
        assert {row["level"] for row in rows} <= {"mandatory", "recommended", "optional"}
    assert load_profile()["version"] == "3.0"


# --- drafts ------------------------------------------------------------------------------------------------------
def test_a_draft_comes_back_whole():
    assert PublishedRecord.from_draft(json.loads(json.dumps(RECORD.to_draft()))) == RECORD
    assert PublishedRecord.from_draft({"title": "x", "future": 1}) == PublishedRecord(title="x")
