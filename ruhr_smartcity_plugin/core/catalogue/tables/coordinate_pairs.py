# SPDX-License-Identifier: GPL-2.0-or-later
"""Two coordinates in one cell ("51.4, 7.2"), and degrees whose decimal sign is missing (51481234)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import ANGLE
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import read_angle

if TYPE_CHECKING:
    import numpy as np

_NUMBER = r"[+-]?\d+(?:[.,]\d+)?"
_PAIR = re.compile(rf"({_NUMBER})\s*(?:[;|/]|,\s|\s|,)\s*({_NUMBER})")
_WORDS = re.compile(r"\b(?:lat|latitude|lon|lng|long|longitude|nord|ost)\b\s*[:=]?"
                    r"|(?<![a-zäöüß])[neoxy](?![a-zäöüß])\s*[:=]?|[()\[\]{}°º]", re.IGNORECASE)


def read_pair(cell: str) -> Tuple[float, float] | None:
    """Return the two numbers of a cell in their order; None for what is no pair.

    >>> read_pair("51,4818, 7,2162"), read_pair("(377000 5705000)"), read_pair("Wesel")
    ((51.4818, 7.2162), (377000.0, 5705000.0), None)
    """
    angles = list(ANGLE.finditer(cell))
    if angles:
        values = [read_angle(one[0]) for one in angles]
        rest = ANGLE.sub("", cell).strip(" ,;/\t")
        return (values[0], values[1]) if len(values) == 2 and None not in values and not rest else None
    match = _PAIR.fullmatch(_WORDS.sub(" ", cell).strip().strip(",;").strip())
    if match is None:
        return None
    return float(match[1].replace(",", ".")), float(match[2].replace(",", "."))


def read_pairs(cells: Sequence[str]) -> Tuple[np.ndarray, np.ndarray, Tuple[int, ...]]:
    """Return first and second numbers of stripped cells (NaN where empty), and the places of what is no pair."""
    import numpy as np

    first, second, bad = np.full(len(cells), np.nan), np.full(len(cells), np.nan), []
    for place, cell in enumerate(cells):
        if not cell or cell in ("-", ".", "/"):
            continue
        pair = read_pair(cell)
        if pair is None:
            bad.append(place)
        else:
            first[place], second[place] = pair
    return first, second, tuple(bad)


def with_decimal_sign(values: np.ndarray, digits: int) -> np.ndarray:
    """Return whole numbers with the decimal sign put after so many digits: 51481234 and 2 give 51.481234.

    Numbers that are no whole ones, or too short to have lost a sign, stay as they are.
    """
    import numpy as np

    sized = np.where(np.isfinite(values), np.abs(values), 1.0)
    count = np.floor(np.log10(np.maximum(sized, 1.0))) + 1.0
    is_whole = (sized == np.floor(sized)) & (count >= digits + 2)
    return np.where(is_whole & np.isfinite(values), values / 10.0 ** (count - digits), values)
