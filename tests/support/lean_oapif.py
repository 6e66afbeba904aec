# SPDX-License-Identifier: GPL-2.0-or-later
"""A small OGC API Features with writes (Part 4) that does what pygeoapi does not.

It gives ETags and takes "If-Match" at its word, knows no reference system but CRS84, gives few features a page whatever
is asked for, need not say how many there are, and publishes no column `deleted`.

    with LeanOapif(page=2, etags="strong") as service:
        service.url, service.tables["project"]
"""

from __future__ import annotations

import json
import threading
from typing import Any, Callable, Dict, List
from urllib.parse import parse_qs, urlencode, urlsplit

from ruhr_smartcity_plugin.core.projects.feature_layers import model_columns
from tests.support.loopback import QuietHandler, QuietServer

CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84"
TABLES = ("project", "organisation", "project_organisation", "project_municipality", "project_field", "site_point",
          "site_line", "site_area")
Feature = Dict[str, Any]


class LeanOapif:
    """`tables` hold the features by id; `log` what was asked ("PUT /collections/…", If-Match); `before` is called with
    method and path ahead of each answer, so that a test can be faster than a client. `next_page` is "next", "same"
    (each page names itself), or empty (no links)."""

    def __init__(self, *, page: int = 2, counts: bool = True, etags: str = "strong", keeps_deleted: bool = False,
                 next_page: str = "next") -> None:
        self.page, self.counts, self.etags, self.next_page = page, counts, etags, next_page
        self.tables: Dict[str, Dict[str, Feature]] = {one: {} for one in TABLES}
        self.left_out = () if keeps_deleted else ("deleted",)
        self.log: List[tuple] = []
        self.before: Callable[[str, str], None] = lambda _method, _path: None
        self.lock = threading.RLock()
        self._server = QuietServer(("127.0.0.1", 0), type("Handler", (_Handler,), {"service": self}))

    def __enter__(self) -> LeanOapif:
        threading.Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.shutdown()
        self._server.server_close()

    @property
    def url(self) -> str:
        return "http://{}:{}".format(*self._server.server_address[:2])

    def tag(self, feature: Feature) -> str:
        """Return the ETag of a feature; empty if the service gives none."""
        mark = f'"{hash(json.dumps(feature, sort_keys=True)) & 0xFFFFFFFF:x}"'
        return {"strong": mark, "weak": f"W/{mark}"}.get(self.etags, "")

    def columns(self, table: str) -> List[str]:
        """Return the columns that are published."""
        return [one for one in model_columns(table) if one not in self.left_out]


class _Handler(QuietHandler):
    service: LeanOapif

    def handle_any(self) -> None:
        body, parts = self.body(), urlsplit(self.path)
        self.service.before(self.command, parts.path)
        steps = [one for one in parts.path.split("/") if one]
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        with self.service.lock:
            self.service.log.append((self.command, parts.path, self.headers.get("If-Match", "")))
            status, headers, answer = self._answer(steps, query, body)
        content = b"" if answer is None else json.dumps(answer).encode()
        self.reply(status, [("Content-Type", "application/geo+json"), *headers.items()], content)

    def _answer(self, steps: List[str], query: Dict[str, str], body: bytes) -> tuple:
        service = self.service
        if not steps:
            return 200, {}, {"title": "Kleiner Dienst", "links": []}
        if steps == ["collections"]:
            return 200, {}, {"collections": [{"id": one, "crs": [CRS84]} for one in service.tables]}
        if len(steps) < 3 or steps[1] not in service.tables:
            return 404, {}, None
        features = service.tables[steps[1]]
        if steps[2] == "schema":
            return 200, {}, {"properties": {one: {} for one in service.columns(steps[1])}}
        if len(steps) == 4:
            return self._single(features, steps[3], body)
        if self.command == "OPTIONS":
            return 200, {"Allow": "GET, POST, OPTIONS"}, None
        if self.command == "POST":
            given = json.loads(body)
            features[given["id"]] = given
            return 201, {"Location": f"{service.url}/{'/'.join(steps)}/{given['id']}"}, None
        return 200, {}, self._page(list(features.values()), steps, query)

    def _page(self, features: List[Feature], steps: List[str], query: Dict[str, str]) -> Dict[str, Any]:
        service = self.service
        wanted = {name: value for name, value in query.items() if name in service.columns(steps[1])}
        found = [one for one in features
                 if all(str(one["properties"].get(name)) == value for name, value in wanted.items())]
        start = int(query.get("cursor", "0"))
        page = found[start : start + min(service.page, int(query.get("limit", "10")))]
        answer = {"type": "FeatureCollection", "features": page, "links": []}
        if service.counts:
            answer["numberMatched"] = len(found)
        if start + len(page) < len(found) and service.next_page:
            following = {**query, "cursor": str(start + (len(page) if service.next_page == "next" else 0))}
            answer["links"] = [{"rel": "next", "href": f"{service.url}/{'/'.join(steps)}?{urlencode(following)}"}]
        return answer

    def _single(self, features: Dict[str, Feature], name: str, body: bytes) -> tuple:
        if name not in features:
            return 404, {}, None
        tag, asked = self.service.tag(features[name]), self.headers.get("If-Match")
        if self.command == "GET":
            return 200, {"ETag": tag} if tag else {}, features[name]
        if asked is not None and (asked != tag or tag.startswith("W/")):
            return 412, {}, None
        if self.command == "DELETE":
            del features[name]
        else:
            features[name] = {**json.loads(body), "id": name}
        return 204, {}, None
