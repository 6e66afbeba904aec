# SPDX-License-Identifier: GPL-2.0-or-later
"""Units of measurement: what services call them, and exact conversion between them.

Volumes are related to masses by the ideal gas law at 20 °C and 1013.25 hPa, as directive 2008/50/EC, annex VI C, states
values of gases (293 K, 101.3 kPa): 1 ppb is ``M / 24.055`` µg/m³ for a gas of M g/mol.
"""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Dict, Mapping, Tuple

from ruhr_smartcity_plugin.core.errors import UnitError
from ruhr_smartcity_plugin.paths import resource
from ruhr_smartcity_plugin.translation import tr

# CODATA 2018, exact since the SI of 2019.
GAS_CONSTANT = 8.314462618
GAS_TEMPERATURE_K, GAS_PRESSURE_PA = 293.15, 101325.0
MOLAR_VOLUME_L = 1000.0 * GAS_CONSTANT * GAS_TEMPERATURE_K / GAS_PRESSURE_PA


@dataclass(frozen=True)
class _Scale:
    """How a unit stands to the base of its dimension: base = (value + shift) * times / over."""

    dimension: str
    times: float
    over: float
    shift: float


# In German both °C and an angle are "Grad".
_DEGREES = frozenset({"grad", "deg", "degree", "degrees"})


def parse_unit(text: str, quantity: str = "") -> str:
    """Return a unit in this plugin's spelling; "" for none, and for one it does not know.

    `quantity` is a canonical name; it tells the degrees of a temperature from those of a direction.

    >>> parse_unit("ug/m^3"), parse_unit("Grad Celsius"), parse_unit("http://qudt.org/vocab/unit/DEG_F"), parse_unit("?")
    ('µg/m³', '°C', '°F', '')
    """
    known, folded = _spellings(), _fold(text)
    if folded in _DEGREES and quantity.endswith("_temperature"):
        return "°C"
    if folded not in known and ":" in text:  # "ucum:Cel" or the address of a vocabulary's entry
        folded = _fold(re.split(r"[:/#]", text.strip().rstrip("/"))[-1])
    return known.get(folded, "")


def unit_names() -> Tuple[str, ...]:
    """Return all units in this plugin's spelling."""
    return tuple(_scales())


def is_convertible(unit_from: str, unit_to: str, quantity: str = "") -> bool:
    """Answer whether values of one unit can be stated in another; gases need the name of the quantity."""
    scales = _scales()
    one, other = scales.get(parse_unit(unit_from, quantity)), scales.get(parse_unit(unit_to, quantity))
    if one is None or other is None:
        return False
    return one.dimension == other.dimension or (
        {one.dimension, other.dimension} == {"mixing", "concentration"} and quantity in _molar_masses())


def convert(values: Any, unit_from: str, unit_to: str, quantity: str = "") -> Any:
    """Return numbers (a float, or a numpy array of any shape) in another unit.

    `quantity` is the canonical name, needed between ppb and µg/m³ alone. Raises UnitError where there is no way.

    >>> convert(273.15, "K", "°C"), convert(36.0, "km/h", "m/s"), round(convert(1.0, "ppb", "µg/m³", "o3"), 3)
    (0.0, 10.0, 1.995)
    """
    scales = _scales()
    one, other = scales.get(parse_unit(unit_from, quantity)), scales.get(parse_unit(unit_to, quantity))
    if one is None or other is None or not is_convertible(unit_from, unit_to, quantity):
        raise UnitError(tr("Values in “{one}” cannot be stated in “{other}”. Choose another unit under “Names of "
                           "measurements”.").format(one=unit_from, other=unit_to), quantity)
    if one == other:
        return values
    base = _scaled(values + one.shift if one.shift else values, one.times, one.over)
    if one.dimension == "mixing" and other.dimension == "concentration":
        base = base * _molar_masses()[quantity] / MOLAR_VOLUME_L
    elif one.dimension == "concentration" and other.dimension == "mixing":
        base = base * MOLAR_VOLUME_L / _molar_masses()[quantity]
    result = _scaled(base, other.over, other.times)
    return result - other.shift if other.shift else result


def _scaled(values: Any, times: float, over: float) -> Any:
    return values if times == over else values * times / over


def _fold(text: str) -> str:
    plain = unicodedata.normalize("NFKC", text).casefold().replace("μ", "u").replace("µ", "u")
    return re.sub(r"[\s_^*·.\[\]{}-]+", "", plain)


@lru_cache(maxsize=1)
def _document() -> Mapping[str, Any]:
    return json.loads(resource("data", "units.json").read_text(encoding="utf-8"))


@lru_cache(maxsize=1)
def _scales() -> Dict[str, _Scale]:
    return {row["unit"]: _Scale(row["dimension"], row.get("times", 1.0), row.get("over", 1.0), row.get("shift", 0.0))
            for row in _document()["units"]}


@lru_cache(maxsize=1)
def _molar_masses() -> Dict[str, float]:
    return _document()["molar_masses"]


@lru_cache(maxsize=1)
def _spellings() -> Dict[str, str]:
    return {_fold(text): row["unit"] for row in _document()["units"] for text in (row["unit"], *row.get("also", ()))}
