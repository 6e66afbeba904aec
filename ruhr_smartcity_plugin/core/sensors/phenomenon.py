# SPDX-License-Identifier: GPL-2.0-or-later
"""What a free text like "rel. Luftfeuchte" or a code like "TT_10" means; what is not certain stays unknown."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Mapping, Tuple

from ruhr_smartcity_plugin.core.sensors.unit import is_convertible, parse_unit, unit_names
from ruhr_smartcity_plugin.paths import resource

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "₁": "1", "₂": "2", "₃": "3"})
_BRACKETED = re.compile(r"[\[(]([^\[\]()]*(?:\([^()]*\))?)[\])]")
# "Temperatur in °C", "Windgeschwindigkeit km/h": a unit at the end has a sign no word has.
_TRAILING = re.compile(r"\s(?:in\s+)?(\S*[°℃µμ%/²³]\S*)\s*$|\sin\s+(\S+)\s*$")
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_DECIMAL = re.compile(r"(?<=\d)[.,_](?=\d)")
_WORD = re.compile(r"[a-z0-9]+")
_MOST_KNOWN = 8192

Words = Tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a text stands for; `quantity` is a canonical name or "" (unknown).

    A value of the source times `factor` is one in `unit`; `is_unit_stated` is False where neither the source nor the
    table says it, and the quantity's own unit is a guess. `statistic` is "", "mean", "sum", "max" or "min".
    """

    quantity: str = ""
    unit: str = ""
    factor: float = 1.0
    statistic: str = ""
    is_unit_stated: bool = True

    @property
    def source_unit(self) -> str:
        """The unit of the values as the source has them, e.g. "0.1×°C" for a factor of 0.1."""
        return self.unit if self.factor == 1.0 or not self.unit else f"{self.factor!r}×{self.unit}"


UNKNOWN = Meaning()


@dataclass(frozen=True)
class _Alias:
    """A name; `is_general` ones bear only harmless words beside them, those that `need_unit` only with one."""

    words: Words
    quantity: str
    is_general: bool
    needs_unit: bool

    @property
    def length(self) -> int:
        return sum(map(len, self.words))


@lru_cache(maxsize=_MOST_KNOWN)
def interpret(text: str, unit: str = "", source: str = "") -> Meaning:
    """Return what a text means; UNKNOWN where that is not certain.

    `unit` is the text of the unit; without it, one at the end of the name counts. `source` is the kind of source
    ("dwd", "lanuk", "uba", "sensorcommunity", "ecowitt"), for codes like "3" have a meaning there alone.

    >>> interpret("TT_10").quantity, interpret("3", source="uba").quantity, interpret("3").quantity
    ('air_temperature', 'o3', '')
    >>> found = interpret("Lufttemp. 2m [K]")
    >>> found.quantity, found.unit, found.is_unit_stated
    ('air_temperature', 'K', True)
    """
    name, unit_text = split_unit(text, unit)
    code = name.strip().casefold()
    meaning = _codes().get((source.casefold(), code)) or _codes().get(("", code))
    if meaning is None:
        words = words_of(name)
        quantity = _quantity_of(words, unit_text)
        meaning = Meaning(quantity, _units()[quantity], 1.0, _statistic_of(words), False) if quantity else UNKNOWN
    if not meaning.quantity or (unit_text and not fits(meaning.quantity, unit_text)):
        return UNKNOWN
    stated = parse_unit(unit_text, meaning.quantity)
    return replace(meaning, unit=stated, is_unit_stated=True) if stated else meaning


def fits(quantity: str, unit_text: str) -> bool:
    """Answer whether values of a quantity (canonical name) can be in that unit."""
    wanted = _units()[quantity]
    if wanted == "1":
        return parse_unit(unit_text) == "1"
    return is_convertible(unit_text, wanted, quantity)


def possible_units(quantity: str) -> Tuple[str, ...]:
    """Return the units values of a quantity (canonical name) can be in, its own first."""
    own = _units()[quantity]
    return (own, *(one for one in unit_names()
                   if one != own and parse_unit(one, quantity) == one and fits(quantity, one)))


def split_unit(text: str, unit: str = "") -> Tuple[str, str]:
    """Return the name and the unit's text in a column's head; a unit that is given counts.

    >>> split_unit("Wind (10 m) [km/h]"), split_unit("Temperatur in °C"), split_unit("Wind [km/h]", "m/s")
    (('Wind (10 m)', 'km/h'), ('Temperatur', '°C'), ('Wind', 'm/s'))
    """
    given = unit if unit.strip() else ""
    for inside in _BRACKETED.finditer(text):
        if parse_unit(inside.group(1)):
            return (text[:inside.start()] + " " + text[inside.end():]).strip(), given or inside.group(1)
    last = _TRAILING.search(text)
    if last and parse_unit(last.group(1) or last.group(2)):
        return text[:last.start()].strip(), given or last.group(1) or last.group(2)
    return text, given


def words_of(text: str) -> Words:
    """Return the words of a name as they are compared: small letters, no umlauts, "2,5" as "2p5".

    >>> words_of("Feinstaub PM2,5"), words_of("rel. Luftfeuchte"), words_of("AirTemp")
    (('feinstaub', 'pm2p5'), ('rel', 'luftfeuchte'), ('air', 'temp'))
    """
    plain = _CAMEL.sub(" ", unicodedata.normalize("NFC", text).translate(_UMLAUTS))
    plain = _DECIMAL.sub("p", unicodedata.normalize("NFKC", plain)).casefold().translate(_UMLAUTS)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=1)
def property_document() -> Mapping[str, Any]:
    """Return the shipped table of observed properties."""
    return json.loads(resource("data", "observed_properties.json").read_text(encoding="utf-8"))


def _quantity_of(words: Words, unit_text: str) -> str:
    """Return the quantity with the longest name in a text; "" if none, or several as long that the unit does not part.

    A longer name whose unit does not fit makes way for no shorter one: "Bodentemperatur" in % is no humidity.
    """
    found: List[Tuple[_Alias, Words]] = [
        (alias, words[:start] + words[start + len(alias.words):])
        for start in range(len(words)) for alias in _aliases().get(words[start], ())
        if words[start:start + len(alias.words)] == alias.words]
    found = [(alias, rest) for alias, rest in found if not alias.is_general or _is_harmless(rest)]
    longest = max((alias.length for alias, _rest in found), default=0)
    names = {alias.quantity for alias, rest in found
             if alias.length == longest and _is_believed(alias, rest, unit_text)}
    return names.pop() if len(names) == 1 else ""


def _is_harmless(rest: Words) -> bool:
    return all(one in _neutral() or one[0].isdigit() for one in rest)


def _is_believed(alias: _Alias, rest: Words, unit_text: str) -> bool:
    if not alias.quantity:
        return True
    spoiling = property_document()["foreign_beside"].get(alias.quantity, ())
    if _foreign().intersection(rest) or set(spoiling).intersection(rest):
        return False
    return fits(alias.quantity, unit_text) if unit_text else not alias.needs_unit


def _statistic_of(words: Words) -> str:
    """Return what kind of value a name speaks of; "" if it does not say."""
    found = {name for name, spellings in property_document()["statistics"].items() if set(spellings) & set(words)}
    return found.pop() if len(found) == 1 else ""  # "mean daily maximum" is none of the four


@lru_cache(maxsize=1)
def _units() -> Dict[str, str]:
    return {row["name"]: row["unit"] for row in property_document()["quantities"]}


@lru_cache(maxsize=1)
def _codes() -> Dict[Tuple[str, str], Meaning]:
    table: Dict[Tuple[str, str], Meaning] = {}
    for row in property_document()["codes"]:
        meaning = Meaning(row["quantity"], row["unit"], 1.0, row.get("statistic", ""))
        table[(row["source"], row["code"].casefold())] = meaning
        if row.get("anywhere"):
            table[("", row["code"].casefold())] = meaning
    return table


@lru_cache(maxsize=1)
def _aliases() -> Dict[str, List[_Alias]]:
    """Return the names by their first word."""
    document = property_document()
    found = [_Alias(tuple(row["name"].split("_")), row["name"], False, False) for row in document["quantities"]
             if len(row["name"]) > 2]
    found += [_Alias(words_of(text), row["quantity"], key != "specific", key == "short")
              for key in ("specific", "general", "short") for row in document[key] for text in row["texts"]]
    table: Dict[str, List[_Alias]] = {}
    for one in found:
        table.setdefault(one.words[0], []).append(one)
    return table


@lru_cache(maxsize=1)
def _neutral() -> FrozenSet[str]:
    return frozenset(property_document()["neutral"])


@lru_cache(maxsize=1)
def _foreign() -> FrozenSet[str]:
    return frozenset(property_document()["foreign"])
