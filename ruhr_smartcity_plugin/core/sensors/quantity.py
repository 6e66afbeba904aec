# SPDX-License-Identifier: GPL-2.0-or-later
"""Quantities stations measure: canonical names after CF and WMO, their unit, and the range that is possible."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType
from typing import Mapping

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors import phenomenon
from ruhr_smartcity_plugin.translation import tr


@dataclass(frozen=True)
class Quantity:
    """A quantity in its canonical `unit`; `cf_name` is the CF standard name, "" where the convention has none.

    `kind` says how values are put together: "mean", "sum", "direction", "count" or "state". Values outside `low` to
    `high` are impossible or broken in Germany.
    """

    name: str
    unit: str
    cf_name: str
    kind: str
    low: float
    high: float
    titles: Mapping[str, str]

    @property
    def title(self) -> str:
        """The name in the user's language."""
        return self.titles.get(tr("en", "language of data tables"), self.titles["en"])


@lru_cache(maxsize=1)
def quantities() -> Mapping[str, Quantity]:
    """Return all quantities by canonical name, in the order of the shipped table."""
    return MappingProxyType({row["name"]: Quantity(
        row["name"], row["unit"], row.get("cf_name", ""), row["kind"], row["low"], row["high"],
        {"en": row["en"], "de": row["de"]}) for row in phenomenon.property_document()["quantities"]})


def recognise(text: str, unit: str = "") -> str:
    """Return the canonical name of what a service or a column calls `text`; "" where that is not certain.

    Unit, factor and statistic come from `phenomenon.interpret`, a user's own names from `property_table`.

    >>> recognise("rel. Luftfeuchte", "%"), recognise("Temperatur", "%"), recognise("Batterietemperatur", "°C")
    ('relative_humidity', '', '')
    """
    return phenomenon.interpret(text, unit).quantity


def parse_property(text: str) -> str:
    """Return the canonical name the PROPERTY parameter of an algorithm means; "" for an empty one.

    >>> parse_property("PM2.5"), parse_property("Lufttemperatur"), parse_property(" ")
    ('pm2p5', 'air_temperature', '')

    Raises InputError with the list of names for what none of them is.
    """
    if not text.strip():
        return ""
    name = text.strip().casefold().replace(" ", "_")
    name = name if name in quantities() else recognise(text)
    if not name:
        raise InputError(tr("“{text}” is no observed property this plugin knows. It knows: {names}.").format(
            text=text, names=", ".join(quantities())))
    return name
