# SPDX-License-Identifier: GPL-2.0-or-later
"""Geometries as GeoJSON in a table cell, as Opendatasoft exports them ("geo_shape"), rewritten as WKT."""

from __future__ import annotations

import json
import math
from typing import Any

#: So many levels of lists the coordinates of a type have.
_DEPTHS = {"Point": 0, "MultiPoint": 1, "LineString": 1, "MultiLineString": 2, "Polygon": 2, "MultiPolygon": 3}


def wkt_of_geojson(cell: str) -> str:
    """Return a geometry, or that of a feature, as WKT; "" if it is none or is broken off. Heights are kept.

    >>> wkt_of_geojson('{"type": "LineString", "coordinates": [[7.2, 51.4], [7.3, 51.5]]}')
    'LINESTRING (7.2 51.4, 7.3 51.5)'
    """
    try:
        document = json.loads(cell)
        geometry = document.get("geometry") if document.get("type") == "Feature" else document
        return _wkt(geometry)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return ""


def _wkt(geometry: Any) -> str:
    kind = geometry["type"]
    if kind == "GeometryCollection":
        return f"GEOMETRYCOLLECTION ({', '.join(map(_wkt, geometry['geometries']))})"
    text = _lists(geometry["coordinates"], _DEPTHS[kind])
    return f"{kind.upper()} {f'({text})' if kind == 'Point' else text}"


def _lists(value: Any, depth: int) -> str:
    if depth:
        return f"({', '.join(_lists(one, depth - 1) for one in value)})"
    numbers = [float(one) for one in value[:3]]
    if len(numbers) < 2 or not all(map(math.isfinite, numbers)):
        raise ValueError("no position")
    return " ".join(map(repr, numbers))
