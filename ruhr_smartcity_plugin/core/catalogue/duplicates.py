# SPDX-License-Identifier: GPL-2.0-or-later
"""The same data set in several portals: towns are harvested by the region, the region by the state, and so on.

Cautious on purpose: a data set shown twice is a nuisance, two towns' data sets shown as one are a mistake.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Dict, FrozenSet, Iterable, List, Mapping, Sequence, Set, Tuple
from urllib.parse import unquote, urlsplit

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset, Place
from ruhr_smartcity_plugin.core.catalogue.index.folding import fold_words
from ruhr_smartcity_plugin.core.catalogue.licence import LicenceState
from ruhr_smartcity_plugin.core.catalogue.portals.selection import theme_key
from ruhr_smartcity_plugin.core.catalogue.themes import theme_codes

_UUID = re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")
# A file kept by CKAN: its tenants and harvesters name it with their own host before it.
_CKAN_FILE = re.compile(rf"^[^/]*/(?:.*/)?(dataset/{_UUID.pattern}/resource/{_UUID.pattern})(?:/|$)")
# Of CKAN, DKAN, Opendatasoft, ArcGIS Hub, GovData, GeoNetwork, OGC API Records: the data set's name follows.
_CATALOGUE_FOLDERS = frozenset({"dataset", "datasets", "details", "metadata", "items"})
_OFFICE = frozenset({"stadt", "gemeinde", "hansestadt", "der", "die", "stadtverwaltung", "kreisfreie"})
# Towns known by these are stated; an extent is only a guess, and proves no difference.
_STATED = frozenset({"geocoding", "publisher", "title"})


@dataclass(frozen=True)
class Listing:
    """What comparing needs of one entry. `keys` are those of `twin_keys`, `towns` the AGS it is stated to be about.

    `home` is the town whose own catalogue lists it, where nothing states a town: proof enough against a weak key.
    """

    number: int
    root: str
    keys: Tuple[str, ...]
    towns: FrozenSet[str] = frozenset()
    home: FrozenSet[str] = frozenset()


def stated_towns(dataset: Dataset) -> FrozenSet[str]:
    """Return the towns a data set is stated to be about; empty if they are only guessed by its extent."""
    return dataset.municipalities if dataset.municipality_evidence in _STATED else frozenset()


def home_towns(dataset: Dataset) -> FrozenSet[str]:
    """Return the town whose own catalogue lists a data set that states none."""
    return dataset.municipalities if dataset.municipality_evidence == "portal" else frozenset()


def twin_keys(dataset: Dataset) -> Tuple[str, ...]:
    """Return texts that two entries of the same data set share; each begins with the rule: 0, 1, 2 or 3.

    0. all of it: title, all resource addresses, and the publisher's identifier unless a UUID is among the addresses;
    1. the publisher's identifier, if it is unique by its form, or, as some harvesters write it there, the landing
       page, if it is by its form that of one data set; the same resource addresses with a UUID among them, where files
       kept by CKAN may have any of its hosts; 2. the same title with the landing page, whatever its form, or the same
       resource addresses: one page or service of a town often serves all its data sets; 3. another identifier ("17")
       with the publisher; the same title, host of a resource, and publisher or town. Publishers of two towns may have
       one name ("Vermessungsamt").
    """
    title, publisher = " ".join(fold_words(dataset.title)), _fold_publisher(dataset.publisher)
    keys: Dict[str, None] = {}
    address = _address(dataset.identifier)
    identifier = address or dataset.identifier.strip().casefold()
    is_unique = bool(_UUID.search(identifier)) or identifier.startswith("urn:") or address.count("/") > 1
    if identifier and (is_unique or publisher):
        keys[f"1 {identifier}" if is_unique else f"3 {identifier} of {publisher}"] = None
    landing = _address(dataset.landing_url)
    if _is_page_of_one(landing, dataset.key):
        keys[f"1 {landing}"] = None
    addresses = sorted({_address(one.url) for one in dataset.distributions} - {""})
    resources = " ".join(sorted({_CKAN_FILE.sub(r"\1/", one) for one in addresses}))
    if _UUID.search(resources):
        keys.update(dict.fromkeys((f"0 {title} {resources}", f"1 {resources}")))
    elif resources and is_unique:
        keys[f"0 {title} {resources} of {identifier}"] = None
    # The front page of a portal is nobody's landing page.
    named = [page for page in (address, landing) if page.partition("/")[2]] + ([resources] if resources else [])
    keys.update(dict.fromkeys(f"2 {title} {one}" for one in named))
    for host in sorted({one.partition("/")[0] for one in addresses}):
        keys.update(dict.fromkeys(f"3 {title} {host} {who}" for who in _who(dataset, publisher)))
    return tuple(keys)


def group_twins(listings: Iterable[Listing]) -> List[Tuple[int, ...]]:
    """Return the numbers of the entries in groups that are the same data set, each number once; in order of numbers.

    A group has at most one entry of each portal, but for those that share all (rule 0): a portal that harvests others
    may have a data set in two ways. Never two of different towns. A key that a portal gives for two groups tells
    nothing.
    """
    groups: Dict[int, _Group] = {}
    by_key: Dict[str, List[int]] = {}
    for one in sorted(listings, key=lambda listing: listing.number):
        towns, homes = ([known] if known else [] for known in (one.towns, one.towns or one.home))
        groups[one.number] = _Group([one.number], {one.root}, towns, homes)
        for key in one.keys:
            by_key.setdefault(key, []).append(one.number)
    roots = {number: next(iter(group.roots)) for number, group in groups.items()}
    for key in sorted(one for one, numbers in by_key.items() if len(numbers) > 1):
        numbers = by_key[key]
        given = {(roots[number], id(groups[number])) for number in numbers}
        if key.startswith("0") or len({roots[number] for number in numbers}) == len(given):
            for number in numbers[1:]:
                _unite(groups, numbers[0], number, key[0])
    return sorted({id(group): tuple(sorted(group.numbers)) for group in groups.values()}.values())


def merge_twins(datasets: Sequence[Dataset], portal_sizes: Mapping[str, int]) -> Dataset:
    """Return one data set of several entries: the one closest to the publisher, with what it lacks from the others.

    Closest is the portal that keeps the resources on its own host, then the one with the fewest data sets: towns are
    smaller than those who harvest them.
    """
    nearest = sorted(datasets, key=lambda one: _distance(one, portal_sizes))
    first = nearest[0]
    lacking = {name: _first_stated(nearest, name) for name in _FILLED}
    merged = replace(first, **{name: value for name, value in lacking.items() if value is not None})
    if not first.licence.name:
        known = (one.licence for one in nearest if one.licence.state is not LicenceState.UNKNOWN)
        merged = replace(merged, licence=next(known, first.licence))
    if not first.municipalities and not first.districts:
        placed = next((one for one in nearest if one.municipalities or one.districts), first)
        merged = replace(merged, municipalities=placed.municipalities, districts=placed.districts,
                         municipality_evidence=placed.municipality_evidence)  # fmt: skip
    tags = tuple(dict.fromkeys(tag for one in nearest for tag in one.tags))
    return replace(merged, tags=tags, themes=_themes_of(nearest), places=tuple(map(_place_of, nearest)))


_FILLED = ("notes", "publisher", "attribution", "landing_url", "distributions", "identifier", "modified",
           "data_date", "contact", "extent_4326")  # fmt: skip


@dataclass
class _Group:
    numbers: List[int]
    roots: Set[str]
    towns: List[FrozenSet[str]]
    homes: List[FrozenSet[str]]  # the same, and where it is not stated the town by the catalogue

    def may_join(self, other: _Group, rule: str) -> bool:
        mine_all, theirs_all = (self.homes, other.homes) if rule == "3" else (self.towns, other.towns)
        same_town = all(mine & theirs for mine in mine_all for theirs in theirs_all)
        return same_town and (rule == "0" or not self.roots & other.roots)


def _unite(groups: Dict[int, _Group], a: int, b: int, rule: str) -> None:
    one, other = groups[a], groups[b]
    if one is other or not one.may_join(other, rule):
        return
    one.numbers += other.numbers
    one.roots |= other.roots
    one.towns += other.towns
    one.homes += other.homes
    groups.update(dict.fromkeys(other.numbers, one))


def _first_stated(datasets: Sequence[Dataset], name: str) -> object:
    """Return the first value that is not empty; None if there is none or the first data set has its own."""
    return next((value for one in datasets if (value := getattr(one, name))), None)


def _themes_of(datasets: Sequence[Dataset]) -> Tuple[str, ...]:
    """Return the themes of all, each in the spelling it has first."""
    spelled: Dict[str, str] = {}
    for one in datasets:
        for theme in one.themes:
            for code in theme_codes((theme,)):
                spelled.setdefault(theme_key(code) or code, theme)
    return tuple(spelled.values())


def _distance(dataset: Dataset, portal_sizes: Mapping[str, int]) -> Tuple[bool, int, str]:
    own = _address(dataset.portal_root).partition("/")[0]
    hosts = {_address(one.url).partition("/")[0] for one in dataset.distributions}
    return not (own and own in hosts), portal_sizes.get(dataset.portal_root, 0), dataset.portal_root


def _place_of(dataset: Dataset) -> Place:
    return Place(dataset.portal, dataset.portal_root, dataset.key, dataset.landing_url)


def _is_page_of_one(page: str, key: str) -> bool:
    """Answer whether an address is by its form the page of one data set: by a UUID, its key, or a catalogue's path.

    >>> _is_page_of_one("opendata.example/dataset/baumkataster", ""), _is_page_of_one("www.example/opendata", "baum")
    (True, False)
    """
    if _UUID.search(page):
        return True
    folders, _slash, name = page.partition("?")[0].rpartition("/")
    return bool(name) and (name == key.casefold() or folders.rpartition("/")[2] in _CATALOGUE_FOLDERS)


def _who(dataset: Dataset, publisher: str) -> Iterable[str]:
    if publisher:
        yield f"by {publisher}"
    towns = stated_towns(dataset)
    if len(towns) == 1:
        yield f"in {next(iter(towns))}"


def _fold_publisher(publisher: str) -> str:
    return " ".join(word for word in fold_words(publisher) if word not in _OFFICE)


def _address(url: str) -> str:
    """Return host, path and query of a web address in one spelling; empty for anything else."""
    try:
        parts = urlsplit(url.strip())
    except ValueError:
        return ""
    if parts.scheme.lower() not in ("http", "https") or not parts.netloc:
        return ""
    host = parts.netloc.rpartition("@")[2].lower()
    host = host[4:] if host.startswith("www.") else host
    query = f"?{parts.query.lower()}" if parts.query else ""
    return f"{host}/{unquote(parts.path).strip('/').casefold()}{query}"
