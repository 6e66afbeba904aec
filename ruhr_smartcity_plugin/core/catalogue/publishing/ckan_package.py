# SPDX-License-Identifier: GPL-2.0-or-later
"""A record as CKAN keeps it, with the extras of DCAT-AP.de that its harvesters read."""

from __future__ import annotations

import json
import re
from typing import Any, Collection, Dict, List, Mapping

from ruhr_smartcity_plugin.core.catalogue.publishing.record import PublishedFile, PublishedRecord
from ruhr_smartcity_plugin.core.region.municipalities import fold_text, load_region

# Marks what this plugin uploaded, so that a repeated request finds its own work again.
UPLOAD_EXTRA = "ruhr_smartcity_upload"
# Our own field of a resource: CKAN's `hash` is written anew by what fills its data store.
FILE_FIELD = "ruhr_smartcity_sha256"
_THEME = "http://publications.europa.eu/resource/authority/data-theme"
# Names of GovData for the licences of DCAT-AP.de where they differ (ckanext-dcatde, dcat_license_mapping.json).
_LICENCE_IDS = {
    "dl-by-de/1.0": "dl-de-by-1.0",
    "dl-by-de/2.0": "dl-de-by-2.0",
    "dl-by-nc-de/1.0": "dl-de-by-nc-1.0",
    "dl-zero-de/2.0": "dl-de-zero-2.0",
    "cc-by/4.0": "cc-by-4.0",
    "cc-by-de/3.0": "cc-by-3.0",
    "cc-by-nc": "cc-nc",
    "cc-by-sa/4.0": "cc-by-sa-4.0",
    "ccpdm/1.0": "cc-pdm-1.0",
    "geonutz/20130319": "geonutzv-de-2013-03-19",
    "odbl": "odc-odbl",
    "odby": "odc-by",
    "odcpddl": "odc-pddl",
    "officialWork": "official-work",
    "other-commercial": "app_commercial",
    "other-freeware": "app_freeware",
}


def package_name(title: str) -> str:
    """Return a name as CKAN allows it: lower case letters, digits, hyphens; 2 to 100 characters.

    >>> package_name("Bäume & Straßen (2026)")
    'baeume-strassen-2026'
    """
    name = re.sub(r"[^a-z0-9]+", "-", fold_text(title)).strip("-")[:100].strip("-")
    return name if len(name) >= 2 else f"datensatz-{name}".strip("-")


def package_of(
    record: PublishedRecord, *, name: str, owner_org: str, upload_id: str, groups: Collection[str] = ()
) -> Dict[str, Any]:
    """Return the package to create: private, without resources; `upload_id` is made by the client.

    `groups` are the portal's groups that the log-in may add data sets to: a package that names another one is refused.
    """
    own_groups = [code.lower() for code in record.themes if code.lower() in groups]
    licence = record.distributions[0].licence if record.distributions else ""
    package = {
        "name": name,
        "title": record.title,
        "notes": record.description,
        "owner_org": owner_org,
        "private": True,
        "author": record.publisher,
        "maintainer": record.contact_name or record.publisher,
        "maintainer_email": record.contact_mail,
        "url": record.landing_url,
        "license_id": _LICENCE_IDS.get(licence, licence),
        "tags": [{"name": word} for word in map(tag_name, record.keywords) if word],
        "groups": [{"name": one} for one in own_groups] or None,  # those that somebody gave it in the portal stay
        "extras": [{"key": key, "value": value} for key, value in _extras(record, upload_id).items() if value],
    }
    return {key: value for key, value in package.items() if value not in ("", None)}


def tag_name(word: str) -> str:
    """Return a keyword as CKAN allows tags: letters, digits, blanks, ``-_.``; 2 to 100 characters, "" if too short.

    >>> tag_name("Bäume/Straßen"), tag_name("x")
    ('Bäume Straßen', '')
    """
    name = " ".join(re.sub(r"[^\w\-. ]+", " ", word).split())[:100]
    return name if len(name) >= 2 else ""


def resource_of(one: PublishedFile, package_id: str) -> Dict[str, str]:
    """Return the fields of a resource as texts, as a form sends them."""
    fields = {
        "package_id": package_id,
        "name": one.title,
        "description": one.description,
        "format": one.format,
        "license": f"http://dcat-ap.de/def/licenses/{one.licence}" if one.licence else "",
        "licenseAttributionByText": one.attribution,
    }
    return {key: value for key, value in fields.items() if value}


def _extras(record: PublishedRecord, upload_id: str) -> Dict[str, str]:
    region, base = load_region(), "http://dcat-ap.de/def/politicalGeocoding"
    towns = [region.by_ags(one) for one in record.municipalities]
    keys = [f"{base}/regionalKey/{one.ars}" for one in towns if one is not None]
    keys += [f"{base}/districtKey/{one}" for one in record.districts]
    contributor = f"http://dcat-ap.de/def/contributors/{record.contributor_id}" if record.contributor_id else ""
    period = [one.isoformat() if one else "" for one in (record.period_start, record.period_end)]
    return {
        UPLOAD_EXTRA: upload_id,
        "identifier": record.identifier,
        "contributorID": _as_list(contributor),
        "theme": json.dumps([f"{_THEME}/{code}" for code in record.themes]) if record.themes else "",
        "politicalGeocodingURI": json.dumps(keys) if keys else "",
        "politicalGeocodingLevelURI": f"{base}/Level/{record.geocoding_level}" if record.geocoding_level else "",
        "spatial": _geojson(record),
        "publisher_name": record.publisher,
        "contact_name": record.contact_name,
        "contact_email": record.contact_mail,
        "contact_url": record.contact_url,
        "temporal_start": period[0],
        "temporal_end": period[1],
        "issued": record.issued.isoformat() if record.issued else "",
        "modified": record.modified.isoformat() if record.modified else "",
    }


def _as_list(value: str) -> str:
    return json.dumps([value]) if value else ""


def _geojson(record: PublishedRecord) -> str:
    if record.extent_4326 is None:
        return ""
    west, south, east, north = record.extent_4326
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    return json.dumps({"type": "Polygon", "coordinates": [ring]})


def upload_id_of(package: Mapping[str, Any]) -> str:
    """Return the mark this plugin left in a package; "" if it made none."""
    extras: List[Any] = package.get("extras") or []
    marks = (one.get("value") for one in extras if isinstance(one, Mapping) and one.get("key") == UPLOAD_EXTRA)
    return str(next(marks, ""))
