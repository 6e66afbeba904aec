# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers that are no quantity: names ("Plan-Nr. 1.10", "Baum-ID 12E3"), months ("01.2023"), times ("07.30")."""

from __future__ import annotations

import re
from typing import Sequence

from ruhr_smartcity_plugin.core.catalogue.tables.coordinate_titles import is_coordinate_title

_TITLE = re.compile(r"\b(id|gid|fid|oid|objectid)\b|(nr|nummer|kennung|kennziffer|zeichen|schl(ue|u)ssel)\b")
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
_TWO_PARTS = re.compile(r"\d+\.\d+")
_MONTH_OR_TIME = re.compile(r"\d{1,2}\.(?:[0-5]\d|(?:19|20)\d{2})")
_FRACTION = re.compile(r"\d+[.,](\d+)")


def changed_as_number(plain_title: str, cells: Sequence[str]) -> str:
    """Return the first cell that a number would not name any more; "" where there is none, or no such head.

    An exponent is a letter of the name, and the zero at the end of 1.10 counts where 1.1 stands in the column, too:
    so only where the digits behind the sign vary. `plain_title` is a head ready for comparison.

    >>> changed_as_number("plan nr", ["1.1", "1.10"]), changed_as_number("preis", ["1.1", "1.10"])
    ('1.10', '')
    """
    if not _TITLE.search(plain_title):
        return ""
    found = [(cell, _FRACTION.fullmatch(cell)) for cell in cells]
    varies = len({len(match[1]) for _cell, match in found if match}) > 1
    return next((cell for cell, match in found
                 if _EXPONENT.fullmatch(cell) or (varies and match and match[1].endswith("0"))), "")


def month_or_time(plain_title: str, cells: Sequence[str], needs_zero: bool = True) -> str:
    """Return the first cell that is a month or a time of day and looks like a number; "" where there is none.

    Whoever puts a zero before the hour or month means no quantity; degrees ("07.2162") have it at times, too. Beside
    such a column ("öffnet": 07.30) there is none needed ("schließt": 16.30).

    >>> month_or_time("monat", ["12.2022", "01.2023"]), month_or_time("wert", ["0.30", "12.30"])
    ('01.2023', '')
    """
    found = [cell for cell in cells if _TWO_PARTS.fullmatch(cell)]
    if is_coordinate_title(plain_title) or not all(map(_MONTH_OR_TIME.fullmatch, found)):
        return ""
    return next((cell for cell in found if not needs_zero or (cell[0] == "0" and cell[1] != ".")), "")


def have_times(plain_titles: Sequence[str], columns: Sequence[Sequence[str]]) -> bool:
    """Answer whether one of the columns holds months or times that have a zero before them."""
    return any(map(month_or_time, plain_titles, columns))


def is_no_quantity(plain_title: str, cells: Sequence[str]) -> bool:
    """Answer whether the numbers of a column are names, months or times."""
    return bool(changed_as_number(plain_title, cells) or month_or_time(plain_title, cells))
