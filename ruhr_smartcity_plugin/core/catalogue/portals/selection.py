# SPDX-License-Identifier: GPL-2.0-or-later
"""Which of the found data sets are asked for, by conditions no portal understands."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import FrozenSet, List, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Extent4326
from ruhr_smartcity_plugin.core.catalogue.formats import ServiceKind, kinds_declared
from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words, plain_word
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portal_town import coverage_by_portal
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes
from ruhr_smartcity_plugin.core.catalogue.town_extents import coverage_by_extent
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.network.service import quotable
from ruhr_smartcity_plugin.core.region.area import boxes_touch
from ruhr_smartcity_plugin.core.region.municipalities import load_region
from ruhr_smartcity_plugin.translation import tr

_SEPARATORS = re.compile(r"\s*[,;]\s*")
# The last part of the address of a theme is its code.
_ADDRESS = re.compile(r"https?://[^\s,;]*?([^\s,;/#]+)[/#]?(?=[\s,;]|$)")
# Keys of districts as statistics write them: "05562000", "055620000000".
_LONG_DISTRICT = re.compile(r"(\d{5})000(?:0000)?")


@dataclass(frozen=True)
class Selection:
    """Conditions that all must hold; of several values of one of them, one must. Empty ones always hold.

    `towns` are AGS and `districts` 5-digit keys: a data set must be known to be about one of them; one about a whole
    district is about each of its towns, too. `extent_4326` is a box in degrees and `extent_towns` the towns it
    touches: a data set counts by its own box, or else by its towns, and stays if neither is known.
    """

    towns: FrozenSet[str] = frozenset()
    districts: FrozenSet[str] = frozenset()
    themes: FrozenSet[str] = frozenset()  # by `theme_key`
    kinds: FrozenSet[ServiceKind] = frozenset()
    open_only: bool = False
    extent_4326: Extent4326 | None = None
    extent_towns: FrozenSet[str] = frozenset()

    def accepts(self, dataset: Dataset) -> bool:
        """Answer whether the data set fulfils all conditions."""
        if self.open_only and dataset.licence_state is not LicenceState.OPEN:
            return False
        if self.themes and not self.themes.intersection(map(theme_key, dataset.themes)):
            return False
        if self.kinds and not any(self.kinds.intersection(one.kinds) for one in dataset.distributions):
            return False
        return self._fits_towns(dataset) and self._fits_extent(dataset)

    def lacks_town(self, dataset: Dataset) -> bool:
        """Answer whether the data set is left out only because nobody knows which town it is about."""
        return bool(self.towns or self.districts) and not dataset.municipalities and not dataset.districts

    def _fits_towns(self, dataset: Dataset) -> bool:
        if not self.towns and not self.districts:
            return True
        return bool(dataset.municipalities & self.towns or dataset.districts & (self.districts | _whole(self.towns)))

    def _fits_extent(self, dataset: Dataset) -> bool:
        if self.extent_4326 is None:
            return True
        if dataset.extent_4326 is not None:
            return boxes_touch(dataset.extent_4326, self.extent_4326)
        if dataset.municipalities or dataset.districts:
            return bool(dataset.municipalities & self.extent_towns or dataset.districts & _whole(self.extent_towns))
        return True


def with_towns(dataset: Dataset) -> Dataset:
    """Return the data set with the towns its catalogue or its extent points to, if nothing states them.

    A town's own catalogue is believed unless the extent lies elsewhere: towns also list what their neighbours share.
    """
    if dataset.municipalities or dataset.districts:
        return dataset
    by_portal, by_extent = coverage_by_portal(dataset.portal_root), coverage_by_extent(dataset.extent_4326)
    named, drawn = by_portal.municipalities, by_extent.municipalities
    found = by_portal if by_portal and not (named and drawn and not named & drawn) else by_extent
    if not found:
        return dataset
    return replace(dataset, municipalities=found.municipalities, districts=found.districts,
                   municipality_evidence=found.evidence)  # fmt: skip


def read_towns(text: str) -> Tuple[FrozenSet[str], FrozenSet[str]]:
    """Return the towns and districts a list names by AGS, 5-digit key or name; a district brings all its towns.

    >>> read_towns("05911000, Kreis Wesel")[1]
    frozenset({'05170'})

    Raises
    ------
    InputError
        One of them is not in the region.
    """
    region = load_region()
    towns: List[str] = []
    districts: List[str] = []
    for one in filter(None, _SEPARATORS.split(text.strip())):
        town = region.by_ags(one) or region.find_municipality(one)
        if town is None and re.fullmatch(r"\d{5}", one):
            town = region.by_ags(f"{one}000")  # an independent city by its district key
        district = region.find_district(_LONG_DISTRICT.sub(r"\1", one)) if town is None else None
        if town is not None:
            towns.append(town.ags)
        elif district is not None:
            districts.append(district.key)
            towns += district.ags
        else:
            sentence = tr("“{key}” is no municipality or district of the Ruhr. Give an AGS of 8 digits or a name.")
            raise InputError(sentence.format(key=quotable(one, 60)))
    return frozenset(towns), frozenset(districts)


def read_themes(text: str) -> FrozenSet[str]:
    """Return the themes a list names, by code, address or name, as `theme_key`.

    A theme of DCAT may hold a comma, so semicolons separate names; a portal's own may, too, so that a text with
    commas counts as one name besides.

    >>> sorted(read_themes("ENVI; tran")), sorted(read_themes("Bildung, Kultur und Sport"))
    (['envi', 'tran'], ['educ'])
    """
    text = _ADDRESS.sub(r"\1", text.strip())
    whole = theme_codes([text])
    if whole and whole[0] != text:
        return frozenset(whole)
    parts = [part for one in text.split(";") for part in _theme_parts(one)]
    return frozenset(map(theme_key, theme_codes(part for part in parts if part)))


def theme_key(theme: str) -> str:
    """Return what is compared of a theme: a portal's title and its short name in addresses are the same.

    >>> {theme_key(one) for one in ("Umwelt und Klima", "umwelt-klima", "UMWELT & KLIMA")}
    {'umweltklima'}
    >>> theme_key("Verkehr/Mobilität") == theme_key("verkehr-mobilitat") == theme_key("verkehr-mobilitaet")
    True
    """
    return plain_word("".join(word for word in fold_words(theme) if word not in ("und", "and")))


def read_kinds(text: str) -> FrozenSet[ServiceKind]:
    """Return the formats a list names, in any of their spellings.

    >>> sorted(kind.value for kind in read_kinds("wfs; GeoJSON, shape"))
    ['GeoJSON', 'Shapefile', 'WFS']

    Raises
    ------
    InputError
        One of them is no known format.
    """
    found: List[ServiceKind] = []
    for one in filter(None, _SEPARATORS.split(text.strip())):
        kinds = [kind for kind in ServiceKind if one.casefold() in (kind.value.casefold(), kind.title.casefold())]
        kinds = kinds or list(kinds_declared(one))
        if not kinds or ServiceKind.UNKNOWN in kinds:
            sentence = tr("“{format}” is no known format. Write for example WFS, WMS, GeoJSON or CSV.")
            raise InputError(sentence.format(format=quotable(one, 60)))
        found += kinds
    return frozenset(found)


def _theme_parts(text: str) -> List[str]:
    known = theme_codes([text.strip()])
    is_known = bool(known) and known[0] != text.strip()
    return [text.strip()] if is_known else [text.strip(), *_SEPARATORS.split(text.strip())]


def _whole(towns: FrozenSet[str]) -> FrozenSet[str]:
    """Return the keys of the districts the towns belong to."""
    region = load_region()
    return frozenset(district.key for district in map(region.district_of, towns) if district)
