# SPDX-License-Identifier: GPL-2.0-or-later
"""One entry of a ``data.json`` (schema DCAT-US 1.1, as DKAN writes it), turned into a `Dataset`.

The schema's promises are kept as badly as CKAN's: single values where lists should be, lists where objects should be,
words around dates, descriptions in HTML, extents as WKT, numbers or names of places.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Dict, Iterable, List, Mapping
from urllib.parse import quote

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.data_date import state_of_period
from ruhr_smartcity_plugin.core.catalogue.portals.licences import attribution_of, licence_that_counts, stated_or_own
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address, web_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import (
    byte_size,
    contact_line,
    list_of,
    parse_time,
    plain_text,
    text_of,
)
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes

_GROUP_PREFIX = "group/"


def read_entry(entry: Any, *, portal: str, root: str) -> Dataset:
    """Return the data set of an entry; its key is its identifier.

    Raises
    ------
    ValueError
        The entry is no object, or has neither identifier nor title.
    """
    if not isinstance(entry, Mapping):
        raise ValueError("an entry is no JSON object")
    title = text_of(entry.get("title"))
    key = text_of(entry.get("identifier")) or text_of(entry.get("@id")) or title
    if not key:
        raise ValueError("an entry has neither identifier nor title")
    publisher, licence = name_of(entry.get("publisher")), _licence(entry)
    modified = _changed(entry)
    distributions = tuple(_distributions(entry.get("distribution"), licence))
    start, _, end = text_of(entry.get("temporal")).partition("/")
    coverage = find_coverage(list_of(entry.get("politicalGeocodingURI")), [publisher] if publisher else [], title)
    return Dataset(
        key=key,
        title=title or key,
        portal=portal,
        notes=plain_text(text_of(entry.get("description"))),
        publisher=publisher,
        licence=licence_that_counts(licence, distributions),
        attribution=next((one.attribution for one in distributions if one.attribution), "")
        or attribution_of(entry),
        modified=modified,
        landing_url=web_address(text_of(entry.get("landingPage"))) or _page_of(key, root),
        distributions=distributions,
        themes=theme_codes(list_of(entry.get("theme"))),
        tags=tuple(list_of(entry.get("keyword"))),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=root,
        identifier=key if key != title else "",
        data_date=state_of_period(start, end or start, modified),
        contact=_contact(entry.get("contactPoint")),
        extent_4326=read_extent(entry.get("spatial")),
    )


def dkan_package(package: Any) -> Any:
    """Return what DKAN answers to ``package_show`` in the form CKAN's would have.

    Groups are paths ("group/stadt-bonn") and mostly name the town that publishes; CKAN keeps that in `organization`.
    """
    if not isinstance(package, Mapping):
        return package
    groups = [one for one in as_list(package.get("groups")) if isinstance(one, Mapping)]
    shaped: Dict[str, Any] = {**package, "groups": [], "notes": plain_text(text_of(package.get("notes")))}
    if groups and not isinstance(package.get("organization"), Mapping):
        slug = text_of(groups[0].get("name")).replace(_GROUP_PREFIX, "")
        shaped["organization"] = {"name": slug, "title": text_of(groups[0].get("title")) or slug}
    shaped["resources"] = as_list(package.get("resources"))
    return shaped


def as_list(value: Any) -> List[Any]:
    """Return the members of what should be a list: a single object counts as one, PHP's numbered object as its values.

    >>> as_list({"0": "a", "2": "b"}), as_list({"title": "x"}), as_list(None)
    (['a', 'b'], [{'title': 'x'}], [])
    """
    if isinstance(value, list):
        return value
    if isinstance(value, Mapping):
        return list(value.values()) if value and all(str(key).isdigit() for key in value) else [value]
    return []


def name_of(value: Any) -> str:
    """Return the name of a publisher or contact, given as object, as list of objects, or as text."""
    for one in as_list(value):
        if isinstance(one, Mapping):
            return text_of(one.get("name") or one.get("fn") or one.get("title"))
        return text_of(one)
    return text_of(value) if isinstance(value, str) else ""


def _changed(entry: Mapping[str, Any]) -> datetime | None:
    return parse_time(text_of(entry.get("modified"))) or parse_time(text_of(entry.get("issued")))


def _licence(entry: Mapping[str, Any]) -> Licence:
    stated = [text_of(entry.get(one)) for one in ("license", "license_id", "license_title", "rights")]
    return recognise_licence(*stated)


def _page_of(key: str, root: str) -> str:
    """Return the page of a data set: DKAN forwards ``/dataset/<identifier>``; an address as identifier is its page."""
    return web_address(key) if "://" in key else f"{root}/dataset/{quote(key, safe='')}"


def _contact(value: Any) -> str:
    for one in as_list(value):
        if isinstance(one, Mapping):
            line = contact_line(text_of(one.get("fn")), text_of(one.get("hasEmail")))
            if line:
                return line
    return ""


def _distributions(value: Any, own: Licence) -> Iterable[Distribution]:
    for number, one in enumerate(as_list(value)):
        if isinstance(one, Mapping):
            yield _distribution(one, number, own)


def _distribution(one: Mapping[str, Any], number: int, own: Licence) -> Distribution:
    declared, media_type = text_of(one.get("format")), text_of(one.get("mediaType"))
    url, problem = usable_address(text_of(one.get("downloadURL")) or text_of(one.get("accessURL")))
    description = plain_text(text_of(one.get("description")))
    return Distribution(
        key=text_of(one.get("identifier")) or text_of(one.get("@id")) or str(number),
        title=text_of(one.get("title")) or description[:80] or declared or url,
        url=url,
        kinds=classify(url, declared, media_type),
        declared_format=declared or media_type,
        licence=stated_or_own(recognise_licence(text_of(one.get("license"))), own),
        attribution=attribution_of(one),
        description=description,
        modified=_changed(one),
        size_bytes=byte_size(one.get("byteSize") or one.get("filesize")),
        problem=problem,
    )
