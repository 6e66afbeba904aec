# SPDX-License-Identifier: GPL-2.0-or-later
"""How finely typed coordinates tell places apart."""

from __future__ import annotations

import re

from ruhr_smartcity_plugin.core.projects.coordinates import number_pairs
from ruhr_smartcity_plugin.core.projects.grid_reference import read_grid_reference

_DEGREE_M = 111_320.0  # of latitude; degrees of longitude are shorter
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_ZONE = re.compile(r"^\s*(?:(?:UTM|zone)[\s-]*){0,2}3[23]\s*[TUN]?[\s,;:]+(?=\d.*\d)", re.IGNORECASE)
_LEAST_M = 10_000.0  # smaller numbers are those of a reading with the wrong separators
_COARSEST = 5  # zeros: no planner rounds to more than 100 km


def typed_step_m(text: str, *, is_degrees: bool) -> float:
    """Return the distance in metres between neighbouring places that can be typed as the text is; 0 if not known.

    Zeros at the end of metres are taken for rounding if both numbers have them; a program leaves zeros after the
    decimal sign out, therefore the finer of two numbers counts.

    >>> typed_step_m("51,48 7,21", is_degrees=True), typed_step_m("377000 5705300", is_degrees=False)
    (1113.2, 100.0)
    >>> typed_step_m("32U LC 77 05", is_degrees=False), typed_step_m("Rathaus", is_degrees=False)
    (1000.0, 0.0)
    """
    if read_grid_reference(text) is not None:
        digits = re.sub(r"\s", "", re.sub(r"^.*[A-Za-z]", "", text))
        return float(10 ** (5 - len(digits) // 2))
    return _of_degrees(text) if is_degrees else _of_metres(text)


def _of_degrees(text: str) -> float:
    tokens = _NUMBER.findall(text)
    if len(tokens) not in (2, 4, 6):
        return 0.0
    parts = len(tokens) // 2  # degrees, minutes, seconds
    decimals = max(len(re.split("[.,]", tokens[at])[-1]) if re.search("[.,]", tokens[at]) else 0
                   for at in (parts - 1, 2 * parts - 1))
    return _DEGREE_M / (60 ** (parts - 1)) / 10**decimals


def _of_metres(text: str) -> float:
    pairs = [one for one in number_pairs(_ZONE.sub("", text)) if min(map(abs, one)) >= _LEAST_M]
    if not pairs:
        return 0.0
    if any(value != int(value) for value in pairs[0]):
        return 0.1
    return float(10 ** min(_zeros(int(value)) for value in pairs[0]))


def _zeros(number: int) -> int:
    return next((at for at in range(_COARSEST) if number % 10 ** (at + 1)), _COARSEST)
