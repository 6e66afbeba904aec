# SPDX-License-Identifier: GPL-2.0-or-later
"""Which towns does an extent point to, and which extent do towns have?"""

from __future__ import annotations

import math
from functools import lru_cache
from typing import Dict, FrozenSet, Iterable

from ruhr_smartcity_plugin.core.catalogue.dataset import Extent4326
from ruhr_smartcity_plugin.core.catalogue.municipalities import Coverage
from ruhr_smartcity_plugin.core.region.municipalities import load_region

MOST_TOWNS = 3
# How much of a town's box an extent must share with it (intersection by union) to be the extent of that town: portals
# round, buffer, and take the box of the data instead of that of the town.
_SAME_BOX = 0.6
_COVERED = 0.95
# An extent that covers towns says so only if it is not much larger than they are.
_LARGEST_SHARE = 1.5


def coverage_by_extent(extent: Extent4326 | None) -> Coverage:
    """Return the towns an extent (west, south, east, north in EPSG:4326) points to; empty if it tells nothing.

    In this order: the town whose box it is (intersection by union at least 0.6); the one to three towns whose boxes it
    lies in; the one to three towns it covers, if it is at most one and a half times as large as their common box.
    Neighbours' boxes overlap, so more than three towns are no answer.
    """
    if extent is None or not is_box(extent):
        return Coverage()
    boxes = town_boxes_4326()
    same = max(boxes, key=lambda ags: _overlap(extent, boxes[ags]))
    if _overlap(extent, boxes[same]) >= _SAME_BOX:
        return Coverage(frozenset({same}), frozenset(), "extent")
    around = [ags for ags, box in boxes.items() if _contains(box, extent)]
    if not around:
        around = [ags for ags, box in boxes.items() if _area(_common(extent, box)) >= _COVERED * _area(box)]
        if around and _area(extent) > _LARGEST_SHARE * _area(_hull(boxes[ags] for ags in around)):
            around = []
    return Coverage(frozenset(around), frozenset(), "extent") if 0 < len(around) <= MOST_TOWNS else Coverage()


def extent_of_towns(towns: FrozenSet[str], districts: FrozenSet[str]) -> Extent4326 | None:
    """Return the box around towns (AGS) and districts (keys) in EPSG:4326; None if none of them is in the region."""
    region, boxes = load_region(), town_boxes_4326()
    of_districts = [ags for key in districts if (found := region.find_district(key)) for ags in found.ags]
    known = [boxes[ags] for ags in (*towns, *of_districts) if ags in boxes]
    return _hull(known) if known else None


def is_box(extent: Extent4326) -> bool:
    """Answer whether four numbers are a box in degrees; a single point is one too."""
    west, south, east, north = extent
    ordered = -180 <= west <= east <= 180 and -90 <= south <= north <= 90
    return ordered and all(map(math.isfinite, extent))


@lru_cache(maxsize=1)
def town_boxes_4326() -> Dict[str, Extent4326]:
    """Return the boxes of the municipalities in degrees (west, south, east, north) by AGS."""
    from ruhr_smartcity_plugin.core.region.reference_systems import UTM_32

    boxes = {}
    for town in load_region().municipalities:
        west, south, east, north = town.box_25832
        lon, lat = UTM_32.inverse([west, west, east, east], [south, north, south, north])
        boxes[town.ags] = (float(lon.min()), float(lat.min()), float(lon.max()), float(lat.max()))
    return boxes


def _common(a: Extent4326, b: Extent4326) -> Extent4326:
    return max(a[0], b[0]), max(a[1], b[1]), min(a[2], b[2]), min(a[3], b[3])


def _hull(boxes: Iterable[Extent4326]) -> Extent4326:
    west, south, east, north = zip(*boxes)
    return min(west), min(south), max(east), max(north)


def _area(box: Extent4326) -> float:
    """Return the area in square degrees: ratios of small boxes side by side need no projection."""
    return max(0.0, box[2] - box[0]) * max(0.0, box[3] - box[1])


def _overlap(a: Extent4326, b: Extent4326) -> float:
    common = _area(_common(a, b))
    return common / (_area(a) + _area(b) - common)


def _contains(outer: Extent4326, inner: Extent4326) -> bool:
    return outer[0] <= inner[0] and outer[1] <= inner[1] and inner[2] <= outer[2] and inner[3] <= outer[3]
