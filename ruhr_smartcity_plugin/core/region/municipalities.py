# SPDX-License-Identifier: GPL-2.0-or-later
"""The 53 municipalities of the Ruhr metropolis, looked up by key or by name."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Dict, FrozenSet, Tuple

from ruhr_smartcity_plugin.core.region.area import Area, AreaKind, Box, boxes_touch
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss"})
_PLAIN_UMLAUTS = str.maketrans({"ä": "a", "ö": "o", "ü": "u", "ß": "ss"})
# Official names carry titles: "Herne, Stadt", "Hansestadt Wesel", "Hagen, Stadt der FernUniversität".
_TITLES = re.compile(r"(,.*$)|^(hansestadt|kreisfreie stadt|stadt|gemeinde)\s+")
# "Kreis Wesel", "Kreisverwaltung Wesel", "Wesel, Kreis" (as the statistical office writes it), "Ennepe-Ruhr-Kreis".
_DISTRICT_PREFIX = re.compile(r"^(landkreis|kreisverwaltung|kreis|lk)\s+|-kreis$|[\s,(]+(land)?kreis\)?$")


class MunicipalityKind(Enum):
    """Legal kind of a municipality."""

    CITY = "city"  # kreisfreie Stadt
    TOWN = "town"  # kreisangehörige Stadt
    MUNICIPALITY = "municipality"  # kreisangehörige Gemeinde


@dataclass(frozen=True)
class Municipality:
    """One municipality. Keys are text: the leading zero belongs to them.

    `area_km2` comes from a generalised polygon (within about 2 % of the official area); `point_25832`
    lies inside the municipality; both and the box are in EPSG:25832, metres.
    """

    ags: str
    ars: str
    name: str
    kind: MunicipalityKind
    district_key: str
    population: int
    area_km2: float
    point_25832: Tuple[float, float]
    box_25832: Box


@dataclass(frozen=True)
class District:
    """A district (Kreis) with the keys of its municipalities; independent cities are no district here."""

    key: str
    name: str
    ags: Tuple[str, ...]


def fold_text(text: str) -> str:
    """Return a text ready for comparison: lower case, ä as ae, single blanks.

    >>> fold_text("Bäume,  Stadt Mülheim")
    'baeume, stadt muelheim'
    """
    return _plain(text).translate(_UMLAUTS)


def fold_name(name: str) -> str:
    """Return a name ready for comparison: lower case, ä as ae, no titles, single blanks.

    >>> fold_name("Mülheim  an der Ruhr"), fold_name("Herne, Stadt")
    ('muelheim an der ruhr', 'herne')
    """
    text = _plain(name)
    text = _TITLES.sub("", text).strip()
    return text.translate(_UMLAUTS)


def _plain(name: str) -> str:
    # macOS writes "ü" as u and a combining dots character; the tables have the one letter.
    return " ".join(unicodedata.normalize("NFC", name).casefold().split())


def normalise_ags(value: str | int) -> str | None:
    """Return an 8-digit AGS from what tables hold, or None if it cannot be one.

    Excel drops the leading zero, so seven digits that start with NRW's 5 get it back; a 12-digit ARS is
    shortened by its association part.

    >>> normalise_ags(5911000), normalise_ags("05911000"), normalise_ags("055620004004"), normalise_ags("x")
    ('05911000', '05911000', '05562004', None)
    """
    digits = str(value).strip()
    if digits.endswith(".0"):
        digits = digits[:-2]
    if not digits.isdigit():
        return None
    if len(digits) in (7, 11) and digits.startswith("5"):
        digits = "0" + digits
    if len(digits) == 12:
        digits = digits[:5] + digits[9:]
    return digits if len(digits) == 8 else None


class Region:
    """The municipalities and districts with their look-ups."""

    def __init__(self, municipalities: Tuple[Municipality, ...], districts: Tuple[District, ...], box_25832: Box,
                 population_date: str) -> None:
        self.municipalities = municipalities
        self.districts = districts
        self.box_25832 = box_25832
        self.population_date = population_date
        self._by_ags: Dict[str, Municipality] = {one.ags: one for one in municipalities}
        self._district_by_key = {one.key: one for one in districts}
        self._by_name: Dict[str, Municipality] = {}
        for one in municipalities:
            self._by_name[fold_name(one.name)] = one
            self._by_name.setdefault(_plain(one.name).translate(_PLAIN_UMLAUTS), one)
            # "Wetter (Ruhr)", "Voerde (Niederrhein)", "Fröndenberg/Ruhr" are mostly written without the addition.
            self._by_name.setdefault(re.split(r"\s*[(/]", fold_name(one.name))[0], one)
        self._district_by_name = {self._fold_district(one.name): one for one in districts}

    @staticmethod
    def _fold_district(name: str) -> str:
        return _DISTRICT_PREFIX.sub("", _plain(name))

    def by_ags(self, ags: str | int) -> Municipality | None:
        """Return the municipality with this AGS (or ARS, or AGS without its zero); None outside the region."""
        key = normalise_ags(ags)
        return self._by_ags.get(key) if key else None

    def find_municipality(self, name: str) -> Municipality | None:
        """Return the municipality with this name; None if there is none.

        Umlauts may be written ä, ae or a; titles such as ", Stadt" are ignored. "Kreis Wesel" is a district
        and no municipality, "Wesel" is the town.
        """
        text = _plain(name)
        if _DISTRICT_PREFIX.search(text):
            return None
        folded = fold_name(name)
        return self._by_name.get(folded) or self._by_name.get(text.translate(_PLAIN_UMLAUTS))

    def find_district(self, name: str) -> District | None:
        """Return the district with this key or name ("Kreis Wesel", "Ennepe-Ruhr", "05170"); None if there is none."""
        return self._district_by_key.get(name.strip()) or self._district_by_name.get(self._fold_district(name))

    def district_of(self, ags: str) -> District | None:
        """Return the district of a municipality; None for independent cities."""
        return self._district_by_key.get(ags[:5])

    def whole_area(self) -> Area:
        """Return the area of the whole region."""
        return Area(AreaKind.REGION, "", tr("Whole Ruhr metropolis"), self.box_25832,
                    tuple(one.ags for one in self.municipalities))

    def area_of_municipality(self, ags: str) -> Area:
        """Return the area of one municipality. Raises KeyError outside the region."""
        one = self._by_ags[ags]
        return Area(AreaKind.MUNICIPALITY, one.ags, one.name, one.box_25832, (one.ags,))

    def area_of_district(self, key: str) -> Area:
        """Return the area of one district. Raises KeyError outside the region."""
        district = self._district_by_key[key]
        boxes = [self._by_ags[ags].box_25832 for ags in district.ags]
        box = (min(b[0] for b in boxes), min(b[1] for b in boxes), max(b[2] for b in boxes), max(b[3] for b in boxes))
        return Area(AreaKind.DISTRICT, key, district.name, box, district.ags)

    def area_of_towns(self, ags: FrozenSet[str]) -> Area | None:
        """Return the municipality or district that these are; None if they are neither."""
        district = self._district_by_key.get(min(ags, default="")[:5])
        if district is not None and ags == frozenset(district.ags):
            return self.area_of_district(district.key)
        return self.area_of_municipality(min(ags)) if len(ags) == 1 and min(ags) in self._by_ags else None

    def area_of_extent(self, box_25832: Box) -> Area:
        """Return the area of a map extent given in EPSG:25832."""
        touched = tuple(one.ags for one in self.municipalities if boxes_touch(one.box_25832, box_25832))
        return Area(AreaKind.EXTENT, "", tr("Map extent"), box_25832, touched)


@lru_cache(maxsize=1)
def load_region() -> Region:
    """Read the shipped table of municipalities (cached)."""
    document = json.loads(resource("data", "municipalities.json").read_text(encoding="utf-8"))
    municipalities = tuple(
        Municipality(row["ags"], row["ars"], row["name"], MunicipalityKind(row["kind"]), row["district_key"],
                     row["population"], row["area_km2"], tuple(row["point_25832"]), tuple(row["box_25832"]))
        for row in document["municipalities"]
    )
    districts = tuple(
        District(row["key"], row["name"], tuple(m.ags for m in municipalities if m.district_key == row["key"]))
        for row in document["districts"]
    )
    return Region(municipalities, districts, tuple(document["box_25832"]), document["population_date"])
