# SPDX-License-Identifier: GPL-2.0-or-later
"""Limit values, guidelines and the classes of the air quality index, as shipped in ``air_limits.json``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from typing import Mapping, Tuple

from ruhr_smartcity_plugin.paths import resource


class Averaging(Enum):
    """Over which time a value is averaged before it is compared; DAY_8H is a day's largest mean of eight hours."""

    HOUR = "hour"
    DAY = "day"
    DAY_8H = "day_8h"
    YEAR = "year"


@dataclass(frozen=True)
class Limit:
    """A limit in the quantity's unit (µg/m³; carbon monoxide mg/m³).

    `allowed` is how many exceedances a year may have, `mean_of_years` over how many years their number is averaged.
    `threshold` is "information" or "alert" for thresholds that are no limit values.
    """

    property: str
    averaging: Averaging
    limit: float
    allowed: int = 0
    mean_of_years: int = 1
    threshold: str = ""


@dataclass(frozen=True)
class LimitSet:
    """The limits of one law or guideline; titles are English and German."""

    id: str
    title_en: str
    title_de: str
    source: str
    limits: Tuple[Limit, ...]

    def of(self, quantity: str) -> Tuple[Limit, ...]:
        """Return the limits of one substance."""
        return tuple(one for one in self.limits if one.property == quantity)


@dataclass(frozen=True)
class IndexClass:
    """One class of the air quality index, 1 (very good) to 5 (very poor)."""

    code: int
    title_en: str
    title_de: str
    colour: str


def limit_sets() -> Tuple[LimitSet, ...]:
    """Return all sets in the order in which they are shown."""
    return tuple(
        LimitSet(one["id"], one["title_en"], one["title_de"], one["source"], tuple(
            Limit(entry["property"], Averaging(entry["averaging"]), float(entry["limit"]), entry.get("allowed", 0),
                  entry.get("mean_of_years", 1), entry.get("threshold", "")) for entry in one["limits"]))
        for one in _shipped()["sets"]
    )


def index_classes() -> Tuple[IndexClass, ...]:
    """Return the classes from the best to the worst."""
    return tuple(IndexClass(**one) for one in _shipped()["index"]["classes"])


def index_bounds() -> Mapping[str, Tuple[float, ...]]:
    """Return for each substance the largest whole µg/m³ of the classes 1 to 4."""
    return {name: tuple(map(float, bounds)) for name, bounds in _shipped()["index"]["upper_bounds"].items()}


@lru_cache(maxsize=1)
def _shipped() -> dict:
    return json.loads(resource("data", "air_limits.json").read_text(encoding="utf-8"))
