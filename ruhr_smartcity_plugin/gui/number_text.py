# SPDX-License-Identifier: GPL-2.0-or-later
"""Numbers in cells that are edited: written as the user writes them, and read back the same."""

from __future__ import annotations

import math

from qgis.PyQt.QtCore import QLocale


def number_text(number: float | None, digits: int = 10) -> str:
    """Return a number with the user's decimal sign; "" for None.

    Thousands are not grouped: "1.060" would be read back as little more than one.
    """
    if number is None:
        return ""
    locale = QLocale()
    locale.setNumberOptions(QLocale.NumberOption.OmitGroupSeparator)
    return locale.toString(float(number), "g", digits)


def parse_number(text: str) -> float | None:
    """Return a number as people write it, with a comma or a point; None for an empty text, NaN for what is none."""
    bare = "".join(text.split()).replace("−", "-")
    if not bare:
        return None
    try:
        number = float(bare.replace(",", "."))
    except ValueError:
        return math.nan
    return number if math.isfinite(number) else math.nan
