# SPDX-License-Identifier: GPL-2.0-or-later
"""Addresses to positions: the services as data, and what their answers say.

Answers are recognised by their form: a list of places (Nominatim), or GeoJSON features as Photon, the
Geokodierungsdienst of the surveying authorities (BKG) and gazetteers behind OGC API Features give them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, List, Mapping, Tuple
from urllib.parse import quote, urlsplit

from ruhr_smartcity_plugin.core.errors import InputError, UnexpectedContentError
from ruhr_smartcity_plugin.core.projects.coordinates import TypedPlace, locate
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

QUERY = "{query}"
MOST_HITS = 30
_LONGEST_TEXT = 200
# VACC of the kinds that services name; what is not here is judged by the parts of the address.
_KINDS = {
    "house": "ADR", "haus": "ADR", "building": "ADR", "address": "ADR", "adresse": "ADR", "hauskoordinate": "ADR",
    "street": "STR", "strasse": "STR", "straße": "STR", "road": "STR", "highway": "STR",
    "locality": "QUA", "district": "QUA", "suburb": "QUA", "neighbourhood": "QUA", "quarter": "QUA", "ortsteil": "QUA",
    "postcode": "QUA", "plz": "QUA", "borough": "QUA", "city_district": "QUA",
    "city": "GEM", "town": "GEM", "village": "GEM", "municipality": "GEM", "ort": "GEM", "gemeinde": "GEM",
    "county": "GEM", "administrative": "GEM",
}
# Nominatim's place_rank: 30 a house, 26 and 27 streets, 17 to 25 parts of a town, below that whole places.
_RANKS = ((28, "ADR"), (26, "STR"), (17, "QUA"), (0, "GEM"))


@dataclass(frozen=True)
class GeocoderPreset:
    """A service one may choose; `url` holds `{query}`."""

    id: str
    title: str
    url: str
    publisher: str
    attribution: str
    terms: str
    notes: str
    unverified: bool


@dataclass(frozen=True)
class AddressHit:
    """A position for an address: EPSG:25832, metres; `accuracy` is a VACC code, `kind` the service's own word."""

    text: str
    x: float
    y: float
    accuracy: str
    kind: str = ""
    is_swapped: bool = False


@dataclass(frozen=True)
class AddressAnswer:
    """What a service found in Germany, best first, and how many entries could not be read."""

    hits: Tuple[AddressHit, ...]
    unreadable: int = 0


@lru_cache(maxsize=1)
def geocoder_presets() -> Tuple[GeocoderPreset, ...]:
    """Return the services one may choose from; none is used by itself."""
    content = json.loads(resource("data", "geocoders.json").read_text(encoding="utf-8"))
    names = GeocoderPreset.__dataclass_fields__
    return tuple(GeocoderPreset(**{name: one[name] for name in names}) for one in content["services"])


def search_url(template: str, text: str) -> str:
    """Return the address that asks for a text.

    Raises InputError for a text without letters, or a template without a place for it.

    >>> search_url("https://example.org/?q={query}", "Willy-Brandt-Platz 2 & 4")
    'https://example.org/?q=Willy-Brandt-Platz%202%20%26%204'
    """
    wanted = " ".join(text.split())[:_LONGEST_TEXT]
    if not any(sign.isalnum() for sign in wanted):
        raise InputError(tr("There is no address to search for. Enter a street or a place."))
    if QUERY not in template:
        raise InputError(tr("The address of the address service lacks “{placeholder}”. Add it in the options.").format(
            placeholder=QUERY))
    return template.replace(QUERY, quote(wanted, safe=""))


def is_template(template: str) -> bool:
    """Answer whether an address can be asked for texts.

    >>> is_template("https://example.org/?q={query}"), is_template("https://{query}.example.org/")
    (True, False)
    """
    head, found, _rest = template.partition(QUERY)
    return bool(found) and ("?" in head or head.count("/") > 2)


def service_name(template: str) -> str:
    """Return by which name the user knows a service: that of the preset, else its host."""
    known = next((one.title for one in geocoder_presets() if one.url == template), "")
    return known or urlsplit(template.replace(QUERY, "x")).hostname or template


def read_answer(answer: Any, service: str) -> AddressAnswer:
    """Return the positions in the JSON of a service.

    Raises UnexpectedContentError if it is no list of places, or if none of its entries can be read.
    """
    entries = answer if isinstance(answer, list) else answer.get("features") if isinstance(answer, dict) else None
    if not isinstance(entries, list):
        raise _unexpected(service, f"{type(answer).__name__} instead of places")
    hits: List[AddressHit] = []
    unreadable = 0
    for one in entries[:MOST_HITS]:
        hit = _hit(one) if isinstance(one, dict) else None
        if hit is None:
            unreadable += 1
        else:
            hits.append(hit)
    if unreadable and not hits:
        raise _unexpected(service, f"{unreadable} entries without a position in Germany")
    return AddressAnswer(tuple(dict.fromkeys(hits)), unreadable)


def _unexpected(service: str, detail: str) -> UnexpectedContentError:
    return UnexpectedContentError(tr(
        "“{service}” answered with something that is no list of places in Germany. Check its address in the options, "
        "or set the place on the map.").format(service=service), detail)


def _hit(entry: Mapping[str, Any]) -> AddressHit | None:
    properties = entry.get("properties") if isinstance(entry.get("properties"), dict) else entry
    place = _position(entry)
    text = _address_text(properties)
    if place is None or not text:
        return None
    kind = _word(properties, "addresstype", "typ", "type", "layer", "category")
    return AddressHit(text, place.x, place.y, _accuracy(properties, kind), kind, place.is_swapped)


def _position(entry: Mapping[str, Any]) -> TypedPlace | None:
    """Return the place of an entry; the numbers themselves show their system, and whether they are exchanged."""
    if "lat" in entry and "lon" in entry:
        first, second = _number(entry["lat"]), _number(entry["lon"])
        return None if first is None or second is None else locate(first, second)
    geometry = entry.get("geometry")
    pair = geometry.get("coordinates") if isinstance(geometry, dict) and geometry.get("type") == "Point" else None
    if not isinstance(pair, list) or len(pair) < 2:
        return None
    x, y = _number(pair[0]), _number(pair[1])
    if x is None or y is None:
        return None
    # GeoJSON has the longitude first, `locate` the latitude; metres are east first in both.
    return locate(y, x) if abs(x) <= 180 and abs(y) <= 180 else locate(x, y)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, (int, float, str)) or len(str(value)) > 40:
        return None
    try:
        number = float(value)
    except (ValueError, OverflowError):
        return None
    return number if math.isfinite(number) else None


def _word(properties: Mapping[str, Any], *names: str) -> str:
    return next((_plain(properties[name]).lower() for name in names if _plain(properties.get(name))), "")


def _plain(value: Any) -> str:
    """Return text of a service as one line of bounded length; "" for what is no text."""
    if isinstance(value, bool) or not isinstance(value, (str, int)):
        return ""
    kept = "".join(sign if sign.isprintable() else " " for sign in str(value)[: 4 * _LONGEST_TEXT])
    return " ".join(kept.split())[:_LONGEST_TEXT]


def _address_text(properties: Mapping[str, Any]) -> str:
    for name in ("display_name", "text", "label"):
        if _plain(properties.get(name)):
            return _plain(properties[name])
    line = " ".join(filter(None, (_plain(properties.get("street")), _plain(properties.get("housenumber")))))
    town = " ".join(filter(None, (_plain(properties.get("postcode")), _plain(properties.get("city")))))
    parts = [_plain(properties.get("name")), line, _plain(properties.get("district")), town]
    return ", ".join(dict.fromkeys(filter(None, parts))) or _plain(properties.get("title"))


def _accuracy(properties: Mapping[str, Any], kind: str) -> str:
    details = properties.get("address") if isinstance(properties.get("address"), dict) else properties
    if any(_plain(details.get(name)) for name in ("house_number", "housenumber", "haus")):
        return "ADR"
    rank = _number(properties.get("place_rank"))
    if rank is not None:
        return next((code for least, code in _RANKS if rank >= least), "GEM")
    return _KINDS.get(kind, "STR" if _plain(details.get("street")) else "GEM")
