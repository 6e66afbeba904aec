# SPDX-License-Identifier: GPL-2.0-or-later
"""A record as RDF statements by DCAT-AP.de 3.0; the three notations are written from one list."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Dict, Iterator, List, Tuple, Union

from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.catalogue.safety import checked_address
from ruhr_smartcity_plugin.core.region.municipalities import load_region

PREFIXES: Dict[str, str] = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "dcterms": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "geo": "http://www.opengis.net/ont/geosparql#",
    "locn": "http://www.w3.org/ns/locn#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_DEF = "http://dcat-ap.de/def"
_AUTHORITY = "http://publications.europa.eu/resource/authority"


@dataclass(frozen=True)
class Iri:
    """An address, whole."""

    value: str


@dataclass(frozen=True)
class Literal:
    """A text with a language ("de") or a datatype ("xsd:date"), or neither."""

    text: str
    language: str = ""
    datatype: str = ""


@dataclass(frozen=True)
class Blank:
    """A node without address; `name` is unique in the document."""

    name: str


Term = Union[Iri, Literal, Blank]
Subject = Union[Iri, Blank]
Statement = Tuple[Subject, str, Term]  # the predicate is a prefixed name


def statements_of(record: PublishedRecord) -> List[Statement]:
    """Return the record's statements; the data set's stand first, nodes follow the statement that names them.

    Raises
    ------
    AddressRefusedError
        An address in it is no web address; `rules.check_record` says so before.
    """
    dataset: Subject = Iri(checked_address(record.uri)) if record.uri else Blank("dataset")
    found: List[Statement] = [(dataset, "rdf:type", _name("dcat:Dataset"))]
    found += _texts(dataset, record)
    found += _agents(dataset, record)
    found += _places(dataset, record)
    found += _dates(dataset, record)
    for number, one in enumerate(record.distributions):
        node = Blank(f"distribution{number}")
        found.append((dataset, "dcat:distribution", node))
        found += _file(node, one, record.language)
    return found


def _name(prefixed: str) -> Iri:
    prefix, local = prefixed.split(":", 1)
    return Iri(PREFIXES[prefix] + local)


def _texts(dataset: Subject, record: PublishedRecord) -> Iterator[Statement]:
    yield dataset, "dcterms:title", Literal(record.title, record.language)
    yield dataset, "dcterms:description", Literal(record.description, record.language)
    for word in filter(str.strip, record.keywords):
        yield dataset, "dcat:keyword", Literal(word, record.language)
    for code in record.themes:
        yield dataset, "dcat:theme", Iri(f"{_AUTHORITY}/data-theme/{code}")
    if record.identifier:
        yield dataset, "dcterms:identifier", Literal(record.identifier)
    if record.contributor_id:
        yield dataset, "dcatde:contributorID", Iri(f"{_DEF}/contributors/{record.contributor_id}")
    if record.landing_url:
        yield dataset, "dcat:landingPage", Iri(checked_address(record.landing_url))


def _agents(dataset: Subject, record: PublishedRecord) -> Iterator[Statement]:
    if record.publisher:
        publisher = Blank("publisher")
        yield dataset, "dcterms:publisher", publisher
        yield publisher, "rdf:type", _name("foaf:Agent")
        yield publisher, "foaf:name", Literal(record.publisher)
    if record.contact_mail or record.contact_url:
        contact = Blank("contact")
        yield dataset, "dcat:contactPoint", contact
        yield contact, "rdf:type", _name("vcard:Kind")
        yield contact, "vcard:fn", Literal(record.contact_name or record.publisher)
        if record.contact_mail:
            yield contact, "vcard:hasEmail", Iri(f"mailto:{record.contact_mail}")
        if record.contact_url:
            yield contact, "vcard:hasURL", Iri(checked_address(record.contact_url))


def _places(dataset: Subject, record: PublishedRecord) -> Iterator[Statement]:
    region = load_region()
    keys = []
    for ags in record.municipalities:
        town = region.by_ags(ags)
        keys.append(f"regionalKey/{town.ars}" if town is not None else f"municipalityKey/{ags}")
    keys += [f"districtKey/{one}" for one in record.districts]
    for key in keys:
        # Convention 11: what the German property says stands in dcterms:spatial too.
        for predicate in ("dcatde:politicalGeocodingURI", "dcterms:spatial"):
            yield dataset, predicate, Iri(f"{_DEF}/politicalGeocoding/{key}")
    if record.geocoding_level:
        level = Iri(f"{_DEF}/politicalGeocoding/Level/{record.geocoding_level}")
        yield dataset, "dcatde:politicalGeocodingLevelURI", level
    if record.extent_4326 is not None:
        place = Blank("extent")
        yield dataset, "dcterms:spatial", place
        yield place, "rdf:type", _name("dcterms:Location")
        box = Literal(_wkt(record.extent_4326), datatype="geo:wktLiteral")
        yield place, "dcat:bbox", box
        yield place, "locn:geometry", box


def _wkt(box: Tuple[float, float, float, float]) -> str:
    """Return the box as WKT. Without a CRS it is CRS84 by GeoSPARQL: longitude first."""
    west, south, east, north = (f"{one:.6f}".rstrip("0").rstrip(".") for one in box)
    corners = ((west, south), (east, south), (east, north), (west, north), (west, south))
    return f"POLYGON(({', '.join(f'{x} {y}' for x, y in corners)}))"


def _dates(dataset: Subject, record: PublishedRecord) -> Iterator[Statement]:
    for predicate, value in (("dcterms:issued", record.issued), ("dcterms:modified", record.modified)):
        if value is not None:
            yield dataset, predicate, _date(value)
    if record.period_start or record.period_end:
        period = Blank("period")
        yield dataset, "dcterms:temporal", period
        yield period, "rdf:type", _name("dcterms:PeriodOfTime")
        if record.period_start:
            yield period, "dcat:startDate", _date(record.period_start)
        if record.period_end:
            yield period, "dcat:endDate", _date(record.period_end)


def _file(node: Blank, one: PublishedFile, language: str) -> Iterator[Statement]:
    address = Iri(checked_address(one.access_url))
    yield node, "rdf:type", _name("dcat:Distribution")
    yield node, "dcat:accessURL", address
    if one.is_download:  # convention 39
        yield node, "dcat:downloadURL", address
    if one.licence:
        yield node, "dcterms:license", Iri(f"{_DEF}/licenses/{one.licence}")
    if one.attribution.strip():
        yield node, "dcatde:licenseAttributionByText", Literal(one.attribution, language)
    if one.title:
        yield node, "dcterms:title", Literal(one.title, language)
    if one.description:
        yield node, "dcterms:description", Literal(one.description, language)
    if one.format:
        yield node, "dcterms:format", Iri(f"{_AUTHORITY}/file-type/{one.format}")
    if one.size_bytes is not None:
        yield node, "dcat:byteSize", Literal(str(one.size_bytes), datatype="xsd:nonNegativeInteger")
    if one.modified is not None:
        yield node, "dcterms:modified", _date(one.modified)


def _date(value: date) -> Literal:
    return Literal(value.isoformat(), datatype="xsd:date")
