# SPDX-License-Identifier: GPL-2.0-or-later
"""Records for OGC API Records, in the form of the standard and in those of its drafts."""

from __future__ import annotations

from typing import Any, Dict, List

TOWNS = (("Bochum", 7.10, 51.41, 7.35, 51.53), ("Hamm", 7.68, 51.58, 7.99, 51.74), ("Herne", 7.10, 51.51, 7.31, 51.58))
TITLES = ("Baumkataster", "Straßenbeleuchtung", "Bebauungspläne", "Öffentliche Grünflächen", "Messstationen Klima")


def make_records(count: int = 120, prefix: str = "r") -> List[Dict[str, Any]]:
    """Return records that differ in number, town and subject."""
    return [make_record(number, prefix) for number in range(count)]


def make_record(number: int, prefix: str = "r") -> Dict[str, Any]:
    name, west, south, east, north = TOWNS[number % len(TOWNS)]
    title = TITLES[number % len(TITLES)]
    ring = [[west, south], [east, south], [east, north], [west, north], [west, south]]
    service = f"https://dienste.example/{name.lower()}"
    file = {"href": f"{service}/baeume.geojson", "rel": "enclosure", "type": "application/geo+json", "title": "GeoJSON"}
    return {
        "id": f"{prefix}{number:04d}",
        "type": "Feature",
        "conformsTo": ["http://www.opengis.net/spec/ogcapi-records-1/1.0/req/record-core"],
        "time": {"interval": ["2020-01-01", "2024-12-31"]},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
        "properties": {
            "type": "dataset",
            "title": f"{title} {name} {number}",
            "description": f"{title} der Stadt {name}, gepflegt vom Amt für Geoinformation.",
            "keywords": [title, "opendata"],
            "themes": [
                {
                    "concepts": [{"id": "ENVI"}],
                    "scheme": "http://publications.europa.eu/resource/authority/data-theme",
                }
            ],
            "created": "2019-05-01T08:00:00Z",
            "updated": f"2026-{1 + number % 9:02d}-10T08:00:00Z",
            "language": {"code": "de"},
            "license": ("https://www.govdata.de/dl-de/by-2-0", "CC-BY-4.0", "various")[number % 3],
            "contacts": [
                {"name": "Rechenzentrum", "roles": ["processor"]},
                {
                    "organization": f"Stadt {name}",
                    "roles": ["publisher"],
                    "emails": [{"value": f"geodaten@{name.lower()}.example"}],
                },
            ],
            "externalIds": [{"scheme": "urn", "value": f"de.nw.{prefix}.{number}"}],
        },
        "links": [
            {"href": f"{service}/wms", "rel": "item", "type": "OGC:WMS", "name": "baeume", "title": "Darstellung"},
            file,
            {"href": f"{service}/bild.png", "rel": "preview", "type": "image/png"},
            {"href": "file:///srv/geheim.gpkg", "rel": "item", "type": "application/geopackage+sqlite3"},
            {"href": f"{service}/info.html", "rel": "alternate", "type": "text/html"},
        ],
    }
