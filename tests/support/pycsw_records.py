# SPDX-License-Identifier: GPL-2.0-or-later
"""ISO 19139 records in the forms German offices publish: 105 data sets, ten services coupled to them, eight odd ones.

The forms (licence as JSON in a text, anchors, coupled services, empty elements) are those of the GDI-DE conventions;
the content is made up.
"""

from __future__ import annotations

import json
from typing import Dict, List, Sequence, Tuple
from xml.sax.saxutils import escape, quoteattr

# town, AGS, west, south, east, north (rough boxes in degrees)
TOWNS = (
    ("Bochum", "05911000", 7.10, 51.41, 7.35, 51.53),
    ("Essen", "05113000", 6.89, 51.35, 7.14, 51.53),
    ("Mülheim an der Ruhr", "05117000", 6.80, 51.38, 6.95, 51.47),
    ("Herne", "05916000", 7.10, 51.51, 7.31, 51.58),
    ("Hamm", "05915000", 7.68, 51.58, 7.99, 51.74),
)
# key, title, INSPIRE theme or keyword, ISO topic category
TOPICS = (
    ("baeume", "Baumkataster", "Umwelt", "environment"),
    ("strassen", "Straßenverzeichnis", "Verkehrsnetze", "transportation"),
    ("bplan", "Bebauungspläne", "Bodennutzung", "planningCadastre"),
    ("fnp", "Flächennutzungsplan", "Bodennutzung", "planningCadastre"),
    ("schulen", "Schulstandorte", "Versorgungswirtschaft und staatliche Dienste", "society"),
    ("kitas", "Kindertageseinrichtungen", "Versorgungswirtschaft und staatliche Dienste", "society"),
    ("laerm", "Umgebungslärmkartierung", "Gesundheit und Sicherheit", "environment"),
    ("klima", "Klimaanalyse Hitzebelastung", "Atmosphärische Bedingungen", "climatologyMeteorologyAtmosphere"),
    ("gruen", "Öffentliche Grünflächen", "Umwelt", "environment"),
    ("spiel", "Spielplätze", "Freizeit", "society"),
    ("radwege", "Radverkehrsnetz", "Verkehrsnetze", "transportation"),
    ("stadtteile", "Stadtteile und Statistische Bezirke", "Verwaltungseinheiten", "boundaries"),
    ("denkmal", "Denkmäler", "Schutzgebiete", "society"),
    ("gewaesser", "Gewässernetz", "Gewässernetz", "inlandWaters"),
    ("hochwasser", "Überschwemmungsgebiete", "Gebiete mit naturbedingten Risiken", "inlandWaters"),
    ("boden", "Bodenrichtwerte", "Kataster/Flurstücke/Grundstücke", "economy"),
    ("gebaeude", "3D-Gebäudemodell LoD2", "Gebäude", "structure"),
    ("luftbild", "Orthophotos", "Orthofotografie", "imageryBaseMapsEarthCover"),
    ("ladesaeulen", "Ladesäulen", "Energiequellen", "utilitiesCommunication"),
    ("haltestellen", "Haltestellen des ÖPNV", "Verkehrsnetze", "transportation"),
    ("stellplaetze", "Öffentliche Stellplätze & Parkhäuser", "Verkehrsnetze", "transportation"),
)
_NAMESPACES = (
    'xmlns:gmd="http://www.isotc211.org/2005/gmd" xmlns:gco="http://www.isotc211.org/2005/gco" '
    'xmlns:gmx="http://www.isotc211.org/2005/gmx" xmlns:srv="http://www.isotc211.org/2005/srv" '
    'xmlns:gml="http://www.opengis.net/gml" xmlns:xlink="http://www.w3.org/1999/xlink" '
    'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
)
_LISTS = "http://standards.iso.org/iso/19139/resources/gmxCodelists.xml#"
BY_LICENCE = {
    "id": "dl-de/by-2-0",
    "name": "Datenlizenz Deutschland – Namensnennung – Version 2.0",
    "url": "https://www.govdata.de/dl-de/by-2-0",
}


def make_records() -> Dict[str, str]:
    """Return the records by file identifier."""
    records: Dict[str, str] = {}
    for town_number, town in enumerate(TOWNS):
        for number, topic in enumerate(TOPICS):
            records[dataset_id(town_number, number)] = _dataset(town_number, town, number, topic)
        for kind in ("wms", "wfs"):
            records[service_id(town_number, kind)] = _service(town_number, town, kind)
    records.update(_odd_records())
    return records


def dataset_id(town: int, topic: int) -> str:
    return f"0a1b2c3d-{town:04d}-4000-8000-{topic:012d}"


def service_id(town: int, kind: str) -> str:
    return f"5e6f7a8b-{town:04d}-4000-8000-{'0' * 9}{kind}"


def service_address(town: int, kind: str) -> str:
    return f"https://geodienste.example/{TOWNS[town][1]}/{kind}"


def record(
    identifier: str,
    title: str,
    *,
    abstract: str = "",
    hierarchy: str = "dataset",
    stamp: str = "<gco:Date>2026-05-01</gco:Date>",
    dates: Sequence[Tuple[str, str]] = (),
    keywords: Sequence[Tuple[str, Sequence[str]]] = (),
    box: Tuple[float, float, float, float] | None = None,
    constraints: Sequence[str] = (),
    uses: Sequence[str] = (),
    topic: str = "",
    online: Sequence[str] = (),
    organisation: str = "",
    mail: str = "",
    service: str = "",
    parent_party: str = "",
    raw_title: str = "",
) -> str:
    """Return one record; texts are escaped here, `constraints`, `online` and `raw_title` are XML."""
    identification = "srv:SV_ServiceIdentification" if service else "gmd:MD_DataIdentification"
    citation_dates = "".join(_citation_date(kind, date) for kind, date in dates)
    extent = _extent(box, "srv" if service else "gmd") if box else ""
    topic_xml = f"<gmd:topicCategory><gmd:MD_TopicCategoryCode>{topic}</gmd:MD_TopicCategoryCode></gmd:topicCategory>"
    limits = "".join(f"<gmd:useLimitation>{text(one)}</gmd:useLimitation>" for one in uses)
    legal = "".join(f"<gmd:otherConstraints>{one}</gmd:otherConstraints>" for one in constraints)
    lines = "".join(f"<gmd:onLine>{one}</gmd:onLine>" for one in online)
    transfer = (
        "<gmd:distributionInfo><gmd:MD_Distribution><gmd:transferOptions><gmd:MD_DigitalTransferOptions>"
        f"{lines}</gmd:MD_DigitalTransferOptions></gmd:transferOptions></gmd:MD_Distribution></gmd:distributionInfo>"
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<gmd:MD_Metadata {_NAMESPACES}>
<gmd:fileIdentifier>{text(identifier)}</gmd:fileIdentifier>
<gmd:language><gmd:LanguageCode codeList="{_LISTS}LanguageCode" codeListValue="ger"/></gmd:language>
<gmd:hierarchyLevel><gmd:MD_ScopeCode codeList="{_LISTS}MD_ScopeCode" codeListValue="{hierarchy}"/></gmd:hierarchyLevel>
<gmd:contact>{parent_party or party(organisation, mail, "pointOfContact")}</gmd:contact>
<gmd:dateStamp>{stamp}</gmd:dateStamp>
<gmd:identificationInfo><{identification} uuid={quoteattr(identifier)}>
<gmd:citation><gmd:CI_Citation><gmd:title>{raw_title or text(title)}</gmd:title>{citation_dates}</gmd:CI_Citation>
</gmd:citation>
<gmd:abstract>{text(abstract)}</gmd:abstract>
{f'<gmd:pointOfContact>{party(organisation, mail, "publisher")}</gmd:pointOfContact>' if organisation else ""}
{"".join(_keywords(thesaurus, words) for thesaurus, words in keywords)}
{f"<gmd:resourceConstraints><gmd:MD_LegalConstraints>{limits}<gmd:accessConstraints>"
 f'<gmd:MD_RestrictionCode codeList="{_LISTS}MD_RestrictionCode" codeListValue="otherRestrictions"/>'
 f"</gmd:accessConstraints>{legal}</gmd:MD_LegalConstraints></gmd:resourceConstraints>" if limits or legal else ""}
{topic_xml if topic and not service else ""}{extent}{service}
</{identification}></gmd:identificationInfo>
{transfer if online else ""}
</gmd:MD_Metadata>
"""


def text(value: str) -> str:
    return f"<gco:CharacterString>{escape(value)}</gco:CharacterString>"


def anchor(value: str, address: str) -> str:
    return f"<gmx:Anchor xlink:href={quoteattr(address)}>{escape(value)}</gmx:Anchor>"


def party(organisation: str, mail: str, role: str) -> str:
    address = (
        "<gmd:contactInfo><gmd:CI_Contact><gmd:address><gmd:CI_Address><gmd:electronicMailAddress>"
        f"{text(mail)}</gmd:electronicMailAddress></gmd:CI_Address></gmd:address></gmd:CI_Contact></gmd:contactInfo>"
    )
    return (
        f"<gmd:CI_ResponsibleParty><gmd:organisationName>{text(organisation)}</gmd:organisationName>"
        f'{address if mail else ""}<gmd:role><gmd:CI_RoleCode codeList="{_LISTS}CI_RoleCode" codeListValue="{role}"/>'
        "</gmd:role></gmd:CI_ResponsibleParty>"
    )


def online(address: str, *, protocol: str = "", name: str = "", function: str = "") -> str:
    code = f'<gmd:CI_OnLineFunctionCode codeList="{_LISTS}CI_OnLineFunctionCode" codeListValue="{function}"/>'
    return (
        f"<gmd:CI_OnlineResource><gmd:linkage><gmd:URL>{escape(address)}</gmd:URL></gmd:linkage>"
        + (f"<gmd:protocol>{text(protocol)}</gmd:protocol>" if protocol else "")
        + (f"<gmd:name>{text(name)}</gmd:name>" if name else "")
        + (f"<gmd:function>{code}</gmd:function>" if function else "")
        + "</gmd:CI_OnlineResource>"
    )


def _citation_date(kind: str, date: str) -> str:
    tag = "DateTime" if "T" in date else "Date"
    return (
        f"<gmd:date><gmd:CI_Date><gmd:date><gco:{tag}>{date}</gco:{tag}></gmd:date><gmd:dateType>"
        f'<gmd:CI_DateTypeCode codeList="{_LISTS}CI_DateTypeCode" codeListValue="{kind}"/></gmd:dateType></gmd:CI_Date>'
        "</gmd:date>"
    )


def _keywords(thesaurus: str, words: Sequence[str]) -> str:
    inside = "".join(f"<gmd:keyword>{text(word)}</gmd:keyword>" for word in words)
    source = (
        f"<gmd:thesaurusName><gmd:CI_Citation><gmd:title>{text(thesaurus)}</gmd:title></gmd:CI_Citation>"
        "</gmd:thesaurusName>"
    )
    return (
        f"<gmd:descriptiveKeywords><gmd:MD_Keywords>{inside}{source if thesaurus else ''}</gmd:MD_Keywords>"
        "</gmd:descriptiveKeywords>"
    )


def _extent(box: Tuple[float, float, float, float], prefix: str) -> str:
    names = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
    values = dict(zip(names, box))
    order = ("westBoundLongitude", "eastBoundLongitude", "southBoundLatitude", "northBoundLatitude")
    bounds = "".join(f"<gmd:{one}><gco:Decimal>{values[one]}</gco:Decimal></gmd:{one}>" for one in order)
    return (
        f"<{prefix}:extent><gmd:EX_Extent><gmd:geographicElement><gmd:EX_GeographicBoundingBox>{bounds}"
        f"</gmd:EX_GeographicBoundingBox></gmd:geographicElement></gmd:EX_Extent></{prefix}:extent>"
    )


def _licence(number: int, town: str) -> List[str]:
    """Return the ways offices state a licence, in turn."""
    by = json.dumps({**BY_LICENCE, "quelle": f"© Stadt {town} (2026)"}, ensure_ascii=False)
    return (
        [text("Nutzungsbedingungen: Datenlizenz Deutschland Namensnennung 2.0"), text(by)],
        [anchor("Datenlizenz Deutschland – Zero – Version 2.0", "https://www.govdata.de/dl-de/zero-2-0")],
        [text("Creative Commons Namensnennung (CC BY 4.0), Quellenvermerk: Stadt " + town)],
        [text("Es gelten keine Bedingungen"), text("https://creativecommons.org/licenses/by/4.0/")],
        [],
    )[number % 5]


def _dataset(town_number: int, town: tuple, number: int, topic: Tuple[str, str, str, str]) -> str:
    name, ags, *box = town
    key, title, theme, category = topic
    base = f"https://download.example/{ags}/{key}"
    resources = [
        [online(f"{base}.zip", name="Shape (gezippt)", protocol="WWW:DOWNLOAD-1.0-http--download")],
        [online(f"{base}.geojson", name="GeoJSON"), online("https://www.example.org/info", function="information")],
        [],
    ][number % 3]
    stamps = (
        f"<gco:DateTime>2026-{1 + number % 9:02d}-15T10:00:00</gco:DateTime>",
        f"<gco:Date>2025-{1 + number % 12:02d}-20</gco:Date>",
    )
    return record(
        dataset_id(town_number, number),
        f"{title} {name}",
        abstract=f"{title} der Stadt {name}. Daten für Planung & Bürger <Stand laufend>.",
        stamp=stamps[town_number % 2],
        dates=(("creation", "2015-03-01"), ("revision", f"20{20 + number % 6}-06-30")),
        keywords=(
            ("GEMET - INSPIRE themes, version 1.0", (theme,)),
            ("", (title, "opendata", name)),
        ),
        box=tuple(box),
        constraints=_licence(number, name),
        topic=category,
        online=resources,
        organisation=f"Stadt {name}",
        mail=f"geodaten@{ags}.example",
    )


def _service(town_number: int, town: tuple, kind: str) -> str:
    """A view or download service of the first six data sets of a town; couplings in the three forms in use."""
    name, _ags, *box = town
    address = service_address(town_number, kind)
    couplings = []
    for number in range(6):
        identifier = dataset_id(town_number, number)
        link = f"https://katalog.example/csw?service=CSW&request=GetRecordById&version=2.0.2&id={identifier}"
        couplings.append(
            (
                f'<srv:operatesOn uuidref="{identifier}"/>',
                f"<srv:operatesOn xlink:href={quoteattr(link)}/>",
                f'<srv:operatesOn uuidref="" xlink:href="https://registry.example/dataset#{identifier}"/>',
            )[number % 3]
        )
    operation = (
        "<srv:containsOperations><srv:SV_OperationMetadata><srv:operationName>"
        f"{text('GetCapabilities')}</srv:operationName><srv:connectPoint>"
        f"{online(address + '?service=' + kind.upper() + '&request=GetCapabilities')}"
        "</srv:connectPoint></srv:SV_OperationMetadata></srv:containsOperations>"
    )
    kinds = {"wms": "view", "wfs": "download"}
    service = (
        f"<srv:serviceType><gco:LocalName>{kinds[kind]}</gco:LocalName></srv:serviceType>"
        f"<srv:serviceTypeVersion>{text('OGC:' + kind.upper())}</srv:serviceTypeVersion>"
        f"{operation}{''.join(couplings)}"
    )
    return record(
        service_id(town_number, kind),
        f"{kind.upper()} Stadt {name}",
        abstract=f"Dienst der Stadt {name}",
        hierarchy="service",
        dates=(("publication", "2022-01-01"),),
        box=tuple(box),
        constraints=[text(json.dumps({**BY_LICENCE, "quelle": f"Stadt {name}"}, ensure_ascii=False))],
        organisation=f"Stadt {name}",
        service=service,
    )


def _odd_records() -> Dict[str, str]:
    """Records that are allowed by nobody and published all the same."""
    return {
        "odd-no-title": record("odd-no-title", "", abstract="Ohne Titel"),
        "odd-file-link": record(
            "odd-file-link", "Interne Ablage", online=[online("file:///N:/Geodaten/plan.shp"), online("\\\\srv\\x")]
        ),
        "odd-script": record("odd-script", "<b>Fett</b> & schräg", online=[online("javascript:alert(1)")]),
        "odd-json": record("odd-json", "Kaputte Lizenz", constraints=[text('{"id":"dl-de/by-2-0","name":')]),
        "odd-box": record("odd-box", "Rechteck vertauscht", box=(51.4, 7.1, 51.5, 7.3)),
        "odd-world": record("odd-world", "Rechteck der Welt", box=(-180.0, -90.0, 180.0, 90.0)),
        "odd-dates": record(
            "odd-dates", "Datum unbekannt", stamp="<gco:Date>2024</gco:Date>", dates=(("revision", "unbekannt"),)
        ),
        "odd-anchor": record(
            "odd-anchor",
            "",
            raw_title=anchor("Titel als Anker", "https://registry.example/1"),
            hierarchy="nonGeographicDataset",
            online=[online("https://geodienste.example/odd/wms?", protocol="OGC:WMS-1.3.0-http-get-map", name="plan")],
            uses=("Nutzung nur nach Rücksprache",),
        ),
    }
