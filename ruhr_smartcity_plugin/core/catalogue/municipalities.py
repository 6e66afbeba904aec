# SPDX-License-Identifier: GPL-2.0-or-later
"""Which towns is a data set about? Keys first, then the publisher, then the title."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import FrozenSet, Iterable, Tuple

from ruhr_smartcity_plugin.core.region.municipalities import Region, fold_name, fold_text, load_region
from ruhr_smartcity_plugin.translation import tr

# Slugs and abbreviations of portals that no rule gives.
SLUGS = {"mulheim-a-d-ruhr": "Mülheim an der Ruhr", "muelheim-ruhr": "Mülheim an der Ruhr"}
_SLUG_PREFIX = re.compile(r"^(stadt|gemeinde|hansestadt)-")
_KEY = re.compile(r"/(?:regionalKey|municipalityKey|districtKey)/(\d+)[/#]?$", re.I)
# Regional keys of Germany, a state or one of its administrative districts: too wide to say where a data set is not.
_WIDE_KEY = re.compile(r"/regionalKey/(00\d*|\d{1,4}|05\d00\d*)[/#]?$", re.I)
# A key of a state without the rest of the address; other numbers may be anything.
_BARE_KEY = re.compile(r"05\d{3}(?:\d{3})?(?:\d{4})?")
_BETWEEN_KEYS = re.compile(r"[,;\s]+")


@dataclass(frozen=True)
class Coverage:
    """Municipalities (AGS) and whole districts (5-digit keys) a data set is about, and how that is known."""

    municipalities: FrozenSet[str] = frozenset()
    districts: FrozenSet[str] = frozenset()
    evidence: str = ""

    def __bool__(self) -> bool:
        return bool(self.municipalities or self.districts)


def find_coverage(keys: Iterable[str], publishers: Iterable[str], title: str) -> Coverage:
    """Return which towns and districts of the region a data set is about.

    `keys` are politicalGeocoding addresses of DCAT-AP.de, `publishers` names and slugs of the organisation, most
    reliable first. Empty where none of them is known, or where all keys are of places outside the region: names are
    no evidence against a stated key ("Hamm (Sieg)").
    """
    region = load_region()
    keys = [one for key in keys for one in _BETWEEN_KEYS.split(str(key)) if one]
    towns, districts = _by_keys(keys, region)
    if towns or districts:
        return Coverage(towns, districts, "geocoding")
    if any(_KEY.search(key) and not _WIDE_KEY.search(key) for key in keys):
        return Coverage()
    for publisher in publishers:
        found = _by_publisher(publisher, region)
        if found:
            return found
    text = fold_text(title)
    towns = frozenset(ags for ags in _names_inside(text, region) if _is_named_as_town(ags, title))
    in_title = Coverage(towns, _districts_inside(text, region), "title")
    return in_title if in_title else Coverage()


def _by_keys(keys: Iterable[str], region: Region) -> Tuple[FrozenSet[str], FrozenSet[str]]:
    towns, districts = set(), set()
    for key in keys:
        match = _KEY.search(key)
        digits = match.group(1) if match else key if _BARE_KEY.fullmatch(key) else ""
        if len(digits) in (4, 7, 11) and digits.startswith("5"):
            digits = f"0{digits}"  # spreadsheets drop it
        town = region.by_ags(digits)
        if town is not None:
            towns.add(town.ags)
        elif len(digits) in (5, 8, 12) and not digits[5:].strip("0"):
            if region.find_district(digits[:5]):
                districts.add(digits[:5])
            elif region.by_ags(f"{digits[:5]}000") is not None:
                towns.add(f"{digits[:5]}000")  # an independent city written with its district key
    return frozenset(towns), frozenset(districts)


def _by_publisher(publisher: str, region: Region) -> Coverage:
    slug = publisher.strip().casefold()
    name = SLUGS.get(slug) or _SLUG_PREFIX.sub("", slug)
    town = region.find_municipality(publisher) or region.find_municipality(name)
    if town is not None:
        return Coverage(frozenset({town.ags}), frozenset(), "publisher")
    text = fold_text(publisher)
    if _WIDE_PUBLISHER.search(text) and not _TOWN_HALL.search(text):
        return Coverage()
    inside = _districts_inside(re.sub(r"^kreis-", "kreis ", text), region)  # the slug of a portal
    if inside:
        return Coverage(frozenset(), inside, "publisher") if len(inside) == 1 else Coverage()
    towns = _names_inside(text, region)
    return Coverage(towns, frozenset(), "publisher") if len(towns) == 1 else Coverage()


def _districts_inside(folded: str, region: Region) -> FrozenSet[str]:
    return frozenset(key for pattern, key in _district_patterns(region) if pattern.search(folded))


@lru_cache(maxsize=1)
def _district_patterns(region: Region) -> Tuple[Tuple[re.Pattern[str], str], ...]:
    patterns = []
    for district in region.districts:
        name = re.escape(re.sub(r"^kreis |-kreis$", "", fold_text(district.name)))
        first = rf"(?<![a-z])(?:land)?kreis(?:es|verwaltung)? {name}(?![a-z])"
        last = rf"(?<![a-z]){name}(?:-|, | \()(?:land)?kreis(?:es)?(?![a-z])"
        patterns.append((re.compile(f"{first}|{last}"), district.key))
    return tuple(patterns)


def _names_inside(folded: str, region: Region) -> FrozenSet[str]:
    if "-" in folded:
        # "Bochum-Herne" are two towns, "Bochum-Werne" and "Rhein-Herne-Kanal" are not.
        chains, name = _chain_patterns(region)
        folded = chains.sub(lambda chain: " / ".join(name.findall(chain.group(0))), folded)
    found = frozenset(ags for pattern, ags in _name_patterns(region) if pattern.search(folded))
    return found | {_MUELHEIM} if found and _SHORT_MUELHEIM.search(folded) else found


@lru_cache(maxsize=1)
def _chain_patterns(region: Region) -> Tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the patterns of towns joined by hyphens, and of one of them."""
    names = [re.split(r"\s*[(/,]", fold_name(town.name))[0] for town in region.municipalities]
    one = "|".join(re.escape(name) for name in (*names, "muelheim") if name not in COMMON_WORDS)
    return re.compile(rf"(?<![a-z\-])(?:{one})(?:-(?:{one}))+(?![a-z\-])"), re.compile(one)


@lru_cache(maxsize=1)
def _name_patterns(region: Region) -> Tuple[Tuple[re.Pattern[str], str], ...]:
    patterns = []
    for town in region.municipalities:
        name = re.split(r"\s*[(/,]", fold_name(town.name))[0]
        # "Kreis Wesel" is not the town Wesel, nor is the "Wesel-Datteln-Kanal"; "Werner" is not Werne; names that are
        # common words ("Wetter") only count with "Stadt" before them or as the whole publisher, which
        # find_municipality has already tried.
        before = r"(?:stadt|gemeinde) " if name in COMMON_WORDS else r"(?<!kreis )(?<!kreises )(?<!kreisverwaltung )"
        before += _NOT_BEFORE.get(name, "")
        after = rf"(?![a-z])(?!-[a-z]+-kanal)(?!,? \(?(?:land)?kreis\b)(?! ?\((?:in )?(?:{_FAR_AWAY})\b)"
        after += _NOT_AFTER.get(name, "")
        patterns.append((re.compile(rf"(?<![a-z\-]){before}{re.escape(name)}{after}"), town.ags))
    return tuple(patterns)


COMMON_WORDS = frozenset({"wetter", "werne", "marl", "alpen"})
# Places of the same name elsewhere, and food.
_NOT_BEFORE = {"essen": r"(?<!bad )(?<!das )(?<!dem )(?<!beim )(?<!zum )(?<!gesundes )(?<!warmes )(?<!trinken und )"}
_NOT_AFTER = {
    "essen": r"(?! (?:und|oder|&) trinken)(?! auf raedern)(?! in (?:der |den )?(?:kita|schule|kantine|mensa))",
    "hagen": r"(?! \(?a\. ?t\. ?w)(?! \(?am teutoburger)(?! \(?im bremischen)",
    "hamm": r"(?! \(?(?:an der )?sieg\b)(?! \(?am rhein)",
    "oberhausen": r"(?!-rheinhausen)(?! \(?an der (?:appel|donau|nahe)\b)(?! \(?bei (?:augsburg|kirn)\b)",
}
# Behind a name in brackets: the town is another one of that name.
_FAR_AWAY = ("allgaeu|baden|bayern|brandenburg|bremen|eifel|emsland|hessen|holstein|mecklenburg|mosel|niedersachsen|nds"
             "|oldb|oldenburg|pfalz|rheinland|saar|saarland|sachsen|schleswig|sieg|thueringen|westerwald"
             "|wuerttemberg")  # fmt: skip
_MUELHEIM = "05117000"
# There are others of that name, but not beside towns of the region.
_SHORT_MUELHEIM = re.compile(r"(?<![a-z\-])muelheim(?![a-z\-])(?! \(?(?:am rhein|an der mosel|mosel)\b)")
# They have their seat in a town of the region, and their data are about all of it, or more.
_WIDE_PUBLISHER = re.compile(
    r"(?<![a-z])(?:regionalverband ruhr|rvr|metropole ruhr|emschergenossenschaft|lippeverband|ruhrverband|"
    r"landschaftsverband|landesamt|landesbetrieb|bundesamt|strassen\.nrw|verkehrsverbund rhein-ruhr|vrr)(?![a-z])"
)
_TOWN_HALL = re.compile(r"(?<![a-z])(?:stadt|gemeinde)(?![a-z])")
# "Woher kamen die Zuwanderer": a verb, unless a capital letter says otherwise.
_VERBS = {"05978020": re.compile(r"\b(?:Kamen|KAMEN)\b")}


def _is_named_as_town(ags: str, title: str) -> bool:
    return ags not in _VERBS or _VERBS[ags].search(title) is not None


def evidence_text(evidence: str) -> str:
    """Return how it is known which town a data set is about; "" if it is not."""
    return {
        "geocoding": tr("by official key"),
        "publisher": tr("by publisher"),
        "title": tr("by title"),
        "portal": tr("by catalogue"),
        "extent": tr("by extent"),
    }.get(evidence, "")
