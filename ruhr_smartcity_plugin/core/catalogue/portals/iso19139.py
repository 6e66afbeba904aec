# SPDX-License-Identifier: GPL-2.0-or-later
"""One ISO 19139 record as German catalogues publish it, turned into a `Dataset`.

Elements are found by their local names, so that the versions of the schema do not matter. Each value is read on its
own; what cannot be read is unknown. Licence conventions: GDI-DE, Architektur der GDI, "Konventionen zu Metadaten" 2.x:
`otherConstraints` holds a JSON object with the members id, name, url and quelle.
"""

from __future__ import annotations

import math
import re
from dataclasses import dataclass, replace
from datetime import datetime
from typing import FrozenSet, Iterator, List, Tuple
from urllib.parse import parse_qsl, quote, unquote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Extent4326
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.ogc_address import base_address
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import read_data_date
from ruhr_smartcity_plugin.core.catalogue.portals.iso19139_rights import Rights, read_rights
from ruhr_smartcity_plugin.core.catalogue.portals.iso19139_text import code_of, value_of, values_of
from ruhr_smartcity_plugin.core.catalogue.portals.link import Link, distribution_of
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import extent_of_points
from ruhr_smartcity_plugin.core.catalogue.portals.texts import byte_size, contact_line, parse_time
from ruhr_smartcity_plugin.core.catalogue.record_themes import themes_of
from ruhr_smartcity_plugin.core.xml_element import Element
from ruhr_smartcity_plugin.translation import tr

RECORD_NAMES = ("MD_Metadata", "MI_Metadata", "CHE_MD_Metadata")
_PARTY_ORDER = ("publisher", "owner", "custodian", "pointOfContact", "resourceProvider", "distributor", "author")
_DATE_ORDER = ("revision", "creation", "publication")
_BOUNDS = ("westBoundLongitude", "southBoundLatitude", "eastBoundLongitude", "northBoundLatitude")
_UUID = re.compile(r"[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_KEY = re.compile(r"politicalGeocoding")


@dataclass(frozen=True)
class IsoRecord:
    """A record. `codes` are all names under which services may refer to it, `operates_on` those a service refers to."""

    dataset: Dataset
    is_service: bool
    codes: FrozenSet[str]
    operates_on: FrozenSet[str]


def read_iso_record(element: Element, *, portal: str, root: str) -> IsoRecord:
    """Return the record in an ``MD_Metadata`` element.

    Raises
    ------
    ValueError
        The record has neither an identifier nor an identification.
    """
    key = value_of(element.child("fileIdentifier"))
    about = _identification(element)
    if element.name not in RECORD_NAMES or not key or about is None:
        raise ValueError("no record with an identifier")
    citation = about.child("citation", "CI_Citation") or Element("")
    title = value_of(citation.child("title")) or tr("Without title ({key})").format(key=key)
    rights = read_rights(about)
    is_service = about.name == "SV_ServiceIdentification"
    organisation, contact = _parties(element, about)
    words, addresses = _keywords(about)
    topics = [value_of(one) for one in about.each("topicCategory")]
    coverage = find_coverage([one for one in addresses if _KEY.search(one)], [organisation], title)
    links = [*_links(element), *(_operation_links(about) if is_service else ())]
    dataset = Dataset(
        key=key,
        title=title,
        portal=portal,
        notes=value_of(about.child("abstract"), keep_lines=True),
        publisher=organisation,
        licence=rights.licence,
        attribution=rights.attribution,
        modified=parse_time(value_of(element.child("dateStamp"))),
        landing_url=_landing(root, key, links),
        distributions=_distributions(key, links, rights),
        themes=themes_of([*words, *addresses], topics),
        tags=tuple(dict.fromkeys(words)),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        identifier=key,
        data_date=_data_date(citation),
        contact=contact,
        extent_4326=_extent(about),
    )
    codes = frozenset({key, *_citation_codes(citation)})
    return IsoRecord(dataset, is_service, codes, frozenset(_operates_on(about)))


def with_services(dataset: Dataset, services: Tuple[Dataset, ...]) -> Dataset:
    """Return a data set with the addresses of its services among its resources, each once."""
    # With the kind: WMS and WFS often share an address.
    have = {(one.kind, base_address(one.url)) for one in dataset.distributions if one.url}
    more: List[Distribution] = []
    for service in services:
        for one in service.distributions:
            if not one.is_loadable or not one.url or (one.kind, base_address(one.url)) in have:
                continue
            have.add((one.kind, base_address(one.url)))
            more.append(replace(one, key=f"{dataset.key}/{service.key}/{one.key}", title=service.title))
    return replace(dataset, distributions=(*dataset.distributions, *more)) if more else dataset


def _identification(element: Element) -> Element | None:
    holder = element.child("identificationInfo")
    return next((one for one in holder.children if "Identification" in one.name), None) if holder else None


def _keywords(about: Element) -> Tuple[List[str], List[str]]:
    """Return the words, and the addresses behind them (anchors)."""
    words, addresses = [], []
    for block in about.each("descriptiveKeywords"):
        for one in block.walk():
            if one.name != "keyword":
                continue
            word = value_of(one)
            (addresses if word.startswith("http") else words).extend([word] if word else [])
            addresses += [child.attributes["href"] for child in one.children if child.attributes.get("href")]
    return words, addresses


def _parties(element: Element, about: Element) -> Tuple[str, str]:
    """Return the organisation that publishes, and one line to reach it."""
    holders = [*about.each("pointOfContact"), *element.each("contact")]
    parties = [one for holder in holders for one in holder.each("CI_ResponsibleParty")]
    named = [one for one in parties if value_of(one.child("organisationName"))]
    named.sort(key=lambda one: _rank(code_of(one.child("role"))))
    publisher = value_of(named[0].child("organisationName")) if named else ""
    for one in [*named, *parties]:
        address = one.child("contactInfo", "CI_Contact", "address", "CI_Address") or Element("")
        mail = value_of(address.child("electronicMailAddress"))
        if mail:
            return publisher, contact_line(value_of(one.child("organisationName")), mail)
    return publisher, publisher


def _rank(role: str) -> int:
    return _PARTY_ORDER.index(role) if role in _PARTY_ORDER else len(_PARTY_ORDER)


def _data_date(citation: Element) -> datetime | None:
    """Return the newest revision, or else creation, or else publication: what comes nearest to the data's own date."""
    found: dict[str, List[datetime]] = {}
    for one in citation.each("date"):
        inner = one.child("CI_Date") or one
        moment = read_data_date(value_of(inner.child("date")))
        if moment is not None:
            found.setdefault(code_of(inner.child("dateType")), []).append(moment)
    return next((max(found[kind]) for kind in _DATE_ORDER if kind in found), None)


def _extent(about: Element) -> Extent4326 | None:
    """Return the box around all boxes; one that is no box in degrees counts for nothing."""
    corners: List[Tuple[float, float]] = []
    for one in about.walk():
        if one.name == "EX_GeographicBoundingBox":
            west, south, east, north = (_degrees(one, name) for name in _BOUNDS)
            box = extent_of_points([(west, south), (east, north)]) if west <= east and south <= north else None
            corners += [box[:2], box[2:]] if box else []
    return extent_of_points(corners)


def _degrees(box: Element, name: str) -> float:
    try:
        return float(value_of(box.child(name)).replace(",", "."))
    except ValueError:
        return math.nan


def _links(element: Element) -> Iterator[Link]:
    for holder in element.each("distributionInfo"):
        formats = [value_of(one.child("name")) for one in holder.walk() if one.name == "MD_Format"]
        sizes = dict(_sizes(holder))
        for one in holder.walk():
            if one.name == "CI_OnlineResource":
                # One format for the record stands for its downloads, several for nobody knows which.
                link = _link(one, formats[0] if len(formats) == 1 else "")
                yield replace(link, size_bytes=sizes.get(id(one)))


def _sizes(holder: Element) -> Iterator[Tuple[int, int]]:
    """Give the size in bytes of each link that a way of transfer has for itself; the standard states megabytes."""
    for way in holder.walk():
        links = [one for one in way.walk() if one.name == "CI_OnlineResource"]
        if way.name == "MD_DigitalTransferOptions" and len(links) == 1:
            size = byte_size(f"{value_of(way.child('transferSize'))} MB")
            if size:
                yield id(links[0]), size


def _operation_links(about: Element) -> Iterator[Link]:
    """Give the addresses of a service: its GetCapabilities first, as it is the one that can be opened."""
    kind = values_of(about, "serviceTypeVersion") or values_of(about, "serviceType")
    declared = " ".join(kind)
    operations = [one for one in about.walk() if one.name == "SV_OperationMetadata"]
    operations.sort(key=lambda one: "capabilities" not in value_of(one.child("operationName")).lower())
    for operation in operations[:1]:
        for one in operation.walk():
            if one.name == "CI_OnlineResource":
                link = _link(one, "")
                yield replace(link, protocol=link.protocol or declared)


def _link(online: Element, declared: str) -> Link:
    function = code_of(online.child("function"))
    return Link(
        address=value_of(online.child("linkage")),
        title=value_of(online.child("name")),
        protocol=value_of(online.child("protocol")),
        declared=value_of(online.child("applicationProfile")) or ("" if function == "information" else declared),
        description=value_of(online.child("description")),
        is_page=function in ("information", "search", "order"),
    )


def _distributions(key: str, links: List[Link], rights: Rights) -> Tuple[Distribution, ...]:
    seen, found = set(), []
    for number, link in enumerate(links):
        if link.address in seen:
            continue
        seen.add(link.address)
        one = distribution_of(link, f"{key}#{number}", licence=rights.licence, attribution=rights.attribution)
        found.append(one)
    return tuple(found)


def _landing(root: str, key: str, links: List[Link]) -> str:
    """Return the page for people: GeoNetwork's own, or the first page the record names."""
    base, separator, _rest = root.partition("/srv/")
    if separator:
        return f"{base}/srv/ger/catalog.search#/metadata/{quote(key, safe='')}"
    pages = (distribution_of(one, "") for one in links if one.is_page)
    return next((one.url for one in pages if one.url), "")


def _citation_codes(citation: Element) -> Iterator[str]:
    for one in citation.each("identifier"):
        for inner in one.children:
            code, space = value_of(inner.child("code")), value_of(inner.child("codeSpace"))
            if code:
                yield code
                yield f"{space.rstrip('/#')}/{code}" if space else code


def _operates_on(about: Element) -> Iterator[str]:
    """Give what a service names as its data: by `uuidref`, by a request for the record, or by the end of an address."""
    for one in about.each("operatesOn"):
        for reference in (one.attributes.get("uuidref", ""), one.attributes.get("href", "")):
            yield from _references(reference.strip())


def _references(reference: str) -> Iterator[str]:
    if not reference:
        return
    yield reference
    try:
        parts = urlsplit(reference)
        query = {name.lower(): value for name, value in parse_qsl(parts.query)}
    except ValueError:
        return
    if query.get("id"):
        yield from query["id"].split(",")
    if parts.fragment:
        yield unquote(parts.fragment.rsplit("/", 1)[-1])
    yield from _UUID.findall(reference)
