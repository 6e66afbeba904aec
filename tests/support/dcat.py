# SPDX-License-Identifier: GPL-2.0-or-later
"""One small DCAT-AP.de catalogue in all notations.

Written by hand after the shape of DCAT-AP.de 2.0; the same three data sets in each notation, so that tests can compare.
"""

from __future__ import annotations

import json

PREFIXES = {
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "dcatde": "http://dcat-ap.de/def/dcatde/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "schema": "http://schema.org/",
    "locn": "http://www.w3.org/ns/locn#",
    "adms": "http://www.w3.org/ns/adms#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "hydra": "http://www.w3.org/ns/hydra/core#",
    "theme": "http://publications.europa.eu/resource/authority/data-theme/",
    "type": "http://publications.europa.eu/resource/authority/file-type/",
    "licence": "http://dcat-ap.de/def/licenses/",
}
GEOMETRY = '{"type":"Polygon","coordinates":[[[7.1,51.4],[7.3,51.4],[7.3,51.5],[7.1,51.5],[7.1,51.4]]]}'

TURTLE = (
    "".join(f"@prefix {name}: <{address}> .\n" for name, address in PREFIXES.items())
    + """
# the catalogue
<https://daten.example.org/> a dcat:Catalog ;
    dct:title "Beispiel"@de ;
    dcat:dataset <https://daten.example.org/d/baum> , <https://daten.example.org/d/lärm>, _:b1 .

<https://daten.example.org/d/baum> a dcat:Dataset ;
    dct:title "Tree register"@en , "Baumkataster"@de ;
    dct:description \"\"\"Alle Bäume,
auch "alte".\"\"\"@de ;
    dct:identifier "baum-05911" ;
    dct:publisher <https://daten.example.org/bochum> ;
    dcat:contactPoint [ a vcard:Organization ; vcard:fn "Grünflächenamt" ;
        vcard:hasEmail <mailto:gruen@bochum.example> ] ;
    dcat:theme theme:ENVI ;
    dcat:keyword "Baum"@de , "tree"@en ;
    dct:modified "2026-03-01T10:00:00Z"^^<http://www.w3.org/2001/XMLSchema#dateTime> ;
    dct:temporal [ a dct:PeriodOfTime ; schema:startDate "2025-01-01" ; schema:endDate "2025-12-31" ] ;
    dct:spatial [ a dct:Location ;
        locn:geometry 'THE GEOMETRY'^^<https://www.iana.org/assignments/media-types/application/vnd.geo+json> ] ;
    dcatde:politicalGeocodingURI <http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05911000> ;
    dcat:landingPage <https://daten.example.org/seite/baum> ;
    dcat:distribution <https://daten.example.org/d/baum/wfs>, <https://daten.example.org/d/baum/csv> .

<https://daten.example.org/d/baum/wfs> a dcat:Distribution ;
    dct:title "Bäume als Dienst" ;
    dcat:accessURL <https://geo.example.org/baum?service=WFS&request=GetCapabilities> ;
    dct:format type:WFS_SRVC ;
    dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> ;
    dcatde:licenseAttributionByText "© Stadt Bochum" .

<https://daten.example.org/d/baum/csv> a dcat:Distribution ;
    dcat:downloadURL <https://geo.example.org/baum.csv> ; dcat:byteSize 1200 ;
    dct:license <http://dcat-ap.de/def/licenses/dl-by-de/2.0> .

<https://daten.example.org/d/lärm> a dcat:Dataset ; dct:title "Lärmkarte" ;
    dct:modified "2019-05-01"^^<http://www.w3.org/2001/XMLSchema#date> ;
    dcat:distribution [ a dcat:Distribution ; dcat:accessURL <file:///etc/passwd> ; dct:format "GML" ] .

_:b1 a dcat:Dataset ; dct:title "Ohne Adresse" ; adms:identifier [ skos:notation "ohne-1" ] .

<https://daten.example.org/bochum> a foaf:Organization ; foaf:name "Stadt Bochum" .
""".replace("THE GEOMETRY", GEOMETRY)
)

_NAMESPACES = " ".join(f'xmlns:{name}="{address}"' for name, address in PREFIXES.items())
RDF_XML = f"""<?xml version="1.0" encoding="utf-8"?>
<rdf:RDF {_NAMESPACES}>
 <dcat:Catalog rdf:about="https://daten.example.org/">
  <dct:title xml:lang="de">Beispiel</dct:title>
  <dcat:dataset>
   <dcat:Dataset rdf:about="https://daten.example.org/d/baum">
    <dct:title xml:lang="en">Tree register</dct:title>
    <dct:title xml:lang="de">Baumkataster</dct:title>
    <dct:description xml:lang="de">Alle Bäume,
auch "alte".</dct:description>
    <dct:identifier>baum-05911</dct:identifier>
    <dct:publisher rdf:resource="https://daten.example.org/bochum"/>
    <dcat:contactPoint><vcard:Organization><vcard:fn>Grünflächenamt</vcard:fn>
      <vcard:hasEmail rdf:resource="mailto:gruen@bochum.example"/></vcard:Organization></dcat:contactPoint>
    <dcat:theme rdf:resource="http://publications.europa.eu/resource/authority/data-theme/ENVI"/>
    <dcat:keyword xml:lang="de">Baum</dcat:keyword><dcat:keyword xml:lang="en">tree</dcat:keyword>
    <dct:modified rdf:datatype="http://www.w3.org/2001/XMLSchema#dateTime">2026-03-01T10:00:00Z</dct:modified>
    <dct:temporal rdf:parseType="Resource"><schema:startDate>2025-01-01</schema:startDate>
      <schema:endDate>2025-12-31</schema:endDate></dct:temporal>
    <dct:spatial><dct:Location><locn:geometry>{GEOMETRY}</locn:geometry></dct:Location></dct:spatial>
    <dcatde:politicalGeocodingURI
      rdf:resource="http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05911000"/>
    <dcat:landingPage rdf:resource="https://daten.example.org/seite/baum"/>
    <dcat:distribution>
     <dcat:Distribution rdf:about="https://daten.example.org/d/baum/wfs">
      <dct:title>Bäume als Dienst</dct:title>
      <dcat:accessURL rdf:resource="https://geo.example.org/baum?service=WFS&amp;request=GetCapabilities"/>
      <dct:format rdf:resource="http://publications.europa.eu/resource/authority/file-type/WFS_SRVC"/>
      <dct:license rdf:resource="http://dcat-ap.de/def/licenses/dl-by-de/2.0"/>
      <dcatde:licenseAttributionByText>© Stadt Bochum</dcatde:licenseAttributionByText>
     </dcat:Distribution>
    </dcat:distribution>
    <dcat:distribution rdf:resource="https://daten.example.org/d/baum/csv"/>
   </dcat:Dataset>
  </dcat:dataset>
  <dcat:dataset rdf:resource="https://daten.example.org/d/lärm"/>
  <dcat:dataset rdf:nodeID="b1"/>
 </dcat:Catalog>
 <dcat:Distribution rdf:about="https://daten.example.org/d/baum/csv">
  <dcat:downloadURL rdf:resource="https://geo.example.org/baum.csv"/><dcat:byteSize>1200</dcat:byteSize>
  <dct:license rdf:resource="http://dcat-ap.de/def/licenses/dl-by-de/2.0"/>
 </dcat:Distribution>
 <rdf:Description rdf:about="https://daten.example.org/d/lärm">
  <rdf:type rdf:resource="http://www.w3.org/ns/dcat#Dataset"/>
  <dct:title>Lärmkarte</dct:title>
  <dct:modified>2019-05-01</dct:modified>
  <dcat:distribution><dcat:Distribution><dcat:accessURL rdf:resource="file:///etc/passwd"/>
    <dct:format>GML</dct:format></dcat:Distribution></dcat:distribution>
 </rdf:Description>
 <dcat:Dataset rdf:nodeID="b1"><dct:title>Ohne Adresse</dct:title>
  <adms:identifier><adms:Identifier><skos:notation>ohne-1</skos:notation></adms:Identifier></adms:identifier>
 </dcat:Dataset>
 <foaf:Organization rdf:about="https://daten.example.org/bochum"><foaf:name>Stadt Bochum</foaf:name></foaf:Organization>
</rdf:RDF>
"""

_BAUM = {
    "@id": "https://daten.example.org/d/baum",
    "@type": "dcat:Dataset",
    "dct:title": [{"@value": "Tree register", "@language": "en"}, {"@value": "Baumkataster", "@language": "de"}],
    "dct:description": {"@value": 'Alle Bäume,\nauch "alte".', "@language": "de"},
    "dct:identifier": "baum-05911",
    "dct:publisher": {"@id": "https://daten.example.org/bochum"},
    "dcat:contactPoint": {
        "@type": "vcard:Organization",
        "vcard:fn": "Grünflächenamt",
        "vcard:hasEmail": {"@id": "mailto:gruen@bochum.example"},
    },
    "dcat:theme": {"@id": "theme:ENVI"},
    "dcat:keyword": [{"@value": "Baum", "@language": "de"}, {"@value": "tree", "@language": "en"}],
    "dct:modified": {"@value": "2026-03-01T10:00:00Z", "@type": "xsd:dateTime"},
    "dct:temporal": {"@type": "dct:PeriodOfTime", "schema:startDate": "2025-01-01", "schema:endDate": "2025-12-31"},
    "dct:spatial": {"@type": "dct:Location", "locn:geometry": {"@value": GEOMETRY, "@type": "x:geojson"}},
    "dcatde:politicalGeocodingURI": {"@id": "http://dcat-ap.de/def/politicalGeocoding/municipalityKey/05911000"},
    "dcat:landingPage": {"@id": "https://daten.example.org/seite/baum"},
    "dcat:distribution": [
        {
            "@id": "https://daten.example.org/d/baum/wfs",
            "@type": "dcat:Distribution",
            "dct:title": "Bäume als Dienst",
            "dcat:accessURL": {"@id": "https://geo.example.org/baum?service=WFS&request=GetCapabilities"},
            "dct:format": {"@id": "type:WFS_SRVC"},
            "dct:license": {"@id": "licence:dl-by-de/2.0"},
            "dcatde:licenseAttributionByText": "© Stadt Bochum",
        },
        {"@id": "https://daten.example.org/d/baum/csv"},
    ],
}
_REST = [
    {
        "@id": "https://daten.example.org/d/baum/csv",
        "@type": ["dcat:Distribution"],
        "dcat:downloadURL": {"@id": "https://geo.example.org/baum.csv"},
        "dcat:byteSize": 1200,
        "dct:license": {"@id": "licence:dl-by-de/2.0"},
    },
    {
        "@id": "https://daten.example.org/d/lärm",
        "@type": "dcat:Dataset",
        "dct:title": "Lärmkarte",
        "dct:modified": "2019-05-01",
        "dcat:distribution": {
            "@type": "dcat:Distribution",
            "dcat:accessURL": {"@id": "file:///etc/passwd"},
            "dct:format": "GML",
        },
    },
    {
        "@id": "_:b1",
        "@type": "dcat:Dataset",
        "dct:title": "Ohne Adresse",
        "adms:identifier": {"skos:notation": "ohne-1"},
    },
    {"@id": "https://daten.example.org/bochum", "@type": "foaf:Organization", "foaf:name": "Stadt Bochum"},
]
_CATALOG = {"@id": "https://daten.example.org/", "@type": "dcat:Catalog", "dct:title": "Beispiel"}
JSON_LD_GRAPH = json.dumps({"@context": PREFIXES, "@graph": [_CATALOG, _BAUM, *_REST]}, ensure_ascii=False)
JSON_LD_NESTED = json.dumps({"@context": PREFIXES, **_CATALOG, "dcat:dataset": [_BAUM, *_REST[1:3]],
                             "included": [_REST[0], _REST[3]]}, ensure_ascii=False)  # fmt: skip


def expanded(value: object) -> object:
    """Return a JSON-LD value with all names written out, as flat documents without context are."""
    if isinstance(value, list):
        return [expanded(one) for one in value]
    if isinstance(value, dict):
        return {_full(key): _value(key, one) for key, one in value.items()}
    return value


def _value(key: str, one: object) -> object:
    if key in ("@id", "@type") and isinstance(one, str):
        return _full(one)
    if key == "@type" and isinstance(one, list):
        return [_full(kind) for kind in one]
    return expanded(one)


def _full(name: str) -> str:
    prefix, colon, tail = name.partition(":")
    return PREFIXES[prefix] + tail if colon and prefix in PREFIXES else name


JSON_LD_FLAT = json.dumps(expanded([_CATALOG, _BAUM, *_REST]), ensure_ascii=False)

NOTATIONS = {
    "turtle": TURTLE,
    "rdf-xml": RDF_XML,
    "json-ld graph": JSON_LD_GRAPH,
    "json-ld nested": JSON_LD_NESTED,
    "json-ld flat": JSON_LD_FLAT,
}


def hydra_page(number: int, size: int, total: int, following: str, *, literal: bool = False) -> str:
    """Return one page of a paged catalogue in RDF/XML; old CKAN extensions write the next address as text."""
    first = number * size
    datasets = "".join(
        f'<dcat:dataset><dcat:Dataset rdf:about="https://d.example/{one}"><dct:title>Satz {one}</dct:title>'
        f"</dcat:Dataset></dcat:dataset>"
        for one in range(first, min(total, first + size))
    )
    link = "" if not following else (
        f"<hydra:nextPage>{following}</hydra:nextPage>" if literal else f'<hydra:next rdf:resource="{following}"/>'
    )  # fmt: skip
    kind = "PagedCollection" if literal else "PartialCollectionView"
    total_items = f"<hydra:totalItems>{total}</hydra:totalItems>"
    return (
        f'<rdf:RDF {_NAMESPACES}><hydra:{kind} rdf:about="#view">{total_items}{link}</hydra:{kind}>'
        f'<dcat:Catalog rdf:about="https://d.example/">{datasets}</dcat:Catalog></rdf:RDF>'
    )
