# SPDX-License-Identifier: GPL-2.0-or-later
"""One CKAN package, as portals really deliver it, turned into a `Dataset`.

Harvested records break most promises of CKAN's schema: lists as JSON in a string, extras as a list or an object,
missing licences, dates with words before them, blanks in names. Each value is read on its own; what cannot be read is
unknown.
"""

from __future__ import annotations

import json
import re
from typing import Any, Dict, Iterable, Mapping, Tuple
from urllib.parse import quote

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Distribution
from ruhr_smartcity_plugin.core.catalogue.formats import classify
from ruhr_smartcity_plugin.core.catalogue.layer_source import SampleSource
from ruhr_smartcity_plugin.core.catalogue.licence import Licence, recognise_licence
from ruhr_smartcity_plugin.core.catalogue.municipalities import Coverage, find_coverage
from ruhr_smartcity_plugin.core.catalogue.portals.access_service import (
    AccessService,
    distribution_of_service,
    with_more_services,
)
from ruhr_smartcity_plugin.core.catalogue.portals.ckan_extras import contact_of, data_date_of, identifier_of
from ruhr_smartcity_plugin.core.catalogue.portals.licences import attribution_of, licence_that_counts, stated_or_own
from ruhr_smartcity_plugin.core.catalogue.portals.resource_address import usable_address
from ruhr_smartcity_plugin.core.catalogue.portals.spatial import read_extent
from ruhr_smartcity_plugin.core.catalogue.portals.texts import byte_size, list_of, parse_time, text_of
from ruhr_smartcity_plugin.core.catalogue.record_themes import themes_of
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes

SAMPLE_SCHEME = "sample:"
_SAMPLE_ID = re.compile(r"[a-z0-9_\-]+")


def read_package(
    package: Mapping[str, Any], *, portal: str, root: str, portal_root: str = "", is_sample: bool = False
) -> Dataset:
    """Return the data set of a CKAN package.

    `portal` is the portal's name, `root` its address (for the landing page), `portal_root` where the entry is found
    again if that is another address (an organisation of the portal). `is_sample` allows resources of the demo
    workspace (``sample:<id>``), which only the shipped sample catalogue may name.

    Raises
    ------
    ValueError
        The package is no object or has neither id nor name.
    """
    if not isinstance(package, Mapping):
        raise ValueError("a package is no JSON object")
    key = text_of(package.get("name")) or text_of(package.get("id"))
    if not key:
        raise ValueError("a package has neither name nor id")
    title = text_of(package.get("title")) or key
    extras = read_extras(package.get("extras"))
    publisher, coverage = _publisher_and_coverage(package, extras, title)
    modified = parse_time(package.get("metadata_modified"))
    own_licence = _dataset_licence(package)
    distributions = tuple(_read_resources(package.get("resources"), own_licence, is_sample))
    return Dataset(
        key=key,
        title=title,
        portal=portal,
        notes=text_of(package.get("notes")),
        publisher=publisher,
        licence=licence_that_counts(own_licence, distributions),
        attribution=next((one.attribution for one in distributions if one.attribution), "")
        or attribution_of(extras),
        modified=modified,
        landing_url=f"{root}/dataset/{quote(key, safe='')}" if root else "",
        distributions=distributions,
        themes=tuple(dict.fromkeys((*_themes(package.get("groups")), *themes_of(list_of(extras.get("theme")))))),
        tags=tuple(_names(package.get("tags"))),
        municipalities=coverage.municipalities,
        districts=coverage.districts,
        municipality_evidence=coverage.evidence,
        portal_root=portal_root or root,
        identifier=identifier_of(extras),
        data_date=data_date_of(extras, modified),
        contact=contact_of(package, extras),
        extent_4326=read_extent(extras.get("spatial")),
    )


def read_extras(extras: Any) -> Dict[str, Any]:
    """Return the extras by key, whether they come as CKAN's list of pairs or as an object."""
    if isinstance(extras, Mapping):
        return dict(extras)
    if not isinstance(extras, list):
        return {}
    pairs = (one for one in extras if isinstance(one, Mapping))
    return {text_of(one.get("key")): one.get("value") for one in pairs if text_of(one.get("key"))}


def _publisher_and_coverage(
    package: Mapping[str, Any], extras: Mapping[str, Any], title: str
) -> Tuple[str, Coverage]:
    organisation = package.get("organization") if isinstance(package.get("organization"), Mapping) else {}
    slug, name = text_of(organisation.get("name")), text_of(organisation.get("title"))
    person = text_of(package.get("author") or package.get("maintainer"))
    publisher = text_of(extras.get("publisher_name")) or name or person
    places = [one for one in (slug, name, publisher) if one]
    return publisher, find_coverage(list_of(extras.get("politicalGeocodingURI")), places, title)


def _dataset_licence(package: Mapping[str, Any]) -> Licence:
    stated = [text_of(package.get(one)) for one in ("license_id", "license_url", "license_title", "license")]
    return recognise_licence(*stated)


def _read_resources(resources: Any, own_licence: Licence, is_sample: bool) -> Iterable[Distribution]:
    for number, resource in enumerate(resources if isinstance(resources, list) else []):
        if isinstance(resource, Mapping):
            made = _read_resource(resource, number, own_licence, is_sample)
            services = [
                distribution_of_service(one, made, f"{made.key}/{place}")
                for place, one in enumerate(_access_services(resource.get("access_services")))
            ]
            yield from with_more_services([made] if made.url or made.sample or not services else [], services)


def _access_services(value: Any) -> Iterable[AccessService]:
    """Give the services of a resource, as ckanext-dcat keeps them: a list of objects, or its JSON in a string."""
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except (ValueError, RecursionError):
            return
    for one in value if isinstance(value, list) else []:
        if not isinstance(one, Mapping):
            continue
        address = next(iter(list_of(one.get("endpoint_url"))), "")
        description = next(iter(list_of(one.get("endpoint_description"))), "")
        if address or description:
            declared = (*list_of(one.get("conforms_to")), *list_of(one.get("format")))
            yield AccessService(address, text_of(one.get("title")), description, declared)


def _read_resource(resource: Mapping[str, Any], number: int, own_licence: Licence, is_sample: bool) -> Distribution:
    address = text_of(resource.get("url"))
    declared = text_of(resource.get("format"))
    url, problem, sample = _read_address(address, is_sample)
    stated = recognise_licence(text_of(resource.get("license")), text_of(resource.get("license_id")))
    return Distribution(
        key=text_of(resource.get("id")) or str(number),
        title=text_of(resource.get("name")) or text_of(resource.get("description"))[:80] or declared or url,
        url=url,
        kinds=classify(url, declared, text_of(resource.get("mimetype"))),
        declared_format=declared,
        licence=stated_or_own(stated, own_licence),
        attribution=attribution_of(resource),
        description=text_of(resource.get("description")),
        modified=parse_time(resource.get("last_modified")) or parse_time(resource.get("created")),
        size_bytes=byte_size(resource.get("size")),
        problem=problem,
        sample=sample,
        has_datastore=resource.get("datastore_active") is True,
    )


def _read_address(address: str, is_sample: bool) -> Tuple[str, str, SampleSource | None]:
    if is_sample and address.startswith(SAMPLE_SCHEME):
        sample_id = address[len(SAMPLE_SCHEME) :]
        if _SAMPLE_ID.fullmatch(sample_id):
            return "", "", SampleSource(sample_id)
    url, problem = usable_address(address)
    return url, problem, None


def _themes(groups: Any) -> Iterable[str]:
    """Give the groups by their titles, those that are themes of DCAT (by name or title) as their codes."""
    for one in groups if isinstance(groups, list) else []:
        name = next(iter(_names([one])), "")
        titles = [text_of(one.get(member)) for member in ("title", "display_name")] if isinstance(one, Mapping) else []
        codes = [code for text in (name, *titles) if text for code in theme_codes([text]) if code != text]
        if name:
            yield codes[0] if codes else next(filter(None, titles), name)


def _names(things: Any) -> Iterable[str]:
    for one in things if isinstance(things, list) else []:
        name = one if isinstance(one, str) else one.get("name") if isinstance(one, Mapping) else None
        if text_of(name):
            yield text_of(name)
