# SPDX-License-Identifier: GPL-2.0-or-later
"""Checks again what a portal was asked for: it may have understood only a part of the question."""

from __future__ import annotations

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.portals.portal import PortalQuery
from ruhr_smartcity_plugin.core.region.area import boxes_touch


def is_asked_for(dataset: Dataset, query: PortalQuery) -> bool:
    """Answer whether a data set fits date and box of the query; what is not known about it never excludes it."""
    since, box, own = query.modified_since, query.extent_4326, dataset.extent_4326
    if since is not None and dataset.modified is not None and dataset.modified < since:
        return False
    return box is None or own is None or boxes_touch(own, box)
