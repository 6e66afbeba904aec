# SPDX-License-Identifier: GPL-2.0-or-later
"""Which town runs a catalogue, by the name of its host: an office as publisher does not say it."""

from __future__ import annotations

from functools import lru_cache
from typing import Set
from urllib.parse import urlsplit

from ruhr_smartcity_plugin.core.catalogue.municipalities import COMMON_WORDS, SLUGS, Coverage
from ruhr_smartcity_plugin.core.region.municipalities import Region, load_region

# With one of these a town's name is that of another place ("bad-essen", "hamm-sieg"), or of a university, whose data
# may be about anywhere.
_NOT_THE_TOWN = frozenset({"atw", "bad", "fh", "hochschule", "hs", "sieg", "tu", "uni", "universitaet"})


@lru_cache(maxsize=256)
def coverage_by_portal(root: str) -> Coverage:
    """Return the town or district a portal's host is named after; empty for hosts of several or of none.

    >>> coverage_by_portal("https://opendata-duisburg.de"), coverage_by_portal("https://open.nrw").evidence
    (Coverage(municipalities=frozenset({'05112000'}), districts=frozenset(), evidence='portal'), '')
    >>> coverage_by_portal("https://geoportal.kreis-wesel.de/csw").districts
    frozenset({'05170'})
    """
    try:
        host = urlsplit(root).hostname or ""
    except ValueError:
        return Coverage()
    region = load_region()
    towns: Set[str] = set()
    districts: Set[str] = set()
    for label in host.lower().split(".")[:-1]:
        if "kreis" not in label:
            towns.update(_towns_in(label, region))
        elif (district := region.find_district(label.replace("kreis-", "kreis ", 1))) is not None:
            districts.add(district.key)
    if len(towns) + len(districts) != 1:
        return Coverage()
    return Coverage(frozenset(towns), frozenset(districts), "portal")


def _towns_in(label: str, region: Region) -> Set[str]:
    """Return the towns a part of a host's name holds between hyphens; common words only after "stadt-"."""
    words = label.split("-")
    found: Set[str] = set()
    if not _NOT_THE_TOWN.isdisjoint(words):
        return found
    for first in range(len(words)):
        for last in range(len(words), first, -1):
            name = "-".join(words[first:last])
            spellings = (SLUGS.get(name, name), name.replace("-", " "))
            town = next(filter(None, map(region.find_municipality, spellings)), None)
            is_common = name in COMMON_WORDS and words[first - 1 : first] != ["stadt"]
            if town is not None and not is_common:
                found.add(town.ags)
    return found
