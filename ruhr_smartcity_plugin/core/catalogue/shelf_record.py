# SPDX-License-Identifier: GPL-2.0-or-later
"""The things on the shelf, and how they are written down."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Dict, Iterable, Mapping, Tuple

from ruhr_smartcity_plugin.core.catalogue.dataset import Dataset
from ruhr_smartcity_plugin.core.catalogue.finding import Facet, FindQuery
from ruhr_smartcity_plugin.core.catalogue.portals.parts import ALL_PARTS, ChosenParts, Part
from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

VERSION = 1
FORMAT = "ruhr-smartcity-shelf"
LONGEST_NAME = 120
LONGEST_TEXT = 4000
_LONGEST_TITLE = LONGEST_NAME * 4


@dataclass(frozen=True)
class ShelfItem:
    """One data set put aside: where it is found again, and what it was called then."""

    portal_root: str
    key: str
    title: str
    identifier: str = ""
    portal: str = ""
    publisher: str = ""
    note: str = ""
    added_at: datetime | None = None

    def names(self, other: ShelfItem | Dataset) -> bool:
        """Answer whether this is the same data set, in any of the portals it is listed in."""
        if (self.portal_root, self.key) == (other.portal_root, other.key):
            return True
        return any((one.portal_root, one.key) == (self.portal_root, self.key) for one in getattr(other, "places", ()))


@dataclass(frozen=True)
class Collection:
    """Data sets for one purpose ("Klimaanpassung Essen"), in the user's order."""

    name: str
    items: Tuple[ShelfItem, ...] = ()
    note: str = ""


@dataclass(frozen=True)
class SavedSearch:
    """A search with a name. `catalogue` is the key of the one that was searched; "" where it was not kept.

    `parts` are the organisation and the group of that catalogue the search was narrowed to.
    """

    name: str
    query: FindQuery
    saved_at: datetime | None = None
    catalogue: str = ""
    parts: ChosenParts = ALL_PARTS


@dataclass(frozen=True)
class Contents:
    """All of a shelf."""

    favourites: Tuple[ShelfItem, ...] = ()
    collections: Tuple[Collection, ...] = ()
    searches: Tuple[SavedSearch, ...] = ()
    recent: Tuple[ShelfItem, ...] = ()


def item_of(dataset: Dataset, now: datetime) -> ShelfItem:
    """Return the entry for a data set."""
    return ShelfItem(dataset.portal_root, dataset.key, dataset.title, dataset.identifier, dataset.portal,
                     dataset.publisher, "", now)  # fmt: skip


def clean_text(text: str, *, keep_lines: bool = False, longest: int = LONGEST_TEXT) -> str:
    """Return a text without control signs (those that turn the writing direction included), cut to a length."""
    lines = ["".join(sign for sign in line if unicodedata.category(sign)[0] != "C") for line in text.splitlines()]
    joined = "\n".join(lines).strip() if keep_lines else " ".join(" ".join(lines).split())
    return joined[:longest]


def checked_name(name: str) -> str:
    """Return a name as it is kept. Raises InputError if nothing is left of it."""
    cleaned = clean_text(name, longest=LONGEST_NAME)
    if not cleaned:
        raise InputError(tr("Give it a name."))
    return cleaned


def to_document(contents: Contents) -> Dict[str, Any]:
    """Return a shelf as plain JSON values."""
    return {
        "format": FORMAT,
        "version": VERSION,
        "favourites": [plain_item(one) for one in contents.favourites],
        "collections": [plain_collection(one) for one in contents.collections],
        "searches": [_plain_search(one) for one in contents.searches],
        "recent": [plain_item(one) for one in contents.recent],
    }


def contents_from(document: Any) -> Contents:
    """Return the shelf of plain JSON values.

    Raises
    ------
    InputError
        It is no shelf, or one of a newer version.
    """
    if not isinstance(document, Mapping) or document.get("format") != FORMAT or document.get("version") != VERSION:
        version = document.get("version") if isinstance(document, Mapping) else None
        raise InputError(tr("The file holds no favourites and collections of this version."), f"version {version!r}")
    try:
        return Contents(
            tuple(map(item_from, document["favourites"])),
            tuple(map(collection_from, document["collections"])),
            tuple(map(_search_from, document["searches"])),
            tuple(map(item_from, document["recent"])),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise InputError(tr("The file of favourites and collections is damaged."), repr(error)[:300]) from error


def plain_item(item: ShelfItem) -> Dict[str, Any]:
    """Return an entry as plain JSON values."""
    values = {"portal_root": item.portal_root, "key": item.key, "identifier": item.identifier, "title": item.title,
              "portal": item.portal, "publisher": item.publisher, "note": item.note,
              "added_at": _plain_time(item.added_at)}  # fmt: skip
    return {name: value for name, value in values.items() if value}


def item_from(plain: Mapping[str, Any]) -> ShelfItem:
    """Return the entry of plain JSON values; texts are cleaned, as the file may come from anybody.

    What the data set is found by stays as it is: keys are titles in some portals, double blanks and all.

    Raises
    ------
    ValueError
        It names no data set, or holds something else than texts.
    """
    if not isinstance(plain, Mapping):
        raise ValueError("an entry is no object")
    texts = {name: _text(plain, name, _LONGEST_TITLE) for name in ("title", "portal", "publisher")}
    root, key, identifier = (_exact(plain, name) for name in ("portal_root", "key", "identifier"))
    if not key:
        raise ValueError("an entry has no key")
    note = plain.get("note", "")
    if not isinstance(note, str):
        raise ValueError("a note is no text")
    title = texts["title"] or clean_text(key, longest=_LONGEST_TITLE)
    return ShelfItem(root, key, title, identifier, texts["portal"], texts["publisher"],
                     clean_text(note, keep_lines=True), _time(plain.get("added_at")))  # fmt: skip


def plain_collection(collection: Collection) -> Dict[str, Any]:
    """Return a collection as plain JSON values."""
    return {"name": collection.name, "note": collection.note, "items": [plain_item(one) for one in collection.items]}


def collection_from(plain: Mapping[str, Any]) -> Collection:
    """Return the collection of plain JSON values. Raises ValueError if it is none."""
    name, note = _text(plain, "name", LONGEST_NAME), plain.get("note", "")
    if not name or not isinstance(note, str) or not isinstance(plain.get("items"), list):
        raise ValueError("a collection has no name or no entries")
    return Collection(name, unique_items(map(item_from, plain["items"])), clean_text(note, keep_lines=True))


def unique_items(items: Iterable[ShelfItem]) -> Tuple[ShelfItem, ...]:
    """Return entries without those that name the same data set as one before."""
    kept: Dict[Tuple[str, str], ShelfItem] = {}
    for one in items:
        kept.setdefault((one.portal_root, one.key), one)
    return tuple(kept.values())


def plain_query(query: FindQuery) -> Dict[str, Any]:
    """Return a search as plain JSON values."""
    values = {"words": query.words,
              "facets": {facet.value: sorted(values) for facet, values in query.facets.items()},
              "changed_since": _plain_time(query.changed_since),
              "area_ags": sorted(query.area_ags),
              "extent_4326": list(query.extent_4326) if query.extent_4326 else None}  # fmt: skip
    return {name: value for name, value in values.items() if value}


def query_from(plain: Mapping[str, Any]) -> FindQuery:
    """Return the search of plain JSON values. Raises ValueError if it is none; facets of later versions fall away."""
    known = {facet.value: facet for facet in Facet}
    facets = {known[name]: frozenset(map(str, values)) for name, values in plain.get("facets", {}).items()
              if name in known}  # fmt: skip
    extent = plain.get("extent_4326")
    box = tuple(map(float, extent)) if extent else None
    if box is not None and len(box) != 4:
        raise ValueError("an extent has not four numbers")
    area = frozenset(map(str, plain.get("area_ags", ())))
    return FindQuery(clean_text(str(plain.get("words", ""))), facets, _time(plain.get("changed_since")), box, area)


def _plain_search(search: SavedSearch) -> Dict[str, Any]:
    return {"name": search.name, "saved_at": _plain_time(search.saved_at), "query": plain_query(search.query),
            "catalogue": search.catalogue, "organisation": _plain_part(search.parts.organisation),
            "group": _plain_part(search.parts.group)}  # fmt: skip


def _search_from(plain: Mapping[str, Any]) -> SavedSearch:
    parts = ChosenParts(_part_from(plain.get("organisation")), _part_from(plain.get("group")))
    return SavedSearch(checked_name(_text(plain, "name", LONGEST_NAME)), query_from(plain["query"]),
                       _time(plain.get("saved_at")), _exact(plain, "catalogue"), parts)  # fmt: skip


def _plain_part(part: Part | None) -> Dict[str, str] | None:
    return {"name": part.name, "title": part.title} if part is not None else None


def _part_from(plain: Mapping[str, Any] | None) -> Part | None:
    """Return a part without its number of data sets, which is that of another day; None is all of them."""
    if plain is None:
        return None
    name = _exact(plain, "name")
    return Part(name, _text(plain, "title", LONGEST_NAME) or name, 0) if name else None


def _text(plain: Mapping[str, Any], name: str, longest: int) -> str:
    value = plain.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return clean_text(value, longest=longest)


def _exact(plain: Mapping[str, Any], name: str) -> str:
    """Return a text that finds something again, letter by letter as it was written."""
    value = plain.get(name, "")
    if not isinstance(value, str):
        raise ValueError(f"{name} is no text")
    return value


def _plain_time(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""


def _time(value: Any) -> datetime | None:
    moment = datetime.fromisoformat(value) if isinstance(value, str) and value else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError("a time without zone")
    return moment
