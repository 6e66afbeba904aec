# SPDX-License-Identifier: GPL-2.0-or-later
"""One record of OGC API Records (OGC 20-004r1, clause 8.2), also in the forms of its drafts, as a `Dataset`."""

from __future__ import annotations

from typing import Any, Iterator, List, Mapping, Sequence, Tuple
from urllib.parse import quote, urljoin

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution, Extent4326
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.link import Link, distribution_of
from ruhr_smartcity_plugin.core.catalogue.portals.ogc_links import links_of, relation_of
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import web_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import byte_size, contact_line, parse_time, text_of
from ruhr_smartcity_plugin.core.catalogue.record_themes import themes_of

# Relations that lead round in the catalogue, or to a picture or a licence: no data.
_NO_RESOURCE = frozenset(
    (
        "self", "alternate", "collection", "collections", "root", "parent", "up", "next", "prev", "previous", "first",
        "last", "license", "icon", "preview", "thumbnail", "canonical", "search", "describes", "conformance",
        "queryables", "schema",
    )
)  # fmt: skip
_PAGES = frozenset(("about", "describedby", "information", "related", "service-doc", "help"))
_ROLE_ORDER = ("publisher", "owner", "custodian", "pointofcontact", "point of contact", "distributor", "author")
# Words that say where to look instead of naming a licence.
_NO_LICENCE = frozenset({"various", "other", "proprietary", "none", "unknown"})


def read_record(record: Any, *, portal: str, root: str, items_url: str, key_prefix: str = "") -> Dataset:
    """Return the data set of a record; `key_prefix` makes its id unique among several catalogues.

    Raises
    ------
    ValueError
        It is no object or has no id.
    """
    if not isinstance(record, Mapping):
        raise ValueError("a record is no JSON object")
    record_id = text_of(record.get("id"))
    if not record_id:
        raise ValueError("a record has no id")
    key = f"{key_prefix}{record_id}"
    about = record.get("properties") if isinstance(record.get("properties"), Mapping) else {}
    own_address = f"{items_url.split('?')[0]}/{quote(record_id, safe='')}"
    links = _all_links(record, about)
    publisher, contact = _people(about)
    licence = _licence(about, links)
    tags = _words(about.get("keywords"))
    title = text_of(about.get("title")) or record_id
    coverage = find_coverage([one for one in tags if "politicalGeocoding" in one], [publisher], title)
    changes = (parse_time(about.get(name)) for name in ("updated", "recordUpdated", "record-updated", "modified"))
    modified = next((time for time in changes if time), None)
    return Dataset(
        key=key,
        title=title,
        portal=portal,
        notes=text_of(about.get("description")) or text_of(about.get("abstract")),
        publisher=publisher,
        licence=licence,
        attribution=text_of(about.get("attribution")) or text_of(about.get("credit")),
        modified=modified,
        landing_url=_landing(links, own_address),
        distributions=_distributions(key, links, own_address, licence),
        themes=themes_of([*tags, *_concepts(about)], [text_of(about.get("topicCategory"))]),
        tags=tuple(one for one in tags if not one.startswith("http")),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        identifier=_identifier(about) or record_id,
        data_date=_data_date(record, about, modified),
        contact=contact,
        extent_4326=_extent(record, about),
    )


def contains_words(dataset: Dataset, words: Sequence[str]) -> bool:
    """Answer whether all words occur in the texts of a data set, whatever their case."""
    texts = " ".join((dataset.title, dataset.notes, dataset.publisher, *dataset.tags)).casefold()
    return all(word.casefold() in texts for word in words)


def _all_links(record: Mapping[str, Any], about: Mapping[str, Any]) -> List[Mapping[str, Any]]:
    drafts = {"links": about.get("associations")}
    return [*links_of(record), *links_of(about), *links_of(drafts)]


def _distributions(
    key: str, links: List[Mapping[str, Any]], base: str, licence: Licence
) -> Tuple[Distribution, ...]:
    found, seen = [], set()
    for link in links:
        target, relation = text_of(link.get("href")), relation_of(link)
        if relation in _NO_RESOURCE or not target or link.get("templated") is True or target in seen:
            continue
        seen.add(target)
        stated = text_of(link.get("type"))
        is_protocol = ":" in stated
        described = Link(
            address=_resolved(base, target),
            title=text_of(link.get("name")) or text_of(link.get("title")),
            protocol=text_of(link.get("protocol")) or (stated if is_protocol else ""),
            declared=text_of(link.get("format")) or ("" if is_protocol else stated),
            description=text_of(link.get("description")) or text_of(link.get("title")),
            is_page=relation in _PAGES,
            size_bytes=byte_size(link.get("length")),
        )
        found.append(distribution_of(described, f"{key}#{len(found)}", licence=licence))
    return tuple(found)


def _resolved(base: str, target: str) -> str:
    """Return a link's whole address; what cannot be joined stays, to be refused with its reason."""
    try:
        return urljoin(base, target)
    except ValueError:
        return target


def _landing(links: List[Mapping[str, Any]], own_address: str) -> str:
    for relation in ("alternate", "canonical", "about"):
        for link in links:
            is_page = "html" in text_of(link.get("type")).lower()
            if relation_of(link) == relation and is_page:
                address = web_address(_resolved(own_address, text_of(link.get("href"))))
                if address:
                    return address
    return web_address(own_address)


def _people(about: Mapping[str, Any]) -> Tuple[str, str]:
    """Return who publishes, and one line to reach somebody."""
    people = _objects(about.get("contacts")) or _objects(about.get("providers"))
    people.sort(key=_rank)
    publisher = next((_office(one) for one in people if _office(one)), text_of(about.get("publisher")))
    for one in people:
        mails = [text_of(mail.get("value")) for mail in _objects(one.get("emails"))] or [text_of(one.get("email"))]
        if mails[0]:
            return publisher, contact_line(_office(one), mails[0])
    return publisher, publisher


def _office(person: Mapping[str, Any]) -> str:
    return text_of(person.get("organization")) or text_of(person.get("name"))


def _rank(person: Mapping[str, Any]) -> int:
    roles = person.get("roles")
    roles = roles if isinstance(roles, list) else [roles]
    names = [text_of(one.get("name") if isinstance(one, Mapping) else one).lower() for one in roles]
    return min((_ROLE_ORDER.index(name) for name in names if name in _ROLE_ORDER), default=len(_ROLE_ORDER))


def _licence(about: Mapping[str, Any], links: List[Mapping[str, Any]]) -> Licence:
    stated = text_of(about.get("license"))
    addresses = [text_of(one.get("href")) for one in links if relation_of(one) == "license"]
    titles = [text_of(one.get("title")) for one in links if relation_of(one) == "license"]
    rights = about.get("rights")
    words = [text_of(one) for one in rights] if isinstance(rights, list) else [text_of(rights)]
    return recognise_licence("" if stated.lower() in _NO_LICENCE else stated, *addresses, *titles, *words)


def _concepts(about: Mapping[str, Any]) -> Iterator[str]:
    """Give ids and addresses of themes; an id alone is completed by its scheme."""
    for theme in _objects(about.get("themes")):
        scheme = text_of(theme.get("scheme")).rstrip("/")
        for concept in _objects(theme.get("concepts")):
            name = text_of(concept.get("id"))
            yield from (one for one in (text_of(concept.get("url")), name, text_of(concept.get("title"))) if one)
            if scheme and name and not name.startswith("http"):
                yield f"{scheme}/{name}"


def _identifier(about: Mapping[str, Any]) -> str:
    external = about.get("externalIds") or about.get("externalId")
    return next((text_of(one.get("value")) for one in _objects(external) if text_of(one.get("value"))), "")


def _data_date(record: Mapping[str, Any], about: Mapping[str, Any], modified: Any) -> Any:
    time = record.get("time") if isinstance(record.get("time"), Mapping) else about.get("time")
    if not isinstance(time, Mapping):
        return None
    interval = time.get("interval")
    if isinstance(interval, list) and len(interval) == 2:
        return state_of_period(_known(interval[0]), _known(interval[1]), modified)
    return state_of_period("", time.get("date") or time.get("timestamp"), modified)


def _known(moment: Any) -> Any:
    return "" if moment == ".." else moment


def _extent(record: Mapping[str, Any], about: Mapping[str, Any]) -> Extent4326 | None:
    found = read_extent(record.get("geometry")) or read_extent(record.get("bbox"))
    extent = about.get("extent")
    spatial = extent.get("spatial") if isinstance(extent, Mapping) else None
    boxes = spatial.get("bbox") if isinstance(spatial, Mapping) else None
    return found or (read_extent(boxes[0]) if isinstance(boxes, list) and boxes else None)


def _objects(value: Any) -> List[Mapping[str, Any]]:
    return [one for one in value if isinstance(one, Mapping)] if isinstance(value, list) else []


def _words(value: Any) -> List[str]:
    """Return keywords, whether they come as words or as objects with a name."""
    words = value if isinstance(value, list) else []
    named = [one.get("name", one.get("keyword")) if isinstance(one, Mapping) else one for one in words]
    return list(dict.fromkeys(text_of(one) for one in named if text_of(one)))
