# SPDX-License-Identifier: GPL-2.0-or-later
"""Rows that name a municipality or a district instead of a coordinate: by key or by name."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Dict, FrozenSet, Sequence

from ruhr_smartcity_plugin.core.catalogue.tables.columns import Role
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.core.region.municipalities import Municipality, fold_name, load_region, normalise_ags
from ruhr_smartcity_plugin.translation import tr

MUNICIPALITY, DISTRICT = "municipality", "district"
_FOOT_NOTE = re.compile(r"\s*(?:[\d¹²³]\)|[*¹²³])+$")
# "Mülheim a. d. Ruhr", "Mülheim/Ruhr", "Voerde (Ndrh.)", "Hamm (Westf.)"; other additions name other towns.
_ADDITION = re.compile(r"(?:\s*[(/]\s*|\s+)(?:(?P<ruhr>(?:(?:a\.?\s?d\.?|an\s+der)\s*)?ruhr|a\.\s?d\.\s?r\.)"
                       r"|(?P<see>(?:am|a\.)\s?see)|westf\.?|westfalen|ndrh\.?|nrh\.?|niederrhein)\s*\)?$",
                       re.IGNORECASE)
_AS_DISTRICT = re.compile(r",\s*(?:land)?kreis$|\((?:land)?kreis\)$", re.IGNORECASE)
_AS_CITY = re.compile(r"^(?:kreisfreie\s+stadt|kfr\.?\s*stadt|krfr\.?\s*stadt)\s+|,\s*(?:kreisfreie\s+)?stadt$"
                      r"|\s*\((?:kreisfreie\s+|krfr\.\s*)?stadt\)$", re.IGNORECASE)
_KREIS = re.compile(r"\bkreis\b|-kreis\b", re.IGNORECASE)


@dataclass(frozen=True)
class AreaKey:
    """An area of the region: the AGS (8 digits) of a municipality or the key (5 digits) of a district."""

    level: str
    key: str


class AreaFinder:
    """Finds areas by the cells of one column; `level` decides what "Wesel", "Recklinghausen" and "Unna" are."""

    def __init__(self, role: Role, level: str = MUNICIPALITY) -> None:
        self._role, self._level = role, level
        self._region = load_region()
        self._known: Dict[str, AreaKey | None] = {}

    def find(self, cell: str) -> AreaKey | None:
        """Return the area a cell names; None for one outside the region."""
        if cell not in self._known:
            if len(self._known) > 50_000:
                self._known.clear()
            self._known[cell] = self._by_name(cell) if self._role is Role.NAME else self._by_key(cell)
        return self._known[cell]

    def _by_key(self, cell: str) -> AreaKey | None:
        digits = complete_key(cell, self._role)
        # Tables of several levels mix keys of districts and municipalities in one column.
        if len(digits) == 5 or (self._role is Role.DISTRICT_KEY and len(digits) not in (8, 12)):
            return self._by_district_key(digits)
        town = self._region.by_ags(digits)
        if town is not None:
            return AreaKey(MUNICIPALITY, town.ags)
        key = normalise_ags(digits) or ""
        is_district = key.endswith("000") and self._region.find_district(key[:5]) is not None
        return AreaKey(DISTRICT, key[:5]) if is_district else None

    def _by_district_key(self, digits: str) -> AreaKey | None:
        if self._region.find_district(digits) is not None and digits.isdigit():
            return AreaKey(DISTRICT, digits)
        city = self._region.by_ags(digits + "000")
        return AreaKey(MUNICIPALITY, city.ags) if city is not None else None

    def _by_name(self, cell: str) -> AreaKey | None:
        text = _FOOT_NOTE.sub("", " ".join(cell.split()))
        district_name = _AS_DISTRICT.sub("", text)
        if district_name != text or _KREIS.search(_AS_CITY.sub("", text)):
            district = self._region.find_district(district_name.strip())
            return AreaKey(DISTRICT, district.key) if district is not None else None
        plain = _AS_CITY.sub("", text).strip()
        if plain == text and self._level == DISTRICT and fold_name(text) in shared_names():
            return AreaKey(DISTRICT, self._region.find_district(fold_name(text)).key)
        town = _find_town(plain)
        if town is None and self._level == DISTRICT and plain == text:
            district = self._region.find_district(text)
            return AreaKey(DISTRICT, district.key) if district is not None else None
        return AreaKey(MUNICIPALITY, town.ags) if town is not None else None


def complete_key(cell: str, role: Role) -> str:
    """Return a key as text with the zeros a spreadsheet dropped; other cells come back as they are.

    >>> complete_key("5911000", Role.AGS), complete_key("5.911.000", Role.AGS), complete_key("1067", Role.POSTCODE)
    ('05911000', '05911000', '01067')
    """
    digits = cell[:-2] if cell.endswith(".0") else cell
    if re.fullmatch(r"\d{1,2}(?:\.\d{3})+", digits) or re.fullmatch(r"\d+(?:\s\d+)+", digits):
        digits = re.sub(r"[.\s]", "", digits)
    if not digits.isdigit():
        return cell
    # Tables of several levels mix keys of districts and municipalities in one column.
    short = (4,) if role is Role.POSTCODE else (4, 7, 11)
    return "0" + digits if len(digits) in short and role is not Role.NONE else digits


def _find_town(name: str) -> Municipality | None:
    """Return the town with this name, also where its addition is shortened or blanks stand around its hyphen."""
    region = load_region()
    found = region.find_municipality(name)
    if found is not None:
        return found
    name = re.sub(r"\s*[-–]\s*", "-", name)
    addition = _ADDITION.search(name)
    if addition is None:
        return region.find_municipality(name)
    stem = name[:addition.start()]
    long = " an der Ruhr" if addition["ruhr"] else " am See" if addition["see"] else ""
    return region.find_municipality(stem + long) or (None if addition["see"] else region.find_municipality(stem))


@lru_cache(maxsize=1)
def shared_names() -> FrozenSet[str]:
    """Return the folded names that both a town and a district have: Wesel, Recklinghausen, Unna."""
    region = load_region()
    return frozenset(fold_name(one.name) for one in region.municipalities
                     if region.find_district(one.name) is not None)


def judge_level(cells: Sequence[str], *, is_of_districts: bool = False) -> Judged[str]:
    """Return whether names that a town and a district share mean the town or the district in this column.

    `is_of_districts`: the head of the column is "Kreis" or the like.
    """
    names = {_FOOT_NOTE.sub("", " ".join(cell.split())) for cell in cells if cell.strip()}
    as_district = {name for name in names if _KREIS.search(name)}
    if not any(fold_name(name) in shared_names() for name in names - as_district):
        return Judged(DISTRICT if is_of_districts else MUNICIPALITY, Sureness.CERTAIN)
    if is_of_districts:
        return Judged(DISTRICT, Sureness.LIKELY, tr("Wesel, Recklinghausen and Unna are read as districts: the head of "
                                                    "the column says so."))
    region = load_region()
    districts = {region.find_district(_AS_DISTRICT.sub("", name).strip()) for name in as_district}
    if any(region.find_district(name) in districts for name in shared_names()):
        return Judged(MUNICIPALITY, Sureness.LIKELY, tr("Wesel, Recklinghausen and Unna are read as towns: where the "
                                                        "district is meant, “Kreis” stands beside the name."))
    towns = [_find_town(name) for name in names if fold_name(name) not in shared_names()]
    if any(town is not None and region.district_of(town.ags) is not None for town in towns):
        return Judged(MUNICIPALITY, Sureness.LIKELY, tr("Wesel, Recklinghausen and Unna are read as towns: other towns "
                                                        "of the districts stand beside them."))
    if any(town is not None for town in towns) or as_district:
        return Judged(DISTRICT, Sureness.LIKELY, tr("Wesel, Recklinghausen and Unna are read as districts: there are "
                                                    "only independent cities and districts beside them."))
    return Judged(MUNICIPALITY, Sureness.GUESSED, tr("Wesel, Recklinghausen and Unna can be the town or the district; "
                                                     "they are read as towns."))
