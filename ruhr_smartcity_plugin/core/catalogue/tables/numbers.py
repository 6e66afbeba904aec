# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers as German tables hold them: which sign is the decimal sign is judged per column, then read by columns."""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING, List, Sequence, Tuple

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import (
    ANGLE,
    DEGREES,
    NOT_STATED,
    NULL_MARKERS,
    UNIT,
    is_zero_marker,
    without_brackets,
)
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.translation import tr

if TYPE_CHECKING:
    import numpy as np

_PLAIN = {
    ",": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:\.\d{3})+)?(?:,\d+)?(?:[eE][+-]?\d{1,3})?"),
    ".": re.compile(r"[+-]?(?:\d+|\d{1,3}(?:,\d{3})+)?(?:\.\d+)?(?:[eE][+-]?\d{1,3})?"),
}
# Anything that the quick way cannot be trusted with: it takes only digits, one sign and the two separators.
_STRANGE = re.compile(r"[^0-9,.\-\n]")
_BAD_GROUP = {
    ",": re.compile(r"\.(?!\d{3}(?![0-9]))|(?:^|\n)-?(?:\d{4,})?\.|,[0-9]*[.,]|[0-9]-|--"),
    ".": re.compile(r",(?!\d{3}(?![0-9]))|(?:^|\n)-?(?:\d{4,})?,|\.[0-9]*[.,]|[0-9]-|--"),
}
_SAME_UNITS = {"km2": "km²", "m2": "m²", "m3": "m³", "EUR": "€"}
_SPACES = re.compile(r"(?<=\d)[\s'’\u00a0\u202f](?=\d{3}(?!\d))")


@dataclass(frozen=True)
class NumberColumn:
    """The values of a column as numbers: NaN where there is none; `bad` are the places of cells that are no number."""

    values: np.ndarray
    bad: Tuple[int, ...]


def judge_decimal_sign(cells: Sequence[str], rest: str = "", why: str = "") -> Judged[str]:
    """Return the decimal sign of a column: "," or ".", or "" where there are only whole numbers.

    `rest` is the sign that the other columns of the table use, "" if they do not show it. `why` is a sentence with
    "{value}" for the user where it is known from elsewhere.

    >>> judge_decimal_sign(["1.234,5"]).value, judge_decimal_sign(["1.234"], rest=".").value
    (',', '.')
    """
    found = [UNIT.sub("", without_brackets(cell.strip())).strip() for cell in cells]
    commas = [one for one in found if "," in one and one not in NULL_MARKERS]
    points = [one for one in found if "." in one and one not in NULL_MARKERS and one.lower() not in NOT_STATED]
    if not commas and not points:
        return Judged("")
    votes = {",": 0, ".": 0}
    for one in dict.fromkeys(commas + points):
        sign = _sign_shown(one)
        if sign:
            votes[sign] += 1
    if votes[","] != votes["."]:
        return _by_votes(votes)
    return _ambiguous(commas, points, found, rest, why)


def _by_votes(votes: dict) -> Judged[str]:
    sign = "," if votes[","] > votes["."] else "."
    other = votes["." if sign == "," else ","]
    name = tr("decimal comma") if sign == "," else tr("decimal point")
    if other:
        return Judged(sign, Sureness.LIKELY, tr("Most values show a {sign}, some do not.").format(sign=name))
    return Judged(sign, Sureness.CERTAIN, tr("The values show a {sign}.").format(sign=name))


def _sign_shown(text: str) -> str:
    """Return the decimal sign a number shows without doubt, "" for one like 1.234 or 1,234."""
    if "," in text and "." in text:
        return "," if text.rfind(",") > text.rfind(".") else "."
    sign = "," if "," in text else "."
    if text.count(sign) > 1:
        return "." if sign == "," else ","  # 1.234.567: the other one would be the decimal sign
    whole, _, fraction = text.lstrip("+-").partition(sign)
    if len(fraction) == 3 and 1 <= len(whole) <= 3 and whole[0] != "0":
        return ""
    return sign


def _ambiguous(commas: Sequence[str], points: Sequence[str], found: Sequence[str], rest: str,
               why: str) -> Judged[str]:
    """Judge a column in which all values look like 1.234 or 1,234."""
    used = "," if len(commas) >= len(points) else "."
    example = (commas if used == "," else points)[0]
    # Whole numbers of four digits and more beside it: whoever groups thousands groups them all.
    if any(len(one.lstrip("+-")) > 3 and one.lstrip("+-").isdigit() for one in found):
        return Judged(used, Sureness.LIKELY, tr("“{value}” is no thousand: other values of the column have four digits "
                                                "without a separator.").format(value=example))
    if rest:
        why = why or tr("“{value}” can be read in two ways; the other columns decide.")
        return Judged(rest, Sureness.LIKELY, why.format(value=example))
    if used == ",":
        return Judged(",", Sureness.LIKELY, tr("“{value}” is read with a decimal comma, as is usual in German.").format(
            value=example))
    return Judged(",", Sureness.GUESSED, tr("“{value}” can mean thousands or a decimal point; thousands are more usual "
                                            "in German.").format(value=example))


def with_points(cells: Sequence[str]) -> List[str]:
    """Return cells of numbers with the point as decimal sign where they have a comma; a point before it groups.

    >>> with_points(["3,5", "1.5", "1.234,5"])
    ['3.5', '1.5', '1234.5']
    """
    return [cell.replace(".", "").replace(",", ".") if "," in cell else cell for cell in cells]


def read_numbers(cells: Sequence[str], decimal: str, unit: str = "") -> NumberColumn:
    """Return a column of stripped cells as numbers. `decimal` is its sign; "" reads dots as thousands.

    With `unit`, cells with another unit are no numbers of this column; cells without one are.

    Angles (51° 28′ 12″ N) become degrees. Statistic markers: "-" is 0; ".", "...", "/", "x" and "()" are no value.

    >>> read_numbers(["1.234,5", "-", ".", "abc"], ",").values.tolist()[:2], read_numbers(["abc"], ",").bad
    ([1234.5, 0.0], (0,))
    """
    import numpy as np

    decimal = decimal or ","
    quick = _quick(cells, decimal)
    if quick is not None:
        return NumberColumn(quick, ())
    values, bad, known = np.full(len(cells), np.nan), [], {}
    for place, cell in enumerate(cells):
        if cell not in known:
            known[cell] = _number(cell, decimal) if not unit or _unit(cell) in ("", unit) else None
            if len(known) > 50_000:
                known = {cell: known[cell]}
        number = known[cell]
        if number is None:
            bad.append(place)
        else:
            values[place] = number
    return NumberColumn(values, tuple(bad))


def _quick(cells: Sequence[str], decimal: str) -> np.ndarray | None:
    """Read a whole column with a few passes in C; None where a cell needs a closer look."""
    import numpy as np

    text = "\n".join(cells)
    if _STRANGE.search(text) or _BAD_GROUP[decimal].search(text):
        return None
    group = "." if decimal == "," else ","
    if group in text:
        text = text.replace(group, "")
    if decimal == ",":
        text = text.replace(",", ".")
    parts = [part or "nan" for part in text.split("\n")]
    if len(parts) != len(cells):
        return None
    try:
        return np.array(parts, dtype=float)
    except ValueError:
        return None


def _number(cell: str, decimal: str) -> float | None:
    """Return one number, NaN for no value, None for what is no number."""
    if not cell or cell in NULL_MARKERS or cell.lower() in NOT_STATED:
        return float("nan")
    if is_zero_marker(cell):
        return 0.0
    if "°" in cell or "º" in cell:
        return read_angle(cell)
    bare = _SPACES.sub("", UNIT.sub("", without_brackets(cell)).strip()).replace("−", "-")
    mantissa = bare.lower().partition("e")[0]
    if not _PLAIN[decimal].fullmatch(bare) or not any(sign.isdigit() for sign in mantissa):
        return None
    group = "." if decimal == "," else ","
    number = float(bare.replace(group, "").replace(",", "."))
    return number if math.isfinite(number) else None


def read_angle(cell: str) -> float | None:
    """Return degrees of "51° 28′ 12″ N" or "51,4818° N"; negative in the south and west, None for no angle."""
    match = ANGLE.fullmatch(cell)
    if match is None:
        simple = DEGREES.fullmatch(cell)
        if simple is None:
            return None
        side = (simple["before"] or simple["after"] or "").upper()
        return float(simple["deg"].replace(",", ".").replace("−", "-")) * (-1.0 if side in ("S", "W") else 1.0)
    minute = float(match["min"].replace(",", "."))
    second = float((match["sec"] or "0").replace(",", "."))
    if minute >= 60.0 or second >= 60.0:
        return None
    side = (match["before"] or match["after"] or "").upper()
    return (float(match["deg"]) + minute / 60.0 + second / 3600.0) * (-1.0 if side in ("S", "W") else 1.0)


def find_unit(cells: Sequence[str]) -> str:
    """Return the unit that at least half of the filled cells carry ("%", "km²"); "" if there is none."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    units = count_units(filled)
    return max(units, key=units.__getitem__) if units and sum(units.values()) * 2 >= len(filled) else ""


def count_units(cells: Sequence[str]) -> Counter[str]:
    """Return how many of the stripped cells carry which unit.

    >>> count_units(["3 m2", "4 m²", "5 ha", "6"])
    Counter({'m²': 2, 'ha': 1})
    """
    return Counter(unit for unit in map(_unit, cells) if unit)


def _unit(cell: str) -> str:
    match = UNIT.search(without_brackets(cell))
    return _SAME_UNITS.get(match[1], match[1]) if match else ""
