# SPDX-License-Identifier: GPL-2.0-or-later
"""Points, areas and objects without a place in one collection, as a service and as a file."""

from __future__ import annotations

import json
from typing import Any, Dict, List

from tests.support.loopback import Reply, Seen


def place(number: int) -> Dict[str, Any]:
    return _object(number, {"type": "Point", "coordinates": [7.2 + number / 1000, 51.48]})


def area(number: int, kind: str = "Polygon") -> Dict[str, Any]:
    west = 7.15 + number / 10_000
    ring = [[west, 51.49], [west + 0.005, 51.49], [west + 0.005, 51.495], [west, 51.49]]
    return _object(number, {"type": kind, "coordinates": [ring] if kind == "Polygon" else [[ring]]})


def line(number: int) -> Dict[str, Any]:
    return _object(number, {"type": "LineString", "coordinates": [[7.2, 51.5], [7.21, 51.5 + number / 10_000]]})


def bundle(number: int, *parts: Dict[str, Any]) -> Dict[str, Any]:
    """Several objects as one, in a geometry collection."""
    members = [one["geometry"] for one in parts]
    return _object(number, {"type": "GeometryCollection", "geometries": members})


def nowhere(number: int) -> Dict[str, Any]:
    return _object(number, None)


def _object(number: int, geometry: Dict[str, Any] | None) -> Dict[str, Any]:
    return {"type": "Feature", "id": str(number), "properties": {"nr": number}, "geometry": geometry}


class Mixed:
    """Ten points, five areas and three objects without a place; what it holds can change."""

    def __init__(self) -> None:
        self.objects: List[Dict[str, Any]] = [place(number) for number in range(10)]
        self.objects += [area(number) for number in range(100, 105)]
        self.objects += [nowhere(number) for number in range(200, 203)]

    def routes(self) -> Dict[str, Any]:
        return {
            "/api": {"links": [{"rel": "data", "href": "/api/collections", "type": "application/json"}]},
            "/api/collections": {"collections": [{"id": "orte", "title": "Orte"}]},
            "/api/collections/orte/items": self.items,
            "/orte.geojson": self.file,
        }

    def items(self, seen: Seen) -> Dict[str, Any]:
        start, size = int(seen.value("offset", "0")), int(seen.value("limit", "10"))
        return {"type": "FeatureCollection", "numberMatched": len(self.objects),
                "features": self.objects[start : start + size]}  # fmt: skip

    def file(self, _seen: Seen) -> Reply:
        body = json.dumps({"type": "FeatureCollection", "features": self.objects})
        return Reply(200, body, {}, "application/geo+json")
