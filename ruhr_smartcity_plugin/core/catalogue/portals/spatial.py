# SPDX-License-Identifier: GPL-2.0-or-later
"""Where a data set lies, from what catalogues write: GeoJSON, WKT, four numbers."""

from __future__ import annotations

import json
import re
from typing import Any, Iterator, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326

_NUMBER = r"[-+]?\d+(?:\.\d+)?(?:[eE][-+]?\d{1,3})?"
_PAIR = re.compile(rf"({_NUMBER})\s+({_NUMBER})")
_WKT = re.compile(r"(?is)^\s*(?:<[^>]*>\s*)?(?:srid=\d+;)?\s*(multi)?(point|polygon|linestring)\s*z?\s*\(")
_ENVELOPE = re.compile(rf"(?is)^\s*(?:envelope|box)\s*\(\s*({_NUMBER}),\s*({_NUMBER}),\s*({_NUMBER}),\s*({_NUMBER})")
_NAMED = re.compile(rf"(?i)(west|south|east|north)(?:limit|bound\w*)?\s*=\s*({_NUMBER})")
_MOST_POINTS = 100_000
_DEEPEST = 12
# Germany with its neighbours' edges: here latitude and longitude cannot be mistaken for each other.
_LATITUDES, _LONGITUDES = (46.0, 56.5), (4.5, 16.5)


def read_extent(value: Any) -> Extent4326 | None:
    """Return west, south, east, north in degrees of a GeoJSON object (or the string of one), WKT or a box.

    Latitudes before longitudes are put right where the place is in Germany. None for what is no such place: names,
    broken JSON, metres, nothing but zeros.

    >>> read_extent('{"type": "Point", "coordinates": [7.2, 51.5]}')
    (7.2, 51.5, 7.2, 51.5)
    >>> read_extent("POLYGON((51.4 7.1, 51.5 7.1, 51.5 7.3, 51.4 7.1))")
    (7.1, 51.4, 7.3, 51.5)
    """
    if isinstance(value, str):
        text = value.strip()
        if text.startswith(("{", "[")):
            try:
                return read_extent(json.loads(text))
            except (ValueError, RecursionError):
                return None
        return _from_text(text)
    if isinstance(value, Mapping):
        geometry = value.get("geometry")
        holder = geometry if isinstance(geometry, Mapping) else value
        return extent_of_points(list(_points(holder.get("coordinates"))))
    if isinstance(value, list) and len(value) in (4, 6) and all(_is_number(one) for one in value):
        half = len(value) // 2  # with heights there are six
        return _from_corners(value[0], value[1], value[half], value[half + 1])
    return None


def _from_corners(a: float, b: float, c: float, d: float) -> Extent4326 | None:
    """Return the box of west, south, east, north; of west, east, south, north where only that is in Germany."""
    if _within(min(a, b), max(a, b), _LONGITUDES) and _within(min(c, d), max(c, d), _LATITUDES):
        b, c = c, b
    return extent_of_points([(a, b), (c, d)])


def extent_of_points(points: Sequence[Tuple[float, float]]) -> Extent4326 | None:
    """Return the box around points given as longitude, latitude; None if there are none, only zeros, or no degrees."""
    # Compared before they are converted: JSON has whole numbers that no float holds.
    if not points or not all(abs(one) <= 180.0 for point in points for one in point):
        return None
    if not any(one for point in points for one in point):
        return None  # off Africa: what portals write that know no place
    xs, ys = [float(x) for x, _ in points], [float(y) for _, y in points]
    box = (min(xs), min(ys), max(xs), max(ys))
    if _within(box[0], box[2], _LATITUDES) and _within(box[1], box[3], _LONGITUDES):
        box = (box[1], box[0], box[3], box[2])
    return box if _within(box[1], box[3], (-90.0, 90.0)) else None


def _from_text(text: str) -> Extent4326 | None:
    envelope = _ENVELOPE.match(text)
    if envelope:
        west, east, north, south = (float(one) for one in envelope.groups())
        return extent_of_points([(west, south), (east, north)])
    if _WKT.match(text):
        pairs = [(float(x), float(y)) for x, y in _PAIR.findall(text[: 40 * _MOST_POINTS])]
        return extent_of_points(pairs)
    named = {name.lower(): float(number) for name, number in _NAMED.findall(text)}
    if len(named) == 4:
        return extent_of_points([(named["west"], named["south"]), (named["east"], named["north"])])
    parts = re.split(r"\s*[,;]\s*|\s+", text)
    if len(parts) == 4 and all(re.fullmatch(_NUMBER, one) for one in parts):
        return read_extent([float(one) for one in parts])
    return None


def _points(coordinates: Any, depth: int = 0) -> Iterator[Tuple[float, float]]:
    if not isinstance(coordinates, list) or depth > _DEEPEST:
        return
    if len(coordinates) >= 2 and _is_number(coordinates[0]) and _is_number(coordinates[1]):
        yield coordinates[0], coordinates[1]
        return
    nested: List[Any] = coordinates[:_MOST_POINTS]
    for one in nested:
        yield from _points(one, depth + 1)


def _is_number(value: Any) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def _within(low: float, high: float, bounds: Tuple[float, float]) -> bool:
    return bounds[0] <= low and high <= bounds[1]
