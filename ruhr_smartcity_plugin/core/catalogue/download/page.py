# SPDX-License-Identifier: GPL-2.0-or-later
"""One page of objects: read from GeoJSON into columns, with a key by which each object is known again."""

from __future__ import annotations

import gc
import hashlib
import json
import re
from contextlib import contextmanager
from dataclasses import dataclass, field
from itertools import repeat
from typing import Any, Dict, Iterable, Iterator, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.download.wkb import Coded
from ruhr_smartcity_plugin.core.catalogue.download.wkb_pages import encode_all
from ruhr_smartcity_plugin.core.storable import storable

# GeoServer makes up such ids for tables without a key, new ones with every answer.
_PASSING_MARK = "fid-"
_PASSING_ID = re.compile(r"(?:^|\.)fid-{1,2}[0-9a-f]+_[0-9a-f]+_-?[0-9a-f]+$")
_MOST_INTEGER = 2**63


@dataclass
class FeaturePage:
    """What one answer held.

    `keys` tell objects apart: "=" and the id the service gives, or "#" and a hash of all that the object is.
    `columns` have one value per object: None, bool, int, float or str. `damaged` counts objects whose geometry could
    not be read (kept without one). `matched` is the total the answer states, `following` the address of the next page,
    `crs` the name of the system it states. `is_straightened` says that arcs became short straight lines.
    """

    keys: List[str] = field(default_factory=list)
    shapes: List[Coded | None] = field(default_factory=list)
    columns: Dict[str, List[Any]] = field(default_factory=dict)
    matched: int | None = None
    following: str = ""
    damaged: int = 0
    crs: str = ""
    is_straightened: bool = False
    is_settled: bool = False  # its ids were compared with those of other pages

    def __len__(self) -> int:
        return len(self.keys)

    def head(self, n: int) -> FeaturePage:
        """Return a page of the first objects."""
        columns = {name: values[:n] for name, values in self.columns.items()}
        return FeaturePage(self.keys[:n], self.shapes[:n], columns)

    @property
    def has_ids(self) -> bool:
        """Answer whether every object has an id of its own."""
        return all(key[0] == "=" for key in self.keys)


@contextmanager
def without_collector() -> Iterator[None]:
    """Switch the cyclic garbage collector off while many small values are made: five times faster (measured)."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()


def load_json(text: str | bytes) -> Any:
    """Return the values of a JSON text; ValueError for what is none. Numbers too large show in the coordinates' sum."""
    return json.loads(text, parse_constant=_refuse)


def _refuse(name: str) -> float:
    raise ValueError(f"{name} is not JSON")


def read_features(document: Any, srs_id: int, id_field: str = "") -> FeaturePage:
    """Return the page in a GeoJSON FeatureCollection.

    `id_field` names the property that stands for a missing id; it is then no attribute.

    Raises
    ------
    ValueError
        The document is no FeatureCollection.
    """
    features = document.get("features") if isinstance(document, Mapping) else None
    if not isinstance(features, list) or not all(type(one) is dict for one in features):
        raise ValueError("no FeatureCollection")
    page = FeaturePage(matched=_count(document), following=_next(document), crs=_system(document))
    page.columns = _columns(features, id_field)
    page.shapes, page.damaged = encode_all([one.get("geometry") for one in features], srs_id)
    page.keys = _keys(features, page, id_field)
    return page


def _count(document: Mapping[str, Any]) -> int | None:
    for name in ("numberMatched", "totalFeatures"):
        stated = document.get(name)
        if isinstance(stated, int) and not isinstance(stated, bool) and stated >= 0:
            return stated
    return None


def _next(document: Mapping[str, Any]) -> str:
    links = document.get("links")
    for link in links if isinstance(links, list) else []:
        if isinstance(link, Mapping) and link.get("rel") == "next" and isinstance(link.get("href"), str):
            return link["href"]
    return ""


def _system(document: Mapping[str, Any]) -> str:
    """Return the name of the system in the member `crs` of older GeoJSON, which most services still write."""
    stated = document.get("crs")
    named = stated.get("properties") if isinstance(stated, Mapping) else None
    name = named.get("name") if isinstance(named, Mapping) else None
    return name if isinstance(name, str) else ""


def _columns(features: Sequence[Mapping[str, Any]], id_field: str) -> Dict[str, List[Any]]:
    # `dict` and not `Mapping`: asking typing costs more than all the rest here (measured).
    rows = [row if type(row) is dict else {} for row in (one.get("properties") for one in features)]
    first = tuple(rows[0]) if rows else ()
    if id_field not in first and all(tuple(row) == first for row in rows):
        return {storable(name): _plain(list(column)) for name, column in zip(first, zip(*map(dict.values, rows)))}
    names: Dict[str, None] = {}
    for row in rows:
        if not row.keys() <= names.keys():
            names.update(dict.fromkeys(row))
    if id_field:
        names.pop(id_field, None)
    return {storable(name): _plain([row.get(name) for row in rows]) for name in names}


def _plain(values: List[Any]) -> List[Any]:
    """Return values a table can hold: nested ones as JSON text, integers beyond 64 bits as text, no half letters."""
    kinds = set(map(type, values))
    if kinds & {dict, list}:
        values = [json.dumps(one, ensure_ascii=False) if isinstance(one, (dict, list)) else one for one in values]
    if int in kinds and not all(-_MOST_INTEGER <= one < _MOST_INTEGER for one in values if type(one) is int):
        values = [str(one) if type(one) is int else one for one in values]
    try:
        "".join(one for one in values if type(one) is str).encode()
    except UnicodeEncodeError:
        values = [storable(one) if type(one) is str else one for one in values]
    return values


def _keys(features: Sequence[Mapping[str, Any]], page: FeaturePage, id_field: str) -> List[str]:
    ids = _ids(features, id_field)
    # The same id twice in one page tells nothing apart.
    if all(ids) and len(set(ids)) == len(ids):
        return ["=" + one for one in ids]
    return content_keys(page)


def _ids(features: Sequence[Mapping[str, Any]], id_field: str) -> List[str]:
    """Return the id of each object; "" where it has none that lasts."""
    given = [one.get("id") for one in features]
    if set(map(type, given)) == {str}:
        together = "".join(given)
        if _PASSING_MARK not in together and all(given) and (together.isascii() or storable(together) == together):
            return given
    return [_id(one, id_field) for one in features]


def _id(feature: Mapping[str, Any], id_field: str) -> str:
    found = feature.get("id")
    if found is None and id_field:
        properties = feature.get("properties")
        found = properties.get(id_field) if isinstance(properties, Mapping) else None
    text = storable(str(found)) if isinstance(found, (str, int)) and not isinstance(found, bool) else ""
    return "" if _PASSING_ID.search(text) else text


def content_keys(page: FeaturePage) -> List[str]:
    """Return keys made of what the objects are, with the place among those of the page that are equal in all."""
    seen: Dict[str, int] = {}
    keys = []
    for one in content_hashes(page):
        place = seen[one] = seen.get(one, -1) + 1
        keys.append(f"#{one}.{place}")
    return keys


def content_hashes(page: FeaturePage) -> List[str]:
    """Return a hash of geometry and attributes per object.

    Equal objects have equal ones on every page, whatever else stands on it: null and left out are the same, and numbers
    that became text beside larger ones, too.
    """
    names = sorted(page.columns)
    rows: Iterable[Tuple[Any, ...]] = zip(*(page.columns[name] for name in names)) if names else repeat(())
    return [content_hash(shape and shape[1], zip(names, row)) for shape, row in zip(page.shapes, rows)]


def content_hash(blob: bytes | None, values: Iterable[Tuple[str, Any]]) -> str:
    """Return the hash of an object; `values` come in the order of their names."""
    text = "\x1f".join(f"{name}\x1e{_as_stored(one)}" for name, one in values if one is not None)
    return hashlib.blake2b((blob or b"") + b"\x1d" + text.encode("utf-8", "replace"), digest_size=12).hexdigest()


def _as_stored(value: Any) -> Any:
    """Return a value as it comes back from a database."""
    return int(value) if isinstance(value, bool) else value
