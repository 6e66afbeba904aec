# SPDX-License-Identifier: GPL-2.0-or-later
"""Which decimal sign a column goes by whose own values ("1.234") can be read in two ways."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Collection, List, Sequence

from ruhr_smartcity_plugin.core.catalogue.tables.cell_forms import CellForm, form_of
from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_titles import is_coordinate_title
from ruhr_smartcity_plugin.core.catalogue.tables.designations import is_no_quantity
from ruhr_smartcity_plugin.core.catalogue.tables.judged import Judged, Sureness
from ruhr_smartcity_plugin.core.catalogue.tables.numbers import judge_decimal_sign
from ruhr_smartcity_plugin.translation import tr

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


@dataclass(frozen=True)
class OtherSign:
    """What is known of a column's sign beside its cells: `sign` ("" nothing) and `why`, a sentence with "{value}".

    `in_sheet`: numbers have a point and texts are as typed. `is_number`: all its numbers are cells of numbers in a
    sheet; `has_numbers`: some of them are, others are texts.
    """

    sign: str = ""
    why: str = ""
    in_sheet: bool = False
    is_number: bool = False
    has_numbers: bool = False

    def judge(self, cells: Sequence[str]) -> Judged[str]:
        """Return the decimal sign of the column's cells."""
        if self.is_number:
            return Judged("." if any("." in cell for cell in cells) else "")
        return judge_decimal_sign(cells, self.sign, self.why)

    def shows_both(self, cells: Sequence[str]) -> bool:
        """Answer whether numbers of a sheet (1.5) and texts with German numbers ("3,5") stand in the column."""
        if not self.in_sheet:
            return False
        numbers = _numbers(cells)
        if self.has_numbers:
            return any("," in cell for cell in numbers)
        points = [cell for cell in numbers if "," not in cell]
        judged = judge_decimal_sign(points)
        return len(points) < len(numbers) and judged.value == "." and judged.sure is Sureness.CERTAIN


def signs_in_sheet(plain_titles: Sequence[str], columns: Sequence[Sequence[str]],
                   number_columns: Collection[int], mixed_columns: Collection[int] = ()) -> List[OtherSign]:
    """Return what is known of each column of a sheet: a point, unless numbers were typed as German texts in others."""
    typed = [cells for index, (title, cells) in enumerate(zip(plain_titles, columns))
             if index not in number_columns and not is_no_quantity(title, cells)]
    why = tr("“{value}” is read as a number of the sheet: the point is its decimal sign.")
    others = OtherSign(",", in_sheet=True) if usual_decimal_sign(typed) == "," else OtherSign(".", why, in_sheet=True)
    known = {index: OtherSign(".", why, in_sheet=True, has_numbers=True) for index in mixed_columns}
    known.update((index, OtherSign(".", in_sheet=True, is_number=True)) for index in number_columns)
    return [known.get(index, others) for index in range(len(columns))]


def signs_of_others(plain_titles: Sequence[str], columns: Sequence[Sequence[str]]) -> List[OtherSign]:
    """Return for each column the sign that the others show; `plain_titles` are heads ready for comparison.

    Names made of digits show none. The point of degrees says nothing of counts: whoever writes 51.4812 takes it from
    a program, and groups thousands (1.234) by hand. It counts for other coordinates and for cells with a comma.
    """
    numbers = [cells for title, cells in zip(plain_titles, columns) if not is_no_quantity(title, cells)]
    usual = usual_decimal_sign(numbers)
    if usual != ".":
        return [OtherSign(usual)] * len(columns)
    without_degrees = usual_decimal_sign([cells for cells in numbers if not _are_degrees(cells)])
    return [OtherSign(usual if is_coordinate_title(title) or any("," in cell for cell in _numbers(cells))
                      else without_degrees) for title, cells in zip(plain_titles, columns)]


def _numbers(cells: Sequence[str]) -> List[str]:
    return [cell for cell in cells[:_LOOK_AT] if form_of(cell) is CellForm.NUMBER]


def _are_degrees(cells: Sequence[str]) -> bool:
    numbers = _numbers(cells)
    return bool(numbers) and sum(1 for cell in numbers if _DEGREES.fullmatch(cell)) * 2 > len(numbers)
