# SPDX-License-Identifier: GPL-2.0-or-later
"""Which decimal sign a column goes by whose own values ("1.234") can be read in two ways."""

from __future__ import annotations

import re
from collections import Counter
from typing import List, Sequence

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import CellForm, form_of
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_titles import EAST, NORTH
from ruhr_smartcity_plugin.core.catalogue.tables.designations import changed_as_number
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import judge_decimal_sign

# Degrees of Germany as a program writes them: with a point, whatever the numbers beside them have.
_DEGREES = re.compile(r"(?:[5-9]|1[0-5]|4[7-9]|5[0-5])\.\d{4,}")
_LOOK_AT = 400


def usual_decimal_sign(columns: Sequence[Sequence[str]]) -> str:
    """Return the sign that the columns which show it without doubt agree on; "" if they do not show it or differ."""
    signs = Counter()
    for cells in columns:
        judged = judge_decimal_sign(_numbers(cells))
        if judged.value and judged.sure is Sureness.CERTAIN:
            signs[judged.value] += 1
    return signs.most_common(1)[0][0] if signs else ""


def signs_of_others(plain_titles: Sequence[str], columns: Sequence[Sequence[str]]) -> List[str]:
    """Return for each column the sign that the others show; `plain_titles` are heads ready for comparison.

    Names made of digits show none. The point of degrees says nothing of counts: whoever writes 51.4812 takes it from
    a program, and groups thousands (1.234) by hand. It counts for other coordinates and for cells with a comma.
    """
    numbers = [cells for title, cells in zip(plain_titles, columns) if not changed_as_number(title, cells)]
    usual = usual_decimal_sign(numbers)
    if usual != ".":
        return [usual] * len(columns)
    without_degrees = usual_decimal_sign([cells for cells in numbers if not _are_degrees(cells)])
    return [usual if EAST.search(title) or NORTH.search(title) or any("," in cell for cell in _numbers(cells))
            else without_degrees for title, cells in zip(plain_titles, columns)]


def _numbers(cells: Sequence[str]) -> List[str]:
    return [cell for cell in cells[:_LOOK_AT] if form_of(cell) is CellForm.NUMBER]


def _are_degrees(cells: Sequence[str]) -> bool:
    numbers = _numbers(cells)
    return bool(numbers) and sum(1 for cell in numbers if _DEGREES.fullmatch(cell)) * 2 > len(numbers)
