# SPDX-License-Identifier: GPL-2.0-or-later
"""Which values a data set has in each facet, and what they are called."""

from __future__ import annotations

from functools import lru_cache
from typing import Dict, FrozenSet, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.selection import theme_key
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes, theme_title
from ruhr_smartcity_plugin.core.catalogue.town_extents import MOST_TOWNS
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

# Changes whenever `facet_values`, `town_names` or `merge_twins` give other values: an index then marks its hits anew.
RULES = "8"
# The list of geo services stands in no portal; its entries are those whose address was checked.
_GEO_SERVICES = "services"


def facet_values(dataset: Dataset) -> Mapping[Facet, FrozenSet[str]]:
    """Return the values of a data set in every facet, as `Facet` defines them; empty where nothing is known.

    One about a whole district is about each of its towns, too, as for `Selection`.
    """
    region = load_region()
    towns = {ags for key in dataset.districts if (found := region.find_district(key)) for ags in found.ags}
    districts = {one.key for one in map(region.district_of, dataset.municipalities) if one is not None}
    roots = {place.portal_root for place in dataset.places} or {dataset.portal_root}
    return {
        Facet.MUNICIPALITY: dataset.municipalities | towns,
        Facet.DISTRICT: dataset.districts | districts,
        Facet.THEME: frozenset(theme_codes(dataset.themes)),
        Facet.PUBLISHER: frozenset({dataset.publisher} - {""}),
        Facet.FORMAT: frozenset(kind.name for kind in dataset.kinds()),
        Facet.LOADABLE: frozenset({"yes" if dataset.is_loadable else "no"}),
        Facet.LICENCE: frozenset({dataset.licence_state.value}),
        Facet.PORTAL: frozenset((roots - {""}) or ({_GEO_SERVICES} if dataset.address_checked else ())),
    }


def town_names(dataset: Dataset) -> Tuple[str, ...]:
    """Return the names of the towns and districts a data set is about, to be found by; none for one about many.

    An office on its town's portal, or a data set that states its town by key only, does not name it in its texts.
    """
    region = load_region()
    found = (*map(region.by_ags, sorted(dataset.municipalities)), *map(region.find_district, sorted(dataset.districts)))
    return tuple(one.name for one in found if one is not None) if len(found) <= MOST_TOWNS else ()


# The name under which an index keeps `area_values`; no facet of the user's.
AREA = "area"
_ANYWHERE = ""


def area_values(dataset: Dataset) -> FrozenSet[str]:
    """Return the towns (AGS) and whole districts a data set is about; one value of its own where nobody knows.

    A data set is in the user's area if it has one of `area_choice`; with both, an index answers `FindQuery.area_ags`.
    """
    return (dataset.municipalities | dataset.districts) or frozenset({_ANYWHERE})


def area_choice(area_ags: FrozenSet[str]) -> FrozenSet[str]:
    """Return the values that count as within an area; empty for no area, which is everywhere.

    >>> sorted(area_choice(frozenset({"05562032"})))
    ['', '05562', '05562032']
    """
    if not area_ags:
        return frozenset()
    districts = {one.key for one in map(load_region().district_of, area_ags) if one is not None}
    return area_ags | districts | {_ANYWHERE}


@lru_cache(maxsize=4096)
def facet_key(facet: str, value: str) -> Tuple[str, str]:
    """Return what is compared of a facet's value: all spellings of a theme are one value, shown as first met.

    >>> facet_key("theme", "Umwelt & Klima") == facet_key("theme", "umwelt-klima")
    True
    """
    return facet, (theme_key(value) or value) if facet == Facet.THEME.value else value


def facet_name(facet: Facet) -> str:
    """Return what a facet is called."""
    return {
        Facet.MUNICIPALITY: tr("Municipality"),
        Facet.DISTRICT: tr("District"),
        Facet.THEME: tr("Theme"),
        Facet.PUBLISHER: tr("Publisher"),
        Facet.FORMAT: tr("Format"),
        Facet.LOADABLE: tr("Loadable in QGIS"),
        Facet.LICENCE: tr("Licence"),
        Facet.PORTAL: tr("Portal"),
    }[facet]


def facet_title(facet: Facet, value: str) -> str:
    """Return what a value of a facet is called; the value itself where it names itself or nobody knows it.

    >>> facet_title(Facet.MUNICIPALITY, "05911000"), facet_title(Facet.FORMAT, "SHP"), facet_title(Facet.THEME, "envi")
    ('Bochum', 'Shapefile', 'Environment')
    """
    if facet is Facet.MUNICIPALITY:
        town = load_region().by_ags(value)
        return town.name if town is not None else value
    if facet is Facet.DISTRICT:
        district = load_region().find_district(value)
        return district.name if district is not None else value
    if facet is Facet.THEME:
        return theme_title(value)
    if facet is Facet.PORTAL and value == _GEO_SERVICES:
        return tr("Geo services")
    if facet is Facet.PORTAL:
        return value.split("://", 1)[-1].rstrip("/")
    return _fixed_titles(facet).get(value, value)


def _fixed_titles(facet: Facet) -> Dict[str, str]:
    if facet is Facet.FORMAT:
        return {kind.name: kind.title for kind in ServiceKind}
    if facet is Facet.LOADABLE:
        return {"yes": tr("yes"), "no": tr("no")}
    if facet is Facet.LICENCE:
        return {state.value: state.text() for state in LicenceState}
    return {}
