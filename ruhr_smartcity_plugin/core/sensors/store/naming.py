# SPDX-License-Identifier: GPL-2.0-or-later
"""What a source's words for a series mean: the canonical property and the unit its values are stored in."""

from __future__ import annotations

import re

import numpy as np

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.core.sensors.model import Datastream, Unit

try:
    from ruhr_smartcity_plugin.core.sensors.quantity import quantities, recognise
    from ruhr_smartcity_plugin.core.sensors.unit import convert, parse_unit
except ModuleNotFoundError:  # until the table of quantities is merged
    def quantities():
        return {}

    def recognise(text, unit=""):
        del unit
        return text if text in ("air_temperature", "relative_humidity") else ""

    def parse_unit(text):
        return text

    def convert(values, unit_from, unit_to, quantity=""):
        raise InputError("", f"{unit_from} {unit_to} {quantity}")


def property_of(stream: Datastream) -> str:
    """Return the canonical name of what a stream measures; "" where it is not recognised.

    Asked are the property's name, the last part of its definition's address, and the stream's own name.
    """
    unit, observed = unit_text(stream.unit), stream.observed_property
    for text in (observed.name, re.split(r"[/#]", observed.definition.rstrip("/#"))[-1], stream.name):
        name = recognise(text, unit) if text else ""
        if name:
            return name
    return ""


def unit_text(unit: Unit) -> str:
    """Return the source's shortest word for a unit."""
    return unit.symbol or unit.name


def stored_unit(name: str, source_unit: str) -> str:
    """Return the unit in which values of a property are stored.

    It is the canonical one where the source's can be converted, else the source's own: nothing is guessed.
    """
    canonical = quantities()[name].unit if name in quantities() else ""
    if canonical and source_unit and is_convertible(source_unit, canonical, name):
        return canonical
    return spelled(source_unit)


def spelled(text: str) -> str:
    """Return the canonical spelling of a unit, or the text itself if it is none that is known."""
    try:
        return parse_unit(text) or text
    except InputError:
        return text


def is_convertible(unit_from: str, unit_to: str, name: str) -> bool:
    """Answer whether values of a property can be converted from one unit to another."""
    if unit_from == unit_to:
        return True
    try:
        convert(0.0, unit_from, unit_to, name)
    except InputError:
        return False
    return True


def converted(values: np.ndarray, unit_from: str, unit_to: str, name: str) -> np.ndarray:
    """Return values (float64) in another unit; as they are where the units are the same or none is known."""
    if unit_from == unit_to or not unit_from or spelled(unit_from) == unit_to:
        return values
    return np.asarray(convert(values, unit_from, unit_to, name), dtype=np.float64)
