# SPDX-License-Identifier: GPL-2.0-or-later
"""What a source's words for a series mean: the canonical property and the unit its values are stored in."""

from __future__ import annotations

import re
from typing import Tuple

import numpy as np

from ruhr_smartcity_plugin.core.sensors.model import Datastream, Unit
from ruhr_smartcity_plugin.core.sensors.phenomenon import UNKNOWN
from ruhr_smartcity_plugin.core.sensors.quantity import quantities, understand
from ruhr_smartcity_plugin.core.sensors.unit import convert, is_convertible, parse_unit


def understood(stream: Datastream) -> Tuple[str, str, str]:
    """Return what a stream measures (canonical name, "" if not recognised), its unit, and the kind of value.

    Asked are the property's name, the last part of its definition's address, and the stream's own name. The unit is
    the source's word for it, or what the name, or the user's rule for it, says instead ("0.1×°C"). The kind is what the
    stream or else its name says: "", "mean", "sum", "max" or "min".
    """
    unit, observed = unit_text(stream.unit), stream.observed_property
    definition = re.split(r"[/#]", observed.definition.rstrip("/#"))[-1]
    for text in (observed.name, definition, stream.name):
        found = understand(text, unit) if text else UNKNOWN
        if found.quantity:
            is_said = found.is_unit_stated and found.source_unit != parse_unit(unit, found.quantity)
            return found.quantity, found.source_unit if is_said else unit, stream.statistic or found.statistic
    return "", unit, stream.statistic


def property_of(stream: Datastream) -> str:
    """Return the canonical name of what a stream measures; "" where it is not recognised."""
    return understood(stream)[0]


def unit_text(unit: Unit) -> str:
    """Return the source's word for a unit: the first that is known, else its sign."""
    words = (unit.symbol, unit.name, unit.definition)
    return next((one for one in words if one and parse_unit(one)), unit.symbol or unit.name)


def stored_unit(name: str, source_unit: str) -> str:
    """Return the unit in which values of a property are stored.

    It is the canonical one where the source's can be converted, else the source's own: nothing is guessed.
    """
    canonical = quantities()[name].unit if name in quantities() else ""
    if canonical and is_convertible(source_unit, canonical, name):
        return canonical
    return spelled(source_unit)


def spelled(text: str) -> str:
    """Return this plugin's spelling of a unit, or the text itself if it knows none."""
    return parse_unit(text) or text


def can_restate(unit_from: str, unit_to: str, name: str) -> bool:
    """Answer whether values of a property can be stated in another unit."""
    return unit_from == unit_to or is_convertible(unit_from, unit_to, name)


def converted(values: np.ndarray, unit_from: str, unit_to: str, name: str) -> np.ndarray:
    """Return values (float64) in another unit; as they are where the units are the same or the first is unknown."""
    if not unit_from or unit_from == unit_to or spelled(unit_from) == unit_to:
        return values
    return np.asarray(convert(values, unit_from, unit_to, name), dtype=np.float64)
