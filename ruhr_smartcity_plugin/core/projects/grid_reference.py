# SPDX-License-Identifier: GPL-2.0-or-later
"""UTMREF (MGRS) grid references of the zones Germany lies in, as fire brigades and civil protection use them."""

from __future__ import annotations

import re
from typing import Tuple

from ruhr_smartcity_plugin.core.errors import InputError
from ruhr_smartcity_plugin.translation import tr

_REFERENCE = re.compile(r"^\s*(?P<zone>3[23])\s*(?P<band>[TU])\s*(?P<column>[A-HJ-NP-Z])(?P<row>[A-HJ-NP-V])\s*"
                        r"(?P<digits>[\d\s]*)$", re.IGNORECASE)
_SQUARE_M = 100_000.0
# NGA.SIG.0012, 3.2: columns repeat every three zones, rows every 2,000 km, and even zones begin their rows at F.
_COLUMNS = {32: "JKLMNPQR", 33: "STUVWXYZ"}
_ROWS = "ABCDEFGHJKLMNPQRSTUV"
_FIRST_ROW = {32: 5, 33: 0}
_ROWS_M = len(_ROWS) * _SQUARE_M
# The southern ends of the bands T and U: 40° and 48° north, in metres on the central meridian, rounded down.
_BAND_START_M = {"T": 4_400_000.0, "U": 5_300_000.0}


def read_grid_reference(text: str) -> Tuple[int, float, float] | None:
    """Return zone, easting and northing (metres, the middle of the named square); None if the text is no reference.

    Raises InputError for a reference with a square the zone does not have, or with an odd number of digits.

    >>> read_grid_reference("32U LC 77000 05000")
    (32, 377000.5, 5705000.5)
    >>> read_grid_reference("51,48 7,21") is None
    True
    """
    found = _REFERENCE.match(text)
    if found is None:
        return None
    zone, digits = int(found["zone"]), re.sub(r"\s", "", found["digits"])
    column = _COLUMNS[zone].find(found["column"].upper())
    if column < 0 or len(digits) % 2 or not 2 <= len(digits) <= 10:
        raise InputError(tr("“{text}” is no complete UTMREF grid reference. Example: “32U LC 77000 05000”.").format(
            text=text.strip()))
    places = len(digits) // 2
    size_m = _SQUARE_M / 10**places
    east = (column + 1) * _SQUARE_M + int(digits[:places]) * size_m
    row = (_ROWS.index(found["row"].upper()) - _FIRST_ROW[zone]) % len(_ROWS)
    north = row * _SQUARE_M + int(digits[places:]) * size_m
    while north < _BAND_START_M[found["band"].upper()]:
        north += _ROWS_M
    return zone, east + size_m / 2, north + size_m / 2
