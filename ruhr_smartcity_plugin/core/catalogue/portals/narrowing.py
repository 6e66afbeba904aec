# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks again what a portal was asked for: it may have understood only a part of the question."""

from __future__ import annotations

from typing import Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery

Box4326 = Tuple[float, float, float, float]


def is_asked_for(dataset: Dataset, query: PortalQuery) -> bool:
    """Answer whether a data set fits date and box of the query; what is not known about it never excludes it."""
    since, box, own = query.modified_since, query.extent_4326, dataset.extent_4326
    if since is not None and dataset.modified is not None and dataset.modified < since:
        return False
    return box is None or own is None or boxes_touch_4326(own, box)


def boxes_touch_4326(one: Box4326, other: Box4326) -> bool:
    """Answer whether two boxes (west, south, east, north in degrees) share at least a point.

    >>> boxes_touch_4326((6.0, 51.0, 7.0, 52.0), (7.0, 51.5, 8.0, 52.5))
    True
    """
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
