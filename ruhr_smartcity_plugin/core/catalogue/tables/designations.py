# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers that name something ("Plan-Nr. 1.10", "Baum-ID 12E3"): as a quantity they would become another name."""

from __future__ import annotations

import re
from typing import Sequence

_TITLE = re.compile(r"\b(id|gid|fid|oid|objectid)\b|(nr|nummer|kennung|kennziffer|zeichen|schl(ue|u)ssel)\b")
_EXPONENT = re.compile(r"[+-]?\d+(?:[.,]\d+)?e[+-]?\d+", re.IGNORECASE)
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
