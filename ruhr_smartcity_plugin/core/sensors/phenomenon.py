# SPDX-License-Identifier: GPL-2.0-or-later
"""What a free text like "rel. Luftfeuchte" or a code like "TT_10" means; what is not certain stays unknown."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Dict, FrozenSet, List, Mapping, Sequence, Tuple

from ruhr_smartcity_plugin.core.sensors.unit import is_convertible, parse_unit
from ruhr_smartcity_plugin.paths import resource

_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ß": "ss", "₁": "1", "₂": "2", "₃": "3"})
_BRACKETED = re.compile(r"[\[(]([^\[\]()]*(?:\([^()]*\))?)[\])]")
_CAMEL = re.compile(r"(?<=[a-zäöüß])(?=[A-ZÄÖÜ])")
_DECIMAL = re.compile(r"(?<=\d)[.,_](?=\d)")
_WORD = re.compile(r"[a-z0-9]+")

Words = Tuple[str, ...]


@dataclass(frozen=True)
class Meaning:
    """What a text stands for; `quantity` is a canonical name or "" (unknown).

    A value in the source becomes one in `unit` by `factor`. `statistic` is "", "mean", "sum", "max" or "min".
    """

    quantity: str = ""
    unit: str = ""
    factor: float = 1.0
    statistic: str = ""


UNKNOWN = Meaning()


@dataclass(frozen=True)
class _Alias:
    words: Words
    quantity: str
    is_general: bool


def interpret(text: str, unit: str = "", source: str = "") -> Meaning:
    """Return what a text means; UNKNOWN where that is not certain.

    `unit` is the text of the unit; without it, one in brackets behind the name counts. `source` is the kind of source
    ("dwd", "lanuk", "uba", "sensorcommunity", "ecowitt"), for codes have a meaning there alone.

    >>> interpret("TT_10", source="dwd").quantity, interpret("3", source="uba").quantity, interpret("3").quantity
    ('air_temperature', 'o3', '')
    >>> interpret("Lufttemp. 2m [K]")
    Meaning(quantity='air_temperature', unit='K', factor=1.0, statistic='')
    """
    name, unit_text = _split_unit(text, unit)
    coded = _codes().get((source.casefold(), name.strip().casefold()))
    if coded is not None:
        return _with_unit(coded, unit_text)
    quantity = _quantity_of(_words(name), unit_text)
    if not quantity:
        return UNKNOWN
    return Meaning(quantity, parse_unit(unit_text) or _units()[quantity])


def _with_unit(coded: Meaning, unit_text: str) -> Meaning:
    if not unit_text or not coded.quantity:
        return coded
    if not _fits(coded.quantity, unit_text):
        return UNKNOWN
    return Meaning(coded.quantity, parse_unit(unit_text), coded.factor, coded.statistic)


def _quantity_of(words: Words, unit_text: str) -> str:
    found: List[Tuple[int, str]] = []
    for alias in _aliases():
        rest = _without(words, alias.words)
        if rest is None or _foreign().intersection(rest):
            continue
        if alias.is_general and not all(one in _neutral() or one[0].isdigit() for one in rest):
            continue
        if unit_text and not _fits(alias.quantity, unit_text):
            continue
        found.append((sum(map(len, alias.words)), alias.quantity))
    longest = max((length for length, _quantity in found), default=0)
    names = {quantity for length, quantity in found if length == longest}
    return names.pop() if len(names) == 1 else ""


def _fits(quantity: str, unit_text: str) -> bool:
    wanted = _units()[quantity]
    return parse_unit(unit_text) == "1" if wanted == "1" else is_convertible(unit_text, wanted, quantity)


def _without(words: Words, part: Words) -> Words | None:
    for start in range(len(words) - len(part) + 1):
        if words[start:start + len(part)] == part:
            return words[:start] + words[start + len(part):]
    return None


def _split_unit(text: str, unit: str) -> Tuple[str, str]:
    if unit.strip():
        return text, unit
    for inside in _BRACKETED.finditer(text):
        if parse_unit(inside.group(1)):
            return text[:inside.start()] + " " + text[inside.end():], inside.group(1)
    return text, ""


def _words(text: str) -> Words:
    plain = _CAMEL.sub(" ", unicodedata.normalize("NFC", text).translate(_UMLAUTS))
    plain = _DECIMAL.sub("p", unicodedata.normalize("NFKC", plain)).casefold().translate(_UMLAUTS)
    return tuple(_WORD.findall(plain))


@lru_cache(maxsize=1)
def _document() -> Mapping[str, Any]:
    return json.loads(resource("data", "observed_properties.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _units() -> Dict[str, str]:
    return {row["name"]: row["unit"] for row in _document()["quantities"]}


@lru_cache(maxsize=1)
def _codes() -> Dict[Tuple[str, str], Meaning]:
    return {(row["source"], row["code"].casefold()): Meaning(
        row["quantity"], row["unit"], 1.0, row.get("statistic", "")) for row in _document()["codes"]}


@lru_cache(maxsize=1)
def _aliases() -> Sequence[_Alias]:
    document = _document()
    named = [_Alias(_words(row["name"].replace("_", " ")), row["name"], False) for row in document["quantities"]
             if len(row["name"]) > 2]
    return tuple(named + [_Alias(_words(text), row["quantity"], is_general)
                          for key, is_general in (("specific", False), ("general", True))
                          for row in document[key] for text in row["texts"]])


@lru_cache(maxsize=1)
def _neutral() -> FrozenSet[str]:
    return frozenset(_document()["neutral"])


@lru_cache(maxsize=1)
def _foreign() -> FrozenSet[str]:
    return frozenset(_document()["foreign"])
