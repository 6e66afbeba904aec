# SPDX-License-Identifier: GPL-2.0-or-later
"""DKAN portals on loopback: ``data.json`` and the half of CKAN's API that DKAN answers.

Written by hand after the shapes that Bonn, Essen and Duisburg publish; every mess in it was seen on one of them.
"""

from __future__ import annotations

from typing import Any, Dict, List

from tests.support.loopback import Loopback, Reply, Seen

ENTRIES: List[Any] = [
    {
        "@type": "dcat:Dataset",
        "accessLevel": "public",
        "identifier": "5b7c-straßenbäume-§-12",
        "title": " Straßenbäume Essen ",
        "description": "<p>Alle B&auml;ume der <b>Stadt</b>.</p><script>alert(1)</script><p>Stand: 2025</p>",
        "keyword": ["Bäume", "Umwelt"],
        "theme": ["Umwelt"],
        "license": "http://dcat-ap.de/def/licenses/dl-zero-de/2_0",
        "modified": "Date changed 2016-03-02T12:01:02",
        "temporal": "2014-01-01T00:00:00/2015-12-31T00:00:00",
        "spatial": "POLYGON((6.9 51.3, 7.1 51.3, 7.1 51.5, 6.9 51.5, 6.9 51.3))",
        "publisher": {"@type": "org:Organization", "name": "Stadt Essen"},
        "contactPoint": {"@type": "vcard:Contact", "fn": "Grün und Gruga", "hasEmail": "mailto:gruen@essen.example"},
        "landingPage": "https://opendata.essen.example/dataset/straßenbäume",
        "distribution": [
            {"@type": "dcat:Distribution", "downloadURL": "https://x.example/b.csv", "format": "csv", "title": "Bäume"},
            {"@type": "dcat:Distribution", "accessURL": "https://geo.example/b?SERVICE=WFS", "format": "wfs-dienst"},
            "https://x.example/not-an-object.csv",
        ],
    },
    {
        # single values where lists should be, text where objects should be, numbered object where a list should be
        "identifier": "haushalt-2024",
        "title": "Haushalt 2024",
        "description": "Ohne Auszeichnung: a < b & c",
        "keyword": "Finanzen",
        "theme": "Wirtschaft und Finanzen",
        "publisher": "Stadt Duisburg",
        "modified": "R/P1Y",
        "issued": "2024-02-01",
        "spatial": "Duisburg",
        "distribution": {"0": {"downloadURL": "https://x.example/h.xlsx", "format": "xslx"},
                         "3": {"downloadURL": "file:///etc/passwd", "format": "txt"}},
    },
    {"identifier": "nur-kennung", "distribution": {"accessURL": "https://x.example/einzeln.pdf"}},
    {"description": "weder Kennung noch Titel"},
    "kein Objekt",
    None,
]

PACKAGE: Dict[str, Any] = {
    "id": "8a1f",
    "name": "straßenbäume-§-12",
    "title": "Straßenbäume Bonn",
    "notes": "<p>Baumbestand &amp; Standorte</p>",
    "private": "Veröffentlicht",
    "metadata_modified": "Date changed 2016-03-02T10:00:00",
    "license_title": "dl-de/by-2-0",
    "groups": [{"id": "7", "name": "group/stadt-moers", "title": "Stadt Moers", "description": ""}],
    "tags": [{"id": "1", "name": "Umwelt", "vocabulary_id": "2"}],
    "resources": [
        {"id": "r1", "url": "https://x.example/b.geojson", "format": "geojson", "name": "Bäume",
         "last_modified": "Date changed 2016-03-02T11:00:00"},
    ],
}  # fmt: skip


def many(count: int) -> List[Dict[str, Any]]:
    """Return that many plain entries."""
    return [{"identifier": f"e-{one:04d}", "title": f"Eintrag {one}", "modified": "2025-01-01"} for one in range(count)]


def catalogue(entries: Any) -> Dict[str, Any]:
    """Return a ``data.json``."""
    return {
        "@context": "https://project-open-data.cio.gov/v1.1/schema/catalog.jsonld",
        "@type": "dcat:Catalog",
        "conformsTo": "https://project-open-data.cio.gov/v1.1/schema",
        "dataset": entries,
    }


def dkan_server(entries: Any = None) -> Loopback:
    """Return a portal with ``data.json``; leaving its block fails on any other request."""
    return Loopback({"GET /data.json": catalogue(ENTRIES if entries is None else entries)}, strict=True)


def old_dkan_server(packages: List[Dict[str, Any]]) -> Loopback:
    """Return a portal without ``data.json``: names by ``package_list``, each package as a list with one member."""
    by_name = {one["name"]: one for one in packages}

    def show(request: Seen) -> Any:
        found = by_name.get(request.value("id"))
        if found is None:
            return Reply(404, {"success": False, "error": {"message": "Not found"}})
        return {"help": "…", "success": True, "result": [found]}

    routes = {
        "GET /data.json": Reply(404, "<html><body>Seite nicht gefunden</body></html>", content_type="text/html"),
        "GET /api/3/action/package_list": {"help": "…", "success": True, "result": list(by_name)},
        "GET /api/3/action/package_show": show,
    }
    return Loopback(routes, strict=True)
