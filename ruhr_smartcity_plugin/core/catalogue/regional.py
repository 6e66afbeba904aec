# SPDX-License-Identifier: GPL-2.0-or-later
"""Is a data set about the Ruhr or its state? Then numbers that lie there by another reading are read that way."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Mapping, Tuple
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.kept_file import read_json
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.paths import resource

#: Among the parameters of a layer's origin, so that a refresh reads the numbers in the same way.
PARAMETER = "lies in"
STATE = "NRW"
_OF_THE_STATE = re.compile(r"regionalverband ruhr|\brvr\b|\bnrw\b|nordrhein-westfalen", re.I)


def is_regional(dataset: Dataset) -> bool:
    """Answer whether towns, publisher or portal say that the data lie in the Ruhr or in its state.

    All towns at once prove nothing: they stand for whatever reaches over the region, also for data of the whole
    country.
    """
    towns = dataset.municipalities
    if dataset.districts or (towns and len(towns) < len(load_region().municipalities)):
        return True
    if _OF_THE_STATE.search(dataset.publisher):
        return True
    roots = (dataset.portal_root, *(one.portal_root for one in dataset.places))
    return any(_is_of_the_state(_host(root)) for root in roots if root)


def is_marked_regional(parameters: Mapping[str, str]) -> bool:
    """Answer whether the parameters of an origin say so."""
    return parameters.get(PARAMETER) == STATE


def _is_of_the_state(host: str) -> bool:
    return any(host == one or host.endswith(f".{one}") for one in _hosts())


@lru_cache(maxsize=1)
def _hosts() -> Tuple[str, ...]:
    """Return the hosts of the shipped portals that list data of the state only."""
    try:
        document = read_json(resource("data", "portals.json"))
    except InputError:
        return ()
    return tuple(_host(row["url"]) for row in document["portals"] if row.get("state") == STATE)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
