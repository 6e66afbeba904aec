# SPDX-License-Identifier: GPL-2.0-or-later
"""A CKAN portal on loopback.

CKAN itself cannot be had here (it needs Solr, which no package registry carries), so this answers in CKAN's form after
the records of real portals: paging with `rows`/`start`, umlauts, extras as JSON in a string, and faults on demand. The
services its resources name are real ones (MapServer, QGIS Server). Whatever is asked for beyond `package_search` and
`package_show`, with parameters CKAN does not know, or for more rows than it gives, is noted in `unexpected` and
answered with an error; leaving the block fails on it unless `strict` is off. Only the home page may be looked at, from
which the kind of a portal is told.
"""

from __future__ import annotations

import json
import re
import threading
from collections import Counter
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, Callable, Dict, List, Sequence, Tuple
from urllib.parse import parse_qsl, urlsplit

Answer = Tuple[int, Dict[str, str], bytes]


class CkanServer:
    """``with CkanServer(packages) as portal: portal.url``; or `start()` and `stop()`.

    `requests` holds the query of every search in order. `faults` maps a `start` value to what is answered instead:
    (status, headers, body) or a callable returning it; it is used once and removed unless `faults_stay`.
    Packages with `private` are found only by requests that ask for them and carry `key` (header Authorization).
    """

    def __init__(
        self, packages: Sequence[Dict[str, Any]], *, max_rows: int = 1000, strict: bool = True
    ) -> None:
        self.packages = list(packages)
        self.max_rows = max_rows
        self.strict = strict
        self.requests: List[Dict[str, str]] = []
        self.unexpected: List[str] = []
        self.home_asked = 0
        self.faults: Dict[int, Answer | Callable[[], Answer]] = {}
        self.faults_stay = False
        self.url = ""
        self.key = ""
        self.given = threading.local()
        self._server: ThreadingHTTPServer | None = None

    def start(self, port: int = 0) -> CkanServer:
        """Listen on loopback; sets `url`."""
        self._server = ThreadingHTTPServer(("127.0.0.1", port), _handler_for(self))
        self._server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._server.server_address[1]}"
        threading.Thread(target=self._server.serve_forever, args=(0.05,), daemon=True).start()
        return self

    def stop(self) -> None:
        """Stop listening. Safe to call twice."""
        if self._server is not None:
            self._server.shutdown()
            self._server.server_close()
            self._server = None

    def __enter__(self) -> CkanServer:
        return self.start()

    def __exit__(self, kind: object, *_: object) -> None:
        self.stop()
        if self.strict and self.unexpected and kind is None:
            raise AssertionError(f"requests nobody expected: {self.unexpected}")

    def answer(self, path: str) -> Answer:
        """Return the answer to one GET."""
        parts = urlsplit(path)
        query = dict(parse_qsl(parts.query, keep_blank_values=True))
        if parts.path == "/api/3/action/package_show":
            return self._show(query.get("id", ""))
        if path == "/":
            self.home_asked += 1
            return _not_found()
        known = {"q", "rows", "start", "sort", "fq", "include_private", "facet.field", "facet.limit"}
        if parts.path != "/api/3/action/package_search" or set(query) - known or int(query.get("rows", "10")) > 1000:
            self.unexpected.append(path)
            return _not_found()
        self.requests.append(query)
        start = int(query.get("start", "0"))
        fault = self.faults.get(start)
        if fault is not None:
            if not self.faults_stay:
                del self.faults[start]
            return fault() if callable(fault) else fault
        is_member = bool(self.key) and self.given.key == self.key and query.get("include_private") == "true"
        there = [one for one in self.packages if is_member or not (isinstance(one, dict) and one.get("private"))]
        hits = [one for one in there if _matches(one, query.get("q", "*:*")) and _passes(one, query)]
        if query.get("sort") == "name asc":
            hits.sort(key=lambda one: one["name"])
        rows = min(int(query.get("rows", "10")), self.max_rows)
        result = {"count": len(hits), "sort": query.get("sort", ""), **_facets(hits, query)}
        return _json(200, {"help": "…", "success": True, "result": {**result, "results": hits[start : start + rows]}})

    def _show(self, key: str) -> Answer:
        found = [one for one in self.packages if isinstance(one, dict) and key in (one.get("name"), one.get("id"))]
        return _json(200, {"help": "…", "success": True, "result": found[0]}) if found else _not_found()


def package(name: str, title: str, *resources: Dict[str, Any], **more: Any) -> Dict[str, Any]:
    """Return a package in the form portals deliver it."""
    return {
        "id": f"{name}-0001",
        "name": name,
        "title": title,
        "notes": more.pop("notes", "Beschreibung mit *Markdown* und Umlauten: äöüß"),
        "organization": more.pop("organization", {"name": "stadt-bochum", "title": "Stadt Bochum"}),
        "license_id": more.pop("license_id", ""),
        "groups": [{"name": "envi"}],
        "tags": [{"name": "Bäume"}],
        "metadata_modified": "2026-03-01T10:00:00.123456",
        "extras": more.pop("extras", []),
        "resources": list(resources),
        **more,
    }


def resource(name: str, declared: str, url: str, **more: Any) -> Dict[str, Any]:
    """Return a resource of a package."""
    return {"id": f"r-{name}", "name": name, "format": declared, "url": url, "mimetype": None, "size": None, **more}


def demo_packages(wfs_url: str, wms_url: str, oapif_url: str = "", filler: int = 120) -> List[Dict[str, Any]]:
    """Return a catalogue whose main data sets resolve to real services; `filler` more make it page."""
    by = {"license": "http://dcat-ap.de/def/licenses/dl-by-de/2.0", "licenseAttributionByText": "© Stadt Bochum"}
    capabilities = "SERVICE=WFS&REQUEST=GetCapabilities"
    found = [
        package(
            "baumkataster-bochum",
            "Baumkataster Bochum",
            resource("Baumkataster (WFS)", "WFS_SRVC", f"{wfs_url}?{capabilities}", **by),
            resource("Baumkataster (Karte)", "wms dienst", f"{wms_url}?SERVICE=WMS&REQUEST=GetCapabilities", **by),
            extras=[_geocoding("059110000000")],
        )
    ]
    if oapif_url:
        found.append(
            package("stadtbaeume-api", "Stadtbäume (OGC API)", resource("API", "OGC API Features", oapif_url, **by))
        )
    for number in range(filler):
        name = f"datensatz-{number:03d}"
        found.append(package(name, f"Haushaltsplan {1900 + number}", resource("Plan", "PDF", f"{wfs_url}/{name}.pdf")))
    return found


def _geocoding(ars: str) -> Dict[str, str]:
    address = f"http://dcat-ap.de/def/politicalGeocoding/regionalKey/{ars}"
    return {"key": "politicalGeocodingURI", "value": json.dumps([address])}


def _matches(one: Dict[str, Any], query: str) -> bool:
    if query == "*:*":
        return True
    text = json.dumps(one, ensure_ascii=False).casefold()
    return all(word in text for word in re.sub(r"\\(.)", r"\1", query).casefold().split())


def _passes(one: Dict[str, Any], query: Dict[str, str]) -> bool:
    """Answer what the filter `fq` says: `+organization:"x"`, `+groups:"x"` and `+metadata_modified:[x TO *]`."""
    text = query.get("fq", "")
    since = re.search(r"\+metadata_modified:\[(\S+)Z TO \*\]", text)
    for field, wanted in re.findall(r'\+(organization|groups):"([\w\-]+)"', text):
        if wanted not in [name for name, _title in _values(one, field)]:
            return False
    return not since or one.get("metadata_modified", "") >= since.group(1)


def _facets(hits: List[Dict[str, Any]], query: Dict[str, str]) -> Dict[str, Any]:
    """Return the facets that were asked for: numbers by name, and the same with titles."""
    fields = json.loads(query.get("facet.field", "[]"))
    limit = int(query.get("facet.limit", "50"))
    counts: Dict[str, Dict[str, int]] = {}
    items: Dict[str, Any] = {}
    for field in fields:
        values = [value for one in hits for value in _values(one, field)]
        titles = dict(values)
        counted = Counter(name for name, _title in values).most_common(None if limit < 0 else limit)
        counts[field] = dict(counted)
        items[field] = {"title": field, "items": [
            {"name": name, "display_name": titles[name], "count": number} for name, number in counted]}  # fmt: skip
    return {"facets": counts, "search_facets": items}


def _values(one: Dict[str, Any], field: str) -> List[Tuple[str, str]]:
    found = one.get(field) if isinstance(one, dict) else None
    entries = [found] if isinstance(found, dict) else found if isinstance(found, list) else []
    return [(entry["name"], entry.get("title") or entry["name"]) for entry in entries if isinstance(entry, dict)]


def _not_found() -> Answer:
    return _json(404, {"success": False, "error": {"message": "Not found", "__type": "Not Found Error"}})


def _json(status: int, document: Any) -> Answer:
    headers = {"Content-Type": "application/json;charset=utf-8"}
    return status, headers, json.dumps(document, ensure_ascii=False).encode()


def _handler_for(portal: CkanServer) -> type:
    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            portal.given.key = self.headers.get("Authorization", "")
            status, headers, body = portal.answer(self.path)
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test output clean."""

    return Handler
